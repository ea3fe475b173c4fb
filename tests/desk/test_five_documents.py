"""Five documents as a clerk types them from scratch: each comes out within two runs."""

from __future__ import annotations

import re

import pytest

import gongwen
from gongwen.errors import Fault, GongwenError

NOTICE = """---
文种：通知
发文机关：安禾县白沙镇人民政府
发文字号：白政发[2026]31号
标题：安禾县白沙镇人民政府关于开展2027年度城乡居民医保集中参保缴费工作的通知
主送单位：各村（社区），镇直各单位
日期：2026年9月8日
联系人：镇医保办 顾南枝 0573-6820155
抄送：县医疗保障局
印发机关：白沙镇党政综合办公室
印发日期：2026年9月9日
---
根据《关于做好2027年度城乡居民基本医疗保险参保缴费工作的通知》（安医保〔2026〕22号）要求，现就有关事项通知如下：
一、缴费时间和标准
集中缴费期为2026年9月15日至12月31日，个人缴费标准每人每年420元。
二、任务分工
（一）各村负责入户宣传、逐户登记。
（二）镇医保办负责培训和系统录入，网址 https://ybj.example.gov.cn/cbjf 。

表1　各村参保任务表
| 村名 | 户籍人口（人） | 任务数（人） | 完成时限 |
|---|---|---|---|
| 金坑村 | 1862 | 1769 | 11月30日 |
| 莲湖村 | 2310 | 2195 | 11月30日 |
| 长塘村 | 1477 | 1403 | 12月10日 |

三、工作要求
请各村于每周五17:00前报送进度（见附件2），镇政府每半月通报一次。

---
附件1：参保缴费政策问答
---
一、哪些人可以参保
本县户籍居民和持居住证的常住人口。

---
附件2：参保进度周报表
---
| 村名 | 本周新增（人） | 累计（人） | 参保率 |
|---|---|---|---|
| 金坑村 | | | |
"""
REQUEST = """---
文种：请示
发文机关：安禾县白沙镇人民政府
发文字号：白政〔2026〕17号
签发：周既明
标题：安禾县白沙镇人民政府关于要求解决茶山塘除险加固资金的请示
主送单位：安禾县人民政府
日期：2026-6-3
联系人：沈砚之，0573-6820117
---
茶山塘位于我镇金坑村，坝高9.6米，总库容9.8万立方米，下游有农户63户、耕地410亩，经鉴定为三类坝。
我镇拟对其除险加固，概算投资186.5万元，其中镇自筹56.5万元，尚缺130万元，恳请县政府予以解决。
妥否，请批示。
"""
LETTER = """---
文种：函
发文机关：安禾县交通运输局
发文字号：安交函〔2026〕45号
标题：安禾县交通运输局关于商请配合做好G235国道白沙段交通组织的函
主送单位：安禾县公安局
日期：2026年7月2日
附注：联系人：何青禾，电话：0573-6831200
---
G235国道白沙段（K1872+300至K1879+850）大中修工程定于2026年7月15日开工，工期90天。商请贵局支持以下事项：
一、请审定半幅封闭、单向通行的交通组织方案。
二、请在白沙桥、长塘口2处安排警力疏导早晚高峰。
专此函达，请于7月10日前函复为盼。
"""
MINUTES = """---
文种：会议纪要
发文机关：安禾县白沙镇人民政府
发文字号：白政纪〔2026〕5号
标题：白沙镇第5次镇长办公会议纪要
日期：2026年5月6日
出席：周既明、顾南枝、沈砚之
列席：方知秋（镇水利站）
---
2026年5月6日，镇长周既明主持召开第5次镇长办公会议，研究防汛备汛、春耕生产等工作。现纪要如下：
一、关于防汛备汛
会议决定，6月1日前完成12座山塘的清淤，所需经费18.6万元由镇财政列支。
二、关于春耕生产
会议要求，5月20日前完成早稻插秧7800亩，农技人员包片到村。
"""
SUMMARY = """---
文种：总结
标题：白沙镇2026年上半年森林防火工作总结
署名：白沙镇应急管理办公室
日期：2026年7月1日
---
2026年上半年，全镇未发生森林火灾，处置火情3起，比去年同期减少4起。现总结如下：
一、主要做法
1、压实责任。镇与13个村签订责任书，落实护林员41名。
2、严管火源。清明期间设卡26处，劝返携带火种人员152人次。
二、下步打算
9月底前修复2路视频，新开防火隔离带8.5公里。
"""


@pytest.mark.parametrize("typed", [NOTICE, REQUEST, LETTER, SUMMARY], ids=["通知", "请示", "函", "总结"])
def test_it_comes_out_in_the_first_run_and_says_all_that_was_typed(typed: str) -> None:
    prepared = gongwen.prepare(typed.encode())
    assert prepared.docx()[:2] == b"PK"
    page = re.sub(r"<[^>]*>|\s", "", prepared.html()).replace(" ", "")
    for words in re.findall(r"[\u4e00-\u9fff]{6,}", typed.split("\n---\n", maxsplit=1)[1]):
        assert words in page


def test_the_parts_of_a_notice_stand_where_they_belong() -> None:
    document = gongwen.prepare(NOTICE.encode()).document
    assert document is not None
    assert document.recipients == ("各村（社区）", "镇直各单位")
    assert [attachment.title for attachment in document.attachments] == ["参保缴费政策问答", "参保进度周报表"]
    assert document.notes == "联系人：镇医保办 顾南枝 0573-6820155"


def test_minutes_come_out_in_the_second_run_when_every_list_stands_where_the_first_one_told() -> None:
    faults = _faults(MINUTES)
    assert all("写在正文之后，每项单独一行" in fault.cure for fault in faults)
    typed = MINUTES
    for fault in faults:
        line = re.findall(rf"(?m)^{fault.field}：.*\n", typed)[0]
        typed = typed.replace(line, "") + line
    assert _faults(typed) == ()
    document = gongwen.prepare(typed.encode()).document
    assert document is not None
    assert document.findings() == ()


def _faults(typed: str) -> tuple[Fault, ...]:
    try:
        gongwen.prepare(typed.encode()).docx()
    except GongwenError as error:
        return error.faults
    return ()
