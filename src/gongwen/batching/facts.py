"""What a register, a list and a file's name say of a document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gongwen.model import Document, IssuingNumber
from gongwen.register import Facts
from gongwen.standard.dates import read_date

__all__ = ["facts_of", "facts_of_values"]


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
