"""Fields as people write them become the one value that the model keeps."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given

from gongwen import Document
from gongwen.model import Form, Kind
from gongwen.standard.kinds import DEFAULT_FORM
from tests.strategies import QUIET, agencies, notice, of_kind

# ---------------------------------------------------------------------------------- 文种 and 格式


@pytest.mark.parametrize("kind", Kind)
def test_9704_10_the_form_follows_the_kind(kind: Kind) -> None:
    assert of_kind(kind).form is DEFAULT_FORM[kind]
    assert of_kind(kind, form=None).form is DEFAULT_FORM[kind]


@pytest.mark.parametrize("form", Form)
def test_9704_10_a_form_that_is_given_stands(form: Form) -> None:
    number = "第1号" if form is Form.ORDER else "青政发〔2026〕8号"
    assert notice(form=form.value, number=number).form is form


def test_a_summary_needs_no_red_head() -> None:
    summary = Document.read({"kind": "总结", "title": "2026年工作总结", "body": ["一年来，工作平稳。"]})
    assert summary.form is Form.PLAIN
    assert (summary.number, summary.date, summary.issuers, summary.mark) == (None, None, (), "")


# ---------------------------------------------------------------------------------- agencies


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("各村民委员会，镇直各单位：", ("各村民委员会", "镇直各单位")),
        ("各村民委员会,镇直各单位:", ("各村民委员会", "镇直各单位")),
        ("县医疗保障局，县税务局。", ("县医疗保障局", "县税务局")),
        ("各县、区人民政府，市直各单位", ("各县、区人民政府", "市直各单位")),
        ("甲\n乙\n", ("甲", "乙")),
        (" 甲 ，　乙　，， ", ("甲", "乙")),
        (["甲", "乙"], ("甲", "乙")),
        (["甲，乙", "丙："], ("甲", "乙", "丙")),
        (("甲",), ("甲",)),
        ("", ()),
        ([], ()),
    ],
)
def test_9704_7_3_2_agencies_part_at_commas_and_keep_their_enumeration_commas(
    typed: Any, names: tuple[str, ...]
) -> None:
    made = notice(recipients=typed, cc=typed)
    assert made.recipients == made.cc == names


@QUIET
@given(agencies())
def test_9704_7_3_2_agencies_written_with_commas_are_read_back(names: tuple[str, ...]) -> None:
    assert notice(recipients="，".join(names) + "：").recipients == names
    assert notice(recipients=list(names)).recipients == names


def test_9704_7_3_5_0_the_issuers_sign_unless_others_do() -> None:
    assert notice().signing_agencies == ("青山镇人民政府",)
    assert notice(signatories="青山镇党政办公室").signing_agencies == ("青山镇党政办公室",)


def test_9704_7_2_4_a_the_mark_is_the_first_issuer_and_document_unless_it_is_given() -> None:
    assert notice().mark == "青山镇人民政府文件"
    assert notice(issuers="甲县财政局，甲县教育局").mark == "甲县财政局文件"
    assert notice(issuer_mark="中共青山镇委员会文件").mark == "中共青山镇委员会文件"


@pytest.mark.parametrize(
    ("kind", "mark", "clause"),
    [
        (Kind.LETTER, "青山镇人民政府", "9704-10.1-a"),
        (Kind.ORDER, "青山镇人民政府令", "9704-10.2-a"),
        (Kind.MINUTES, "青山镇人民政府会议纪要", "9704-10.3-a"),
        (Kind.PLAN, "青山镇人民政府", "9704-1-a"),
    ],
)
def test_9704_10_the_mark_ends_as_its_form_asks(kind: Kind, mark: str, clause: str) -> None:
    assert of_kind(kind).mark == mark, clause


@pytest.mark.parametrize(
    ("kind", "mark"), [(Kind.LETTER, "甲县财政局"), (Kind.ORDER, "甲县财政局令"), (Kind.MINUTES, "甲县财政局会议纪要")]
)
def test_9704_10_the_usual_mark_of_several_issuers_is_the_lead_agencys(kind: Kind, mark: str) -> None:
    document = of_kind(kind, issuers="甲县财政局，甲县教育局", issuer_mark=mark)
    assert document.issuer_mark is None
    assert document.mark == mark


def test_9704_7_2_4_i_the_lead_agency_alone_on_a_red_head_of_several_is_not_the_usual_mark() -> None:
    document = notice(issuers="甲县财政局，甲县教育局", issuer_mark="甲县财政局文件")
    assert document.issuer_mark == document.mark == "甲县财政局文件"


# ---------------------------------------------------------------------------------- 附注, 密级, 印数


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("此件公开发布", "此件公开发布"),
        ("（此件公开发布）", "此件公开发布"),
        ("(此件公开发布)", "此件公开发布"),
        (" （此件公开发布） ", "此件公开发布"),
        ("（联系人：张三；电话：123）", "联系人：张三；电话：123"),
        ("（发至村）（可登报）", "（发至村）（可登报）"),
        ("发至村（社区）", "发至村（社区）"),
        ("（）", None),
        ("", None),
        (None, None),
    ],
)
def test_9704_7_3_6_a_notes_are_kept_without_their_brackets(typed: str | None, kept: str | None) -> None:
    assert notice(notes=typed).notes == kept


@pytest.mark.parametrize("typed", ["秘密", "秘　密", " 秘 密 "])
def test_9704_7_2_2_d_the_space_inside_a_secrecy_level_is_layout(typed: str) -> None:
    assert notice(secrecy=typed, copy_number="000001").secrecy == "秘密"


@pytest.mark.parametrize("typed", ["特急", "特　急"])
def test_9704_7_2_3_the_space_inside_an_urgency_is_layout(typed: str) -> None:
    assert notice(urgency=typed).urgency == "特急"


@pytest.mark.parametrize("field", ["secrecy", "urgency", "form", "notes"])
def test_an_empty_text_is_no_value(field: str) -> None:
    assert getattr(notice(**{field: ""}), field) == getattr(notice(), field)


@pytest.mark.parametrize("field", ["issuer_mark", "printer", "archive", "copy_number", "secrecy_period", "copies"])
def test_an_empty_text_is_no_value_in_any_optional_field(field: str) -> None:
    assert getattr(notice(**{field: ""}), field) is None


@pytest.mark.parametrize("period", ["1年", "10年", "6个月", "30日", "30天", "长期", "解密前"])
def test_9704_7_2_2_c_periods_are_written_in_arabic_digits(period: str) -> None:
    assert notice(secrecy="机密", secrecy_period=period, copy_number="000001").secrecy_period == period


@pytest.mark.parametrize(("typed", "kept"), [(30, 30), ("30", 30), ("30份", 30), ("共印30份", 30), (" 共印 30 份", 30)])
def test_copies_are_a_number(typed: Any, kept: int) -> None:
    assert notice(copies=typed).copies == kept


# ---------------------------------------------------------------------------------- 标题, 日期


@pytest.mark.parametrize(
    ("typed", "title", "breaks"),
    [
        ("关于甲的通知", "关于甲的通知", ()),
        ("青山镇人民政府\n关于甲的通知", "青山镇人民政府关于甲的通知", (7,)),
        ("  青山镇\n\n 人民政府 \n关于甲的通知\n", "青山镇人民政府关于甲的通知", (3, 7)),
        ("关于甲的通知\n", "关于甲的通知", ()),
    ],
)
def test_9704_7_3_1_d_a_title_on_several_lines_keeps_its_turns(typed: str, title: str, breaks: tuple[int, ...]) -> None:
    made = notice(title=typed, attachments=[{"title": typed, "body": ["甲。"]}])
    assert (made.title, made.title_breaks) == (title, breaks)
    assert (made.attachments[0].title, made.attachments[0].title_breaks) == (title, breaks)


def test_a_title_of_150_characters_is_the_longest() -> None:
    assert len(notice(title="甲" * 150).title) == 150


@pytest.mark.parametrize(
    "typed",
    ["2026-03-02", "2026年3月2日", "二〇二六年三月二日", "2026/3/2", date(2026, 3, 2), datetime(2026, 3, 2, 8, 30)],  # noqa: DTZ001
)
def test_9704_7_3_5_4_a_date_may_be_written_or_be_a_day(typed: Any) -> None:
    made = notice(date=typed, printer="党政办公室", print_date=typed)
    assert made.date == made.print_date == date(2026, 3, 2)
    assert type(made.date) is date
