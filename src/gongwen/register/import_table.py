"""An office's own 发文登记表 becomes entries of the register: all its rows, or a list of all faults."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from gongwen.errors import Fault, InputError
from gongwen.register.plan import plan_entries
from gongwen.register.read_table import Line, OldTable, read_table
from gongwen.register.register import Register
from gongwen.register.values import Entry, State

__all__ = ["Imported", "check_table", "import_table"]


class Imported(NamedTuple):
    """What became of a table's rows.

    ``added`` are new in the register, ``known`` were there already, ``blank`` have a number and nothing else;
    ``left_out`` are the headings of columns that a register does not keep. ``void`` of the lines are void; ``doubtful``
    are numbers taken for issued whose title or remark speaks of 作废.
    """

    added: int
    known: int
    blank: int
    left_out: tuple[str, ...]
    void: int = 0
    doubtful: tuple[str, ...] = ()


def import_table(register: Register, table: str | os.PathLike[str] | OldTable) -> Imported:
    """Take over the lines of an .xlsx or .csv, all or none; the next number then follows the last one of the table.

    Importing the same table again adds nothing. Raises :class:`~gongwen.InputError` with all unreadable cells and all
    numbers that are known with another title.
    """
    old = table if isinstance(table, OldTable) else read_table(table)
    entries = _entries(old)
    _refuse(old, register.clashes(entries))
    added = register.enter(entries)
    blank = sum(1 for line in old.lines if line.entry is None)
    void = sum(1 for entry in entries if entry.state is State.VOID)
    doubtful = tuple(str(line.entry.number) for line in old.lines if line.entry is not None and line.doubtful)
    return Imported(added, len(entries) - added, blank, old.left_out, void, doubtful)


def check_table(table: OldTable) -> None:
    """Refuse what no register could take over, before there is one. Raises :class:`~gongwen.InputError`."""
    _refuse(table, plan_entries(_entries(table), {})[1])


def _entries(table: OldTable) -> list[Entry]:
    return [line.entry for line in table.lines if line.entry is not None]


def _refuse(table: OldTable, clashes: Mapping[int, Fault]) -> None:
    """All faults of the rows, in the order of the rows."""
    several = len({line.sheet for line in table.lines}) > 1
    with_entry = -1
    faults: list[Fault] = []
    for line in table.lines:
        faults += [_placed(fault, line, table.file, several) for fault in line.faults]
        if line.entry is None:
            continue
        with_entry += 1
        if with_entry in clashes:
            fault = replace(clashes[with_entry], field=None, column=line.number_heading)
            faults.append(_placed(fault, line, table.file, several))
    if faults:
        raise InputError(faults)


def _placed(fault: Fault, line: Line, file: str, several: bool) -> Fault:
    return replace(fault, file=f"{file}〔{line.sheet}〕" if several else file, row=line.row)
