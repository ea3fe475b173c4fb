"""附件说明 under the text and 附件 on pages of their own (9704-7.3.4, 7.3.7)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from gongwen.standard import figures
from tests.page.clauses import clause
from tests.page.measures import (
    CENTRE,
    CHARACTER,
    EDGES,
    FANGSONG,
    HEITI,
    LEFT,
    OFF_CENTRE,
    PITCH,
    PLACE,
    RIGHT,
    TOP,
    XIAOBIAOSONG,
    body_lines,
    bounds,
    centre,
    chinese_fonts,
    folio,
    gap,
    one_empty_line,
    pages_with_rules,
    text_lines,
    within,
)
from tests.page.press import AGENCY, COLOPHON, Printed, notice, printed
from tests.support.page import MeasuredDocument, MeasuredLine, MeasuredPage

LONG = "青山水库汛期安全保卫责任分工及巡查人员联系方式一览表（含各村护林员和水利员名单）"
VERY_LONG = LONG + "以及防汛物资储备点位和抢险队伍分布情况说明"
TITLES = {
    "one": ["安全保卫责任分工表"],
    "one long": [VERY_LONG],
    "two": ["安全保卫责任分工表", "汛期巡查路线说明"],
    "three with long ones": [LONG, "汛期巡查路线说明", VERY_LONG],
    "twelve": [f"第{number}村安全保卫责任分工表" for number in "一二三四五六七八九十"] + [LONG, "汛期巡查路线说明"],
}
NUMBERED = [name for name, titles in TITLES.items() if len(titles) > 1]
WRAPPED = {(name, title) for name, titles in TITLES.items() for title in titles if title in (LONG, VERY_LONG)}
ENTRIES = ["安全保卫责任分工表", "汛期巡查路线说明", "抢险队伍名单", "物资储备点位表"]
NEAR_THE_FOOT = range(3, 11)
NOTE, LABEL = "附件：", "附件"
ALIGNED = 1.0
"""7.3.4-b, e: how far what stands one under the other may be off."""


@pytest.fixture(scope="module")
def documents() -> Printed:
    return printed(
        {
            name: notice(
                body=["国" * 60] * 4,
                attachments=[{"title": title, "body": ["国" * 60, "国" * 20]} for title in titles],
                **COLOPHON,
            )
            for name, titles in TITLES.items()
        }
        | {
            f"near the foot, {lines} lines": notice(
                body=["国" * 20] * lines, attachments=[{"title": title, "body": ["国" * 20]} for title in ENTRIES]
            )
            for lines in NEAR_THE_FOOT
        }
    )


def _entries(documents: Printed, name: str, profile: str) -> Iterator[tuple[int, str, list[MeasuredLine]]]:
    """Number, title and lines of every entry of a note, wherever its pages turn."""
    lines = _all_note_lines(documents(name, profile))
    position = 0
    for number, title in enumerate(TITLES[name], start=1):
        label = NOTE if number == 1 else ""
        wanted = label + (f"{number}." if len(TITLES[name]) > 1 else "") + title
        found: list[MeasuredLine] = []
        while "".join(line.text for line in found) != wanted:
            found.append(lines[position])
            position += 1
        yield number, title, found


def _all_note_lines(document: MeasuredDocument) -> list[MeasuredLine]:
    every = [line for page in document for line in text_lines(page)]
    first = next(at for at, line in enumerate(every) if line.text.startswith(NOTE))
    last = next(at for at, line in enumerate(every) if at > first and line.text == AGENCY)
    return every[first:last]


def _attachment_pages(document: MeasuredDocument) -> list[MeasuredPage]:
    """The first page of every attachment."""
    return [page for page in document if page.lines[0].text.rstrip("0123456789") == LABEL]


def _title(page: MeasuredPage) -> list[MeasuredLine]:
    return [line for line in text_lines(page) if line.size_pt == figures.TITLE_SIZE.value.pt]


every_set = pytest.mark.parametrize("name", TITLES)
numbered = pytest.mark.parametrize("name", NUMBERED)


@clause("9704-7.3.4-a")
@every_set
def test_the_note_stands_one_empty_line_under_the_text_two_characters_in(
    documents: Printed, profile: str, name: str
) -> None:
    page = documents(name, profile).page_of(NOTE)
    first = page.line_of(NOTE)
    above = [line for line in body_lines(page) if line.baseline < first.baseline]
    empty = gap(above[-1], first)
    assert one_empty_line(empty)
    assert first.x0 == pytest.approx(LEFT + figures.FIRST_LINE_INDENT.value * CHARACTER, abs=PLACE)


@clause("9704-7.3.4-a")
@pytest.mark.parametrize("lines", NEAR_THE_FOOT)
def test_a_note_of_several_lines_is_not_torn_between_two_pages(documents: Printed, profile: str, lines: int) -> None:
    document = documents(f"near the foot, {lines} lines", profile)
    page = document.page_of(NOTE)
    assert all(page.has(f"{number}.{title}") for number, title in enumerate(ENTRIES, start=1))


@clause("9704-7.3.4-b", "9704-7.3.4-c", "9704-7.3.4-d", "9704-7.3.4-f", "AMB-14", "AMB-24")
@every_set
def test_the_note_names_every_attachment_with_a_number_only_if_there_are_several_and_no_mark_after_it(
    documents: Printed, profile: str, name: str
) -> None:
    titles = TITLES[name]
    written = [f"{number}.{title}" for number, title in enumerate(titles, start=1)] if len(titles) > 1 else titles
    lines = _all_note_lines(documents(name, profile))
    assert "".join(line.text for line in lines) == NOTE + "".join(written)
    assert all(chinese_fonts(line) == {FANGSONG} for line in lines)
    assert {glyph.size_pt for line in lines for glyph in line.glyphs} == {figures.BODY_SIZE.value.pt}


@clause("9704-7.3.4-b")
@numbered
def test_the_numbers_of_the_note_stand_one_under_the_other(documents: Printed, profile: str, name: str) -> None:
    starts = [lines[0].find(f"{number}.").origin_x for number, _, lines in _entries(documents, name, profile)]
    assert starts == pytest.approx([starts[0]] * len(starts), abs=ALIGNED)


@clause("9704-7.3.4-b")
@numbered
def test_the_names_of_the_note_begin_one_under_the_other(documents: Printed, profile: str, name: str) -> None:
    starts = [lines[0].find(title[:4]).origin_x for _, title, lines in _entries(documents, name, profile)]
    assert starts == pytest.approx([starts[0]] * len(starts), abs=ALIGNED)


@clause("9704-7.3.4-e")
@pytest.mark.parametrize(("name", "title"), sorted(WRAPPED))
def test_a_long_name_goes_on_under_its_own_first_character(
    documents: Printed, profile: str, name: str, title: str
) -> None:
    lines = next(lines for _, found, lines in _entries(documents, name, profile) if found == title)
    assert len(lines) > 1
    first = lines[0].find(title[:4]).origin_x
    for line in lines[1:]:
        assert line.origin_x == pytest.approx(first, abs=ALIGNED)
    for upper, lower in itertools.pairwise(lines):
        assert within(PITCH, lower.baseline - upper.baseline)


@clause("9704-5.2.1-c")
@every_set
def test_the_note_keeps_to_the_type_area(documents: Printed, profile: str, name: str) -> None:
    box = bounds(line.box for line in _all_note_lines(documents(name, profile)))
    assert box.x0 >= LEFT
    assert box.x1 <= RIGHT + 1


@clause("9704-7.3.7-a")
@every_set
def test_every_attachment_begins_on_a_new_page(documents: Printed, profile: str, name: str) -> None:
    document = documents(name, profile)
    assert len(_attachment_pages(document)) == len(TITLES[name])
    labels = [line for page in document for line in page.lines if line.text.rstrip("0123456789") == LABEL]
    assert len(labels) == len(TITLES[name])
    assert document.page_of(NOTE).number < _attachment_pages(document)[0].number


@clause("9704-7.3.7-b")
@every_set
def test_an_attachments_label_stands_on_the_first_line_at_the_left_edge_in_heiti(
    documents: Printed, profile: str, name: str
) -> None:
    pages = _attachment_pages(documents(name, profile))
    for number, page in enumerate(pages, start=1):
        label = page.lines[0]
        assert label.text == (f"{LABEL}{number}" if len(pages) > 1 else LABEL)
        assert label.x0 == pytest.approx(LEFT, abs=PLACE)
        assert within((TOP, EDGES[profile].first_top[1]), label.top)
        assert chinese_fonts(label) == {HEITI}
        assert {glyph.size_pt for glyph in label.glyphs} == {figures.BODY_SIZE.value.pt}


@clause("9704-7.3.7-c")
@every_set
def test_an_attachments_title_is_centred_on_the_third_line(documents: Printed, profile: str, name: str) -> None:
    lower = EDGES["通行"].first_top[1] - EDGES["国标"].first_top[1] if profile == "通行" else 0
    for page in _attachment_pages(documents(name, profile)):
        lines = _title(page)
        assert lines[0].box.center_y == pytest.approx(60.5 + lower, abs=3)
        for line in lines:
            assert centre(line) == pytest.approx(CENTRE, abs=OFF_CENTRE)


@clause("9704-7.3.7-d", "9704-7.3.7-e", "AMB-13")
@every_set
def test_an_attachments_title_is_that_of_the_note_in_size_2(documents: Printed, profile: str, name: str) -> None:
    pages = _attachment_pages(documents(name, profile))
    for page, title in zip(pages, TITLES[name], strict=True):
        assert "".join(line.text for line in _title(page)) == title
        assert all(XIAOBIAOSONG in font for line in _title(page) for font in line.fonts)


@clause("9704-7.3.7-f")
@every_set
def test_an_attachments_text_is_set_like_the_body_one_empty_line_under_its_title(
    documents: Printed, profile: str, name: str
) -> None:
    for page in _attachment_pages(documents(name, profile)):
        first, second, *_ = body_lines(page)
        empty = gap(_title(page)[-1], first)
        assert one_empty_line(empty)
        assert first.x0 == pytest.approx(LEFT + figures.FIRST_LINE_INDENT.value * CHARACTER, abs=PLACE)
        assert second.x0 == pytest.approx(LEFT, abs=PLACE)
        assert first.fonts == {FANGSONG}
        assert within(PITCH, second.baseline - first.baseline)


@clause("9704-7.5-f")
@every_set
def test_the_pages_of_attachments_are_numbered_on(documents: Printed, profile: str, name: str) -> None:
    document = documents(name, profile)
    assert [folio(page).text for page in document] == [f"—{number}—" for number in range(1, len(document) + 1)]


@clause("9704-7.3.7-a", "9704-7.4.1-e")
@every_set
def test_the_colophon_stands_after_the_attachments_on_the_last_page(
    documents: Printed, profile: str, name: str
) -> None:
    document = documents(name, profile)
    assert pages_with_rules(document) == [len(document)]
    assert document[-1].line_of("印发").baseline > max(line.baseline for line in body_lines(document[-1]))


@clause("9704-7.3.5.2-a")
@every_set
def test_the_signature_stands_one_empty_line_under_the_note(documents: Printed, profile: str, name: str) -> None:
    document = documents(name, profile)
    last = _all_note_lines(document)[-1]
    page = next(page for page in document if last in page.lines)
    below = page.lines[page.lines.index(last) + 1]
    assert below.text == AGENCY, "the end of the note must stand on the page of the signature"
    empty = gap(last, below)
    assert one_empty_line(empty)
