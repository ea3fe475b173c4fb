"""A summary from indicators and sections: what stands where, and every fault at once."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

import gongwen
from gongwen.model import Kind, Paragraph, Section, Table, walk
from gongwen.summary import Summary, Writing, compose, indicator_of, sentence
from tests.summary.figures import FOREST, HALF_YEAR, row

RATE = {"指标": "参保率", "单位": "%", "本期": 97.5, "上期": 96.3}


def texts(summary: Summary) -> list[str]:
    return [block.text for block in walk(summary.document.body) if isinstance(block, Paragraph)]


def tables(summary: Summary) -> list[Table]:
    return [block for block in walk(summary.document.body) if isinstance(block, Table)]


def headings(summary: Summary) -> list[str]:
    return [block.heading for block in walk(summary.document.body) if isinstance(block, Section)]


def refused(**arguments: Any) -> dict[str, gongwen.Fault]:
    with pytest.raises(gongwen.InputError) as raised:
        compose(**{**HALF_YEAR, **arguments})
    return {fault.code: fault for fault in raised.value.faults}


def test_without_sections_the_figures_are_the_body() -> None:
    summary = compose(**HALF_YEAR, indicators=[FOREST, RATE], date="2026-07-03")
    document = summary.document
    assert (document.kind, document.title) == (Kind.SUMMARY, "青山镇人民政府2026年上半年工作总结")
    assert document.signing_agencies == ("青山镇人民政府",)
    assert texts(summary) == [
        "全镇造林面积1280亩，同比增长6.7%，完成年度目标的106.7%。参保率97.5%，同比提高1.2个百分点。"
        "主要指标完成情况见下表。"
    ]
    (table,) = tables(summary)
    assert table.caption == "2026年上半年主要指标完成情况表"
    assert table.header == ("指标", "单位", "本期", "上期", "同比", "目标", "完成率")
    assert table.rows == (
        ("造林面积", "亩", "1280", "1200", "增长6.7%", "1200", "106.7%"),
        ("参保率", "%", "97.5", "96.3", "提高1.2个百分点", "—", "—"),
    )
    assert summary.remarks == ("参保率：缺目标数，未计完成率",)


@pytest.mark.parametrize(
    ("left_out", "header"),
    [
        (("目标",), ("指标", "单位", "本期", "上期", "同比")),
        (("上期",), ("指标", "单位", "本期", "目标", "完成率")),
        (("上期", "目标", "单位"), ("指标", "本期")),
    ],
)
def test_a_column_without_data_is_left_out(left_out: tuple[str, ...], header: tuple[str, ...]) -> None:
    summary = compose(**HALF_YEAR, indicators=[{key: value for key, value in FOREST.items() if key not in left_out}])
    assert tables(summary)[0].header == header


def test_sections_tell_their_indicators_and_the_rest_stands_first() -> None:
    summary = compose(
        **HALF_YEAR,
        indicators=[FOREST, RATE],
        sections=[
            "现总结如下：",
            {"标题": "一、春季造林", "内容": ["备足苗木。"], "指标": ["造林面积"]},
            ("存在问题", "成活率不高。"),
            Section(level=1, heading="下一步打算", blocks=(Paragraph(text="补植补造。"),)),
        ],
    )
    assert headings(summary) == ["主要指标完成情况", "春季造林", "存在问题", "下一步打算"]
    assert texts(summary) == [
        "现总结如下：",
        "全镇参保率97.5%，同比提高1.2个百分点。主要指标完成情况见下表。",
        "备足苗木。",
        "全镇造林面积1280亩，同比增长6.7%，完成年度目标的106.7%。",
        "成活率不高。",
        "补植补造。",
    ]


def test_a_section_may_hold_the_table_and_text_of_its_own_subsections() -> None:
    inside = Section(level=2, heading="备苗", blocks=(Paragraph(text="备足苗木。"),))
    summary = compose(
        **HALF_YEAR,
        indicators=[FOREST],
        sections=[("工作", ["甲。"]), {"heading": "指标", "paragraphs": ["乙。", inside], "table": True}],
    )
    assert headings(summary) == ["工作", "指标", "备苗"]
    second = summary.document.body[1]
    assert isinstance(second, Section)
    assert [type(block) for block in second.blocks] == [Paragraph, Paragraph, Table, Section]


def test_without_a_table_the_sentences_stand_alone() -> None:
    summary = compose(**HALF_YEAR, indicators=[FOREST], table=False)
    assert texts(summary) == ["全镇造林面积1280亩，同比增长6.7%，完成年度目标的106.7%。"]
    assert tables(summary) == []


def test_sections_alone_make_a_summary() -> None:
    assert headings(compose(**HALF_YEAR, sections=[("工作", "甲。")])) == ["工作"]


def test_a_total_is_made_when_asked_for() -> None:
    seed = {"指标": "育苗面积", "单位": "亩", "本期": "20.5", "上期": 20, "目标": 20}
    summary = compose(**HALF_YEAR, indicators=[FOREST, seed], total=True)
    assert tables(summary)[0].rows[-1] == ("合计", "亩", "1300.5", "1220", "增长6.6%", "1220", "106.6%")
    assert "2项指标合计1300.5亩，同比增长6.6%，完成年度目标的106.6%。主要指标完成情况见下表。" in texts(summary)
    assert "绿化总面积1300.5亩" in texts(compose(**HALF_YEAR, indicators=[FOREST, seed], total="绿化总面积"))[-1]
    assert len(tables(compose(**HALF_YEAR, indicators=[FOREST, seed]))[0].rows) == 2


def test_what_cannot_be_added_is_not() -> None:
    assert refused(indicators=[FOREST, RATE], total=True)["units-differ"].value == "亩、%"
    assert "rate-total" in refused(indicators=[RATE], total=True)
    assert refused(indicators=[FOREST, row(指标="其中：松树")], total=True)["part-in-total"].value == "其中：松树"


def test_other_kinds_come_through_the_fields() -> None:
    fields: dict[str, Any] = {
        "kind": "报告",
        "number": "青政〔2026〕8号",
        "signers": "王明",
        "recipients": "云岭县人民政府",
    }
    document = compose(**HALF_YEAR, indicators=[FOREST], date="2026-07-03", **fields).document
    assert document.kind is Kind.REPORT
    assert document.issuers == ("青山镇人民政府",)
    assert document.title == "青山镇人民政府关于2026年上半年工作情况的报告"
    assert gongwen.read(gongwen.render(document)).document == document
    assert compose(**HALF_YEAR, sections=["甲。"], kind="计划").document.title == "青山镇人民政府2026年上半年工作计划"
    assert compose(**HALF_YEAR, sections=["甲。"], title="小结").document.title == "小结"


def test_rows_may_come_from_any_iterable_and_blank_ones_are_passed_over() -> None:
    def rows() -> Iterator[dict[str, Any]]:
        yield {"指标": None, "本期": float("nan")}
        yield {"序号": 1, **FOREST, "备注": "初步数", "": None}

    assert compose(**HALF_YEAR, indicators=rows()).indicators == (indicator_of(FOREST),)
    assert compose(**HALF_YEAR, indicators=[indicator_of(FOREST)]).indicators == (indicator_of(FOREST),)


def test_units_change_before_anything_is_computed() -> None:
    money = {"指标": "收入", "单位": "元", "本期": "123,456", "上期": "120000"}
    summary = compose(**HALF_YEAR, indicators=[money], writing=Writing(units={"元": "万元"}, decimals=2))
    assert tables(summary)[0].rows == (("收入", "万元", "12.35", "12.00", "增长2.9%"),)
    assert summary.indicators[0].current == Decimal("12.35")
    assert "wrong-unit" in refused(indicators=[money], writing=Writing(units={"元": "亩"}))


def test_all_faults_are_reported_together_with_row_column_and_value() -> None:
    with pytest.raises(gongwen.InputError) as raised:
        compose(
            unit="青山镇人民政府",
            period=" ",
            indicators=[
                row(本期="约1280"),
                {"指标": "育苗面积", "本期数据": 3, "目标": "12,34"},
                FOREST,
                FOREST,
                {"单位": "亩", "本期": 1},
                ["造林面积", 1280],  # type: ignore[list-item]
            ],
            sections=[{"标题": "工作", "正文": "甲。", "指标": ["造林面积数"]}, 5],  # type: ignore[list-item]
            dates="2026-07-03",
            urgency="急",
        )
    faults = raised.value.faults
    assert [(fault.code, fault.line, fault.field, fault.value) for fault in faults] == [
        ("not-a-number", 1, "造林面积 本期", "约1280"),
        ("unknown-column", 2, "本期数据", "3"),
        ("not-a-number", 2, "育苗面积 目标", "12,34"),
        ("duplicate-row", 4, "指标", "造林面积"),
        ("missing-field", 5, "指标", None),
        ("not-a-row", 6, None, "['造林面积', 1280]"),
        ("unknown-field", None, "小节 第1项 正文", None),
        ("unknown-indicator", None, "小节 第1项", "造林面积数"),
        ("wrong-type", None, "小节 第2项", "5"),
        ("missing-field", None, "期间", None),
        ("value-not-allowed", None, "紧急程度", "急"),
        ("unknown-field", None, "dates", None),
    ]
    assert "是不是“造林面积”" in str(faults[7])
    assert "第2行 〔本期数据〕不认识的列" in str(faults[1])


def test_the_body_is_not_given_beside_the_data() -> None:
    assert refused(indicators=[FOREST], body=["甲。"])["unknown-field"].field == "正文"


def test_nothing_at_all_is_no_summary() -> None:
    assert "missing-body" in refused()


def test_a_column_that_is_given_twice_is_refused() -> None:
    assert refused(indicators=[{**FOREST, "本期数": 5}])["column-twice"].field == "本期数"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"单位": "亩", "分子": 1, "分母": 2}, "wrong-ratio"),
        ({"单位": "%", "分子": 1, "分母": 0}, "wrong-ratio"),
        ({"单位": "%", "分子": 1}, "wrong-ratio"),
        ({"单位": "%", "本期": "97.7", "分子": 975, "分母": 1000}, "ratio-differs"),
    ],
)
def test_numerator_and_denominator_belong_to_a_rate_and_agree_with_it(changes: dict[str, Any], code: str) -> None:
    assert code in refused(indicators=[{"指标": "参保率", **changes}])


def test_a_rate_follows_from_numerator_and_denominator() -> None:
    rate = indicator_of({"指标": "参保率", "分子": 2, "分母": 3, "上期分子": 1, "上期分母": 2})
    assert sentence(rate) == "参保率66.67%，同比提高16.67个百分点。"
    assert indicator_of({"指标": "参保率", "本期": "66.6%", "分子": 2, "分母": 3}).current == Decimal("66.6")
