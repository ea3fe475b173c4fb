"""Places in a sheet: columns by letter and by number, ranges, and the days from which dates are counted.

Own code for a few lines of arithmetic: openpyxl takes a fifth of a second to load, more than a small batch takes.
"""

from __future__ import annotations

import datetime
import re

__all__ = ["MAC_EPOCH", "MOST_COLUMNS", "MOST_ROWS", "WINDOWS_EPOCH", "bounds", "column_number", "letter"]

MOST_COLUMNS, MOST_ROWS = 16_384, 1_048_576
WINDOWS_EPOCH = datetime.datetime(1899, 12, 30)  # noqa: DTZ001 - a cell knows no zone; ISO/IEC 29500-1 18.17.4.1
MAC_EPOCH = datetime.datetime(1904, 1, 1)  # noqa: DTZ001

_LETTERS = 26
_RANGE = re.compile("([A-Z]+)([0-9]{1,9}):([A-Z]+)([0-9]{1,9})")


def letter(column: int) -> str:
    """The letters of a column, counted from 1.

    >>> letter(1), letter(26), letter(27), letter(16384)
    ('A', 'Z', 'AA', 'XFD')
    """
    letters = ""
    while column:
        column, place = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + place) + letters
    return letters


def column_number(letters: str) -> int | None:
    """The number of a column, counted from 1; None when no sheet has it.

    >>> column_number("aa"), column_number("XFD"), column_number("XFE"), column_number("甲")
    (27, 16384, None, None)
    """
    if not (letters.isascii() and letters.isalpha()):
        return None
    column = 0
    for one in letters.upper():
        column = column * _LETTERS + ord(one) - ord("A") + 1
        if column > MOST_COLUMNS:
            return None
    return column


def bounds(reference: str) -> tuple[int, int, int, int] | None:
    """Left, top, right and bottom of a range, from 1; None when it is none.

    >>> bounds("B3:AA10"), bounds("B3:XYZ9")
    ((2, 3, 27, 10), None)
    """
    match = _RANGE.fullmatch(reference)
    if match is None:
        return None
    left, right = column_number(match[1]), column_number(match[3])
    return None if left is None or right is None else (left, int(match[2]), right, int(match[4]))
