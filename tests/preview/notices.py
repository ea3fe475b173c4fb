"""Invented notices of two to seven pages, with all that makes lines differ: digits, Latin words, marks, rare 汉字."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from gongwen.model import Document
from tests.strategies import some_picture

__all__ = ["notice_of"]

_PLACES = ("云岭县", "青山镇", "上坝村", "下坝村", "柳林村", "石桥村", "清江沿岸", "㙍上村", "𠮷田村", "𬭚川乡")
_WORK = ("森林防火", "防汛抗旱", "春耕备耕", "医保征缴", "道路养护", "饮水安全", "秸秆禁烧", "动物防疫", "农村客运")
_THINGS = (
    "《森林防火条例》",
    "《农村公路建设管理办法（试行）》",
    "“一户一档”台账",
    "“三个一”机制",
    "‘网格员’",
    "4G/5G信号",
    "GPS定位器",
    "LED显示屏",
    "PM2.5监测点",
    "App",
    "Excel表格",
    "A&B类设备",
    "3D打印件",
    "Wi-Fi",
)
_MEASURES = (
    "{n}亩", "{n}.{d}公里", "{n}万元", "{n}%", "{n}.{d}%", "{d}‰", "{d}℃", "-{d}℃", "{n}m³/s", "{n}平方米", "{n}km",
    "{n}人次", "{n}-{m}人", "{n}～{m}元", "￥{n},{m}.00", "${n}", "№{n}", "{n}:{m}", "1/{n}", "第{n}期",
)  # fmt: skip
_SENTENCES = (
    "{place}要在{day}前完成{work}任务，落实资金{measure}，涉及群众{measure}",
    "据气象部门预测，{month}月全县降水较常年偏少{measure}，最高气温{measure}，{work}形势严峻",
    "各村（社区）、镇直各单位要按照{thing}的要求，把{work}责任落实到人",
    "{place}至{place}段全长{measure}，总投资{measure}，由县交通运输局牵头",
    "要建好{thing}，做到“早发现、早报告、早处置”，确保{work}不出问题",
    "凡{measure}以上的，一律报镇政府（电话：0000-66{n}；邮箱：qs{n}@example.gov.cn）备案",
    "详见http://www.example.gov.cn/{year}/{n}/index.html，或者拨打12345",
    "截至{day}，已完成{measure}，占任务的{measure}，比上年同期增长{measure}",
    "对照{thing}和{thing}，逐项查找{place}存在的问题",
    "{place}、{place}、{place}要于{time}报送《{work}情况统计表》（附件1）",
    "严格执行24小时值班制度，{time}前更新{thing}",
    "{work}是当前的头等大事，不得有丝毫松懈；工作不力的，严肃问责",
    "项目编号为QS-{year}-{n}，按[{year}]{n}号文件执行，资金{measure}（含税）",
    "{place}——{place}段全长{measure}，由县交通运输局牵头",
    "要建好{thing}，做到“早发现、早报告、早处置”……",
)
_HEADINGS = ("提高认识，压实责任", "明确任务", "强化{work}保障", "严格{work}督查问责（{year}年）", "加强“{work}”宣传")


class _Author:
    """Writes notices; the same seed writes the same ones."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def _one(self, among: tuple[str, ...]) -> str:
        return self._random.choice(among)

    def _filled(self, pattern: str) -> str:
        day = date(2026, 1, 1) + timedelta(days=self._random.randrange(700))
        while "{" in pattern:
            pattern = self._step(pattern, day)
        return pattern

    def _step(self, pattern: str, day: date) -> str:
        """The first blank filled in."""
        before, _, rest = pattern.partition("{")
        name, _, after = rest.partition("}")
        random = self._random
        values: dict[str, str] = {
            "place": self._one(_PLACES),
            "work": self._one(_WORK),
            "thing": self._one(_THINGS),
            "measure": self._one(_MEASURES),
            "day": f"{day.year}年{day.month}月{day.day}日",
            "month": str(day.month),
            "year": str(day.year),
            "time": f"{day.month}月{day.day}日{random.randrange(24)}:{random.randrange(60):02}",
            "n": str(random.randrange(1, 10 ** random.randrange(1, 6))),
            "m": str(random.randrange(100, 999)),
            "d": str(random.randrange(1, 99)),
        }
        return before + values[name] + after

    def paragraph(self) -> str:
        sentences = [self._filled(self._one(_SENTENCES)) for _ in range(self._random.randrange(1, 6))]
        return "。".join(sentences) + "。"

    def table(self) -> dict[str, Any]:
        columns = self._random.randrange(2, 6)
        rows = self._random.choice([2, 4, 8, 15, 30, 50])
        header = ["村名", "完成情况", "面积（亩）", "投资/万元", "备注"][:columns]

        def cell(column: int) -> str:
            if column == 0:
                return self._one(_PLACES)
            if column == 4 or self._random.random() < 0.1:
                return self._filled(self._one(_SENTENCES))[: self._random.randrange(4, 30)]
            return self._filled(self._one(_MEASURES))

        return {
            "type": "table",
            "caption": self._random.choice([None, self._filled("{work}情况（{year}年）")]),
            "header": header,
            "rows": [[cell(column) for column in range(columns)] for _ in range(rows)],
        }

    def blocks(self, count: int, *, pictures: bool) -> list[Any]:
        random = self._random
        made: list[Any] = [self.paragraph()]
        for _ in range(count):
            inside: list[Any] = [self.paragraph() for _ in range(random.randrange(1, 3))]
            if random.random() < 0.3:
                inside += [
                    {"type": "section", "level": 2, "heading": self._filled(self._one(_HEADINGS)), "run_in": run_in,
                     "blocks": [self.paragraph()]}
                    for run_in in random.choice([(True, True), (False, False, False)])
                ]  # fmt: skip
            if random.random() < 0.2:
                inside.append(self.table())
                inside.append(self.paragraph())
            if pictures and random.random() < 0.15:
                picture = some_picture("PNG", random.choice([300, 900]), random.choice([120, 400, 900]))
                inside.append({"type": "picture", "name": "现场图", "data": picture, "caption": "图1　现场"})
            heading = self._filled(self._one(_HEADINGS))
            made.append({"type": "section", "level": 1, "heading": heading, "blocks": inside})
        return made

    def data(self) -> dict[str, Any]:
        random = self._random
        seal: list[dict[str, Any]] = random.choice([[{}], []])
        attachments = [
            {
                "title": self._filled("{work}情况统计表（{year}年）"),
                "body": [self.table()] if at else self.blocks(2, pictures=True),
            }
            for at in range(random.choice([0, 0, 1, 2]))
        ]
        return {
            "kind": "通知",
            "issuers": "云岭县青山镇人民政府",
            "number": f"青政发〔2026〕{random.randrange(1, 120)}号",
            "title": self._filled(
                random.choice(
                    [
                        "云岭县青山镇人民政府关于做好{work}工作的通知",
                        "云岭县青山镇人民政府关于印发《青山镇{work}和{work}工作实施方案（{year}—2030年）》的通知",
                        "关于{work}的通知",
                    ]
                )
            ),
            "recipients": random.choice(["各村民委员会，镇直各单位", "各村民委员会，" * 6 + "镇直各单位"]),
            "body": self.blocks(random.randrange(1, 9), pictures=True),
            "attachments": attachments,
            "date": f"2026-{random.randrange(1, 13):02}-{random.randrange(1, 29):02}",
            "seals": seal,
            "notes": random.choice([None, "此件公开发布", "联系人：石青柏，电话：0000-6612352"]),
            "cc": random.choice([[], ["县应急管理局", "县林业局"], [f"县{work}指挥部办公室" for work in _WORK]]),
            "printer": "青山镇党政办公室",
            "print_date": "2026-12-30",
        }


def notice_of(seed: int) -> Document:
    """The notice of a seed."""
    return Document.read(_Author(seed).data())
