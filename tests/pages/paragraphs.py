"""Invented paragraphs with everything that decides where a line turns, by their seed.

Figures, dates, percentages, money, telephone numbers, addresses on the net, Latin words, hyphens, strokes, quotes,
brackets, dashes, ellipses, blanks: as a township office types them.
"""

from __future__ import annotations

from random import Random

from gongwen.pages.lines import Stretch, set_lines
from gongwen.standard.units import Pt

__all__ = ["broken", "paragraph_of"]

_FILLED = {
    "place": ("云岭县", "青山镇", "上坝村", "下坝村", "柳林村", "石桥村", "清江沿岸", "镇直各单位", "县应急管理局"),
    "work": ("森林防火", "防汛抗旱", "春耕备耕", "医保征缴", "道路养护", "饮水安全", "秸秆禁烧", "动物防疫"),
    "name": ("石青柏", "顾清和", "阿依古丽·买买提", "欧阳静", "扎西多吉", "李木"),
    "thing": (
        "《森林防火条例》", "《农村公路建设管理办法（试行）》", "《云岭县“十五五”水利发展规划》", "“一户一档”台账",
        "“三个一”机制", "‘网格员’", "“早发现、早报告、早处置”", "4G/5G信号", "GPS定位器", "LED显示屏", "PM2.5监测点",
        "App", "Excel表格", "A&B类设备", "3D打印件", "Wi-Fi", "U盘", "Office 2019软件", "GB/T 9704-2012", "Ⅱ级响应",
        "①号图斑", "★级设施", "【重点任务】", "[附表]", "(试点)", "\"两个清单\"", "C++程序", "No.12号文件",
    ),
    "measure": (
        "{n}亩", "{n}.{d}公里", "{n}万元", "{n}%", "{n}.{d}%", "{d}‰", "{d}℃", "-{d}℃", "－{d}℃", "{n}m³/s",
        "{n}平方米", "{n}km", "{n}人次", "{n}-{m}人", "{n}～{m}元", "{n}—{m}元", "￥{n},{m}.50", "￥1,200.50元", "${n}",
        "№{n}", "{n}:{m}",
        "1/{n}", "第{n}期", "±{d}厘米", "{n}×{m}毫米", "{d}％", "≥{n}公里", "{n}.{d}个百分点",
        "{n},{m}.{d}元", "１２３户", "{d}°", "{n}/{m}",
    ),
    "net": (
        "http://www.example.gov.cn/", "https://qs.example.gov.cn/a?id=1", "www.example.cn", "qs@example.cn",
        "qs-lyz@example.gov.cn", "qs.gov.cn",
    ),
    "phone": ("0000-6612{m}", "0000-66123456", "12345", "000-0000{m}转8", "（0000）6612{m}", "139 0000 0{m}"),
    "date": (
        "{year}年{month}月{d}日", "{month}月{d}日", "{year}-{month}-{d}", "{year}.{month}.{d}", "{year}/{month}/{d}",
        "{year}—2030年", "{year}年", "{month}月{d}日9:{d}", "{year}年{month}月至{year}年12月",
    ),
}  # fmt: skip
_SENTENCES = (
    "{place}要在{date}前完成{work}任务，落实资金{measure}，涉及群众{measure}",
    "据气象部门预测，{month}月全县降水较常年偏少{measure}，最高气温{measure}，{work}形势严峻",
    "各村（社区）、镇直各单位要按照{thing}的要求，把{work}责任落实到人",
    "{place}至{place}段全长{measure}，总投资{measure}，由县交通运输局牵头",
    "要建好{thing}，做到“早发现、早报告、早处置”，确保{work}不出问题",
    "凡{measure}以上的，一律报镇政府（电话：{phone}；邮箱：{net}）备案",
    "详见{net}，或者拨打{phone}；联系人：{name}",
    "截至{date}，已完成{measure}，占任务的{measure}，比上年同期增长{measure}",
    "对照{thing}、{thing}和{thing}，逐项查找{place}存在的问题",
    "{place}、{place}、{place}要于{date}前报送《{work}情况统计表》（附件1）",
    "严格执行24小时值班制度，{date}前更新{thing}",
    "{work}是当前的头等大事，不得有丝毫松懈；工作不力的，严肃问责",
    "项目编号为QS-{year}-{n}，按云政发〔{year}〕{n}号文件执行，资金{measure}（含税）",
    "{place}——{place}段全长{measure}，由{name}负责",
    "为什么要抓{work}？因为它关系到千家万户！{name}同志指出：“{place}的{work}必须在{date}前见到成效。”",
    "购置{thing}{n}台（套），单价{measure}，型号为MB-{n}/A，用于{place}",
    "会议听取了{place}关于{work}的汇报：一是{measure}；二是{measure}；三是{thing}……",
    "原定于{date}召开的{work}会议，改为{date}（星期三）上午9:30在镇政府三楼会议室召开",
    "{name}、{name}等{n}名同志  参加了{thing}　培训，合格率{measure}",
    "Please contact {name}：{phone}，Fax {phone}，e-mail：{net}",
    "{date}，{measure}；{date}，{measure}；{date}，{measure}",
)


def paragraph_of(random: Random) -> str:
    """A paragraph of one to six sentences."""
    return "。".join(_filled(random.choice(_SENTENCES), random) for _ in range(random.randrange(1, 7))) + "。"


def _filled(pattern: str, random: Random) -> str:
    """A pattern with every blank in it filled in."""
    while "{" in pattern:
        before, _, rest = pattern.partition("{")
        name, _, after = rest.partition("}")
        pattern = before + _value(name, random) + after
    return pattern


def _value(name: str, random: Random) -> str:
    if name in _FILLED:
        return random.choice(_FILLED[name])
    figures = {
        "n": str(random.randrange(1, 10 ** random.randrange(1, 6))),
        "m": str(random.randrange(100, 999)),
        "d": str(random.randrange(1, 29)),
        "month": str(random.randrange(1, 13)),
        "year": str(random.randrange(2023, 2031)),
    }
    return figures[name]


_SIZE = Pt(1000)
"""So large that what the breaker allows for rounding is nothing."""


def broken(text: str, measure: float, *, first_line_indent: float = 0.0, within_words: bool = False) -> list[str]:
    """The lines of a text that is so many characters wide; a tab is a blank of one."""
    stretch = Stretch(text.replace("\t", "\u3000"), _SIZE)
    lines = set_lines([stretch], _SIZE * measure, _SIZE * first_line_indent, within_words=within_words)
    return [text[line.start : line.end] for line in lines]
