"""Planning: checked rows get their numbers and the names of their files, in register and journal."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from gongwen.batching.identity import Identities
from gongwen.batching.jobs import Kept
from gongwen.batching.journal import Journal, Planned
from gongwen.batching.making import Task
from gongwen.batching.naming import NamePattern, same_name
from gongwen.errors import Fault, InputError
from gongwen.model import IssuingNumber
from gongwen.register import Facts, Numbers, Request, Reserved, State
from gongwen.sheets import Row

__all__ = ["Good", "Ordered", "Planner", "alike", "some"]

_SHOWN = 5


class Good(NamedTuple):
    """A row that may become a document."""

    row: Row
    facts: Facts
    number: IssuingNumber | None
    kept: Kept | None = None


class Ordered(NamedTuple):
    """A task, and what the register has to hear once more when it is done: facts of a number that was issued before."""

    task: Task
    facts: Facts | None


class Planner:
    """Plans the rows of one run, some at a time and in their order.

    ``in_the_way`` are files of other people's making that stand under the name of a row; while there are any, nothing
    is planned any more. Without ``strange`` files in the folder there can be none. ``renamed`` are files of rows that
    have another name by now; ``inputs`` are files that the run reads, and that no row ever takes.
    """

    def __init__(
        self,
        journal: Journal,
        register: Numbers | None,
        pattern: NamePattern,
        folder: Path,
        *,
        key: str,
        run: str,
        inputs: Sequence[Path] = (),
    ) -> None:
        self._journal, self._register, self._pattern, self._folder, self._run = journal, register, pattern, folder, run
        self._identities = Identities(key)
        self._position = 0
        self.in_the_way: list[Fault] = []
        self.remarks: list[str] = []
        self.renamed: list[str] = []
        self._read = frozenset(same_name(path.name) for path in inputs if _lies_in(path, folder))
        self.strange = _strange_files(folder, journal, pattern.ending) | self._read
        self._looked_alike = False

    def plan(self, goods: Sequence[Good], *, force: bool) -> list[Ordered]:
        """The tasks of some rows. Raises :class:`~gongwen.InputError` for numbers that cannot be given."""
        named = [self._identities.of(one.row) for one in goods]
        reserved = self._reserved(named, goods)
        numbers = [given.number if given else one.number for given, one in zip(reserved, goods, strict=True)]
        wanted_names = [
            self._pattern.name(one.row.values, number, one.facts, row=one.row.number)
            for one, number in zip(goods, numbers, strict=True)
        ]
        known, taken = self._journal.known(named), self._journal.taken(wanted_names)
        planned: list[Planned] = []
        tasks: list[Ordered] = []
        for identity, one, number, given, wanted in zip(named, goods, numbers, reserved, wanted_names, strict=True):
            before = known.get(identity)
            name = before.name if before and _is_numbered(before.name, wanted) else None
            name = name or self._journal.free_name(wanted, taken)
            if before and before.name != name and os.path.lexists(self._folder / before.name):
                self.renamed.append(before.name)
            if same_name(name) in (self._read if force or before else self.strange):
                self.in_the_way.append(_in_the_way(one.row, self._folder / name))
            ours = before is not None and before.sha256 is None  # what stands there, a run that was killed has left
            task = Task(
                identity,
                one.row,
                number,
                name,
                before.sha256 if before else None,
                ours or force,
                before.pages if before else None,
                one.kept,
            )
            tasks.append(Ordered(task, one.facts if given and given.state is State.ISSUED else None))
            self._position += 1
            planned.append(_line(task, self._position, one.facts))
        if not self.in_the_way:
            self._journal.plan(self._run, planned)
        return tasks

    def _reserved(self, named: Sequence[str], goods: Sequence[Good]) -> list[Reserved | None]:
        """What the register gives for each row that has a number."""
        answers: list[Reserved | None] = [None] * len(goods)
        if self._register is None:
            return answers
        asking = [place for place, one in enumerate(goods) if one.number is not None]
        requests = [
            Request(self._journal.holder(identity), one.number, one.facts)
            for identity, one in zip(named, goods, strict=True)
            if one.number is not None
        ]
        try:
            given = self._register.reserve(requests)
        except InputError:
            faults = self._register.check(requests)  # which rows they are of
            if not faults:
                raise
            raise InputError(replace(f, row=goods[asking[n]].row.number) for n, f in faults.items()) from None
        if not self._looked_alike and any(reserved.is_new for reserved in given):
            self._looked_alike = True
            self.remarks += alike(
                [r for r, reserved in zip(requests, given, strict=True) if reserved.is_new], self._register
            )
        for place, reserved in zip(asking, given, strict=True):
            answers[place] = reserved
            if reserved.skipped:
                skipped = some([str(number) for number in reserved.skipped])
                self.remarks.append(f"登记 {reserved.number} 时跳过了 {skipped} 号，已在登记簿里注明未用")
        return answers


def alike(requests: Sequence[Request], register: Numbers) -> list[str]:
    """Said when documents that get a number seem to have one already: a folder was begun anew, a source renamed."""
    found = register.alike(requests)
    if not found:
        return []
    numbers = some([str(entry.number) for entry in found.values()])
    return [
        f"登记簿里已有标题、主送机关、成文日期都与这次相同的公文（{numbers}），这次是另编新号；若是同一批重做，"
        "要用原来的文件夹、源文件名和认行的列，多编的号用 gongwen register 作废"
    ]


def _lies_in(path: Path, folder: Path) -> bool:
    try:
        return path.is_file() and path.parent.samefile(folder)
    except OSError:
        return False


def _strange_files(folder: Path, journal: Journal, ending: str) -> frozenset[str]:
    """Documents in the folder that no run has made, as :func:`~gongwen.batching.naming.same_name`."""
    names = [entry.name for entry in os.scandir(folder) if entry.name.lower().endswith(ending)]
    ours = journal.taken(names)
    return frozenset(same for same in map(same_name, names) if same not in ours)


def _line(task: Task, position: int, facts: Facts) -> Planned:
    return Planned(
        task.identity,
        task.row.number,
        position,
        task.name,
        str(task.number) if task.number else "",
        facts.title or "",
        facts.recipients or "",
        facts.copies,
    )


def _is_numbered(name: str, wanted: str) -> bool:
    """Whether a name is the wanted one, or that with -2, -3 …"""
    (stem, ending), (known, its) = os.path.splitext(wanted), os.path.splitext(name)
    if its != ending:
        return False
    return known == stem or (known.startswith(stem + "-") and known[len(stem) + 1 :].isdecimal())


def _in_the_way(row: Row, path: Path) -> Fault:
    message, cure = "输出文件夹里已有同名的文件", "换个文件夹或 --name，或加 --force 覆盖"
    return Fault("file-exists", message, cure, value=path.name, row=row.number)


def some(names: Sequence[str]) -> str:
    """The first few of many.

    >>> some(["甲", "乙"]), some(list("123456"))
    ('甲、乙', '1、2、3、4、5…')
    """
    return "、".join(names[:_SHOWN]) + ("…" if len(names) > _SHOWN else "")
