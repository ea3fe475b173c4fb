"""The clause table and the code name the same clauses: every rule, figure, kind and 要素 stands under a row of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongwen.rules import RULES
from gongwen.rules.rule import Rule
from gongwen.standard import figures
from gongwen.standard.figures import Count, Figure, Range
from gongwen.standard.grades import Grade
from gongwen.standard.kinds import KINDS
from gongwen.standard.vocabulary import ELEMENTS
from tests.support.clause_table import clause_table, known

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src" / "gongwen").rglob("*.py"))
GRADES = {grade.value for grade in Grade} | {"可", "图示", "推算", "解读", "定义"}
_ID = re.compile(
    r"9704-\d+(?:\.\d+)*(?:-[a-z0-9])?|(?:33476|1583[45])-[0-9A-ZX]+(?:\.\d+)*(?:-[a-z])?|148-\d"
    r"|TL-\d+(?:\.\d+)?[a-z]?|WZ-\d\d|AMB-\d\d|(?:ERR|GW)-[A-Z]{2}-\d\d|12-旧规|国发〔1999〕25号"
)
_CITED = re.compile(r"(?<![\w-])(?:9704|33476|15834|15835|TL|WZ|AMB)-(?!20\d\d\b)[0-9A-Z][0-9A-Za-z.]*(?:-[a-z0-9]\b)?")


def test_every_id_of_the_table_is_well_formed() -> None:
    assert [id for id in clause_table() if not _ID.fullmatch(id)] == []


def test_every_row_has_a_grade_and_says_what_it_is_about() -> None:
    assert {row.grade for row in clause_table().values()} == GRADES
    assert [row.id for row in clause_table().values() if len(row.element) < 1] == []


def test_what_a_row_refers_to_stands_in_the_table() -> None:
    for row in clause_table().values():
        assert [id for id in _CITED.findall(row.gist) if not known(id)] == [], row.id


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: str(rule.code))
def test_every_rule_stands_in_the_table_as_binding_as_it_is_there(rule: Rule) -> None:
    row = clause_table()[rule.id]
    # 推算: what follows from other clauses; the rule says how binding those are. A rule that sees a likelihood only
    # may be milder than its row, never stricter.
    grades = [grade.value for grade in Grade]
    assert row.grade == "推算" or grades.index(row.grade) <= grades.index(rule.grade.value)
    assert all(id in clause_table() for id in rule.also)


@pytest.mark.parametrize(
    "clause",
    sorted(
        {value.clause for value in vars(figures).values() if isinstance(value, Figure | Count | Range)}
        | {element.clause for element in ELEMENTS.values()}
        | {traits.clause for traits in KINDS.values()}
    ),
)
def test_every_clause_of_a_figure_a_kind_and_an_element_stands_in_the_table(clause: str) -> None:
    assert known(clause)


def test_every_kind_has_its_row_and_no_row_is_of_a_kind_that_is_not() -> None:
    rows = {row.id for row in clause_table().values() if row.id.startswith("WZ-")}
    assert rows == {traits.clause for traits in KINDS.values() if traits.clause.startswith("WZ-")}


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(ROOT / "src" / "gongwen")))
def test_every_clause_that_a_source_file_names_stands_in_the_table(source: Path) -> None:
    named = {id.rstrip(".") for id in _CITED.findall(source.read_text(encoding="utf-8"))}
    assert sorted(id for id in named if not known(id)) == []
