"""Facts of a .docx agree with what LibreOffice shows of it: numbers, indents, sizes, heights of lines."""

from __future__ import annotations

from functools import cache

import pytest

from gongwen.ooxml.facts import Facts, Paragraph, paragraphs_in
from tests.ooxml.facts.raw import paragraph, raw_docx
from tests.support import markers
from tests.support.engines import render_pdf
from tests.support.page import MeasuredDocument, MeasuredLine, measure

_LEFT_MM = 28.0
_FONT = '<w:rFonts w:ascii="仿宋" w:hAnsi="仿宋" w:eastAsia="仿宋"/>'
_STYLES = (
    f'<w:docDefaults><w:rPrDefault><w:rPr>{_FONT}<w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="正文"/><w:basedOn w:val="a"/><w:pPr>'
    '<w:ind w:left="567"/><w:spacing w:line="579" w:lineRule="exact"/></w:pPr>'
    '<w:rPr><w:sz w:val="28"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="正文二"/><w:basedOn w:val="b"/><w:pPr>'
    '<w:ind w:firstLine="1134"/></w:pPr></w:style>'
)
_LEVELS = (("japaneseCounting", "%1、"), ("decimalEnclosedCircle", "%2"), ("decimal", "%1.%2.%3"))
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{format_}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
        for index, (format_, text) in enumerate(_LEVELS)
    )
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
_PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:bottom="1985" w:left="1588" w:right="1474"/>'
    "</w:sectPr>"
)
_WORDS = ("上坝村整地", "下坝村备种", "河滩清淤泥", "水库查闸门", "学校排隐患", "卫生院备药")
_PROPERTIES = (
    '<w:pStyle w:val="b"/>',
    '<w:pStyle w:val="c"/>',
    '<w:pStyle w:val="c"/><w:ind w:left="1134" w:hanging="567"/>',
    *(f'<w:pStyle w:val="b"/><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>' for level in (0, 1, 2)),
)


@cache
def _content() -> bytes:
    body = "".join(paragraph(words, own) for words, own in zip(_WORDS, _PROPERTIES, strict=True))
    return raw_docx(body + _PAGE, styles=_STYLES, numbering=_NUMBERING)


@cache
def _page() -> MeasuredDocument:
    return measure(render_pdf(_content()))


@cache
def _facts() -> Facts:
    return Facts.of(_content())


def _both(words: str) -> tuple[Paragraph, MeasuredLine]:
    shown = next(one for one in paragraphs_in(_facts().blocks) if one.text == words)
    return shown, next(line for line in _page().pages[0].lines if words in line.text)


@pytest.mark.parametrize("words", _WORDS)
def test_a_paragraph_stands_and_looks_as_its_facts_say(words: str) -> None:
    markers.require("office")
    shown, line = _both(words)
    found, look = _facts().paragraph_format(shown), _facts().run_format(shown, shown.runs[0])
    assert line.text == _facts().number_text(shown) + words
    assert line.find(words).size_pt == pytest.approx(look.size.pt, abs=0.1)
    assert look.font_of("村") == "仿宋"
    assert line.origin_x - _LEFT_MM == pytest.approx((found.indent_left + found.first_line).mm, abs=0.2)
    assert found.line_exact is not None


def test_lines_are_as_high_as_their_facts_say() -> None:
    markers.require("office")
    (first, line), (_, following) = _both(_WORDS[0]), _both(_WORDS[1])
    height = _facts().paragraph_format(first).line_exact
    assert height is not None
    assert following.baseline - line.baseline == pytest.approx(height.mm, abs=0.1)
