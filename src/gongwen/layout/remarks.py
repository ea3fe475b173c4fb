"""What is told of a layout: what the form leaves out of a document, what was decided for it; each with its clause."""

from __future__ import annotations

from collections.abc import Sequence

from gongwen.blocks.block import LayoutBlock, TableBlock
from gongwen.blocks.stylesheet import SMALLEST_TABLE_SIZE
from gongwen.layout.signers import shows_signers
from gongwen.layout.translation import translation_remarks
from gongwen.model import Document, Form

__all__ = ["document_remarks", "remarks_on_tables"]


def document_remarks(document: Document) -> list[str]:
    """What the form leaves out of the page, each with its clause."""
    form = document.form
    remarks = []
    if document.kind is None and form is Form.PLAIN:
        remarks.append("没有写文种，照白头文稿排（9704-1-a）")
    if document.signers and (form is not Form.DOCUMENT or not shows_signers(document)):
        remarks.append(f"{form.value}格式的{document.kind_name or '公文'}不标签发人，已略去（9704-7.2.6-g）")
    if form is Form.PLAIN and (document.number or document.issuer_mark):
        remarks.append("白头文稿没有版头，不排发文字号和发文机关标志，已略去（9704-7.1-a）")
    if document.report_to:
        remarks.append("2012 年起不再标抄报，抄报机关并入抄送机关（9704-7.4.2）")
    old = [name for name, given in (("主题词", document.subject_words), ("存档", document.archive)) if given]
    if old:
        remarks.append(f"2012 年起不再标{'和'.join(old)}，页面上已略去，文件属性里仍留着（12-旧规）")
    if form is Form.LETTER and (document.printer or document.copies):
        remarks.append("信函格式的版记不排印发机关、印发日期和印数，已略去（9704-10.1-k）")
    for number, attachment in enumerate(document.attachments, start=1):
        if attachment.apart:
            remarks.append(f"附件{number}另行装订：排在版记之后，标发文字号，页码另起（9704-7.3.7-g）")
    if document.translation and form is not Form.ORDER:
        remarks += translation_remarks(document.translation)
    if form is Form.ORDER:
        remarks.append("命令格式不排标题，标题只记在文件属性里（9704-10.2-c）")
        if document.remark:
            remarks.append("命令格式不排标题，也不排题注，已略去（9704-10.2-c）")
        if document.recipients:
            remarks.append("命令格式不排主送机关，已略去（9704-10.2-c）")
    return remarks


def remarks_on_tables(blocks: Sequence[LayoutBlock]) -> list[str]:
    """What is to be said of tables that are set in the smallest type."""
    if TableBlock not in map(type, blocks):
        return []
    small = sum(type(block) is TableBlock and block.size <= SMALLEST_TABLE_SIZE for block in blocks)
    if not small:
        return []
    number = f"有 {small} 张表" if small > 1 else "有一张表"
    return [f"{number}列多，字号缩小到小五号（9 磅），再小就不排了；嫌小可以拆成几张表"]
