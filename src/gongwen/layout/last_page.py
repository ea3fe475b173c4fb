"""版记 on a page of its own: where it surely goes there, the page is turned before it.

Word processors find out by trial that 版记 has no room below the text. LibreOffice, where a table stands there, tears
the page apart over it, row by row; told beforehand, it leaves the page as it is.
"""

from __future__ import annotations

from gongwen.layout.blocks import ColophonBlock, Layout, TableBlock
from gongwen.layout.fit import Want
from gongwen.layout.pages import Page, PlacedColophon, pages_of
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
    at = next((at for at, block in enumerate(blocks) if isinstance(block, ColophonBlock)), None)
    if at is None or not any(isinstance(block, TableBlock) for block in blocks[max(at - _LAST_BLOCKS, 0) : at]):
        return layout
    if not any(_is_of_colophon_alone(page) for page in pages_of(layout)):
        return layout
    colophon = blocks[at]
    assert isinstance(colophon, ColophonBlock)
    turned = colophon._replace(placement=colophon.placement._replace(page_break=True))
    return layout._replace(blocks=(*blocks[:at], turned, *blocks[at + 1 :]))


def _is_of_colophon_alone(page: Page) -> bool:
    """Whether a page holds 版记 and no text."""
    return any(isinstance(one, PlacedColophon) for one in page.placed) and len(page.placed) == 1
