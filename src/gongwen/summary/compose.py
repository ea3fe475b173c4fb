"""From indicators and sections to the document: which sentence, table and chart stands where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, NamedTuple

from gongwen.errors import Fault, InputError
from gongwen.model import Block, Document, Form, Kind, Section, Table
from gongwen.rules import demand
from gongwen.standard.kinds import DEFAULT_FORM
from gongwen.summary.chart import Bar, Chart, draw
from gongwen.summary.indicator import Indicator
from gongwen.summary.parts import Part, SectionLike, headed, read_parts
from gongwen.summary.rows import nearest, read_indicators
from gongwen.summary.sentences import paragraphs, remarks_of, sentence
from gongwen.summary.tables import indicator_table
from gongwen.summary.totals import Total, total_of
from gongwen.summary.writing import Writing, scope_of

__all__ = ["Evidence", "Summary", "chosen", "compose", "make_document", "raise_all"]

HEADING = "主要指标完成情况"
_TITLES: MappingProxyType[Kind, str] = MappingProxyType(
    {
        Kind.SUMMARY: "{unit}{period}工作总结",
        Kind.PLAN: "{unit}{period}工作计划",
        Kind.SCHEME: "{unit}{period}工作方案",
    }
)
# 发文机关名称＋事由＋文种 (9704-7.3.1-e).
_OTHER_TITLE = "{unit}关于{period}工作情况的{kind}"
_SEE_TABLE = "主要指标完成情况见下表。"


@dataclass(frozen=True)
class Summary:
    """A summary that was made.

    ``document`` is ready to be rendered; ``indicators`` are what it tells of (totals, when made from villages);
    ``missing`` names who reported nothing; ``remarks`` say in Chinese what could not be computed, and why.
    """

    document: Document
    indicators: tuple[Indicator, ...] = ()
    missing: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


class Evidence(NamedTuple):
    """What stands in the section of figures: indicators to tell of, further sentences, then tables and pictures."""

    indicators: Sequence[Indicator]
    sentences: Sequence[str] = ()
    blocks: Sequence[str | Block] = ()


def compose(
    *,
    unit: str,
    period: str,
    indicators: Iterable[Mapping[str, Any] | Indicator] = (),
    sections: Iterable[SectionLike] = (),
    total: bool | str = False,
    table: bool = True,
    chart: bool | Chart = False,
    writing: Writing | None = None,
    **fields: Any,
) -> Summary:
    """A work summary of a unit over a period, as a document of kind 总结 unless ``fields`` say otherwise.

    ``indicators`` are rows (指标, 单位, 本期, 上期, 目标). ``sections`` are texts, (heading, paragraphs) pairs,
    mappings (标题, 内容, 指标: names of the indicators it tells, 表: the table stands here) or blocks of the model.
    ``total`` adds a row 合计 (or of the name given) to rows of one unit. ``fields`` are those of
    :class:`gongwen.Document`; a 报告 needs what its red head needs.

    Raises :class:`~gongwen.InputError` with all faults of rows, sections and fields.
    """
    writing = writing or Writing()
    read, faults = read_indicators(indicators, writing)
    parts, more = read_parts(sections, [indicator.name for indicator in read])
    faults += more
    added: Total | None = None
    if total and read:
        name = total if isinstance(total, str) else "合计"
        faults += _cannot_be_added(read)
        added = None if faults else total_of(name, read[0].unit, read)
    shown, more = chosen(read, chart)
    faults += more
    raise_all(faults, unit, period, fields)

    blocks: list[str | Block] = []
    sentences: list[str] = []
    remarks = remarks_of(read, writing)
    if table and read:
        rows = [*read, added.indicator] if added else read
        blocks.append(indicator_table(rows, writing, f"{period}{HEADING}表"))
    if added:
        told = replace(added.indicator, name=total if isinstance(total, str) else f"{len(read)}项指标合计")
        sentences.append(sentence(told, writing))
        remarks += added.remarks
    if chart and read:
        bars = [Bar(one.name, one.unit, one.current, one.previous) for one in shown]
        options = chart if isinstance(chart, Chart) else Chart()
        blocks.append(draw(bars, options, writing, f"{period}主要指标{_against(bars)}图"))
    document = make_document(unit, period, parts, Evidence(read, sentences, blocks), writing, fields)
    demand(document)
    return Summary(document, tuple(read), (), tuple(remarks))


def chosen(indicators: Sequence[Indicator], chart: bool | Chart) -> tuple[list[Indicator], list[Fault]]:
    """The indicators that the chart shows, and the names that are not among them."""
    names = chart.indicators if isinstance(chart, Chart) else ()
    by_name = {indicator.name: indicator for indicator in indicators}
    faults = [
        Fault("unknown-indicator", "没有这个指标", nearest(name, by_name, "在数据里补上它"), field="图", value=name)
        for name in names
        if name not in by_name
    ]
    return [by_name[name] for name in names if name in by_name] if names else list(indicators), faults


def raise_all(faults: Iterable[Fault], unit: str, period: str, fields: Mapping[str, Any]) -> None:
    """Raise every fault at once: those found, and those of the document's own fields."""
    found = list(faults)
    for name, value in (("单位", unit), ("期间", period)):
        if not isinstance(value, str) or not value.strip():
            found.append(Fault("missing-field", "没有填写", "补写这一项", field=name))
    if "body" in fields:
        found.append(Fault("unknown-field", "正文由数据和小节写成", "写进 sections", field="正文"))
    else:
        try:
            Document.read({**_defaults("单位", "期间", fields), "body": ["正文。"]})
        except InputError as error:
            found += error.faults
    if found:
        raise InputError(found)


def make_document(
    unit: str, period: str, parts: Sequence[Part], told: Evidence, writing: Writing, fields: Mapping[str, Any]
) -> Document:
    """The document: opening, the section of figures where it belongs, the other sections."""
    scope = scope_of(unit) if writing.scope is None else writing.scope
    by_name = {indicator.name: indicator for indicator in told.indicators}
    elsewhere = {name for part in parts for name in part.indicators}
    here = [*paragraphs([one for one in told.indicators if one.name not in elsewhere], writing, scope), *told.sentences]
    if any(isinstance(block, Table) for block in told.blocks):
        here = [*here[:-1], here[-1] + _SEE_TABLE] if here else [_SEE_TABLE]
    figures: list[str | Block] = [*here, *told.blocks]

    body: list[str | Block] = []
    placed = not figures or any(part.holds_table for part in parts)
    for part in parts:
        if part.is_section and not placed:
            body.append(Section.read({"level": 1, "heading": HEADING, "blocks": figures}))
            placed = True
        own = paragraphs([by_name[name] for name in part.indicators], writing, scope)
        body += headed(part, [*own, *figures] if part.holds_table else own)
    if not placed:
        body += figures
    return Document.read({**_defaults(unit, period, fields), "body": body})


def _defaults(unit: str, period: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The document's fields: those given, and title and signature from unit and period."""
    data = {"kind": Kind.SUMMARY, **fields}
    try:
        kind = Kind(data["kind"])
        form = Form(data["form"]) if data.get("form") else DEFAULT_FORM[kind]
    except ValueError:  # the document itself says what is allowed
        return {"title": "标题", **data}
    pattern = _TITLES.get(kind, _OTHER_TITLE)
    data.setdefault("title", pattern.format(unit=unit, period=period, kind=kind.value))
    if not data.get("issuers") and data.get("signatories") in (None, ""):
        data["signatories" if form is Form.PLAIN else "issuers"] = unit
    return data


def _cannot_be_added(indicators: Sequence[Indicator]) -> list[Fault]:
    """Why rows may not be added up."""
    units = list(dict.fromkeys(indicator.unit for indicator in indicators))
    faults = []
    if len(units) > 1:
        shown = "、".join(unit or "（无）" for unit in units)
        faults.append(Fault("units-differ", "单位不同，不能合计", "分开合计，或不要合计", field="合计", value=shown))
    elif indicators[0].is_rate:
        faults.append(Fault("rate-total", "百分比不能相加", "不要合计", field="合计"))
    parts = next((one.name for one in indicators if one.name.startswith("其中")), None)
    if parts:
        faults.append(
            Fault("part-in-total", "有“其中”行，合计会重复计算", "删去“其中”行，或不要合计", field="合计", value=parts)
        )
    return faults


def _against(bars: Sequence[Bar]) -> str:
    return "本期与上期对比" if any(bar.previous is not None for bar in bars) else ""
