"""Holes: private characters that stand in a text where a value will come."""

from __future__ import annotations

import re

__all__ = ["HOLES", "LINE_MARKS", "MOST_HOLES", "hole", "hole_index", "line_mark", "marked_line"]

# Planes 15 and 16 are private use; no text carries them, and every reader of ours passes them through.
_FIRST_HOLE, _FIRST_LINE = 0xF0000, 0x100000
MOST_HOLES = 65_000
HOLES = re.compile(f"[{chr(_FIRST_HOLE)}-{chr(_FIRST_HOLE + MOST_HOLES)}]")
LINE_MARKS = re.compile(f"[{chr(_FIRST_LINE)}-{chr(_FIRST_LINE + MOST_HOLES)}]")


def hole(index: int) -> str:
    """The character of the value of this index.

    >>> hole_index(hole(7))
    7
    """
    return chr(_FIRST_HOLE + index)


def hole_index(character: str) -> int:
    """The index of the value that a hole stands for."""
    return ord(character) - _FIRST_HOLE


def line_mark(line: int) -> str:
    """The character that marks the end of a line of the source."""
    return chr(_FIRST_LINE + min(line, MOST_HOLES))


def marked_line(text: str) -> int | None:
    """The source's line that a rendered line came from."""
    found = LINE_MARKS.search(text)
    return ord(found[0]) - _FIRST_LINE if found else None
