"""The maker that fills a source's placeholders and lays the document out: a row in, a checked document or the bytes of
its .docx out. Those that fill a clerk's template are in ``template_makers``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from gongwen.batching.facts import copies_needed, count_pages, facts_of
from gongwen.batching.filling import Filled, Filling
from gongwen.batching.jobs import DOCX, Asked, Checked, Content, Job, Merging
from gongwen.batching.packing import unpacked
from gongwen.errors import Fault, GongwenError, InputError, packages_needed
from gongwen.layout import lay_out
from gongwen.model import Document, IssuingNumber
from gongwen.model.base import with_valid
from gongwen.rules import demand
from gongwen.sheets import Row
from gongwen.write import render_document, writer

if TYPE_CHECKING:
    from gongwen.fonts import FontSet
    from gongwen.pdf import PdfMerger
    from gongwen.write.merge import Merger

__all__ = ["SourceMaker"]

# A longer list may not fit page one or 版记; then the page itself is asked.
_SURELY_FITTING_NAMES, _SURELY_FITTING_CHARACTERS, _SURELY_FITTING_SEALS = 24, 300, 4


class SourceMaker:
    """Makes documents of a source."""

    def __init__(self, job: Job) -> None:
        assert job.source is not None
        self._job = job
        self._opened: tuple[bytes, list[Document]] | None = None
        self._filling = Filling(
            job.source, job.columns, unit=job.unit, settings=job.settings, details_file=job.details_name
        )
        if job.details_name is None and self._filling.wants_details:
            message = "源文件用了“明细”，而没有明细表，那里会什么也没有"
            cure = "加 --details 写明细的工作表或文件；明细就是这张表里的行，加 --group 列名；或在源文件里删去它"
            raise InputError(Fault("missing-details", message, cure, file=job.source.file))
        self.columns_as_fields: Mapping[str, str] = self._filling.columns_as_fields
        self.replaced_fields = self._filling.replaced_fields
        listed = self._filling.columns_of_details if job.grouped else frozenset()
        self.unused_columns = tuple(column for column in self._filling.unused_columns if column not in listed)

    def check(self, row: Row) -> Checked:
        """Whether a row can become a document; the page itself is asked only where it may not fit."""
        filled = self.document(row)
        if filled.document is None:
            return Checked(None, faults=filled.faults)
        if _may_not_fit(filled.document):
            try:
                lay_out(filled.document, self._job.profile, self._job.printing)
            except InputError as error:
                return Checked(None, faults=tuple(replace(f, row=row.number, line=None) for f in error.faults))
        passed = self._passed(filled.document, row)
        return passed._replace(findings=filled.findings, mended=filled.mended, document=filled.document)

    def _passed(self, document: Document, _row: Row) -> Checked:
        return Checked(facts_of(document), document.number)

    def merging(self, target: BinaryIO, ending: str) -> AbstractContextManager[Merging]:
        """Puts the documents of rows into one .docx or PDF for the printer."""
        return self._merging(target, ending)

    @contextmanager
    def _merging(self, target: BinaryIO, ending: str) -> Iterator[Merging]:
        with self._merger(target, ending) as merger:

            def add(asked: Asked) -> None:
                filled = self._document_of(asked)
                if filled.document is None:
                    raise InputError(filled.faults)
                merger.add(filled.document)

            yield add
        self._opened = None

    def _merger(self, target: BinaryIO, ending: str) -> Merger | PdfMerger:
        if ending == ".pdf":
            from gongwen.pdf import PdfMerger  # noqa: PLC0415 - each loads only when it is asked for

            return PdfMerger(target, self._fonts, self._job.profile, self._job.printing)
        from gongwen.write.merge import Merger  # noqa: PLC0415

        return Merger(target, self._job.profile, self._job.printing)

    @property
    def _fonts(self) -> FontSet:
        with packages_needed():
            from gongwen.fonts import font_set  # noqa: PLC0415 - HarfBuzz loads only for what is printed

        unit = self._job.unit
        return font_set(unit.font_files if unit else ())

    def pages(self, asked: Asked) -> int | None:
        """How many pages the document of a row has."""
        document = self._document_of(asked).document
        return None if document is None else count_pages(document, self._job.profile, self._job.printing)

    def _document_of(self, asked: Asked) -> Filled:
        """The document of a row with its number, from the check where that has kept it."""
        if asked.kept is None:
            return self.document(asked.row, asked.number)
        if self._opened is None or self._opened[0] is not asked.kept.documents:
            self._opened = asked.kept.documents, unpacked(asked.kept.documents)
        document = self._opened[1][asked.kept.place]
        return Filled(document if asked.number is None else with_valid(document, number=asked.number))

    def document(self, row: Row, number: IssuingNumber | None = None) -> Filled:
        """The document of a row, with 印数 reckoned when that was asked for."""
        if row.faults:
            return Filled(None, (*row.faults, *self._filling.further_faults(row, row.faults)))
        filled = self._filling.fill(row, number)
        archived = self._job.archived_copies
        if archived is None or filled.document is None:
            return filled
        copies = copies_needed(filled.document, archived)
        if isinstance(copies, Fault):
            return Filled(None, (replace(copies, row=row.number),))
        return Filled(with_valid(filled.document, copies=copies), findings=filled.findings)

    def contents(self, asked: Iterable[Asked]) -> list[Content]:
        """The files of each row with its number."""
        # All are filled before the first is rendered: one step for many rows keeps the processor's caches warm, and
        # takes a fifth less time than all steps row by row.
        filled = [(one.row, self._document_of(one)) for one in asked]
        self._opened = None
        return [self._content(row, one) for row, one in filled]

    def _content(self, row: Row, filled: Filled) -> Content:
        if filled.document is None:
            return InputError(filled.faults)
        try:
            if self._job.forms != (DOCX,):
                return self._printed(filled.document)
            return (self._rendered(filled.document, row),)
        except GongwenError as error:
            return error

    def _printed(self, document: Document) -> tuple[bytes, ...]:
        """The document in every format, laid out once."""
        from gongwen.ofd import ofd_of  # noqa: PLC0415 - HarfBuzz loads only for what is printed
        from gongwen.pdf import pdf_of  # noqa: PLC0415

        demand(document)
        layout, fonts = lay_out(document, self._job.profile, self._job.printing), self._fonts
        makers: dict[str, Callable[[], bytes]] = {
            DOCX: lambda: writer(layout).write(document, layout),
            "pdf": lambda: pdf_of(document, layout, fonts),
            "ofd": lambda: ofd_of(document, layout, fonts),
        }
        return tuple(makers[form]() for form in self._job.forms)

    def _rendered(self, document: Document, _row: Row) -> bytes:
        return render_document(document, self._job.profile, self._job.printing)


def _may_not_fit(document: Document) -> bool:
    names = (*document.recipients, *document.cc)
    return (
        len(names) > _SURELY_FITTING_NAMES
        or sum(map(len, names)) > _SURELY_FITTING_CHARACTERS
        or len(document.seals) > _SURELY_FITTING_SEALS
    )
