"""正文: paragraphs, numbered sections of four levels, tables and pictures (9704-7.3.3).

In: the model's nested blocks. Out: a flat list of layout blocks in reading order; numbers are written here, so they
are right by construction. The body of an attachment is laid out the same way (9704-7.3.7-f).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

from gongwen.blocks.block import LayoutBlock, ParagraphBlock, PictureBlock, Placement, Run
from gongwen.blocks.stylesheet import LEVEL_FACES, Stylesheet
from gongwen.errors import InputError
from gongwen.model.body import Block, Blocks, Paragraph, Picture, Section, Table
from gongwen.standard import figures
from gongwen.standard.numbering import section_label
from gongwen.standard.roles import HEADING_ROLES, RETURNING_ROLES, Role
from gongwen.standard.units import Mm

__all__ = ["body_blocks"]

# Named once: a member of an enumeration takes longer to find than a paragraph to lay.
_BODY = Role.BODY
_SENTENCE_ENDS = "。！？：；…"
_HIGHEST_PICTURE = Mm(180)
_Ends: TypeAlias = tuple[Block, Block]


def body_blocks(blocks: Blocks, sheet: Stylesheet, *, signed: bool = False) -> list[LayoutBlock]:
    """The blocks of a body, flattened and numbered.

    The body of the document itself is ``signed``: a table that begins or ends it stays on its page. Raises
    :class:`~gongwen.InputError` for tables that no sheet is wide enough for.
    """
    laid: list[LayoutBlock] = []
    ends = _outermost(blocks) if signed and blocks else None
    try:
        _lay(blocks, 0, sheet, laid, ends=ends)
    except InputError:
        from gongwen.layout.table import refused_tables  # noqa: PLC0415 - see below

        raise InputError(refused_tables(blocks, sheet, ends)) from None
    return laid


def _outermost(blocks: Blocks) -> _Ends:
    """The blocks with which a body begins and ends."""
    last = blocks[-1]
    while type(last) is Section and last.blocks:
        last = last.blocks[-1]
    return blocks[0], last


def _lay(blocks: Blocks, level: int, sheet: Stylesheet, laid: list[LayoutBlock], *, ends: _Ends | None) -> None:
    positions = [0, 0, 0, 0, 0]
    role = _BODY
    for block in blocks:
        # Exact types: pydantic's instance check is written in Python.
        if type(block) is Paragraph:
            laid.append(ParagraphBlock(role, (block.text,)))
        elif type(block) is Section:
            positions[block.level] += 1
            _lay_section(block, positions[block.level], sheet, laid, ends=ends)
            role = RETURNING_ROLES[level]
        elif isinstance(block, Table):
            from gongwen.layout.table import table_blocks  # noqa: PLC0415 - a tenth of a cold start

            opens, closes = (block is ends[0], block is ends[1]) if ends else (False, False)
            laid.extend(table_blocks(block, sheet, opens=opens, closes=closes))
        elif isinstance(block, Picture):
            laid.extend(_picture_blocks(block, sheet))


def _lay_section(
    section: Section, position: int, sheet: Stylesheet, laid: list[LayoutBlock], *, ends: _Ends | None
) -> None:
    level = section.level
    label = section.label or section_label(level, position)
    inside = section.blocks
    if section.run_in:
        text = inside[0]
        assert type(text) is Paragraph  # the model sees to it
        heading = label + section.heading
        if section.heading and section.heading[-1] not in _SENTENCE_ENDS:
            heading += "。"
        runs = (Run(heading, LEVEL_FACES[level - 1], level), text.text)
        laid.append(ParagraphBlock(_BODY, runs))
        inside = inside[1:]
    else:
        laid.append(ParagraphBlock(HEADING_ROLES[level - 1], (label + section.heading,)))
    if inside:
        _lay(inside, level, sheet, laid, ends=ends)


def _picture_blocks(picture: Picture, sheet: Stylesheet) -> list[LayoutBlock]:
    """The picture at its natural size, made smaller when it is wider than the type area, and its caption.

    Blank lines of their own hold it inside the type area (5.2.1-c): space before a paragraph is lost at a page's top.
    """
    facts = picture.facts
    widest = sheet.profile.text_width
    factor = min(1.0, widest.mm / facts.width_mm, _HIGHEST_PICTURE.mm / facts.height_mm)
    block = PictureBlock(
        picture.data, picture.name, Mm(facts.width_mm * factor), Mm(facts.height_mm * factor), keep_next=True
    )
    above, below = _around_picture(sheet)
    caption = below if picture.caption is None else ParagraphBlock(Role.PICTURE_CAPTION, (picture.caption,))
    return [above, block, caption]


@lru_cache(maxsize=32)
def _around_picture(sheet: Stylesheet) -> tuple[ParagraphBlock, ParagraphBlock]:
    """As much blank as text has above its ink, and as much as the text of a page may reach below the type area."""
    below = figures.PAGE_HEIGHT.value - sheet.profile.bottom - figures.TYPE_AREA_BOTTOM
    return (
        ParagraphBlock(Role.SPACER, (), Placement(line=sheet.body_above, keep_next=True)),
        ParagraphBlock(Role.SPACER, (), Placement(line=max(below, sheet.body_below))),
    )
