"""Rows of a table on pages: how high each is, which may be divided, and what of them stands on which page.

A row is as high as the lines of its highest cell and one rule. Rows stay whole, but one that no page holds is divided
between two lines; the heading row, and the blank row above it that keeps the table's uppermost rule inside the type
area, are repeated on every page. Word processors go by the same rules and divide at the same lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gongwen.blocks.block import TableBlock
from gongwen.pages.sheets import TABLE_RULE
from gongwen.standard.units import ZERO, Length

__all__ = [
    "TIED_ROWS",
    "RowPart",
    "foot_of",
    "head_height",
    "opening_height",
    "row_height",
    "rows_on_pages",
    "table_height",
]

TIED_ROWS = 2
"""So many last rows go with what follows a table; LibreOffice leaves a single one above a signature with a seal."""
_ROUNDING = 0.05  # word processors measure in whole twips


class RowPart(NamedTuple):
    """The lines of a row, by its place below the heading row, that stand on one page."""

    row: int
    first: int
    end: int


def row_height(lines: int, block: TableBlock) -> Length:
    """The height of a row of so many lines, with the rule above it."""
    return block.line * lines + TABLE_RULE


def head_height(block: TableBlock) -> Length:
    """What is repeated on every page: the blank row and the heading row."""
    return block.air + (row_height(block.head_lines, block) if block.header else ZERO)


def table_height(block: TableBlock) -> Length:
    """The height of a whole table that stands on one page."""
    lines = sum(block.row_lines)
    return head_height(block) + block.line * lines + TABLE_RULE * (len(block.row_lines) + 1)


def opening_height(block: TableBlock) -> Length:
    """What must find room for a table to begin on a page: the heading and the first row, or its first line."""
    if block.together or not block.row_lines:
        return table_height(block)
    first = 1 if 0 in block.divisible else block.row_lines[0]
    return head_height(block) + row_height(first, block) + TABLE_RULE


def rows_on_pages(
    block: TableBlock, row_lines: Sequence[int], head: Length, room: Length, page: Length
) -> list[list[RowPart]]:
    """What stands on every page if so much room is left on the first and the others are so long.

    ``row_lines`` are the lines of the rows as whoever asks has set them, ``head`` is the height of what is repeated.
    The first page is empty where not even the heading and what follows it find room there.
    """
    # In bare millimetres: this is done for every row of every table.
    line, rule = block.line.mm, TABLE_RULE.mm
    whole_page = page.mm - head.mm - rule + _ROUNDING
    left = room.mm - head.mm - rule + _ROUNDING
    pages: list[list[RowPart]] = [[]]
    fresh = False
    for row, lines in enumerate(row_lines):
        first = 0
        while first < lines:
            here = lines - first
            if line * here + rule > left:
                fitting = max(int((left - rule) / line), 0) if row in block.divisible else 0
                if not fitting and not (fresh and not pages[-1]):
                    pages.append([])
                    fresh, left = True, whole_page
                    continue
                # What no page holds stands somewhere all the same.
                here = fitting or (1 if row in block.divisible else here)
            pages[-1].append(RowPart(row, first, first + here))
            left -= line * here + rule
            first += here
    return pages


def foot_of(parts: Sequence[RowPart], block: TableBlock, head: Length) -> Length:
    """How far below its beginning a table ends of which so much stands on a page."""
    lines = sum(part.end - part.first for part in parts)
    return head + block.line * lines + TABLE_RULE * (len(parts) + 1)
