"""印数 reckoned: one copy for each of 主送机关 and 抄送机关, and so many for 存档."""

from __future__ import annotations

import re

from gongwen.errors import Fault
from gongwen.model import Document

__all__ = ["copies_needed"]

# One name that stands for many, so that nobody can count it.
_MANY = re.compile(r"^(?:各|有关|全体|相关|所属|下属)|等[^，]{0,6}$|各(?:单位|部门|村|镇|乡|县|区|市|科室|股室)")


def copies_needed(document: Document, archived: int) -> int | Fault:
    """How many copies are needed, or why that cannot be told.

    >>> from gongwen.model import Document
    >>> letter = {"kind": "函", "issuers": "青山镇人民政府", "number": "青政函〔2026〕8号", "date": "2026-06-01",
    ...     "title": "关于借用抽水机的函", "recipients": "县水利局", "cc": "县应急局，县农业局",
    ...     "body": ["请支持。"]}
    >>> copies_needed(Document.read(letter), 2)
    5
    >>> print(copies_needed(Document.read({**letter, "recipients": "各村民委员会"}), 2))
    〔主送机关〕数不出有几个单位：写的是“各村民委员会”。处理：把单位一一写出（或用单位文件的“（展开）”），或写明印数
    """
    names = [(field, name) for field, listed in _listed(document) for name in listed]
    for field, name in names:
        if _MANY.search(name):
            cure = "把单位一一写出（或用单位文件的“（展开）”），或写明印数"
            return Fault("uncountable-copies", "数不出有几个单位", cure, field=field, value=name)
    return sum(name.count("、") + 1 for _, name in names) + archived


def _listed(document: Document) -> list[tuple[str, tuple[str, ...]]]:
    return [("主送机关", document.recipients), ("抄送机关", document.cc)]
