"""Nothing is lost: whatever the text, it is read without an error and every character is accounted for."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.errors import GongwenError
from gongwen.reading.ledger import LedgerEntry
from gongwen.recognition import parse
from gongwen.recognition.balance import checked_balance
from gongwen.recognition.cleaning import split_lines
from tests.recognition.texts import NOTICE, SCHEME
from tests.strategies import examples

PIECES = [
    *("附件：", "附件1", "1.", "2、", "一、", "（一）", "①", "(1)", "1）", "1.1", "第三条", "第一章 总则", "第一篇："),
    *("关于做好春耕工作的通知", "各村：", "青山镇人民政府", "2026年3月2日", "二0二六年三月二日", "青政发[2026]8号"),
    *("抄送：", "抄报：县委", "存档", "共印20份", "印发", "主题词：", "签发人：王芳", "机密★1年", "特急", "000012"),
    *("文件", "会议纪要", "令", "第8号", "（此件公开发布）", "现将有关事项通知如下：", "印发《办法》的通知", "办法"),
    *("。", "，", "；", "：", "\n", "\n\n", "\t", "|", "｜", "---", "**", "# ", "> ", "- ", "```", "`甲`", "[甲](乙)"),
    *("<p>", "</p>", "<td>", "&nbsp;", "&#0;", "&#10;", "\u200b", "\ue000", "😀", "1️⃣", "\ud800", "\x00", "\x85"),
    *("\r", "\r\n", "\u2028", " ", "　", "\u00a0", "(", ")", '"', "http://a.cn/b,c", "— 2 —", "第1页", "7", "8"),
    *("发件人：", "收到", "王芳 9:30", "责任编辑：王芳", "张三\t李四", "甲|乙", "表1 任务", "年 月 日"),
]
TEXTS = st.lists(
    st.sampled_from(PIECES)
    | st.text(max_size=6)
    | st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=50),
    max_size=60,
).map("".join)


@given(TEXTS)
@examples(400)
def test_any_text_is_read_and_its_ledger_balances(text: str) -> None:
    balance = parse(text).balance
    assert balance.characters == len(text)
    assert balance.characters == balance.in_model + balance.changed + balance.dropped + balance.breaks


@given(st.text(st.characters()))
@examples(200)
def test_so_are_characters_of_all_scripts(text: str) -> None:
    assert parse(text).balance.characters == len(text)


@given(st.binary(max_size=300))
@examples(200)
def test_any_bytes_are_read_or_refused_by_name(data: bytes) -> None:
    try:
        said = [parse(data).encoding]
    except GongwenError as error:
        said = [fault.code for fault in error.faults]
    assert said == ["not-text"] or all(said)


@given(TEXTS)
@examples(100)
def test_every_entry_has_a_place_in_the_input(text: str) -> None:
    lines = split_lines(text).lines
    for entry in parse(text).ledger:
        assert 1 <= entry.line <= len(lines)
        assert 1 <= entry.column <= len(lines[entry.line - 1]) + 1


def test_a_sum_that_does_not_come_out_is_an_error_of_the_program() -> None:
    with pytest.raises(GongwenError) as raised:
        checked_balance("各村：", ["各村"], [], 0)
    assert [fault.code for fault in raised.value.faults] == ["internal-unbalanced"]


def test_a_character_that_turned_into_another_is_noticed_though_the_number_is_right() -> None:
    with pytest.raises(GongwenError):
        checked_balance("各村", ["各镇"], [], 0)
    changed = LedgerEntry(1, "changed", "村", "镇", "改写", 2)
    assert checked_balance("各村", ["各镇"], [changed], 0).characters == 2


def test_a_long_paste_takes_time_in_proportion() -> None:
    def seconds(times: int) -> float:
        text = f"{NOTICE}\n{SCHEME}\n" * times
        begun = time.process_time()
        parse(text)
        return time.process_time() - begun

    seconds(5)
    short, long = (min(seconds(times) for _ in range(3)) for times in (10, 80))
    assert long < 8 * short * 2.5


@pytest.mark.parametrize(
    "unit", ["（", "((", "《", "“", "一、", "（一）", "附件：", "**", "<a ", "a", "1.", " ", "　", "&", "[", "|"]
)
def test_no_line_makes_the_reader_slow(unit: str) -> None:
    begun = time.process_time()
    parse(unit * 40_000)
    assert time.process_time() - begun < 4


@pytest.mark.parametrize("line", ["（一）镇粮站。收购稻谷1137.5吨。", "# 收购", "一、收购"])
def test_more_headings_than_numbers_can_count_are_text(line: str) -> None:
    body = f"{line}\n各村做好登记。\n" * 10_001
    parsed = parse(f"关于收购秋粮的通知\n各村：\n{body}青山镇人民政府\n2026年9月2日\n")
    assert parsed.document.title == "关于收购秋粮的通知"
    assert len(parsed.document.body) >= 10_001
