"""The peers: the same notice by python-docx and by docxtpl, each on python-docx's default template and on our base.

All four write the paragraphs of :func:`lines_of`, in this order and with these formats. Where gongwen does more than
their users ask of them, they are spared it: no frames that hold 版记 at the foot of the page, no title broken by
sense, and on the default template no page numbers. A docxtpl template is what the python-docx writer of the same base
makes of a notice whose texts are tags.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from io import BytesIO
from typing import Any, Final, NamedTuple

import docx
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from docxtpl import DocxTemplate  # type: ignore[import-untyped,unused-ignore]

import gongwen
from benchmarks.notices import Notice
from gongwen.layout.roles import Role

__all__ = ["docxtpl_on_base", "docxtpl_on_default", "lines_of", "python_docx_on_base", "python_docx_on_default"]

_NUMERALS = "一二三四五六七八九十"
_SIZE: Final = 16
_LINE: Final = Pt(28.95)
_TEXT_WIDTH = Mm(156)
_RED = RGBColor(255, 0, 0)

_CENTRE, _RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


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


# ---------------------------------------------------------------- python-docx on its default template


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
    Role.MARK: _Look(_TITLE_FONT, 45, _CENTRE, red=True, line=54),
    Role.NUMBER: _Look(align=_CENTRE),
    Role.TITLE: _Look(_TITLE_FONT, 22, _CENTRE, line=36),
    Role.RECIPIENTS: _Look(),
    Role.BODY: _Look(indent=True),
    Role.HEADING_1: _Look("黑体", indent=True),
    Role.SIGNATORY: _Look(),
    Role.DATE: _Look(),
    Role.NOTES: _Look(indent=True),
    Role.COLOPHON_CC: _Look(size=14, line=24),
    Role.COLOPHON_COPIES: _Look(size=14, align=_RIGHT, line=24),
    Role.COLOPHON_PRINTER: _Look(size=14, line=24),
}


def _set_font(run: Run, font: str) -> None:
    run.font.name = font
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)


def _prepare_default(document: DocxDocument) -> None:
    """Sheet, margins and body text, as scripts on the default template begin."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    normal: Any = document.styles["Normal"]
    normal.font.name = "仿宋"
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    normal.font.size = Pt(_SIZE)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    normal.paragraph_format.line_spacing = _LINE
    normal.paragraph_format.space_after = Pt(0)


def _add_formatted(document: DocxDocument, line: Line) -> None:
    look = _LOOKS[line.role]
    paragraph = document.add_paragraph()
    layout = paragraph.paragraph_format
    if look.align is not None:
        paragraph.alignment = look.align
    if look.indent:
        layout.first_line_indent = Pt(2 * _SIZE)
    if look.line:
        layout.line_spacing = Pt(look.line)
    if line.heading:
        _set_font(paragraph.add_run(line.heading), "楷体")
    run = paragraph.add_run(line.text)
    if look.font:
        _set_font(run, look.font)
    if look.size:
        run.font.size = Pt(look.size)
    if look.red:
        run.font.color.rgb = _RED
    _place(paragraph, line)


# ---------------------------------------------------------------- python-docx on the slim base


@cache
def slim_base() -> bytes:
    """Our base package with an empty body: a .docx whose styles carry the formats."""
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


_HEADING_STYLE = "公文二级标题字"


def _add_styled(document: DocxDocument, line: Line) -> None:
    paragraph = document.add_paragraph(style=line.role.value)
    if line.heading:
        paragraph.add_run(line.heading, style=_HEADING_STYLE)
    paragraph.add_run(line.text)
    _place(paragraph, line)


# ---------------------------------------------------------------- what both share


_SPACE_BEFORE = {
    Role.MARK: Mm(20),
    Role.NUMBER: Pt(30),
    Role.TITLE: Pt(60),
    Role.RECIPIENTS: Pt(28.95),
    Role.SIGNATORY: Pt(28.95),
    Role.COLOPHON_CC: Pt(30),
}
_RIGHT_INDENT = {Role.SIGNATORY: Pt(2 * _SIZE), Role.DATE: Pt(3 * _SIZE)}


def _border(side: str, size: int, colour: str = "000000") -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="1" w:color="{colour}"/>'


_BORDERS = {
    Role.NUMBER: _border("bottom", 12, "FF0000"),
    Role.COLOPHON_CC: _border("top", 8),
    Role.COLOPHON_COPIES: _border("top", 6),
    Role.COLOPHON_PRINTER: _border("top", 6) + _border("bottom", 8),
}


def _place(paragraph: Paragraph, line: Line) -> None:
    """Distances and rules, which belong to the place and not to the style."""
    role = line.role
    layout = paragraph.paragraph_format
    if role in _SPACE_BEFORE:
        layout.space_before = _SPACE_BEFORE[role]
    if role in _RIGHT_INDENT:
        paragraph.alignment = _RIGHT
        layout.right_indent = _RIGHT_INDENT[role]
    if role is Role.COLOPHON_PRINTER:
        layout.tab_stops.add_tab_stop(_TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    if role in _BORDERS:
        paragraph._p.get_or_add_pPr().insert_element_before(
            parse_xml(f"<w:pBdr {nsdecls('w')}>{_BORDERS[role]}</w:pBdr>"),
            *("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"),
        )


def _saved(document: Any) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _on_default(lines: Iterable[Line]) -> bytes:
    document = docx.Document()
    _prepare_default(document)
    for line in lines:
        _add_formatted(document, line)
    return _saved(document)


def _on_base(lines: Iterable[Line]) -> bytes:
    document = docx.Document(BytesIO(slim_base()))
    for line in lines:
        _add_styled(document, line)
    return _saved(document)


def python_docx_on_default(notice: Notice) -> bytes:
    """A notice by python-docx on its default template, formatted paragraph by paragraph."""
    return _on_default(lines_of(notice))


def python_docx_on_base(notice: Notice) -> bytes:
    """A notice by python-docx on our base, formatted by its named styles."""
    return _on_base(lines_of(notice))


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
def _template(write: Callable[[Iterable[Line]], bytes]) -> bytes:
    """The template: the writer's own document, with tags for texts and loops for the sections."""
    return write(_TAGS)


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
    return _rendered(_template(_on_default), notice)


def docxtpl_on_base(notice: Notice) -> bytes:
    """A notice by docxtpl with a template made from our base."""
    return _rendered(_template(_on_base), notice)
