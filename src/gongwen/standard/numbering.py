"""Numbers of sections: 一、 （一） 1. （1）, from their place in the structure (9704-7.3.3-d)."""

from __future__ import annotations

from functools import lru_cache

from gongwen.standard.numerals import counting_numeral

__all__ = ["section_label"]


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
