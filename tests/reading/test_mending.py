"""What offices type, paste and save in the head of a source is understood, and what was mended is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.errors import InputError
from gongwen.model import Document, Form, Kind, Paragraph
from gongwen.reading import load_source
from gongwen.reading.ledger import Parsed

HEAD = (
    "文种：通知",
    "发文机关：清河县石门镇人民政府",
    "发文字号：石政发〔2026〕17号",
    "标题：清河县石门镇人民政府关于开展“三夏”农机检修的通知",
    "主送机关：各村民委员会，镇农机站",
    "成文日期：2026-05-11",
)
BODY = ("各村于5月20日前检修收割机、脱粒机，名单报镇农机站（电话0571-63880127）。",)


def read(*lines: str) -> Parsed:
    return load_source("\n".join((*lines, "")).encode())


def usual() -> Document:
    return read("---", *HEAD, "---", *BODY).document


@pytest.mark.parametrize("fence", ["－－－", "———", "--", "-----", "＿＿＿", "===", " ---", "───"])
def test_dashes_of_every_kind_are_the_lines_around_the_head(fence: str) -> None:
    parsed = read(fence, *HEAD, fence, "", *BODY)
    assert parsed.document == usual()
    assert fence.strip() == "---" or [entry.became for entry in parsed.ledger] == ["---", "---"]


@pytest.mark.parametrize("between", [(), ("",), ("", "")])
def test_a_first_or_closing_line_that_is_missing_is_inferred_from_the_names_and_said(between: tuple[str, ...]) -> None:
    for lines in ((*HEAD, "---", *BODY), ("---", *HEAD, *between, *BODY), (*HEAD, *between, *BODY)):
        parsed = read(*lines)
        assert parsed.document == usual()
        assert {entry.kind for entry in parsed.ledger} == {"noted"}
        assert all("缺一行“---”" in entry.reason for entry in parsed.ledger)


def test_a_body_that_begins_with_a_salutation_ends_a_head_without_a_closing_line() -> None:
    document = read(*HEAD[:4], HEAD[5], "各村民委员会：", *BODY).document
    assert [block.text for block in document.body if isinstance(block, Paragraph)][-1] == BODY[0]
    assert document.date is not None


def test_the_rule_of_an_attachment_does_not_close_a_head() -> None:
    document = read("---", *HEAD, "", *BODY, "---", "附件1：检修名单", "---", "上坝村12台。").document
    assert document.title == usual().title
    assert [attachment.title for attachment in document.attachments] == ["检修名单"]


@pytest.mark.parametrize(
    ("typed", "kind", "reason"),
    [
        ("  主送机关：各村民委员会，镇农机站", "changed", "顶格"),
        ("　主送机关：各村民委员会，镇农机站", "changed", "顶格"),
        ("\t主送机关：各村民委员会，镇农机站", "changed", "制表符"),
        ("主送机关：\t各村民委员会，镇农机站", "changed", "制表符"),
        ("主送机关：各村民委员会，\x0b镇农机站", "changed", "软回车"),
        ("主\u200b送机关：各村民委员会，镇农机站", "dropped", "看不见"),
        ("\u202a主送机关\ufeff：各村民委员会，镇农机站\u202c", "dropped", "看不见"),
    ],
)
def test_what_the_keyboard_and_word_leave_is_mended_with_a_remark(typed: str, kind: str, reason: str) -> None:
    parsed = read("---", *HEAD[:4], typed, HEAD[5], "---", *BODY)
    assert parsed.document == usual()
    (entry,) = parsed.ledger
    assert (entry.line, entry.kind) == (6, kind)
    assert reason in entry.reason


def test_a_soft_return_in_the_body_ends_a_paragraph_and_lines_keep_their_numbers() -> None:
    parsed = read("---", *HEAD, "---", "一、检修范围\x0b收割机、脱粒机。", "三、时限\x0b5月20日前。")
    assert [entry.line for entry in parsed.ledger if "软回车" in entry.reason] == [9, 10]
    assert [entry.line for entry in parsed.ledger if "序号" in entry.reason] == [10]
    with pytest.raises(InputError) as refused:
        read("---", *HEAD, "---", "甲。\x0b乙。", "丙\x07。")
    assert [fault.line for fault in refused.value.faults] == [10]


@pytest.mark.parametrize("name", ["主送单位", "主　送", "主 送 机 关", "主送"])
def test_recipients_by_whatever_name(name: str) -> None:
    line = f"{name}：各村民委员会，镇农机站"
    assert read("---", *HEAD[:4], line, HEAD[5], "---", *BODY).document == usual()


def test_words_of_offices_for_kinds_and_forms_are_understood_and_said() -> None:
    letter = read("---", "文　种：公函", "格式：函", *HEAD[1:3], HEAD[3].replace("通知", "函"), *HEAD[4:], "---", *BODY)
    assert (letter.document.kind, letter.document.form) == (Kind.LETTER, Form.LETTER)
    assert [(entry.text, entry.became) for entry in letter.ledger] == [("公函", "函"), ("函", "信函")]
    minutes = read("---", "文种：会议纪要", *HEAD[1:3], "标题：防汛工作会议纪要", HEAD[5], "---", *BODY)
    assert minutes.document.kind is Kind.MINUTES
    signed = read("---", "文种：请示", *HEAD[1:3], "签发：周海燕", "标题：关于购置烘干机的请示", HEAD[5], "---", *BODY)
    assert signed.document.signers == ("周海燕",)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("附注：此件公开发布\n联系人：许禾生", "附注"),
        ("出席：石门镇方砚田", "正文之后"),
        ("列　席：上坝村江远帆", "正文之后"),
        ("主持：镇长方砚田", "写进正文"),
        ("附件说明：1.名单", "程序"),
    ],
)
def test_what_stands_elsewhere_is_told_where(line: str, place: str) -> None:
    with pytest.raises(InputError) as refused:
        read("---", *HEAD, line, "---", *BODY)
    (fault,) = refused.value.faults
    assert (fault.code, fault.line) == ("misplaced-field", 8 + line.count("\n"))
    assert place in fault.cure


def test_whom_to_ask_is_printed_in_the_notes_and_said() -> None:
    parsed = read("---", *HEAD, "联系人：许禾生", "联系电话：0571-63880127", "---", *BODY)
    assert parsed.document.notes == "联系人：许禾生，电话：0571-63880127"
    assert ["附注" in (entry.became or "") for entry in parsed.ledger] == [True]


def test_the_number_of_minutes_by_issue_takes_its_code_from_the_unit(tmp_path: Path) -> None:
    from gongwen.reading.unit import Unit  # noqa: PLC0415 - only here

    unit = Unit.load("单位: 清河县石门镇人民政府\n代字:\n  纪要: 石政纪\n".encode())
    text = "---\n文种：纪要\n期号：第5期\n标题：防汛工作会议纪要\n成文日期：2026-05-11\n---\n会议议定：各村上堤。\n"
    assert str(load_source(text.encode(), unit=unit).document.number) == "石政纪〔2026〕5号"


@pytest.mark.parametrize("typed", ["第5期", "（第5期）", "第 ５ 期"])
def test_minutes_are_counted_by_issue_where_no_unit_has_a_code_for_them(typed: str) -> None:
    text = f"---\n文种：纪要\n期号：{typed}\n标题：防汛工作会议纪要\n成文日期：2026-05-11\n---\n会议议定：各村上堤。\n"
    found = load_source(text.encode())
    assert str(found.document.number) == "第5期"
    assert [fault for fault in found.findings if fault.field == "发文字号"] == []


def test_a_number_alone_without_a_unit_is_told_where_its_code_goes() -> None:
    text = "---\n文种：纪要\n期号：5\n标题：防汛工作会议纪要\n成文日期：2026-05-11\n---\n会议议定：各村上堤。\n"
    with pytest.raises(InputError) as raised:
        load_source(text.encode())
    (fault,) = (fault for fault in raised.value.faults if fault.field == "发文字号")
    assert "机关代字" in fault.message
    assert "单位文件" in str(fault.cure)


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ('""三夏"农机检修的通知"', '"三夏"农机检修的通知'),
        ('关于"三夏"农机检修的通知', '关于"三夏"农机检修的通知'),
        ('"三夏"农机检修的"通知"', '"三夏"农机检修的"通知"'),
        ("通知: 农机检修  # 待定", "通知: 农机检修"),
        ("'三夏'", "三夏"),
        ('"三夏农机检修"', "三夏农机检修"),
    ],
)
def test_quotation_marks_and_colons_in_a_title_are_the_titles_own(typed: str, title: str) -> None:
    document = read("---", *HEAD[:3], f"标题: {typed}", *HEAD[4:], "---", *BODY).document
    assert document.title == title
