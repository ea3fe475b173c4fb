"""Write: a document in, the bytes of a .docx out.

In: :class:`~gongwen.model.Document` and a profile. Out: a whole .docx as bytes, pure: no clock, no file, no network.
"""

from __future__ import annotations

from gongwen.layout import lay_out
from gongwen.layout.printing import USUAL, Printing
from gongwen.model import Document
from gongwen.standard.profiles import NATIONAL, Profile
from gongwen.write.writer import Writer, writer

__all__ = ["Writer", "render_document", "writer"]


def render_document(
    document: Document, profile: Profile = NATIONAL, printing: Printing = USUAL, *, draft: bool = False
) -> bytes:
    """The .docx of a document; that of a ``draft`` says so in its properties.

    Raises :class:`~gongwen.InputError` for what cannot be laid out.
    """
    layout = lay_out(document, profile, printing)
    return writer(layout).write(document, layout, draft=draft)
