"""A town from its villages: totals that reconcile to the last digit, nobody left out in silence."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gongwen
from gongwen.summary import Summary, from_villages
from tests.strategies import QUIET
from tests.summary.figures import HALF_YEAR, figures
from tests.summary.test_compose import tables, texts

VILLAGES = ["上坝村", "下坝村", "柳林村"]


def forest(village: str, current: Any, previous: Any = None, target: Any = None) -> dict[str, Any]:
    return {"村": village, "指标": "造林面积", "单位": "亩", "本期": current, "上期": previous, "目标": target}


def rate(village: str, current: Any = None, **more: Any) -> dict[str, Any]:
    return {"村": village, "指标": "参保率", "单位": "%", "本期": current, **more}


def town(rows: Any, **more: Any) -> Summary:
    return from_villages(rows, **{**HALF_YEAR, "villages": VILLAGES, **more})


def refused(rows: Any, **more: Any) -> list[gongwen.Fault]:
    with pytest.raises(gongwen.InputError) as raised:
        town(rows, **more)
    return list(raised.value.faults)


def test_one_indicator_has_a_table_of_villages_in_the_order_of_the_list() -> None:
    rows = [forest("下坝村", 200.5, 180, 220), forest("上坝村", "1,000", 1020, 1000), forest("柳林村", 80, 0, 80)]
    summary = town(rows)
    (table,) = tables(summary)
    assert table.caption == "2026年上半年各村造林面积完成情况表（单位：亩）"
    assert table.header == ("村", "本期", "上期", "同比", "目标", "完成率")
    assert table.rows == (
        ("上坝村", "1000", "1020", "下降2.0%", "1000", "100.0%"),
        ("下坝村", "200.5", "180", "增长11.4%", "220", "91.1%"),
        ("柳林村", "80", "0", "—", "80", "100.0%"),
        ("合计", "1280.5", "1200", "增长6.7%", "1300", "98.5%"),
    )
    assert texts(summary) == ["全镇造林面积1280.5亩，同比增长6.7%，完成年度目标的98.5%。主要指标完成情况见下表。"]
    assert (summary.missing, summary.remarks) == ((), ())


def test_wide_rows_say_the_same_as_long_ones() -> None:
    long = [forest("上坝村", 10, 9, 8), forest("下坝村", 20, 18, 30), forest("柳林村", 5, 5, 5)]
    wide = [
        {"村": "上坝村", "造林面积（亩）": 10, "造林面积上期（亩）": 9, "造林面积（亩）目标": 8, "备注": "初报"},
        {"村": "下坝村", "造林面积（亩）": 20, "造林面积上期（亩）": 18, "造林面积（亩）目标": 30},
        {
            "village": "柳林村",
            "造林面积(亩)": 5,
            "造林面积上期(亩)": "5亩",
            "造林面积本期(亩)": None,
            "造林面积目标": 5,
        },
    ]
    del wide[2]["造林面积本期(亩)"]
    assert town(wide).document == town(long).document


def test_several_indicators_have_a_table_of_the_town_and_one_of_the_villages() -> None:
    rows = [{"村": village, "造林面积（亩）": 10, "防火宣传（场次）": 2} for village in VILLAGES]
    whole, by_village = tables(town(rows))
    assert whole.rows == (("造林面积", "亩", "30"), ("防火宣传", "场次", "6"))
    assert by_village.header == ("村", "造林面积（亩）", "防火宣传（场次）")
    assert by_village.rows[-1] == ("合计", "30", "6")


def test_many_indicators_are_split_into_tables_that_fit_the_page() -> None:
    rows = [{"村": village, **{f"指标{number}": number for number in range(1, 8)}} for village in VILLAGES]
    captions = [table.caption for table in tables(town(rows))]
    assert captions == [
        "2026年上半年主要指标完成情况表",
        "2026年上半年各村完成情况表（之1）",
        "2026年上半年各村完成情况表（之2）",
    ]
    assert [len(table.header) for table in tables(town(rows))][1:] == [6, 3]


def test_villages_that_reported_nothing_are_named() -> None:
    summary = town([forest("上坝村", 10), forest("柳林村", None)])
    assert summary.missing == ("下坝村", "柳林村")
    assert "下坝村、柳林村2个村未报送数据，合计数不含这2个村。主要指标完成情况见下表。" in texts(summary)
    assert tables(summary)[0].rows == (("上坝村", "10"), ("下坝村", "—"), ("柳林村", "—"), ("合计", "10"))
    assert "柳林村未报送数据，合计数不含该村。" in "".join(texts(town([forest("上坝村", 1), forest("下坝村", 1)])))


def test_a_village_that_left_out_one_indicator_is_named_for_it() -> None:
    rows = [{"村": village, "造林面积（亩）": 10, "防火宣传（场次）": None} for village in VILLAGES]
    rows[0]["防火宣传（场次）"] = 2
    summary = town(rows)
    assert summary.missing == ()
    assert "下坝村、柳林村未报送防火宣传，防火宣传合计数不含下坝村、柳林村。" in "".join(texts(summary))


def test_totals_of_different_villages_are_not_compared() -> None:
    summary = town([forest("上坝村", 10, 9, 10), forest("下坝村", 20, None, None), forest("柳林村", None, 5, 5)])
    total = summary.indicators[0]
    assert (total.current, total.previous, total.target) == (Decimal(30), None, None)
    assert summary.remarks[:2] == (
        "造林面积：报本期数和报上期数的不是同样几行，上期不合计",
        "造林面积：有的行缺目标数，目标不合计",
    )


def test_a_target_covers_villages_that_have_not_reported_yet() -> None:
    total = town([forest("上坝村", 10, None, 10), forest("下坝村", None, None, 30)]).indicators[0]
    assert (total.current, total.target, total.completion) == (Decimal(10), Decimal(40), Decimal(25))


def test_rates_are_not_added_up_and_the_text_says_so() -> None:
    summary = town([rate(village, 96) for village in VILLAGES])
    assert tables(summary)[0].rows[-1] == ("合计", "—")
    assert "注：参保率是百分比，不能相加，合计不列。" in texts(summary)
    assert summary.remarks == ("参保率是百分比，不能相加，合计不列；给出分子、分母即可计算",)


def test_rates_have_a_total_from_numerators_and_denominators() -> None:
    rows = [
        rate("上坝村", 分子=90, 分母=100, 上期分子=80, 上期分母=100, 目标=95),
        rate("下坝村", "99%", 分子=297, 分母=300, 上期分子=290, 上期分母=300, 目标=95),
        rate("柳林村", 分子=100, 分母=100, 上期分子=100, 上期分母=100, 目标=95),
    ]
    summary = town(rows)
    assert tables(summary)[0].rows[-1] == ("合计", "97.4", "94", "提高3.4个百分点", "95", "102.5%")
    assert "全镇参保率97.4%，同比提高3.4个百分点，高于年度目标2.4个百分点。" in texts(summary)[0]


def test_every_fault_of_the_rows_is_named_with_row_column_and_value() -> None:
    faults = refused(
        [
            forest("上坝村", 10),
            forest("上霸村", 10),
            forest("上坝村", 11),
            forest("下坝村", "十亩"),
            {**forest("柳林村", 3), "单位": "公顷"},
            {"指标": "造林面积", "本期": 1},
            "柳林村",
        ]
    )
    assert [(fault.code, fault.line, fault.field, fault.value) for fault in faults] == [
        ("unknown-village", 2, "村", "上霸村"),
        ("duplicate-row", 3, "村", "上坝村"),
        ("not-a-number", 4, "造林面积 本期", "十亩"),
        ("units-differ", 5, "造林面积 单位", "公顷"),
        ("missing-field", 6, "村", None),
        ("not-a-row", 7, None, "柳林村"),
    ]
    assert "是不是“上坝村”" in faults[0].cure
    assert "第1行" in faults[1].message


def test_a_long_row_without_its_indicator_is_no_wide_row() -> None:
    (fault,) = refused([{"村": "上坝村", "单位": "亩", "本期": 10}])
    assert (fault.code, fault.line, fault.field) == ("missing-field", 1, "指标")


def test_brackets_within_the_name_of_a_wide_column_are_part_of_it() -> None:
    total = town([{"村": village, "收入（含补助）（万元）": 1} for village in VILLAGES]).indicators[0]
    assert (total.name, total.unit) == ("收入（含补助）", "万元")


def test_a_stated_total_must_be_the_sum_and_both_figures_are_named() -> None:
    rows = [forest("上坝村", 10.5, 8), forest("下坝村", 20, 9)]
    assert town([*rows, forest("合计", "30.50", 17)], totals={"造林面积": "30.5亩"}).indicators[0].current == 30.5
    first, second = refused([*rows, forest("合计", 30.6, 17)], totals={"造林面积": 31})
    assert (first.code, first.line, first.field, first.value) == ("total-differs", 3, "造林面积 本期合计", "30.6亩")
    assert "30.5亩" in first.message
    assert "柳林村没有数" in first.message
    assert second.value == "31亩"


def test_a_stated_total_that_cannot_be_checked_is_refused() -> None:
    assert [fault.code for fault in refused([rate("上坝村", 96), rate("合计", 96)])] == ["total-unchecked"]
    assert [fault.code for fault in refused([forest("上坝村", 1)], totals={"造林": 1})] == ["unknown-indicator"]
    assert [fault.code for fault in refused([forest("上坝村", 1)], totals={"造林面积": "许多"})] == ["not-a-number"]


def test_the_list_itself_is_checked() -> None:
    assert [fault.code for fault in refused([], villages=["甲村", "甲村"])] == ["duplicate-village"]
    assert "missing-field" in [fault.code for fault in refused([], villages=[])]
    assert [fault.code for fault in refused([])] == ["no-rows"]


def test_any_column_may_name_who_reports() -> None:
    rows = [{"单位名称": "一中队", "巡山（次）": 3}, {"单位名称": "二中队", "巡山（次）": 4}]
    summary = town(rows, villages=["一中队", "二中队", "三中队"], key="单位名称")
    assert tables(summary)[0].header == ("单位名称", "本期")
    assert tables(summary)[0].rows[-1] == ("合计", "7")


# ---------------------------------------------------------------------------------- for any figures

_columns = st.lists(st.tuples(figures(), figures(), figures()), min_size=1, max_size=6)


@QUIET
@given(_columns)
def test_the_printed_total_is_the_sum_of_the_printed_rows(rows: list[tuple[Decimal, Decimal, Decimal]]) -> None:
    villages = [f"{number}号村" for number in range(len(rows))]
    data = [
        forest(village, str(now), str(then), str(aim)) for village, (now, then, aim) in zip(villages, rows, strict=True)
    ]
    (table,) = tables(town(data, villages=villages))
    for name in ("本期", "上期", "目标"):
        column = [Decimal(line[table.header.index(name)]) for line in table.rows]
        assert sum(column[:-1]) == column[-1]


@QUIET
@given(_columns, st.sampled_from([Decimal("0.000001"), Decimal(-1)]))
def test_a_stated_total_passes_only_when_it_is_exact(
    rows: list[tuple[Decimal, Decimal, Decimal]], off: Decimal
) -> None:
    villages = [f"{number}号村" for number in range(len(rows))]
    data = [forest(village, now) for village, (now, _, _) in zip(villages, rows, strict=True)]
    total = sum((now for now, _, _ in rows), Decimal(0))
    assert town([*data, forest("合计", total)], villages=villages).indicators[0].current == total
    assert [fault.code for fault in refused([*data, forest("合计", total + off)], villages=villages)] == [
        "total-differs"
    ]
