"""A careful clerk's file, with styles of the office's own, empty lines for room, a simple field and tab stops; and the
same with fifteen faults."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

import gongwen
from gongwen.checking import check_content
from tests.checking.by_hand import bordered, content_of, only, set_font

LEFT, CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
TEXT, FIRST, SECOND, TITLE, FLUSH = "正文缩进", "一级", "二级", "大标题", "顶格"
_STYLES = (
    (TEXT, "仿宋", 16, WD_ALIGN_PARAGRAPH.JUSTIFY, 2, 28.95),
    (FIRST, "黑体", 16, LEFT, 2, 28.95),
    (SECOND, "楷体", 16, LEFT, 2, 28.95),
    (TITLE, "方正小标宋_GBK", 22, CENTRE, 0, 35),
    (FLUSH, "仿宋", 16, LEFT, 0, 28.95),
)
_FONTS = "<w:rFonts w:ascii='宋体' w:hAnsi='宋体' w:eastAsia='宋体'/>"
_FIELD = (
    f"<w:fldSimple {nsdecls('w')} w:instr=' PAGE '><w:r><w:rPr>{_FONTS}<w:sz w:val='28'/></w:rPr>"
    "<w:t>1</w:t></w:r></w:fldSimple>"
)


def styles(document: Docx) -> None:
    """Styles of the office's own, with names that nobody else has."""
    for name, font, size, align, first, pitch in _STYLES:
        style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.font.size, style.font.name = Pt(size), "Times New Roman"
        style.element.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), font)
        said = style.paragraph_format
        said.space_before = said.space_after = Pt(0)
        said.line_spacing_rule, said.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(pitch)
        said.first_line_indent, said.alignment = Pt(first * size), align


def sheet(document: Docx) -> None:
    """The paper, and folios by a simple field."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin, section.footer_distance = Mm(28), Mm(26), Mm(25)
    document.settings.odd_and_even_pages_header_footer = True
    for footer, align, side in (
        (section.footer, RIGHT, "right_indent"),
        (section.even_page_footer, LEFT, "left_indent"),
    ):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = align
        setattr(paragraph.paragraph_format, side, Pt(14))
        set_font(paragraph.add_run("— "), "宋体", 14)
        element: Any = paragraph._p
        element.append(parse_xml(_FIELD))
        set_font(paragraph.add_run(" —"), "宋体", 14)


def said(document: Docx, text: str, style: str = TEXT, **properties: Any) -> Paragraph:
    """A paragraph in a style, with what is set otherwise."""
    paragraph = document.add_paragraph(text, style=style)
    for name, value in properties.items():
        setattr(paragraph.paragraph_format, name, value)
    return paragraph


def empty(document: Docx, lines: int = 1) -> None:
    """Lines that keep room."""
    for _ in range(lines):
        said(document, "", FLUSH)


def head(document: Docx) -> None:
    """版头 and title, the title in three paragraphs."""
    empty(document, 2)
    mark = said(document, "", FLUSH, alignment=CENTRE, line_spacing=Pt(66), space_before=Pt(42))
    set_font(mark.add_run("柳溪县教育体育局文件"), "方正小标宋_GBK", 46, colour="FF0000")
    empty(document, 2)
    number = said(document, "柳教体发〔2026〕31号", FLUSH, alignment=CENTRE)
    bordered(number, "bottom", eighths=12, colour="FF0000")
    empty(document, 2)
    for words in ("柳溪县教育体育局", "关于做好2026年秋季学期校园午餐", "供应工作的通知"):
        said(document, words, TITLE)
    empty(document)
    said(document, "各中心学校，县直各学校：", FLUSH)


def body(document: Docx) -> None:
    """Headings that stand alone, that run into the text, and a table."""
    said(document, "为让学生吃得安全、吃得放心，根据学校午餐供应工作的安排，现就秋季学期有关事项通知如下。")
    said(document, "一、明确供应范围", FIRST)
    said(document, "（一）供餐学校", SECOND)
    said(document, "全县42所农村学校统一供餐，午餐时间为11:50至12:40。名单由各校于9月5日前核定，此后每月核定一次。")
    said(document, "（二）供餐标准", SECOND)
    said(document, "每生每餐6元，其中食材不低于5.2元；15%～20%的损耗由各校食堂自行消化，不得摊入学生伙食费。")
    said(document, "二、严把食材关口", FIRST)
    said(document, "1.定点采购。大米、食用油、肉类由招标确定的供应商配送，蔬菜优先向本乡镇合作社订购。")
    said(document, "2.逐日验收。验收人员不少于3人，《食材验收单》《留样记录》保存两年。")
    said(document, "三、做好公开公示", FIRST)
    for heading, text in (
        ("（一）每周公示菜谱。", "各校每周五前在校门口公示下周菜谱，家长代表每月至少到校陪餐1次。"),
        ("（二）每月公布账目。", "伙食费收支于次月5日前公布，接受师生和家长监督。"),
    ):
        paragraph = said(document, "")
        set_font(paragraph.add_run(heading), "楷体", 16)
        paragraph.add_run(text)
    table = document.add_table(rows=3, cols=3, style="Table Grid")
    for row, words in zip(
        table.rows,
        (("学区", "学校（所）", "学生（人）"), ("城关", "12", "5,860"), ("河东", "16", "3,412")),
        strict=True,
    ):
        for cell, word in zip(row.cells, words, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.style, paragraph.alignment = document.styles[FLUSH], CENTRE
            paragraph.paragraph_format.line_spacing = Pt(22)
            paragraph.add_run(word).font.size = Pt(12)
    said(document, "以上安排自2026年9月1日起施行。执行中遇到的问题，请及时向县教育体育局反映。")


def tail(document: Docx) -> None:
    """附件说明, a signature with room for the seal, 附注, an attachment, and 版记 with a tab stop."""
    empty(document)
    said(document, "附件：秋季学期午餐供应学校名单")
    empty(document, 2)
    said(document, "柳溪县教育体育局", FLUSH, alignment=RIGHT, right_indent=Pt(52))
    said(document, "2026年8月24日", FLUSH, alignment=RIGHT, right_indent=Pt(64))
    said(document, "（联系人：顾明川，电话：0000-6180427）")
    set_font(said(document, "", FLUSH, page_break_before=True).add_run("附件"), "黑体", 16)
    empty(document)
    said(document, "秋季学期午餐供应学校名单", TITLE)
    empty(document)
    said(document, "城关学区：城关第一小学、城关第二小学、桥头小学等12所。")
    said(document, "河东学区：河东中心小学、松坪小学、坝上小学等16所。")
    empty(document)
    sides = {"left_indent": Pt(14), "right_indent": Pt(14), "line_spacing": Pt(24)}
    cc = said(document, "", FLUSH, **sides)
    set_font(cc.add_run("抄送：县发展和改革局，县市场监督管理局，县卫生健康局。"), "仿宋", 14)
    bordered(cc, "top", eighths=8, colour="000000")
    bordered(cc, "bottom", eighths=6, colour="000000")
    printed = said(document, "", FLUSH, **sides)
    set_font(printed.add_run("柳溪县教育体育局办公室\t2026年8月24日印发"), "仿宋", 14)
    printed.paragraph_format.tab_stops.add_tab_stop(Pt(428), WD_TAB_ALIGNMENT.RIGHT)
    bordered(printed, "bottom", eighths=8, colour="000000")


def lunches() -> Docx:
    """The whole notice."""
    document = docx.Document()
    styles(document)
    sheet(document)
    head(document)
    body(document)
    tail(document)
    return document


SLIPS = (
    ("[2026]031号", "〔2026〕31号"),
    ("供应工作的通知。", "供应工作的通知"),
    ("县直各学校。", "县直各学校："),
    ("一.明确供应范围", "一、明确供应范围"),
    ("（二）、供餐标准", "（二）供餐标准"),
    ("核定,此后", "核定，此后"),
    ("《食材验收单》、《留样记录》", "《食材验收单》《留样记录》"),
    ("学校名单。", "学校名单"),
    ("2026年08月24日", "2026年8月24日"),
    ("县卫生健康局", "县卫生健康局。"),
)
"""What is written wrongly, and what should stand there."""


def spoilt() -> Docx:
    """The notice with fifteen faults."""
    document = lunches()
    document.sections[0].left_margin = Mm(31.7)
    only(document, "柳溪县教育体育局文件").runs[0].font.color.rgb = RGBColor(0, 0, 0)
    only(document, "全县42所").runs[0].font.size = Pt(14)
    only(document, "为让学生").paragraph_format.first_line_indent = Pt(0)
    for wrong, right in SLIPS:
        run = next(run for paragraph in document.paragraphs for run in paragraph.runs if right in run.text)
        run.text = run.text.replace(right, wrong)
    return document


def test_nothing_is_found_in_a_lawful_file_in_styles_of_an_office() -> None:
    report = check_content(content_of(lunches()))
    assert report.official
    assert [str(one) for one in report.findings] == []


def test_fifteen_faults_are_found_each_by_its_clause_and_nothing_else() -> None:
    found = [(one.rule, one.place.element) for one in check_content(content_of(spoilt())).findings]
    assert sorted(found, key=str) == sorted(
        [
            ("9704-5.2.1-b", None),
            ("9704-7.2.4-f", "发文机关标志"),
            ("9704-7.2.5-c", "发文字号"),
            ("9704-7.2.5-d", "发文字号"),
            ("15834-B.4", "标题"),
            ("9704-7.3.2-b", "主送机关"),
            ("9704-7.3.3-c", "正文"),
            ("15834-B.3.2", "一级标题"),
            ("9704-5.2.2-b", "正文"),
            ("GW-BD-01", "正文"),
            ("15834-B.3.4", "二级标题"),
            ("15834-4.5.3.5", "正文"),
            ("9704-7.3.4-d", "附件说明"),
            ("9704-7.3.5.4", "成文日期"),
            ("9704-7.4.2-b", "抄送机关"),
        ],
        key=str,
    )


@pytest.mark.parametrize("in_place", [False, True])
def test_all_of_them_are_put_right(in_place: bool) -> None:
    mended = gongwen.fix(content_of(spoilt()), in_place=in_place)
    assert [str(one) for one in mended.report.findings] == []
    assert gongwen.fix(mended.content, in_place=in_place).content == mended.content
    if in_place:
        texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(mended.content)).paragraphs]
        assert texts == [paragraph.text for paragraph in lunches().paragraphs]
