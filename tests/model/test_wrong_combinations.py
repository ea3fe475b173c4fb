"""Wrong combinations of 要素: each is refused or remarked in Chinese, with the thing, the clause and the cure."""

from __future__ import annotations

from typing import Any

import pytest

from gongwen import Fault, InputError
from gongwen.layout import lay_out
from gongwen.model import Document, IssuingNumber, Kind
from tests.model.chinese import is_said_in_chinese
from tests.strategies import notice, of_kind, some_picture

TWO = "青山镇人民政府，云岭县林业局"
LETTER: dict[str, Any] = {"kind": "函", "recipients": "县财政局"}
JOINT_LETTER: dict[str, Any] = {**LETTER, "issuers": TWO}


def only_fault(**changes: Any) -> Fault:
    try:
        (fault,) = notice(**changes).findings()
    except InputError as refused:
        (fault,) = refused.faults
    return fault


REFUSED: dict[str, tuple[dict[str, Any], str, str, str]] = {
    "a request goes to one superior": (
        {"kind": "请示", "signers": "王建国", "recipients": "县人民政府，县发展和改革局"},
        "主送机关", "TL-15.1a", "抄送机关",
    ),
    "a letter's mark has no 文件": (
        {**LETTER, "issuer_mark": "青山镇人民政府文件"}, "发文机关标志", "9704-10.1-a", "青山镇人民政府",
    ),
    "a letter's mark names one agency": (
        {**JOINT_LETTER, "issuer_mark": "青山镇人民政府云岭县林业局"}, "发文机关标志", "9704-10.1-b", "青山镇人民政府",
    ),
    "a letter's mark lists no agencies that issue it": (
        {**LETTER, "issuer_mark": "中共青山镇委员会 青山镇人民政府"}, "发文机关标志", "9704-10.1-b", "只写",
    ),
    "a letter's mark lists no agencies": (
        {**LETTER, "issuer_mark": "青山镇人民政府、云岭县林业局"}, "发文机关标志", "9704-10.1-b", "只写",
    ),
    "two numbers in a list": (
        {"issuers": TWO, "number": ["青政发〔2026〕1号", "云林发〔2026〕2号"]}, "发文字号", "9704-7.2.5-g", "主办机关",
    ),
    "two numbers in one text": (
        {"issuers": TWO, "number": "青政发〔2026〕1号、云林发〔2026〕2号"}, "发文字号", "TL-9.5", "主办机关",
    ),
    "two numbers in other brackets": (
        {"number": "青政发[2026]1号 云林发(2026)2号"}, "发文字号", "9704-7.2.5-g", "主办机关",
    ),
    "a secret without 份号": ({"secrecy": "秘密"}, "密级", "TL-9.1", "份号"),
    "a seal of an agency that does not sign": (
        {"seals": {"云岭县林业局": {}}}, "印章", "9704-7.3.5.1-h", "云岭县林业局",
    ),
    "fewer seals than signatures": ({"issuers": TWO, "seals": [{}]}, "印章", "9704-7.3.5.1-h", "按机关名"),
    "more seals than signatures": ({"seals": [{}, {}]}, "印章", "9704-7.3.5.1-h", "一章对一署名"),
    "an order with a 发文字号": (
        {"kind": "命令", "recipients": [], "number": "青政发〔2026〕1号"}, "发文字号", "9704-10.2-b", "第1号",
    ),
    "a report without signer": ({"kind": "报告", "recipients": "县人民政府"}, "签发人", "TL-9.6", "签发人"),
    "a request without signer": ({"kind": "请示", "recipients": "县人民政府"}, "签发人", "TL-9.6", "签发人"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_wrong_combination_names_the_thing_the_clause_and_the_cure(case: str) -> None:
    changes, field, clause, cure = REFUSED[case]
    fault = only_fault(**changes)
    assert fault.field == field
    said = f"{fault.message}；{fault.cure}"
    assert clause in said
    assert cure in said
    assert fault.cure != "改写或补写这一项"
    assert is_said_in_chinese(fault)


@pytest.mark.parametrize("kind", [Kind.NOTICE, Kind.DECISION, Kind.REPLY, Kind.LETTER])
def test_9704_7_2_6_g_a_signer_of_what_does_not_go_upward_is_a_remark_and_no_error(kind: Kind) -> None:
    (remark,) = lay_out(of_kind(kind, signers="王建国")).remarks
    assert "签发人" in remark
    assert "9704-7.2.6-g" in remark


@pytest.mark.parametrize(
    "changes",
    [
        {**LETTER, "issuer_mark": "中共青山镇委员会"},
        {**LETTER, "issuer_mark": "青山镇人民政府、镇"},
        JOINT_LETTER,
        {**JOINT_LETTER, "issuer_mark": "青山镇人民政府"},
        {"issuers": TWO, "issuer_mark": "青山镇人民政府、云岭县林业局文件"},
        {"number": ["青政发〔2026〕1号"]},
        {"number": IssuingNumber.parse("青政发〔2026〕1号")},
        {"number": "青政(办)发〔2026〕1号"},
    ],
    ids=str,
)
def test_what_only_looks_wrong_is_accepted(changes: dict[str, Any]) -> None:
    assert notice(**changes).findings() == ()


def test_seals_of_agencies_take_the_order_of_the_signatures() -> None:
    first, second = ({"data": some_picture(), "name": name} for name in ("甲.png", "乙.png"))
    made = notice(issuers=TWO, seals={"云岭县林业局": second, "青山镇人民政府": first})
    assert [seal.name for seal in made.seals] == ["甲.png", "乙.png"]
    assert Document.read_json(made.to_json()) == made


def test_9704_7_3_5_1_h_a_signature_without_seal_among_named_ones_keeps_its_room() -> None:
    made = notice(issuers=TWO, seals={"云岭县林业局": {"data": some_picture()}})
    assert [seal.data is None for seal in made.seals] == [True, False]


def test_a_seal_of_a_stranger_is_told_with_who_signs() -> None:
    fault = only_fault(signatories="青山镇人民政府", seals={"青山镇人民政府": {}, "青山镇委": {}})
    assert "“青山镇委”" in fault.message
    assert "“青山镇人民政府”" in fault.cure
