"""Tables as a township writes them: seeded, of 2–18 columns and 1–70 rows, with figures, dates, units, long names."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

Cell = Callable[[random.Random, int], str]

_VILLAGES = ("上坝", "下坝", "柳林", "大树", "青龙", "石桥", "双河", "白马", "红旗", "新民")
_PEOPLE = ("周海燕", "李强", "陈国栋", "王芳", "赵志远", "阿依古丽·买买提", "欧阳文博")
_UNITS = ("吨", "元", "户", "人", "个工作日", "亩", "公里", "立方米", "万元", "台")
_REMARKS = (
    "含跨县收购{figure}吨，余下部分须于2026年{month}月{day}日前入库",
    "已完成",
    "每公斤不低于{figure}元，水分不超过18.2%、杂质不超过1.0%",
    "墙体开裂，雨后渗水，已发放告知书，限{month}月{day}日前搬离，安排专人看守，联系电话0871-6512{day:02}34",
    "按GB/T 9704-2012执行，7个工作日内报{month}月报表",
    "",
    "无",
)


def _figure(random_: random.Random, _: int) -> str:
    return f"{random_.uniform(1, 9000):.1f}"


def _thousands(random_: random.Random, _: int) -> str:
    return f"{random_.uniform(100, 40000):,.{random_.choice((0, 1, 2))}f}"


def _change(random_: random.Random, _: int) -> str:
    return f"{random_.uniform(-30, 60):.1f}" + random_.choice(("", "%"))


def _date(random_: random.Random, _: int) -> str:
    month, day = random_.randint(1, 12), random_.randint(1, 28)
    return random_.choice((f"2026年{month}月{day}日", f"2026-{month:02}-{day:02}", f"{month}月{day}日"))


def _with_unit(random_: random.Random, _: int) -> str:
    unit = random_.choice(_UNITS)
    figure = random_.randint(1, 60) if unit in ("户", "人", "个工作日", "台") else round(random_.uniform(1, 3000), 1)
    return f"{figure}{unit}"


def _village(random_: random.Random, row: int) -> str:
    return random_.choice((f"白沙镇第{row}村民委员会", f"{_VILLAGES[row % len(_VILLAGES)]}村", f"白沙镇{row}村"))


def _person(random_: random.Random, _: int) -> str:
    return random_.choice(_PEOPLE)


def _remark(random_: random.Random, _: int) -> str:
    figure, month, day = round(random_.uniform(1, 400), 1), random_.randint(1, 12), random_.randint(1, 28)
    return random_.choice(_REMARKS).format(figure=figure, month=month, day=day)


_FIGURES: Mapping[str, Cell] = {
    "2026年收购任务（吨）": _thousands,
    "完成数（吨）": _figure,
    "同比": _change,
    "1月": _figure,
    "1—9月累计": _thousands,
    "仓容": _figure,
    "资金（万元）": _thousands,
    "数量": _with_unit,
}
_WORDS: Mapping[str, Cell] = {
    "截止日期": _date,
    "责任人": _person,
    "备注": _remark,
    "要求": _with_unit,
    "措施": _remark,
}
_MOST_WORDS = 7


class TableSpecimen(NamedTuple):
    """A table, and how many lines of text stand above it."""

    table: dict[str, object]
    lines_above: int


def specimen(seed: int) -> TableSpecimen:
    """The table of a seed."""
    random_ = random.Random(seed)
    columns = 2 + seed % 17
    rows = random_.choice((1, 3, random_.randint(4, 10), random_.randint(11, 30), random_.randint(31, 70)))
    cells: list[tuple[str, Cell]] = [random_.choice((("序号", _number), ("乡镇（街道）名称", _village)))]
    for _ in range(columns - 1):
        words = columns <= _MOST_WORDS and random_.random() < 0.45
        cells.append(random_.choice(list((_WORDS if words else _FIGURES).items())))
    table: dict[str, object] = {
        "type": "table",
        "caption": random_.choice((None, "表1　2026年秋粮收购任务分解")),
        "header": [name for name, _ in cells] if random_.random() < 0.9 else [],
        "rows": [[cell(random_, row) for _, cell in cells] for row in range(1, rows + 1)],
    }
    return TableSpecimen(table, random_.randint(1, 24))


def _number(_: random.Random, row: int) -> str:
    return str(row)


_UNPARTED = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日|\d{1,2}月\d{1,2}日|\d{4}-\d\d-\d\d|\d{4}-\d{7}"
    rf"|-?[\d,]*\d(?:\.\d+)?(?:%|{'|'.join(_UNITS)})?"
)


def unparted_in(text: str) -> list[tuple[int, int]]:
    """Where the figures, dates and figures with their unit of a cell begin and end, blanks not counted."""
    return [found.span() for found in _UNPARTED.finditer(text.replace(" ", ""))]
