"""Where pages are set up otherwise: the turns in a list of blocks become ends of runs of pages.

In: blocks with :class:`PageTurn` between them. Out: the same blocks without, each run of pages ended by the last
paragraph on it, and the set-up of the last pages.
"""

from __future__ import annotations

from gongwen.blocks.block import (
    OPENING,
    Begin,
    ColophonBlock,
    LayoutBlock,
    PageRun,
    PageTurn,
    ParagraphBlock,
    Placement,
)
from gongwen.blocks.stylesheet import ANCHOR_LINE
from gongwen.standard.roles import Role

__all__ = ["end_page", "without_turns"]


def end_page(blocks: list[LayoutBlock]) -> None:
    """Let the line below a table that ends the blocks take no room: what comes next begins a page.

    The table may fill its page, and the line would begin another, which showed nothing.
    """
    at = len(blocks) - 1
    while at > 0 and isinstance(blocks[at], PageTurn):
        at -= 1
    last = blocks[at] if blocks else None
    if isinstance(last, ParagraphBlock) and last.role is Role.AFTER_TABLE:
        blocks[at] = last._replace(placement=last.placement._replace(line=ANCHOR_LINE))


def without_turns(blocks: list[LayoutBlock]) -> tuple[list[LayoutBlock], PageRun]:
    """The blocks without their turns, and the set-up of the last pages."""
    if PageTurn not in set(map(type, blocks)):  # most documents
        return blocks, OPENING
    laid: list[LayoutBlock] = []
    current, wanted = OPENING, OPENING
    for block in blocks:
        if isinstance(block, PageTurn):
            wanted = block.run
            continue
        if wanted is not current and _differs(wanted, current):
            _close(laid, current)
            current = wanted
            if isinstance(block, ParagraphBlock | ColophonBlock):
                # The run begins a new page itself.
                block = block._replace(placement=block.placement._replace(page_break=False))  # noqa: PLW2901
        wanted = current
        laid.append(block)
    return laid, current


def _differs(wanted: PageRun, current: PageRun) -> bool:
    alike = (wanted.landscape, wanted.folio) == (current.landscape, current.folio)
    return not alike or wanted.first_number is not None or wanted.begin is not Begin.NEXT


def _close(laid: list[LayoutBlock], run: PageRun) -> None:
    """Let the last paragraph end the run; one without height does where a picture stands last."""
    end_page(laid)
    last = laid[-1]
    if isinstance(last, ParagraphBlock) and last.role is Role.AFTER_TABLE:
        laid[-1] = last._replace(placement=last.placement._replace(closes=run))
    elif isinstance(last, ParagraphBlock | ColophonBlock):
        laid[-1] = last._replace(placement=last.placement._replace(closes=run, keep_next=False))
    else:
        laid.append(ParagraphBlock(Role.SPACER, (), Placement(closes=run)))
