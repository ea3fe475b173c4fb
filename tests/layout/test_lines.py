"""Lines as they are set: every character once, no mark where it may not stand, gaps where scripts meet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.layout.lines import Stretch, gaps_in, set_lines
from gongwen.layout.text import NEVER_ENDS_LINE, NEVER_STARTS_LINE
from gongwen.standard.units import Mm, Pt

BODY = (Pt(16), Pt(-0.25))
MEASURE = Mm(156)
TEXTS = st.text(st.sampled_from("春耕备耕，。、（）“”2026AB%—…\n 《》"), max_size=200)


def lines(text: str, *, times: bool = False) -> list[str]:
    """The lines of a text in the body's type, between the margins of the page."""
    return [text[line.start : line.end] for line in set_lines([Stretch(text, *BODY, times)], MEASURE)]


def test_a_full_line_is_28_characters() -> None:
    assert [len(line) for line in lines("耕" * 60)] == [28, 28, 4]


def test_a_line_with_digits_holds_less_for_the_gaps_beside_them() -> None:
    text = "到2026年11月30日前，" + "耕" * 40
    assert gaps_in([Stretch(text, *BODY)]) == (1, 5, 6, 8, 9, 11)
    (first, *_) = lines(text)
    assert sum(0.5 if character.isascii() else 1 for character in first) == 26  # six gaps of a fifth, and halves


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
        ("耕" * 25 + "执行。2023年", "耕执"),  # not 。| 2023
        ("耕" * 26 + "AB（甲）", "耕"),  # not AB |（
        ("耕" * 26 + "执行2023年", "耕执行"),
    ],
)
def test_marks_cling_to_digits_and_letters(text: str, ends: str) -> None:
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


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        # As LibreOffice sets them in 28 字 of 仿宋: a URL is divided after a stroke, a hyphen of a number ends a line,
        # a mark that belongs to a figure goes with it, and the minus sign takes the 汉字 before it along.
        (f"{'甲' * 20}详见http://www.example.gov.cn/2027/a", ["/", "a"]),
        (f"{'甲' * 22}电话：0000-66919", ["-", "9"]),
        (f"{'甲' * 25}任务，2026年", ["任", "年"]),
        (f"{'甲' * 26}资金-49℃", ["资", "℃"]),
    ],
)
def test_words_and_figures_turn_as_in_libreoffice(text: str, ends: list[str]) -> None:
    lines = set_lines([Stretch(text, Pt(16), Pt(-0.25))], Pt(28 * 15.75 + 0.5))
    assert [text[line.end - 1] for line in lines] == ends
