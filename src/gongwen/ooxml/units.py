"""Word's own units, and the only place where they are reckoned.

>>> from gongwen.standard.units import Mm, Pt
>>> twips(Mm(37)), half_points(Pt(22)), eighth_points(Mm(0.35)), emu(Mm(156))
(2098, 44, 8, 5616000)
"""

from __future__ import annotations

from gongwen.standard.units import Length

__all__ = ["eighth_points", "emu", "half_points", "points", "twips"]

_TWIPS_PER_POINT = 20
_EMU_PER_MM = 36_000


def twips(length: Length) -> int:
    """Twentieths of a point: positions, indents, spacings."""
    return round(length.pt * _TWIPS_PER_POINT)


def half_points(length: Length) -> int:
    """Font sizes."""
    return round(length.pt * 2)


def eighth_points(length: Length) -> int:
    """Thickness of borders."""
    return round(length.pt * 8)


def points(length: Length) -> int:
    """Distance of borders from their text."""
    return round(length.pt)


def emu(length: Length) -> int:
    """English metric units: drawings."""
    return round(length.mm * _EMU_PER_MM)
