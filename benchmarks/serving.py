"""How many documents a second the server renders: `python -m benchmarks.serving [--workers 2] [--seconds 5]`.

A client of its own sends the data of two-page notices, one after the other, over connections that stay open, on this
same machine; it takes its share of the cores, too. So three figures are told: what was answered, what of the processor
an answer cost the server, and what it cost the client.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple, cast

import gongwen
from benchmarks.notices import notice
from benchmarks.rates import validated
from tests.serving.running import processes_of, served

CONNECTIONS = 32
LEAST = 1500
_DIFFERENT = _WARM = 400
_HEAD_END = b"\r\n\r\n"
_LENGTH = b"content-length: "


class Load(NamedTuple):
    """How many answers came in how many seconds, and what they cost the client of the processor."""

    answers: int
    seconds: float
    client: float


def main() -> int:
    parser = argparse.ArgumentParser(description="网页服务每秒排多少份两页通知")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--connections", type=int, default=CONNECTIONS)
    given = parser.parse_args()
    documents = [validated(notice(index)) for index in range(_DIFFERENT)]
    bodies = [document.to_json().encode() for document in documents]
    with served("--workers", str(given.workers)) as (address, process):
        port = int(address.rpartition(":")[2])
        while _run(port, bodies, given.connections, 1.0).answers < _WARM:  # every process makes its first documents
            pass
        before = _cpu_seconds(process.pid)
        load = _run(port, bodies, given.connections, given.seconds)
        spent = _cpu_seconds(process.pid) - before
    rate = load.answers / load.seconds
    with_uvloop = "uvloop" if find_spec("uvloop") and find_spec("httptools") else "asyncio"
    print(
        f"{given.workers} 个进程（{with_uvloop}），{given.connections} 个连接："
        f"每秒 {rate:.0f} 份（{load.answers} 份，{load.seconds:.1f} 秒）"
    )
    begun = time.process_time()
    for document in documents:
        gongwen.render(document)
    alone = (time.process_time() - begun) / len(documents)
    each = spent / load.answers
    print(
        f"每份用处理器：服务 {each * 1e6:.0f} 微秒，客户端 {load.client / load.answers * 1e6:.0f} 微秒；"
        f"gongwen.render {alone * 1e6:.0f} 微秒，服务是它的 {each / alone:.1f} 倍"
    )
    print(f"{given.workers} 个核心全给服务时至多每秒 {given.workers / each:.0f} 份；这时两样一共占 ", end="")
    print(f"{(spent + load.client) / load.seconds:.2f} 个核心")
    return 0 if rate >= LEAST else 1


def _run(port: int, bodies: list[bytes], connections: int, seconds: float) -> Load:
    new_loop: Any = import_module("uvloop").new_event_loop if find_spec("uvloop") else asyncio.new_event_loop
    loop: asyncio.AbstractEventLoop = new_loop()
    try:
        return loop.run_until_complete(_load(port, bodies, connections, seconds))
    finally:
        loop.close()


def _cpu_seconds(group: int) -> float:
    """What the processes of a server have had of the processor (Linux)."""
    fields = ((entry / "stat").read_text().rpartition(")")[2].split() for entry in processes_of(group))
    return sum(int(words[11]) + int(words[12]) for words in fields) / os.sysconf("SC_CLK_TCK")


async def _load(port: int, bodies: list[bytes], connections: int, seconds: float) -> Load:
    """Every connection asks for other documents in turn, each when it has the last."""
    head = f"POST /api/v1/render HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: "
    questions = [f"{head}{len(body)}\r\n\r\n".encode() + body for body in bodies]
    loop = asyncio.get_running_loop()
    begun, busy = time.perf_counter(), time.process_time()
    asking = [_Asking(questions[at::connections], begun + seconds) for at in range(connections)]
    for one in asking:
        await loop.create_connection(partial(_same, one), "127.0.0.1", port)
    await asyncio.gather(*(one.over for one in asking))
    return Load(sum(one.count for one in asking), time.perf_counter() - begun, time.process_time() - busy)


def _same(one: _Asking) -> _Asking:
    return one


class _Asking(asyncio.Protocol):
    """A connection that asks, counts the answer to its last byte, and asks again; streams would cost it more."""

    def __init__(self, questions: Sequence[bytes], end: float) -> None:
        self._questions, self._end = questions, end
        self._transport: asyncio.WriteTransport | None = None
        self._start, self._left = b"", 0
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.count = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.WriteTransport", transport)  # uvloop's own is no subclass
        self._ask()

    def data_received(self, data: bytes) -> None:
        if not self._left:
            self._start += data
            head, found, rest = self._start.partition(_HEAD_END)
            if not found:
                return
            if not head.startswith(b"HTTP/1.1 200"):
                self.connection_lost(RuntimeError(head.decode("latin-1")))
                return
            length = int(head.lower().partition(_LENGTH)[2].partition(b"\r")[0])
            self._start, self._left, data = b"", length, rest
        self._left -= len(data)
        if not self._left:
            self.count += 1
            self._ask()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.over.done():
            self.over.set_exception(error or ConnectionError("the server ended a connection"))

    def _ask(self) -> None:
        assert self._transport is not None
        if time.perf_counter() < self._end:
            self._transport.write(self._questions[self.count % len(self._questions)])
            return
        self.over.set_result(None)
        self._transport.close()


if __name__ == "__main__":
    sys.exit(main())
