"""The lines of one role after another are taken into the draft of a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from gongwen.model.document import NONE
from gongwen.model.parts import LONGEST_TITLE
from gongwen.model.values import without_brackets
from gongwen.reading.ledger import LedgerEntry
from gongwen.reading.reasons import Reason
from gongwen.recognition.bodies import BodyLine
from gongwen.recognition.closing import agency_names, colophon_values, date_value, remark_value, signatory_values
from gongwen.recognition.draft import Draft, Part, RoleLine
from gongwen.recognition.elements import (
    Value,
    mark_values,
    number_values,
    secrecy_values,
    signer_values,
    start_of_signers,
    title_text,
)
from gongwen.recognition.forms import AGENCY, DATE_AT_END, OPEN_DATE, is_remark, squeezed
from gongwen.recognition.lines import Line, Typed, dropped, joined
from gongwen.recognition.results import Doubt
from gongwen.recognition.roles import Role
from gongwen.standard.dates import date_of_adoption
from gongwen.standard.kinds import Kind
from gongwen.text import BLANKS, shown

__all__ = ["settle_date", "settle_offices", "settle_title", "take"]


def take(draft: Draft, role: Role, group: list[RoleLine]) -> None:
    """Take the lines of one role into the draft."""
    lines = [one.line for one in group]
    taker = _TAKERS.get(role)
    if taker is not None:
        taker(draft, lines)
        return
    match role:
        case Role.BODY | Role.MORE_BODY:
            draft.body += [BodyLine(one.line, one.role is Role.MORE_BODY) for one in group]
        case Role.ATTACHMENT_BODY | Role.MORE_ATTACHMENT:
            if not draft.parts:
                draft.parts.append(Part(marked=False))
            draft.parts[-1].lines += [BodyLine(one.line, one.role is Role.MORE_ATTACHMENT) for one in group]
        case Role.ATTACHED_SIGNATORY | Role.ATTACHED_DATE | Role.ATTACHED_SIGNED_DATE:
            draft.parts[-1].closing += group
        case Role.COLOPHON | Role.MORE_COLOPHON:
            for piece in _continued(group, Role.MORE_COLOPHON, draft.ledger):
                draft.put(colophon_values(piece), piece)
        case _:
            draft.ledger += [dropped(line.typed, Reason.OUTSIDE) for line in lines]


def _continued(group: Sequence[RoleLine], more: Role, ledger: list[LedgerEntry]) -> list[Typed]:
    """Lines with those that go on with them joined."""
    whole: list[list[Typed]] = []
    for one in group:
        if one.role is more and whole:
            whole[-1].append(one.line.typed)
        else:
            whole.append([one.line.typed])
    return [joined(pieces) for pieces in whole]


def _take_secrecy(draft: Draft, lines: list[Line]) -> None:
    for line in lines:
        draft.put(secrecy_values(line.typed), line.typed)


def _take_mark(draft: Draft, lines: list[Line]) -> None:
    typed = [line.typed for line in lines]
    draft.put(mark_values(typed), joined(typed))


def _take_number(draft: Draft, lines: list[Line]) -> None:
    for line in lines:
        values = number_values(line.typed)
        draft.put(values, line.typed)
        if not values:
            place = line.typed.place[0]
            draft.doubts.append(Doubt(place, shown(line.text), "发文字号", None, _WITHOUT_CODE))


_WITHOUT_CODE = "没有机关代字，没有读入；要印在红头下，写成“代字〔年份〕顺序号号”，期号就是顺序号"


def _take_signers(draft: Draft, lines: list[Line]) -> None:
    for line in lines:
        typed, at = line.typed, start_of_signers(line.text)
        if at > 0:
            draft.ledger.append(dropped(typed.cut(0, at), Reason.OUTSIDE))
            typed = typed.cut(at)
        values = signer_values if at < 0 else number_values
        draft.put(values(typed), typed)


def _take_title(draft: Draft, lines: list[Line]) -> None:
    typed = [line.typed for line in lines]
    draft.claims.setdefault(("title",), []).extend(typed)


def _take_under_title(draft: Draft, lines: list[Line]) -> None:
    """A date under the title, with the issuing office before it or without; a remark on how the text came about."""
    for line in lines:
        text = line.text.strip("（）()")
        found = DATE_AT_END.search(text)
        inner = line.typed.cut(1) if line.text[:1] in "（(" else line.typed
        if found and found.start() == 0:
            value = date_value("date", line.typed)
            draft.put([value] if value else [], line.typed)
        elif found and found.end() == len(text) and text == line.text:
            value = date_value("date", inner.cut(found.start()))
            offices = _offices(inner.cut(0, found.start()))
            draft.put([*offices, *([value] if value else [])], line.typed)
        elif OPEN_DATE.fullmatch(text):
            _take_date(draft, [line])
        elif _VERSION.fullmatch(text):
            draft.claims.setdefault(("title",), []).append(line.typed)
        elif AGENCY.fullmatch(squeezed(text)):
            draft.put(_offices(line.typed), line.typed)
        elif is_remark(line.text) and not draft.body and "remark" not in draft.data:
            draft.put([Value("remark", without_brackets(line.text), line.typed)], line.typed)
        else:
            draft.body.append(BodyLine(line))
            draft.adopted = date_of_adoption(text) or draft.adopted


def _offices(typed: Typed) -> list[Value]:
    return [Value("offices", value.value, typed) for value in signatory_values([typed])]


def settle_offices(draft: Draft, kind: Kind | None) -> None:
    """The office that stands in the head, with the date or over it: of minutes, which are not signed as a rule
    (AMB-10), it issues them; anything else it signs."""
    offices = draft.data.pop("offices", None)
    if offices is None:
        return
    if kind is Kind.MINUTES:
        draft.data["issuers"] = offices
        draft.data.setdefault("issuer_mark", NONE)  # theirs is the title alone
        return
    draft.data["signatories"] = tuple(dict.fromkeys((*offices, *draft.data.get("signatories", ()))))
    signed = draft.claims.pop(("signatories",), [])
    for claim in [claim for claim in draft.claims if "offices" in claim]:
        pieces = draft.claims.pop(claim)
        draft.claims[tuple("signatories" if name == "offices" else name for name in claim)] = [*pieces, *signed]


_VERSION = re.compile("(?:征求意见|讨论|送审|修订|审议|代拟)?稿|草案|草稿|试行|暂行")


def settle_date(draft: Draft) -> None:
    """Where no date stands at the end, that of the meeting which adopted the text by a line that stays text: under a
    subtitle or a speaker (TL-9.12). 题注 that is a field tells its date itself."""
    if draft.adopted is not None:
        draft.data.setdefault("date", draft.adopted)


def _take_recipients(draft: Draft, lines: list[Line]) -> None:
    if draft.body:  # a subtitle or a speaker, which no field holds: what stands below stays below
        draft.body += [BodyLine(line, at > 0) for at, line in enumerate(lines)]
        return
    typed = joined([line.typed for line in lines])
    names = agency_names(typed.text)
    draft.put([Value("recipients", names, typed)] if names else [], typed)


def _take_note(draft: Draft, lines: list[Line]) -> None:
    draft.note += [line.typed for line in lines]


def _take_signatories(draft: Draft, lines: list[Line]) -> None:
    typed = [line.typed for line in lines]
    values = signatory_values(typed)
    if values:
        draft.put(values, joined(typed))
    else:
        draft.ledger += [dropped(one, Reason.SIGNATORY_MENDED) for one in typed]


def _take_date(draft: Draft, lines: list[Line]) -> None:
    for line in lines:
        value = date_value("date", line.typed)
        if value is None:
            draft.ledger.append(dropped(line.typed, Reason.NO_DATE))
            place = line.typed.place[0]
            draft.doubts.append(Doubt(place, shown(line.text), "成文日期", None, "不是日历上完整的日期，没有读入"))
        elif draft.data.get("date") == value.value:
            draft.ledger.append(dropped(line.typed, Reason.SECOND_DATE))
        else:
            draft.put([value], line.typed)


def _take_signed_date(draft: Draft, lines: list[Line]) -> None:
    """署名 and date on one line; of a joint document each agency may have its own."""
    for line in lines:
        found = DATE_AT_END.search(line.text)
        if found is None:
            draft.ledger.append(dropped(line.typed, Reason.UNREADABLE))
            continue
        name, day = line.typed.cut(0, found.start()), line.typed.cut(found.start())
        draft.put(signatory_values([name]), name)
        value = date_value("date", day)
        if value is not None and draft.data.get("date") == value.value:
            draft.ledger.append(dropped(day, Reason.SECOND_DATE))
        else:
            draft.put([value] if value else [], day)


def _take_remark(draft: Draft, lines: list[Line]) -> None:
    typed = [line.typed for line in lines]
    value = remark_value(typed)
    draft.put([value] if value else [], joined(typed))


def _take_printed(draft: Draft, lines: list[Line]) -> None:
    """印发机关, 印发日期, perhaps with 印数 behind."""
    typed = joined([line.typed for line in lines])
    text = typed.text
    copies = _COPIES_BEHIND.search(text) if "份" in text or "数" in text else None
    head = text[: copies.start()] if copies else text
    printed = _PRINTED_END.search(head)
    end = printed.start() if printed else len(head)
    day = DATE_AT_END.search(head[:end].rstrip(BLANKS))
    values: list[Value] = []
    office = squeezed((head[: day.start()] if day else head[:end]).replace("印发机关：", ""))
    if office:
        values.append(Value("printer", office, typed))
    value = date_value("print_date", typed.cut(day.start(), day.end())) if day else None
    if value:
        values.append(value)
    count = int(copies[1] or copies[2]) if copies else 0
    if count:
        values.append(Value("copies", count, typed))
    draft.put(values, typed)


_COPIES_BEHIND = re.compile(
    rf"[（(]?[{BLANKS}]*(?:共[{BLANKS}]*印?[{BLANKS}]*(\d{{1,5}})[{BLANKS}]*份|"
    rf"(?:印数|份数|打印)[{BLANKS}：:]*(\d{{1,5}})[{BLANKS}]*份?).{{0,3}}$"
)
_PRINTED_END = re.compile(rf"[{BLANKS}]*印[{BLANKS}]*[发發制]?[{BLANKS}。]*$")


def _take_attachment_head(draft: Draft, lines: list[Line]) -> None:
    for line in lines:
        found = _ATTACHMENT_HEAD.match(line.text)
        part = Part(marked=True)
        if found is None:
            part.title.append(line.typed)
        else:
            typed = (found["number"] or "").translate(_PLAIN_DIGITS)
            part.number = int(typed) if typed.isdecimal() else "一二三四五六七八九十".find(typed) + 1 if typed else None
            part.mark = line.typed.cut(0, found.end())
            rest = line.typed.cut(found.end())
            if rest.text:
                part.title.append(rest)
        draft.parts.append(part)


_ATTACHMENT_HEAD = re.compile(
    rf"[【\[（(]?附[{BLANKS}]*[件表录]?[{BLANKS}]*(?P<number>[0-9０-９]{{1,2}}|"
    rf"[一二三四五六七八九十]{{1,3}})?[{BLANKS}]*[】\]）)]?[：:.．、—-]?[{BLANKS}]*"
)
_PLAIN_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


def _take_attachment_title(draft: Draft, lines: list[Line]) -> None:
    last = draft.parts[-1] if draft.parts else None
    if last is None or not last.marked or last.lines or last.title:
        last = Part(marked=False)
        draft.parts.append(last)
    last.title += [line.typed for line in lines]


_TAKERS: dict[Role, Callable[[Draft, list[Line]], None]] = {
    Role.COPY_NUMBER: _take_secrecy,
    Role.SECRECY: _take_secrecy,
    Role.MARK: _take_mark,
    Role.NUMBER: _take_number,
    Role.SIGNER: _take_signers,
    Role.TITLE: _take_title,
    Role.UNDER_TITLE: _take_under_title,
    Role.RECIPIENTS: _take_recipients,
    Role.ATTACHMENT_NOTE: _take_note,
    Role.SIGNATORY: _take_signatories,
    Role.DATE: _take_date,
    Role.SIGNED_DATE: _take_signed_date,
    Role.REMARK: _take_remark,
    Role.PRINTER: _take_printed,
    Role.PRINTED: _take_printed,
    Role.ATTACHMENT_HEAD: _take_attachment_head,
    Role.ATTACHMENT_TITLE: _take_attachment_title,
}


def settle_title(draft: Draft) -> None:
    """The title of all its lines; one that is far too long turns out to be text."""
    typed = draft.claims.get(("title",))
    if not typed:
        return
    title = title_text(typed).replace("\t", " ")
    if len(title) > LONGEST_TITLE or not title.strip():
        del draft.claims["title",]
        draft.body[:0] = [BodyLine(Line(piece)) for piece in typed if piece.text]
        return
    draft.data["title"] = title
