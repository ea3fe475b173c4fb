"""Documents of every kind and form, and which of them a seed stands for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import gongwen
from gongwen.standard.kinds import Form
from tests.page.other_forms import stamp
from tests.page.realistic.making import COUNTY, TOWN, Maker, Realistic

_DAY = re.compile(r"\d{4}年\d+月\d+日")


def realistic(seed: int, *, short: bool = False) -> Realistic:
    """The document of a seed: the same one always. Every shape comes up in turn. A short one has few pages."""
    maker = Maker(seed, short=short)
    shape = list(SHAPES)[seed % len(SHAPES)]
    document = gongwen.Document.read(SHAPES[shape](maker))
    if document.form is not Form.ORDER:  # an order shows no title (10.2-c)
        maker.words.append(document.title)
    maker.words += [*document.signers, *document.recipients, *document.cc]
    maker.words += [word for word in (document.printer, document.notes) if word]
    return Realistic(
        seed,
        shape,
        document,
        tuple(maker.paragraphs),
        maker.of_the_body,
        tuple(maker.words),
        tuple(maker.cells),
        maker.even,
        "short" if short else "long",
    )


def _notice(maker: Maker, kind: str = "通知") -> dict[str, Any]:
    agency = maker.random.choice((TOWN, COUNTY, "青山镇人民政府", "云岭县农业农村局", "中共云岭县青山镇委员会"))
    return {
        **maker.usual(kind, agency, maker.number("青政发")),
        "recipients": maker.recipients(),
        "attachments": maker.attachments(),
    }


def _sealed(maker: Maker) -> dict[str, Any]:
    return {**_notice(maker, maker.random.choice(("通知", "决定", "通报", "意见", "批复"))), "seals": maker.seals()}


def _even(maker: Maker) -> dict[str, Any]:
    maker.even = True
    return _sealed(maker)


def _upward(maker: Maker) -> dict[str, Any]:
    data = maker.usual(maker.random.choice(("请示", "报告")), TOWN, maker.number("青政请"))
    data |= {"signers": maker.say.person(), "recipients": COUNTY, "attachments": maker.attachments()}
    return data | ({"seals": maker.seals()} if maker.chance(0.6) else {})


def _joint(maker: Maker, *, upward: bool = False) -> dict[str, Any]:
    others = dict.fromkeys(maker.say.department() for _ in range(60))
    agencies = [*([COUNTY] if upward else []), *others][: maker.random.randint(2, 9)]
    kind = maker.random.choice(("请示", "报告")) if upward else "通知"
    data = maker.usual(kind, agencies[0], maker.number("云应急发"))
    data |= {"issuers": agencies, "title": f"关于做好{maker.say.topic()}工作的{kind}"}
    data |= {"recipients": "东江市人民政府" if upward else maker.recipients(), "attachments": maker.attachments()}
    if upward:
        data["signers"] = [maker.say.person() for _ in agencies]
    if maker.chance(0.6):
        data["seals"] = maker.seals(len(agencies))
    maker.words += agencies
    return data


def _letter(maker: Maker) -> dict[str, Any]:
    data = maker.usual("函", TOWN, maker.number("青政函"))
    for name in ("printer", "print_date", "copies"):  # a letter shows none (10.1-k)
        data.pop(name, None)
    maker.words = [word for word in maker.words if not word.endswith("印发")]
    data |= {"recipients": maker.agencies(1), "attachments": maker.attachments()}
    return data | ({"seals": maker.seals()} if maker.chance(0.6) else {})


def _order(maker: Maker) -> dict[str, Any]:
    data = maker.usual("命令", COUNTY, f"第{maker.random.randint(1, 99)}号")
    maker.words.remove(COUNTY)
    data |= {"signatories": f"县长　{maker.say.person()}"}
    return data | ({"seals": [stamp()]} if maker.chance(0.6) else {})


def _minutes(maker: Maker) -> dict[str, Any]:
    data = maker.usual("纪要", TOWN, maker.number("青政纪"))
    data.pop("notes", None)
    maker.words.remove(TOWN)
    names = [f"{kind}：{'、'.join(maker.people())}" for kind in ("出席", "列席")]
    data["body"] = [*data["body"], *names] if not isinstance(data["body"][-1], dict) else data["body"]
    if isinstance(data["body"][-1], str) and data["body"][-1].startswith("列席"):
        maker.paragraphs += names
        maker.of_the_body += len(names)
    return data


def _plain(maker: Maker) -> dict[str, Any]:
    kind = maker.random.choice(("总结", "计划", "方案"))
    day = maker.day()
    maker.words += [TOWN, f"{day.year}年{day.month}月{day.day}日"]
    body = maker.body(12)
    maker.of_the_body = len(maker.paragraphs)
    return {
        "kind": kind,
        "title": f"云岭县青山镇2026年{maker.say.topic()}工作{kind}",
        "signatories": TOWN,
        "body": body,
        "date": day.isoformat(),
        "attachments": maker.attachments(),
    }


def _table_last(maker: Maker) -> dict[str, Any]:
    """A notice whose body ends with a table."""
    data = _sealed(maker)
    return {**data, "body": [*data["body"], maker.last_table()]}


def _crowded(maker: Maker) -> dict[str, Any]:
    """A notice of one short text with a long list of 抄送."""
    data = _notice(maker)
    maker.paragraphs = []
    maker.cells = []
    maker.words = [word for word in maker.words if word == data["issuers"] or _DAY.fullmatch(word)]
    body, cc = [maker.last_paragraph()], maker.agencies(maker.random.randint(9, 30))
    maker.of_the_body = 1
    return {**data, "body": body, "attachments": [], "cc": cc}


SHAPES: Mapping[str, Callable[[Maker], dict[str, Any]]] = {
    "notice": _notice,
    "sealed": _sealed,
    "upward": _upward,
    "joint": _joint,
    "letter": _letter,
    "order": _order,
    "minutes": _minutes,
    "plain": _plain,
    "table last": _table_last,
    "crowded colophon": _crowded,
    "even": _even,
    "joint upward": lambda maker: _joint(maker, upward=True),
}
"""Kinds and forms of documents, by name."""
