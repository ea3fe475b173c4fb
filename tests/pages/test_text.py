"""Widths of Chinese text (9704-3.1)."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.pages.line_turns import NEVER_ENDS_LINE, NEVER_STARTS_LINE, full_width_ends, may_turn
from gongwen.pages.text import has_long_word, width

FILL = "国"

PLAIN = "一二三工作通知" + FILL * 8
MARKS = "，。、；：？！“”‘’《》（）〔〕【】—…·％℃①"
HALF = "2026abcXYZ.,:%&-() "
RARE = "😀𠮷\u0301\u200b\ufe0fاб€"
FEEDS = "\t\n\u3000"

texts = st.one_of(
    st.text(alphabet=PLAIN + MARKS, max_size=120),
    st.text(alphabet=PLAIN + MARKS + HALF, max_size=120),
    st.text(alphabet=PLAIN + MARKS + HALF + RARE + FEEDS, max_size=120),
    st.text(st.characters(exclude_characters="\v"), max_size=60),  # which is a break that the layout chose
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("关于做好工作的通知", 9),
        ("２０２６年，。、；：？！“”‘’《》（）〔〕【】—…·％℃①★×", 32),
        ("2026年", 3),
        ("A&B, c", 3),
        ("𠮷", 1),
        ("㐂", 1),
        ("😀", 1),
        ("☀\ufe0f", 1),
        ("e\u0301", 0.5),
        ("\u200b\u200d\ufe0f", 0),
        ("\u3000", 1),
        (" ", 0.5),
        ("\t", 1),
        ("一\n二", 2),
        ("一\t\n𠮷", 3),
        ("ｱ", 0.5),
        ("\ud800", 0.5),
    ],
)
def test_width(text: str, expected: float) -> None:
    assert width(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("网址：http://www.qingshan.gov.cn/，", True),
        ("邮箱：linyebangongshi@qs.gov.cn", True),
        ("a.234567890123456789", False),
        ("a.2345678901234567890", True),
        ("a.234567890 23456789012", False),
        ("电话：0000-66123456，0000-66123457", False),
        ("2026.11.20-2026.12.31，123456789012345678901.50元", False),
        ("Internationalizationalism", False),
        ("", False),
    ],
)
def test_a_long_word_is_an_address_of_more_than_twenty_characters(text: str, expected: bool) -> None:
    assert has_long_word(text) is expected


@given(st.text(alphabet="国。 ab12./@\n", max_size=90))
def test_a_long_word_is_found_wherever_it_stands(text: str) -> None:
    runs = re.findall("[!-~]+", text)
    expected = any(len(run) > 20 and re.search("[a-z]", run) and re.search("[./]", run) for run in runs)
    assert has_long_word(text) is expected


@given(texts, texts)
def test_width_is_additive(left: str, right: str) -> None:
    assert width(left + right) == width(left) + width(right)


def test_15834_5_1_no_mark_begins_or_ends_a_line_that_may_not() -> None:
    """Asked of the quick road of full-width texts, too: the mark would begin the second line."""
    begun = [mark for mark in NEVER_STARTS_LINE if may_turn(FILL, mark) or may_turn(mark, mark)]
    ended = [mark for mark in NEVER_ENDS_LINE if may_turn(mark, FILL)]
    assert (begun, ended) == ([], [])
    full_width = [mark for mark in NEVER_STARTS_LINE if width(mark) == 1 and mark >= "\u2010"]
    assert {"，", "。", "》", "）", "—", "…", "％"} <= set(full_width)
    assert [mark for mark in full_width if full_width_ends(FILL * 4 + mark + FILL * 3, 4, 4)[0] == 4] == []
