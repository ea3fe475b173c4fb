"""Lines as they are set: every character once, no mark where it may not stand, no gap between 汉字 and digits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.pages.line_turns import NEVER_ENDS_LINE, NEVER_STARTS_LINE
from gongwen.pages.lines import Stretch, set_lines
from gongwen.standard.units import Mm, Pt

BODY = (Pt(16), Pt(-0.25))
MEASURE = Mm(156)
TEXTS = st.text(st.sampled_from("春耕备耕，。、（）“”2026AB%—…\n 《》"), max_size=200)


def lines(text: str, *, times: bool = False) -> list[str]:
    """The lines of a text in the body's type, between the margins of the page."""
    return [text[line.start : line.end] for line in set_lines([Stretch(text, *BODY, times)], MEASURE)]


def test_a_full_line_is_28_characters() -> None:
    assert [len(line) for line in lines("耕" * 60)] == [28, 28, 4]


def test_a_line_with_digits_holds_as_much_as_one_without() -> None:
    (first, *_) = lines("到2026年11月30日前，" + "耕" * 40)
    assert sum(0.5 if character.isascii() else 1 for character in first) == 28


def test_letters_of_times_have_their_own_widths() -> None:
    narrow, wide = "i" * 200, "W" * 200
    assert len(lines(narrow, times=True)[0]) > 3 * len(lines(wide, times=True)[0])
    assert len(lines(narrow)[0]) == len(lines(wide)[0])


def test_the_first_line_is_indented() -> None:
    text = Stretch("耕" * 60, *BODY)
    found = set_lines([text], MEASURE, Pt(31.5))
    assert [line.end - line.start for line in found] == [26, 28, 6]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("耕" * 26 + "行。2023年", "行。"),  # ONLYOFFICE and LibreOffice: 行。2023年 stays together
        ("耕" * 26 + "行，2023年", "行，"),  # LibreOffice alone
        ("耕" * 26 + "村、《办法》", "村、"),  # ONLYOFFICE alone
        ("耕" * 26 + "AB（甲）", "AB"),
        ("耕" * 26 + "执行2023年", "执行"),
        ("耕" * 27 + "——2030年", "耕"),  # ONLYOFFICE and LibreOffice part ——
        ("耕" * 27 + "　　绿", "耕　　"),
        ("耕" * 25 + "电话0000-66123", "电话"),
        ("耕" * 24 + "电0000-66123", "0000-"),
        ("耕" * 26 + "-49℃", "耕-"),
        ("耕" * 23 + "见http://www.example.gov.cn/", "见"),
    ],
)
def test_lines_turn_where_word_turns_them(text: str, ends: str) -> None:
    assert lines(text)[0].endswith(ends)


def test_a_break_in_the_text_ends_its_line() -> None:
    first, second = set_lines([Stretch("甲\n乙", *BODY)], MEASURE)
    assert (first.forced, second.forced) == (True, False)
    assert (first.end, second.start) == (2, 2)


@given(TEXTS, TEXTS, st.integers(min_value=20, max_value=160))
def test_lines_hold_every_character_once(one: str, other: str, measure: int) -> None:
    stretches = [Stretch(one, *BODY), Stretch(other, Pt(12), times=True)]
    found = set_lines(stretches, Mm(measure))
    text = one + other
    assert "".join(text[line.start : line.end] for line in found) == text
    assert all(line.start < line.end or not text[line.start :].strip("\n") or line.forced for line in found)


@given(st.text(st.sampled_from("春耕备耕，。、（）《》2026"), max_size=200))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(text: str) -> None:
    # With a 汉字 between any two marks there is always a lawful place.
    spaced = "耕".join(text) + "耕"
    found = lines(spaced)
    assert all(line[0] not in NEVER_STARTS_LINE for line in found[1:])
    assert all(line[-1] not in NEVER_ENDS_LINE for line in found[:-1])


def test_where_words_may_be_divided_a_line_is_always_full() -> None:
    text = "耕" * 23 + "见http://www.example.gov.cn/2026/，" + "耕" * 30
    found = set_lines([Stretch(text, *BODY)], MEASURE, within_words=True)
    assert text[: found[0].end] == "耕" * 23 + "见http://w"


def test_blanks_of_a_justified_paragraph_give_way_to_a_word_that_nearly_fits() -> None:
    text = Stretch("耕 " * 16 + "耕" * 3 + "Office软件", *BODY)  # 28.25 字 up to Office
    (ragged, *_) = set_lines([text], MEASURE)
    (justified, *_) = set_lines([text], MEASURE, justified=True)
    assert text.text[: ragged.end].endswith("耕耕耕")
    assert text.text[: justified.end].endswith("Office")
    assert 0 < justified.narrowed.pt < 0.25 * 7.75
