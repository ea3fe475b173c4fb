"""Signatures under seals: one seal with name and date on its axis, or the seals of several agencies in rows.

The date stands four characters from the right edge, the last name above it on the same axis; every seal presses its
name, the last one name and date. Seals neither touch nor leave the type area; the first row's tops lie within one
line of the text (9704-7.3.5.1).
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from gongwen.layout.blocks import Alignment, ParagraphBlock, Placement, SealPlacement, Tab
from gongwen.layout.seals import SEAL_BELOW_TEXT, centre_above_name, date_width, seal_diameter
from gongwen.layout.stylesheet import Stylesheet, stylesheet
from gongwen.layout.text import width
from gongwen.model import Seal
from gongwen.standard import figures
from gongwen.standard.profiles import Profile
from gongwen.standard.roles import Role
from gongwen.standard.units import Length, Mm

__all__ = ["sealed_blocks", "sealed_overhang"]

# Between two seals; figures 7 and 8 of the standard show 2.1 and 1.1 mm.
_BETWEEN_SEALS = Mm(1.6)
_NOTHING = Mm(0)


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


def sealed_blocks(
    names: tuple[str, ...], date: str, seals: tuple[Seal, ...], sheet: Stylesheet
) -> list[ParagraphBlock]:
    """Rows of names and the date, with all seals bound to the date's paragraph."""
    diameters = tuple(seal_diameter(seal, name) for seal, name in zip(seals, names, strict=True))
    laid = _rows(tuple(width(name) for name in names), date_width(date), max(diameters), sheet.profile)
    blocks = []
    placed: list[SealPlacement] = []
    for row, place in zip(laid.rows, laid.places, strict=True):
        members = range(row.first, row.first + len(row.axes))
        text = "".join(f"\t{names[index]}" for index in members)
        blocks.append(ParagraphBlock(Role.SEALED_SIGNATORY, (text,), place))
        for axis, index in zip(row.axes, members, strict=True):
            seal, facts = seals[index], seals[index].facts
            if seal.data is None or facts is None:
                continue
            diameter = diameters[index]
            height = diameter * (facts.height_px / facts.width_px)
            placed.append(
                SealPlacement(
                    seal.data,
                    seal.name,
                    # A diameter that was given can be read back; the usual one follows from the agency.
                    f"直径{seal.diameter}毫米" if seal.diameter else "",
                    left=axis - diameter / 2,
                    top=-row.centre - height / 2,
                    width=diameter,
                    height=height,
                )
            )
    blocks.append(ParagraphBlock(Role.SEALED_DATE, (f"\t{date}",), laid.date_place, tuple(placed)))
    return blocks


def sealed_overhang(names: tuple[str, ...], date: str, seals: tuple[Seal, ...], sheet: Stylesheet) -> Length:
    """How far the last row of seals reaches below the date's line."""
    diameters = [seal_diameter(seal, name) for seal, name in zip(seals, names, strict=True)]
    return _rows(tuple(width(name) for name in names), date_width(date), max(diameters), sheet.profile).overhang


@lru_cache(maxsize=256)
def _rows(names: tuple[float, ...], date: float, diameter: Length, profile: Profile) -> _Rows:
    sheet = stylesheet(profile)
    room, character, pitch = profile.text_width, profile.body_character, sheet.pitch
    cell = max(diameter, character * max(names)) + _BETWEEN_SEALS
    counts, last_axis = _counts(len(names), cell, date, sheet)
    # Centres of rows, upwards from the date: the last seal presses name and date, the others their names.
    last_centre, overhang = centre_above_name(date, diameter, sheet, with_date=True)
    row_pitch = diameter + _BETWEEN_SEALS
    name_centre, _ = centre_above_name(0.0, diameter, sheet, with_date=False)
    rows: list[_Row] = []
    places: list[Placement] = []
    first = 0
    # Distance from a name line's top down to its seal's centre.
    for index, count in enumerate(counts):
        last = index == len(counts) - 1
        centre = (pitch - last_centre) + row_pitch * (len(counts) - 1 - index)
        axes = _axes(count, cell, room, last_axis if last else None)
        rows.append(_Row(first, axes, centre))
        first += count
        below_centre = last_centre if last else name_centre
        if index == 0:
            # The first row's seals stand under the text; the name's line lies where their centre asks for it.
            space = SEAL_BELOW_TEXT + diameter / 2 - below_centre - sheet.body_below
        else:
            previous = name_centre
            space = row_pitch - below_centre + previous - pitch
        tabs = tuple(Tab(axis, Alignment.CENTRE) for axis in axes)
        places.append(Placement(space_before=max(space, _NOTHING), align=Alignment.LEFT, tabs=tabs, keep_next=True))
    date_place = Placement(align=Alignment.LEFT, tabs=(Tab(last_axis, Alignment.CENTRE),))
    return _Rows(tuple(rows), tuple(places), date_place, overhang)


def _counts(total: int, cell: Length, date: float, sheet: Stylesheet) -> tuple[list[int], Length]:
    """How many seals stand in each row, and the axis of the last one, which is the date's."""
    room, character = sheet.profile.text_width, sheet.profile.body_character
    from_right = max(character * (figures.SEALED_DATE_RIGHT.value + date / 2), cell / 2)
    fits = max(int((room + _BETWEEN_SEALS) / cell + 1e-6), 1)
    fits_last = max(int((room - from_right + cell / 2) / cell + 1e-6), 1)
    if total <= fits and total > fits_last:
        # One row holds them all when the last seal moves right, to the edge of the type area (AMB-21).
        from_right, fits_last = cell / 2 - _BETWEEN_SEALS / 2, fits
    rows = -(-max(total - fits_last, 0) // fits)
    before = [total // (rows + 1) + (1 if index < total % (rows + 1) else 0) for index in range(rows + 1)]
    if before[-1] > fits_last:
        before[-1] = fits_last
        rest = total - fits_last
        before[:-1] = [rest // rows + (1 if index < rest % rows else 0) for index in range(rows)]
    return before, room - from_right


def _axes(count: int, cell: Length, room: Length, last_axis: Length | None) -> tuple[Length, ...]:
    """Axes of a row: counted left from the date's, or centred in the type area."""
    if last_axis is None:
        last_axis = room / 2 + cell * ((count - 1) / 2)
    return tuple(last_axis - cell * (count - 1 - index) for index in range(count))
