"""落款: 署名, 成文日期 and 印章 by the two different rules, and 附注 (9704-7.3.5, 7.3.6).

With a seal the date stands four characters from the right edge, the name above it on the same axis, and the seal
presses both, its top within one line of the text above. Without a seal the name stands two characters from the right
edge one empty line under the text, and the date begins two characters to the right of the name's beginning.
"""

from __future__ import annotations

from functools import lru_cache

from gongwen.blocks.block import CHOSEN_BREAK, Alignment, ParagraphBlock, Placement, Run
from gongwen.blocks.stylesheet import Stylesheet, stylesheet
from gongwen.errors import Fault, InputError
from gongwen.keeping import are_long
from gongwen.layout.flow import block_height
from gongwen.layout.joint_mark import spread_runs
from gongwen.layout.sealed import sealed_blocks, sealed_signature, seals_of_names
from gongwen.layout.title import break_title
from gongwen.layout.translation import translated_signature
from gongwen.model import Document
from gongwen.pages.text import LIBREOFFICE_GAP, width
from gongwen.standard import figures
from gongwen.standard.dates import write_date
from gongwen.standard.profiles import Profile
from gongwen.standard.roles import Role
from gongwen.standard.units import ZERO, Length, Mm

__all__ = ["notes_blocks", "seal_overhang", "signature_blocks", "unsealed_blocks"]

_LEAST_SPACE = Mm(1)
_BELOW_SEAL = Mm(0.5)
_WIDEST_GAP = Mm(12)  # AMB-08: 12 mm between the ink of the date and of 附注
_ONE_LINE = 27  # longer names are broken: one that fills the line to its end may turn in some programs
_UNEVEN = 3  # how much wider than half the name a line of it may be, to turn between words
_GAPS_IN_DATE = 5 * LIBREOFFICE_GAP + 0.5  # 2026|年|11|月|23|日, and what rounding may take


def signature_blocks(document: Document, sheet: Stylesheet) -> list[ParagraphBlock]:
    """署名, 成文日期 with the seal behind them, and 附注; empty when nobody signs and no date is set.

    Where nobody signs and 题注 tells the date, it is not said again here (``closing_date``).

    Raises :class:`~gongwen.InputError` when a line of text and all seals do not fit one page.
    """
    names = document.signing_agencies
    day = document.closing_date
    date = write_date(day) if day else ""
    seals = seals_of_names(document)
    if not seals:
        blocks = unsealed_blocks(names, date, sheet)
        return blocks + translated_signature(document, blocks, sheet) + notes_blocks(document)
    signed = sealed_signature(names, date, seals, sheet)
    if sheet.pitch + signed.height > sheet.profile.text_length:
        raise InputError(_too_many_seals(len(names)))
    blocks = sealed_blocks(signed, seals)
    translated = translated_signature(document, blocks, sheet)
    notes = notes_blocks(document)
    if notes:
        space = _under_seals(signed.overhang, signed.left_edge, width(notes[0].text), len(translated), sheet)
        if space > ZERO:
            notes[0] = notes[0]._replace(placement=Placement(space_before=space))
    return _under_room(blocks) + translated + notes


def _under_room(blocks: list[ParagraphBlock]) -> list[ParagraphBlock]:
    """The sealed signature with the room above its names in a line of its own.

    Space before a paragraph is lost at a page's top, and the seals would stand above the sheet.
    """
    role, runs, place, seals = blocks[0]
    room, without = _room_above(place)
    return blocks if room is None else [room, ParagraphBlock(role, runs, without, seals), *blocks[1:]]


@lru_cache(maxsize=256)
def _room_above(place: Placement) -> tuple[ParagraphBlock | None, Placement]:
    space = place.space_before
    if space is None or space <= _LEAST_SPACE:
        return None, place
    room = ParagraphBlock(Role.SPACER, (), Placement(line=space, keep_next=True))
    return room, place._replace(space_before=None)


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


def seal_overhang(document: Document, signature: list[ParagraphBlock], sheet: Stylesheet) -> Length:
    """How far the seals reach below the signature and its notes; nothing without a seal."""
    seals = seals_of_names(document)
    if not seals or document.date is None:
        return ZERO
    names, date = document.signing_agencies, write_date(document.date)
    reach = sealed_signature(names, date, seals, sheet).overhang
    if reach > ZERO and (document.notes or document.translation):
        roles = (Role.TRANSLATED_SIGNATURE, Role.NOTES)
        for block in signature:
            reach = reach - block_height(block, sheet) if block.role in roles else reach
    return max(reach, ZERO)


@lru_cache(maxsize=1024)
def _under_seals(overhang: Length, left_edge: Length, notes: float, lines: int, sheet: Stylesheet) -> Length:
    """What to leave above 附注 that would meet a seal: it stands under the seal, as far down as it may (AMB-08).

    ``lines`` stand between the date and the notes, which are so many characters wide. A note that ends left of the
    seals stands on the next line (9704-7.3.6-a).
    """
    end = sheet.profile.body_character * (figures.FIRST_LINE_INDENT.value + notes)
    if end <= left_edge:
        return ZERO
    space = overhang + _BELOW_SEAL - sheet.pitch * lines - sheet.body_above
    return min(space, _WIDEST_GAP - sheet.body_below - sheet.body_above)


def unsealed_blocks(names: tuple[str, ...], date: str, sheet: Stylesheet) -> list[ParagraphBlock]:
    """署名 and 成文日期 where no seal is put (9704-7.3.5.2)."""
    unsealed = _unsealed.__wrapped__ if are_long(names) else _unsealed
    return [*unsealed(names, date, sheet)]


@lru_cache(maxsize=1024)
def _unsealed(names: tuple[str, ...], date: str, sheet: Stylesheet) -> tuple[ParagraphBlock, ...]:
    broken = tuple(_in_lines(name) for name in names)
    widths = tuple(max(map(width, name.split(CHOSEN_BREAK))) for name in broken)
    placed = _unsealed_placements.__wrapped__ if are_long(names) else _unsealed_placements
    placements = placed(widths, width(date), sheet.profile)
    # Figure 9: names of several agencies are spread to the same width; broken ones cannot be.
    longest = max(widths, default=0.0)
    even = len(names) > 1 and broken == names
    character = sheet.profile.body_character
    texts: list[tuple[Role, tuple[Run | str, ...]]] = [
        (Role.SIGNATORY, spread_runs(name, longest, character) if even else (name,)) for name in broken
    ]
    if date:
        texts.append((Role.DATE, (date,)))
    return tuple(ParagraphBlock(role, runs, place) for (role, runs), place in zip(texts, placements, strict=True))


def _in_lines(name: str) -> str:
    """A name too long for a line, in lines of about the same width."""
    wide = width(name)
    if wide <= _ONE_LINE:
        return name
    most = _ONE_LINE - figures.UNSEALED_NAME_RIGHT.value
    return CHOSEN_BREAK.join(break_title(name, (), min(wide / 2 + _UNEVEN, most)))


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
        # A name too long for two characters at its right begins at the left edge.
        left = max(room - character * (name_right + longest), ZERO)
        placements = [
            Placement(
                space_before=space if index == 0 else None,
                left=left,
                keep_next=bool(date) or index < len(names) - 1,
            )
            for index in range(len(names))
        ]
        if date:
            placements.append(_under_name(left + character * shift, character, date, room))
    elif date:
        placements.append(Placement(space_before=space, align=Alignment.RIGHT, right=character * right))
    return tuple(placements)


def _under_name(left: Length, character: Length, date: float, room: Length) -> Placement:
    """The place of a date that begins so far from the left edge.

    Where it ends so near the right edge that programs which draw it wider would carry it beyond, or into two lines, the
    same place is said from there (AMB-22: 右空 may be less than two characters).
    """
    right = room - left - character * date
    if right >= character * _GAPS_IN_DATE:
        return Placement(left=left)
    return Placement(align=Alignment.RIGHT, left=ZERO, right=max(right, ZERO))
