"""题注 as people type it: under the title, in several lines, on the title's own line; and what is none."""

from __future__ import annotations

from datetime import date

import pytest

import gongwen
from gongwen.reading.reasons import Reason
from gongwen.recognition import parse
from tests.checking.by_hand import REMARK, content_of, resolution
from tests.recognition.texts import document, only, outline

DAY = date(2026, 1, 16)
TITLE = "柳湾县人民代表大会关于加强水源保护的决议"
WORDS = "2026年1月16日柳湾县第十九届人民代表大会第六次会议通过"
BODY = """
　　会议认为，柳湾水库是全县2.1万人的饮用水水源。
一、明确责任
　　县政府负总责。
"""


@pytest.mark.parametrize(
    "typed",
    [
        f"\n（{WORDS}）",
        f"\n({WORDS})",
        f"\n（{WORDS[:17]}\n{WORDS[17:]}）",
        f"\n（{WORDS[:12]}\n{WORDS[12:24]}\n{WORDS[24:]}）",
        f"（{WORDS}）",
        f"　（{WORDS}）",
    ],
    ids=["under it", "half-width", "two lines", "three lines", "behind it", "behind it after a blank"],
)
def test_it_is_a_field_with_its_words_and_no_text(typed: str) -> None:
    read = document(only(TITLE + typed + BODY))
    assert (read.title, read.remark) == (TITLE, WORDS)
    assert (read.date, read.closing_date, read.signing_agencies) == (DAY, None, ())
    assert outline(read.body)[0] == "会议认为，柳湾水库是全县2.1万人的饮用水水源。"


def test_the_ledger_tells_its_brackets_and_the_sum_comes_out() -> None:
    parsed = parse(f"{TITLE}\n（{WORDS}）{BODY}")
    assert [(entry.line, entry.text, entry.reason) for entry in parsed.ledger][:2] == [
        (2, "（", Reason.BY_THE_PAGE),
        (2, "）", Reason.BY_THE_PAGE),
    ]
    sums = parsed.balance
    assert sums.characters == sums.in_model + sums.changed + sums.dropped + sums.breaks


def test_whom_a_decision_is_sent_to_stands_below_it() -> None:
    read = document(only(f"{TITLE}\n（{WORDS}）\n各乡镇人民政府：{BODY}"))
    assert (read.remark, read.recipients) == (WORDS, ("各乡镇人民政府",))


def test_a_date_at_the_end_is_the_date_beside_it() -> None:
    read = document(only(f"{TITLE}\n（{WORDS}）{BODY}柳湾县人民代表大会\n2026年1月19日\n"))
    assert (read.remark, read.date) == (WORDS, date(2026, 1, 19))
    assert read.closing_date == date(2026, 1, 19)


@pytest.mark.parametrize(
    "line",
    ["（2026年1月16日在柳湾县第六次会议上）", "——在柳湾县第六次会议上", "（县长　陈明远）"],
)
def test_a_speaker_or_a_subtitle_stays_text(line: str) -> None:
    read = document(only(f"{TITLE}\n{line}{BODY}"))
    assert read.remark is None
    assert outline(read.body)[0] == line


def test_a_second_one_and_one_below_a_subtitle_stay_text_in_their_place() -> None:
    revised = "（2026年3月1日柳湾县人大常委会第八次会议修订）"
    read = document(only(f"{TITLE}\n（{WORDS}）\n{revised}{BODY}"))
    assert (read.remark, outline(read.body)[0]) == (WORDS, revised)
    below = document(only(f"{TITLE}\n——在柳湾县第六次会议上\n（{WORDS}）{BODY}"))
    assert (below.remark, below.date) == (None, DAY)
    assert outline(below.body)[:2] == ["——在柳湾县第六次会议上", f"（{WORDS}）"]


def test_a_date_alone_is_the_date_and_a_version_belongs_to_the_title() -> None:
    dated = document(only(f"{TITLE}\n（2026年1月16日）{BODY}"))
    assert (dated.remark, dated.date) == (None, DAY)
    draft = document(only(f"{TITLE}\n（草案）{BODY}"))
    assert (draft.remark, draft.title) == (None, f"{TITLE}（草案）")


def test_brackets_with_a_date_in_the_text_are_text() -> None:
    brackets = "　　（2026年1月16日县政府常务会\n议通过的计划不变）"
    text = f"{TITLE}\n　　会议通过了计划。\n{brackets}\n　　本决议自公布之日起施行。\n"
    assert document(only(text)).remark is None


def test_a_source_may_have_it_over_its_text_and_its_head_goes_first() -> None:
    head = f"---\n文种: 决议\n标题: {TITLE}\n署名: 无\n"
    text = f"（{WORDS}）\n会议认为，应当保护水源。\n"
    typed = gongwen.load(f"{head}---\n{text}".encode())
    assert (typed.remark, typed.date, outline(typed.body)) == (WORDS, DAY, ["会议认为，应当保护水源。"])
    assert gongwen.load(f"{head}题注: {WORDS}\n---\n{text}".encode()) == typed
    other = gongwen.load(f"{head}题注: 2026年1月15日县政府常务会议通过\n---\n{text}".encode())
    assert (other.date, outline(other.body)) == (date(2026, 1, 15), ["会议认为，应当保护水源。"])


def test_a_line_that_stays_text_tells_the_date_of_adoption_whatever_stands_below_it() -> None:
    above, below = "（2026年1月15日至16日在柳湾镇召开的会议）", "（2026年2月1日县人大常委会办公室整理）"
    read = document(only(f"{TITLE}\n{above}\n（{WORDS}）\n{below}{BODY}"))
    assert (read.remark, read.date) == (None, DAY)
    assert outline(read.body)[:3] == [above, f"（{WORDS}）", below]


def test_what_a_notice_issues_has_its_own() -> None:
    text = f"""柳湾县水务局关于印发《水源保护办法》的通知
各乡镇水利站：
　　现将《水源保护办法》印发给你们，请认真执行。
柳湾县水务局
2026年2月3日

水源保护办法
（{WORDS}）
　　第一条　为了保护水源，制定本办法。
　　第二条　本办法自2026年3月1日起施行。
"""
    read = document(only(text))
    (issued,) = read.issued
    assert (read.remark, issued.remark) == (None, WORDS)
    assert WORDS not in str(outline(issued.body))


@pytest.mark.parametrize("font", ["楷体_GB2312", "仿宋_GB2312"])
def test_a_file_of_another_hand_has_it_too_and_is_set_anew_with_it(font: str) -> None:
    read = gongwen.read(content_of(resolution(font=font))).document
    assert (read.remark, read.date, read.closing_date) == (REMARK.strip("（）"), DAY, None)
    assert gongwen.read(gongwen.render(read, draft=True)).document == read
