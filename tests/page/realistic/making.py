"""Whole documents of every kind and form, made by seed, and what a test must know of them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from random import Random
from typing import Any, NamedTuple

import gongwen
from tests.page.press import picture
from tests.page.realistic.words import ODD_AGENCIES, Words

COUNTY, TOWN = "云岭县人民政府", "云岭县青山镇人民政府"
FIRST_DAY = datetime.date(2026, 1, 1)
LINE = 28
"""Characters of a full line."""
MANY_SEALS = 9


class Realistic(NamedTuple):
    """A document and what must be found of it."""

    seed: int
    shape: str
    """Which of :data:`SHAPES` it is."""
    document: gongwen.Document
    paragraphs: tuple[str, ...]
    """Every paragraph of the body and of the attachments as it is printed, its number first."""
    of_the_body: int
    """How many of them are of the body; those of the attachments follow."""
    words: tuple[str, ...]
    """Every other text: title, names, entries of lists, dates, notes."""
    cells: tuple[str, ...]
    """Texts of tables."""
    even: bool = False
    """Whether it is to be printed with 版记 on an even page."""
    length: str = "long"

    @property
    def date(self) -> str:
        """成文日期 as it is printed."""
        day = self.document.date
        return f"{day.year}年{day.month}月{day.day}日" if day else ""


class Maker:
    """One document in the making."""

    def __init__(self, seed: int, *, short: bool = False) -> None:
        self.seed = seed
        self.short = short
        self.random = Random(seed)
        self.say = Words(self.random)
        self.paragraphs: list[str] = []
        self.of_the_body = 0
        self.words: list[str] = []
        self.cells: list[str] = []
        self.even = False

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    # Bodies

    def paragraph(self, characters: int | None = None) -> str:
        text = self.say.paragraph(characters or self.random.randint(8, 7 * LINE))
        self.paragraphs.append(text)
        return text

    def last_paragraph(self) -> str:
        """One to fifteen lines: the page may end anywhere in it."""
        return self.paragraph(self.random.randint(4, 15 * LINE - 3))

    def body(self, most: int = 8, *, tables: bool = True) -> list[Any]:
        """Paragraphs, headings of all levels, tables; now and then one single paragraph."""
        if self.chance(0.08):
            return [self.paragraph(self.random.randint(1, (30 if self.short else 80) * LINE))]
        blocks: list[Any] = [self.paragraph(self.random.randint(15, 4 * LINE))]
        if self.chance(0.75):
            blocks += self.sections(1, self.random.randint(1, 2 if self.short else most))
        else:
            blocks += [self.paragraph() for _ in range(self.random.randint(0, most))]
        closed = self.chance(0.75)
        if tables and self.chance(0.2):
            blocks.append(self.table() if closed else self.last_table())
        if closed:
            blocks.append(self.closing() if self.chance(0.25) else self.last_paragraph())
        return blocks

    def closing(self) -> str:
        text = self.random.choice(("请认真贯彻执行。", "特此通知。", "以上事项，请于3月9日前落实。", "妥否，请批示。"))
        self.paragraphs.append(text)
        return text

    def sections(self, level: int, count: int) -> list[dict[str, Any]]:
        return [self.section(level, number) for number in range(1, count + 1)]

    def section(self, level: int, number: int) -> dict[str, Any]:
        heading = self.say.clause().split("，")[0].rstrip("…")[: self.random.choice((8, 12, 20, 34))]
        heading = heading.rstrip("，。；：、—…·“‘（《〈〔［￥ ") or "加强领导"
        run_in = self.chance(0.35 + 0.15 * level)
        label = LABELS[level - 1](number)
        blocks: list[Any] = []
        if run_in:
            text = self.say.paragraph(self.random.randint(8, 5 * LINE))
            self.paragraphs.append(f"{label}{heading}。{text}")
            blocks.append(text)
        else:
            self.paragraphs.append(f"{label}{heading}")
            blocks += [self.paragraph() for _ in range(self.random.randint(1, 2))]
        if level < len(LABELS) and self.chance(0.45 - 0.1 * level):
            blocks += self.sections(level + 1, self.random.randint(2, 3))
        return {"type": "section", "level": level, "heading": heading, "run_in": run_in, "blocks": blocks}

    def last_table(self) -> dict[str, Any]:
        """A table before the signature: it cannot lie on a page of its own, so it has few columns."""
        return self.table(self.random.randint(2, 6))

    def table(self, columns: int | None = None, rows: int | None = None) -> dict[str, Any]:
        """A table of places and figures: two to eighteen columns, one to seventy rows."""
        columns = columns or self.random.choice((2, 3, 4, 5, 6, 8, 10, 11, 12, 14, 16, 18))
        rows = rows or self.random.choice((1, 3, 5, 8, 10, 10, 12, *(() if self.short else (20, 35, 50, 70))))
        makers = [self.random.choice(CELLS if columns < MANY else SHORT_CELLS) for _ in range(columns - 1)]
        unit = self.random.choice(("（吨）", "（万元）", "（%）", "", "", ""))
        heads = [f"{self.random.randint(1, 12)}月{unit}", f"指标{unit}", "备注", "完成时限", "责任单位", "金额（万元）"]
        header = ["单位", *(self.random.choice(heads) for _ in range(columns - 1))]
        body = [
            [f"{self.say.village() if self.chance(0.8) else '青山镇' + self.say.village() + '村民委员会'}"]
            + [make(self.say) for make in makers]
            for _ in range(rows)
        ]
        self.cells += [cell for row in [header, *body] for cell in row if cell]
        table: dict[str, Any] = {"type": "table", "header": header, "rows": body}
        if self.chance(0.5):
            table["caption"] = f"表{self.random.randint(1, 9)}　2026年{self.say.village()}任务分解"
            self.words.append(table["caption"])
        return table

    # Elements

    def title(self, agency: str, kind: str) -> str:
        verb = self.random.choice(("做好", "进一步加强", "开展", "下达", "印发", "切实抓好", "全力推进2026年"))
        return f"{agency}关于{verb}{self.say.topic()}工作的{kind}"

    def number(self, code: str) -> str:
        return f"{code}〔2026〕{self.random.choice((self.random.randint(1, 9), self.random.randint(10, 1500)))}号"

    def day(self) -> datetime.date:
        return FIRST_DAY + datetime.timedelta(days=self.random.randint(0, 364))

    def agencies(self, count: int) -> list[str]:
        """Names of agencies, some with digits or letters in them."""
        found: dict[str, None] = {}
        while len(found) < count:
            name = self.say.pick(ODD_AGENCIES) if self.chance(0.3) else self.say.department()
            found[name.removeprefix("云岭") if self.chance(0.6) and name.startswith("云岭县") else name] = None
        return list(found)

    def people(self) -> list[str]:
        return [self.say.person() for _ in range(self.random.randint(1, 18))]

    def recipients(self) -> list[str]:
        if self.chance(0.1):
            return self.agencies(self.random.randint(6, 25))
        return self.random.choice((["各村民委员会", "镇直各单位"], ["各村民委员会"], self.agencies(2)))

    def colophon(self, day: datetime.date) -> dict[str, Any]:
        """版记: often with 抄送, of one to thirty agencies."""
        if self.chance(0.1):
            return {}
        printed = day + datetime.timedelta(days=self.random.randint(0, 3))
        data: dict[str, Any] = {"printer": "青山镇党政综合办公室", "print_date": printed.isoformat()}
        self.words.append(f"{printed.year}年{printed.month}月{printed.day}日印发")
        if self.chance(0.75):
            data["cc"] = self.agencies(self.random.choice((1, 2, 3, 5, 8, 13, 20, 30)))
        if self.chance(0.2):
            data["copies"] = self.random.randint(10, 900)
        return data

    def attachments(self) -> list[dict[str, Any]]:
        count = self.random.choice((0, 0, 0, 0, 1, 1, *(() if self.short else (2, 3, 12))))
        return [self.attachment(few=count > 3) for _ in range(count)]

    def attachment(self, *, few: bool) -> dict[str, Any]:
        kind = self.random.choice(("任务分解表", "名册", "实施方案", "责任清单", "考核办法（试行）"))
        title = f"{self.say.topic()}{kind}"
        if self.chance(0.3):
            title = f"云岭县青山镇2026年{self.say.village()}、{self.say.village()}等{self.say.count()}户{title}"
        self.words.append(title)
        if self.chance(0.5):
            blocks: list[Any] = [self.table(rows=self.random.randint(1, 5) if few else None)]
            if self.chance(0.5):
                blocks.append(self.paragraph(self.random.randint(8, 3 * LINE)))
        else:
            blocks = [self.paragraph()] if few else self.body(4)
        return {"title": title, "body": blocks}

    def seals(self, count: int = 1) -> list[dict[str, Any]]:
        # Nine large ones, two in a row, find room on no page, and are refused by name.
        diameter = min(self.random.choice((42, 42, 38, 45)), 45 if count < MANY_SEALS else 38)
        return [{"name": "印章", "data": picture("seal.png"), "diameter": diameter} for _ in range(count)]

    def labels(self) -> dict[str, Any]:
        """份号, 密级, 紧急程度."""
        data: dict[str, Any] = {}
        if self.chance(0.15):
            data |= {"copy_number": f"{self.random.randint(1, 999):06d}"}
            if self.chance(0.5):
                data |= {"secrecy": self.random.choice(("秘密", "机密")), "secrecy_period": "1年"}
        if self.chance(0.15):
            data["urgency"] = self.random.choice(("特急", "加急"))
        return data

    def usual(self, kind: str, agency: str, number: str) -> dict[str, Any]:
        """What most documents have."""
        day = self.day()
        data: dict[str, Any] = {
            "kind": kind,
            "issuers": agency,
            "number": number,
            "title": self.title(agency, kind),
            "body": self.body(),
            "date": day.isoformat(),
            **self.colophon(day),
            **self.labels(),
        }
        if self.chance(0.15):
            data["notes"] = self.random.choice(("此件公开发布", f"联系人：{self.say.person()}，电话：0870-6612345"))
        self.words += [agency, f"{day.year}年{day.month}月{day.day}日"]
        self.of_the_body = len(self.paragraphs)
        return data


CELLS: tuple[Callable[[Words], str], ...] = (
    lambda w: f"{w.random.uniform(1, 99999):.1f}",
    lambda w: f"{w.random.uniform(1, 99999):,.2f}",
    lambda w: w.count(),
    lambda w: w.percent(),
    lambda w: w.decimal(),
    lambda w: w.date(),
    lambda w: w.person(),
    lambda w: w.measure(),
    lambda w: w.pick(("", "", "已完成", "正在推进，计划年底前完成", "含飞地")),
)

SHORT_CELLS: tuple[Callable[[Words], str], ...] = (
    lambda w: f"{w.random.uniform(1, 9999 if w.random.random() < 0.5 else 99):.1f}",
    lambda w: str(w.random.randint(0, 99999)),
    lambda w: f"{w.random.uniform(0, 130):.1f}%",
    lambda w: w.pick(("", "3月", "√", "—", "有")),
)
"""Cells of tables with many columns: a sheet has room for so much in each."""
MANY = 10

_CHINESE = "一二三四五六七八九十"


def _chinese(number: int) -> str:
    return _CHINESE[number - 1] if number <= 10 else "十" + _CHINESE[number - 11]


LABELS: tuple[Callable[[int], str], ...] = (
    lambda number: f"{_chinese(number)}、",
    lambda number: f"（{_chinese(number)}）",
    lambda number: f"{number}.",
    lambda number: f"（{number}）",
)
"""Numbers of the four levels (9704-7.3.3-d)."""
