"""Automatic numbers are the ones that Word and LibreOffice show."""

from __future__ import annotations

import pytest

from gongwen.ooxml.facts import paragraphs_in
from gongwen.ooxml.facts.number_formats import shown_number
from gongwen.standard.units import Pt
from tests.ooxml.facts.raw import facts_of, paragraph


def level(index: int, format_: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{format_}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def listed(*levels: str, number: int = 1, overrides: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/>{overrides}</w:num>'
    )


def item(index: int = 0, number: int | str = 1) -> str:
    return paragraph(properties=f'<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{number}"/></w:numPr>')


def numbers(body: str, numbering: str, styles: str = "") -> list[str]:
    facts = facts_of(body, numbering=numbering, styles=styles)
    return [facts.number_text(one) for one in paragraphs_in(facts.blocks)]


HEADINGS = listed(
    level(0, "japaneseCounting", "%1、"),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimalEnclosedCircle", "%4"),
)


@pytest.mark.parametrize(
    ("format_", "first", "twelfth"),
    [
        ("decimal", "1", "12"),
        ("decimalZero", "01", "12"),
        ("decimalFullWidth", "１", "１２"),
        ("decimalEnclosedCircle", "①", "⑫"),
        ("decimalEnclosedCircleChinese", "①", "⑫"),
        ("japaneseCounting", "一", "十二"),
        ("chineseCounting", "一", "十二"),
        ("chineseCountingThousand", "一", "十二"),
        ("ideographDigital", "一", "一二"),
        ("chineseLegalSimplified", "壹", "壹拾贰"),
        ("ideographTraditional", "甲", "12"),
        ("ideographZodiac", "子", "亥"),
        ("upperRoman", "I", "XII"),
        ("lowerLetter", "a", "l"),
        ("none", "", ""),
        ("of some other office", "1", "12"),
    ],
)
def test_a_number_is_written_in_its_format(format_: str, first: str, twelfth: str) -> None:
    assert (shown_number(1, format_), shown_number(12, format_)) == (first, twelfth)


@pytest.mark.parametrize("number", [-5, 0, 51, 10_000, 10**9])
def test_numbers_that_a_format_cannot_write_are_digits(number: int) -> None:
    for format_ in ("decimalEnclosedCircle", "chineseCounting", "upperRoman", "ideographZodiac", "upperLetter"):
        assert shown_number(number, format_)


def test_levels_count_within_the_level_above() -> None:
    body = "".join(map(item, (0, 1, 1, 2, 3, 0, 1)))
    assert numbers(body, HEADINGS) == ["一、", "（一）", "（二）", "1.", "①", "二、", "（一）"]


def test_a_level_may_show_those_above_it() -> None:
    numbering = listed(level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3"))
    assert numbers("".join(map(item, (0, 1, 2, 2, 0, 2))), numbering) == ["1", "1.1", "1.1.1", "1.1.2", "2", "2.1.1"]


def test_legal_numbers_are_digits_whatever_the_levels_above_are() -> None:
    numbering = listed(level(0, "japaneseCounting", "第%1章"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    assert numbers(item(0) + item(1), numbering) == ["第一章", "1.1"]


def test_articles_count_on_through_chapters() -> None:
    numbering = listed(
        level(0, "japaneseCounting", "第%1章"), level(1, "japaneseCounting", "第%2条", '<w:lvlRestart w:val="0"/>')
    )
    body = "".join(map(item, (0, 1, 1, 0, 1)))
    assert numbers(body, numbering) == ["第一章", "第一条", "第二条", "第二章", "第三条"]


def test_lists_of_one_definition_count_on_unless_one_begins_anew() -> None:
    again = '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    anew = (
        '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        "</w:lvlOverride></w:num>"
    )
    numbering = listed(level(0, "decimal", "%1.")) + again + anew
    body = item() + item() + item(number=2) + item(number=3) + item(number=3)
    assert numbers(body, numbering) == ["1.", "2.", "3.", "5.", "6."]


def test_a_level_may_be_overridden_for_one_list() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1)")}</w:lvlOverride>'
    assert numbers(item() + item(), listed(level(0, "decimal", "%1."), overrides=override)) == ["I)", "II)"]


def test_bullets_show_their_sign() -> None:
    assert numbers(item() + item(), listed(level(0, "bullet", "●"))) == ["●", "●"]


def test_a_style_brings_its_level() -> None:
    numbering = listed(
        level(0, "japaneseCounting", "%1、", '<w:pStyle w:val="one"/>'),
        level(1, "japaneseCounting", "（%2）", '<w:pStyle w:val="two"/>'),
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
        for name in ("one", "two")
    )
    body = "".join(paragraph(properties=f'<w:pStyle w:val="{name}"/>') for name in ("one", "two", "two", "one"))
    assert numbers(body, numbering, styles) == ["一、", "（一）", "（二）", "二、"]


def test_a_list_style_lends_its_levels() -> None:
    lent = (
        f'<w:abstractNum w:abstractNumId="8">{level(0, "decimal", "%1)")}<w:styleLink w:val="本单位"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="本单位"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="9"/></w:num>'
    )
    assert numbers(item() + item(), lent) == ["1)", "2)"]


def test_a_number_is_set_as_its_level_says_and_otherwise_as_the_paragraph() -> None:
    numbering = listed(level(0, "decimal", "%1.", '<w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr>'))
    mark = '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:sz w:val="32"/></w:rPr>'
    facts = facts_of(paragraph(properties=mark) + paragraph(), numbering=numbering)
    numbered, plain = paragraphs_in(facts.blocks)
    found = facts.number_format(numbered)
    assert found is not None
    assert (found.font_east_asia, found.size, facts.number_format(plain)) == ("黑体", Pt(16), None)


def test_what_has_no_list_has_no_number() -> None:
    assert numbers(paragraph() + item(number=0) + item(number=42) + item(8), HEADINGS) == ["", "", "", ""]
