"""A source with placeholders and a row become a document; what is wrong is told at its cell."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen import InputError, Section, Table, Unit
from gongwen.sheets import Shown
from tests.batching.filling.sources import HEAD, document, faults_of, filling, row, texts


def test_the_remark_of_a_row_tells_its_date() -> None:
    head = HEAD.replace("成文日期: 2026-03-02", "题注: {{ 通过日期 }}{{ 村名 }}村民代表会议通过\n署名: 无").replace(
        "通知", "决议", 1
    )
    for day, written in ((datetime.date(2026, 1, 16), "2026年1月16日"), (datetime.date(2026, 1, 17), "2026年1月17日")):
        made = document("现决议如下。", {"通过日期": day}, columns=("村名", "通过日期"), head=head)
        assert (made.remark, made.date, made.closing_date) == (f"{written}上坝村村民代表会议通过", day, None)


def test_a_placeholder_is_replaced_wherever_it_stands() -> None:
    made = document("{{ 村名 }}完成{{ 面积 }}亩。\n一、{{ 村名 }}任务\n四月底前完成。\n", {})
    assert made.title == "关于做好上坝村春耕备耕工作的通知"
    assert made.recipients == ("上坝村村民委员会",)
    assert texts(made) == ["上坝村完成1200亩。", "上坝村任务", "四月底前完成。"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.0, "3"),
        (0.1 + 0.2, "0.3"),
        (1e-7, "0.0000001"),
        (1234567.5, "1234567.5"),
        (Shown(0.853, "85.3%"), "85.3%"),
        (datetime.date(2026, 3, 2), "2026年3月2日"),
        (datetime.datetime.fromisoformat("2026-03-02 14:05"), "2026年3月2日14时05分"),
        (True, "是"),
        ("007", "007"),
        (0, "0"),
    ],
)
def test_a_value_is_written_as_a_document_writes_it(value: object, text: str) -> None:
    assert texts(document("共{{ 备注 }}。\n", {"备注": value})) == [f"共{text}。"]


@pytest.mark.parametrize(
    ("placeholder", "value", "text"),
    [
        ("备注|月日", datetime.date(2026, 12, 1), "12月1日"),
        ("备注|年月日", "2026/12/1", "2026年12月1日"),
        ("备注|百分比", 0.8534, "85.3%"),
        ("备注|百分比(0)", 0.8534, "85%"),
        ("备注|千分位", 1234567.5, "1,234,567.5"),
        ("备注|保留(2)", 3, "3.00"),
        ("备注|默认('无')", None, "无"),
        ("面积 * 2", None, "2400"),
        ("行['面积']", None, "1200"),
    ],
)
def test_filters_and_sums(placeholder: str, value: object, text: str) -> None:
    assert texts(document(f"共{{{{ {placeholder} }}}}。\n", {"备注": value})) == [f"共{text}。"]


def test_a_heading_that_is_no_name_may_stand_in_a_placeholder() -> None:
    made = filling("完成{{ 耕地（亩） }}亩，{{耕地（亩）|保留(1)}}。\n", ("村名", "耕地（亩）"))
    filled = made.fill(row({"耕地（亩）": 860}))
    assert filled.document is not None
    assert texts(filled.document) == ["完成860亩，860.0。"]


def test_such_a_heading_may_stand_in_conditions_sums_and_loops_too() -> None:
    body = (
        "{% if 耕地（亩） > 1000 and 比例％ %}\n大村，{{ 耕地（亩） * 2 }}。\n{% endif %}\n"
        "{% for 户 in 明细 %}\n{{ 户.产量（公斤/亩）|保留(1) }}、{{ 户.户主 }}（亩）。\n{% endfor %}\n"
    )
    made = filling(body, ("村名", "耕地（亩）", "比例％"))
    filled = made.fill(row({"耕地（亩）": 1200, "比例％": 3}, {"户主": "张某", "产量（公斤/亩）": 410}))
    assert filled.document is not None
    assert texts(filled.document) == ["大村，2400。", "410.0、张某（亩）。"]


def test_such_a_heading_that_the_table_lacks_is_told_with_the_nearest() -> None:
    for body in ("{{ 耕地（亩） }}\n", "{% if 耕地（亩） %}\n大村。\n{% endif %}\n"):
        with pytest.raises(InputError) as caught:
            filling(body, ("村名", "耕地面积（亩）"))
        (fault,) = caught.value.faults
        assert (fault.code, fault.field, fault.line) == ("unknown-placeholder", "耕地（亩）", 9)
        assert "是不是“耕地面积（亩）”" in fault.cure


@pytest.mark.parametrize(
    "tag", ["{{ 备注|默认(“无”) }}", "{{ 备注｜默认('无') }}", "{{ 备注|默认（'无'） }}", "{{ 备注 }", "{{ }}"]
)
def test_a_full_width_sign_in_a_tag_is_told_in_chinese_as_the_clerk_wrote_it(tag: str) -> None:
    with pytest.raises(InputError) as caught:
        filling(f"共{{{{ 面积 }}}}亩，{tag}。\n")
    (fault,) = caught.value.faults
    assert (fault.code, fault.value) == ("wrong-placeholder", f"共{{{{ 面积 }}}}亩，{tag}。")
    assert not re.search("[a-z]{3}", fault.message)


@pytest.mark.parametrize(
    ("values", "column", "said"),
    [
        ({"备注": None}, "备注", "这一格是空的，而源文件要用它来算（源文件第9行）"),
        ({"备注": "三月底"}, "备注", "“三月底”不是日期"),
        ({"备注": "2026-03-31", "面积": "约千亩"}, "面积", "“约千亩”不是数"),
    ],
)
def test_a_cell_that_a_filter_cannot_take_is_named(values: dict[str, object], column: str, said: str) -> None:
    (fault,) = filling("{{ 备注|月日 }}前完成{{ 面积|千分位 }}亩。\n").fill(row(values)).faults
    assert (fault.row, fault.column) == (2, column)
    assert said in fault.message


def test_a_blank_of_the_details_that_a_filter_cannot_take_is_named() -> None:
    made = filling("{% for 户 in 明细 %}\n{{ 户.期限|月日 }}前。\n{% endfor %}\n")
    (fault,) = made.fill(row({}, {"户主": "张某", "期限": None})).faults
    assert fault.column == "期限"
    assert "这一格是空的，而源文件要用它来算" in fault.message


def test_a_condition_leaves_out_what_has_no_value() -> None:
    body = "如下。\n{% if 备注 %}\n一、其他\n{{ 备注 }}\n{% endif %}\n"
    assert texts(document(body, {"备注": None})) == ["如下。"]
    assert texts(document(body, {"备注": "加强巡护。"})) == ["如下。", "其他", "加强巡护。"]


def test_rows_of_the_second_table_in_a_loop_of_table_lines() -> None:
    body = "如下。\n| 户主 | 亩数 |\n|---|---|\n{% for 户 in 明细 %}\n| {{ 户.户主 }} | {{ 户.亩数 }} |\n{% endfor %}\n"
    made = document(body, {}, {"户主": "张某", "亩数": 3.5}, {"户主": "李某|甲", "亩数": 0})
    table = made.body[-1]
    assert isinstance(table, Table)
    assert table.rows == (("张某", "3.5"), ("李某|甲", "0"))


def test_rows_of_the_second_table_as_a_table_of_their_own() -> None:
    made = document("如下。\n{{ 明细 }}\n", {}, {"村名": "上坝村", "户主": "张某", "亩数": 0, "备注": None})
    table = made.body[-1]
    assert isinstance(table, Table)
    assert table.header == ("户主", "亩数", "备注")
    assert table.rows == (("张某", "0", ""),)
    assert len(document("如下。\n{{ 明细 }}\n", {}).body) == 1


def test_a_cell_of_several_lines_becomes_several_paragraphs() -> None:
    made = document("如下。\n另：{{ 备注 }}\n", {"备注": "甲。\n\n乙。"})
    assert texts(made) == ["如下。", "另：甲。", "乙。"]


def test_a_column_called_like_an_element_gives_it() -> None:
    columns = ("村名", "主送机关", "成文日期", "份数", "备注")
    made = filling("如下。\n", columns)
    assert made.columns_as_fields == {"主送机关": "主送机关", "成文日期": "成文日期", "份数": "印数"}
    assert made.unused_columns == ("备注",)
    values = {"主送机关": "甲村，乙村", "成文日期": datetime.date(2026, 4, 1), "份数": 30}
    filled = made.fill(row(values)).document
    assert filled is not None
    assert (filled.recipients, filled.date, filled.copies) == (("甲村", "乙村"), datetime.date(2026, 4, 1), 30)
    kept = made.fill(row(dict.fromkeys(values))).document
    assert kept is not None
    assert (kept.recipients, kept.copies) == (("上坝村村民委员会",), None)


def test_settings_hold_for_every_row() -> None:
    made = filling("如下。\n", settings={"成文日期": "2026-05-01"}).fill(row({})).document
    assert made is not None
    assert made.date == datetime.date(2026, 5, 1)


def test_habits_of_the_unit_are_added_to_every_row() -> None:
    unit = Unit.load("单位: 云岭县青山镇人民政府\n代字: 青政发\n机关组: {各村: [上坝村, 下坝村]}\n".encode())
    head = HEAD.replace("青政发〔2026〕8号", "{{ 序号 }}").replace("{{ 村名 }}村民委员会", "{{ 主送 }}")
    made = filling("如下。\n", ("村名", "序号", "主送"), head=head, unit=unit)
    filled = made.fill(row({"序号": 18, "主送": "各村（展开）"})).document
    assert filled is not None
    assert (str(filled.number), filled.recipients) == ("青政发〔2026〕18号", ("上坝村", "下坝村"))
    without = filling("如下。\n", ("村名", "主送"), head=HEAD.replace("{{ 村名 }}村", "{{ 主送 }}村"))
    assert [fault.code for fault in without.fill(row({"主送": "各村（展开），"})).faults] == ["no-unit"]


# ---------------------------------------------------------------------------------- values are text

MARKUP = [
    "一、标题",
    "（一）小节。文字",
    "# 题",
    "| 甲 | 乙 |",
    "---",
    "{{ 村名 }}",
    "{% if x %}",
    "![](a.png)",
    "附件1：甲",
]


@pytest.mark.parametrize("value", MARKUP)
def test_what_looks_like_markup_stays_text(value: str) -> None:
    made = document("如下。\n{{ 备注 }}\n完。\n", {"备注": value})
    assert texts(made) == ["如下。", value, "完。"]
    assert made.attachments == ()


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), min_size=1, max_size=60).filter(str.strip))
def test_any_value_arrives_as_it_is(value: str) -> None:
    made = document("如下。\n一、甲\n注意：{{ 备注 }}。\n{{ 备注 }}\n", {"备注": value})
    assert [type(block) for block in made.body[1:]] == [Section]
    assert texts(made) == ["如下。", "甲", f"注意：{value}。", value]


@pytest.mark.parametrize("value", ["\x07", "甲\x00乙", "\ud800", "\ufffe"])
def test_what_no_document_can_carry_is_refused_at_its_cell(value: str) -> None:
    faults = filling("如下：{{ 备注 }}\n").fill(row({"备注": value})).faults
    assert [(fault.row, fault.column) for fault in faults] == [(2, "备注")]


# ---------------------------------------------------------------------------------- faults


def test_every_blank_cell_that_would_be_written_is_told_once() -> None:
    faults = filling("{{ 村名 }}{{ 面积 }}。\n{{ 面积 }}\n").fill(row({"村名": None, "面积": None})).faults
    assert [(fault.code, fault.row, fault.column) for fault in faults] == [
        ("missing-value", 2, "村名"),
        ("missing-value", 2, "面积"),
    ]


def test_a_fault_of_a_field_is_told_at_the_column_it_came_from() -> None:
    head = HEAD.replace("2026-03-02", "{{ 备注 }}")
    faults = filling("如下。\n", head=head).fill(row({"备注": "2026-02-30"})).faults
    assert [(fault.field, fault.column, fault.value) for fault in faults] == [("成文日期", "备注", "2026-02-30")]
    faults = filling("如下。\n", ("村名", "成文日期")).fill(row({"成文日期": "明天"})).faults
    assert [(fault.field, fault.column) for fault in faults] == [("成文日期", "成文日期")]


def test_a_fault_of_the_source_is_told_at_its_own_line() -> None:
    body = "如下。\n{% if 面积 %}\n{% endif %}\n![](没有.png)\n"
    faults = filling(body).fill(row({})).faults
    assert [(fault.code, fault.file, fault.line) for fault in faults] == [("no-files", "通知.md", 12)]


def test_a_sum_with_a_text_is_a_fault_of_the_row() -> None:
    faults = filling("共{{ 面积 + 1 }}。\n{% if 面积 > 3 %}甲{% endif %}\n").fill(row({"面积": "约三百"})).faults
    assert [(fault.code, fault.row) for fault in faults] == [("placeholder-failed", 2)]
    assert "第9行" in faults[0].message


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ("{{ 村名", "wrong-placeholder", 9),
        ("好。\n{% if 村名 %}\n", "wrong-placeholder", 10),
        ("{% fi %}", "wrong-placeholder", 9),
        ("{{ 村名|繁体 }}", "wrong-placeholder", 9),
        ("好。\n{{ 村名称 }}", "unknown-placeholder", 10),
        ("{{ 行['村'] }}", "unknown-placeholder", 9),
        ("{% include 'a.md' %}", "unsafe-placeholder", 9),
        ("{% import 'a.md' as a %}", "unsafe-placeholder", 9),
        ("\U000f0000", "private-character", 9),
    ],
)
def test_a_wrong_tag_is_told_with_its_line_before_any_row(body: str, code: str, line: int) -> None:
    with pytest.raises(InputError) as caught:
        filling(body)
    assert [(fault.code, fault.line, fault.file) for fault in caught.value.faults] == [(code, line, "通知.md")]


@pytest.mark.parametrize(
    "escape",
    [
        "村名.__class__",
        "村名.__class__.__mro__",
        "村名|attr('__class__')",
        "行.__init__.__globals__",
        "'{0.__class__}'.format(村名)",
        "'%s'.__mod__",
        "range(10**9)",
        "namespace.__init__.__globals__",
        "明细.append(1)",
    ],
)
def test_a_source_cannot_reach_python(escape: str) -> None:
    assert faults_of(f"共{{{{ {escape} }}}}。\n")


# ---------------------------------------------------------------------------------- pictures


def test_a_picture_may_be_named_by_a_cell(tmp_path: object) -> None:
    faults = filling("如下。\n![]({{ 备注 }}.png)\n").fill(row({"备注": "上坝"})).faults
    assert [(fault.code, fault.value) for fault in faults] == [("no-files", "上坝.png")]
    faults = filling("如下。\n![]({{ 备注 }}.png)\n").fill(row({"备注": "a)\n---"})).faults
    assert "wrong-path" in [fault.code for fault in faults]


@given(st.text(st.characters(), max_size=30), st.text(st.characters(), max_size=30))
def test_what_is_not_validated_again_would_have_been_valid(first: str, second: str) -> None:
    body = "{{ 村名 }}：\n一、任务\n（一）{{ 备注 }}。{{ 村名 }}完成。\n（二）整地。{{ 备注 }}\n{{ 村名 }}\n"
    filled = filling(body, head=HEAD.replace("{{ 村名 }}", "上坝村")).fill(row({"村名": first, "备注": second}))
    if filled.document is not None:
        again = type(filled.document).read(filled.document.model_dump())
        assert again == filled.document
        assert again.to_json() == filled.document.to_json()
