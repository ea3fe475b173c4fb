"""Preview: a document in, one HTML text out that shows its pages in any browser.

In: :class:`~gongwen.model.Document`, a profile, and how it is printed. Out: HTML with A4 pages in millimetres, made of
the same layout as the .docx; it needs no office software, no network and no script.
"""

from gongwen.layout import lay_out
from gongwen.layout.printing import USUAL, Printing
from gongwen.model import Document
from gongwen.preview.markup import html_of
from gongwen.standard.profiles import NATIONAL, Profile

__all__ = ["html_of", "preview_document"]


def preview_document(document: Document, profile: Profile = NATIONAL, printing: Printing = USUAL) -> str:
    """The preview of a document. Raises :class:`~gongwen.InputError` for what cannot be laid out."""
    return html_of(document, lay_out(document, profile, printing))
