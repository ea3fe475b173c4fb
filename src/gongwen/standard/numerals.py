"""Chinese numerals of numbered sections: 一, 十一, 二十.

Babel writes digit-by-digit numerals (hanidec, 〇一二三) but no counting numerals, so these few lines are ours.
"""

from __future__ import annotations

from functools import lru_cache

__all__ = ["counting_numeral", "numeral_value"]

_DIGITS = "零一二三四五六七八九"
_UNITS = ((1000, "千"), (100, "百"), (10, "十"))
_GREATEST = 9999


@lru_cache(maxsize=256)
def counting_numeral(number: int) -> str:
    """The counting numeral of 1 to 9999, as it stands before a section (15834-B.3.2).

    >>> [counting_numeral(n) for n in (1, 10, 11, 20, 102, 110)]
    ['一', '十', '十一', '二十', '一百零二', '一百一十']
    """
    if not 1 <= number <= _GREATEST:
        raise ValueError(f"no counting numeral for {number}; 1 to {_GREATEST} can be written")
    written = ""
    rest = number
    for unit, name in _UNITS:
        digit, rest = divmod(rest, unit)
        if digit:
            written += _DIGITS[digit] + name
        elif written and rest and not written.endswith("零"):
            written += "零"
    if rest:
        written += _DIGITS[rest]
    return written.removeprefix("一") if written.startswith("一十") else written


@lru_cache(maxsize=256)
def numeral_value(numeral: str) -> int | None:
    """The number that a counting numeral writes, or None.

    >>> [numeral_value(n) for n in ("一", "十", "十一", "二十", "一百零二", "山")]
    [1, 10, 11, 20, 102, None]
    >>> numeral_value("十一二") is None
    True
    """
    total = digit = 0
    for character in numeral:
        unit = next((unit for unit, name in _UNITS if name == character), None)
        if unit is not None:
            total += (digit or 1) * unit
            digit = 0
        elif character in _DIGITS:
            digit = _DIGITS.index(character)
        else:
            return None
    total += digit
    # Only what would be written for the number counts, with or without 一 before 十.
    if not 1 <= total <= _GREATEST:
        return None
    written = counting_numeral(total)
    return total if numeral in (written, f"一{written}" if written.startswith("十") else written) else None
