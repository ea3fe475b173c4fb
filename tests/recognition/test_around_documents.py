"""What stands around and between: page heads, chats that go on between two halves, the furniture of office software."""

from __future__ import annotations

from datetime import date

import pytest

from gongwen.recognition import parse
from tests.recognition.texts import document, only, outline

PARAGRAPHS = [f"    各村要{'抓好护林防火工作，' * 8}确保责任到人{number}次。" for number in range(3)]


def test_a_heading_over_every_page_is_left_out_over_the_first_page_and_within_a_sentence_too() -> None:
    head = "柳湾县人民政府公报              2026年第3期"
    text = f"""{head}
柳湾县人民政府关于加强护林防火工作的意见
各乡镇人民政府：
{PARAGRAPHS[0]}
    各村要严格落实巡山制度，
- 4 -
{head}
不留死角。
- 5 -
{head}
{PARAGRAPHS[1]}
柳湾县人民政府
2026年3月1日
- 6 -
"""
    read = document(only(text))
    assert read.title == "柳湾县人民政府关于加强护林防火工作的意见"
    assert "各村要严格落实巡山制度，不留死角。" in outline(read.body)


def test_a_page_head_that_says_the_mark_and_the_issue_again_is_left_out() -> None:
    text = f"""柳湾乡风简报
第7期
中共柳湾县委宣传部      2026年5月8日
────────────────────

白鹭村办起“乡风讲堂”
{PARAGRAPHS[0]}
        1
柳湾乡风简报 第7期
{PARAGRAPHS[1]}
{PARAGRAPHS[2]}
        2
"""
    data = parse(text).documents[0].data
    assert (data["issuer_mark"], data["title"]) == ("柳湾乡风简报", "白鹭村办起“乡风讲堂”")
    assert len(data["body"]) == 3


def test_a_title_repeated_over_the_pages_is_still_the_title() -> None:
    title = "白鹭镇护林防火工作方案"
    text = f"{title}\n{PARAGRAPHS[0]}\n- 1 -\n{title}\n{PARAGRAPHS[1]}\n- 2 -\n{title}\n{PARAGRAPHS[2]}\n- 3 -\n"
    read = document(only(text))
    assert (read.title, len(read.body)) == (title, 3)


def test_figures_that_are_set_apart_as_all_figures_are_no_page_numbers() -> None:
    text = """关于解决渠道维修资金的请示
县人民政府：
    我乡渠道担负着下游 3 个村、l2 个组的灌溉任务，今年 4 月的洪水冲毁渠道 26 处、涵闸 5 座，急需修复。
    现有资金 18 万元，尚缺 45 万元，恳请县人民政府在 5 月底前给予支持，以便赶在 6 月汛期之前完工。
    妥否，请批示。
柳湾乡人民政府
2O26 年 4 月 l3 日
"""
    read = document(only(text))
    assert read.date == date(2026, 4, 13)
    assert "下游3个村" in str(outline(read.body))
    assert "今年4月的洪水" in str(outline(read.body))


CHAT = """柳湾镇办公室 方宁  09:12
关于召开护林防火会议的通知

各村党支部：
经研究，决定召开护林防火会议。现将有关事项通知如下：
一、会议时间
4月2日上午9:30。

水利站 佟远  09:13
好

白鹭村-老余  09:13
方主任，还有吗？

柳湾镇办公室 方宁  09:14
二、会议要求
请准时参加。

柳湾镇人民政府
2026年4月1日

白鹭村-老余  09:15
收到，参加
"""


def test_a_notice_that_others_spoke_into_goes_on_with_the_number_that_is_due() -> None:
    read = document(only(CHAT))
    assert [block[1] for block in outline(read.body) if isinstance(block, tuple)] == ["会议时间", "会议要求"]
    assert (read.signing_agencies, read.date) == (("柳湾镇人民政府",), date(2026, 4, 1))
    assert "方主任" not in str(outline(read.body))


def test_a_register_of_documents_that_came_is_none_itself() -> None:
    text = """柳湾镇收文登记（2026年4月）
序号 日期 来文单位 字号 标题 份数 承办
1 4.2 县政府办 柳府办发〔2026〕9号 关于做好防汛工作的通知 1 水利站
2 4.3 县财政局 柳财〔2026〕12号 关于下达补助资金的通知 1 财政所
3 4.6 县民政局 柳民函〔2026〕5号 关于核对低保名册的函 2 民政办
"""
    (parsed,) = parse(text).documents
    assert (parsed.document, parsed.no_document is None) == (None, False)


def test_the_page_of_an_office_program_around_a_document_is_left_out() -> None:
    text = """柳湾县教育局协同平台  >>  收文管理  >>  收文详情
收文编号：教收2026-118    来文单位：县人民政府办公室    收文日期：2026-04-06
拟办意见：请基教股牵头落实。　　办公室  于川  2026-04-06 10:22
领导批示：同意。　　佟远  2026-04-06 14:05
[正文] [附件] [打印] [返回]
========================================
柳湾县人民政府办公室文件
柳政办发〔2026〕15号
关于开展校园安全检查的通知
各乡镇人民政府：
　　请于4月底前完成检查。
柳湾县人民政府办公室
2026年4月5日
========================================
系统消息：您有 2 件待办公文，请及时处理！
"""
    read = document(only(text))
    assert (read.mark, read.attachments) == ("柳湾县人民政府办公室文件", ())


def test_what_a_page_of_the_web_puts_over_a_title_is_no_part_of_it() -> None:
    text = """柳湾县人大常委会
第十二次会议文件（二）


柳湾县人民政府
关于提请审议环境状况报告的议案
县人大常委会：
  现提请审议。
柳湾县人民政府
2026年6月3日
〖关闭〗〖返回顶部〗
"""
    read = document(only(text))
    assert read.title == "柳湾县人民政府关于提请审议环境状况报告的议案"
    assert outline(read.body) == ["现提请审议。"]


@pytest.mark.parametrize("line", ["分送：\t县委办公室，\t县财政局。", "抄报：\t县委办公室，\t县财政局。"])
def test_copies_sent_and_those_present_are_no_table_for_their_tabs(line: str) -> None:
    text = f"""柳湾县人民政府专题会议纪要
第4期
关于研究河道整治问题的会议纪要
\t会议研究了河道整治问题。
出席：\t佟　远、于　川、\t方　宁
列席：\t余　青、\t白　桦
{line}
\t柳湾县人民政府办公室\t\t2026年4月8日印发
"""
    read = document(only(text))
    assert (read.cc or read.report_to) == ("县委办公室", "县财政局")
    assert all(isinstance(block, str) for block in outline(read.body))


def test_the_meeting_that_adopted_a_decision_is_its_remark_and_dates_it() -> None:
    text = """柳湾县人民代表大会常务委员会
关于批准财政预算调整方案的决定
（2026年6月26日柳湾县第九届人民代表大会常务委员会第五次会议通过）
　　会议决定批准该方案。
"""
    read = document(only(text))
    assert read.remark == "2026年6月26日柳湾县第九届人民代表大会常务委员会第五次会议通过"
    assert (read.date, read.closing_date) == (date(2026, 6, 26), None)
    assert outline(read.body) == ["会议决定批准该方案。"]


def test_the_date_at_the_end_is_the_date_whatever_meeting_approved_the_text() -> None:
    text = """柳湾县水务局关于修订用水章程的决定
（2026年6月20日局务会议通过）
　　现决定修订章程。
柳湾县水务局
2026年6月24日
"""
    assert document(only(text)).date == date(2026, 6, 24)


def test_a_programme_with_its_hours_is_no_chat_and_a_comparison_no_path_of_a_web_page() -> None:
    text = """关于召开养护现场会的通知
各村民委员会：
现将有关事项通知如下。
一、会议日程
报到 白鹭村广场  8:30
参观 柳湾新渠  9:00
总结 镇三楼会议室  10:30
二、分组标准
水位>20米 流量>30方 泥沙>5克 的渠段由镇养护
办理情况：已报县水务局
柳湾镇人民政府
2026年5月6日
"""
    said = "".join(str(outline(document(only(text)).body)).split())
    assert all(words in said for words in ("报到白鹭村广场8:30", "参观柳湾新渠9:00", "总结镇三楼会议室10:30"))
    assert "水位>20米" in said
    assert "办理情况：已报县水务局" in said


def test_a_list_of_contents_with_its_dots_is_left_out() -> None:
    text = """柳湾镇档案搬迁方案

目　录
一、搬迁目标......................1
二、工作分工……………………… 3

一、搬迁目标
8月底前完成搬迁。
二、工作分工
镇党政办牵头。
"""
    read = document(only(text))
    assert read.title == "柳湾镇档案搬迁方案"
    assert [block[1] for block in outline(read.body)] == ["搬迁目标", "工作分工"]
