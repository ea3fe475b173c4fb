"""OFD: a document in, its pages as GB/T 33190-2016 has them out, with the fonts inside that draw them.

In: a document, its layout and the fonts. Out: the bytes of one .ofd, written from the same display list as every other
picture of the pages.
"""

from gongwen.blocks.block import Layout
from gongwen.fonts import FontSet
from gongwen.model import Document
from gongwen.ofd.facts import facts_of
from gongwen.ofd.writer import write_ofd
from gongwen.pages.drawing import draw

__all__ = ["ofd_of", "write_ofd"]


def ofd_of(document: Document, layout: Layout, fonts: FontSet) -> bytes:
    """The OFD of a document that is laid out already.

    Raises :class:`~gongwen.InputError` for a font or a character that is not on this machine.
    """
    return write_ofd(draw(layout), fonts, facts_of(document))
