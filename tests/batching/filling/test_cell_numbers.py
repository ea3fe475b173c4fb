"""Sums, comparisons and loops: numbers kept as text count as numbers, and nothing runs for ever."""

from __future__ import annotations

import pytest

from gongwen import InputError
from gongwen.batching.filling.cell_numbers import CellPlace
from gongwen.sheets.values import DetailRow
from tests.batching.filling.sources import document, faults_of, filling, row, texts

COLUMNS = ("村名", "面积", "备注", "护林员", "队员")


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("{{ 护林员 + 队员 }}", "26"),
        ("{{ 面积 + 1 }}", "12861"),
        ("{{ 护林员 * 2 - 1 }}", "15"),
        ("{{ 面积|int + 1 }}", "12861"),
        ("{{ 面积|千分位 }}", "12,860"),
        ("{{ 备注|百分比 }}", "63.4%"),
        ("{{ 明细|map(attribute='人数')|max }}", "９"),
        ("{{ (面积 / 7)|round(2) }}{{ 护林员|round|int }}{{ 护林员|abs }}", "1837.1488"),
        (
            "{{ 村名|replace('村', '') }}{{ 村名|length }}{{ 村名[0] }}{{ 村名.strip() }}{{ 村名|upper }}",
            "上坝3上上坝村上坝村",
        ),
        ("{% if '坝' in 村名 and 村名 in ['上坝村'] %}是{% endif %}", "是"),
        ("{{ 明细|map(attribute='人数')|join('、') }}", "９、2"),
        ("{% for 户 in 明细 if 户.人数 > 3 %}{{ loop.index }}{{ 户.人数 }}{% endfor %}", "1９"),
        ("{{ (明细|selectattr('人数', '>', 3)|list)|length }}", "1"),
        ("{% if 护林员 < 队员 %}少{% else %}多{% endif %}", "少"),
        ("{% if 护林员 == 8 %}八{% endif %}", "八"),
        ("{% if 护林员 == '8' %}八{% endif %}", "八"),
        ("{% if 备注 > 0.6 %}高{% endif %}", "高"),
        ("{{ 村名 + '、' + 护林员 }}", "上坝村、8"),
        ("{{ 村名 ~ 护林员 }}", "上坝村8"),
        ("{{ 明细|sum(attribute='人数') }}", "11"),
        ("{% for 户 in 明细|sort(attribute='人数') %}{{ 户.人数 }}、{% endfor %}", "2、９、"),
        ("{{ 护林员 }}{{ 护林员|默认('无') }}", "88"),
    ],
)
def test_numbers_kept_as_text_are_numbers_where_they_are_reckoned_with(tag: str, text: str) -> None:
    values = {"面积": "12,860", "护林员": "8", "队员": "１８", "备注": "63.4%"}
    made = document(f"共{tag}。\n", values, {"人数": "９"}, {"人数": "2"}, columns=COLUMNS)
    assert texts(made) == [f"共{text}。"]


@pytest.mark.parametrize("tag", ["{{ 面积 + 1 }}", "{{ 面积|int }}", "{% if 面积 > 3 %}甲{% endif %}", "{{ -面积 }}"])
def test_a_text_that_is_no_number_is_named_with_its_column_and_never_taken_for_zero(tag: str) -> None:
    (fault,) = filling(f"共{tag}。\n").fill(row({"面积": "约300"})).faults
    assert (fault.code, fault.row, fault.column) == ("placeholder-failed", 2, "面积")
    assert "“约300”不是数" in fault.message
    assert (fault.value, fault.allowed) == ("约300", "1280、12,860、-3.5、63.4%")


def test_a_date_without_a_year_and_one_without_marks_can_be_asked_for_their_day() -> None:
    for written in ("12月5日", "20261205", "2026/12/5 0:00"):
        assert texts(document("{{ 备注|月日 }}前。\n", {"备注": written})) == ["12月5日前。"]
    assert filling("{{ 备注|年月日 }}前。\n").fill(row({"备注": "12月5日"})).faults


def test_one_row_tells_all_its_faults_though_each_stops_the_reckoning() -> None:
    body = "{{ 备注|月日 }}前完成{{ 面积 + 1 }}亩，{{ 队员 }}人，{{ 护林员|千分位 }}人。\n"
    values = {"备注": "三月底", "面积": "约300", "队员": None, "护林员": None}
    faults = filling(body, COLUMNS).fill(row(values)).faults
    assert sorted(fault.column or "" for fault in faults) == sorted(["备注", "面积", "队员", "护林员"])


def test_what_stands_behind_a_condition_that_cannot_be_decided_is_not_guessed() -> None:
    body = "{% if 面积 > 3 %}\n{{ 备注 }}\n{% else %}\n{{ 队员 }}\n{% endif %}\n"
    faults = filling(body, COLUMNS).fill(row({"面积": "约300", "备注": None, "队员": None})).faults
    assert [fault.column for fault in faults] == ["面积"]


def test_a_fault_of_the_details_is_told_at_the_row_of_their_own_table() -> None:
    made = filling("{% for 户 in 明细 %}\n{{ 户.户主 }}{{ 户.人数 + 1 }}\n{% endfor %}\n", details_file="明细.csv")
    details = [DetailRow({"户主": "张某", "人数": 3}, 7), DetailRow({"户主": None, "人数": "多"}, 9)]
    faults = made.fill(row({}, *details)).faults
    assert {(fault.file, fault.row, fault.column) for fault in faults} == {
        ("明细.csv", 9, "人数"),
        ("明细.csv", 9, "户主"),
    }


def test_a_cell_whose_fault_is_known_hides_no_other_and_brings_no_second() -> None:
    skeleton = filling("{{ 备注 }}{{ 面积|千分位 }}\n")._placeholders.skeleton(
        {"村名": "上坝村", "备注": None, "面积": "约300"}, (), [CellPlace("备注")]
    )
    assert [fault.column for fault in skeleton.faults] == ["面积"]


@pytest.mark.parametrize(
    "tag",
    [
        "{{ 9 ** 999999999 }}",
        "{{ 9 ** 60 ** 60 }}",
        "{{ '甲' * 1000000000 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ 面积|round(-999999999) }}{{ '甲'|center(1000000000) }}",
        "{{ '甲'.ljust(1000000000) }}",
        "{% for 一 in range(10000) %}{% for 二 in range(10000) %}{% endfor %}{% endfor %}",
        "{% for 一 in range(999999999) %}{% endfor %}",
        "{% macro 甲() %}{{ 甲() }}{% endmacro %}{{ 甲() }}",
        "{{ 面积|保留(1000000000) }}",
    ],
)
def test_a_source_that_would_run_for_ever_or_fill_the_memory_is_refused(tag: str) -> None:
    faults = faults_of(tag + "\n")
    assert {fault.code for fault in faults} <= {"unsafe-placeholder", "wrong-placeholder", "placeholder-failed"}
    assert faults


@pytest.mark.parametrize("tag", ["{{ 行 }}", "{{ 村名.upper }}", "{{ [1, 2] }}", "{{ range(3) }}", "{{ {'甲': 1} }}"])
def test_what_is_no_value_is_never_printed_as_python_writes_it(tag: str) -> None:
    assert [fault.code for fault in filling(f"共{tag}。\n").fill(row({})).faults] == ["placeholder-failed"]


@pytest.mark.parametrize(
    "tag",
    [
        "{% set 甲 %}{{ 村名 }}好{% endset %}{{ 甲 }}",
        "{% filter upper %}{{ 村名 }}{% endfilter %}",
        "{% macro 甲() %}{{ 村名 }}{% endmacro %}{{ 甲() }}",
    ],
)
def test_a_text_with_holes_is_never_taken_up_again(tag: str) -> None:
    with pytest.raises(InputError) as caught:
        filling(tag + "\n")
    assert [(fault.code, fault.line) for fault in caught.value.faults] == [("unsafe-placeholder", 9)]


@pytest.mark.parametrize("tag", ["百分比('x')", "保留(2.5)", "保留(99)", "月日(3)", "千分位(2)", "百分比(places=1)"])
def test_wrong_brackets_of_a_filter_are_a_fault_of_the_source_and_not_of_every_row(tag: str) -> None:
    with pytest.raises(InputError) as caught:
        filling(f"共{{{{ 面积|{tag} }}}}。\n")
    assert [(fault.code, fault.line) for fault in caught.value.faults] == [("wrong-placeholder", 9)]
