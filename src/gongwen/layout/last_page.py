"""版记 on a page of its own: where it surely goes there, the page is turned before it.

Word processors find out by trial that 版记 has no room below the text. LibreOffice, where a table stands there, tears
the page apart over it, row by row; told beforehand, it leaves the page as it is.
"""

from __future__ import annotations

from gongwen.layout.blocks import Layout, LayoutBlock, ParagraphBlock, TableBlock
from gongwen.layout.fit import Want
from gongwen.layout.pages import Page, PlacedParagraph, pages_of
from gongwen.standard.roles import Role
from gongwen.standard.units import Length

__all__ = ["turned_before_colophon"]

_NEAR_LINES = 8
"""So far a table may mislead the estimate of what is left of the last page."""
_LAST_BLOCKS = 30


def turned_before_colophon(layout: Layout, closing: Want, pitch: Length) -> Layout:
    """The layout, with a turn of the page before 版记 if that stands alone on its page and a table is not far above.

    ``closing`` is the room that 版记 is reckoned to lack. Only where that may be so the pages are made, for it takes as
    long as laying out ten documents.
    """
    if closing.room <= pitch * -_NEAR_LINES:
        return layout
    blocks = layout.blocks
    anchor = next((at for at, block in enumerate(blocks) if _is_anchor(block)), None)
    if anchor is None or not any(
        isinstance(block, TableBlock) for block in blocks[max(anchor - _LAST_BLOCKS, 0) : anchor]
    ):
        return layout
    if not any(_is_of_colophon_alone(page) for page in pages_of(layout)):
        return layout
    block = blocks[anchor]
    assert isinstance(block, ParagraphBlock)
    turned = block._replace(placement=block.placement._replace(page_break=True))
    return layout._replace(blocks=(*blocks[:anchor], turned, *blocks[anchor + 1 :]))


def _is_anchor(block: LayoutBlock) -> bool:
    return isinstance(block, ParagraphBlock) and block.role is Role.COLOPHON_ANCHOR


def _is_of_colophon_alone(page: Page) -> bool:
    """Whether a page holds rows of 版记 and no text."""
    paragraphs = [one for one in page.placed if isinstance(one, PlacedParagraph)]
    framed = [one for one in paragraphs if one.block.placement.frame is not None]
    others = len(page.placed) - len(framed) - sum(_is_anchor(one.block) for one in paragraphs)
    return bool(framed) and not others
