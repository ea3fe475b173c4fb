"""Lines of titles (9704-7.3.1-d): a golden table, set as a section chief would have it, and what always holds."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gongwen.layout.title import _priced, _prices_between_parts, break_title
from gongwen.layout.title_words import title_words
from gongwen.layout.words import WORDS, Part
from gongwen.pages.line_turns import NEVER_ENDS_LINE, NEVER_STARTS_LINE
from gongwen.pages.text import width

MEASURE = 20.1  # 156 mm of 22-point characters

# Every title as it is set; names in [] are its issuers.
GOLDEN = """
[青山县人民政府办公室]
关于做好2026年春季森林防火工作的通知

[青山镇人民政府]关于做好2026年度城乡居民
基本医疗保险参保缴费工作的通知

[青山镇人民政府]关于印发
《青山镇2026年防汛抗旱应急预案》的通知

[青山镇人民政府]关于转发
《青山县人民政府办公室关于切实做好
今冬明春森林草原防灭火工作的通知》的通知

[青山县人民政府]关于加强农村公路
养护管理工作的实施意见

[中共青山镇委员会]
[青山镇人民政府]关于印发
《青山镇2026年乡村振兴工作要点》的通知

[青山县农业农村局]
[青山县财政局]关于下达2026年
高标准农田建设项目补助资金的通知

[青山镇人民政府]
关于2025年度法治政府建设情况的报告

[青山镇人民政府]关于请求
解决柳林村饮水安全工程建设资金的请示

[青山县人民政府]关于同意青山镇
设立便民服务中心的批复

[青山县水务局]关于商请提供
2026年度山洪灾害防治项目有关资料的函

[青山县防汛抗旱指挥部]
关于启动防汛Ⅳ级应急响应的紧急通知

[青山县人民政府办公室]
关于印发青山县农村人居环境整治提升
三年行动实施方案（2026—2028年）的通知

[青山县人民政府]
关于印发《青山县城乡居民
最低生活保障实施办法（试行）》的通知

青山镇2026年春耕备耕工作实施方案

青山镇2025年度党风廉政建设
和反腐败工作总结

青山县2026年城乡居民基本医疗保险
和大病保险工作实施方案（征求意见稿）

[青山镇人民政府]关于开展道路交通安全
隐患排查整治专项行动的通知

[青山县公安局][青山县交通运输局]
[青山县应急管理局]关于联合开展2026年
春运道路交通安全整治的通告

[青山县人民政府]关于表彰2025年度
安全生产工作先进集体和先进个人的决定

[青山县人民政府办公室]转发
县医保局等部门关于进一步加强
医疗保障基金监管工作实施意见的通知

[青山镇人民政府办公室]
关于2026年国庆节、中秋节放假安排的通知

[青山县人民政府]
关于李明等同志任免职务的通知

[青山县人民政府]关于禁止野外用火的通告

[青山县人民政府]关于进一步加强全县
烟花爆竹安全管理工作的通告

[青山县人民代表大会常务委员会]
关于批准青山县2025年财政决算的决议

[青山县卫生健康局]关于做好2026年秋冬季
流感等重点传染病防控工作的通知

[青山县教育局]关于做好2026年
义务教育阶段学校招生入学工作的意见

[青山镇人民政府]关于成立
农村饮水安全工作领导小组的通知

关于召开全县2026年经济工作
暨乡村振兴现场推进会议的通知

[青山县住房和城乡建设局]关于开展
城镇老旧小区改造和危房排查工作情况的报告

[青山县委办公室]
[青山县人民政府办公室]
印发《关于推动全县医疗保险
高质量发展的若干措施》的通知

[青山县人民政府]关于公布2026年第一批县级
非物质文化遗产代表性项目名录的通知

[青山县人民政府]关于调整城区
机动车单行道路的公告

[青山镇柳林村村民委员会]
关于申请修复水毁道路桥梁的请示

[青山县人民政府办公室]关于印发
《青山县“十五五”时期医疗保障事业
发展规划》和《青山县深化医药卫生体制改革
2026年重点工作任务》的通知

[青山镇人民政府]关于做好
2026年秸秆禁烧和综合利用工作的通知

[青山县林业和草原局]
关于2025年林长制工作落实情况的报告

[青山县人民政府办公室]
关于建立青山县农民工工资支付
保障联席会议制度的函

[青山县审计局]关于青山镇2025年度
财政预算执行和其他财政收支情况的审计报告

[青山县人民政府]关于青山镇等3个乡镇
2026年度农村宅基地改革
试点工作方案的批复

[青山县城市管理局]关于对城区流动摊点、
占道经营进行集中整治的通告

[青山县人民政府]关于提请审议青山县
2026年国民经济和社会发展计划草案的议案

[青山县扶贫开发领导小组办公室]
关于巩固拓展脱贫攻坚成果同乡村振兴
有效衔接的指导意见

[青山县气象局]关于发布暴雨
红色预警信号的通报

[青山县人民政府]关于表扬2026年
“7·15”特大暴雨洪涝灾害抢险救灾
工作先进单位和个人的通报

[青山县人民政府]关于柳林水库大坝
除险加固工程建设征地和移民安置的通告

[青山县财政局]转发市财政局关于印发
市级机关差旅费管理办法的通知的通知

关于A&B公司（青山）数据中心项目
用电保障有关问题的复函

[青山县人力资源和社会保障局]
关于2026年公开招聘事业单位工作人员
面试有关事项的公告

[青山县市场监督管理局]关于2026年第3期
食品安全监督抽检情况的通告

[青山县民政局]关于做好困难群众救助
补助资金管理使用工作的通知

[青山县人民政府办公室]
关于进一步规范公文处理工作的通知

青山县中心小学2025—2026学年度
第一学期教学工作总结

青山镇民族团结进步创建工作
2026年上半年总结

[柳河乡人民政府]
关于做好2026年高素质农民
培育和农业科技示范主体遴选工作的通知

[云溪市人民政府办公室]
关于印发云溪市推进“一网通办”
政务服务改革工作方案的通知

[云溪市人民政府]
关于划定高污染燃料禁燃区的通告

[白石镇人民政府]关于解决白石中学教学楼
屋顶漏水维修资金的请示

[白石镇人民政府]关于2026年上半年
脱贫人口就业帮扶工作开展情况的报告

[白石镇党委][白石镇人民政府]
关于调整镇领导班子成员工作分工的通知

[中共云溪市委][云溪市人民政府]关于全面推进
乡村振兴加快农业农村现代化的实施意见

[云溪市防汛抗旱指挥部办公室]关于做好
台风“海葵”防御工作的紧急通知

[国务院办公厅]关于推动药品集中带量采购
工作常态化制度化开展的意见

[云溪市医疗保障局][云溪市财政局]
[国家税务总局云溪市税务局]关于做好
2026年度城乡居民基本医疗保险费
征缴工作的通知

[云溪市总工会]关于开展2026年“送清凉”
慰问一线职工活动的通知

[云溪市文化和旅游局]关于举办
第二届云溪山歌节暨非遗展演活动的函

[云溪市交通运输局]
关于G318线云溪段K3120+500
至K3125+300实施封闭施工的公告

[云岭县青山镇人民政府]2026年
上半年工作总结

[云岭县青山镇人民政府]
关于2026年度城乡居民基本医疗保险
参保缴费工作情况的报告

[云溪市教育局]关于2026年春季学期开学
时间及疫情防控有关事项的通知

[云溪市人民政府]
关于给予赵刚等5名同志记功奖励的决定

[云溪市科学技术局]关于组织
申报2026年度市级科技计划项目的通知

云溪市残疾人联合会
2025年工作总结和2026年工作计划

云溪市城市生活垃圾分类
三年行动方案（2026—2028年）

云溪市2026年春季
植树造林和封山育林任务分解表

关于《云溪市物业管理办法（草案）》
公开征求意见的公告

关于进一步做好高温天气下户外作业
劳动者权益保护工作的紧急通知

转发省人民政府办公厅关于加快推进农村
客货邮融合发展指导意见的通知

[云溪市人民政府办公室]关于转发
市发展改革委等部门云溪市新能源汽车
充电基础设施建设实施方案的通知

[云溪市人民政府]
关于云溪经济开发区扩区调区的请示

[云溪市人民政府]关于废止和修改部分
行政规范性文件的决定

[云溪市生态环境局]关于征求
《云溪市声环境功能区划分方案》意见的函

[云溪市人民政府]关于2026年市本级
重点建设项目计划安排的批复

[云溪市退役军人事务局]关于开展
烈士纪念设施管理保护专项行动的情况报告

[云溪市人民政府]关于加强地下水资源管理
严格取水许可审批的通知

[云溪市人大常委会]关于召开云溪市
第八届人民代表大会第六次会议的决定

[白石镇人民政府]关于杨家湾村三组
村民饮用水源污染问题调查处理情况的报告

[云溪市农业农村局]关于切实抓好
2026年“三夏”生产和秋粮扩种工作的通知

[云溪市民族宗教事务局]关于开展
第43个民族团结进步宣传月活动的通知

[云溪市人民政府]关于授予李秀英等20名同志
“云溪市劳动模范”荣誉称号的决定

[云溪市应急管理局]关于某某化工有限公司
“3·12”一般火灾事故调查报告的批复

全市道路运输领域
安全生产大检查工作情况通报

青山镇2026年森林防火工作
应急处置预案和护林员考核管理办法

2026年青山县农村
危房改造和抗震改造任务分配情况表

青山县2026年度城乡居民基本医疗保险
参保缴费任务分解及完成情况统计表

青山镇防汛抢险救灾物资储备
及应急队伍人员名单

[青山县人民政府办公室]关于成立青山县第五次
全国经济普查领导小组的通知

[青山镇人民政府]关于上报
2026年第二季度安全生产工作总结
和第三季度工作计划的报告

[青山镇人民政府]关于对张某某等
三户违法占用耕地建房行为的处理决定

[青山县水务局]关于青山县柳河流域综合治理
工程初步设计报告的批复

[青山县人民政府]关于切实加强春季
动物疫病防控工作的紧急通知

[青山镇人民政府]关于认真做好
夏季防溺水工作的通知

[青山县农业农村局]关于开展
化肥农药使用量零增长行动和秸秆
综合利用试点工作的实施意见

[青山县人民政府]关于加快构建现代
公共文化服务体系的实施意见

[青山县卫生健康局][青山县医疗保障局]
关于印发《青山县家庭医生签约服务工作
实施方案（试行）》的通知

[青山镇人民政府]关于召开第六届
村民代表大会换届选举工作动员会的通知

[青山县交通运输局]关于国道G212线青山段
水毁修复工程交通管制的通告

[青山镇人民政府]关于恳请拨付柳林村
产业道路硬化项目资金的请示

[青山县委老干部局]关于做好2026年元旦春节
期间走访慰问离退休干部工作的通知

关于建立健全村级河湖长制和林长制
巡查管护长效机制的意见

[青山县人民政府]关于青山县2025年度最严格
水资源管理制度考核情况的通报
"""


def _golden() -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    cases = []
    for block in GOLDEN.strip().split("\n\n"):
        issuers = tuple(re.findall(r"\[(.+?)\]", block))
        cases.append((tuple(block.replace("[", "").replace("]", "").split("\n")), issuers))
    return cases


@pytest.mark.parametrize(("lines", "issuers"), _golden(), ids=lambda value: "".join(value)[-12:])
def test_golden(lines: tuple[str, ...], issuers: tuple[str, ...]) -> None:
    assert break_title("".join(lines), (), MEASURE, issuers=issuers) == lines


@pytest.mark.parametrize(("lines", "issuers"), _golden(), ids=lambda value: "".join(value)[-12:])
def test_golden_titles_have_a_lawful_shape(lines: tuple[str, ...], issuers: tuple[str, ...]) -> None:
    widths = [width(line) for line in lines]
    assert max(widths) <= MEASURE
    assert _has_lawful_shape(widths)
    assert min(widths) >= 6
    assert not re.fullmatch("的?.{2}", lines[-1])


def _has_lawful_shape(widths: list[float]) -> bool:
    """One line, a trapezoid or a rhombus: the widths rise, fall, or first rise and then fall, and are not all alike."""
    if len(widths) == 1:
        return True
    falling = False
    for above, below in pairwise(widths):
        if below > above and falling:
            return False
        falling = falling or below < above
    return len(set(widths)) > 1


# ---------------------------------------------------------------------- what always holds

PIECES_TEXT = """
青山县人民政府 关于 做好 印发 转发 的 2026年 2026年11月20日 森林防火 工作 医疗保险 参保缴费 和 、 《农村公路养护办法》
（试行） （2026—2028年） “十五五” 进一步 加强 春耕 的通知 的意见 A&B 12.5% 柳林村 某 〔2026〕8号 G318线 总结
实施方案 𠮷 😀
"""
PIECES = PIECES_TEXT.split()
piece_titles = st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map("".join)
any_titles = st.one_of(piece_titles, st.text(max_size=80), st.text(alphabet="国《》（）、的20年 A", max_size=80))
measures = st.sampled_from([20.1, 20, 17.5, 12])


@given(any_titles, measures, st.lists(st.integers(1, 80), max_size=4))
def test_lines_join_to_the_title_and_keep_the_measure(title: str, measure: float, breaks: list[int]) -> None:
    lines = break_title(title, tuple(breaks), measure)
    assert "".join(lines) == title
    assert all(width(line.rstrip(" ")) <= measure for line in lines)
    assert break_title(title, tuple(breaks), measure) == lines


@given(piece_titles, measures)
def test_punctuation_and_numbers(title: str, measure: float) -> None:
    assume(not re.search("[!-~]{20}|、、", title))  # what has no lawful place within a line is cut at the measure
    for above, below in pairwise(break_title(title, (), measure)):
        assert below[0] not in NEVER_STARTS_LINE
        assert above[-1] not in NEVER_ENDS_LINE
        assert not (above[-1].isascii() and below[0].isascii())
        assert not (above[-1].isdigit() and below[0] in "年月日")


def _joints(line: str) -> int:
    """Places where 汉字 and a digit or letter meet: some programs draw a fifth of a character there."""
    return sum(
        (above.isascii() and above.isalnum() and not below.isascii() and below.isalpha())
        or (below.isascii() and below.isalnum() and not above.isascii() and above.isalpha())
        for above, below in pairwise(line)
    )


@pytest.mark.parametrize(
    "title", ["云岭县2026年农村公路建设养护工作情况总结", "青山镇上坝村2026年农村公路养护情况的报告"]
)
def test_a_title_that_fills_its_line_but_for_the_gaps_is_turned_between_words(title: str) -> None:
    assert width(title) <= MEASURE < width(title) + 0.2 * _joints(title)
    assert len(break_title(title, (), MEASURE)) == 2


@pytest.mark.parametrize(
    "lines",
    [
        ("云岭县农业农村局关于印发", "《市级2027年5G基站建设工作方案》的通报"),
        ("中共云岭县委办公室  ", "云岭县人民政府办公室关于印发", "《市级2028年5G基站建设工作方案》的通知"),
    ],
)
def test_a_line_without_room_for_the_gaps_is_better_than_a_book_title_in_two(lines: tuple[str, ...]) -> None:
    wide = max(lines, key=width)  # letters of 小标宋 are wider than half a character
    assert width(wide) <= MEASURE < width(wide) + 0.2 * _joints(wide) + 0.06 * 5 + 0.25
    assert break_title("".join(lines), (), MEASURE) == lines


@given(piece_titles, piece_titles)
def test_what_follows_about_is_priced_the_same_by_itself(before: str, after: str) -> None:
    whole = f"{before}关于{after}"
    assert _prices_between_parts(whole) == _priced(title_words(whole), len(whole) + 2)[0]


@given(piece_titles)
def test_shape(title: str) -> None:
    lines = break_title(title, (), MEASURE)
    assert _has_lawful_shape([width(line) for line in lines])


@pytest.mark.parametrize("length", [*range(1, 43), *range(43, 150, 7), 150])
def test_shape_of_a_title_without_words(length: int) -> None:
    lines = break_title("某" * length, (), MEASURE)
    assert _has_lawful_shape([width(line) for line in lines])
    assert len(lines) <= length / MEASURE + 3


def test_a_title_that_fits_is_one_line() -> None:
    assert break_title("某" * 20, (), MEASURE) == ("某" * 20,)
    assert break_title("", (), MEASURE) == ("",)


def test_breaks_of_the_writer_are_the_lines() -> None:
    title = "青山镇人民政府关于做好2026年春耕备耕工作的通知"
    assert break_title(title, (7, 9), MEASURE) == ("青山镇人民政府", "关于", "做好2026年春耕备耕工作的通知")
    assert break_title(title, (0, 7, 7, 99), MEASURE) == ("青山镇人民政府", "关于做好2026年春耕备耕工作的通知")


def test_a_given_line_that_is_too_wide_is_turned_again() -> None:
    title = "青山县人民政府关于做好2026年度城乡居民基本医疗保险参保缴费工作的通知"
    assert break_title(title, (7,), MEASURE) == (
        "青山县人民政府",
        "关于做好2026年度城乡居民",
        "基本医疗保险参保缴费工作的通知",
    )


def test_an_issuer_is_not_broken() -> None:
    issuer = "某某甲乙丙丁某某某某某"
    title = f"{issuer}关于做好春耕备耕工作的通知"
    assert break_title(title, (), MEASURE, issuers=(issuer,))[0].startswith(issuer)


@pytest.mark.parametrize("title", ["a" * 150, "（" * 150, "、" * 150, "《》" * 75, "的" * 150, "2026年" * 30])
def test_titles_that_are_none(title: str) -> None:
    lines = break_title(title, (), MEASURE)
    assert "".join(lines) == title
    assert all(width(line) <= MEASURE for line in lines)


# ---------------------------------------------------------------------- the table of words


def test_every_mark_that_may_not_start_or_end_a_line_is_known() -> None:
    assert all(WORDS[mark] in (Part.CLOSING, Part.PAUSE) for mark in NEVER_STARTS_LINE)
    assert all(WORDS[mark] is Part.OPENING for mark in NEVER_ENDS_LINE)
