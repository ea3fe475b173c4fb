"""成文日期 and 印发日期: read in every common writing, written in one (9704-7.3.5.4)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from babel.dates import format_date
from hypothesis import example, given
from hypothesis import strategies as st

from gongwen.standard.dates import DATE_FORMS, date_in_language, read_date, write_date
from gongwen.standard.numerals import counting_numeral
from tests.strategies import QUIET

DAY = date(2026, 11, 23)
days = st.dates(min_value=date(1000, 1, 1))


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-23",
        "2026/11/23",
        "2026.11.23",
        "2026．11．23",
        "2026年11月23日",
        "2026年11月23",
        " 2026 年 11 月 23 日 ",
        "２０２６年１１月２３日",
        "２０２６-11-23",
        "二〇二六年十一月二十三日",
        "二○二六年十一月二十三日",
        "二◯二六年十一月二十三日",
        "二零二六年十一月二十三日",
        "二O二六年十一月二十三日",
        "二Ｏ二六年十一月二十三日",
        "二o二六年十一月二十三日",
        "2026年十一月二十三日",
        "二〇二六年　十一月　二十三日",
        "2026-11-23T00:00:00",
        "2026-11-23T08:30:00Z",
        "2026-11-23T08:30:00.250+08:00",
    ],
)
def test_9704_7_3_5_4_a_date_is_read_in_every_common_writing(text: str) -> None:
    assert read_date(text) == DAY


@pytest.mark.parametrize("text", ["2026-11-23 00:00:00", "2026-11-23 08:30"])
def test_a_date_is_read_with_the_time_that_spreadsheets_add(text: str) -> None:
    assert read_date(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "2026年2月29日",
        "2026-02-30",
        "2026-13-01",
        "2026-00-10",
        "2026-11-31",
        "2026-11-00",
        "2100年2月29日",
        "0000-01-01",
        "二〇二六年二月三十日",
        "二〇二六年十三月一日",
        "二〇二六年十一月三十二日",
    ],
)
def test_a_day_that_no_calendar_has_is_no_date(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "　",
        "今天",
        "26年11月23日",
        "2026年11月",
        "11月23日",
        "20261123",
        "2026-11-23-1",
        "约2026年11月23日",
        "2026—11—23",
    ],
)
def test_what_is_no_date_is_not_guessed_at(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize("text", ["二〇二六年一一月二三日", "二〇二六年一二月一日", "二〇二六年三月二一日"])
def test_numerals_digit_by_digit_are_read_right_or_not_at_all(text: str) -> None:
    digits = text.translate(str.maketrans("〇一二三四五六七八九", "0123456789"))
    assert read_date(text) in (None, read_date(digits))


@given(days)
def test_9704_7_3_5_4_a_date_that_is_written_is_read_back(day: date) -> None:
    assert read_date(write_date(day)) == day
    assert read_date(day.isoformat()) == day
    assert read_date(f"{day.year}.{day.month}.{day.day}") == day


@given(days)
def test_a_date_in_chinese_numerals_is_read_back(day: date) -> None:
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    written = f"{year}年{counting_numeral(day.month)}月{counting_numeral(day.day)}日"
    assert read_date(written) == day


@given(days)
@example(date(2026, 1, 5))
def test_9704_7_3_5_4_year_in_full_and_no_leading_zeros(day: date) -> None:
    written = write_date(day)
    assert written.startswith(f"{day:%Y}年")
    assert "年0" not in written
    assert "月0" not in written


@QUIET
@given(days)
def test_the_written_date_is_the_long_date_of_cldr(day: date) -> None:
    assert write_date(day) == format_date(day, format="long", locale="zh")


def test_every_day_of_a_leap_year_is_the_long_date_of_cldr() -> None:
    for offset in range(366):
        day = date(2028, 1, 1) + timedelta(days=offset)
        assert write_date(day) == format_date(day, format="long", locale="zh_Hans_CN")
        assert read_date(write_date(day)) == day


def test_the_writings_that_messages_offer_are_read() -> None:
    assert {read_date(form) for form in DATE_FORMS.split("、")} == {DAY}


@given(st.text(max_size=30))
@example("٢٠٢٦-١١-٢٣")
@example("²⁰²⁶-1-1")
@example("9999999999年1月1日")
def test_any_text_is_a_date_or_none(text: str) -> None:
    assert read_date(text) is None or isinstance(read_date(text), date)


@pytest.mark.parametrize(
    ("locale", "written"),
    [
        ("bo", "སྤྱི་ལོ་2026 ཟླ་བ་བཅུ་གཅིག་པའི་ཚེས་23"),
        ("ug", "23-نويابىر، 2026"),
        ("ii", "2026 ꊯꊪꆪ 23"),
        ("ko", "2026년 11월 23일"),
        ("za", "2026 ndwencib’it 23"),
        ("mn_MN", "2026\u202fоны арван нэгдүгээр сарын 23"),
        ("kk_Arab", "2026، 23-قاراشا"),
        ("en", "November 23, 2026"),
        ("zh", "2026年11月23日"),
    ],
)
def test_9704_1_c_a_date_in_a_second_language_is_written_by_cldr(locale: str, written: str) -> None:
    assert date_in_language(DAY, locale) == written == format_date(DAY, format="long", locale=locale)


@pytest.mark.parametrize(
    ("locale", "own"), [("kk", "kk_Arab"), ("kk_CN", "kk_Arab"), ("kk_Arab_CN", "kk_Arab"), ("kk_KZ", "kk_Cyrl")]
)
def test_9704_1_c_a_date_is_in_the_script_of_the_place(locale: str, own: str) -> None:
    """CLDR writes kk in Cyrillic; the Kazakh of 新疆 is written in Arabic letters."""
    assert date_in_language(DAY, locale) == format_date(DAY, format="long", locale=own)


def _letters(text: str) -> set[str]:
    return {character for character in text if character.isalpha()}


@pytest.mark.parametrize("locale", ["mn", "mn_CN", "mn_Mong", "mn_Mong_CN"])
def test_9704_1_c_a_mongolian_date_is_in_the_traditional_script(locale: str) -> None:
    written = date_in_language(DAY, locale)
    assert written == "2026 ᠣᠨ\u202fᠤ 11 ᠰᠠᠷ\u180eᠠ\u202fᠶᠢᠨ 23\u202fᠤ ᠡᠳᠦᠷ"
    assert all("\u1800" <= letter <= "\u18af" for letter in _letters(written))


@pytest.mark.parametrize(
    ("days", "of"),
    [
        ((3, 5, 6, 7, 8, 10, 13, 15, 20, 26, 30), "ᠤ"),
        ((1, 4, 9, 11, 14, 19, 21, 24, 29, 31), "ᠦ"),
        ((2, 12, 22), "ᠤᠨ"),
    ],
)
def test_9704_1_c_the_genitive_of_a_mongolian_day_follows_how_its_figure_is_read(
    days: tuple[int, ...], of: str
) -> None:
    for day in days:
        assert date_in_language(date(2026, 1, day), "mn").endswith(f" {day}\u202f{of} ᠡᠳᠦᠷ")


@pytest.mark.parametrize("locale", ["xx", "tlh", "不是"])
def test_9704_1_c_a_language_that_cldr_lacks_is_refused(locale: str) -> None:
    with pytest.raises(ValueError, match=locale):
        date_in_language(DAY, locale)
