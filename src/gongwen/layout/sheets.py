"""The sheets that pages are printed on: size, margins, and where a paragraph stands between them."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from gongwen.layout.blocks import Alignment, Placement
from gongwen.layout.lying import lying_margins
from gongwen.layout.stylesheet import ParagraphFormat, Stylesheet
from gongwen.standard import figures
from gongwen.standard.profiles import Profile
from gongwen.standard.units import Length, Mm, Pt

__all__ = ["CELL_PADDING", "TABLE_RULE", "Box", "Sheet", "box_of", "line_of", "sheet_of"]

CELL_PADDING = Pt(5.4)
"""Between the lines of a table and what its cells say."""
TABLE_RULE = Pt(0.5)
"""Thickness of the lines of a table; a row is as much higher than its text."""

_NOTHING = Mm(0)


class Sheet(NamedTuple):
    """A sheet as it lies: its size, and the margins of its text."""

    width: Length
    height: Length
    top: Length
    bottom: Length
    left: Length
    right: Length

    @property
    def measure(self) -> Length:
        """Width between the side margins."""
        return self.width - self.left - self.right

    @property
    def foot(self) -> Length:
        """Where the text ends at the latest."""
        return self.height - self.bottom


class Box(NamedTuple):
    """Where the lines of a paragraph stand: from the left text margin, and how wide; its first line begins aside."""

    left: Length
    width: Length
    first_line: Length
    align: Alignment


@lru_cache(maxsize=64)
def sheet_of(profile: Profile, *, landscape: bool) -> Sheet:
    """The sheet of a run of pages."""
    width, height = figures.PAGE_WIDTH.value, figures.PAGE_HEIGHT.value
    if not landscape:
        return Sheet(width, height, profile.top, profile.bottom, profile.left, profile.right)
    # 8-b: the upper edge of the sheet lies at the binding; its right edge is the portrait page's top.
    left, right = lying_margins(profile)
    return Sheet(height, width, profile.left, profile.right, left, right)


def box_of(format_: ParagraphFormat, place: Placement, measure: Length) -> Box:
    """The box of a paragraph of a format at a place, between margins so far apart."""
    align = place.align or format_.align
    if place.left is None and place.right is None:
        character = format_.size + format_.character_spacing
        left, right = character * format_.left_characters, character * format_.right_characters
        return Box(left, measure - left - right, character * format_.first_line_characters, align)
    left = format_.size * format_.left_characters if place.left is None else place.left
    right = format_.size * format_.right_characters if place.right is None else place.right
    return Box(left, measure - left - right, -(place.hanging or _NOTHING), align)


def line_of(format_: ParagraphFormat, place: Placement, sheet: Stylesheet) -> Length:
    """The height of a paragraph's lines."""
    return place.line or format_.line or sheet.pitch
