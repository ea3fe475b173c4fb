"""Numbers as automatic numbering shows them: 一, ①, １, IV, 甲."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from gongwen.standard.numerals import counting_numeral

__all__ = ["shown_number"]

_DIGITS = "〇一二三四五六七八九"
_LEGAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_GREATEST_COUNTED = 9999
_GREATEST_ROMAN = 32767


def _counted(number: int) -> str:
    return counting_numeral(number) if 1 <= number <= _GREATEST_COUNTED else str(number)


def _in_turn(signs: str) -> Callable[[int], str]:
    """Signs that are used one after the other; beyond them digits."""
    return lambda number: signs[number - 1] if 1 <= number <= len(signs) else str(number)


def _circled(number: int) -> str:
    for first, last, base in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(base + number - first)
    return str(number)


def _letters(number: int) -> str:
    """A … Z, AA, BB …"""
    if number < 1:
        return str(number)
    times, letter = divmod(number - 1, 26)
    return chr(ord("A") + letter) * min(times + 1, 32)


def _legal(number: int) -> str:
    """The numerals of cheques, which leave no 壹 out."""
    counted = _counted(number)
    return (f"一{counted}" if counted.startswith("十") else counted).translate(_LEGAL)


def _roman(number: int) -> str:
    if not 1 <= number <= _GREATEST_ROMAN:
        return str(number)
    written = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        written += sign * count
    return written


def _digit_by_digit(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number)) if number >= 0 else str(number)


_FORMATS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "decimal": str,
        "decimalZero": lambda number: f"{number:02d}",
        "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
        "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
        "decimalHalfWidth": str,
        "decimalEnclosedCircle": _circled,
        "decimalEnclosedCircleChinese": _circled,
        "decimalEnclosedFullstop": lambda number: chr(0x2487 + number) if 1 <= number <= 20 else f"{number}.",
        "decimalEnclosedParen": lambda number: chr(0x2473 + number) if 1 <= number <= 20 else f"({number})",
        "japaneseCounting": _counted,
        "chineseCounting": _counted,
        "chineseCountingThousand": _counted,
        "taiwaneseCounting": _counted,
        "taiwaneseCountingThousand": _counted,
        "ideographDigital": _digit_by_digit,
        "japaneseDigitalTenThousand": _digit_by_digit,
        "taiwaneseDigital": _digit_by_digit,
        "ideographEnclosedCircle": lambda number: chr(0x327F + number) if 1 <= number <= 10 else _counted(number),
        "chineseLegalSimplified": _legal,
        "ideographLegalTraditional": _legal,
        "ideographTraditional": _in_turn("甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac": _in_turn("子丑寅卯辰巳午未申酉戌亥"),
        "upperLetter": _letters,
        "lowerLetter": lambda number: _letters(number).lower(),
        "upperRoman": _roman,
        "lowerRoman": lambda number: _roman(number).lower(),
        "ordinal": lambda number: f"{number}.",
        "numberInDash": lambda number: f"- {number} -",
        "none": lambda _: "",
    }
)


def shown_number(number: int, format_: str) -> str:
    """A number in one of Word's formats; in one that is not known as digits.

    >>> [shown_number(12, name) for name in ("japaneseCounting", "ideographDigital", "decimalEnclosedCircle")]
    ['十二', '一二', '⑫']
    """
    return _FORMATS.get(format_, str)(number)
