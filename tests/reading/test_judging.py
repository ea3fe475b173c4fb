"""What is wrong with an input is told together: what cannot be read, and what the rules find in the rest."""

from __future__ import annotations

from typing import Any

import pytest

import gongwen
from gongwen import InputError
from gongwen.reading import load_source
from gongwen.reading.building import build, judge
from gongwen.rules.examples import SOUND
from tests.model.chinese import is_said_in_chinese

REQUEST = """---
文种: 请示
发文机关: 青山镇人民政府
标题: 青山镇人民政府关于拨付柳林桥抢修资金的请示
主送机关: 云岭县人民政府
---
柳林桥桥墩被冲刷，需抢修资金46.8万元。妥否，请批示。
"""


def told(data: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(fault.code, fault.field) for fault in judge(data).all_faults]


def test_a_request_without_number_signer_and_date_is_loaded_and_its_findings_told_at_their_lines() -> None:
    parsed = load_source(REQUEST.encode())
    assert parsed.document.title.endswith("请示")
    assert [fault.code for fault in parsed.findings] == ["missing-number", "missing-signers", "missing-date"]
    assert parsed.findings == tuple(fault.at(line=fault.line) for fault in parsed.findings)
    assert [fault.code for fault in parsed.document.findings()] == [fault.code for fault in parsed.findings]


def test_it_is_rendered_as_a_draft_and_refused_by_name_without() -> None:
    request = gongwen.load(REQUEST.encode())
    with pytest.raises(InputError) as refused:
        gongwen.render(request)
    assert [fault.field for fault in refused.value.faults] == ["发文字号", "签发人", "成文日期"]
    assert all(is_said_in_chinese(fault) for fault in refused.value.faults)
    assert gongwen.read(gongwen.render(request, draft=True)).document == request
    assert "妥否" in gongwen.to_html(request, draft=True)


def test_what_has_no_shape_and_what_breaks_a_rule_are_told_together_each_in_its_place() -> None:
    source = REQUEST.replace(
        "主送机关: 云岭县人民政府", "主送机关: 云岭县人民政府，云岭县财政局\n成文日期: 2026-02-30\n印数: 0"
    )
    with pytest.raises(InputError) as refused:
        load_source(source.encode())
    lines = {fault.code: fault.line for fault in refused.value.faults}
    assert lines == {
        "missing-number": 1,
        "missing-signers": 1,
        "one-recipient": 5,
        "wrong-value": 6,
        "out-of-range": 7,
    }


def test_json_is_told_all_that_is_wrong_with_it_too() -> None:
    text = '{"kind": "请示", "title": "关于抢修的请示", "issuers": "青山镇人民政府", "body": ["妥否。"], "copies": 0}'
    with pytest.raises(InputError) as refused:
        load_source(text.encode())
    shape, *found = refused.value.faults
    assert (shape.code, shape.loc) == ("out-of-range", ("copies",))
    assert [fault.code for fault in found] == ["missing-number", "missing-signers", "missing-date"]


def test_what_follows_from_a_kind_that_cannot_be_read_is_not_told() -> None:
    assert told({"kind": "通之", "title": "关于春耕的通知", "body": ["如下。"]}) == [("value-not-allowed", "文种")]


def test_a_field_that_cannot_be_read_is_not_told_to_be_missing() -> None:
    assert told({**SOUND, "title": " ", "body": [{"type": "picture"}]}) == [
        ("wrong-value", "标题"),
        ("missing-field", "正文 第1项 图片"),
    ]


def test_each_fault_keeps_its_own_place_where_one_of_them_is_left_out() -> None:
    """A list whose only item is faulty is not said to be empty; the faults behind it must not take its place."""
    data = {**SOUND, "attachments": [{"title": "名单", "body": [{"type": "nothing"}]}], "date": "2026-02-30"}
    faults = judge(data).faults
    assert [fault.loc[0] for fault in faults] == ["attachments", "date"]
    assert [fault.field for fault in faults] == ["附件 第1项 正文 第1项", "成文日期"]


def test_a_value_that_is_built_alone_knows_the_places_of_its_faults() -> None:
    assert [fault.loc for fault in build(gongwen.Table, {"rows": [["甲"], ["乙", "丙"]]}).faults] == [("rows",)]
