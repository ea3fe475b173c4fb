"""The rules as a whole: each under its row and as binding, each explained, and nothing in the tables left unsaid."""

from __future__ import annotations

import runpy
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gongwen.checking import PAGE_RULES, PageRule
from gongwen.checking.page import Page
from gongwen.checking.rule import Hit, page_rule
from gongwen.checking.rulebook import Entry, explained, rulebook
from gongwen.checking.unasked import UNASKED, reason_of
from gongwen.standard.grades import Grade
from tests.support.clause_table import clause_table, known

ROOT = Path(__file__).parents[2]
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "make_rules_pages.py"))
# What no row of its own grades: the rule says how binding it is.
FREE = {"推算", "解读", "图示", "可", "定义"}


@pytest.mark.parametrize("rule", PAGE_RULES.values(), ids=lambda rule: str(rule.code))
def test_every_rule_of_the_page_stands_under_a_row_and_is_as_binding(rule: PageRule) -> None:
    rows = SCRIPT["table_rows"]()
    assert rule.id in rows or rule.id.startswith("GW-")
    assert known(rule.clause)
    assert [row for row in rule.also if row not in rows] == []
    row = clause_table().get(rule.id)
    assert row is None or row.grade == rule.grade.value or (row.grade in FREE and rule.grade is Grade.PRACTICE)


def test_every_row_of_both_tables_is_a_rule_or_has_a_reason_and_none_has_both() -> None:
    asked = {row for entry in rulebook() for row in (entry.id, *entry.also)}
    rows = SCRIPT["table_rows"]()
    assert len(rows) > 440
    assert [row for row in rows if row not in asked and reason_of(row) is None] == []
    assert [row for row in UNASKED if row in asked] == []
    assert [row for row in UNASKED if not any(one == row or one.startswith(row.rstrip("*")) for one in rows)] == []


@pytest.mark.parametrize("name", SCRIPT["pages"]())
def test_the_pages_of_the_rules_are_those_the_registers_make(name: str) -> None:
    assert (ROOT / "docs" / "rules" / name).read_text(encoding="utf-8") == SCRIPT["pages"]()[name]


@pytest.mark.parametrize("entry", rulebook(), ids=lambda entry: str(entry.code))
def test_every_rule_is_explained_with_a_wrong_and_a_right_example(entry: Entry) -> None:
    assert entry in explained(entry.id)
    assert entry.wrong
    assert entry.right
    assert entry.name


def nothing(page: Page) -> Iterator[Hit]:
    """Finds nothing."""
    assert page
    yield from ()


def unreasoned(page: Page) -> Iterator[Hit]:
    assert page
    yield from ()


@pytest.mark.parametrize(
    ("code", "wrong", "ask"),
    [("paper-size", "不对", nothing), ("another", "", nothing), ("another", "不对", unreasoned)],
)
def test_a_rule_that_is_there_twice_or_lacks_something_does_not_load(
    code: str, wrong: str, ask: Callable[[Page], Iterator[Hit]]
) -> None:
    before = dict(PAGE_RULES)
    with pytest.raises(ValueError, match=r"there is a rule|no reason"):
        page_rule("9704-5.1", code, "名称", wrong=wrong, right="对")(ask)
    assert before == PAGE_RULES
