"""The register of measured clauses: every row of the clause table that a program can check has a page test."""

from __future__ import annotations

import re
import runpy
from collections import Counter
from pathlib import Path

import pytest

from gongwen.standard import figures
from tests.page.clauses import clause, covered
from tests.page.rows import PARTS, ROWS

ROOT = Path(__file__).resolve().parents[2]
NOT_MEASURED = {
    "33476-A",  # the height that lines are reckoned from; measured as the pitch of lines
    "国发〔1999〕25号",  # diameters for those who give none
}
DEFINED = {"9704-3.1", "9704-3.2"}
"""What 字 and 行 are: definitions, which the clause table has no rows for."""
PENDING = ()
"""Rows whose tests are still to come."""
CHECKABLE = [row.clause for row in ROWS if row.unchecked is None]


@pytest.mark.parametrize("row", CHECKABLE)
def test_the_row_has_a_page_test(row: str) -> None:
    if row not in covered() and row.startswith(PENDING):
        pytest.skip(f"{row} has no page test yet")
    assert covered().get(row), f"no page test measures {row}"


@pytest.mark.parametrize("row", [row.clause for row in ROWS if row.unchecked is not None])
def test_no_page_test_measures_what_no_program_can_check(row: str) -> None:
    assert row not in covered()


def test_the_rows_have_well_formed_ids_of_their_own_in_the_order_of_the_standard() -> None:
    ids = [row.clause for row in ROWS]
    assert [name for name in ids if not re.fullmatch(r"9704-\d+(?:\.\d+)*(?:-[a-z0])?", name)] == []
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    assert ids == sorted(ids, key=lambda name: [int(part) for part in re.findall(r"\d+", name.partition("-")[2])])
    assert len(PARTS) == 6


def test_every_row_says_what_it_is_about_in_words_of_its_own() -> None:
    elements = Counter(row.element for row in ROWS)
    assert [element for element, count in elements.items() if count > 1 or not element.strip()] == []
    assert all(row.unchecked is None or len(row.unchecked) > 8 for row in ROWS)


def test_no_page_test_measures_a_row_that_the_table_does_not_have() -> None:
    known = {row.clause for row in ROWS} | DEFINED
    assert [name for name in covered() if name.startswith("9704-") and name not in known] == []


def test_every_figure_of_the_page_is_measured() -> None:
    kinds = (figures.Figure, figures.Count, figures.Range)
    wanted = {value.clause for value in vars(figures).values() if isinstance(value, kinds)} - NOT_MEASURED
    forgotten = sorted(wanted - set(covered()))
    assert [name for name in forgotten if not name.startswith(PENDING)] == []


def test_the_register_names_tests_that_exist() -> None:
    for name, tests in covered().items():
        assert tests, name
        for test in tests:
            assert test.startswith("tests/page/test_")
            assert "::test_" in test


def test_the_conformance_page_is_what_its_script_writes() -> None:
    written = (ROOT / "docs" / "conformance.md").read_text(encoding="utf-8")
    generate = runpy.run_path(str(ROOT / "scripts" / "make_conformance.py"))["conformance"]
    assert written == generate(), "run python scripts/make_conformance.py"


@pytest.mark.parametrize("ids", [(), ("7.2.4",), ("9704-7.2.4-c", "AMB-1")])
def test_what_is_no_clause_id_is_refused(ids: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="not a clause id"):
        clause(*ids)
