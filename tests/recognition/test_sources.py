"""One reader: what people type below the head of a source is understood by the same grammar; the head wins."""

from __future__ import annotations

from typing import Any

import pytest

import gongwen
from gongwen.desk import Prepared
from gongwen.model import Document, Table
from gongwen.reading import load_source
from tests.recognition.texts import outline

HEAD = """---
文种: 通知
发文机关: 云溪县柏林镇人民政府
发文字号: 柏政发〔2026〕31号
标题: 云溪县柏林镇人民政府关于做好秋冬季护林防火的通知
主送机关: 各村民委员会
成文日期: 2026-10-12
---
"""
TEXT = """　　进入10月，全镇11.3万亩林地陆续进入高火险期。
　　一、管住火源
　　10月15日至次年4月30日，林区禁止野外用火。
　　二、备足物资。每村备风力灭火机4台，报huo@bolin.example。
"""
TAIL = """
　　附件：1.护林员名册
　　　　　2、巡护路线图。
云溪县柏林镇人民政府
2026年10月12日
(联系人：方岩，电话：0872-6610348)
附件1
护林员名册
姓名\t责任区\t电话
方岩\t上柏山\t6610348
罗小满\t下柏山\t6610352
附件2
巡护路线图
　　一、北线
　　上柏村至青石坳，全长12.5公里。
抄送:县林业局，县应急管理局。
柏林镇党政办公室　　2026年10月12日印发
"""


def prepared(text: str, head: str = HEAD, **settings: str) -> Prepared:
    return gongwen.prepare((head + text).encode(), settings=settings)


def told(one: Prepared) -> dict[str, str]:
    """What was done with each line of which something was done, and why."""
    return {entry.text: entry.reason for entry in one.ledger}


def test_all_that_is_typed_at_the_end_goes_to_its_place_and_is_printed_once() -> None:
    one = prepared(TEXT + TAIL)
    notice = one.document

    assert notice.body == gongwen.load((HEAD + TEXT).encode()).body
    assert (notice.cc, notice.printer) == (("县林业局", "县应急管理局"), "柏林镇党政办公室")
    assert notice.print_date is not None
    assert notice.print_date.isoformat() == "2026-10-12"
    assert notice.notes == "联系人：方岩，电话：0872-6610348"
    assert notice.signatories is None, "the issuer signs, as the head says"
    assert [part.title for part in notice.attachments] == ["护林员名册", "巡护路线图"]
    (roll,) = notice.attachments[0].body
    assert isinstance(roll, Table)
    assert (roll.header, roll.rows[1]) == (("姓名", "责任区", "电话"), ("罗小满", "下柏山", "6610352"))
    assert outline(notice.attachments[1].body) == [(1, "北线", ["上柏村至青石坳，全长12.5公里。"])]

    assert told(one)["抄送：县林业局，县应急管理局。"] == "认作抄送机关"
    assert told(one)["云溪县柏林镇人民政府"] == "署名就是发文机关，由版式写出"
    assert told(one)["2026年10月12日"] == "成文日期与开头写的相同，印一次"
    assert all(entry.line > HEAD.count("\n") for entry in one.ledger)


def test_the_head_wins_and_what_it_says_otherwise_is_told() -> None:
    one = prepared(TEXT + "柏林镇森林草原防灭火指挥部\n2026年10月13日\n抄送：县林业局。\n", 抄送="县水务局")

    assert (one.document.cc, one.document.date.isoformat()) == (("县水务局",), "2026-10-12")  # type: ignore[union-attr]
    assert one.document.signatories == ("柏林镇森林草原防灭火指挥部",), "of 署名 the head says nothing"
    assert told(one)["2026年10月13日"] == "成文日期在开头另有写法，以开头为准"
    assert told(one)["抄送：县林业局。"] == "抄送机关在开头另有写法，以开头为准"


def test_an_entry_of_the_head_that_is_left_empty_says_nothing() -> None:
    head = HEAD.replace("成文日期: 2026-10-12", "成文日期:\n抄送:").replace("主送机关: 各村民委员会\n", "")
    one = prepared("各村民委员会、镇属各单位：\n" + TEXT + "二O二六年十月九日\n抄送：县林业局。\n", head)

    assert one.document.recipients == ("各村民委员会、镇属各单位",)
    assert one.document.date is not None
    assert (one.document.date.isoformat(), one.document.cc) == ("2026-10-09", ("县林业局",))


def test_the_title_and_the_recipients_of_the_head_are_not_printed_again() -> None:
    again = "云溪县柏林镇人民政府关于做好秋冬季护林防火的通知\n各村民委员会：\n"

    assert prepared(again + TEXT + "2026年10月12日\n").document == gongwen.load((HEAD + TEXT).encode())


def test_names_of_attachments_are_matched_with_the_attachments_between_rules() -> None:
    note = "附件：1.《柏林镇2026年护林员名册》；\n2．巡护路线图\n3.野外用火审批表\n"
    blocks = (
        "---\n附件1：护林员名册\n---\n|姓名|\n|---|\n|方岩|\n---\n附件2：巡护路线图\n---\n见展板。\n抄送：县林业局。\n"
    )
    one = prepared(TEXT + note + blocks)

    parts = one.document.attachments
    assert [(part.title, bool(part.body)) for part in parts] == [
        ("护林员名册", True),
        ("巡护路线图", True),
        ("野外用火审批表", False),
    ]
    assert outline(parts[1].body) == ["见展板。"]
    assert one.document.cc == ("县林业局",), "版记 may stand under the last attachment"
    assert any("以附件标题为准" in reason for reason in told(one).values())


@pytest.mark.parametrize(
    ("rows", "caption"),
    [
        ("表2 各线任务\n｜线路｜人数｜\n｜---｜---｜\n｜北线｜6｜", "表2 各线任务"),
        ("线路|人数\n---|---\n北线|6", None),
        ("表：各线任务\n线路\t人数\n北线\t6", "表：各线任务"),
        ("| 线路 | 人数 |\n|---|---|\n| 北线 | 6 |", None),
    ],
    ids=["full-width bars", "no leading bar", "tabs", "as sources write it"],
)
def test_rows_of_a_table_are_a_table_however_they_are_parted(rows: str, caption: str | None) -> None:
    (table,) = prepared("任务如下：\n" + rows + "\n").document.body[1:]

    assert isinstance(table, Table)
    assert (table.caption, table.header, table.rows) == (caption, ("线路", "人数"), (("北线", "6"),))


def test_marks_of_markdown_come_off_and_headings_stay() -> None:
    text = "# 一、管住火源\n- **进山**要登记，见[办法](https://lin.example/a?id=3)。\n> 每天两次。\n"
    one = prepared(text + "```\n0872-6610348\n```\n")

    assert outline(one.document.body) == [
        (1, "管住火源", ["进山要登记，见办法。", "每天两次。", "0872-6610348"]),
    ]
    assert sum(entry.kind == "dropped" for entry in one.ledger) == 8


def test_an_issued_document_has_its_own_signature_and_date() -> None:
    text = "现将《护林员管理办法》印发给你们。\n---\n印发：护林员管理办法\n---\n第一条 护林员每月巡护22天。\n"
    one = prepared(text + "第二条 本办法自2026年11月1日起施行。\n柏林镇林业站\n2026年9月28日\n")

    (rules,) = one.document.issued
    assert rules.date is not None
    assert (rules.signatories, rules.date.isoformat(), len(rules.body)) == (("柏林镇林业站",), "2026-09-28", 2)


@pytest.mark.parametrize(
    "text",
    [
        "截止时间为\n2026年11月30日\n请各村按时报送。\n",
        "参会单位：\n县林业局\n县应急管理局\n会期半天，时间为9月8日\n",
        "附：本通知所称林区，是指全镇林地及其边缘100米范围。\n各村照此划定。\n",
        "抄送材料要用A4纸，发至bj@bolin.example。\n一、报送\n每月5日\n二、反馈\n次月3日前反馈。\n",
    ],
)
def test_text_that_only_looks_like_a_tail_is_text(text: str) -> None:
    with_grammar, plain = prepared(text).document, load_source((HEAD + text).encode()).document

    assert with_grammar == plain


def test_a_plain_source_never_meets_the_grammar(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> Any:
        raise AssertionError("the grammar was asked")

    plain = load_source((HEAD + TEXT).encode(), grammar=refuse).document

    assert isinstance(plain, Document)
