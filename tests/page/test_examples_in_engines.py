"""Every example looks alike in the engines that set lines as Word does: pages, lines, 版记, folios."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

import gongwen
from tests.page.clauses import clause
from tests.page.measures import BOTTOM, black_rules
from tests.page.realistic.agreement import beyond_onlyoffice
from tests.page.turned import TurnedPage, is_lying
from tests.support import engines, markers
from tests.support.engines import WORD_LIKE, Engine
from tests.support.page import MeasuredDocument, MeasuredLine, MeasuredPage, measure

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.md"))
SAME_PLACE = 0.5
"""mm between the places of one thing in two engines."""

both = pytest.mark.parametrize("source", EXAMPLES, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def drawn() -> Mapping[Engine, Mapping[str, MeasuredDocument]]:
    """Every example on paper, by engine and name."""
    for engine in WORD_LIKE:
        markers.require(engines.tool(engine))
    files = {source.stem: gongwen.render(gongwen.load(source)) for source in EXAMPLES}
    pdfs = {engine: engines.render_pdfs(files, engine, together=True) for engine in WORD_LIKE}
    return {engine: {name: measure(pdf) for name, pdf in pdfs[engine].items()} for engine in WORD_LIKE}


@both
def test_pages_begin_and_lines_turn_at_the_same_characters(
    drawn: Mapping[Engine, Mapping[str, MeasuredDocument]], source: Path
) -> None:
    one, other = ([_lines(page) for page in drawn[engine][source.stem]] for engine in WORD_LIKE)
    assert len(one) == len(other)
    for lines, twins in zip(one, other, strict=True):
        if (
            lines != twins
        ):  # the same text in as many lines, and the first other turn is one that ONLYOFFICE cannot know
            assert ("".join(lines), len(lines)) == ("".join(twins), len(twins))
            at = next(at for at, (line, twin) in enumerate(zip(lines, twins, strict=True)) if line != twin)
            assert beyond_onlyoffice("".join(lines), len("".join(lines[: at + 1]))), lines[at]


@clause("9704-7.4.1-a", "9704-7.4.1-d")
@both
def test_the_colophon_stands_between_the_same_rules(
    drawn: Mapping[Engine, Mapping[str, MeasuredDocument]], source: Path
) -> None:
    one, other = (
        [(number, rule) for number, page in enumerate(drawn[engine][source.stem]) for rule in black_rules(page)]
        for engine in WORD_LIKE
    )
    assert [number for number, _ in one] == [number for number, _ in other]
    for (_, rule), (_, twin) in zip(one, other, strict=True):
        assert rule.y == pytest.approx(twin.y, abs=SAME_PLACE)
        assert (rule.x0, rule.x1) == pytest.approx((twin.x0, twin.x1), abs=SAME_PLACE)


@clause("9704-7.5-c", "9704-7.5-d")
@both
def test_folios_say_the_same_at_the_same_place(
    drawn: Mapping[Engine, Mapping[str, MeasuredDocument]], source: Path
) -> None:
    one, other = ([_folio(page) for page in drawn[engine][source.stem]] for engine in WORD_LIKE)
    assert len(one) == len(other)
    for folio, twin in zip(one, other, strict=True):
        assert (folio is None) == (twin is None)
        if folio is not None and twin is not None:
            assert folio.text == twin.text
            assert (folio.x0, folio.x1) == pytest.approx((twin.x0, twin.x1), abs=SAME_PLACE)
            # The dashes; ONLYOFFICE centres lines, so digits may be a hair lower.
            assert folio.box.center_y == pytest.approx(twin.box.center_y, abs=SAME_PLACE)


def _lines(page: MeasuredPage) -> list[str]:
    """The texts of a page's lines but for its folio."""
    return [line.text for line in page.lines if line.top < BOTTOM or is_lying(page)]


def _folio(page: MeasuredPage) -> MeasuredLine | None:
    if is_lying(page):
        return TurnedPage(page).folio
    return next((line for line in reversed(page.lines) if line.top > BOTTOM), None)
