"""The same documents typed otherwise: glued, wrapped, framed, forwarded, with old heads, in traditional characters."""

from __future__ import annotations

from datetime import date

import pytest

from gongwen.model import Kind
from gongwen.recognition import parse
from tests.recognition.texts import NOTICE, document, only, outline

ONE_LINE = (
    "青山镇人民政府文件 青政发〔2026〕21号 青山镇人民政府关于做好夏粮收购工作的通知 各村民委员会，镇粮管所： "
    "现将有关事项通知如下。一、收购时间。6月10日至8月31日。二、工作要求。不打白条。 特此通知。 青山镇"
    "人民政府 2026年6月2日"
)


def test_a_document_on_one_line() -> None:
    notice = document(only(ONE_LINE))
    assert (notice.mark, str(notice.number)) == ("青山镇人民政府文件", "青政发〔2026〕21号")
    assert notice.title == "青山镇人民政府关于做好夏粮收购工作的通知"
    assert notice.recipients == ("各村民委员会", "镇粮管所")
    assert notice.date == date(2026, 6, 2)
    assert [block[1] for block in outline(notice.body) if isinstance(block, tuple)] == ["收购时间", "工作要求"]


def test_recipients_and_copies_over_several_lines() -> None:
    text = """青山镇人民政府关于做好2026年度城乡居民养老保险扩面征缴
工作的通知
各村民委员会、社区居民委员会，镇直各单位，辖区各企业，各农
民专业合作社，各卫生室，各邮政网点：
    为做好养老保险扩面征缴工作，经镇人民政府研究，现将有关事
项通知如下，请认真抓好落实。
                          青山镇人民政府
                          2026年3月9日
抄送：县委办公室，县人大常委会办公室，县政府办公室，县政协办
公室，县财政局。
"""
    notice = document(only(text))
    assert notice.recipients[2:4] == ("辖区各企业", "各农民专业合作社")
    assert notice.cc[-2:] == ("县政协办公室", "县财政局")


def test_a_forwarded_document_is_carried_after_the_notice() -> None:
    text = """云岭县教育体育局
关于转发《省教育厅关于做好校园食品安全工作的通知》的通知
各中小学：
现将《省教育厅关于做好校园食品安全工作的通知》转发给你们。
云岭县教育体育局
2026年9月3日

省教育厅关于做好校园食品安全工作的通知
云教函〔2026〕88号
各州（市）教育体育局：
现就做好校园食品安全工作通知如下。
省教育厅
2026年8月28日
"""
    (forwarded,) = document(only(text)).issued
    assert forwarded.title == "省教育厅关于做好校园食品安全工作的通知"


def test_a_list_after_the_signature_is_an_attachment() -> None:
    text = """关于成立春耕生产领导小组的通知
各村民委员会：
经研究，决定成立春耕生产领导小组，名单附后。
青山镇人民政府
2026年2月20日

青山镇春耕生产领导小组成员名单
组　长：刘志远　镇　长
副组长：陈秀英　副镇长
"""
    (people,) = document(only(text)).attachments
    assert people.title == "青山镇春耕生产领导小组成员名单"
    assert outline(people.body) == ["组　长：刘志远　镇　长", "副组长：陈秀英　副镇长"]


def test_the_head_and_tail_of_the_nineties() -> None:
    text = """No.000027
秘密
青山镇人民政府文件
青政〔1998〕12号　　　签发人：赵国梁　会签人：李桂芝
关于增拨水利冬修经费的请示
县人民政府：
我镇水利冬修尚缺经费12万元，请予增拨。
青山镇人民政府
一九九八年十一月三日
报：县政府
送：县水利局、县财政局
存档2份
打字：王小满　校对：周敏
（印十五份）
"""
    request = document(only(text))
    assert (request.copy_number, request.secrecy, request.signers) == ("000027", "秘密", ("赵国梁",))
    assert (request.date, request.report_to, request.cc) == (date(1998, 11, 3), ("县政府",), ("县水利局、县财政局",))
    assert (request.archive, request.copies) == ("2", 15)


def test_signers_on_two_lines() -> None:
    text = """云岭县水务局文件
云水请〔2026〕9号　　　　　　签发人：王　芳　李晓梅
　　　　　　　　　　　　　　　　　　　赵国梁
关于解决抗旱应急资金的请示
县人民政府：
妥否，请批示。
云岭县水务局
2026年5月6日
"""
    assert document(only(text)).signers == ("王芳", "李晓梅", "赵国梁")


def test_traditional_characters_are_recognised_and_kept() -> None:
    text = """雲溪縣人民政府辦公室關於做好防汛工作的通知
各鄉鎮人民政府，縣直各單位：
現將有關事項通知如下。
雲溪縣人民政府辦公室
二〇二六年六月三日
"""
    notice = document(only(text.encode("big5hkscs")))
    assert (notice.kind, notice.title) == (Kind.NOTICE, text.split("\n", 1)[0])
    assert notice.signing_agencies == ("雲溪縣人民政府辦公室",)


def test_a_frame_of_bars_around_the_text_is_taken_off() -> None:
    framed = "\n".join(f"|{line.strip()}|" for line in NOTICE.split("\n") if line.strip())
    assert document(only(framed)).title == document(only(NOTICE)).title


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("各位领导：\n现将刚收到的文件转给大家，有问题及时联系我。\n\n", ""),
        ("【群公告】\n周敏: @所有人 请接收文件\n2026-03-02 09:30\n", "[文件] 通知.docx\n王芳 09:31\n收到\n"),
        ("您当前的位置：首页>>文件\n文件下载\n", "\n【打印】【关闭】\n地址：青山镇中心路1号  邮编：675000\n"),
        ("<html><head><title>文件</title></head><body>\n", "\n</body></html>"),
        ("文件编号：QS-2026-08\n\n", "\n第 1 页 共 2 页\n"),
        ("索 引 号：YL-1　　主题分类：市政\n", ""),
        ("帮我把下面的通知排成标准格式：\n\n", "\n谢谢！\n"),
        ("```\n", "\n```\n"),
    ],
)
def test_what_stands_around_a_document_changes_nothing_in_it(before: str, after: str) -> None:
    assert document(only(before + NOTICE + after)) == document(only(NOTICE))


def test_the_table_over_a_web_page_gives_its_number() -> None:
    text = (
        "发文字号：云建发〔2026〕8号　　发布日期：2026-05-07\n关于做好供水保障的通知\n各水厂：\n请落实。"
        "\n云岭县水务局\n2026年5月6日\n"
    )
    notice = document(only(text))
    assert (str(notice.number), notice.date) == ("云建发〔2026〕8号", date(2026, 5, 6))


def test_words_that_end_like_a_kind_begin_no_document() -> None:
    text = (
        "关于做好值班工作的通知\n各科室：\n● 值班人员必须在岗在位\n● 遇有情况及时报告\n特此通知\n县水务局"
        "\n2026年4月29日\n"
    )
    assert len(parse(text).documents) == 1


def test_a_title_goes_on_with_its_version_in_brackets() -> None:
    text = (
        "青山镇村级会计委托代理服务办法\n（试行）\n第一条 为规范村级财务管理，制定本办法。\n第二条 本办法"
        "自印发之日起施行。\n"
    )
    assert only(text).data["title"] == "青山镇村级会计委托代理服务办法（试行）"
