"""A small batch for the tests: villages, their notice, and what to look at afterwards."""

from __future__ import annotations

import csv
import datetime
import hashlib
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import gongwen
from gongwen.register import Entry, Register, State

__all__ = ["SOURCE", "listed", "numbers_in", "registered", "state_of", "villages", "villages_csv", "write_source"]

SOURCE = """---
发文机关: 云岭县青山镇人民政府
文种: 通知
发文字号: 青政发〔2026〕号
标题: 云岭县青山镇人民政府关于做好{{ 村名 }}森林防火工作的通知
主送机关: {{ 村名 }}村民委员会
成文日期: 2026-11-24
---
{{ 村名 }}一带{{ 面积 }}亩林地枯枝落叶增多，现将有关事项通知如下。
一、压实防火责任
{{ 护林员 }}名护林员每日巡山不少于2次，{{ 期限|月日 }}前报送自查报告。
"""


def villages(count: int) -> list[dict[str, Any]]:
    """Rows of so many villages."""
    deadline = datetime.date(2026, 12, 1)
    return [
        {"村名": f"上坝{index}村", "面积": 1200 + index, "护林员": 2 + index % 5, "期限": deadline}
        for index in range(1, count + 1)
    ]


def villages_csv(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    """The rows as a text table."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_source(folder: Path, text: str = SOURCE) -> Path:
    """The notice as a file."""
    path = folder / "防火通知.md"
    path.write_text(text, encoding="utf-8")
    return path


def state_of(folder: Path) -> dict[str, str]:
    """Every file a clerk sees, by its hash."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
        if not path.name.startswith(".")
    }


def numbers_in(folder: Path) -> dict[str, str]:
    """The number that stands in each whole document, by the title."""
    found = {}
    for path in folder.glob("*.docx"):
        with zipfile.ZipFile(path) as package:
            assert package.testzip() is None
        document = gongwen.read(path).document
        assert document.title not in found
        found[document.title] = str(document.number)
    return found


def registered(path: Path, state: State | None = None) -> list[Entry]:
    """The lines of a register."""
    with Register(path) as register:  # one that was being made when its maker was killed is empty
        return list(register.entries(state=state))


def listed(folder: Path) -> list[dict[str, str]]:
    """The lines of 清单.csv."""
    with (folder / "清单.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
