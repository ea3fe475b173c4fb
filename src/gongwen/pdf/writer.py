"""A PDF of one document, or of many: their pages as they come, then the fonts, the bookmarks and the rest."""

from __future__ import annotations

from io import BytesIO
from typing import BinaryIO

from gongwen.fonts import FontSet
from gongwen.pages.display import DisplayList
from gongwen.pdf.archival import described
from gongwen.pdf.bookmarks import Bookmarks
from gongwen.pdf.content import PER_MM, content_of, shown_on
from gongwen.pdf.faces import UsedFonts
from gongwen.pdf.objects import ObjectFile, Reference, number
from gongwen.pdf.pictures import UsedPictures

__all__ = ["PdfFile", "write_pdf"]

_PAGES_OF_A_NODE = 32


def write_pdf(display: DisplayList, fonts: FontSet, *, title: str, author: str = "") -> bytes:
    """The PDF of a document. Pure but for the fonts: the same pages in the same fonts give the same bytes.

    Raises :class:`~gongwen.InputError` for a font or a character that this machine does not have.
    """
    target = BytesIO()
    file = PdfFile(target, fonts, alone=True)
    file.add(display, title=title)
    file.finish(title=title, author=author)
    return target.getvalue()


class PdfFile:
    """A PDF that documents are added to, one after the other; a font is in it once. Pages go to the file at once, so
    that memory does not grow with their number. A document that is ``alone`` in its file has smaller fonts."""

    def __init__(self, target: BinaryIO, fonts: FontSet, *, alone: bool = False) -> None:
        self._file = ObjectFile(target)
        self._fonts = fonts
        self._alone = alone
        self._used_fonts = UsedFonts()
        self._used_pictures = UsedPictures(self._file)
        self._resources = self._file.reserve()
        self._nodes: list[tuple[Reference, list[Reference]]] = []
        self._bookmarks = Bookmarks(self._file)

    @property
    def pages(self) -> int:
        """How many pages there are so far."""
        return sum(len(kids) for _, kids in self._nodes)

    def add(self, display: DisplayList, *, title: str) -> None:
        """Add a document. Raises as :func:`write_pdf` does."""
        texts = [shown_on(page, self._fonts, self._used_fonts) for page in display.pages]
        if self._alone:
            self._used_fonts.settle()
        contents = [
            content_of(page, shown, self._used_pictures) for page, shown in zip(display.pages, texts, strict=True)
        ]
        references = []
        for page, content in zip(display.pages, contents, strict=True):
            size = f"{number(page.width.mm * PER_MM)} {number(page.height.mm * PER_MM)}"
            references.append(self._add_page(size, content))
        self._bookmarks.add(display, references, title)

    def add_blank(self) -> None:
        """Add an empty page as large as A4: the back of a sheet."""
        self._add_page("595.28 841.89", b"")

    def finish(self, *, title: str, author: str = "") -> None:
        """Write what all documents share; nothing can be added after it."""
        file = self._file
        fonts = self._used_fonts.write(file)
        file.add(f"<<{fonts}{self._used_pictures.resources()}>>", self._resources)
        root = file.reserve()
        for node, kids in self._nodes:
            file.add(f"<</Type/Pages/Parent {root}/Kids[{_listed(kids)}]/Count {len(kids)}>>", node)
        nodes = _listed([node for node, _ in self._nodes])
        file.add(f"<</Type/Pages/Kids[{nodes}]/Count {self.pages}>>", root)
        information, archival = described(file, title, author)
        view = "/ViewerPreferences<</DisplayDocTitle true>>/Lang(zh-CN)"
        catalogue = file.add(f"<</Type/Catalog/Pages {root}{self._bookmarks.write()}{archival}{view}>>")
        file.identify_by(f"{title}\n{author}".encode())
        file.finish(catalogue, information)

    def _add_page(self, size: str, content: bytes) -> Reference:
        file = self._file
        if not self._nodes or len(self._nodes[-1][1]) >= _PAGES_OF_A_NODE:
            self._nodes.append((file.reserve(), []))
        node, kids = self._nodes[-1]
        file.identify_by(content)
        stream = file.add_stream(content)
        page = f"<</Type/Page/Parent {node}/MediaBox[0 0 {size}]/Resources {self._resources}/Contents {stream}>>"
        kids.append(file.add(page))
        return kids[-1]


def _listed(references: list[Reference]) -> str:
    return " ".join(map(str, references))
