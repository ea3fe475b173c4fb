"""A town's summary from its villages' rows: totals that reconcile, and nobody left out in silence.

Rows are long (村, 指标, 单位, 本期, 上期, 目标) or wide (村, 造林面积（亩）, 造林面积上期（亩）…). A row of 合计
states what the sums must be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, NamedTuple

from gongwen.errors import Fault
from gongwen.model import Block
from gongwen.summary.chart import Bar, Chart, draw
from gongwen.summary.compose import HEADING, Evidence, Summary, chosen, make_document, raise_all
from gongwen.summary.indicator import Indicator
from gongwen.summary.parts import SectionLike, read_parts
from gongwen.summary.quantities import UnreadableError, is_blank, read_quantity
from gongwen.summary.rows import COLUMNS, Cells, Row, cells_of, column_of, nearest, not_a_row, read_indicator
from gongwen.summary.sentences import remarks_of
from gongwen.summary.tables import indicator_table, own_table, village_tables
from gongwen.summary.totals import total_of
from gongwen.summary.writing import Writing

__all__ = ["from_villages"]

_TOTALS = frozenset({"合计", "总计", "小计"})
_HEADER = re.compile(r"(.+?)(?:[（(]([^（）()]+)[）)])?(本期|上期|目标)?")
_FIGURE_NAMES = {names[0]: column for column, names in COLUMNS.items()}
_COMPARED = ("current", "previous", "target")


class _Entry(NamedTuple):
    place: Row
    village: str
    indicator: Indicator


@dataclass
class _Reading:
    """What the rows say, while they are read."""

    key: str
    villages: Sequence[str]
    writing: Writing
    entries: dict[str, dict[str, _Entry]] = field(default_factory=dict)  # indicator, village
    stated: list[_Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def from_villages(  # noqa: PLR0913 - each is asked for by its keyword
    rows: Iterable[Mapping[str, Any]],
    *,
    villages: Sequence[str],
    unit: str,
    period: str,
    key: str = "村",
    totals: Mapping[str, Any] | None = None,
    sections: Iterable[SectionLike] = (),
    table: bool = True,
    chart: bool | Chart = False,
    writing: Writing | None = None,
    **fields: Any,
) -> Summary:
    """A summary of the whole from the rows of its villages (or of whatever column ``key`` names).

    ``villages`` is who must report, in the order of the table; ``totals`` states sums of 本期 by indicator, which must
    be those of the rows. Missing villages are named in the text and in ``missing``. Everything else is as in
    :func:`~gongwen.summary.compose`.

    Raises :class:`~gongwen.InputError` with all faults: unknown villages, duplicates, unreadable numbers, units that
    differ, totals that do not reconcile.
    """
    writing = writing or Writing()
    reading = _Reading(key, [village.strip() for village in villages], writing)
    _check_list(reading)
    for line, row in enumerate(rows, start=1):
        _read_row(reading, Row(line), row)
    if not reading.entries and not reading.faults:
        reading.faults.append(Fault("no-rows", "没有一行数据", f"每行写“{key}”和各项指标"))
    added, remarks = _totals(reading)
    _reconcile(reading, added, totals or {})
    parts, more = read_parts(sections, [indicator.name for indicator in added])
    shown, faults = chosen(added, chart)
    raise_all([*reading.faults, *more, *faults], unit, period, fields)

    missing = _missing(reading)
    blocks: list[str | Block] = []
    if table:
        blocks += _tables(reading, added, period)
    if chart:
        blocks.append(_chart(reading, shown, chart, period))
    rates = [one.name for one in added if one.is_rate and one.ratio is None]
    if rates and table:
        blocks.append(f"注：{'、'.join(rates)}是百分比，不能相加，合计不列。")
    told = Evidence(added, _who_is_missing(reading, missing), blocks)
    document = make_document(unit, period, parts, told, writing, fields)
    remarks += remarks_of([one for one in added if one.name not in rates], writing)
    return Summary(document, tuple(added), tuple(missing), tuple(remarks))


# ---------------------------------------------------------------------------------- reading


def _check_list(reading: _Reading) -> None:
    names = reading.villages
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        reading.faults.append(
            Fault("duplicate-village", "名单里写了两次", "只留一个", field=f"{reading.key}名单", value=name)
        )
    if not names:
        reading.faults.append(Fault("missing-field", "名单是空的", "写上各村的名称", field=f"{reading.key}名单"))


def _read_row(reading: _Reading, place: Row, row: object) -> None:
    if not isinstance(row, Mapping):
        reading.faults.append(not_a_row(place, row))
        return
    if all(is_blank(value) for value in row.values()):
        return
    names = (reading.key, "village") if reading.key == "村" else (reading.key,)
    village = next((str(row[name]).strip() for name in names if not is_blank(row.get(name))), "")
    if not village:
        reading.faults.append(place.fault("missing-field", f"没有写{reading.key}名", "补写这一项", field=reading.key))
    elif village not in reading.villages and village not in _TOTALS:
        cure = nearest(village, reading.villages, f"把它加进{reading.key}的名单")
        message = f"名单里没有这个{reading.key}"
        reading.faults.append(place.fault("unknown-village", message, cure, field=reading.key, value=village))
    place = replace(place, owner=f"{village}：" if village else "")
    is_long = any(column_of(str(name)) for name in row if name not in names)
    for cells, found in [cells_of(row, place, names)] if is_long else _wide(row, place, names):
        reading.faults += found
        indicator, faults = read_indicator(cells, place, reading.writing)
        reading.faults += faults
        if indicator is not None and village:
            _enter(reading, _Entry(place, village, indicator))


def _wide(row: Mapping[Any, Any], place: Row, names: Sequence[str]) -> list[tuple[Cells, list[Fault]]]:
    """A wide row as one row an indicator: 造林面积（亩）, 造林面积上期（亩）, 造林面积（亩）目标."""
    found: dict[str, Cells] = {}
    faults: list[Fault] = []
    for key, value in row.items():
        header = str(key).strip()
        if header in names or header in ("序号", "备注"):
            continue
        match = _HEADER.fullmatch(header)
        assert match  # every header but an empty one has a name
        name, unit, figure = match.groups()
        for word in () if figure else ("本期", "上期", "目标"):
            if name.endswith(word) and name != word:
                name, figure = name.removesuffix(word), word
        column = _FIGURE_NAMES[figure or "本期"]
        cells = found.setdefault(name, Cells({"indicator": name}))
        if column in cells.values:
            faults.append(place.fault("column-twice", f"与“{cells.names[column]}”是同一列", "只留一列", field=header))
            continue
        cells.values[column], cells.names[column] = value, header
        if unit:
            cells.values["unit"] = unit
    read = [(cells, list[Fault]()) for cells in found.values()]
    return [(Cells(), faults), *read] if faults else read


def _enter(reading: _Reading, entry: _Entry) -> None:
    if entry.village in _TOTALS:
        reading.stated.append(entry)
        return
    if entry.village not in reading.villages:
        return
    name = entry.indicator.name
    rows = reading.entries.setdefault(name, {})
    first = rows.get(entry.village)
    if first:
        reading.faults.append(
            entry.place.fault(
                "duplicate-row",
                f"“{name}”与第{first.place.line}行重复",
                "只留一行",
                field=reading.key,
                value=entry.village,
            )
        )
        return
    other = next((other for other in rows.values() if other.indicator.unit != entry.indicator.unit), None)
    if other and _has_figures(entry.indicator) and _has_figures(other.indicator):
        reading.faults.append(
            entry.place.fault(
                "units-differ",
                f"单位与第{other.place.line}行的“{other.indicator.unit}”不同",
                "统一成一个单位",
                field=f"{name} 单位",
                value=entry.indicator.unit,
            )
        )
    rows[entry.village] = entry


def _has_figures(indicator: Indicator) -> bool:
    return any(getattr(indicator, column) is not None for column in _COMPARED)


# ---------------------------------------------------------------------------------- adding up


def _rows_of(reading: _Reading, name: str) -> list[Indicator]:
    """One row a village, in the order of the list; a village without figures has an empty one."""
    entries = reading.entries[name]
    return [
        replace(entries[village].indicator, name=village) if village in entries else Indicator(village)
        for village in reading.villages
    ]


def _unit_of(reading: _Reading, name: str) -> str:
    entries = reading.entries[name].values()
    units = [entry.indicator.unit for entry in entries if _has_figures(entry.indicator)]
    return next(iter(units), next((entry.indicator.unit for entry in entries), ""))


def _totals(reading: _Reading) -> tuple[list[Indicator], list[str]]:
    added = [total_of(name, _unit_of(reading, name), _rows_of(reading, name)) for name in reading.entries]
    return [one.indicator for one in added], [remark for one in added for remark in one.remarks]


def _reconcile(reading: _Reading, added: Sequence[Indicator], totals: Mapping[str, Any]) -> None:
    """What is stated as a total must be the sum, to the last digit."""
    by_name = {indicator.name: indicator for indicator in added}
    for entry in reading.stated:
        total = by_name.get(entry.indicator.name)
        for column in _COMPARED:
            stated = getattr(entry.indicator, column)
            if stated is not None:
                reading.faults += _differs(reading, total, column, stated, entry.indicator.name, entry.place.line)
    for name, given in totals.items():
        total = by_name.get(name)
        try:
            stated = read_quantity(given, total.unit if total else "")
        except UnreadableError as why:
            reading.faults.append(Fault(why.code, why.message, why.cure, field=f"合计 {name}", value=str(given)))
            continue
        if stated is not None:
            reading.faults += _differs(reading, total, "current", stated, name, None)


def _differs(
    reading: _Reading, total: Indicator | None, column: str, stated: Decimal, name: str, line: int | None
) -> list[Fault]:
    shown = f"{name} {COLUMNS[column][0]}合计"
    if total is None:
        cure = nearest(name, reading.entries, "删去这个合计")
        return [Fault("unknown-indicator", "各行里没有这个指标", cure, field=shown, line=line)]
    computed = getattr(total, column)
    write = reading.writing.number
    if computed is None:
        if total.is_rate:  # a stated average of a rate cannot be checked without 分子 and 分母
            message, cure = "百分比的合计无从核对", "给出各行的分子、分母，或删去这个合计"
        else:
            message, cure = "各行的数不全，合计无从核对", "补齐各行的数，或删去这个合计"
        return [Fault("total-unchecked", message, cure, field=shown, value=f"{write(stated)}{total.unit}", line=line)]
    if computed == stated:
        return []
    missing = [row.name for row in _rows_of(reading, name) if getattr(row, column) is None]
    without = f"；{'、'.join(missing)}没有数" if missing else ""
    return [
        Fault(
            "total-differs",
            f"与各行相加得的 {write(computed)}{total.unit} 不符{without}",
            "核对各行和合计，改正其中一个",
            field=shown,
            value=f"{write(stated)}{total.unit}",
            line=line,
        )
    ]


# ---------------------------------------------------------------------------------- writing


def _missing(reading: _Reading) -> list[str]:
    reported = {
        village for rows in reading.entries.values() for village, entry in rows.items() if _has_figures(entry.indicator)
    }
    return [village for village in reading.villages if village not in reported]


def _who_is_missing(reading: _Reading, missing: Sequence[str]) -> list[str]:
    """A sentence on who reported nothing, and one on each indicator that some left out."""
    sentences = []
    if missing:
        one = len(missing) == 1
        count = f"{len(missing)}个{reading.key}"
        without = f"该{reading.key}" if one else f"这{count}"
        sentences.append(f"{'、'.join(missing)}{'' if one else count}未报送数据，合计数不含{without}。")
    for name in reading.entries:
        rows = _rows_of(reading, name)
        names = "、".join(row.name for row in rows if row.current is None and row.name not in missing)
        if names:
            sentences.append(f"{names}未报送{name}，{name}合计数不含{names}。")
    return ["".join(sentences)] if sentences else []


def _tables(reading: _Reading, added: Sequence[Indicator], period: str) -> list[Block]:
    """One indicator: all its figures by village. Several: the whole town's, then 本期 by village."""
    by_village = f"{period}各{reading.key}完成情况表"
    if len(added) == 1:
        total = added[0]
        rows = [*_rows_of(reading, total.name), replace(total, name="合计")]
        # An empty row has no unit of its own; cells of a rate are written as one.
        rows = [replace(row, unit=total.unit) for row in rows]
        caption = f"{period}各{reading.key}{total.name}完成情况表"
        if total.unit:
            caption += f"（单位：{total.unit}）"
        return [own_table(rows, reading.writing, caption, reading.key)]
    columns = [(total, _rows_of(reading, total.name)) for total in added]
    whole = [total for total in added if total.current is not None]
    return [
        *([indicator_table(whole, reading.writing, f"{period}{HEADING}表")] if whole else []),
        *village_tables(columns, reading.writing, by_village, reading.key),
    ]


def _chart(reading: _Reading, shown: Sequence[Indicator], chart: bool | Chart, period: str) -> Block:
    options = chart if isinstance(chart, Chart) else Chart()
    if len(shown) == 1:
        name, unit = shown[0].name, shown[0].unit
        bars = [Bar(row.name, unit, row.current, row.previous) for row in _rows_of(reading, name)]
        return draw(bars, options, reading.writing, f"{period}各{reading.key}{name}图")
    bars = [Bar(one.name, one.unit, one.current, one.previous) for one in shown]
    return draw(bars, options, reading.writing, f"{period}主要指标图")
