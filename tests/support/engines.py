"""The layout engines by name: what draws a document's pages.

``libreoffice`` draws the file as it is. ``libreoffice as word`` draws a measuring copy in which LibreOffice sets lines
as Word and WPS do (:mod:`tests.support.as_word`). ``onlyoffice`` draws the file as it is, and sets lines as Word does.
Word and WPS themselves cannot be had here. All of them draw with the test fonts (:mod:`tests.support.fonts`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

from tests.support import as_word, bound, office, onlyoffice

Engine: TypeAlias = Literal["libreoffice", "libreoffice as word", "onlyoffice"]

ENGINES: tuple[Engine, ...] = get_args(Engine)
"""Every engine."""
WORD_LIKE: tuple[Engine, ...] = ("libreoffice as word", "onlyoffice")
"""Those that set lines as Word does: what is right in Word is asked of them."""


def tool(engine: Engine) -> str:
    """The name of the outside tool that an engine needs (:func:`tests.support.markers.require`)."""
    return "onlyoffice" if engine == "onlyoffice" else "office"


def render_pdfs(
    docx: Mapping[str, bytes],
    engine: Engine = "libreoffice",
    *,
    timeout: float | None = None,
    blank_pages: bool = False,
    together: bool = False,
) -> dict[str, bytes]:
    """Render many documents (safe ASCII name -> .docx bytes) to PDF.

    ``blank_pages`` keeps those that come of themselves before a page that must be odd or even. ONLYOFFICE draws none.
    ``together`` gives ONLYOFFICE, which starts anew for every file, one file with all of them (:mod:`.bound`).
    """
    if engine == "onlyoffice" and together and len(docx) > 1:
        return bound.unbound(onlyoffice.render_pdf(bound.bound(docx.values()), timeout=timeout), docx)
    if engine == "onlyoffice":
        return onlyoffice.render_pdfs(docx, timeout=timeout)
    if engine == "libreoffice":
        return office.render_pdfs(docx, timeout=timeout, blank_pages=blank_pages)
    pdfs: dict[str, bytes] = {}
    tables = {name: as_word.marks(data) for name, data in docx.items()}
    for table in dict.fromkeys(tables.values()):  # all of ours name the same one
        copies = {name: as_word.measuring_copy(data) for name, data in docx.items() if tables[name] == table}
        pdfs |= office.render_pdfs(copies, timeout=timeout, blank_pages=blank_pages, line_ends=table)
    return {name: pdfs[name] for name in docx}


def render_pdf(docx: bytes, engine: Engine = "libreoffice", *, timeout: float | None = None) -> bytes:
    """Render one document to PDF."""
    return render_pdfs({"document": docx}, engine, timeout=timeout)["document"]
