"""Colours as the standard knows them: black, red, and everything else (5.2.4, AMB-19)."""

from __future__ import annotations

import colorsys
import re

__all__ = ["is_black", "is_red", "is_white"]

_HEX = re.compile("[0-9A-Fa-f]{6}")
# AMB-19: red is a hue between 345° and 15°, at least 0.6 full and 0.6 bright.
_HUE_BELOW, _HUE_ABOVE, _FULL, _BRIGHT = 15 / 360, 345 / 360, 0.6, 0.6
_DARK = 0.15
"""5.2.4: K of 95 % is black; screens show a little less dark than that."""


def is_black(colour: str | None) -> bool:
    """Whether a colour is black; the automatic one is.

    >>> is_black(None), is_black("000000"), is_black("0563C1")
    (True, True, False)
    """
    if colour is None or not _HEX.fullmatch(colour):
        return True
    return max(_parts(colour)) <= _DARK


def is_red(colour: str | None) -> bool:
    """Whether a colour is red.

    >>> is_red("FF0000"), is_red("C00000"), is_red("0070C0"), is_red(None)
    (True, True, False, False)
    """
    if colour is None or not _HEX.fullmatch(colour):
        return False
    hue, full, bright = colorsys.rgb_to_hsv(*_parts(colour))
    return (hue <= _HUE_BELOW or hue >= _HUE_ABOVE) and full >= _FULL and bright >= _BRIGHT


def is_white(colour: str | None) -> bool:
    """Whether a colour is the paper's own."""
    return colour is not None and colour.upper() in ("FFFFFF", "AUTO")


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue
