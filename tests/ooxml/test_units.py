"""Word's own units are whole numbers, and no further from the length than half of one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.ooxml.units import eighth_points, emu, half_points, points, twips
from gongwen.standard.units import Mm, Pt

lengths = st.floats(-500, 500).map(Mm)


@given(lengths)
def test_a_length_in_words_units_is_the_nearest_whole_number(length_: object) -> None:
    assert isinstance(length_, type(Mm(0)))
    for unit, in_points in ((twips, 1 / 20), (half_points, 1 / 2), (eighth_points, 1 / 8), (points, 1.0)):
        number = unit(length_)
        assert isinstance(number, int)
        assert abs(number * in_points - length_.pt) <= in_points / 2 + 1e-9
    assert abs(emu(length_) / 36_000 - length_.mm) <= 1 / 72_000 + 1e-9


@pytest.mark.parametrize(("mm", "eighths"), [(0.35, 8), (0.25, 6)])
def test_9704_7_4_1_rules_of_the_colophon_are_8_and_6_eighths_of_a_point(mm: float, eighths: int) -> None:
    assert eighth_points(Mm(mm)) == eighths


@pytest.mark.parametrize(("size", "halves"), [(22, 44), (16, 32), (14, 28), (10.5, 21)])
def test_sizes_of_type_are_half_points(size: float, halves: int) -> None:
    assert half_points(Pt(size)) == halves
