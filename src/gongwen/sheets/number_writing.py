"""What a cell shows of a number: the number written by one section of its format.

Blanks that only align the figures of a column are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from types import MappingProxyType

from gongwen.sheets.number_sections import Condition, Item, NumberFormat, Section
from gongwen.standard.capitals import number_in_words

__all__ = ["written"]

# Enough for a code of nothing but percent signs before as many places.
_EXACT = Context(prec=800, rounding=ROUND_HALF_UP)
_NEGATIVE, _POSITIVE = Condition("<", Decimal(0)), Condition(">", Decimal(0))


def written(read: NumberFormat, number: Decimal) -> str:
    """What a cell with this format shows of a number; "" where the format hides it.

    >>> from gongwen.sheets.number_sections import number_format
    >>> codes = ("# ?/?", "0.00E+00", '[>=10000]0.0,"千";0', "[DBNum1]0000", '[DBNum2]General"元整"')
    >>> [written(number_format(code), Decimal("12345.75")) for code in codes]
    ['12345 3/4', '1.23E+04', '12.3千', '一二三四六', '壹万贰仟叁佰肆拾伍.柒伍元整']
    """
    chosen = _chosen(read.sections, number)
    if chosen is None:
        return f"{number:f}"
    section, signed = chosen
    text, is_nothing = _absolute(section, abs(number))
    text = text.strip()
    return f"-{text}" if signed and not is_nothing and text else text


def _chosen(sections: Sequence[Section], number: Decimal) -> tuple[Section, bool] | None:
    """The section for a number, and whether it writes a minus sign before it; None where there is none."""
    first, second = sections[0], sections[1] if len(sections) > 1 else None
    if first.condition is None and (second is None or second.condition is None):
        # Positive; negative; zero: the first stands in for those that are not given.
        wanted = 1 if number < 0 else 2 if number == 0 else 0
        place = wanted if wanted < len(sections) else 0
        return sections[place], number < 0 and place == 0
    return _by_condition(first, second, sections[2] if len(sections) > 2 else None, number)


def _by_condition(
    first: Section, second: Section | None, third: Section | None, number: Decimal
) -> tuple[Section, bool] | None:
    condition = first.condition or _POSITIVE
    if condition.holds(number):
        return first, number < 0 and not condition.negative_only
    if second is None:
        return None
    if second.condition is None and third is None:
        all_positive = condition.limit == 0 and condition.sign in (">", ">=")
        return second, number < 0 and not all_positive
    condition = second.condition or _NEGATIVE
    if condition.holds(number):
        return second, number < 0 and not condition.negative_only
    return None if third is None else (third, number < 0)


# --- a number without its sign, by one section ---


def _absolute(section: Section, number: Decimal) -> tuple[str, bool]:
    """The text, and whether nothing but noughts is left of the number."""
    if section.general:
        text, is_nothing = _read_out(section, number), number == 0
        return _literal(section.whole) + text + _literal(section.tail), is_nothing
    if section.exponent:
        text, is_nothing = _with_exponent(section, number)
    elif section.numerator:
        text, is_nothing = _with_fraction(section, number)
    else:
        places = sum(is_place for is_place, _ in section.decimals)
        rounded = _rounded(number.scaleb(section.power, _EXACT), places)
        text, is_nothing = _decimal(section, rounded), not rounded
    return (text.translate(_DIGITS[section.numerals]) if section.numerals else text), is_nothing


def _read_out(section: Section, number: Decimal) -> str:
    if not section.numerals:
        return f"{number:f}"
    return number_in_words(number, capital=section.numerals == "2")


_DIGITS = MappingProxyType(
    {
        kind: str.maketrans("0123456789", digits)
        for kind, digits in {
            "1": "〇一二三四五六七八九",
            "2": "零壹贰叁肆伍陆柒捌玖",
            "3": "０１２３４５６７８９",
        }.items()
    }
)


def _rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), context=_EXACT)


def _literal(items: Sequence[Item]) -> str:
    return "".join(text for is_place, text in items if not is_place)


def _decimal(section: Section, rounded: Decimal) -> str:
    whole, _, decimals = f"{rounded:f}".partition(".")
    return _whole(section, whole) + _decimals(section, decimals) + _literal(section.tail)


def _with_exponent(section: Section, number: Decimal) -> tuple[str, bool]:
    """With more places than one before the point, the exponent goes in steps of so many."""
    width = sum(is_place for is_place, _ in section.whole)
    step, places = max(width, 1), sum(is_place for is_place, _ in section.decimals)
    power = 0
    if number:
        power = number.adjusted() + (not width)
        power -= power % step
    mantissa = _rounded(number.scaleb(-power, _EXACT), places)
    if mantissa >= Decimal(10) ** width and number:  # 9.996 is rounded to 10.00
        power += step
        mantissa = _rounded(number.scaleb(-power, _EXACT), places)
    sign = "-" if power < 0 else "+" if section.exponent.endswith("+") else ""
    digits = sum(is_place for is_place, _ in section.tail)
    exponent = f"{section.exponent[0]}{sign}{abs(power):0{digits}}"
    decimals = f"{mantissa:f}".partition(".")
    text = _whole(section, decimals[0]) + _decimals(section, decimals[2]) + exponent + _literal(section.tail)
    return text, not mantissa


def _with_fraction(section: Section, number: Decimal) -> tuple[str, bool]:
    has_whole = any(is_place for is_place, _ in section.whole)
    exact = Fraction(number)
    whole = int(exact) if has_whole else 0
    numerator, denominator = _nearest(section, exact - whole)
    if has_whole and numerator == denominator:
        whole, numerator = whole + 1, 0
    is_nothing = not whole and not numerator
    before = _whole(section, str(whole)) if has_whole else _literal(section.whole)
    if has_whole and not numerator:
        return (before.strip() or "0") + _literal(section.tail), is_nothing
    return f"{before}{numerator}/{denominator}{_literal(section.tail)}", is_nothing


def _nearest(section: Section, rest: Fraction) -> tuple[int, int]:
    if section.denominator:
        half_up = int(rest * section.denominator + Fraction(1, 2))
        return half_up, section.denominator
    found = rest.limit_denominator(10**section.denominator_places - 1)
    return found.numerator, found.denominator


def _whole(section: Section, digits: str) -> str:
    """The part before the decimal point, from the right: each place takes a digit, the first all that are left."""
    digits = digits.lstrip("0")
    places = [text for place, text in section.whole if place]
    first_zero = places.index("0") if "0" in places else len(places)
    digits = digits.rjust(len(places) - first_zero, "0")
    written: list[str] = []
    left = len(places)
    for place, text in reversed(section.whole):
        if not place:
            written.append(text)
            continue
        left -= 1
        taken = digits if left == 0 else digits[-1:]
        digits = digits[: len(digits) - len(taken)]
        written.append(taken)
    if not section.grouped:
        return "".join(reversed(written))
    return _grouped(section, written)


def _grouped(section: Section, written: list[str]) -> str:
    """The same with a comma before every third digit from the right."""
    parts, count = [], 0
    for (place, _), text in zip(reversed(section.whole), written, strict=True):
        if not place:
            parts.append(text)
            continue
        for digit in reversed(text):
            parts.append(f"{digit}," if count and count % 3 == 0 else digit)
            count += 1
    return "".join(reversed(parts))


def _decimals(section: Section, digits: str) -> str:
    places = [text for place, text in section.decimals if place]
    kept = len(places)
    while kept and places[kept - 1] != "0" and digits[kept - 1] == "0":
        kept -= 1
    written, index = [], 0
    for place, text in section.decimals:
        if place:
            written.append(digits[index] if index < kept else "")
            index += 1
        else:
            written.append(text)
    return ("." if section.point else "") + "".join(written)
