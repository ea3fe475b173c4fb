"""The sheets that pages are printed on: size, margins, header and footer, and where a paragraph stands between them.

A sheet that is turned keeps to the portrait page's type area, ink and rules alike (9704-8-a): lines of text leave half
their leading free above and below, so a profile may begin them a little outside the type area, but a landscape table
reaches to both ends of its measure with its rules.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from gongwen.blocks.block import Alignment, Placement
from gongwen.blocks.ink import BASELINE
from gongwen.blocks.stylesheet import ParagraphFormat, Stylesheet
from gongwen.standard import figures
from gongwen.standard.profiles import Profile
from gongwen.standard.roles import Role
from gongwen.standard.units import ZERO, Length, Mm, Pt

__all__ = [
    "CELL_PADDING",
    "COLOPHON_CLEARANCE",
    "HEADER_DISTANCE",
    "TABLE_RULE",
    "Box",
    "Sheet",
    "box_of",
    "footer_distance",
    "landscape_margins",
    "landscape_measure",
    "line_of",
    "sheet_of",
]

CELL_PADDING = Pt(5.4)
"""Between the lines of a table and what its cells say."""
TABLE_RULE = Pt(0.5)
"""Thickness of the lines of a table; a row is as much higher than its text."""
HEADER_DISTANCE = Mm(20)
"""From the sheet's edge to the header of a letter's page one; the rest of the way to the mark is space above it."""
COLOPHON_CLEARANCE = Mm(0.7)
"""What lies between the text and 版记 at the least: the line that holds its box, and what programs differ by."""

_DASH_ABOVE_BASELINE = 0.36
_FOOT = figures.PAGE_HEIGHT.value - figures.TYPE_AREA_BOTTOM


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


def landscape_margins(profile: Profile) -> tuple[Length, Length]:
    """The left and the right margin of a landscape sheet, which are the portrait page's foot and top."""
    return max(profile.bottom, _FOOT), max(profile.top, figures.TYPE_AREA_TOP)


def landscape_measure(profile: Profile) -> Length:
    """How long lines and tables are on a landscape sheet.

    >>> from gongwen.standard.profiles import NATIONAL
    >>> round(landscape_measure(NATIONAL).mm, 2)
    225.0
    """
    left, right = landscape_margins(profile)
    return figures.PAGE_HEIGHT.value - left - right


def footer_distance(sheet: Stylesheet) -> Length:
    """From the sheet's foot to the folio's line box, so that its dashes stand at 269 mm (9704-7.5-c)."""
    format_ = sheet.of(Role.FOLIO)
    assert format_.line is not None  # the folio has a line of its own
    baseline = figures.FOLIO_DASH.value + format_.size * _DASH_ABOVE_BASELINE
    bottom = baseline + format_.line * (1 - BASELINE)
    return figures.PAGE_HEIGHT.value - bottom


@lru_cache(maxsize=64)
def sheet_of(profile: Profile, *, landscape: bool) -> Sheet:
    """The sheet of a run of pages."""
    width, height = figures.PAGE_WIDTH.value, figures.PAGE_HEIGHT.value
    if not landscape:
        return Sheet(width, height, profile.top, profile.bottom, profile.left, profile.right)
    # 8-b: the upper edge of the sheet lies at the binding; its right edge is the portrait page's top.
    left, right = landscape_margins(profile)
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
    return Box(left, measure - left - right, -(place.hanging or ZERO), align)


def line_of(format_: ParagraphFormat, place: Placement, sheet: Stylesheet) -> Length:
    """The height of a paragraph's lines."""
    return place.line or format_.line or sheet.pitch
