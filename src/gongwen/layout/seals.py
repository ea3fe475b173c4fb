"""Where a seal lies upon the lines it presses (9704-7.3.5.1-e, f)."""

from __future__ import annotations

from math import sqrt

from gongwen.blocks.stylesheet import Stylesheet
from gongwen.model import Document, Seal
from gongwen.standard import figures
from gongwen.standard.units import Length, Mm

__all__ = ["SEAL_BELOW_TEXT", "centre_above_name", "seal_diameter", "seals_of_names"]

# Figure 5 of the standard shows the seal 6.9 mm under the text; 7.3.5.1-f allows up to one line.
SEAL_BELOW_TEXT = Mm(6.0)
_INSIDE_CIRCLE = Mm(0.7)
# 偏下: at least so far, though the ends of a wide date may then lie over the rim of a small seal, as in offices.
_LOWER = Mm(2.5)
_LOWEST_SHARE = 0.3
_NOTHING = Mm(0)
_TOWNSHIP = ("镇人民政府", "乡人民政府", "镇委员会", "乡委员会", "街道", "村民委员会", "村委会")


def seals_of_names(document: Document) -> tuple[Seal, ...]:
    """One seal for each name of the signature: a draft's surplus ones press nothing, missing ones get their room."""
    seals, names = document.seals, len(document.signing_agencies)
    if not seals or len(seals) == names:
        return seals
    return (*seals[:names], *(Seal(),) * (names - len(seals)))


def seal_diameter(given: float | None, agency: str) -> Length:
    """The seal's own diameter in millimetres, or the one that seals of the agency's rank have (国发〔1999〕25号)."""
    if given:
        return Mm(given)
    township = any(word in agency for word in _TOWNSHIP)
    return (figures.SEAL_DIAMETER_TOWNSHIP if township else figures.SEAL_DIAMETER_COUNTY).value


def centre_above_name(date: float, diameter: Length, sheet: Stylesheet, *, with_date: bool) -> tuple[Length, Length]:
    """From the top of the name's line down to the seal's centre, and how far the seal reaches below its last line.

    Name and date (or the name alone) lie below the centre as far as the circle holds them, and a little lower than
    it where the date is too wide for the circle.
    """
    pitch, character = sheet.pitch, sheet.profile.body_character
    radius = diameter / 2
    ink = pitch - sheet.body_above - sheet.body_below
    lines = 2 if with_date else 1
    # Half the height of the ink of the lines that the seal presses.
    half = (pitch * (lines - 1) + ink) / 2
    half_width = character * (date / 2)
    reach = radius - _INSIDE_CIRCLE
    depth = Mm(sqrt(max(reach.mm**2 - half_width.mm**2, 0.0)))
    lower = min(max(depth - half, _LOWER), max(reach - half, _NOTHING), radius * _LOWEST_SHARE)
    centre = sheet.body_above + half - lower
    overhang = radius - (lower + half) - sheet.body_below
    return centre, max(overhang, _NOTHING)
