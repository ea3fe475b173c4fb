"""The specimen of every 文种 as it is printed: titles, units, punctuation and figures (9704-7.3.1-e, f, 9).

What a clerk types is the clerk's; here the library's own text must keep to the rules on language.
"""

from __future__ import annotations

import re

import pytest

import gongwen
from gongwen.specimens import specimen, specimen_kinds
from gongwen.standard import figures
from gongwen.standard.kinds import KINDS, Direction, Form, Kind
from tests.page.clauses import clause
from tests.page.measures import TOP, colophon_lines, red_rules, text_lines
from tests.page.press import Printed, printed
from tests.support.page import MeasuredDocument

DOCUMENTS = {kind.value: gongwen.load(specimen(kind.value).encode()) for kind in specimen_kinds()}
TITLED = [name for name, document in DOCUMENTS.items() if document.form is not Form.ORDER]
STATUTORY = [name for name in TITLED if KINDS[Kind(name)].direction is not Direction.INTERNAL]
UNITS = re.compile(
    r"\d\s*(?:市斤|市尺|市里|公分|公升|立升|平米|立米|马力|英里|英尺|英寸|华氏度|公吨|大卡|KG|Kg|KM|Km|ML|Ml)"
)
HALF_WIDTH_MARKS = re.compile(r"(?<=[\u4e00-\u9fff])[,;:!?()]|[,;:!?()](?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\.")
NESTED_TITLES = re.compile(r"《[^》]*《")
ELLIPSIS = re.compile(r"。。|\.\.\.|(?<!…)…(?!…)|…等")
FULL_WIDTH_FIGURES = re.compile(r"[０-９]")
SHORT_YEARS = re.compile(r"(?<!\d)\d{2}年(?:代|度|底|初|末)")
EMPTY_PLACES = re.compile(r"(?:年|月)0\d|〔\d{4}〕0|第0")
DATES = re.compile(r"\d{4}年(\d{1,2})月(\d{1,2})日")


@pytest.fixture(scope="module")
def documents() -> Printed:
    return printed(DOCUMENTS)


def _text(document: MeasuredDocument) -> str:
    """All text but the folios, without the breaks of lines."""
    return "".join(line.text for page in document for line in text_lines(page))


every_specimen = pytest.mark.parametrize("name", DOCUMENTS)


def _title(documents: Printed, name: str, profile: str) -> str:
    page = documents(name, profile)[0]
    rules = red_rules(page)
    below = rules[0].y if rules else TOP - 1
    size = figures.TITLE_SIZE.value.pt
    return "".join(line.text for line in page.lines if line.top > below and line.size_pt == size)


@clause("9704-7.3.1-e")
@pytest.mark.parametrize("name", STATUTORY)
def test_a_title_says_who_writes_about_what_in_which_kind_of_document(
    documents: Printed, profile: str, name: str
) -> None:
    title, issuer = _title(documents, name, profile), DOCUMENTS[name].issuers[0]
    assert re.fullmatch(rf"{issuer}关于.+的{name}", title)


@clause("9704-7.3.1-f")
@pytest.mark.parametrize("name", TITLED)
def test_a_title_has_no_mark_at_its_end(documents: Printed, profile: str, name: str) -> None:
    title = _title(documents, name, profile)
    assert title == DOCUMENTS[name].title
    assert title[-1].isalnum()


@clause("9704-9-a")
@every_specimen
def test_no_unit_outside_the_legal_ones_is_printed(documents: Printed, profile: str, name: str) -> None:
    assert UNITS.findall(_text(documents(name, profile))) == []


@clause("9704-9-b")
@every_specimen
def test_chinese_text_is_printed_with_full_width_marks(documents: Printed, profile: str, name: str) -> None:
    text = _text(documents(name, profile))
    # The third level of headings is numbered 1. by the standard itself; so are entries of 附件说明.
    for fault in (HALF_WIDTH_MARKS, NESTED_TITLES, ELLIPSIS):
        assert fault.findall(text) == []
    for marks in ("（）", "《》", "“”", "〔〕"):
        assert text.count(marks[0]) == text.count(marks[1])


@clause("9704-9-c")
@every_specimen
def test_figures_and_dates_are_printed_in_whole_half_width_numbers(documents: Printed, profile: str, name: str) -> None:
    text = _text(documents(name, profile))
    for fault in (FULL_WIDTH_FIGURES, SHORT_YEARS, EMPTY_PLACES):
        assert fault.findall(text) == []
    dates = DATES.findall(text)
    assert dates
    assert all(1 <= int(month) <= 12 and 1 <= int(day) <= 31 for month, day in dates)


@clause("9704-7.4.3-d")
@pytest.mark.parametrize("name", [name for name, document in DOCUMENTS.items() if document.print_date])
def test_the_day_of_printing_is_not_before_the_day_of_signing(documents: Printed, profile: str, name: str) -> None:
    document = DOCUMENTS[name]
    assert document.date is not None
    assert document.print_date is not None
    last = colophon_lines(documents(name, profile)[-1])[-1].text
    found = re.search(r"(\d{4})年(\d{1,2})月(\d{1,2})日印发$", last)
    assert found is not None
    assert [int(part) for part in found.groups()] >= [document.date.year, document.date.month, document.date.day]


@clause("9704-7.4.3-d")
def test_a_day_of_printing_before_that_of_signing_is_refused() -> None:
    with pytest.raises(gongwen.InputError, match=r"9704-7\.4\.3-d"):
        gongwen.render(gongwen.load(specimen("通知").replace("印发日期: 2026-09-14", "印发日期: 2026-09-13").encode()))
