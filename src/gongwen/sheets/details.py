"""A second table whose rows belong to the rows of the first, by a key that both have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from gongwen.errors import Fault, InputError
from gongwen.sheets.grid import GridRows
from gongwen.sheets.values import DetailRow, Row, Rows

__all__ = ["DetailedRows"]


@dataclass
class _Group:
    """The rows of details of one key."""

    rows: list[DetailRow] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


class DetailedRows:
    """The rows of a table, each with its details. Raises :class:`~gongwen.InputError` when no key joins the two."""

    def __init__(self, rows: Rows, details: Rows, key: str | None) -> None:
        self.name, self.columns, self.detail_columns = rows.name, rows.columns, details.columns
        self.key = _key(rows, details, key)
        self._rows = rows
        self.details_name: str | None = details.name
        self._groups: dict[str, _Group] = {}
        self._without_key: list[Fault] = []
        for row in details:
            self._sort(row)
        self._detail_remarks = list(details.remarks)
        self.remarks: list[str] = [*rows.remarks, *self._detail_remarks]
        self.faults: list[Fault] = []

    def _sort(self, row: Row) -> None:
        value = row.values.get(self.key)
        if value is None:
            at_key = [fault for fault in row.faults if fault.column == self.key]
            self._without_key += at_key or [
                Fault(
                    "missing-key",
                    f"明细没有填“{self.key}”，不知道归哪一行",
                    f"填上“{self.key}”",
                    file=self.details_name,
                    row=row.number,
                    column=self.key,
                )
            ]
            return
        group = self._groups.setdefault(str(value), _Group())
        group.rows.append(DetailRow(row.values, row.number))
        group.numbers.append(row.number)
        group.faults += row.faults

    def __iter__(self) -> Iterator[Row]:
        self.faults = []
        met: set[str] = set()
        for row in self._rows:
            value = row.values.get(self.key)
            group = self._groups.get(str(value)) if value is not None else None
            if group is None:
                yield row
            else:
                met.add(str(value))
                yield row._replace(details=tuple(group.rows), faults=(*row.faults, *group.faults))
        self.remarks = [*self._rows.remarks, *self._detail_remarks]
        unmet = self._groups.keys() - met
        if unmet and isinstance(self._rows, GridRows):  # the details of a row that was left out are left out with it
            unmet -= {str(row.values.get(self.key)) for row in self._rows.hidden_rows()}
        self.faults = [
            *self._rows.faults,
            *self._without_key,
            *(
                self._unmet(key, number)
                for key, group in self._groups.items()
                if key in unmet
                for number in group.numbers
            ),
        ]

    def _unmet(self, key: str, number: int) -> Fault:
        return Fault(
            "unknown-key",
            f"{self.name} 里没有这个{self.key}",
            "核对写法，两张表要一字不差；或在主表补上这一行",
            value=key,
            file=self.details_name,
            row=number,
            column=self.key,
        )


def _key(rows: Rows, details: Rows, wanted: str | None) -> str:
    """The heading that joins the tables: the one asked for, the one they share, or the first of the details shared."""
    shared = [column for column in details.columns if column in rows.columns]
    if wanted is not None:
        faults = [
            Fault(
                "unknown-key-column",
                "没有这一列，不能按它对应",
                "核对列名",
                value=wanted,
                allowed="、".join(table.columns),
                file=table.name,
            )
            for table in (rows, details)
            if wanted not in table.columns
        ]
        if faults:
            raise InputError(faults)
        return wanted
    if not shared:
        raise InputError(
            Fault(
                "no-key",
                "明细表和主表没有相同的列名，不知道明细归哪一行",
                "给明细表加一列，列名与主表的一列相同（如“村名”）",
                value="、".join(details.columns),
                allowed="、".join(rows.columns),
                file=details.name,
            )
        )
    return details.columns[0] if details.columns[0] in shared else shared[0]
