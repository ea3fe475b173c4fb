"""SQLite as register, journal and lock use it: all or nothing, and what it could not do told apart."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum, auto

__all__ = ["Trouble", "transaction", "trouble_of"]

# Less than this is a full disk, though SQLite may call it an error of the disk: its shared memory finds no room.
_NO_ROOM = 1 << 16


class Trouble(Enum):
    """What SQLite could not do."""

    LOCKED = auto()
    NO_DATABASE = auto()
    DAMAGED = auto()
    READ_ONLY = auto()
    OUT_OF_REACH = auto()
    FULL = auto()
    DISK = auto()
    OTHER = auto()


# SQLite's own words, which do not change; Python 3.10 has no error numbers yet.
_WORDS = {
    "locked": Trouble.LOCKED,
    "not a database": Trouble.NO_DATABASE,
    "malformed": Trouble.DAMAGED,
    "decode to UTF-8": Trouble.DAMAGED,
    "readonly": Trouble.READ_ONLY,
    "unable to open": Trouble.OUT_OF_REACH,
    "disk is full": Trouble.FULL,
    "disk I/O": Trouble.DISK,
}


def trouble_of(error: sqlite3.Error, path: str | os.PathLike[str]) -> Trouble:
    """What stands behind an error of the database at ``path``.

    >>> trouble_of(sqlite3.OperationalError("database is locked"), "发文.db").name
    'LOCKED'
    """
    said = str(error)
    trouble = next((trouble for words, trouble in _WORDS.items() if words in said), Trouble.OTHER)
    if trouble in (Trouble.DISK, Trouble.OUT_OF_REACH) and _is_full(path):
        return Trouble.FULL
    return trouble


def _is_full(path: str | os.PathLike[str]) -> bool:
    try:
        return shutil.disk_usage(os.path.dirname(os.path.abspath(path))).free < _NO_ROOM
    except OSError:
        return False


@contextmanager
def transaction(connection: sqlite3.Connection, kind: str = "IMMEDIATE") -> Iterator[None]:
    """All of what is written inside, or nothing of it."""
    connection.execute(f"BEGIN {kind}")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # SQLite itself may have rolled back already (disk full).
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
