"""落款: 署名, 成文日期 and 印章 by the two different rules, and 附注 (9704-7.3.5, 7.3.6).

With a seal the date stands four characters from the right edge, the name above it on the same axis, and the seal
presses both, its top within one line of the text above. Without a seal the name stands two characters from the right
edge one empty line under the text, and the date begins two characters to the right of the name's beginning.
"""

from __future__ import annotations

from functools import lru_cache
from math import sqrt
from typing import NamedTuple

from gongwen.layout.blocks import Alignment, ParagraphBlock, Placement, Run, SealPlacement
from gongwen.layout.stylesheet import Stylesheet, stylesheet
from gongwen.layout.text import width
from gongwen.model import Document, Seal
from gongwen.standard import figures
from gongwen.standard.dates import date_in_language, write_date
from gongwen.standard.profiles import Profile
from gongwen.standard.roles import Role
from gongwen.standard.units import Length, Mm

__all__ = ["seal_overhang", "signature_blocks"]

# Figure 5 of the standard shows the seal 6.9 mm under the text; 7.3.5.1-f allows up to one line.
_SEAL_BELOW_TEXT = Mm(6.0)
_INSIDE_CIRCLE = Mm(0.7)
# LibreOffice draws a fifth of a character at each of the date's five joints of digits and Chinese, though the gap is
# switched off, and Word does not. Half of that keeps the date within 2 mm of its place in both.
_DATE_JOINTS = 0.5
_NOTHING = Mm(0)


class _SealGeometry(NamedTuple):
    """Where the seal stands: space above the name, and the seal's centre under the name line's top."""

    name_space: Length
    centre: Length
    overhang: Length


def signature_blocks(document: Document, sheet: Stylesheet) -> list[ParagraphBlock]:
    """署名, 成文日期 with the seal behind them, and 附注; empty when nobody signs and no date is set."""
    names = document.signing_agencies
    date = write_date(document.date) if document.date else ""
    if document.seals and names:
        blocks = _sealed(names[0], date, document.seals[0], sheet)
    else:
        blocks = _unsealed(names, date, sheet)
    blocks += _translated(document, blocks)
    if document.notes:
        blocks.append(ParagraphBlock(Role.NOTES, (Run(f"（{document.notes}）"),)))
    return blocks


def seal_overhang(document: Document, sheet: Stylesheet) -> Length:
    """How far the seal reaches below the date's line; nothing without a seal."""
    names = document.signing_agencies
    if not (document.seals and names and document.date):
        return _NOTHING
    diameter = _diameter(document.seals[0], names[0])
    date = _date_width(write_date(document.date))
    return _sealed_placements(width(names[0]), date, diameter, sheet.profile)[2].overhang


def _unsealed(names: tuple[str, ...], date: str, sheet: Stylesheet) -> list[ParagraphBlock]:
    placements = _unsealed_placements(tuple(width(name) for name in names), _date_width(date), sheet.profile)
    texts = [(Role.SIGNATORY, name) for name in names]
    if date:
        texts.append((Role.DATE, date))
    return [ParagraphBlock(role, (Run(text),), place) for (role, text), place in zip(texts, placements, strict=True)]


@lru_cache(maxsize=1024)
def _unsealed_placements(names: tuple[float, ...], date: float, profile: Profile) -> tuple[Placement, ...]:
    sheet = stylesheet(profile)
    character = profile.body_character
    room = profile.text_width
    longest = max(names, default=0.0)
    shift = figures.UNSEALED_DATE_SHIFT.value
    right = figures.UNSEALED_NAME_RIGHT.value
    # 7.3.5.2-c: when the date would reach further right than the name, the date keeps the two characters.
    name_right = float(right)
    if names and date > longest:
        name_right = right + shift + date - longest
    space = sheet.one_empty_line - sheet.body_below - sheet.body_above
    placements: list[Placement] = []
    if names:
        left = room - character * (name_right + longest)
        placements = [
            Placement(
                space_before=space if index == 0 else None,
                left=max(left, _NOTHING),
                keep_next=bool(date) or index < len(names) - 1,
            )
            for index in range(len(names))
        ]
        if date:
            placements.append(Placement(left=max(left + character * shift, _NOTHING)))
    elif date:
        placements.append(Placement(space_before=space, align=Alignment.RIGHT, right=character * right))
    return tuple(placements)


def _sealed(name: str, date: str, seal: Seal, sheet: Stylesheet) -> list[ParagraphBlock]:
    diameter = _diameter(seal, name)
    name_place, date_place, geometry, axis = _sealed_placements(width(name), _date_width(date), diameter, sheet.profile)
    placed: tuple[SealPlacement, ...] = ()
    facts = seal.facts
    if seal.data is not None and facts is not None:
        ratio = facts.height_px / facts.width_px
        height = diameter * ratio
        placed = (
            SealPlacement(
                seal.data,
                seal.name,
                seal.diameter,
                left=axis - diameter / 2,
                # Bound to the date, which has no space above it: programs differ on whether such space counts.
                top=geometry.centre - sheet.pitch - height / 2,
                width=diameter,
                height=height,
            ),
        )
    return [
        ParagraphBlock(Role.SEALED_SIGNATORY, (Run(name),), name_place),
        ParagraphBlock(Role.SEALED_DATE, (Run(date),), date_place, placed),
    ]


def _date_width(date: str) -> float:
    return width(date) + _DATE_JOINTS if date else 0.0


def _diameter(seal: Seal, agency: str) -> Length:
    """The seal's own diameter, or the one that seals of the agency's rank have (§7.4)."""
    if seal.diameter:
        return Mm(seal.diameter)
    township = any(word in agency for word in ("镇", "乡", "街道", "村"))
    return (figures.SEAL_DIAMETER_TOWNSHIP if township else figures.SEAL_DIAMETER_COUNTY).value


@lru_cache(maxsize=1024)
def _sealed_placements(
    name: float, date: float, diameter: Length, profile: Profile
) -> tuple[Placement, Placement, _SealGeometry, Length]:
    sheet = stylesheet(profile)
    character = profile.body_character
    room = profile.text_width
    # The axis that date, name and seal share, from the right text margin. A name too long for it moves it left
    # (AMB-21), and so does a seal that would leave the type area.
    from_right = max(
        character * (figures.SEALED_DATE_RIGHT.value + date / 2),
        character * (name / 2),
        diameter / 2,
    )
    axis = room - from_right
    geometry = _seal_geometry(name, date, diameter, sheet)
    centred = Placement(left=room - from_right * 2, right=_NOTHING, align=Alignment.CENTRE)
    name_place = centred._replace(space_before=geometry.name_space, keep_next=True)
    return name_place, centred, geometry, axis


def _seal_geometry(name: float, date: float, diameter: Length, sheet: Stylesheet) -> _SealGeometry:
    """Name and date lie in the circle, below its centre as far as it holds them (7.3.5.1-e)."""
    pitch, character = sheet.pitch, sheet.profile.body_character
    radius = diameter / 2
    ink = pitch - sheet.body_above - sheet.body_below
    # From the centre of the pair of lines to the bottom of the date's ink.
    half_pair = (pitch + ink) / 2
    half_width = character * ((date + _DATE_JOINTS) / 2)
    reach = radius - _INSIDE_CIRCLE
    depth = Mm(sqrt(max(reach.mm**2 - half_width.mm**2, 0.0)))
    lower = min(max(depth - half_pair, _NOTHING), radius * 0.3)
    # The name's ink top, seen from the seal's centre; then the name line's box.
    name_ink_top = lower - half_pair
    text_to_name_ink = _SEAL_BELOW_TEXT + radius + name_ink_top
    name_space = text_to_name_ink - sheet.body_below - sheet.body_above
    centre = sheet.body_above - name_ink_top
    overhang = radius - (lower + half_pair) - sheet.body_below
    return _SealGeometry(max(name_space, _NOTHING), centre, max(overhang, _NOTHING))


def _translated(document: Document, blocks: list[ParagraphBlock]) -> list[ParagraphBlock]:
    """Issuer and date in the second language, under the Chinese ones and placed like the date."""
    translation = document.translation
    if translation is None or document.date is None or not blocks:
        return []
    place = blocks[-1].placement._replace(space_before=None, keep_next=False)
    texts = (translation.issuer, date_in_language(document.date, translation.locale))
    return [
        ParagraphBlock(Role.TRANSLATED_SIGNATURE, (Run(text, language=translation.locale),), place) for text in texts
    ]
