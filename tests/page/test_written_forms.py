"""Numbers and dates in whatever form they are typed stand on the page in the form of the standard (7.2.5, 7.3.5.4)."""

from __future__ import annotations

import pytest

import gongwen
from tests.page.clauses import clause
from tests.page.measures import colophon_lines, line_above, red_rules
from tests.page.press import AGENCY, COLOPHON, Printed, notice, printed

NUMBERS = {
    "round brackets": "青政发(2026)29号",
    "square brackets": "青政发[2026]29号",
    "black brackets": "青政发【2026】29号",
    "small brackets": "青政发﹝2026﹞29号",
    "the word 第": "青政发〔2026〕第29号",
    "empty places": "青政发〔2026〕0029号",
    "blanks": "青政发 〔2026〕 29 号",
}
UNUSABLE_NUMBERS = {
    "year of two digits": "青政发〔26〕29号",
    "no year": "青政发29号",
    "no code": "〔2026〕29号",
    "two numbers": "青政发〔2026〕29号，云政发〔2026〕3号",
}
DATES = {
    "iso": "2026-03-02",
    "empty places": "2026年03月02日",
    "chinese figures": "二〇二六年三月二日",
    "dots": "2026.3.2",
}
UNUSABLE_DATES = {"year of two digits": "26年3月2日", "no day": "2026年3月", "no such day": "2026-2-30"}


@pytest.fixture(scope="module")
def documents() -> Printed:
    numbers = {f"number: {name}": notice(number=text) for name, text in NUMBERS.items()}
    dates = {
        f"date: {name}": notice(date=text, **{**COLOPHON, "print_date": text}, number="青政发〔2026〕8号")
        for name, text in DATES.items()
    }
    return printed({**numbers, **dates})


@clause("9704-7.2.5-b", "9704-7.2.5-c", "9704-7.2.5-d")
@pytest.mark.parametrize("name", NUMBERS)
def test_the_number_is_code_year_in_hexagonal_brackets_and_sequence(
    documents: Printed, profile: str, name: str
) -> None:
    page = documents(f"number: {name}", profile)[0]
    (rule,) = red_rules(page)
    number = max((line for line in page.lines if line.bottom < rule.top), key=lambda line: line.baseline)
    assert number.spaced_text == "青政发\N{LEFT TORTOISE SHELL BRACKET}2026\N{RIGHT TORTOISE SHELL BRACKET}29号"


@clause("9704-7.2.5-b", "9704-7.2.5-c", "9704-7.2.5-d", "9704-7.2.5-g")
@pytest.mark.parametrize("name", UNUSABLE_NUMBERS)
def test_what_is_no_number_is_refused(name: str) -> None:
    with pytest.raises(gongwen.InputError, match="发文字号"):
        notice(number=UNUSABLE_NUMBERS[name])


@clause("9704-7.3.5.4", "9704-7.4.3-b")
@pytest.mark.parametrize("name", DATES)
def test_dates_are_printed_in_arabic_figures_whole_and_without_empty_places(
    documents: Printed, profile: str, name: str
) -> None:
    page = documents(f"date: {name}", profile)[0]
    date = next(line for line in page.lines if line.text == "2026年3月2日")
    assert date.spaced_text == "2026年3月2日"
    assert line_above(page, date).text == AGENCY
    assert colophon_lines(page)[-1].text.endswith("2026年3月2日印发")


@clause("9704-7.3.5.4")
@pytest.mark.parametrize("name", UNUSABLE_DATES)
def test_what_is_no_whole_date_is_refused(name: str) -> None:
    with pytest.raises(gongwen.InputError, match="成文日期"):
        notice(date=UNUSABLE_DATES[name])
