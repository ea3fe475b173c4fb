"""Sections: paper, margins, grid, and the headers and footers that stand on their pages."""

from __future__ import annotations

import pytest

from gongwen import render
from gongwen.ooxml.facts import Facts, paragraphs_in
from gongwen.standard.profiles import NATIONAL
from tests.ooxml.facts.raw import facts_of, paragraph
from tests.strategies import notice

_PAGE = (
    '<w:pgSz w:w="{w}" w:h="{h}"/><w:pgMar w:top="2098" w:bottom="1985" w:left="1588" w:right="1474" w:footer="1400"/>'
)
_UPRIGHT, _LYING = _PAGE.format(w=11906, h=16838), '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'


def test_every_paragraph_knows_its_section() -> None:
    first = f'<w:p><w:pPr><w:sectPr>{_UPRIGHT}<w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr></w:pPr></w:p>'
    facts = facts_of(
        paragraph("甲") + first + paragraph("乙") + f'<w:sectPr>{_LYING}<w:type w:val="oddPage"/></w:sectPr>'
    )
    upright, lying = facts.sections
    assert [one.section for one in paragraphs_in(facts.blocks)] == [0, 0, 1]
    assert upright.width is not None
    assert (round(upright.width.mm), upright.landscape, lying.landscape, lying.kind) == (210, False, True, "oddPage")
    assert (round(upright.margins.top.mm), round(upright.margins.left.mm, 1)) == (37, 28.0)
    assert upright.grid.pitch is not None
    assert (upright.grid.kind, lying.grid.kind) == ("lines", None)
    assert upright.grid.pitch.pt == pytest.approx(28.95)


def test_headers_are_those_of_the_section_before_where_it_names_none() -> None:
    named = '<w:sectPr><w:headerReference w:type="first" r:id="rIdheader"/><w:titlePg/></w:sectPr>'
    body = f"<w:p><w:pPr>{named}</w:pPr></w:p>{paragraph()}<w:sectPr/>"
    facts = facts_of(body, header=paragraph("云岭县水务局"), settings="<w:evenAndOddHeaders/>")
    first, second = facts.sections
    assert first.headers == second.headers == {"first": "word/header.xml"}
    assert (first.first_page, second.first_page, facts.even_and_odd) == (True, False, True)
    assert [one.text for one in paragraphs_in(facts.part("word/header.xml"))] == ["云岭县水务局"]


def test_our_own_page_is_the_profile_it_was_written_with() -> None:
    (section,) = Facts.of(render(notice())).sections
    margins = section.margins
    for side in ("top", "bottom", "left", "right"):
        assert getattr(margins, side).mm == pytest.approx(getattr(NATIONAL, side).mm, abs=0.02), side
