"""Roles: what a paragraph is on the page. Each role is one named Word style and one format of the stylesheet."""

from __future__ import annotations

from enum import Enum

__all__ = ["HEADING_ROLES", "LEVEL_STYLE_NAMES", "RETURNING_ROLES", "TABLE_LYING", "TABLE_UPRIGHT", "Role"]


class Role(str, Enum):
    """The 要素 (or part of one) that a paragraph shows; the value is the name of its style."""

    COPY_NUMBER = "公文份号"
    SECRECY = "公文密级和保密期限"
    URGENCY = "公文紧急程度"
    MARK = "公文发文机关标志"
    LETTER_MARK = "公文信函标志"
    LETTER_RULE = "公文信函线"
    LETTER_NUMBER = "公文信函发文字号"
    JOINT_MARK = "公文联合发文机关标志"
    SPACER = "公文空白"
    NUMBER = "公文发文字号"
    SIGNERS = "公文签发人"
    NUMBER_AND_SIGNERS = "公文发文字号和签发人"
    ISSUE_LINE = "公文纪要编发"
    TITLE = "公文标题"
    TRANSLATED_TITLE = "公文标题译文"
    REMARK = "公文题注"
    RECIPIENTS = "公文主送机关"
    BODY = "公文正文"
    # Paragraphs that return from a section to what surrounds it: same look, but their place can be read back.
    BODY_LEVEL_0 = "公文正文零级"
    BODY_LEVEL_1 = "公文正文一级"
    BODY_LEVEL_2 = "公文正文二级"
    BODY_LEVEL_3 = "公文正文三级"
    HEADING_1 = "公文一级标题"
    HEADING_2 = "公文二级标题"
    HEADING_3 = "公文三级标题"
    HEADING_4 = "公文四级标题"
    TABLE_CAPTION = "公文表题"
    TABLE_HEADER = "公文表头"
    TABLE_CELL = "公文表格"
    TABLE_CELL_CENTRED = "公文表格居中"
    PICTURE = "公文图片"
    PICTURE_CAPTION = "公文图题"
    AFTER_TABLE = "公文表后"
    ATTACHMENT_NOTE = "公文附件说明"
    SIGNATORY = "公文署名"
    DATE = "公文成文日期"
    SEALED_SIGNATORY = "公文加章署名"
    SEALED_DATE = "公文加章日期"
    TRANSLATED_SIGNATURE = "公文落款译文"
    STAMP_SIGNATORY = "公文签名章署名"
    STAMP_DATE = "公文签名章日期"
    NOTES = "公文附注"
    ATTENDANCE = "公文出席名单"
    ATTENDANCE_LEVEL_0 = "公文出席名单零级"
    ISSUED_TITLE = "公文印发件标题"
    ISSUED_REMARK = "公文印发件题注"
    ISSUED_RECIPIENTS = "公文印发件主送机关"
    ISSUED_SIGNATORY = "公文印发件署名"
    ISSUED_DATE = "公文印发件成文日期"
    ATTACHMENT_LABEL = "公文附件标识"
    APART_LABEL = "公文另附附件标识"
    ATTACHMENT_TITLE = "公文附件标题"
    COLOPHON_RECIPIENTS = "公文版记主送"
    COLOPHON_CC = "公文抄送机关"
    COLOPHON_COPIES = "公文印数"
    COLOPHON_PRINTER = "公文印发机关和印发日期"
    COLOPHON_ANCHOR = "公文版记锚点"
    FOLIO = "公文页码"

    # Roles are looked up for every paragraph; Enum's own hash is written in Python and ten times slower.
    __hash__ = str.__hash__


HEADING_ROLES = (Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.HEADING_4)
"""Roles of headings that stand alone, by level."""

RETURNING_ROLES = (Role.BODY_LEVEL_0, Role.BODY_LEVEL_1, Role.BODY_LEVEL_2, Role.BODY_LEVEL_3)
"""Roles of paragraphs that return to a level, by that level; 0 is outside all sections."""

LEVEL_STYLE_NAMES = ("公文一级标题字", "公文二级标题字", "公文三级标题字", "公文四级标题字")
"""Character styles of headings that run into their text, by level."""

TABLE_LYING, TABLE_UPRIGHT = "横排", "竖排"
"""What a table's description says where its author asked how the sheet should lie."""
