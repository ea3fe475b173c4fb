"""A layout drawn: every page as a display list.

In: a finished layout. Out: :class:`~gongwen.pages.display.DisplayList`. What stands where is found by
:mod:`gongwen.pages.paging`; here it becomes text on its baselines, strokes and pictures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gongwen.blocks.block import Alignment, Layout, Rule, Tab, TableBlock
from gongwen.blocks.ink import BASELINE
from gongwen.blocks.stylesheet import stylesheet
from gongwen.pages.display import (
    OUTLINE_LEVELS,
    Colour,
    DisplayList,
    Item,
    Line,
    Page,
    Paragraph,
    Picture,
    Row,
    Stroke,
    Table,
)
from gongwen.pages.paging import header_paragraphs, pages_of, rule_gap
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
from gongwen.pages.runs import type_of
from gongwen.pages.setting import Piece, SetLine
from gongwen.pages.sheets import TABLE_RULE, footer_distance
from gongwen.standard import figures
from gongwen.standard.roles import Role
from gongwen.standard.units import ZERO, Length, Mm

__all__ = ["draw"]

_HALF_OF_A_LONG_LINE = Mm(200)
_WHOLE = 100


def draw(layout: Layout) -> DisplayList:
    """All that is on the pages of a layout."""
    header = header_paragraphs(layout)
    return DisplayList(tuple(_Sheet(page, layout, header if page.first else ()).page() for page in pages_of(layout)))


class _Sheet:
    """A page that is being drawn."""

    def __init__(self, page: PlacedPage, layout: Layout, header: Sequence[PlacedParagraph]) -> None:
        self._page = page
        self._layout = layout
        self._styles = stylesheet(layout.profile)
        self._left = page.sheet.left
        self._strokes: list[Stroke] = []
        self._items: list[Item] = [item for placed in (*header, *page.placed) for item in self._placed(placed)]
        if page.first and header:
            self._lower_rules()
        elif page.numbered:
            self._items.append(self._folio())

    def page(self) -> Page:
        """The page as it is drawn."""
        sheet = self._page.sheet
        return Page(sheet.width, sheet.height, self._page.number, tuple(self._strokes), tuple(self._items))

    def _placed(self, placed: Placed) -> Iterator[Item]:
        if isinstance(placed, PlacedParagraph):
            yield from self._paragraph(placed)
        elif isinstance(placed, PlacedTable):
            yield self._table(placed)
        elif isinstance(placed, PlacedPicture):
            yield self._picture(placed)
        elif isinstance(placed, PlacedColophon):
            yield from self._colophon(placed)
        else:
            yield from self._joint_mark(placed)

    # ------------------------------------------------------------------------------ strokes

    def _rule(self, left: Length, width: Length, middle: Length, rule: Rule) -> None:
        if not rule.blank:
            colour = Colour.RED if rule.red else Colour.BLACK
            self._strokes.append(Stroke(left, middle, left + width, middle, rule.thickness, colour))

    def _lower_rules(self) -> None:
        """The lower double rule of a letter, thin above thick, on page one (9704-10.1-d)."""
        width = figures.LETTER_RULE_WIDTH.value
        left = (figures.PAGE_WIDTH.value - width) / 2
        thick, thin = figures.LETTER_THICK_RULE.value, figures.LETTER_THIN_RULE.value
        blank = self._layout.preprinted
        middle = figures.LETTER_LOWER_RULE.value - thick / 2
        self._rule(left, width, middle, Rule(thick, red=True, blank=blank))
        middle = middle - thick / 2 - figures.LETTER_RULES_APART.value - thin / 2
        self._rule(left, width, middle, Rule(thin, red=True, blank=blank))

    # ------------------------------------------------------------------------------ paragraphs

    def _paragraph(self, placed: PlacedParagraph) -> Iterator[Item]:
        block, place = placed.block, placed.block.placement
        left, width = self._left + placed.box.left, placed.box.width
        if placed.opens:
            for seal in block.seals:
                where = self._left + seal.left, placed.top + seal.top, seal.width, seal.height
                yield Picture(seal.data, seal.description or seal.name, *where, behind=True)
            if place.rule_above is not None:
                middle = placed.top - rule_gap(place.rule_above) - place.rule_above.thickness / 2
                self._rule(left, width, middle, place.rule_above)
        if placed.closes and place.rule_below is not None:
            foot = placed.top + placed.line * max(len(placed.lines), 1)
            middle = foot + rule_gap(place.rule_below) + place.rule_below.thickness / 2
            self._rule(left, width, middle, place.rule_below)
        if placed.lines:
            yield self._text(placed)

    def _text(self, placed: PlacedParagraph) -> Paragraph:
        block, box = placed.block, placed.box
        format_ = self._styles.of(block.role)
        left = self._left + box.left
        scale = (block.placement.scale or _WHOLE) / _WHOLE
        type_ = type_of(format_, block.placement.size or format_.size, self._styles, scale)
        stops, ends = block.placement.tabs or (Tab(box.left),), box.left + box.width
        height = placed.line
        top, rise = placed.top, height * BASELINE
        begins = box.left + box.first_line if placed.opens else box.left
        lines = []
        for line in placed.lines:
            rooms = [(self._left + begins, ends - begins, box.align)]
            if len(line.columns) > 1:
                rooms += [self._column(stop, begins, ends) for stop in stops]
            parts = [
                type_.part(column, line, top + rise, *room) for column, room in zip(line.columns, rooms, strict=False)
            ]
            lines.append(Line(top, height, tuple(parts)))
            top, begins = top + height, box.left
        return Paragraph(
            block.role,
            left,
            placed.top,
            box.width,
            tuple(lines),
            type_.font,
            format_.character_spacing,
            type_.colour,
            scale,
            OUTLINE_LEVELS.get(block.role) if placed.opens else None,
        )

    def _column(self, stop: Tab, begins: Length, ends: Length) -> tuple[Length, Length, Alignment]:
        """The room of what stands at a tab stop in a line that begins and ends there."""
        if stop.align is Alignment.RIGHT:
            return self._left + begins, stop.position - begins, stop.align
        if stop.align is Alignment.CENTRE:
            half = _HALF_OF_A_LONG_LINE
            return self._left + stop.position - half, half * 2, stop.align
        return self._left + stop.position, ends - stop.position, stop.align

    def _colophon(self, placed: PlacedColophon) -> Iterator[Item]:
        """Rows between rules that are as wide as the type area."""
        block, across = placed.block, (self._left, self._page.sheet.measure)
        for row, paragraph in zip(block.rows, placed.rows, strict=True):
            if row.rule_above is not None:
                self._rule(*across, paragraph.top - row.rule_above.thickness / 2, row.rule_above)
            yield from self._paragraph(paragraph)
        if block.rule_below is not None:
            self._rule(*across, placed.foot + block.rule_below.thickness / 2, block.rule_below)

    def _joint_mark(self, placed: PlacedMark) -> Iterator[Paragraph]:
        """The names one under the other, and 文件 beside the middle of them."""
        block = placed.block
        names = [
            (Piece(name[:-1], spread=spread), Piece(name[-1:]))
            for name, spread in zip(block.names, block.spreads, strict=True)
        ]
        left, middle = self._left + block.left, placed.top + block.line * ((len(names) - 1) / 2)
        yield self._mark_lines(names, left, placed.top, block.names_width, block.size, block.line)
        suffix = [(Piece(block.suffix),)]
        yield self._mark_lines(suffix, left + block.names_width, middle, block.suffix_width, block.size, block.line)

    def _mark_lines(
        self,
        texts: Iterable[tuple[Piece, ...]],
        left: Length,
        top: Length,
        width: Length,
        size: Length,
        height: Length,
    ) -> Paragraph:
        type_ = type_of(self._styles.of(Role.JOINT_MARK), size, self._styles)
        lines = []
        for index, pieces in enumerate(texts):
            line = Line(top + height * index, height, ())
            part = type_.part(pieces, SetLine((pieces,), full=False), line.baseline, left, width, Alignment.LEFT)
            lines.append(line._replace(parts=(part,)))
        return Paragraph(Role.JOINT_MARK, left, top, width, tuple(lines), type_.font, colour=type_.colour)

    def _folio(self) -> Paragraph:
        """One character from the outer edge; on a landscape sheet where the upright one has it (7.5-d, 8-a)."""
        profile, format_ = self._layout.profile, self._styles.of(Role.FOLIO)
        assert format_.line is not None  # the folio has a line of its own
        side = format_.size * figures.FOLIO_SIDE.value
        width, landscape = profile.text_width - side * 2, self._page.landscape
        if landscape:
            left, top = footer_distance(self._styles) + format_.line, profile.left + side
        else:
            left, top = profile.left + side, figures.PAGE_HEIGHT.value - footer_distance(self._styles) - format_.line
        align = Alignment.RIGHT if self._page.number % 2 else Alignment.LEFT
        type_ = type_of(format_, format_.size, self._styles)
        pieces = (Piece(f"— {self._page.number} —"),)
        line = Line(top, format_.line, ())
        part = type_.part(pieces, SetLine((pieces,), full=False), line.baseline, left, width, align)
        lines = (line._replace(parts=(part,)),)
        return Paragraph(Role.FOLIO, left, top, width, lines, type_.font, turned=landscape)

    # ------------------------------------------------------------------------------ tables and pictures

    def _table(self, placed: PlacedTable) -> Table:
        block = placed.block
        width = sum(block.columns, ZERO)
        left = self._left + (self._page.sheet.measure - width) / 2
        half = TABLE_RULE / 2
        top = placed.top + half
        foot = top + sum((row.height for row in placed.rows), ZERO)
        edges = [left]
        for column in block.columns:
            edges.append(edges[-1] + column)
        self._strokes += [Stroke(x, top - half, x, foot + half, TABLE_RULE, Colour.BLACK) for x in edges]
        rows = []
        y = top
        self._strokes.append(Stroke(left, y, left + width, y, TABLE_RULE, Colour.BLACK))
        for row in placed.rows:
            rows.append(Row(row.height, tuple(self._cells(row, block, edges, y)), row.header))
            y = y + row.height
            self._strokes.append(Stroke(left, y, left + width, y, TABLE_RULE, Colour.BLACK))
        return Table(left, top, block.columns, block.padding, tuple(rows))

    def _cells(self, row: PlacedRow, block: TableBlock, edges: Sequence[Length], top: Length) -> Iterator[Paragraph]:
        """The cells of a row, their text halfway between its rules."""
        role = Role.TABLE_HEADER if row.header else Role.TABLE_CELL
        format_ = self._styles.of(role)
        type_ = type_of(format_, block.size, self._styles)
        for lines, asked, edge, column in zip(row.cells, block.alignments, edges, block.columns, strict=False):
            align = format_.align if row.header else asked
            left, width = edge + block.padding, column - block.padding * 2
            begins = top + (row.height - block.line * len(lines)) / 2
            drawn = []
            for index, line in enumerate(lines):
                empty = Line(begins + block.line * index, block.line, ())
                part = type_.part(line.columns[0], line, empty.baseline, left, width, align)
                drawn.append(empty._replace(parts=(part,)))
            yield Paragraph(role, left, begins, width, tuple(drawn), type_.font, colour=type_.colour)

    def _picture(self, placed: PlacedPicture) -> Picture:
        block = placed.block
        left = self._left + (self._page.sheet.measure - block.width) / 2
        return Picture(block.data, block.name, left, placed.top, block.width, block.height)
