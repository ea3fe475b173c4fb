"""命令（令）格式: the mark 57 mm from the sheet's edge, 令号, no title, the signer's stamp (9704-10.2, 7.3.5.3)."""

from __future__ import annotations

from functools import lru_cache

from gongwen.layout.blocks import LayoutBlock, ParagraphBlock, Placement, SealPlacement
from gongwen.layout.head import labels_above_mark, mark_placements
from gongwen.layout.ink import ink_below, ink_height
from gongwen.layout.stylesheet import Stylesheet
from gongwen.layout.text import width
from gongwen.model import Document, Seal
from gongwen.standard import figures
from gongwen.standard.dates import write_date
from gongwen.standard.roles import Role
from gongwen.standard.units import Length, Mm

__all__ = ["order_head", "order_signature", "space_before_order_text"]

# The standard leaves the stamp's size open; a larger picture is made smaller.
_HIGHEST_STAMP, _WIDEST_STAMP = Mm(20), Mm(50)
_IDEOGRAPHIC_SPACE = "　"
_NOTHING = Mm(0)


def order_head(document: Document, sheet: Stylesheet) -> list[LayoutBlock]:
    """Labels, the mark and 令号; no rule below them."""
    labels = labels_above_mark(document)
    blocks: list[LayoutBlock] = [ParagraphBlock(role, (text,)) for role, text in labels]
    mark_place, number_place = mark_placements(
        round(width(document.mark), 2), len(labels), sheet.profile, figures.ORDER_MARK_TOP.value
    )
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
    is reckoned from above or below the paragraph's space.
    """
    blocks = []
    below = _NOTHING
    for index, signatory in enumerate(document.signing_agencies):
        seal = document.seals[index] if index < len(document.seals) else None
        gap = sheet.two_empty_lines if index == 0 else sheet.one_empty_line
        signer, reach = _signer(signatory, seal, sheet)
        blocks += [_room(gap - sheet.body_below - sheet.body_above + below + reach), signer]
        below = reach
    if document.date:
        place = Placement(right=_right(sheet))
        blocks.append(_room(sheet.one_empty_line - sheet.body_below - sheet.body_above + below))
        blocks.append(ParagraphBlock(Role.STAMP_DATE, (write_date(document.date),), place))
    return blocks


def _room(height: Length) -> ParagraphBlock:
    return ParagraphBlock(Role.SPACER, (), Placement(line=height, keep_next=True))


def _right(sheet: Stylesheet) -> Length:
    return sheet.profile.body_character * figures.STAMP_RIGHT.value


def _signer(signatory: str, seal: Seal | None, sheet: Stylesheet) -> tuple[ParagraphBlock, Length]:
    """One signer's line, and how far the stamp reaches above and below the ink of the line.

    The stamp is level with the office (7.3.5.3-b), so it reaches above and below alike.
    """
    office, _, name = signatory.partition(_IDEOGRAPHIC_SPACE)
    if seal is None or seal.data is None:
        between = _IDEOGRAPHIC_SPACE * figures.STAMP_TITLE_GAP.value
        text = f"{office}{between}{name}" if name else office
        return ParagraphBlock(Role.STAMP_SIGNATORY, (text,), Placement(right=_right(sheet), keep_next=True)), _NOTHING
    stamp_width, stamp_height = _stamp_size(seal)
    ink = ink_height(sheet.body_size)
    left_of_stamp = sheet.profile.body_character * figures.STAMP_TITLE_GAP.value
    stamp = SealPlacement(
        seal.data,
        seal.name,
        # Whose stamp it is cannot be seen from the text any more.
        name,
        left=sheet.profile.text_width - _right(sheet) - stamp_width,
        top=sheet.body_above + ink / 2 - stamp_height / 2,
        width=stamp_width,
        height=stamp_height,
    )
    place = Placement(right=_right(sheet) + stamp_width + left_of_stamp, keep_next=True)
    block = ParagraphBlock(Role.STAMP_SIGNATORY, (office,), place, (stamp,))
    return block, max((stamp_height - ink) / 2, _NOTHING)


def _stamp_size(seal: Seal) -> tuple[Length, Length]:
    facts = seal.facts
    if facts is None:
        return _NOTHING, _NOTHING
    return _fit(facts.width_mm, facts.height_mm)


@lru_cache(maxsize=256)
def _fit(width_mm: float, height_mm: float) -> tuple[Length, Length]:
    factor = min(1.0, _WIDEST_STAMP.mm / width_mm, _HIGHEST_STAMP.mm / height_mm)
    return Mm(width_mm * factor), Mm(height_mm * factor)
