"""One batch at a time in a folder."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from gongwen.errors import Fault, InputError
from gongwen.sqlite import Trouble, trouble_of

__all__ = ["LOCK_NAME", "alone_in"]

LOCK_NAME = ".gongwen-batch.lock"
_SAYINGS = {
    Trouble.LOCKED: ("folder-in-use", "另一个程序正在往这个文件夹里成批生成公文", "等它做完再运行"),
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
            raise InputError(_fault(error, folder)) from None
        yield


def _fault(error: sqlite3.Error, folder: Path) -> Fault:
    code, message, cure = _SAYINGS.get(trouble_of(error, folder / LOCK_NAME), _NO_ACCESS)
    return Fault(code, message, cure, file=str(folder))
