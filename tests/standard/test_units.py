"""A length names its unit, is never a bare number, and never changes."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.standard.units import Length, Mm, Pt

millimetres = st.floats(-2000, 2000)


@pytest.mark.parametrize(
    ("points", "mm"), [(72, 25.4), (22, 7.7611), (16, 5.6444), (14, 4.9389), (29.6, 10.4422), (0, 0), (-0.25, -0.0882)]
)
def test_points_are_seventy_seconds_of_an_inch(points: float, mm: float) -> None:
    assert Pt(points).mm == pytest.approx(mm, abs=1e-4)
    assert Mm(mm).pt == pytest.approx(points, abs=1e-3)


@given(millimetres, millimetres)
def test_lengths_add_and_subtract_as_their_millimetres_do(a: float, b: float) -> None:
    assert (Mm(a) + Mm(b)).mm == a + b
    assert (Mm(a) - Mm(b)).mm == a - b
    assert (-Mm(a)).mm == -a
    assert Mm(a) + Mm(b) - Mm(b) - Mm(a) == Mm(a + b - b - a)


@given(millimetres, st.floats(-100, 100).filter(lambda factor: abs(factor) > 1e-6))
def test_a_multiple_is_a_length_and_a_ratio_is_a_number(mm: float, factor: float) -> None:
    assert (Mm(mm) * factor).mm == (factor * Mm(mm)).mm == mm * factor
    assert (Mm(mm) / factor).mm == mm / factor
    assert Mm(mm) / Mm(factor) == mm / factor


@given(millimetres, millimetres)
def test_lengths_are_ordered_by_distance(a: float, b: float) -> None:
    assert (Mm(a) < Mm(b)) == (a < b)
    assert (Mm(a) <= Mm(b)) == (a <= b)
    assert (Mm(a) > Mm(b)) == (a > b)
    assert (Mm(a) >= Mm(b)) == (a >= b)
    assert sorted([Mm(a), Mm(b)]) == [Mm(value) for value in sorted([a, b])]


@given(millimetres)
def test_equal_lengths_have_one_hash(mm: float) -> None:
    assert Mm(mm) == Length(mm)
    assert hash(Mm(mm)) == hash(Length(mm))
    assert len({Mm(mm), Length(mm)}) == 1


def test_a_length_is_no_number() -> None:
    wrong: Any = 5
    nothing: Any = 0
    assert Mm(5) != wrong
    assert Mm(0) != nothing
    for operation in (
        lambda: Mm(5) + wrong,
        lambda: Mm(5) - wrong,
        lambda: Mm(5) < wrong,
        lambda: Mm(5) >= wrong,
        lambda: wrong + Mm(5),
        lambda: float(wrong and Mm(5)),  # type: ignore[arg-type]
    ):
        with pytest.raises((TypeError, AttributeError)):
            operation()


def test_a_length_cannot_be_changed() -> None:
    length = Mm(37)
    with pytest.raises(AttributeError, match="immutable"):
        length.mm = 35  # type: ignore[misc, unused-ignore]
    with pytest.raises(AttributeError):
        length.inches = 1
    assert length == Mm(37)


def test_a_length_cannot_lose_its_value() -> None:
    length = Mm(37)
    with pytest.raises(AttributeError):
        del length.mm
    assert length.mm == 37


def test_a_length_survives_copying_and_pickling() -> None:
    for again in (copy.copy(Mm(37)), copy.deepcopy(Mm(37)), pickle.loads(pickle.dumps(Mm(37)))):
        assert again == Mm(37)


def test_a_length_says_itself_in_millimetres() -> None:
    assert repr(Mm(34.58)) == "Mm(34.58)"
    assert repr(Pt(72)) == "Mm(25.4)"
