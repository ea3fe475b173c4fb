"""Rows of figures read into indicators: every column by its name, every fault with row, column and value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from gongwen.errors import Fault, InputError
from gongwen.summary.arithmetic import EXACT
from gongwen.summary.indicator import Indicator, Ratio
from gongwen.summary.quantities import RATES, UnreadableError, is_blank, read_quantity
from gongwen.summary.writing import Writing

__all__ = [
    "COLUMNS",
    "Cells",
    "Row",
    "cells_of",
    "column_of",
    "indicator_of",
    "nearest",
    "read_indicator",
    "read_indicators",
]

COLUMNS: MappingProxyType[str, tuple[str, ...]] = MappingProxyType(
    {
        "indicator": ("指标", "指标名称", "项目"),
        "unit": ("单位", "计量单位"),
        "current": ("本期", "本期数"),
        "previous": ("上期", "上期数", "上年同期", "去年同期"),
        "target": ("目标", "目标数", "年度目标"),
        "numerator": ("分子", "本期分子"),
        "denominator": ("分母", "本期分母"),
        "previous_numerator": ("上期分子",),
        "previous_denominator": ("上期分母",),
    }
)
"""English name of each column, and the names that offices give it; the first is the one of messages."""

_NAMES = {name: column for column, names in COLUMNS.items() for name in (column, *names)}
_UNREAD = frozenset({"序号", "备注", "note"})
_FIGURES = ("current", "previous", "target", "numerator", "denominator", "previous_numerator", "previous_denominator")


def column_of(name: str) -> str | None:
    """The column that a name means, or None."""
    return _NAMES.get(name.strip())


def nearest(name: str, known: Iterable[str], otherwise: str) -> str:
    """A cure that proposes the known name nearest to an unknown one."""
    matches = get_close_matches(name.strip(), list(known), n=1, cutoff=0.4)
    return f"是不是“{matches[0]}”？改成它，或{otherwise}" if matches else otherwise


@dataclass(frozen=True)
class Row:
    """A row's place: its number, from 1, and whose row it is."""

    line: int
    owner: str = ""

    def fault(self, code: str, message: str, cure: str, **more: Any) -> Fault:
        """A fault of this row."""
        return Fault(code, f"{self.owner}{message}", cure, line=self.line, **more)


@dataclass
class Cells:
    """The cells of one row by column; ``names`` remembers how the row itself calls each column."""

    values: dict[str, Any] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def text(self, column: str) -> str:
        """A cell as text, empty when blank."""
        value = self.values.get(column)
        return "" if is_blank(value) and column != "unit" else str("" if value is None else value).strip()


def cells_of(row: Mapping[Any, Any], place: Row, others: Iterable[str] = ()) -> tuple[Cells, list[Fault]]:
    """Sort a row's cells by column; ``others`` are column names that the caller reads itself."""
    cells, faults = Cells(), []
    for key, value in row.items():
        name = str(key).strip()
        column = column_of(name)
        if name in others or name in _UNREAD or (column is None and is_blank(value)):
            continue
        if column is None:
            names = [names[0] for names in COLUMNS.values()]
            faults.append(
                place.fault(
                    "unknown-column", "不认识的列", nearest(name, names, "删去这一列"), field=name, value=_shown(value)
                )
            )
        elif column in cells.values:
            faults.append(place.fault("column-twice", f"与“{cells.names[column]}”是同一列", "只留一列", field=name))
        else:
            cells.values[column], cells.names[column] = value, name
    return cells, faults


def read_indicator(cells: Cells, place: Row, writing: Writing) -> tuple[Indicator | None, list[Fault]]:
    """The indicator of one row, or its faults."""
    faults: list[Fault] = []
    name, unit = cells.text("indicator"), cells.text("unit")
    if not name:
        faults.append(place.fault("missing-field", "没有写指标名称", "补写这一项", field="指标"))
    unit = {"％": "%", "百分比": "%"}.get(unit, unit)
    if not unit and _is_percentage(cells):
        unit = "%"
    figures: dict[str, Decimal | None] = {}
    for column in _FIGURES:
        given = cells.values.get(column)
        is_part = column.endswith("nator")
        try:
            figures[column] = read_quantity(given, "" if is_part else unit, None if writing.units else writing.decimals)
        except UnreadableError as why:
            faults.append(
                place.fault(why.code, why.message, why.cure, field=_field(name, cells, column), value=_shown(given))
            )
    if faults:
        return None, faults
    ratios = {}
    for prefix, column in (("", "current"), ("previous_", "previous")):
        ratio, fault = _ratio(figures, prefix, column, unit, place, name)
        ratios[column] = ratio
        if fault:
            faults.append(fault)
        elif ratio and figures[column] is None:
            figures[column] = ratio.per(unit)
    if faults:
        return None, faults
    indicator = Indicator(
        name,
        unit,
        figures["current"],
        figures["previous"],
        figures["target"],
        ratios["current"],
        ratios["previous"],
    )
    return _in_unit_asked_for(indicator, place, writing)


def read_indicators(
    rows: Iterable[Mapping[str, Any] | Indicator], writing: Writing | None = None
) -> tuple[list[Indicator], list[Fault]]:
    """All indicators of the rows in their order, and all faults; blank rows are passed over."""
    writing = writing or Writing()
    indicators: list[Indicator] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for line, row in enumerate(rows, start=1):
        place = Row(line)
        indicator: Indicator | None
        found: list[Fault]
        if isinstance(row, Indicator):
            indicator, found = row, []
        elif not isinstance(row, Mapping):
            faults.append(not_a_row(place, row))
            continue
        elif all(is_blank(value) for value in row.values()):
            continue
        else:
            cells, found = cells_of(row, place)
            indicator, more = read_indicator(cells, place, writing)
            found += more
        faults += found
        if indicator is None:
            continue
        if indicator.name in seen:
            faults.append(
                place.fault(
                    "duplicate-row",
                    f"与第{seen[indicator.name]}行重复",
                    "删去一行，或把指标名称写得有区别",
                    field="指标",
                    value=indicator.name,
                )
            )
        seen.setdefault(indicator.name, line)
        indicators.append(indicator)
    return indicators, faults


def indicator_of(row: Mapping[str, Any]) -> Indicator:
    """An indicator from a row: 指标, 单位, 本期, 上期, 目标 (or their English names).

    Raises :class:`~gongwen.InputError` with every fault of the row.

    >>> indicator_of({"指标": "造林面积", "单位": "亩", "本期": 1280, "上期": 1200, "目标": 1600}).completion
    Decimal('80')
    """
    indicators, faults = read_indicators([row])
    if faults:
        raise InputError(faults)
    return indicators[0]


def not_a_row(place: Row, row: object) -> Fault:
    """The fault of something that is no row."""
    return place.fault(
        "not-a-row",
        "不是一行数据",
        "每行写成“列名: 值”的映射，如 {'指标': '造林面积', '本期': 1280}",
        value=_shown(row),
    )


def _is_percentage(cells: Cells) -> bool:
    """Whether a row without a unit is one of percentages, by its signs or by 分子 and 分母."""
    typed = [str(cells.values.get(column, "")).strip() for column in ("current", "previous", "target")]
    return any(text.endswith(("%", "％")) for text in typed) or not is_blank(cells.values.get("denominator"))


def _ratio(
    figures: Mapping[str, Decimal | None], prefix: str, column: str, unit: str, place: Row, name: str
) -> tuple[Ratio | None, Fault | None]:
    numerator, denominator = figures[f"{prefix}numerator"], figures[f"{prefix}denominator"]
    chinese = COLUMNS[f"{prefix}denominator"][0]
    if numerator is None and denominator is None:
        return None, None
    if numerator is None or denominator is None or denominator <= 0:
        return None, place.fault(
            "wrong-ratio",
            "分子、分母要都写，分母要大于0",
            "补写或改正",
            field=f"{name} {chinese}",
            value=_shown(denominator),
        )
    if unit not in RATES:
        return None, place.fault(
            "wrong-ratio",
            "写了分子、分母，单位却不是百分比",
            "单位写“%”，或删去分子、分母",
            field=f"{name} 单位",
            value=unit,
        )
    ratio, given = Ratio(numerator, denominator), figures[column]
    if given is not None and not _agrees(given, ratio.exactly(unit)):
        shown = COLUMNS[column][0]
        return None, place.fault(
            "ratio-differs",
            f"与分子除以分母得的 {ratio.per(unit)}{unit} 不符",
            "核对三个数，改正一个；或把这一格空着，由程序计算",
            field=f"{name} {shown}",
            value=f"{given}{unit}",
        )
    return ratio, None


def _agrees(given: Decimal, exact: Decimal) -> bool:
    """Whether a rate as printed is the exact one rounded, whichever way."""
    exponent = given.as_tuple().exponent
    assert isinstance(exponent, int)  # finite
    return abs(EXACT.subtract(given, exact)) < Decimal(1).scaleb(min(exponent, 0))


def _in_unit_asked_for(indicator: Indicator, place: Row, writing: Writing) -> tuple[Indicator | None, list[Fault]]:
    if not writing.units:
        return indicator, []
    unit = writing.units.get(indicator.unit)
    try:
        moved = indicator if unit is None else indicator.in_unit(unit)
        rounded = {
            column: read_quantity(getattr(moved, column), decimals=writing.decimals)
            for column in ("current", "previous", "target")
        }
    except ValueError as why:
        cure = why.cure if isinstance(why, UnreadableError) else "改写 Writing 的 units"
        return None, [place.fault("wrong-unit", str(why), cure, field=f"{indicator.name} 单位", value=indicator.unit)]
    return Indicator(
        moved.name,
        moved.unit,
        rounded["current"],
        rounded["previous"],
        rounded["target"],
        moved.ratio,
        moved.previous_ratio,
    ), []


def _field(name: str, cells: Cells, column: str) -> str:
    shown = cells.names.get(column, COLUMNS[column][0])
    return f"{name} {shown}" if name and name not in shown else shown


def _shown(value: object) -> str | None:
    return None if is_blank(value) else str(value)
