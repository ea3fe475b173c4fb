"""Rules of dates: 成文日期, and the year of 发文字号 beside it (9704-7.3.5.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongwen.checking.page import Page
from gongwen.checking.rule import Hit, PageRule, page_rule, register
from gongwen.standard.dates import read_date, write_date
from gongwen.standard.grades import Grade
from gongwen.standard.roles import Role

__all__: list[str] = []

_NUMBERS = (Role.NUMBER, Role.LETTER_NUMBER, Role.NUMBER_AND_SIGNERS)
_DATES = (Role.DATE, Role.SEALED_DATE, Role.STAMP_DATE)

_FIRST_YEAR = 1900
_GOOD_DATE = re.compile(r"((?:19|20)\d{2})年([1-9]|1[0-2])月([1-9]|[12]\d|3[01])日")
_BAD_DATES = (
    (re.compile(r"\d{4}年(?:0\d月\d{1,2}日|\d{1,2}月0\d日)"), "日期编了虚位", "ERR-RQ-01"),
    (re.compile(r"[〇○零0OoＯ０一二三四五六七八九]{4}年[^\d]*"), "日期用了汉字数字", "ERR-RQ-02"),
    (re.compile(r"\d{4}\s*[.．/／\-－—]\s*\d{1,2}\s*[.．/／\-－—]\s*\d{1,2}"), "日期没有写“年月日”", "ERR-RQ-04"),
    (re.compile(r"\d{2}年\d{1,2}月\d{1,2}日"), "年份只写了两位", "ERR-RQ-05"),
    (re.compile(r"\d{4}年\d{1,2}月\d{1,2}号"), "写了“号”", "ERR-RQ-06"),
)


def _dates(page: Page) -> Iterator[Hit]:
    """成文日期 is written in Arabic digits, in full, without zeros, and is a day of the calendar."""
    for line in page.of(*_DATES):
        words = "".join(line.words.split())
        good = _GOOD_DATE.fullmatch(words)
        if good is not None and _is_a_day(good):
            if words != line.words:
                yield Hit("日期里有空格", "删去空格", line, found=line.words, required=words, safe=True)
            continue
        message, row = next(
            ((said, row) for bad, said, row in _BAD_DATES if bad.fullmatch(words)), ("日期不全或不存在", "ERR-RQ-07")
        )
        required = _day(words)
        cure = "写成“2026年3月2日”的样子"
        yield Hit(message, cure, line, line.words, line.words, required, safe=required[0].isdigit(), also=(row,))


def _is_a_day(found: re.Match[str]) -> bool:
    try:
        date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return False
    return True


def _day(words: str) -> str:
    """The date as it should be written, where its figures tell."""
    day = read_date(words.removesuffix("号"))
    return write_date(day) if day is not None and day.year >= _FIRST_YEAR else "阿拉伯数字的年月日"


register(
    PageRule(
        "9704-7.3.5.4",
        "date-writing",
        "成文日期用阿拉伯数字，年月日标全，不编虚位",
        Grade.MUST,
        _DATES,
        _dates,
        ("2024年01月05日", "二〇一二年七月一日", "2024.1.5", "24年1月5日", "2024年2月30日"),
        ("2024年1月5日", "2012年10月31日"),
        "9704-7.3.5.4",
        ("ERR-RQ-01", "ERR-RQ-02", "ERR-RQ-04", "ERR-RQ-05", "ERR-RQ-07"),
        of_words=True,
    )
)


@page_rule(
    "ERR-FWZH-11",
    "number-year-of-date",
    "发文字号的年份与成文日期相同",
    wrong="青政发〔2025〕8号，成文日期 2026年3月2日",
    right="青政发〔2026〕8号，成文日期 2026年3月2日",
    grade=Grade.PRACTICE,
    reads=(*_NUMBERS, *_DATES),
    clause="9704-7.2.5-b",
)
def number_year_of_date(page: Page) -> Iterator[Hit]:
    """A number of one year on a document of another is a slip, but for those signed about New Year."""
    for line in page.of(*_NUMBERS)[:1]:
        number = re.search(r"〔(\d{4})〕", line.text)
        for other in page.of(*_DATES)[:1]:
            signed = re.match(r"\s*(\d{4})年", other.text)
            if number and signed and number[1] != signed[1]:
                yield Hit("发文字号的年份与成文日期不同", "核对两处", line, number[0], number[1], signed[1])
