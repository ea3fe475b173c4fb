"""Where lines turn (15834-5.1), character by character."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gongwen.pages.line_turns import NEVER_ENDS_LINE, NEVER_STARTS_LINE
from gongwen.pages.text import width
from tests.pages.paragraphs import broken
from tests.pages.test_text import FILL, PLAIN, texts

NEXT = "民"
measures = st.sampled_from([28, 28.076, 27.5, 20.09, 13, 7.3, 3, 1, 0.5])
indents = st.sampled_from([0, 2, 1.5, -2, -3.5, 30])


# Each case stands after 28 (or as many as given) characters of a line of 28 and says how its end turns.
@pytest.mark.parametrize(
    ("filled", "text", "next_line"),
    [
        (28, NEXT, NEXT),
        (28, "。", "国。"),
        (28, "，" + NEXT, "国，民"),
        (27, "。”" + NEXT, "国。”民"),
        (28, "）", "国）"),
        (28, "％", "国％"),
        (28, "℃", "国℃"),
        (28, "…", "国…"),
        (27, "（" + NEXT, "（民"),
        (26, "“《" + NEXT, "“《民"),
        (27, "：“" + NEXT, "“民"),
        (27, "——" + NEXT, "国——民"),
        (26, "——" + NEXT, "民"),
        (27, "……" + NEXT, "国……民"),
        (27, "2026年", "2026年"),
        (27, "3.5万", "3.5万"),
        (27, "12:30", "12:30"),
        (27, "A&B", "A&B"),
        (27, "10%", "10%"),
        (27, "1,000", "1,000"),
        (27, "-15", "15"),
        (27, "±15", "±15"),
        (27, "3×4", "×4"),
        (27, "。2026年", "2026年"),
        (27, "”2026年", "2026年"),
        (27, "、《" + NEXT, "《民"),
        (26, "5G《" + NEXT, "《民"),
        (26, "2026-11-20", "2026-11-20"),
        (25, "2026-11-20", "11-20"),
        (27, "①②", "①②"),
        (26, "①②" + NEXT, NEXT),
        (27, "20～30", "20～30"),
        (26, "ab cd", "cd"),
        (28, "   " + NEXT, NEXT),
        (28, "\u3000\u3000" + NEXT, NEXT),
        (27, "𠮷𠮷", "𠮷"),
        (28, "e\u0301", "e\u0301"),
        (28, "一\u0301", "一\u0301"),
    ],
)
def test_where_a_line_turns(filled: int, text: str, next_line: str) -> None:
    assert broken(FILL * filled + text, 28)[1] == next_line


def test_blanks_hang_beyond_the_measure() -> None:
    assert broken(FILL * 4 + "  " + NEXT, 4) == [FILL * 4 + "  ", NEXT]
    assert broken(FILL * 4 + "  ", 4) == [FILL * 4 + "  "]


def test_what_is_longer_than_a_line_is_cut_at_the_measure() -> None:
    assert broken("x" * 13, 3) == ["x" * 6, "x" * 6, "x"]
    assert broken("国" + "x" * 7, 3) == ["国", "x" * 6, "x"]
    assert broken("。" * 7, 3) == ["。" * 3, "。" * 3, "。"]


def test_line_feeds_force_a_turn_and_stay_at_the_end() -> None:
    assert broken("一二三\n四五六七", 3, first_line_indent=1) == ["一二", "三\n", "四五六", "七"]
    assert broken("一\n", 3) == ["一\n", ""]
    assert broken("\n\n", 3) == ["\n", "\n", ""]
    assert broken("", 3) == [""]


def test_first_line_indent() -> None:
    assert broken(FILL * 60, 28, first_line_indent=2) == [FILL * 26, FILL * 28, FILL * 6]
    assert broken(FILL * 60, 28, first_line_indent=-2) == [FILL * 30, FILL * 28, FILL * 2]


@given(texts, measures, indents)
@example("》" * 9, 3, 30)
@example("·\u3000", 28, 30)
@example("", 28, 0)
def test_lines_join_to_the_text(text: str, measure: float, indent: float) -> None:
    lines = broken(text, measure, first_line_indent=indent)
    assert "".join(lines) == text
    assert all(lines) or text == "" or text.endswith("\n")


@given(texts, measures, indents)
def test_lines_keep_the_measure(text: str, measure: float, indent: float) -> None:
    first = True
    for line in broken(text, measure, first_line_indent=indent):
        room = measure - indent if first else measure
        first = False
        written = line.rstrip(" \u3000\t\n")
        one_character = sum(width(character) > 0 for character in written) == 1  # stands however narrow the line
        assert width(written) <= max(room, 0) + 1e-6 or one_character


def _slowly(text: str, measure: float, indent: float) -> list[str]:
    """The lines as the rules say it, character by character."""
    lines: list[str] = []
    room = measure - indent
    for piece in text.split("\n"):
        start = 0
        while True:
            fitting = (end for end in range(start, len(piece)) if width(piece[start : end + 1]) > max(room, 0) + 1e-6)
            end = max(next(fitting, len(piece)), start + 1)
            end += len(piece[end:]) - len(piece[end:].lstrip(" \u3000\t"))
            if end >= len(piece):
                break
            end = next((place for place in range(end, start, -1) if _may_turn(piece, place)), end)
            lines.append(piece[start:end])
            start = end
            room = measure
        lines.append(piece[start:] + "\n")
        room = measure
    lines[-1] = lines[-1][:-1]
    return lines


def _may_turn(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if after in NEVER_STARTS_LINE + " \u3000\t" or before in NEVER_ENDS_LINE or width(after) == 0:
        return False
    word = re.compile(r"[!-~\u0627\u0431±①]")
    return before == "-" or not (word.fullmatch(after) and (word.fullmatch(before) or width(before) == 0))


@given(
    st.text(alphabet="国国国国国国国作，。、：“”《（）—…％±①2026ab.%&- 😀𠮷\u0301\u200b\t\n\u3000", max_size=90),
    measures,
    indents,
)
def test_lines_are_those_of_the_rules_said_slowly(text: str, measure: float, indent: float) -> None:
    assert broken(text, measure, first_line_indent=indent) == _slowly(text, measure, indent)


@given(st.text(alphabet=PLAIN + "，。、；：“”《》（）—…2026a", max_size=150), st.sampled_from([28, 20, 13]), indents)
def test_kinsoku(text: str, measure: float, indent: float) -> None:
    for line, following in itertools.pairwise(broken(text, measure, first_line_indent=indent)):
        if any(_may_turn(line, place) for place in range(1, len(line))):
            assert following[0] not in NEVER_STARTS_LINE
            assert line[-1] not in NEVER_ENDS_LINE
            assert not (line[-1].isascii() and following[0].isascii())


@given(texts, measures, indents)
def test_lines_that_may_turn_within_words_join_to_the_text(text: str, measure: float, indent: float) -> None:
    lines = broken(text, measure, first_line_indent=indent, within_words=True)
    assert "".join(lines) == text


@given(st.text(alphabet="国村a1/_@", max_size=150), measures, indents)
def test_lines_that_may_turn_within_words_are_all_full(text: str, measure: float, indent: float) -> None:
    *full, _last = broken(text, measure, first_line_indent=indent, within_words=True)
    rooms = [measure - indent, *[measure] * len(full)]
    assert all(width(line) > room - 1 for line, room in zip(full, rooms, strict=False))


def test_a_long_word_is_divided_where_its_line_ends() -> None:
    text = FILL * 20 + "http://www.qingshan.gov.cn/2026/"
    assert broken(text, 28, within_words=True) == [text[:36], text[36:]]
    assert broken(text, 28) == [text[:20], text[20:]]
