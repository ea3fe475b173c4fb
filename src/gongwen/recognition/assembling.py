"""Lines with their roles become a document: fields, body, attachments, what is uncertain, what has to be told.

In: the lines of one document, each with its role. Out: a :class:`~gongwen.recognition.results.ParsedDocument` and all
that it says, so that the sum of the whole text can be checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic import ValidationError

from gongwen.errors import Fault
from gongwen.model import Document
from gongwen.model.faults import faults_of
from gongwen.model.parts import LONGEST_TITLE
from gongwen.reading.building import shown_fault
from gongwen.reading.ledger import LedgerEntry
from gongwen.recognition import elements
from gongwen.recognition.balance import account, said_document, said_field
from gongwen.recognition.bodies import BodyLine, blocks_of
from gongwen.recognition.evidence import why_no_document
from gongwen.recognition.forms import DATE_AT_END
from gongwen.recognition.lines import Line, Typed, dropped, joined
from gongwen.recognition.numbering import gaps
from gongwen.recognition.results import Doubt, ParsedDocument
from gongwen.recognition.roles import Role
from gongwen.recognition.sequence import Assigned
from gongwen.rules import findings
from gongwen.standard.vocabulary import chinese_name
from gongwen.text import BLANKS, shown

__all__ = ["Made", "RoleLine", "document_of"]


class RoleLine(NamedTuple):
    """A line and what it was taken for."""

    line: Line
    assigned: Assigned

    @property
    def role(self) -> Role:
        """Its role."""
        return self.assigned.role


class Made(NamedTuple):
    """A document and all that it says of the text."""

    parsed: ParsedDocument
    said: list[str]


_BY_THE_PAGE = "由版式写出"
_NO_FIELD, _ISSUE = "期号，不是公文的要素", re.compile(r"[期次][）)]?\s*$")
_NO_DOCUMENT = "不是公文"
_UNREADABLE = "读不成这一项"
_REASONS = {
    "number": "发文字号的写法照 9704-7.2.5",
    "date": "成文日期的写法照 9704-7.3.5.4",
    "print_date": "印发日期的写法照 9704-7.4.3",
    "title": "标题里的空格、重复的标题",
    "signatories": "署名里的空格、盖章的提示",
}
_SECOND_BEST_IS_NEAR = 2.0
_GOES_ON = (Role.BODY, Role.MORE_BODY, Role.ATTACHMENT_BODY, Role.MORE_ATTACHMENT)


@dataclass
class _Part:
    """An attachment, or an issued document, under construction."""

    marked: bool
    number: int | None = None
    title: list[Typed] = field(default_factory=list)
    lines: list[BodyLine] = field(default_factory=list)
    name: Typed | None = None  # in 附件说明
    mark: Typed | None = None  # 附件1
    issued: bool = False

    @property
    def text(self) -> str:
        """The title of its own, or the name that 附件说明 gives it."""
        own = elements.title_text(self.title) if self.title else ""
        return own or (elements.wide_blanks_out(self.name.text) if self.name else "")


@dataclass
class _Draft:
    """A document under construction: its data, and what was typed for which fields."""

    ledger: list[LedgerEntry]
    data: dict[str, Any] = field(default_factory=dict)
    claims: dict[tuple[str, ...], list[Typed]] = field(default_factory=dict)
    body: list[BodyLine] = field(default_factory=list)
    parts: list[_Part] = field(default_factory=list)
    note: list[Typed] = field(default_factory=list)
    names: list[Typed] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def put(self, values: Sequence[elements.Value], typed: Typed) -> None:
        """Set the fields that one line gives; a list that is there already grows."""
        taken = []
        for value in values:
            old = self.data.get(value.field)
            if isinstance(old, tuple) and isinstance(value.value, tuple):
                self.data[value.field] = tuple(dict.fromkeys((*old, *value.value)))
            elif old is None:
                self.data[value.field] = value.value
            else:
                continue
            taken.append(value.field)
        if not taken:
            reason = (
                (_NO_FIELD if _ISSUE.search(typed.text) else _UNREADABLE)
                if not values
                else f"{chinese_name(values[0].field)}已经有了"
            )
            self.ledger.append(dropped(typed, reason))
            return
        claimed = tuple(dict.fromkeys(_WITHIN_OTHERS.get(name, name) for name in taken))
        for old_claim in self.claims:
            if set(old_claim) & set(claimed):
                self.claims[old_claim].append(typed)
                return
        self.claims[claimed] = [typed]


# Fields that are written with another one: 保密期限 after 密级, the mark with its issuers.
_WITHIN_OTHERS = {"secrecy_period": "secrecy", "issuer_mark": "issuers"}


def document_of(lines: Sequence[RoleLine], ledger: list[LedgerEntry]) -> Made:
    """The document that lines with roles make."""
    entries: list[LedgerEntry] = []
    reason = why_no_document([(line.line, line.role) for line in lines])
    first, last = lines[0].line.typed.place[0], lines[-1].line.typed.place[0]
    text = "\n".join(line.line.text for line in lines)
    if reason is not None:
        entries += [dropped(line.line.typed, _NO_DOCUMENT) for line in lines]
        ledger += entries
        parsed = ParsedDocument(None, tuple(entries), no_document=reason, text=text, first_line=first, last_line=last)
        return Made(parsed, [])
    draft = _Draft(entries)
    for role, group in _groups(lines):
        _take(draft, role, group)
    _settle_title(draft)
    attachments, issued = _settle_parts(draft)
    body = blocks_of(draft.body, entries)
    data: dict[str, Any] = {**draft.data, "body": body}
    if attachments:
        data["attachments"] = attachments
    if issued:
        data["issued"] = issued
    data["signatories"] = data.get("signatories", ())
    mark = data.get("issuer_mark") or ("".join(data.get("issuers", ())) + "文件" if data.get("issuers") else "")
    kind = elements.kind_of(data.get("title", ""), mark)
    if kind:
        data["kind"] = kind
    form = elements.form_of(kind, mark)
    if form:
        data["form"] = form
    document, stand_in, faults = _built(data)
    if stand_in is None:
        entries.clear()
        entries += [dropped(line.line.typed, _NO_DOCUMENT) for line in lines]
        ledger += entries
        why = faults[0].message if faults else "没有标题，也没有正文"
        parsed = ParsedDocument(None, tuple(entries), no_document=why, text=text, first_line=first, last_line=last)
        return Made(parsed, [])
    for fields, pieces in draft.claims.items():
        said = "".join(said_field(stand_in, name) for name in fields)
        account(joined(pieces), said, _REASONS.get(fields[0], _BY_THE_PAGE), entries)
    fields_said = [name for fields in draft.claims for name in fields]
    entries.sort(key=_place)
    ledger += entries
    found = [shown_fault(fault) for fault in (findings(document) if document else ())]
    parsed = ParsedDocument(
        document,
        tuple(entries),
        (*faults, *found, *gaps(stand_in.body)),
        (*_doubts(lines), *draft.doubts),
        text=text,
        attachment_names=tuple(elements.wide_blanks_out(name.text) for name in draft.names),
        data=MappingProxyType(data),
        first_line=first,
        last_line=last,
    )
    return Made(parsed, list(said_document(stand_in, fields_said)))


def _place(entry: LedgerEntry) -> tuple[int, int]:
    return entry.line, entry.column


def _groups(lines: Sequence[RoleLine]) -> Iterable[tuple[Role, list[RoleLine]]]:
    """Lines of one role in a row, and those that go on with them."""
    group: list[RoleLine] = []
    for line in lines:
        if group and (_LEADS.get(line.role, line.role) is not _LEADS.get(group[0].role, group[0].role)):
            yield group[0].role, group
            group = []
        group.append(line)
    if group:
        yield group[0].role, group


_LEADS = {
    Role.MORE_BODY: Role.BODY,
    Role.MORE_NOTE: Role.ATTACHMENT_NOTE,
    Role.MORE_RECIPIENTS: Role.RECIPIENTS,
    Role.MORE_ATTACHMENT: Role.ATTACHMENT_BODY,
    Role.MORE_COLOPHON: Role.COLOPHON,
}


# ---------------------------------------------------------------------------------- one role after another


def _take(draft: _Draft, role: Role, group: list[RoleLine]) -> None:
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
                draft.parts.append(_Part(marked=False))
            draft.parts[-1].lines += [BodyLine(one.line, one.role is Role.MORE_ATTACHMENT) for one in group]
        case Role.COLOPHON | Role.MORE_COLOPHON:
            for piece in _continued(group, Role.MORE_COLOPHON, draft.ledger):
                draft.put(elements.colophon_values(piece), piece)
        case _:
            draft.ledger += [dropped(line.typed, "公文以外的文字") for line in lines]


def _continued(group: Sequence[RoleLine], more: Role, ledger: list[LedgerEntry]) -> list[Typed]:
    """Lines with those that go on with them joined."""
    whole: list[list[Typed]] = []
    for one in group:
        if one.role is more and whole:
            whole[-1].append(one.line.typed)
        else:
            whole.append([one.line.typed])
    return [joined(pieces) for pieces in whole]


def _take_secrecy(draft: _Draft, lines: list[Line]) -> None:
    for line in lines:
        draft.put(elements.secrecy_values(line.typed), line.typed)


def _take_mark(draft: _Draft, lines: list[Line]) -> None:
    typed = [line.typed for line in lines]
    draft.put(elements.mark_values(typed), joined(typed))


def _take_number(draft: _Draft, lines: list[Line]) -> None:
    for line in lines:
        draft.put(elements.number_values(line.typed), line.typed)


def _take_title(draft: _Draft, lines: list[Line]) -> None:
    typed = [line.typed for line in lines]
    draft.claims.setdefault(("title",), []).extend(typed)


def _settle_title(draft: _Draft) -> None:
    """The title of all its lines; one that is far too long turns out to be text."""
    typed = draft.claims.get(("title",))
    if not typed:
        return
    title = elements.title_text(typed).replace("\t", " ")
    if len(title) > LONGEST_TITLE or not title.strip():
        del draft.claims["title",]
        draft.body[:0] = [BodyLine(Line(piece)) for piece in typed if piece.text]
        return
    draft.data["title"] = title


def _take_under_title(draft: _Draft, lines: list[Line]) -> None:
    """A date under the title, with the issuing office before it or without; a remark on how the text came about."""
    for line in lines:
        text = line.text.strip("（）()")
        found = DATE_AT_END.search(text)
        inner = line.typed.cut(1) if line.text[:1] in "（(" else line.typed
        if found and found.start() == 0:
            value = elements.date_value("date", line.typed)
            draft.put([value] if value else [], line.typed)
        elif found and found.end() == len(text) and text == line.text:
            value = elements.date_value("date", inner.cut(found.start()))
            signed = elements.signatory_values([inner.cut(0, found.start())])
            draft.put([*signed, *([value] if value else [])], line.typed)
        else:
            draft.body.append(BodyLine(line))


def _take_recipients(draft: _Draft, lines: list[Line]) -> None:
    typed = joined([line.typed for line in lines])
    names = elements.agency_names(typed.text)
    draft.put([elements.Value("recipients", names, typed)] if names else [], typed)


def _take_note(draft: _Draft, lines: list[Line]) -> None:
    draft.note += [line.typed for line in lines]


def _take_signatories(draft: _Draft, lines: list[Line]) -> None:
    typed = [line.typed for line in lines]
    draft.put(elements.signatory_values(typed), joined(typed))


def _take_date(draft: _Draft, lines: list[Line]) -> None:
    for line in lines:
        value = elements.date_value("date", line.typed)
        if value is None:
            draft.ledger.append(dropped(line.typed, "不是完整的日期"))
            place = line.typed.place[0]
            draft.doubts.append(Doubt(place, shown(line.text), "成文日期", None, "不是日历上完整的日期，没有读入"))
        elif draft.data.get("date") == value.value:
            draft.ledger.append(dropped(line.typed, "日期已经有了"))
        else:
            draft.put([value], line.typed)


def _take_signed_date(draft: _Draft, lines: list[Line]) -> None:
    """署名 and date on one line; of a joint document each agency may have its own."""
    for line in lines:
        found = DATE_AT_END.search(line.text)
        if found is None:
            draft.ledger.append(dropped(line.typed, _UNREADABLE))
            continue
        name, day = line.typed.cut(0, found.start()), line.typed.cut(found.start())
        draft.put(elements.signatory_values([name]), name)
        value = elements.date_value("date", day)
        if value is not None and draft.data.get("date") == value.value:
            draft.ledger.append(dropped(day, "日期已经有了"))
        else:
            draft.put([value] if value else [], day)


def _take_remark(draft: _Draft, lines: list[Line]) -> None:
    typed = [line.typed for line in lines]
    value = elements.remark_value(typed)
    draft.put([value] if value else [], joined(typed))


def _take_printed(draft: _Draft, lines: list[Line]) -> None:
    """印发机关, 印发日期, perhaps with 印数 behind."""
    typed = joined([line.typed for line in lines])
    text = typed.text
    copies = _COPIES_BEHIND.search(text)
    head = text[: copies.start()] if copies else text
    printed = _PRINTED_END.search(head)
    end = printed.start() if printed else len(head)
    day = DATE_AT_END.search(head[:end].rstrip(BLANKS))
    values: list[elements.Value] = []
    office = elements.squeezed((head[: day.start()] if day else head[:end]).replace("印发机关：", ""))
    if office:
        values.append(elements.Value("printer", office, typed))
    value = elements.date_value("print_date", typed.cut(day.start(), day.end())) if day else None
    if value:
        values.append(value)
    if copies and int(copies[1]):
        values.append(elements.Value("copies", int(copies[1]), typed))
    draft.put(values, typed)


_COPIES_BEHIND = re.compile(rf"[（(]?[{BLANKS}]*共[{BLANKS}]*印?[{BLANKS}]*(\d{{1,5}})[{BLANKS}]*份.{{0,3}}$")
_PRINTED_END = re.compile(rf"[{BLANKS}]*印[{BLANKS}]*[发制]?[{BLANKS}。]*$")


def _take_attachment_head(draft: _Draft, lines: list[Line]) -> None:
    for line in lines:
        found = _ATTACHMENT_HEAD.match(line.text)
        part = _Part(marked=True)
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


def _take_attachment_title(draft: _Draft, lines: list[Line]) -> None:
    last = draft.parts[-1] if draft.parts else None
    if last is None or not last.marked or last.lines or last.title:
        last = _Part(marked=False)
        draft.parts.append(last)
    last.title += [line.typed for line in lines]


_TAKERS = {
    Role.COPY_NUMBER: _take_secrecy,
    Role.SECRECY: _take_secrecy,
    Role.MARK: _take_mark,
    Role.NUMBER: _take_number,
    Role.SIGNER: _take_number,
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


# ---------------------------------------------------------------------------------- attachments


def _settle_parts(draft: _Draft) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The attachments, those that 附件说明 only announces too, and the documents that a notice issues."""
    draft.names = elements.attachment_names(draft.note)
    title = elements.squeezed(draft.data.get("title", ""))
    opening = title + "".join(elements.squeezed(line.line.text) for line in draft.body[:_OPENING_LINES])
    issues = any(word in opening for word in ("印发", "转发", "批转", "颁布", "公布", "发布", "施行"))
    parts = list(draft.parts)
    for part in parts:
        own = elements.squeezed(elements.title_text(part.title)) if part.title else ""
        part.issued = not part.marked and bool(part.lines) and issues and bool(own) and own.strip("《》") in opening
    for part in [part for part in parts if not part.marked and not part.title]:
        draft.body += part.lines  # text after the signature that nothing names
        parts.remove(part)
    attached = [part for part in parts if not part.issued]
    ordered = _matched(attached, draft.names)
    said = "".join(part.text for part in ordered if part.name is not None and not part.title)
    if draft.note:
        account(joined(draft.note), said, "附件说明" + _BY_THE_PAGE, draft.ledger)
    attachments = [_part_data(part, draft) for part in ordered]
    issued = [_part_data(part, draft) for part in parts if part.issued]
    return [one for one in attachments if one], [one for one in issued if one]


_OPENING_LINES = 4


def _matched(parts: list[_Part], names: Sequence[Typed]) -> list[_Part]:
    """Attachments in the order of 附件说明; names without a body are attachments that are only announced."""
    rest = list(parts)
    ordered: list[_Part] = []
    for position, name in enumerate(names, start=1):
        words = elements.squeezed(name.text).strip("《》")
        found = next(
            (
                part
                for part in rest
                if part.title and elements.squeezed(elements.title_text(part.title)).strip("《》") == words
            ),
            None,
        )
        found = found or next((part for part in rest if part.marked and part.number == position), None)
        if found is None and len(names) == 1 and len(rest) == 1 and (rest[0].marked or not rest[0].title):
            found = rest[0]
        if found is None:
            found = _Part(marked=True, number=position)
        else:
            rest.remove(found)
        found.name = name
        ordered.append(found)
    return ordered + rest


def _part_data(part: _Part, draft: _Draft) -> dict[str, Any]:
    title = part.text.replace("\t", " ")
    if part.title and (len(title) > LONGEST_TITLE or not title):
        part.lines[:0] = [BodyLine(Line(piece)) for piece in part.title if piece.text]
        title = ""
        part.title.clear()
    elif part.title:
        account(joined(part.title), title, "标题里的空格、重复的标题", draft.ledger)
    body = blocks_of(part.lines, draft.ledger)
    if part.mark is not None:
        title = (
            title or elements.squeezed(part.mark.text) or "附件"
        )  # an attachment without a name is called by its mark
        said = title if not part.title and part.name is None else ""
        account(part.mark, said, "附件的标记" + _BY_THE_PAGE, draft.ledger)
    return {"title": title, "body": body}


# ---------------------------------------------------------------------------------- the model


def _built(data: dict[str, Any]) -> tuple[Document | None, Document | None, tuple[Fault, ...]]:
    """The document, what stands in for it where its 文种 is unknown, and the fields that could not be read.

    Where the model asks for a 文种 and the text has none, there is no document; the stand-in only serves to account
    for what the fields say.
    """
    faults: list[Fault] = []
    while True:
        try:
            document = Document.model_validate(data)
        except ValidationError as error:
            found = faults_of(error)
        else:
            return document, document, tuple(faults)
        wrong = {str(fault.loc[0]) for fault in found if fault.loc} & data.keys()
        if not wrong and "kind" not in data:
            try:
                stand_in = Document.model_validate({**data, "kind": "通知", "form": data.get("form", "白头")})
            except ValidationError:
                return None, None, tuple(map(shown_fault, found))
            missing = [fault for fault in found if fault.loc == ("kind",)]
            return None, stand_in, (*faults, *map(shown_fault, missing))
        if not wrong:
            return None, None, tuple(map(shown_fault, found))
        for name in wrong:
            del data[name]
        faults += [
            replace(shown_fault(fault), code=fault.code) for fault in found if fault.loc and str(fault.loc[0]) in wrong
        ]


# ---------------------------------------------------------------------------------- doubts

_NAMES = {
    Role.NOISE: "公文以外的文字",
    Role.COLLECTION: "汇编的篇名",
    Role.COPY_NUMBER: "份号",
    Role.SECRECY: "密级",
    Role.MARK: "发文机关标志",
    Role.NUMBER: "发文字号",
    Role.SIGNER: "签发人",
    Role.TITLE: "标题",
    Role.UNDER_TITLE: "题注",
    Role.RECIPIENTS: "主送机关",
    Role.MORE_RECIPIENTS: "主送机关",
    Role.BODY: "正文",
    Role.MORE_BODY: "上一段的续行",
    Role.ATTACHMENT_NOTE: "附件说明",
    Role.MORE_NOTE: "附件说明",
    Role.SIGNATORY: "署名",
    Role.DATE: "成文日期",
    Role.SIGNED_DATE: "署名和成文日期",
    Role.REMARK: "附注",
    Role.COLOPHON: "版记",
    Role.MORE_COLOPHON: "版记",
    Role.PRINTER: "印发机关",
    Role.PRINTED: "印发机关和印发日期",
    Role.ATTACHMENT_HEAD: "附件的标记",
    Role.ATTACHMENT_TITLE: "附件标题",
    Role.ATTACHMENT_BODY: "附件正文",
    Role.MORE_ATTACHMENT: "上一段的续行",
}


def _doubts(lines: Sequence[RoleLine]) -> list[Doubt]:
    doubts = []
    for line, (role, second, margin) in lines:
        if second is None or margin >= _SECOND_BEST_IS_NEAR or _NAMES[role] == _NAMES[second]:
            continue
        reason = f"两种读法的分数只差 {margin:.1f}"
        doubts.append(Doubt(line.typed.place[0], shown(line.text[:40]), _NAMES[role], _NAMES[second], reason, margin))
    return doubts
