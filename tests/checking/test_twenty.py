"""The measure of the whole: a file typed into python-docx's default page with twenty known faults gets those twenty
findings, each by its clause, and no other; what a program may put right it puts right, to the last of them."""

from __future__ import annotations

import docx
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH

import gongwen
from gongwen.checking.annotating import annotated
from gongwen.ooxml.facts import Facts
from tests.checking.by_hand import content_of, set_font

CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def typed() -> Docx:
    """A notice about forest fires, typed without a thought of the page."""
    document = docx.Document()
    mark = document.add_paragraph()
    mark.alignment = CENTRE
    set_font(mark.add_run("松岭县林业局文件"), "方正小标宋简体", 44)
    number = document.add_paragraph("松林发（2026）31号")
    number.alignment = CENTRE
    title = document.add_paragraph()
    title.alignment = CENTRE
    set_font(title.add_run("松岭县林业局关于做好清明期间森林防火工作的通知"), "方正小标宋简体", 18)
    document.add_paragraph("各林场，局属各单位:")
    document.add_paragraph(
        "清明将至，进山祭扫、踏青的人员增多，林区可燃物载量比去年同期高15～20%，森林防火进入紧要期。为压实防火责任，"
        "经县森林防灭火指挥部同意，现就有关事项通知如下。"
    )
    document.add_paragraph("一、严管火源")
    document.add_paragraph(
        "3月28日至4月10日为森林高火险期，林区内一律禁止野外用火。各林场要在进山路口设卡37处，登记车辆和人员,收缴火种，"
        "做到见烟就查、见火就罚。"
    )
    document.add_paragraph("二.备足队伍")
    document.add_paragraph(
        "县专业扑火队120人集中食宿、靠前驻防，装备风力灭火机46台、水泵9套；半专业队接到命令后30分钟内集结完毕。"
        "卫星监测热点2小时内核查反馈，值班电话0000-7710119保持畅通。"
    )
    document.add_paragraph("三、严肃纪律")
    document.add_paragraph("实行24小时值班和领导带班制度，瞒报、迟报火情的，依规依纪追究责任。")
    document.add_paragraph("松岭县林业局").alignment = RIGHT
    document.add_paragraph("2026.3.25").alignment = RIGHT
    return document


TWENTY = [
    ("9704-5.1", None, "纸张不是 A4"),
    ("9704-5.2.1-a", None, "上边距不对"),
    ("9704-5.2.1-b", None, "左边距不对"),
    ("TL-9.18", None, "没有页码"),
    ("9704-7.2.4-f", "发文机关标志", "发文机关标志不是红色"),
    ("9704-5.2.2-a", "发文字号", "文字的字体不对"),
    ("9704-5.2.2-b", "发文字号", "文字的字号不对"),
    ("9704-7.2.5-c", "发文字号", "年份没有用六角括号"),
    ("9704-7.2.7-a", "发文字号", "没有版头分隔线"),
    ("9704-7.3.1-a", "标题", "标题的字号不对"),
    ("9704-7.3.2-b", "主送机关", "主送机关后是半角冒号"),
    ("15835-5.1.3", "正文", "前一个数没有写百分号"),
    ("9704-5.2.3-a", "正文", "段与段之间加了距离"),
    ("9704-5.2.3-a", "正文", "行距不对"),
    ("9704-7.3.3-c", "正文", "段首没有空二字"),
    ("9704-7.3.3-e", "一级标题", "一级标题的字体不对"),
    ("GW-BD-01", "正文", "汉字之间用了半角标点"),
    ("15834-B.3.2", "一级标题", "汉字序号后不是顿号"),
    ("9704-7.3.5.2-b", "成文日期", "成文日期与署名的位置不对"),
    ("9704-7.3.5.4", "成文日期", "日期没有写“年月日”"),
]


def test_twenty_known_faults_give_twenty_findings_and_no_other() -> None:
    content = content_of(typed())
    report = gongwen.check(content)
    assert report.official
    found = [(finding.rule, finding.place.element, finding.message) for finding in report.findings]
    assert found == TWENTY


def test_fix_makes_it_clean_and_the_copy_has_a_comment_for_each() -> None:
    content = content_of(typed())
    fixed = gongwen.fix(content)
    assert fixed.report.findings == gongwen.check(fixed.content).findings == ()
    in_place = gongwen.fix(content, in_place=True)
    assert [finding.rule for finding in in_place.report.findings] == [
        "TL-9.18"
    ]  # a footer is made for a new page alone
    assert gongwen.read(in_place.content).document.body == gongwen.read(fixed.content).document.body
    assert len(Facts.of(annotated(content, gongwen.check(content).findings)).comments) == len(TWENTY)
