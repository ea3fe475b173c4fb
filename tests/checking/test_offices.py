"""Lawful documents of ten offices as their clerks type them: figures, hours, addresses, quotations, tables, articles,
empty lines, room for a seal. Nothing is found in any of them."""

from __future__ import annotations

from collections.abc import Callable

import docx
import pytest
from docx.document import Document as Docx
from docx.oxml.ns import qn
from docx.shared import Mm

from gongwen.checking import check_content
from tests.checking.by_hand import CENTRE, LEFT, RIGHT, bordered, content_of, line, set_font, sheet

FANGSONG, HEITI, MARK_FONT = "仿宋", "黑体", "方正小标宋_GBK"


def begun(mark: str, number: str, title: str) -> Docx:
    """The red head and the title of a document."""
    document = docx.Document()
    sheet(document)
    line(document, mark, font=MARK_FONT, size=46, align=CENTRE, before=100, pitch=60, colour="FF0000")
    line(document, number, font=FANGSONG, align=CENTRE, before=58)
    bordered(document.paragraphs[-1], "bottom", eighths=12, colour="FF0000")
    line(document, title, font=MARK_FONT, size=22, align=CENTRE, before=58, pitch=32)
    return document


def said(document: Docx, recipients: str, *texts: str) -> None:
    """The text: headings that stand alone in 黑体, all else in 仿宋."""
    if recipients:
        line(document, recipients, font=FANGSONG, before=29)
    for at, text in enumerate(texts):
        heading = text[1] == "、" and "，" not in text and not text.endswith("。")
        before = 29 if at == 0 and not recipients else 0
        line(document, text, font=HEITI if heading else FANGSONG, first=2, before=before)


def signed(document: Docx, name: str, date: str, wide: float) -> Docx:
    """The signature of a document without a seal; ``wide`` is the date in characters."""
    line(document, name, font=FANGSONG, align=RIGHT, right=2, before=29)
    line(document, date, font=FANGSONG, align=RIGHT, right=len(name) - wide)
    return document


def meeting() -> Docx:
    document = begun("临河县教育局文件", "临教发〔2026〕45号", "临河县教育局关于召开秋季学期\n教学工作会议的通知")
    said(
        document,
        "各中小学校，局机关各股室：",
        "经研究，决定召开2026年秋季学期教学工作会议。现将有关事项通知如下：",
        "一、时间和地点",
        "2026年9月5日（星期六）上午9:00，会期半天，地点：县教育局三楼会议室（人民路118号）。",
        "二、参会人员",
        "各中小学校校长、分管教学的副校长，一、二年级教研组长，局机关副股级以上人员，约120人。",
        "三、有关要求",
        "（一）请各校于8月31日12:00前将回执报教研室，邮箱：jys@linhe.example，电话0000-3316620。",
        "（二）交流材料的格式为：标题用二号字，正文3000字左右，一式15份。",
    )
    return signed(document, "临河县教育局", "2026年8月25日", 6.5)


def answer() -> Docx:
    title = "临河县交通运输局关于\n青石岭隧道照明改造有关问题的复函"
    document = begun("临河县交通运输局文件", "临交函〔2026〕17号", title)
    said(
        document,
        "青石镇人民政府：",
        "你镇《关于商请改造青石岭隧道照明的函》（青政函〔2026〕8号）收悉。经研究，函复如下：",
        "一是该隧道长1286.5米，为S316线K45+300至K46+586.5段，养护权属我局；二是拟更换LED灯具412盏，功率由150W降至80W，"
        "年节电约12万千瓦时；三是工期30—35天，施工期间夜间（22:00至次日5:00）封闭半幅。",
        "专此函复。",
    )
    return signed(document, "临河县交通运输局", "2026年6月9日", 6)


def report() -> Docx:
    document = begun("红石乡人民政府文件", "", "红石乡人民政府关于2026年上半年\n耕地保护工作情况的报告")
    number = document.paragraphs[1]
    number.alignment = LEFT
    set_font(number.add_run("　红政报〔2026〕6号　　　　　　　　签发人："), FANGSONG, 16)
    set_font(number.add_run("贺　平"), "楷体", 16)
    said(
        document,
        "县人民政府：",
        "现将我乡上半年耕地保护工作情况报告如下。",
        "全乡耕地26 480亩，其中永久基本农田21 036亩，占79.4%；1—6月复耕撂荒地318亩，同比增长12.6%，详见下表。",
    )
    table = document.add_table(rows=2, cols=3)
    for row, texts in zip(table.rows, (("村名", "复耕（亩）", "完成率"), ("红石村", "86.5", "102%")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            set_font(cell.paragraphs[0].add_run(text), FANGSONG, 12)
    line(document, "注：数据截至6月30日，完成率＝实际÷任务×100%。", font=FANGSONG, size=12, first=2)
    said(document, "", "特此报告。")
    signed(document, "红石乡人民政府", "2026年7月6日", 6)
    line(document, "（联系人：贺平，电话：0000-8820116）", font=FANGSONG, first=2)
    return document


def honour() -> Docx:
    title = "云溪市水利局关于表彰2025年度\n防汛抗旱先进集体和先进个人的决定"
    document = begun("云溪市水利局文件", "云水发〔2026〕9号", title)
    said(
        document,
        "各县（区）水利局，局属各单位：",
        "2025年汛期，我市先后遭遇“7·21”“8·03”两次强降雨过程，最大1小时雨量达96.4毫米。为表彰先进，决定授予云溪水文站等8个单位"
        "“防汛抗旱先进集体”称号，授予李第一、王一〇等20名同志“防汛抗旱先进个人”称号。",
        "全市水利系统要坚持人民至上、生命至上，坚持安全第一、预防为主，为“十五五”良好开局作出新的贡献。",
    )
    return signed(document, "云溪市水利局", "2026年3月18日", 6.5)


def gridded() -> Docx:
    document = begun("松岭县林业局文件", "松林发〔2026〕7号", "松岭县林业局关于开展义务植树活动的通知")
    section = document.sections[0]
    section.top_margin, section.bottom_margin = Mm(34.58), Mm(32.58)
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid is not None
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), "592")
    line(document, "各乡镇林业站，局属各单位：", before=29, pitch=29.6)
    for text in (
        "3月12日是第48个植树节。各单位要因地制宜，采取“先造后补”等方式，4月底前完成1.2万株。",
        "一、三年来全县造林成效明显，成活率达91.3%；但林种单一、后期管护跟不上等问题仍然存在。",
    ):
        line(document, text, font="方正仿宋_GBK", first=2, pitch=29.6)
    return signed(document, "松岭县林业局", "2026年3月2日", 6)


def issued() -> Docx:
    title = "临河县医疗保障局关于印发\n《定点医疗机构考核办法（试行）》的通知"
    document = begun("临河县医疗保障局文件", "临医保发〔2026〕11号", title)
    text = "现将《定点医疗机构考核办法（试行）》印发给你们，请认真贯彻执行。"
    said(document, "各乡镇卫生院，各定点医疗机构：", text)
    signed(document, "临河县医疗保障局", "2026年5月11日", 6.5)
    line(document, "（此件公开发布）", font=FANGSONG, first=2)
    name = line(document, "定点医疗机构考核办法（试行）", font=MARK_FONT, size=22, align=CENTRE, pitch=32)
    name.paragraph_format.page_break_before = True
    line(document, "第一章　总　则", font=HEITI, align=CENTRE)
    for article in (
        "第一条　为了规范考核工作，根据有关法律法规，结合本县实际，制定本办法。",
        "第二条　考核实行百分制，90分以上为优秀，75分以上不足90分为合格，75分以下为不合格。",
    ):
        line(document, article, font=FANGSONG, first=2)
    return document


def sealed_below_empty_lines() -> Docx:
    document = begun("青石镇人民政府文件", "青政发〔2026〕33号", "青石镇人民政府关于调整河长的通知")
    text = (
        "因工作变动，对我镇河长作如下调整：周第一同志任青石河总河长；吴九号同志任柳溪镇级河长，任期至2028年12月31日。"
    )
    said(document, "各村民委员会：", text)
    line(document, "")
    line(document, "")
    line(document, "青石镇人民政府", font=FANGSONG, align=RIGHT, right=3.5)
    line(document, "2026年4月7日", font=FANGSONG, align=RIGHT, right=4)
    return document


def approval() -> Docx:
    title = "临河县人民政府关于同意青石镇\n国土空间规划的批复"
    document = begun("临河县人民政府文件", "临政复〔2026〕5号", title)
    said(
        document,
        "青石镇人民政府：",
        "你镇《关于报请批准青石镇国土空间规划（2021—2035年）的请示》（青政请〔2026〕2号）收悉。现批复如下：",
        "一、原则同意《规划》。",
        "二、到2035年，全镇耕地保有量不低于2.13万亩，生态保护红线面积不低于35.6平方千米。",
    )
    return signed(document, "临河县人民政府", "2026年2月10日", 6.5)


def public() -> Docx:
    title = "临河县公安局关于加强春节期间\n烟花爆竹燃放管理的通告"
    document = begun("临河县公安局文件", "临公通〔2026〕4号", title)
    said(
        document,
        "",
        "为保障人身财产安全，根据有关规定，现就燃放管理通告如下：",
        "一、除夕18:00至次日1:00，正月初一至初五每日7:00—22:00，可在限放区指定地点燃放。",
        "二、违反本通告的，处100元以上500元以下罚款。",
        "本通告自2026年2月1日起施行。",
    )
    return signed(document, "临河县公安局", "2026年1月26日", 6.5)


def summary() -> Docx:
    document = docx.Document()
    sheet(document)
    line(document, "红石乡2025年乡村振兴工作总结", font=MARK_FONT, size=22, align=CENTRE, pitch=32)
    said(
        document,
        "",
        "2025年，全乡地区生产总值3.62亿元，增长5.8%；农村居民人均可支配收入18 642元，增长7.1%。",
        "一、主要做法",
        "一是抓产业。发展茶叶2600亩、中蜂1150箱，带动第一、二、三产业融合。",
        "二是抓环境。改厕326座，新建污水管网4.3千米，PM2.5平均浓度28微克/立方米。",
    )
    return document


OFFICES = (meeting, answer, report, honour, gridded, issued, sealed_below_empty_lines, approval, public, summary)


@pytest.mark.parametrize("made", OFFICES, ids=lambda made: str(made.__name__))
def test_nothing_is_found_in_a_lawful_document_of_an_office(made: Callable[[], Docx]) -> None:
    report = check_content(content_of(made()))
    assert report.official
    assert [str(finding) for finding in report.findings] == []
