"""What belongs together, each rule with its clause."""

from __future__ import annotations

from typing import Any

import pytest

from gongwen import Fault
from gongwen.rules import grave
from tests.model.chinese import is_said_in_chinese
from tests.strategies import notice


def faults(**changes: Any) -> tuple[Fault, ...]:
    return notice(**changes).findings()


@pytest.mark.parametrize(
    ("changes", "field", "clause"),
    [
        ({"secrecy": "秘密"}, "密级", "TL-9.1"),
        ({"secrecy_period": "1年"}, "保密期限", "9704-7.2.2-c"),
        ({"secrecy": "秘密", "copy_number": "000001", "secrecy_period": "一年"}, "保密期限", "9704-7.2.2-c"),
        ({"copy_number": "00001"}, "份号", "9704-7.2.1-a"),
        ({"copy_number": "0000001"}, "份号", "9704-7.2.1-a"),
        ({"copy_number": "00000A"}, "份号", "9704-7.2.1-a"),
        ({"form": "白头", "date": None, "seals": [{}]}, "印章", "9704-7.3.5.1-e"),
        ({"seals": [{}, {}]}, "印章", "9704-7.3.5.1-h"),
        ({"seals": [{}, {}, {}], "signatories": "甲，乙"}, "印章", "9704-7.3.5.1-h"),
        ({"form": "白头", "issuers": "", "seals": [{}]}, "印章", "9704-7.3.5.1-h"),
        ({"printer": "党政办公室", "print_date": "2026-03-01"}, "印发日期", "9704-7.4.3-d"),
        ({"print_date": "2026-03-02"}, "印发日期", "9704-7.4.3-a"),
        ({"number": None}, "发文字号", "TL-9.5"),
        ({"number": ...}, "发文字号", "TL-9.5"),
        ({"issuers": ""}, "发文机关", "TL-9.4"),
        ({"issuers": ...}, "发文机关", "TL-9.4"),
        ({"form": "信函", "issuers": ...}, "发文机关", "TL-9.4"),
        ({"form": "信函", "number": ...}, "发文字号", "TL-9.5"),
        ({"form": "命令"}, "发文字号", "9704-10.2-b"),
        ({"number": "第8号"}, "发文字号", "9704-7.2.5-b"),
        ({"kind": "请示", "recipients": "甲"}, "签发人", "TL-9.6"),
        ({"kind": "报告"}, "签发人", "TL-9.6"),
        ({"kind": "报告", "issuers": "甲，乙", "signers": "王明"}, "签发人", "9704-7.2.6-f"),
        ({"kind": "请示", "signers": "王明", "recipients": "甲，乙"}, "主送机关", "TL-15.1a"),
        ({"kind": "请示", "signers": "王明", "recipients": "甲、乙"}, "主送机关", "TL-15.1a"),
        ({"date": None}, "成文日期", "TL-9.12"),
        ({"date": ...}, "成文日期", "TL-9.12"),
        ({"form": "纪要", "date": ...}, "成文日期", "TL-9.12"),
    ],
)
def test_a_broken_rule_names_its_field_its_clause_and_the_cure(
    changes: dict[str, Any], field: str, clause: str
) -> None:
    (fault,) = faults(**changes)
    assert fault.field == field
    assert clause in f"{fault.message}{fault.cure}"
    assert is_said_in_chinese(fault)


@pytest.mark.parametrize(
    "changes",
    [
        {"secrecy": "秘密", "copy_number": "000001"},
        {"secrecy": "秘密", "copy_number": "000001", "secrecy_period": "1年"},
        {"copy_number": "000001"},
        {"seals": [{}]},
        {"seals": [{}, {}], "signatories": "甲，乙"},
        {"seals": [{}, {}], "issuers": "甲，乙"},
        {"printer": "党政办公室"},
        {"printer": "党政办公室", "print_date": "2026-03-02"},
        {"form": "命令", "number": "第8号", "recipients": []},
        {"kind": "公告", "number": "第8号"},
        {"kind": "请示", "signers": "王明", "recipients": "甲"},
        {"kind": "报告", "signers": "王明，李亮", "issuers": "甲，乙"},
        {"kind": "议案"},
        {"kind": "意见", "signers": "王明"},
        {"form": "白头", "number": ..., "issuers": ..., "date": ...},
    ],
)
def test_in_what_keeps_the_rules_nothing_is_found(changes: dict[str, Any]) -> None:
    assert grave(faults(**changes)) == ()


@pytest.mark.parametrize("copy_number", ["００００００", "٠٠٠٠٠١"])
def test_9704_7_2_1_a_copy_number_is_in_arabic_digits(copy_number: str) -> None:
    (fault,) = faults(copy_number=copy_number)
    assert fault.field == "份号"


def test_the_cure_of_a_missing_date_says_what_to_write() -> None:
    (fault,) = faults(date=None)
    assert "成文日期" in fault.cure


def test_every_broken_rule_is_told_at_once() -> None:
    found = faults(
        secrecy="秘密",
        secrecy_period="一年",
        issuers="",
        number=None,
        date=None,
        print_date="2026-03-02",
    )
    assert [fault.field for fault in found] == [
        "密级", "保密期限", "发文机关", "发文字号", "成文日期", "印发日期",
    ]  # fmt: skip
    assert all(is_said_in_chinese(fault) for fault in found)
