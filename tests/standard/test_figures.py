"""Every figure stands under the clause it comes from, and has the value that the clause gives."""

from __future__ import annotations

import pytest

from gongwen.standard import figures
from gongwen.standard.figures import Count, Figure, Range
from gongwen.standard.units import Length, Mm
from tests.support.clause_table import clause_table

SET_BY_A_CLAUSE = {name: value for name, value in vars(figures).items() if isinstance(value, Figure | Count | Range)}


@pytest.mark.parametrize("name", [name for name, value in SET_BY_A_CLAUSE.items() if isinstance(value, Figure)])
def test_every_length_has_a_tolerance_that_is_no_larger_than_itself(name: str) -> None:
    figure = SET_BY_A_CLAUSE[name]
    assert isinstance(figure, Figure)
    assert isinstance(figure.value, Length)
    assert Mm(0) <= figure.tolerance < figure.value


@pytest.mark.parametrize("name", SET_BY_A_CLAUSE)
def test_every_figure_stands_in_the_row_of_its_clause_with_its_tolerance(name: str) -> None:
    figure = SET_BY_A_CLAUSE[name]
    row = clause_table()[figure.clause]
    if isinstance(figure, Count):
        assert {f"{figure.value} 字", f"{figure.value} 行"} & set(row.figures)
    elif isinstance(figure, Range):
        assert _written(figure.ideal) & set(row.figures)
        assert {f"{least}–{most}" for least, most in _pairs(figure)} & set(row.tolerances)
    else:
        assert _written(figure.value) & set(row.figures)
        if figure.tolerance > Mm(0):
            assert {f"±{written}" for written in _written(figure.tolerance)} & set(row.tolerances)


def _written(length: Length) -> set[str]:
    return {f"{length.mm:g} mm", f"{length.pt:g} 磅"}


def _pairs(figure: Range) -> list[tuple[str, str]]:
    """The bounds as the table writes them: the unit once, at the end."""
    least, most = figure.least, figure.most
    return [(f"{least.mm:g}", f"{most.mm:g} mm"), (f"{least.pt:g}", f"{most.pt:g} 磅")]


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
