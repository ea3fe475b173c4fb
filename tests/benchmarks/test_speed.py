"""The speed that gongwen promises, measured briefly.

Time is processor time, so that other programs on the machine count little, and of several attempts the best one
counts: noise only ever makes a program slower. What is asked in documents per second or in seconds is asked of the
machine on which the targets were set: a peer, measured beside, tells how slow this one is.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks import targets
from benchmarks.forms import FORMS, form_share
from benchmarks.machine import slowness
from benchmarks.notices import Notice
from benchmarks.rates import DOCXTPL_BASE, DOCXTPL_DEFAULT, GONGWEN, Contender, race
from benchmarks.reads import CHECKS, READS, Input, input_rates
from benchmarks.starts import FIRST_DOCUMENT, IMPORT, Program, starter
from benchmarks.templates import TEMPLATE, template_rates

if sys.platform != "win32":
    import fcntl

pytestmark = [pytest.mark.alone, pytest.mark.xdist_group("speed")]

ATTEMPTS = 40
STARTS = 15


@pytest.fixture(autouse=True)
def _one_at_a_time() -> Iterator[None]:
    """Speed tests of parallel workers wait for one another."""
    with Path(tempfile.gettempdir(), "gongwen-speed-tests.lock").open("w") as lock:
        if sys.platform != "win32":
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _best(measure: Callable[[], float], enough: float) -> float:
    """The best of a few attempts; no more of them than it takes."""
    best = 0.0
    for _ in range(ATTEMPTS):
        best = max(best, measure())
        if best >= enough:
            break
    return best


def _beside_a_peer(measure: Callable[[], float]) -> float:
    """Documents per second as they would be on the machine of the targets."""
    slow = slowness()
    return measure() * (slow + slowness()) / 2


def _quickest(program: Program, enough: float) -> float:
    """The processor time of the quickest of several cold starts; no more of them than it takes."""
    with starter() as starting:
        starting.start(program)  # compiles the byte code
        quickest = starting.start(program).worked
        for _ in range(STARTS):
            if quickest <= enough:
                break
            quickest = min(quickest, starting.start(program).worked)
    return quickest


def test_documents_per_second() -> None:
    def measure() -> float:
        return _beside_a_peer(lambda: max(race((), rounds=8, seconds=0.5).rates[GONGWEN.name]))

    assert _best(measure, targets.DOCUMENTS_PER_SECOND) >= targets.DOCUMENTS_PER_SECOND


def test_documents_per_second_through_a_template() -> None:
    def measure() -> float:
        return _beside_a_peer(lambda: max(template_rates(6, 0.4, (TEMPLATE,))[TEMPLATE.name]))

    assert _best(measure, targets.TEMPLATE_DOCUMENTS_PER_SECOND) >= targets.TEMPLATE_DOCUMENTS_PER_SECOND


@pytest.mark.parametrize(
    ("peer", "times"),
    [
        pytest.param(DOCXTPL_DEFAULT, targets.TIMES_DOCXTPL_ON_DEFAULT, id="default"),
        pytest.param(DOCXTPL_BASE, targets.TIMES_DOCXTPL_ON_BASE, id="slim"),
    ],
)
def test_times_as_fast_as_docxtpl(peer: Contender[Notice], times: float) -> None:
    def measure() -> float:
        return race((peer,), rounds=7, seconds=0.2).ratio(peer)

    assert _best(measure, times) >= times


def test_import() -> None:
    enough = targets.IMPORT_SECONDS * slowness()
    assert _quickest(IMPORT, enough) <= enough


def test_first_document_of_a_cold_process() -> None:
    enough = targets.FIRST_DOCUMENT_HELD * slowness()
    assert _quickest(FIRST_DOCUMENT, enough) <= enough


@pytest.mark.parametrize(
    "one",
    [
        *(pytest.param(one, id=f"read: {one.name}") for one in READS),
        *(pytest.param(one, id=f"checked: {one.name}") for one in CHECKS),
    ],
)
def test_texts_and_files_read_and_files_checked_per_second(one: Input) -> None:
    def measure() -> float:
        return _beside_a_peer(lambda: max(input_rates((one,), 3)[one.name]))

    assert _best(measure, one.target) >= one.target


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_as_quick_beside_the_notice_as_it_was(form: str) -> None:
    """Whether it reaches the target in documents per second, ``python -m benchmarks`` prints."""
    held = targets.FORM_SHARES_HELD[form]
    assert _best(lambda: form_share(form), held) >= held
