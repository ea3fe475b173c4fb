"""Tables on lying sheets: the folio where other pages have it, the heading at the left (9704-8).

What is measured here is turned a quarter to the left first, so that every millimetre is one of the portrait page.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping

import pytest

import gongwen
from gongwen.standard import figures
from tests.page.clauses import clause
from tests.page.measures import (
    BOTTOM,
    EDGE,
    LEFT,
    OFF_CENTRE,
    RIGHT,
    SMALL_CHARACTER,
    SONGTI,
    TOP,
    body_lines,
    folio,
    pages_with_rules,
    within,
)
from tests.page.other_forms import letter, minutes, order
from tests.page.press import AGENCY, COLOPHON, DATE, Printed, notice, printed, seal, summary
from tests.page.turned import TurnedPage, is_lying
from tests.support.page import MeasuredDocument, MeasuredPage

TEXT = "国" * 20
HEADER = ("序号", "村名", "护林员", "巡查面积")
MONTHS = tuple(f"{month}月降水量" for month in range(1, 13))
CAPTION = "表1　防火物资台账"
DASH = "—"
SIDE = (3.5, 8.0)
"""检: the visible blank beside the folio, 1 字 of size 4 being 4.94 mm."""


def _table(
    rows: int, *, landscape: bool | None = True, header: tuple[str, ...] = HEADER, caption: str | None = None
) -> dict[str, object]:
    task = "逐户登记，发现火情立即报告，不得迟报漏报；夜间值守两人一班"
    cells = [[f"第{row}行", "上坝村", f"起{row}，{task}，止{row}", "120"] for row in range(1, rows + 1)]
    if header is MONTHS:
        cells = [[f"第{row}行", *["123.4"] * (len(MONTHS) - 1)] for row in range(1, rows + 1)]
    return {"type": "table", "header": header, "rows": cells, "landscape": landscape, "caption": caption}


def _attachment(title: str, *body: object) -> dict[str, object]:
    return {"title": title, "body": list(body)}


SPECIMENS: Mapping[str, gongwen.Document] = {
    "between": notice(body=[TEXT, _table(8, caption=CAPTION), TEXT], **COLOPHON),
    "after two pages": notice(body=[*[TEXT] * 30, _table(8), TEXT], seals=seal(), **COLOPHON),
    "long": notice(body=[TEXT, _table(40, caption=CAPTION), TEXT], **COLOPHON),
    "two after one another": notice(body=[TEXT, _table(7), _table(40), TEXT], **COLOPHON),
    "turned of itself": notice(body=[TEXT, _table(5, landscape=None, header=MONTHS), TEXT], **COLOPHON),
    "letter": letter(body=[TEXT, _table(8), TEXT], cc="县水务局"),
    "order": order(body=[TEXT, _table(8), TEXT]),
    "minutes": minutes(body=[TEXT, _table(8), TEXT], **COLOPHON),
    "plain": summary(body=[TEXT, _table(8), TEXT]),
    "begins an attachment": notice(attachments=[_attachment("防火物资台账", _table(8), TEXT)], **COLOPHON),
    "inside an attachment": notice(attachments=[_attachment("防火物资台账", TEXT, _table(40), TEXT)], **COLOPHON),
    "attachments in a row": notice(
        attachments=[
            _attachment(f"第{number}村防火物资台账", _table(rows, caption=None if rows % 2 else CAPTION))
            for number, rows in enumerate((7, 30, 8, 5), start=1)
        ],
        **COLOPHON,
    ),
    "attachment of an upright page after it": notice(
        attachments=[_attachment("防火物资台账", _table(8)), _attachment("巡查路线说明", TEXT)], **COLOPHON
    ),
}
BOUND_WITH = [name for name in SPECIMENS if "attachment" in name]
ROWS_OF = {"long": [40], "two after one another": [7, 40], "inside an attachment": [40]}


@pytest.fixture(scope="module")
def documents() -> Printed:
    return printed(SPECIMENS, blank_pages=True)


@pytest.fixture(params=SPECIMENS)
def document(request: pytest.FixtureRequest, documents: Printed, profile: str) -> MeasuredDocument:
    """A document with a table on a lying sheet."""
    return documents(request.param, profile)


def _lying(document: MeasuredDocument) -> list[TurnedPage]:
    pages = [TurnedPage(page) for page in document if is_lying(page)]
    assert pages
    return pages


def _upright(document: MeasuredDocument) -> list[MeasuredPage]:
    return [page for page in document if not is_lying(page)]


@clause("9704-8-a", "9704-5.1", "9704-8-c")
def test_the_sheet_is_a4_that_lies(document: MeasuredDocument) -> None:
    width, height = figures.PAGE_WIDTH.value.mm, figures.PAGE_HEIGHT.value.mm
    for turned in _lying(document):
        assert turned.page.width_mm == pytest.approx(height, abs=0.5)
        assert turned.page.height_mm == pytest.approx(width, abs=0.5)
    for page in _upright(document):
        assert page.width_mm == pytest.approx(width, abs=0.5)


@clause("9704-8-a", "9704-7.5-b", "9704-7.5-c", "9704-7.5-g")
def test_its_folio_is_7_mm_under_the_portrait_type_area(document: MeasuredDocument) -> None:
    for turned in _lying(document):
        assert turned.folio.text == f"{DASH}{turned.number}{DASH}"
        for glyph in turned.folio.glyphs:
            if glyph.char == DASH:
                assert glyph.y0 == pytest.approx(figures.FOLIO_DASH.value.mm, abs=figures.FOLIO_DASH.tolerance.mm)


@clause("9704-8-a", "9704-7.5-d")
def test_its_folio_is_one_character_from_the_outer_edge_of_the_portrait_page(document: MeasuredDocument) -> None:
    for turned in _lying(document):
        line = turned.folio
        blank = RIGHT - line.x1 if turned.number % 2 else line.x0 - LEFT
        assert within(SIDE, blank)


@clause("9704-8-a", "9704-7.5-a")
def test_its_folio_is_read_like_those_of_other_pages(document: MeasuredDocument) -> None:
    for turned in _lying(document):
        line = turned.folio
        assert line.fonts == {SONGTI}
        assert line.size_pt == pytest.approx(figures.FOLIO_SIZE.value.pt, abs=figures.FOLIO_SIZE.tolerance.pt)
        digits = line.find(str(turned.number))
        assert max(glyph.baseline_y for glyph in line.glyphs) - line.baseline <= 0.1
        assert digits.bottom == pytest.approx(line.baseline, abs=0.6), "the digits must stand on their baseline"
        assert SMALL_CHARACTER * 0.5 < digits.height < SMALL_CHARACTER


@clause("9704-8-a", "9704-6.2-b")
def test_the_folios_of_lying_and_upright_pages_lie_over_each_other(document: MeasuredDocument) -> None:
    upright = [folio(page) for page in _upright(document) if DASH in folio(page).text]
    for turned in _lying(document):
        for other in upright:
            assert turned.folio.baseline == pytest.approx(other.baseline, abs=1)


@clause("9704-8-a", "9704-7.5-d", "9704-7.5-f")
def test_upright_pages_keep_their_folios_and_the_numbers_run_on(document: MeasuredDocument) -> None:
    for page in _upright(document):
        line = folio(page)
        if page.number == 1 and DASH not in line.text:
            continue  # page one of a letter shows none (10.1-j)
        assert line.text == f"{DASH}{page.number}{DASH}"
        blank = RIGHT - line.x1 if page.number % 2 else line.x0 - LEFT
        assert within(SIDE, blank)


@clause("9704-8-a", "9704-5.2.1-c")
def test_the_table_keeps_to_the_portrait_type_area(document: MeasuredDocument) -> None:
    for turned in _lying(document):
        for box in (turned.table, turned.text):
            assert box.x0 >= LEFT - EDGE
            assert box.x1 <= RIGHT + EDGE
            assert box.y0 >= TOP - EDGE
            assert box.y1 <= BOTTOM + EDGE


@clause("9704-5.2.1-c")
def test_the_table_is_as_long_as_the_portrait_type_area(document: MeasuredDocument) -> None:
    for turned in _lying(document):
        assert turned.table.height == pytest.approx(BOTTOM - TOP, abs=2 * EDGE)


@clause("9704-8-b")
def test_the_heading_row_is_at_the_left_on_odd_and_on_even_pages(document: MeasuredDocument) -> None:
    for turned in _lying(document):
        words = MONTHS if turned.page.has(MONTHS[0][:2]) else HEADER
        box = turned.box_of(words[0][:2])
        rows = {row for line in turned.page.lines for row in re.findall(r"第\d+行", line.text)}
        assert rows
        assert all(box.x1 < turned.box_of(row).x0 for row in rows)
        assert box.x0 - turned.table.x0 < 10


@clause("9704-8-b")
def test_lying_sheets_of_these_specimens_have_odd_and_even_numbers(documents: Printed, profile: str) -> None:
    for name in ("long", "attachments in a row"):
        assert {turned.number % 2 for turned in _lying(documents(name, profile))} == {0, 1}


@pytest.mark.parametrize("name", ROWS_OF)
def test_the_heading_row_is_repeated_and_no_row_is_torn(documents: Printed, profile: str, name: str) -> None:
    pages = _lying(documents(name, profile))
    seen: list[int] = []
    for turned in pages:
        text = turned.page.text.replace("\n", "")
        numbers = [int(number) for number in re.findall(r"第(\d+)行", text)]
        assert text.count("".join(HEADER)) == numbers.count(1) + (numbers[0] != 1)
        for number in numbers:
            assert text.count(f"起{number}，") == text.count(f"止{number}") > 0
        seen += numbers
    assert len(pages) > 1
    assert seen == list(itertools.chain.from_iterable(range(1, rows + 1) for rows in ROWS_OF[name]))


def test_no_page_is_blank(document: MeasuredDocument) -> None:
    assert all(len(page.lines) > 1 for page in document)


def test_no_rules_and_no_text_of_the_table_are_left_on_upright_pages(documents: Printed, profile: str) -> None:
    for page in _upright(documents("between", profile)):
        assert not page.vertical_rules
        assert not page.has("护林员")


def test_the_text_goes_on_upright_on_the_next_page(documents: Printed, profile: str) -> None:
    document = documents("between", profile)
    assert [is_lying(page) for page in document] == [False, True, False]
    assert [len(body_lines(page)) for page in document] == [1, 0, 1]
    assert document[2].has(AGENCY)
    assert document.page_of(DATE).number == 3
    assert pages_with_rules(document)[-1] == 3


def test_a_caption_lies_with_its_table_and_is_centred_over_it(documents: Printed, profile: str) -> None:
    turned = _lying(documents("between", profile))[0]
    caption = turned.box_of(CAPTION)
    assert caption.x1 <= turned.table.x0
    assert caption.center_y == pytest.approx((TOP + BOTTOM) / 2, abs=OFF_CENTRE)


def test_a_table_far_too_wide_for_the_page_turns_of_itself(documents: Printed, profile: str) -> None:
    document = documents("turned of itself", profile)
    assert [is_lying(page) for page in document] == [False, True, False]


@clause("9704-7.3.7-a", "9704-7.3.7-b")
def test_an_attachment_that_begins_with_it_has_label_and_title_on_the_lying_sheet(
    documents: Printed, profile: str
) -> None:
    page = documents("begins an attachment", profile)[1]
    assert is_lying(page)
    turned = TurnedPage(page)
    found = page.find("附件")
    assert found.origin_x == pytest.approx(page.width_mm - BOTTOM, abs=EDGE), "flush with the table's left end"
    assert page.find("防火物资台账").center_x == pytest.approx(page.width_mm - (TOP + BOTTOM) / 2, abs=OFF_CENTRE)
    assert found.bottom < page.find("防火物资台账").top
    assert turned.box_of("防火物资台账").x1 < turned.table.x0


@pytest.mark.parametrize("name", BOUND_WITH)
@clause("9704-7.3.7-a", "9704-7.4.1-e")
def test_the_colophon_stands_upright_on_the_last_page(documents: Printed, profile: str, name: str) -> None:
    last = documents(name, profile)[-1]
    assert not is_lying(last)
    assert last.line_of("印发").bottom <= BOTTOM + EDGE


def test_attachments_in_a_row_each_begin_on_a_sheet_of_their_own(documents: Printed, profile: str) -> None:
    pages = _lying(documents("attachments in a row", profile))
    labels = [line.text for turned in pages for line in turned.page.lines if re.fullmatch(r"附件\d", line.text)]
    assert labels == ["附件1", "附件2", "附件3", "附件4"]
    starts = [turned.number for turned in pages if re.search(r"^附件\d$", turned.page.text, re.MULTILINE)]
    assert len(set(starts)) == len(labels)


@pytest.fixture(scope="module")
def kept_upright() -> Printed:
    return printed(
        {
            "ends the body": notice(body=[TEXT, _table(8)], **COLOPHON),
            "ends a section": notice(
                body=[
                    {
                        "type": "section",
                        "level": 1,
                        "heading": "台账",
                        "blocks": [{"type": "paragraph", "text": TEXT}, _table(3)],
                    },
                ]
            ),
            "begins the body": notice(body=[_table(3), TEXT], **COLOPHON),
            "asked to stand": notice(body=[TEXT, _table(5, landscape=False, header=MONTHS), TEXT]),
        }
    )


@pytest.mark.parametrize("name", ["ends the body", "ends a section", "begins the body", "asked to stand"])
@clause("9704-7.3.3-a", "9704-7.3.5.1-d")
def test_a_table_that_begins_or_ends_the_signed_text_or_is_asked_to_stays_upright(
    kept_upright: Printed, profile: str, name: str
) -> None:
    document = kept_upright(name, profile)
    assert not any(map(is_lying, document))
    signed = document.page_of(DATE)
    assert signed.vertical_rules or body_lines(signed)
    assert document[0].vertical_rules or body_lines(document[0])
    for page in document:
        for rule in page.vertical_rules:
            assert LEFT - EDGE <= rule.x <= RIGHT + EDGE
