"""Signatures under seals: one seal with name and date on its axis, or the seals of several agencies in rows.

The date stands four characters from the right edge, the last name above it on the same axis; every seal presses its
name, the last one name and date. The first row's tops lie within one line of the text (9704-7.3.5.1). Where the axes
stand across the page is found in :mod:`gongwen.layout.seal_rows`.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate, pairwise
from math import sqrt
from typing import NamedTuple

from gongwen.blocks.block import Alignment, ParagraphBlock, Placement, SealPlacement, Tab
from gongwen.blocks.stylesheet import Stylesheet, stylesheet
from gongwen.keeping import are_long
from gongwen.model import Document, Seal
from gongwen.pages.text import width
from gongwen.standard import figures
from gongwen.standard.profiles import Profile
from gongwen.standard.roles import Role
from gongwen.standard.units import ZERO, Length, Mm

__all__ = ["SealedSignature", "sealed_blocks", "sealed_signature", "seals_of_names"]

# Figure 5 of the standard shows the seal 6.9 mm under the text; 7.3.5.1-f allows up to one line.
_SEAL_BELOW_TEXT = Mm(6.0)
_INSIDE_CIRCLE = Mm(0.7)
# 偏下: at least so far, though the ends of a wide date may then lie over the rim of a small seal, as in offices.
_LOWER = Mm(2.5)
_LOWEST_SHARE = 0.3
_TOWNSHIP = ("镇人民政府", "乡人民政府", "镇委员会", "乡委员会", "街道", "村民委员会", "村委会")


def seals_of_names(document: Document) -> tuple[Seal, ...]:
    """One seal for each name of the signature: a draft's surplus ones press nothing, missing ones get their room."""
    seals, names = document.seals, len(document.signing_agencies)
    if not seals or len(seals) == names:
        return seals
    return (*seals[:names], *(Seal(),) * (names - len(seals)))


def _seal_diameter(given: float | None, agency: str) -> Length:
    """The seal's own diameter in millimetres, or the one that seals of the agency's rank have (国发〔1999〕25号)."""
    if given:
        return Mm(given)
    township = any(word in agency for word in _TOWNSHIP)
    return (figures.SEAL_DIAMETER_TOWNSHIP if township else figures.SEAL_DIAMETER_COUNTY).value


def _centre_above_name(date: float, diameter: Length, sheet: Stylesheet, *, with_date: bool) -> tuple[Length, Length]:
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
    lower = min(max(depth - half, _LOWER), max(reach - half, ZERO), radius * _LOWEST_SHARE)
    centre = sheet.body_above + half - lower
    overhang = radius - (lower + half) - sheet.body_below
    return centre, max(overhang, ZERO)


class _Row(NamedTuple):
    """One row: the axes of its seals from the left text margin, and its centre above the top of the date's line."""

    first: int
    axes: tuple[Length, ...]
    centre: Length


class _Rows(NamedTuple):
    rows: tuple[_Row, ...]
    places: tuple[Placement, ...]
    date_place: Placement
    overhang: Length
    height: Length


class _Seat(NamedTuple):
    """Where a seal is put: its axis from the left text margin, its centre above the top of the date's line."""

    axis: Length
    centre: Length
    diameter: Length


class SealedSignature(NamedTuple):
    """Rows of names and the date, and where the seals are put on them.

    ``overhang`` is how far the last row of seals reaches below the date's line, ``height`` how much of the page below
    the text all rows take, ``left_edge`` where the last row's seals begin, from the left text margin.
    """

    lines: tuple[ParagraphBlock, ...]
    seats: tuple[_Seat, ...]
    overhang: Length
    height: Length
    left_edge: Length


def sealed_signature(names: tuple[str, ...], date: str, seals: tuple[Seal, ...], sheet: Stylesheet) -> SealedSignature:
    """The signature under seals; its lines are still without them."""
    diameters = _diameters.__wrapped__ if are_long(names) else _diameters
    return _signature(names, date, diameters(names, tuple([seal.diameter for seal in seals])), sheet)


def sealed_blocks(signature: SealedSignature, seals: tuple[Seal, ...]) -> list[ParagraphBlock]:
    """Rows of names and the date, with all seals bound to the date's paragraph."""
    *rows, date = signature.lines
    placed = []
    for seal, seat in zip(seals, signature.seats, strict=True):
        facts, diameter = seal.facts, seal.diameter
        if seal.data is not None and facts is not None:
            left, top, wide, high = _square(seat, facts.height_px / facts.width_px)
            # A diameter that was given can be read back; the usual one follows from the agency.
            description = f"直径{diameter}毫米" if diameter else ""
            placed.append(SealPlacement(seal.data, seal.name, description, left, top, wide, high))
    return [*rows, date._replace(seals=tuple(placed))]


@lru_cache(maxsize=1024)
def _square(seat: _Seat, ratio: float) -> tuple[Length, Length, Length, Length]:
    """Left, top, width and height of a picture that is so many times as high as wide."""
    height = seat.diameter * ratio
    return seat.axis - seat.diameter / 2, -seat.centre - height / 2, seat.diameter, height


@lru_cache(maxsize=256)
def _diameters(names: tuple[str, ...], given: tuple[float | None, ...]) -> tuple[Length, ...]:
    return tuple(_seal_diameter(diameter, name) for diameter, name in zip(given, names, strict=True))


@lru_cache(maxsize=1024)
def _signature(names: tuple[str, ...], date: str, diameters: tuple[Length, ...], sheet: Stylesheet) -> SealedSignature:
    laid = _rows(tuple(width(name) for name in names), width(date), diameters, sheet.profile)
    lines: list[ParagraphBlock] = []
    seats: list[_Seat] = []
    for row, place in zip(laid.rows, laid.places, strict=True):
        members = slice(row.first, row.first + len(row.axes))
        text = "".join(f"\t{name}" for name in names[members])
        lines.append(ParagraphBlock(Role.SEALED_SIGNATORY, (text,), place))
        seats += [
            _Seat(axis, row.centre, diameter) for axis, diameter in zip(row.axes, diameters[members], strict=True)
        ]
    lines.append(ParagraphBlock(Role.SEALED_DATE, (f"\t{date}",), laid.date_place))
    left_edge = laid.rows[-1].axes[0] - max(diameters) / 2
    return SealedSignature(tuple(lines), tuple(seats), laid.overhang, laid.height, left_edge)


@lru_cache(maxsize=256)
def _rows(names: tuple[float, ...], date: float, diameters: tuple[Length, ...], profile: Profile) -> _Rows:
    from gongwen.layout.seal_rows import BETWEEN_SEALS, seal_rows  # noqa: PLC0415 - loads with the first seal

    sheet = stylesheet(profile)
    character, pitch = profile.body_character, sheet.pitch
    half_date = character * (figures.SEALED_DATE_RIGHT.value + date / 2)
    axes_of_rows = seal_rows(tuple(character * name for name in names), diameters, half_date, profile.text_width)
    starts = list(accumulate((len(axes) for axes in axes_of_rows), initial=0))
    largest = [max(diameters[start:end]) for start, end in pairwise(starts)]
    # The last seal presses name and date, the others their names; what is above and below it is the largest's matter.
    last_centre, last_overhang = _centre_above_name(date, diameters[-1], sheet, with_date=True)
    overhang = last_overhang + (largest[-1] - diameters[-1]) / 2
    name_centres = [
        _centre_above_name(0.0, min(diameters[start:end]), sheet, with_date=False)[0]
        for start, end in pairwise(starts[:-1])
    ]
    name_centres.append(last_centre)
    # From the centre of a row down to that of the next one, and from each row's to the top of the date's line.
    pitches = [(upper + lower) / 2 + BETWEEN_SEALS for upper, lower in pairwise(largest)]
    rows: list[_Row] = []
    places: list[Placement] = []
    for index, axes in enumerate(axes_of_rows):
        rows.append(_Row(starts[index], axes, sum(pitches[index:], pitch - last_centre)))
        if index == 0:
            # The first row's seals stand under the text; the name's line lies where their centre asks for it.
            space = _SEAL_BELOW_TEXT + largest[0] / 2 - name_centres[0] - sheet.body_below
        else:
            space = pitches[index - 1] - name_centres[index] + name_centres[index - 1] - pitch
        tabs = tuple(Tab(axis, Alignment.CENTRE) for axis in axes)
        places.append(Placement(space_before=max(space, ZERO), align=Alignment.LEFT, tabs=tabs, keep_next=True))
    date_place = Placement(align=Alignment.LEFT, tabs=places[-1].tabs[-1:])
    height = _SEAL_BELOW_TEXT + sum(pitches, (largest[0] + largest[-1]) / 2)
    return _Rows(tuple(rows), tuple(places), date_place, overhang, height)
