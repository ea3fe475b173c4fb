"""Ctrl-C, answered in words whenever it comes: while the program starts, while files are written, while it ends."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, TypeAlias

__all__ = ["INTERRUPTED", "begin_to_end", "finish_what_is_begun", "leave_at_once", "undisturbed"]

INTERRUPTED = 130
_Handler: TypeAlias = Callable[[int, FrameType | None], Any] | int


@contextmanager
def _answered_by(handler: _Handler) -> Iterator[None]:
    """Only the main thread hears of signals, and may say what is done on them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.default_int_handler)


@contextmanager
def leave_at_once() -> Iterator[None]:
    """While modules are loaded, and nothing is open yet: an exception there would be lost in places that ignore it."""

    def leave(_signal: int, _frame: FrameType | None) -> None:
        os.write(2, "✗ 已中断。\n  处理：重新运行同一条命令\n".encode())
        os._exit(INTERRUPTED)

    with _answered_by(leave):
        yield


@contextmanager
def finish_what_is_begun() -> Iterator[Callable[[], bool]]:
    """The first Ctrl-C lets the files in hand be finished, the second one stops at once; tells whether it was
    pressed."""
    asked = False

    def ask(_signal: int, _frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True
        print("\n正在做完手上的几份……（再按一次立即停止）", file=sys.stderr)

    with _answered_by(ask):
        yield lambda: asked


@contextmanager
def undisturbed() -> Iterator[None]:
    """Who presses Ctrl-C twice is to read what became of it, once."""
    with _answered_by(signal.SIG_IGN):
        yield


def begin_to_end() -> None:
    """All is done and said: nothing more is stopped while the interpreter puts its things away."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
