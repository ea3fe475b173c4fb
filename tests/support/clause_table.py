"""The clause table of the project, docs/clauses.csv: what the standard and the regulation ask, a requirement a row.

The table is written from the standard, not from the code: what the code says of a clause is compared with it.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

__all__ = ["TABLE", "Clause", "clause_table", "known"]

TABLE = Path(__file__).parents[2] / "docs" / "clauses.csv"


class Clause(NamedTuple):
    """One row: its id, the 要素, how binding it is, its figures and how far a page may be off, and what else to say."""

    id: str
    element: str
    grade: str
    figures: tuple[str, ...]
    tolerances: tuple[str, ...]
    gist: str


@cache
def clause_table() -> dict[str, Clause]:
    """The rows by their ids, in the order of the table. Raises ``ValueError`` for an id that stands there twice."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [
            Clause(row["编号"], row["要素"], row["强度"], _list(row["数值"]), _list(row["容差"]), row["要点"])
            for row in csv.DictReader(file)
        ]
    table = {row.id: row for row in rows}
    if len(table) < len(rows):
        raise ValueError("an id stands twice in the clause table")
    return table


def known(id: str) -> bool:
    """Whether an id is a row of the table, or a clause that rows of it spell out (9704-7.4 for 9704-7.4.1-a)."""
    return any(row == id or row.startswith((f"{id}.", f"{id}-")) for row in clause_table())


def _list(cell: str) -> tuple[str, ...]:
    return tuple(one.removeprefix("标准 ") for one in cell.split("；") if one)
