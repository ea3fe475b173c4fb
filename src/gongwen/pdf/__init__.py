"""PDF: a document in, its pages as PDF/A-2b out, with the fonts inside that draw them.

In: a document, its layout and the fonts. Out: the bytes of one PDF, or many documents in one file with every font once.
It is written from the same display list as every other picture of the pages. Text can be searched and copied, headings
are bookmarks.
"""

from gongwen.blocks.block import Layout
from gongwen.fonts import FontSet
from gongwen.model import Document
from gongwen.pages.drawing import draw
from gongwen.pdf.merging import PdfMerger
from gongwen.pdf.writer import PdfFile, write_pdf

__all__ = ["PdfFile", "PdfMerger", "pdf_of", "write_pdf"]


def pdf_of(document: Document, layout: Layout, fonts: FontSet) -> bytes:
    """The PDF of a document that is laid out already.

    Raises :class:`~gongwen.InputError` for a font or a character that is not on this machine.
    """
    title = " ".join(document.title.split()) or document.kind_name
    return write_pdf(draw(layout), fonts, title=title, author="，".join(document.issuers))
