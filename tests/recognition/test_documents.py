"""Whole documents: every 要素 that the text has is read, nothing else is."""

from __future__ import annotations

from datetime import date

import pytest

from gongwen.model import Form, Kind
from gongwen.recognition import parse
from tests.recognition.texts import NOTICE, SCHEME, document, lost, only, outline


def test_a_notice_with_all_its_parts() -> None:
    parsed = only(NOTICE)
    notice = document(parsed)
    assert (notice.kind, notice.form, notice.mark) == (Kind.NOTICE, Form.DOCUMENT, "青山镇人民政府文件")
    assert str(notice.number) == "青政发〔2026〕17号"
    assert notice.title == "青山镇人民政府关于做好2026年城乡居民医保缴费工作的通知"
    assert notice.recipients == ("各村民委员会", "镇直各单位")
    assert notice.signing_agencies == ("青山镇人民政府",)
    assert notice.date == date(2026, 8, 25)
    assert notice.notes == "联系人：周敏，电话：0872-5530127"
    assert notice.cc == ("县医疗保障局", "县税务局")
    assert (notice.printer, notice.print_date) == ("青山镇党政办公室", date(2026, 8, 25))
    assert parsed.attachment_names == ("各村参保任务分解表", "缴费操作指南")
    assert outline(notice.body) == [
        "为做好今年医保缴费工作，现将有关事项通知如下。",
        (1, "缴费时间", ["9月1日至12月20日，逾期不再办理补缴。"]),
        (
            1,
            "工作要求",
            [
                (2, "压实责任", ["各村明确1名专干，逐户通知到人。"]),
                (2, "方便群众", ["开通手机缴费，设代办点14处。", "特此通知。"]),
            ],
        ),
    ]
    assert lost(parse(NOTICE)) == []


def test_attachments_that_are_only_announced_are_told() -> None:
    parsed = only(NOTICE)
    assert [attachment.body for attachment in document(parsed).attachments] == [(), ()]
    assert "attachment-without-body" in [finding.code for finding in parsed.findings]


def test_what_a_text_does_not_say_stays_empty() -> None:
    scheme = document(only(SCHEME))
    assert scheme.kind is Kind.SCHEME
    said = {name for name in type(scheme).model_fields if getattr(scheme, name)}
    assert said == {"title", "kind", "form", "body"}


def test_typed_numbers_are_the_authors() -> None:
    assert outline(document(only(SCHEME)).body)[-1] == (
        1,
        "保障措施",
        [("1、", "加强领导", ["成立工作专班。"]), ("2、", "落实资金", ["每亩补助120元。"])],
    )


def test_blanks_in_and_after_a_number_are_no_part_of_it() -> None:
    text = "河道清淤工作要点\n一 、 工程安排\n（ 一 ） 清淤5.6公里。\n（二） 护岸2处。\n二 、资金筹措\n共需86万元。\n"
    assert outline(document(only(text)).body) == [
        (1, "工程安排", [(2, "", ["清淤5.6公里。"]), (2, "", ["护岸2处。"])]),
        (1, "资金筹措", ["共需86万元。"]),
    ]


def test_the_number_in_brackets_under_the_title() -> None:
    text = "关于汛前检查情况的通报\n（临水通〔2026〕第4号）\n各乡镇：\n查出隐患12处。\n临溪县水务局\n2026年5月7日\n"
    assert str(document(only(text)).number) == "临水通〔2026〕4号"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("第7期", "第7期"),
        ("（第七期）", "第7期"),
        ("第 １２ 期", "第12期"),
        ("〔2026〕第7期", "2026年第7期"),
        ("2026年第7期", "2026年第7期"),
    ],
)
def test_minutes_are_counted_by_issue(typed: str, number: str) -> None:
    text = f"防汛会商会议纪要\n{typed}\n临溪县水务局办公室　　2026年6月8日\n防汛会商会议纪要\n会议决定：开闸2孔。\n"
    minutes = only(text)
    assert str(document(minutes).number) == number
    assert [doubt for doubt in minutes.uncertain if doubt.taken_for == "发文字号"] == []


def test_a_number_without_a_code_is_none_and_is_told() -> None:
    text = "防汛会商会议纪要\n〔2026〕7号\n临溪县水务局办公室　　2026年6月8日\n防汛会商会议纪要\n会议决定：开闸2孔。\n"
    minutes = only(text)
    assert document(minutes).number is None
    assert [doubt.text for doubt in minutes.uncertain if doubt.taken_for == "发文字号"] == ["〔2026〕7号"]


def test_announcements_are_counted_by_the_year() -> None:
    text = "临溪县水务局公告\n2026年第3号\n关于水库泄洪的公告\n6月9日起泄洪，请注意安全。\n临溪县水务局\n2026年6月8日\n"
    assert str(document(only(text)).number) == "2026年第3号"


def test_parts_of_a_text_stand_above_its_headings_and_decimal_items_each_alone() -> None:
    text = (
        "梅溪县2026年养护工作总结\n第一部分 完成情况\n一、路面\n1.1 人行道。更换砖2100平方米。\n"
        "1.2 人工清扫。日均3次。\n第二部分 明年打算\n（一）修桥4座。\n（二）补种行道树。\n"
    )
    assert outline(document(only(text)).body) == [
        (
            "第一部分　",
            "完成情况",
            [("一、", "路面", [("1.1 ", "人行道", ["更换砖2100平方米。"]), ("1.2 ", "人工清扫", ["日均3次。"])])],
        ),
        ("第二部分　", "明年打算", [("（一）", "", ["修桥4座。"]), ("（二）", "", ["补种行道树。"])]),
    ]


def test_a_part_that_is_only_named_changes_no_level() -> None:
    text = "梅溪县2026年养护工作总结\n一、路面\n第二部分路段未完工\n二、桥梁\n已修4座。\n"
    assert outline(document(only(text)).body) == [
        (1, "路面", ["第二部分路段未完工"]),
        (1, "桥梁", ["已修4座。"]),
    ]


@pytest.mark.parametrize(
    "under",
    [
        "梅溪县水利局灌溉站\n（2026年6月9日）",
        "梅溪县水利局灌溉站\n2026年6月9日",
        "（2026年6月9日）\n梅溪县水利局灌溉站",
    ],
)
def test_the_office_and_the_date_under_the_title_sign_the_document(under: str) -> None:
    text = f"梅溪县2026年春灌工作总结\n{under}\n今年春灌面积12.4万亩。\n"
    summary = document(only(text))
    assert (summary.recipients, summary.signing_agencies, summary.date) == (
        (),
        ("梅溪县水利局灌溉站",),
        date(2026, 6, 9),
    )
    assert outline(summary.body) == ["今年春灌面积12.4万亩。"]


def test_what_stands_between_title_and_salutation_stays_there() -> None:
    text = (
        "关于2025年医保基金收支情况的报告\n——2026年1月16日在梅溪镇第九届人民代表大会第五次会议上\n"
        "梅溪镇医保办主任　方砚田\n各位代表：\n2025年参保3.6万人。\n"
    )
    report = document(only(text))
    assert report.recipients == ()
    assert outline(report.body) == [
        "——2026年1月16日在梅溪镇第九届人民代表大会第五次会议上",
        "梅溪镇医保办主任　方砚田",
        "各位代表：",
        "2025年参保3.6万人。",
    ]


def test_a_page_without_text_is_not_said() -> None:
    text = NOTICE.replace("\n青山镇人民政府\n2026年", "\n（此页无正文）\n青山镇人民政府\n2026年", 1)
    assert document(only(text)) == document(only(NOTICE))
    assert any("此页无正文" in entry.text for entry in parse(text).ledger)


def test_a_number_that_is_left_out_is_a_finding_and_stays_as_typed() -> None:
    parsed = only(SCHEME.replace("二、保障措施", "三、保障措施"))
    assert [finding.message for finding in parsed.findings] == ["序号由“一、”跳到“三、”"]
    assert outline(document(parsed).body)[-1][0] == "三、"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("二0二六年三月九日", date(2026, 3, 9)),
        ("二○二六年三月九日", date(2026, 3, 9)),
        ("二〇二六年十一月二十九日", date(2026, 11, 29)),
        ("二O二六年三月九日", date(2026, 3, 9)),
        ("二零二六年三月九日", date(2026, 3, 9)),
        ("二 〇 二 六 年 三 月 九 日", date(2026, 3, 9)),
        ("2026.3.9", date(2026, 3, 9)),
        ("2026-03-09", date(2026, 3, 9)),
        ("2026/3/9", date(2026, 3, 9)),
        ("2026 年 3 月 9 日", date(2026, 3, 9)),
        ("２０２６年３月９日", date(2026, 3, 9)),
        ("2O26年3月l9日", date(2026, 3, 19)),
    ],
)
def test_the_date_in_any_writing(typed: str, day: date) -> None:
    text = NOTICE.replace("青山镇人民政府\n2026年8月25日", f"青山镇人民政府\n{typed}")
    assert document(only(text)).date == day


@pytest.mark.parametrize(
    "typed",
    ["青政发[2026]17号", "青政发(2026)17号", "青政发【2026】第017号", "青政发﹝2026﹞17号", "青政发［2026］17 号"],
)
def test_the_number_in_any_brackets(typed: str) -> None:
    assert str(document(only(NOTICE.replace("青政发〔2026〕17号", typed))).number) == "青政发〔2026〕17号"


def test_a_request_with_copy_number_secrecy_urgency_and_two_signers() -> None:
    text = """000015
机密★1年
特 急
石鼓镇人民政府文件
石政请〔2026〕11号　　　　　签发人：杨 光　李晓梅
石鼓镇人民政府
关于解决水库除险加固资金缺口的请示
县人民政府：
　　大龙潭水库坝体渗漏，尚缺资金186万元。
　　妥否，请批示。
　　　　　　　　　　　　　　石鼓镇人民政府
　　　　　　　　　　　　　　2026年5月18日
抄送：县水务局，县财政局。
石鼓镇党政办公室　　　2026年5月18日印发
（共印12份）
"""
    request = document(only(text))
    assert (request.copy_number, request.secrecy, request.secrecy_period, request.urgency) == (
        "000015",
        "机密",
        "1年",
        "特急",
    )
    assert request.signers == ("杨光", "李晓梅")
    assert request.title == "石鼓镇人民政府关于解决水库除险加固资金缺口的请示"
    assert request.copies == 12
    assert lost(parse(text)) == []


def test_a_joint_document() -> None:
    text = """云岭县水务局
云岭县林业和草原局文件
云岭县财政局
云水联发〔2026〕5号
关于下达水土保持重点工程任务的通知
各乡镇人民政府：
　　请认真组织实施。
云岭县水务局　　　云岭县林业和草原局
云岭县财政局
2026年4月7日
"""
    joint = document(only(text))
    assert joint.issuers == ("云岭县水务局", "云岭县林业和草原局", "云岭县财政局")
    assert joint.signing_agencies == joint.issuers
    assert joint.form is Form.DOCUMENT


def test_an_order_and_the_rules_that_it_issues() -> None:
    text = """云岭县人民政府令
第12号
　　《云岭县城市供水管理办法》已经县人民政府常务会议通过，现予公布，自2026年5月1日起施行。
县长　李文清
2026年3月20日

云岭县城市供水管理办法
第一章　总　则
第一条　为加强城市供水管理，制定本办法。
第二条　供水企业应当履行下列义务：
（一）保证水质符合标准；
（二）24小时不间断供水。
第二章　附　则
第三条　本办法由县住房和城乡建设局负责解释。
"""
    order = document(only(text))
    assert (order.kind, order.form, str(order.number)) == (Kind.ORDER, Form.ORDER, "第12号")
    (rules,) = order.issued
    assert rules.title == "云岭县城市供水管理办法"
    assert [(block[0], block[1], len(block[2])) for block in outline(rules.body)] == [
        ("第一章　", "总则", 2),
        ("第二章　", "附则", 1),
    ]


def test_minutes_with_their_mark_and_the_lists_of_those_present() -> None:
    text = """石鼓镇党政联席会议纪要
〔2026〕第6期
石鼓镇党政办公室　　　　2026年6月12日
研究农村供水保障有关问题会议纪要
　　6月11日上午，镇长刘志远主持召开会议，研究农村供水保障工作。现纪要如下：
　　一、关于管网改造
　　会议同意管网改造方案，总投资86万元。
　　出席：刘志远、陈秀英
　　列席：各站所负责人
"""
    minutes = document(only(text))
    assert (minutes.kind, minutes.form, minutes.mark) == (Kind.MINUTES, Form.MINUTES, "石鼓镇党政联席会议纪要")
    assert minutes.title == "研究农村供水保障有关问题会议纪要"
    assert minutes.date == date(2026, 6, 12)


@pytest.mark.parametrize(
    "head",
    [
        "石鼓镇镇长办公会议纪要\n石鼓镇党政办公室\n2026年6月12日\n研究供水保障问题会议纪要\n",
        "石鼓镇镇长办公会议纪要\n第6期\n石鼓镇党政办公室　　　2026年6月12日\n关于研究供水保障工作的会议纪要\n",
    ],
)
def test_office_and_date_in_the_head_of_minutes_are_no_signature(head: str) -> None:
    """Minutes are not signed as a rule (AMB-10): the office that issues them stands with the date over the red rule."""
    minutes = document(only(f"{head}6月11日，镇长刘志远主持召开会议。现纪要如下：\n一、同意管网改造方案。\n"))
    assert minutes.mark == "石鼓镇镇长办公会议纪要"
    assert minutes.title is not None
    assert minutes.title.endswith("会议纪要")
    assert minutes.issuers == ("石鼓镇党政办公室",)
    assert minutes.signing_agencies == ()
    assert minutes.date == date(2026, 6, 12)


def test_the_same_under_a_title_alone_makes_no_mark() -> None:
    text = (
        "石鼓镇镇长办公会议纪要\n石鼓镇党政办公室\n2026年6月12日\n会议研究了供水保障工作，纪要如下：\n一、同意方案。\n"
    )
    minutes = document(only(text))
    assert (minutes.mark, minutes.title) == ("", "石鼓镇镇长办公会议纪要")
    assert (minutes.issuers, minutes.signing_agencies) == (("石鼓镇党政办公室",), ())


def test_office_and_date_under_the_title_of_anything_else_sign_it() -> None:
    summary = document(only("石鼓镇2026年工作总结\n石鼓镇党政办公室\n2026年12月12日\n一年来，各项工作完成较好。\n"))
    assert summary.signing_agencies == ("石鼓镇党政办公室",)


def test_attachments_with_bodies_of_their_own() -> None:
    text = NOTICE.replace(
        "抄送：",
        "附件1\n各村参保任务分解表\n村名\t任务\n上坝村\t1260\n\n附件2：\n缴费操作指南\n一、手机缴费\n打开"
        "小程序。\n抄送：",
    )
    tasks, guide = document(only(text)).attachments
    assert (tasks.title, outline(tasks.body)) == ("各村参保任务分解表", [[["村名", "任务"], ["上坝村", "1260"]]][0:1])
    assert (guide.title, outline(guide.body)) == ("缴费操作指南", [(1, "手机缴费", ["打开小程序。"])])


def test_an_attachment_without_its_mark_is_known_by_its_name() -> None:
    text = NOTICE.replace("抄送：", "缴费操作指南\n一、手机缴费\n打开小程序。\n抄送：")
    assert [len(attachment.body) for attachment in document(only(text)).attachments] == [0, 1]


def test_the_colophon_of_old_documents() -> None:
    text = (
        NOTICE.split("抄送：")[0]
        + "抄报：县委办\n抄送：镇各委员，\n镇人大。\n主题词：医保　缴费　通知\n存档\n（共印30份）\n"
    )
    notice = document(only(text))
    assert (notice.report_to, notice.cc) == (("县委办",), ("镇各委员", "镇人大"))
    assert (notice.subject_words, notice.archive, notice.copies) == (("医保", "缴费", "通知"), "存档", 30)


def test_what_is_uncertain_is_told_with_its_second_choice() -> None:
    parsed = only("关于征集设计方案的函\n县文化和旅游局\n　　请贵局予以支持。\n石鼓镇人民政府\n2026年7月3日\n")
    assert document(parsed).recipients == ("县文化和旅游局",)
    (doubt,) = parsed.uncertain
    assert (doubt.line, doubt.taken_for, doubt.second) == (2, "主送机关", "正文")
