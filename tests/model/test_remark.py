"""题注: what stands in brackets under the title of who adopted a text, and when; 成文日期 follows from it."""

from __future__ import annotations

from datetime import date

import pytest

import gongwen
from gongwen.reading.source_text import to_source
from gongwen.standard.dates import date_of_adoption
from tests.strategies import notice, of_kind

ADOPTED = "2026年1月16日云岭县第十九届人民代表大会第六次会议通过"
DAY = date(2026, 1, 16)


@pytest.mark.parametrize(
    "remark",
    [
        ADOPTED,
        "二〇二六年一月十六日县人民政府常务会议通过",
        "2026 年 1 月 16 日县人民政府常务会议审议通过",
        "县人民政府2026年1月16日批准",
    ],
)
def test_tl_9_12_the_day_on_which_a_meeting_adopted_a_text_is_told_by_its_remark(remark: str) -> None:
    assert date_of_adoption(remark) == DAY
    assert notice(remark=f"（{remark}）", date=...).date == DAY


@pytest.mark.parametrize(
    "remark",
    [
        "2026年1月15日至16日县第十九届人民代表大会第六次会议通过",
        "2020年3月1日县人大常委会第六次会议通过　2026年1月16日县人大常委会第三次会议批准",
        "2026年1月16日县人大常委会第三次会议修订",
        "2026年2月30日县人民政府常务会议通过",
        "县人民政府常务会议通过",
        "2026年1月16日在县第十九届人民代表大会第六次会议上",
    ],
)
def test_no_day_is_taken_from_a_remark_that_leaves_it_open(remark: str) -> None:
    assert date_of_adoption(remark) is None
    assert notice(remark=remark, date=...).date is None


def test_its_brackets_are_the_pages_and_one_of_nothing_is_none() -> None:
    assert notice(remark=f"（{ADOPTED}）").remark == notice(remark=f"({ADOPTED})").remark == ADOPTED
    assert notice(remark="（）").remark is None
    assert notice(remark="").remark is None


def test_a_date_that_is_given_stands_whatever_the_remark_tells() -> None:
    document = notice(remark=ADOPTED, date="2026-02-01", signatories=())
    assert document.date == document.closing_date == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("changes", "closing"),
    [
        ({"signatories": ()}, None),
        ({"signatories": "无"}, None),
        ({"issuers": ()}, None),
        ({}, DAY),
        ({"signatories": "县人民代表大会主席团"}, DAY),
        ({"signatories": (), "remark": None, "date": DAY}, DAY),
        ({"signatories": (), "seals": [{}]}, DAY),
        ({"kind": "命令", "number": "第1号", "recipients": (), "signatories": ()}, DAY),
    ],
    ids=["unsigned", "无", "no issuer", "signed", "other signature", "no remark", "room for a seal", "order"],
)
def test_the_date_is_not_said_twice_where_nobody_signs(changes: dict[str, object], closing: date | None) -> None:
    document = notice(**{"remark": ADOPTED, "date": ..., **changes})
    assert (document.date, document.closing_date) == (DAY, closing)


def test_another_remark_brings_another_date_and_no_remark_keeps_it() -> None:
    document = notice(remark=ADOPTED, date=...)
    assert document.evolve(remark=ADOPTED.replace("16日", "17日")).date == date(2026, 1, 17)
    assert document.evolve(remark=None).date == document.evolve(remark="试行").date == DAY
    assert document.evolve(title="关于停水的通知").date == DAY
    dated = notice(remark=ADOPTED, date="2026-02-01")
    assert dated.evolve(remark=ADOPTED.replace("16日", "17日")).date == date(2026, 2, 1)


def test_tl_9_11_what_tells_under_its_title_who_adopted_it_and_when_need_not_be_signed() -> None:
    unsigned = of_kind(gongwen.Kind.DECISION, signatories=())
    assert [fault.code for fault in unsigned.findings()] == ["missing-signatories"]
    assert of_kind(gongwen.Kind.DECISION, signatories=(), remark=ADOPTED, date=...).findings() == ()
    vague = of_kind(gongwen.Kind.DECISION, signatories=(), remark="县人民政府常务会议通过")
    assert [fault.code for fault in vague.findings()] == ["missing-signatories"]


def test_a_source_tells_it_in_its_head_and_is_written_so() -> None:
    text = f"---\n文种: 决议\n标题: 关于保护水源的决议\n题注: （{ADOPTED}）\n署名: 无\n---\n会议认为，应当保护。\n"
    document = gongwen.load(text.encode())
    assert (document.remark, document.date) == (ADOPTED, DAY)
    assert f"题注: {ADOPTED}\n" in to_source(document)
    assert gongwen.load(to_source(document).encode()) == document


def test_json_has_it_among_the_fields() -> None:
    document = notice(remark=ADOPTED, date=...)
    assert gongwen.Document.read_json(document.to_json()) == document
    assert '"remark"' in document.to_json()
