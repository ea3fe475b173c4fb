"""Which row is which."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from gongwen import InputError
from gongwen.batching.identity import Identities, KeySearch
from gongwen.sheets import Row


def _rows(*values: dict[str, Any]) -> list[Row]:
    return [Row(number, one) for number, one in enumerate(values, start=2)]


def _found(rows: list[Row], wanted: str | None = None) -> str:
    search = KeySearch(list(rows[0].values), wanted)
    for row in rows:
        search.see(row)
    return search.found()


def test_a_column_of_different_texts_names_the_rows() -> None:
    assert _found(_rows({"镇": "青山镇", "村名": "上坝村"}, {"镇": "青山镇", "村名": "下坝村"})) == "村名"


def test_texts_go_before_running_numbers() -> None:
    assert _found(_rows({"序号": 1, "村名": "上坝村"}, {"序号": 2, "村名": "下坝村"})) == "村名"
    assert _found(_rows({"序号": 1, "村名": "上坝村"}, {"序号": 2, "村名": "上坝村"})) == "序号"


def test_running_numbers_kept_as_text_name_no_row_before_its_name_does() -> None:
    """All of a .csv is text, and 序号 changes when a row is put in between."""
    assert _found(_rows({"序号": "1", "村名": "上坝村"}, {"序号": "2", "村名": "下坝村"})) == "村名"


@pytest.mark.parametrize("other", [None, "上坝村", datetime.date(2026, 3, 2), 3.5, True])
def test_blanks_repetitions_dates_and_fractions_name_nothing(other: Any) -> None:
    assert _found(_rows({"村名": "上坝村"}, {"村名": other})) == ""


def test_long_texts_name_nothing() -> None:
    assert _found(_rows({"说明": "甲" * 41}, {"说明": "乙" * 41})) == ""


def test_a_candidate_that_repeats_late_is_given_up() -> None:
    rows = _rows(*({"编号": f"甲{i % 800}", "村名": f"村{i}"} for i in range(1000)))
    assert _found(rows) == "村名"


def test_the_column_asked_for_is_taken_or_refused() -> None:
    rows = _rows({"镇": "青山镇", "村名": "上坝村"}, {"镇": "青山镇", "村名": "下坝村"})
    assert _found(rows, "镇") == "镇"
    assert _found(rows, "") == ""
    with pytest.raises(InputError):
        KeySearch(["村名"], "村")


def test_rows_of_the_same_content_are_told_apart_and_their_order_does_not_matter() -> None:
    rows = _rows({"村名": "上坝村", "面积": 1}, {"村名": "上坝村", "面积": 1}, {"村名": "上坝村", "面积": 2})
    identities = Identities("")
    found = [identities.of(row) for row in rows]
    assert len(set(found)) == 3
    again = Identities("")
    assert {again.of(row) for row in reversed(rows)} == set(found)


def test_an_identity_is_the_same_in_every_process() -> None:
    (row,) = _rows({"村名": "上坝村", "面积": 12.0})
    assert Identities("").of(row) == "78c330f86c610260"
    assert Identities("村名").of(row) == "上坝村"


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("身份证号", ("甲1", "甲2")),
        ("联系电话", ("0871-6512", "0871-6513")),
        ("补助金额（元）", (1280, 860)),
        ("联系人", ("13812345678", "13912345678")),
        ("编码", ("110101199003070011", "11010119900307002X")),
        ("编码", (6222021001116245702, 6222021001116245703)),
    ],
)
def test_what_is_private_or_an_amount_names_no_rows_unless_asked_for(column: str, values: tuple[Any, ...]) -> None:
    rows = _rows(*({column: value} for value in values))
    assert _found(rows) == ""
    assert _found(rows, column) == column
