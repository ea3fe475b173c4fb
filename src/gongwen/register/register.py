"""The register: numbers given, issued and made void, each step one transaction."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from types import TracebackType
from typing import Any

from gongwen.errors import Fault, GongwenError, InputError
from gongwen.model import IssuingNumber
from gongwen.register.database import damaged_line, in_words, open_database
from gongwen.register.plan import (
    Known,
    Recovery,
    numbers_given_away,
    plan_entries,
    plan_issues,
    plan_recovery,
    plan_requests,
    tidy,
    unwritable,
)
from gongwen.register.values import (
    Entry,
    Facts,
    Gap,
    Issue,
    Request,
    Reserved,
    Series,
    State,
    number_in,
    series_of,
)
from gongwen.sqlite import transaction

__all__ = ["Register"]

_COLUMNS = "code, year, sequence, state, identity, title, recipients, signer, date, copies, archive, reason, voided"
_INSERT = f"INSERT INTO numbers ({_COLUMNS}) VALUES ({', '.join('?' * 13)})"
_UPDATE = (
    "UPDATE numbers SET state = ?, identity = ?, title = ?, recipients = ?, signer = ?, date = ?, copies = ?,"
    " archive = ?, reason = ?, voided = ? WHERE code = ? AND year = ? AND sequence = ?"
)
_ISSUE = (
    f"UPDATE numbers SET state = '{State.ISSUED.value}' WHERE code = ? AND year = ? AND sequence = ?"
    f" AND state = '{State.RESERVED.value}' AND identity = ?"
)
_KEY = 3
# SQLite takes at least 999 values in one statement.
_AT_ONCE = 500


class Register:
    """An issuing-number register in one SQLite file; a context manager.

    Any number of processes may have the same file open; within a process, one ``Register`` a thread. Everything that
    is refused raises :class:`~gongwen.InputError` in Chinese, and then nothing has been written.

    >>> import tempfile; folder = tempfile.TemporaryDirectory()
    >>> with Register(folder.name + "/发文.db") as register:
    ...     asked = Request("春耕.xlsx 第2行", IssuingNumber.parse("云政发〔2026〕号"), Facts(title="关于春耕的通知"))
    ...     (given,) = register.reserve([asked])
    ...     (again,) = register.reserve([asked])
    ...     register.issue([Issue(given.number)])
    ...     print(given.number, given.is_new, again.number, again.is_new, register.next("云政发", 2026))
    云政发〔2026〕1号 True 云政发〔2026〕1号 False 2
    >>> folder.cleanup()
    """

    def __init__(self, path: str | os.PathLike[str], *, create: bool = True, timeout: float = 30.0) -> None:
        """Open the register at ``path``, or make it unless ``create`` is off.

        ``timeout``: seconds to wait for another program that is writing, each time something is asked.
        """
        self._path = os.fspath(path)
        self._timeout = timeout
        self._connection = open_database(self._path, create=create, timeout=timeout)

    @property
    def path(self) -> str:
        """Where the register lies."""
        return self._path

    def __enter__(self) -> Register:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; nothing is lost without it."""
        self._connection.close()

    # ------------------------------------------------------------------ numbers given, issued, made void

    def reserve(self, requests: Sequence[Request]) -> list[Reserved]:
        """Give every request its number, all in one transaction; the answers in the order of the requests.

        Whoever has a number gets the same one again. Raises :class:`~gongwen.InputError` with every fault, and then
        no number has been given; :meth:`check` tells which request each fault is of.
        """
        with self._writing():
            plan = plan_requests(requests, self._known(requests), self._path)
            if plan.faults:
                raise InputError(plan.faults.values())
            self._insert(plan.new)
            self._update(plan.changed)
        return plan.answers

    def check(self, requests: Sequence[Request]) -> dict[int, Fault]:
        """What :meth:`reserve` would refuse, by index of the request; takes no number."""
        with self._reading():
            known = self._known(requests)
        return plan_requests(requests, known, self._path).faults

    def alike(self, requests: Sequence[Request]) -> dict[int, Entry]:
        """Lines of other askers that say the same of their document as a request (title, recipients and day), by its
        index: the document may have a number already. Void numbers do not count."""
        wanted = {request.identity: tidy(request.facts) for request in requests}
        there: dict[tuple[Any, ...], Entry] = {}
        with self._reading():
            for series in {series_of(request.number) for request in requests}:
                for titles in _portions({facts.title for facts in wanted.values() if facts.title}):
                    where = "code = ? AND year = ? AND state <> 'void' AND title IN ({})"
                    for entry in self._entries(self._select(where, series, titles)):
                        if entry.identity not in wanted:
                            there.setdefault((*series, *_said(entry.facts)), entry)
        found = {
            index: there.get((*series_of(request.number), *_said(wanted[request.identity])))
            for index, request in enumerate(requests)
        }
        return {index: entry for index, entry in found.items() if entry is not None}

    def forgotten(self, entries: Sequence[Entry]) -> Recovery:
        """Which of these lines, kept elsewhere, the register does not know, and which it gave to others; it stays as it
        is."""
        with self._reading():
            return self._recovery(entries)

    def recover(self, entries: Sequence[Entry]) -> int:
        """Know again what was forgotten: numbers with their holders, in one transaction; how many.

        Raises :class:`~gongwen.InputError` when others have such a number by now.
        """
        with self._writing():
            found = self._recovery(entries)
            if found.taken:
                raise InputError(numbers_given_away(found.taken, self._path))
            self._insert(found.new)
            self._update(found.changed)
        return len(found.new) + len(found.changed)

    def _recovery(self, entries: Sequence[Entry]) -> Recovery:
        identities = [entry.identity for entry in entries if entry.identity is not None]
        numbers = self._by_number(entry.number for entry in entries)
        return plan_recovery(entries, Known(self._by_identity(identities), numbers, {}))

    def issue(self, issued: Sequence[Issue]) -> None:
        """Mark numbers as issued, all in one transaction; once more changes nothing, or only the facts."""
        with self._writing():
            if self._are_issued_as_reserved(issued):
                return
            changed, faults = plan_issues(issued, self._by_number([one.number for one in issued]))
            if faults:
                raise InputError(faults)
            self._update(changed)

    def _are_issued_as_reserved(self, issued: Sequence[Issue]) -> bool:
        """Issue what is reserved for those who say so, and whether that was all: in a batch it is, and no line need be
        read. Of what is left the lines are read, to find out why."""
        if not all(one.facts is None and one.identity and one.identity.isprintable() for one in issued):
            return False
        lines = [(*series_of(one.number), one.number.sequence, one.identity) for one in issued]
        return self._connection.executemany(_ISSUE, lines).rowcount == len(lines)

    def void(self, number: IssuingNumber, reason: str, *, when: date) -> None:
        """Make a number void for ever; whoever held it may then get another one.

        A number that is missing below the highest (see :meth:`gaps`) may be made void too: that explains the gap.
        """
        self.void_all([number], reason, when=when)

    def void_all(self, numbers: Sequence[IssuingNumber], reason: str, *, when: date) -> None:
        """Make several numbers void for the same reason, all or none of them."""
        why = reason.strip()
        fault = unwritable(Facts(), why)
        if not why:
            fault = Fault("missing-reason", "没有写作废的原因", "写明原因，如“印错，改发9号”", field="作废原因")
        if fault:
            raise InputError(fault)
        day = when.date() if isinstance(when, datetime) else when
        with self._writing():
            numbers = list(dict.fromkeys(numbers))
            known = self._by_number(numbers)
            faults = [fault for number in numbers if (fault := self._not_voidable(number, known.get(number)))]
            if faults:
                raise InputError(faults)
            self._update([entry._replace(state=State.VOID, reason=why, voided=day) for entry in known.values()])
            missing = [number for number in numbers if number not in known]
            self._insert([Entry(number, State.VOID, reason=why, voided=day) for number in missing])

    def _not_voidable(self, number: IssuingNumber, entry: Entry | None) -> Fault | None:
        if entry is None and (number.sequence is None or number.sequence > self._last(series_of(number))):
            cure = f"核对号码；看登记：gongwen register {self._path} list"
            return Fault("number-unknown", "登记簿里没有这个号", cure, field="发文字号", value=str(number))
        if entry is not None and entry.state is State.VOID:
            message = f"这个号早已作废（{entry.reason}）"
            return Fault("number-void", message, "不必再做", field="发文字号", value=str(number))
        return None

    def enter(self, entries: Sequence[Entry]) -> int:
        """Take over lines of an older register, in one transaction; how many were new.

        A number that is there already with the same title is passed over; identities are not taken over. Raises
        :class:`~gongwen.InputError` with every clash; :meth:`clashes` tells them by index.
        """
        with self._writing():
            new, faults = plan_entries(entries, self._by_number([entry.number for entry in entries]))
            if faults:
                raise InputError(faults.values())
            self._insert(new)
        return len(new)

    def clashes(self, entries: Sequence[Entry]) -> dict[int, Fault]:
        """What :meth:`enter` would refuse, by index of the entry; writes nothing."""
        with self._reading():
            there = self._by_number([entry.number for entry in entries])
        return plan_entries(entries, there)[1]

    # ------------------------------------------------------------------ what is there

    def next(self, code: str, year: int) -> int:
        """The sequence that the next request would get; takes nothing. ``("", 0)`` are the 令号."""
        with self._reading():
            return self._last((code, year)) + 1

    def entries(
        self, *, code: str | None = None, year: int | None = None, state: State | str | None = None
    ) -> Iterator[Entry]:
        """The lines of the register, ordered by 代字, year and sequence; all, or those asked for."""
        wanted = {"code": code, "year": year, "state": State(state).value if state is not None else None}
        asked = {name: value for name, value in wanted.items() if value is not None}
        where = " AND ".join(f"{name} = ?" for name in asked) or "1"
        sql = f"SELECT {_COLUMNS} FROM numbers WHERE {where} ORDER BY code, year, sequence"
        with self._reading():
            rows = self._connection.execute(sql, tuple(asked.values())).fetchall()
        return self._entries(rows)

    def gaps(self) -> list[Gap]:
        """Runs of numbers below the highest of their series that have no line; only an old table leaves such."""
        sql = "SELECT code, year, sequence FROM numbers ORDER BY code, year, sequence"
        with self._reading():
            rows = self._connection.execute(sql).fetchall()
        found: list[Gap] = []
        for (code, year), lines in groupby(rows, key=itemgetter(0, 1)):
            expected = 1
            for _, _, sequence in lines:
                if not isinstance(sequence, int):
                    raise damaged_line(self._path, f"{code} {year} {sequence}")
                if sequence > expected:
                    found.append(Gap(code, year, expected, sequence - 1))
                expected = sequence + 1
        return found

    # ------------------------------------------------------------------ the file

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with in_words(self._path, self._timeout), transaction(self._connection):
            yield

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with in_words(self._path, self._timeout), transaction(self._connection, "DEFERRED"):
            yield

    def _known(self, requests: Sequence[Request]) -> Known:
        identities = {request.identity for request in requests if not unwritable(Facts(), request.identity)}
        typed = [request.number for request in requests if request.number.sequence is not None]
        last = {series: self._last(series) for series in {series_of(request.number) for request in requests}}
        return Known(self._by_identity(identities), self._by_number(typed), last)

    def _by_identity(self, identities: Iterable[str]) -> dict[str, Entry]:
        where = "state <> 'void' AND identity IN ({})"
        found = (entry for some in _portions(identities) for entry in self._entries(self._select(where, (), some)))
        return {entry.identity: entry for entry in found if entry.identity is not None}

    def _by_number(self, numbers: Iterable[IssuingNumber]) -> dict[IssuingNumber, Entry]:
        sequences: dict[Series, set[int]] = {}
        for number in numbers:
            if number.sequence is not None:
                sequences.setdefault(series_of(number), set()).add(number.sequence)
        where = "code = ? AND year = ? AND sequence IN ({})"
        entries = (
            entry
            for series, wanted in sequences.items()
            for some in _portions(wanted)
            for entry in self._entries(self._select(where, series, some))
        )
        return {entry.number: entry for entry in entries}

    def _entries(self, rows: Iterable[tuple[Any, ...]]) -> Iterator[Entry]:
        row: tuple[Any, ...] = ()
        try:
            for row in rows:
                yield _entry(row)
        except (ValueError, TypeError, GongwenError):
            raise damaged_line(self._path, " ".join(map(str, row[: _KEY + 1]))) from None

    def _select(self, where: str, first: Sequence[Any], listed: Sequence[Any]) -> list[Any]:
        condition = where.format(", ".join("?" * len(listed)))
        return self._connection.execute(
            f"SELECT {_COLUMNS} FROM numbers WHERE {condition}", [*first, *listed]
        ).fetchall()

    def _last(self, series: Series) -> int:
        sql = "SELECT MAX(sequence) FROM numbers WHERE code = ? AND year = ?"
        return self._connection.execute(sql, series).fetchone()[0] or 0

    def _insert(self, entries: Iterable[Entry]) -> None:
        self._connection.executemany(_INSERT, map(_row, entries))

    def _update(self, entries: Iterable[Entry]) -> None:
        rows = map(_row, entries)
        self._connection.executemany(_UPDATE, ((*row[_KEY:], *row[:_KEY]) for row in rows))


def _said(facts: Facts) -> tuple[Any, ...]:
    return facts.title, facts.recipients, facts.date


def _portions(values: Iterable[Any]) -> Iterator[list[Any]]:
    listed = list(values)
    for start in range(0, len(listed), _AT_ONCE):
        yield listed[start : start + _AT_ONCE]


def _row(entry: Entry) -> tuple[Any, ...]:
    facts = entry.facts
    return (
        *series_of(entry.number),
        entry.number.sequence,
        entry.state.value,
        entry.identity,
        facts.title,
        facts.recipients,
        facts.signer,
        facts.date.isoformat() if facts.date else None,
        facts.copies,
        entry.archive,
        entry.reason,
        entry.voided.isoformat() if entry.voided else None,
    )


def _entry(row: tuple[Any, ...]) -> Entry:
    code, year, sequence, state, identity, title, recipients, signer, day, copies, archive, reason, voided = row
    facts = Facts(title, recipients, signer, date.fromisoformat(day) if day else None, copies)
    gone = date.fromisoformat(voided) if voided else None
    texts = (identity, title, recipients, signer, archive, reason)
    if not all(text is None or isinstance(text, str) for text in texts) or not isinstance(copies, int | None):
        raise TypeError(row)
    return Entry(number_in((code, year), sequence), State(state), identity, facts, archive, reason, gone)
