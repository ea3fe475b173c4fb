"""Numerals, numbers of sections, lists."""

from __future__ import annotations

import pytest

from gongwen.standard.numbering import section_label
from gongwen.standard.numerals import counting_numeral, numeral_value

NUMBERS = range(1, 10_000)


def test_every_counting_numeral_from_1_to_9999_is_read_back() -> None:
    assert [numeral_value(counting_numeral(number)) for number in NUMBERS] == list(NUMBERS)
    assert len({counting_numeral(number) for number in NUMBERS}) == len(NUMBERS)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (19, "十九"),
        (20, "二十"),
        (99, "九十九"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (111, "一百一十一"),
        (1000, "一千"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (1100, "一千一百"),
        (2012, "二千零一十二"),
        (9999, "九千九百九十九"),
    ],
)
def test_15834_b_3_2_numerals_are_written_as_people_count(number: int, written: str) -> None:
    assert counting_numeral(number) == written


@pytest.mark.parametrize("number", [0, -1, 10_000])
def test_a_number_out_of_range_has_no_numeral(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        counting_numeral(number)


@pytest.mark.parametrize("text", ["", "山", "1", "一万", "十山", "零", "ten"])
def test_what_is_no_numeral_has_no_value(text: str) -> None:
    assert numeral_value(text) is None


@pytest.mark.parametrize("text", ["一一", "二三", "十十", "一十百", "十一二"])
def test_a_numeral_out_of_order_has_no_value(text: str) -> None:
    assert numeral_value(text) is None


@pytest.mark.parametrize(
    ("level", "labels"),
    [
        (1, ["一、", "二、", "十、", "十一、", "二十、"]),
        (2, ["（一）", "（二）", "（十）", "（十一）", "（二十）"]),
        (3, ["1.", "2.", "10.", "11.", "20."]),
        (4, ["（1）", "（2）", "（10）", "（11）", "（20）"]),
    ],
)
def test_9704_7_3_3_d_four_levels_have_four_writings(level: int, labels: list[str]) -> None:
    assert [section_label(level, position) for position in (1, 2, 10, 11, 20)] == labels


@pytest.mark.parametrize("level", [0, 5, -1])
def test_9704_7_3_3_d_there_is_no_fifth_level(level: int) -> None:
    with pytest.raises(ValueError, match=str(level)):
        section_label(level, 1)
