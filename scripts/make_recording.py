"""Writes docs/recording.md: what a clerk types and sees, from a messy workbook to the file for the printer.

    python scripts/make_recording.py [--check]

Every command is run, in a folder of its own, and what it prints stands on the page as it was printed.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime
import io
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from gongwen.cli import main as gongwen

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "recording.md"
TABLE, SOURCE = "山塘情况表.xlsx", "巡查通知.md"

_TITLE = "白沙镇2026年山塘水库巡查情况表"
_FIRST, _SECOND = (
    ("序号", "村名", "巡查人", None, "山塘", "蓄水量（立方米）", "巡查日期", "维修补助（元）"),
    (None, None, "姓名", "电话", None, None, None, None),
)
_ROWS: tuple[tuple[Any, ...], ...] = (
    (1, " 金坑村", "方知秋", "0573-6820117", "上塘", 36500, datetime.date(2026, 5, 12), 18600),
    (None, None, None, None, "茶山塘", 9800, datetime.date(2026, 5, 12), 4350.5),
    (2, "莲湖村", "沈砚之", "0573-6820126", "莲湖水库", 128000, 46155, 52000),
    (3, "长塘村", None, "0573-6820135", "长塘", 15200, datetime.date(2026, 5, 14), 7800),
    (4, "双溪村", "顾南枝", "0573-6820144", "双溪塘", 21000, datetime.date(2026, 5, 15), 9600),
    ("合计", None, None, None, None, 210500, None, 92350.5),
    ("注：蓄水量按去年汛前测得的数填报。",),
)
_HIDDEN = 9  # 双溪村, filtered out by somebody

_TEXT = """---
文种：通知
发文机关：安禾县白沙镇人民政府
发文字号：白政发〔2026〕号
标题：安禾县白沙镇人民政府关于做好{{ 村名 }}山塘水库巡查的通知
主送机关：{{ 村名 }}村民委员会
成文日期：2026-05-20
联系人：镇水利站方知秋，0573-6820100
---
入汛以来，镇里对山塘水库逐座作了检查。你村有{{ 明细|length }}座，巡查人{{ 姓名 }}（电话{{ 电话号码 }}）：
{% for 塘 in 明细 %}
{{ 塘.山塘 }}，蓄水{{ 塘.蓄水量（立方米） }}立方米，{{ 塘.巡查日期|月日 }}已查，补助{{ 塘.维修补助（元）|大写 }}。
{% endfor %}
请每日巡查两次，有险情的立即报镇水利站。
"""


def _write_table(folder: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "山塘"
    for row in ((_TITLE,), ("填报单位：镇水利站",), _FIRST, _SECOND, *_ROWS):
        sheet.append(row)
    merged = ("A1:H1", "C3:D3", *(f"{column}3:{column}4" for column in "ABEFGH"), *(f"{c}5:{c}6" for c in "ABCD"))
    for place in merged:
        sheet.merge_cells(place)
    for row in range(5, 10):
        sheet[f"F{row}"].number_format = "#,##0"
        if row != 7:
            sheet[f"G{row}"].number_format = 'yyyy"年"m"月"d"日"'
    sheet.row_dimensions[_HIDDEN].hidden = True
    book.save(folder / TABLE)


def _mend_table(folder: Path) -> None:
    book = load_workbook(folder / TABLE)
    sheet = book.worksheets[0]
    sheet["C8"] = "何青禾"
    sheet["G7"].number_format = 'yyyy"年"m"月"d"日"'
    book.save(folder / TABLE)


def _mend_source(folder: Path) -> None:
    path = folder / SOURCE
    path.write_text(path.read_text(encoding="utf-8").replace("{{ 电话号码 }}", "{{ 电话 }}"), encoding="utf-8")


_OPENING = """镇水利站报来一张表：有表题和填报单位，表头两层，金坑村两座山塘的村名合并着，一行被筛掉，有合计和附注，
有一格日期贴成了数，有一格空着。下面是照着做一遍的全部命令和它们印出的话；
本页由 `python scripts/make_recording.py` 运行这些命令写成。
"""
_BATCH = f"gongwen batch {TABLE} --source {SOURCE} -o 公文 --group 村名"
_WHOLE = f"{_BATCH} --register 发文.db --zip 全部通知.zip --merge 付印.docx"
_FIRST_FILE = "公文/白政发〔2026〕1号 金坑村.docx"


def page() -> str:
    """The page as the commands would have it today."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as place:
        os.chdir(place)
        try:
            return "\n".join(_scenes(Path(place))) + "\n"
        finally:
            os.chdir(before)


def _scenes(folder: Path) -> Iterator[str]:
    _write_table(folder)
    (folder / SOURCE).write_text(_TEXT, encoding="utf-8")
    yield "# 录屏：从一张乱表到付印\n"
    yield _OPENING
    yield f"源文件 `{SOURCE}`：\n"
    yield f"```text\n{_TEXT}```\n"
    yield "## 先试一遍，不写文件\n"
    yield _shown(f"{_BATCH} --dry-run")
    yield "表头两层的，列名是下面一层。照提示改源文件：`{{ 电话号码 }}` 改成 `{{ 电话 }}`。\n"
    _mend_source(folder)
    yield _shown(f"{_BATCH} --dry-run")
    yield "一格日期成了数，一格没有填，都指到了格子；合计、附注、筛掉的一行没有读，也说了。在表里改好这两格，再试。\n"
    _mend_table(folder)
    yield _shown(f"{_BATCH} --dry-run")
    yield "## 编号、写出、压缩、合并\n"
    yield _shown(_WHOLE)
    yield "同一条命令再运行一遍，什么也不变：\n"
    yield _shown(_WHOLE)
    yield "## 看一看做成的样子\n"
    yield _shown("gongwen register 发文.db list")
    yield _shown(f'gongwen import "{_FIRST_FILE}" -o -')
    yield _shown(f'gongwen check "{_FIRST_FILE}"')
    yield f"文件夹里有 {_listed(folder)}。`付印.docx` 每份从单数页起，直接双面印。更多的写法见[成批制发](batch.md)。"


def _shown(command: str) -> str:
    """A command and what it prints, as a block of the page."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        code = gongwen(shlex.split(command)[1:])
    lines = [line.rstrip() for line in printed.getvalue().split("\n") if not _PROGRESS.match(line)]
    told = "\n".join(lines).strip("\n")
    return f"```text\n$ {command}\n{told}\n[退出码 {code}]\n```\n"


# How far a slow machine has come; and where nothing is drawn, nothing of it is kept.
_PROGRESS = re.compile(r"(?:检查|编号|写出|合并) \d+(?:/\d+)?(?:，|$)")


def _listed(folder: Path) -> str:
    names = sorted(path.name for path in folder.iterdir() if path.name not in (TABLE, SOURCE))
    return "、".join(f"`{name}`" for name in names)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say whether the page is what it should be")
    options = parser.parse_args()
    made = page()
    if options.check:
        return int(made != PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(made, encoding="utf-8")
    print(f"{os.path.relpath(PAGE, ROOT)}: {made.count('$ gongwen')} commands")
    return 0


if __name__ == "__main__":
    sys.exit(main())
