"""Preview: a document in, one HTML text out that shows its pages in any browser.

In: :class:`~gongwen.model.Document`, a profile, and how it is printed; or a finished layout. Out: HTML with A4 pages in
millimetres, written from the same display list as every other picture of the pages; it needs no office software, no
network and no script.
"""

from gongwen.blocks.block import Layout
from gongwen.layout import lay_out
from gongwen.layout.printing import USUAL, Printing
from gongwen.model import Document
from gongwen.pages.drawing import draw
from gongwen.preview.markup import write_html
from gongwen.standard.profiles import NATIONAL, Profile

__all__ = ["html_of", "preview_document"]


def preview_document(document: Document, profile: Profile = NATIONAL, printing: Printing = USUAL) -> str:
    """The preview of a document. Raises :class:`~gongwen.InputError` for what cannot be laid out."""
    return html_of(document, lay_out(document, profile, printing))


def html_of(document: Document, layout: Layout) -> str:
    """The preview of a document that is laid out already."""
    return write_html(document.title, draw(layout))
