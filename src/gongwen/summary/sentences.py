"""Sentences about indicators, in the plain wording of official documents: one fixed phrase for each case.

Whether more is better is not assumed: figures go up or down and stand to their target, nothing is praised.
"""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from gongwen.summary.arithmetic import EXACT, HUNDRED, rounded
from gongwen.summary.indicator import Change, Indicator
from gongwen.summary.quantities import RATES
from gongwen.summary.writing import Writing, write_number

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["change_cell", "completion_cell", "paragraphs", "remarks_of", "sentence"]

_PLACES_OF_POINTS = 2
_SENTENCES_IN_PARAGRAPH = 4
NO_FIGURE = "—"

_CHANGE: MappingProxyType[Change, str] = MappingProxyType(
    {
        Change.UP: "{comparison}{rise}{amount}",
        Change.DOWN: "{comparison}下降{amount}",
        Change.LEVEL: "与{base}持平",
        Change.FROM_ZERO: "{base}为{previous}",
        Change.BELOW_ZERO: "{base}为{previous}",
        Change.UNKNOWN: "",
    }
)
_NEARLY_LEVEL = "与{base}基本持平"
_WHY_NO_GROWTH: MappingProxyType[Change, str] = MappingProxyType(
    {
        Change.FROM_ZERO: "上期为0，不计{comparison}",
        Change.BELOW_ZERO: "本期或上期为负数，不计{comparison}",
        Change.UNKNOWN: "缺上期数，未计{comparison}",
    }
)


def sentence(indicator: Indicator, writing: Writing | None = None, scope: str = "") -> str:
    """One sentence: the figure, its change, its target; what is missing is left out, and nothing is said without 本期.

    ``scope`` (全镇) stands before the indicator's name.

    >>> fires = Indicator("森林火灾", "起", current=Decimal(2), previous=Decimal(0), target=Decimal(0))
    >>> sentence(fires, scope="全镇")
    '全镇森林火灾2起，上年同期为0起，年度目标为0起。'
    """
    writing = writing or Writing()
    if indicator.current is None:
        return ""
    clauses = (
        f"{_subject(indicator, scope)}{_figure(indicator.current, indicator, writing)}",
        _change(indicator, writing),
        _target(indicator, writing),
    )
    return "，".join(clause for clause in clauses if clause) + "。"


def paragraphs(indicators: Sequence[Indicator], writing: Writing, scope: str) -> list[str]:
    """Sentences of several indicators, a few a paragraph; only the first of each paragraph names the scope."""
    told = [indicator for indicator in indicators if indicator.current is not None]
    return [
        "".join(
            sentence(indicator, writing, scope if index == 0 else "")
            for index, indicator in enumerate(told[start : start + _SENTENCES_IN_PARAGRAPH])
        )
        for start in range(0, len(told), _SENTENCES_IN_PARAGRAPH)
    ]


def change_cell(indicator: Indicator, writing: Writing) -> str:
    """The change as a cell of a table: 增长6.7%, 提高3.5个百分点, 持平."""
    change, growth = indicator.change, indicator.growth
    if growth is None:
        return NO_FIGURE
    if change is Change.LEVEL:
        return "持平"
    if _is_nothing(growth, indicator, writing):
        return "基本持平"
    return f"{_rise(indicator) if change is Change.UP else '下降'}{_amount(growth, indicator, writing, fixed=True)}"


def completion_cell(indicator: Indicator, writing: Writing) -> str:
    """The completion as a cell of a table."""
    completion = indicator.completion
    return NO_FIGURE if completion is None else _completion(completion, writing, fixed=True)


def remarks_of(indicators: Sequence[Indicator], writing: Writing) -> list[str]:
    """What could not be computed, for each indicator that lacks what others have."""
    compared = any(indicator.previous is not None for indicator in indicators)
    aimed = any(indicator.target is not None for indicator in indicators)
    remarks = []
    for indicator in indicators:
        if indicator.current is None:
            remarks.append(f"{indicator.name}：缺本期数，文中不写")
            continue
        if compared and indicator.growth is None:
            remarks.append(
                f"{indicator.name}：{_WHY_NO_GROWTH[indicator.change].format(comparison=writing.comparison)}"
            )
        if aimed and indicator.completion is None:
            why = "缺目标数" if indicator.target is None else "目标为0或有负数"
            remarks.append(f"{indicator.name}：{why}，未计完成率")
    return remarks


def _subject(indicator: Indicator, scope: str) -> str:
    """The name, after 全镇 where that is not said yet, and 为 where the figure would run into the name."""
    name = indicator.name
    if scope and not name.startswith((scope, "全", "其中")):
        name = scope + name
    runs_into = re.search(r"[0-9A-Za-z.%‰-]$", name) or (indicator.current is not None and indicator.current < 0)
    return f"{name}为" if runs_into else name


def _figure(value: Decimal, indicator: Indicator, writing: Writing) -> str:
    return f"{writing.number(value)}{indicator.unit}"


def _change(indicator: Indicator, writing: Writing) -> str:
    growth, previous = indicator.growth, indicator.previous
    words = {"comparison": writing.comparison, "base": writing.base, "rise": _rise(indicator)}
    if growth and _is_nothing(growth, indicator, writing):
        return _NEARLY_LEVEL.format_map(words)
    if growth is not None:
        words["amount"] = _amount(growth, indicator, writing)
    if previous is not None:
        words["previous"] = _figure(previous, indicator, writing)
    return _CHANGE[indicator.change].format_map(words)


def _rise(indicator: Indicator) -> str:
    return "提高" if indicator.is_rate else "增长"


def _is_nothing(growth: Decimal, indicator: Indicator, writing: Writing) -> bool:
    """Whether a change is so small that its figure would read 0."""
    return rounded(growth, _PLACES_OF_POINTS if indicator.is_rate else writing.places) == 0


def _amount(growth: Decimal, indicator: Indicator, writing: Writing, *, fixed: bool = False) -> str:
    if indicator.is_rate:
        return _points(growth, indicator)
    return writing.percent(abs(growth), fixed=fixed)


def _points(difference: Decimal, indicator: Indicator) -> str:
    return write_number(difference.copy_abs(), places=_PLACES_OF_POINTS) + RATES[indicator.unit]


def _target(indicator: Indicator, writing: Writing) -> str:
    if indicator.target is None or indicator.current is None:
        return ""
    completion = indicator.completion
    if indicator.is_rate and completion is not None:
        return _against_rate(indicator, writing)
    if completion is None:
        return f"{writing.target_name}为{_figure(indicator.target, indicator, writing)}"
    return f"完成{writing.target_name}的{_completion(completion, writing)}"


def _against_rate(indicator: Indicator, writing: Writing) -> str:
    """A rate is so many points above or below its target; a percentage of a percentage says nothing."""
    assert indicator.current is not None
    assert indicator.target is not None
    distance = EXACT.subtract(indicator.current, indicator.target)
    if distance == 0:
        return f"达到{writing.target_name}"
    if rounded(distance, _PLACES_OF_POINTS) == 0:
        return f"接近{writing.target_name}"
    return f"{'高于' if distance > 0 else '低于'}{writing.target_name}{_points(distance, indicator)}"


def _completion(completion: Decimal, writing: Writing, *, fixed: bool = False) -> str:
    """A target that was missed by a hair is not rounded up to 100%."""
    if completion < HUNDRED and rounded(completion, writing.places) >= HUNDRED:
        return writing.percent(completion, places=_PLACES_OF_POINTS, rounding=ROUND_DOWN)
    return writing.percent(completion, fixed=fixed)
