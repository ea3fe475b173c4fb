"""The register's file: SQLite that survives a power cut, opened with care, its errors said in plain words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from gongwen.errors import Fault, InputError
from gongwen.sqlite import Trouble, transaction, trouble_of

__all__ = ["SCHEMA_VERSION", "damaged_line", "in_words", "open_database"]

SCHEMA_VERSION = 1
# "gong": tells a register from another program's database.
_APPLICATION = 0x676F6E67
_SHORT_WAIT = 1.0
_TABLES = (
    """
    CREATE TABLE numbers (
        code TEXT NOT NULL,
        year INTEGER NOT NULL,
        sequence INTEGER NOT NULL CHECK (sequence >= 1),
        state TEXT NOT NULL CHECK (state IN ('reserved', 'issued', 'void')),
        identity TEXT,
        title TEXT,
        recipients TEXT,
        signer TEXT,
        date TEXT,
        copies INTEGER,
        archive TEXT,
        reason TEXT CHECK ((state = 'void') = (reason IS NOT NULL)),
        voided TEXT,
        PRIMARY KEY (code, year, sequence)
    ) WITHOUT ROWID
    """,
    # Whoever asks holds one number; a void one no longer counts.
    "CREATE UNIQUE INDEX holders ON numbers (identity) WHERE state <> 'void'",
)


def open_database(path: str, *, create: bool, timeout: float) -> sqlite3.Connection:
    """Open a register, or make one. Raises :class:`~gongwen.InputError` for what is none, newer, or out of reach.

    Every commit is on the disk when it returns: WAL with ``synchronous=FULL``, or, where WAL cannot be had (network
    drives), a rollback journal with ``synchronous=EXTRA``, which also syncs the folder.
    """
    _check_place(path, create=create)
    with in_words(path, timeout):
        try:
            return _opened(path, create=create, timeout=timeout)
        except sqlite3.OperationalError:
            if create or not _is_beyond_change(path):
                raise
            # WAL wants to write a file beside the register even to read it; where nobody can, nobody else does either.
            return _opened(f"{Path(path).absolute().as_uri()}?immutable=1", create=False, timeout=timeout, uri=True)


def _opened(path: str, *, create: bool, timeout: float, uri: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=timeout, isolation_level=None, uri=uri)
    try:
        _prepare(connection, path, create=create, timeout=timeout)
    except BaseException:
        connection.close()
        raise
    return connection


def _is_beyond_change(path: str) -> bool:
    """Whether a register lies where nothing can be written (a disc, a share for reading), and is complete: what stands
    in its journal could not be seen."""
    effective = os.access in os.supports_effective_ids
    folder = os.path.dirname(os.path.abspath(path))
    if all(os.access(place, os.W_OK, effective_ids=effective) for place in (path, folder)):
        return False
    try:
        return os.path.getsize(f"{path}-wal") == 0
    except OSError:
        return True


def _check_place(path: str, *, create: bool) -> None:
    if os.path.isdir(path):
        raise InputError(Fault("file-unreadable", "这是文件夹，不是登记簿", "写出登记簿的文件名", file=path))
    if os.path.exists(path):
        return
    if not create:
        raise InputError(Fault("file-not-found", "没有这个登记簿", "核对路径；编号或导入旧表时会新建", file=path))
    if not Path(path).absolute().parent.is_dir():
        raise InputError(Fault("file-error", "登记簿所在的文件夹不存在", "先建好文件夹，或核对路径", file=path))


def _prepare(connection: sqlite3.Connection, path: str, *, create: bool, timeout: float) -> None:
    if _is_empty(connection):
        if not create:
            raise InputError(Fault("not-a-register", "这个文件是空的，不是登记簿", "核对文件名", file=path))
        with transaction(connection):
            if _is_empty(connection):  # another process may have been faster
                for statement in _TABLES:
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {_APPLICATION}")
                connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    if _pragma(connection, "application_id") != _APPLICATION:
        cure = "核对文件名；登记簿由编号或导入旧表时新建"
        raise InputError(Fault("not-a-register", "这是别的程序的数据库，不是登记簿", cure, file=path))
    version = _pragma(connection, "user_version")
    if not isinstance(version, int) or version > SCHEMA_VERSION:
        message = f"这个登记簿是更新版本的程序建的（第{version}版，本程序只认到第{SCHEMA_VERSION}版）"
        raise InputError(Fault("newer-register", message, "升级 gongwen 再用；不要用旧程序改它", file=path))
    _make_durable(connection, timeout)


def _make_durable(connection: sqlite3.Connection, timeout: float) -> None:
    mode = _pragma(connection, "journal_mode")
    if mode != "wal":
        # Refused while another process is at work: then it is tried again at the next opening, and both modes are safe.
        connection.execute(f"PRAGMA busy_timeout = {int(min(timeout, _SHORT_WAIT) * 1000)}")
        with suppress(sqlite3.OperationalError):
            mode = _pragma(connection, "journal_mode = WAL")
        connection.execute(f"PRAGMA busy_timeout = {int(timeout * 1000)}")
    connection.execute(f"PRAGMA synchronous = {'FULL' if mode == 'wal' else 'EXTRA'}")


def _is_empty(connection: sqlite3.Connection) -> bool:
    has_tables = connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    return not has_tables and _pragma(connection, "application_id") == 0


def _pragma(connection: sqlite3.Connection, name: str) -> object:
    found = connection.execute(f"PRAGMA {name}").fetchone()
    return found[0] if found else None


_SAYINGS: Mapping[Trouble, tuple[str, str, str]] = {
    Trouble.LOCKED: ("register-locked", "登记簿正被另一个程序使用", "等它做完，再运行一次"),
    Trouble.NO_DATABASE: ("not-a-register", "这个文件不是登记簿", "核对文件名"),
    Trouble.DAMAGED: ("register-damaged", "登记簿已损坏", "用最近的备份或导出的表恢复"),
    Trouble.READ_ONLY: (
        "file-error",
        "登记簿是只读的，不能登记",
        "去掉文件和文件夹的只读属性，或请管理员开放写的权限",
    ),
    Trouble.OUT_OF_REACH: (
        "file-error",
        "登记簿打不开：文件或文件夹没有读写的权限",
        "请管理员开放权限，或换个文件夹",
    ),
    Trouble.FULL: ("file-error", "磁盘空间已满，没有登记", "腾出空间，再运行一次"),
    Trouble.DISK: ("file-error", "读写登记簿时磁盘出错", "检查磁盘或网络盘；登记簿最好放在本机硬盘上"),
}


def damaged_line(path: str, line: object) -> InputError:
    """The error of a line of the register that holds what no register writes; ``line`` says which."""
    _, _, cure = _SAYINGS[Trouble.DAMAGED]
    message = "登记簿里有一行读不出来，不是登记时写的样子"
    return InputError(Fault("register-damaged", message, cure, value=str(line), file=path))


@contextmanager
def in_words(path: str, timeout: float) -> Iterator[None]:
    """SQLite's errors as :class:`~gongwen.InputError` in Chinese; a programmer's mistakes stay what they are."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.DatabaseError as error:
        raise InputError(_fault(error, path, timeout)) from error


def _fault(error: sqlite3.Error, path: str, timeout: float) -> Fault:
    trouble = trouble_of(error, path)
    if trouble not in _SAYINGS:
        return Fault("register-unusable", f"读写登记簿失败（{error}）", "检查磁盘；用备份恢复登记簿", file=path)
    code, message, cure = _SAYINGS[trouble]
    waited = f"（等了{timeout:g}秒）" if trouble is Trouble.LOCKED else ""
    return Fault(code, message + waited, cure, file=path)
