"""Where the folio stands: 7 mm under the type area, with its line box reckoned from there (9704-7.5-c)."""

from __future__ import annotations

from gongwen.layout.stylesheet import Stylesheet
from gongwen.standard import figures
from gongwen.standard.roles import Role
from gongwen.standard.units import Length

__all__ = ["footer_distance"]

_DASH_ABOVE_BASELINE = 0.36
_NEUTRAL_BASELINE = 0.8


def footer_distance(sheet: Stylesheet) -> Length:
    """From the sheet's foot to the folio's line box, so that its dashes stand at 269 mm (9704-7.5-c)."""
    format_ = sheet.of(Role.FOLIO)
    assert format_.line is not None  # the folio has a line of its own
    baseline = figures.FOLIO_DASH.value + format_.size * _DASH_ABOVE_BASELINE
    bottom = baseline + format_.line * (1 - _NEUTRAL_BASELINE)
    return figures.PAGE_HEIGHT.value - bottom
