"""Words of titles (9704-7.3.1-d, 词意完整): how a title is parted into them, and that no line ends inside one."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.layout.title import break_title
from gongwen.layout.title_words import title_words
from gongwen.layout.words import COMMON, PAIRS, WORDS, Part
from gongwen.pages.text import width
from tests.layout.subjects import SUBJECTS, MarkedTitle, marked_titles

MEASURE = 20.1  # 156 mm of 22-point characters

any_titles = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from([*sorted(WORDS)[::7], *sorted(COMMON)[::7], "2026年", "某", "第3期", "A&B"])).map("".join),
)


def parted(title: str) -> list[str]:
    return [title[start : start + size] for start, size, _ in title_words(title)]


@pytest.mark.parametrize(
    "words",
    [
        "普通高中 学业水平考试 报名",
        "行政区域界线 联合 检查",
        "小型 客车 免费 通行",
        "水源地 保护区 划定",
        "和 平安建设 工作",
        "大学生 志愿服务",
        "县 城乡居民 养老保险",
        "卫生健康局 长 乐 街道",
        "柳 河流域 综合治理",
        "2026年 第3期 12.5% 的 通知",
    ],
)
def test_a_title_is_parted_into_the_words_it_is_made_of(words: str) -> None:
    assert parted(words.replace(" ", "")) == words.split()


@given(any_titles)
def test_the_parts_join_to_the_title(title: str) -> None:
    assert "".join(parted(title)) == title
    for word, (_start, size, part) in zip(parted(title), title_words(title), strict=True):
        if part is Part.COMMON:
            assert word in COMMON
        elif part is Part.UNKNOWN:
            assert size == 1
        elif part not in (Part.NUMBER, Part.TIME):
            assert WORDS[word] is part


# ---------------------------------------------------------------------------------- titles of everyday subjects

TITLES = list(marked_titles(3, seed=20260921))


def ends_inside_words(title: MarkedTitle) -> list[str]:
    """The lines that end inside a word, each with what follows it."""
    lines = break_title(title.text, (), MEASURE, issuers=title.issuers)
    ends = accumulate(map(len, lines))
    return [f"{title.text[:end]} / {title.text[end:]}" for end in ends if end not in title.places]


def test_no_line_of_two_thousand_titles_ends_inside_a_word() -> None:
    """All but one line in five hundred: there are words that no table has."""
    assert len(TITLES) > 2000
    lines = sum(len(break_title(title.text, (), MEASURE, issuers=title.issuers)) - 1 for title in TITLES)
    bad = [line for title in TITLES for line in ends_inside_words(title)]
    assert len(bad) <= lines / 500, bad


def test_no_line_ends_inside_the_name_of_an_issuer() -> None:
    for title in TITLES:
        lines = break_title(title.text, (), MEASURE, issuers=title.issuers)
        assert all(any(issuer in line for line in lines) for issuer in title.issuers), lines


def test_what_is_in_book_title_marks_stands_on_a_line_of_its_own_where_it_fits_one() -> None:
    for title in TITLES:
        if "《" in title.text:
            inside = title.text[title.text.index("《") : title.text.index("》") + 1]
            lines = break_title(title.text, (), MEASURE, issuers=title.issuers)
            assert width(inside) > MEASURE - 2 or any(inside in line for line in lines), lines


def test_the_subjects_are_many_and_marked() -> None:
    assert len(SUBJECTS) > 700
    assert all(len(word) <= 7 for subject in SUBJECTS for word in subject)


# ---------------------------------------------------------------------------------- the tables


def test_longer_words_are_found_by_their_first_two_characters_the_longest_first() -> None:
    assert all(len(word) in PAIRS[word[:2]] for word in WORDS if len(word) > 1)
    assert all(PAIRS[word][-1] == 2 for word in COMMON)
    assert all(list(sizes) == sorted(set(sizes), reverse=True) for sizes in PAIRS.values())


def test_common_words_have_two_characters_and_are_in_no_other_table() -> None:
    assert all(len(word) == 2 for word in COMMON)
    assert not COMMON & set(WORDS)
