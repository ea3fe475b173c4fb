"""The journal of a folder: which rows became which files, so that a batch goes on where it stopped; and its lock.

One SQLite file beside the documents. A row is known by its identity; the journal keeps the file's name, the number,
what the document was made from (a digest) and, once the file stands whole on the disk, its SHA-256.
"""

from __future__ import annotations

import os
import sqlite3
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, get_args, get_type_hints

from gongwen.batching.naming import numbered, same_name
from gongwen.errors import Fault, InputError
from gongwen.sqlite import Trouble, transaction, trouble_of

__all__ = [
    "JOURNAL_NAME",
    "LOCK_NAME",
    "OPEN_SEQUENCE",
    "Journal",
    "Known",
    "Listed",
    "Numbered",
    "Planned",
    "alone_in",
]

OPEN_SEQUENCE = "\u3000"
"""Where an open number leaves room for its 顺序号."""
JOURNAL_NAME = ".gongwen-batch.db"
LOCK_NAME = ".gongwen-batch.lock"
_VERSION = 2
# SQLite takes at least 999 values in one statement.
_AT_ONCE = 900
# Documents lie in the order they came: identities may be hashes, and lines in their order would go all over the file.
_SCHEMA = """
CREATE TABLE batches (
    source TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, key TEXT, unfinished INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE documents (
    batch TEXT NOT NULL, identity TEXT NOT NULL, row INTEGER NOT NULL, position INTEGER NOT NULL,
    name TEXT NOT NULL, same_name TEXT NOT NULL UNIQUE, number TEXT NOT NULL,
    title TEXT NOT NULL, recipients TEXT NOT NULL, copies INTEGER, sha256 TEXT, pages INTEGER,
    run TEXT NOT NULL, PRIMARY KEY (batch, identity)
);
CREATE INDEX by_position ON documents (batch, position);
CREATE TABLE outputs (path TEXT PRIMARY KEY, sha256 TEXT NOT NULL) WITHOUT ROWID;
"""


class Known(NamedTuple):
    """What the journal knows of a row: its file's name, the file's SHA-256 once it was made, its number, and its pages
    where they were counted."""

    name: str
    sha256: str | None
    number: str
    pages: int | None


class Planned(NamedTuple):
    """A row that will become a file."""

    identity: str
    row: int
    position: int
    name: str
    number: str
    title: str
    recipients: str
    copies: int | None


class Listed(NamedTuple):
    """A line of the list of documents."""

    row: int
    name: str
    number: str
    title: str
    recipients: str
    copies: int | None
    sha256: str | None
    identity: str
    pages: int | None


class Numbered(NamedTuple):
    """A document of the folder that has a whole number, and who holds it in the register."""

    holder: str
    number: str
    title: str
    recipients: str
    copies: int | None
    made: int


_Line = TypeVar("_Line")


class Journal:
    """The journal of one folder and one source. Raises :class:`~gongwen.InputError` when it cannot be used."""

    def __init__(self, folder: Path, source: str) -> None:
        self._path = folder / JOURNAL_NAME
        source = _storable(source)
        with _in_words(self._path):
            self._base = sqlite3.connect(self._path, isolation_level=None, timeout=5)
            self._prepare()
            with transaction(self._base):
                found = self._base.execute("SELECT id, key, unfinished FROM batches WHERE source = ?", (source,))
                row = found.fetchone()
                if row is None:
                    row = (uuid.uuid4().hex, None, 0)
                    self._base.execute("INSERT INTO batches VALUES (?, ?, NULL, 0)", (source, row[0]))
        if not isinstance(row[0], str) or not isinstance(row[1], str | None):
            raise _damaged(self._path)
        self.id: str = row[0]
        """This batch's own name, the same whenever the same source is run into the same folder."""
        self.key: str | None = row[1]
        """The column by which rows are known, "" for a row's whole content; None while undecided."""
        self.unfinished = bool(row[2])
        """Whether the last run stopped before its end."""

    def _prepare(self) -> None:
        version = self._base.execute("PRAGMA user_version").fetchone()[0]
        if version > _VERSION:
            raise InputError(
                Fault("newer-journal", "这个文件夹是用更新版本的 gongwen 做的", "升级 gongwen", file=str(self._path))
            )
        self._base.execute("PRAGMA journal_mode=WAL")
        self._base.execute("PRAGMA synchronous=FULL")
        if version == 0:
            with transaction(self._base):
                if not self._base.execute("SELECT 1 FROM sqlite_master WHERE name = 'batches'").fetchone():
                    for statement in _SCHEMA.split(";"):
                        self._base.execute(statement)
                    self._base.execute(f"PRAGMA user_version = {_VERSION}")
        elif version == 1:  # knew no pages
            with transaction(self._base):
                if self._base.execute("PRAGMA user_version").fetchone()[0] == 1:
                    self._base.execute("ALTER TABLE documents ADD COLUMN pages INTEGER")
                    self._base.execute(f"PRAGMA user_version = {_VERSION}")

    def _all_or_nothing(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        with _in_words(self._path), transaction(self._base):
            self._base.executemany(statement, rows)

    def _asked(self, statement: str, values: Sequence[Any]) -> Iterator[Any]:
        with _in_words(self._path):
            for line in self._base.execute(statement, values):  # noqa: UP028 - what is left unread is not to be closed
                yield line

    def _line(self, kind: Callable[..., _Line], values: Sequence[Any]) -> _Line:
        """A line of the journal, which holds what a batch wrote: SQLite itself would keep anything anywhere."""
        for value, kinds in zip(values, _kinds_of(kind), strict=True):
            if not isinstance(value, kinds):
                raise _damaged(self._path)
        return kind(*values)

    def begin(self, key: str) -> None:
        """A run begins: from here to :meth:`finish` the batch is unfinished."""
        self._all_or_nothing("UPDATE batches SET key = ?, unfinished = 1 WHERE id = ?", [(key, self.id)])
        self.key, self.unfinished = key, True

    def finish(self) -> None:
        """Every row of the run is settled."""
        self._all_or_nothing("UPDATE batches SET unfinished = 0 WHERE id = ?", [(self.id,)])
        self.unfinished = False

    def known(self, identities: Sequence[str]) -> dict[str, Known]:
        """What is known of rows, by their identity."""
        columns, where = "identity, name, sha256, number, pages", "batch = ? AND identity"
        return {line[0]: self._line(Known, line[1:]) for line in self._among(columns, where, identities, self.id)}

    def made_by_others(self, titles: Mapping[str, str | None]) -> int:
        """How many of these rows, by identity, other sources made into documents with a number and the same title."""
        asked = self._among("identity, title, batch, number", "identity", list(titles))
        same = {line[0] for line in asked if line[2] != self.id and line[3] and titles.get(line[0]) == line[1]}
        return len(same)

    def taken(self, names: Sequence[str]) -> set[str]:
        """Which of these names other documents of the folder have, as :func:`~gongwen.batching.naming.same_name`."""
        return {line[0] for line in self._among("same_name", "same_name", list(map(same_name, names)))}

    def _among(self, columns: str, where: str, values: Sequence[str], *before: str) -> Iterator[Any]:
        for start in range(0, len(values), _AT_ONCE):
            some = values[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            statement = f"SELECT {columns} FROM documents WHERE {where} IN ({marks})"
            yield from self._asked(statement, (*before, *some))

    def free_name(self, name: str, taken: set[str]) -> str:
        """The name, or with -2, -3 … the first that no other row of this folder has; adds it to ``taken``, which
        holds the names that :meth:`taken` told of."""
        count = 1
        while True:
            candidate = numbered(name, count)
            same = same_name(candidate)
            if same not in taken and (count == 1 or not self.taken([candidate])):
                taken.add(same)
                return candidate
            count += 1

    def plan(self, run: str, planned: Iterable[Planned]) -> None:
        """What will be written, in one transaction; the hash of an earlier file is kept until it is replaced."""
        rows = [(self.id, *one[:4], same_name(one.name), *one[4:], run) for one in planned]
        self._all_or_nothing(
            "INSERT INTO documents (batch, identity, row, position, name, same_name, number, title,"
            " recipients, copies, run) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (batch, identity) DO UPDATE SET row = excluded.row, position = excluded.position,"
            " name = excluded.name, same_name = excluded.same_name, number = excluded.number,"
            " title = excluded.title, recipients = excluded.recipients, copies = excluded.copies,"
            " run = excluded.run",
            rows,
        )

    def written(self, files: Iterable[tuple[str, str, int | None]]) -> None:
        """Identity, SHA-256 and pages of files that stand whole on the disk."""
        self._all_or_nothing(
            "UPDATE documents SET sha256 = ?, pages = ? WHERE batch = ? AND identity = ?",
            [(sha256, pages, self.id, identity) for identity, sha256, pages in files],
        )

    def listed(self, run: str) -> Iterator[Listed]:
        """The documents of this run's rows, in their order."""
        yield from self._lines("run = ?", run)

    def left_over(self, run: str) -> Iterator[Listed]:
        """Documents of earlier runs whose rows are gone."""
        yield from self._lines("run != ? AND sha256 IS NOT NULL", run)

    def numbered(self) -> Iterator[Numbered]:
        """The documents of all batches of the folder that have a whole number."""
        found = self._asked(
            "SELECT batch || '/' || identity, number, title, recipients, copies, sha256 IS NOT NULL FROM documents"
            " WHERE number != '' AND instr(number, ?) = 0",
            (OPEN_SEQUENCE,),
        )
        yield from (self._line(Numbered, line) for line in found)

    def holder(self, identity: str) -> str:
        """By what name the register knows a row of this batch."""
        return f"{self.id}/{identity}"

    def _lines(self, condition: str, run: str) -> Iterator[Listed]:
        found = self._asked(
            "SELECT row, name, number, title, recipients, copies, sha256, identity, pages FROM documents"
            f" WHERE batch = ? AND {condition} ORDER BY position",
            (self.id, run),
        )
        yield from (self._line(Listed, line) for line in found)

    def output(self, path: Path) -> str | None:
        """The SHA-256 of a list, archive or print file as it was last made here; None when it never was."""
        names = (self._output_name(path), _storable(str(path.resolve())))
        return next((line[0] for line in self._asked("SELECT sha256 FROM outputs WHERE path IN (?, ?)", names)), None)

    def note_output(self, path: Path, sha256: str) -> None:
        """Remember what a list, archive or print file was made to hold."""
        if self.output(path) != sha256:
            self._all_or_nothing("INSERT OR REPLACE INTO outputs VALUES (?, ?)", [(self._output_name(path), sha256)])

    def _output_name(self, path: Path) -> str:
        """Seen from the folder, so that a folder may be moved or copied."""
        try:
            return _storable(Path(os.path.relpath(path.resolve(), self._path.parent.resolve())).as_posix())
        except ValueError:  # on another drive
            return _storable(str(path.resolve()))

    def close(self) -> None:
        """Give the file back."""
        self._base.close()

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _storable(text: str) -> str:
    """A file's name as SQLite can keep it: what is no UTF-8 in the name stands in it as halves of characters.

    >>> _storable("源.md"), len(_storable(chr(0xDCD4)))
    ('源.md', 6)
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


_IN_USE = ("folder-in-use", "另一个程序正在往这个文件夹里成批生成公文", "等它做完再运行")
_SAYINGS = {
    Trouble.LOCKED: _IN_USE,
    Trouble.READ_ONLY: ("file-error", "不能往这个文件夹里写", "检查权限，或换个文件夹"),
    Trouble.OUT_OF_REACH: ("file-error", "不能往这个文件夹里写", "检查权限，或换个文件夹"),
    Trouble.FULL: ("file-error", "磁盘空间已满，底账写不下", "腾出空间，同一条命令加 --resume 接着做"),
    Trouble.DISK: ("file-error", "读写底账时磁盘出错", "检查磁盘或网络盘，同一条命令加 --resume 接着做"),
}


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """SQLite's errors as :class:`~gongwen.InputError`; only what is damaged indeed is told to be removed."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        trouble = trouble_of(error, path)
        if trouble in _SAYINGS:
            code, message, cure = _SAYINGS[trouble]
            raise InputError(Fault(code, message, cure, file=os.fspath(path.parent))) from error
        raise _damaged(path) from error


def _damaged(path: Path) -> InputError:
    cure = "从备份恢复这个文件；没有备份的，删去它再做是新的一批，会编新号，原来的号要作废"
    return InputError(Fault("damaged-journal", "批次记录坏了", cure, file=str(path)))


@cache
def _kinds_of(line: Callable[..., Any]) -> tuple[tuple[type, ...], ...]:
    """What each value of a line may be."""
    return tuple(get_args(hint) or (hint,) for hint in get_type_hints(line).values())


# ---------------------------------------------------------------------------------- one at a time

_LOCK_SAYINGS = {
    Trouble.LOCKED: _IN_USE,
    Trouble.FULL: ("file-error", "磁盘空间已满", "腾出空间，再运行一次"),
}
_NO_ACCESS = ("file-error", "没有权限往这个文件夹里写", "去掉文件夹的只读属性，或换个文件夹")


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Only one batch at a time works in a folder; the system frees the lock whatever becomes of the process.

    Raises :class:`~gongwen.InputError` when another one is at work there, or the folder cannot be written to.
    """
    with ExitStack() as stack:
        try:
            lock = stack.enter_context(closing(sqlite3.connect(folder / LOCK_NAME, isolation_level=None, timeout=0)))
            lock.execute("PRAGMA journal_mode=OFF")
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            raise InputError(_lock_fault(error, folder)) from None
        yield


def _lock_fault(error: sqlite3.Error, folder: Path) -> Fault:
    code, message, cure = _LOCK_SAYINGS.get(trouble_of(error, folder / LOCK_NAME), _NO_ACCESS)
    return Fault(code, message, cure, file=str(folder))
