"""Bodies of every length up to 70 lines: what must hold wherever the text ends (9704-7.3.3-a, 7.3.5.1, 7.4.1).

``--full-sweep`` takes every length; otherwise every eighteenth, beginning elsewhere in each case.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import pytest

import gongwen
from gongwen.standard import figures
from gongwen.standard.profiles import PROFILES
from tests.conftest import FULL_SWEEP
from tests.page.clauses import clause
from tests.page.measures import (
    EDGE,
    black_rules,
    body_lines,
    colophon_lines,
    pages_with_rules,
    text_lines,
)
from tests.page.press import AGENCY, COLOPHON, DATE, Printed, notice, printed, seal
from tests.support.page import MeasuredDocument, MeasuredPage

pytestmark = pytest.mark.sweep

CHARACTERS = figures.CHARACTERS_PER_LINE.value
MOST_CHARACTERS = 29
"""To a line whose characters are set closer."""
INDENT = figures.FIRST_LINE_INDENT.value
LONGEST = 70
STEP = 18


def _one_line_paragraphs(lines: int) -> list[str]:
    return ["国" * 20] * lines


def _one_paragraph(lines: int) -> list[str]:
    return ["国" * (CHARACTERS * lines - INDENT - 3)]


def _paragraphs_of_three_lines(lines: int) -> list[str]:
    whole, rest = divmod(lines, 3)
    return ["国" * (CHARACTERS * 3 - INDENT - 3)] * whole + ([_one_paragraph(rest)[0]] if rest else [])


SHAPES: Mapping[str, Callable[[int], list[str]]] = {
    "one-line paragraphs": _one_line_paragraphs,
    "one growing paragraph": _one_paragraph,
    "paragraphs of three lines": _paragraphs_of_three_lines,
}
SEALS = {"seal": True, "no seal": False}


class Swept(NamedTuple):
    """One document of the sweep, and whether its lines were tightened, to 23 a page at most (7.3.5.5)."""

    lines: int
    document: MeasuredDocument
    tightened: bool

    @property
    def signed(self) -> MeasuredPage:
        """The page that shows the date."""
        return self.document.page_of(DATE)


class Sweep(NamedTuple):
    """All lengths of one shape, in one profile, with or without a seal."""

    lengths: tuple[int, ...]
    documents: Printed
    profile: str
    sealed: bool
    tightened: frozenset[int]

    def __iter__(self) -> Iterator[Swept]:  # type: ignore[override]
        for length in self.lengths:
            yield Swept(length, self.documents(str(length), self.profile), length in self.tightened)

    def check(self, holds: Callable[[Swept], bool]) -> None:
        """Every length must hold; those that do not are named."""
        failing = [swept.lines for swept in self if not holds(swept)]
        assert not failing, f"bodies of {', '.join(map(str, failing))} lines"


CASES = list(itertools.product(SHAPES, SEALS, PROFILES))


@pytest.fixture(scope="module", params=CASES, ids="-".join)
def sweep(request: pytest.FixtureRequest) -> Sweep:
    """The documents of one shape."""
    shape, sealed, profile = request.param
    every = bool(request.config.getoption(FULL_SWEEP))
    lengths = range(1, LONGEST + 1) if every else range(1 + CASES.index(request.param), LONGEST + 1, STEP)
    seals = seal() if SEALS[sealed] else []
    documents = {
        str(length): notice(body=SHAPES[shape](length), seals=seals, notes="此件发至村民小组", **COLOPHON)
        for length in lengths
    }
    tightened = frozenset(length for length in lengths if gongwen.remarks(documents[str(length)], profile=profile))
    return Sweep(tuple(lengths), printed(documents, [profile]), profile, SEALS[sealed], tightened)


def _body_end(page: MeasuredPage) -> float:
    """Where the ink of the text ends: above 版记, or above the folio."""
    rules = black_rules(page)
    return rules[0].top if rules else figures.TYPE_AREA_BOTTOM.mm + EDGE


@clause("9704-7.4.1-e")
def test_there_is_one_colophon_and_it_closes_the_last_page(sweep: Sweep) -> None:
    last = figures.COLOPHON_LAST_RULE

    def holds(swept: Swept) -> bool:
        rules = black_rules(swept.document[-1])
        return (
            pages_with_rules(swept.document) == [len(swept.document)]
            and len(rules) == 3
            and abs(rules[-1].y - last.value.mm) <= last.tolerance.mm
        )

    sweep.check(holds)


@clause("9704-7.1-a", "9704-7.4.1-d")
def test_the_colophon_holds_its_own_rows_and_no_text_or_seal_reaches_into_it(sweep: Sweep) -> None:
    rows = ["抄送：县应急管理局，县林业局。", "青山镇党政办公室2026年11月23日印发"]

    def holds(swept: Swept) -> bool:
        page = swept.document[-1]
        above = [line for line in text_lines(page) if line not in colophon_lines(page)]
        return (
            [line.text for line in colophon_lines(page)] == rows
            and all(line.bottom < _body_end(page) for line in above)
            and all(image.y1 <= _body_end(page) + 0.1 for image in page.images)  # they may touch
        )

    sweep.check(holds)


@clause("9704-5.2.3-a", "9704-5.2.1-c")
def test_no_page_has_too_many_lines_or_text_below_the_type_area(sweep: Sweep) -> None:
    def holds(swept: Swept) -> bool:
        return all(
            len(text_lines(page)) <= figures.LINES_PER_PAGE.value + swept.tightened
            and all(line.bottom <= figures.TYPE_AREA_BOTTOM.mm + EDGE for line in text_lines(page))
            and all(image.y1 <= figures.TYPE_AREA_BOTTOM.mm + EDGE for image in page.images)
            for page in swept.document
        )

    sweep.check(holds)


@clause("9704-5.2.3-a")
def test_the_body_has_as_many_lines_as_it_was_written_with(sweep: Sweep) -> None:
    def holds(swept: Swept) -> bool:
        lines = sum(len(body_lines(page)) for page in swept.document)
        # Closer characters (5.2.3: up to 29 a line) take fewer lines.
        fewest = swept.lines * CHARACTERS / MOST_CHARACTERS if swept.tightened else swept.lines
        return fewest <= lines <= swept.lines

    sweep.check(holds)


@clause("9704-5.2.3-c")
def test_a_page_that_others_follow_is_filled_but_for_what_must_stay_with_the_signature(sweep: Sweep) -> None:
    # As much as a paragraph of three lines, the gap above a sealed signature and the signature itself may move on.
    most = figures.TYPE_AREA_BOTTOM.mm - 11 * 10.5

    def holds(swept: Swept) -> bool:
        pages = list(swept.document)[:-1]
        unfinished = [page for page in pages if page.number < swept.signed.number]
        return all(max(line.bottom for line in text_lines(page)) >= most for page in unfinished)

    sweep.check(holds)


@clause("9704-7.3.3-a")
def test_page_one_shows_body_text(sweep: Sweep) -> None:
    sweep.check(lambda swept: bool(body_lines(swept.document[0])))


@clause("9704-7.3.5.1-d", "9704-7.3.5.5")
def test_the_signature_never_stands_alone_on_a_page(sweep: Sweep) -> None:
    sweep.check(lambda swept: bool(body_lines(swept.signed)))


@clause("9704-7.3.5.1-e", "9704-7.3.5.1-f", "9704-7.3.5.2-a", "9704-7.3.5.2-b", "9704-7.3.6-a")
def test_name_date_and_notes_stand_together_under_the_text(sweep: Sweep) -> None:
    def holds(swept: Swept) -> bool:
        page = swept.signed
        lines = [line for line in text_lines(page) if line not in colophon_lines(page)]
        return [line.text for line in lines[-3:]] == [AGENCY, DATE, "（此件发至村民小组）"]

    sweep.check(holds)


@clause("9704-7.3.5.1-d", "9704-7.3.5.1-f")
def test_the_seal_stands_on_the_page_of_the_date_within_one_line_of_the_text(sweep: Sweep) -> None:
    most = figures.SEAL_BELOW_TEXT.value.mm + figures.SEAL_BELOW_TEXT.tolerance.mm

    def holds(swept: Swept) -> bool:
        if [page.number for page in swept.document if page.images] != [swept.signed.number]:
            return False
        page = swept.signed
        date = page.find(DATE)
        above = [line for line in body_lines(page) if line.baseline < date.baseline]
        return bool(above) and 0 <= page.images[0].y0 - above[-1].bottom <= most

    if sweep.sealed:
        sweep.check(holds)
    else:
        assert not any(page.images for swept in sweep for page in swept.document)
