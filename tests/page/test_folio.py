"""页码: the dashes 7 mm under the type area, odd pages right, even pages left (9704-7.5)."""

from __future__ import annotations

import re

import pytest

from gongwen.standard import figures
from tests.page.clauses import clause
from tests.page.measures import BOTTOM, LEFT, RIGHT, SMALL_CHARACTER, SONGTI, folio, within
from tests.page.press import COLOPHON, Printed, notice, printed, summary
from tests.support.page import MeasuredDocument, MeasuredPage

DASH = "—"
SIDE = (3.5, 8.0)
"""检: the visible blank beside the folio, 1 字 of size 4 being 4.94 mm."""
DOCUMENTS = ("notice", "notice with attachments", "summary", "twelve pages")


@pytest.fixture(scope="module")
def documents() -> Printed:
    attachments = [{"title": "责任分工表", "body": ["国" * 20]}, {"title": "路线说明", "body": ["国" * 20] * 30}]
    return printed(
        {
            "notice": notice(body=["国" * 20] * 60, **COLOPHON),
            "notice with attachments": notice(attachments=attachments, **COLOPHON),
            "summary": summary(body=["国" * 20] * 60),
            "twelve pages": summary(body=["国" * 20] * 22 * 11),
        }
    )


@pytest.fixture(params=DOCUMENTS)
def document(request: pytest.FixtureRequest, documents: Printed, profile: str) -> MeasuredDocument:
    """A document of several pages."""
    return documents(request.param, profile)


def _side(page: MeasuredPage) -> float:
    """The blank on the side where the folio belongs."""
    return RIGHT - folio(page).x1 if page.number % 2 else folio(page).x0 - LEFT


@clause("9704-7.5-b", "9704-7.5-f", "AMB-12")
def test_every_page_has_its_number_between_two_dashes(document: MeasuredDocument) -> None:
    assert len(document) > 1
    for page in document:
        assert re.fullmatch(rf"{DASH} ?{page.number} ?{DASH}", folio(page).spaced_text)
        assert len([line for line in page.lines if DASH in line.text]) == 1


@clause("9704-7.5-c", "9704-7.5-g")
def test_the_dashes_lie_7_mm_under_the_type_area(document: MeasuredDocument) -> None:
    dash = figures.FOLIO_DASH
    for page in document:
        for glyph in folio(page).glyphs:
            if glyph.char == DASH:
                assert glyph.y0 == pytest.approx(dash.value.mm, abs=dash.tolerance.mm)
        assert folio(page).top > BOTTOM


@clause("9704-7.5-d")
def test_odd_pages_have_it_one_character_from_the_right_and_even_pages_from_the_left(
    document: MeasuredDocument,
) -> None:
    for page in document:
        blank = _side(page)
        assert within(SIDE, blank)
        assert (folio(page).center_x > (LEFT + RIGHT) / 2) is (page.number % 2 == 1)


@clause("9704-7.5-a")
def test_it_is_in_songti_of_size_4_and_its_digits_are_half_width(document: MeasuredDocument) -> None:
    for page in document:
        line = folio(page)
        assert line.fonts == {SONGTI}
        assert line.size_pt == pytest.approx(figures.FOLIO_SIZE.value.pt, abs=figures.FOLIO_SIZE.tolerance.pt)
        digits = line.find(str(page.number))
        assert digits.text.isascii()
        assert digits.width < SMALL_CHARACTER / 2 * len(digits.text) + 0.5


@clause("9704-6.2-b", "9704-6.3-a")
def test_the_folios_of_the_two_sides_of_a_sheet_and_of_facing_pages_lie_over_each_other(
    document: MeasuredDocument,
) -> None:
    heights = [folio(page).baseline for page in document]
    assert max(heights) - min(heights) <= 2
    sides = [_side(page) for page in document]
    assert max(sides) - min(sides) <= 2
