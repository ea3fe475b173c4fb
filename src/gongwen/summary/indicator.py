"""An indicator: a name, a unit and up to three figures, and what follows from them: change and completion."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from gongwen.summary.arithmetic import EXACT, percentage, rounded
from gongwen.summary.quantities import RATES, scaled, to_unit

__all__ = ["Change", "Indicator", "Ratio"]

_PLACES_OF_RATES = 2


class Ratio(NamedTuple):
    """What a rate was counted from: 分子 and 分母; a rate of many villages follows from their sums."""

    numerator: Decimal
    denominator: Decimal

    def per(self, unit: str) -> Decimal:
        """The rate in percent or per mille, to two decimals."""
        return rounded(self.exactly(unit), _PLACES_OF_RATES).normalize(EXACT)

    def exactly(self, unit: str) -> Decimal:
        """The rate, unrounded."""
        percent = percentage(self.numerator, self.denominator)
        return percent if unit == "%" else EXACT.multiply(percent, Decimal(10))


class Change(Enum):
    """How 本期 stands to 上期."""

    UP = "增长"
    DOWN = "下降"
    LEVEL = "持平"
    FROM_ZERO = "上期为零"
    BELOW_ZERO = "有负数"
    UNKNOWN = "缺数"


@dataclass(frozen=True)
class Indicator:
    """One indicator, immutable; None stands for a figure that is missing.

    >>> Indicator("造林面积", "亩", current=Decimal(1280), target=Decimal(1600)).completion
    Decimal('80')
    """

    name: str
    unit: str = ""
    current: Decimal | None = None
    previous: Decimal | None = None
    target: Decimal | None = None
    ratio: Ratio | None = None
    previous_ratio: Ratio | None = None

    @property
    def is_rate(self) -> bool:
        """Whether the figures are percentages; these change in points and are never added up."""
        return self.unit in RATES

    @property
    def change(self) -> Change:
        """Which of the cases the comparison is."""
        if self.current is None or self.previous is None:
            return Change.UNKNOWN
        if self.current == self.previous:
            return Change.LEVEL
        if not self.is_rate:
            if self.current < 0 or self.previous < 0:
                return Change.BELOW_ZERO
            if self.previous == 0:
                return Change.FROM_ZERO
        return Change.UP if self.current > self.previous else Change.DOWN

    @property
    def growth(self) -> Decimal | None:
        """同比, unrounded: percent, or points for a rate; None where there is none (missing, zero or negative base)."""
        if self.current is None or self.previous is None or self.change in (Change.FROM_ZERO, Change.BELOW_ZERO):
            return None
        difference = EXACT.subtract(self.current, self.previous)
        if self.is_rate or difference == 0:
            return difference
        return percentage(difference, self.previous)

    @property
    def completion(self) -> Decimal | None:
        """完成率 (本期/目标) in percent, unrounded; None where it means nothing (missing, zero or negative)."""
        if self.current is None or self.target is None or self.target <= 0 or self.current < 0:
            return None
        return percentage(self.current, self.target)

    def in_unit(self, unit: str) -> Indicator:
        """The same indicator in another unit (元 to 万元), exactly. Raises ``ValueError`` when that is no scale."""
        power = to_unit(self.unit, unit)
        if power is None:
            raise ValueError(f"“{self.unit}”不能换算成“{unit}”；只能在元、万元、亿元这样的单位之间换算")
        current, previous, target = (
            None if value is None else scaled(value, power) for value in (self.current, self.previous, self.target)
        )
        return replace(self, unit=unit, current=current, previous=previous, target=target)
