"""Blocks on pages: where every paragraph, row and picture stands, and on which page.

In: a layout. Out: its pages, with everything placed in lengths from the sheet's upper edge. The rules are those that
word processors go by: whole lines, rows that stay whole, what is kept with the next, headings of tables repeated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TypeAlias

from gongwen.blocks.block import (
    Begin,
    ColophonBlock,
    JointMarkBlock,
    Layout,
    LayoutBlock,
    PageRun,
    PageTurn,
    ParagraphBlock,
    PictureBlock,
    Rule,
    TableBlock,
)
from gongwen.blocks.stylesheet import Stylesheet, stylesheet
from gongwen.pages.placed import (
    Placed,
    PlacedColophon,
    PlacedMark,
    PlacedPage,
    PlacedParagraph,
    PlacedPicture,
    PlacedRow,
    PlacedTable,
)
from gongwen.pages.rows import TIED_ROWS, RowPart, foot_of, row_height, rows_on_pages
from gongwen.pages.setting import SetLine, box_in, set_cell, set_paragraph
from gongwen.pages.sheets import COLOPHON_CLEARANCE, HEADER_DISTANCE, TABLE_RULE, line_of, sheet_of
from gongwen.standard.kinds import Form
from gongwen.standard.roles import Role
from gongwen.standard.units import ZERO, Length, Mm, Pt

__all__ = ["header_paragraphs", "pages_of", "rule_gap"]

_ROUNDING = Mm(0.05)  # word processors measure in whole twips
_TWO_LINES = 2


def rule_room(rule: Rule | None) -> Length:
    """What a rule takes beside its paragraph: itself, and a gap of whole points."""
    return ZERO if rule is None else rule_gap(rule) + rule.thickness


def _thickness(rule: Rule | None) -> Length:
    return ZERO if rule is None else rule.thickness


def rule_gap(rule: Rule) -> Length:
    """The distance between a rule and its text: word processors know whole points only."""
    return Pt(round(rule.gap.pt))


def header_paragraphs(layout: Layout) -> tuple[PlacedParagraph, ...]:
    """What stands above the text of a letter's page one."""
    sheet = stylesheet(layout.profile)
    measure = layout.profile.text_width
    placed = []
    top = HEADER_DISTANCE
    for block in layout.first_header:
        item = _Paragraph(block, sheet, measure)
        top = top + item.before
        placed.append(PlacedParagraph(block, item.box, top, item.line, item.lines))
        top = top + item.height
    return tuple(placed)


def pages_of(layout: Layout) -> list[PlacedPage]:
    """The pages of a layout, blank ones among them."""
    pages: list[PlacedPage] = []
    number = 0
    for run, blocks in _runs(layout):
        first_number = number + 1 if run.first_number is None else run.first_number
        if (run.begin is Begin.EVEN and first_number % 2) or (run.begin is Begin.ODD and not first_number % 2):
            pages.append(_blank(pages, layout, first_number))
            first_number += 1
        flow = _Flow(layout, run)
        flow.add(blocks)
        number = first_number - 1
        for placed in flow.pages:
            number += 1
            pages.append(
                PlacedPage(
                    flow.sheet,
                    number,
                    numbered=run.folio,
                    landscape=run.landscape,
                    first=run.opens and placed is flow.pages[0],
                    placed=tuple(placed),
                )
            )
    return pages


def _blank(pages: Sequence[PlacedPage], layout: Layout, number: int) -> PlacedPage:
    sheet = pages[-1].sheet if pages else sheet_of(layout.profile, landscape=False)
    landscape = bool(pages) and pages[-1].landscape
    return PlacedPage(sheet, number, numbered=False, landscape=landscape, first=False, placed=())


def _runs(layout: Layout) -> Iterator[tuple[PageRun, list[LayoutBlock]]]:
    """The blocks of every run of pages, with its set-up."""
    blocks: list[LayoutBlock] = []
    for block in layout.blocks:
        blocks.append(block)
        if isinstance(block, ParagraphBlock | ColophonBlock) and block.placement.closes is not None:
            yield block.placement.closes, blocks
            blocks = []
    yield layout.last_run, blocks


class _Paragraph:
    """A paragraph to be placed."""

    def __init__(self, block: ParagraphBlock, sheet: Stylesheet, measure: Length) -> None:
        format_, place = sheet.of(block.role), block.placement
        self.block = block
        self.box = box_in(block, sheet, measure)
        self.line = line_of(format_, place, sheet)
        self.lines = set_paragraph(block, sheet, measure)
        self.before = max(format_.space_before if place.space_before is None else place.space_before, ZERO)
        self.after = rule_room(place.rule_below)
        self.height = self.line * max(len(self.lines), 1) + self.after
        self.keep = place.keep_next or format_.keep_next
        self.apart = len(self.lines) if format_.keep_lines else _TWO_LINES if place.widow_control else 1
        """How many lines at the least stand on either page where the paragraph is divided."""
        divided = len(self.lines) >= 2 * self.apart
        self.least = self.line * self.apart if divided else self.height
        """What must find room for the paragraph to begin on a page."""
        self.divisible = divided


class _Whole:
    """A picture or a mark, which is not divided."""

    def __init__(self, block: PictureBlock | JointMarkBlock, sheet: Stylesheet) -> None:
        self.block = block
        if isinstance(block, PictureBlock):
            self.before = sheet.of(Role.PICTURE).space_before
            self.height, self.keep = block.height, block.keep_next
        else:
            self.before, self.height, self.keep = block.top, block.line * len(block.names), False
        self.least = self.height
        self.divisible = False


class _Table:
    """A table with its rows set."""

    def __init__(self, block: TableBlock, sheet: Stylesheet) -> None:
        self.block = block
        self.head = self._row(block.header, sheet, header=True) if block.header else None
        self.rows = [self._row(row, sheet, header=False) for row in block.rows]
        self.lines = [max(map(len, row.cells)) for row in self.rows]
        self.before = ZERO
        self.keep = block.keep_next
        self.above = block.air + (self.head.height if self.head else ZERO)
        """What is repeated on every page."""
        self.height = sum((row.height for row in self.rows), self.above + TABLE_RULE)
        first = 1 if 0 in block.divisible else self.lines[0] if self.lines else 0
        opening = self.above + TABLE_RULE + (row_height(first, block) if first else ZERO)
        self.least = self.height if block.together else opening
        self.divisible = not block.together and len(block.rows) > TIED_ROWS

    def _row(self, cells: tuple[str, ...], sheet: Stylesheet, *, header: bool) -> PlacedRow:
        block = self.block
        face = sheet.of(Role.TABLE_HEADER if header else Role.TABLE_CELL).face
        lines = tuple(
            set_cell(cell, face, block.size, column - block.padding * 2, sheet)
            for cell, column in zip(cells, block.columns, strict=True)
        )
        return PlacedRow(row_height(max(map(len, lines)), block), lines, header)

    def on_page(self, parts: Sequence[RowPart]) -> tuple[PlacedRow, ...]:
        """The heading row, and so much of the others as stands on a page."""
        rows = [self.head] if self.head else []
        for part in parts:
            cells = tuple(lines[part.first : part.end] for lines in self.rows[part.row].cells)
            rows.append(PlacedRow(row_height(part.end - part.first, self.block), cells, header=False))
        return tuple(rows)


class _Colophon:
    """版记, which stands at the foot of its page."""

    def __init__(self, block: ColophonBlock, sheet: Stylesheet, measure: Length) -> None:
        self.block = block
        self.rows = [_Paragraph(row.paragraph, sheet, measure) for row in block.rows]
        self.before, self.keep = ZERO, False
        self.rules = [_thickness(row.rule_above) for row in block.rows]
        below = _thickness(block.rule_below) + block.below
        self.height = self.least = sum((*self.rules, *(row.height for row in self.rows)), below)
        self.divisible = False


_Item: TypeAlias = _Paragraph | _Whole | _Table | _Colophon


class _Flow:
    """A run of pages that is being filled."""

    def __init__(self, layout: Layout, run: PageRun) -> None:
        self.sheet = sheet_of(layout.profile, landscape=run.landscape)
        self.pages: list[list[Placed]] = [[]]
        self._styles = stylesheet(layout.profile)
        self._header = _header_foot(layout) if run.opens else ZERO
        self._top = max(self.sheet.top, self._header)
        self._held = ZERO

    def add(self, blocks: Sequence[LayoutBlock]) -> None:
        """Place the blocks one after the other; 版记 at the foot of the page where all ends."""
        items = [self._item(block) for block in blocks if not isinstance(block, PageTurn)]
        for index in range(len(items)):
            self._begin(items, index)

    def _begin(self, items: Sequence[_Item], index: int) -> None:
        """Place an item, on a new page if it asks for one or does not fit."""
        item = items[index]
        if isinstance(item, _Colophon):
            self._add_colophon(item)
            return
        if self._is_filled:
            if isinstance(item, _Paragraph) and item.block.placement.page_break:
                self._turn()
            elif self._needed(items, index) > self._room and not _only_closes(item):
                self._turn()
                item.before = ZERO  # what runs over begins at the top of its page
        self._add(item, self._needed(items, index + 1) if item.keep and index + 1 < len(items) else ZERO)

    @property
    def _room(self) -> Length:
        return self.sheet.foot - self._held + _ROUNDING - self._top

    @property
    def _is_filled(self) -> bool:
        return self._top > self.sheet.top + _ROUNDING and bool(self.pages[-1])

    def _item(self, block: LayoutBlock) -> _Item:
        if isinstance(block, ParagraphBlock):
            return _Paragraph(block, self._styles, self.sheet.measure)
        if isinstance(block, TableBlock):
            return _Table(block, self._styles)
        if isinstance(block, ColophonBlock):
            return _Colophon(block, self._styles, self.sheet.measure)
        assert isinstance(block, PictureBlock | JointMarkBlock)  # turns have become runs of pages
        return _Whole(block, self._styles)

    def _needed(self, items: Sequence[_Item], index: int) -> Length:
        """The room in which an item may begin, with all that it is kept with; what no page holds is not kept together.

        Of a paragraph that is kept with the next Word takes the last lines along, and leaves the others where they are.
        """
        needed, page = ZERO, self.sheet.foot - self.sheet.top
        for item in islice(items, index, None):
            needed = needed + item.before
            if not item.keep or item.divisible:
                needed = needed + item.least
                break
            needed = needed + item.height
            if needed > page:  # more of them change nothing, and there may be a thousand
                break
        return items[index].before + items[index].least if needed > page else needed

    def _turn(self) -> None:
        self.pages.append([])
        self._top, self._held = self.sheet.top, ZERO

    def _add(self, item: _Item, following: Length) -> None:
        """Place an item; ``following`` is what must find room beside its end."""
        if isinstance(item, _Paragraph):
            self._add_paragraph(item, following)
        elif isinstance(item, _Table):
            self._add_table(item, following)
        elif isinstance(item.block, PictureBlock):
            self.pages[-1].append(PlacedPicture(item.block, self._top + item.before))
            self._top = self._top + item.before + item.height
        elif isinstance(item.block, JointMarkBlock):
            self.pages[-1].append(PlacedMark(item.block, self._top + item.before))
            self._top = self._top + item.before + item.height

    def _add_paragraph(self, item: _Paragraph, following: Length) -> None:
        self._top = self._top + item.before
        held = item.block.placement.held_room
        rest = item.lines
        opens = True
        while True:
            here = rest[: self._lines_here(item, len(rest), following, opens=opens)]
            if held and _holds(here, held.at):
                self._held, held = held.height, None
                here = rest[: self._lines_here(item, len(rest), following, opens=opens)]
            elif held:
                held = held._replace(at=held.at - _characters(here))
            rest = rest[len(here) :]
            self.pages[-1].append(PlacedParagraph(item.block, item.box, self._top, item.line, here, opens, not rest))
            self._top = self._top + item.line * max(len(here), 1)
            if not rest:
                self._top = self._top + item.after
                return
            self._turn()
            opens = False

    def _lines_here(self, item: _Paragraph, count: int, following: Length, *, opens: bool) -> int:
        """How many of the ``count`` lines that are left stand on this page."""
        room = max(int(self._room / item.line), 1)
        if count <= room and item.line * count + item.after + following <= self._room:
            return count
        if count <= item.apart or (count < 2 * item.apart and opens):
            return min(count, room)
        # The last lines go with what follows, or are not left alone.
        if count > room and count - room >= item.apart:
            return room
        return max(min(room, count - item.apart), 1)

    def _add_table(self, item: _Table, following: Length) -> None:
        block, above = item.block, item.above
        page = self.sheet.foot - self.sheet.top
        pages = rows_on_pages(block, item.lines, above, self.sheet.foot - self._top, page)
        used = foot_of(pages[-1], block, above) + (self._top - self.sheet.top if len(pages) == 1 else ZERO)
        if used + following > page + _ROUNDING and len(pages[-1]) > TIED_ROWS and not block.together:
            pages[-1:] = [pages[-1][:-TIED_ROWS], pages[-1][-TIED_ROWS:]]
        for number, parts in enumerate(pages):
            if number:
                self._turn()
            if parts or not item.rows:
                self.pages[-1].append(PlacedTable(block, self._top + block.air, item.on_page(parts)))
                self._top = self._top + foot_of(parts, block, above)

    def _add_colophon(self, item: _Colophon) -> None:
        """版记 stands on the bottom margin, on a page where nothing reaches below its first rule."""
        block = item.block
        top = self.sheet.foot - item.height
        if self._is_filled and (block.placement.page_break or self._top + COLOPHON_CLEARANCE > top):
            self._turn()
        rows = []
        for rule, row in zip(item.rules, item.rows, strict=True):
            rows.append(PlacedParagraph(row.block, row.box, top + rule, row.line, row.lines))
            top = top + rule + row.height
        self.pages[-1].append(PlacedColophon(block, tuple(rows)))


def _only_closes(item: _Item) -> bool:
    """Whether an item shows nothing and ends a run of pages: no engine begins a page for it (measured)."""
    return isinstance(item, _Paragraph) and not item.lines and item.block.placement.closes is not None


def _characters(lines: Sequence[SetLine]) -> int:
    return sum(len(piece.text) for line in lines for column in line.columns for piece in column)


def _holds(lines: Sequence[SetLine], at: int) -> bool:
    """Whether the character number ``at`` of their paragraph, counted from these lines on, stands in them."""
    return at <= 0 or at < _characters(lines)


def _header_foot(layout: Layout) -> Length:
    """Where the header of page one ends."""
    if layout.form is not Form.LETTER:
        return ZERO
    placed = header_paragraphs(layout)
    if not placed:
        return ZERO
    last = placed[-1]
    return last.top + last.line * max(len(last.lines), 1) + rule_room(last.block.placement.rule_below)
