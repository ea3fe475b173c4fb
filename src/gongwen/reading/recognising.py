"""A .docx that gongwen wrote, recognised by its named styles: each paragraph's style names the 要素 it shows.

In: the facts of a file. Out: a document's plain data and the ledger. What a clerk changed in Word is read as changed; a
paragraph in no style of ours counts as body text, and the ledger says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from gongwen.ooxml.facts import Block, Drawing, Facts, Paragraph, Run, Table, paragraphs_in
from gongwen.ooxml.facts.measures import VAL
from gongwen.ooxml.opened import w
from gongwen.reading.kept import Kept, put_back
from gongwen.reading.ledger import LedgerEntry
from gongwen.reading.nesting import Heading, Standing
from gongwen.reading.page_bodies import Data, PageBody, paragraph_data
from gongwen.reading.page_lines import TEXT_FIELDS, WRITTEN_LINES, signers_line, unlabelled
from gongwen.reading.reasons import Reason
from gongwen.reading.telling import form_told, issuers_told, kind_told, mark_asked_for
from gongwen.standard.dates import read_date
from gongwen.standard.kinds import Form
from gongwen.standard.roles import HEADING_ROLES, LEVEL_STYLE_NAMES, RETURNING_ROLES, TABLE_LYING, TABLE_UPRIGHT, Role

__all__ = ["Recognised", "is_ours", "is_set_in_ours", "recognise"]

_ROLES: Mapping[str, Role] = MappingProxyType({role.value: role for role in Role})
_LEVELS = {name: level for level, name in enumerate(LEVEL_STYLE_NAMES, start=1)}
_STANDING = {role: level for level, role in enumerate(HEADING_ROLES, start=1)}
_RETURNING = {**{role: level for level, role in enumerate(RETURNING_ROLES)}, Role.ATTENDANCE_LEVEL_0: 0}
_TEXT = frozenset({Role.BODY, Role.ATTENDANCE})
_CONTINUED = "公文正文续"
"""The style in which version 0.1 wrote the last lines of a paragraph that it had divided."""
_ISSUED_FIELDS = {
    Role.ISSUED_REMARK: "remark",
    Role.ISSUED_RECIPIENTS: "recipients",
    Role.ISSUED_SIGNATORY: "signatories",
    Role.ISSUED_DATE: "date",
}
_LABELS_OF_ATTACHMENTS = {Role.ATTACHMENT_LABEL: False, Role.APART_LABEL: True}
_TRAILING_NUMBER = re.compile(r"(?<!\d)[0-9]{1,4}$")
_ENTRY = re.compile(r"(?:附件：)?(?:([0-9]{1,4})\.\t)?(.*)", re.DOTALL)
"""An entry of 附件说明 as the page shows it: its number, where there are several, and the attachment's title."""
_DIAMETER = re.compile(r"直径(\d{1,4}(?:\.\d+)?)毫米")
_SEVERAL = 4  # styles of ours
_CHOSEN = str.maketrans("", "", "\v\f")
"""Breaks that the layout chose are written with their type (``ooxml.text.run_content``); they are no part of a text."""


class Recognised(NamedTuple):
    """The data of a document, and what the ledger says of the reading."""

    fields: Data
    ledger: tuple[LedgerEntry, ...]


def is_ours(facts: Facts) -> bool:
    """Whether the file has styles of ours."""
    return not _ROLES.keys().isdisjoint(facts.styles.names.values())


def is_set_in_ours(facts: Facts) -> bool:
    """Whether a file is set in our styles: several of them, or most of its text.

    A file of another hand may have styles of the same names, or a paragraph that was copied from one of ours: there
    what is set in ours is not all, and the first words or the date stand in none. Another program that saved one of
    ours as RTF or the like leaves 版记 in its box without the styles that tell its lines.
    """
    if not is_ours(facts):
        return False
    ours = total = 0
    roles: set[str] = set()
    names = facts.styles.names
    for paragraph in paragraphs_in(facts.blocks):
        text, name = paragraph.text, names.get(paragraph.style, "")
        length = len(text)
        if paragraph.boxes and any(_lost_its_style(inner, names) for inner in _boxed(paragraph)):
            return False
        if length and name in _ROLES:
            ours += length
            roles.add(name)
        elif text and text.strip() and (not total or (paragraph.table is None and read_date(text))):
            return False
        total += length
    return len(roles) >= _SEVERAL or 2 * ours >= total


def _boxed(paragraph: Paragraph) -> Iterator[Paragraph]:
    return (inner for box in paragraph.boxes for inner in paragraphs_in(box.blocks))


def _lost_its_style(paragraph: Paragraph, names: Mapping[str, str]) -> bool:
    return names.get(paragraph.style) == Role.COLOPHON_ANCHOR.value and bool(paragraph.text.strip())


def recognise(facts: Facts, kept: Kept) -> Recognised:
    """What a file of ours says; ``kept`` is what its own properties keep because no page shows it."""
    page = _Page(facts, kept)
    for part in facts.relationships.values():
        if part.kind == "header" and not part.external:
            for paragraph in paragraphs_in(facts.part(part.target)):
                page.take_header(paragraph)
    for block in facts.blocks:
        page.take(block)
    page.tell_of_notes()
    return Recognised(page.fields(), tuple(page.ledger))


class _Shown(NamedTuple):
    """What a paragraph shows: its text, and the heading at its beginning if one runs in."""

    role: Role | None
    text: str
    heading: str = ""
    level: int = 0


class _Page:
    """The page on its way into data, paragraph by paragraph."""

    def __init__(self, facts: Facts, kept: Kept) -> None:
        self.ledger: list[LedgerEntry] = []
        self._facts = facts
        self._kept = kept
        names = facts.styles.names
        self._roles = {id_: _ROLES[name] for id_, name in names.items() if name in _ROLES}
        self._levels = {id_: _LEVELS[name] for id_, name in names.items() if name in _LEVELS}
        self._continued = {id_ for id_, name in names.items() if name == _CONTINUED}
        self._body = self._now = PageBody({})
        self._attachments: list[PageBody] = []
        self._issued: list[PageBody] = []
        self._listed: dict[int, str] = {}
        self._fields: Data = {}
        self._names: list[str] = []
        self._joint: list[str] | None = None
        self._seals: list[Data] = []
        self._caption: str | None = None

    def take_header(self, paragraph: Paragraph) -> None:
        """Take in a paragraph of a header: the mark of a letter, or nothing."""
        if self._roles.get(paragraph.style) is Role.LETTER_MARK:
            self._fields["letter_mark"] = self._shown(paragraph).text

    def take(self, block: Block) -> None:
        """Take in the next block of the body."""
        if isinstance(block, Table):
            self._take_table(block)
            return
        self._take_paragraph(block)
        for box in block.boxes:
            for paragraph in paragraphs_in(box.blocks):
                self._take_paragraph(paragraph)

    def tell_of_notes(self) -> None:
        """What stands beside the text has no place in a document, and the ledger says so."""
        facts = self._facts
        for reason, notes in (
            (Reason.COMMENT, facts.comments),
            (Reason.FOOTNOTE, facts.footnotes),
            (Reason.ENDNOTE, facts.endnotes),
        ):
            self.ledger += [LedgerEntry(0, "dropped", note.text, None, reason) for note in notes.values() if note.text]

    def fields(self) -> Data:
        """The document as plain data."""
        fields, properties = self._fields, self._facts.properties
        letter_mark, mark = fields.pop("letter_mark", None), fields.pop("mark", None)
        lead_mark, minutes = fields.pop("lead_mark", None), fields.pop("minutes", False)
        shown_mark = letter_mark or mark or lead_mark
        form = form_told(
            letter=letter_mark is not None,
            minutes=minutes,
            red_head=(mark, lead_mark, self._joint) != (None, None, None),
            titled="title" in fields,
        )
        told = issuers_told(form, shown_mark, self._joint or [], self._names, properties.get("creator", ""), self._kept)
        if told.hint:
            self.ledger.append(LedgerEntry(0, "noted", "，".join(told.names), None, Reason.ISSUER_FROM_PROPERTIES))
        fields["form"] = form
        fields["issuers"] = told.names
        asked = mark_asked_for(form, letter_mark or mark, told.names)
        if asked:
            fields["issuer_mark"] = asked
        fields.setdefault("title", properties.get("title", ""))
        fields["kind"] = kind_told(properties.get("category", ""), str(fields["title"]))
        if self._names or form is not Form.MINUTES:  # minutes are not signed as a rule (AMB-10)
            fields["signatories"] = self._names
        if self._seals:
            fields["seals"] = self._seals
        self._add_bodies(fields)
        return put_back(fields, self._kept)

    def _add_bodies(self, fields: Data) -> None:
        bound = {part.number for part in self._attachments}
        listed = [PageBody({"title": title}, number) for number, title in self._listed.items() if number not in bound]
        attachments = sorted([*self._attachments, *listed], key=lambda part: part.number)
        bodies = [self._body, *self._issued, *attachments]
        blocks = [body.blocks(index, self._kept) for index, body in enumerate(bodies)]
        fields["body"] = blocks[0]
        parts = [{**body.head, "body": made} for body, made in zip(bodies[1:], blocks[1:], strict=True)]
        issued, attached = parts[: len(self._issued)], parts[len(self._issued) :]
        if issued:
            fields["issued"] = issued
        if attached:
            fields["attachments"] = attached

    # ------------------------------------------------------------------ paragraphs

    def _shown(self, paragraph: Paragraph) -> _Shown:
        heading, level = "", 0
        parts: list[str] = []
        for run in paragraph.runs:
            text = run.text.translate(_CHOSEN) if "\v" in run.text or "\f" in run.text else run.text
            of_heading = self._levels.get(run.style, 0) if run.style and not parts else 0
            if of_heading:
                heading, level = heading + text, of_heading
            elif text:  # a run may hold nothing but room on the page
                parts.append(text)
        return _Shown(self._roles.get(paragraph.style), "".join(parts), heading, level)

    def _take_paragraph(self, paragraph: Paragraph) -> None:
        shown = self._shown(paragraph)
        role, text = shown.role, shown.text
        now = self._now
        if shown.level:
            first = paragraph_data(text) if text else None
            now.items.append(Heading(shown.level, shown.heading, first))
        elif role in _TEXT:
            now.text(text)
        elif role in _STANDING:
            if text.strip():
                now.items.append(Heading(_STANDING[role], text))
        elif role in _RETURNING:
            now.text(text, _RETURNING[role])
        elif role is None or role is Role.COLOPHON_ANCHOR:  # which holds no words, unless somebody typed some
            self._take_stranger(paragraph, text)
        else:
            self._take_element(role, text, paragraph)

    def _take_stranger(self, paragraph: Paragraph, text: str) -> None:
        if not text.strip():
            return
        last = self._now.last()
        if paragraph.style in self._continued and last is not None and last["type"] == "paragraph":
            last["text"] += text
            return
        self._now.text(text)
        reason = Reason.OUTSIDE_STYLES
        self.ledger.append(LedgerEntry(paragraph.number + 1, "changed", text, text, reason))

    def _take_element(self, role: Role, text: str, paragraph: Paragraph) -> None:
        """Take in a paragraph that shows one 要素; empty lines follow from the rest."""
        if role in TEXT_FIELDS:
            self._fields[TEXT_FIELDS[role]] = unlabelled(role, text)
        elif role in WRITTEN_LINES:
            self._fields.update(WRITTEN_LINES[role](text))
        elif role in _LABELS_OF_ATTACHMENTS:
            self._open_attachment(text, apart=_LABELS_OF_ATTACHMENTS[role])
        elif role in _ISSUED_FIELDS:
            self._take_issued(role, text)
        else:
            take = _TAKING.get(role)
            if take is not None:
                take(self, text, paragraph)

    # ------------------------------------------------------------------ head and signature

    def _take_lead_mark(self, text: str, _: Paragraph) -> None:
        """The lead agency's mark where page one had no room for all; nobody asked for it (9704-7.2.4-i)."""
        self._fields["lead_mark"] = text

    def _take_signers(self, text: str, _: Paragraph) -> None:
        line = signers_line(text)
        if line.number:
            self._fields["number"] = line.number
        self._fields.setdefault("signers", []).extend(line.names)

    def _take_signatory(self, text: str, _: Paragraph) -> None:
        if text.strip():
            self._names.append(text)

    def _take_sealed_signatories(self, text: str, _: Paragraph) -> None:
        names = [name for name in text.split("\t") if name.strip()]
        self._names += names
        self._seals += [{} for _name in names]

    def _take_sealed_date(self, text: str, paragraph: Paragraph) -> None:
        """The date, and the pictures of seals in the order of their names; one without is only room on paper."""
        self._fields["date"] = text.strip()
        drawings = [run.drawings[0] for run in paragraph.runs if run.drawings and run.drawings[0].target]
        if len(drawings) > len(self._seals):
            return
        # Whose they are where some have none, the page does not show; the file's properties may know (``kept``).
        for index, drawing in enumerate(drawings):
            stated = _DIAMETER.fullmatch(drawing.description)
            self._seals[index] = {**self._picture(drawing), "diameter": float(stated[1]) if stated else None}

    def _take_stamp(self, text: str, paragraph: Paragraph) -> None:
        """A signer of an order: the office, and the name or the stamp that stands for it."""
        office, _, name = text.partition("　　")
        drawing = _drawing(paragraph)
        if drawing:
            name = drawing.description
            self._seals.append(self._picture(drawing))
        if office.strip() or name:
            self._names.append(f"{office}　{name}" if name else office)

    def _take_translated_title(self, text: str, paragraph: Paragraph) -> None:
        self._fields["translation"] = {"locale": _language(paragraph.runs), "title": text}

    def _take_translated_signature(self, text: str, _: Paragraph) -> None:
        # The issuer stands first, then the date, which follows from the date itself.
        self._fields.setdefault("translation", {}).setdefault("issuer", text.strip("\t"))

    # ------------------------------------------------------------------ attachments and issued documents

    def _open_attachment(self, label: str, *, apart: bool) -> None:
        """A new attachment; one that is bound apart stands behind the others, whatever its number."""
        number = _TRAILING_NUMBER.search(label.strip())
        self._now = PageBody({"apart": True} if apart else {}, int(number[0]) if number else len(self._attachments) + 1)
        self._attachments.append(self._now)

    def _list_attachment(self, text: str, _: Paragraph) -> None:
        """An entry of 附件说明; the attachment itself need not be bound into the file."""
        entry = _ENTRY.fullmatch(text)
        if entry and entry[2].strip():
            self._listed[int(entry[1] or 1)] = entry[2]

    def _take_attachment_title(self, text: str, _: Paragraph) -> None:
        if self._attachments:
            self._attachments[-1].head["title"] = text
        else:
            self._now.text(text)

    def _take_issued_title(self, text: str, _: Paragraph) -> None:
        self._now = PageBody({"title": text})
        self._issued.append(self._now)

    def _take_issued(self, role: Role, text: str) -> None:
        if not self._issued:
            self._now.text(text)
            return
        head, name = self._issued[-1].head, _ISSUED_FIELDS[role]
        if role is Role.ISSUED_SIGNATORY:
            head.setdefault(name, []).append(text)
        else:
            head[name] = text

    # ------------------------------------------------------------------ tables and pictures

    def _take_table(self, table: Table) -> None:
        if any(self._roles.get(one.style) is Role.JOINT_MARK for one in paragraphs_in((table,))):
            self._joint = [row.cells[0].text for row in table.rows if row.cells]
            return
        rows = [row for row in table.rows if not self._is_blank(row.cells)]
        texts = [list(self._cells(row.cells)) for row in rows]
        width = max(map(len, texts), default=0)
        even = [[*row, *[""] * (width - len(row))] for row in texts]
        headed = bool(rows) and rows[0].header
        block: Data = {"type": "table", "header": even[0] if headed else [], "rows": even[headed:]}
        alignments = [_alignment(cell.blocks) for cell in rows[headed].cells] if len(rows) > headed else []
        if any(alignments):
            block["alignments"] = alignments[:width]
        if table.description in (TABLE_LYING, TABLE_UPRIGHT):
            block["landscape"] = table.description == TABLE_LYING
        if self._caption is not None:
            block["caption"], self._caption = self._caption, None
        if width:
            self._now.items.append(Standing(block))

    def _cells(self, cells: tuple[Any, ...]) -> Iterator[str]:
        """The texts of cells; one that spans several columns leaves the others empty."""
        for cell in cells:
            yield "\n".join([self._shown(paragraph).text for paragraph in paragraphs_in(cell.blocks)])
            yield from [""] * min(cell.span - 1, _MOST_COLUMNS)

    def _is_blank(self, cells: tuple[Any, ...]) -> bool:
        """Whether a row only keeps the rules of the table inside the type area."""
        every = [self._shown(paragraph) for cell in cells for paragraph in paragraphs_in(cell.blocks)]
        return all(shown.role is Role.SPACER and not shown.text for shown in every)

    def _take_caption(self, text: str, _: Paragraph) -> None:
        self._caption = text

    def _take_picture(self, _text: str, paragraph: Paragraph) -> None:
        drawing = _drawing(paragraph)
        if drawing:
            self._now.items.append(Standing({"type": "picture", **self._picture(drawing)}))

    def _caption_picture(self, text: str, _: Paragraph) -> None:
        last = self._now.last()
        if last is not None and last["type"] == "picture":
            last["caption"] = text
        else:
            self._now.text(text)

    def _picture(self, drawing: Drawing) -> Data:
        return {"name": drawing.name, "data": self._facts.opened.member(drawing.target)}


_Take: TypeAlias = Callable[[_Page, str, Paragraph], None]
_TAKING: Mapping[Role, _Take] = MappingProxyType(
    {
        Role.JOINT_MARK: _Page._take_lead_mark,
        Role.SIGNERS: _Page._take_signers,
        Role.NUMBER_AND_SIGNERS: _Page._take_signers,
        Role.SIGNATORY: _Page._take_signatory,
        Role.SEALED_SIGNATORY: _Page._take_sealed_signatories,
        Role.SEALED_DATE: _Page._take_sealed_date,
        Role.STAMP_SIGNATORY: _Page._take_stamp,
        Role.TRANSLATED_TITLE: _Page._take_translated_title,
        Role.TRANSLATED_SIGNATURE: _Page._take_translated_signature,
        Role.ATTACHMENT_NOTE: _Page._list_attachment,
        Role.ATTACHMENT_TITLE: _Page._take_attachment_title,
        Role.ISSUED_TITLE: _Page._take_issued_title,
        Role.TABLE_CAPTION: _Page._take_caption,
        Role.PICTURE: _Page._take_picture,
        Role.PICTURE_CAPTION: _Page._caption_picture,
    }
)
_MOST_COLUMNS = 63


def _drawing(paragraph: Paragraph) -> Drawing | None:
    return next((drawing for run in paragraph.runs for drawing in run.drawings if drawing.target), None)


def _language(runs: tuple[Run, ...]) -> str:
    for run in runs:
        language = None if run.properties is None else run.properties.find(w("lang"))
        if language is not None:
            return language.get(VAL, "")
    return ""


def _alignment(blocks: tuple[Block, ...]) -> str | None:
    """The alignment that a cell's first paragraph states, if it is one that a table of ours can have."""
    first = next(paragraphs_in(blocks), None)
    stated = None if first is None or first.properties is None else first.properties.find(w("jc"))
    side = None if stated is None else stated.get(VAL)
    return side if side in ("left", "center", "right") else None
