"""What attributes say: lengths, numbers and switches, in the ways that Word, WPS and strict files write them.

A value that makes no sense is None, as if it were not there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from gongwen.ooxml.opened import Element, w
from gongwen.standard.units import Length, Mm, Pt

__all__ = ["VAL", "attribute", "emu_length", "half_point_length", "number", "style_lengths", "switch", "twip_length"]

VAL = w("val")
_NUMBER = re.compile(r"\s*([-+]?\d{1,9}(?:\.\d{0,9})?)\s*(mm|cm|in|pt|pc|pi|px|%)?\s*")
_POINTS: Mapping[str, float] = MappingProxyType(
    {"mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72, "pt": 1, "pc": 12, "pi": 12, "px": 0.75}
)
_OFF = frozenset({"0", "false", "off"})
_EMU_PER_MM = 36_000
_LONGEST_VALUE = 40


def attribute(element: Element | None, name: str) -> str | None:
    """An attribute of WordprocessingML."""
    return None if element is None else element.get(w(name))


def number(value: str | None) -> float | None:
    """A number as it stands; of a percentage its share.

    >>> number("200"), number("50%"), number("一")
    (200.0, 0.5, None)
    """
    found = _NUMBER.fullmatch(value) if value else None
    if found is None or found[2] not in (None, "%"):
        return None
    return float(found[1]) / 100 if found[2] else float(found[1])


def _length(value: str | None, per_point: float) -> Length | None:
    return _read_length(value, per_point) if value and len(value) <= _LONGEST_VALUE else None


@lru_cache(maxsize=1024)
def _read_length(value: str, per_point: float) -> Length | None:
    found = _NUMBER.fullmatch(value)
    if found is None or found[2] == "%":
        return None
    return Pt(float(found[1]) * _POINTS[found[2]]) if found[2] else Pt(float(found[1]) / per_point)


def twip_length(value: str | None) -> Length | None:
    """A length in twentieths of a point, or with a unit.

    >>> round(twip_length("2098").mm), twip_length("37mm").mm, twip_length("auto")
    (37, 37.0, None)
    """
    return _length(value, 20)


def half_point_length(value: str | None) -> Length | None:
    """A font size in half points, or with a unit.

    >>> half_point_length("32").pt
    16.0
    """
    return _length(value, 2)


def emu_length(value: str | None) -> Length | None:
    """A length of a drawing.

    >>> emu_length("5616000").mm
    156.0
    """
    found = number(value)
    return None if found is None else Mm(found / _EMU_PER_MM)


def switch(element: Element | None) -> bool | None:
    """Whether a property is on: an element without a value is; None without the element."""
    if element is None:
        return None
    return element.get(VAL, "1").lower() not in _OFF


def style_lengths(style: str) -> Mapping[str, Length]:
    """The lengths of a VML shape's style by their names.

    >>> style_lengths("position:absolute;width:72pt;height:36")["width"].mm
    25.4
    """
    pairs = (part.partition(":") for part in style.split(";"))
    named = {name.strip().lower(): _length(value, 1) for name, _, value in pairs}
    return {name: length for name, length in named.items() if length is not None}
