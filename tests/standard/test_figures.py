"""Every figure stands under the clause it comes from, and has the value that the clause gives."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongwen.standard import figures
from gongwen.standard.figures import Count, Figure, Range
from gongwen.standard.kinds import KINDS
from gongwen.standard.units import Length, Mm
from gongwen.standard.vocabulary import ELEMENTS

STANDARD = Path(__file__).parents[3] / "shared" / "standard.md"

SET_BY_A_CLAUSE = {name: value for name, value in vars(figures).items() if isinstance(value, Figure | Count | Range)}
_ID = re.compile(
    r"(?:9704-\d+(?:\.\d+)*(?:-[a-z0-9])?|33476-[0-9A-Z.]+|TL-\d+(?:\.\d+)?|WZ-\d\d|12-旧规|国发〔1999〕25号)"
)


@pytest.mark.parametrize("name", SET_BY_A_CLAUSE)
def test_every_figure_names_a_clause(name: str) -> None:
    assert _ID.fullmatch(SET_BY_A_CLAUSE[name].clause)


@pytest.mark.parametrize("name", [name for name, value in SET_BY_A_CLAUSE.items() if isinstance(value, Figure)])
def test_every_length_has_a_tolerance_that_is_no_larger_than_itself(name: str) -> None:
    figure = SET_BY_A_CLAUSE[name]
    assert isinstance(figure, Figure)
    assert isinstance(figure.value, Length)
    assert Mm(0) <= figure.tolerance < figure.value


NAMED = sorted(
    {value.clause for value in SET_BY_A_CLAUSE.values()}
    | {element.clause for element in ELEMENTS.values()}
    | {traits.clause for traits in KINDS.values()}
)


@pytest.mark.skipif(not STANDARD.is_file(), reason="the clause table is not beside this repository")
@pytest.mark.parametrize("clause", NAMED)
def test_every_clause_that_is_named_stands_in_the_table(clause: str) -> None:
    assert _stands_in(clause, STANDARD.read_text(encoding="utf-8"))


def _stands_in(clause: str, text: str) -> bool:
    """As a row of the table, as its heading, or as the section of the table that it points at."""
    standard, _, rest = clause.partition("-")
    written = [clause]
    if standard == "12":
        written = ["旧规与 2012 版对照"]
    elif standard == "TL":
        written.append(f"第 {rest} 条")
    elif standard == "33476" and rest == "A":
        written.append("附录 A")
    return any(words in text for words in written)


@pytest.mark.parametrize(
    ("name", "mm"),
    [
        ("PAGE_WIDTH", 210),
        ("PAGE_HEIGHT", 297),
        ("TOP_MARGIN", 37),
        ("BINDING_MARGIN", 28),
        ("TYPE_AREA_WIDTH", 156),
        ("TYPE_AREA_HEIGHT", 225),
        ("MARK_TOP", 72),
        ("MARK_CENTRE", 106),
        ("RULE_BELOW_NUMBER", 4),
        ("RED_RULE_WIDTH", 156),
        ("SEAL_BELOW_TEXT", 10.39),
        ("COLOPHON_THICK_RULE", 0.35),
        ("COLOPHON_THIN_RULE", 0.25),
        ("COLOPHON_LAST_RULE", 262),
        ("FOLIO_DASH", 269),
        ("BODY_CHARACTER_HEIGHT", 5.54),
    ],
)
def test_9704_lengths_are_those_of_the_clause(name: str, mm: float) -> None:
    figure = SET_BY_A_CLAUSE[name]
    assert isinstance(figure, Figure)
    assert figure.value == Mm(mm)


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("LINES_PER_PAGE", 22),
        ("CHARACTERS_PER_LINE", 28),
        ("FIRST_LINE_INDENT", 2),
        ("SEALED_DATE_RIGHT", 4),
        ("UNSEALED_NAME_RIGHT", 2),
        ("UNSEALED_DATE_SHIFT", 2),
        ("ATTACHMENT_TITLE_LINE", 3),
        ("COLOPHON_SIDE", 1),
        ("FOLIO_SIDE", 1),
    ],
)
def test_9704_counts_are_those_of_the_clause(name: str, count: int) -> None:
    assert SET_BY_A_CLAUSE[name].__class__ is Count
    assert SET_BY_A_CLAUSE[name][0] == count


def test_9704_3_2_one_line_is_a_characters_height_and_seven_eighths() -> None:
    height = figures.BODY_CHARACTER_HEIGHT.value
    assert (height * 7 / 8).mm == pytest.approx(figures.LINE_LEADING.value.mm, abs=0.005)
    assert (height + figures.LINE_LEADING.value).mm == pytest.approx(figures.ONE_EMPTY_LINE.ideal.mm, abs=0.005)
    assert figures.TWO_EMPTY_LINES.ideal == figures.ONE_EMPTY_LINE.ideal * 2


@pytest.mark.parametrize("gap", [figures.ONE_EMPTY_LINE, figures.TWO_EMPTY_LINES])
def test_amb_03_both_readings_of_an_empty_line_are_lawful(gap: Range) -> None:
    assert gap.least < gap.ideal < gap.most


def test_9704_5_2_1_the_type_area_is_what_the_margins_leave() -> None:
    sides = (figures.TYPE_AREA_LEFT, figures.TYPE_AREA_TOP, figures.TYPE_AREA_RIGHT, figures.TYPE_AREA_BOTTOM)
    assert sides == (Mm(28), Mm(37), Mm(184), Mm(262))
    assert figures.MARK_CENTRE.value == (figures.TYPE_AREA_LEFT + figures.TYPE_AREA_RIGHT) / 2
    assert figures.MARK_TOP.value - figures.TYPE_AREA_TOP == Mm(35)
    assert figures.FOLIO_DASH.value - figures.TYPE_AREA_BOTTOM == Mm(7)
