"""Inputs broken at random, the same ones for the same seed: texts, plain data, packages."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Sequence
from typing import Any

__all__ = ["broken_data", "broken_package", "broken_text"]


def _listed(pieces: str) -> list[str]:
    return pieces.split("¦")


JUNK = (
    *_listed(
        "¦0¦-1¦1¦甲¦1.5¦4..2¦0x10¦NaN¦1e400¦-0¦ 12 ¦99999999999999999999¦true¦null¦~¦:¦: ¦：¦- ¦---¦"
        "\n---\n¦#¦##¦|¦| 甲 | 乙 |\n|---|---|\n| 丙 |\n¦¦![](甲.png)¦![甲](¦{{ 标题 }}¦{% if 1 %}¦{{¦"
        "%}¦[¦]¦{¦}¦\"¦'¦>¦&甲¦*甲¦!!int 1¦一、¦（一）¦1.¦（1）¦1.2026年¦附件1：方案\n¦附件：¦"
        "印发：办法\n¦º²¦١٢¦\u202e¦\u200b¦\ufeff¦\u2028¦\x00¦\x1b[2J¦\r¦\t¦　¦𠮷¦👨‍👩‍👧¦é¦〔2026〕¦"
        "[2026]¦第1号¦2026年13月40日¦2026-02-30¦0000-00-00¦二〇二六年¦共印30份¦（展开）¦各村，，镇直，¦"
        "<w:p>¦&amp;¦]]>¦\\¦\\|¦文种: 通知\n¦文种: 天书\n¦格式: 信函\n¦密级: 绝密\n¦份号: 1\n¦"
        "签发人: 王建国\n¦印章: 加盖\n¦印章: {直径: 42}\n¦署名: 无\n¦发文机关: 甲镇，乙镇，丙镇\n¦"
        "民族文字: {语言: ug, 标题: ئۇيغۇرچە, 机关: ئۇيغۇر}\n¦民族文字: {语言: xx}\n¦行距: 28磅\n¦"
        "版面: 通行\n¦作废¦（空号）¦=1+1¦1,280亩¦12.5%¦１２３"
    ),
    "9" * 5_000,
    "甲" * 3_000,
    "a" * 3_000,
    "[" * 300,
    "{" * 300,
    "，" * 300,
    "\ud800",
)
_VALUES: tuple[Any, ...] = (
    *(
        None,
        True,
        0,
        -1,
        1,
        10**30,
        1.5,
        float("nan"),
        float("inf"),
        b"",
        b"\x89PNG",
        [],
        {},
        [[]],
        [None],
        {"甲": None},
    ),
    *({"type": "table"}, {"type": "picture", "data": b"x"}, {"type": "section", "level": 9}, {1: 2}, ("甲",), {"甲"}),
    *(
        object(),
        "正文",
        "2026-09-21",
        "石政发〔2026〕17号",
        {"type": "table", "header": ["甲"], "rows": [["乙", "丙"]]},
    ),
    {"type": "section", "level": 1, "heading": "工作", "blocks": ["甲", {"type": "table", "rows": [["1"], ["2"]]}]},
)


def broken_text(chance: random.Random, seeds: Sequence[str]) -> str:
    """One of the texts with some pieces lost, doubled, exchanged or put in from elsewhere."""
    text = chance.choice(seeds)
    for _ in range(chance.choice((0, 1, 1, 2, 3, 6, 12))):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((0, 1, 1, 2, 5, 20, 200)))
        match chance.randrange(6):
            case 0:
                text = text[:start] + text[end:]
            case 1:
                text = text[:end] + text[start:end] * chance.choice((1, 2, 50)) + text[end:]
            case 2:
                other = chance.choice(seeds)
                at = chance.randrange(len(other) + 1)
                text = text[:start] + other[at : at + 100] + text[end:]
            case 3:
                lines = text.split("\n")
                one, another = chance.randrange(len(lines)), chance.randrange(len(lines))
                lines[one], lines[another] = lines[another], lines[one]
                text = "\n".join(lines)
            case _:
                text = text[:start] + chance.choice(JUNK) + text[end:]
    return text


def broken_bytes(chance: random.Random, text: str) -> bytes:
    """The text in some encoding, at times with a byte that belongs to none."""
    encoding = chance.choice(("utf-8",) * 12 + ("gb18030", "utf-16", "utf-8-sig"))
    data = text.encode(encoding, "surrogatepass" if encoding.startswith("utf") else "replace")
    if chance.random() < 0.05 and data:
        at = chance.randrange(len(data))
        data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
    return data


def broken_data(chance: random.Random, data: dict[str, Any]) -> dict[str, Any]:
    """Plain data with some of its values, however deep, lost or put in from elsewhere."""
    made: dict[str, Any] = _copied(data)
    for _ in range(chance.choice((1, 1, 2, 4))):
        place: Any = made
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            if not keys:
                break
            key = chance.choice(keys)
            inner = place[key]
            if isinstance(inner, dict | list) and chance.random() < 0.7:
                place = inner
                continue
            if chance.random() < 0.2:
                del place[key]
            elif isinstance(inner, str) and chance.random() < 0.5:
                place[key] = broken_text(chance, [inner])
            else:
                place[key] = chance.choice((*_VALUES, *JUNK))
            break
    if chance.random() < 0.1:
        made[chance.choice(("甲", "标题", "seals", "translation", "attachments", "issued"))] = chance.choice(_VALUES)
    return made


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_copied(inner) for inner in value]
    return value


def broken_package(chance: random.Random, content: bytes, parts: Sequence[str]) -> bytes:
    """A .docx or .xlsx with the XML of some parts broken, or with a part lost, or cut off."""
    made = io.BytesIO()
    broken = set(chance.sample(parts, k=min(len(parts), chance.choice((1, 1, 2)))))
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            said = old.read(name)
            if name in broken:
                if chance.random() < 0.05:
                    continue
                said = _broken_xml(chance, said.decode())
            new.writestr(name, said)
    data = made.getvalue()
    if chance.random() < 0.03:
        return data[: chance.randrange(len(data))]
    return data


def _broken_xml(chance: random.Random, text: str) -> bytes:
    """XML that mostly stays well-formed: elements lost and doubled, attributes and texts with other values."""
    for _ in range(chance.choice((1, 2, 4, 8))):
        begins = text.count("<")
        if not begins:
            break
        start = len(text) - len(text.split("<", chance.randrange(begins) + 1)[-1]) - 1  # that one of them
        match chance.randrange(5):
            case 0:  # a value of an attribute
                quote = text.find('"', start)
                end = text.find('"', quote + 1)
                if 0 < quote < end:
                    value = chance.choice(JUNK).replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
                    text = text[: quote + 1] + value + text[end:]
            case 1:  # a text
                close = text.find(">", start)
                end = text.find("<", close)
                if 0 < close < end and end > close + 1:
                    value = chance.choice(JUNK).replace("&", "&amp;").replace("<", "&lt;")
                    text = text[: close + 1] + value + text[end:]
            case 2 | 3:  # an element
                name = text[start + 1 :].split(">", 1)[0].split(" ", 1)[0].rstrip("/")
                end = text.find(f"</{name}>", start)
                if name and not name.startswith(("/", "?", "!")) and end > 0:
                    end += len(name) + 3
                    element = text[start:end]
                    text = text[:start] + (element * 2 if chance.random() < 0.5 else "") + text[end:]
            case _:
                if chance.random() < 0.1:  # no XML any more
                    text = text[:start] + text[start + 1 :]
    return text.encode("utf-8", "replace")
