"""How far the text runs down the pages: an estimate, for the two decisions that hang on it.

Lines are counted as word processors break them (:mod:`gongwen.layout.text`); fonts may still differ, so whoever asks
leaves a margin. The page itself is measured by the tests, never by this estimate.
"""

from __future__ import annotations

from collections.abc import Iterable

from gongwen.layout.blocks import JointMarkBlock, LayoutBlock, ParagraphBlock, PictureBlock, TableBlock
from gongwen.layout.stylesheet import Stylesheet
from gongwen.layout.text import line_count
from gongwen.standard import figures
from gongwen.standard.units import Length, Mm

__all__ = ["block_height", "line_total", "rest_of_page"]

_NOTHING = Mm(0)


def rest_of_page(blocks: Iterable[LayoutBlock], sheet: Stylesheet) -> Length:
    """Room left on the page on which the last of the blocks ends."""
    profile = sheet.profile
    page = figures.PAGE_HEIGHT.value - profile.top - profile.bottom
    used = _NOTHING
    for block in blocks:
        if isinstance(block, ParagraphBlock) and block.placement.page_break:
            used = _NOTHING
        height = block_height(block, sheet)
        if isinstance(block, PictureBlock) and used + height > page:
            used = _NOTHING
        used = used + height
        while used > page:
            used = _over(used - page, sheet)
    return page - used


def _over(excess: Length, sheet: Stylesheet) -> Length:
    """What runs over starts the next page with whole lines."""
    lines = int(excess / sheet.pitch + 1.0 - 1e-6)
    return sheet.pitch * max(lines, 1)


def block_height(block: LayoutBlock, sheet: Stylesheet) -> Length:
    """Height of a block in the flow, space before included; nothing for one that stands in a frame."""
    if isinstance(block, PictureBlock):
        return block.height
    if isinstance(block, JointMarkBlock):
        return block.top + block.line * len(block.names)
    if isinstance(block, TableBlock):
        lines = len(block.rows) + (1 if block.header else 0)
        wrapped = sum(_extra_lines(row, block) for row in (block.header, *block.rows))
        return block.line * (lines + wrapped)
    place = block.placement
    if place.frame is not None:
        return _NOTHING
    format_ = sheet.of(block.role)
    before = place.space_before or format_.space_before
    line = place.line or format_.line or sheet.pitch
    return before + line * line_total(block, sheet)


def line_total(block: ParagraphBlock, sheet: Stylesheet) -> int:
    """Lines that a paragraph takes."""
    format_ = sheet.of(block.role)
    place = block.placement
    size = (place.size or format_.size) + format_.character_spacing
    left = (place.left / size) if place.left else float(format_.left_characters)
    right = (place.right / size) if place.right else float(format_.right_characters)
    hanging = (place.hanging / size) if place.hanging else 0.0
    measure = sheet.profile.text_width / size - left - right
    return line_count(block.text, measure, first_line_indent=format_.first_line_characters - hanging)


def _extra_lines(row: tuple[str, ...], block: TableBlock) -> int:
    if not row:
        return 0
    padding = Mm(3.8)
    return (
        max(
            line_count(cell, max((column - padding) / block.size, 1.0))
            for cell, column in zip(row, block.columns, strict=True)
        )
        - 1
    )
