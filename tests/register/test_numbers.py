"""Numbers are given in sequence, once, to whoever asks; a gap is explained (9704-7.2.5)."""

from __future__ import annotations

import pickle
import time
from datetime import date, datetime

import pytest

from benchmarks.machine import slowness
from gongwen import InputError
from gongwen.register import Entry, Facts, Issue, Register, Request, Reserved, State
from tests.register.asking import OPEN, ask, asked, number, one_fault, reserve

DAY = date(2026, 3, 2)


def lines(register: Register) -> list[tuple[str, str]]:
    return [(str(entry.number), entry.state.value) for entry in register.entries()]


# ---------------------------------------------------------------------------------- the next number


def test_numbers_of_a_code_and_a_year_follow_one_another_from_1(register: Register) -> None:
    texts = [OPEN, OPEN, "云办发〔2026〕号", "云政发〔2027〕号", OPEN]
    given = reserve(register, *(ask(f"第{row}行", text) for row, text in enumerate(texts)))
    assert given == [
        "云政发〔2026〕1号",
        "云政发〔2026〕2号",
        "云办发〔2026〕1号",
        "云政发〔2027〕1号",
        "云政发〔2026〕3号",
    ]
    assert (register.next("云政发", 2026), register.next("云办发", 2026), register.next("青政发", 2026)) == (4, 2, 1)


def test_looking_at_the_next_number_takes_none(register: Register) -> None:
    assert [register.next("云政发", 2026) for _ in range(3)] == [1, 1, 1]
    assert lines(register) == []


def test_whoever_asks_again_gets_the_number_it_had(register: Register) -> None:
    first = register.reserve(asked(3))
    again = register.reserve(asked(5))
    assert [given.number for given in again[:3]] == [given.number for given in first]
    assert [given.is_new for given in again] == [False, False, False, True, True]
    register.issue([Issue(first[0].number)])
    assert register.reserve(asked(1)) == [Reserved(first[0].number, State.ISSUED, False)]
    assert register.next("云政发", 2026) == 6


def test_the_same_row_twice_in_one_request_has_one_number(register: Register) -> None:
    assert reserve(register, ask("甲"), ask("甲"), ask("乙")) == [
        "云政发〔2026〕1号",
        "云政发〔2026〕1号",
        "云政发〔2026〕2号",
    ]


def test_facts_may_change_until_the_document_is_out(register: Register) -> None:
    (given,) = register.reserve([ask("甲", title="旧题")])
    facts = Facts(" 新题 ", "上坝村", "王建国", DAY, 30)
    register.reserve([Request("甲", number(OPEN), facts)])
    kept = facts._replace(title="新题")
    assert next(register.entries()) == Entry(given.number, State.RESERVED, "甲", kept)
    register.issue([Issue(given.number, "甲")])
    register.reserve([ask("甲", title="再改")])
    assert next(register.entries()) == Entry(given.number, State.ISSUED, "甲", kept)
    register.issue([Issue(given.number, "甲", Facts("定稿"))])
    assert next(register.entries()).facts == Facts("定稿")


def test_a_day_is_kept_without_its_time(register: Register) -> None:
    register.reserve([Request("甲", number(OPEN), Facts(date=datetime(2026, 3, 2, 9, 30)))])  # noqa: DTZ001
    assert next(register.entries()).facts.date == DAY


def test_an_empty_request_is_answered(register: Register) -> None:
    assert register.reserve([]) == []
    register.issue([])


# ---------------------------------------------------------------------------------- numbers typed in full


def test_a_full_number_that_is_the_next_is_given(register: Register) -> None:
    assert reserve(register, ask("甲"), ask("乙", "云政发〔2026〕2号")) == ["云政发〔2026〕1号", "云政发〔2026〕2号"]


def test_a_full_number_beyond_the_next_explains_what_it_skips(register: Register) -> None:
    register.reserve([ask("甲")])
    (given,) = register.reserve([ask("乙", "云政发〔2026〕5号")])
    assert given == Reserved(number("云政发〔2026〕5号"), State.RESERVED, True, (2, 3, 4))
    assert [entry.reason for entry in register.entries()] == [None, *["跳号：登记5号时未用"] * 3, None]
    assert lines(register)[1:4] == [(f"云政发〔2026〕{n}号", "void") for n in (2, 3, 4)]
    assert register.gaps() == []
    assert reserve(register, ask("丙")) == ["云政发〔2026〕6号"]


def test_an_open_number_passes_over_those_typed_in_full_beside_it(register: Register) -> None:
    texts = [OPEN, "云政发〔2026〕2号", OPEN, "云政发〔2026〕1号", OPEN, "云政发〔2026〕7号"]
    given = register.reserve([ask(f"第{row}行", text) for row, text in enumerate(texts)])
    assert [reserved.number.sequence for reserved in given] == [3, 2, 4, 1, 5, 7]
    assert given[-1].skipped == (6,)
    assert (register.gaps(), register.next("云政发", 2026)) == ([], 8)


def test_a_full_number_is_kept_by_whoever_has_it(register: Register) -> None:
    full = ask("甲", "云政发〔2026〕1号")
    assert [given.is_new for given in (*register.reserve([full]), *register.reserve([full]))] == [True, False]
    assert reserve(register, ask("甲")) == ["云政发〔2026〕1号"]


def test_the_number_of_an_order_is_kept_too(register: Register) -> None:
    assert reserve(register, ask("甲", "第1号"), ask("乙", "第2号")) == ["第1号", "第2号"]
    assert register.next("", 0) == 3
    with pytest.raises(InputError) as refused:
        register.reserve([ask("丙", "第2号")])
    assert "乙的通知" in str(one_fault(refused.value))


# ---------------------------------------------------------------------------------- what is refused


def refused(register: Register, *requests: Request) -> str:
    """The words of the one refusal, after it was seen that nothing was written and that looking gives the same."""
    before = list(register.entries())
    with pytest.raises(InputError) as error:
        register.reserve(requests)
    fault = one_fault(error.value)
    assert list(register.check(requests).values()) == [fault]
    assert list(register.entries()) == before
    return str(fault)


def test_a_number_of_another_document_is_refused_with_its_title(register: Register) -> None:
    register.reserve([ask("甲", title="关于做好春耕备耕工作的通知")])
    said = refused(register, ask("乙", "云政发〔2026〕1号"))
    assert "已登记给《关于做好春耕备耕工作的通知》" in said
    assert "写的是“云政发〔2026〕1号”" in said
    assert "写成“云政发〔2026〕号”" in said


def test_two_rows_that_type_the_same_number_are_refused(register: Register) -> None:
    requests = [ask("甲", "云政发〔2026〕1号"), ask("乙", "云政发〔2026〕1号")]
    assert "甲的通知" in refused(register, *requests)
    assert list(register.check(requests)) == [1]


@pytest.mark.parametrize(
    "other", ["云政发〔2026〕2号", "云政发〔2027〕号", "云办发〔2026〕号", "云办发〔2026〕1号", "第1号"]
)
def test_a_document_has_one_number_only(other: str, register: Register) -> None:
    register.reserve([ask("甲")])
    said = refused(register, ask("甲", other))
    assert "已登记为云政发〔2026〕1号" in said
    assert "void 云政发〔2026〕1号 --reason" in said


def test_a_void_number_is_never_given_again(register: Register) -> None:
    (given,) = register.reserve([ask("甲")])
    register.void(given.number, "印错", when=DAY)
    assert "已作废（印错）" in refused(register, ask("甲", "云政发〔2026〕1号"))
    assert "已作废（印错）" in refused(register, ask("乙", "云政发〔2026〕1号"))
    assert reserve(register, ask("甲"), ask("乙")) == ["云政发〔2026〕2号", "云政发〔2026〕3号"]


def test_a_number_far_beyond_the_next_is_a_slip_of_the_keyboard(register: Register) -> None:
    register.reserve([ask("甲")])
    said = refused(register, ask("乙", "云政发〔2026〕20026号"))
    assert "空着20024个号" in said
    assert "下一个号是云政发〔2026〕2号" in said
    assert len(register.reserve([ask("乙", "云政发〔2026〕1002号")])[0].skipped) == 1000


def test_all_refusals_come_together_and_then_nothing_is_given(register: Register) -> None:
    register.reserve([ask("甲"), ask("乙")])
    requests = [
        ask("丙"),
        ask("丁", "云政发〔2026〕1号"),
        ask("戊", "云政发〔2026〕30号"),
        ask("甲", "云政发〔2026〕9号"),
    ]
    with pytest.raises(InputError) as error:
        register.reserve(requests)
    assert [fault.value for fault in error.value.faults] == ["云政发〔2026〕1号", "云政发〔2026〕9号"]
    faults = register.check(requests)
    assert list(faults) == [1, 3]
    assert tuple(faults.values()) == error.value.faults
    assert register.next("云政发", 2026) == 3


@pytest.mark.parametrize("identity", ["", " ", "甲\ud800", "甲\x00"])
def test_whoever_asks_must_have_a_name_that_can_be_kept(identity: str, register: Register) -> None:
    refused(register, Request(identity, number(OPEN)))


@pytest.mark.parametrize("facts", [Facts("题\x07"), Facts(recipients="\ud800"), Facts(copies=0), Facts(copies=10**30)])
def test_facts_that_no_table_can_hold_are_refused(facts: Facts, register: Register) -> None:
    refused(register, Request("甲", number(OPEN), facts))


# ---------------------------------------------------------------------------------- issued and void


def test_a_number_is_issued_once_or_twice_with_the_same_result(register: Register) -> None:
    given = [reserved.number for reserved in register.reserve(asked(3))]
    register.issue([Issue(given[0]), Issue(given[1])])
    before = list(register.entries())
    register.issue([Issue(given[0]), Issue(given[1])])
    assert list(register.entries()) == before
    assert [entry.state.value for entry in before] == ["issued", "issued", "reserved"]


def test_what_was_not_reserved_cannot_be_issued(register: Register) -> None:
    first, second, third = (given.number for given in register.reserve(asked(3)))
    register.void(second, "印错", when=DAY)
    wrong = [Issue(first), Issue(second), Issue(third, "别人"), Issue(number("云政发〔2026〕9号")), Issue(number(OPEN))]
    with pytest.raises(InputError) as error:
        register.issue(wrong)
    assert [fault.code for fault in error.value.faults] == [
        "number-void",
        "number-taken",
        "number-unknown",
        "number-unknown",
    ]
    assert [entry.state.value for entry in register.entries()] == ["reserved", "void", "reserved"]


@pytest.mark.parametrize("issued", [False, True])
def test_a_reserved_or_issued_number_is_made_void_with_its_reason_and_day(issued: bool, register: Register) -> None:
    (given,) = register.reserve([ask("甲")])
    register.issue([Issue(given.number)] if issued else [])
    register.void(given.number, " 印错，改发2号 ", when=datetime(2026, 3, 2, 9, 0))  # noqa: DTZ001
    (entry,) = register.entries()
    assert entry == Entry(given.number, State.VOID, "甲", Facts("甲的通知"), None, "印错，改发2号", DAY)


@pytest.mark.parametrize(
    ("text", "reason", "said"),
    [
        ("云政发〔2026〕1号", " ", "没有写作废的原因"),
        ("云政发〔2026〕1号", "\x00", "控制字符"),
        ("云政发〔2026〕3号", "未用", "没有这个号"),
        ("云办发〔2026〕1号", "未用", "没有这个号"),
        (OPEN, "未用", "没有这个号"),
        ("云政发〔2026〕2号", "再废", "早已作废（印错）"),
    ],
)
def test_what_cannot_be_made_void_is_said(text: str, reason: str, said: str, register: Register) -> None:
    register.reserve(asked(2))
    register.void(number("云政发〔2026〕2号"), "印错", when=DAY)
    before = list(register.entries())
    with pytest.raises(InputError) as error:
        register.void(number(text), reason, when=DAY)
    assert said in str(one_fault(error.value))
    assert list(register.entries()) == before


def test_entries_are_ordered_and_can_be_picked(register: Register) -> None:
    register.reserve([ask("甲", "云政发〔2027〕1号"), ask("乙", "云政发〔2026〕2号"), ask("丙", "云办发〔2026〕1号")])
    assert lines(register) == [
        ("云办发〔2026〕1号", "reserved"),
        ("云政发〔2026〕1号", "void"),
        ("云政发〔2026〕2号", "reserved"),
        ("云政发〔2027〕1号", "reserved"),
    ]
    assert [str(entry.number) for entry in register.entries(code="云政发", year=2026, state=State.RESERVED)] == [
        "云政发〔2026〕2号"
    ]
    assert len(list(register.entries(state="void"))) == 1
    assert list(register.entries(code="", year=0)) == []


def test_requests_and_answers_travel_between_processes() -> None:
    values = (ask("甲"), Reserved(number(OPEN), State.VOID, True, (1,)), Issue(number("第1号"), "甲", Facts("题")))
    assert pickle.loads(pickle.dumps(values)) == values


def test_ten_thousand_numbers_are_given_in_a_second(register: Register) -> None:
    requests = asked(10_000)

    def seconds() -> float:
        start = time.process_time()  # of this process alone: other work on the machine does not count
        register.reserve(requests)
        return time.process_time() - start

    first, again = seconds(), min(seconds() for _ in range(2))
    assert max(first, again) < slowness()
