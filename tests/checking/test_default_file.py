"""A notice typed into python-docx's default page, with the faults that such files have: those are found, no other."""

from __future__ import annotations

import docx
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt, RGBColor

from gongwen.checking import check_content
from tests.checking.by_hand import TEXT, content_of


def typed() -> Docx:
    """Default page and fonts; a red mark, a black number, a bold title, everything else as it comes."""
    document = docx.Document()
    mark = document.add_paragraph()
    mark.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = mark.add_run("青山镇人民政府文件")
    run.font.size, run.font.color.rgb = Pt(40), RGBColor(255, 0, 0)
    document.add_paragraph("青政发[2026]012号").alignment = WD_ALIGN_PARAGRAPH.CENTER
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run("青山镇人民政府关于开展供水检查的通知。")
    run.font.size, run.bold = Pt(18), True
    document.add_paragraph("各村民委员会:").paragraph_format.first_line_indent = Pt(22)
    document.add_paragraph(TEXT)
    document.add_paragraph("一.检查范围")
    document.add_paragraph(TEXT.replace("安全，", "安全,"))
    document.add_paragraph("1、检查水源")
    document.add_paragraph(TEXT)
    document.add_paragraph("附件1：任务清单。")
    document.add_paragraph("青山镇人民政府").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph("2026年03月02日").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph("抄报:县水务局")
    return document


def test_the_faults_of_a_default_page_are_found_and_no_other() -> None:
    report = check_content(content_of(typed()))
    assert report.official
    found = {(finding.rule, finding.place.element) for finding in report.findings}
    assert found == {
        # the page
        ("9704-5.1", None),
        ("9704-5.2.1-a", None),
        ("9704-5.2.1-b", None),
        ("TL-9.18", None),
        # fonts, sizes and lines, each said once for all paragraphs
        ("9704-5.2.2-a", "发文字号"),
        ("9704-5.2.2-b", "发文字号"),
        ("9704-5.2.3-a", "正文"),
        ("9704-7.3.3-c", "正文"),
        ("9704-7.3.3-e", "一级标题"),
        ("9704-7.3.3-e", "三级标题"),
        # head and title
        ("9704-7.2.4-d", "发文机关标志"),
        ("9704-7.2.5-c", "发文字号"),
        ("9704-7.2.5-d", "发文字号"),
        ("9704-7.2.7-a", "发文字号"),
        ("9704-7.3.1-a", "标题"),
        ("15834-B.4", "标题"),
        ("9704-7.3.2-a", "主送机关"),
        ("9704-7.3.2-b", "主送机关"),
        # the text
        ("15834-B.3.2", "一级标题"),
        ("GW-BD-01", "正文"),
        ("15834-B.3.3", "三级标题"),
        ("9704-7.3.4-a", "附件说明"),
        ("9704-7.3.4-b", "附件说明"),
        ("9704-7.3.4-d", "附件说明"),
        # signature and 版记
        ("9704-7.3.5.2-b", "成文日期"),
        ("9704-7.3.5.4", "成文日期"),
        ("9704-7.4.1-b", "抄送机关"),
        ("9704-7.4.2-a", "抄送机关"),
        ("9704-7.4.2-b", "抄送机关"),
    }
