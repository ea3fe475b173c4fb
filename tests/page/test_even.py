"""版记 on an even page, after a blank page where need be (9704-7.4.1-g, 33476.2-7.3.1; 7.5-e).

Bodies of 1 to 60 lines; ``--full-sweep`` draws them all, otherwise every ninth, another ninth for each end.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from typing import NamedTuple

import pytest

import gongwen
from gongwen.standard import figures
from gongwen.standard.profiles import PROFILES
from tests.conftest import FULL_SWEEP
from tests.page.clauses import clause
from tests.page.measures import black_rules, body_lines, pages_with_rules
from tests.page.other_forms import letter, minutes
from tests.page.press import COLOPHON, Printed, notice, printed, seal
from tests.support.page import MeasuredDocument, MeasuredPage

pytestmark = pytest.mark.sweep

LONGEST, STEP = 60, 12
DASH = "—"
SAME_PLACE = 0.1
"""mm"""
SURE_LINES = 4
"""With so many lines on the last page and room for so many more, no program puts the text on another page."""
ENDS: Mapping[str, dict[str, object]] = {"seal": {"seals": seal()}, "no seal": {}, "attachment": {}}


class Drawn(NamedTuple):
    """One length, with 版记 where it falls and on an even page, what was said of the latter, and whether lines were
    tightened in either."""

    lines: int
    usual: MeasuredDocument
    even: MeasuredDocument
    said: str
    tightened: bool


class Case(NamedTuple):
    """All lengths with one end, in one profile."""

    drawn: list[Drawn]

    def check(self, holds: Callable[[Drawn], bool]) -> None:
        """Every length must hold; those that do not are named."""
        failing = [drawn.lines for drawn in self.drawn if not holds(drawn)]
        assert not failing, f"bodies of {', '.join(map(str, failing))} lines"


def _document(end: str, lines: int) -> gongwen.Document:
    attachments = [{"title": "责任分工表", "body": ["国" * 20] * lines}] if end == "attachment" else []
    body = ["国" * 20] * (12 if attachments else lines)
    return notice(body=body, attachments=attachments, **ENDS[end], **COLOPHON)


@pytest.fixture(scope="module", params=itertools.product(ENDS, PROFILES), ids="-".join)
def case(request: pytest.FixtureRequest) -> Case:
    """Bodies, or attachments, of many lengths."""
    end, profile = request.param
    every = bool(request.config.getoption(FULL_SWEEP))
    lengths = range(1, LONGEST + 1) if every else range(1 + list(ENDS).index(end), LONGEST + 1, STEP)
    documents = {str(lines): _document(end, lines) for lines in lengths}
    usual = printed(documents, [profile], blank_pages=True)
    even = printed(documents, [profile], even=True, blank_pages=True)
    return Case(
        [
            Drawn(
                lines,
                usual(str(lines), profile),
                even(str(lines), profile),
                said,
                "9704-7.3.5.5" in said + "；".join(gongwen.remarks(documents[str(lines)], profile=profile)),
            )
            for lines in lengths
            for said in ["；".join(gongwen.remarks(documents[str(lines)], profile=profile, even=True))]
        ]
    )


def _is_blank(page: MeasuredPage) -> bool:
    return not page.lines and not page.rules and not page.images


def _has_folio(page: MeasuredPage) -> bool:
    return any(line.text == f"{DASH}{page.number}{DASH}" for line in page.lines)


def _has_text(page: MeasuredPage) -> bool:
    return bool(body_lines(page))


@clause("9704-7.4.1-g", "9704-7.4.1-e")
def test_the_colophon_closes_an_even_page_and_no_other_follows(case: Case) -> None:
    last = figures.COLOPHON_LAST_RULE

    def holds(drawn: Drawn) -> bool:
        pages = drawn.even
        return (
            pages_with_rules(pages) == [len(pages)]
            and len(pages) % 2 == 0
            and abs(black_rules(pages[-1])[-1].y - last.value.mm) <= last.tolerance.mm
        )

    case.check(holds)


@clause("9704-7.5-e")
def test_a_blank_page_before_it_has_no_number_and_neither_has_the_page_of_the_colophon(case: Case) -> None:
    def holds(drawn: Drawn) -> bool:
        blank = [page.number for page in drawn.even if _is_blank(page)]
        if not blank:
            return True
        return blank == [len(drawn.even) - 1] and not any(DASH in line.text for line in drawn.even[-1].lines)

    case.check(holds)


@clause("9704-7.5-e")
def test_where_the_page_of_the_colophon_has_no_number_a_blank_page_may_come_before_it_and_this_is_said(
    case: Case,
) -> None:
    def holds(drawn: Drawn) -> bool:
        told = "页不编页码" in drawn.said
        return told is not _has_folio(drawn.even[-1])

    case.check(holds)


@clause("9704-7.5-e", "9704-7.5-f")
def test_every_page_of_the_text_keeps_its_number(case: Case) -> None:
    case.check(lambda drawn: all(_has_folio(page) for page in drawn.even.pages[:-1] if not _is_blank(page)))


@clause("9704-7.4.1-g")
def test_the_text_stands_where_it_always_does(case: Case) -> None:
    def places(document: MeasuredDocument) -> list[list[float]]:
        return [[line.baseline for line in body_lines(page)] for page in document if _has_text(page)]

    def holds(drawn: Drawn) -> bool:
        if drawn.tightened or (_has_text(drawn.usual[-1]) and not _has_text(drawn.even[-1])):
            return True  # what is done to keep 版记 from a page of its own is not done where it has one
        even, usual = places(drawn.even), places(drawn.usual)
        return [len(page) for page in even] == [len(page) for page in usual] and all(
            abs(ours - theirs) <= SAME_PLACE
            for page, other in zip(even, usual, strict=True)
            for ours, theirs in zip(page, other, strict=True)
        )

    case.check(holds)


@clause("9704-7.4.1-g")
def test_no_sheet_is_wasted_where_the_text_surely_ends_on_an_even_page_with_room(case: Case) -> None:
    pitch = 10.5

    def holds(drawn: Drawn) -> bool:
        last = drawn.usual[-1]
        text = [line for line in last.lines if line.baseline < black_rules(last)[0].y]
        bottom = max([line.bottom for line in text] + [box.y1 for box in last.images], default=0.0)
        room = black_rules(last)[0].top - bottom
        sure = len(body_lines(last)) >= SURE_LINES and room >= SURE_LINES * pitch
        return last.number % 2 == 1 or not sure or len(drawn.even) == len(drawn.usual)

    case.check(holds)


@clause("9704-7.4.1-g")
def test_where_the_text_ends_on_an_odd_page_the_colophon_has_the_next(case: Case) -> None:
    def holds(drawn: Drawn) -> bool:
        text = max(page.number for page in drawn.even if _has_text(page))
        return text % 2 == 0 or len(drawn.even) == text + 1

    case.check(holds)


@pytest.fixture(scope="module")
def others() -> Printed:
    return printed(
        {
            "letter": letter(body=["国" * 20] * 3, cc="县水务局"),
            "minutes": minutes(body=["国" * 20] * 3, **COLOPHON),
            "without colophon": notice(body=["国" * 20] * 3),
        },
        even=True,
        blank_pages=True,
    )


@clause("9704-7.4.1-g", "9704-10.1-k")
def test_letters_and_minutes_have_it_on_page_two(others: Printed, profile: str) -> None:
    assert len(others("letter", profile)) == len(others("minutes", profile)) == 2
    assert others("letter", profile)[1].has("县水务局")
    assert others("minutes", profile)[1].has("印发")


def test_a_document_without_colophon_is_as_long_as_ever(others: Printed, profile: str) -> None:
    assert len(others("without colophon", profile)) == 1
    said = gongwen.remarks(notice(body=["国" * 20] * 3), profile=profile, even=True)
    assert said == ("没有抄送机关和印发机关，也就没有版记，不必移到双数页",)
