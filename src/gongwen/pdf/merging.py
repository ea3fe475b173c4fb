"""Many documents in one PDF, for the printer: each begins on the front of a sheet, and a font is inside once."""

from __future__ import annotations

from typing import BinaryIO

from gongwen.errors import Fault, InputError
from gongwen.fonts import FontSet
from gongwen.layout import lay_out
from gongwen.layout.printing import USUAL, Printing
from gongwen.model import Document
from gongwen.pages.drawing import draw
from gongwen.pdf.writer import PdfFile
from gongwen.standard.profiles import NATIONAL, Profile

__all__ = ["PdfMerger"]

_TITLE = "合并打印"


class PdfMerger:
    """Writes documents into one PDF as they are added; used as a context, it ends the file."""

    def __init__(
        self, target: BinaryIO, fonts: FontSet, profile: Profile = NATIONAL, printing: Printing = USUAL
    ) -> None:
        self._file = PdfFile(target, fonts)
        self._profile = profile
        self._printing = printing
        self.count = 0
        """How many documents were added."""

    def add(self, document: Document) -> None:
        """Add a document. Raises :class:`~gongwen.InputError` for one that cannot be laid out or shown."""
        display = draw(lay_out(document, self._profile, self._printing))
        if self._file.pages % 2:
            self._file.add_blank()
        self._file.add(display, title=" ".join(document.title.split()) or document.kind_name)
        self.count += 1

    def close(self) -> None:
        """End the file. Raises :class:`~gongwen.InputError` when nothing was added."""
        if not self.count:
            raise InputError(Fault("nothing-to-merge", "没有可以合并的公文", "至少给一份"))
        self._file.finish(title=_TITLE)

    def __enter__(self) -> PdfMerger:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.close()
