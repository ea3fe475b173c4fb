"""Numbers in words: as spreadsheets show them by [DBNum1] and [DBNum2], and amounts of money in capital numerals.

Amounts follow 正确填写票据和结算凭证的基本规定 (支付结算办法附一): 整 behind 元, 零 for zeros in between.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

__all__ = ["amount_in_words", "number_in_words"]

_SMALL, _CAPITAL = ("零一二三四五六七八九", "十百千"), ("零壹贰叁肆伍陆柒捌玖", "拾佰仟")
_GROUPS = ((10**8, "亿"), (10**4, "万"))
_MOST = 10**16
_CENT = Decimal("0.01")


def number_in_words(number: Decimal, *, capital: bool = False) -> str:
    """A number read out, its decimals digit by digit. Raises ``ValueError`` beyond 万亿.

    >>> number_in_words(Decimal(1234570)), number_in_words(Decimal("-10050.6"), capital=True)
    ('一百二十三万四千五百七十', '-壹万零伍拾.陆')
    """
    digits, _ = _CAPITAL if capital else _SMALL
    whole, _, fraction = f"{abs(number):f}".partition(".")
    fraction = fraction.rstrip("0")
    written = _whole(int(whole), capital=capital)
    if fraction:
        written += "." + "".join(digits[int(digit)] for digit in fraction)
    return f"-{written}" if number < 0 else written


def amount_in_words(amount: Decimal) -> str:
    """An amount of money as 大写 on vouchers, to the 分. Raises ``ValueError`` beyond 万亿.

    >>> [amount_in_words(Decimal(text)) for text in ("12345.67", "1600.3", "100", "0.05", "20.05", "0")]
    ['壹万贰仟叁佰肆拾伍元陆角柒分', '壹仟陆佰元零叁角整', '壹佰元整', '伍分', '贰拾元零伍分', '零元整']
    """
    cents = int(abs(amount).quantize(_CENT, rounding=ROUND_HALF_UP) * 100)
    yuan, rest = divmod(cents, 100)
    jiao, fen = divmod(rest, 10)
    digits = _CAPITAL[0]
    written = f"{_whole(yuan, capital=True)}元" if yuan or not rest else ""
    if yuan and rest and (not jiao or yuan % 10 == 0):
        written += digits[0]
    written += f"{digits[jiao]}角" if jiao else ""
    written += f"{digits[fen]}分" if fen else "整"
    return f"负{written}" if amount < 0 and cents else written


def _whole(number: int, *, capital: bool) -> str:
    digits, units = _CAPITAL if capital else _SMALL
    if number >= _MOST:
        raise ValueError("数太大，写不成汉字")
    for size, unit in _GROUPS:
        above, below = divmod(number, size)
        if above:
            between = digits[0] if 0 < below < size // 10 else ""
            rest = _whole(below, capital=capital) if below else ""
            return _whole(above, capital=capital) + unit + between + rest
    written, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            written += (digits[0] if gap and written else "") + digits[digit] + (units[place - 1] if place else "")
        gap = not digit
    return written or digits[0]
