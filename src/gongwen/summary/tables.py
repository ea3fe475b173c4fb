"""Tables of figures; a column in which no row has anything is left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple, TypeAlias

from gongwen.model import Table
from gongwen.summary.indicator import Indicator
from gongwen.summary.sentences import NO_FIGURE, change_cell, completion_cell
from gongwen.summary.writing import Writing

__all__ = ["indicator_table", "own_table", "village_tables"]

_Alignment: TypeAlias = Literal["left", "center", "right"] | None
_COLUMNS_ACROSS = 5


class _Column(NamedTuple):
    name: str
    cell: Callable[[Indicator, Writing], str]
    alignment: _Alignment = "right"


def _figure(column: str) -> Callable[[Indicator, Writing], str]:
    def cell(indicator: Indicator, writing: Writing) -> str:
        value = getattr(indicator, column)
        return NO_FIGURE if value is None else writing.number(value)

    return cell


def _columns(writing: Writing, heading: str) -> tuple[_Column, ...]:
    return (
        _Column(heading, lambda indicator, _: indicator.name, None),
        _Column("单位", lambda indicator, _: indicator.unit or NO_FIGURE, "center"),
        _Column("本期", _figure("current")),
        _Column("上期", _figure("previous")),
        _Column(writing.comparison, change_cell),
        _Column("目标", _figure("target")),
        _Column("完成率", completion_cell),
    )


def indicator_table(indicators: Sequence[Indicator], writing: Writing, caption: str) -> Table:
    """指标, 单位, 本期, 上期, 同比, 目标, 完成率: one row an indicator."""
    return _table(indicators, writing, caption, _columns(writing, "指标"))


def own_table(rows: Sequence[Indicator], writing: Writing, caption: str, heading: str) -> Table:
    """One indicator, one row a village: the unit stands in the caption, not in a column."""
    columns = tuple(column for column in _columns(writing, heading) if column.name != "单位")
    return _table(rows, writing, caption, columns)


def _table(rows: Sequence[Indicator], writing: Writing, caption: str, columns: Sequence[_Column]) -> Table:
    written = [(column, [column.cell(row, writing) for row in rows]) for column in columns]
    filled = [entry for entry in written if any(cell != NO_FIGURE for cell in entry[1])]
    return Table(
        caption=caption,
        header=tuple(column.name for column, _ in filled),
        rows=tuple(zip(*(cells for _, cells in filled), strict=True)),
        alignments=tuple(column.alignment for column, _ in filled),
    )


def village_tables(
    columns: Sequence[tuple[Indicator, Sequence[Indicator]]], writing: Writing, caption: str, heading: str
) -> list[Table]:
    """本期 of several indicators, one row a village, the totals last; split where there are too many columns.

    Each column is the total and the rows it was added from.
    """
    parts = [columns[start : start + _COLUMNS_ACROSS] for start in range(0, len(columns), _COLUMNS_ACROSS)]
    current = _figure("current")
    tables = []
    for number, part in enumerate(parts, start=1):
        names = [row.name for row in part[0][1]]
        cells = [[*(current(row, writing) for row in rows), current(added, writing)] for added, rows in part]
        right: Literal["right"] = "right"
        tables.append(
            Table(
                caption=f"{caption}（之{number}）" if len(parts) > 1 else caption,
                header=(heading, *(f"{added.name}（{added.unit}）" if added.unit else added.name for added, _ in part)),
                rows=tuple(zip([*names, "合计"], *cells, strict=True)),
                alignments=(None, *[right for _ in part]),
            )
        )
    return tables
