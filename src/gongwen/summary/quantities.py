"""Numbers as people type them, read exactly: 1280, 1,234.5, 12.3%, １２, 3.2万; a blank or a dash is no number.

Nothing is guessed: what might mean two things is refused with the reason.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from numbers import Integral, Real
from types import MappingProxyType
from typing import Any

from gongwen.summary.arithmetic import EXACT, MOST_DECIMALS, MOST_DIGITS, rounded

__all__ = ["RATES", "UnreadableError", "is_blank", "read_quantity", "scaled", "to_unit"]

RATES: MappingProxyType[str, str] = MappingProxyType({"%": "个百分点", "‰": "个千分点"})
"""Units of rates, and what their changes are counted in."""

_BLANKS = frozenset({"", "-", "--", "—", "——", "–", "―", "/", "\\", "...", "......"})
_SCALES = MappingProxyType({"": 0, "千": 3, "万": 4, "百万": 6, "亿": 8, "万亿": 12})
_NUMBER = re.compile(r"([+-]?)([0-9]{1,3}(?:([, ])[0-9]{3}(?:\3[0-9]{3})*)|[0-9]+)?(\.[0-9]+)?(.*)", re.DOTALL)
# 千瓦时, 千克 and 千米 are units of their own.
_SCALED_UNIT = re.compile("(百万|万亿|万|亿|千(?![瓦克米]))?(.+)")
# Seventeen digits of a float are binary noise: 0.1 + 0.2 is 0.30000000000000004.
_DIGITS_OF_FLOAT = 15


class UnreadableError(ValueError):
    """Why something is no number: a stable code, the reason, the cure."""

    def __init__(self, code: str, message: str, cure: str) -> None:
        super().__init__(message)
        self.code, self.message, self.cure = code, message, cure


def is_blank(given: Any) -> bool:
    """Whether a cell holds nothing: None, blanks, a dash, or the NaN that tables give for empty cells."""
    if given is None:
        return True
    if isinstance(given, str):
        return _plain(given) in _BLANKS
    return isinstance(given, Decimal | float) and given != given  # noqa: PLR0124 - only NaN differs from itself


def read_quantity(given: Any, unit: str = "", decimals: int | None = None) -> Decimal | None:
    """The number that was typed, or None for a blank; ``decimals`` rounds it on entry.

    The unit may be repeated after the number. Raises :class:`UnreadableError` for anything else.

    >>> [str(read_quantity(typed)) for typed in (1280, 0.1 + 0.2, "1,234.50", "１２", "—")]
    ['1280', '0.3', '1234.50', '12', 'None']
    >>> str(read_quantity("12.3%", "%")), int(read_quantity("3.2万", "元")), str(read_quantity("3.2万元", "万元"))
    ('12.3', 32000, '3.2')
    """
    if is_blank(given):
        return None
    value = _typed(given, unit) if isinstance(given, str) else _number(given)
    if value == 0:
        value = value.copy_abs()
    if value.adjusted() >= MOST_DIGITS:
        raise UnreadableError(
            "too-many-digits", f"整数部分超过 {MOST_DIGITS} 位", "检查是否多打了数字，或换用大一级的单位"
        )
    if decimals is not None:
        return rounded(value, decimals).copy_abs() if rounded(value, decimals) == 0 else rounded(value, decimals)
    if -_exponent(value) > MOST_DECIMALS:
        raise UnreadableError(
            "too-many-digits",
            f"小数超过 {MOST_DECIMALS} 位",
            "先四舍五入；或用 Writing(decimals=2) 让程序统一四舍五入到两位",
        )
    return value


def to_unit(old: str, new: str) -> int | None:
    """The power of ten by which figures move from one unit to another (元 to 万元: -4), or None.

    >>> to_unit("元", "万元"), to_unit("亿元", "万元"), to_unit("亩", "公顷")
    (-4, 4, None)
    """
    first, second = _SCALED_UNIT.fullmatch(old), _SCALED_UNIT.fullmatch(new)
    if not first or not second or first[2] != second[2]:
        return None
    return _SCALES[first[1] or ""] - _SCALES[second[1] or ""]


def scaled(value: Decimal, power: int) -> Decimal:
    """The number times a power of ten, exactly and without an exponent.

    >>> str(scaled(Decimal("120"), -4)), str(scaled(Decimal("1.2"), 4))
    ('0.012', '12000')
    """
    moved = value.scaleb(power, EXACT).normalize(EXACT)
    return moved if _exponent(moved) <= 0 else moved.quantize(Decimal(1), context=EXACT)


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)  # finite
    return exponent


def _plain(text: str) -> str:
    """Full-width digits and signs made half-width."""
    return unicodedata.normalize("NFKC", text).replace("\u2212", "-").strip()


def _number(given: Any) -> Decimal:
    value: Decimal | None = None
    if isinstance(given, Decimal):
        value = given
    elif isinstance(given, float):
        value = Decimal(f"{given:.{_DIGITS_OF_FLOAT}g}")
    elif isinstance(given, Integral) and not isinstance(given, bool):
        value = Decimal(int(given))
    elif isinstance(given, Real) and not isinstance(given, bool):
        try:
            value = Decimal(str(given))
        except InvalidOperation:
            value = None
    if value is None or not value.is_finite():
        raise UnreadableError("not-a-number", "不是数字", "写成阿拉伯数字，如 1280、1,234.5、12.3%；没有数就空着")
    return value


def _typed(given: str, unit: str) -> Decimal:
    sign, whole, _, fraction, rest = _parts(given)
    if not whole and not fraction:
        raise UnreadableError("not-a-number", "不是数字", "写成阿拉伯数字，如 1280、1,234.5、12.3%；没有数就空着")
    return _with_rest(Decimal(f"{sign}{(whole or '0').translate(_SEPARATORS)}{fraction or ''}"), rest, unit)


_SEPARATORS = str.maketrans("", "", ", ")


def _parts(given: str) -> tuple[str, ...]:
    match = _NUMBER.fullmatch(_plain(given))
    assert match  # every text matches; what is no number is the rest
    return tuple(part or "" for part in match.groups())


def _with_rest(value: Decimal, rest: str, unit: str) -> Decimal:
    """The number with what stands after it: nothing, its unit, or 万 and the like."""
    rest, plain_unit = rest.strip(), _plain(unit)
    if rest in ("", plain_unit):
        return value
    scale = rest.removesuffix(plain_unit) if plain_unit else rest
    if scale not in _SCALES:
        raise UnreadableError("not-a-number", *_why_not(rest, unit))
    own = _SCALED_UNIT.fullmatch(plain_unit)
    if own and own[1]:
        raise UnreadableError(
            "unit-in-number", f"单位已是“{unit}”，数里又写了“{scale}”", f"按“{unit}”写数，去掉“{scale}”"
        )
    return scaled(value, _SCALES[scale])


def _why_not(rest: str, unit: str) -> tuple[str, str]:
    if re.match(r"[0-9,. ]|[eE][+-]?[0-9]", rest):
        return "数字的写法不对", "分节号三位一节（1,234.5），不用科学记数法；写成 1280 这样也可以"
    if not unit:
        return f"数后面有“{rest}”", "数里只写数字，单位写进“单位”一栏"
    return f"数后面的“{rest}”与单位“{unit}”不一致", "改成同一个单位，数里只写数字"
