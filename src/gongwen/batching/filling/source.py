"""A source with placeholders and a row become a document, or the faults of the row's cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

from gongwen.batching.filling.cell_numbers import CellPlace
from gongwen.batching.filling.documents import as_read, document_reader
from gongwen.batching.filling.holes import HOLES, LINE_MARKS, hole_index, marked_line
from gongwen.batching.filling.placeholders import DETAILS, POSITION, Placeholders
from gongwen.batching.filling.plan import Fill, fill_plan, holes_at
from gongwen.batching.filling.tag_text import prints_details
from gongwen.batching.filling.writing import written
from gongwen.choosing import grammar
from gongwen.errors import Fault, InputError
from gongwen.model import Document, IssuingNumber
from gongwen.reading.building import judge
from gongwen.reading.files import SourceText
from gongwen.reading.habits import faults_without_unit, with_habits
from gongwen.reading.ledger import LedgerEntry
from gongwen.reading.source import SourceData, gather
from gongwen.reading.unit import SHORT_NAME, Unit
from gongwen.rules import grave
from gongwen.standard.dates import read_date
from gongwen.standard.vocabulary import chinese_name, english_name

__all__ = ["Filled", "Filling", "RowValues"]

_NO_SETTINGS: Mapping[str, Any] = MappingProxyType({})
_NOT_FROM_A_CELL = frozenset({"body", "attachments", "issued", "translation"})
_MOST_PLANS = 256
_TODAY = "今天"
# Bounded, so that a line of openings alone is not looked through from each of them.
_PICTURE = re.compile(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,500}\)")
_SEALS = re.compile(r"(?:印章|盖章|公章|seals)\s*[:：]")
_AGENCIES = ("recipients", "cc", "issuers", "signatories", "issuer_mark", "printer")
_WORDS_OF_UNITS = ("展开", SHORT_NAME)
_UNSAFE_IN_PATH = re.compile(r"[\n()\[\]{}\"'#,]|: ")


class RowValues(Protocol):
    """What filling needs to know of a row."""

    @property
    def number(self) -> int: ...
    @property
    def position(self) -> int: ...
    @property
    def values(self) -> Mapping[str, Any]: ...
    @property
    def details(self) -> Sequence[Mapping[str, Any]]: ...


class Filled(NamedTuple):
    """The document of a row, or None and why there is none."""

    document: Document | None
    faults: tuple[Fault, ...] = ()
    findings: tuple[Fault, ...] = ()
    """What is not binding: it is told, and stops nothing."""
    mended: tuple[str, ...] = ()
    """What was mended in the source that it was made of, the same for all rows that took the same way through it."""


class _Plan(NamedTuple):
    """One skeleton, read: its data, how to fill it, how the filled data is read, and the lines it came from."""

    data: dict[str, Any]
    fill: Fill | None
    read: Callable[[dict[str, Any]], Document]
    source: SourceData
    lines: list[int | None]
    mended: tuple[str, ...]


class Filling:
    """A source made ready for the rows of a table.

    ``columns`` are the table's headings. A column that no placeholder names and that is called like an 要素
    (主送机关, 成文日期 …) gives that 要素, before the source's own; an empty cell leaves the source's. ``settings``
    do the same for every row; ``details_file`` names the second table in messages. Raises
    :class:`~gongwen.InputError` with the faults of the source's tags.

    >>> from types import SimpleNamespace as Row
    >>> text = "---\\n文种: 计划\\n标题: {{ 村名 }}春耕计划\\n---\\n{{ 村名 }}四月底前完成{{ 面积 }}亩整地。\\n"
    >>> filling = Filling(SourceText(text, "计划.md", None), ["村名", "面积"])
    >>> row = Row(number=2, position=1, values={"村名": "上坝村", "面积": 1200}, details=())
    >>> filling.fill(row).document.body[0].text
    '上坝村四月底前完成1200亩整地。'
    >>> row = Row(number=3, position=2, values={"村名": "下坝村", "面积": None}, details=())
    >>> [(fault.row, fault.column) for fault in filling.fill(row).faults]
    [(3, '面积')]
    """

    def __init__(
        self,
        source: SourceText,
        columns: Sequence[str],
        *,
        unit: Unit | None = None,
        settings: Mapping[str, Any] = _NO_SETTINGS,
        details_file: str | None = None,
    ) -> None:
        self._details_file = details_file
        self._file, self._folder, self._unit = source.file, source.folder, unit
        day = {_TODAY: _day_of(settings[_TODAY])} if _TODAY in settings and _TODAY not in columns else {}
        self._given_day: Mapping[str, Any] = day
        self._placeholders = Placeholders(source.text, (*columns, *day), further=(POSITION,), file=source.file)
        self._settings = _fields_of({name: value for name, value in settings.items() if name not in day})
        named = self._placeholders.names
        self._counts = POSITION in named and POSITION not in columns
        fields = {column: english_name(column) for column in columns if column not in named}
        self._field_columns = {
            column: field
            for column, field in fields.items()
            if field is not None and field not in _NOT_FROM_A_CELL and field not in self._settings
        }
        self.columns_as_fields: Mapping[str, str] = {
            column: chinese_name(field) for column, field in self._field_columns.items()
        }
        """Which columns give an 要素 of the document."""
        self.unused_columns = tuple(column for column in fields if column not in self._field_columns)
        """The columns of the row itself that nothing uses."""
        spoken = {name for one in self._placeholders.placeholders for name in one.columns}
        self.columns_of_details = frozenset(columns) if prints_details(source.text) else frozenset(spoken)
        """The columns of 明细 that are shown."""
        said = _names_in_head(source.text)
        self.replaced_fields = tuple(column for column, field in self._field_columns.items() if field in said)
        """The columns that take the place of what the source's head says."""
        self.wants_details = DETAILS in named and f"if {DETAILS}" not in source.text
        self._plans: dict[str, _Plan] = {}

    def fill(self, row: RowValues, number: IssuingNumber | None = None) -> Filled:
        """The document of a row; ``number`` is the one the register gave it."""
        return self._fill(row, number, ())

    def further_faults(self, row: RowValues, told: Sequence[Fault]) -> tuple[Fault, ...]:
        """What else is wrong with a row some of whose cells are known to be."""
        cells = [
            CellPlace(fault.column, fault.row if fault.file == self._details_file else None)
            for fault in told
            if fault.column
        ]
        return self._fill(row, None, cells).faults

    def _fill(self, row: RowValues, number: IssuingNumber | None, excused: Sequence[CellPlace]) -> Filled:
        values: Mapping[str, Any] = {**row.values, **self._given_day} if self._given_day else row.values
        if self._counts:
            values = {**values, POSITION: row.position}
        skeleton = self._placeholders.skeleton(values, row.details, excused)
        faults = [self._at_cell(fault, row) for fault in skeleton.faults]
        if not skeleton.text:
            return Filled(None, tuple(faults))
        plan = self._plans.get(skeleton.text)  # one that names no file, or its text would not be there
        if plan is None:
            text, wrong = self._with_paths(skeleton.text, skeleton.values, skeleton.origins)
            faults += [replace(fault, row=row.number) for fault in wrong]
            plan = self._plan(text)
        data = plan.fill(skeleton.values) if plan.fill is not None else dict(plan.data)
        given = self._given(row)
        data |= given
        if number is not None:
            data["number"] = number
        data, unfilled = self._with_habits(data, plan, given)
        faults += [self._source_fault(fault, plan, row) for fault in plan.source.faults]
        faults += [replace(fault, row=row.number, line=None) for fault in unfilled]
        judged = judge(data, plan.read)
        wanted = judged.faults + grave(judged.findings)
        if wanted and plan.source.readable:  # else the head itself is at fault, and said to be
            blanks = {*(fault.column for fault in skeleton.faults), *(place.column for place in excused)}
            located = [self._located(fault, plan, skeleton.origins, row) for fault in wanted]
            # What a blank cell spoils is already said.
            faults += [fault for fault in located if not (fault.column and fault.column in blanks)]
        if faults:
            return Filled(None, tuple(faults))
        lesser = (self._located(fault, plan, skeleton.origins, row) for fault in judged.findings)
        return Filled(judged.document, findings=tuple(lesser) if judged.findings else (), mended=plan.mended)

    # ------------------------------------------------------------------ the skeleton

    def _plan(self, text: str) -> _Plan:
        plan = self._plans.get(text)
        if plan is None:
            if len(self._plans) >= _MOST_PLANS:
                self._plans.clear()
            plan = self._plans[text] = self._read(text)
        return plan

    def _read(self, text: str) -> _Plan:
        lines = [marked_line(line) for line in text.split("\n")]
        plain = LINE_MARKS.sub("", text)
        try:
            source = gather(plain, folder=self._folder, unit=self._unit, grammar=grammar)
        except InputError as error:
            source = SourceData({}, {}, error.faults, (), frozenset(), readable=False)
        data = as_read(source.data)
        mended = tuple(self._mended(source.ledger, lines))
        return _Plan(data, fill_plan(data), document_reader(data), source, lines, mended)

    def _mended(self, ledger: Sequence[LedgerEntry], lines: Sequence[int | None]) -> Iterator[str]:
        """What reading the source has changed, at its own lines; a value of the row stands there as "…"."""
        for entry in ledger:
            if entry.is_comment:
                continue
            line = lines[entry.line - 1] or entry.line if 0 < entry.line <= len(lines) else entry.line
            yield HOLES.sub("…", f"{self._file or '源文件'} {replace(entry, line=line, column=0)}")

    def _with_paths(self, text: str, values: Sequence[Any], origins: Sequence[int]) -> tuple[str, list[Fault]]:
        """Pictures and seals are read from files while the source is read, so their names go in before."""
        if not HOLES.search(text) or ("![" not in text and not _SEALS.search(text)):
            return text, []
        faults: list[Fault] = []

        def path(found: re.Match[str]) -> str:
            index = hole_index(found[0])
            value = written(values[index])
            if _UNSAFE_IN_PATH.search(value):
                column = self._columns([index], origins)
                cure = "图片的文件名里不用括号、引号、逗号、# 和换行"
                faults.append(Fault("wrong-path", "这不是图片的文件名", cure, value=value, column=column))
                return "……"
            return value

        lines = text.split("\n")
        in_seals = in_head = False
        for place, line in enumerate(lines):
            plain = LINE_MARKS.sub("", line).rstrip()
            if plain == "---":
                in_head, in_seals = not in_head and place == 0, False
            elif in_head and not line.startswith((" ", "\t", "-")):
                in_seals = bool(_SEALS.match(line))
            if in_seals:
                lines[place] = HOLES.sub(path, line)
            elif "![" in line:
                lines[place] = _PICTURE.sub(lambda found: HOLES.sub(path, found[0]), line)
        return "\n".join(lines), faults

    # ------------------------------------------------------------------ values beside the source

    def _given(self, row: RowValues) -> dict[str, Any]:
        """要素 that columns or settings give."""
        given = dict(self._settings)
        for column, field in self._field_columns.items():
            value = row.values.get(column)
            if value is not None and value != "":
                given[field] = written(value)
        return given

    def _with_habits(
        self, data: dict[str, Any], plan: _Plan, given: Mapping[str, Any]
    ) -> tuple[dict[str, Any], tuple[Fault, ...]]:
        if self._unit is None:
            return data, tuple(faults_without_unit(data)) if _asks_for_a_unit(data) else ()
        habits = with_habits(data, self._unit, said={*plan.source.said, *given})
        return habits.data, habits.faults

    # ------------------------------------------------------------------ faults at their cells

    def _located(self, fault: Fault, plan: _Plan, origins: Sequence[int], row: RowValues) -> Fault:
        field = fault.loc[0] if fault.loc else ""
        column = next((column for column, of in self._field_columns.items() if of == field), None)
        if column is None or row.values.get(column) in (None, ""):
            # What the source does not have at all comes from no cell.
            column = self._columns(holes_at(plan.data, fault.loc), origins) if field in plan.data else None
        return replace(fault, row=row.number, column=column, line=None)

    def _at_cell(self, fault: Fault, row: RowValues) -> Fault:
        """A fault that names a row speaks of the second table."""
        return replace(fault, row=row.number) if fault.row is None else replace(fault, file=self._details_file)

    def _columns(self, holes: Sequence[int], origins: Sequence[int]) -> str | None:
        named = [name for hole in holes for name in self._placeholders.placeholders[origins[hole]].columns]
        return "、".join(dict.fromkeys(named)) or None

    def _source_fault(self, fault: Fault, plan: _Plan, row: RowValues) -> Fault:
        """A fault of the source's own text: it has a line, and the row is the first that showed it."""
        line = plan.lines[fault.line - 1] if fault.line and fault.line <= len(plan.lines) else fault.line
        value = fault.value and HOLES.sub("…", LINE_MARKS.sub("", fault.value))
        return replace(fault, file=self._file, line=line, value=value, row=row.number)


def _names_in_head(text: str) -> frozenset[str]:
    """The fields that a source's head speaks of, before its tags are carried out."""
    head = text.split("\n---", maxsplit=1)[0]
    named = (re.match(r"[ \t]*([^\s:：#]+)\s*[:：]\s*\S", line) for line in head.split("\n"))
    return frozenset(field for found in named if found and (field := english_name(found[1])))


def _day_of(value: Any) -> Any:
    """The day that was given as 今天: nothing here looks at a clock, so that the same input gives the same bytes."""
    found = read_date(value) if isinstance(value, str) else value
    if found is None:
        cure = "写成 今天=2026-05-11 的样子"
        raise InputError(Fault("wrong-value", "不是日历上的日期", cure, field=_TODAY, value=str(value), file="--set"))
    return found


def _asks_for_a_unit(data: Mapping[str, Any]) -> bool:
    """Whether names of agencies may need a unit's file; nearly all need none, and this is quick to tell."""
    for field in _AGENCIES:
        if value := data.get(field):
            names = value if isinstance(value, str) else "，".join(map(str, value))
            if any(map(names.__contains__, _WORDS_OF_UNITS)):
                return True
    return False


def _fields_of(settings: Mapping[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, value in settings.items():
        field = english_name(name)
        if field is None or field in _NOT_FROM_A_CELL:
            cure = "只写各份都相同的一项，如 --set 印数=40；各行不同的写在表里，正文写在源文件里"
            raise InputError(Fault("unknown-field", "不是公文的要素，或不能这样设定", cure, value=name, file="--set"))
        fields[field] = written(value)
    return fields
