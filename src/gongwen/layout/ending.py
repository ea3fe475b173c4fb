"""How the last paragraph of the text lies on its pages, by the count of all lines above it."""

from __future__ import annotations

from typing import NamedTuple

from gongwen.blocks.stylesheet import Stylesheet
from gongwen.layout.flow import TextEnd
from gongwen.standard.units import Length

__all__ = ["Ending", "ending_below"]

_ROUNDING = 0.01


class Ending(NamedTuple):
    """How a paragraph lies: so many lines, ``here`` on the page where it ends, ``at_start`` on that where it begins.

    ``rest`` is the room left below its last line, ``rest_at_start`` what is left below its lines on the first page.
    """

    lines: int
    here: int
    at_start: int
    rest: Length
    rest_at_start: Length

    @property
    def crosses(self) -> bool:
        """Whether it ends on another page than it begins."""
        return self.here < self.lines


def ending_below(above: TextEnd, space_before: Length, lines: int, sheet: Stylesheet) -> Ending:
    """How a paragraph of so many lines lies below text that ends so."""
    page, pitch = sheet.profile.text_length, sheet.pitch
    a_page = int(page / pitch + _ROUNDING)
    room = above.rest - space_before
    at_start = min(int(max(room / pitch, 0.0) + _ROUNDING), lines)
    if not at_start:  # it begins on the next page
        room, at_start = page, min(a_page, lines)
    rest = room - pitch * at_start
    further = lines - at_start
    if not further:
        return Ending(lines, lines, lines, rest, rest)
    here = (further - 1) % a_page + 1
    return Ending(lines, here, at_start, page - pitch * here, rest)
