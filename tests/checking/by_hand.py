"""A compliant 公文 as somebody makes it by hand in Word: python-docx, direct formatting, no style of ours.

Tests change one thing of it, and ask what is found.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import docx
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

__all__ = [
    "REMARK",
    "Change",
    "bordered",
    "content_of",
    "every",
    "folio",
    "line",
    "notice",
    "only",
    "request",
    "resolution",
    "set_font",
    "sheet",
]

Change = Callable[[Docx], None]
CENTRE, LEFT, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT
JUSTIFIED = WD_ALIGN_PARAGRAPH.JUSTIFY
WIDTH = Mm(156)
REMARK = "（2026年1月16日青山镇第十九届人大第六次会议通过）"

TEXT = (
    "为保障群众饮水安全，经镇党委会议研究，决定对全镇14处集中供水工程开展管护检查。现将有关事项通知如下，请认真抓好落实，"
    "重点检查取水、制水、输水和水质检测等环节，建立问题清单和责任清单，逐项销号。"
)


def content_of(document: Docx) -> bytes:
    """The bytes of a document."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def set_font(run: Run, font: str, size: float, *, colour: str | None = None) -> None:
    """All slots of a run's font, and its size."""
    run.font.size = Pt(size)
    properties: Any = run._r.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{slot}"), font)
    if colour is not None:
        run.font.color.rgb = RGBColor.from_string(colour)


def line(  # noqa: PLR0913 - a paragraph has many properties
    document: Docx | _Cell,
    text: str,
    *,
    font: str = "仿宋_GB2312",
    size: float = 16,
    align: WD_ALIGN_PARAGRAPH = JUSTIFIED,
    first: float = 0,
    left: float = 0,
    right: float = 0,
    before: float = 0,
    pitch: float | None = 28.95,
    colour: str | None = None,
) -> Paragraph:
    """A paragraph with direct formatting; indents in characters of its size."""
    paragraph = document.add_paragraph()
    said = paragraph.paragraph_format
    paragraph.alignment = align
    said.first_line_indent, said.left_indent, said.right_indent = Pt(first * size), Pt(left * size), Pt(right * size)
    said.space_before, said.space_after = Pt(before), Pt(0)
    if pitch is not None:
        said.line_spacing_rule, said.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(pitch)
    set_font(paragraph.add_run(text), font, size, colour=colour)
    return paragraph


def bordered(paragraph: Paragraph, side: str, *, eighths: int, colour: str) -> None:
    """A rule below or above a paragraph."""
    properties: Any = paragraph._p.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        # After keepNext and before spacing, as the schema has it.
        properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
    for old in borders.findall(qn(f"w:{side}")):
        borders.remove(old)
    edge = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "1"), ("color", colour)):
        edge.set(qn(f"w:{name}"), value)
    borders.append(edge)


def folio(paragraph: Paragraph, *, before: str = "— ", after: str = " —", font: str = "宋体", size: float = 14) -> None:
    """The number of the page between its dashes."""
    set_font(paragraph.add_run(before), font, size)
    for kind, code in (("begin", None), (None, "PAGE"), ("separate", None), ("text", "1"), ("end", None)):
        run = paragraph.add_run()
        element: Any = run._r
        set_font(run, font, size)
        if kind == "text":
            run.text = "1"
        elif kind is None:
            told = OxmlElement("w:instrText")
            told.text = code
            element.append(told)
        else:
            field = OxmlElement("w:fldChar")
            field.set(qn("w:fldCharType"), kind)
            element.append(field)
    set_font(paragraph.add_run(after), font, size)


def sheet(document: Docx) -> None:
    """The paper and the folios."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    document.settings.odd_and_even_pages_header_footer = True
    for footer, align in ((section.footer, RIGHT), (section.even_page_footer, LEFT)):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = align
        said = paragraph.paragraph_format
        said.right_indent, said.left_indent = (Pt(14), Pt(0)) if align is RIGHT else (Pt(0), Pt(14))
        folio(paragraph)


def _foot(document: Docx) -> None:
    cc = line(document, "抄送：县水务局，县卫生健康局。", size=14, left=1, right=1, align=LEFT, pitch=24)
    bordered(cc, "top", eighths=8, colour="000000")
    bordered(cc, "bottom", eighths=6, colour="000000")
    text = "青山镇党政综合办公室　　　　　　　　2026年3月4日印发"
    printed = line(document, text, size=14, left=1, right=1, align=LEFT, pitch=24)
    bordered(printed, "bottom", eighths=8, colour="000000")


def notice(*, sealed: bool = False) -> Docx:
    """A notice with every 要素 that a township's notice has, on the common margins."""
    return docx.Document(io.BytesIO(_notice(sealed)))


def request() -> Docx:
    """A request, with number and signer on one line."""
    return docx.Document(io.BytesIO(_request()))


# Made once and opened for each test, which takes a third of the time.


@cache
def _notice(sealed: bool) -> bytes:
    document = docx.Document()
    sheet(document)
    line(document, "000012", align=LEFT)
    line(document, "机密★1年", font="黑体", align=LEFT)
    line(document, "加急", font="黑体", align=LEFT)
    line(
        document,
        "青山镇人民政府文件",
        font="方正小标宋简体",
        size=48,
        align=CENTRE,
        before=30,
        pitch=60,
        colour="FF0000",
    )
    number = line(document, "青政发〔2026〕12号", align=CENTRE, before=58)
    bordered(number, "bottom", eighths=12, colour="FF0000")
    line(
        document,
        "青山镇人民政府\n关于开展农村供水工程管护检查的通知",
        font="方正小标宋简体",
        size=22,
        align=CENTRE,
        before=58,
        pitch=35,
    )
    line(document, "各村民委员会，镇直各单位：", before=29)
    line(document, TEXT, first=2)
    line(document, "一、检查范围", font="黑体", first=2)
    line(document, TEXT, first=2)
    line(document, "（一）取水设施", font="楷体_GB2312", first=2)
    line(document, TEXT, first=2)
    line(document, "（二）输水管网", font="楷体_GB2312", first=2)
    line(document, "1.管道和阀门。", first=2)
    line(document, TEXT, first=2)
    line(document, "二、时间安排", font="黑体", first=2)
    line(document, TEXT, first=2)
    line(document, "附件：1.检查任务分工表", left=6, before=29, align=LEFT).paragraph_format.first_line_indent = Pt(-64)
    line(document, "2.问题清单样式", left=6, align=LEFT).paragraph_format.first_line_indent = Pt(-16)
    if sealed:
        line(document, "青山镇人民政府", align=RIGHT, right=3.5, before=29)
        line(document, "2026年3月2日", align=RIGHT, right=4)
    else:
        line(document, "青山镇人民政府", align=RIGHT, right=2, before=29)
        # The date is a character shorter than the name: it begins two characters after it.
        line(document, "2026年3月2日", align=RIGHT, right=1)
    line(document, "（此件公开发布）", first=2)
    label = line(document, "附件1", font="黑体", align=LEFT)
    label.paragraph_format.page_break_before = True
    line(document, "检查任务分工表", font="方正小标宋简体", size=22, align=CENTRE, before=29, pitch=35)
    line(document, TEXT, first=2)
    second = line(document, "附件2", font="黑体", align=LEFT)
    second.paragraph_format.page_break_before = True
    line(document, "问题清单样式", font="方正小标宋简体", size=22, align=CENTRE, before=29, pitch=35)
    line(document, TEXT, first=2)
    _foot(document)
    return content_of(document)


@cache
def _request() -> bytes:
    document = docx.Document()
    sheet(document)
    line(
        document,
        "青山镇人民政府文件",
        font="方正小标宋简体",
        size=48,
        align=CENTRE,
        before=100,
        pitch=60,
        colour="FF0000",
    )
    number = line(document, "青政请〔2026〕3号　　　　　　　签发人：", left=1, align=LEFT, before=58)
    set_font(number.add_run("沈平"), "楷体", 16)
    bordered(number, "bottom", eighths=12, colour="FF0000")
    number.paragraph_format.left_indent = Pt(0)
    number.runs[0].text = "　" + number.runs[0].text
    line(
        document,
        "青山镇人民政府\n关于修建柳林桥的请示",
        font="方正小标宋简体",
        size=22,
        align=CENTRE,
        before=58,
        pitch=35,
    )
    line(document, "云岭县人民政府：", before=29)
    line(document, TEXT.replace("通知", "请示"), first=2)
    line(document, "妥否，请批示。", first=2)
    line(document, "青山镇人民政府", align=RIGHT, right=2, before=29)
    line(document, "2026年3月2日", align=RIGHT, right=1)
    line(document, "（联系人：沈平，电话：0000-6612288）", first=2)
    _foot(document)
    return content_of(document)


def only(document: Docx, beginning: str) -> Paragraph:
    """The first paragraph that begins so."""
    return next(one for one in document.paragraphs if one.text.startswith(beginning))


def every(document: Docx, beginning: str) -> Iterator[Paragraph]:
    """All paragraphs that begin so."""
    return (one for one in document.paragraphs if one.text.startswith(beginning))


def resolution(*, font: str = "楷体_GB2312") -> Docx:
    """A resolution that a meeting adopted: 题注 under the title tells who and when, and nobody signs."""
    document = docx.Document()
    sheet(document)
    mark = "青山镇人民代表大会文件"
    line(document, mark, font="方正小标宋简体", size=48, align=CENTRE, before=100, pitch=60, colour="FF0000")
    number = line(document, "青人发〔2026〕2号", align=CENTRE, before=58)
    bordered(number, "bottom", eighths=12, colour="FF0000")
    title = "青山镇人民代表大会\n关于加强饮用水水源保护的决议"
    line(document, title, font="方正小标宋简体", size=22, align=CENTRE, before=58, pitch=35)
    line(document, REMARK, font=font, align=CENTRE)
    line(document, "青山镇第十九届人民代表大会第六次会议审议了镇人民政府的报告，作出如下决议。", first=2, before=29)
    line(document, "一、明确保护责任", font="黑体", first=2)
    line(document, TEXT.replace("现将有关事项通知如下，", ""), first=2)
    line(document, "二、治理污染来源", font="黑体", first=2)
    line(document, "本决议自通过之日起施行。", first=2)
    _foot(document)
    return document
