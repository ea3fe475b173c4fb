"""主送机关 from 1 to 64: page one shows body text whatever their number (9704-7.3.2-c, 7.3.3-a, 7.4.2-c, d).

``--full-sweep`` takes every number; otherwise those around the place where they move to 版记, and some beyond.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

import gongwen
from gongwen.standard import figures
from gongwen.standard.profiles import PROFILES
from tests.conftest import FULL_SWEEP
from tests.page.clauses import clause
from tests.page.measures import (
    LEFT,
    PLACE,
    SMALL_CHARACTER,
    black_rules,
    body_lines,
    colophon_lines,
    pages_with_rules,
    red_rules,
    text_lines,
)
from tests.page.press import COLOPHON, Printed, notice, printed
from tests.support.page import MeasuredDocument, MeasuredLine

pytestmark = pytest.mark.sweep

MOST = 64
SOME = (1, 2, 5, 10, 15, *range(17, 27), 35, 50, MOST)
"""They move with 23 in 国标 and with 20 in 通行."""
DIGITS = "零一二三四五六七八九"
CC = "抄送：县应急管理局，县林业局。"
PRINTED = "青山镇党政办公室2026年11月23日印发"


def _agencies(count: int) -> list[str]:
    """Names of seven to nine characters, each its own."""
    names = []
    for number in range(1, count + 1):
        hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
        numeral = DIGITS[hundreds] * (hundreds > 0) + DIGITS[tens] * (number > 9) + DIGITS[ones]
        names.append(f"{numeral}村村民委员会")
    return names


class Addressed(NamedTuple):
    """A document to a number of agencies, as it was drawn."""

    agencies: int
    document: MeasuredDocument

    @property
    def text(self) -> str:
        """The recipients as they must be written."""
        return "，".join(_agencies(self.agencies))

    @property
    def under_title(self) -> list[MeasuredLine]:
        """Lines of page one between the title and the body."""
        page = self.document[0]
        below = [line for line in text_lines(page) if line.top > red_rules(page)[0].bottom]
        end = min((line.baseline for line in body_lines(page)), default=figures.TYPE_AREA_BOTTOM.mm)
        size = figures.BODY_SIZE.value.pt
        return [line for line in below if line.baseline < end and line.size_pt == size]

    @property
    def moved(self) -> bool:
        """Whether 主送 stands in 版记."""
        return any(line.text.startswith("主送：") for line in colophon_lines(self.document[-1]))


class Series(NamedTuple):
    """Documents to ever more agencies."""

    every: list[Addressed]

    @property
    def moved(self) -> list[Addressed]:
        """Those whose recipients stand in 版记."""
        return [addressed for addressed in self.every if addressed.moved]


@pytest.fixture(scope="module", params=PROFILES)
def series(request: pytest.FixtureRequest) -> Series:
    """Documents to 1 to 64 agencies in one profile."""
    counts = range(1, MOST + 1) if request.config.getoption(FULL_SWEEP) else SOME
    documents: Printed = printed(
        {str(count): notice(recipients=_agencies(count), body=["国" * 20] * 5, **COLOPHON) for count in counts},
        [request.param],
    )
    return Series([Addressed(count, documents(str(count), request.param)) for count in counts])


def _check(faulty: list[Addressed]) -> None:
    counts = [addressed.agencies for addressed in faulty]
    assert not counts, f"documents to {', '.join(map(str, counts))} recipients"


@clause("9704-7.3.3-a", "9704-7.3.2-c")
def test_page_one_always_shows_body_text(series: Series) -> None:
    _check([addressed for addressed in series.every if not body_lines(addressed.document[0])])


@clause("9704-7.3.2-c")
def test_recipients_move_to_the_colophon_when_they_are_too_many_and_only_then(series: Series) -> None:
    assert series.moved
    fewest = series.moved[0].agencies
    _check([addressed for addressed in series.every if addressed.moved != (addressed.agencies >= fewest)])
    # Few recipients leave room for the body, so they have no reason to move: a page has 22 lines of 28 characters.
    assert len(series.moved[0].text) > 5 * figures.CHARACTERS_PER_LINE.value


@clause("9704-7.3.2-a", "9704-7.3.2-b", "9704-7.3.2-c")
def test_recipients_stand_whole_either_under_the_title_or_in_the_colophon(series: Series) -> None:
    def holds(addressed: Addressed) -> bool:
        under_title = "".join(line.text for line in addressed.under_title)
        if addressed.moved:
            return under_title == "" and "：" not in addressed.document[0].text.split("主送：")[0]
        return under_title == addressed.text + "："

    _check([addressed for addressed in series.every if not holds(addressed)])


@clause("9704-7.4.2-c", "9704-7.4.2-d")
def test_moved_recipients_stand_whole_above_cc_and_without_a_rule_between(series: Series) -> None:
    def holds(addressed: Addressed) -> bool:
        page = addressed.document[-1]
        lines = colophon_lines(page)
        if "".join(line.text for line in lines) != f"主送：{addressed.text}。{CC}{PRINTED}":
            return False
        first, cc, last = lines[0], lines[-2], lines[-1]
        between = [rule for rule in black_rules(page) if first.top < rule.y < cc.bottom]
        below = [rule for rule in black_rules(page) if cc.bottom < rule.y < last.top]
        return not between and len(below) == 1

    _check([addressed for addressed in series.moved if not holds(addressed)])


@clause("9704-7.4.2-c")
def test_moved_recipients_are_set_like_cc(series: Series) -> None:
    def holds(addressed: Addressed) -> bool:
        first, *others = (line for line in colophon_lines(addressed.document[-1]) if line.text not in (CC, PRINTED))
        start = first.glyphs[len("主送：")].origin_x
        return (
            abs(first.x0 - LEFT - SMALL_CHARACTER) <= PLACE
            and all(abs(line.origin_x - start) <= 1 for line in others)
            and {line.size_pt for line in (first, *others)} == {figures.COLOPHON_SIZE.value.pt}
        )

    _check([addressed for addressed in series.moved if not holds(addressed)])


@clause("9704-7.4.1-e")
def test_the_colophon_closes_the_last_page_and_holds_no_text_but_its_own(series: Series) -> None:
    last = figures.COLOPHON_LAST_RULE

    def holds(addressed: Addressed) -> bool:
        document = addressed.document
        rules = black_rules(document[-1])
        own = colophon_lines(document[-1])
        above = [line for line in text_lines(document[-1]) if line not in own]
        return (
            pages_with_rules(document) == [len(document)]
            and abs(rules[-1].y - last.value.mm) <= last.tolerance.mm
            and all(line.bottom < rules[0].top for line in above)
            and not any("国" in line.text for line in own)
        )

    _check([addressed for addressed in series.every if not holds(addressed)])


@pytest.mark.parametrize("count", [75, 100, 200])
@pytest.mark.parametrize("profile", PROFILES)
def test_recipients_that_no_page_holds_are_refused_by_name(profile: str, count: int) -> None:
    document = notice(recipients=_agencies(count), body=["国" * 20] * 5, **COLOPHON)
    with pytest.raises(gongwen.InputError, match=f"主送机关有 {count} 个") as refused:
        gongwen.render(gongwen.Document.read(document), profile=profile)
    assert refused.value.faults[0].code == "too-many-agencies"
    assert "统称" in refused.value.faults[0].cure
