"""Sentences: one fixed wording for each case, and never a figure that a reader would stumble over."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen import InputError
from gongwen.summary import Indicator, Writing, indicator_of, sentence
from gongwen.summary.indicator import Change
from gongwen.summary.sentences import change_cell, completion_cell, paragraphs, remarks_of
from tests.strategies import QUIET
from tests.summary.figures import indicators, row


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "全镇造林面积1280亩，同比增长6.7%，完成年度目标的106.7%。"),
        ({"目标": None}, "全镇造林面积1280亩，同比增长6.7%。"),
        ({"上期": "—"}, "全镇造林面积1280亩，完成年度目标的106.7%。"),
        ({"上期": "", "目标": ""}, "全镇造林面积1280亩。"),
        ({"上期": 1280, "目标": 1280}, "全镇造林面积1280亩，与上年同期持平，完成年度目标的100%。"),
        ({"上期": 1600, "目标": 2560}, "全镇造林面积1280亩，同比下降20%，完成年度目标的50%。"),
        ({"上期": 0}, "全镇造林面积1280亩，上年同期为0亩，完成年度目标的106.7%。"),
        ({"本期": 0, "上期": 0, "目标": 0}, "全镇造林面积0亩，与上年同期持平，年度目标为0亩。"),
        ({"本期": 0}, "全镇造林面积0亩，同比下降100%，完成年度目标的0%。"),
        ({"上期": "1280.1", "目标": None}, "全镇造林面积1280亩，与上年同期基本持平。"),
        ({"本期": "1,279.99", "上期": None, "目标": 1280}, "全镇造林面积1279.99亩，完成年度目标的99.99%。"),
        ({"本期": None}, ""),
        (
            {"指标": "村级集体经济收益", "单位": "万元", "本期": -5, "上期": 12, "目标": 20},
            "全镇村级集体经济收益为-5万元，上年同期为12万元，年度目标为20万元。",
        ),
        ({"指标": "PM2.5", "单位": "微克", "本期": 35, "上期": 40, "目标": None}, "全镇PM2.5为35微克，同比下降12.5%。"),
        ({"指标": "其中：松树", "上期": None, "目标": None}, "其中：松树1280亩。"),
        ({"指标": "全镇造林面积", "上期": None, "目标": None}, "全镇造林面积1280亩。"),
        (
            {"指标": "参保率", "单位": "%", "本期": "97.5%", "上期": 96.3, "目标": 95},
            "全镇参保率97.5%，同比提高1.2个百分点，高于年度目标2.5个百分点。",
        ),
        (
            {"指标": "参保率", "单位": None, "本期": "94.05%", "上期": "96.3%", "目标": "95%"},
            "全镇参保率94.05%，同比下降2.25个百分点，低于年度目标0.95个百分点。",
        ),
        (
            {"指标": "参保率", "单位": "％", "本期": 95, "上期": 0, "目标": 95},
            "全镇参保率95%，同比提高95个百分点，达到年度目标。",
        ),
    ],
)
def test_each_case_has_its_wording(changes: dict[str, Any], said: str) -> None:
    assert sentence(indicator_of(row(**changes)), scope="全镇") == said


@pytest.mark.parametrize(
    ("comparison", "said"),
    [("同比", "同比增长6.7%"), ("环比", "环比增长6.7%"), ("比上年", "比上年增长6.7%")],
)
def test_the_comparison_is_named_as_asked(comparison: str, said: str) -> None:
    assert said in sentence(indicator_of(row()), Writing(comparison=comparison))


def test_english_names_are_accepted() -> None:
    english = {"indicator": "造林面积", "unit": "亩", "current": 1280, "previous": 1200, "target": 1200}
    assert indicator_of(english) == indicator_of(row())


def test_writing_is_chosen_once_and_checked() -> None:
    indicator = indicator_of(row(本期="12,800"))
    said = sentence(indicator, Writing(grouping=True, places=2, target_name="全年计划"))
    assert said == "造林面积12,800亩，同比增长966.67%，完成全年计划的1066.67%。"
    with pytest.raises(InputError) as raised:
        Writing(comparison="同期", places=3)
    assert [fault.field for fault in raised.value.faults] == ["comparison", "places"]


def test_units_change_only_when_asked() -> None:
    money = indicator_of({"指标": "收入", "单位": "元", "本期": "123,456.70", "上期": 100000})
    assert sentence(money) == "收入123456.70元，同比增长23.5%。"
    assert sentence(money.in_unit("万元")) == "收入12.34567万元，同比增长23.5%。"
    with pytest.raises(ValueError, match="不能换算"):
        money.in_unit("亩")


def test_only_the_first_sentence_of_a_paragraph_names_the_scope() -> None:
    many = [Indicator(name, "亩", Decimal(1)) for name in "甲乙丙丁戊"]
    assert paragraphs(many, Writing(), "全镇") == ["全镇甲1亩。乙1亩。丙1亩。丁1亩。", "全镇戊1亩。"]


def test_remarks_name_what_could_not_be_computed() -> None:
    given_rows = [
        Indicator("甲", "亩", Decimal(1), Decimal(1), Decimal(1)),
        Indicator("乙", "亩", Decimal(1), Decimal(0), Decimal(0)),
        Indicator("丙", "亩", Decimal(1)),
        Indicator("丁", "亩", None, Decimal(1)),
        Indicator("戊", "亩", Decimal(-1), Decimal(1), Decimal(1)),
    ]
    assert remarks_of(given_rows, Writing()) == [
        "乙：上期为0，不计同比",
        "乙：目标为0或有负数，未计完成率",
        "丙：缺上期数，未计同比",
        "丙：缺目标数，未计完成率",
        "丁：缺本期数，文中不写",
        "戊：本期或上期为负数，不计同比",
        "戊：目标为0或有负数，未计完成率",
    ]
    assert remarks_of([Indicator("丙", "亩", Decimal(1))], Writing()) == []


def test_cells_say_the_same_as_sentences() -> None:
    level, small = Decimal(1280), Decimal("1280.1")
    cells = {
        "增长5.0%": Indicator("甲", "亩", Decimal(105), Decimal(100)),
        "下降5.0%": Indicator("甲", "亩", Decimal(95), Decimal(100)),
        "持平": Indicator("甲", "亩", level, level),
        "基本持平": Indicator("甲", "亩", level, small),
        "提高3.5个百分点": Indicator("甲", "%", Decimal("96.0"), Decimal("92.5")),
        "—": Indicator("甲", "亩", Decimal(1), Decimal(0)),
    }
    assert [change_cell(indicator, Writing()) for indicator in cells.values()] == list(cells)
    assert completion_cell(Indicator("甲", "亩", Decimal("99.99"), None, Decimal(100)), Writing()) == "99.99%"
    assert completion_cell(Indicator("甲", "亩", Decimal(1)), Writing()) == "—"


@QUIET
@given(indicators(), st.sampled_from([0, 1, 2]), st.booleans())
def test_no_sentence_has_a_figure_to_stumble_over(indicator: Indicator, places: int, grouping: bool) -> None:
    writing = Writing(places=places, grouping=grouping)
    said = [
        sentence(indicator, writing, scope="全镇"),
        change_cell(indicator, writing),
        completion_cell(indicator, writing),
    ]
    for text in said:
        assert not re.search(r"nan|inf|[0-9][eE][+-]?[0-9]", text, re.IGNORECASE)
        assert not re.search(r"-0(\.0*)?(?![.0-9])", text), "minus zero"
        for computed in re.findall(r"(?:增长|下降|提高|的|目标)-?[0-9]+\.([0-9]+)(?:%|个百分点|个千分点)", text):
            assert len(computed) <= 2
    assert bool(said[0]) == (indicator.current is not None)


@QUIET
@given(indicators("亩"))
def test_a_target_is_met_in_the_text_only_when_it_is_met(indicator: Indicator) -> None:
    for found in re.findall(r"目标的([0-9.]+)%", sentence(indicator)):
        assert indicator.current is not None
        assert indicator.target is not None
        assert (Decimal(found) >= 100) == (indicator.current >= indicator.target)


@QUIET
@given(indicators())
def test_growth_has_the_direction_of_the_change(indicator: Indicator) -> None:
    growth = indicator.growth
    if growth is None:
        assert indicator.change in (Change.UNKNOWN, Change.FROM_ZERO, Change.BELOW_ZERO)
    else:
        assert {Change.UP: growth > 0, Change.DOWN: growth < 0, Change.LEVEL: growth == 0}[indicator.change]
