"""What a file shows, line by line, in the order in which it is read.

In: the facts of a file. Out: lines with their formatting, tables, and what stands beside the text (hidden words,
comments, notes, headers and footers), each with the reason why it is no part of a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gongwen.model import Picture, Table
from gongwen.ooxml.facts import Block, Facts, Paragraph, Run, TextBox
from gongwen.ooxml.facts import Table as TableFacts
from gongwen.reading.building import build
from gongwen.reading.ledger import LedgerEntry
from gongwen.reading.reasons import Reason
from gongwen.recognition.forms import forms_of, squeezed
from gongwen.recognition.lines import Formatting
from gongwen.recognition.looks import may_be_red
from gongwen.recognition.views import DEEP
from gongwen.recognition.word.formatting import Around, Formats
from gongwen.recognition.word.tables import data_table, is_layout, is_plainly_data, laid_out
from gongwen.text import BLANKS, one_line

__all__ = ["Shown", "ShownFile", "shown_in"]


@dataclass(frozen=True)
class Shown:
    """A line: its text and looks, or a table or picture.

    ``reason`` tells why it is no part of a document, ``hidden`` are words in it that nobody sees, ``paragraph`` is the
    one that it stands in.
    """

    text: str
    formatting: Formatting | None = None
    solid: Table | Picture | None = None
    reason: str = ""
    hidden: str = ""
    paragraph: Paragraph | None = None


@dataclass(frozen=True)
class ShownFile:
    """The lines of a file, and what has to be told of it besides."""

    lines: tuple[Shown, ...]
    told: tuple[LedgerEntry, ...]


_BREAKS = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_PAGE = "\f"
_CONTENTS_STYLE = re.compile(r"(?:toc|目录)\s*(?:\d|heading|标题)|table of contents", re.IGNORECASE)
_CONTENTS_FIELD = ("TOC", "PAGEREF")
_CONTENTS_LINK = "#_Toc"
_CONTENTS_HEADINGS = ("目录", "目次")
_LEADER = rf"[{BLANKS}]*(?:\t|[.…·．]{{2,}}|[{BLANKS}]{{3}})[{BLANKS}]*"
_CONTENTS_ENTRY = re.compile(rf"[^。；]{{1,80}}?{_LEADER}[-—（(]?\d{{1,4}}[-—）)]?")
_LEAST_OF_MARK = 24.0
_FEET = frozenset(("colophon", "printed", "copies"))
_HEADS = frozenset(("secrecy", "six digits", "signer", "number named"))
_WORD = re.compile(r"\w")
_CLOSES_NUMBER = "、.．)）：:。"
_HAN = re.compile("[\u3400-\u9fff]")
_BESIDE = ((Reason.COMMENT, "comments"), (Reason.FOOTNOTE, "footnotes"), (Reason.ENDNOTE, "endnotes"))


def shown_in(facts: Facts) -> ShownFile:
    """What a file shows."""
    return _Reader(facts).read()


class _Reader:
    """One reading of a file from its first page on."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._formats = Formats(facts)
        self._new_page = self._under_picture = False
        self._running = False  # whether running text has begun
        self._held: list[Shown] = []  # 版记 in boxes and footers, which may be anchored anywhere
        self._pictures: list[str] = []
        self._revised = self._merged = False
        names = facts.styles.names
        self._contents = {style for style, name in names.items() if _CONTENTS_STYLE.match(name)}

    def read(self) -> ShownFile:
        front, beside = self._margins()
        lines = [*front, *self._blocks(self._facts.blocks), *self._held, *beside, *self._notes()]
        telling = self._formats.told_apart()
        dressed = (
            replace(line, formatting=telling(line.formatting)) if line.formatting else line
            for line in _without_contents(lines)
        )
        return ShownFile(tuple(dressed), tuple(self._told()))

    def _told(self) -> Iterator[LedgerEntry]:
        for name in self._pictures:
            yield LedgerEntry(0, "noted", name or "图片", None, Reason.PICTURE)
        if self._revised:
            yield LedgerEntry(0, "noted", "修订", None, Reason.REVISIONS)
        if self._merged:
            yield LedgerEntry(0, "noted", "合并的单元格", None, Reason.MERGED_CELLS)

    # ------------------------------------------------------------------ headers, footers, notes

    def _margins(self) -> tuple[list[Shown], list[Shown]]:
        """A letterhead in a header, to be read first; and what other headers and footers say, which is left out."""
        front: list[Shown] = []
        beside: list[Shown] = []
        seen: set[str] = set()
        for section in self._facts.sections:
            kinds = ("first", "default") if section.first_page else ("default",)
            kinds = (*kinds, "even") if self._facts.even_and_odd else kinds
            for parts, reason in ((section.headers, Reason.PAGE_HEADER), (section.footers, Reason.PAGE_FOOTER)):
                for kind in kinds:
                    name = parts.get(kind)
                    if name is None or name in seen:
                        continue
                    seen.add(name)
                    lines = list(self._blocks(self._facts.part(name)))
                    self._running = self._new_page = False
                    if parts is section.headers and any(map(_is_letterhead, lines)):
                        front += lines
                    elif parts is section.footers and _is_foot(lines):
                        self._held += lines
                    else:
                        beside += [replace(line, reason=reason) for line in lines if line.text.strip()]
        return front, beside

    def _notes(self) -> Iterator[Shown]:
        for reason, name in _BESIDE:
            for note in getattr(self._facts, name).values():
                for text in _BREAKS.split(note.text):
                    if text:
                        yield Shown(text, reason=reason)

    # ------------------------------------------------------------------ paragraphs

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[Shown]:
        for block in blocks:
            if isinstance(block, TableFacts):
                yield from self._table(block)
            else:
                yield from self._paragraph(block)

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Shown]:
        """A paragraph and its text boxes: a letterhead stands before it, other boxes after it."""
        before: list[Shown] = []
        after: list[Shown] = []
        for box in paragraph.boxes:
            running = self._running
            lines = list(self._blocks(box.blocks) if box.lettering is None else self._lettered(box))
            self._running = running
            if any(map(_is_letterhead, lines)):
                before += lines
            elif not running and _is_foot(lines):
                self._held += lines
            else:
                after += lines
        yield from before
        yield from self._own_lines(paragraph)
        yield from after
        if paragraph.ends_section:
            self._new_page = True

    def _lettered(self, box: TextBox) -> Iterator[Shown]:
        """The lines of words that are drawn as a shape: as high as the shape is, for they fill it. Those of a seal or a
        watermark are a picture."""
        words = box.lettering
        if words is None:
            return
        texts = [text for text in _BREAKS.split(words.text) if text.strip(BLANKS)]
        size = round(box.height.pt / len(texts), 1) if box.height else None
        looks = Formatting(size=size, colour=words.colour, face=words.face or None, new_page=self._new_page)
        for text in texts:
            if words.level:
                self._formats.count(looks, len(text))
                yield Shown(text, looks)
            else:
                yield Shown(text, reason=Reason.PICTURE)
        self._new_page = self._new_page and not words.level

    def _own_lines(self, paragraph: Paragraph) -> Iterator[Shown]:
        if self._running and not paragraph.text.strip(BLANKS):
            pictures = [*self._taken(paragraph)]
            if pictures:
                yield from pictures
                return
        label = self._label(paragraph)
        contents = self._is_contents(paragraph)
        soft = False
        for runs, page in self._pieces(paragraph):
            self._new_page |= page
            seen: list[Run] = []
            hidden = ""
            for run in runs:
                if self._formats.is_hidden(paragraph, run):
                    hidden += run.text
                else:
                    seen.append(run)
            text = "".join([run.text for run in seen])
            if not text.strip(BLANKS):
                yield Shown(text, hidden=hidden)
                continue
            formatting = self._formats.of(paragraph, seen, Around(self._new_page, soft, self._under_picture))
            self._formats.count(formatting, len(text))
            self._new_page, soft, self._under_picture = False, True, False
            self._running |= text.rstrip(BLANKS).endswith("。") and len(text) > DEEP
            reason = Reason.CONTENTS if contents else ""
            yield Shown(label + text, formatting, reason=reason, hidden=hidden, paragraph=paragraph)
            label = ""

    def _taken(self, paragraph: Paragraph) -> Iterator[Shown]:
        """The pictures that stand by themselves in running text; the others (seals, marks) are only told of."""
        for drawing in (drawing for run in paragraph.runs for drawing in run.drawings):
            if not drawing.target or drawing.floats:
                continue
            name = one_line(drawing.description or drawing.name) or "图片"
            built = build(Picture, {"name": name, "data": self._facts.opened.member(drawing.target)}).value
            if built is not None:
                self._under_picture = True
                yield Shown("", solid=built, paragraph=paragraph)

    def _pieces(self, paragraph: Paragraph) -> Iterator[tuple[list[Run], bool]]:
        """The runs between soft breaks, and whether a page begins with them."""
        runs: list[Run] = []
        page = False
        for run in paragraph.runs:
            pictures = [drawing.description or drawing.name for drawing in run.drawings if drawing.target]
            self._pictures += pictures
            self._under_picture |= bool(pictures)
            self._revised |= run.inserted
            if not _BREAKS.search(run.text):
                if run.text:
                    runs.append(run)
                continue
            at = 0
            for found in _BREAKS.finditer(run.text):
                if found.start() > at:
                    runs.append(run._replace(text=run.text[at : found.start()]))
                yield runs, page
                runs, page, at = [], found[0] == _PAGE, found.end()
            if at < len(run.text):
                runs.append(run._replace(text=run.text[at:]))
        yield runs, page

    def _label(self, paragraph: Paragraph) -> str:
        """The automatic number as it would be typed; bullets are the layout's affair."""
        label = self._facts.number_text(paragraph).strip(BLANKS)
        if not _WORD.search(label):
            return ""
        if label[-1] in _CLOSES_NUMBER:
            return label
        return f"{label}　" if _HAN.match(label[-1]) else f"{label} "  # 第一条

    def _is_contents(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph is a line of a list of contents, which is made anew."""
        if paragraph.style in self._contents:
            return True
        return any(
            run.field.startswith(_CONTENTS_FIELD) or run.link.startswith(_CONTENTS_LINK) for run in paragraph.runs
        )

    # ------------------------------------------------------------------ tables

    def _table(self, table: TableFacts) -> Iterator[Shown]:
        rows = [row.cells for row in table.rows]
        if not is_plainly_data(rows):
            cells = [[[line for line in self._blocks(cell.blocks) if line.text] for cell in row] for row in rows]
            plain = [["".join([line.text for line in cell]) for cell in row] for row in cells]
            if is_layout(plain, letterhead=any(_is_letterhead(line) for row in cells for cell in row for line in cell)):
                for laid in cells:
                    yield from self._laid_out(laid)
                return
        found = data_table(table, self._cell_text)
        if found is not None:
            self._merged |= any(cell.span > 1 or cell.continues for row in rows for cell in row)
            yield Shown("".join(["".join(row) for row in (found.header, *found.rows)]), solid=found)
        else:
            for row in rows:
                text = "　".join(filter(None, [squeezed(self._cell_text(cell.blocks)) for cell in row]))
                if text:
                    yield Shown(text)

    def _laid_out(self, row: Sequence[Sequence[Shown]]) -> Iterator[Shown]:
        first = next((line for cell in row for line in cell if line.formatting), None)
        if sum(bool(cell) for cell in row) == 1:
            yield from (line for cell in row for line in cell)
        else:
            looks, paragraph = (first.formatting, first.paragraph) if first else (None, None)
            for text in laid_out([[line.text for line in cell] for cell in row]):
                yield Shown(text, looks, paragraph=paragraph)

    def _cell_text(self, blocks: tuple[Block, ...]) -> str:
        """The text of a cell, its paragraphs a line each."""
        lines: list[str] = []
        for block in blocks:
            if isinstance(block, TableFacts):
                lines += [self._cell_text(cell.blocks) for row in block.rows for cell in row.cells]
                continue
            text = "".join([run.text for run in block.runs if not self._formats.is_hidden(block, run)])
            lines += [line.strip(BLANKS) for line in _BREAKS.split(self._label(block) + text if text else "")]
            lines += [self._cell_text(box.blocks) for box in block.boxes]
        return "\n".join(filter(None, lines))


def _is_letterhead(line: Shown) -> bool:
    """Whether a line is red and large, or stands in the head by its words."""
    looks, text = line.formatting, line.text.strip(BLANKS)
    if line.reason:
        return False
    if looks is not None and may_be_red(looks.colour) and (looks.size or 0) >= _LEAST_OF_MARK and _HAN.search(text):
        return True
    return bool(text) and not _HEADS.isdisjoint(forms_of(text))


def _is_foot(lines: Sequence[Shown]) -> bool:
    return any(not _FEET.isdisjoint(forms_of(text)) for line in lines if (text := line.text.strip(BLANKS)))


def _without_contents(lines: Sequence[Shown]) -> list[Shown]:
    """The lines, without 目录 and the list under it: lines of fields, or such as end in the number of a page."""
    made = list(lines)
    for index, line in enumerate(lines):
        if squeezed(line.text) not in _CONTENTS_HEADINGS or line.reason:
            continue
        below = index + 1
        listed = []
        while below < len(lines) and (not lines[below].text.strip() or _is_entry(lines[below])):
            listed += [below] if lines[below].text.strip() else []
            below += 1
        if listed:
            for at in (index, *listed):
                made[at] = replace(lines[at], reason=lines[at].reason or Reason.CONTENTS)
    return made


def _is_entry(line: Shown) -> bool:
    return line.reason == Reason.CONTENTS or _CONTENTS_ENTRY.fullmatch(line.text.strip(BLANKS)) is not None
