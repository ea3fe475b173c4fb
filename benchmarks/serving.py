"""How many documents a second the server renders: `python -m benchmarks.serving [--workers 2] [--seconds 5]`.

A client of its own sends the data of two-page notices, one after the other, over connections that stay open, on this
same machine; it takes its share of the cores, too.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import time

import gongwen
from benchmarks.notices import notice
from benchmarks.rates import validated
from tests.serving.running import processes_of, served

CONNECTIONS = 32
LEAST = 1500
_DIFFERENT = 400


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
        asyncio.run(load(port, bodies, given.connections, 1.0))  # every process makes its first document
        before = _cpu_seconds(process.pid)
        done, took = asyncio.run(load(port, bodies, given.connections, given.seconds))
        spent = _cpu_seconds(process.pid) - before
    rate = done / took
    print(f"{given.workers} 个进程，{given.connections} 个连接：每秒 {rate:.0f} 份（{done} 份，{took:.1f} 秒）")
    begun = time.process_time()
    for document in documents:
        gongwen.render(document)
    alone = (time.process_time() - begun) / len(documents)
    print(f"服务每份用处理器 {spent / done * 1e6:.0f} 微秒，是 gongwen.render 的 {spent / done / alone:.1f} 倍")
    return 0 if rate >= LEAST else 1


def _cpu_seconds(group: int) -> float:
    """What the processes of a server have had of the processor (Linux)."""
    fields = ((entry / "stat").read_text().rpartition(")")[2].split() for entry in processes_of(group))
    return sum(int(words[11]) + int(words[12]) for words in fields) / os.sysconf("SC_CLK_TCK")


async def load(port: int, bodies: list[bytes], connections: int, seconds: float) -> tuple[int, float]:
    """How many answers came in how many seconds; every connection asks for other documents in turn."""
    head = f"POST /api/v1/render HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: "
    questions = [f"{head}{len(body)}\r\n\r\n".encode() + body for body in bodies]
    begun = time.perf_counter()
    asking = (_ask(port, questions[at::connections], begun + seconds) for at in range(connections))
    counts = await asyncio.gather(*asking)
    return sum(counts), time.perf_counter() - begun


async def _ask(port: int, questions: list[bytes], end: float) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    count = 0
    while time.perf_counter() < end:
        writer.write(questions[count % len(questions)])
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r")[0])
        await reader.readexactly(length)
        count += 1
    writer.close()
    return count


if __name__ == "__main__":
    sys.exit(main())
