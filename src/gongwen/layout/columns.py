"""Columns of a table: how wide each must be, would like to be, and is; in which type, and whether the sheet is turned.

Every column is asked three widths. The least: nothing is parted that must stay whole. The lean one: besides, headings
turn once and texts hold a few characters a line. The natural one: only long texts turn. The type is the largest in
which the natural widths have room; then columns become lean, then the sheet is turned, then the type and the blank
beside the rules become smaller, down to 小五 (9 磅) and half a millimetre (:data:`SMALLEST`). Nothing goes below that:
who asks is told that there is no way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from gongwen.blocks.stylesheet import SMALLEST_TABLE_SIZE, TABLE_SIZE
from gongwen.keeping import LONGEST_KEPT
from gongwen.layout.cells import least_width
from gongwen.model.body import Table
from gongwen.pages.sheets import CELL_PADDING, TABLE_RULE
from gongwen.pages.text import width
from gongwen.standard.units import Length, Mm, Pt

__all__ = ["LONG_TEXT", "NUMBER", "SMALLEST", "Fitting", "Need", "Setting", "column_widths", "fitting", "needs_of"]


class Setting(NamedTuple):
    """The type of a table, and the blank at the left and right of its cells."""

    size: Length
    padding: Length


class Need(NamedTuple):
    """What a column needs, in characters: at the least, leanly, and naturally."""

    least: float
    lean: float
    natural: float


class _Manner(IntEnum):
    """Which of its widths every column has; the place in :class:`Need`."""

    LEAST = 0
    LEAN = 1
    NATURAL = 2


class Fitting(NamedTuple):
    """How a table fits its sheet."""

    setting: Setting
    manner: _Manner


NUMBER = re.compile(r"\s*[-+−]?[\d,，.]*\d(?:\s*[%％‰])?\s*")
LONG_TEXT = 12.0
"""A column of longer texts turns its lines."""

_USUAL, _NARROW, _NARROWEST = CELL_PADDING, Mm(1), Mm(0.5)
_SMALLER, _SMALL, _SMALL_FIVE = Pt(12), Pt(10.5), SMALLEST_TABLE_SIZE
SMALLEST = Setting(_SMALL_FIVE, _NARROWEST)
"""小五 and half a millimetre beside the rules: no table is set smaller or closer."""

# What is tried, one after the other. Before the last ones an ordinary table has its sheet turned.
_TRIALS = (
    Fitting(Setting(TABLE_SIZE, _USUAL), _Manner.NATURAL),
    Fitting(Setting(_SMALLER, _USUAL), _Manner.NATURAL),
    Fitting(Setting(_SMALL, _USUAL), _Manner.NATURAL),
    Fitting(Setting(_SMALL, _USUAL), _Manner.LEAN),
    Fitting(Setting(_SMALL, _NARROW), _Manner.LEAN),
)
_LAST_TRIALS = (
    Fitting(Setting(_SMALL_FIVE, _USUAL), _Manner.LEAN),
    Fitting(Setting(_SMALL_FIVE, _NARROW), _Manner.LEAN),
    Fitting(Setting(_SMALL, _NARROW), _Manner.LEAST),
    Fitting(Setting(_SMALL_FIVE, _NARROW), _Manner.LEAST),
    Fitting(SMALLEST, _Manner.LEAST),
)
# Columns at less than this share of their natural width are too narrow to read.
_TOO_NARROW = 0.6
# Digits of 黑体 are wider than half a character in some fonts, and some programs draw a gap between them and Chinese.
_FONT_ALLOWANCE = 1.15
_LEAST_COLUMN = 2.0
_LEAST_TEXT = 4.0
# What word processors take of a cell beside its margins: half of both rules, and the rounding of fonts.
_BESIDE = TABLE_RULE + Pt(0.5)
# A heading may turn before its bracket: 水泵 / （台）.
_HEADER_PIECES = re.compile("(?=[（(])|\n")


def needs_of(table: Table) -> list[Need]:
    """What every column of a table needs."""
    return [
        _need(header, cells) for header, *cells in zip(*(table.header or ("",) * table.width, *table.rows), strict=True)
    ]


def fitting(needs: Sequence[Need], room: Length, *, to_the_last: bool) -> Fitting | None:
    """How a table with such columns is set in so much room; None where it cannot be, or is better turned.

    ``to_the_last`` tries the smallest type too, for a table that has no other sheet.
    """
    for trial in (*_TRIALS, *_LAST_TRIALS) if to_the_last else _TRIALS:
        if _total(needs, trial) <= room:
            if trial.manner is _Manner.NATURAL or to_the_last:
                return trial
            natural = _total(needs, trial._replace(manner=_Manner.NATURAL))
            return None if natural * _TOO_NARROW > room else trial
    return None


def column_widths(needs: Sequence[Need], fit: Fitting, room: Length) -> tuple[Length, ...]:
    """The widths of all columns, which fill the room: each as the fitting says, and what is left by need."""
    own = _widths(needs, fit)
    spare = room.mm - sum(own)
    if fit.manner is _Manner.NATURAL:
        total = sum(need.natural for need in needs)
        return tuple(Mm(wide + spare * need.natural / total) for wide, need in zip(own, needs, strict=True))
    liked = _widths(needs, fit._replace(manner=_Manner(fit.manner + 1)))
    wishes = [wide - narrow for wide, narrow in zip(liked, own, strict=True)]
    wished = sum(wishes)
    if wished <= 0.0:
        return tuple(Mm(wide * room.mm / sum(own)) for wide in own)
    return tuple(Mm(narrow + wish * spare / wished) for narrow, wish in zip(own, wishes, strict=True))


def _total(needs: Sequence[Need], fit: Fitting) -> Length:
    return Mm(sum(_widths(needs, fit)))


def _widths(needs: Sequence[Need], fit: Fitting) -> list[float]:
    """The width of every column in a manner, in millimetres; it is never less than its least."""
    size, beside, manner = fit.setting.size.mm, fit.setting.padding.mm * 2, fit.manner
    rules = _BESIDE.mm + beside
    if manner is _Manner.LEAST:
        return [size * need.least + rules for need in needs]
    allowed = size * _FONT_ALLOWANCE
    return [max(size * need.least + rules, allowed * min(need[manner], LONG_TEXT) + beside) for need in needs]


def _least(text: str) -> float:
    return least_width(text) if len(text) <= LONGEST_KEPT else least_width.__wrapped__(text)


def _need(header: str, cells: Sequence[str]) -> Need:
    heads = [width(piece) for piece in _HEADER_PIECES.split(header)]
    least = max(_least(header) * _FONT_ALLOWANCE, _LEAST_COLUMN)
    lean = max(_LEAST_COLUMN, *(min(head, max(head / 2, _LEAST_TEXT)) for head in heads))
    natural = max(_LEAST_COLUMN, *map(width, header.split("\n")))
    for cell in set(cells):
        for line in cell.split("\n") if "\n" in cell else (cell,):
            wide = width(line)
            natural = max(natural, wide)
            least = max(least, _least(line))
            lean = max(lean, wide if wide > _LEAST_TEXT and NUMBER.fullmatch(line) else min(wide, _LEAST_TEXT))
    return Need(least, lean, natural)
