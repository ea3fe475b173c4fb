"""The benchmark's documents: two-page notices on 森林防火, as many different ones as asked for.

Places, offices and figures are invented. Number, title, recipients, figures, dates and 抄送机关 differ from notice to
notice, and no two of the first hundred thousand have the same title, so no cache can hide the work.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

__all__ = ["Item", "Notice", "Part", "notice"]

_TOWNSHIPS = ("青山镇", "白石镇", "云溪镇", "松岭镇", "石门镇", "柳林镇", "清河镇", "双龙镇")
_FIRST = "上下东西前后大小高平新古南北长石松梅竹桃"
_SECOND = "桥坪岭湾坝塘坡冲沟井洞田园河溪峰庄店"
_TEAMS = ("护林队", "巡护队", "应急分队")
_BUREAUS = ("县林业局", "县应急管理局", "县气象局", "县公安局", "县自然资源局", "县农业农村局")
_FIRST_DAY = datetime.date(2026, 10, 8)
_DAYS = 60


@dataclass(frozen=True)
class Item:
    """A second-level section: its heading runs into its text."""

    heading: str
    text: str


@dataclass(frozen=True)
class Part:
    """A first-level section: second-level ones, or one paragraph."""

    heading: str
    items: tuple[Item, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Notice:
    """What a notice says, as plain values: what a script has before it writes the document."""

    copy_number: str
    urgency: str
    issuer: str
    code: str
    year: int
    sequence: int
    title: str
    recipients: tuple[str, ...]
    opening: str
    parts: tuple[Part, ...]
    date: datetime.date
    notes: str
    cc: tuple[str, ...]
    printer: str
    print_date: datetime.date
    copies: int

    def data(self) -> dict[str, Any]:
        """The same as data for ``gongwen.Document.read``."""
        return {
            "kind": "通知",
            "copy_number": self.copy_number,
            "urgency": self.urgency,
            "issuers": [self.issuer],
            "number": {"code": self.code, "year": self.year, "sequence": self.sequence},
            "title": self.title,
            "recipients": list(self.recipients),
            "body": [self.opening, *map(_section, self.parts)],
            "date": self.date.isoformat(),
            "notes": self.notes,
            "cc": list(self.cc),
            "printer": self.printer,
            "print_date": self.print_date.isoformat(),
            "copies": self.copies,
        }


def _section(part: Part) -> dict[str, Any]:
    blocks: list[Any] = [
        {"type": "section", "level": 2, "heading": item.heading, "run_in": True, "blocks": [item.text]}
        for item in part.items
    ]
    if part.text:
        blocks.append(part.text)
    return {"type": "section", "level": 1, "heading": part.heading, "blocks": blocks}


def notice(index: int) -> Notice:
    """The notice of an index; the same index gives the same notice."""
    rest, township_index = divmod(index, len(_TOWNSHIPS))
    rest, first = divmod(rest, len(_FIRST))
    rest, second = divmod(rest, len(_SECOND))
    village_count = 6 + rest % 40
    township = _TOWNSHIPS[township_index]
    issuer = f"云岭县{township}人民政府"
    village = f"{_FIRST[first]}{_SECOND[second]}村"
    neighbour = f"{_FIRST[(first + 7) % len(_FIRST)]}{_SECOND[(second + 5) % len(_SECOND)]}村"
    day = _FIRST_DAY + datetime.timedelta(days=index % _DAYS)
    end = day + datetime.timedelta(days=20 + index % 9)
    team = _TEAMS[index % len(_TEAMS)]
    hectares = 1200 + index * 37 % 8700
    points = 8 + index * 11 % 47
    watchers = 20 + index * 7 % 79
    minutes = 10 + index % 5 * 5
    cc = tuple(_BUREAUS[(index + step) % len(_BUREAUS)] for step in range(2 + index % 3))
    return Notice(
        copy_number=f"{1 + index % 999_999:06d}",
        urgency="加急",
        issuer=issuer,
        code=f"{township[0]}政发",
        year=2026,
        sequence=1 + index % 498,
        title=f"{issuer}关于做好{village}等{village_count}个村今冬明春森林防火工作的通知",
        recipients=(f"{village}、{neighbour}等{village_count}个村民委员会", "镇直各单位"),
        opening=(
            f"入秋以来，我镇降水较常年偏少{11 + index % 29}%，{village}一带{hectares}亩林地枯枝落叶增多，"
            f"森林火险等级持续偏高。为保护森林资源和人民群众生命财产安全，"
            f"现就{village}等{village_count}个村今冬明春森林防火工作通知如下："
        ),
        parts=(
            Part(
                "压实防火责任",
                (
                    Item(
                        "明确责任区域",
                        f"{village}、{neighbour}要把{hectares}亩林地逐块落实到人，"
                        f"{watchers}名护林员每日巡山不少于{2 + index % 2}次，并如实填写记录。",
                    ),
                    Item(
                        "严格值班值守",
                        f"自{day.month}月{day.day}日起至2027年5月31日，镇、村两级实行24小时值班和负责人带班制度。",
                    ),
                ),
            ),
            Part(
                "严管野外用火",
                (
                    Item(
                        "加强宣传教育",
                        f"在进山路口、墓地等{points}处设置防火标志，入户宣传防火知识，做到{village_count}个村家喻户晓。",
                    ),
                    Item(
                        "管住重点环节",
                        "对祭扫用火、农事用火和林区施工用火逐一登记，未经批准一律不得野外用火。",
                    ),
                ),
            ),
            Part(
                "做好扑救准备",
                text=f"镇{team}不少于{25 + index % 30}人。发现火情后，各村必须在{minutes}分钟内报告"
                "镇应急值班室，立即转移受威胁群众。",
            ),
            Part(
                "强化督促检查",
                text=f"各村{end.month}月{end.day}日前报送自查报告；镇林业站每半个月检查1次，"
                f"隐患限{3 + index % 5}日内整改，造成严重后果的依规依纪依法追究责任。",
            ),
        ),
        date=day,
        notes=f"此件发至{village_count}个村的村民小组",
        cc=cc,
        printer=f"{township}党政综合办公室",
        print_date=day + datetime.timedelta(days=index % 3),
        copies=30 + index % 90,
    )
