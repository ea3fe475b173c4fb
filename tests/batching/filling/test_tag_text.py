"""What clerks write between the braces: forgiven where it is clear, told in plain words where it is not."""

from __future__ import annotations

import pytest

from gongwen import InputError
from tests.batching.filling.sources import filling, row, texts


@pytest.mark.parametrize(
    "written",
    [
        "｛｛ 村名 ｝｝",
        "{｛ 村名 }}",
        "{ { 村名 } }",
        "{ % if 村名 % }",
        "｛% if 村名 %｝",
        "{％ if 村名 ％}",
        "{村名}",
        "｛村名｝",
    ],
)
def test_braces_that_would_be_printed_as_they_stand_are_told(written: str) -> None:
    with pytest.raises(InputError) as caught:
        filling(f"请{written}按时完成。\n")
    assert [(fault.code, fault.line) for fault in caught.value.faults] == [("wrong-placeholder", 9)]


@pytest.mark.parametrize("written", ["集合{甲, 乙}", "{{ {'甲': 1}['甲'] }}", "{# {村名} #}好", "｛注｝"])
def test_other_braces_are_text(written: str) -> None:
    assert filling(f"请{written}按时完成。\n").fill(row({})).faults == ()


def test_all_such_lines_are_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        filling("{村名}\n好\n｛｛ 面积 ｝｝\n第{{ 明细 }}处\n")
    assert [fault.line for fault in caught.value.faults] == [9, 11, 12]


def test_a_table_of_all_details_stands_on_a_line_of_its_own() -> None:
    with pytest.raises(InputError) as caught:
        filling("隐患点：{{ 明细 }}\n")
    assert "单独占一行" in caught.value.faults[0].message
    assert filling("{{ 明细 }}\n共{{ 明细|length }}处\n").fill(row({})).faults == ()


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("{% if 面积(亩) > 10 %}大{% endif %}", "大"),
        ("{{ 面积(亩) * 2 }}", "24"),
        ("{% if 1月 > 2 and 完成率% %}好{% endif %}", "好"),
        ("{{ 1月 }}{{ 人/户 }}{{ 完成率% }}", "3280%"),
        ("{{ 姓 名 }}{{ 姓　名|默认('') }}{{姓名}}", "周周周"),
        ("{{ '面积(亩)' }}", "面积(亩)"),
    ],
)
def test_any_heading_may_stand_in_any_tag(tag: str, text: str) -> None:
    values = {"面积(亩)": 12, "1月": 3, "人/户": 2, "完成率%": "80%", "姓名": "周"}
    filled = filling(f"共{tag}\n", ("村名", *values)).fill(row(values))
    assert filled.document is not None, filled.faults
    assert texts(filled.document) == [f"共{text}"]


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        ("{% if 村名 %}\n甲\n{% if 面积 %}\n乙\n{% endif %}\n丙\n", 9, "没有结束"),
        ("甲\n{% for 户 in 明细 %}\n{% if 面积 %}\n乙\n{% endif %}\n丙\n\n丁\n", 10, "没有结束"),
        ("{% if 村名 %}\n甲\n{% end if %}\n", 11, "不能有空格"),
        ("甲\n{% endif %}\n", 10, "没有开头"),
        ("{% if 村名 %}甲{% endfor %}\n", 9, "没有开头，或与开头不是一对"),
        ("{% if 村名 %}甲{% elseif 面积 %}乙{% endif %}\n", 9, "否则如果"),
    ],
)
def test_a_condition_that_is_not_closed_rightly_is_told_where_it_stands(body: str, line: int, said: str) -> None:
    with pytest.raises(InputError) as caught:
        filling(body)
    (fault,) = caught.value.faults
    assert fault.line == line
    assert said in fault.message
