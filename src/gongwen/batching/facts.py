"""What is told of a document beside itself: facts for the register and the list, copies needed, pages and sheets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from gongwen.errors import Fault
from gongwen.layout import lay_out
from gongwen.layout.printing import Printing
from gongwen.model import Document, IssuingNumber
from gongwen.register import Facts
from gongwen.standard.dates import read_date
from gongwen.standard.profiles import Profile

__all__ = ["copies_needed", "count_pages", "facts_of", "facts_of_values", "sheets_of"]

# One name that stands for many, so that nobody can count it.
_MANY = re.compile(r"^(?:各|有关|全体|相关|所属|下属)|等[^，]{0,6}$|各(?:单位|部门|村|镇|乡|县|区|市|科室|股室)")


def facts_of(document: Document) -> Facts:
    """The facts of a document that a register keeps.

    >>> facts_of(Document(kind="计划", title="春耕工作计划", body=["四月底前完成整地。"])).title
    '春耕工作计划'
    """
    return Facts(
        title=document.title.replace("\n", ""),
        recipients="，".join(document.recipients) or None,
        signer="、".join(document.signers) or None,
        date=document.date,
        copies=document.copies,
    )


def facts_of_values(values: Mapping[str, Any]) -> tuple[Facts, IssuingNumber | None]:
    """The same, and the number, of values by the names of 要素 where no document stands behind them.

    Raises :class:`~gongwen.InputError` for a 发文字号 that is none.

    >>> facts, number = facts_of_values({"标题": "关于春耕的通知", "发文字号": "青政发〔2026〕号", "印数": "30"})
    >>> facts.title, facts.copies, number.sequence
    ('关于春耕的通知', 30, None)
    """
    copies = str(values.get("印数") or "")
    facts = Facts(
        title=str(values.get("标题") or "") or None,
        recipients=str(values.get("主送机关") or "") or None,
        signer=str(values.get("签发人") or "") or None,
        date=read_date(str(values.get("成文日期") or "")),
        copies=int(copies) if copies.isdecimal() else None,
    )
    number = values.get("发文字号")
    return facts, IssuingNumber.parse(str(number)) if number else None


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


def count_pages(document: Document, profile: Profile, printing: Printing) -> int:
    """The pages that the document takes, blank ones before 版记 on an even page among them.

    >>> from gongwen.layout.printing import USUAL
    >>> from gongwen.standard.profiles import NATIONAL
    >>> count_pages(Document(kind="计划", title="春耕工作计划", body=["四月底前完成整地。"]), NATIONAL, USUAL)
    1
    """
    from gongwen.pages.paging import pages_of  # noqa: PLC0415 - only this needs the preview

    return len(pages_of(lay_out(document, profile, printing)))


def sheets_of(pages: int) -> int:
    """The sheets that so many pages take, printed on both sides.

    >>> sheets_of(3)
    2
    """
    return -(-pages // 2)
