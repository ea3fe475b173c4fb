"""Tables in the body: column widths, type size and alignment from what the cells hold.

The standard leaves tables open but for landscape pages (9704-8). Practice: as wide as the type area, 4 号 where it
fits and smaller where a cell would break, short texts and figures centred, long texts from the left.
"""

from __future__ import annotations

import re

from gongwen.layout.blocks import (
    LANDSCAPE,
    PORTRAIT,
    Alignment,
    LayoutBlock,
    PageTurn,
    ParagraphBlock,
    Placement,
    TableBlock,
)
from gongwen.layout.lying import lying_measure
from gongwen.layout.stylesheet import TABLE_LINE, TABLE_SIZE, Stylesheet
from gongwen.layout.text import width
from gongwen.model.body import Table
from gongwen.standard.profiles import Profile
from gongwen.standard.roles import Role
from gongwen.standard.units import Length, Mm, Pt

__all__ = ["table_blocks"]

_SIZES = (TABLE_SIZE, Pt(12), Pt(10.5))
_CELL_PADDING = Mm(3.8)
_NOTHING = Mm(0)
_ABOVE_TABLE = Pt(5)
_LONG_TEXT = 12.0
# Digits of 黑体 are wider than half a character, and some programs draw a gap between them and Chinese.
_FONT_ALLOWANCE = 1.15
_LEAST_COLUMN = 2.0
_LEAST_TEXT = 4.0
# A heading may turn before its bracket: 水泵 / （台）.
_HEADER_PIECES = re.compile("(?=[（(])|\n")
# A table of so many rows of one line is not divided between two pages.
_SHORT_TABLE = 10
# Columns at less than this share of their natural width make the sheet turn.
_TOO_NARROW = 0.6
_NUMBER = re.compile(r"\s*[-+−]?[\d,，.]*\d\s*[%％‰]?\s*")
_TYPED = {"left": Alignment.LEFT, "center": Alignment.CENTRE, "right": Alignment.RIGHT}


def table_blocks(table: Table, sheet: Stylesheet, *, upright: bool = False) -> list[LayoutBlock]:
    """The caption, the table, and a little air below it; on pages of its own where the sheet lies.

    ``upright`` keeps a table on the page where it is, however wide: page one must show the body, and the signature
    some text.
    """
    wanted = _widths(table)
    if not upright and _lies(table, wanted, sheet.profile):
        blocks = _standing_blocks(table, wanted, sheet, lying_measure(sheet.profile), movable=False)
        return [PageTurn(LANDSCAPE), *blocks, PageTurn(PORTRAIT)]
    return _standing_blocks(table, wanted, sheet, sheet.profile.text_width, movable=not upright)


def _lies(table: Table, wanted: list[float], profile: Profile) -> bool:
    """Whether the sheet is turned for the table: as asked, or where its columns would be far too narrow (9704-8)."""
    if table.landscape is not None:
        return table.landscape
    room = profile.text_width
    natural = room - _spare(wanted, _SIZES[-1], room)
    return natural * _TOO_NARROW > room


def _standing_blocks(
    table: Table, wanted: list[float], sheet: Stylesheet, room: Length, *, movable: bool
) -> list[LayoutBlock]:
    size = next((size for size in _SIZES if _spare(wanted, size, room) >= _NOTHING), _SIZES[-1])
    blocks: list[LayoutBlock] = []
    if table.caption is None:
        blocks.append(ParagraphBlock(Role.SPACER, (), Placement(line=_ABOVE_TABLE, keep_next=True)))
    else:
        blocks.append(ParagraphBlock(Role.TABLE_CAPTION, (table.caption,)))
    blocks.append(
        TableBlock(
            columns=_columns(wanted, _least(table, size), size, room),
            header=table.header,
            rows=table.rows,
            alignments=_alignments(table, wanted),
            typed=tuple(_typed(table, index) is not None for index in range(len(wanted))),
            size=size,
            line=size * TABLE_LINE,
            together=movable and len(table.rows) <= _SHORT_TABLE and max(wanted) <= _LONG_TEXT,
            landscape=table.landscape,
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


def _natural(characters: float, size: Length) -> Length:
    """Width of a column in which only long texts break."""
    return size * (min(characters, _LONG_TEXT) * _FONT_ALLOWANCE) + _CELL_PADDING


def _spare(wanted: list[float], size: Length, room: Length) -> Length:
    """Room left when every column has its natural width."""
    for characters in wanted:
        room = room - _natural(characters, size)
    return room


def _columns(wanted: list[float], least: list[Length], size: Length, room: Length) -> tuple[Length, ...]:
    """Natural widths, and what is left shared out by need; where there is not enough, the wide ones give way."""
    natural = [_natural(characters, size) for characters in wanted]
    spare = _spare(wanted, size, room)
    if spare < _NOTHING:
        return _narrowed(natural, least, room)
    total = sum(wanted)
    return tuple(width + spare * (characters / total) for width, characters in zip(natural, wanted, strict=True))


def _narrowed(natural: list[Length], least: list[Length], room: Length) -> tuple[Length, ...]:
    """Every column gets what its cells need at the least, and what is left by what it would have liked more."""
    spare = room - sum(least, _NOTHING)
    if spare < _NOTHING:
        return tuple(width * (room / (room - spare)) for width in least)
    wishes = [max(wide - narrow, _NOTHING) for wide, narrow in zip(natural, least, strict=True)]
    share = spare / max(sum(wishes, _NOTHING), Mm(1))
    return tuple(narrow + wish * share for narrow, wish in zip(least, wishes, strict=True))


def _least(table: Table, size: Length) -> list[Length]:
    """Width of each column in which no figure is broken, and no heading or text more than once in a few characters."""
    columns = zip(*(row for row in (table.header or ("",) * table.width, *table.rows)), strict=True)
    return [_natural(_least_characters(header, cells), size) for header, *cells in columns]


def _least_characters(header: str, cells: list[str]) -> float:
    heads = [min(width(piece), max(width(piece) / 2, _LEAST_TEXT)) for piece in _HEADER_PIECES.split(header)]
    texts = [
        width(line) if _NUMBER.fullmatch(line) else min(width(line), _LEAST_TEXT)
        for cell in cells
        for line in cell.split("\n")
    ]
    return max(_LEAST_COLUMN, *heads, *texts)


def _alignments(table: Table, wanted: list[float]) -> tuple[Alignment, ...]:
    chosen: list[Alignment] = []
    for index, characters in enumerate(wanted):
        typed = _typed(table, index)
        if typed:
            chosen.append(_TYPED[typed])
        elif characters <= _LONG_TEXT or all(_NUMBER.fullmatch(row[index]) for row in table.rows):
            chosen.append(Alignment.CENTRE)
        else:
            chosen.append(Alignment.LEFT)
    return tuple(chosen)


def _typed(table: Table, index: int) -> str | None:
    return table.alignments[index] if index < len(table.alignments) else None
