"""What stands in the head and the tail of a document, as hurried hands write it: set apart by blanks, run together."""

from __future__ import annotations

from datetime import date

import pytest

from gongwen.model import Section
from gongwen.reading.reasons import Reason
from gongwen.recognition import parse
from tests.recognition.texts import document, only

LETTER = """类别：B　　　　　　　　　　　　　签发人：戴　宁
公开属性：主动公开

兰陂县水务局文件

兰水字（2026）第12号

关于县人大第57号建议的复函

魏长林代表：
您提出的建议收悉，现答复如下。
兰陂县水务局
2026年7月2日
"""

NOTICE = """{head}
柳湾镇人民政府文件
柳政发〔2026〕8号
{below}关于开展道路隐患排查的通知
各村民委员会：
　　请于4月10日前完成排查。
{note}
{signature}
{tail}"""


def notice(
    *,
    head: str = "",
    below: str = "",
    note: str = "",
    signature: str = "柳湾镇人民政府\n2026年4月1日",
    tail: str = "",
) -> str:
    return NOTICE.format(head=head, below=below, note=note, signature=signature, tail=tail)


def test_signers_set_apart_on_a_line_above_the_mark_are_read_and_the_rest_of_that_line_is_told() -> None:
    parsed = only(LETTER)
    letter = document(parsed)
    assert (letter.mark, letter.signers, letter.number and letter.number.code) == (
        "兰陂县水务局文件",
        ("戴宁",),
        "兰水字",
    )
    assert letter.recipients == ("魏长林代表",)
    assert {"类别：B　　　　　　　　　　　　　", "公开属性：主动公开"} <= {entry.text for entry in parse(LETTER).ledger}


@pytest.mark.parametrize(
    "head", ["特急\n000318                                    机密★3年", "机密★3年                  000318\n特急"]
)
def test_a_copy_number_far_from_the_secrecy_on_one_line_is_read(head: str) -> None:
    read = document(only(notice(head=head)))
    assert (read.copy_number, read.secrecy, read.secrecy_period, read.urgency) == ("000318", "机密", "3年", "特急")


@pytest.mark.parametrize("head", ["发电　特急", "特急·明电", "等级：特急　明电", "【特急】"])
def test_the_urgency_of_a_telegram_is_read_beside_the_word_for_it(head: str) -> None:
    read = document(only(notice(head=head)))
    assert (read.urgency, read.mark) == ("特急", "柳湾镇人民政府文件")


@pytest.mark.parametrize("line", ["★", "————————★————————", "☆ ☆ ☆", "━━━━━━━━━━━━"])
def test_a_star_or_an_ornament_alone_on_its_line_is_a_rule(line: str) -> None:
    text = notice(below=f"{line}\n")
    assert document(only(text)).title == "关于开展道路隐患排查的通知"
    assert Reason.RULE in [entry.reason for entry in parse(text).ledger]


@pytest.mark.parametrize(
    "note",
    [
        "附件1：隐患点台账 附件2：整改承诺书（样本）",
        "附件1.隐患点台账；附件2.整改承诺书（样本）",
        "附件：1、隐患点台账.2、整改承诺书（样本）",
        "附件: l. 隐患点台账\n      2. 整改承诺书（样本）",
    ],
)
def test_the_names_of_attachments_run_together_are_parted_at_each_number_that_is_due(note: str) -> None:
    assert only(notice(note=note)).attachment_names == ("隐患点台账", "整改承诺书（样本）")


def test_a_figure_in_the_name_of_an_attachment_parts_nothing() -> None:
    names = only(notice(note="附件：1.2026年3.5万亩任务表 2.联系人名单")).attachment_names
    assert names == ("2026年3.5万亩任务表", "联系人名单")


@pytest.mark.parametrize(
    ("signature", "signed"),
    [
        ("柳湾镇人民政府（公章）\n2026年4月1日", ("柳湾镇人民政府",)),
        ("柳湾镇人民政府\n（盖章）\n2026年4月1日", ("柳湾镇人民政府",)),
        ("柳湾镇人民政府\n2026年4月1日\n（印章）", ("柳湾镇人民政府",)),
        ("柳湾镇人民政府　2026年4月1日\n（此处盖章）", ("柳湾镇人民政府",)),
    ],
)
def test_the_words_that_tell_where_the_seal_goes_are_no_remark(signature: str, signed: tuple[str, ...]) -> None:
    read = document(only(notice(signature=signature)))
    assert (read.signing_agencies, read.date, read.notes) == (signed, date(2026, 4, 1), None)


def test_a_remark_stands_under_the_words_for_the_seal() -> None:
    read = document(only(notice(signature="二〇二六年四月一日\n（印章）\n（此件公开发布）")))
    assert (read.date, read.notes) == (date(2026, 4, 1), "此件公开发布")


@pytest.mark.parametrize(
    "written", ["2026年4月二十一日", "2026年四月21日", "二〇二六年4月二十一日", "2026年四月二十一日"]
)
def test_a_date_with_figures_and_characters_mixed_from_part_to_part_is_read(written: str) -> None:
    assert document(only(notice(signature=f"柳湾镇人民政府\n{written}"))).date == date(2026, 4, 21)


@pytest.mark.parametrize("copies", ["份数：45", "印数：45份", "（共印45份）", "打印45份"])
def test_the_number_of_copies_behind_the_printing_office_is_read(copies: str) -> None:
    read = document(only(notice(tail=f"抄送：县交通运输局。\n柳湾镇党政办公室　2026年4月2日印发　{copies}")))
    assert (read.printer, read.print_date, read.copies) == ("柳湾镇党政办公室", date(2026, 4, 2), 45)


def test_copies_behind_the_names_of_editors_and_figures_taken_for_letters_are_read() -> None:
    read = document(only(notice(tail="抄送：县交通运输局。\n责任编辑：于 川      审核：佟远      共印 6O 份")))
    assert (read.cc, read.copies) == (("县交通运输局",), 60)


def test_recipients_said_again_before_the_copies_are_not_invented() -> None:
    read = document(only(notice(tail="主送：同上　　抄送：县交通运输局，县公安局。")))
    assert (read.recipients, read.cc) == (("各村民委员会",), ("县交通运输局", "县公安局"))


def test_what_stands_behind_the_number_is_no_part_of_it_and_an_answer_has_a_title() -> None:
    text = """兰陂县水务局文件
兰水字〔2026〕 44 号             是否公开：公开
兰陂县水务局
对县政协二次会议第18号提案的答复
钱穗委员：
您的提案收悉，现答复如下。
兰陂县水务局
2026年7月2日
"""
    data = only(text).data
    assert (data["number"], data["title"]) == ("兰水字〔2026〕44号", "兰陂县水务局对县政协二次会议第18号提案的答复")
    assert data["recipients"] == ("钱穗委员",)


def test_the_last_character_of_a_signer_set_apart_makes_no_second_signer() -> None:
    assert document(only(notice(head="签发人：祝怀 远"))).signers == ("祝怀远",)
    assert document(only(notice(head="签发人：于 川　祝怀远"))).signers == ("于川", "祝怀远")


def test_a_number_with_a_blank_before_its_mark_begins_a_line_whatever_figure_follows() -> None:
    text = (
        "政务中心3月份工作总结\n一 、做法\n延时服务412人次\n二 、不足\n自助设备故障7次\n"
        "三 、4月份打算\n4月15日前完成改造。\n"
    )
    body = document(only(text)).body
    assert [block.heading for block in body if isinstance(block, Section)] == ["做法", "不足", "4月份打算"]


def test_who_gets_a_copy_inside_the_office_is_cc_and_who_wrote_it_no_part_of_the_subject_words() -> None:
    text = (
        "清河县农村合作银行文件\n清农银〔2011〕6号\n关于春耕贷款工作的通知\n各支行：\n请于3月10日前报送计划。\n"
        "清河县农村合作银行\n2011年2月18日\n主题词：银行  贷款  通知\n内部发送：行领导，稽核部。\n"
        "拟稿：许禾生        校对：田甜\n清河县农村合作银行办公室　　2011年2月18日印发\n"
    )
    found = document(only(text))
    assert found.subject_words == ("银行", "贷款", "通知")
    assert found.cc == ("行领导", "稽核部")
    assert found.printer == "清河县农村合作银行办公室"
