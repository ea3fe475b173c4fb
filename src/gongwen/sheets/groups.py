"""Rows of one table that belong together, by a column: one row for each of its values, the others its details."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.errors import Fault, InputError
from gongwen.sheets.values import DetailRow, OwnRows, Row, Rows, Value, meant

__all__ = ["GroupedRows"]


class GroupedRows:
    """The rows of a table put together by a column, in the order in which its values are first met.

    A row that stands for several has the values they agree on, and None where they differ; its details are all the
    rows, without the column they were put together by. Raises :class:`~gongwen.InputError` for a table without the
    column.

    >>> from gongwen.sheets import open_rows
    >>> table = "村名,隐患,期限\\n上坝村,电线,3日\\n下坝村,通道,5日\\n上坝村,柴垛,3日\\n".encode()
    >>> for row in open_rows(table, group="村名"):
    ...     print(row.number, row.values, [detail["隐患"] for detail in row.details])
    2 {'村名': '上坝村', '隐患': None, '期限': '3日'} ['电线', '柴垛']
    3 {'村名': '下坝村', '隐患': '通道', '期限': '5日'} ['通道']
    """

    def __init__(self, rows: Rows, key: str) -> None:
        if key not in rows.columns:
            cure = f"{meant(key, rows.columns)}--group 写表里的一个列名，这一列相同的行并成一份"
            allowed = "、".join(rows.columns)
            raise InputError(Fault("unknown-key", "表里没有归并的这一列", cure, rows.name, key, allowed))
        self.name, self.columns = rows.name, rows.columns
        self.detail_columns = tuple(column for column in rows.columns if column != key)
        self.details_name: str | None = rows.name
        self.key = key
        self.remarks: list[str] = []
        self.faults: list[Fault] = []
        self._rows = rows

    def __iter__(self) -> Iterator[Row]:
        groups: dict[str, list[Row]] = {}
        self.faults = []
        count = 0
        for row in self._rows:
            count += 1
            value = row.values.get(self.key)
            if value is None:
                told = [fault for fault in row.faults if fault.column == self.key]
                self.faults += told or [self._without_key(row)]
            else:
                groups.setdefault(str(value).strip(), []).append(row)
        self.remarks = [*self._rows.remarks, f"按“{self.key}”归并：{count} 行成为 {len(groups)} 份"]
        self.faults += self._rows.faults
        for position, rows in enumerate(groups.values(), start=1):
            yield self._together(rows, position)

    def _together(self, rows: list[Row], position: int) -> Row:
        first = rows[0]
        values: dict[str, Value] = {
            column: value if all(row.values.get(column) == value for row in rows) else None
            for column, value in first.values.items()
        }
        values[self.key] = first.values[self.key]
        details = OwnRows(
            DetailRow({column: row.values.get(column) for column in self.detail_columns}, row.number) for row in rows
        )
        return Row(first.number, values, details, tuple(fault for row in rows for fault in row.faults), position)

    def _without_key(self, row: Row) -> Fault:
        message, cure = f"没有填“{self.key}”，不知道并到哪一份", f"填上“{self.key}”，或删去这一行"
        return Fault("missing-key", message, cure, file=self.name, row=row.number, column=self.key)
