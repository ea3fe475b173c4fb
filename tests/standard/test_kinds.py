"""文种 and 格式: the fifteen of article 8 of the regulation, and three everyday ones without a red head."""

from __future__ import annotations

import re

import pytest

from gongwen.standard.kinds import DEFAULT_FORM, KINDS, Direction, Form, Kind

STATUTORY = [
    "决议",
    "决定",
    "命令",
    "公报",
    "公告",
    "通告",
    "意见",
    "通知",
    "通报",
    "报告",
    "请示",
    "批复",
    "议案",
    "函",
    "纪要",
]
EVERYDAY = ["总结", "计划", "方案"]


def test_tl_8_the_kinds_are_the_fifteen_statutory_ones_and_three_more() -> None:
    assert [kind.value for kind in Kind] == STATUTORY + EVERYDAY
    assert set(KINDS) == set(DEFAULT_FORM) == set(Kind)


@pytest.mark.parametrize("number", range(15))
def test_tl_8_every_statutory_kind_has_its_row_of_the_table(number: int) -> None:
    traits = KINDS[Kind(STATUTORY[number])]
    assert traits.clause == f"WZ-{number + 1:02}"
    assert traits.form is not Form.PLAIN


@pytest.mark.parametrize("name", EVERYDAY)
def test_an_everyday_kind_has_a_page_without_a_red_head(name: str) -> None:
    traits = KINDS[Kind(name)]
    assert traits.form is DEFAULT_FORM[Kind(name)] is Form.PLAIN
    assert traits.direction is Direction.INTERNAL
    assert not traits.has_recipients


def test_tl_9_6_reports_requests_and_bills_go_upward() -> None:
    upward = {kind for kind, traits in KINDS.items() if traits.direction is Direction.UPWARD}
    assert upward == {Kind.REPORT, Kind.REQUEST, Kind.BILL}


def test_9704_10_letters_orders_and_minutes_have_forms_of_their_own() -> None:
    special = {kind.value: traits.form.value for kind, traits in KINDS.items() if traits.form.value != "文件"}
    assert special == {"函": "信函", "命令": "命令", "纪要": "纪要", "总结": "白头", "计划": "白头", "方案": "白头"}


def test_9704_7_3_2_f_what_is_made_public_has_no_recipients() -> None:
    without = {kind.value for kind, traits in KINDS.items() if not traits.has_recipients}
    assert without == {"决议", "命令", "公报", "公告", "通告", "纪要", *EVERYDAY}


def test_english_names_are_one_word_each_and_differ() -> None:
    names = [traits.english for traits in KINDS.values()]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)?", name) for name in names)
