"""One batch at a time in a folder."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gongwen.errors import Fault, InputError

__all__ = ["LOCK_NAME", "alone_in"]

LOCK_NAME = ".gongwen-batch.lock"


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Only one batch at a time works in a folder; the system frees the lock whatever becomes of the process.

    Raises :class:`~gongwen.InputError` when another one is at work there, or the folder cannot be written to.
    """
    lock = sqlite3.connect(folder / LOCK_NAME, isolation_level=None, timeout=0)
    try:
        lock.execute("PRAGMA journal_mode=OFF")
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        lock.close()
        if "locked" not in str(error):
            fault = Fault("file-error", "不能往这个文件夹里写", "检查权限，或换个文件夹", file=str(folder))
        else:
            message = "另一个程序正在往这个文件夹里成批生成公文"
            fault = Fault("folder-in-use", message, "等它做完再运行", file=str(folder))
        raise InputError(fault) from None
    try:
        yield
    finally:
        lock.close()
