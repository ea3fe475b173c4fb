"""Number formats of spreadsheets: the text of a cell's number in, the value that a person reads out.

A format compiles once into a function: dates and lengths of time are read here, numbers by
``number_sections`` and ``number_writing``.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from types import MappingProxyType
from typing import TypeAlias

from gongwen.sheets.number_sections import NumberFormat, number_format
from gongwen.sheets.number_writing import written
from gongwen.sheets.places import WINDOWS_EPOCH
from gongwen.sheets.values import Bad, Shown, Value, clean_number

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
    if code in ("", "General", "@") or len(code) > _LONGEST_CODE:
        return plain
    first = code.split(";", maxsplit=1)[0]
    if _ELAPSED.search(first):
        return partial(_duration, code)
    if _DATE_PARTS.search(_LITERAL.sub("", first)):
        return partial(_moment, code, epoch)
    read = number_format(code)
    return partial(_unreadable, code) if read is None else partial(_shown, read)


def _shown(read: NumberFormat, text: str) -> Value | Bad:
    number = plain(text)
    if not isinstance(number, int | float):
        return number
    said = written(read, Decimal(repr(number)) if isinstance(number, float) else Decimal(number))
    # A format that hides the number shows nothing; the number itself says more.
    return number if said in ("", str(number)) else Shown(number, said)


def _unreadable(code: str, text: str) -> Bad:
    cure = "把这一格设为“常规”或“数值”格式，或照所见的存成文字"
    return Bad("unknown-number-format", f"这一格的数字格式“{code}”认不出，不知道显示成什么", cure, text)


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
