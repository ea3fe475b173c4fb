"""What a compiled part prints: its pieces joined, breaks in texts written as Word wants them, drawings numbered."""

from __future__ import annotations

import re
from typing import Any

from jinja2 import Template as JinjaTemplate
from jinja2.exceptions import SecurityError
from lxml import etree

from gongwen.errors import Fault, TemplateError
from gongwen.sandbox import LONGEST_OUTPUT
from gongwen.template.compiled import Part, resolve_listing

__all__ = ["check_whole", "joined", "numbered", "with_breaks", "with_last_paragraphs"]

_DRAWING_NUMBER = re.compile(r'(<wp:docPr\b[^>]*?\bid=")[^"]*(")')
_FIRST_DRAWING = 1001
_NO_PARAGRAPH = re.compile(
    r"(?<!</w:p>)(?<!<w:p/>)(?<!</w:sdt>)(?=</w:(?:tc|txbxContent|hdr|ftr|footnote)>)|<w:(txbxContent|hdr|ftr)/>"
)
_BREAKS = "\n\v\t\a\f"
_NEW_LINE = '</w:t><w:br/><w:t xml:space="preserve">'
_CHOSEN_LINE = '</w:t><w:br w:type="textWrapping"/><w:t xml:space="preserve">'


def joined(template: JinjaTemplate, context: dict[str, Any], *, bounded: bool) -> str:
    if not bounded:
        return "".join(template.root_render_func(template.new_context(context)))
    pieces: list[str] = []
    add = pieces.append
    length = 0
    for piece in template.root_render_func(template.new_context(context)):
        add(piece)
        length += len(piece)
        if length > LONGEST_OUTPUT:
            raise SecurityError("文字太长")
    return "".join(pieces)


def with_breaks(xml: str) -> str:
    """Line breaks, tabs, new paragraphs and pages in texts, as docxtpl writes them."""
    if not any(mark in xml for mark in _BREAKS):
        return xml
    if any(_in_text(xml, mark) for mark in "\t\a\f" if mark in xml):
        xml = resolve_listing(xml)
    for mark, element in (("\n", _NEW_LINE), ("\v", _CHOSEN_LINE)):
        if mark in xml:
            xml = _with_break(xml, mark, element)
    return xml


def _in_text(xml: str, mark: str) -> bool:
    return any(_is_text(xml, found.start()) for found in re.finditer(mark, xml))


def _is_text(xml: str, position: int) -> bool:
    return xml.startswith(("<w:t>", "<w:t "), start := xml.rfind("<", 0, position)) and ">" in xml[start:position]


def _with_break(xml: str, mark: str, element: str) -> str:
    pieces: list[str] = []
    start = 0
    position = xml.find(mark)
    while position >= 0:
        inside = _is_text(xml, position)
        if inside or mark == "\v":
            pieces += [xml[start:position], element if inside else " "]
            start = position + 1
        position = xml.find(mark, position + 1)
    pieces.append(xml[start:])
    return "".join(pieces)


def numbered(xml: str) -> str:
    """Drawings numbered one after the other, as docxtpl does; one that is repeated would share its number."""
    numbers = iter(range(_FIRST_DRAWING, _FIRST_DRAWING + xml.count("<wp:docPr") + 1))
    return _DRAWING_NUMBER.sub(lambda found: f"{found[1]}{next(numbers)}{found[2]}", xml)


def check_whole(xml: str, part: Part, file: str | None) -> None:
    try:
        etree.fromstring(xml.encode(), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except (etree.XMLSyntaxError, ValueError):
        message = f"印出来的 {part.name} 不成文档"
        raise TemplateError(
            Fault("torn-template", message, "不要在 {% set %}、{% macro %} 里放半个段落", file=file)
        ) from None


def with_last_paragraphs(xml: str) -> str:
    """A paragraph at the end of every cell, text box, header that has none: Word opens no document without."""
    return _NO_PARAGRAPH.sub(lambda found: f"<w:{found[1]}><w:p/></w:{found[1]}>" if found[1] else "<w:p/>", xml)
