"""Texts, bodies and rows that grow: the inputs of :mod:`benchmarks.growth`, no one like another before it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

__all__ = [
    "TEXT",
    "address",
    "agencies",
    "attachments",
    "blank_cells",
    "blanks",
    "breaks",
    "cell",
    "closing",
    "fresh",
    "han",
    "indicators",
    "letters",
    "lines",
    "mixed",
    "opening",
    "paragraphs",
    "seals",
    "sections",
    "short_words",
    "table",
    "tables",
    "tabs",
]

_FRESH = count()
TEXT = "各村要在2026年11月20日前完成秋粮收购，做到应收尽收，并将收购进度报镇农业农村办公室。"
_LETTERS = "abcdefghij"


def fresh() -> str:
    """A word that no text before had, so that nothing that was kept answers."""
    return f"第{next(_FRESH)}期"


def lines(template: str) -> Callable[[int], str]:
    """A function that makes so many lines of a form."""
    return lambda size: "\n".join(template.format(at=at, text=TEXT) for at in range(size)) + "\n"


def agencies(size: int) -> list[str]:
    """Names of agencies."""
    word = fresh()
    return [f"{word}{at}镇人民政府" for at in range(size)]


def seals(size: int) -> list[dict[str, Any]]:
    """Seals to be stamped on paper."""
    return [{"name": f"{fresh()}章"} for _ in range(size)]


def attachments(size: int) -> list[dict[str, Any]]:
    """Attachments of one paragraph."""
    return [{"title": f"{fresh()}方案", "body": [TEXT]} for _ in range(size)]


def indicators(size: int) -> list[dict[str, Any]]:
    """Rows of a summary."""
    word = fresh()
    figures = {"单位": "亩", "上期": 1200, "目标": 1200}
    return [{"指标": f"{word}造林面积{at}", "本期": 1280 + at, **figures} for at in range(size)]


def paragraphs(size: int) -> list[Any]:
    """Paragraphs of one line and a half, none like another."""
    word = fresh()
    return [f"{word}{at}。{TEXT}" for at in range(size)]


def han(size: int) -> list[Any]:
    """One paragraph of 汉字."""
    return [(fresh() + "严防死守确保粮食安全" * size)[:size]]


def mixed(size: int) -> list[Any]:
    """One paragraph with figures."""
    return [(fresh() + TEXT * (size // 40 + 1))[:size]]


def letters(size: int) -> list[Any]:
    """One word without a place where a line may turn."""
    return [(fresh() + _LETTERS * size)[:size]]


def blanks(size: int) -> list[Any]:
    """Words with much room between them."""
    return [f"{fresh()}a{' ' * size}b"]


def closing(size: int) -> list[Any]:
    """Marks of which none may begin a line."""
    return [f"{fresh()}{'。' * size}"]


def opening(size: int) -> list[Any]:
    """Marks of which none may end a line."""
    return [f"{fresh()}{'（' * size}"]


def short_words(size: int) -> list[Any]:
    """English: words that move to the next line whole, blanks that give way."""
    return [(fresh() + " harvest of grain" * size)[:size]]


def address(size: int) -> list[Any]:
    """An address, whose lines turn within it."""
    return [(fresh() + "www.shiqiao.gov.cn/2026/" * size)[:size]]


def breaks(size: int) -> list[Any]:
    """One paragraph of many typed lines."""
    return ["\n".join(f"{fresh()}应收尽收" for _ in range(size))]


def tabs(size: int) -> list[Any]:
    """One paragraph of many tabs."""
    return [fresh() + "粮\t" * size]


def cell(size: int) -> list[Any]:
    """A table with one very long word."""
    return ["如下。", {"type": "table", "header": ["村名", "说明"], "rows": [["上坝村", letters(size)[0]]]}, "请遵照。"]


def table(size: int) -> list[Any]:
    """A long table."""
    word = fresh()
    rows = [[f"{word}{at}村", f"{at * 37}", "2026年9月21日"] for at in range(size)]
    return ["如下。", {"type": "table", "header": ["村名", "面积", "日期"], "rows": rows}, "请遵照执行。"]


def tables(size: int) -> list[Any]:
    """Many small tables."""
    made: list[Any] = []
    for at in range(size):
        made += [f"{fresh()}如下。", {"type": "table", "header": ["村名", "面积"], "rows": [["上坝村", str(at)]]}]
    return [*made, "请遵照执行。"]


def sections(size: int) -> list[Any]:
    """Sections of the first level with one of the second in each."""
    word = fresh()
    return [
        {
            "type": "section",
            "level": 1,
            "heading": f"{word}工作{at}",
            "blocks": [{"type": "section", "level": 2, "heading": "收购", "blocks": [TEXT]}],
        }
        for at in range(size)
    ]


def blank_cells(size: int) -> list[Any]:
    """A table with one cell that is nearly blank."""
    rows = [["上坝村", "1" + " " * size + fresh()]]
    return ["如下。", {"type": "table", "header": ["村名", "面积"], "rows": rows}, "请遵照执行。"]
