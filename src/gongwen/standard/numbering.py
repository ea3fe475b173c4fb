"""Numbers of sections: 一、 （一） 1. （1）, from their place in the structure (9704-7.3.3-d)."""

from __future__ import annotations

from functools import lru_cache

from gongwen.patterns import pattern
from gongwen.standard.numerals import counting_numeral

__all__ = ["section_label", "split_label"]

_LABELS = (
    pattern("[零一二三四五六七八九十百千]+、"),
    pattern("（[零一二三四五六七八九十百千]+）"),
    pattern(r"\d+\."),
    pattern(r"（\d+）"),
)


@lru_cache(maxsize=512)
def section_label(level: int, position: int) -> str:
    """The number before a section: its level (1–4) and its position among its siblings, from 1.

    >>> [section_label(level, 2) for level in (1, 2, 3, 4)]
    ['二、', '（二）', '2.', '（2）']
    """
    match level:
        case 1:
            return f"{counting_numeral(position)}、"
        case 2:
            return f"（{counting_numeral(position)}）"
        case 3:
            return f"{position}."
        case 4:
            return f"（{position}）"
        case _:
            raise ValueError(f"sections have levels 1 to 4, not {level}")


def split_label(level: int, text: str) -> tuple[str, str]:
    """The number with which a heading of a level begins, as this library writes it, and the heading without it.

    >>> split_label(2, "（三）压实责任"), split_label(1, "第三条　压实责任")
    (('（三）', '压实责任'), ('', '第三条　压实责任'))
    """
    found = _LABELS[level - 1].match(text)
    return (found[0], text[found.end() :]) if found else ("", text)
