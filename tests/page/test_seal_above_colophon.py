"""A seal near the foot of the last page: the room under it is kept free of 版记 (9704-7.1-a, 7.4.1-d, 7.3.5.1-e).

``--full-sweep`` takes every notice; otherwise one length for each title, diameter and 版记, 国标 and 通行 by turns.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

import pytest

import gongwen
from gongwen.standard.profiles import PROFILES
from tests.conftest import FULL_SWEEP
from tests.page.clauses import clause
from tests.page.measures import black_rules, pages_with_rules, text_lines
from tests.page.other_forms import letter, one_line_paragraphs
from tests.page.press import AGENCY, COLOPHON, DATE, Printed, notice, printed, seal
from tests.support.page import MeasuredDocument

TITLES = (
    "关于做好春耕工作的通知",
    "云岭县青山镇人民政府关于做好2026年春耕生产和防汛抗旱工作的通知",
    "云岭县青山镇人民政府关于认真做好2026年春耕生产和防汛抗旱工作以及农村公路养护、城乡居民医疗保险征缴有关事项的通知",
)
"""Titles of one, two and three lines."""
DIAMETERS = (38, 42, 45)
LONGEST = 12
BELOW: Mapping[str, Mapping[str, object]] = {
    "cc and printer": COLOPHON,
    "printer": {name: value for name, value in COLOPHON.items() if name != "cc"},
    "notes": {**COLOPHON, "notes": "此件公开发布"},
    "attachment": {**COLOPHON, "attachments": [{"title": "春耕物资清单", "body": ["稻种五百公斤。"]}]},
}
"""What follows the seal."""
LENGTHS = range(1, 9)


def _sealed(
    lines: int, title: str = TITLES[0], diameter: float = 42, below: str = "cc and printer"
) -> gongwen.Document:
    return notice(title=title, body=one_line_paragraphs(lines), seals=seal(diameter), **BELOW[below])


def _sweep(below: str, profile: str, *, every: bool) -> Iterator[tuple[str, gongwen.Document]]:
    shift, turn = list(BELOW).index(below) * 3, list(PROFILES).index(profile)
    for number, (title, diameter) in enumerate(itertools.product(TITLES, DIAMETERS)):
        if not every and number % len(PROFILES) != turn:
            continue
        for lines in range(1, LONGEST + 1) if every else [1 + (number * 7 + shift) % LONGEST]:
            yield (
                f"title of {TITLES.index(title) + 1} lines, {diameter} mm, {lines} lines",
                _sealed(lines, title, diameter, below),
            )


@pytest.fixture(scope="module")
def documents() -> Printed:
    cases = {f"notice of {lines} lines": _sealed(lines) for lines in LENGTHS}
    return printed({**cases, "letter": letter(body=one_line_paragraphs(9), cc="县财政局", seals=seal())})


@pytest.fixture(scope="module", params=list(itertools.product(BELOW, PROFILES)), ids="-".join)
def sweep(request: pytest.FixtureRequest) -> dict[str, MeasuredDocument]:
    """The notices of one profile with the same below their seal."""
    below, profile = request.param
    cases = dict(_sweep(below, profile, every=bool(request.config.getoption(FULL_SWEEP))))
    drawn = printed(cases, [profile])
    return {name: drawn(name, profile) for name in cases}


def _ends_above_the_first_rule(document: MeasuredDocument) -> bool:
    for page in document:
        rules = black_rules(page)
        if rules and any(image.y1 > rules[0].top + 0.1 for image in page.images):
            return False
    return True


@clause("9704-7.1-a", "9704-7.4.1-d", "9704-7.3.5.1-e")
@pytest.mark.parametrize("lines", LENGTHS)
def test_a_seal_ends_above_the_first_rule(documents: Printed, profile: str, lines: int) -> None:
    assert _ends_above_the_first_rule(documents(f"notice of {lines} lines", profile))


@clause("9704-10.1-k", "9704-7.3.5.1-e")
def test_a_seal_on_a_letter_ends_above_cc(documents: Printed) -> None:
    page = documents("letter", "国标").page_of(DATE)
    cc = page.find_all("抄送：")
    assert len(page.images) == 1
    assert not cc or page.images[0].y1 <= cc[0].top


@pytest.mark.sweep
@clause("9704-7.1-a", "9704-7.4.1-d", "9704-7.3.5.1-e")
def test_every_seal_ends_above_the_first_rule(sweep: dict[str, MeasuredDocument]) -> None:
    assert [name for name, document in sweep.items() if not _ends_above_the_first_rule(document)] == []


@pytest.mark.sweep
@clause("9704-7.3.5.1-d", "9704-7.4.1-e")
def test_name_date_and_seal_stay_under_text_and_no_page_is_empty(sweep: dict[str, MeasuredDocument]) -> None:
    def holds(document: MeasuredDocument) -> bool:
        page = document.page_of(DATE)
        texts = [line.text for line in text_lines(page)]
        above, name = texts[texts.index(DATE) - 2 : texts.index(DATE)]
        return (
            [other.number for other in document if other.images] == [page.number]
            and name == AGENCY
            and (set(above) == {"国"} or above.startswith("附件："))
            and all(text_lines(other) for other in document)
            and pages_with_rules(document) == [len(document)]
        )

    assert [name for name, document in sweep.items() if not holds(document)] == []
