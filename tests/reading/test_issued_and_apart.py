"""印发 documents, attachments that are 另附, and tables that lie (横排) in a source."""

from __future__ import annotations

import pytest

import gongwen
from gongwen.errors import InputError
from gongwen.model import Table
from tests.reading.sources import outline, read, source

TABLE = "| 村名 | 面积 |\n|---|---|\n| 上坝村 | 120 |\n"


@pytest.mark.parametrize("word", ["印发", "转发", "印发件", "转发件"])
def test_a_document_to_be_issued_has_a_block_of_its_own(word: str) -> None:
    document = read(body=f"现印发给你们。\n---\n{word}：青山镇防火方案\n---\n一、目标\n").document
    (issued,) = document.issued
    assert (issued.title, outline(issued.body)) == ("青山镇防火方案", [(1, "目标", [])])
    assert outline(document.body) == ["现印发给你们。"]
    assert document.attachments == ()
    assert (issued.remark, issued.recipients, issued.signatories, issued.date) == (None, (), (), None)


def test_its_head_says_remark_recipients_signature_and_date_in_any_order() -> None:
    head = (
        "印发：防火意见\n成文日期：2026-10-08\n题注：（镇长办公会议通过）\n署名：云岭县林业局\n主送机关：各乡镇，各林场"
    )
    (issued,) = read(body=f"文。\n---\n{head}\n---\n各村要巡查。\n").document.issued
    assert (issued.remark, issued.recipients) == ("镇长办公会议通过", ("各乡镇", "各林场"))
    assert (issued.signatories, str(issued.date)) == (("云岭县林业局",), "2026-10-08")


def test_a_title_on_two_lines_is_one_with_its_break() -> None:
    (issued,) = read(body="文。\n---\n印发：青山镇\n防火方案\n---\n各村要巡查。\n").document.issued
    assert (issued.title, issued.title_breaks) == ("青山镇防火方案", (3,))


def test_issued_documents_and_attachments_may_follow_one_another_and_only_the_latter_are_numbered() -> None:
    body = "文。\n---\n附件1：甲\n---\n一。\n---\n印发：乙\n---\n二。\n---\n附件2：丙\n---\n三。\n"
    parsed = read(body=body)
    assert [attachment.title for attachment in parsed.document.attachments] == ["甲", "丙"]
    assert [issued.title for issued in parsed.document.issued] == ["乙"]
    assert parsed.ledger == ()


@pytest.mark.parametrize("word", ["（另附）", "(另附)", "（单独装订）", "（另行装订）"])
def test_an_attachment_may_be_bound_apart(word: str) -> None:
    first, second = read(
        body=f"文。\n---\n附件1：甲\n---\n一。\n---\n附件2{word}：乙\n---\n二。\n"
    ).document.attachments
    assert (first.apart, second.apart, second.title) == (False, True, "乙")


@pytest.mark.parametrize(
    ("caption", "read_as"),
    [
        ("表1：防火面积（横排）\n", ("表1：防火面积", True)),
        ("表1：防火面积(竖排)\n", ("表1：防火面积", False)),
        ("（横排）\n", (None, True)),
        ("表1：防火面积\n", ("表1：防火面积", None)),
        ("", (None, None)),
    ],
)
def test_the_word_behind_a_caption_says_how_the_sheet_lies(
    caption: str, read_as: tuple[str | None, bool | None]
) -> None:
    table = read(body=f"文。\n{caption}{TABLE}").document.body[-1]
    assert isinstance(table, Table)
    assert (table.caption, table.landscape) == read_as


def test_an_unknown_word_behind_a_caption_stays_in_it() -> None:
    table = read(body=f"文。\n表1：防火面积（斜排）\n{TABLE}").document.body[-1]
    assert isinstance(table, Table)
    assert (table.caption, table.landscape) == ("表1：防火面积（斜排）", None)


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ("文。\n---\n印发：方案\n各村要巡查。\n", "unclosed-attachment-title", 10),
        ("文。\n---\n印发：方案\n---\n\n", "empty-value", 10),
        ("文。\n---\n印发：\n---\n各村要巡查。\n", "wrong-value", 10),
        ("文。\n---\n附件1（另附）：名单\n甲\n", "unclosed-attachment-title", 10),
        ("文。\n---\n印发：方案\n---\n甲\n---\n乙\n", "lone-rule", 13),
    ],
)
def test_a_wrong_head_is_a_fault_at_its_line(body: str, code: str, line: int) -> None:
    with pytest.raises(InputError) as refused:
        read(body=body)
    assert (refused.value.faults[0].code, refused.value.faults[0].line) == (code, line)


def test_a_wrong_date_in_the_head_is_a_fault_of_that_block() -> None:
    with pytest.raises(InputError) as refused:
        read(body="文。\n---\n印发：方案\n成文日期：2026-02-30\n---\n各村要巡查。\n")
    (fault,) = refused.value.faults
    assert fault.line in (10, 11)
    assert "2026-02-30" in str(fault)


def test_what_was_read_comes_back_from_the_page_and_from_json() -> None:
    body = (
        f"文。\n表1：防火面积（横排）\n{TABLE}各村要巡查。\n"
        "---\n附件1：甲\n---\n一。\n---\n附件2（另附）：乙\n---\n二。\n"
        "---\n印发：防火意见\n题注：镇长办公会议通过\n主送机关：各乡镇\n署名：云岭县林业局\n成文日期：2026-10-08\n"
        "---\n各村要巡查。\n"
    )
    document = gongwen.load(source("", body))
    assert gongwen.read(gongwen.render(document)).document == document
    assert gongwen.load(document.to_json().encode()) == document
