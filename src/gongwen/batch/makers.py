"""Makers: what all rows share, made ready once; a row in, a checked document or the bytes of its .docx out.

:class:`SourceMaker` fills a source's placeholders and lays the document out, by the library's own page or in a clerk's
template; :class:`TemplateMaker` fills a clerk's template alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, Protocol

from gongwen.batch.copies import copies_needed
from gongwen.batch.facts import facts_of, facts_of_values
from gongwen.batch.filling import Filled, Filling
from gongwen.batch.filling.placeholders import unknown_column
from gongwen.batch.filling.writing import written
from gongwen.batch.register import Facts
from gongwen.batch.tables import Row
from gongwen.errors import Fault, GongwenError, InputError
from gongwen.layout import lay_out
from gongwen.layout.printing import USUAL, Printing
from gongwen.model import Document, IssuingNumber
from gongwen.read.files import SourceText
from gongwen.read.unit import Unit
from gongwen.standard.profiles import NATIONAL, Profile
from gongwen.standard.vocabulary import chinese_name, english_name
from gongwen.template import Template
from gongwen.write import render_document

__all__ = ["Checked", "Job", "Maker", "SourceMaker", "TemplateMaker", "maker_of"]

# A longer list may not fit page one or 版记; then the page itself is asked.
_SURELY_FITTING_NAMES, _SURELY_FITTING_CHARACTERS, _SURELY_FITTING_SEALS = 24, 300, 4
_NUMBER = "发文字号"


@dataclass(frozen=True, eq=False)
class Job:
    """What all rows share. ``id`` tells one job from another within a process; there is a source, a template, or
    both."""

    id: str
    columns: tuple[str, ...]
    source: SourceText | None = None
    template: bytes | None = None
    unit: Unit | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    profile: Profile = NATIONAL
    printing: Printing = USUAL
    archived_copies: int | None = None
    """印数 is reckoned with so many copies for 存档; None leaves it as written."""

    def __hash__(self) -> int:
        return hash(self.id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Job) and self.id == other.id


class Checked(NamedTuple):
    """What a row would become (its number may be open, or None), or None and why it cannot."""

    facts: Facts | None
    number: IssuingNumber | None = None
    faults: tuple[Fault, ...] = ()


class Maker(Protocol):
    """Makes the documents of a job."""

    columns_as_fields: Mapping[str, str]
    """Which columns give an 要素 of the document."""
    unused_columns: tuple[str, ...]

    def check(self, row: Row) -> Checked:
        """Whether a row can become a document."""

    def content(self, row: Row, number: IssuingNumber | None) -> bytes:
        """The .docx of a row. Raises :class:`~gongwen.GongwenError`."""

    def document(self, row: Row, number: IssuingNumber | None = None) -> Filled:
        """The document of a row, where the rows become documents of the model."""


def maker_of(job: Job) -> Maker:
    """The maker of a job. Raises :class:`~gongwen.GongwenError` with the faults of source and template."""
    return SourceMaker(job) if job.source is not None else TemplateMaker(job)


class SourceMaker:
    """Makes documents of a source."""

    def __init__(self, job: Job) -> None:
        assert job.source is not None
        self._job = job
        self._template = Template(job.template, profile=job.profile) if job.template is not None else None
        further = self._template.further_names if self._template else frozenset[str]()
        self._filling = Filling(job.source, job.columns, unit=job.unit, settings=job.settings)
        missing = sorted(further - set(job.columns))
        if missing:
            raise InputError(unknown_column(name, job.columns) for name in missing)
        self._further = tuple(further)
        self.columns_as_fields: Mapping[str, str] = self._filling.columns_as_fields
        self.unused_columns = tuple(name for name in self._filling.unused_columns if name not in further)

    def check(self, row: Row) -> Checked:
        """Whether a row can become a document; the page itself is asked only where it may not fit."""
        filled = self.document(row)
        faults = filled.faults or (_blanks(row, self._further, self._template) if self._template else ())
        if filled.document is None or faults:
            return Checked(None, faults=faults)
        if _may_not_fit(filled.document):
            try:
                lay_out(filled.document, self._job.profile, self._job.printing)
            except InputError as error:
                return Checked(None, faults=tuple(replace(f, row=row.number, line=None) for f in error.faults))
        return Checked(facts_of(filled.document), filled.document.number)

    def document(self, row: Row, number: IssuingNumber | None = None) -> Filled:
        """The document of a row, with 印数 reckoned when that was asked for."""
        if row.faults:
            return Filled(None, row.faults)
        filled = self._filling.fill(row, number)
        archived = self._job.archived_copies
        if archived is None or filled.document is None:
            return filled
        copies = copies_needed(filled.document, archived)
        if isinstance(copies, Fault):
            return Filled(None, (replace(copies, row=row.number),))
        return Filled(filled.document.model_copy(update={"copies": copies}))

    def content(self, row: Row, number: IssuingNumber | None) -> bytes:
        """The .docx of a row."""
        filled = self.document(row, number)
        if filled.document is None:
            raise InputError(filled.faults)
        if self._template is None:
            return render_document(filled.document, self._job.profile, self._job.printing)
        extra = {name: _or_blank(row.values.get(name)) for name in self._further}
        return self._template.render(filled.document, extra)


def _may_not_fit(document: Document) -> bool:
    names = (*document.recipients, *document.cc)
    return (
        len(names) > _SURELY_FITTING_NAMES
        or sum(map(len, names)) > _SURELY_FITTING_CHARACTERS
        or len(document.seals) > _SURELY_FITTING_SEALS
    )


class TemplateMaker:
    """Fills a clerk's template with the cells of a row: columns are its names, or those of 要素."""

    def __init__(self, job: Job) -> None:
        assert job.template is not None
        self._job = job
        self._template = Template(job.template, profile=job.profile)
        self._settings = {chinese_name(english_name(name) or name): value for name, value in job.settings.items()}
        self._names = {column: chinese_name(english_name(column) or column) for column in job.columns}
        brought = {*self._names, *self._names.values(), *self._settings}
        missing = sorted(name for name in self._template.further_names if name not in brought)
        if missing:
            raise InputError(unknown_column(name, job.columns) for name in missing)
        used = {chinese_name(english_name(name) or name) for name in self._template.names}
        self._further = tuple(name for name in self._template.names if name in job.columns)
        self.columns_as_fields: Mapping[str, str] = {
            column: name for column, name in self._names.items() if english_name(column) and column not in used
        }
        self.unused_columns = tuple(
            column for column, name in self._names.items() if name not in used and not english_name(column)
        )

    def check(self, row: Row) -> Checked:
        """Whether a row can become a document."""
        faults = row.faults or _blanks(row, self._further, self._template)
        if faults:
            return Checked(None, faults=faults)
        try:
            document = self._template.document_of(self._values(row, None))
            if document is not None:
                return Checked(facts_of(document), document.number)
            return Checked(*facts_of_values(self._values(row, None)))
        except GongwenError as error:
            return Checked(None, faults=tuple(replace(f, row=row.number, line=None) for f in error.faults))

    def document(self, row: Row, number: IssuingNumber | None = None) -> Filled:
        """The document of a row, where the template shows one."""
        return Filled(self._template.document_of(self._values(row, number)))

    def content(self, row: Row, number: IssuingNumber | None) -> bytes:
        """The .docx of a row."""
        return self._template.render(self._values(row, number))

    def _values(self, row: Row, number: IssuingNumber | None) -> dict[str, Any]:
        values = {name: _or_blank(row.values.get(column)) for column, name in self._names.items()}
        values |= self._settings
        if number is not None:
            values[_NUMBER] = str(number)
        return values


def _or_blank(value: Any) -> Any:
    """A cell as a template takes it: texts and numbers as a document writes them."""
    return "" if value is None else written(value)


def _blanks(row: Row, names: tuple[str, ...], template: Template) -> tuple[Fault, ...]:
    """Cells that the template would write and that are blank."""
    return tuple(
        Fault(
            "missing-value",
            "这一格是空的，而模板要写出它",
            f"填上这一格；可以不填的，在模板里放进 {{%p if {name} %}}",
            row=row.number,
            column=name,
        )
        for name in names
        if row.values.get(name) in (None, "") and name not in template.optional_names
    )
