"""Letters and orders with bodies of every length up to 30 lines: what must hold wherever the text ends.

``--full-sweep`` takes every length; otherwise every sixteenth, beginning elsewhere in each case of a form.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from math import ceil
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
    colophon_lines,
    line_above,
    pages_with_rules,
    red_rules,
)
from tests.page.other_forms import (
    letter,
    national,
    office_of,
    one_line_paragraphs,
    one_paragraph,
    order,
    stamp,
    total_of_lines,
)
from tests.page.press import AGENCY, DATE, Printed, printed, seal
from tests.support.page import MeasuredDocument, MeasuredLine, MeasuredPage

pytestmark = pytest.mark.sweep

LONGEST, STEP = 30, 16
CC = "县财政局，县水利局"
SIGNERS = ["云岭县人民政府县长　周远", "青川县人民政府县长　李文博"]
COLOPHON = {"cc": CC, "printer": "云岭县人民政府办公室", "print_date": "2026-11-24"}
ROWS = {"letter": [f"抄送：{CC}。"], "order": [f"抄送：{CC}。", "云岭县人民政府办公室2026年11月24日印发"]}
SHAPES: Mapping[str, Callable[[int], list[str]]] = {
    "one-line paragraphs": one_line_paragraphs,
    "one growing paragraph": one_paragraph,
}
FORMS: Mapping[str, Callable[[list[str]], gongwen.Document]] = {
    "letter": lambda body: letter(body=body, cc=CC),
    "letter, sealed": lambda body: letter(body=body, cc=CC, seals=seal()),
    "order": lambda body: order(body=body, **COLOPHON),
    "order, stamp": lambda body: order(body=body, seals=[stamp()], **COLOPHON),
    "order, two stamps": lambda body: order(body=body, signatories=SIGNERS, seals=[stamp()] * 2, **COLOPHON),
}


class Swept(NamedTuple):
    """One document of the sweep."""

    lines: int
    document: MeasuredDocument

    @property
    def signed(self) -> MeasuredPage:
        """The page that shows the date."""
        return self.document.page_of(DATE)


class Sweep(NamedTuple):
    """All lengths of one shape of one form, in one profile."""

    form: str
    profile: str
    lengths: tuple[int, ...]
    documents: Printed

    def __iter__(self) -> Iterator[Swept]:  # type: ignore[override]
        return (Swept(length, self.documents(str(length), self.profile)) for length in self.lengths)

    @property
    def is_letter(self) -> bool:
        """Whether these are letters, and not orders."""
        return self.form.startswith("letter")

    @property
    def seals(self) -> int:
        """How many seals or stamps every document shows."""
        return {"letter, sealed": 1, "order, stamp": 1, "order, two stamps": 2}.get(self.form, 0)

    def check(self, holds: Callable[[Swept], bool]) -> None:
        """Every length must hold; those that do not are named."""
        failing = [swept.lines for swept in self if not holds(swept)]
        assert not failing, f"bodies of {', '.join(map(str, failing))} lines"

    def colophon(self, page: MeasuredPage) -> list[MeasuredLine]:
        """The lines of 版记."""
        if not self.is_letter:
            return list(colophon_lines(page))
        return [line for line in page.lines if line.text in ROWS["letter"]]

    def foot(self, page: MeasuredPage) -> float:
        """Where text and seals must end: above 版记, above the lower rules of a letter, else at the type area."""
        colophon = self.colophon(page)
        if colophon:
            return colophon[0].top if self.is_letter else black_rules(page)[0].top
        if self.is_letter and page.number == 1:
            return red_rules(page)[2].top
        return figures.TYPE_AREA_BOTTOM.mm + EDGE


CASES = list(itertools.product(FORMS, SHAPES, PROFILES))


@pytest.fixture(scope="module", params=CASES, ids="-".join)
def sweep(request: pytest.FixtureRequest) -> Sweep:
    """The documents of one form and shape."""
    form, shape, profile = request.param
    every = bool(request.config.getoption(FULL_SWEEP))
    first = 1 + 4 * (CASES.index(request.param) % (len(SHAPES) * len(PROFILES)))
    lengths = range(1, LONGEST + 1) if every else range(first, LONGEST + 1, STEP)
    documents = {str(length): FORMS[form](SHAPES[shape](length)) for length in lengths}
    return Sweep(form, profile, tuple(lengths), printed(documents, [profile]))


def _written(page: MeasuredPage) -> list[MeasuredLine]:
    """Every line but the folio."""
    return [line for line in page.lines if not line.text.startswith("—")]


@clause("9704-10.1-k", "9704-7.4.1-e")
def test_the_colophon_stands_whole_at_the_foot_of_the_last_page_and_nowhere_else(sweep: Sweep) -> None:
    rows = ROWS["letter" if sweep.is_letter else "order"]
    bottom = figures.TYPE_AREA_BOTTOM.mm

    def holds(swept: Swept) -> bool:
        last = swept.document[-1]
        lines = sweep.colophon(last)
        return (
            [line.text for line in lines] == rows
            and bottom - 3 <= lines[-1].bottom <= bottom + EDGE
            and not any(sweep.colophon(page) for page in list(swept.document)[:-1])
            and pages_with_rules(swept.document) == ([] if sweep.is_letter else [len(swept.document)])
        )

    sweep.check(holds)


@clause("9704-5.2.1-c", "9704-10.1-i", "9704-7.4.1-d")
def test_no_text_and_no_seal_reaches_into_the_foot_of_its_page(sweep: Sweep) -> None:
    def holds(swept: Swept) -> bool:
        for page in swept.document:
            colophon = sweep.colophon(page)
            if any(line.bottom > sweep.foot(page) for line in _written(page) if line not in colophon):
                return False
            if any(image.y1 > sweep.foot(page) + 0.1 for image in page.images):
                return False
        return True

    sweep.check(holds)


@clause("9704-5.2.3-a")
def test_the_body_has_as_many_lines_as_it_was_written_with(sweep: Sweep) -> None:
    def holds(swept: Swept) -> bool:
        widest = max(len(line.text) for page in swept.document for line in national(page))
        usual = figures.CHARACTERS_PER_LINE.value
        # Characters set closer for the signature's sake (7.3.5.5) make 29 a line, and a long paragraph shorter.
        closer = ceil((usual * swept.lines - 3) / widest)
        return total_of_lines(swept.document) == (closer if widest > usual else swept.lines)

    sweep.check(holds)


@clause("9704-7.3.3-a")
def test_page_one_shows_text(sweep: Sweep) -> None:
    sweep.check(lambda swept: bool(national(swept.document[0])))


@clause("9704-10.2-d", "9704-7.3.5.1-d", "9704-7.3.5.5")
def test_the_signature_stands_under_text_and_whole_on_its_page(sweep: Sweep) -> None:
    names = [AGENCY]
    if not sweep.is_letter:
        names = [office_of(agency) for agency in (SIGNERS if "two" in sweep.form else ["县长　周远"])]

    def holds(swept: Swept) -> bool:
        page = swept.signed
        above = [line for line in page.lines if line.baseline < page.find(DATE).baseline - 1]
        signers = above[-len(names) :]
        return all(line.text.startswith(name) for line, name in zip(signers, names, strict=True)) and line_above(
            page, signers[0]
        ) in national(page)

    sweep.check(holds)


@clause("9704-7.3.5.1-d", "9704-7.3.5.1-f", "9704-7.3.5.3-a")
def test_every_seal_stands_on_the_page_of_the_date_at_its_distance_from_the_text(sweep: Sweep) -> None:
    two = figures.TWO_EMPTY_LINES
    one = figures.SEAL_BELOW_TEXT
    least, most = (0.0, one.value.mm + one.tolerance.mm) if sweep.is_letter else (two.least.mm, two.most.mm)

    def holds(swept: Swept) -> bool:
        numbers = [page.number for page in swept.document for _ in page.images]
        if numbers != [swept.signed.number] * sweep.seals:
            return False
        text = national(swept.signed)
        return not numbers or least <= min(image.y0 for image in swept.signed.images) - text[-1].bottom <= most

    sweep.check(holds)
