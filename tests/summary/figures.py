"""Figures, indicators and rows that the suites of this room share."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from gongwen.summary import Indicator

__all__ = ["FOREST", "HALF_YEAR", "figures", "indicators", "optional", "row"]

HALF_YEAR: dict[str, Any] = {"unit": "青山镇人民政府", "period": "2026年上半年"}
FOREST: dict[str, Any] = {"指标": "造林面积", "单位": "亩", "本期": 1280, "上期": 1200, "目标": 1200}


def row(**changes: Any) -> dict[str, Any]:
    """The forest's row with changes."""
    return {**FOREST, **changes}


def figures(*, least: int = -(10**12), most: int = 10**12) -> st.SearchStrategy[Decimal]:
    """Decimals of every length that is read, with and without zeros at the end."""
    return st.integers(0, 6).flatmap(
        lambda places: st.decimals(least, most, places=places, allow_nan=False, allow_infinity=False)
    )


optional = st.one_of(st.none(), st.just(Decimal(0)), figures(), figures(least=0, most=1000))


def indicators(*units: str) -> st.SearchStrategy[Indicator]:
    """Indicators with any figures missing, zero, negative or equal."""
    free = st.builds(
        Indicator,
        name=st.sampled_from(["造林面积", "PM2.5", "其中：松树", "森林火灾"]),
        unit=st.sampled_from(units or ("亩", "", "万元", "%", "‰")),
        current=optional,
        previous=optional,
        target=optional,
    )
    level = st.builds(lambda value: Indicator("造林面积", "亩", value, value, value), figures())
    near = st.builds(
        lambda value, off: Indicator("造林面积", "亩", value, value + off, value + off),
        figures(least=1),
        st.sampled_from([Decimal("0.000001"), Decimal("0.01"), Decimal("-0.000001")]),
    )
    return st.one_of(free, level, near)
