"""Cells that a source calculates with: texts that spell numbers are numbers, and a wrong one is known by its place.

Offices keep numbers as text (all of a .csv, cells with a green corner), and "8" + "18" is to be 26, not 818.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

__all__ = ["NUMBER_FORMS", "CellPlace", "CellText", "Excused", "WrongValueError", "number_or_text", "read_number"]

_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?", re.ASCII)
NUMBER_FORMS = "1280、12,860、-3.5、63.4%"
_LONGEST_NUMBER = 40


class CellPlace(NamedTuple):
    """Where a cell stands: its column, and its row when that is one of the second table."""

    column: str
    detail: int | None = None


class WrongValueError(ValueError):
    """A value that cannot be calculated with, and what could be; ``place`` when it is known which cell it is."""

    def __init__(self, value: object, what: str, allowed: str) -> None:
        super().__init__(f"“{value}”{what}")
        self.value, self.allowed = str(value), allowed
        self.place = value.place if isinstance(value, CellText) else None


def read_number(text: str) -> Decimal | None:
    """The number that a text spells, as people type it; None when it is none.

    >>> read_number("12,860"), read_number("６３.4％"), read_number("007"), read_number("约300")
    (Decimal('12860'), Decimal('0.634'), Decimal('7'), None)
    """
    if len(text) > _LONGEST_NUMBER:
        return None
    plain = unicodedata.normalize("NFKC", text).strip()
    if not _NUMBER.fullmatch(plain):
        return None
    number = Decimal(plain.rstrip("%").replace(",", ""))
    return number / 100 if plain.endswith("%") else number


class CellText(str):
    """The text of a cell that is compared or added.

    >>> CellText("8", CellPlace("户数")) < 18, CellText("8", CellPlace("户数")) < CellText("18", CellPlace("人数"))
    (True, True)
    """

    __slots__ = ("place",)
    place: CellPlace

    def __new__(cls, text: str, place: CellPlace) -> CellText:
        self = super().__new__(cls, text)
        self.place = place
        return self

    def number(self) -> int | float:
        """The number it spells. Raises :class:`WrongValueError` when that is none."""
        number = _plain_number(self)
        if number is None:
            raise WrongValueError(self, "不是数，不能与数比较、相加", NUMBER_FORMS)
        return number

    def _compared(self, other: object, compare: Callable[[Any, Any], bool]) -> bool:
        if isinstance(other, str):
            own, others = _plain_number(self), _plain_number(other)
            return compare(str(self), str(other)) if own is None or others is None else compare(own, others)
        return compare(self.number(), other) if isinstance(other, int | float) else NotImplemented

    def __lt__(self, other: object) -> bool:
        return self._compared(other, lambda one, two: one < two)

    def __le__(self, other: object) -> bool:
        return self._compared(other, lambda one, two: one <= two)

    def __gt__(self, other: object) -> bool:
        return self._compared(other, lambda one, two: one > two)

    def __ge__(self, other: object) -> bool:
        return self._compared(other, lambda one, two: one >= two)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, str) and str.__eq__(self, other):
            return True
        if not isinstance(other, str | int | float):
            return NotImplemented
        own = _plain_number(self)
        return own is not None and own == (_plain_number(other) if isinstance(other, str) else other)

    def __ne__(self, other: object) -> bool:
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    __hash__ = str.__hash__

    def __radd__(self, other: object) -> Any:  # of a sum
        return other + self.number() if isinstance(other, int | float) else NotImplemented

    def __round__(self, places: int | None = None) -> int | float:
        return round(self.number(), places)

    def __abs__(self) -> int | float:
        return abs(self.number())

    def lower(self) -> str:
        """Itself when it spells a number: what sorts by small letters sorts numbers as numbers."""
        return self if _plain_number(self) is not None else str.lower(self)


def _plain_number(text: str) -> int | float | None:
    number = read_number(text)
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def number_or_text(value: Any, *, beside: Any) -> Any:
    """An operand of ``+``: two cells that spell numbers are added, texts are joined.

    >>> village, eight = CellText("上坝村", CellPlace("村名")), CellText("8", CellPlace("户数"))
    >>> number_or_text(eight, beside=3), number_or_text(eight, beside="户"), number_or_text(eight, beside=village)
    (8, '8', '8')
    """
    if not isinstance(value, CellText):
        return value
    if not isinstance(beside, str):
        return value.number()
    number = _plain_number(value)
    joined = number is None or not isinstance(beside, CellText) or _plain_number(beside) is None
    return str(value) if joined else number


class Excused:
    """Stands for a cell whose fault is told already, so that the rest of the row can be looked at.

    ``doubt`` is called when something is decided by it: what is found from there on may be wrong.
    """

    def __init__(self, doubt: Callable[[], None]) -> None:
        self._doubt = doubt

    def __str__(self) -> str:
        return "……"

    def __bool__(self) -> bool:
        self._doubt()
        return False

    def _decide(self, _other: object) -> bool:
        self._doubt()
        return False

    __lt__ = __le__ = __gt__ = __ge__ = __eq__ = __ne__ = __contains__ = _decide
    __hash__ = object.__hash__

    def __len__(self) -> int:
        self._doubt()
        return 0

    def __iter__(self) -> Iterator[Any]:
        self._doubt()
        return iter(())

    def _stays(self, *_: object) -> Excused:
        return self

    __radd__ = __add__ = __round__ = __abs__ = __getitem__ = _stays
