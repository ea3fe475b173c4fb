"""Realistic documents of every kind and form, drawn by every engine: what must hold of any page.

Their text has what makes pages hard: figures, dates, money, addresses, Latin words, quotes, long names with digits,
tables, lists of agencies, and bodies that end anywhere on the page. CI draws 60 of them; ``--full-sweep`` 2,000.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import pytest

import gongwen
from tests.conftest import FULL_SWEEP
from tests.page.clauses import clause
from tests.page.realistic import faults, realistic
from tests.page.realistic.looking import Drawn
from tests.support import engines, markers
from tests.support.engines import ENGINES, WORD_LIKE, Engine
from tests.support.page import measure

pytestmark = pytest.mark.sweep

IN_CI, IN_SWEEP = 60, 2000
BATCH = 20
"""Documents drawn and held in memory at a time: one call of LibreOffice for each of its engines."""
SHOWN = 12
"""Faults that a failing test names."""

word_like = pytest.mark.parametrize("engine", WORD_LIKE)


class Batch(NamedTuple):
    """Documents of consecutive seeds on paper."""

    drawn: Sequence[Drawn]

    def check(self, look: Callable[[Drawn], Iterator[str]]) -> None:
        """Every document must be without fault; those that are not are named by their seeds."""
        found = [f"{one.source.seed} ({one.source.shape}): {fault}" for one in self.drawn for fault in look(one)]
        seeds = {line.split(" ", 1)[0] for line in found}
        assert not found, "\n".join([f"{len(seeds)} of {len(self.drawn)} documents", *found[:SHOWN]])


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    count = IN_SWEEP if metafunc.config.getoption(FULL_SWEEP) else IN_CI
    starts = range(0, count, BATCH)
    names = [f"seeds {start} to {start + BATCH - 1}" for start in starts]
    metafunc.parametrize("batch", starts, ids=names, indirect=True, scope="module")


@pytest.fixture(scope="module")
def batch(request: pytest.FixtureRequest) -> Batch:
    """So many documents, in every engine."""
    for engine in ENGINES:
        markers.require(engines.tool(engine))
    return draw(range(request.param, request.param + BATCH))


def draw(seeds: Sequence[int]) -> Batch:
    """Draw the documents of some seeds in every engine."""
    sources = {f"s{seed}": realistic(seed) for seed in seeds}
    files = {name: gongwen.render(source.document, even=source.even) for name, source in sources.items()}
    pages: dict[Engine, dict[str, bytes]] = {
        engine: engines.render_pdfs(files, engine, blank_pages=True) for engine in ENGINES
    }
    return Batch(
        [
            Drawn(source, files[name], {engine: measure(pages[engine][name]) for engine in ENGINES})
            for name, source in sources.items()
        ]
    )


def test_a_paragraph_of_the_source_is_one_paragraph_of_the_file(batch: Batch) -> None:
    batch.check(faults.paragraphs_in_parts)


@word_like
def test_every_character_of_the_source_is_on_paper_in_its_order(batch: Batch, engine: Engine) -> None:
    batch.check(lambda drawn: faults.lost(drawn.seen(engine)))


@word_like
def test_no_character_is_off_the_sheet_and_no_text_outside_of_the_type_area(batch: Batch, engine: Engine) -> None:
    batch.check(lambda drawn: faults.off_the_page(drawn.seen(engine), engine))


@word_like
def test_no_character_is_cut_off_by_a_line_that_is_too_low(batch: Batch, engine: Engine) -> None:
    batch.check(lambda drawn: faults.clipped(drawn.seen(engine)) if drawn.source.seed < IN_CI else iter(()))


@word_like
def test_a_figure_in_a_table_stands_on_one_line(batch: Batch, engine: Engine) -> None:
    batch.check(lambda drawn: faults.parted_figures(drawn.seen(engine)))


@clause("9704-7.2.4-c", "9704-7.2.7-a", "9704-10.1-a", "9704-10.2-a", "9704-10.3-a")
@word_like
def test_mark_and_red_rule_stand_where_the_form_wants_them(batch: Batch, engine: Engine) -> None:
    batch.check(lambda drawn: faults.head(drawn.seen(engine), engine))


@clause("9704-7.3.3-a")
@word_like
def test_page_one_shows_body_text(batch: Batch, engine: Engine) -> None:
    batch.check(lambda drawn: faults.first_page(drawn.seen(engine)))


@clause("9704-7.3.5.1-d", "9704-7.3.5.1-f", "9704-7.3.5.5")
@word_like
def test_the_page_of_the_signature_has_text_and_date_and_seal_lie_inside_the_type_area(
    batch: Batch, engine: Engine
) -> None:
    batch.check(lambda drawn: faults.signature(drawn.seen(engine), engine))


@clause("9704-5.2.1-c")
@word_like
def test_tables_lie_inside_the_type_area_on_every_page(batch: Batch, engine: Engine) -> None:
    batch.check(lambda drawn: faults.table_rules(drawn.seen(engine)))


@clause("9704-7.4.1-a", "9704-7.4.1-d", "9704-7.4.1-e", "9704-10.1-k")
@word_like
def test_the_colophon_stands_whole_at_the_foot_of_the_last_page(batch: Batch, engine: Engine) -> None:
    batch.check(lambda drawn: faults.colophon(drawn.seen(engine), engine))


@clause("9704-7.5-c", "9704-7.5-d", "9704-7.5-e", "9704-7.5-f", "9704-10.1-j")
@word_like
def test_every_page_but_blank_ones_and_those_after_them_has_its_folio(batch: Batch, engine: Engine) -> None:
    batch.check(lambda drawn: faults.folios(drawn.seen(engine), engine))


def test_onlyoffice_and_libreoffice_as_word_agree_in_pages_lines_colophon_and_folios(batch: Batch) -> None:
    batch.check(lambda drawn: faults.difference(drawn, *WORD_LIKE))


def test_libreoffice_with_the_file_as_it_is_shows_a_lawful_page(batch: Batch) -> None:
    batch.check(lambda drawn: faults.lawful(drawn.seen("libreoffice")))
