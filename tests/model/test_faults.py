"""Every fault of the data is told, in Chinese, with the field, what was found, what is allowed and the cure."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen import Attachment, Document, Fault, GongwenError, InputError, IssuingNumber, Seal
from gongwen.model.faults import field_path
from tests.model.chinese import is_said_in_chinese, made_or_refused
from tests.strategies import FORBIDDEN, NOTICE, QUIET, notice, wild_text


def faults(data: Any) -> tuple[Fault, ...]:
    with pytest.raises(InputError) as refused:
        Document.read(data)
    return refused.value.faults


def faults_with(**changes: Any) -> tuple[Fault, ...]:
    return faults({field: value for field, value in {**NOTICE, **changes}.items() if value is not ...})


# ---------------------------------------------------------------------------------- what a fault says


@pytest.mark.parametrize(
    ("changes", "code", "field", "value", "allowed"),
    [
        ({"kind": "通之"}, "value-not-allowed", "文种", "通之", "决议、决定、命令、公报、公告、通告、意见、通知"),
        ({"form": "信"}, "value-not-allowed", "格式", "信", "文件、信函、命令、纪要、白头"),
        ({"secrecy": "密", "copy_number": "000001"}, "value-not-allowed", "密级", "密", "绝密、机密、秘密"),
        ({"urgency": "特提"}, "value-not-allowed", "紧急程度", "特提", "特急、加急"),
        ({"title": " 　 "}, "wrong-value", "标题", " 　 ", None),
        ({"title": "甲\t乙"}, "wrong-value", "标题", "甲\t乙", None),
        ({"title": 5}, "wrong-type", "标题", "5", None),
        ({"issued": [{"title": "名单", "body": []}]}, "empty-value", "印发件 第1项 正文", None, None),
        ({"body": "一段"}, "wrong-type", "正文", "一段", None),
        ({"date": "2026-02-30"}, "wrong-value", "成文日期", "2026-02-30", None),
        ({"date": 20260302}, "wrong-value", "成文日期", "20260302", None),
        ({"date": "0999-01-01"}, "wrong-value", "成文日期", "0999-01-01", None),
        ({"number": "8号"}, "wrong-value", "发文字号", "8号", None),
        ({"copies": 0}, "out-of-range", "印数", "0", None),
        ({"copies": "三十"}, "wrong-value", "印数", "三十", None),
        ({"copy_number": 1}, "wrong-type", "份号", "1", None),
        ({"issuers": 5}, "wrong-type", "发文机关", "5", None),
        ({"printer": ["甲"]}, "wrong-type", "印发机关", None, None),
        ({"translation": {"locale": "xx", "title": "a", "issuer": "b"}}, "wrong-value", "民族文字 语言", "xx", None),
    ],
)
def test_a_fault_names_the_field_what_was_found_and_what_is_allowed(
    changes: dict[str, Any], code: str, field: str, value: str | None, allowed: str | None
) -> None:
    (fault,) = faults_with(**changes)
    assert (fault.code, fault.field, fault.value) == (code, field, value)
    assert (fault.allowed or "").startswith(allowed or "")
    assert is_said_in_chinese(fault)
    assert fault.cure in str(fault)
    assert f"〔{field}〕" in str(fault)


def test_all_faults_are_told_at_once_in_the_order_of_the_fields() -> None:
    wrong = {
        "title": "甲" * 300,
        "kind": "通之",
        "form": "信",
        "urgency": "急",
        "number": "8号",
        "body": ["好。", {"type": "paragraph"}, {"type": "section", "level": 9, "heading": "甲"}, "好。"],
        "attachments": [{"title": "甲", "body": ["乙。"]}, {"title": "", "body": []}],
        "date": "2026-02-30",
        "seals": [{"diameter": 5}],
        "copies": 0,
        "主送机构": "各村",
    }
    found = faults({**NOTICE, **wrong})
    assert [fault.field for fault in found] == [
        "标题", "文种", "格式", "紧急程度", "发文字号", "正文 第2项 文字", "正文 第3项 层次", "附件 第2项 标题",
        "成文日期", "印章 第1项 直径", "印数", "主送机构",
    ]  # fmt: skip
    assert all(is_said_in_chinese(fault) for fault in found)


def test_without_title_and_body_there_is_no_document() -> None:
    assert [fault.message for fault in faults({})] == ["没有标题，也没有正文"]
    (fault,) = faults({**NOTICE, "title": "", "body": []})
    assert fault.message == "没有标题，也没有正文"
    assert Document.read({**NOTICE, "title": ""}).title == ""
    assert Document.read({**NOTICE, "body": []}).body == ()


@pytest.mark.parametrize("data", [None, 5, [], "通知", b"", object()])
def test_what_is_no_mapping_is_refused(data: Any) -> None:
    (fault,) = faults(data)
    assert fault.code == "wrong-type"
    assert is_said_in_chinese(fault)


@pytest.mark.parametrize(
    ("key", "meant"), [("主送机构", "主送机关"), ("titel", "标题"), ("发文单位1", "发文机关"), ("印发时期", "印发日期")]
)
def test_an_unknown_key_is_told_the_nearest_right_one(key: str, meant: str) -> None:
    (fault,) = faults({**NOTICE, key: "甲"})
    assert (fault.code, fault.field) == ("unknown-field", key)
    assert f"“{meant}”" in fault.cure


def test_an_unknown_key_like_no_other_is_only_named() -> None:
    (fault,) = faults({**NOTICE, "龘": "甲"})
    assert (fault.code, fault.field) == ("unknown-field", "龘")
    assert "“" not in fault.cure


def test_a_chinese_key_is_not_told_to_become_itself() -> None:
    found = faults_with(title=..., 标题="关于甲的通知")
    assert not any(fault.field == "标题" and "“标题”" in fault.cure for fault in found)


def test_an_unknown_key_of_an_attachment_is_told_a_key_that_attachments_have() -> None:
    (fault,) = faults_with(attachments=[{"title": "甲", "body": ["乙。"], "no": 1}])
    assert "附注" not in fault.cure


@pytest.mark.parametrize("block", ["", {"type": "tabel"}, {"type": "section", "level": 9, "heading": "甲"}])
def test_a_faulty_block_does_not_make_the_body_empty(block: Any) -> None:
    (fault,) = faults_with(body=[block])
    assert (fault.field or "").startswith("正文 第1项")


@pytest.mark.parametrize("field", ["copies", "number"])
def test_a_number_that_no_one_can_write_is_refused_in_chinese(field: str) -> None:
    digits = "9" * 5000
    text = {"copies": digits, "number": f"青政发〔2026〕{digits}号"}[field]
    assert made_or_refused(lambda: notice(**{field: text})) is None


@pytest.mark.parametrize(
    "data", [{"copies": 10**5000}, {"number": {"code": "甲发", "year": 2026, "sequence": 10**5000}}]
)
def test_a_number_that_python_cannot_write_is_refused_in_chinese(data: dict[str, Any]) -> None:
    assert made_or_refused(lambda: notice(**data)) is None


def test_a_number_of_nine_digits_is_the_largest() -> None:
    assert notice(copies=999_999_999).copies == 999_999_999
    (fault,) = faults_with(copies="1000000000")
    assert (fault.field, fault.cure) == ("印数", "核对后改成实际的数")


def test_json_with_a_number_of_thousands_of_digits_is_refused_in_chinese() -> None:
    json = notice(copies=30).to_json(indent=None).replace('"copies":30', '"copies":' + "9" * 5000)
    assert made_or_refused(lambda: Document.read_json(json)) is None


def test_true_is_no_number_of_copies() -> None:
    (fault,) = faults_with(copies=True)
    assert fault.field == "印数"


# ---------------------------------------------------------------------------------- titles


def test_a_title_of_300_characters_is_refused_with_its_length() -> None:
    (fault,) = faults_with(title="关于" * 150)
    assert fault.field == "标题"
    assert "300" in fault.message
    assert "150" in fault.message
    assert len(str(fault)) < 150


@pytest.mark.parametrize("breaks", [[0], [13], [3, 3], [5, 2], [-1], [99]])
def test_9704_7_3_1_d_turns_lie_inside_the_title_and_ascend(breaks: list[int]) -> None:
    (fault,) = faults_with(title_breaks=breaks)
    assert "1 到 12" in fault.message


# ---------------------------------------------------------------------------------- characters

_TEXTS: dict[str, Any] = {
    "标题": lambda text: {"title": text},
    "发文机关": lambda text: {"issuers": text},
    "发文机关标志": lambda text: {"issuer_mark": text},
    "主送机关": lambda text: {"recipients": text},
    "抄送机关": lambda text: {"cc": text},
    "署名": lambda text: {"signatories": text},
    "附注": lambda text: {"notes": text},
    "印发机关": lambda text: {"printer": text},
    "正文 第1项": lambda text: {"body": ["好。", {"type": "table", "rows": [[text]]}, text]},
    "附件 第1项 标题": lambda text: {"attachments": [{"title": text, "body": ["好。"]}]},
}


@pytest.mark.parametrize("field", [field for field in _TEXTS if field != "正文 第1项"])
@pytest.mark.parametrize("character", ["\0", "\x07", "\x0b", "\r", "\x1f", "\ufffe", "\uffff"])
def test_a_control_character_is_refused_with_its_code_point_and_place(field: str, character: str) -> None:
    found = faults_with(**_TEXTS[field](f"甲乙{character}丙"))
    (fault,) = [fault for fault in found if fault.code != "missing-field"]
    assert (fault.field or "").startswith(field)
    assert f"U+{ord(character):04X}" in fault.message
    assert "第 3 个字符" in fault.message


@pytest.mark.parametrize("character", FORBIDDEN)
def test_no_forbidden_character_passes_into_a_paragraph(character: str) -> None:
    found = faults_with(body=["好。", f"甲{character}"])
    assert [fault.field for fault in found] == ["正文 第2项 文字"]
    assert f"U+{ord(character):04X}" in found[0].message


def test_a_lone_surrogate_is_refused_with_its_code_point() -> None:
    (fault,) = faults_with(body=["好。", "甲\ud800"])
    assert "U+D800" in fault.message


def test_tabs_and_line_breaks_may_stand_in_a_paragraph_and_not_in_a_line() -> None:
    assert notice(body=["甲\t乙\n丙"]).model_dump()["body"][0]["text"] == "甲\t乙\n丙"
    for text in ("甲\t乙", "甲\n乙"):
        (fault,) = faults_with(printer=text)
        assert "一行" in fault.message


@QUIET
@given(st.sampled_from(sorted(_TEXTS)), wild_text())
def test_any_text_in_any_field_is_kept_or_refused_in_chinese(field: str, text: str) -> None:
    made = made_or_refused(lambda: Document.read({**NOTICE, **_TEXTS[field](text)}))
    assert made is None or made.to_json()


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 3000) | st.floats() | st.sampled_from(["", "甲", "通知", "2026-03-02"]),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(st.sampled_from(["type", "level", "heading", "blocks", "text", "rows", "data", "甲"]), inside)
    ),
    max_leaves=6,
)


@QUIET
@given(st.dictionaries(st.sampled_from(sorted(Document.model_fields)), _JSON, min_size=1, max_size=3))
def test_any_data_makes_a_document_or_is_refused_in_chinese(changes: dict[str, Any]) -> None:
    made = made_or_refused(lambda: Document.read({**NOTICE, **changes}))
    assert made is None or isinstance(made, Document)


# ---------------------------------------------------------------------------------- the error itself


def test_places_inside_the_data_are_counted_from_one() -> None:
    assert field_path(("attachments", 1, "title")) == "附件 第2项 标题"
    assert field_path(("body", 0, "section", "blocks", 2, "paragraph", "text")) == "正文 第1项 内容 第3项 文字"
    assert field_path(()) == ""


@pytest.mark.parametrize(
    "location", [("body", 0, "paragraph", "text"), ("number", "code"), ("seals", 0, "diameter"), ("title_breaks",)]
)
def test_places_inside_the_data_are_named_in_chinese(location: tuple[int | str, ...]) -> None:
    assert not any(letter.isascii() and letter.isalpha() for letter in field_path(location))


def test_the_error_carries_its_faults_and_says_one_a_line() -> None:
    with pytest.raises(GongwenError) as refused:
        Document.read({**NOTICE, "title": " ", "copies": 0})
    error = refused.value
    assert isinstance(error, InputError)
    assert len(error.faults) == len(str(error).splitlines()) == 2
    assert pickle.loads(pickle.dumps(error)).faults == error.faults
    placed = error.at(file="通知.md")
    assert isinstance(placed, InputError)
    assert {fault.file for fault in placed.faults} == {"通知.md"}


def test_a_fault_is_plain_data_for_programs() -> None:
    fault = Fault("wrong-value", "不是日期", "改写", field="成文日期", value="甲", file="a.md", line=3)
    assert fault.to_dict() == {
        "code": "wrong-value",
        "message": "不是日期",
        "cure": "改写",
        "field": "成文日期",
        "value": "甲",
        "file": "a.md",
        "line": 3,
    }
    assert str(fault) == "a.md 第3行 〔成文日期〕不是日期：写的是“甲”。处理：改写"
    assert fault.at(file="b.md", line=9) == fault
    assert Fault("x", "甲", "乙").at(file="b.md", line=9) == Fault("x", "甲", "乙", file="b.md", line=9)


def test_a_long_value_is_shown_shortened() -> None:
    shown = str(Fault("x", "甲", "乙", value="丙\n" * 100))
    assert "…" in shown
    assert "\n" not in shown
    assert len(shown) < 80


@pytest.mark.parametrize("cls", [Document, Attachment, Seal, IssuingNumber])
def test_no_json_is_refused_in_one_fault(cls: type[Document]) -> None:
    for text in ("", "{", "[1,", b"\xff\xfe", "{'title': 1}"):
        with pytest.raises(InputError) as refused:
            cls.read_json(text)
        assert [fault.code for fault in refused.value.faults] == ["not-json"]


def test_no_json_is_refused_in_chinese() -> None:
    with pytest.raises(InputError) as refused:
        Document.read_json("{")
    assert all(is_said_in_chinese(fault) for fault in refused.value.faults)
