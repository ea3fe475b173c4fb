"""How many documents a second the server renders: `python -m benchmarks.serving [--workers 2] [--seconds 5]`.

A client of its own sends the data of a two-page notice again and again over connections that stay open, on this same
machine; it takes its share of the cores, too.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import time

import gongwen
from gongwen.specimens import specimen
from tests.serving.running import processes_of, served

CONNECTIONS = 32
LEAST = 1500
_BESIDE = 300


def main() -> int:
    parser = argparse.ArgumentParser(description="网页服务每秒排多少份两页通知")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--connections", type=int, default=CONNECTIONS)
    given = parser.parse_args()
    document = gongwen.load(specimen("通知").encode()).evolve(attachments=())
    body = document.to_json().encode()
    with served("--workers", str(given.workers)) as (address, process):
        port = int(address.rpartition(":")[2])
        asyncio.run(load(port, body, given.connections, 1.0))  # every process makes its first document
        before = _cpu_seconds(process.pid)
        done, took = asyncio.run(load(port, body, given.connections, given.seconds))
        spent = _cpu_seconds(process.pid) - before
    rate = done / took
    print(f"{given.workers} 个进程，{given.connections} 个连接：每秒 {rate:.0f} 份（{done} 份，{took:.1f} 秒）")
    begun = time.process_time()
    for _ in range(_BESIDE):
        gongwen.render(document)
    alone = (time.process_time() - begun) / _BESIDE
    print(f"服务每份用处理器 {spent / done * 1e6:.0f} 微秒，是 gongwen.render 的 {spent / done / alone:.1f} 倍")
    return 0 if rate >= LEAST else 1


def _cpu_seconds(group: int) -> float:
    """What the processes of a server have had of the processor (Linux)."""
    fields = ((entry / "stat").read_text().rpartition(")")[2].split() for entry in processes_of(group))
    return sum(int(words[11]) + int(words[12]) for words in fields) / os.sysconf("SC_CLK_TCK")


async def load(port: int, body: bytes, connections: int, seconds: float) -> tuple[int, float]:
    """How many answers came in how many seconds."""
    head = f"POST /api/v1/render HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: {len(body)}\r\n\r\n"
    question = head.encode() + body
    begun = time.perf_counter()
    counts = await asyncio.gather(*(_ask(port, question, begun + seconds) for _ in range(connections)))
    return sum(counts), time.perf_counter() - begun


async def _ask(port: int, question: bytes, end: float) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    count = 0
    while time.perf_counter() < end:
        writer.write(question)
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r")[0])
        await reader.readexactly(length)
        count += 1
    writer.close()
    return count


if __name__ == "__main__":
    sys.exit(main())
