"""Placeholders: the source's text as a Jinja template whose every value leaves a hole.

The sandbox keeps a source from a stranger away from Python; there is no loader, so nothing can be included. A blank
cell is false in ``{% if %}`` and an error wherever it would be written; a name that no column has is an error at once.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from types import TracebackType
from typing import Any, NamedTuple

from jinja2 import TemplateSyntaxError, Undefined, nodes, pass_context
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.meta import find_undeclared_variables
from jinja2.runtime import Context

from gongwen.batching.filling.cell_numbers import CellPlace, CellText, Excused, WrongValueError
from gongwen.batching.filling.holes import MOST_HOLES, hole
from gongwen.batching.filling.sandbox import Blank, BlankCellError, Cells, SourceEnvironment
from gongwen.batching.filling.tag_text import DETAILS, POSITION, ROW, prepared, syntax_fault
from gongwen.batching.filling.writing import FILTERS, MOST_PLACES, PLACES
from gongwen.errors import Fault, InputError
from gongwen.sandbox import OWN, Budget, joined
from gongwen.sheets.values import OwnRows, meant

__all__ = [
    "DETAILS",
    "POSITION",
    "ROW",
    "Cells",
    "Details",
    "Placeholder",
    "Placeholders",
    "Skeleton",
    "unknown_column",
]

_HOLE_FILTER, _KEPT = "_hole", "_kept"


class Placeholder(NamedTuple):
    """One ``{{ … }}`` of the source: the columns it speaks of, and its line."""

    columns: tuple[str, ...]
    line: int


class Skeleton(NamedTuple):
    """The source's text with holes, the values for them, where each came from, and what was missing."""

    text: str
    values: list[Any]
    origins: list[int]
    faults: list[Fault]


class DetailCells(Cells):
    """A row of the second table, and its number there."""

    number: int | None = None


class Details(tuple[DetailCells, ...]):
    """The rows of the second table that belong to a row; ``key`` are the columns they were found by."""

    key: frozenset[str] = frozenset()


@pass_context
def _leave_hole(context: Context, value: Any, index: int) -> str:
    kept: _Kept = context.parent[_KEPT]
    return kept.hole_for(value, index)


class _Kept:
    """What the placeholders of one row left behind."""

    def __init__(self, placeholders: Sequence[Placeholder]) -> None:
        self.values: list[Any] = []
        self.origins: list[int] = []
        self.faults: list[Fault] = []
        self._placeholders = placeholders
        self._told: set[tuple[int | None, str | None]] = set()
        self._doubtful: int | None = None

    def hole_for(self, value: Any, index: int) -> str:
        if not isinstance(value, _WRITABLE):
            if not isinstance(value, Excused):
                self._tell(_nothing_to_write(value, self._placeholders[index]))
            value = "……"
        elif isinstance(value, CellText):
            value = str(value)
        if len(self.values) >= MOST_HOLES:
            raise ValueError(f"一份公文里的占位符超过 {MOST_HOLES} 处")
        self.values.append(value)
        self.origins.append(index)
        return hole(len(self.values) - 1)

    def doubt(self) -> None:
        """From here on it is not sure that the row would come this way."""
        if self._doubtful is None:
            self._doubtful = len(self.faults)

    def sure_faults(self) -> list[Fault]:
        return self.faults[: self._doubtful]

    def _tell(self, fault: Fault) -> None:
        if (fault.row, fault.column) not in self._told:
            self._told.add((fault.row, fault.column))
            self.faults.append(fault)


class Placeholders:
    """A source's text, ready to be filled. Raises :class:`~gongwen.InputError` with every fault of its tags.

    ``columns`` are the headings of the table, ``further`` other names that a row may bring.
    """

    def __init__(self, text: str, columns: Sequence[str], *, further: Iterable[str] = (), file: str | None = None):
        self.columns = tuple(columns)
        self._file = file
        self._environment = SourceEnvironment({_HOLE_FILTER: _leave_hole})
        try:
            tree = self._environment.parse(prepared(text, columns, file))
            named = find_undeclared_variables(tree)
        except TemplateSyntaxError as error:
            raise InputError(syntax_fault(error, text).at(file=file)) from None
        self.names = frozenset(named) | _items_of_row(tree)
        """The names the source speaks of."""
        unknown = self.names - {*columns, *further, ROW, DETAILS, *self._environment.globals}
        faults = [*_forbidden(tree), *_wrong_arguments(tree), *_unknown_names(tree, unknown, columns)]
        if faults:
            raise InputError(fault.at(file=file) for fault in faults)
        self._reckoned = _reckoned_columns(tree)
        self.placeholders = _with_hole_filters(tree)
        try:
            code = self._environment.compile(tree, filename=_CODE)
        except TemplateSyntaxError as error:
            raise InputError(syntax_fault(error, text).at(file=file)) from None
        globals_ = self._environment.make_globals(None)
        self._template = self._environment.template_class.from_code(self._environment, code, globals_)
        self._places = {column: CellPlace(column) for column in columns}
        self._blanks = {column: Blank(place) for column, place in self._places.items()}

    def skeleton(
        self,
        values: Mapping[str, Any],
        details: Sequence[Mapping[str, Any]] = (),
        excused: Iterable[CellPlace] = (),
    ) -> Skeleton:
        """The text with holes for a row's cells. Blank cells that would be written are faults of their columns.

        ``excused`` are cells whose faults are told already. A cell that cannot be reckoned with is told and excused in
        its turn, so that one row's faults come together.
        """
        known, faults = set(excused), list[Fault]()
        budget = Budget()
        while True:
            kept = _Kept(self.placeholders)
            try:
                text = self._filled(values, details, kept, known, budget)
            except Exception as error:
                fault, place = self._failed(error, values)
                if budget.left < 0 and faults:
                    return Skeleton("", [], [], faults)  # what is told already is enough to mend
                found = kept.sure_faults()
                if len(found) == len(kept.faults):  # else it failed on a way that is in doubt
                    if place is not None and place not in known:
                        known.add(place)
                        faults.append(fault)
                        continue
                    found = [*found, fault]
                return Skeleton("", [], [], [*faults, *found])
            return Skeleton(text, kept.values, kept.origins, [*faults, *kept.sure_faults()])

    def _filled(
        self,
        values: Mapping[str, Any],
        details: Sequence[Mapping[str, Any]],
        kept: _Kept,
        excused: set[CellPlace],
        budget: Budget,
    ) -> str:
        cells = Cells(values)
        reckoned = self._reckoned
        for column, value in values.items():
            if value is None or value == "":
                cells[column] = self._blanks.get(column) or Blank(CellPlace(column))
            elif column in reckoned and type(value) is str:
                cells[column] = CellText(value, CellPlace(column))
        listed = _details(details, values, reckoned)
        if excused:
            self._excuse(cells, listed, excused, kept)
        names = {**cells, ROW: cells, DETAILS: listed, _KEPT: kept, f"{OWN}budget": budget}
        return joined(self._template.root_render_func(self._template.new_context(names)))

    @staticmethod
    def _excuse(cells: Cells, details: Details, excused: set[CellPlace], kept: _Kept) -> None:
        stand_in = Excused(kept.doubt)
        for column, number in excused:
            if number is None:
                cells[column] = stand_in
        for detail in details:
            for column in detail:
                if (column, detail.number) in excused:
                    detail[column] = stand_in

    def _failed(self, error: Exception, values: Mapping[str, Any]) -> tuple[Fault, CellPlace | None]:
        """Why a row's values could not be put in, with the line of the source; and the cell, when it is known."""
        line = self._line_of(error.__traceback__)
        where = f"（源文件第{line}行）" if line else ""
        if isinstance(error, BlankCellError):
            message, blank = f"这一格是空的，而源文件要用它来算{where}", error.place
            return Fault("missing-value", message, "填上这一格", row=blank.detail, column=blank.column), blank
        if isinstance(error, UndefinedError):
            said = re.search("'([^']+)' is undefined|has no attribute '([^']+)'", str(error))
            name = f"“{said[1] or said[2]}”" if said else "占位符里的一项"
            cure = "核对列名；循环里的列名写作 户.列名"
            return Fault("missing-value", f"{name}没有值，而源文件要用它来算{where}", cure), None
        if isinstance(error, SecurityError):
            said_why = "" if str(error).isascii() else f"：{error}"
            message = f"占位符里有不许用的写法{said_why}{where}"
            return Fault("unsafe-placeholder", message, "只用列名、判断和循环"), None
        return self._not_reckoned(error, line, where, values)

    def _not_reckoned(
        self, error: Exception, line: int | None, where: str, values: Mapping[str, Any]
    ) -> tuple[Fault, CellPlace | None]:
        said = str(error) if isinstance(error, ValueError) and not str(error).isascii() else _told(error)
        cure = "核对这一行里用到的数字和日期；文字不能与数字比较或相加"
        fault = Fault("placeholder-failed", f"占位符算不出来：{said}{where}", cure)
        place: CellPlace | None = None
        if isinstance(error, WrongValueError):
            place = error.place
            fault = replace(fault, cure="改正这一格", value=error.value, allowed=error.allowed)
        if place is None and (column := self._column_of(said, line, values)):
            place = CellPlace(column)
        if place is None:
            return replace(fault, column=self._spoken_at(line)), None
        return replace(fault, row=place.detail, column=place.column), place

    def _spoken_at(self, line: int | None) -> str | None:
        """The columns that a line speaks of, when there are few."""
        spoken = [name for one in self.placeholders if one.line == line for name in one.columns]
        named = [name for name in dict.fromkeys(spoken) if name in self._places]
        return "、".join(named) if 0 < len(named) <= _FEW else None

    def _column_of(self, said: str, line: int | None, values: Mapping[str, Any]) -> str | None:
        """The column whose value is quoted, of those that the line speaks of."""
        spoken = [name for one in self.placeholders if one.line == line for name in one.columns]
        quoted = dict.fromkeys(name for name in spoken if values.get(name) and f"“{values[name]}”" in said)
        return next(iter(quoted)) if len(quoted) == 1 else None

    def _line_of(self, traceback: TracebackType | None) -> int | None:
        line = None
        while traceback is not None:
            if traceback.tb_frame.f_code.co_filename == _CODE:
                line = self._template.get_corresponding_lineno(traceback.tb_lineno)
            traceback = traceback.tb_next
        return line


_CODE = "<gongwen source>"


_FEW = 3
_WRITABLE = (str, int, float, Decimal, datetime.date, datetime.time, Details)
_ERRORS: tuple[tuple[type[Exception], str], ...] = (
    (ZeroDivisionError, "除数是零"),
    (OverflowError, "数太大"),
    (RecursionError, "套得太深"),
    (TypeError, "文字、数、日期不能这样比较或相加"),
)


def _told(error: Exception) -> str:
    return next((said for kind, said in _ERRORS if isinstance(error, kind)), "写法不对")


def _details(details: Sequence[Mapping[str, Any]], values: Mapping[str, Any], reckoned: frozenset[str]) -> Details:
    listed = Details(_detail_cells(detail, reckoned) for detail in details)
    if not isinstance(details, OwnRows):  # else what all rows agree on belongs to the table all the same
        listed.key = frozenset(name for name in (details[0] if details else ()) if _agree(name, details, values))
    return listed


def _agree(name: str, details: Sequence[Mapping[str, Any]], values: Mapping[str, Any]) -> bool:
    """Whether a column of the details says of every row what the row itself says."""
    return values.get(name) is not None and all(one.get(name) == values[name] for one in details)


def _detail_cells(detail: Mapping[str, Any], reckoned: frozenset[str]) -> DetailCells:
    cells = DetailCells(detail)
    cells.number = getattr(detail, "number", None)
    for column, value in detail.items():
        if value is None or value == "":
            cells[column] = Blank(CellPlace(column, cells.number))
        elif column in reckoned and type(value) is str:
            cells[column] = CellText(value, CellPlace(column, cells.number))
    return cells


# ---------------------------------------------------------------------------------- the parsed tree


def _with_hole_filters(tree: nodes.Template) -> tuple[Placeholder, ...]:
    """Every expression that is written passes through the filter that leaves a hole; what each one speaks of."""
    placeholders: list[Placeholder] = []
    for output in tree.find_all(nodes.Output):
        for place, node in enumerate(output.nodes):
            if isinstance(node, nodes.TemplateData):
                continue
            placeholders.append(Placeholder(_columns_in(node), node.lineno))
            index = nodes.Const(len(placeholders) - 1, lineno=node.lineno)
            output.nodes[place] = nodes.Filter(node, _HOLE_FILTER, [index], [], None, None, lineno=node.lineno)
    return tuple(placeholders)


def _columns_in(node: nodes.Node) -> tuple[str, ...]:
    """The columns an expression speaks of: names, ``户.姓名`` and ``行["姓名"]``."""
    columns: list[str] = []
    reached = {id(inner.node) for inner in _every(node, nodes.Getattr, nodes.Getitem)}
    for inner in _every(node, nodes.Name, nodes.Getattr, nodes.Getitem):
        if isinstance(inner, nodes.Getattr):
            columns.append(inner.attr)
        elif isinstance(inner, nodes.Getitem) and isinstance(inner.arg, nodes.Const):
            columns.append(str(inner.arg.value))
        elif isinstance(inner, nodes.Name) and id(inner) not in reached:
            columns.append(inner.name)
    return tuple(dict.fromkeys(columns))


def _reckoned_columns(tree: nodes.Template) -> frozenset[str]:
    """What is not only written as it stands: columns that are compared, added, filtered, and names in quotes."""
    written = {id(node) for output in tree.find_all(nodes.Output) for node in output.nodes}
    used = [node for node in tree.find_all(_NAMING) if id(node) not in written]
    return frozenset(str(getattr(node, _NAMING_FIELD[type(node)])) for node in used)


_NAMING_FIELD: dict[type[nodes.Node], str] = {nodes.Name: "name", nodes.Getattr: "attr", nodes.Const: "value"}
_NAMING = tuple(_NAMING_FIELD)


def _every(node: nodes.Node, *kinds: type[nodes.Node]) -> list[Any]:
    """The nodes of these kinds, the node itself among them."""
    return [*([node] if isinstance(node, kinds) else []), *node.find_all(kinds)]


def _items_of_row(tree: nodes.Template) -> frozenset[str]:
    return frozenset(
        str(item.arg.value)
        for item in tree.find_all(nodes.Getitem)
        if isinstance(item.node, nodes.Name) and item.node.name == ROW and isinstance(item.arg, nodes.Const)
    )


_FORBIDDEN: tuple[tuple[type[nodes.Node], str, str], ...] = (
    (nodes.Macro, "macro", "要重复的话直接写出来"),
    (nodes.CallBlock, "call", "要重复的话直接写出来"),
    (nodes.FilterBlock, "filter", "过滤器写在每个占位符里，如 {{ 期限|月日 }}"),
    (nodes.AssignBlock, "set … endset", "写成 {% set 名称 = … %}，拼文字用 ~"),
)


def _forbidden(tree: nodes.Template) -> list[Fault]:
    """Statements whose text would be taken up again: it has holes in it."""
    return [
        Fault("unsafe-placeholder", f"源文件里不能用 {word}", cure, line=node.lineno)
        for kind, word, cure in _FORBIDDEN
        for node in tree.find_all(kind)
    ]


def _wrong_arguments(tree: nodes.Template) -> list[Fault]:
    """What stands in the brackets of our own filters is the same for every row, so it is looked at once."""
    return [
        Fault("wrong-placeholder", f"过滤器“{one.name}”括号里写的不对", _arguments_cure(one.name), line=one.lineno)
        for one in tree.find_all(nodes.Filter)
        if one.name in FILTERS and not _takes(one)
    ]


def _takes(one: nodes.Filter) -> bool:
    if one.kwargs or one.dyn_args or one.dyn_kwargs or len(one.args) > (one.name in PLACES):
        return False
    places = [argument.value for argument in one.args if isinstance(argument, nodes.Const)]
    return all(type(value) is int and 0 <= value <= MOST_PLACES for value in places)


def _arguments_cure(name: str) -> str:
    if name in PLACES:
        return f"括号里只写小数位数，0 到 {MOST_PLACES}，如 {{{{ 列名|{name}(1) }}}}"
    return f"不带括号，写作 {{{{ 列名|{name} }}}}"


def _unknown_names(tree: nodes.Template, unknown: Iterable[str], columns: Sequence[str]) -> list[Fault]:
    lines = {name.name: name.lineno for name in reversed([*tree.find_all(nodes.Name)])}
    lines |= {item.arg.value: item.lineno for item in tree.find_all(nodes.Getitem) if isinstance(item.arg, nodes.Const)}
    found = sorted((lines.get(name, 1), name) for name in unknown)
    return [unknown_column(name, columns).at(line=line) for line, name in found]


def unknown_column(name: str, columns: Sequence[str]) -> Fault:
    """The fault of a name that no column has, with the nearest one.

    >>> print(unknown_column("村名称", ["村名", "期限"]))
    〔村名称〕表里没有这一列；可用：村名、期限。处理：是不是“村名”？改成它，或在表里加上这一列
    """
    if name == "今天":
        cure = "程序不看日历：写 --set 今天=2026-05-11，或在表里加上这一列"
        return Fault("unknown-placeholder", "没有说今天是哪一天", cure, field=name)
    near = meant(name, columns)
    cure = f"{near}改成{'它' if near else '表里的列名'}，或在表里加上这一列"
    return Fault("unknown-placeholder", "表里没有这一列", cure, field=name, allowed="、".join(columns))


def _nothing_to_write(value: Any, placeholder: Placeholder) -> Fault:
    names = placeholder.columns
    column = names[0] if len(names) == 1 else "、".join(names)
    if not isinstance(value, Undefined):
        message = f"源文件第{placeholder.line}行要写出的不是文字、数或日期"
        cure = "写到一个值为止，如 {{ 户.姓名 }}；一串值用 |join('、') 连起来"
        return Fault("placeholder-failed", message, cure, column=column or None)
    if isinstance(value, Blank):
        column = value.place.column
        cure = f"填上这一格；可以不填的，在源文件里写成 {{{{ {column}|默认('…') }}}}，或放进 {{% if {column} %}}"
        return Fault(
            "missing-value",
            f"这一格是空的，而源文件第{placeholder.line}行要写出它",
            cure,
            row=value.place.detail,
            column=column,
        )
    message = f"源文件第{placeholder.line}行要写出的“{column}”没有值"
    return Fault("missing-value", message, "核对列名；循环里的列名写作 户.列名", column=column)
