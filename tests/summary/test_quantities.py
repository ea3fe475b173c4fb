"""Typed numbers are read exactly or refused with the reason, and written without noise."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.summary.quantities import UnreadableError, is_blank, read_quantity, to_unit
from gongwen.summary.writing import scope_of, write_number, write_percent
from tests.strategies import QUIET
from tests.summary.figures import figures

_FULL_WIDTH = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")


@pytest.mark.parametrize(
    ("typed", "unit", "read"),
    [
        (1280, "亩", "1280"),
        (1280.0, "亩", "1280"),
        (0.1 + 0.2, "亩", "0.3"),
        (Decimal("80.0"), "公里", "80.0"),
        (np.int64(12), "", "12"),
        (np.float64(2.5), "", "2.5"),
        (np.float32(0.1), "", "0.1"),
        ("1,234.5", "", "1234.5"),
        ("1，234．5", "", "1234.5"),
        ("1 234 567", "", "1234567"),
        ("１２", "", "12"),
        (" 12 ", "", "12"),
        (".5", "", "0.5"),
        ("12.3%", "%", "12.3"),
        ("12.3％", "%", "12.3"),
        ("1280亩", "亩", "1280"),
        ("1280 亩", "亩", "1280"),
        ("3.2万", "元", "32000"),
        ("3.2万元", "元", "32000"),
        ("3.2万元", "万元", "3.2"),
        ("1.5亿", "", "150000000"),
        ("3.2万", "千瓦时", "32000"),
        ("-3.5", "万元", "-3.5"),
        ("−3.5", "万元", "-3.5"),
        ("+4", "", "4"),
        (-0.0, "", "0"),
        ("-0", "", "0"),
    ],
)
def test_numbers_are_read_as_people_type_them(typed: Any, unit: str, read: str) -> None:
    value = read_quantity(typed, unit)
    assert value is not None
    assert write_number(value) == read


@pytest.mark.parametrize("typed", [None, "", "  ", "\u3000", "—", "——", "-", "－", "/", "…", math.nan, Decimal("NaN")])
def test_blanks_and_dashes_are_missing(typed: Any) -> None:
    assert is_blank(typed)
    assert read_quantity(typed, "亩") is None


@pytest.mark.parametrize(
    ("typed", "unit", "code"),
    [
        ("约1280", "亩", "not-a-number"),
        ("一千二百", "亩", "not-a-number"),
        ("1280亩", "", "not-a-number"),
        ("1280公顷", "亩", "not-a-number"),
        ("12,34", "", "not-a-number"),
        ("1,234 567", "", "not-a-number"),
        ("1.2.3", "", "not-a-number"),
        ("1.28E+3", "", "not-a-number"),
        ("nan", "", "not-a-number"),
        ("½", "", "not-a-number"),
        ("٣", "", "not-a-number"),
        (True, "", "not-a-number"),
        (math.inf, "", "not-a-number"),
        (Decimal("-Infinity"), "", "not-a-number"),
        (Fraction(1, 3), "", "not-a-number"),
        ([1], "", "not-a-number"),
        (1j, "", "not-a-number"),
        ("3.2万", "万元", "unit-in-number"),
        (10**18, "", "too-many-digits"),
        (1e22, "", "too-many-digits"),
        (1 / 3, "", "too-many-digits"),
    ],
)
def test_what_may_mean_two_things_or_nothing_is_refused(typed: Any, unit: str, code: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        read_quantity(typed, unit)
    assert raised.value.code == code
    assert raised.value.cure


def test_a_quotient_may_be_rounded_on_entry() -> None:
    assert read_quantity(2 / 3, decimals=2) == Decimal("0.67")
    assert str(read_quantity(-0.001, decimals=2)) == "0.00"


@QUIET
@given(figures(), st.booleans())
def test_a_number_that_was_written_is_read_back(value: Decimal, grouping: bool) -> None:
    written = write_number(value, grouping=grouping)
    assert read_quantity(written) == value
    assert read_quantity(written.translate(_FULL_WIDTH)) == value
    assert read_quantity(f"{written}亩", "亩") == value


@QUIET
@given(figures(least=-(10**8), most=10**8))
def test_a_number_that_went_through_a_float_is_the_same(value: Decimal) -> None:
    assert read_quantity(float(value)) == value


@QUIET
@given(st.integers(-(10**17), 10**17))
def test_integers_are_exact(value: int) -> None:
    assert read_quantity(value) == value


@QUIET
@given(st.one_of(st.text(max_size=8), st.text(alphabet="0123456789.,-+万亿%eE ", max_size=8)), st.sampled_from("亩%"))
def test_any_text_is_read_or_refused_in_chinese(text: str, unit: str) -> None:
    refusal: UnreadableError | None = None
    value: Decimal | None = None
    try:
        value = read_quantity(text, unit)
    except UnreadableError as error:
        refusal = error
    assert value is None or value.is_finite()
    assert refusal is None or (refusal.message and refusal.cure)


def test_percentages_round_half_up() -> None:
    assert [write_percent(Decimal(value), 1) for value in ("6.65", "6.649999", "-6.65", "0.04")] == [
        "6.7%",
        "6.6%",
        "-6.7%",
        "0%",
    ]


@pytest.mark.parametrize(
    ("old", "new", "power"),
    [("元", "万元", -4), ("万元", "元", 4), ("亿元", "万元", 4), ("吨", "万吨", -4), ("万千瓦时", "千瓦时", 4)],
)
def test_units_of_one_kind_differ_by_a_power_of_ten(old: str, new: str, power: int) -> None:
    assert to_unit(old, new) == power


@pytest.mark.parametrize(("old", "new"), [("亩", "公顷"), ("千克", "克"), ("", "万元"), ("元", "")])
def test_other_units_are_not_converted(old: str, new: str) -> None:
    assert to_unit(old, new) is None


@pytest.mark.parametrize(
    ("unit", "scope"),
    [
        ("云岭县青山镇人民政府", "全镇"),
        ("云岭县人民政府", "全县"),
        ("中共云岭县委", "全县"),
        ("上坝村民委员会", "全村"),
        ("城关街道办事处", "全街道"),
        ("云岭县农业农村局", ""),
        ("青山镇市场监督管理所", ""),
    ],
)
def test_the_scope_follows_from_the_name_of_the_unit(unit: str, scope: str) -> None:
    assert scope_of(unit) == scope
