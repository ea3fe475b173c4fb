"""Attachments of a draft: those that follow, with their mark or without, those only announced, what is issued."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from gongwen.model.parts import LONGEST_TITLE
from gongwen.model.values import without_brackets
from gongwen.reading.ledger import LedgerEntry
from gongwen.reading.reasons import Reason
from gongwen.recognition.balance import account
from gongwen.recognition.bodies import BodyLine, blocks_of
from gongwen.recognition.closing import date_value, signatory_values
from gongwen.recognition.draft import Draft, Part
from gongwen.recognition.elements import attachment_names, title_text
from gongwen.recognition.forms import DATE_AT_END, is_remark, squeezed
from gongwen.recognition.lines import Line, Typed, dropped, joined
from gongwen.recognition.roles import Role
from gongwen.recognition.titles import bare_title, with_outer_marks
from gongwen.standard.dates import write_date

__all__ = ["find_issued", "is_text", "matched", "settle_parts", "signature_of"]


def settle_parts(draft: Draft) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The attachments, those that 附件说明 only announces too, and the documents that a notice issues."""
    draft.names = attachment_names(draft.note)
    if any(len(name.text) > LONGEST_TITLE for name in draft.names):  # no names, then, but text
        draft.body += [BodyLine(Line(piece)) for piece in draft.note if piece]
        draft.note, draft.names = [], []
    parts = list(draft.parts)
    find_issued(parts, draft.data.get("title", ""), [line.line.text for line in draft.body])
    for part in [part for part in parts if is_text(part)]:
        draft.body += [*(BodyLine(Line(piece)) for piece in part.title if piece), *part.lines]
        parts.remove(part)
    attached = [part for part in parts if not part.issued]
    ordered = matched(attached, draft.names)
    said = "".join(part.text for part in ordered if part.name is not None and not part.title)
    if draft.note:
        account(joined(draft.note), said, Reason.NOTE_BY_THE_PAGE, draft.ledger)
    attachments = [_part_data(part, draft) for part in ordered]
    issued = [_part_data(part, draft) for part in parts if part.issued]
    return [one for one in attachments if one], [one for one in issued if one]


def find_issued(parts: Sequence[Part], title: str, body: Sequence[str]) -> None:
    """Mark the parts that a document issues: those whose titles stand in its own or in its first lines."""
    opening = with_outer_marks(squeezed(title) + "".join(map(squeezed, body[:_OPENING_LINES])))
    issues = any(word in opening for word in ("印发", "转发", "批转", "颁布", "公布", "发布", "施行"))
    for part in parts:
        own = squeezed(title_text(part.title)) if part.title else ""
        named = bool(own) and (bare_title(own) in opening or (len(own) > _TELLING and own[-_TELLING:] in opening))
        part.issued = not part.marked and bool(part.lines) and issues and named


def is_text(part: Part) -> bool:
    """Whether a part is text after the signature that nothing names, or whose first line is too long for a name."""
    return part.mark is None and (not (part.marked or part.title) or len(part.text) > LONGEST_TITLE)


_OPENING_LINES = 4
_TELLING = 8  # the last characters of a title, when an agency stands before it in one place only


def matched(parts: list[Part], names: Sequence[Typed]) -> list[Part]:
    """Attachments in the order of 附件说明; names without a body are attachments that are only announced."""
    rest = list(parts)
    ordered: list[Part] = []
    for position, name in enumerate(names, start=1):
        words = bare_title(squeezed(name.text))
        found = next(
            (part for part in rest if part.title and bare_title(squeezed(title_text(part.title))) == words),
            None,
        )
        found = found or next((part for part in rest if part.marked and part.number == position), None)
        found = found or next((part for part in rest if part.title and _is_named(part, words)), None)
        if found is None and len(names) == 1 and len(rest) == 1 and (rest[0].marked or not rest[0].title):
            found = rest[0]
        if found is None:
            found = Part(marked=True, number=position)
        else:
            rest.remove(found)
        found.name = name
        ordered.append(found)
    return ordered + rest


def _is_named(part: Part, words: str) -> bool:
    """Whether 附件说明 means this one by other words: 任务清单一份, or a name with its agency before it."""
    own = bare_title(squeezed(title_text(part.title)))
    return _COUNTED.sub("", words) == own or (len(own) > _TELLING and words.endswith(own[-_TELLING:]))


_COUNTED = re.compile(r"(?:各?[一二三四五六七八九十0-9]{1,2}[份张册本套页]|[（(][^（）()]{1,8}[）)])$")


def _part_data(part: Part, draft: Draft) -> dict[str, Any]:
    closing = signature_of(part, draft.ledger)
    title = part.text.replace("\t", " ")
    if part.title and (len(title) > LONGEST_TITLE or not title):
        part.lines[:0] = [BodyLine(Line(piece)) for piece in part.title if piece.text]
        title = ""
        part.title.clear()
    elif part.title:
        account(joined(part.title), title, Reason.TITLE_MENDED, draft.ledger)
    remark = _remark_of(part, draft.ledger)
    body = blocks_of(part.lines, draft.ledger)
    if part.mark is not None:
        title = title or squeezed(part.mark.text) or "附件"  # an attachment without a name is called by its mark
        said = title if not part.title and part.name is None else ""
        account(part.mark, said, Reason.LABEL_BY_THE_PAGE, draft.ledger)
    return {"title": title, "body": body, **remark, **closing}


def _remark_of(part: Part, ledger: list[LedgerEntry]) -> dict[str, Any]:
    """题注 of an issued document, which stands between its title and its text."""
    if not part.issued or not part.title or len(part.lines) < 2 or part.lines[1].goes_on:
        return {}
    line = part.lines[0].line
    if line.solid or not is_remark(line.text):
        return {}
    del part.lines[0]
    remark = without_brackets(line.text)
    account(line.typed, remark or "", Reason.BY_THE_PAGE, ledger)
    return {"remark": remark}


def signature_of(part: Part, ledger: list[LedgerEntry]) -> dict[str, Any]:
    """署名 and date of an issued document. Attachments have none in the model: theirs go to the body, as they stand."""
    if not part.issued:
        part.lines += [BodyLine(one.line) for one in part.closing]
        return {}
    signed: list[Typed] = []
    dates: list[Typed] = []
    for one in part.closing:
        typed = one.line.typed
        if one.role is Role.ATTACHED_SIGNATORY:
            signed.append(typed)
            continue
        found = DATE_AT_END.search(typed.text) if one.role is Role.ATTACHED_SIGNED_DATE else None
        if found:
            signed.append(typed.cut(0, found.start()))
        dates.append(typed.cut(found.start()) if found else typed)
    data: dict[str, Any] = {}
    if signed:
        for value in signatory_values(signed):
            data["signatories"] = value.value
        account(joined(signed), "，".join(data.get("signatories", ())), Reason.ISSUED_SIGNATORY_WRITTEN, ledger)
    for typed in dates:
        day = date_value("date", typed)
        if day is not None and "date" not in data:
            data["date"] = day.value
            account(typed, write_date(day.value), Reason.DATE_WRITTEN, ledger)
        else:
            ledger.append(dropped(typed, Reason.UNREADABLE))
    return data
