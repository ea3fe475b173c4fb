"""The peers: the same notice by python-docx and by docxtpl, each on python-docx's default template and on our base.

All four write the paragraphs of :func:`lines_of`, in this order. What gongwen does beyond the usual script they are
spared: frames that hold 版记 at the foot of the page, a title broken by sense, page numbers on the default template.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache
from io import BytesIO
from typing import Any, NamedTuple

import docx
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate  # type: ignore[import-untyped,unused-ignore]

import gongwen
from benchmarks.notices import Notice

__all__ = [
    "docxtpl_on_base",
    "docxtpl_on_default",
    "lines_of",
    "python_docx_on_base",
    "python_docx_on_default",
    "template_and_context",
]

_NUMERALS = "一二三四五六七八九十"
_FONT = "仿宋"
_SIZE = 16
_LINE = 26
_TEXT_WIDTH = Mm(156)
_RED = RGBColor(255, 0, 0)

_CENTRE, _RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


class Role(str, Enum):
    """What a paragraph is, by the name of its style in our base."""

    COPY_NUMBER = "公文份号"
    URGENCY = "公文紧急程度"
    MARK = "公文发文机关标志"
    NUMBER = "公文发文字号"
    TITLE = "公文标题"
    RECIPIENTS = "公文主送机关"
    BODY = "公文正文"
    HEADING_1 = "公文一级标题"
    SIGNATORY = "公文署名"
    DATE = "公文成文日期"
    NOTES = "公文附注"
    COLOPHON_CC = "公文抄送机关"
    COLOPHON_COPIES = "公文印数"
    COLOPHON_PRINTER = "公文印发机关和印发日期"

    __hash__ = str.__hash__


class Line(NamedTuple):
    """A paragraph: its role and its text, with a heading of a numbered section before it that runs into it."""

    role: Role
    text: str
    heading: str = ""


def lines_of(notice: Notice) -> Iterator[Line]:
    """The paragraphs of a notice, with the numbers and marks that the library writes by itself."""
    yield Line(Role.COPY_NUMBER, notice.copy_number)
    yield Line(Role.URGENCY, "　".join(notice.urgency))
    yield Line(Role.MARK, f"{notice.issuer}文件")
    yield Line(Role.NUMBER, f"{notice.code}〔{notice.year}〕{notice.sequence}号")
    yield Line(Role.TITLE, notice.title)
    yield Line(Role.RECIPIENTS, f"{'，'.join(notice.recipients)}：")
    yield Line(Role.BODY, notice.opening)
    for number, part in zip(_NUMERALS, notice.parts, strict=False):
        yield Line(Role.HEADING_1, f"{number}、{part.heading}")
        for inner, item in zip(_NUMERALS, part.items, strict=False):
            yield Line(Role.BODY, item.text, f"（{inner}）{item.heading}。")
        if part.text:
            yield Line(Role.BODY, part.text)
    yield Line(Role.SIGNATORY, notice.issuer)
    yield Line(Role.DATE, _chinese(notice.date))
    yield Line(Role.NOTES, f"（{notice.notes}）")
    yield Line(Role.COLOPHON_CC, f"抄送：{'，'.join(notice.cc)}。")
    yield Line(Role.COLOPHON_COPIES, f"共印{notice.copies}份")
    yield Line(Role.COLOPHON_PRINTER, f"{notice.printer}\t{_chinese(notice.print_date)}印发")


def _chinese(day: Any) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


# ---------------------------------------------------------------- formats


class _Look(NamedTuple):
    """How the paragraphs of a role differ from the body text."""

    font: str = ""
    size: float = 0
    align: WD_ALIGN_PARAGRAPH | None = None
    indent: bool = False
    red: bool = False
    line: float = 0


_TITLE_FONT = "方正小标宋简体"
_LOOKS = {
    Role.COPY_NUMBER: _Look(),
    Role.URGENCY: _Look("黑体"),
    Role.MARK: _Look(_TITLE_FONT, 44, _CENTRE, red=True, line=54),
    Role.NUMBER: _Look(align=_CENTRE),
    Role.TITLE: _Look(_TITLE_FONT, 22, _CENTRE, line=32),
    Role.RECIPIENTS: _Look(),
    Role.BODY: _Look(indent=True),
    Role.HEADING_1: _Look("黑体", indent=True),
    Role.SIGNATORY: _Look(align=_RIGHT),
    Role.DATE: _Look(align=_RIGHT),
    Role.NOTES: _Look(indent=True),
    Role.COLOPHON_CC: _Look(size=14, line=24),
    Role.COLOPHON_COPIES: _Look(size=14, align=_RIGHT, line=24),
    Role.COLOPHON_PRINTER: _Look(size=14, line=24),
}
_SPACE_BEFORE = {
    Role.MARK: Mm(12),
    Role.NUMBER: Pt(24),
    Role.TITLE: Pt(40),
    Role.RECIPIENTS: Pt(24),
    Role.SIGNATORY: Pt(_LINE),
    Role.COLOPHON_CC: Pt(12),
}
_RIGHT_INDENT = {Role.SIGNATORY: Pt(2 * _SIZE), Role.DATE: Pt(3 * _SIZE)}


def _border(side: str, eighths: int, colour: str = "000000") -> str:
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="1" w:color="{colour}"/>'


_BORDERS = {
    Role.NUMBER: _border("bottom", 12, "FF0000"),
    Role.COLOPHON_CC: _border("top", 8),
    Role.COLOPHON_COPIES: _border("top", 6),
    Role.COLOPHON_PRINTER: _border("top", 6) + _border("bottom", 8),
}
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _place(paragraph: Paragraph, role: Role) -> None:
    """Distances and rules, which belong to the place and are in no style."""
    layout = paragraph.paragraph_format
    if role in _SPACE_BEFORE:
        layout.space_before = _SPACE_BEFORE[role]
    if role in _RIGHT_INDENT:
        layout.right_indent = _RIGHT_INDENT[role]
    if role is Role.COLOPHON_PRINTER:
        layout.tab_stops.add_tab_stop(_TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    if role in _BORDERS:
        borders = parse_xml(f"<w:pBdr {nsdecls('w')}>{_BORDERS[role]}</w:pBdr>")
        paragraph._p.get_or_add_pPr().insert_element_before(borders, *_AFTER_BORDERS)


def _set_font(styled: Any, font: str) -> None:
    """The font of a run or a style, for Chinese characters too."""
    styled.font.name = font
    styled.element.rPr.rFonts.set(qn("w:eastAsia"), font)


def _saved(document: Any) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


# ---------------------------------------------------------------- python-docx


@cache
def slim_base() -> bytes:
    """Our base package with an empty body, as a .docx."""
    least = {
        "kind": "通知",
        "issuers": "青山镇人民政府",
        "number": "青政发〔2026〕1号",
        "title": "关于做好森林防火工作的通知",
        "body": ["。"],
        "date": "2026-10-08",
    }
    document = docx.Document(BytesIO(gongwen.render(gongwen.Document.read(least))))
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    return _saved(document)


def _begin(document: DocxDocument) -> None:
    """Sheet, margins and body text: what scripts set first."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    normal: Any = document.styles["Normal"]
    _set_font(normal, _FONT)
    normal.font.size = Pt(_SIZE)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    normal.paragraph_format.line_spacing = Pt(_LINE)
    normal.paragraph_format.space_after = Pt(0)


def _add_formatted(document: DocxDocument, line: Line) -> None:
    look = _LOOKS[line.role]
    paragraph = document.add_paragraph()
    if look.align is not None:
        paragraph.alignment = look.align
    if look.indent:
        paragraph.paragraph_format.first_line_indent = Pt(2 * _SIZE)
    if look.line:
        paragraph.paragraph_format.line_spacing = Pt(look.line)
    if line.heading:
        _set_font(paragraph.add_run(line.heading), "楷体")
    run = paragraph.add_run(line.text)
    if look.font:
        _set_font(run, look.font)
    if look.size:
        run.font.size = Pt(look.size)
    if look.red:
        run.font.color.rgb = _RED
    _place(paragraph, line.role)


def _formatted(document: DocxDocument, lines: Iterable[Line]) -> bytes:
    _begin(document)
    for line in lines:
        _add_formatted(document, line)
    return _saved(document)


def python_docx_on_default(notice: Notice) -> bytes:
    """A notice by python-docx on its default template."""
    return _formatted(docx.Document(), lines_of(notice))


def python_docx_on_base(notice: Notice) -> bytes:
    """A notice by the same script on our base. (Our named styles instead would halve its speed.)"""
    return _formatted(docx.Document(BytesIO(slim_base())), lines_of(notice))


# ---------------------------------------------------------------- docxtpl

_TAGS = (
    Line(Role.COPY_NUMBER, "{{ copy_number }}"),
    Line(Role.URGENCY, "{{ urgency }}"),
    Line(Role.MARK, "{{ issuer }}文件"),
    Line(Role.NUMBER, "{{ code }}〔{{ year }}〕{{ sequence }}号"),
    Line(Role.TITLE, "{{ title }}"),
    Line(Role.RECIPIENTS, "{{ recipients }}："),
    Line(Role.BODY, "{{ opening }}"),
    Line(Role.BODY, "{%p for part in parts %}"),
    Line(Role.HEADING_1, "{{ part.heading }}"),
    Line(Role.BODY, "{%p for item in part.texts %}"),
    Line(Role.BODY, "{{ item.text }}", "{{ item.heading }}"),
    Line(Role.BODY, "{%p endfor %}"),
    Line(Role.BODY, "{%p endfor %}"),
    Line(Role.SIGNATORY, "{{ issuer }}"),
    Line(Role.DATE, "{{ date }}"),
    Line(Role.NOTES, "（{{ notes }}）"),
    Line(Role.COLOPHON_CC, "抄送：{{ cc }}。"),
    Line(Role.COLOPHON_COPIES, "共印{{ copies }}份"),
    Line(Role.COLOPHON_PRINTER, "{{ printer }}\t{{ print_date }}印发"),
)


@cache
def _template_on_default() -> bytes:
    """The script's own document, with tags for texts and loops for the sections."""
    return _formatted(docx.Document(), _TAGS)


@cache
def _template_on_base() -> bytes:
    """The same tags in paragraphs of our base's named styles: the template is made once, so styles cost nothing."""
    document = docx.Document(BytesIO(slim_base()))
    for line in _TAGS:
        paragraph = document.add_paragraph(style=line.role.value)
        if line.heading:
            paragraph.add_run(line.heading, style="公文二级标题字")
        paragraph.add_run(line.text)
        _place(paragraph, line.role)
    return _saved(document)


def _context(notice: Notice) -> dict[str, Any]:
    return {
        "copy_number": notice.copy_number,
        "urgency": "　".join(notice.urgency),
        "issuer": notice.issuer,
        "code": notice.code,
        "year": notice.year,
        "sequence": notice.sequence,
        "title": notice.title,
        "recipients": "，".join(notice.recipients),
        "opening": notice.opening,
        "parts": [
            {
                "heading": f"{number}、{part.heading}",
                "texts": [
                    {"heading": f"（{inner}）{item.heading}。", "text": item.text}
                    for inner, item in zip(_NUMERALS, part.items, strict=False)
                ]
                or [{"heading": "", "text": part.text}],
            }
            for number, part in zip(_NUMERALS, notice.parts, strict=False)
        ],
        "date": _chinese(notice.date),
        "notes": notice.notes,
        "cc": "，".join(notice.cc),
        "copies": notice.copies,
        "printer": notice.printer,
        "print_date": _chinese(notice.print_date),
    }


def _rendered(template: bytes, notice: Notice) -> bytes:
    document = DocxTemplate(BytesIO(template))
    document.render(_context(notice), autoescape=True)
    return _saved(document)


def docxtpl_on_default(notice: Notice) -> bytes:
    """A notice by docxtpl with a template made from python-docx's default one."""
    return _rendered(_template_on_default(), notice)


def docxtpl_on_base(notice: Notice) -> bytes:
    """A notice by docxtpl with a template made from our base."""
    return _rendered(_template_on_base(), notice)


def template_and_context(notice: Notice) -> tuple[bytes, dict[str, Any]]:
    """docxtpl's template made from our base, and what fills it: all that a script of its own needs."""
    return _template_on_base(), _context(notice)
