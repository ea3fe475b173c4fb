"""附件 that is not bound with the text: 发文字号 before its label, pages of its own (9704-7.3.7-g)."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

import gongwen
from gongwen.standard import figures
from tests.page.clauses import clause
from tests.page.measures import (
    CENTRE,
    EDGES,
    FANGSONG,
    HEITI,
    LEFT,
    OFF_CENTRE,
    PLACE,
    RIGHT,
    TOP,
    XIAOBIAOSONG,
    black_rules,
    body_lines,
    centre,
    chinese_fonts,
    folio,
    pages_with_rules,
    within,
)
from tests.page.other_forms import letter
from tests.page.press import COLOPHON, Printed, notice, printed, seal
from tests.page.turned import TurnedPage, is_lying
from tests.support.page import MeasuredDocument, MeasuredLine, MeasuredPage

TEXT = "国" * 20
NUMBER = "青政发〔2026〕29号"
LETTER_NUMBER = "青政函〔2026〕12号"
TABLE = {"type": "table", "header": ["村名", "护林员"], "rows": [["上坝村", "周海燕"]] * 4, "landscape": True}


def _attachment(title: str, lines: int = 3, **more: object) -> dict[str, object]:
    return {"title": title, "body": [TEXT] * lines, **more}


SPECIMENS: Mapping[str, gongwen.Document] = {
    "one": notice(attachments=[_attachment("防洪堤施工图说明", apart=True)], **COLOPHON),
    "one of two pages": notice(
        body=[TEXT] * 20, attachments=[_attachment("防洪堤施工图说明", 30, apart=True)], **COLOPHON
    ),
    "second of two": notice(
        attachments=[_attachment("责任分工表"), _attachment("防洪堤施工图说明", 30, apart=True)],
        seals=seal(),
        **COLOPHON,
    ),
    "first and third": notice(
        attachments=[
            _attachment("防洪堤施工图说明", apart=True),
            _attachment("责任分工表"),
            _attachment("防汛物资清单", 30, apart=True),
        ],
        **COLOPHON,
    ),
    "lying": notice(attachments=[{"title": "护林员名册", "body": [TABLE, TEXT], "apart": True}], **COLOPHON),
    "letter": letter(attachments=[_attachment("防洪堤施工图说明", apart=True)], cc="县水务局"),
    "without colophon": notice(attachments=[_attachment("防洪堤施工图说明", apart=True)]),
}
LABELS = {
    "one": ["附件"],
    "one of two pages": ["附件"],
    "second of two": ["附件2"],
    "first and third": ["附件1", "附件3"],
    "lying": ["附件"],
    "letter": ["附件"],
    "without colophon": ["附件"],
}
UPRIGHT = [name for name in SPECIMENS if name != "lying"]


@pytest.fixture(scope="module")
def documents() -> Printed:
    return printed(SPECIMENS, blank_pages=True)


def _starts(document: MeasuredDocument) -> list[tuple[MeasuredPage, MeasuredLine]]:
    """The pages on which attachments bound apart begin, and the lines with their labels."""
    label = re.compile(r"\S+〔2026〕\d+号附件\d?")
    return [(page, line) for page in document for line in page.lines if label.fullmatch(line.text)]


def _main(document: MeasuredDocument) -> list[MeasuredPage]:
    first = _starts(document)[0][0].number
    return [page for page in document if page.number < first and page.lines]


@clause("9704-7.3.7-g")
@pytest.mark.parametrize("name", SPECIMENS)
def test_its_label_names_the_issuing_number_and_its_own(documents: Printed, profile: str, name: str) -> None:
    number = LETTER_NUMBER if name == "letter" else NUMBER
    assert [line.text for _, line in _starts(documents(name, profile))] == [number + label for label in LABELS[name]]


@clause("9704-7.3.7-g")
@pytest.mark.parametrize("name", UPRIGHT)
def test_the_label_is_the_first_line_flush_left(documents: Printed, profile: str, name: str) -> None:
    for page, line in _starts(documents(name, profile)):
        assert page.lines[0] is line
        assert line.x0 == pytest.approx(LEFT, abs=PLACE)
        assert within((TOP - 1, EDGES[profile].first_top[1]), line.top)
        assert line.x1 < CENTRE


@clause("9704-7.3.7-g", "9704-7.3.7-b")
@pytest.mark.parametrize("name", SPECIMENS)
def test_the_label_is_in_size_3_and_its_word_in_heiti(documents: Printed, profile: str, name: str) -> None:
    for _, line in _starts(documents(name, profile)):
        word = line.find("附件")
        assert word.fonts == {HEITI}
        assert {glyph.size_pt for glyph in line.glyphs} == {figures.BODY_SIZE.value.pt}
        assert chinese_fonts(line) == {FANGSONG, HEITI}


@clause("9704-7.3.7-c", "9704-7.3.7-d")
@pytest.mark.parametrize("name", UPRIGHT)
def test_its_title_is_centred_in_size_2(documents: Printed, profile: str, name: str) -> None:
    for page, _ in _starts(documents(name, profile)):
        title = page.lines[1]
        assert centre(title) == pytest.approx(CENTRE, abs=OFF_CENTRE)
        assert title.size_pt == pytest.approx(figures.TITLE_SIZE.value.pt, abs=0.5)
        assert all(XIAOBIAOSONG in font for font in title.fonts)


@clause("9704-7.3.7-g")
@pytest.mark.parametrize("name", SPECIMENS)
def test_it_begins_on_a_sheet_of_its_own(documents: Printed, profile: str, name: str) -> None:
    for page, _ in _starts(documents(name, profile)):
        assert page.number % 2 == 1


@clause("9704-7.3.7-g", "9704-7.5-d")
@pytest.mark.parametrize("name", UPRIGHT)
def test_its_pages_are_numbered_from_one_and_odd_ones_at_the_right(documents: Printed, profile: str, name: str) -> None:
    document = documents(name, profile)
    starts = [page.number for page, _ in _starts(document)]
    for start, end in zip(starts, [*starts[1:], len(document) + 1], strict=True):
        pages = [page for page in document if start <= page.number < end and page.lines]
        for number, page in enumerate(pages, start=1):
            assert folio(page).text == f"—{number}—"
            assert (folio(page).center_x > (LEFT + RIGHT) / 2) is (number % 2 == 1)


@clause("9704-7.3.7-g", "9704-8-a")
def test_one_that_begins_with_a_lying_table_is_numbered_from_one_as_well(documents: Printed, profile: str) -> None:
    page, _ = _starts(documents("lying", profile))[0]
    assert is_lying(page)
    assert TurnedPage(page).folio.text == "—1—"
    assert [folio(other).text for other in documents("lying", profile) if other.number > page.number] == ["—2—"]


@clause("9704-7.3.7-g", "9704-7.4.1-e")
@pytest.mark.parametrize("name", [name for name in SPECIMENS if name not in ("letter", "without colophon", "lying")])
def test_the_colophon_closes_the_pages_that_are_bound_together(documents: Printed, profile: str, name: str) -> None:
    document = documents(name, profile)
    last = _main(document)[-1]
    assert pages_with_rules(document) == [last.number]
    assert black_rules(last)[-1].y == pytest.approx(figures.COLOPHON_LAST_RULE.value.mm, abs=1.5)
    assert [folio(page).text for page in _main(document)] == [f"—{page.number}—" for page in _main(document)]


@clause("9704-7.3.7-g", "9704-7.3.7-e")
def test_the_note_names_it_among_the_others_and_the_bound_one_stands_before_the_colophon(
    documents: Printed, profile: str
) -> None:
    document = documents("first and third", profile)
    main = _main(document)
    label = next(page.number for page in main if page.lines[0].text == "附件2")
    assert all(document.page_of(entry).number < label for entry in ("附件：1.", "2.责任分工表", "3.防汛物资清单"))
    assert [page.number for page in main if page.lines[0].text == "附件2"] == [len(main)]
    assert body_lines(main[-1])


@clause("9704-7.3.7-g")
@pytest.mark.parametrize("name", SPECIMENS)
def test_only_pages_before_a_new_sheet_are_blank(documents: Printed, profile: str, name: str) -> None:
    document = documents(name, profile)
    starts = {page.number for page, _ in _starts(document)}
    assert all(page.lines or page.number + 1 in starts for page in document)


def test_that_it_is_bound_apart_is_said() -> None:
    said = gongwen.remarks(SPECIMENS["first and third"])
    assert [remark[:3] for remark in said] == ["附件1", "附件3"]
    assert all("9704-7.3.7-g" in remark for remark in said)
