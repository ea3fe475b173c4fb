"""How a document is to be printed, beside what it says and the profile of its page.

套打 is the page without its red parts, everything else where it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from gongwen.blocks.block import JointMarkBlock, LayoutBlock, ParagraphBlock, Placement
from gongwen.standard.roles import Role

__all__ = ["USUAL", "Printing", "header_without_red", "without_red"]


class Printing(NamedTuple):
    """Wishes for the printer.

    ``even`` puts 版记 on an even page, after a blank page where need be (33476-7.3.1); ``preprinted`` leaves out the
    red parts of the head and keeps their room, for paper on which they are printed already (套打).
    """

    even: bool = False
    preprinted: bool = False


USUAL = Printing()
"""版记 on the last page of the text where it has room, the red head printed with the rest."""

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
