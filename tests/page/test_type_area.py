"""幅面与版心: sheet, margins, 22 lines of 28 characters, face, size and colour of the text (9704-5)."""

from __future__ import annotations

import itertools

import pytest

from gongwen.standard import figures
from tests.page.clauses import clause
from tests.page.measures import (
    CHARACTER,
    EDGE,
    EDGES,
    FANGSONG,
    LEFT,
    PITCH,
    PLACE,
    RIGHT,
    black_rules,
    body_lines,
    chinese_fonts,
    folio,
    is_red,
    text_lines,
    within,
)
from tests.page.press import COLOPHON, Printed, notice, printed
from tests.support.page import MeasuredPage

LINES = figures.LINES_PER_PAGE.value
CHARACTERS = figures.CHARACTERS_PER_LINE.value

BODIES = {
    "one long paragraph": ["国" * CHARACTERS * LINES * 3, "国"],
    "paragraphs of three lines": ["国" * (CHARACTERS * 3 - 4)] * LINES,
    "paragraphs of two lines": ["国" * (CHARACTERS + 10)] * LINES * 2,
    "paragraphs of one line": ["国" * 20] * LINES * 3,
}


@pytest.fixture(scope="module")
def pages() -> Printed:
    return printed(
        {
            **{name: notice(body=body) for name, body in BODIES.items()},
            "digits": notice(body=["国2026年A&B国。" * 20, "国"], **COLOPHON),
        }
    )


@pytest.fixture
def full_page(pages: Printed, profile: str) -> MeasuredPage:
    """A page in the middle of a paragraph that runs over several."""
    return pages("one long paragraph", profile)[1]


@clause("9704-5.1")
def test_every_sheet_is_a4(pages: Printed, profile: str) -> None:
    for page in pages("one long paragraph", profile):
        assert page.width_mm == pytest.approx(figures.PAGE_WIDTH.value.mm, abs=figures.PAGE_WIDTH.tolerance.mm)
        assert page.height_mm == pytest.approx(figures.PAGE_HEIGHT.value.mm, abs=figures.PAGE_HEIGHT.tolerance.mm)


@clause("9704-5.2.3-a", "9704-5.2.3-b")
def test_a_full_page_has_22_lines_of_28_characters(full_page: MeasuredPage) -> None:
    assert [len(line.glyphs) for line in text_lines(full_page)] == [CHARACTERS] * LINES


@clause("9704-5.2.3-a")
@pytest.mark.parametrize("body", BODIES)
def test_a_full_page_has_22_lines_however_its_paragraphs_fall(pages: Printed, profile: str, body: str) -> None:
    full = pages(body, profile)[1]
    assert len(text_lines(full)) == LINES
    assert body_lines(full) == text_lines(full)


@clause("9704-5.2.3-a", "AMB-02")
def test_the_lines_stand_10_2_to_10_5_mm_apart(full_page: MeasuredPage) -> None:
    baselines = [line.baseline for line in text_lines(full_page)]
    assert all(within(PITCH, lower - upper) for upper, lower in itertools.pairwise(baselines))


@clause("9704-5.2.1-a", "9704-5.2.3-c", "AMB-01")
def test_the_ink_of_a_full_page_reaches_from_the_top_to_the_foot_of_the_type_area(
    full_page: MeasuredPage, profile: str
) -> None:
    lines = text_lines(full_page)
    assert within(EDGES[profile].first_top, lines[0].top)
    assert within(EDGES[profile].last_bottom, lines[-1].bottom)


@clause("9704-5.2.1-b", "9704-5.2.1-c", "9704-5.2.1-d")
def test_full_lines_reach_from_the_left_to_the_right_edge_of_the_type_area(full_page: MeasuredPage) -> None:
    for line in text_lines(full_page):
        assert line.x0 == pytest.approx(LEFT, abs=EDGE)
        assert line.x1 == pytest.approx(RIGHT, abs=EDGE)


@clause("9704-6.1")
def test_the_type_area_is_not_skew(full_page: MeasuredPage) -> None:
    lines = text_lines(full_page)
    assert max(line.x0 for line in lines) - min(line.x0 for line in lines) <= 1
    for line in lines:
        assert max(glyph.baseline_y for glyph in line.glyphs) - min(glyph.baseline_y for glyph in line.glyphs) < 0.1


@clause("9704-7.3.3-c")
@pytest.mark.parametrize("body", BODIES)
def test_every_paragraph_begins_two_characters_in_and_goes_on_at_the_edge(
    pages: Printed, profile: str, body: str
) -> None:
    first, *others = body_lines(pages(body, profile)[0])
    assert first.x0 == pytest.approx(LEFT + figures.FIRST_LINE_INDENT.value * CHARACTER, abs=PLACE)
    for line in others:
        indented = line.x0 > LEFT + CHARACTER
        expected = LEFT + figures.FIRST_LINE_INDENT.value * CHARACTER if indented else LEFT
        assert line.x0 == pytest.approx(expected, abs=PLACE)
    if body != "paragraphs of one line":
        assert others[0].x0 == pytest.approx(LEFT, abs=PLACE)


@clause("9704-5.2.2-a", "9704-5.2.2-b")
def test_the_text_is_in_fangsong_of_size_3(pages: Printed, profile: str) -> None:
    page = pages("digits", profile)[0]
    lines = [line for line in text_lines(page) if line.text.count("国") > 1]
    assert len(lines) > 1
    for line in lines:
        assert chinese_fonts(line) == {FANGSONG}
        for glyph in line.glyphs:
            assert glyph.size_pt == pytest.approx(figures.BODY_SIZE.value.pt, abs=figures.BODY_SIZE.tolerance.pt)


@clause("9704-5.2.4", "9704-7.4.1-f")
def test_all_but_the_mark_and_its_rule_is_black(pages: Printed, profile: str) -> None:
    for page in pages("digits", profile):
        for line in page.lines:
            if not all(is_red(glyph.colour) for glyph in line.glyphs):
                assert {glyph.colour for glyph in line.glyphs} == {(0, 0, 0)}
        assert {rule.colour for rule in black_rules(page)} <= {(0, 0, 0)}
        red = [line for line in page.lines if is_red(line.colour)]
        assert [line.text for line in red] == (["云岭县青山镇人民政府文件"] if page.number == 1 else [])


@clause("9704-7.5-g")
def test_nothing_but_the_folio_stands_below_the_type_area(pages: Printed, profile: str) -> None:
    for body in BODIES:
        for page in pages(body, profile):
            assert folio(page).top > figures.TYPE_AREA_BOTTOM.mm + EDGE
            assert max(line.bottom for line in text_lines(page)) <= figures.TYPE_AREA_BOTTOM.mm + EDGE
