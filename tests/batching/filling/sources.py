"""Sources and rows for the tests of filling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gongwen.batching.filling import Filling
from gongwen.errors import Fault, InputError
from gongwen.model import Document, Paragraph, Section
from gongwen.model.body import walk
from gongwen.reading.files import SourceText
from gongwen.sheets import Row

HEAD = """---
发文机关: 云岭县青山镇人民政府
文种: 通知
发文字号: 青政发〔2026〕8号
标题: 关于做好{{ 村名 }}春耕备耕工作的通知
主送机关: {{ 村名 }}村民委员会
成文日期: 2026-03-02
---
"""


def filling(body: str, columns: Sequence[str] = ("村名", "面积", "备注"), *, head: str = HEAD, **more: Any) -> Filling:
    """A source of this body, ready for rows with these columns."""
    return Filling(SourceText(head + body, "通知.md", None), columns, **more)


def row(values: Mapping[str, Any], *details: dict[str, Any], number: int = 2) -> Row:
    """A row that says what is asked, of 上坝村 unless told otherwise."""
    return Row(number, {"村名": "上坝村", "面积": 1200, "备注": None, **values}, details)


def document(body: str, values: Mapping[str, Any], *details: dict[str, Any], **more: Any) -> Document:
    """The document of a row, which must be a good one."""
    filled = filling(body, **more).fill(row(values, *details))
    assert filled.faults == ()
    assert filled.document is not None
    return filled.document


def texts(made: Document) -> list[str]:
    """The paragraphs and headings of a body, in order."""
    found = []
    for block in walk(made.body):
        if isinstance(block, Paragraph):
            found.append(block.text)
        elif isinstance(block, Section):
            found.append(block.heading)
    return found


def faults_of(body: str, values: Mapping[str, Any] | None = None) -> tuple[Fault, ...]:
    """What is wrong with a source, or with the row that it is filled with."""
    try:
        return filling(body).fill(row(values or {})).faults
    except InputError as refused:
        return refused.faults
