"""Texts as offices type and paste them, written for these tests, and short ways to look at what was read."""

from __future__ import annotations

from typing import Any

from gongwen.model import Document, Paragraph, Section, Table
from gongwen.model.body import Blocks
from gongwen.recognition import ParsedDocument, ParsedText, parse

__all__ = ["NOTICE", "SCHEME", "lost", "only", "outline", "reasons"]

NOTICE = """青山镇人民政府文件
青政发〔2026〕17号
青山镇人民政府关于做好2026年城乡居民医保缴费工作的通知
各村民委员会，镇直各单位：
　　为做好今年医保缴费工作，现将有关事项通知如下。
　　一、缴费时间
　　9月1日至12月20日，逾期不再办理补缴。
　　二、工作要求
　　（一）压实责任。各村明确1名专干，逐户通知到人。
　　（二）方便群众。开通手机缴费，设代办点14处。
　　特此通知。

　　附件：1.各村参保任务分解表
　　　　　2.缴费操作指南

青山镇人民政府
2026年8月25日
（联系人：周敏，电话：0872-5530127）

抄送：县医疗保障局，县税务局。
青山镇党政办公室　　　　2026年8月25日印发
"""

SCHEME = """青山镇2026年秋季造林实施方案
为完成年度造林任务，制定本方案。
一、目标任务
全镇完成造林2600亩。
二、保障措施
1、加强领导。成立工作专班。
2、落实资金。每亩补助120元。
"""


def only(text: str | bytes) -> ParsedDocument:
    """The only document of a text."""
    (parsed,) = parse(text).documents
    assert parsed.no_document is None, parsed.no_document
    return parsed


def outline(blocks: Blocks) -> list[Any]:
    """Sections as (label or level, heading, what is inside), paragraphs as their text, tables as rows."""
    return [_outline(block) for block in blocks]


def _outline(block: Any) -> Any:
    match block:
        case Paragraph():
            return block.text
        case Section():
            return (block.label or block.level, block.heading, outline(block.blocks))
        case Table():
            return [list(block.header), *map(list, block.rows)]
    return block


def reasons(parsed: ParsedText | ParsedDocument) -> set[str]:
    """Why the ledger has its entries."""
    return {entry.reason for entry in parsed.ledger}


def lost(parsed: ParsedText) -> list[str]:
    """What was dropped that is neither blank nor written by the page."""
    return [
        entry.text
        for entry in parsed.ledger
        if entry.kind == "dropped" and entry.text.strip() and not entry.reason.endswith("由版式写出")
    ]


def document(parsed: ParsedDocument) -> Document:
    """The document, where there is one."""
    assert parsed.document is not None
    return parsed.document
