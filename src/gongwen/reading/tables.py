"""Pipe tables: lines that begin with “|” become a table of text cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, NamedTuple, TypeAlias

from gongwen.errors import Fault
from gongwen.model import Table
from gongwen.patterns import pattern
from gongwen.reading.building import build
from gongwen.standard.roles import TABLE_LYING, TABLE_UPRIGHT
from gongwen.text import BLANKS, one_line, trim

__all__ = ["TableResult", "is_caption", "is_table_line", "read_table", "split_lying"]

Alignment: TypeAlias = Literal["left", "center", "right"] | None

_CELL_EDGE = pattern(r"(?<!\\)\|")
_SEPARATOR_CELL = pattern(":?-+:?")
_LYING = pattern(f"[（(]({TABLE_LYING}|{TABLE_UPRIGHT})[）)]$")
_CAPTION = pattern(f"表[0-9０-９一二三四五六七八九十.．—–－-]*[{BLANKS}：:].")
_CURE = "每行的“|”要一样多；空格子也写“|”，格子里的竖线写成“\\|”"


class TableResult(NamedTuple):
    """A table, or None and the faults of its lines."""

    table: Table | None
    faults: tuple[Fault, ...] = ()


class _Row(NamedTuple):
    line: int
    cells: tuple[str, ...]


def is_table_line(line: str) -> bool:
    """Whether a trimmed line is a row of a table."""
    return line.startswith("|")


def is_caption(line: str) -> bool:
    """Whether a trimmed line that stands above a table is the table's caption.

    >>> is_caption("表1　各村防火面积"), is_caption("表：各村防火面积"), is_caption("表彰名单如下")
    (True, True, False)
    >>> is_caption("（横排）")
    True
    """
    return _CAPTION.match(line) is not None or _LYING.match(line) is not None


def split_lying(caption: str | None) -> tuple[str | None, bool | None]:
    """A caption without the word on how its sheet lies, and that word: True for 横排, False for 竖排.

    >>> split_lying("表1：防火物资台账（横排）"), split_lying("（竖排）"), split_lying("表1：台账")
    (('表1：防火物资台账', True), (None, False), ('表1：台账', None))
    """
    said = _LYING.search(caption or "")
    if caption is None or said is None:
        return caption, None
    return trim(caption[: said.start()]) or None, said[1] == TABLE_LYING


def read_table(lines: Sequence[str], *, first_line: int, caption: str | None = None) -> TableResult:
    """The trimmed lines of one table as a Table; rows of unequal length are faults, each at its line.

    The caption is the line above the table. Alignments stay empty when the separator row has no colons.

    >>> table, _ = read_table(["| 村名 | 面积 |", "|---|---:|", "| 上坝村 | 120 |"], first_line=1)
    >>> table.header, table.rows, table.alignments
    (('村名', '面积'), (('上坝村', '120'),), (None, 'right'))
    >>> print(*read_table(["|甲|乙|", "|丙|"], first_line=7).faults)
    第8行 ...
    """
    rows = [_Row(first_line + index, _cells(line)) for index, line in enumerate(lines)]
    separator = next((row for row in rows[:2] if _is_separator(row.cells)), None)
    content = [row for row in rows if row is not separator]
    if not content:
        cure = "在分隔行上面写表头，下面写各行"
        return TableResult(None, (Fault("empty-table", "表格只有分隔行，没有内容", cure, "表格", line=first_line),))
    caption, landscape = split_lying(caption)
    width = len(content[0].cells)
    uneven = [row for row in rows if len(row.cells) != width]
    if uneven:
        return TableResult(None, tuple(_uneven(row, width) for row in uneven))
    header = content[:1] if separator is not None and separator is not rows[0] else []
    body = content[len(header) :]
    alignments = tuple(map(_alignment, separator.cells)) if separator else ()
    built = build(
        Table,
        {
            "caption": None if caption is None else one_line(caption),
            "landscape": landscape,
            "header": header[0].cells if header else (),
            "rows": tuple(row.cells for row in body),
            "alignments": alignments if any(alignments) else (),
        },
    )
    return TableResult(built.value, tuple(_placed(fault, header, body) for fault in built.faults))


def _uneven(row: _Row, width: int) -> Fault:
    return Fault("uneven-table", f"表格这一行有 {len(row.cells)} 格，第一行有 {width} 格", _CURE, "表格", line=row.line)


def _placed(fault: Fault, header: list[_Row], body: list[_Row]) -> Fault:
    """The fault at its row; one of the caption is left for the caller, who knows its line."""
    match fault.loc:
        case ("rows", int(index), *_):
            line = body[index].line
        case ("header", *_):
            line = header[0].line
        case _:
            return replace(fault, field="表题", loc=())
    return replace(fault, field="表格", line=line, loc=())


def _cells(line: str) -> tuple[str, ...]:
    cells = _CELL_EDGE.split(line)[1:]
    if len(cells) > 1 and not trim(cells[-1]):
        cells.pop()
    return tuple(trim(cell).replace("\\|", "|") for cell in cells)


def _is_separator(cells: tuple[str, ...]) -> bool:
    return all(_SEPARATOR_CELL.fullmatch(cell) for cell in cells)


def _alignment(cell: str) -> Alignment:
    match cell.startswith(":"), cell.endswith(":"):
        case True, True:
            return "center"
        case True, False:
            return "left"
        case False, True:
            return "right"
        case _:
            return None
