"""Batches of the server: numbers are given once whoever asks at once, and what stops half-way goes on."""

from __future__ import annotations

import csv
import io
import os
import signal
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

import gongwen
from tests.serving.running import served

SOURCE = """---
文种: 通知
发文机关: 云岭县青山镇人民政府
发文字号: 青政发〔2026〕号
标题: 云岭县青山镇人民政府关于{{ 村名 }}防汛物资储备的通知
主送机关: {{ 村名 }}民委员会
成文日期: 2026-05-06
---
请于5月20日前备足编织袋{{ 条数 }}条，电话0871-6512 3400。
"""


def table(name: str, rows: int, *, bad: bool = False) -> bytes:
    lines = [f"{name}{index + 1}村,{'' if bad and index == 3 else 300 + index}" for index in range(rows)]
    return "\n".join(["村名,条数", *lines, ""]).encode()


class Office:
    """A clerk at the server, through HTTP alone."""

    def __init__(self, address: str) -> None:
        self.client = httpx.Client(base_url=f"{address}/api/v1/", timeout=60)

    def begin(self, content: bytes, code: str = "青政发", **query: Any) -> Any:
        files = {"table": ("各村.csv", content), "source": ("通知.md", SOURCE.replace("青政发", code).encode())}
        return self.client.post("batches", files=files, params={"numbered": True, **query})

    def state(self, id_: str) -> dict[str, Any]:
        told: dict[str, Any] = self.client.get(f"batches/{id_}").raise_for_status().json()
        return told

    def until(self, id_: str, *wanted: str) -> dict[str, Any]:
        end = time.monotonic() + 60
        while (told := self.state(id_))["state"] not in wanted:
            assert time.monotonic() < end, told
            assert told["state"] == "running" or "running" in wanted, told
            time.sleep(0.05)
        return told

    def numbers(self, id_: str) -> list[str]:
        """The numbers of a batch's documents as its list has them; the files of the archive are as many."""
        rows = csv.DictReader(io.StringIO(self.fetched(id_, "list").decode("utf-8-sig")))
        numbers = [row["发文字号"] for row in rows]
        with zipfile.ZipFile(io.BytesIO(self.fetched(id_, "archive"))) as packed:
            names = [name for name in packed.namelist() if name.endswith(".docx")]
            assert len(names) == len(numbers)
            assert str(gongwen.read(packed.read(names[0])).document.number) in numbers
        return numbers

    def fetched(self, id_: str, name: str) -> bytes:
        return self.client.get(f"batches/{id_}/files/{name}").raise_for_status().content


def options(folder: Path) -> tuple[str, ...]:
    return ("--register", str(folder / "发文.db"), "--folder", str(folder / "batches"))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with served(*options(tmp_path_factory.mktemp("office")), "--workers", "2") as (address, _):
        yield Office(address)


def test_two_at_once_never_get_the_same_number_and_a_third_is_refused_by_name(office: Office) -> None:
    with ThreadPoolExecutor(3) as clerks:
        begun = list(clerks.map(lambda name: office.begin(table(name, 40), merged=True), ("上坝", "下坝")))
        third = office.begin(table("竹林", 3))
    assert [one.status_code for one in begun] == [202, 202]
    assert third.status_code in (202, 429)  # unless one of the two has been done by now
    ids = [one.json()["id"] for one in begun]
    for id_ in ids:
        told = office.until(id_, "done")
        assert told["report"]["written"] == 40
        assert set(told["files"]) == {"archive", "merged", "list", "table"}
    numbers = [number for id_ in ids for number in office.numbers(id_)]
    assert len(numbers) == len(set(numbers)) == 80
    assert office.client.delete(f"batches/{ids[0]}").status_code == 204
    assert office.client.get(f"batches/{ids[0]}").status_code == 404


def test_faulty_rows_are_told_before_and_nothing_is_made_or_numbered(office: Office) -> None:
    files = {"table": ("各村.csv", table("青杠", 6, bad=True)), "source": ("通知.md", SOURCE.encode())}
    told = office.client.post("batches/check", files=files, params={"numbered": True}).json()
    assert [(fault["row"], fault["column"]) for fault in told["faults"]] == [(5, "条数")]
    assert told["columns"] == ["村名", "条数"]
    id_ = office.begin(table("青杠", 6, bad=True), "青汛").json()["id"]
    assert office.until(id_, "refused")["files"] == ["problems"]
    good = office.until(office.begin(table("青杠", 2), "青汛").json()["id"], "done")
    assert set(office.numbers(good["id"])) == {"青汛〔2026〕1号", "青汛〔2026〕2号"}
    for id_ in ("没有", "..%2F..%2Fetc", "a" * 22):
        assert office.client.get(f"batches/{id_}/files/archive").status_code == 404
    assert office.client.post(f"batches/{good['id']}/resume").status_code == 409


def test_a_batch_that_was_killed_with_its_server_goes_on_without_a_gap(tmp_path: Path) -> None:
    rows, folder, place = 900, tmp_path / "batches", options(tmp_path)
    with served(*place) as (address, server):
        office = Office(address)
        id_ = office.begin(table("石桥", rows), merged=False).json()["id"]
        end = time.monotonic() + 60
        while not (made := _documents_in(folder / id_)):
            assert time.monotonic() < end
            time.sleep(0.01)
        os.killpg(server.pid, signal.SIGKILL)
        _kill_batch(folder / id_)
        server.wait(10)
    assert made < rows
    with served(*place) as (address, _):
        office = Office(address)
        assert office.until(id_, "interrupted")["state"] == "interrupted"
        assert [one["id"] for one in office.client.get("batches").json()] == [id_]
        assert office.client.post(f"batches/{id_}/resume").status_code == 202
        office.until(id_, "done")
        numbers = office.numbers(id_)
    assert sorted(numbers) == sorted(f"青政发〔2026〕{number}号" for number in range(1, rows + 1))


def _documents_in(folder: Path) -> int:
    made = folder / "made"
    return sum(name.endswith(".docx") for name in os.listdir(made)) if made.is_dir() else 0


def _kill_batch(folder: Path) -> None:
    """As when the machine goes down: whatever works in the folder ends, and ends at once."""
    for entry in Path("/proc").iterdir():
        with suppress(OSError):
            if entry.name.isdecimal() and os.fsencode(folder) in (entry / "cmdline").read_bytes().split(b"\0"):
                os.killpg(int(entry.name), signal.SIGKILL)


def test_a_batch_that_is_stopped_goes_on_where_it_was(office: Office) -> None:
    rows = 900
    id_ = office.begin(table("红星", rows), "青红", merged=False).json()["id"]
    office.client.post(f"batches/{id_}/stop")
    told = office.until(id_, "interrupted", "done")
    if told["state"] == "interrupted":
        office.client.post(f"batches/{id_}/resume")
        office.until(id_, "done")
    assert sorted(office.numbers(id_)) == sorted(f"青红〔2026〕{number}号" for number in range(1, rows + 1))
