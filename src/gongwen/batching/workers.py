"""Hands for the work: this process, processes of its own, or any ``concurrent.futures`` executor given."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import suppress
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from typing import TypeVar

from gongwen.errors import Fault, GongwenError, InputError

__all__ = ["Workers", "usable_cores"]

_LOG = logging.getLogger(__name__)
# Whoever wants to hear of it sets up logging; without, nothing is to appear among a clerk's messages.
logging.getLogger("gongwen").addHandler(logging.NullHandler())

_T = TypeVar("_T")
_R = TypeVar("_R")
_ALONE = 1  # handful done here before it is worth while to start other processes
_WAITING = 1  # handfuls in hand for each process
_ATTEMPTS = 4


def usable_cores() -> int:
    """How many processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers:
    """Runs a function over handfuls of work, in order, with a few in hand at a time; a context manager.

    ``executor``, when given, does the work and stays open; otherwise ``jobs`` processes start when there is enough to
    do. A worker that dies is replaced and its handful done again: the work is such that doing it twice does no harm.
    """

    def __init__(self, jobs: int = 1, executor: Executor | None = None) -> None:
        self._jobs = max(1, jobs)
        self._given = executor
        self._own: ProcessPoolExecutor | None = None
        self.died = 0
        """How often work had to be done again: what the dead had begun still lies about."""

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        if self._own is not None:
            self._own.shutdown(wait=True, cancel_futures=True)

    def map(
        self, function: Callable[..., _R], handfuls: Iterable[_T], arguments: Callable[[_T], tuple[object, ...]]
    ) -> Iterator[tuple[_T, _R]]:
        """Every handful with its result, in order. Raises what the function raised."""
        waiting: deque[tuple[_T, Future[_R]]] = deque()
        for index, handful in enumerate(handfuls):
            if self._given is None and (self._jobs == 1 or (self._own is None and index < _ALONE)):
                yield handful, function(*arguments(handful))
                continue
            waiting.append((handful, self._submit(function, arguments(handful))))
            if len(waiting) > _WAITING * self._jobs:
                yield self._first(function, waiting, arguments)
        while waiting:
            yield self._first(function, waiting, arguments)

    def _first(
        self,
        function: Callable[..., _R],
        waiting: deque[tuple[_T, Future[_R]]],
        arguments: Callable[[_T], tuple[object, ...]],
    ) -> tuple[_T, _R]:
        """The result of the handful that waits longest; what a dead worker took along is done again."""
        for attempt in range(_ATTEMPTS):
            handful, future = waiting[0]
            try:
                result = future.result()
            except (GongwenError, OSError):
                raise
            except Exception as error:
                if attempt == _ATTEMPTS - 1 or (self._given is None and not isinstance(error, BrokenExecutor)):
                    raise InputError(_gave_up(error)) from error
                _LOG.warning("a worker died (%s); what it had in hand is done again", type(error).__name__)
                self.died += 1
                self._again(function, waiting, arguments, whole_pool=isinstance(error, BrokenExecutor))
            else:
                waiting.popleft()
                return handful, result
        raise AssertionError("unreachable")

    def _again(
        self,
        function: Callable[..., _R],
        waiting: deque[tuple[_T, Future[_R]]],
        arguments: Callable[[_T], tuple[object, ...]],
        *,
        whole_pool: bool,
    ) -> None:
        if whole_pool and self._own is not None:
            self._own.shutdown(wait=False, cancel_futures=True)
            self._own = None
        lost = list(waiting) if whole_pool else [waiting[0]]
        kept = [] if whole_pool else list(waiting)[1:]
        waiting.clear()
        waiting.extend((handful, self._submit(function, arguments(handful))) for handful, _ in lost)
        waiting.extend(kept)

    def _submit(self, function: Callable[..., _R], arguments: tuple[object, ...]) -> Future[_R]:
        if self._given is not None:
            return self._given.submit(function, *arguments)
        with suppress(BrokenExecutor):
            return self._pool().submit(function, *arguments)
        self._own = None  # a worker died since; what it had in hand is asked for again when its turn comes
        return self._pool().submit(function, *arguments)

    def _pool(self) -> ProcessPoolExecutor:
        if self._own is None:
            self._own = ProcessPoolExecutor(self._jobs, mp_context=_context(), initializer=_begin)
        return self._own


def _context() -> BaseContext:
    """Forking is quick and needs no guarded main module, but is safe only while this is the only thread."""
    alone = threading.active_count() == 1
    return multiprocessing.get_context("fork" if sys.platform == "linux" and alone else "spawn")


def _begin() -> None:
    """What a worker of our own does first."""
    # What was there before will not go away: the collector need not look at it, nor copy its pages.
    gc.freeze()
    # Ctrl-C reaches every process of a terminal; the first one decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _gave_up(error: Exception) -> Fault:
    message = f"干活的进程一再中断（{type(error).__name__}：{error}）"
    return Fault("worker-died", message, "内存不足时用 --jobs 1；做好的都已记下，加 --resume 接着做")
