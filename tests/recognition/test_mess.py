"""What pasting leaves in a text is taken off or mended, and stands in the ledger."""

from __future__ import annotations

import pytest

from gongwen.recognition import parse
from tests.recognition.texts import NOTICE, document, only, outline, reasons

HEAD = "关于做好汛期值守工作的通知\n各村民委员会：\n"
TAIL = "\n青山镇人民政府\n2026年6月1日\n"


def body_of(text: str) -> list[object]:
    return outline(document(only(HEAD + text + TAIL)).body)


@pytest.mark.parametrize(
    ("typed", "read", "reason"),
    [
        ("各村要落实\u200b责任。", "各村要落实责任。", "看不见的字符，印不出来"),
        ("各村要落实\ue0a5责任。", "各村要落实责任。", "专用区的字符，别处显示不出"),
        ("各村要落实责任💪。", "各村要落实责任。", "表情符号"),
        ("<span style='color:red'>各村</span>要落实责任&nbsp;。", "各村要落实责任。", "网页标记"),
        ("**各村**要落实责任。", "各村要落实责任。", "Markdown 记号"),
        ("详见[值守办法](http://example.cn/a)。", "详见值守办法。", "链接的网址"),
        ("各村要落实责任,做到24小时值守.", "各村要落实责任，做到24小时值守。", "汉字之间用全角标点"),
        ("各村要 落实责任，确保24 小时值守。", "各村要落实责任，确保24小时值守。", "汉字之间没有空格"),
        ("备足沙袋､水泵｡", "备足沙袋、水泵。", "标点用全角"),
        ("降雨８６．５毫米，１２．２６万人受益。", "降雨86.5毫米，12.26万人受益。", "数字用半角"),
        ('坚持"预防为主"的方针。', "坚持“预防为主”的方针。", "汉字之间用全角标点"),
    ],
)
def test_one_slip_in_a_line(typed: str, read: str, reason: str) -> None:
    assert body_of(typed) == [read]
    assert reason in reasons(parse(HEAD + typed + TAIL))


def test_full_width_figures_in_numbers_headings_and_tables() -> None:
    text = "１．２０２６年任务。巡堤２次。\n２．备汛。存沙袋３００条。\n| 村名 | 人数 |\n|---|---|\n| 上坝村 | １２ |"
    assert body_of(text) == [
        ("1．", "2026年任务", ["巡堤2次。"]),
        ("2．", "备汛", ["存沙袋300条。", [["村名", "人数"], ["上坝村", "12"]]]),
    ]


def test_figures_times_and_addresses_keep_their_marks() -> None:
    line = "补助3,000.50元，9:30前报 http://www.example.cn/a,b?c=1 或 fxb@example.cn。"
    assert body_of(line) == [line]


def test_every_entry_knows_its_line_and_column() -> None:
    (entry,) = (entry for entry in parse(HEAD + "各村要落实,责任。" + TAIL).ledger if entry.text == ",")
    assert (entry.line, entry.column, entry.became) == (3, 6, "，")


def test_lines_wrapped_at_28_characters_with_page_numbers_between() -> None:
    text = """　　近期我县多地连续出现强降雨，部分乡镇发生山洪、滑坡等灾
害，防汛形势严峻。为切实保障群众生命财产安全，现就有关事项通
— 1 —
知如下：
　　一、强化巡查。对全镇11口坝塘、3处地质灾害隐患点每日巡
查两次，做到隐患早发现、早处置，不留死角。"""
    assert body_of(text) == [
        "近期我县多地连续出现强降雨，部分乡镇发生山洪、滑坡等灾害，防汛形势严峻。为切实保障群众生命财产安"
        "全，现就有关事项通知如下：",
        (1, "强化巡查", ["对全镇11口坝塘、3处地质灾害隐患点每日巡查两次，做到隐患早发现、早处置，不留死角。"]),
    ]


def test_a_sentence_broken_in_its_middle_is_mended() -> None:
    first = (
        "要严格落实领导带班制度，对坝塘、地质灾害点、低洼地带和在建工地开展拉网式排查，逐一登记造册，明确"
        "专人负责，镇属各"
    )
    assert body_of(f"{first}\n单位要密切配合。") == [f"{first}单位要密切配合。"]


def test_the_last_characters_of_a_sentence_on_a_line_of_their_own() -> None:
    assert body_of("沿河低洼，需转移群众1.6万\n余人。\n特此通知。") == ["沿河低洼，需转移群众1.6万余人。", "特此通知。"]


def test_a_heading_glued_to_the_line_before_gets_a_line_of_its_own() -> None:
    text = "一、值守时间\n5月15日至10月15日。 二、值守要求\n1、领导带班；\n2、专人值班 三、责任追究\n依规处理。"
    assert [block[1] for block in body_of(text) if isinstance(block, tuple)] == ["值守时间", "值守要求", "责任追究"]


def test_numbers_within_a_sentence_are_no_lost_headings() -> None:
    line = "一、二季度完成整治。按照（一）、（三）项要求办理，三、四组负责巡查。"
    assert body_of(line) == [line]


def test_page_numbers_left_inside_sentences_are_taken_out() -> None:
    long = "巡查责任落实到人，" * 40
    blocks = body_of(f"{long}值守人 1 员要到岗。\n{long}隐患要 2 整改。")
    assert [str(block)[-9:] for block in blocks] == ["，值守人员要到岗。", "到人，隐患要整改。"]


@pytest.mark.parametrize(
    "rows",
    [
        "| 村名 | 人数 |\n|---|---|\n| 上坝村 | 12 |",
        "村名|人数\n---|---\n上坝村|12",
        "｜村名｜人数｜\n｜---｜---｜\n｜上坝村｜12｜",
        "村名\t人数\n上坝村\t12",
        "<table><tr><td>村名</td><td>人数</td></tr><tr><td>上坝村</td><td>12</td></tr></table>",
    ],
)
def test_tables_in_every_writing(rows: str) -> None:
    assert body_of(f"名额如下。\n{rows}\n请抓紧上报。") == [
        "名额如下。",
        [["村名", "人数"], ["上坝村", "12"]],
        "请抓紧上报。",
    ]


def test_people_set_out_with_blanks_are_no_table() -> None:
    text = "组　长：刘志远　镇长\n副组长：陈秀英　副镇长\n成　员：周建国　水务站站长"
    assert body_of(text) == text.split("\n")


def test_the_furniture_of_a_web_page_is_no_part_of_the_document() -> None:
    page = (
        f"首页 > 政务公开 > 通知公告\n{NOTICE}\n【打印本页】 【关闭窗口】\n上一篇：关于公示的通知\n主办："
        "青山镇人民政府　备案号：滇ICP备00000000号\n"
    )
    assert document(only(page)) == document(only(NOTICE))


def test_mail_and_chat_around_a_document_are_left_out() -> None:
    mail = (
        "发件人：县医保局\n发送时间：2026年8月26日 9:10\n主题：转发：关于做好缴费工作的通知\n\n各位同事，"
        f"请查收。\n\n{NOTICE}"
    )
    chat = f"王秘书 2026/8/26 9:02\n请排个版，谢谢🙏\n{NOTICE}李站长 2026/8/26 9:20\n收到\n"
    assert document(only(mail)) == document(only(NOTICE)) == document(only(chat))


def test_a_title_that_is_letter_spaced_broken_and_repeated() -> None:
    text = (
        "关于做好春耕备耕工作的通知\n关 于 做 好 春 耕 备 耕\n工 作 的 通 知\n各村：\n请抓紧。\n青山镇人"
        "民政府\n2026年3月2日\n"
    )
    assert document(only(text)).title == "关于做好春耕备耕工作的通知"


def test_a_one_read_as_a_dash() -> None:
    assert body_of("—、值守时间\n6月1日起。\n二、要求\n（—）到岗。各村落实。")[0] == (1, "值守时间", ["6月1日起。"])


def test_half_width_stops_before_a_blank_are_stops_so_that_run_in_headings_are_told() -> None:
    text = """关于做好村道养护工作的通知
各村民委员会:
    现将有关事项通知如下.
    (一)落实人员. 每村聘请养护员2名,每月巡查3次.
    (二)备足物料. 储备碎石15.5立方米, 见 No. 3 清单.
白鹭镇人民政府
2026年5月6日
"""
    read = document(only(text))
    assert [block[1] for block in outline(read.body) if isinstance(block, tuple)] == ["落实人员", "备足物料"]
    assert "15.5立方米，见 No. 3清单。" in str(outline(read.body))


def test_numbers_with_half_of_their_brackets_are_numbers_where_they_are_due() -> None:
    text = """关于做好村道养护工作的通知
各村民委员会：
    现将有关事项通知如下。
    （一）落实人员。每村聘请养护员2名。
    （二 备足物料。储备碎石15立方米。
    三）严格考核。每月通报1次。
    各村要把（一 般 病害）及时处置。
白鹭镇人民政府
2026年5月6日
"""
    read = only(text)
    assert [block[:2] for block in outline(document(read).body) if isinstance(block, tuple)] == [
        (2, "落实人员"),
        (2, "备足物料"),
        ("三）", "严格考核"),
    ]
    assert "序号缺的半个括号补上" in [entry.reason for entry in parse(text).ledger]
