"""Rows that no page holds: every engine divides them at the same line, loses nothing and repeats the header."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

import gongwen
from gongwen.standard.profiles import PROFILES
from tests.page.clauses import clause
from tests.page.grids import grids
from tests.page.measures import BOTTOM, EDGE, TOP
from tests.page.press import Printed, notice, printed
from tests.support.engines import ENGINES, WORD_LIKE, Engine

HEADER = ("村名", "问题", "期限")
every_engine = pytest.mark.parametrize("engine", ENGINES)


def _houses(count: int) -> str:
    return "".join(
        f"第{number}户墙体开裂，雨后渗水，已发放告知书，要求限期搬离并落实专人看守。" for number in range(1, count + 1)
    )


def _table(*problems: str) -> dict[str, object]:
    rows = [[f"上坝{number}村", problem, "12月5日"] for number, problem in enumerate(problems, start=1)]
    return {"type": "table", "header": HEADER, "rows": rows}


SPECIMENS: Mapping[str, gongwen.Document] = {
    "the second row is as high as two pages": notice(body=["国" * 20, _table("无", _houses(60), "无"), "国" * 20]),
    "the only row is as high as three": notice(body=["国" * 20] * 8 + [_table(_houses(95)), "国" * 20]),
    "two such rows in an attachment": notice(
        attachments=[{"title": "隐患清单", "body": [_table(_houses(45), "无", _houses(50))]}]
    ),
    "rows of half a page stay whole": notice(body=["国" * 20, _table(_houses(9), _houses(10), _houses(11)), "国" * 20]),
}
DIVIDED = [name for name in SPECIMENS if "whole" not in name]


@pytest.fixture(scope="module")
def documents() -> Mapping[Engine, Printed]:
    return {engine: printed(SPECIMENS, engine=engine) for engine in ENGINES}


@pytest.fixture(params=PROFILES, scope="module")
def profile(request: pytest.FixtureRequest) -> str:
    """国标 and 通行."""
    name: str = request.param
    return name


def _wanted(name: str) -> list[str]:
    document = SPECIMENS[name]
    blocks = document.attachments[0].body if document.attachments else document.body
    table = next(block for block in blocks if isinstance(block, gongwen.Table))
    return ["".join(column) for column in zip(*table.rows, strict=True)]


@every_engine
@pytest.mark.parametrize("name", SPECIMENS)
def test_every_character_of_the_rows_is_on_the_page_in_order(
    documents: Mapping[Engine, Printed], profile: str, name: str, engine: Engine
) -> None:
    columns = ["", "", ""]
    for grid in grids(documents[engine](name, profile)):
        assert ["".join(lines) for lines in grid.rows[0]] == list(HEADER), "the header is repeated"
        for row in grid.rows[1:]:
            columns = [text + "".join(lines) for text, lines in zip(columns, row, strict=True)]
    assert columns == _wanted(name)


@pytest.mark.parametrize("name", SPECIMENS)
def test_engines_that_set_lines_as_word_does_divide_them_at_the_same_lines(
    documents: Mapping[Engine, Printed], profile: str, name: str
) -> None:
    one, other = ([grid.rows for grid in grids(documents[engine](name, profile))] for engine in WORD_LIKE)
    assert one == other


@every_engine
@clause("9704-5.2.1-c")
@pytest.mark.parametrize("name", SPECIMENS)
def test_their_rules_keep_to_the_type_area(
    documents: Mapping[Engine, Printed], profile: str, name: str, engine: Engine
) -> None:
    for grid in grids(documents[engine](name, profile)):
        assert grid.box.y0 >= TOP - EDGE
        assert grid.box.y1 <= BOTTOM + EDGE + (0 if engine in WORD_LIKE else EDGE * 1.5)


@every_engine
def test_a_row_that_a_page_holds_stays_whole(documents: Mapping[Engine, Printed], profile: str, engine: Engine) -> None:
    rows = [
        row for grid in grids(documents[engine]("rows of half a page stay whole", profile)) for row in grid.rows[1:]
    ]
    assert ["".join(row[0]) for row in rows] == ["上坝1村", "上坝2村", "上坝3村"]


@every_engine
@pytest.mark.parametrize("name", DIVIDED)
def test_the_pages_of_a_divided_row_are_full(
    documents: Mapping[Engine, Printed], profile: str, name: str, engine: Engine
) -> None:
    pages = list(grids(documents[engine](name, profile)))
    assert len(pages) > 2
    for grid in pages[1:-1]:
        assert grid.box.y1 > BOTTOM - 9 or len(grid.rows) > 2
