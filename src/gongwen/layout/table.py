"""Tables in the body: column widths, type size and alignment from what the cells hold.

The standard leaves tables open but for landscape pages (9704-8). Practice: as wide as the type area, 4 号 where it
fits and smaller where a cell would break, short texts and figures centred, long texts from the left.
"""

from __future__ import annotations

import re

from gongwen.layout.blocks import Alignment, LayoutBlock, ParagraphBlock, Run, TableBlock
from gongwen.layout.roles import Role
from gongwen.layout.stylesheet import TABLE_LINE, TABLE_SIZE, Stylesheet
from gongwen.layout.text import width
from gongwen.model.body import Table
from gongwen.standard.units import Length, Mm, Pt

__all__ = ["table_blocks"]

_SIZES = (TABLE_SIZE, Pt(12), Pt(10.5))
_CELL_PADDING = Mm(3.8)
_LONG_TEXT = 12.0
_LEAST_COLUMN = 2.0
_NUMBER = re.compile(r"\s*[-+−]?[\d,，.]*\d\s*[%％‰]?\s*")
_TYPED = {"left": Alignment.LEFT, "center": Alignment.CENTRE, "right": Alignment.RIGHT}


def table_blocks(table: Table, sheet: Stylesheet) -> list[LayoutBlock]:
    """The caption, the table, and a little air below it."""
    wanted = _widths(table)
    room = sheet.profile.text_width
    size = next((size for size in _SIZES if _needed(wanted, size) <= room), _SIZES[-1])
    blocks: list[LayoutBlock] = []
    if table.caption is not None:
        blocks.append(ParagraphBlock(Role.TABLE_CAPTION, (Run(table.caption),)))
    blocks.append(
        TableBlock(
            columns=_columns(wanted, room),
            header=table.header,
            rows=table.rows,
            alignments=_alignments(table, wanted),
            size=size,
            line=size * TABLE_LINE,
        )
    )
    blocks.append(ParagraphBlock(Role.AFTER_TABLE, ()))
    return blocks


def _widths(table: Table) -> list[float]:
    """The widest line of each column, in characters."""
    lines = (table.header, *table.rows) if table.header else table.rows
    return [
        max(_LEAST_COLUMN, *(max(width(line) for line in cell.split("\n")) for cell in column))
        for column in zip(*lines, strict=True)
    ]


def _needed(wanted: list[float], size: Length) -> Length:
    """Room the columns take when only long texts break."""
    return size * sum(min(characters, _LONG_TEXT) for characters in wanted) + _CELL_PADDING * len(wanted)


def _columns(wanted: list[float], room: Length) -> tuple[Length, ...]:
    """The room shared out by need; a very long text does not starve its neighbours."""
    shares = [min(characters, _LONG_TEXT * 2) + 1.5 for characters in wanted]
    total = sum(shares)
    return tuple(room * (share / total) for share in shares)


def _alignments(table: Table, wanted: list[float]) -> tuple[Alignment, ...]:
    chosen: list[Alignment] = []
    for index, characters in enumerate(wanted):
        typed = table.alignments[index] if index < len(table.alignments) else None
        if typed:
            chosen.append(_TYPED[typed])
        elif characters <= _LONG_TEXT or all(_NUMBER.fullmatch(row[index]) for row in table.rows):
            chosen.append(Alignment.CENTRE)
        else:
            chosen.append(Alignment.LEFT)
    return tuple(chosen)
