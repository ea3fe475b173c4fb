"""Makers that fill a clerk's .docx template: with the documents of a source, or with the cells of the rows alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, BinaryIO

from gongwen.batching.facts import facts_of, facts_of_values
from gongwen.batching.filling.placeholders import POSITION, unknown_column
from gongwen.batching.filling.writing import written
from gongwen.batching.jobs import Asked, Checked, Content, Job, Maker, Merging
from gongwen.batching.source_maker import SourceMaker
from gongwen.errors import Fault, GongwenError, InputError
from gongwen.model import Document, IssuingNumber
from gongwen.rules import findings, grave
from gongwen.sheets import Row
from gongwen.standard.vocabulary import chinese_name, english_name
from gongwen.template import Template
from gongwen.template.merging import TemplateMerger
from gongwen.template.vocabulary import NOT_SHOWN

__all__ = ["TemplateMaker", "TemplatedSourceMaker"]

_NUMBER = "发文字号"


class _ByTemplate:
    """What goes for all documents that a template makes, whatever fills it."""

    @contextmanager
    def merging(self: Maker, target: BinaryIO, _ending: str) -> Iterator[Merging]:
        """Puts what the template made of rows into one .docx for the printer."""
        with TemplateMerger(target) as merger:

            def add(asked: Asked) -> None:
                (content,) = self.contents([asked])
                if isinstance(content, GongwenError):
                    raise content
                merger.add(content[0])

            yield add

    def pages(self, asked: Asked) -> int | None:
        """The pages of another's template cannot be counted."""
        return None


class TemplatedSourceMaker(_ByTemplate, SourceMaker):
    """Makes documents of a source, which look as a template does; its further names are columns."""

    def __init__(self, job: Job) -> None:
        assert job.template is not None
        self._template = Template(job.template, profile=job.profile)
        further = self._template.further_names
        super().__init__(job)
        missing = sorted(further - {*job.columns, POSITION})
        if missing:
            raise InputError(unknown_column(name, job.columns) for name in missing)
        self._further = tuple(further)
        self._columns_shown = tuple(name for name in further if name in job.columns)
        self.unused_columns = tuple(name for name in self.unused_columns if name not in further)

    def check(self, row: Row) -> Checked:
        """Whether a row can become a document, and fills every name of the template."""
        checked = super().check(row)
        told = {fault.column for fault in checked.faults}
        blanks = [fault for fault in _blanks(row, self._columns_shown, self._template) if fault.column not in told]
        return Checked(None, faults=(*checked.faults, *blanks)) if blanks else checked

    def _passed(self, document: Document, row: Row) -> Checked:
        return super()._passed(document, row)._replace(remarks=_not_shown(document, self._template))

    def _rendered(self, document: Document, row: Row) -> bytes:
        return self._template.render(document, {name: _cell(row, name) for name in self._further})


class TemplateMaker(_ByTemplate):
    """Fills a clerk's template with the cells of a row: columns are its names, or those of 要素."""

    def __init__(self, job: Job) -> None:
        assert job.template is not None
        self._job = job
        self._template = Template(job.template, profile=job.profile)
        self._settings = {chinese_name(english_name(name) or name): value for name, value in job.settings.items()}
        self._names = {column: chinese_name(english_name(column) or column) for column in job.columns}
        brought = {*self._names, *self._names.values(), *self._settings, POSITION}
        missing = sorted(name for name in self._template.further_names if name not in brought)
        if missing:
            raise InputError(unknown_column(name, job.columns) for name in missing)
        used = {chinese_name(english_name(name) or name) for name in self._template.names}
        self._further = tuple(name for name in self._template.names if name in job.columns)
        self.columns_as_fields: Mapping[str, str] = {
            column: name for column, name in self._names.items() if english_name(column) and column not in used
        }
        self.replaced_fields: tuple[str, ...] = ()
        self.unused_columns = tuple(
            column for column, name in self._names.items() if name not in used and not english_name(column)
        )

    def check(self, row: Row) -> Checked:
        """Whether a row can become a document."""
        told = {fault.column for fault in row.faults}
        blanks = _blanks(row, self._further, self._template)
        faults = (*row.faults, *(fault for fault in blanks if fault.column not in told))
        if faults:
            return Checked(None, faults=faults)
        try:
            document = self._template.document_of(self._values(row, None))
            if document is not None:
                return self._judged(document, row)
            return Checked(*facts_of_values(self._values(row, None)))
        except GongwenError as error:
            return Checked(None, faults=tuple(replace(f, row=row.number, line=None) for f in error.faults))

    def _judged(self, document: Document, row: Row) -> Checked:
        found = tuple(replace(fault, row=row.number, column=self._column_of(fault)) for fault in findings(document))
        if faults := grave(found):
            return Checked(None, faults=faults)
        told = _not_shown(document, self._template)
        return Checked(facts_of(document), document.number, remarks=told, findings=found)

    def _column_of(self, fault: Fault) -> str | None:
        field = chinese_name(str(fault.loc[0])) if fault.loc else ""
        return next((column for column, name in self._names.items() if name == field), None)

    def contents(self, asked: Iterable[Asked]) -> list[Content]:
        """The .docx of each row with its number."""
        return [self._content(one.row, one.number) for one in asked]

    def _content(self, row: Row, number: IssuingNumber | None) -> Content:
        try:
            return (self._template.render(self._values(row, number)),)
        except GongwenError as error:
            return error

    def _values(self, row: Row, number: IssuingNumber | None) -> dict[str, Any]:
        values = {name: _or_blank(row.values.get(column)) for column, name in self._names.items()}
        values.setdefault(POSITION, str(row.position))
        values |= self._settings
        if number is not None:
            values[_NUMBER] = str(number)
        return values


def _not_shown(document: Document, template: Template) -> tuple[str, ...]:
    return tuple(map(NOT_SHOWN.format, template.lacking(document)))


def _cell(row: Row, name: str) -> Any:
    if name == POSITION and name not in row.values:
        return str(row.position)
    return _or_blank(row.values.get(name))


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
