"""Work off the event loop: small work in threads, all else in processes of its own that can be ended.

A question that takes too long, or brings its process down, is answered by a fault; the process is replaced, and nobody
else's work is touched.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import pickle
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from typing import Any, TypeVar

import anyio
import anyio.to_thread

from gongwen.errors import Fault, GongwenError
from gongwen.serving.limits import Limits, RefusedError, refusal

__all__ = ["SMALL", "Bench"]

_T = TypeVar("_T")
SMALL = 32 * 1024
"""Sources up to so many bytes are small work; what is larger, or a file of another program, is not."""
_WORK_OF_A_PROCESS = 400
"""After so many pieces of work a process is replaced, so that no piece leaves anything behind for long."""
_SPAWN = multiprocessing.get_context("spawn")
_END_SECONDS = 2.0


class Bench:
    """Where work is done. ``start`` and ``stop`` it with the server."""

    def __init__(self, size: int, limits: Limits) -> None:
        self._size, self._limits = size, limits
        self._all = [_Hand() for _ in range(size)]
        self._free: asyncio.Queue[_Hand] | None = None
        self._threads: anyio.CapacityLimiter | None = None
        self._waiting: anyio.CapacityLimiter | None = None

    async def start(self) -> None:
        """Make ready; the processes themselves begin with the first work, the first of them now."""
        self._free = asyncio.Queue()
        for hand in self._all:
            self._free.put_nowait(hand)
        self._threads = anyio.CapacityLimiter(4)
        self._waiting = anyio.CapacityLimiter(self._size)
        await anyio.to_thread.run_sync(self._all[0].begin, limiter=self._waiting)

    async def stop(self) -> None:
        """End all processes."""
        for hand in self._all:
            hand.end()

    async def quickly(self, work: Callable[..., _T], *arguments: Any) -> _T:
        """Small work, in a thread. Raises what the work raises."""
        return await anyio.to_thread.run_sync(partial(work, *arguments), limiter=self._threads)

    async def do(self, work: Callable[..., _T], *arguments: Any) -> _T:
        """Any work, in a process. Raises the work's :class:`~gongwen.GongwenError`, or a refusal that names a limit."""
        assert self._free is not None
        try:
            hand = await asyncio.wait_for(self._free.get(), self._limits.answer)
        except asyncio.TimeoutError:
            raise refusal("requests", self._limits) from None
        try:
            asked = partial(hand.ask, work, arguments, self._limits)
            with anyio.CancelScope(shield=True):  # a process is not given on before its answer is there
                answer: _T = await anyio.to_thread.run_sync(asked, limiter=self._waiting)
            return answer
        finally:
            self._free.put_nowait(hand)


class _Hand:
    """A process that does one piece of work after another."""

    def __init__(self) -> None:
        self._process: multiprocessing.process.BaseProcess | None = None
        self._line: Connection | None = None
        self._done = 0

    def begin(self) -> None:
        if self._process is not None and self._process.is_alive():
            return
        self._line, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_work, args=(theirs,), daemon=True, name="gongwen-work")
        self._process.start()
        theirs.close()
        self._done = 0

    def end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join(_END_SECONDS)
        if self._line is not None:
            self._line.close()
        self._process = self._line = None

    def ask(self, work: Callable[..., Any], arguments: tuple[Any, ...], limits: Limits) -> Any:
        """Have a piece of work done. Raises :class:`~gongwen.GongwenError`."""
        if self._done >= _WORK_OF_A_PROCESS:
            self.end()
        self.begin()
        assert self._line is not None
        try:
            self._line.send((work, arguments))
            if not self._line.poll(limits.answer):
                self.end()
                raise refusal("answer", limits)
            done, answer = self._line.recv()
        except (EOFError, OSError):
            self.end()
            message, cure = "做这件事的进程没有做完就停了", "多半是内容太大、内存不够；分成几份再试"
            raise RefusedError(Fault("worker-died", message, cure), 503) from None
        self._done += 1
        if done:
            return answer
        raise answer


def _work(line: Connection) -> None:
    """The life of a process: it ends with its server."""
    _ignore_interrupts()
    from gongwen.serving import work as _  # noqa: F401, PLC0415 - loaded before the first question comes

    while True:
        try:
            asked, arguments = line.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            os._exit(0)
        try:
            said = (True, asked(*arguments))
        except GongwenError as error:
            said = (False, error)
        except MemoryError:
            fault = Fault("out-of-memory", "内存不够，做不下去", "分成几份再试")
            said = (False, RefusedError(fault, 503))
        except Exception as error:
            said = (False, _sendable(error))
        try:
            line.send(said)
        except (BrokenPipeError, OSError):
            os._exit(0)


def _sendable(error: Exception) -> Exception:
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _ignore_interrupts() -> None:
    import signal  # noqa: PLC0415 - of the processes alone

    signal.signal(signal.SIGINT, signal.SIG_IGN)
