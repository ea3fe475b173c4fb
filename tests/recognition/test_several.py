"""Several documents in one paste, and texts that are none."""

from __future__ import annotations

import pytest

from gongwen.recognition import parse
from tests.recognition.texts import NOTICE, SCHEME

SECOND = "关于报送半年工作总结的通知\n镇直各部门：\n请于6月25日前报送。\n青山镇党政办公室\n2026年6月5日\n"


@pytest.mark.parametrize(
    "marks",
    [
        ("第一篇：医保缴费\n", "第二篇：工作总结\n", "第三篇：造林\n"),
        ("【篇1】\n", "【篇2】\n", "【篇3】\n"),
        ("[篇一]\n", "[篇二]\n", "[篇三]\n"),
        ("范文一：\n", "范文二：\n", "范文三：\n"),
        ("", "", ""),
    ],
)
def test_documents_with_and_without_marks_between_them(marks: tuple[str, str, str]) -> None:
    text = "\n".join(mark + part for mark, part in zip(marks, (NOTICE, SECOND, SCHEME), strict=True))
    assert [parsed.data["title"] for parsed in parse(text).documents] == [
        "青山镇人民政府关于做好2026年城乡居民医保缴费工作的通知",
        "关于报送半年工作总结的通知",
        "青山镇2026年秋季造林实施方案",
    ]


def test_every_document_has_its_own_lines_and_ledger() -> None:
    first, second = parse(f"{NOTICE}\n{SECOND}").documents
    assert first.last_line < second.first_line
    assert all(second.first_line <= entry.line <= second.last_line for entry in second.ledger)


NEWS = "青山镇召开森林防火工作会议\n本报讯（记者 王芳）3月5日，青山镇召开森林防火工作会议。\n会议强调，要压实责任。\n"
FORM = (
    "临时救助申请表\n姓名：______　性别：____\n家庭住址：________________\n申请理由：______________\n"
    "审核意见：（盖章）　　年　月　日\n"
)
VERSE = "乡村小景\n\n炊烟绕过屋檐，\n牛铃摇落夕阳。\n"


@pytest.mark.parametrize(
    ("text", "reason"), [(NEWS, "报道"), (FORM, "表格"), (VERSE, "要素"), ("随便写的一句话。", "要素")]
)
def test_a_text_that_is_no_document_is_said_to_be_none(text: str, reason: str) -> None:
    (parsed,) = parse(text).documents
    assert parsed.document is None
    assert reason in (parsed.no_document or "")
    assert parsed.text.split("\n", 1)[0] == text.split("\n", 1)[0]


@pytest.mark.parametrize("text", ["", "\n\n", "　 \t\n", b""])
def test_nothing_is_no_document_and_no_error(text: str | bytes) -> None:
    assert parse(text).documents == ()
