"""合计: sums that reconcile with their rows to the last digit, and only of what may be added.

A total stands for the rows it was added from. So 上期 has one only when exactly the rows that have 本期 have it, and
目标 only when every row that has 本期 has it; otherwise the comparison would be one of different villages. Rates are
not added; they have a total only from the sums of 分子 and 分母.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from gongwen.summary.arithmetic import total
from gongwen.summary.indicator import Indicator, Ratio

__all__ = ["Total", "total_of"]


class Total(NamedTuple):
    """A total as an indicator of its own, and what had to be left out of it."""

    indicator: Indicator
    remarks: tuple[str, ...] = ()


def total_of(name: str, unit: str, rows: Sequence[Indicator]) -> Total:
    """Add up rows of one unit.

    >>> from decimal import Decimal
    >>> rows = [Indicator("甲", "亩", Decimal("0.1")), Indicator("乙", "亩", Decimal("0.2"))]
    >>> total_of("合计", "亩", rows).indicator.current
    Decimal('0.3')
    """
    empty = Indicator(name, unit)
    if not any(row.current is not None for row in rows):
        return Total(empty)
    return _rate(empty, rows) if empty.is_rate else _sum(empty, rows)


def _has(rows: Sequence[Indicator], figure: Callable[[Indicator], object | None]) -> set[int]:
    return {index for index, row in enumerate(rows) if figure(row) is not None}


def _sum(empty: Indicator, rows: Sequence[Indicator]) -> Total:
    remarks = []
    current = _has(rows, lambda row: row.current)
    previous, target = _has(rows, lambda row: row.previous), _has(rows, lambda row: row.target)
    if previous and previous != current:
        remarks.append(f"{empty.name}：报本期数和报上期数的不是同样几行，上期不合计")
    if target and not current <= target:
        remarks.append(f"{empty.name}：有的行缺目标数，目标不合计")
    return Total(
        Indicator(
            empty.name,
            empty.unit,
            total(row.current for row in rows if row.current is not None),
            total(row.previous for row in rows if row.previous is not None) if previous == current else None,
            total(row.target for row in rows if row.target is not None) if target >= current else None,
        ),
        tuple(remarks),
    )


def _rate(empty: Indicator, rows: Sequence[Indicator]) -> Total:
    current, previous = _has(rows, lambda row: row.current), _has(rows, lambda row: row.previous)
    ratio = _added([row.ratio for row in rows if row.current is not None])
    if ratio is None:
        return Total(empty, (f"{empty.name}是百分比，不能相加，合计不列；给出分子、分母即可计算",))
    before = _added([row.previous_ratio for row in rows if row.previous is not None]) if previous == current else None
    targets = {row.target for row in rows if row.current is not None}
    return Total(
        Indicator(
            empty.name,
            empty.unit,
            ratio.per(empty.unit),
            None if before is None else before.per(empty.unit),
            targets.pop() if len(targets) == 1 else None,
            ratio,
            before,
        ),
        (f"{empty.name}：上期缺分子、分母，上期不合计",) if previous and before is None else (),
    )


def _added(ratios: Sequence[Ratio | None]) -> Ratio | None:
    """The ratio of the sums, when every row has both."""
    known = [ratio for ratio in ratios if ratio is not None]
    if not known or len(known) != len(ratios):
        return None
    return Ratio(total(ratio.numerator for ratio in known), total(ratio.denominator for ratio in known))
