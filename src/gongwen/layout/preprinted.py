"""套打: the page without its red parts, everything else where it was."""

from __future__ import annotations

from collections.abc import Iterable

from gongwen.blocks.block import JointMarkBlock, LayoutBlock, ParagraphBlock, Placement
from gongwen.standard.roles import Role

__all__ = ["header_without_red", "without_red"]

_MARKS = (Role.MARK, Role.LETTER_MARK)


def without_red(blocks: Iterable[LayoutBlock]) -> list[LayoutBlock]:
    """The blocks with empty marks and blank rules in the place of red ones; a seal stays."""
    return [_blank(block) for block in blocks]


def header_without_red(blocks: Iterable[ParagraphBlock]) -> tuple[ParagraphBlock, ...]:
    """The same for the header of a letter."""
    return tuple(map(_blank_paragraph, blocks))


def _blank(block: LayoutBlock) -> LayoutBlock:
    if isinstance(block, ParagraphBlock):
        return _blank_paragraph(block)
    if isinstance(block, JointMarkBlock):
        return ParagraphBlock(Role.JOINT_MARK, (), Placement(line=block.top + block.line * len(block.names)))
    return block


def _blank_paragraph(block: ParagraphBlock) -> ParagraphBlock:
    place = block.placement
    if place.rule_below is not None and place.rule_below.red:
        place = place._replace(rule_below=place.rule_below._replace(blank=True))
    runs = () if block.role in _MARKS else block.runs
    return block._replace(runs=runs, placement=place)
