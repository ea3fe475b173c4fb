"""Placeholders: the source's text as a Jinja template whose every value leaves a hole.

The sandbox keeps a source from a stranger away from Python; there is no loader, so nothing can be included. A blank
cell is false in ``{% if %}`` and an error wherever it would be written; a name that no column has is an error at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from types import TracebackType
from typing import Any, NamedTuple

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, Undefined, nodes, pass_context
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.meta import find_undeclared_variables
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from gongwen.batch.filling.holes import HOLES, LINE_MARKS, MOST_HOLES, hole, line_mark
from gongwen.batch.filling.writing import FILTERS
from gongwen.errors import Fault, InputError

__all__ = ["DETAILS", "ROW", "Cells", "Details", "Placeholder", "Placeholders", "Skeleton", "unknown_column"]

ROW, DETAILS = "行", "明细"
"""Names every source may use: the row itself (``行["耕地（亩）"]``), and its rows in the second table."""

_HOLE_FILTER, _KEPT = "_hole", "_kept"
_SHORT_TAG = re.compile(r"\{\{(-?)\s*([^{}|\n]+?)\s*((?:\|[^{}\n]*)?)(-?)\}\}")
_TAGS_ONLY = re.compile(r"[ \t]*(?:\{%[^\n]*?%\}[ \t]*)+|[ \t]*\{#[^\n]*?#\}[ \t]*")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
# What stands in quotation marks, or as a filter, is left alone; a heading may hold full-width signs behind its letters.
_HEADING = re.compile(
    r"""("[^"]*"|'[^']*'|\|\s*\w+)|(\.?[^\W\d]\w*(?:（[^（）{}"'|]*）\w*|[^\x00-\x7f\w\s“”‘’，｜（）]\w*)*)"""
)
_OPENING = re.compile(r"\{[{%#]")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}


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


class Cells(dict[str, Any]):
    """The cells of a row by column, as ``户.姓名`` and ``行["姓名"]`` reach them."""


class Details(tuple[Cells, ...]):
    """The rows of the second table that belong to a row; ``key`` are the columns they were found by."""

    key: frozenset[str] = frozenset()


class _Blank(Undefined):
    """A cell that is there and empty."""


class _Missing(StrictUndefined):
    """A name that nothing has."""


class _Environment(ImmutableSandboxedEnvironment):
    """Attributes of :class:`Cells` are columns, and nothing else."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        return obj[attribute] if isinstance(obj, Cells) and attribute in obj else super().getattr(obj, attribute)


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

    def hole_for(self, value: Any, index: int) -> str:
        if isinstance(value, Undefined):
            fault = _nothing_to_write(value, self._placeholders[index])
            if fault.column not in {known.column for known in self.faults}:
                self.faults.append(fault)
            value = "……"
        if len(self.values) >= MOST_HOLES:
            raise ValueError(f"一份公文里的占位符超过 {MOST_HOLES} 处")
        self.values.append(value)
        self.origins.append(index)
        return hole(len(self.values) - 1)


class Placeholders:
    """A source's text, ready to be filled. Raises :class:`~gongwen.InputError` with every fault of its tags.

    ``columns`` are the headings of the table, ``further`` other names that a row may bring.
    """

    def __init__(self, text: str, columns: Sequence[str], *, further: Iterable[str] = (), file: str | None = None):
        self.columns = tuple(columns)
        self._file = file
        self._environment = _environment()
        written = _checked(text, file)
        text = _with_headings(_with_odd_names(written, columns))
        try:
            tree = self._environment.parse(_with_line_marks(text))
            named = find_undeclared_variables(tree)
        except TemplateSyntaxError as error:
            raise InputError(_syntax_fault(error, written).at(file=file)) from None
        self.names = frozenset(named) | _items_of_row(tree)
        """The names the source speaks of."""
        unknown = self.names - {*columns, *further, ROW, DETAILS, *self._environment.globals}
        faults = [*_forbidden(tree), *_unknown_names(tree, unknown, columns)]
        if faults:
            raise InputError(fault.at(file=file) for fault in faults)
        self.placeholders = _with_hole_filters(tree)
        code = self._environment.compile(tree, filename=_CODE)
        globals_ = self._environment.make_globals(None)
        self._template = self._environment.template_class.from_code(self._environment, code, globals_)
        self._blanks = {column: _Blank(name=column) for column in columns}

    def skeleton(self, values: Mapping[str, Any], details: Sequence[Mapping[str, Any]] = ()) -> Skeleton:
        """The text with holes for a row's cells. Blank cells that would be written are faults of their columns."""
        kept = _Kept(self.placeholders)
        cells = Cells(values)
        for column, value in values.items():
            if value is None or value == "":
                cells[column] = self._blanks.get(column) or _Blank(name=column)
        names: dict[str, Any] = {**cells, ROW: cells, DETAILS: _details(details, values), _KEPT: kept}
        try:
            context = self._template.new_context(names)
            text = "".join(self._template.root_render_func(context))
        except Exception as error:
            kept.faults.append(self._failed(error, values))
            text = ""
        return Skeleton(text, kept.values, kept.origins, kept.faults)

    def _failed(self, error: Exception, values: Mapping[str, Any]) -> Fault:
        """Why a row's values could not be put in, with the line of the source."""
        line = self._line_of(error.__traceback__)
        where = f"（源文件第{line}行）" if line else ""
        if isinstance(error, UndefinedError):
            blank = re.search("'([^']+)' is undefined", str(error))
            column = blank[1] if blank and blank[1] in self.columns else None
            what = f"“{blank[1]}”" if blank and column is None else "这一格"
            return Fault("missing-value", f"{what}是空的，而源文件要用它来算{where}", "填上这一格", column=column)
        if isinstance(error, SecurityError):
            return Fault("unsafe-placeholder", f"占位符里有不许用的写法{where}", "只用列名、判断和循环")
        said = str(error) if isinstance(error, ValueError) and not str(error).isascii() else type(error).__name__
        cure = "核对这一行里用到的数字和日期；文字不能与数字比较或相加"
        column = self._column_of(said, line, values)
        return Fault("placeholder-failed", f"占位符算不出来：{said}{where}", cure, column=column)

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


def _environment() -> _Environment:
    environment = _Environment(
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, undefined=_Missing, autoescape=False
    )
    environment.filters |= {**FILTERS, "默认": environment.filters["default"], _HOLE_FILTER: _leave_hole}
    environment.globals = {"range": environment.globals["range"], "namespace": environment.globals["namespace"]}
    return environment


def _details(details: Sequence[Mapping[str, Any]], values: Mapping[str, Any]) -> Details:
    listed = Details(map(_cells, details))
    listed.key = frozenset(name for name in (details[0] if details else ()) if _agree(name, details, values))
    return listed


def _agree(name: str, details: Sequence[Mapping[str, Any]], values: Mapping[str, Any]) -> bool:
    """Whether a column of the details says of every row what the row itself says."""
    return values.get(name) is not None and all(one.get(name) == values[name] for one in details)


def _cells(detail: Mapping[str, Any]) -> Cells:
    return Cells({name: _Blank(name=name) if value in (None, "") else value for name, value in detail.items()})


# ---------------------------------------------------------------------------------- before the text is parsed


def _checked(text: str, file: str | None) -> str:
    """The text; it must not hold the private characters that holes are made of."""
    for line, content in enumerate(text.split("\n"), start=1):
        if HOLES.search(content) or LINE_MARKS.search(content):
            message = "这一行有自造字区（15、16 平面）的字，程序要用它们作记号"
            raise InputError(Fault("private-character", message, "换成正式编码的字", file=file, line=line))
    return text


def _with_odd_names(text: str, columns: Sequence[str]) -> str:
    """``{{ 耕地（亩） }}`` names a column whose heading is no name to Jinja."""
    odd = {column for column in columns if not column.isidentifier()}
    if not odd:
        return text

    def by_heading(found: re.Match[str]) -> str:
        left, name, filters, right = found.groups()
        if name not in odd:
            return found[0]
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        return f'{{{{{left} {ROW}["{quoted}"] {filters} {right}}}}}'

    return _SHORT_TAG.sub(by_heading, text)


def _with_headings(text: str) -> str:
    """Headings such as 面积（亩）, which are no names to Jinja, wherever a tag speaks of them; ``户.面积（亩）`` too.

    >>> _with_headings("{% if 面积（亩） > 10 %}{{ 户.比例（％）|保留 }}（亩）{% endif %}")
    '{% if 行["面积（亩）"] > 10 %}{{ 户["比例（％）"]|保留 }}（亩）{% endif %}'
    """

    def in_tag(tag: re.Match[str]) -> str:
        return _HEADING.sub(lambda found: found[0] if found[1] else _reached(found[2]), tag[0])

    return _TAG.sub(in_tag, text)


def _reached(name: str) -> str:
    """A name that may follow a dot; what Jinja takes for a name stays."""
    heading = name.removeprefix(".")
    if heading.isidentifier():
        return name
    return f'{"" if name.startswith(".") else ROW}["{heading}"]'


def _with_line_marks(text: str) -> str:
    """Every line that will be written ends with a mark of its number; lines of tags alone vanish, so have none."""
    lines = []
    open_tag: str | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        before, open_tag = open_tag, _left_open(line, open_tag)
        plain = before is None and open_tag is None and not _TAGS_ONLY.fullmatch(line)
        lines.append(line + line_mark(number) if plain else line)
    return "\n".join(lines)


def _left_open(line: str, open_tag: str | None) -> str | None:
    """The tag that is still open at the end of a line."""
    place = 0
    while True:
        if open_tag is None:
            opening = _OPENING.search(line, place)
            if opening is None:
                return None
            open_tag, place = opening[0], opening.end()
        closing = line.find(_CLOSING[open_tag], place)
        if closing < 0:
            return open_tag
        open_tag, place = None, closing + 2


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


def _every(node: nodes.Node, *kinds: type[nodes.Node]) -> list[Any]:
    """The nodes of these kinds, the node itself among them."""
    return [*([node] if isinstance(node, kinds) else []), *node.find_all(kinds)]


def _items_of_row(tree: nodes.Template) -> frozenset[str]:
    return frozenset(
        str(item.arg.value)
        for item in tree.find_all(nodes.Getitem)
        if isinstance(item.node, nodes.Name) and item.node.name == ROW and isinstance(item.arg, nodes.Const)
    )


_OTHER_FILES = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends, nodes.Block)


def _forbidden(tree: nodes.Template) -> list[Fault]:
    message, cure = "占位符里不能引用别的文件", "把要用的内容写进这份源文件"
    return [Fault("unsafe-placeholder", message, cure, line=node.lineno) for node in tree.find_all(_OTHER_FILES)]


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
    nearest = get_close_matches(name, columns, n=1, cutoff=0.5)
    cure = f"是不是“{nearest[0]}”？改成它，或在表里加上这一列" if nearest else "改成表里的列名，或在表里加上这一列"
    return Fault("unknown-placeholder", "表里没有这一列", cure, field=name, allowed="、".join(columns))


def _nothing_to_write(value: Undefined, placeholder: Placeholder) -> Fault:
    names = placeholder.columns
    column = names[0] if len(names) == 1 else "、".join(names)
    if isinstance(value, _Blank):
        cure = f"填上这一格；可以不填的，在源文件里写成 {{{{ {column}|默认('…') }}}}，或放进 {{% if {column} %}}"
        return Fault("missing-value", f"这一格是空的，而源文件第{placeholder.line}行要写出它", cure, column=column)
    message = f"源文件第{placeholder.line}行要写出的“{column}”没有值"
    return Fault("missing-value", message, "核对列名；循环里的列名写作 户.列名", column=column)


# jinja2's English, by the words it begins with.
_SYNTAX_SAYINGS = (
    ("Encountered unknown tag", "不认识的标记", "只用 if、for、set；注意拼写和空格"),
    ("Unexpected end of template", "有一个 {% if %} 或 {% for %} 没有结束", "补上 {% endif %} 或 {% endfor %}"),
    ("unexpected end of template", "占位符没有结束", "补上 }} 或 %}"),
    ("unexpected '}'", "花括号不成对", "占位符写作 {{ 列名 }}"),
    ("Expected an expression", "{{ }} 里没有写列名", "写成 {{ 列名 }}；注释里也不要写空的 {{ }}"),
    ("unexpected char", "占位符里有不能用的符号", "引号、括号、竖线用英文的；花括号成对，写作 {{ 列名 }}"),
    ("No filter named", "没有这个过滤器", "可用：默认、年月日、月日、千分位、百分比、保留"),
    ("expected token", "占位符写法不对", "占位符写作 {{ 列名 }}，条件写作 {% if 列名 %} … {% endif %}"),
)


def _syntax_fault(error: TemplateError, text: str) -> Fault:
    said = error.message or ""
    line: int = getattr(error, "lineno", 1)
    lines = text.split("\n")
    value = lines[line - 1] if 0 < line <= len(lines) else None
    for beginning, message, cure in _SYNTAX_SAYINGS:
        if said.startswith(beginning):
            return Fault("wrong-placeholder", message, cure, value=value, line=line)
    return Fault("wrong-placeholder", f"占位符写法不对（{said}）", "占位符写作 {{ 列名 }}", value=value, line=line)
