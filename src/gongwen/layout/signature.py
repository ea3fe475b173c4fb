"""落款: 署名, 成文日期 and 印章 by the two different rules, and 附注 (9704-7.3.5, 7.3.6).

With a seal the date stands four characters from the right edge, the name above it on the same axis, and the seal
presses both, its top within one line of the text above. Without a seal the name stands two characters from the right
edge one empty line under the text, and the date begins two characters to the right of the name's beginning.
"""

from __future__ import annotations

from functools import lru_cache

from gongwen.errors import Fault, InputError
from gongwen.layout.blocks import Alignment, ParagraphBlock, Placement, Run
from gongwen.layout.joint_mark import spread_runs
from gongwen.layout.sealed import sealed_blocks, sealed_height, sealed_overhang
from gongwen.layout.seals import date_width
from gongwen.layout.stylesheet import Stylesheet, stylesheet
from gongwen.layout.text import width
from gongwen.model import Document
from gongwen.standard import figures
from gongwen.standard.dates import date_in_language, write_date
from gongwen.standard.profiles import Profile
from gongwen.standard.roles import Role
from gongwen.standard.units import Length, Mm

__all__ = ["notes_blocks", "seal_overhang", "signature_blocks", "unsealed_blocks"]

_NOTHING = Mm(0)


def signature_blocks(document: Document, sheet: Stylesheet) -> list[ParagraphBlock]:
    """署名, 成文日期 with the seal behind them, and 附注; empty when nobody signs and no date is set.

    Raises :class:`~gongwen.InputError` when a line of text and all seals do not fit one page.
    """
    names = document.signing_agencies
    date = write_date(document.date) if document.date else ""
    seals = document.seals
    if seals and sheet.pitch + sealed_height(names, date, seals, sheet) > sheet.profile.text_length:
        raise InputError(_too_many_seals(len(names)))
    blocks = sealed_blocks(names, date, seals, sheet) if seals else unsealed_blocks(names, date, sheet)
    blocks += _translated(document, blocks)
    return blocks + notes_blocks(document)


def _too_many_seals(total: int) -> Fault:
    return Fault(
        "too-many-seals",
        f"印章有 {total} 枚，一页排不下，而印章须与正文同页（9704-7.3.5.1-d）",
        "核对每枚的直径，或不加盖印章（9704-7.3.5.2-d）",
        field="印章",
    )


def notes_blocks(document: Document) -> list[ParagraphBlock]:
    """附注 in brackets on the line below the date (9704-7.3.6-a)."""
    notes = document.notes
    if not notes:
        return []
    # Several notes in brackets of their own need no further ones.
    bracketed = notes.startswith("（") and notes.endswith("）")
    return [ParagraphBlock(Role.NOTES, (notes if bracketed else f"（{notes}）",))]


def seal_overhang(document: Document, sheet: Stylesheet) -> Length:
    """How far the seals reach below the date's line; nothing without a seal."""
    if not document.seals or document.date is None:
        return _NOTHING
    return sealed_overhang(document.signing_agencies, write_date(document.date), document.seals, sheet)


def unsealed_blocks(names: tuple[str, ...], date: str, sheet: Stylesheet) -> list[ParagraphBlock]:
    """署名 and 成文日期 where no seal is put (9704-7.3.5.2)."""
    placements = _unsealed_placements(tuple(width(name) for name in names), date_width(date), sheet.profile)
    # Figure 9: names of several agencies are spread to the same width.
    longest = max((width(name) for name in names), default=0.0)
    texts = [(Role.SIGNATORY, spread_runs(name, longest, sheet.profile.body_character)) for name in names]
    if date:
        texts.append((Role.DATE, (date,)))
    return [ParagraphBlock(role, runs, place) for (role, runs), place in zip(texts, placements, strict=True)]


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
            # The line may reach into the margin rather than break (AMB-22: 右空 may be less than two characters).
            placements.append(Placement(left=max(left + character * shift, _NOTHING), right=-character * right))
    elif date:
        placements.append(Placement(space_before=space, align=Alignment.RIGHT, right=character * right))
    return tuple(placements)


def _translated(document: Document, blocks: list[ParagraphBlock]) -> list[ParagraphBlock]:
    """Issuer and date in the second language, under the Chinese ones and placed like the last of them."""
    translation = document.translation
    if translation is None or not blocks:
        return []
    place = blocks[-1].placement._replace(space_before=None, keep_next=False)
    texts = [translation.issuer]
    if document.date:
        texts.append(date_in_language(document.date, translation.locale))
    # Under a seal the axis is a tab stop.
    start = "\t" if place.tabs else ""
    return [
        ParagraphBlock(Role.TRANSLATED_SIGNATURE, (Run(start + text, language=translation.locale),), place)
        for text in texts
    ]
