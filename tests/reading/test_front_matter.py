"""The lines between the two ``---``: what is accepted, and how every slip is named with its line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from gongwen.errors import Fault, InputError
from gongwen.reading import load_source
from tests.reading.sources import BODY_LINE, FRONT_LINE, read, source


def faults_of(front: str = "", body: str = "正文。\n", overrides: Mapping[str, str] | None = None) -> tuple[Fault, ...]:
    with pytest.raises(InputError) as refused:
        read(front, body, overrides=overrides or {})
    return refused.value.faults


def only_fault(front: str) -> Fault:
    (fault,) = faults_of(front)
    assert fault.cure
    assert str(fault).startswith(f"第{fault.line}行 ")
    return fault


def test_values_stay_text_as_typed() -> None:
    document = read("份号: 000123\n印数: 0030\n附注: yes\n印发机关: 1.10\n印发日期: 2026-11-24\n").document
    assert (document.copy_number, document.copies, document.notes, document.printer) == ("000123", 30, "yes", "1.10")
    assert document.print_date == date(2026, 11, 24)


@pytest.mark.parametrize(
    "line", ["主送机关: 各村", "主送机关：各村", "主送机关:各村", "主送 ： 各村", "recipients:　各村", '"主送": 各村']
)
def test_names_and_colons_in_every_writing(line: str) -> None:
    parsed = read(line + "\n")
    assert parsed.document.recipients == ("各村",)
    assert parsed.ledger == ()


@pytest.mark.parametrize(
    "value",
    ["县林业局，县应急局", "[县林业局, 县应急局]", "\n- 县林业局\n- 县应急局", "\n　　- 县林业局\n　　- 县应急局"],
)
def test_lists_are_lists_or_texts(value: str) -> None:
    assert read(f"抄送: {value}\n").document.cc == ("县林业局", "县应急局")


def with_title(title: str) -> bytes:
    return f"---\n文种: 计划\n标题: {title}\n---\n正文。\n".encode()


def test_a_title_of_several_lines_keeps_its_breaks() -> None:
    document = load_source(with_title("|\n  青山镇人民政府\n　　春耕工作计划")).document
    assert (document.title, document.title_breaks) == ("青山镇人民政府春耕工作计划", (7,))


@pytest.mark.parametrize(
    "title", ["青山镇\n  春耕计划", ">\n  青山镇\n  春耕计划", '"青山镇春耕计划"', "'青山镇春耕计划'  "]
)
def test_a_folded_title_is_one_line_without_a_gap(title: str) -> None:
    document = load_source(with_title(title)).document
    assert (document.title, document.title_breaks) == ("青山镇春耕计划", ())


@pytest.mark.parametrize("nothing", ["", " ~", " null", ' ""'])
def test_an_empty_entry_is_no_entry(nothing: str) -> None:
    assert read(f"附注:{nothing}\n印章:{nothing}\n").document.notes is None


def test_placeholders_of_templates_are_text() -> None:
    assert read("附注: {{备注}} 'x'\n").document.notes == "{{备注}} 'x'"
    assert read("附注: {% raw %}\n").document.notes == "{% raw %}"


def test_a_second_script() -> None:
    for entry in ("民族文字: {语言: bo, 标题: ཀ, 机关: ཁ}", "民族文字:\n  语言：bo\n  title:ཀ\n  机关: ཁ"):
        translation = read(f"{entry}\n").document.translation
        assert translation is not None
        assert (translation.locale, translation.title, translation.issuer) == ("bo", "ཀ", "ཁ")


def test_comments_are_written_down_as_dropped() -> None:
    parsed = read(
        "# 全文注释\n附注: 此件公开发布 # 一号文\n主送: [甲村, # 甲\n  乙村]\n抄送: | # 丙\n  县林业局#二组\n"
    )
    assert parsed.document.cc == ("县林业局#二组",)
    assert [(entry.line, entry.kind, entry.text) for entry in parsed.ledger] == [
        (7, "dropped", "# 全文注释"),
        (8, "dropped", "# 一号文"),
        (9, "dropped", "# 甲"),
        (11, "dropped", "# 丙"),
    ]


def test_a_number_written_otherwise_is_written_down_as_changed() -> None:
    text = source().decode().replace("青政发〔2026〕18号", "青政发[2026]第018号")
    parsed = load_source(text.encode())
    assert [(entry.line, entry.text, entry.became) for entry in parsed.ledger] == [
        (4, "青政发[2026]第018号", "青政发〔2026〕18号")
    ]


def test_an_unknown_name_is_told_the_nearest() -> None:
    fault = only_fault("主送机构：各村\n")
    assert (fault.code, fault.field, fault.line) == ("unknown-field", "主送机构", FRONT_LINE)
    assert "主送机关" in fault.cure


def test_a_repeated_name_is_told_both_lines() -> None:
    fault = only_fault("主送: 各村\n主送机关: 镇直各单位\n")
    assert (fault.code, fault.line) == ("duplicate-field", FRONT_LINE + 1)
    assert "第 7 行（“主送”）和第 8 行" in fault.message


@pytest.mark.parametrize("name", ["附件", "正文", "attachments"])
def test_body_and_attachments_have_their_own_place(name: str) -> None:
    assert only_fault(f"{name}: 名单\n").code == "misplaced-field"


@pytest.mark.parametrize(
    ("front", "line", "said"),
    [
        ("主送机关\n抄送: 甲\n", 7, "缺少冒号"),
        ("主送机关\n", 7, "缺少冒号"),
        ('附注: "甲\n抄送: 乙\n', 7, "引号"),
        ("抄送: [甲, 乙\n附注: 丙\n", 7, "方括号"),
        ("印章: {图片: a.png, 直径\n附注: 丙\n", 7, "花括号"),
        ("附注: @甲\n", 7, "@"),
        ("附注: *甲\n", 7, "*"),
        ("附注: - 甲\n", 7, "列表"),
    ],
)
def test_wrong_yaml_is_explained_at_its_line(front: str, line: int, said: str) -> None:
    fault = only_fault(front)
    assert (fault.code, fault.line) == ("wrong-yaml", line)
    assert said in fault.message


@pytest.mark.parametrize("value", ["&a 甲", "*a", "!!str 甲", "[[[[甲]]]]", "[" * 5000, "{? [a] : b}"])
def test_what_yaml_could_do_beyond_text_is_refused(value: str) -> None:
    fault = only_fault(f"附注: {value}\n")
    assert (fault.code, fault.line) == ("unsupported-yaml", FRONT_LINE)


def test_control_characters_are_named_with_their_line() -> None:
    fault = only_fault("附注: 甲\x07乙\n")
    assert (fault.code, fault.line) == ("control-character", FRONT_LINE)
    assert "U+0007" in fault.message


def test_all_faults_come_together_in_the_order_of_the_lines() -> None:
    text = (
        "---\n文种: 通示\n成文日期: 2026-2-30\n印数: 三十\n民族文字: {语言: qq, 题: 甲}\n---\n好\x01的\n|甲|乙|\n|丙|\n"
    )
    with pytest.raises(InputError) as refused:
        load_source(text.encode())
    assert [(fault.line, fault.field) for fault in refused.value.faults] == [
        (1, "标题"),
        (2, "文种"),
        (3, "成文日期"),
        (4, "印数"),
        (5, "题"),
        (5, "民族文字 语言"),
        (5, "民族文字 标题"),
        (5, "民族文字 机关"),
        (7, "正文"),
        (9, "表格"),
    ]


def test_a_wrong_front_matter_does_not_hide_the_faults_of_the_body() -> None:
    assert [fault.code for fault in faults_of("附注: @\n", "甲\n---\n乙")] == ["wrong-yaml", "lone-rule"]


def test_a_wrong_kind_does_not_ask_for_what_another_kind_needs() -> None:
    with pytest.raises(InputError) as refused:
        load_source("---\n文种: 工作总接\n标题: 防汛工作总结\n---\n平安度汛。\n".encode())
    assert [fault.field for fault in refused.value.faults] == ["文种"]


def test_a_wrong_item_of_a_list_is_found_at_its_line() -> None:
    assert only_fault('抄送:\n- 县林业局\n- "县\\a应急局"\n').line == FRONT_LINE + 2


def test_values_of_the_wrong_shape_are_faults_of_their_line() -> None:
    found = faults_of("附注: [甲]\n印数: {甲: 乙}\n主送: {甲: 乙}\n")
    assert [fault.line for fault in found] == [FRONT_LINE, FRONT_LINE + 1, FRONT_LINE + 2]


def test_an_empty_body_is_found_below_the_front_matter() -> None:
    (fault,) = load_source(source(body="\n　\n")).findings
    assert (fault.field, fault.line) == ("正文", BODY_LINE)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "空"),
        ("\n　\n", 1, "空"),
        ("青山镇人民政府关于春耕的通知\n各村：\n", 1, "文种"),
        ("正文\n", 1, "文种"),
        ("---\n文种: 通知\n标题: 甲\n", 1, "没有结束"),
        ("---\n春耕在即。\n", 1, "没有结束"),
    ],
)
def test_a_source_without_front_matter_is_told_how_to_begin(text: str, line: int, said: str) -> None:
    with pytest.raises(InputError) as refused:
        load_source(text.encode())
    (fault,) = refused.value.faults
    assert fault.line == line
    assert said in str(fault)


@pytest.mark.parametrize("front", ["- 甲\n- 乙\n", "随便一行\n"])
def test_front_matter_that_has_no_names_is_explained(front: str) -> None:
    with pytest.raises(InputError) as refused:
        load_source(f"---\n{front}---\n正文\n".encode())
    assert [fault.line for fault in refused.value.faults] == [2]


def test_values_set_from_outside_replace_and_add() -> None:
    parsed = read("附注: 甲\n", overrides={"附注": "乙", "copies": "12"})
    assert (parsed.document.notes, parsed.document.copies) == ("乙", 12)
    assert [(entry.line, entry.text, entry.became) for entry in parsed.ledger] == [(FRONT_LINE, "甲", "乙")]


def test_an_empty_value_set_from_outside_removes_the_entry() -> None:
    assert read("附注: 甲\n", overrides={"附注": ""}).document.notes is None


def test_faults_of_values_set_from_outside_name_no_line() -> None:
    found = faults_of(overrides={"标提": "甲", "印数": "多", "正文": "甲", "主送": "甲", "主送机关": "乙"})
    assert {fault.code for fault in found} == {"unknown-field", "wrong-value", "misplaced-field", "duplicate-field"}
    assert {(fault.file, fault.line) for fault in found} == {("--set", None)}
