"""The grammar of a 公文: which part of it a line may be, what speaks for each part, and what may follow what.

All judgement stands in three tables: :data:`WEIGHTS` (a feature speaks for or against a role), :data:`ORDER` (the parts
in the order of the standard) and :data:`PASSAGES` (what a departure from that order costs). Nothing here knows a text.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType

__all__ = ["ALIKE", "FOLLOWERS", "GATES", "GOES_ON", "ORDER", "START", "WEIGHTS", "Role"]


class Role(IntEnum):
    """What a line is."""

    NOISE = 0  # before, between and after documents: greetings, mail heads, chat
    COLLECTION = 1  # 第一篇：……, the heading that a collection puts over a document
    COPY_NUMBER = 2
    SECRECY = 3  # 密级, 紧急程度
    MARK = 4
    NUMBER = 5  # with 签发人 on the same line
    SIGNER = 6
    TITLE = 7
    UNDER_TITLE = 8  # 题注, or a date under the title
    RECIPIENTS = 9
    BODY = 10
    MORE_BODY = 11  # the paragraph before goes on
    ATTACHMENT_NOTE = 12
    MORE_NOTE = 13
    SIGNATORY = 14
    DATE = 15
    SIGNED_DATE = 16  # 署名 and date on one line
    REMARK = 17  # 附注
    COLOPHON = 18  # 抄报, 抄送, 主题词, 存档, 共印×份
    PRINTER = 19  # 印发机关, alone on its line
    PRINTED = 20  # 印发机关 and 印发日期
    ATTACHMENT_HEAD = 21
    ATTACHMENT_TITLE = 22
    ATTACHMENT_BODY = 23
    MORE_ATTACHMENT = 24
    MORE_RECIPIENTS = 25
    MORE_COLOPHON = 26
    ATTACHED_SIGNATORY = 27  # of what is issued or attached, which may have its own
    ATTACHED_DATE = 28
    ATTACHED_SIGNED_DATE = 29


R = Role
START = -1

_HEAD = (R.COPY_NUMBER, R.SECRECY, R.MARK, R.NUMBER, R.SIGNER, R.TITLE)
_TAIL = (R.SIGNATORY, R.DATE, R.SIGNED_DATE, R.REMARK, R.COLOPHON, R.PRINTER, R.PRINTED)

# ---------------------------------------------------------------------------------- what speaks for a role

_WEIGHTS: Mapping[str, Mapping[Role, float]] = MappingProxyType(
    {
        # What every line may be.
        "any": {R.BODY: 0.0, R.ATTACHMENT_BODY: 0.0, R.NOISE: -2.5},
        # Lengths and ends.
        "long": {
            R.BODY: 1.5,
            R.ATTACHMENT_BODY: 1.5,
            R.TITLE: -6,
            R.SIGNATORY: -6,
            R.NOISE: -3,
            R.ATTACHMENT_TITLE: -6,
            R.ATTACHMENT_HEAD: -6,
            R.RECIPIENTS: -1,
        },
        "short": {R.TITLE: 0.0, R.ATTACHMENT_TITLE: 0.0, R.SIGNATORY: -1.0, R.MORE_NOTE: 0.5},
        "ends in stop": {
            R.BODY: 2,
            R.ATTACHMENT_BODY: 2,
            R.TITLE: -6,
            R.SIGNATORY: -6,
            R.ATTACHMENT_TITLE: -4,
            R.NOISE: -0.5,
            R.MORE_NOTE: -1.5,
            R.RECIPIENTS: -3,
        },
        "ends in semicolon": {
            R.BODY: 1.5,
            R.ATTACHMENT_BODY: 1.5,
            R.TITLE: -6,
            R.SIGNATORY: -6,
            R.ATTACHMENT_TITLE: -4,
            R.MORE_NOTE: 0.3,
        },
        "ends in comma": {R.TITLE: -4, R.SIGNATORY: -4, R.ATTACHMENT_TITLE: -3, R.RECIPIENTS: 0.5},
        "ends in colon": {
            R.TITLE: -3,
            R.SIGNATORY: -5,
            R.ATTACHMENT_TITLE: -1.5,
            R.BODY: 0.5,
            R.ATTACHMENT_BODY: 0.5,
            R.RECIPIENTS: 0.8,
        },
        "has stop inside": {
            R.BODY: 1,
            R.ATTACHMENT_BODY: 1,
            R.TITLE: -5,
            R.SIGNATORY: -6,
            R.ATTACHMENT_TITLE: -4,
            R.RECIPIENTS: -4,
        },
        "has comma": {R.TITLE: -1.0, R.SIGNATORY: -4, R.ATTACHMENT_TITLE: -1.5},
        # Numbers at the head.
        "numbered": {
            R.BODY: 2.5,
            R.ATTACHMENT_BODY: 2.5,
            R.TITLE: -5,
            R.SIGNATORY: -8,
            R.MORE_BODY: -4,
            R.MORE_ATTACHMENT: -4,
            R.RECIPIENTS: -6,
            R.ATTACHMENT_TITLE: -3,
            R.NOISE: -2,
        },
        "figure": {R.MORE_NOTE: 1.5},
        "chapter": {R.ATTACHMENT_BODY: 0.3, R.BODY: 0.3},
        "table": {R.BODY: 3, R.ATTACHMENT_BODY: 3.2},
        # 版头.
        "six digits": {R.COPY_NUMBER: 5},
        "secrecy": {R.SECRECY: 7},
        "mark": {R.MARK: 6},
        "order mark": {R.MARK: 4.5, R.TITLE: 0.5},
        "minutes mark": {R.MARK: 3.0, R.TITLE: 2.0},
        "mark before number": {R.MARK: 4.0, R.TITLE: -4.0},
        "mark over an issue": {R.MARK: 7.0, R.TITLE: -7.0},
        "mark before title": {R.MARK: 4.0, R.TITLE: -4.0},
        "number": {R.NUMBER: 7, R.ATTACHMENT_BODY: 1.0},
        "number named": {R.NUMBER: 5.5},
        "short number": {R.NUMBER: 6.5},
        "order number": {R.NUMBER: 5},
        "ordinal alone": {R.TITLE: -6, R.ATTACHMENT_TITLE: -4},
        "signer": {R.SIGNER: 6},
        "more signers": {R.SIGNER: 6, R.TITLE: -6},
        # 标题.
        "kind at the end": {R.TITLE: 4.5, R.ATTACHMENT_TITLE: 2.0},
        "loose kind at the end": {R.TITLE: 2.5, R.ATTACHMENT_TITLE: 2.5},
        "about": {R.TITLE: 2.5, R.ATTACHMENT_TITLE: 0.3, R.SIGNATORY: -4},
        "about at the start": {R.TITLE: 1.0},
        "first line": {R.TITLE: 2.0},
        "letter-spaced": {R.TITLE: 2.0, R.SIGNATORY: 0.3, R.MARK: 0.5},
        "after a whole title": {R.TITLE: -4.0},
        "whole title below": {R.TITLE: -5.0, R.NOISE: 2.0},
        "title begins": {R.TITLE: 3.0, R.ATTACHMENT_TITLE: 1.0, R.PRINTER: -2.0, R.SIGNATORY: -1.5},
        "after a gap": {R.TITLE: 1.5, R.ATTACHMENT_TITLE: 0.7},
        "title goes on": {R.TITLE: 3.0, R.ATTACHMENT_TITLE: 1.0},
        "title named": {R.TITLE: 4.0},
        "first heading mark": {R.TITLE: 4.0},
        "agency before about": {R.TITLE: 4.5},
        "list at the end": {R.ATTACHMENT_TITLE: 3.0, R.TITLE: -2.0},
        "title of an attachment": {R.ATTACHMENT_TITLE: 22.0, R.TITLE: -12.0},
        "under title": {R.UNDER_TITLE: 5},
        "office under title": {R.UNDER_TITLE: 6, R.TITLE: -2},
        "date under title": {R.UNDER_TITLE: 7},
        # 主送机关.
        "addresses": {R.RECIPIENTS: 4.2, R.MORE_RECIPIENTS: 1.0},
        "addresses without colon": {R.RECIPIENTS: 1.2, R.MORE_RECIPIENTS: 0.5},
        "says something": {R.RECIPIENTS: -6, R.MORE_RECIPIENTS: -6},
        "indented": {
            R.RECIPIENTS: -1.0,
            R.BODY: 0.8,
            R.ATTACHMENT_BODY: 0.5,
            R.MORE_BODY: -3.0,
            R.MORE_ATTACHMENT: -3.0,
            R.TITLE: -0.8,
            R.MORE_NOTE: 0.7,
        },
        "deep": {
            R.MORE_NOTE: 0.7,
            R.SIGNATORY: 1.5,
            R.DATE: 1.0,
            R.SIGNED_DATE: 1.0,
            R.TITLE: 0.5,
            R.MORE_BODY: -2,
            R.RECIPIENTS: -3,
        },
        # The paragraph before goes on.
        "must go on": {R.MORE_BODY: 9.0, R.MORE_ATTACHMENT: 9.0},
        "goes on": {R.MORE_BODY: 4.0, R.MORE_ATTACHMENT: 4.0},
        "may go on": {R.MORE_BODY: 1.5, R.MORE_ATTACHMENT: 1.5},
        "could go on": {R.MORE_BODY: -0.3, R.MORE_ATTACHMENT: -0.3},
        "names go on": {R.MORE_RECIPIENTS: 3.5, R.MORE_COLOPHON: 3.0},
        "names may go on": {R.MORE_COLOPHON: 1.5},
        "line of a wrapped text": {R.MORE_NOTE: 0.5, R.MORE_COLOPHON: 1.0, R.MORE_RECIPIENTS: 1.0},
        # 附件说明.
        "attachment note": {R.ATTACHMENT_NOTE: 6.5, R.ATTACHMENT_HEAD: 2.5},
        "attachment note with number": {R.ATTACHMENT_NOTE: 4.5, R.ATTACHMENT_HEAD: 5.0},
        "next of the note": {R.MORE_NOTE: 5.0},
        # 署名, date, 附注.
        "agency": {R.SIGNATORY: 3.0, R.PRINTER: 2.0, R.NOISE: 0.3},
        "agencies in a row": {R.SIGNATORY: 2.5},
        "officer": {R.SIGNATORY: 3.0, R.UNDER_TITLE: 2.0},
        "before a date": {R.SIGNATORY: 3.0},
        "date": {R.DATE: 7.0, R.TITLE: -6},
        "open date": {R.DATE: 4.0, R.TITLE: -6},
        "signed date": {R.SIGNED_DATE: 7.0, R.UNDER_TITLE: 3.5},
        "after a signature": {R.DATE: 1.0},
        "in brackets": {R.REMARK: 4.0, R.TITLE: -3, R.UNDER_TITLE: 0.2, R.MORE_BODY: -3, R.SIGNATORY: -3},
        "remark": {R.REMARK: 3.5},
        "words for the seal": {R.SIGNATORY: 12.0, R.REMARK: -4.0},
        "contact": {R.REMARK: 3.0},
        # 版记.
        "colophon": {R.COLOPHON: 7.0, R.BODY: -2},
        "archive": {R.COLOPHON: 5.0},
        "printed": {R.PRINTED: 8.0},
        "copies": {R.COLOPHON: 6.0},
        # 附件.
        "attachment head": {R.ATTACHMENT_HEAD: 9.0, R.TITLE: -4},
        "attachment head with title": {R.ATTACHMENT_HEAD: 6.5, R.ATTACHMENT_NOTE: 3.0},
        "after an attachment head": {R.ATTACHMENT_TITLE: 3.5},
        # Around documents.
        "collection": {R.COLLECTION: 10, R.TITLE: -4, R.BODY: -3},
        "number over a head": {R.COLLECTION: 8, R.TITLE: -4, R.BODY: -3, R.ATTACHMENT_BODY: -3},
        "attendance": {R.BODY: 3.0, R.NOISE: -4.0},
        "mail": {R.NOISE: 6.0, R.COLOPHON: -3, R.TITLE: -6, R.RECIPIENTS: -4},
        "talk": {R.NOISE: 7.0, R.TITLE: -3},
        "greeting": {R.NOISE: 5.0},
        "key and value": {R.NOISE: 1.5, R.TITLE: -5.0},
        "boundary": {R.NOISE: 6.0},
        "above the head": {R.NOISE: 3.0, R.TITLE: -2.0},
        # Formatting of a .docx.
        "red and large": {R.MARK: 6.0, R.TITLE: -4.0},
        "larger than text": {R.TITLE: 3.5, R.ATTACHMENT_TITLE: 3.5, R.BODY: -2},
        "under larger words": {R.UNDER_TITLE: 2.5, R.TITLE: -4.0},
        "title face": {R.TITLE: 1.5, R.ATTACHMENT_TITLE: 1.5},
        "title style": {R.TITLE: 4.0, R.ATTACHMENT_TITLE: 3.0, R.BODY: -1},
        "heading style": {R.BODY: 2.0, R.ATTACHMENT_BODY: 2.0, R.SIGNATORY: -4, R.ATTACHMENT_TITLE: 0.5},
        "distributed": {R.MARK: 1.5, R.SIGNATORY: 0.5},
        "under a picture": {R.TITLE: -6, R.ATTACHMENT_TITLE: -6, R.BODY: 0.5, R.ATTACHMENT_BODY: 0.5},
        "new page": {R.ATTACHMENT_HEAD: 1.5, R.ATTACHMENT_TITLE: 1.5, R.TITLE: 1.0, R.MARK: 1.5, R.RECIPIENTS: -2},
        "centred": {R.TITLE: 1.5, R.ATTACHMENT_TITLE: 1.5, R.BODY: -1, R.NUMBER: 0.5, R.MARK: 0.5},
        "set right": {R.SIGNATORY: 2.0, R.DATE: 1.5, R.BODY: -1.5, R.TITLE: -2},
        "bold face": {R.TITLE: 0.5},
        "text size": {R.TITLE: -1.0},
        "flush left": {R.RECIPIENTS: 0.7},
        "paragraph of its own": {R.MORE_BODY: -6, R.MORE_ATTACHMENT: -6},
    }
)

ALIKE: Mapping[Role, Role] = MappingProxyType(
    {
        R.ATTACHED_SIGNATORY: R.SIGNATORY,
        R.ATTACHED_DATE: R.DATE,
        R.ATTACHED_SIGNED_DATE: R.SIGNED_DATE,
    }
)
"""Roles that look like another one; only their place tells them apart."""

WEIGHTS: Mapping[str, Mapping[Role, float]] = MappingProxyType(
    {
        name: MappingProxyType({**of, **{role: of[like] for role, like in ALIKE.items() if like in of}})
        for name, of in _WEIGHTS.items()
    }
)
"""What each feature of a line says for and against each role."""

GOES_ON: Mapping[Role, Role] = MappingProxyType({R.MORE_BODY: R.BODY, R.MORE_ATTACHMENT: R.ATTACHMENT_BODY})
"""Roles whose weights come on top of what speaks for the text that they go on with."""

GATES: Mapping[str, tuple[tuple[Role, float], ...]] = MappingProxyType(
    {name: tuple((role, weight) for role, weight in of.items()) for name, of in WEIGHTS.items()}
)

# ---------------------------------------------------------------------------------- what may follow what

ORDER: Mapping[Role, int] = MappingProxyType(
    {
        R.NOISE: 0,
        R.COLLECTION: 0,
        R.COPY_NUMBER: 1,
        R.SECRECY: 1,
        R.MARK: 2,
        R.NUMBER: 3,
        R.SIGNER: 3,
        R.TITLE: 4,
        R.UNDER_TITLE: 5,
        R.RECIPIENTS: 6,
        R.MORE_RECIPIENTS: 6,
        R.BODY: 7,
        R.MORE_BODY: 7,
        R.ATTACHMENT_NOTE: 8,
        R.MORE_NOTE: 8,
        R.SIGNATORY: 9,
        R.DATE: 10,
        R.SIGNED_DATE: 10,
        R.REMARK: 11,
        R.COLOPHON: 12,
        R.MORE_COLOPHON: 12,
        R.PRINTER: 12,
        R.PRINTED: 12,
        R.ATTACHMENT_HEAD: 13,
        R.ATTACHMENT_TITLE: 14,
        R.ATTACHMENT_BODY: 15,
        R.MORE_ATTACHMENT: 15,
        R.ATTACHED_SIGNATORY: 15,
        R.ATTACHED_DATE: 15,
        R.ATTACHED_SIGNED_DATE: 15,
    }
)
"""The parts in the order of the standard (9704-7.1-a)."""

_BODIES = (R.BODY, R.MORE_BODY)
_ATTACHED = (R.ATTACHMENT_BODY, R.MORE_ATTACHMENT)
_ATTACHED_DATES = (R.ATTACHED_DATE, R.ATTACHED_SIGNED_DATE)
_NOTE = (R.ATTACHMENT_NOTE, R.MORE_NOTE)
_NEW_DOCUMENT = (R.COPY_NUMBER, R.SECRECY, R.MARK, R.NUMBER, R.TITLE)
_CLOSED = (R.DATE, R.SIGNED_DATE, R.REMARK, R.COLOPHON, R.MORE_COLOPHON, R.PRINTED)
_ENDS = (*_BODIES, *_NOTE, R.SIGNATORY, *_CLOSED, R.PRINTER, *_ATTACHED, *_ATTACHED_DATES, R.ATTACHMENT_TITLE)


_OPENING = (START, R.NOISE, R.COLLECTION)
_MARKS = (R.COPY_NUMBER, R.SECRECY, R.MARK, R.NUMBER, R.SIGNER)
_DATED = (R.DATE, R.SIGNED_DATE)
_COLOPHON = (R.COLOPHON, R.MORE_COLOPHON, R.PRINTED)

_ROWS: tuple[tuple[tuple[int, ...], tuple[Role, ...], float], ...] = (
    # A document begins.
    (_OPENING, (*_NEW_DOCUMENT, R.SIGNER), 0.0),
    (_OPENING, (R.BODY, R.RECIPIENTS, R.SIGNER), 2.0),
    ((START, R.NOISE), (R.NOISE,), 0.0),
    ((R.COLLECTION,), (R.NOISE,), 1.0),
    ((START, R.NOISE, *_ENDS, *_HEAD, R.RECIPIENTS), (R.COLLECTION,), 0.0),
    # 版头, in any order.
    (_MARKS, (*_MARKS, R.TITLE), 0.0),
    (_MARKS, (R.BODY, R.RECIPIENTS), 2.5),
    (_MARKS, (R.NOISE,), 2.0),
    ((R.NUMBER, R.MARK), (R.UNDER_TITLE,), 1.0),
    ((R.MARK,), (R.TITLE,), 0.3),
    # 标题, and what stands under it.
    ((R.TITLE,), (R.TITLE,), 1.0),
    ((R.TITLE,), (R.NUMBER, R.SIGNER), 1.0),
    ((R.TITLE, R.UNDER_TITLE), (R.UNDER_TITLE,), 0.5),
    ((R.TITLE, R.UNDER_TITLE), (R.RECIPIENTS,), 0.0),
    ((R.TITLE, R.UNDER_TITLE), (R.BODY,), 0.5),
    ((R.UNDER_TITLE,), (R.TITLE,), 0.3),
    ((R.RECIPIENTS,), (R.MORE_RECIPIENTS,), 0.0),
    ((R.MORE_RECIPIENTS,), (R.MORE_RECIPIENTS,), 0.5),
    ((R.RECIPIENTS, R.MORE_RECIPIENTS), (R.BODY,), 0.0),
    # 正文 and what closes it.
    (_BODIES, _BODIES, 0.0),
    (_BODIES, (R.ATTACHMENT_NOTE,), 0.0),
    (_BODIES, (R.SIGNATORY,), 0.0),
    (_BODIES, (R.DATE, R.SIGNED_DATE), 0.5),
    (_BODIES, (R.REMARK,), 2.5),
    (_BODIES, (R.COLOPHON,), 2.0),
    (_BODIES, (R.PRINTED,), 3.0),
    (_BODIES, (R.ATTACHMENT_HEAD,), 2.5),
    (_NOTE, (R.MORE_NOTE,), 0.0),
    (_NOTE, (R.ATTACHMENT_NOTE,), 0.2),
    (_NOTE, (R.BODY,), 4.5),
    (_NOTE, (R.SIGNATORY, R.SIGNED_DATE), 0.0),
    (_NOTE, (R.DATE, R.REMARK), 0.5),
    (_NOTE, (R.COLOPHON, R.PRINTED, R.ATTACHMENT_HEAD), 1.5),
    ((R.SIGNATORY,), (R.SIGNATORY,), 0.3),
    ((R.SIGNATORY,), (R.DATE,), 0.0),
    ((R.SIGNATORY,), (R.SIGNED_DATE,), 0.5),
    ((R.SIGNATORY,), (R.REMARK, R.COLOPHON, R.PRINTED, R.ATTACHMENT_HEAD), 2.0),
    ((R.SIGNATORY,), (R.ATTACHMENT_NOTE,), 2.0),
    (_DATED, (R.SIGNATORY,), 2.5),
    ((R.SIGNED_DATE,), (R.SIGNED_DATE,), 0.5),
    ((R.DATE,), (R.DATE,), 3.0),
    (_DATED, (R.REMARK, R.COLOPHON, R.PRINTER, R.PRINTED), 0.0),
    (_DATED, (R.ATTACHMENT_HEAD,), 0.0),
    ((*_DATED, R.REMARK), (R.ATTACHMENT_NOTE,), 1.0),
    ((R.REMARK,), (R.REMARK, R.COLOPHON, R.PRINTED, R.PRINTER, R.ATTACHMENT_HEAD), 0.0),
    ((R.REMARK,), (R.SIGNATORY, R.SIGNED_DATE), 0.5),
    # 版记, before or after the attachments.
    (_COLOPHON, (R.COLOPHON, R.PRINTED, R.PRINTER), 0.0),
    ((R.COLOPHON, R.MORE_COLOPHON), (R.MORE_COLOPHON,), 0.0),
    ((R.PRINTER,), (R.PRINTED,), 0.0),
    (_COLOPHON, (R.ATTACHMENT_HEAD,), 0.3),
    (_COLOPHON, (R.SIGNATORY, R.SIGNED_DATE), 4.0),
    (_COLOPHON, (R.REMARK,), 1.0),
    # 附件, with their mark or without.
    ((R.ATTACHMENT_HEAD,), (R.ATTACHMENT_TITLE,), 0.0),
    ((R.ATTACHMENT_HEAD,), (R.ATTACHMENT_BODY,), 0.5),
    ((R.ATTACHMENT_HEAD,), (R.ATTACHMENT_HEAD,), 2.5),
    ((R.ATTACHMENT_TITLE,), (R.ATTACHMENT_TITLE,), 0.5),
    ((R.ATTACHMENT_TITLE,), (R.ATTACHMENT_BODY,), 0.0),
    (_ATTACHED, _ATTACHED, 0.0),
    (_ATTACHED, (R.ATTACHMENT_HEAD,), 0.0),
    (_ATTACHED, (R.COLOPHON, R.PRINTED), 1.0),
    (_ATTACHED, (R.PRINTER,), 2.5),
    (_CLOSED, (R.ATTACHMENT_TITLE,), 5.5),
    (_ATTACHED, (R.ATTACHMENT_TITLE,), 4.5),
    ((R.SIGNATORY,), (R.ATTACHMENT_TITLE,), 6.0),
    (_BODIES, (R.ATTACHMENT_TITLE,), 9.0),
    (_CLOSED, (R.ATTACHMENT_BODY,), 9.0),
    # What is issued or attached is signed, too.
    (_ATTACHED, (R.ATTACHED_SIGNATORY, R.ATTACHED_SIGNED_DATE), 2.0),
    (_ATTACHED, (R.ATTACHED_DATE,), 3.0),
    ((R.ATTACHED_SIGNATORY,), (R.ATTACHED_SIGNATORY,), 0.3),
    ((R.ATTACHED_SIGNATORY,), (R.ATTACHED_DATE,), 0.0),
    ((R.ATTACHED_SIGNATORY,), (R.ATTACHMENT_HEAD, R.COLOPHON, R.PRINTED), 2.5),
    (_ATTACHED_DATES, (R.ATTACHMENT_HEAD, R.COLOPHON, R.PRINTED), 0.5),
    (_ATTACHED_DATES, (R.ATTACHMENT_TITLE,), 4.5),
    (_ATTACHED_DATES, _ATTACHED, 5.0),
    (_ATTACHED_DATES, (R.NOISE,), 1.0),
    # A document ends, another begins.
    (_CLOSED, (R.NOISE,), 1.0),
    ((*_ATTACHED, *_BODIES), (R.NOISE,), 4.5),
    ((R.SIGNATORY, *_NOTE), (R.NOISE,), 4.0),
    ((*_CLOSED, *_ATTACHED_DATES), _NEW_DOCUMENT, 3.0),
    ((*_ATTACHED, *_BODIES, *_NOTE, R.SIGNATORY), _NEW_DOCUMENT, 6.5),
    (_ATTACHED, (R.NUMBER,), 10.0),
    (_BODIES, (R.TITLE,), 8.5),
    ((R.REMARK,), (R.BODY,), 5.0),
    ((*_DATED, R.COLOPHON), (R.BODY,), 8.0),
    ((R.SIGNATORY,), (R.BODY,), 6.0),
)

PASSAGES: Mapping[tuple[int, Role], float] = MappingProxyType(
    {(before, after): cost for befores, afters, cost in _ROWS for before in befores for after in afters}
)
"""What it costs that one role follows another; a passage that is missing is impossible. Later rows win."""

FOLLOWERS: Mapping[int, Mapping[Role, float]] = MappingProxyType(
    {
        before: MappingProxyType({after: cost for (one, after), cost in PASSAGES.items() if one == before})
        for before in (START, *Role)
    }
)

_UNREACHED = [role for role in Role if not any(after is role for _, after in PASSAGES)]
assert not _UNREACHED, f"roles that nothing leads to: {_UNREACHED}"
