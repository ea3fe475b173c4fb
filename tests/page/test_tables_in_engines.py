"""Realistic tables in every engine: nothing parted, nothing lost, rules in the type area, rows where they are reckoned.

Seeded tables of 2–18 columns and 1–70 rows stand in the text, at its beginning or end, or in an attachment. CI draws
one of every number of columns, 国标 and 通行 by turns, ``--full-sweep`` some hundreds in both. What no sheet holds is
refused by name and not drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pytest

import gongwen
from gongwen.layout import lay_out
from gongwen.pages.paging import pages_of
from gongwen.pages.placed import PlacedTable
from gongwen.standard import figures
from gongwen.standard.profiles import PROFILES
from tests.conftest import FULL_SWEEP
from tests.page.clauses import clause
from tests.page.grids import PrintedRow, grids, rows_of
from tests.page.measures import BOTTOM, EDGE, LEFT, RIGHT, TOP
from tests.page.press import Printed, notice, printed
from tests.page.table_specimens import specimen, unparted_in
from tests.page.turned import is_lying
from tests.support.engines import ENGINES, WORD_LIKE, Engine
from tests.support.page import MeasuredDocument

pytestmark = pytest.mark.sweep

IN_CI, IN_SWEEP = 17, 340
STEP = 17
"""Seeds drawn at a time: one of every number of columns."""
SHORT = 10
HALF_LEADING = figures.LINE_LEADING.value.mm / 2
PLACES = ("in the text", "at its end", "at its beginning", "in an attachment")

every_engine = pytest.mark.parametrize("engine", ENGINES)
word_like = pytest.mark.parametrize("engine", WORD_LIKE)


class Source(NamedTuple):
    """A table and where it stands."""

    table: gongwen.Table
    place: str
    document: gongwen.Document

    @property
    def rows(self) -> list[list[str]]:
        """All rows, the header among them, without blanks."""
        rows = (self.table.header, *self.table.rows) if self.table.header else self.table.rows
        return [[cell.replace(" ", "") for cell in row] for row in rows]


class Drawn(NamedTuple):
    """The tables of some seeds in all engines."""

    sources: Mapping[str, Source]
    engines: Mapping[Engine, Printed]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    count = IN_SWEEP if metafunc.config.getoption(FULL_SWEEP) else IN_CI
    metafunc.parametrize(
        "drawn", [(at, profile) for at in range(0, count, STEP) for profile in PROFILES], indirect=True
    )


@pytest.fixture(scope="module")
def drawn(request: pytest.FixtureRequest) -> tuple[Drawn, str]:
    """Tables of consecutive seeds, in one profile."""
    first, profile = request.param
    every = bool(request.config.getoption(FULL_SWEEP))
    seeds = range(first, first + STEP)
    sources = {}
    for seed in seeds if every else seeds[list(PROFILES).index(profile) :: len(PROFILES)]:
        source = _source(seed)
        try:
            lay_out(source.document, PROFILES[profile])
        except gongwen.InputError:
            continue
        sources[f"table {seed} of {len(source.rows)} rows {source.place}"] = source
    documents = {name: source.document for name, source in sources.items()}
    return Drawn(sources, {engine: printed(documents, [profile], engine=engine) for engine in ENGINES}), profile


def _source(seed: int) -> Source:
    made = specimen(seed)
    # Lines that are the same in every engine, so that all begin the table at one place.
    above, below = ["国" * 20] * made.lines_above, ["国" * 20, "特此通知。"]
    place = PLACES[seed % len(PLACES)] if seed % 3 else PLACES[0]
    body = {
        "in the text": [*above, made.table, *below],
        "at its end": [*above, made.table],
        "at its beginning": [made.table, *above],
        "in an attachment": above,
    }[place]
    attachments = [{"title": "任务表", "body": [*above[: seed % 4], made.table]}] if place == "in an attachment" else []
    return Source(gongwen.Table.read(made.table), place, notice(body=body, attachments=attachments))


def _documents(drawn: tuple[Drawn, str], engine: Engine) -> list[tuple[str, Source, MeasuredDocument]]:
    tables, profile = drawn
    assert len(tables.sources) > STEP // 4
    return [(name, source, tables.engines[engine](name, profile)) for name, source in tables.sources.items()]


def _rows(source: Source, document: MeasuredDocument) -> list[PrintedRow]:
    return rows_of(document, source.rows[0] if source.table.header else ())


@every_engine
def test_every_character_of_every_cell_is_on_the_page(drawn: tuple[Drawn, str], engine: Engine) -> None:
    for name, source, document in _documents(drawn, engine):
        assert [list(row.texts) for row in _rows(source, document)] == source.rows, name
        assert not [grid.outside for grid in grids(document) if grid.outside], name


@every_engine
def test_no_figure_no_date_and_no_figure_with_its_unit_is_parted(drawn: tuple[Drawn, str], engine: Engine) -> None:
    for name, source, document in _documents(drawn, engine):
        for row in _rows(source, document):
            for lines in row.cells:
                ends = [len("".join(lines[: at + 1])) for at in range(len(lines) - 1)]
                wholes = unparted_in("".join(lines))
                assert not [lines for end in ends for start, stop in wholes if start < end < stop], name


@every_engine
@clause("9704-5.2.1-c", "9704-8-a")
def test_the_rules_lie_in_the_type_area_on_every_page(drawn: tuple[Drawn, str], engine: Engine) -> None:
    for name, _, document in _documents(drawn, engine):
        for grid in grids(document):
            box = grid.box
            if is_lying(grid.page):  # 8-a: its left and right are the portrait page's foot and top
                width = grid.page.width_mm
                assert width - BOTTOM - EDGE <= box.x0 < box.x1 <= width - TOP + EDGE, name
                assert LEFT - EDGE <= box.y0 < box.y1 <= RIGHT + EDGE, name
            else:
                assert LEFT - EDGE <= box.x0 < box.x1 <= RIGHT + EDGE, name
                # LibreOffice as it is may need a line more in a cell with digits; its rules keep to the text then.
                foot = BOTTOM + EDGE if engine in WORD_LIKE else BOTTOM + HALF_LEADING + EDGE
                assert TOP - EDGE <= box.y0 < box.y1 <= foot, name


@every_engine
def test_the_header_is_repeated_on_every_page(drawn: tuple[Drawn, str], engine: Engine) -> None:
    for name, source, document in _documents(drawn, engine):
        if source.table.header:
            for grid in grids(document):
                assert ["".join(lines) for lines in grid.rows[0]] == source.rows[0], name


@every_engine
def test_up_to_ten_rows_of_one_line_stand_on_one_page(drawn: tuple[Drawn, str], engine: Engine) -> None:
    for name, source, document in _documents(drawn, engine):
        rows = _rows(source, document)[1 if source.table.header else 0 :]
        of_one_line = all(len(lines) <= 1 for row in rows for lines in row.cells)
        if len(rows) <= SHORT and of_one_line and source.place != "at its beginning":
            assert len({row.page for row in rows}) == 1, name


@word_like
@clause("9704-7.3.3-a", "9704-7.3.5.1-d")
def test_page_one_and_the_page_of_the_signature_show_text(drawn: tuple[Drawn, str], engine: Engine) -> None:
    for name, source, document in _documents(drawn, engine):
        signed = document.page_of("2026年11月23日")
        with_table = {grid.page.number for grid in grids(document)}
        for page in (document[0], signed):
            assert page.number in with_table or page.has("国" * 20) or page.has("特此通知"), (name, source.place)


@word_like
def test_rows_stand_on_the_pages_where_they_are_reckoned(drawn: tuple[Drawn, str], engine: Engine) -> None:
    """The reckoning breaks lines as Word does; LibreOffice never turns between a closing mark and a digit."""
    apart = 0
    documents = _documents(drawn, engine)
    for _, source, document in documents:
        layout = lay_out(source.document, PROFILES[drawn[1]])
        reckoned = [
            (page.number, round(placed.top.mm, 1), len(placed.rows))
            for page in pages_of(layout)
            for placed in page.placed
            if isinstance(placed, PlacedTable)
        ]
        found = [(grid.page.number, grid.box.y0, len(grid.rows)) for grid in grids(document)]
        same = [(page, rows) for page, _, rows in found] == [(page, rows) for page, _, rows in reckoned]
        near = all(abs(one[1] - other[1]) < EDGE / 2 for one, other in zip(found, reckoned, strict=False))
        apart += not (same and near)
    assert apart <= len(documents) * 0.1
