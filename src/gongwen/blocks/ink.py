"""Where the ink of a line stands inside its line box.

Distances of the standard run from ink to ink (§2.4), but a word processor is told line heights and spacings. With an
exact line height the baseline lies at 80 % of the line in LibreOffice, while Word centres the character. Both put it
at the same place when the line is 1.2 times the font size, so lines that stand alone (mark, number, folio) get
exactly that, and only the 22-line grid of the body differs, by about a millimetre, within every tolerance.
"""

from __future__ import annotations

from gongwen.standard.units import Length

__all__ = ["BASELINE", "NEUTRAL_LINE", "ink_above", "ink_below", "ink_height"]

NEUTRAL_LINE = 1.2
"""Line height, in font sizes, at which word processors agree where the character stands."""

BASELINE = 0.8
"""Where the baseline lies in a line of exact height."""
# Ink of a full Chinese character above and below the baseline, in font sizes (measured on 仿宋, 楷体, 黑体, 宋体).
_ASCENT = 0.81
_DESCENT = 0.08


def ink_above(size: Length, line: Length) -> Length:
    """From the top of a line box to the top of its ink."""
    return line * BASELINE - size * _ASCENT


def ink_below(size: Length, line: Length) -> Length:
    """From the bottom of the ink to the bottom of the line box."""
    return line * (1 - BASELINE) - size * _DESCENT


def ink_height(size: Length) -> Length:
    """Height of the ink of a line."""
    return size * (_ASCENT + _DESCENT)
