"""命令（令）格式: the mark 57 mm from the sheet's edge, 令号, no title, the signer's stamp (9704-10.2, 7.3.5.3)."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from gongwen.blocks.block import LayoutBlock, ParagraphBlock, Placement, SealPlacement
from gongwen.blocks.ink import ink_below, ink_height
from gongwen.blocks.stylesheet import Stylesheet
from gongwen.layout.head import label_placements, labels_above_mark, mark_placements
from gongwen.layout.joint_mark import spread_runs
from gongwen.model import Document, Seal
from gongwen.pages.text import width
from gongwen.standard import figures
from gongwen.standard.dates import write_date
from gongwen.standard.roles import Role
from gongwen.standard.units import ZERO, Length, Mm

__all__ = ["order_head", "order_signature", "space_before_order_text"]

# The standard leaves the stamp's size open; a larger picture is made smaller.
_HIGHEST_STAMP, _WIDEST_STAMP = Mm(20), Mm(50)
_IDEOGRAPHIC_SPACE = "　"


def order_head(document: Document, sheet: Stylesheet) -> list[LayoutBlock]:
    """Labels, the mark and 令号; no rule below them."""
    labels = labels_above_mark(document)
    mark_width = round(width(document.mark), 2)
    top = figures.ORDER_MARK_TOP.value
    places = label_placements(mark_width, len(labels), sheet.profile, top)
    blocks: list[LayoutBlock] = [
        ParagraphBlock(role, (text,), place) for (role, text), place in zip(labels, places, strict=True)
    ]
    mark_place, number_place = mark_placements(mark_width, len(labels), sheet.profile, top)
    blocks.append(ParagraphBlock(Role.MARK, (document.mark,), mark_place))
    number = str(document.number or "")
    blocks.append(ParagraphBlock(Role.NUMBER, (number,), number_place._replace(rule_below=None)))
    return blocks


def space_before_order_text(sheet: Stylesheet) -> Length:
    """Two empty lines between 令号 and the text (9704-10.2-c)."""
    return sheet.two_empty_lines - ink_below(sheet.body_size, sheet.single_line) - sheet.body_above


def order_signature(document: Document, sheet: Stylesheet) -> list[ParagraphBlock]:
    """A line for every signer - office, two characters, stamp or name - and the date (9704-7.3.5.3).

    The room above a line is a line of its own: programs differ on whether a stamp that is placed from its paragraph
    is measured from above or below the paragraph's space.
    """
    blocks = []
    below = ZERO
    signers = _signers(document)
    column = _column(signers, sheet)
    for index, signer in enumerate(signers):
        gap = sheet.two_empty_lines if index == 0 else sheet.one_empty_line
        line, reach = _line(signer, column, sheet)
        blocks += [_room(gap - sheet.body_below - sheet.body_above + below + reach), line]
        below = reach
    if document.date:
        place = Placement(right=_right(sheet))
        blocks.append(_room(sheet.one_empty_line - sheet.body_below - sheet.body_above + below))
        blocks.append(ParagraphBlock(Role.STAMP_DATE, (write_date(document.date),), place))
    return blocks


class _Signer(NamedTuple):
    """A signer: the office, the name, and the stamp that stands for the name if there is one to print."""

    office: str
    name: str
    stamp: Seal | None


class _Column(NamedTuple):
    """What all signers have in common, so that offices begin in one column, and stamps and names in another."""

    width: Length
    """Of the widest stamp or name: it ends four characters from the right."""
    offices: float
    """Characters of the longest office, and of the longest name."""
    names: float


def _signers(document: Document) -> list[_Signer]:
    signers = []
    for index, signatory in enumerate(document.signing_agencies):
        office, _, name = signatory.partition(_IDEOGRAPHIC_SPACE)
        seal = document.seals[index] if index < len(document.seals) else None
        signers.append(_Signer(office, name, seal if seal is not None and seal.data is not None else None))
    return signers


def _column(signers: list[_Signer], sheet: Stylesheet) -> _Column:
    stamps = [_stamp_size(signer.stamp)[0] for signer in signers if signer.stamp]
    offices = [width(signer.office) for signer in signers if signer.name or signer.stamp]
    names = max((width(signer.name) for signer in signers if not signer.stamp), default=0.0)
    widest = max([*stamps, sheet.profile.body_character * names])
    return _Column(widest, max(offices, default=0.0), names)


def _room(height: Length) -> ParagraphBlock:
    return ParagraphBlock(Role.SPACER, (), Placement(line=height, keep_next=True))


def _right(sheet: Stylesheet) -> Length:
    return sheet.profile.body_character * figures.STAMP_RIGHT.value


def _line(signer: _Signer, column: _Column, sheet: Stylesheet) -> tuple[ParagraphBlock, Length]:
    """One signer's line, and how far the stamp reaches above and below the ink of the line.

    The stamp is level with the office (7.3.5.3-b), so it reaches above and below alike. Offices are spread to the
    width of the longest one and so are names, as figure 9 shows it of agencies (7.3.5.3-d).
    """
    office, name, seal = signer
    character = sheet.profile.body_character
    if seal is None or seal.data is None:
        if not name:
            place = Placement(right=_right(sheet), keep_next=True)
            return ParagraphBlock(Role.STAMP_SIGNATORY, (office,), place), ZERO
        between = _IDEOGRAPHIC_SPACE * figures.STAMP_TITLE_GAP.value
        runs = (
            *spread_runs(office, column.offices, character, between),
            *spread_runs(name, column.names, character),
        )
        place = Placement(right=_right(sheet) + column.width - character * column.names, keep_next=True)
        return ParagraphBlock(Role.STAMP_SIGNATORY, runs, place), ZERO
    stamp_width, stamp_height = _stamp_size(seal)
    ink = ink_height(sheet.body_size)
    left_of_stamp = character * figures.STAMP_TITLE_GAP.value
    stamp = SealPlacement(
        seal.data,
        seal.name,
        # Whose stamp it is cannot be seen from the text any more.
        name,
        left=sheet.profile.text_width - _right(sheet) - column.width,
        top=sheet.body_above + ink / 2 - stamp_height / 2,
        width=stamp_width,
        height=stamp_height,
    )
    place = Placement(right=_right(sheet) + column.width + left_of_stamp, keep_next=True)
    runs = spread_runs(office, column.offices, character)
    block = ParagraphBlock(Role.STAMP_SIGNATORY, runs, place, (stamp,))
    return block, max((stamp_height - ink) / 2, ZERO)


def _stamp_size(seal: Seal) -> tuple[Length, Length]:
    facts = seal.facts
    if facts is None:
        return ZERO, ZERO
    return _fit(facts.width_mm, facts.height_mm)


@lru_cache(maxsize=256)
def _fit(width_mm: float, height_mm: float) -> tuple[Length, Length]:
    factor = min(1.0, _WIDEST_STAMP.mm / width_mm, _HIGHEST_STAMP.mm / height_mm)
    return Mm(width_mm * factor), Mm(height_mm * factor)
