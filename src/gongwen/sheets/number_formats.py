"""Number formats of spreadsheets: the text of a cell's number in, the value that a person reads out.

A format compiles once into a function. Formats with conditions, fractions or exponents show the plain number.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import partial
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from gongwen.sheets.places import WINDOWS_EPOCH
from gongwen.sheets.values import Bad, Shown, Value, clean_number
from gongwen.standard.capitals import number_in_words

__all__ = ["Decoder", "decoder", "format_of", "plain"]

Decoder: TypeAlias = Callable[[str], "Value | Bad"]

# The formats that need no definition in the file (ISO/IEC 29500-1 18.8.30).
_USUAL: MappingProxyType[int, str] = MappingProxyType(
    {
        1: "0",
        2: "0.00",
        3: "#,##0",
        4: "#,##0.00",
        5: '"$"#,##0_);("$"#,##0)',
        6: '"$"#,##0_);[Red]("$"#,##0)',
        7: '"$"#,##0.00_);("$"#,##0.00)',
        8: '"$"#,##0.00_);[Red]("$"#,##0.00)',
        9: "0%",
        10: "0.00%",
        11: "0.00E+00",
        12: "# ?/?",
        13: "# ??/??",
        14: "mm-dd-yy",
        15: "d-mmm-yy",
        16: "d-mmm",
        17: "mmm-yy",
        18: "h:mm AM/PM",
        19: "h:mm:ss AM/PM",
        20: "h:mm",
        21: "h:mm:ss",
        22: "m/d/yy h:mm",
        37: "#,##0_);(#,##0)",
        38: "#,##0_);[Red](#,##0)",
        39: "#,##0.00_);(#,##0.00)",
        40: "#,##0.00_);[Red](#,##0.00)",
        41: '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)',
        43: '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)',
        42: '_("$"* #,##0_);_("$"* \\(#,##0\\);_("$"* "-"_);_(@_)',
        44: '_("$"* #,##0.00_)_("$"* \\(#,##0.00\\)_("$"* "-"??_)_(@_)',
        45: "mm:ss",
        46: "[h]:mm:ss",
        47: "mmss.0",
        48: "##0.0E+0",
        49: "@",
    }
)
# The numbers of formats that Chinese editions of Excel and WPS know without a definition in the file.
_CHINESE: MappingProxyType[int, str] = MappingProxyType(
    {
        **dict.fromkeys((27, 50, 52, 57), 'yyyy"年"m"月"'),
        **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
        30: "m-d-yy",
        31: 'yyyy"年"m"月"d"日"',
        32: 'h"时"mm"分"',
        33: 'h"时"mm"分"ss"秒"',
        **dict.fromkeys((34, 55), '上午/下午h"时"mm"分"'),
        **dict.fromkeys((35, 56), '上午/下午h"时"mm"分"ss"秒"'),
        36: 'yyyy"年"m"月"',
    }
)
_LONGEST = 15  # digits; a spreadsheet turns those behind into zeros
_LONGEST_CODE = 255  # characters that Excel takes
_MOST = 10**_LONGEST
_FALSE_LEAP_DAY = 60  # Excel counts a 29 February 1900, so the days before it are one too low


def format_of(number: int, defined: dict[int, str]) -> str:
    """The format code that a number stands for: the file's own, the Chinese editions', or Excel's."""
    if number in defined:
        return defined[number]
    code = _CHINESE.get(number) or _USUAL.get(number, "General")
    return code.replace('"$"', '"¥"')  # the currency of the Chinese editions


def plain(text: str) -> Value | Bad:
    """The text of a number as a plain number.

    >>> plain("3.0"), plain("0.30000000000000004"), plain("110101199001011234").code
    (3, 0.3, 'number-too-long')
    """
    if text.isdecimal() and len(text) <= _LONGEST:
        return int(text)
    try:
        number = float(text)
    except ValueError:
        return Bad("broken-cell", "这一格的数读不出来", "在这一格里重新输入", text)
    if not -_MOST < number < _MOST:
        return Bad(
            "number-too-long",
            f"数字超过 {_LONGEST} 位，表格软件只保留前 {_LONGEST} 位，后面的已经变成 0",
            "把这一列设为文本格式，再重新输入（身份证号、银行账号都要这样）",
            f"{number:.0f}" if abs(number) < _MOST * _MOST else text,
        )
    return clean_number(number)


def decoder(code: str, epoch: datetime.datetime) -> Decoder:
    """The function that reads a cell's number with this format.

    >>> epoch = datetime.datetime(1899, 12, 30)
    >>> decoder("0.0%", epoch)("0.853"), decoder("#,##0.00", epoch)("1234.5"), decoder("000000", epoch)("7")
    (Shown(0.853, '85.3%'), Shown(1234.5, '1,234.50'), Shown(7.0, '000007'))
    >>> decoder('[$-804]yyyy"年"m"月"d"日"', epoch)("46082")
    datetime.date(2026, 3, 1)
    >>> decoder("[DBNum2][$-804]General", epoch)("12345.678")
    Shown(12345.678, '壹万贰仟叁佰肆拾伍.陆柒捌')
    """
    code = code.replace("G/通用格式", "General").strip()
    in_words = _IN_WORDS.fullmatch(code)
    if in_words:
        before, after = (_LITERAL.sub(lambda found: found[1] or found[2] or "", in_words[name]) for name in _SIDES)
        return partial(_worded, in_words["kind"] == "2", before, after)
    if code in ("", "General", "@") or len(code) > _LONGEST_CODE:
        return plain
    first = code.split(";", maxsplit=1)[0]
    if _ELAPSED.search(first):
        return partial(_duration, code)
    if _DATE_PARTS.search(_LITERAL.sub("", first)):
        return partial(_moment, code, epoch)
    sections = [_section(text) for text in _split(code)]
    if not sections or any(section is None for section in sections[:3]):
        return plain
    return partial(_shown, [section for section in sections[:3] if section is not None])


# --- dates and times ---

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|[_*].')
_PARTS = re.compile(r"(y+|m+)", re.IGNORECASE)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_DATE_PARTS = re.compile("[dmhys]", re.IGNORECASE)


def _moment(code: str, epoch: datetime.datetime, text: str) -> Value | Bad:
    number = plain(text)
    if not isinstance(number, int | float):
        return number
    bare = _LITERAL.sub("", code.split(";", maxsplit=1)[0]).lower()
    has_time = bool(re.search("[hs]", bare))
    has_date = bool(re.search("[yd]", bare)) or not has_time
    first = 1 if has_date and epoch == WINDOWS_EPOCH else 0
    found = _moment_of(number, epoch) if number >= first else None
    if found is None:
        cure = "改成正确的日期；不是日期的，把这一格设为“常规”或“数值”格式"
        return Bad("not-a-date", "这一格设为日期格式，但里面的数不是日期", cure, str(number))
    if not has_date:
        return found.time()
    if has_time:
        return found if found.time() != datetime.time() else found.date()
    if "d" in bare:
        return found.date()
    return _month(code, found)  # a month or a year alone: the first of it would say more than the cell


def _moment_of(number: float, epoch: datetime.datetime) -> datetime.datetime | None:
    """The moment, to the second, so many days from the epoch; None behind the last one."""
    days, rest = divmod(number, 1)
    if days < _FALSE_LEAP_DAY and epoch == WINDOWS_EPOCH:
        days += 1
    try:
        return epoch + datetime.timedelta(days, round(rest * 86400))
    except OverflowError:
        return None


def _month(code: str, moment: datetime.datetime) -> Value:
    """A month or year as its format writes it.

    >>> _month('yyyy"年"m"月"', datetime.datetime(2026, 3, 1)), _month("yyyy", datetime.datetime(2026, 3, 1))
    ('2026年3月', 2026)
    """
    literal: list[str] = []

    def keep(match: re.Match[str]) -> str:
        literal.append(match[1] or match[2] or "")
        return f"\x00{len(literal) - 1}\x00"

    def write(match: re.Match[str]) -> str:
        part = match[1].lower()
        if part[0] == "y":
            return f"{moment.year % 100:02}" if part in ("y", "yy") else str(moment.year)
        return f"{moment.month:02}" if part == "mm" else str(moment.month)

    text = _PARTS.sub(write, _LITERAL.sub(keep, code.split(";", maxsplit=1)[0]))
    text = re.sub("\x00(\\d+)\x00", lambda match: literal[int(match[1])], text)
    return int(text) if text.isdecimal() else text


def _duration(code: str, text: str) -> Value | Bad:
    number = plain(text)
    if not isinstance(number, int | float):
        return number
    seconds = round(abs(number) * 86400)
    sign = "-" if number < 0 and seconds else ""
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    bare = code.lower()
    if "[h" in bare:
        written = f"{hours}:{minute:02}" + (f":{second:02}" if "s" in bare else "")
    elif "[m" in bare:
        written = f"{minutes}" + (f":{second:02}" if "s" in bare else "")
    else:
        written = str(seconds)
    return Shown(number, sign + written)


# --- numbers ---

_IN_WORDS = re.compile(
    r'\[DBNum(?P<kind>[12])\](?:\[\$-[^\]]*\])?(?P<before>(?:"[^"]*"|\\.)*)General(?P<after>(?:"[^"]*"|\\.|;@)*)',
    re.IGNORECASE,
)
_SIDES = ("before", "after")


def _worded(capital: bool, before: str, after: str, text: str) -> Value | Bad:
    """A number in words, as the cell shows it."""
    number = plain(text)
    if not isinstance(number, int | float):
        return number
    exact = Decimal(repr(number)) if isinstance(number, float) else Decimal(number)
    written = number_in_words(exact, capital=capital)
    return Shown(number, f"{before}{written}{after.removesuffix(';@')}")


class _Section(NamedTuple):
    """One of the up to three parts of a format: for positive, negative and zero numbers."""

    before: tuple[tuple[bool, str], ...]  # (is a digit's place, its character), up to the decimal point
    after: tuple[tuple[bool, str], ...]
    point: bool
    grouped: bool
    power: int  # of ten: percent signs up, closing commas down


_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|\[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]'
    r"|(?P<color>\[(?:black|blue|cyan|green|magenta|red|white|yellow|color\s*\d+)\])"
    r"|(?P<bracket>\[[^\]]*\])|(?P<pad>[_*].)|(?P<general>General)|(?P<digit>[0#?])|(?P<char>.)",
    re.IGNORECASE | re.DOTALL,
)
_UNSUPPORTED = frozenset("/Ee@")
_SECTION = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|;|.', re.DOTALL)


def _split(code: str) -> list[str]:
    sections = [""]
    for token in _SECTION.findall(code):
        if token == ";":
            sections.append("")
        else:
            sections[-1] += token
    return sections


def _section(code: str) -> _Section | None:
    """A section as data; None when it is of a kind that is not written here."""
    before: list[tuple[bool, str]] = []
    after: list[tuple[bool, str]] = []
    items, point, grouped, power, commas = before, False, False, 0, 0
    for match in _TOKEN.finditer(code):
        kind, text = match.lastgroup, match[0]
        if kind in ("color", "pad"):
            continue
        if kind in ("bracket", "general"):
            return None
        if kind == "digit":
            if commas:
                grouped, commas = True, 0
            items.append((True, text))
        elif kind in ("quoted", "escaped", "currency"):
            items.append((False, match[kind] or ""))
        elif text == ".":
            if point:
                return None
            items, point = after, True
        elif text == "," and any(place for place, _ in before):
            commas += 1
        elif text in _UNSUPPORTED:
            return None
        else:
            power += 2 * (text == "%")
            items.append((False, text))
    if not any(place for place, _ in (*before, *after)) and not before:
        return None  # nothing is shown at all: the number itself says more
    return _Section(tuple(before), tuple(after), point, grouped, power - 3 * commas)


# Enough for a code of nothing but percent signs before as many places.
_EXACT = Context(prec=3 * _LONGEST_CODE + _LONGEST, rounding=ROUND_HALF_UP)


def _shown(sections: list[_Section], text: str) -> Value | Bad:
    number = plain(text)
    if not isinstance(number, int | float):
        return number
    exact = Decimal(repr(float(number)) if isinstance(number, float) else number)
    # Positive; negative; zero: the first stands in for those that are not given.
    wanted = 1 if number < 0 else 2 if number == 0 else 0
    chosen = wanted if wanted < len(sections) else 0
    section = sections[chosen]
    places = sum(place for place, _ in section.after)
    rounded = abs(exact).scaleb(section.power, _EXACT).quantize(Decimal(1).scaleb(-places), context=_EXACT)
    whole, _, fraction = f"{rounded:f}".partition(".")
    written = _whole(section, whole) + _fraction(section, fraction)
    if number < 0 and chosen == 0 and rounded:
        written = f"-{written.strip()}"
    written = written.strip()
    # A format that hides the number shows nothing; the number itself says more.
    return number if written in ("", str(number)) else Shown(number, written)


def _whole(section: _Section, digits: str) -> str:
    """The part before the decimal point, from the right: each place takes a digit, the first all that are left."""
    digits = digits.lstrip("0")
    places = [text for place, text in section.before if place]
    first_zero = places.index("0") if "0" in places else len(places)
    digits = digits.rjust(len(places) - first_zero, "0")
    written: list[str] = []
    left = len(places)
    for place, text in reversed(section.before):
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


def _grouped(section: _Section, written: list[str]) -> str:
    """The same with a comma before every third digit from the right."""
    parts, count = [], 0
    for (place, _), text in zip(reversed(section.before), written, strict=True):
        if not place:
            parts.append(text)
            continue
        for digit in reversed(text):
            parts.append(f"{digit}," if count and count % 3 == 0 else digit)
            count += 1
    return "".join(reversed(parts))


def _fraction(section: _Section, digits: str) -> str:
    places = [text for place, text in section.after if place]
    kept = len(places)
    while kept and places[kept - 1] != "0" and digits[kept - 1] == "0":
        kept -= 1
    written, index = [], 0
    for place, text in section.after:
        if place:
            written.append(digits[index] if index < kept else "")
            index += 1
        else:
            written.append(text)
    return ("." if section.point else "") + "".join(written)
