"""落款 without a seal, and 附注 (9704-7.3.5.2, 7.3.5.4, 7.3.6)."""

from __future__ import annotations

import itertools
from typing import NamedTuple

import pytest

from gongwen.standard import figures
from tests.page.clauses import clause
from tests.page.measures import (
    CHARACTER,
    DATE_SLACK,
    FANGSONG,
    LEFT,
    NEXT_LINE,
    PITCH,
    PLACE,
    RIGHT,
    chinese_fonts,
    gap,
    line_above,
    line_below,
    one_empty_line,
    within,
)
from tests.page.press import Printed, notice, printed
from tests.support.page import MeasuredLine, MeasuredPage

DATES = {"long": ("2026-11-23", "2026年11月23日"), "short": ("2026-3-2", "2026年3月2日")}
DATE_WIDTH = {"long": 7.0, "short": 6.0}
"""Widths of the dates in 字: a digit takes half of one."""
AGENCIES = {
    "three": "国务院",
    "five": "青山镇政府",
    "seven": "青山镇人民政府",
    "eight": "青山镇人民政府办",
    "ten": "云岭县青山镇人民政府",
    "twenty": "云岭彝族哈尼族自治县青山镇防汛抗旱指挥部",
}
NAME_RIGHT = figures.UNSEALED_NAME_RIGHT.value * CHARACTER
DATE_SHIFT = figures.UNSEALED_DATE_SHIFT.value * CHARACTER
NOTES = {
    "short": "此件发至村民小组",
    "long": "联系人：张三，电话：0000-1234567，此件发至县团级，不得翻印、不得以任何方式向境外机构和人员提供",
}


class Signature(NamedTuple):
    """A signature and what stands around it."""

    page: MeasuredPage
    name: MeasuredLine
    date: MeasuredLine


CASES = [(agency, date) for agency in AGENCIES for date in DATES]
every_case = pytest.mark.parametrize(("agency", "date"), CASES)


@pytest.fixture(scope="module")
def documents() -> Printed:
    cases = {
        f"{agency}, {date}": notice(signatories=AGENCIES[agency], date=DATES[date][0], body=["国" * 60, "国" * 20])
        for agency, date in CASES
    }
    notes = {f"notes: {name}": notice(notes=text, body=["国" * 20] * 2) for name, text in NOTES.items()}
    joint = {"joint": notice(signatories=[AGENCIES["ten"], AGENCIES["seven"]], body=["国" * 20] * 2)}
    undated = {"long agency only": notice(signatories=AGENCIES["twenty"], body=["国" * 20])}
    return printed({**cases, **notes, **joint, **undated})


def _signature(documents: Printed, profile: str, agency: str, date: str) -> Signature:
    document = documents(f"{agency}, {date}", profile)
    assert DATES[date][1] in document.text, "the date must stand on one line"
    page = document.page_of(DATES[date][1])
    line = page.line_of(DATES[date][1])
    return Signature(page, line_above(page, line), line)


@clause("9704-7.3.5-0", "9704-7.3.5.4")
@every_case
def test_the_name_stands_above_the_date_and_both_are_whole(
    documents: Printed, profile: str, agency: str, date: str
) -> None:
    signature = _signature(documents, profile, agency, date)
    assert signature.name.text == AGENCIES[agency]
    assert signature.date.spaced_text == DATES[date][1]
    for line in (signature.name, signature.date):
        assert chinese_fonts(line) == {FANGSONG}
        assert line.size_pt == figures.BODY_SIZE.value.pt


@clause("9704-7.3.5.2-a")
@every_case
def test_the_name_stands_one_empty_line_under_the_text(
    documents: Printed, profile: str, agency: str, date: str
) -> None:
    signature = _signature(documents, profile, agency, date)
    empty = gap(line_above(signature.page, signature.name), signature.name)
    assert one_empty_line(empty)


@clause("9704-7.3.5.2-a", "9704-7.3.5.2-c", "AMB-22")
@every_case
def test_the_longer_of_name_and_date_stands_two_characters_from_the_right(
    documents: Printed, profile: str, agency: str, date: str
) -> None:
    signature = _signature(documents, profile, agency, date)
    longer_by = len(AGENCIES[agency]) - DATE_WIDTH[date]
    name_in_place = abs(signature.name.x1 - (RIGHT - NAME_RIGHT)) <= PLACE
    # LibreOffice may draw the date longer than it is; see DATE_SLACK.
    date_in_place = -PLACE <= signature.date.x1 - (RIGHT - NAME_RIGHT) <= PLACE + DATE_SLACK
    if longer_by > figures.UNSEALED_DATE_SHIFT.value:
        assert name_in_place
    elif longer_by < 0:
        assert date_in_place
    else:
        assert name_in_place or date_in_place


@clause("9704-7.3.5.2-b", "AMB-22")
@every_case
def test_the_date_begins_two_characters_to_the_right_of_the_name_on_the_next_line(
    documents: Printed, profile: str, agency: str, date: str
) -> None:
    signature = _signature(documents, profile, agency, date)
    shift = signature.date.x0 - signature.name.x0
    assert shift == pytest.approx(DATE_SHIFT, abs=PLACE)
    assert within(PITCH, signature.date.baseline - signature.name.baseline)


@clause("9704-5.2.1-c")
@every_case
def test_the_signature_stays_within_the_type_area(documents: Printed, profile: str, agency: str, date: str) -> None:
    signature = _signature(documents, profile, agency, date)
    for line in (signature.name, signature.date):
        assert line.x0 >= LEFT - 0.5
        assert line.x1 <= RIGHT + 0.5


@clause("9704-7.3.5.2-d")
def test_several_agencies_sign_one_under_the_other_in_their_order(documents: Printed, profile: str) -> None:
    page = documents("joint", profile).page_of(DATES["long"][1])
    date = page.line_of(DATES["long"][1])
    second = line_above(page, date)
    first = line_above(page, second)
    assert [first.text, second.text] == [AGENCIES["ten"], AGENCIES["seven"]]
    assert first.x0 == pytest.approx(second.x0, abs=PLACE)
    assert date.x0 - first.x0 == pytest.approx(DATE_SHIFT, abs=PLACE)


@clause("9704-7.3.6-a", "AMB-08")
@pytest.mark.parametrize("name", NOTES)
def test_notes_stand_in_brackets_on_the_line_under_the_date_two_characters_in(
    documents: Printed, profile: str, name: str
) -> None:
    page = documents(f"notes: {name}", profile).page_of(DATES["long"][1])
    date = page.line_of(DATES["long"][1])
    first = line_below(page, date)
    lines = [line for line in page.lines[:-1] if line.baseline >= first.baseline - 0.1]
    assert "".join(line.text for line in lines) == f"（{NOTES[name]}）"
    # The ink of a bracket stands in the right half of its character: its own place is what counts (11.6).
    assert first.origin_x == pytest.approx(LEFT + figures.FIRST_LINE_INDENT.value * CHARACTER, abs=PLACE)
    between = gap(date, first)
    assert within(NEXT_LINE, between)
    for upper, lower in itertools.pairwise(lines):
        assert lower.origin_x == pytest.approx(LEFT, abs=PLACE)
        assert within(PITCH, lower.baseline - upper.baseline)
