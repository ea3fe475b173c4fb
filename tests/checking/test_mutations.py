"""One thing changed in a compliant file made by hand: exactly the rule for it speaks, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from docx.document import Document as Docx
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_COLOR_INDEX, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from gongwen.checking import check_content
from tests.checking.by_hand import (
    CENTRE,
    LEFT,
    RIGHT,
    bordered,
    content_of,
    every,
    line,
    notice,
    only,
    request,
    set_font,
)
from tests.conftest import SUMMED

Change = Callable[[Docx], Any]
TITLE, NUMBER, RECIPIENTS = "青山镇人民政府\n关于", "青政", "各村民委员会"
MARK, TEXT = "青山镇人民政府文件", "为保障群众"


def rules_found(document: Docx) -> set[str]:
    """The rules that speak."""
    return {finding.rule for finding in check_content(content_of(document)).findings}


def font(beginning: str, name: str, size: float = 16) -> Change:
    """All paragraphs that begin so in another font."""

    def change(document: Docx) -> None:
        for paragraph in every(document, beginning):
            for run in paragraph.runs:
                set_font(run, name, size)

    return change


def says(beginning: str, text: str) -> Change:
    """The first paragraph that begins so says something else."""

    def change(document: Docx) -> None:
        only(document, beginning).runs[0].text = text

    return change


def swaps(beginning: str, old: str, new: str) -> Change:
    """Words of the first paragraph that begins so are others."""

    def change(document: Docx) -> None:
        run = only(document, beginning).runs[0]
        assert old in run.text
        run.text = run.text.replace(old, new)

    return change


def said(beginning: str, **properties: Any) -> Change:
    """Paragraphs that begin so, set otherwise."""

    def change(document: Docx) -> None:
        for paragraph in every(document, beginning):
            for name, value in properties.items():
                setattr(paragraph if name == "alignment" else paragraph.paragraph_format, name, value)

    return change


def sheet(**properties: Any) -> Change:
    """The sheet, set otherwise."""

    def change(document: Docx) -> None:
        for name, value in properties.items():
            setattr(document.sections[0], name, value)

    return change


def coloured(beginning: str, colour: str) -> Change:
    """The first paragraph that begins so in another colour."""

    def change(document: Docx) -> None:
        for run in only(document, beginning).runs:
            run.font.color.rgb = RGBColor.from_string(colour)

    return change


def bold(beginning: str) -> Change:
    """The first paragraph that begins so in bold."""

    def change(document: Docx) -> None:
        only(document, beginning).runs[0].bold = True

    return change


def pitch(rule: Any, spacing: Any) -> Change:
    """All lines of the text at another pitch."""

    def change(document: Docx) -> None:
        for paragraph in document.paragraphs:
            if paragraph.paragraph_format.line_spacing == Pt(28.95):
                paragraph.paragraph_format.line_spacing_rule = rule
                paragraph.paragraph_format.line_spacing = spacing

    return change


def edge(beginning: str, side: str, eighths: int, colour: str) -> Change:
    """The rule of a paragraph otherwise."""
    return lambda document: bordered(only(document, beginning), side, eighths=eighths, colour=colour)


def no_edge(*beginnings: str) -> Change:
    """Paragraphs without their rules."""

    def change(document: Docx) -> None:
        for beginning in beginnings:
            properties: Any = only(document, beginning)._p.pPr
            properties.remove(properties.find(qn("w:pBdr")))

    return change


def dropped(*beginnings: str) -> Change:
    """Paragraphs left out."""

    def change(document: Docx) -> None:
        for beginning in beginnings:
            paragraph: Any = only(document, beginning)._p
            paragraph.getparent().remove(paragraph)

    return change


def moved(beginning: str, before: str) -> Change:
    """A paragraph moved before another."""
    return lambda document: only(document, before)._p.addprevious(only(document, beginning)._p)


def empty_after(beginning: str) -> Change:
    """An empty paragraph after one."""

    def change(document: Docx) -> None:
        empty = document.add_paragraph()
        only(document, beginning)._p.addnext(empty._p)

    return change


def folio_otherwise(
    *, text: tuple[str, str] | None = None, name: str = "宋体", size: float = 14, align: Any = None
) -> Change:
    """The folio, written or set otherwise on both sides."""

    def change(document: Docx) -> None:
        for footer in (document.sections[0].footer, document.sections[0].even_page_footer):
            paragraph = footer.paragraphs[0]
            if text is not None:
                paragraph.runs[0].text, paragraph.runs[-1].text = text
            for run in paragraph.runs:
                set_font(run, name, size)
            if align is not None:
                paragraph.alignment = align

    return change


def one_footer(document: Docx) -> None:
    """The same footer on both sides."""
    document.settings.odd_and_even_pages_header_footer = False


def no_footer(document: Docx) -> None:
    """No folio anywhere."""
    for footer in (document.sections[0].footer, document.sections[0].even_page_footer):
        for run in list(footer.paragraphs[0].runs):
            run._r.getparent().remove(run._r)


def folio_anew(document: Docx) -> None:
    """The attachments count their pages anew."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    numbers: Any = section._sectPr
    started = numbers.makeelement(qn("w:pgNumType"), {qn("w:start"): "1"})
    numbers.find(qn("w:pgMar")).addnext(started)
    line(document, "附件3", font="黑体", align=LEFT)


def spaced_out(document: Docx) -> None:
    """Ten points between all paragraphs of the text."""
    for paragraph in document.paragraphs[7:16]:
        paragraph.paragraph_format.space_after = Pt(10)


def spaced(document: Docx) -> None:
    """Letters of the text further apart."""
    for paragraph in every(document, TEXT):
        properties: Any = paragraph.runs[0]._r.rPr
        spacing = properties.makeelement(qn("w:spacing"), {qn("w:val"): "20"})
        properties.find(qn("w:rFonts")).addnext(spacing)


def marked(document: Docx) -> None:
    """A mark of highlighter in the text."""
    only(document, TEXT).runs[0].font.highlight_color = WD_COLOR_INDEX.YELLOW


def typed(document: Docx) -> None:
    """Blanks instead of an indent."""
    paragraph = only(document, TEXT)
    paragraph.paragraph_format.first_line_indent = Pt(0)
    paragraph.runs[0].text = "　　" + paragraph.runs[0].text


def glued(document: Docx) -> None:
    """An attachment goes on below the signature."""
    only(document, "附件1").paragraph_format.page_break_before = False


def signed_downward(document: Docx) -> None:
    """Who approved it stands above the number of a notice."""
    signer = line(document, "签发人：", align=RIGHT)
    set_font(signer.add_run("沈平"), "楷体", 16)
    only(document, NUMBER)._p.addprevious(signer._p)


def star(document: Docx) -> None:
    """A star below the number, where the rule is."""
    only(document, NUMBER)._p.addnext(line(document, "★", align=CENTRE, colour="000000")._p)


LETTER = sheet(page_width=Mm(215.9), page_height=Mm(279.4))
OF_NOTICE: list[tuple[str, Change, set[str]]] = [
    ("Letter 纸", LETTER, {"9704-5.1"}),
    ("A3 纸", sheet(page_width=Mm(297), page_height=Mm(420)), {"9704-5.1"}),
    ("上边距 25.4 毫米", sheet(top_margin=Mm(25.4)), {"9704-5.2.1-a"}),
    ("左边距 31.8 毫米", sheet(left_margin=Mm(31.8)), {"9704-5.2.1-b"}),
    ("装订线 5 毫米", sheet(gutter=Mm(5)), {"9704-5.2.1-b"}),
    ("右边距 31.8 毫米", sheet(right_margin=Mm(31.8)), {"9704-5.2.1-c"}),
    ("下边距 25.4 毫米", sheet(bottom_margin=Mm(25.4)), {"9704-5.2.1-c"}),
    ("正文宋体", font(TEXT, "宋体"), {"9704-5.2.2-a"}),
    ("正文等线", font(TEXT, "等线"), {"9704-5.2.2-a"}),
    ("正文四号", font(TEXT, "仿宋", 14), {"9704-5.2.2-b"}),
    ("正文五号", font(TEXT, "仿宋", 10.5), {"9704-5.2.2-b", "9704-7.3.3-c"}),
    ("行距 20 磅", pitch(WD_LINE_SPACING.EXACTLY, Pt(20)), {"9704-5.2.3-a"}),
    ("行距 36 磅", pitch(WD_LINE_SPACING.EXACTLY, Pt(36)), {"9704-5.2.3-a"}),
    ("单倍行距", pitch(WD_LINE_SPACING.SINGLE, None), {"9704-5.2.3-a"}),
    ("2.5 倍行距", pitch(WD_LINE_SPACING.MULTIPLE, 2.5), {"9704-5.2.3-a"}),
    ("字距加宽", spaced, {"9704-5.2.3-b"}),
    ("正文蓝色", coloured(TEXT, "0563C1"), {"9704-5.2.4"}),
    ("标题红色", coloured(TITLE, "FF0000"), {"9704-5.2.4"}),
    ("正文突出显示", marked, {"9704-5.2.4"}),
    ("正文顶格", said(TEXT, first_line_indent=Pt(0)), {"9704-7.3.3-c"}),
    ("首行缩进 0.74 厘米", said(TEXT, first_line_indent=Mm(7.4)), {"9704-7.3.3-c"}),
    ("整段缩进", said(TEXT, first_line_indent=Pt(0), left_indent=Pt(32)), {"9704-7.3.3-c"}),
    ("打空格缩进", typed, {"ERR-DY-01"}),
    ("一级标题仿宋", font("一、检查", "仿宋"), {"9704-7.3.3-e"}),
    ("二级标题黑体", font("（一）取水", "黑体"), {"9704-7.3.3-e"}),
    ("二级标题加粗", bold("（一）取水"), {"AMB-16"}),
    ("正文加粗", bold(TEXT), {"AMB-16"}),
    ("份号四号", font("000012", "仿宋", 14), {"9704-7.2.1-a"}),
    ("份号居右", said("000012", alignment=RIGHT), {"9704-7.2.1-b"}),
    ("份号五位", says("000012", "00012"), {"9704-7.2.1-a"}),
    ("密级仿宋", font("机密", "仿宋"), {"9704-7.2.2-a"}),
    ("密级居右", said("机密", alignment=RIGHT), {"9704-7.2.2-b"}),
    ("密级空心星", says("机密", "机密☆1年"), {"9704-7.2.2-c"}),
    ("保密期限汉字", says("机密", "机密★一年"), {"9704-7.2.2-c"}),
    ("涉密而没有份号", dropped("000012"), {"TL-9.1"}),
    ("紧急程度宋体", font("加急", "宋体"), {"9704-7.2.3-a"}),
    ("紧急程度居右", said("加急", alignment=RIGHT), {"9704-7.2.3-a"}),
    ("紧急程度在密级之上", moved("加急", "机密"), {"9704-7.2.3-b"}),
    ("紧急程度写急件", says("加急", "急件"), {"TL-9.3"}),
    ("标志左对齐", said(MARK, alignment=LEFT), {"9704-7.2.4-b"}),
    ("标志黑体", font(MARK, "黑体", 48), {"9704-7.2.4-d"}),
    ("标志黑色", coloured(MARK, "000000"), {"9704-7.2.4-f"}),
    ("发文字号左对齐", said(NUMBER, alignment=LEFT), {"9704-7.2.5-a"}),
    ("发文字号方括号", swaps(NUMBER, "〔2026〕", "[2026]"), {"9704-7.2.5-c"}),
    ("发文字号圆括号", swaps(NUMBER, "〔2026〕", "（2026）"), {"9704-7.2.5-c"}),
    ("发文字号方头括号", swaps(NUMBER, "〔2026〕", "【2026】"), {"9704-7.2.5-c"}),
    ("发文字号两位年份", swaps(NUMBER, "〔2026〕", "〔26〕"), {"9704-7.2.5-c"}),
    ("发文字号虚位", swaps(NUMBER, "12号", "012号"), {"9704-7.2.5-d"}),
    ("发文字号加第", swaps(NUMBER, "12号", "第12号"), {"9704-7.2.5-d"}),
    ("发文字号缺号字", swaps(NUMBER, "12号", "12"), {"9704-7.2.5-d"}),
    ("发文字号有空格", swaps(NUMBER, "〕12号", "〕 12号"), {"ERR-FWZH-07"}),
    ("发文字号年份不同", swaps(NUMBER, "2026", "2025"), {"ERR-FWZH-11"}),
    ("发文字号四号", font(NUMBER, "仿宋", 14), {"9704-5.2.2-b"}),
    ("发文字号黑体", font(NUMBER, "黑体"), {"9704-5.2.2-a"}),
    ("红线黑色", edge(NUMBER, "bottom", 12, "000000"), {"9704-7.2.7-a"}),
    ("没有红线", no_edge(NUMBER), {"9704-7.2.7-a"}),
    ("标题黑体", font(TITLE, "黑体", 22), {"9704-7.3.1-a"}),
    ("标题宋体", font(TITLE, "宋体", 22), {"9704-7.3.1-a"}),
    ("标题三号", font(TITLE, "方正小标宋简体", 16), {"9704-7.3.1-a"}),
    ("标题加粗", bold(TITLE), {"9704-7.3.1-a"}),
    ("标题带首行缩进", said(TITLE, first_line_indent=Pt(44)), {"9704-7.3.1-c"}),
    ("标题沙漏形", says(TITLE, "云岭县青山镇人民政府办公室\n关于做好\n农村供水工程管护检查的通知"), {"9704-7.3.1-d"}),
    ("标题末尾句号", swaps(TITLE, "的通知", "的通知。"), {"15834-B.4"}),
    ("标题写方案", swaps(TITLE, "的通知", "的方案"), {"9704-7.3.1-e"}),
    ("标题里用直书名号套", swaps(TITLE, "开展农村供水工程", "印发《〈供水〉《管护》办法》"), {"15834-4.15.3.5"}),
    ("主送缩进", said(RECIPIENTS, first_line_indent=Pt(32)), {"9704-7.3.2-a"}),
    ("主送居中", said(RECIPIENTS, alignment=CENTRE), {"9704-7.3.2-a"}),
    ("主送半角冒号", swaps(RECIPIENTS, "：", ":"), {"9704-7.3.2-b"}),
    ("主送没有冒号", swaps(RECIPIENTS, "：", ""), {"9704-7.3.2-b"}),
    ("主送后空一行", empty_after(RECIPIENTS), {"9704-7.3.3-b"}),
    ("附件说明顶格", said("附件：", left_indent=Pt(0), first_line_indent=Pt(0)), {"9704-7.3.4-a"}),
    ("附件说明半角冒号", swaps("附件：", "：", ":"), {"9704-7.3.4-a"}),
    ("附件1：名称", swaps("附件：", "：1.", "1："), {"9704-7.3.4-b"}),
    ("附件序号用顿号", swaps("附件：", "1.", "1、"), {"9704-7.3.4-b"}),
    ("附件名称后句号", swaps("附件：", "分工表", "分工表。"), {"9704-7.3.4-d"}),
    ("附件没有另面", glued, {"9704-7.3.7-a"}),
    ("附件标识仿宋", font("附件1", "仿宋"), {"9704-7.3.7-b"}),
    ("附件标识带冒号", says("附件1", "附件1："), {"9704-7.3.7-b"}),
    ("附件标识居右", said("附件2", alignment=RIGHT), {"9704-7.3.7-b"}),
    ("附件标题三号黑体", font("检查任务", "黑体", 16), {"9704-7.3.7-d"}),
    ("附件标题左对齐", said("检查任务", alignment=LEFT), {"9704-7.3.7-c"}),
    ("附件名称书名号", swaps("附件：", "检查任务分工表", "《检查任务分工表》"), {"9704-7.3.4-f"}),
    ("只剩一个附件", dropped("2.问题", "附件2", "问题清单"), {"9704-7.3.4-c"}),
    ("红线上有五角星", star, {"9704-7.2.7-c"}),
    ("附件标题与说明不同", swaps("附件：", "检查任务分工表", "检查任务清单"), {"9704-7.3.7-e"}),
    ("少列一个附件", dropped("2.问题清单"), {"9704-7.3.7-e", "9704-7.3.4-c"}),
    ("署名顶到右边", said("青山镇人民政府", right_indent=Pt(0)), {"9704-7.3.5.2-b"}),
    ("日期与署名右齐", said("2026年3月2日", right_indent=Pt(32)), {"9704-7.3.5.2-b"}),
    ("日期虚位", says("2026年3月2日", "2026年03月02日"), {"9704-7.3.5.4", "9704-7.3.5.2-b"}),
    ("日期点线", says("2026年3月2日", "2026.3.2"), {"9704-7.3.5.4", "9704-7.3.5.2-b"}),
    ("日期汉字", says("2026年3月2日", "二〇二六年三月二日"), {"9704-7.3.5.4", "9704-7.3.5.2-b"}),
    ("日期不存在", says("2026年3月2日", "2026年2月30日"), {"9704-7.3.5.4", "9704-7.3.5.2-b"}),
    ("没有日期", dropped("2026年3月2日"), {"TL-9.12"}),
    ("附注顶格", said("（此件", first_line_indent=Pt(0)), {"9704-7.3.6-a"}),
    ("附注半角括号", says("（此件", "(此件公开发布)"), {"9704-7.3.6-a"}),
    ("附注方头括号", says("（此件", "【此件公开发布】"), {"9704-7.3.6-a"}),
    ("抄送三号", font("抄送", "仿宋", 16), {"9704-7.4.2-a"}),
    ("抄送黑体", font("抄送", "黑体", 14), {"9704-7.4.2-a"}),
    ("抄送顶格", said("抄送", left_indent=Pt(0)), {"9704-7.4.2-a"}),
    ("抄送没有句号", swaps("抄送", "局。", "局"), {"9704-7.4.2-b"}),
    ("抄送半角冒号", swaps("抄送", "：", ":"), {"9704-7.4.2-b"}),
    ("抄报", swaps("抄送", "抄送", "抄报"), {"9704-7.4.2-b"}),
    ("主题词", says("抄送", "主题词：供水 管护 通知"), {"12-旧规"}),
    ("印发三号", font("青山镇党政", "仿宋", 16), {"9704-7.4.3-a"}),
    ("印发顶格", said("青山镇党政", left_indent=Pt(0)), {"9704-7.4.3-a"}),
    ("印发日期虚位", swaps("青山镇党政", "3月4日", "03月04日"), {"9704-7.4.3-b"}),
    ("写印制", swaps("青山镇党政", "印发", "印制"), {"9704-7.4.3-b"}),
    ("印发早于成文", swaps("青山镇党政", "3月4日", "3月1日"), {"9704-7.4.3-d"}),
    ("首条线细", edge("抄送", "top", 4, "000000"), {"9704-7.4.1-b"}),
    ("末条线红", edge("青山镇党政", "bottom", 8, "FF0000"), {"9704-7.4.1-b"}),
    ("中间线粗", edge("抄送", "bottom", 12, "000000"), {"9704-7.4.1-c"}),
    ("版记没有线", no_edge("抄送", "青山镇党政"), {"9704-7.4.1-b"}),
    ("页码小五 Times", folio_otherwise(name="Times New Roman", size=14), {"9704-7.5-a"}),
    ("页码小五号", folio_otherwise(size=9), {"9704-7.5-a"}),
    ("页码短横", folio_otherwise(text=("- ", " -")), {"9704-7.5-b"}),
    ("第1页", folio_otherwise(text=("第", "页")), {"9704-7.5-b"}),
    ("页码没有一字线", folio_otherwise(text=("", "")), {"9704-7.5-b"}),
    ("页码居中", folio_otherwise(align=CENTRE), {"9704-7.5-d"}),
    ("页码都在右边", one_footer, {"9704-7.5-d"}),
    ("没有页码", no_footer, {"TL-9.18"}),
    ("通知有签发人", signed_downward, {"9704-7.2.6-g"}),
    ("两个二级标题同号", swaps("（二）输水", "（二）", "（一）"), set()),
    ("跳过二", swaps("二、时间", "二、", "三、"), {"15834-B.3.8"}),
    ("二级标题重号", swaps("（二）输水", "（二）", "（三）"), {"15834-B.3.8"}),
    ("一级序号用点", swaps("一、检查", "一、", "一."), {"15834-B.3.2"}),
    ("二级序号半角括号", swaps("（一）取水", "（一）", "(一)"), {"9704-7.3.3-d"}),
    ("二级序号带顿号", swaps("（一）取水", "（一）", "（一）、"), {"15834-B.3.4"}),
    ("三级序号用顿号", swaps("1.管道", "1.", "1、"), {"15834-B.3.3"}),
    ("半角逗号", swaps(TEXT, "安全，", "安全,"), {"GW-BD-01"}),
    ("直引号", swaps(TEXT, "重点检查", '"重点"检查'), {"GW-BD-02"}),
    ("连续空格", swaps(TEXT, "逐项销号", "逐项  销号"), {"GW-BD-03"}),
    ("半角括号", swaps(TEXT, "环节", "环节(含末梢)"), {"GW-BD-04"}),
    ("全角数字", swaps(TEXT, "14处", "１４处"), {"15835-X2"}),
    ("省略号", swaps(TEXT, "等环节", "..."), {"15834-5.1-c"}),
    ("书名号间顿号", swaps(TEXT, "有关事项", "《甲办法》、《乙办法》"), {"15834-4.5.3.5"}),
    ("平米", swaps(TEXT, "14处", "14平米"), {"9704-9-a"}),
    ("假标准号", swaps(TEXT, "有关事项", "GB/T 9704-2023"), {"ERR-STD-01"}),
    ("正文里的字号", swaps(TEXT, "有关事项", "云政发[2026]8号"), {"9704-7.2.5-c"}),
    ("此页无正文", says("（此件", "（此页无正文）"), {"9704-7.3.5.5"}),
    ("介词叠用", swaps(TITLE, "关于开展农村", "关于对农村"), {"ERR-BT-03"}),
    ("省略号与等并用", swaps(TEXT, "等环节", "……等环节"), {"15834-A.9"}),
    ("等前顿号", swaps(TEXT, "检测等", "检测、等"), {"15834-B.1.2"}),
    ("起止用短横线", swaps(TEXT, "14处", "10-14人、14处"), {"15834-4.13"}),
    ("概数里顿号", swaps(TEXT, "逐项销号", "用三、四个月逐项销号"), {"15835-5.2.1"}),
    ("年代不写世纪", swaps(TEXT, "14处", "90年代建成的14处"), {"15835-X3"}),
    ("汉字年份写零", swaps(TEXT, "有关事项", "二零二六年有关事项"), {"15835-5.2.5"}),
    ("日期混用数字", swaps(TEXT, "有关事项", "2026年三月有关事项"), {"15835-4.3"}),
    ("小数点前没有零", swaps(TEXT, "14处", "14处（漏损率.5%）"), {"15835-5.1.2"}),
    ("百分号写一半", swaps(TEXT, "14处", "15～20%的14处"), {"15835-5.1.3"}),
    ("日期写号", swaps(TEXT, "有关事项", "3月5号有关事项"), {"ERR-RQ-06"}),
    ("年份两位", swaps(TEXT, "有关事项", "26年3月5日有关事项"), {"ERR-RQ-05"}),
    ("只引字号", swaps(TEXT, "经镇党委会议研究", "根据云政发〔2026〕8号文件"), {"ERR-YW-01"}),
    ("第一后顿号", swaps(TEXT, "重点检查", "第一、重点检查"), {"15834-B.3.1"}),
    ("一是后顿号", swaps(TEXT, "现将", "一是、现将"), {"15834-B.3.7"}),
    ("第一条后顿号", swaps("1.管道", "1.", "第一条、"), {"15834-B.3.6"}),
    ("段间有距离", spaced_out, {"9704-5.2.3-a"}),
    ("半角分号", swaps(TEXT, "，重点", ";重点"), {"GW-BD-01"}),
    ("半角冒号", swaps(TEXT, "，建立", ":建立"), {"GW-BD-01"}),
    ("公分", swaps(TEXT, "14处", "14公分"), {"9704-9-a"}),
    ("句号连用", swaps(TEXT, "等环节，", "等环节。。。"), {"15834-5.1-c"}),
    ("单个字符的序号", swaps("（一）取水", "（一）", "㈠"), {"9704-7.3.3-d"}),
    ("半个括号", swaps("1.管道", "1.", "1）"), {"9704-7.3.3-d"}),
    ("括号一半半角", swaps(TEXT, "环节", "环节(含末梢）"), {"GW-BD-04"}),
]  # fmt: skip


def figures(found: set[str], expected: set[str]) -> dict[str, int]:
    """What the summary of the suite adds up to recall and precision."""
    return {"mutations": 1, "due": len(expected), "found": len(found), "right": len(found & expected)}


@pytest.mark.parametrize(("name", "change", "expected"), OF_NOTICE, ids=[one[0] for one in OF_NOTICE])
def test_one_change_of_a_notice_is_found_by_exactly_its_rule(
    name: str, change: Change, expected: set[str], record_property: Callable[[str, object], None]
) -> None:
    document = notice()
    change(document)
    found = rules_found(document)
    record_property(SUMMED, figures(found, expected))
    assert found == expected


def unsigned(document: Docx) -> None:
    number = only(document, "　青政请")
    number.runs[0].text, number.runs[1].text = "青政请〔2026〕3号", ""
    number.alignment = CENTRE


OF_REQUEST: list[tuple[str, Change, set[str]]] = [
    ("姓名仿宋", font("　青政请", "仿宋"), {"9704-7.2.6-d"}),
    ("签发人半角冒号", swaps("　青政请", "：", ":"), {"9704-7.2.6-b"}),
    ("两个主送", swaps("云岭县", "：", "，云岭县水务局："), {"TL-15.1a"}),
    ("主送写县长", swaps("云岭县", "人民政府", "沈平县长"), {"TL-15.5"}),
    ("抄送下级", swaps("抄送", "县水务局", "各村民委员会"), {"TL-15.1b"}),
    ("请示报告", swaps("青山镇人民政府\n", "的请示", "的请示报告"), {"TL-15.4b"}),
    ("没有签发人", unsigned, {"TL-9.6"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "change", "expected"), OF_REQUEST, ids=[one[0] for one in OF_REQUEST])
def test_one_change_of_a_request_is_found_by_exactly_its_rule(
    name: str, change: Change, expected: set[str], record_property: Callable[[str, object], None]
) -> None:
    document = request()
    change(document)
    found = rules_found(document)
    record_property(SUMMED, figures(found, expected))
    assert found == expected
