"""What a compiled part prints: its pieces joined, breaks in texts written as Word wants them, drawings numbered."""

from __future__ import annotations

import re
from typing import Any

from jinja2 import Template as JinjaTemplate
from jinja2.exceptions import SecurityError
from lxml import etree

from gongwen.errors import Fault, TemplateError
from gongwen.sandbox import joined
from gongwen.template.compiled import Part, resolve_listing

__all__ = ["check_whole", "numbered", "rendered", "with_breaks", "with_last_paragraphs"]

_DRAWING_NUMBER = re.compile(r'(<wp:docPr\b[^>]*?\bid=")[^"]*(")')
_FIRST_DRAWING = 1001
_NO_PARAGRAPH = re.compile(
    r"(?<!</w:p>)(?<!<w:p/>)(?<!</w:sdt>)(?=</w:(?:tc|txbxContent|hdr|ftr|footnote)>)|<w:(txbxContent|hdr|ftr)/>"
)
_MOST_LINES, _MOST_TABS = 500_000, 50_000
_BREAKS = "\n\v\t\a\f"
_TEXT_FOR_DOCXTPL = re.compile(r"<w:t(?: [^<>]*)?>[^<\t\a\f]*[\t\a\f]")
_TEXT_WITH_BREAK = re.compile(r"(?<=<w:t)(?: [^<>]*)?>[^<\n\v]*[\n\v][^<]*")
_NEW_LINE = '</w:t><w:br/><w:t xml:space="preserve">'
_CHOSEN_LINE = '</w:t><w:br w:type="textWrapping"/><w:t xml:space="preserve">'


def rendered(template: JinjaTemplate, context: dict[str, Any]) -> str:
    """What a part prints: no longer than what tags may add to values that each are printed once."""
    return joined(template.root_render_func(template.new_context(context)), context.values())


def with_breaks(xml: str) -> str:
    """Line breaks, tabs, new paragraphs and pages in texts, as docxtpl writes them."""
    if not any(mark in xml for mark in _BREAKS):
        return xml
    if len(xml) > _MOST_TABS:
        _check_breaks(xml)
    if any(mark in xml for mark in "\t\a\f") and _TEXT_FOR_DOCXTPL.search(xml):
        xml = resolve_listing(xml)
    if "\n" in xml or "\v" in xml:
        xml = _TEXT_WITH_BREAK.sub(_with_line_breaks, xml)
    return xml.replace("\v", " ")  # in an attribute


def _check_breaks(xml: str) -> None:
    if sum(map(xml.count, "\n\v")) > _MOST_LINES or sum(map(xml.count, "\t\a\f")) > _MOST_TABS:
        raise SecurityError("换行或制表符太多")


def _with_line_breaks(text: re.Match[str]) -> str:
    return text[0].replace("\n", _NEW_LINE).replace("\v", _CHOSEN_LINE)


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
