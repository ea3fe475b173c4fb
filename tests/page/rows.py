"""Every row of GB/T 9704 in the clause table, with what it is about and, where no program can check it, why not.

A row without a reason must have a page test (test_clauses.py); docs/conformance.md is written from this table and
from the register of :mod:`tests.page.clauses`.
"""

from __future__ import annotations

from typing import NamedTuple

from tests.support.clause_table import clause_table

__all__ = ["PARTS", "ROWS", "Part", "Row"]


class Row(NamedTuple):
    """One row: its id, its 要素, and why a program cannot check it."""

    clause: str
    element: str
    unchecked: str | None = None


class Part(NamedTuple):
    """Rows of one part of the standard."""

    title: str
    rows: tuple[Row, ...]


_PAPER = "纸张的物理指标，须用仪器测实物"
_PRINTER = "印刷方式由打印设置和印刷厂决定，文件里看不出"
_INK = "油墨配比属印刷工序；文件里只有颜色值，按 5.2.4、7.2.4-f 查"
_BINDING = "裁切和装订属印后工序，只能量成品"
_NOTHING = "只列引用的标准，对页面没有单独的要求"
_OPTIONAL = "“可以根据实际制定”，没有能违反的要求"
_NAMES = "须有机构名录，才能判断全称、规范化简称和统称"
_HIERARCHY = "须有机构层级库，才能判断上级、平级和下级"

_UNCHECKED = {
    "9704-2": _NOTHING,
    "9704-4-a": _PAPER,
    "9704-4-b": _PAPER,
    "9704-4-c": _PAPER,
    "9704-4-d": _PAPER,
    "9704-4-e": _PAPER,
    "9704-6.2-a": _PRINTER,
    "9704-6.2-c": _INK,
    "9704-6.3-b": _BINDING,
    "9704-6.3-c": _BINDING,
    "9704-6.3-d": _BINDING,
    "9704-6.3-e": _BINDING,
    "9704-7.3.2-d": _NAMES,
    "9704-7.4.2-e": _HIERARCHY,
    "9704-7.4.2-f": _HIERARCHY,
}
_TITLES = {
    "范围、纸张、版面（第 1 至 5 章）": ("1-", "2", "4-", "5."),
    "印制和装订（第 6 章）": ("6.",),
    "版头（7.1、7.2）": ("7.1-", "7.2."),
    "主体（7.3）": ("7.3.",),
    "版记和页码（7.4、7.5）": ("7.4.", "7.5-"),
    "表格、单位和特定格式（第 8 至 11 章）": ("8-", "9-", "10.", "11"),
}
"""Parts of the standard, each with the beginnings of its clauses; 3.1 and 3.2 say what 字 and 行 are."""


def _part(title: str, chapters: tuple[str, ...]) -> Part:
    beginnings = tuple(f"9704-{chapter}" for chapter in chapters)
    rows = [row for row in clause_table().values() if row.id.startswith(beginnings)]
    return Part(title, tuple(Row(row.id, row.element, _UNCHECKED.get(row.id)) for row in rows))


PARTS = tuple(_part(title, chapters) for title, chapters in _TITLES.items())
ROWS = tuple(row for part in PARTS for row in part.rows)
