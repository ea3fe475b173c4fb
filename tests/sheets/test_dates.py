"""What programs leave in columns of dates: serial numbers, ISO times, words for nothing."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from gongwen.sheets import open_rows
from tests.sheets.books import book, column

DAY = datetime.date(2026, 12, 5)


def _csv(*deadlines: str) -> bytes:
    lines = [f"第{number}村,{deadline},周海燕" for number, deadline in enumerate(deadlines, 1)]
    return "\n".join(["村名,期限,负责人", *lines]).encode()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-12-05 00:00:00", DAY),
        ("2026-12-05T00:00:00", DAY),
        ("2026-12-04T16:00:00Z", DAY),
        ("2026-12-04T16:00:00.000Z", DAY),
        ("2026-12-05T00:00:00+08:00", DAY),
        ("2026-12-05T08:00:00Z", datetime.datetime.combine(DAY, datetime.time(16))),
        ("2026-12-05 08:30", datetime.datetime.combine(DAY, datetime.time(8, 30))),
        ("2026-02-30 00:00:00", "2026-02-30 00:00:00"),
        ("12月5日8:30至9:00", "12月5日8:30至9:00"),
        ("T恤两件", "T恤两件"),
    ],
)
def test_a_time_as_programs_write_it_is_the_day_in_china(text: str, value: Any) -> None:
    (row,) = open_rows(_csv(text))
    assert row.values["期限"] == value


@pytest.mark.parametrize("nothing", ["nan", "NaN", "NaT", "None", "NULL", "null", "<NA>"])
def test_what_programs_write_for_nothing_is_blank_and_told(nothing: str) -> None:
    rows = open_rows(_csv("2026-12-05", nothing))
    assert column(rows, "期限") == ["2026-12-05", None]
    assert any(nothing in remark for remark in rows.remarks)


def test_a_serial_number_among_dates_is_a_fault_that_names_the_day() -> None:
    tables = [
        book([["村名", "期限"], ["上坝村", DAY], ["下坝村", 46361], ["竹林村", DAY]]),
        _csv("2026-12-05 00:00:00", "46361", "", "2026年12月8日"),
        _csv("2026-12-04T16:00:00Z", "nan", "46361.5"),
    ]
    for content in tables:
        (fault,) = [fault for row in open_rows(content) for fault in row.faults]
        assert (fault.code, fault.column, fault.allowed) == ("serial-date", "期限", "2026年12月5日")


def test_a_number_in_a_column_of_numbers_or_of_words_is_no_date() -> None:
    for deadlines in (["46361", "52000"], ["46361", "不详", "2026-12-05"], ["年底前", "46361"]):
        rows = open_rows(_csv(*deadlines))
        assert column(rows, "期限") == deadlines
        assert not [fault for row in rows for fault in row.faults]
