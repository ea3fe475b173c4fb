"""The words of an office's own 发文登记表: its columns, and how it says that a number is void."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

__all__ = ["GAP_STATE", "HEADINGS", "Columns", "Said", "find_columns", "said_of_number"]

HEADINGS: Mapping[str, str] = MappingProxyType(
    {
        "number": "发文字号",
        "title": "标题",
        "recipients": "主送机关",
        "signer": "签发人",
        "date": "成文日期",
        "copies": "份数",
        "archive": "归档",
        "state": "状态",
        "reason": "作废原因",
        "voided": "作废日期",
    }
)
"""The columns that we write, in their order."""

GAP_STATE = "缺号"
"""Stands as the state of a line that lists missing numbers; such a line is no entry."""

# The better name first, where a table has several of them.
_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "number": (
            "发文字号",
            "文号",
            "字号",
            "发文号",
            "发文文号",
            "文件字号",
            "文件编号",
            "发文编号",
            "令号",
            "编号",
        ),
        "title": ("标题", "文件标题", "公文标题", "发文标题", "题名", "文件题名", "文件名称", "事由", "名称"),
        "recipients": ("主送机关", "主送", "主送单位", "发往单位", "发往机关", "受文单位", "发送单位", "发送范围"),
        "signer": ("签发人", "签发", "签发领导", "批准人"),
        "date": ("成文日期", "发文日期", "日期", "发文时间", "签发日期", "印发日期", "登记日期", "时间"),
        "copies": ("份数", "印数", "印发份数", "打印份数", "印制份数", "发文份数"),
        "archive": ("归档", "归档号", "归档情况", "档号", "备注", "附记"),
        "state": ("状态", "登记状态"),
        "reason": ("作废原因",),
        "voided": ("作废日期",),
        "code": ("代字", "机关代字", "发文代字", "发文机关代字"),
        "year": ("年份", "年度", "年"),
        # “序号” beside a number counts the lines of the table; beside a 代字 it is the sequence.
        "sequence": ("顺序号", "发文序号", "发文顺序号", "流水号", "序号", "号"),
    }
)
_NOISE = re.compile(r"[\s　:：*＊]|[（(][^（）()]*[)）]")
_LONGEST = 200
"""Characters; a longer text is no heading, and is not searched for what a heading may carry besides its name."""


class Columns(NamedTuple):
    """Where each matter stands in a table's rows, the headings as they are written, and those nobody knows."""

    places: Mapping[str, int]
    archives: tuple[int, ...]
    written: Mapping[int, str]
    unknown: tuple[str, ...]

    @property
    def number_heading(self) -> str:
        """The table's own heading of the number, or of its last part."""
        return self.heading("number" if "number" in self.places else "sequence")

    def heading(self, matter: str) -> str:
        """The table's own heading of a matter."""
        place = self.places.get(matter)
        return self.written[place] if place is not None else HEADINGS.get(matter, matter)


def find_columns(cells: Mapping[int, str]) -> Columns | None:
    """Read a row of texts by place as the headings of a register; None when it is another row.

    >>> find_columns({1: "序号", 2: "文 号", 3: "文件标题", 4: "份数（份）", 5: "承办人"})
    Columns(places={'number': 2, 'title': 3, 'copies': 4}, archives=(), written={1: '序号', 2: '文 号', 3: '文件标题',
    4: '份数（份）', 5: '承办人'}, unknown=('承办人',))
    >>> find_columns({1: "青山镇发文登记表"}) is None
    True
    """
    plain = {place: _NOISE.sub("", cell) if len(cell) <= _LONGEST else cell for place, cell in cells.items()}
    by_name: dict[str, int] = {}
    for place, name in plain.items():
        by_name.setdefault(name, place)
    places = {}
    for matter, names in _NAMES.items():
        found = [by_name[name] for name in names if name in by_name]
        if found:
            places[matter] = found[0]
    if "number" in places and not {"code", "year"} & set(places):
        places.pop("sequence", None)
    has_number = "number" in places or {"code", "sequence"} <= set(places)
    if not has_number or not {"title", "recipients", "date", "signer", "state"} & set(places):
        return None
    archives = tuple(place for place, name in plain.items() if name in _NAMES["archive"])
    used = {*places.values(), *archives}
    counters = ("序号", "号", "")
    unknown = tuple(cells[place] for place, name in plain.items() if place not in used and name not in counters)
    return Columns(places, archives, dict(cells), unknown)


# ---------------------------------------------------------------------------- void numbers

_VOID = "(?:作废|空号|跳号|废号|未用|未使用|取消)"
_THIS = "(?:(?:此|本|该)(?:文号|号|件|文件|公文|文)?)?"
_WHOLE = re.compile(rf"{_THIS}已?{_VOID}|空|废")
_FIRST = re.compile(rf"{_THIS}已?{_VOID}")
_LAST = re.compile(r"(?<![号文件])(?<![号文件]已)作废[。！]?$")
_OPEN, _CLOSE = "（(【[", "）)】]"
_MARKED = re.compile(rf"[{re.escape(_OPEN)}]{_FIRST.pattern}")
_BRACKETS = "（）()【】[]　 "


class Said(Enum):
    """What a text says of the number beside it: nothing, that it is void, or perhaps so."""

    NOTHING = 0
    VOID = 1
    PERHAPS = 2


def _is_marked(title: str) -> bool:
    """Whether brackets at one end of a title say that its number is void."""
    first = _MARKED.match(title)
    if first and any(title.find(close, first.end()) >= 0 for close in _CLOSE):
        return True
    if not title.endswith(tuple(_CLOSE)):
        return False
    last = max(title.rfind(close, 0, len(title) - 1) for close in _CLOSE) + 1
    return _MARKED.search(title, last, len(title) - 1) is not None


def said_of_number(title: str, remark: str) -> tuple[Said, str | None]:
    """What title and remark say, and the words that say it.

    >>> said_of_number("（空号）", "")[0].name, said_of_number("关于防汛的通知（作废）", "")[0].name
    ('VOID', 'VOID')
    >>> said_of_number("甲", "此号作废，改发3号")[1], said_of_number("甲", "因有误，作废")[0].name
    ('此号作废，改发3号', 'VOID')
    >>> said_of_number("甲", "原6号作废，改发此号")[0].name, said_of_number("关于3号文件作废的通知", "")[0].name
    ('PERHAPS', 'PERHAPS')
    >>> said_of_number("关于取消收费的通知", "已归档")[0].name
    'NOTHING'
    """
    title, remark = title.strip(), remark.strip()
    if _WHOLE.fullmatch(title.strip(_BRACKETS)) or _is_marked(title):
        return Said.VOID, title
    plain = remark.strip(_BRACKETS)
    if _WHOLE.fullmatch(plain) or _FIRST.match(plain) or _LAST.search(plain):
        return Said.VOID, remark
    doubtful = next((text for text in (remark, title) if "作废" in text), None)
    return (Said.PERHAPS, doubtful) if doubtful else (Said.NOTHING, None)
