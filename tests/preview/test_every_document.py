"""The preview of any document whatever: nothing is lost, nothing is twice, nothing stands outside its sheet."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

import gongwen
from gongwen.blocks.block import ColophonBlock, JointMarkBlock, Layout, ParagraphBlock, TableBlock
from gongwen.layout import Printing, lay_out
from gongwen.pages.paging import pages_of
from gongwen.pages.placed import PlacedParagraph, PlacedPicture, PlacedTable
from gongwen.standard.profiles import COMMON, NATIONAL
from tests.preview.reading import pages, unspaced
from tests.strategies import QUIET, documents


def said(layout: Layout) -> str:
    """All that a layout says, heading rows once."""
    texts = []
    for block in (*layout.first_header, *layout.blocks):
        if isinstance(block, ParagraphBlock):
            texts.append(block.text)
        elif isinstance(block, TableBlock):
            texts += [*block.header, *(cell for row in block.rows for cell in row)]
        elif isinstance(block, JointMarkBlock):
            texts += [*block.names, block.suffix]
        elif isinstance(block, ColophonBlock):
            texts += [row.paragraph.text for row in block.rows]
    return unspaced("".join(texts))


@QUIET
@given(documents(), st.sampled_from([NATIONAL, COMMON]), st.booleans(), st.booleans())
def test_everything_is_shown(
    document: gongwen.Document, profile: gongwen.Profile, even: bool, preprinted: bool
) -> None:
    layout = lay_out(document, profile, Printing(even, preprinted))
    text = gongwen.to_html(document, profile=profile, even=even, preprinted=preprinted)
    assert text == gongwen.to_html(document, profile=profile, even=even, preprinted=preprinted)
    shown = Counter("".join(line.text for page in pages(text) for line in page.lines if line.role != "folio"))
    wanted = Counter(said(layout))
    assert not wanted - shown
    repeated = unspaced("".join("".join(b.header) for b in layout.blocks if isinstance(b, TableBlock)))
    assert set(shown - wanted) <= set(repeated)


@QUIET
@given(documents(), st.sampled_from([NATIONAL, COMMON]), st.booleans())
def test_everything_stands_on_its_sheet(document: gongwen.Document, profile: gongwen.Profile, even: bool) -> None:
    for page in pages_of(lay_out(document, profile, Printing(even))):
        for placed in page.placed:
            assert placed.top.mm >= -0.01
            if isinstance(placed, PlacedParagraph):
                foot = placed.top + placed.line * len(placed.lines)
                assert foot <= page.sheet.height or len(placed.lines) == 1
            elif isinstance(placed, PlacedTable) and len(placed.rows) > 2:
                assert sum((row.height.mm for row in placed.rows), placed.top.mm) <= page.sheet.height.mm
            elif isinstance(placed, PlacedPicture):
                assert placed.top + placed.block.height <= page.sheet.height
