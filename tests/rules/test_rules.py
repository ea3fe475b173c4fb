"""The rules as a whole: each has its row of the table, its reason, and examples that show it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import gongwen
from gongwen.model import Document
from gongwen.rules import RULES, demand, findings, grave
from gongwen.rules.examples import SOUND, example
from gongwen.rules.rule import Said, rule
from gongwen.specimens import specimen
from gongwen.standard.grades import Grade
from gongwen.standard.kinds import Kind
from tests.model.chinese import is_said_in_chinese


def codes(document: Document) -> list[str]:
    return [fault.code for fault in findings(document)]


@pytest.mark.parametrize("id_", RULES)
def test_the_wrong_example_of_a_rule_breaks_it_alone_and_the_right_one_breaks_none(id_: str) -> None:
    asked = RULES[id_]
    assert codes(example(asked.wrong)) == [asked.code]
    assert codes(example(asked.right)) == []


@pytest.mark.parametrize("id_", RULES)
def test_a_finding_names_rule_clause_grade_place_and_cure_in_chinese(id_: str) -> None:
    asked = RULES[id_]
    (fault,) = findings(example(asked.wrong))
    assert (fault.rule, fault.clause, fault.severity) == (id_, id_, asked.grade.value)
    assert fault.loc[0] in asked.reads
    assert is_said_in_chinese(fault)
    assert fault.to_dict()["loc"] == list(fault.loc)


def test_the_document_that_examples_change_is_sound() -> None:
    assert codes(Document.read(SOUND)) == []


@pytest.mark.parametrize("kind", Kind)
def test_no_specimen_breaks_a_rule(kind: Kind) -> None:
    assert codes(gongwen.load(specimen(kind.value).encode())) == []


def test_rules_that_look_at_what_could_not_be_read_are_not_asked() -> None:
    request = example({"kind": "请示", "number": None, "date": None})
    assert codes(request) == ["missing-number", "missing-signers", "one-recipient", "missing-date"]
    assert [fault.code for fault in findings(request, unread={"kind", "date"})] == ["missing-number"]


def test_only_what_is_binding_refuses_a_document() -> None:
    for asked in RULES.values():
        wrong = example(asked.wrong)
        if asked.grade is Grade.MUST:
            with pytest.raises(gongwen.InputError) as refused:
                demand(wrong)
            assert refused.value.faults == grave(findings(wrong))
        else:
            demand(wrong)


def nothing(document: Document) -> Said | None:
    """Finds nothing."""
    assert document
    return None


def unreasoned(document: Document) -> Said | None:
    assert document
    return None


@pytest.mark.parametrize(
    ("id_", "code", "reads", "check"),
    [
        ("TL-9.5", "another", ("number",), nothing),
        ("TL-99", "missing-number", ("number",), nothing),
        ("TL-99", "another", ("nummer",), nothing),
        ("TL-99", "another", (), nothing),
        ("TL-99", "another", ("number",), unreasoned),
    ],
)
def test_a_rule_that_is_there_twice_or_lacks_something_does_not_load(
    id_: str, code: str, reads: tuple[str, ...], check: Callable[[Document], Said | None]
) -> None:
    before = dict(RULES)
    with pytest.raises(ValueError, match=r"there is a rule|reads|no reason"):
        rule(id_, code, "名称", reads=reads, wrong={}, right={})(check)
    assert before == RULES
