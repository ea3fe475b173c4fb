"""Documents in Chinese and a second script, and tables too wide for the page (9704-1-b, 1-c, 8-c)."""

from __future__ import annotations

import pytest

from gongwen.standard import figures
from tests.page.clauses import clause
from tests.page.measures import (
    BOTTOM,
    EDGE,
    LEFT,
    RIGHT,
    TOP,
    body_lines,
    folio,
    line_above,
    line_below,
    text_lines,
)
from tests.page.press import AGENCY, COLOPHON, DATE, Printed, notice, printed, seal
from tests.second_scripts import TEXTS, translation
from tests.support.engines import ENGINES
from tests.support.page import MeasuredDocument

TITLE, ISSUER = "Okzyauq Cinyauq Gvanhvuj Cungj Bak", "Cinyauq Yinzmin Cwngfuj"
LONG_ISSUER = "Yinzling Yen Cinghsanh Cin Yinzmin Cwngfuj Bangunghsiz"
COLUMNS = 14
WIDE = [["项目"] * COLUMNS] + [["国" * 6] * COLUMNS for _ in range(2)]


@pytest.fixture(scope="module")
def documents() -> Printed:
    zhuang = {"locale": "za", "title": TITLE, "issuer": ISSUER}
    table = {"type": "table", "rows": WIDE}
    return printed(
        {
            "two scripts": notice(translation=zhuang, body=["国" * 60] * 9, **COLOPHON),
            "two scripts, sealed": notice(translation=zhuang, body=["国" * 60], seals=seal()),
            "two scripts, long issuer": notice(translation={**zhuang, "issuer": LONG_ISSUER}, body=["国" * 60]),
            "wide table": notice(body=["国" * 20, table, "国" * 20]),
        }
    )


@pytest.fixture
def two_scripts(documents: Printed, profile: str) -> MeasuredDocument:
    """A document in Chinese and Zhuang."""
    return documents("two scripts", profile)


def _unspaced(text: str) -> str:
    return text.replace(" ", "")


@clause("9704-1-c")
def test_both_scripts_stand_side_by_side_in_title_and_signature(two_scripts: MeasuredDocument) -> None:
    first = two_scripts[0]
    chinese = [line for line in first.lines if line.size_pt == figures.TITLE_SIZE.value.pt and "通知" in line.text]
    assert line_below(first, chinese[-1]).text == _unspaced(TITLE)
    page = two_scripts.page_of(DATE)
    assert line_above(page, page.line_of(DATE)).text == AGENCY
    assert line_below(page, page.line_of(DATE)).text == _unspaced(ISSUER)


@clause("9704-1-b")
def test_a_document_in_two_scripts_has_the_sheet_and_the_type_area_of_any_other(two_scripts: MeasuredDocument) -> None:
    for page in two_scripts:
        size = (page.width_mm, page.height_mm)
        assert size == pytest.approx((figures.PAGE_WIDTH.value.mm, figures.PAGE_HEIGHT.value.mm), abs=0.5)
        for line in text_lines(page):
            assert line.top >= TOP - EDGE
            assert line.bottom <= BOTTOM + EDGE
            assert line.x0 >= LEFT - EDGE
            assert line.x1 <= RIGHT + EDGE
        assert folio(page).text == f"—{page.number}—"
    assert body_lines(two_scripts[0])


@clause("9704-1-b", "9704-5.2.1-c")
@pytest.mark.parametrize("name", ["two scripts", "two scripts, sealed", "two scripts, long issuer"])
def test_the_issuer_in_the_second_script_stays_within_the_type_area(
    documents: Printed, profile: str, name: str
) -> None:
    page = documents(name, profile).page_of(DATE)
    issuer = page.find(LONG_ISSUER if "long" in name else ISSUER)
    day = line_below(page, issuer)
    assert "2026" in day.text
    assert issuer.x0 >= LEFT - EDGE
    for line in (issuer, day):
        assert line.x1 <= RIGHT + EDGE


# Every script of an autonomous area, in every engine

ON_THE_AXIS = ("ug", "kk", "ko", "ii")
"""The others are too wide to stand on the axis of a seal."""


@pytest.fixture(scope="module", params=ENGINES)
def scripts(request: pytest.FixtureRequest) -> Printed:
    """A document in each script, and one with a seal."""
    documents = {
        name: notice(translation=translation(locale), body=["国" * 60], seals=seals)
        for locale in TEXTS
        for name, seals in ((locale, []), (f"{locale}, sealed", seal()))
    }
    return printed(documents, ["国标"], engine=request.param)


@clause("9704-1-b", "9704-1-c")
@pytest.mark.parametrize("locale", TEXTS)
def test_the_title_of_every_script_is_centred_under_the_chinese_one(scripts: Printed, locale: str) -> None:
    first = scripts(locale, "国标")[0]
    chinese = [line for line in first.lines if line.size_pt == figures.TITLE_SIZE.value.pt and "通知" in line.text]
    second = line_below(first, chinese[-1])
    assert (second.x0 + second.x1) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=1)


@clause("9704-1-b", "9704-1-c")
@pytest.mark.parametrize("locale", TEXTS)
def test_issuer_and_date_of_every_script_begin_under_the_chinese_date_or_further_left(
    scripts: Printed, locale: str
) -> None:
    """Whether they are read from the left or from the right."""
    page = scripts(locale, "国标").page_of(DATE)
    date = page.line_of(DATE)
    issuer = line_below(page, date)
    day = line_below(page, issuer)
    assert issuer.x0 == pytest.approx(day.x0, abs=1)
    assert LEFT - EDGE <= day.x0 <= date.x0 + 1
    assert max(issuer.x1, day.x1) <= RIGHT + EDGE


@clause("9704-1-b", "9704-1-c")
@pytest.mark.parametrize("locale", TEXTS)
def test_under_a_seal_issuer_and_date_of_every_script_share_the_axis_or_stay_inside_the_type_area(
    scripts: Printed, locale: str
) -> None:
    page = scripts(f"{locale}, sealed", "国标").page_of(DATE)
    date = page.line_of(DATE)
    issuer = line_below(page, date)
    for line in (issuer, line_below(page, issuer)):
        assert line.x0 >= LEFT - EDGE
        assert line.x1 <= RIGHT + EDGE
        if locale in ON_THE_AXIS:
            assert (line.x0 + line.x1) / 2 == pytest.approx((date.x0 + date.x1) / 2, abs=1)


@clause("9704-8-c")
def test_a_table_too_wide_for_the_page_is_still_printed_on_a4(documents: Printed, profile: str) -> None:
    document = documents("wide table", profile)
    a4 = (figures.PAGE_WIDTH.value.mm, figures.PAGE_HEIGHT.value.mm)
    for page in document:
        # The sheet may lie on its side (8-a, b).
        assert sorted((page.width_mm, page.height_mm)) == pytest.approx(a4, abs=0.5)
    headings = "".join(line.text for page in document for line in text_lines(page)).count("项")
    assert headings >= COLUMNS
    assert headings % COLUMNS == 0, "a heading of the table is lost"
