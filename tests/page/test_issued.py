"""印发件: what a notice issues or forwards, on new pages after the signature, without label and number."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

import gongwen
from gongwen.standard import figures
from tests.page.clauses import clause
from tests.page.measures import (
    CENTRE,
    CHARACTER,
    EDGES,
    LEFT,
    OFF_CENTRE,
    PITCH,
    PLACE,
    RIGHT,
    TOP,
    XIAOBIAOSONG,
    body_lines,
    centre,
    folio,
    gap,
    line_below,
    one_empty_line,
    pages_with_rules,
    within,
)
from tests.page.press import AGENCY, COLOPHON, DATE, Printed, notice, printed, seal
from tests.support.page import MeasuredDocument, MeasuredPage

TEXT = ["国" * 60, "国" * 20]
TITLE = "青山镇森林防火工作方案"
LONG_TITLE = "云岭县青山镇森林防火期野外用火审批和巡查值守管理暂行办法"
REMARK = "2026年11月20日镇人民政府常务会议通过"
ISSUER, ISSUED_ON = "云岭县林业和草原局", "2026年10月8日"
_PLAN = {"title": TITLE, "body": TEXT}
_LETTER = {
    "title": "关于加强秋冬季森林防火工作的意见",
    "recipients": "各乡镇人民政府",
    "body": TEXT,
    "signatories": ISSUER,
    "date": "2026-10-08",
}
SPECIMENS: Mapping[str, gongwen.Document] = {
    "plan": notice(issued=[_PLAN], **COLOPHON),
    "plan under a seal": notice(issued=[_PLAN], seals=seal(), **COLOPHON),
    "rules with remark": notice(issued=[{"title": LONG_TITLE, "remark": REMARK, "body": TEXT}], **COLOPHON),
    "forwarded letter": notice(issued=[_LETTER], **COLOPHON),
    "two": notice(issued=[_PLAN, _LETTER], **COLOPHON),
    "long": notice(issued=[{**_LETTER, "body": ["国" * 20] * 60}], **COLOPHON),
    "with attachment": notice(issued=[_PLAN], attachments=[{"title": "责任分工表", "body": TEXT}], **COLOPHON),
    "full page": notice(issued=[{**_LETTER, "body": ["国" * 20] * 19}], **COLOPHON),
}
TITLES = {
    "plan": [TITLE],
    "plan under a seal": [TITLE],
    "rules with remark": [LONG_TITLE],
    "forwarded letter": ["关于加强秋冬季森林防火工作的意见"],
    "two": [TITLE, "关于加强秋冬季森林防火工作的意见"],
    "long": ["关于加强秋冬季森林防火工作的意见"],
    "with attachment": [TITLE],
    "full page": ["关于加强秋冬季森林防火工作的意见"],
}
SIGNED = ["forwarded letter", "two", "long", "full page"]


@pytest.fixture(scope="module")
def documents() -> Printed:
    return printed(SPECIMENS, blank_pages=True)


def _issued_pages(documents: Printed, name: str, profile: str) -> list[MeasuredPage]:
    """The pages on which issued documents begin: their first line is of a title."""
    return [
        page
        for page in documents(name, profile)
        if page.number > 1 and any(title.startswith(page.lines[0].text) for title in TITLES[name])
    ]


def _title_lines(page: MeasuredPage) -> int:
    return sum(1 for line in page.lines if XIAOBIAOSONG in line.font)


@pytest.mark.parametrize("name", SPECIMENS)
def test_each_begins_on_a_new_page_after_the_signature(documents: Printed, profile: str, name: str) -> None:
    document = documents(name, profile)
    pages = _issued_pages(documents, name, profile)
    assert len(pages) == len(TITLES[name])
    assert pages[0].number == document.page_of(DATE).number + 1


@clause("9704-7.3.1-a", "9704-7.3.1-c")
@pytest.mark.parametrize("name", SPECIMENS)
def test_its_title_is_centred_in_size_2_near_the_top(documents: Printed, profile: str, name: str) -> None:
    for page, title in zip(_issued_pages(documents, name, profile), TITLES[name], strict=True):
        lines = page.lines[: _title_lines(page)]
        assert "".join(line.text for line in lines) == title
        for line in lines:
            assert centre(line) == pytest.approx(CENTRE, abs=OFF_CENTRE)
            assert line.size_pt == pytest.approx(figures.TITLE_SIZE.value.pt, abs=0.5)
        assert TOP <= lines[0].top <= EDGES[profile].first_top[1] + 11


@clause("9704-7.3.7-b")
@pytest.mark.parametrize("name", SPECIMENS)
def test_it_has_no_label_and_no_entry_in_the_note(documents: Printed, profile: str, name: str) -> None:
    document = documents(name, profile)
    labels = [line.text for page in document for line in page.lines if line.text.startswith("附件")]
    assert labels == (["附件：责任分工表", "附件"] if name == "with attachment" else [])
    signed = document.page_of(DATE).number
    assert not any(page.has(title[-4:]) for page in document for title in TITLES[name] if page.number <= signed)


@pytest.mark.parametrize("name", SPECIMENS)
def test_its_text_stands_one_empty_line_under_what_is_above_it(documents: Printed, profile: str, name: str) -> None:
    for page in _issued_pages(documents, name, profile):
        last_of_title = page.lines[_title_lines(page) - 1]
        below = line_below(page, last_of_title)
        if below.text.startswith("（"):
            assert below.text == f"（{REMARK}）"
            assert centre(below) == pytest.approx(CENTRE, abs=OFF_CENTRE)
            assert one_empty_line(gap(below, line_below(page, below)))
        else:
            assert one_empty_line(gap(last_of_title, below))


@clause("9704-7.3.2-a", "9704-7.3.3-c")
@pytest.mark.parametrize("name", SPECIMENS)
def test_its_recipients_and_paragraphs_stand_as_in_any_text(documents: Printed, profile: str, name: str) -> None:
    for page in _issued_pages(documents, name, profile):
        first, second, *_ = body_lines(page)
        assert first.x0 == pytest.approx(LEFT + figures.FIRST_LINE_INDENT.value * CHARACTER, abs=PLACE)
        assert within(PITCH, second.baseline - first.baseline)
        if page.has("各乡镇人民政府："):
            assert page.find("各乡镇人民政府：").x0 == pytest.approx(LEFT, abs=PLACE)


@clause("9704-7.3.5.2-a", "9704-7.3.5.2-b")
@pytest.mark.parametrize("name", SIGNED)
def test_its_signature_stands_two_characters_from_the_right_under_text(
    documents: Printed, profile: str, name: str
) -> None:
    document = documents(name, profile)
    page = document.page_of(ISSUED_ON)
    signatory, date = page.find(ISSUER), page.find(ISSUED_ON)
    above = [line for line in body_lines(page) if line.baseline < signatory.baseline]
    assert above, "the signature must not stand alone"
    assert one_empty_line(gap(above[-1], signatory))
    assert signatory.x1 == pytest.approx(RIGHT - figures.UNSEALED_NAME_RIGHT.value * CHARACTER, abs=PLACE)
    assert date.x0 - signatory.x0 == pytest.approx(figures.UNSEALED_DATE_SHIFT.value * CHARACTER, abs=PLACE)


@clause("9704-7.3.5.2-a")
def test_without_names_and_date_of_its_own_it_is_not_signed(documents: Printed, profile: str) -> None:
    document = documents("plan", profile)
    assert document.page_of(DATE).number == 1
    assert not any(line.text == AGENCY for page in document if page.number > 1 for line in page.lines)


@clause("9704-7.4.1-e")
@pytest.mark.parametrize("name", SPECIMENS)
def test_the_colophon_stands_on_the_last_page(documents: Printed, profile: str, name: str) -> None:
    document = documents(name, profile)
    assert pages_with_rules(document) == [len(document)]


@clause("9704-7.3.7-a")
def test_attachments_of_the_notice_come_after_it(documents: Printed, profile: str) -> None:
    document = documents("with attachment", profile)
    label = [page.number for page in document if page.lines[0].text == "附件"]
    assert label == [_issued_pages(documents, "with attachment", profile)[0].number + 1]


@clause("9704-7.5-f")
@pytest.mark.parametrize("name", SPECIMENS)
def test_its_pages_are_numbered_on_and_none_is_blank(documents: Printed, profile: str, name: str) -> None:
    document: MeasuredDocument = documents(name, profile)
    assert [folio(page).text for page in document] == [f"—{number}—" for number in range(1, len(document) + 1)]
