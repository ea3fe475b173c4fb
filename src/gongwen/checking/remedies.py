"""How a file is set right where a rule speaks: which property of the place takes which value.

A rule that knows the cure to the letter says it in a :class:`Remedy` as well as in words; what changes files reads it.
"""

from __future__ import annotations

from enum import Enum
from typing import Any, NamedTuple

from gongwen.standard.units import Length

__all__ = ["BLACK", "CENTRED", "FLUSH", "PLAIN", "RED", "Aspect", "Remedy", "indented", "ruled"]


class Aspect(Enum):
    """What of a place is changed, and what the value is."""

    TYPEFACE = "中文字体"  # a Face; of the words in the font that was found
    SOME_TYPEFACE = "几个字的字体"  # a Face; of the words that are named alone
    DIGITS = "西文字体"  # a Face
    SIZE = "字号"  # a Length; of the words of another size
    COLOUR = "颜色"  # six hexadecimal digits
    GROUND = "底色"
    BOLD = "加粗"
    SPACING = "字距"  # a Length
    PITCH = "行距"  # a Length
    GAPS = "段前段后"
    ROOM_ABOVE = "段前"  # a Length
    ALIGNMENT = "对齐"  # as WordprocessingML says it
    INDENTS = "缩进"  # characters on the left of all lines, and of the first line beyond; typed blanks go
    RIGHT = "右空"  # characters on the right of a line that stands on the right
    SIGNATURE = "署名和日期"  # which paragraph the name is, and the characters on the right of the name and of the date
    RULE = "线"  # a side, its colour and its thickness; no colour: no rule
    SIDES = "左右缩进"
    NEW_PAGE = "另起一面"
    EMPTY_LINE = "空行"  # the empty lines below go
    FOLIO = "页码"
    PAPER = "纸张"
    MARGIN = "页边距"  # a side, and a Length


class Remedy(NamedTuple):
    """The aspect that changes, and its value."""

    aspect: Aspect
    value: Any = None


RED, BLACK = "FF0000", "000000"
CENTRED = Remedy(Aspect.ALIGNMENT, "center")
"""In the middle, without indents."""
FLUSH = Remedy(Aspect.INDENTS, (0.0, 0.0))
PLAIN = Remedy(Aspect.BOLD)


def indented(left: float, first: float = 0.0) -> Remedy:
    """Lines that begin so many characters in, and the first one so many beyond.

    >>> indented(0, 2).value
    (0, 2)
    """
    return Remedy(Aspect.INDENTS, (left, first))


def ruled(side: str, colour: str, thickness: Length) -> Remedy:
    """A rule above (``top``) or below (``bottom``) a paragraph."""
    return Remedy(Aspect.RULE, (side, colour, thickness))
