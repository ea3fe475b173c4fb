"""发文字号: 机关代字, 年份, 顺序号 (9704-7.2.5), read in every common writing and written in one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen import InputError, IssuingNumber
from tests.model.chinese import is_said_in_chinese, made_or_refused
from tests.strategies import QUIET, numbers

LAWFUL = re.compile(r"^[\u4e00-\u9fff·（）]{1,20}〔(?:19|20)\d{2}〕[1-9]\d{0,4}号$")
"""OK-FWZH of the clause table."""


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        # ERR-FWZH-01: other brackets, or two that do not match
        ("国办发[2012]14号", "国办发〔2012〕14号"),
        ("国办发【2012】14号", "国办发〔2012〕14号"),
        ("国办发（2012）14号", "国办发〔2012〕14号"),
        ("国办发(2012)14号", "国办发〔2012〕14号"),
        ("国办发﹝2012﹞14号", "国办发〔2012〕14号"),
        ("国办发［2012］14号", "国办发〔2012〕14号"),
        ("国办发❲2012❳14号", "国办发〔2012〕14号"),
        ("国办发{2012}14号", "国办发〔2012〕14号"),
        ("国办发<2012>14号", "国办发〔2012〕14号"),
        ("国办发〈2012〉14号", "国办发〔2012〕14号"),
        ("国办发《2012》14号", "国办发〔2012〕14号"),
        ("国办发「2012」14号", "国办发〔2012〕14号"),
        ("国办发〔2012]14号", "国办发〔2012〕14号"),
        # ERR-FWZH-02: leading zeros
        ("国办发〔2012〕01号", "国办发〔2012〕1号"),
        ("国办发〔2012〕第01号", "国办发〔2012〕1号"),
        ("X〔2012〕001号", "X〔2012〕1号"),
        ("国办发〔2012〕10号", "国办发〔2012〕10号"),
        # ERR-FWZH-03 and -05: 第
        ("国办发〔2012〕第14号", "国办发〔2012〕14号"),
        ("京政字〔2012〕第3号", "京政字〔2012〕3号"),
        # ERR-FWZH-06: without 号
        ("国办发〔2012〕14", "国办发〔2012〕14号"),
        # ERR-FWZH-07: blanks
        ("国办发〔 2012〕14号", "国办发〔2012〕14号"),
        ("国办发〔2012 〕14号", "国办发〔2012〕14号"),
        ("国办发〔2012〕 14号", "国办发〔2012〕14号"),
        ("国办发〔2012〕14 号", "国办发〔2012〕14号"),
        ("　国办发 〔2012〕 第 14 号 ", "国办发〔2012〕14号"),
        # ERR-FWZH-08: full-width digits
        ("国办发〔２０１２〕１４号", "国办发〔2012〕14号"),
        ("国办发〔2012〕14号", "国办发〔2012〕14号"),
    ],
)
def test_9704_7_2_5_every_common_writing_becomes_the_lawful_one(typed: str, written: str) -> None:
    number = IssuingNumber.parse(typed)
    assert str(number) == written
    assert IssuingNumber.parse(str(number)) == number
    assert LAWFUL.match(written) or written.startswith("X")


@pytest.mark.parametrize(
    "typed",
    [
        "国办发〔12〕14号",  # ERR-FWZH-04: two digits could be any century
        "办字第12号",
        "国办发〔2012〕14 文",
        "国办发2012年14号",
        "〔2012〕14号",
        "国办发〔2012〕14号、15号",
        "国办发〔2012〕-1号",
        "国办发〔2012〕0号",
        "国办发〔1912〕1号",
        "国办发〔2012〕一四号",
        "",
        "号",
    ],
)
def test_9704_7_2_5_what_could_be_misread_is_refused_and_named(typed: str) -> None:
    with pytest.raises(InputError) as refused:
        IssuingNumber.parse(typed)
    (fault,) = refused.value.faults
    assert is_said_in_chinese(fault)
    assert fault.value is not None


@pytest.mark.parametrize("typed", ["国办发〔2012〕号", "国办发〔2012〕　号", "国办发〔2012〕第　号", "国办发[2012]"])
def test_9704_7_2_5_d_a_number_not_yet_given_is_left_open(typed: str) -> None:
    number = IssuingNumber.parse(typed)
    assert number.sequence is None
    assert str(number) == "国办发〔2012〕　号"
    assert IssuingNumber.parse(str(number)) == number


@QUIET
@given(numbers())
def test_9704_7_2_5_a_number_that_is_written_is_read_back(number: IssuingNumber) -> None:
    assert IssuingNumber.parse(str(number)) == number
    assert IssuingNumber.read(str(number)) == IssuingNumber.read(number.model_dump()) == number
    assert str(number).startswith(f"{number.code}〔{number.year}〕")
    assert str(number).endswith("号")


@QUIET
@given(st.text(max_size=40))
def test_any_text_is_a_number_or_refused_in_chinese(text: str) -> None:
    number = made_or_refused(lambda: IssuingNumber.parse(text))
    assert number is None or IssuingNumber.parse(str(number)) == number


def test_9704_7_2_5_b_a_code_may_have_round_brackets() -> None:
    written = "青政（试）〔2026〕8号"
    assert LAWFUL.match(written)
    assert str(IssuingNumber.parse(written)) == written


def test_a_code_with_full_width_digits_is_read_back() -> None:
    number = IssuingNumber(code="青１发", year=2026, sequence=8)
    assert IssuingNumber.parse(str(number)) == number


@pytest.mark.parametrize("typed", ["第1号", "第01号", " 第 1 号 ", "第１号", "第　1　号"])
def test_9704_10_2_b_the_number_of_an_order_has_a_sequence_only(typed: str) -> None:
    number = IssuingNumber.parse(typed)
    assert (number.code, number.year, number.sequence) == ("", None, 1)
    assert number.is_order_number
    assert str(number) == "第1号"
    assert not IssuingNumber.parse("青政发〔2026〕8号").is_order_number


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"code": "青政发", "sequence": 8},
        {"code": "", "year": 2026},
        {"code": "青政纪", "year": 2026, "sequence": 8, "issue": True},
        {"sequence": 8, "issue": False},
    ],
)
def test_9704_7_2_5_b_a_code_has_its_year_and_what_has_none_has_its_sequence(parts: dict[str, object]) -> None:
    assert made_or_refused(lambda: IssuingNumber.read(parts)) is None


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("第5期", "第5期"),
        ("（第 ５ 期）", "第5期"),
        ("〔2026〕第5期", "2026年第5期"),
        ("2026年第05期", "2026年第5期"),
        ("5期", "第5期"),
        ("2026年第3号", "2026年第3号"),
    ],
)
def test_9704_10_3_e_minutes_are_counted_by_issue_and_announcements_by_year(typed: str, written: str) -> None:
    number = IssuingNumber.parse(typed)
    assert str(number) == written
    assert IssuingNumber.parse(written) == number
    assert number.issue is (True if "期" in typed else None)
    assert not number.is_order_number


def test_a_number_is_a_value() -> None:
    one, same = IssuingNumber.parse("青政发〔2026〕8号"), IssuingNumber(code="青政发", year=2026, sequence=8)
    assert one == same
    assert len({one, same}) == 1
    assert one != IssuingNumber(code="青政发", year=2026)
