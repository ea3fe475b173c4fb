"""Many at once, much at once, slow, broken and hostile: every answer is a document or names a fault; nothing grows."""

from __future__ import annotations

import asyncio
import random
import socket
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

import gongwen
from gongwen.specimens import specimen
from gongwen.template import make_template
from tests.embedding.test_office_system import WAYS, _zip_bomb
from tests.serving.running import MESSY, processes_of, served

NOTICE = specimen("通知").encode()
DOCUMENT = gongwen.load(NOTICE)
DOCX = gongwen.render(DOCUMENT)
TABLE = "村名,亩数\n上坝村,120\n下坝村,96\n".encode()
PLAN = "---\n文种: 计划\n标题: {{ 村名 }}计划\n---\n{{ 亩数 }}亩。\n".encode()
AT_ONCE = 64
MOST_GROWTH = 60.0


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, int]]:
    with served() as (address, process):
        yield address, process.pid


def _mixed(chance: random.Random) -> tuple[str, dict[str, Any], bool]:
    """A question, and whether it can be answered with what was asked."""
    good: list[tuple[str, dict[str, Any]]] = [
        ("/render", {"content": NOTICE}),
        ("/render", {"content": DOCUMENT.to_json().encode()}),
        ("/render?to=html&profile=通行", {"content": DOCX}),
        ("/preview", {"content": NOTICE}),
        ("/import", {"content": MESSY.encode("gb18030")}),
        ("/check?shown=true", {"files": {"file": ("通知.docx", DOCX)}}),
        ("/annotate", {"content": DOCX}),
        ("/template/render", {"files": {"source": NOTICE, "template": make_template("通知")}}),
        ("/batches/check", {"files": {"table": ("表.csv", TABLE), "source": PLAN}}),
    ]
    path, given = chance.choice(good)
    if chance.random() < 0.6:
        return path, given, True
    way = chance.choice(WAYS)
    whole = DOCX if path.startswith(("/check", "/annotate")) else NOTICE
    return chance.choice(["/render", "/import", "/check", "/preview"]), {"content": way(whole, chance)}, False


async def _storm(address: str, questions: list[tuple[str, dict[str, Any], bool]]) -> Counter[str]:
    """All questions, so many at once; what became of them."""
    counted: Counter[str] = Counter()
    room = asyncio.Semaphore(AT_ONCE)
    limits = httpx.Limits(max_connections=AT_ONCE)
    async with httpx.AsyncClient(base_url=f"{address}/api/v1", timeout=240, limits=limits) as client:

        async def ask(path: str, given: dict[str, Any], is_good: bool) -> None:
            async with room:
                answer = await client.post(path, **given)
            where = f"{path} {answer.status_code} {answer.text[:300] if answer.status_code != 200 else ''}"
            if is_good:
                assert answer.status_code == 200, where
            else:
                assert answer.status_code in (200, 422), where
            if answer.status_code != 200:
                told = answer.json()["faults"]
                assert told, where
                assert all(fault["code"] != "internal-error" and fault["cure"] for fault in told), where
                assert "root:" not in answer.text
            counted[str(answer.status_code)] += 1

        await asyncio.gather(*(ask(*question) for question in questions))
    return counted


def _resident(group: int) -> float:
    """What the processes of the server hold, in megabytes (Linux)."""
    return sum(int((entry / "statm").read_text().split()[1]) for entry in processes_of(group)) * 4096 / 2**20


def test_sixty_four_at_once_mixed_good_and_broken_are_all_answered(
    server: tuple[str, int], request: pytest.FixtureRequest
) -> None:
    """A thousand where the sweep is full; here a part, and memory is flat from one half to the other."""
    address, group = server
    count = 1000 if request.config.getoption("--full-sweep") else 128
    chance = random.Random(19)
    asyncio.run(_storm(address, [_mixed(chance) for _ in range(count // 2)]))
    half = _resident(group)
    counted = asyncio.run(_storm(address, [_mixed(chance) for _ in range(count // 2)]))
    assert counted["422"] > count // 16
    assert _resident(group) - half < MOST_GROWTH


def test_great_bodies_and_bombs_are_taken_in_or_refused_by_name_and_let_others_by(server: tuple[str, int]) -> None:
    address, _ = server
    picture = b"\x89PNG\r\n\x1a\n" + b"\0" * (50 * 2**20)
    bomb = _zip_bomb(DOCX, random.Random(3))

    async def together() -> list[Any]:
        async with httpx.AsyncClient(base_url=f"{address}/api/v1", timeout=240) as client:
            great = [
                client.post("/import", content=picture),
                client.post("/check", content=bomb),
                client.post("/render", content=b"x" * (65 * 2**20)),
            ]
            running = [asyncio.ensure_future(one) for one in great]
            await asyncio.sleep(0.1)
            quick = await client.post("/render", content=NOTICE)
            assert quick.status_code == 200
            return list(await asyncio.gather(*running, return_exceptions=True))

    imported, checked, too_great = asyncio.run(together())
    assert imported.json()["faults"][0]["code"] == "not-text"
    assert checked.status_code == 422
    # The server answers before all has come; a client that goes on sending may see the connection end instead.
    assert isinstance(too_great, httpx.TransportError) or too_great.json()["faults"][0]["code"] == "request-too-large"


def test_clients_that_stop_half_way_hold_up_nobody(server: tuple[str, int]) -> None:
    address, _ = server
    host, port = address.removeprefix("http://").split(":")
    head = f"POST /api/v1/render HTTP/1.1\r\nHost: {host}\r\nContent-Length: {len(NOTICE)}\r\n\r\n".encode()
    stalled = []
    for _ in range(40):
        one = socket.create_connection((host, int(port)))
        one.sendall(head + NOTICE[:10])
        stalled.append(one)
    begun = time.monotonic()
    for _ in range(5):
        assert httpx.post(f"{address}/api/v1/render", content=NOTICE, timeout=60).status_code == 200
    assert time.monotonic() - begun < 30
    for one in stalled:
        one.close()
    assert httpx.get(f"{address}/api/v1/kinds", timeout=60).status_code == 200
