"""Tables on paper: the cells between the rules of a page, and the lines of text in every cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tests.support.page import Box, Glyph, MeasuredDocument, MeasuredPage

__all__ = ["Grid", "PrintedRow", "grids", "rows_of"]

_ONE_RULE = 0.6
"""Rules nearer than this, in mm, are one."""
_ONE_LINE = 1.0
_BLACK = (0, 0, 0)
_SPACE = " \u3000\u00a0"

CellLines = tuple[str, ...]


class Grid(NamedTuple):
    """The table of one page: its box, and the lines of every cell, row by row."""

    page: MeasuredPage
    box: Box
    rows: tuple[tuple[CellLines, ...], ...]
    outside: tuple[str, ...]
    """Characters whose ink crosses a rule of their cell."""


class PrintedRow(NamedTuple):
    """A row of a table, and the number of its page."""

    page: int
    cells: tuple[CellLines, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """What every cell says."""
        return tuple("".join(lines) for lines in self.cells)


def grids(document: MeasuredDocument) -> Iterator[Grid]:
    """The table of every page that has one."""
    for page in document:
        found = _grid(page)
        if found is not None:
            yield found


def rows_of(document: MeasuredDocument, header: Sequence[str]) -> list[PrintedRow]:
    """All rows of a document's only table in order, its repeated headers left out."""
    rows: list[PrintedRow] = []
    for grid in grids(document):
        for at, cells in enumerate(grid.rows):
            row = PrintedRow(grid.page.number, cells)
            if at == 0 and rows and list(row.texts) == list(header):
                continue
            rows.append(row)
    return rows


def _grid(page: MeasuredPage) -> Grid | None:
    upright = [rule for rule in page.vertical_rules if rule.colour == _BLACK]
    if not upright:
        return None
    top, foot = min(rule.y0 for rule in upright), max(rule.y1 for rule in upright)
    left, right = min(rule.x for rule in upright), max(rule.x for rule in upright)
    # 版记 has no upright rules, and other rules are red.
    across = [rule.y for rule in page.rules if rule.colour == _BLACK and top - _ONE_RULE < rule.y < foot + _ONE_RULE]
    columns, rows = _places(rule.x for rule in upright), _places(across)
    cells: list[list[list[Glyph]]] = [[[] for _ in columns[1:]] for _ in rows[1:]]
    outside = []
    for glyph in page.glyphs:
        box = glyph.box
        if not (left < box.center_x < right and rows[0] < box.center_y < rows[-1]):
            continue
        row, column = bisect_right(rows, box.center_y) - 1, bisect_right(columns, box.center_x) - 1
        cells[row][column].append(glyph)
        if box.x0 < columns[column] - 0.1 or box.x1 > columns[column + 1] + 0.1:
            outside.append(glyph.char)
    box = Box(left, rows[0], right, rows[-1])
    return Grid(page, box, tuple(tuple(map(_lines, row)) for row in cells), tuple(outside))


def _places(values: Iterable[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _ONE_RULE:
            places.append(value)
    return places


def _lines(glyphs: list[Glyph]) -> CellLines:
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.baseline_y):
        if lines and glyph.baseline_y - lines[-1][0].baseline_y < _ONE_LINE:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    texts = ("".join(one.char for one in sorted(line, key=lambda one: one.origin_x)) for line in lines)
    return tuple(text for text in ("".join(c for c in text if c not in _SPACE) for text in texts) if text)
