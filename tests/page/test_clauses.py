"""The register of measured clauses: what it holds, and that it forgets no figure of the page."""

from __future__ import annotations

import pytest

from gongwen.standard import figures
from tests.page.clauses import clause, covered

NOT_MEASURED = {
    "33476-A",  # the height that lines are reckoned from; measured as the pitch of lines
    "国发〔1999〕25号",  # diameters for those who give none
}
OTHER_PAGES = ("9704-10.", "9704-7.2.5-f", "9704-7.2.6-", "9704-7.3.5.3-")
"""Clauses of letters, orders and upward documents, whose pages are no business of these tests."""


def test_every_figure_of_the_page_is_measured() -> None:
    kinds = (figures.Figure, figures.Count, figures.Range)
    wanted = {value.clause for value in vars(figures).values() if isinstance(value, kinds)} - NOT_MEASURED
    forgotten = sorted(wanted - set(covered()))
    assert [name for name in forgotten if not name.startswith(OTHER_PAGES)] == []


def test_the_register_names_tests_that_exist() -> None:
    for name, tests in covered().items():
        assert tests, name
        for test in tests:
            assert test.startswith("tests/page/test_")
            assert "::test_" in test


@pytest.mark.parametrize("ids", [(), ("7.2.4",), ("9704-7.2.4-c", "AMB-1")])
def test_what_is_no_clause_id_is_refused(ids: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="not a clause id"):
        clause(*ids)
