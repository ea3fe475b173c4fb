"""A draft may lack anything and break any rule: it is laid out, written and shown all the same."""

from __future__ import annotations

from itertools import combinations, product
from typing import Any

import pytest

import gongwen
from gongwen.rules import RULES
from gongwen.rules.examples import example
from gongwen.standard.kinds import Form, Kind
from tests.conftest import FULL_SWEEP

FIELDS = ("issuers", "number", "title", "recipients", "body", "date")
KINDS = (Kind.NOTICE, Kind.REQUEST, Kind.ORDER, Kind.LETTER, Kind.MINUTES, Kind.SUMMARY)
FURTHER: dict[str, dict[str, Any]] = {
    "nothing more": {},
    "a seal": {"seals": [{}]},
    "more seals than names": {"seals": [{}] * 3, "signatories": "县水务局，县林业局"},
    "fewer seals than names": {"seals": [{}], "signatories": "县水务局，县林业局"},
    "attachment and 抄送": {"attachments": [{"title": "名单", "body": ["上坝村。"]}], "cc": "县水务局"},
}


def _drawn(document: gongwen.Document) -> None:
    assert gongwen.render(document, draft=True)[:2] == b"PK"
    assert "<html" in gongwen.to_html(document, draft=True)


@pytest.mark.parametrize("id_", RULES)
def test_what_breaks_a_rule_is_drawn_as_a_draft(id_: str) -> None:
    _drawn(example(RULES[id_].wrong))


@pytest.mark.parametrize("further", FURTHER)
@pytest.mark.parametrize("form", Form)
def test_a_draft_of_any_kind_may_lack_any_fields(form: Form, further: str, pytestconfig: pytest.Config) -> None:
    """Fields are asked for alone or in pairs: CI leaves out none, each, each two, and each but one of them."""
    most = len(FIELDS)
    counts = range(most + 1) if pytestconfig.getoption(FULL_SWEEP) else (0, 1, 2, most - 1)
    for kind, count in product(KINDS, counts):
        for lacking in combinations(FIELDS, count):
            if {"title", "body"} <= set(lacking):
                continue  # says nothing: no document
            gone = dict.fromkeys(lacking)
            _drawn(example({"kind": kind.value, "form": form.value, **FURTHER[further], **gone}))
