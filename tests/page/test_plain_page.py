"""白头: a work summary has no red head and is else set like any document (9704-1-a)."""

from __future__ import annotations

import itertools

import pytest

from gongwen.standard import figures
from tests.page.clauses import clause
from tests.page.measures import (
    CENTRE,
    CHARACTER,
    EDGES,
    HEITI,
    LEFT,
    OFF_CENTRE,
    PLACE,
    RIGHT,
    TOP,
    XIAOBIAOSONG,
    body_lines,
    centre,
    chinese_fonts,
    folio,
    gap,
    is_red,
    line_above,
    one_empty_line,
    red_rules,
    text_lines,
    within,
)
from tests.page.press import AGENCY, Printed, printed, summary
from tests.support.page import MeasuredDocument

DATE = "2026年12月28日"
TITLE = "云岭县青山镇人民政府2026年工作总结"
LABEL_FIELDS = {"copy_number": "000001", "secrecy": "秘密", "secrecy_period": "1年", "urgency": "加急"}


@pytest.fixture(scope="module")
def documents() -> Printed:
    return printed(
        {
            "short": summary(body=["国" * 60, "国" * 20]),
            "long": summary(body=["国" * 60, "国" * 20] * 20),
            "labels": summary(**LABEL_FIELDS),
        }
    )


@pytest.fixture(params=["short", "long"])
def document(request: pytest.FixtureRequest, documents: Printed, profile: str) -> MeasuredDocument:
    """A summary of one page, and one of several."""
    return documents(request.param, profile)


@clause("9704-1-a", "9704-5.2.4")
def test_nothing_on_it_is_red(document: MeasuredDocument) -> None:
    for page in document:
        assert not any(is_red(glyph.colour) for glyph in page.glyphs)
        assert not red_rules(page)
        assert page.ink_box("red", dpi=100) is None
        assert {glyph.colour for glyph in page.glyphs} == {(0, 0, 0)}


@clause("9704-7.3.1-a", "9704-7.3.1-c")
def test_the_title_opens_the_type_area(document: MeasuredDocument) -> None:
    title = document[0].lines[0]
    assert title.text == TITLE
    assert all(XIAOBIAOSONG in font for font in chinese_fonts(title))
    assert title.size_pt == figures.TITLE_SIZE.value.pt
    assert centre(title) == pytest.approx(CENTRE, abs=OFF_CENTRE)
    # On the first line or a little below it: never more than two empty lines.
    assert TOP - 1 <= title.top <= TOP + figures.TWO_EMPTY_LINES.most.mm


@clause("9704-7.3.3-c")
def test_the_text_stands_one_empty_line_under_the_title_two_characters_in(document: MeasuredDocument) -> None:
    first = body_lines(document[0])[0]
    empty = gap(document[0].lines[0], first)
    assert one_empty_line(empty)
    assert first.x0 == pytest.approx(LEFT + figures.FIRST_LINE_INDENT.value * CHARACTER, abs=PLACE)


@clause("9704-7.3.5.2-a", "9704-7.3.5.2-b")
def test_it_is_signed_without_a_seal(document: MeasuredDocument) -> None:
    page = document.page_of(DATE)
    date = page.line_of(DATE)
    name = line_above(page, date)
    above = line_above(page, name)
    assert name.text == AGENCY
    empty = gap(above, name)
    assert one_empty_line(empty)
    assert name.x1 == pytest.approx(RIGHT - figures.UNSEALED_NAME_RIGHT.value * CHARACTER, abs=PLACE)
    shift = date.x0 - name.x0
    assert shift == pytest.approx(figures.UNSEALED_DATE_SHIFT.value * CHARACTER, abs=PLACE)


@clause("9704-7.5-b", "9704-7.5-d", "9704-5.2.3-a")
def test_its_pages_are_full_and_numbered(documents: Printed, profile: str) -> None:
    document = documents("long", profile)
    assert [folio(page).text for page in document] == [f"—{number}—" for number in range(1, len(document) + 1)]
    for page in list(document)[1:-1]:
        assert len(text_lines(page)) == figures.LINES_PER_PAGE.value


@clause("9704-7.2.1-b", "9704-7.2.2-a", "9704-7.2.3-b")
def test_its_labels_stand_at_the_top_left_above_the_title(documents: Printed, profile: str) -> None:
    page = documents("labels", profile)[0]
    *labels, title = page.lines[:4]
    assert [line.text for line in labels] == ["000001", "秘密★1年", "加急"]
    assert title.text == TITLE
    assert within((TOP, EDGES[profile].first_top[1] + 0.8), labels[0].top)
    assert all(line.x0 == pytest.approx(LEFT, abs=PLACE) for line in labels)
    assert labels[2].fonts == {HEITI}
    assert all(upper.bottom < lower.top for upper, lower in itertools.pairwise([*labels, title]))
