"""The one decimal context of this room: exact sums, no rounding but the one at the end, half up.

Python's own context keeps 28 digits and rounds half to even; sums of long columns and Babel's quantizing both need
more, and official figures round half up (四舍五入).
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal

__all__ = ["EXACT", "HUNDRED", "MOST_DECIMALS", "MOST_DIGITS", "percentage", "rounded", "total"]

EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
HUNDRED = Decimal(100)
MOST_DIGITS = 18
# 1 分 in 万元 has six decimals; more is the noise of a division.
MOST_DECIMALS = 6


def rounded(value: Decimal, places: int, rounding: str = ROUND_HALF_UP) -> Decimal:
    """Rounded half up, unless another way is asked for.

    >>> rounded(Decimal("2.345"), 2), rounded(Decimal("-2.345"), 2)
    (Decimal('2.35'), Decimal('-2.35'))
    """
    return value.quantize(Decimal(1).scaleb(-places), rounding=rounding, context=EXACT)


def total(values: Iterable[Decimal]) -> Decimal:
    """The exact sum, with the decimals of the longest.

    >>> total([Decimal("0.1"), Decimal("0.2")])
    Decimal('0.3')
    """
    result = Decimal(0)
    for value in values:
        result = EXACT.add(result, value)
    return result


def percentage(part: Decimal, whole: Decimal) -> Decimal:
    """``part`` of ``whole`` in percent, unrounded; ``whole`` is not zero."""
    return EXACT.divide(EXACT.multiply(part, HUNDRED), whole)
