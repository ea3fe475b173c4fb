"""Lengths with units.

One type, :class:`Length`, holds every distance; it is made by naming the unit (``Mm(37)``, ``Pt(16)``) and read by
naming the unit (``length.mm``, ``length.pt``). Sums, differences and multiples of lengths are lengths, so a bare
number never passes for a distance. Word's own units (twips, EMU, half-points) exist only in the ``ooxml`` room.

>>> (Mm(37) + Mm(35)).mm
72.0
>>> round(Pt(16).mm, 3)
5.644
>>> Mm(156) / Mm(5.2)
30.0
"""

from __future__ import annotations

from typing import overload

__all__ = ["ZERO", "Length", "Mm", "Pt"]

_MM_PER_POINT = 25.4 / 72
_tuple_of = tuple.__new__


class Length(tuple[float]):
    """A distance on the page; immutable, ordered, and never mixed up with a bare number.

    Lengths key the caches of the layout: as a tuple of one number they are hashed and compared without Python's help.
    """

    __slots__ = ()

    def __new__(cls, mm: float) -> Length:
        return tuple.__new__(cls, (float(mm),))

    @property
    def mm(self) -> float:
        """The length in millimetres."""
        return self[0]

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"Length is immutable; cannot set {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"Length is immutable; cannot delete {name}")

    def __reduce__(self) -> tuple[type[Length], tuple[float]]:
        return (Length, (self.mm,))

    @property
    def pt(self) -> float:
        """The length in points (1/72 inch)."""
        return self[0] / _MM_PER_POINT

    # What is reckoned from lengths is a number already, and needs none of the care of __new__.

    def __add__(self, other: Length) -> Length:  # type: ignore[override]  # lengths add up, tuples would join
        return _tuple_of(Length, (self[0] + other[0],))

    def __sub__(self, other: Length) -> Length:
        return _tuple_of(Length, (self[0] - other[0],))

    def __neg__(self) -> Length:
        return _tuple_of(Length, (-self[0],))

    def __mul__(self, factor: float) -> Length:  # type: ignore[override]
        return _tuple_of(Length, (self[0] * factor,))

    __rmul__ = __mul__  # type: ignore[assignment]

    @overload
    def __truediv__(self, other: Length) -> float: ...
    @overload
    def __truediv__(self, other: float) -> Length: ...
    def __truediv__(self, other: Length | float) -> float | Length:
        if isinstance(other, Length):
            return self[0] / other[0]
        return _tuple_of(Length, (self[0] / other,))

    def __repr__(self) -> str:
        return f"Mm({self.mm:g})"


def Mm(value: float) -> Length:  # noqa: N802 - a unit's constructor reads like a type
    """A length given in millimetres. Raises nothing for a number.

    >>> (Mm(37) + Mm(35)).mm
    72.0
    """
    return Length(value)


def Pt(value: float) -> Length:  # noqa: N802 - a unit's constructor reads like a type
    """A length given in points. Raises nothing for a number.

    >>> round(Pt(16).mm, 3)
    5.644
    """
    return Length(value * _MM_PER_POINT)


ZERO = Mm(0)
"""No length at all."""
