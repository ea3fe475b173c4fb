"""What was typed below the head of a source: the same grammar finds what is no text there.

In: the parts below the head, and what the head says (``reading.tails``). Out: the parts without 附件说明, 署名, dates,
附注 and 版记, which become fields; attachments that were typed without rules between; rows of tables as tables; no
marks of Markdown. The head wins: what it says otherwise is told, and so is where everything was taken from. Every line
that is text stays as it was typed, one paragraph a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from gongwen.model import Document, Table
from gongwen.model.parts import LONGEST_TITLE
from gongwen.model.values import without_brackets
from gongwen.reading.attachments import Part
from gongwen.reading.files import Files
from gongwen.reading.items import is_rule
from gongwen.reading.ledger import LedgerEntry
from gongwen.reading.naming import is_head_name
from gongwen.reading.reasons import Reason
from gongwen.reading.source import load_source
from gongwen.reading.tables import is_caption, is_table_line
from gongwen.reading.tails import BelowHead, BodyLine, Understood
from gongwen.recognition.announcing import announced
from gongwen.recognition.assembling import in_groups
from gongwen.recognition.attaching import find_issued, is_text, matched, signature_of
from gongwen.recognition.cleaning import without_markdown
from gongwen.recognition.draft import Draft, RoleLine
from gongwen.recognition.draft import Part as TypedPart
from gongwen.recognition.elements import attachment_names, title_text
from gongwen.recognition.features import seen_of
from gongwen.recognition.forms import is_remark, squeezed
from gongwen.recognition.lines import Line, Typed, dropped
from gongwen.recognition.punctuation import prose
from gongwen.recognition.results import Balance, ParsedDocument, ParsedText
from gongwen.recognition.roles import Role
from gongwen.recognition.sequence import assign
from gongwen.recognition.tables import may_be_row, with_tables
from gongwen.recognition.taking import take
from gongwen.standard.vocabulary import chinese_name
from gongwen.text import BLANKS, shown, trim

__all__ = ["is_source", "parse_source", "understood"]

# What a line below the head never is: the head is apart, and a paragraph is one line.
_ELSEWHERE = frozenset(
    (
        *(Role.NOISE, Role.COLLECTION, Role.COPY_NUMBER, Role.SECRECY, Role.MARK, Role.NUMBER, Role.SIGNER),
        *(Role.UNDER_TITLE, Role.MORE_BODY, Role.MORE_ATTACHMENT),
    )
)
_AFTER_ATTACHMENTS = frozenset((Role.COLOPHON, Role.MORE_COLOPHON, Role.PRINTER, Role.PRINTED))
_IN_ISSUED = frozenset((Role.SIGNATORY, Role.DATE, Role.SIGNED_DATE))
_LONGEST_CAPTION = 60
_PICTURE = "!["
_TABLE = Table(rows=(("—",),))  # what stands for rows that are read later


_HEAD = re.compile(rf"\s*-{{3,}}[{BLANKS}]*\r?\n\s*([^\n:：]{{1,24}})[:：]([^\n]*)")


def is_source(text: str) -> bool:
    """Whether a text is a source file: it begins with a rule and an entry of a head.

    >>> is_source("---\\n文种: 通知\\n---\\n各村："), is_source("标题：关于春耕的通知")
    (True, False)
    """
    found = _HEAD.match(text)
    return found is not None and is_head_name(found[1], found[2])


def parse_source(text: str, *, files: Files | None = None, encoding: str | None = None) -> ParsedText:
    """The document of a source file, as :func:`~gongwen.parse` gives documents.

    Raises :class:`~gongwen.InputError` with every fault of the source.
    """
    parsed = load_source(text.encode("utf-8", "surrogatepass"), files=files, grammar=understood)
    document = parsed.document
    breaks = text.count("\n") + text.count("\r")
    dropped_count = sum(len(entry.text) for entry in parsed.ledger if entry.kind == "dropped")
    changes = [entry for entry in parsed.ledger if entry.kind == "changed"]
    changed = sum(len(entry.text) - len(entry.became or "") for entry in changes)
    balance = Balance(len(text), len(text) - breaks - dropped_count - changed, changed, dropped_count, breaks)
    one = ParsedDocument(
        document,
        parsed.ledger,
        parsed.findings,
        text=text,
        attachment_names=tuple(part.title for part in document.attachments),
        data=MappingProxyType({"title": document.title}),
        first_line=1,
        last_line=text.count("\n") + 1,
    )
    return ParsedText((one,), parsed.ledger, balance, encoding)


def understood(below: BelowHead) -> Understood:
    """What the lines below a head say beside their text.

    >>> from gongwen.reading.attachments import split_parts
    >>> parts = split_parts(["请认真执行。", "抄送：县林业局，县水务局。"], first_line=9)
    >>> found = understood(BelowHead(parts, {"title": "关于春耕的通知"}, frozenset(("title",))))
    >>> found.parts.body.lines, found.fields
    (['请认真执行。', ''], {'cc': ['县林业局', '县水务局']})
    >>> print(*found.ledger)
    第10行 注意：“抄送：县林业局，县水务局。”（认作抄送机关）
    """
    return _Reading(below).read()


@dataclass
class _Lines:
    """The lines of one part while it is read: what is left of them, and those that the grammar is asked about."""

    first: int
    left: list[BodyLine]
    asked: list[Line] = field(default_factory=list)
    was: dict[int, BodyLine] = field(default_factory=dict)

    def take_out(self, line: Line) -> None:
        """Leave a line to something else than the text."""
        number = line.typed.place[0]
        self.was[number] = self.left[number - self.first]
        self.left[number - self.first] = ""

    def put_back(self, number: int) -> None:
        """Take a line as text after all."""
        if number in self.was:
            self.left[number - self.first] = self.was.pop(number)


class _Reading:
    """One reading of what stands below a head."""

    def __init__(self, below: BelowHead) -> None:
        self._below = below
        self._ledger: list[LedgerEntry] = []
        self._fields: dict[str, Any] = {}
        self._lines: dict[str, int] = {}
        self._draft = Draft([])
        title = below.head.get("title")
        self._title = squeezed(title) if isinstance(title, str) else ""

    def read(self) -> Understood:
        parts = self._below.parts
        body = self._opened(parts.body)
        attached = [self._opened(part) for part in parts.attachments]
        issued = [self._opened(part) for part in parts.issued]
        body.left = self._body(body)
        whole = [
            self._issued(part, lines) if part in parts.issued else part._replace(lines=lines.left)
            for part, lines in zip((*parts.attachments, *parts.issued), (*attached, *issued), strict=True)
        ]
        if attached or issued:
            last = max((*attached, *issued), key=lambda lines: lines.first)
            self._foot(last)
        self._settle_fields()
        explicit, issued_parts = whole[: len(attached)], whole[len(attached) :]
        attachments, more_issued = self._attachments(body, explicit)
        made = parts._replace(
            body=parts.body._replace(lines=body.left),
            attachments=tuple(attachments),
            issued=(*issued_parts, *more_issued),
        )
        in_order = tuple(sorted(self._ledger, key=lambda entry: entry.line))
        return Understood(made, self._fields, self._lines, in_order)

    # ------------------------------------------------------------------ lines

    def _opened(self, part: Part) -> _Lines:
        """The lines of a part without Markdown, its tables told."""
        typed: list[Line] = []
        left: list[BodyLine] = list(part.lines)
        above = 0
        for number, text in enumerate(part.lines, part.first_line):
            plain = trim(text) if isinstance(text, str) else ""
            if not plain or is_rule(plain) or plain.startswith(_PICTURE):
                above += 1
                continue
            assert isinstance(text, str)
            start = text.index(plain)
            entries: list[LedgerEntry] = []
            piece = Typed.at(plain, number, start + 1)
            if not is_table_line(plain):
                piece = without_markdown(piece, entries)
            if entries:
                self._ledger += [replace(entry, column=0) for entry in entries]
                left[number - part.first_line] = piece.text
            if piece.text:
                lead = text[:start]
                typed.append(Line(piece, start + lead.count("\u3000") + 3 * lead.count("\t"), above))
                above = 0
            else:
                above += 1
        lines = _Lines(part.first_line, left)
        lines.asked = list(self._with_tables(typed, lines))
        return lines

    def _with_tables(self, typed: Sequence[Line], lines: _Lines) -> Iterator[Line]:
        """The lines with rows between tabs, or between bars of any width, as tables; rows that begin and end as rows of
        sources do are read where all sources are."""
        made: list[Line] = []
        for rows, stretch in groupby(typed, key=may_be_row):
            whole = list(stretch)
            if rows and not all(is_table_line(line.text) for line in whole):
                if made and len(made[-1].text) <= _LONGEST_CAPTION and is_caption(made[-1].text):
                    whole.insert(0, made.pop())
                entries: list[LedgerEntry] = []
                found = with_tables(whole, entries)
                self._enter_tables(whole, found, lines)
                made += found
            else:
                made += whole
        return (replace(line, solid=_TABLE) if is_table_line(line.text) and not line.solid else line for line in made)

    def _enter_tables(self, whole: Sequence[Line], found: Sequence[Line], lines: _Lines) -> None:
        kept = {line.typed.place[0] for line in found if not line.solid}
        starts = {line.typed.place[0]: line.solid for line in found if isinstance(line.solid, Table)}
        for line in whole:
            number = line.typed.place[0]
            if number in kept:
                continue
            table = starts.get(number)
            lines.left[number - lines.first] = table if table is not None else ""
            if table is not None:
                self._ledger.append(LedgerEntry(number, "noted", shown(line.text), None, "从这一行起认作一张表"))

    # ------------------------------------------------------------------ roles

    def _roles(
        self, lines: Sequence[Line], *, title: str, after: Role, only: frozenset[Role] | None = None
    ) -> list[RoleLine]:
        """The lines with their roles; ``title`` stands above them and is none of them."""
        if not lines:
            return []
        whole = [line if line.solid else replace(line, typed=prose(line.typed, [], blanks=False)) for line in lines]
        above = [Line(Typed.at(title, 0))] if title else []
        seen = seen_of([*above, *whole], names=announced([*above, *whole]))[len(above) :]
        without = _ELSEWHERE | ({Role.TITLE} if title else frozenset())
        if only is not None:
            without = frozenset(Role) - only
        assigned = assign(seen, after=after if title else None, without=without)
        return [RoleLine(line, role) for line, role in zip(whole, assigned, strict=True)]

    def _body(self, body: _Lines) -> list[BodyLine]:
        lines = self._without_remark(self._without_title(body), body)
        draft = self._draft
        for role, group in in_groups(self._roles(lines, title=self._title, after=Role.TITLE)):
            if role is Role.RECIPIENTS:
                self._take_recipients(group, body)
            elif role is Role.TITLE:
                self._take_title(group, body)
            elif role is not Role.BODY:
                take(draft, role, group)
                for one in group:
                    body.take_out(one.line)
        for entry in draft.ledger:  # what is no field after all
            body.put_back(entry.line)
        return body.left

    def _without_title(self, body: _Lines) -> Sequence[Line]:
        """The lines of a body without a title that repeats the head's."""
        first = body.asked[0] if body.asked else None
        if first is None or first.solid or not self._title:
            return body.asked
        if squeezed(first.text.lstrip("#")) != self._title:
            return body.asked
        self._ledger.append(replace(dropped(first.typed, Reason.TITLE_TWICE), column=0))
        body.take_out(first)
        return body.asked[1:]

    def _without_remark(self, lines: Sequence[Line], body: _Lines) -> Sequence[Line]:
        """The lines of a body without 题注 that stands over it."""
        first = lines[0] if lines else None
        if first is None or first.solid or not self._title or not is_remark(first.text):
            return lines
        self._give("remark", without_brackets(first.text), [first.typed])
        body.take_out(first)
        return lines[1:]

    def _take_title(self, lines: Sequence[RoleLine], body: _Lines) -> None:
        if self._has("title") or "title" in self._fields:
            return
        title = title_text([one.line.typed for one in lines])
        if title and len(title) <= LONGEST_TITLE:
            self._give("title", title, [one.line.typed for one in lines])
            for one in lines:
                body.take_out(one.line)

    def _take_recipients(self, lines: Sequence[RoleLine], body: _Lines) -> None:
        """主送机关 that the head does not name; where it names others, the line is text."""
        draft = Draft([])
        take(draft, Role.RECIPIENTS, list(lines))
        draft.settle_lists()
        names = draft.data.get("recipients")
        if not names or (self._has("recipients") and not self._same("recipients", names)):
            return
        self._give("recipients", names, [one.line.typed for one in lines])
        for one in lines:
            body.take_out(one.line)

    def _foot(self, last: _Lines) -> None:
        """版记 under the last of the attachments that stand between rules."""
        only = _AFTER_ATTACHMENTS | {Role.ATTACHMENT_BODY}
        for role, group in in_groups(self._roles(last.asked, title="附件", after=Role.ATTACHMENT_TITLE, only=only)):
            if role is not Role.ATTACHMENT_BODY:
                take(self._draft, role, group)
                for one in group:
                    last.take_out(one.line)

    def _issued(self, part: Part, lines: _Lines) -> Part:
        """署名 and date of an issued document that stands between rules."""
        only = _IN_ISSUED | {Role.BODY}
        draft = Draft([])
        for role, group in in_groups(self._roles(lines.asked, title=part.title, after=Role.TITLE, only=only)):
            if role is not Role.BODY:
                take(draft, role, group)
                for one in group:
                    lines.take_out(one.line)
        draft.settle_lists()
        given = {name: _plain(value) for name, value in draft.data.items() if name not in part.fields}
        for names, pieces in draft.claims.items():
            told = "、".join(f"印发件的{chinese_name(name)}" for name in names)
            self._ledger += [LedgerEntry(one.place[0], "noted", shown(one.text), None, f"认作{told}") for one in pieces]
        return part._replace(lines=lines.left, fields={**part.fields, **given})

    # ------------------------------------------------------------------ fields

    def _settle_fields(self) -> None:
        draft = self._draft
        draft.settle_lists()
        for names, pieces in draft.claims.items():
            for name in names:
                self._give(name, draft.data[name], pieces)

    def _give(self, name: str, value: Any, pieces: Sequence[Typed]) -> None:
        """A field that was typed below the head, unless the head has it; either is told."""
        chinese = chinese_name(name)
        taken = False
        if self._has(name):
            same = self._same(name, value)
            reason = f"{chinese}与开头写的相同，印一次" if same else f"{chinese}在开头另有写法，以开头为准"
        elif name == "signatories" and self._same("issuers", value):
            reason = Reason.SIGNED_BY_ISSUER
        else:
            taken, reason = True, f"认作{chinese}"
            self._fields[name] = _plain(value)
            self._lines[name] = pieces[0].place[0]
        for one in pieces:
            self._ledger.append(
                LedgerEntry(one.place[0], "noted" if taken else "dropped", shown(one.text), None, reason)
            )

    def _has(self, name: str) -> bool:
        """Whether the head says anything of a field; an entry that is left empty says nothing."""
        return self._below.head.get(name) not in (None, "")

    def _same(self, name: str, value: Any) -> bool:
        """Whether the head says of a field what was typed below it."""
        given = self._below.head.get(name)
        if given is None:
            return False
        known = _read(name, given)
        return known is not None and bool(known == _read(name, _plain(value)))

    # ------------------------------------------------------------------ attachments

    def _attachments(self, body: _Lines, explicit: Sequence[Part]) -> tuple[list[Part], list[Part]]:
        """The attachments in the order of 附件说明, those that it only announces too; and what is issued."""
        draft = self._draft
        names = attachment_names(draft.note)
        if any(len(name.text) > LONGEST_TITLE for name in names):
            names = []
        given = {}
        for number, part in enumerate(explicit, start=1):
            title = "".join(part.title.split("\n"))
            typed = TypedPart(marked=True, number=number, title=[Typed.at(title, part.title_line)] if title else [])
            given[id(typed)] = (typed, part)
        for one in draft.parts:
            if is_text(one):
                for number in (*(typed.place[0] for typed in one.title), *(at.line.typed.place[0] for at in one.lines)):
                    body.put_back(number)
        typed_parts = [one for one in draft.parts if not is_text(one)]
        find_issued(typed_parts, self._title, [line for line in body.left if isinstance(line, str) and trim(line)])
        attached = [one for one in typed_parts if not one.issued]
        ordered = matched([*attached, *(typed for typed, _ in given.values())], names)
        self._tell_note(draft.note, names, ordered)
        attachments = [given[id(one)][1] if id(one) in given else self._part(one, body) for one in ordered]
        return attachments, [self._part(one, body) for one in typed_parts if one.issued]

    def _tell_note(self, note: Sequence[Typed], names: Sequence[Typed], ordered: Sequence[TypedPart]) -> None:
        differing: dict[int, str] = {}
        for part in ordered:
            if part.name is not None and part.title:
                own = squeezed(title_text(part.title))
                if own.strip("《》") != squeezed(part.name.text).strip("《》"):
                    differing[part.name.place[0]] = own
        for line in note:
            number, said = line.place[0], shown(line.text)
            if number in differing:
                reason = f"附件说明里的名称与附件标题“{shown(differing[number])}”不同，以附件标题为准"
                self._ledger.append(LedgerEntry(number, "dropped", said, None, reason))
            else:
                reason = "认作附件说明" if names else Reason.NOTE_BY_THE_PAGE
                self._ledger.append(LedgerEntry(number, "noted", said, None, reason))

    def _part(self, part: TypedPart, body: _Lines) -> Part:
        """An attachment that was typed: its title, and its lines as the body had them."""
        closing = signature_of(part, [])
        numbers = [line.line.typed.place[0] for line in part.lines]
        first = numbers[0] if numbers else 0
        own = frozenset(numbers)
        every = range(first, numbers[-1] + 1) if numbers else range(0)
        lines = [body.was.get(number, "") if number in own else "" for number in every]
        place = part.title[0] if part.title else part.mark or part.name
        line = place.place[0] if place is not None else first
        title = part.text or (squeezed(part.mark.text) if part.mark else "") or "附件"
        if part.mark is not None or part.title:
            told = (part.mark, *part.title)
            what = "印发件" if part.issued else "附件"
            reasons = (f"认作{what}的标记", *(f"认作{what}的标题" for _ in part.title))
            self._ledger += [
                LedgerEntry(one.place[0], "noted", shown(one.text), None, reason)
                for one, reason in zip(told, reasons, strict=True)
                if one is not None
            ]
        fields = {name: _plain(value) for name, value in closing.items()}
        for one in part.closing if part.issued else ():
            self._ledger.append(
                LedgerEntry(one.line.typed.place[0], "noted", shown(one.line.text), None, "认作印发件的署名、日期")
            )
        return Part(lines, first or line, title, line, fields)


def _plain(value: Any) -> Any:
    """A value as the head of a source would give it."""
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _read(name: str, given: Any) -> Any:
    """What the model makes of a field; None where it makes nothing of it."""
    try:
        return getattr(Document.model_validate({"kind": "通知", "title": "—", name: given}), name)
    except ValidationError:
        return None
