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
from tests.strategies import some_picture

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


SEALED = """---
文种: 通知
发文机关: 云岭县青山镇人民政府
发文字号: 青林〔2026〕号
标题: 关于{{ 村名 }}防汛点位的通知
主送机关: {{ 村名 }}民委员会
成文日期: 2026-05-06
印章: {图片: 印章/青山镇.png}
---
请照图布设编织袋{{ 条数 }}条。

![{{ 村名 }}点位](图/{{ 村名 }}.png)
"""
"""The seal and a map for each row, in folders that the clerk has and the server has not."""


MAPS = {"石桥1村": 90, "石桥2村": 160}


def _with_pictures(*pictures: tuple[str, bytes]) -> list[tuple[str, tuple[str, bytes]]]:
    given = [("table", ("各村.csv", table("石桥", 2))), ("source", ("通知.md", SEALED.encode()))]
    return [*given, *(("picture", one) for one in pictures)]


def test_pictures_are_sent_with_a_batch_and_known_by_their_names(office: Office) -> None:
    seal, maps = some_picture(width=90, height=90), {name: some_picture(colour=colour) for name, colour in MAPS.items()}
    everything = _with_pictures(("C:\\章\\青山镇.png", seal), *((f"{name}.png", one) for name, one in maps.items()))
    told = office.client.post("batches/check", files=everything).raise_for_status().json()
    assert (told["total"], told["faults"]) == (2, [])
    id_ = office.client.post("batches", files=everything, params={"merged": False}).raise_for_status().json()["id"]
    assert office.until(id_, "done")["report"]["written"] == 2
    with zipfile.ZipFile(io.BytesIO(office.fetched(id_, "archive"))) as packed:
        made = [gongwen.read(packed.read(name)).document for name in packed.namelist() if name.endswith(".docx")]
    assert [[one.data for one in document.seals] for document in made] == [[seal]] * 2
    assert {
        document.title: document.body[1].data for document in made if isinstance(document.body[1], gongwen.Picture)
    } == {f"关于{name}防汛点位的通知": one for name, one in maps.items()}


def test_a_picture_that_is_not_sent_or_has_the_name_of_another_is_told_by_name(office: Office) -> None:
    lacking = _with_pictures(("青山镇.png", some_picture()), ("石桥1村.png", some_picture()))
    (fault,) = office.client.post("batches/check", files=lacking).json()["faults"]
    assert (fault["code"], fault["row"], fault["value"]) == ("picture-not-found", 3, "图/石桥2村.png")
    broken = _with_pictures(("青山镇.png", b"MZ no picture"), ("石桥1村.png", some_picture()), ("石桥2村.png", b""))
    faults = office.client.post("batches/check", files=broken).json()["faults"]
    assert {fault["code"] for fault in faults} == {"not-a-picture"}
    twice = _with_pictures(("青山镇.png", some_picture()), ("../青山镇.png", some_picture(colour=9)))
    for address in ("batches/check", "batches"):
        answer = office.client.post(address, files=twice)
        assert (answer.status_code, answer.json()["faults"][0]["code"]) == (422, "same-picture-name")
    many = _with_pictures(*((f"{index}.png", b"x") for index in range(61)))
    assert office.client.post("batches", files=many).json()["faults"][0]["code"] == "too-many-files"


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
