"""Values of a table as a document writes them, and the filters that a placeholder may ask for."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from babel.numbers import format_decimal, format_percent
from jinja2 import Undefined

from gongwen.batching.filling.cell_numbers import NUMBER_FORMS, WrongValueError, read_number
from gongwen.standard.capitals import amount_in_words
from gongwen.standard.dates import DATE_FORMS, read_date, write_date

__all__ = ["FILTERS", "MOST_PLACES", "PLACES", "there", "written"]

_LOCALE = "zh_Hans_CN"
_DIGITS = 15  # as many as a spreadsheet keeps
MOST_PLACES = 15
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SOME_YEAR = "2024年"  # one that has a 29 February


def written(value: Any) -> str:
    """A value as text: dates as 成文日期 writes them, whole numbers without a point, numbers without float noise.

    >>> written(0.1 + 0.2), written(12.0), written(datetime.date(2026, 11, 24)), written(True)
    ('0.3', '12', '2026年11月24日', '是')
    """
    write = _WRITERS.get(type(value))
    if write is None:
        write = next((write for kind, write in _WRITERS.items() if isinstance(value, kind)), str)
    return write(value)


def _write_text(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in value else value


def _write_float(value: float) -> str:
    if type(value) is not float:
        return str(value)  # a number that knows how the spreadsheet shows it
    text = format(Decimal(format(value, f".{_DIGITS}g")), "f") if math.isfinite(value) else ""
    return text.rstrip("0").rstrip(".") if "." in text else text


def _write_time(value: datetime.time) -> str:
    return f"{value.hour}时{value.minute:02d}分" if value.minute else f"{value.hour}时"


def _write_moment(value: datetime.datetime) -> str:
    day = write_date(value.date())
    return day + _write_time(value.time()) if value.time() != datetime.time() else day


# A moment before a day, for every moment is one.
_WRITERS: MappingProxyType[type, Callable[[Any], str]] = MappingProxyType(
    {
        str: _write_text,
        bool: lambda value: "是" if value else "否",
        int: str,
        float: _write_float,
        datetime.datetime: _write_moment,
        datetime.date: write_date,
        datetime.time: _write_time,
    }
)


# ---------------------------------------------------------------------------------- filters


def there(value: Any) -> Any:
    """The value; a blank cell is nothing to calculate with."""
    if isinstance(value, Undefined):
        value._fail_with_undefined_error()
    return value


def _day(value: Any) -> datetime.date:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    text = str(there(value))
    found = read_date(_COMPACT_DATE.sub(r"\1-\2-\3", text) if len(text) == len("20261205") else text)
    if found is None:
        raise WrongValueError(value, "不是日期", DATE_FORMS)
    return found


def _number(value: Any) -> Decimal:
    there(value)
    if isinstance(value, int | float | Decimal):
        return Decimal(str(float(value) if isinstance(value, float) else value))
    number = read_number(value) if isinstance(value, str) else None
    if number is None:
        raise WrongValueError(value, "不是数", NUMBER_FORMS)
    return number


def _full_date(value: Any) -> str:
    """2026年11月24日."""
    return write_date(_day(value))


def _month_and_day(value: Any) -> str:
    """11月24日; a date that is written without its year has what is asked for."""
    without_year = isinstance(value, str) and read_date(f"{_SOME_YEAR}{value}")
    day = without_year or _day(value)
    return f"{day.month}月{day.day}日"


def _grouped(value: Any) -> str:
    """12,345.6."""
    return format_decimal(_number(value), locale=_LOCALE, decimal_quantization=False)


def _percent(value: Any, places: int = 1) -> str:
    """0.853 as 85.3%."""
    pattern = "0." + "#" * _places(places) + "%" if places else "0%"
    return format_percent(_number(value), format=pattern, locale=_LOCALE)


def _rounded(value: Any, places: int = 2) -> str:
    """12.345 as 12.35, with all its places."""
    pattern = "0." + "0" * _places(places) if places else "0"
    return format_decimal(_number(value), format=pattern, locale=_LOCALE)


def _in_capitals(value: Any) -> str:
    """12345.67 as 壹万贰仟叁佰肆拾伍元陆角柒分."""
    return amount_in_words(_number(value))


def _places(places: Any) -> int:
    if not isinstance(places, int) or not 0 <= places <= MOST_PLACES:
        raise ValueError(f"小数位数应是 0 到 {MOST_PLACES}")
    return places


PLACES = frozenset({"百分比", "保留"})
"""The filters that take a number of decimal places; the others take nothing."""

FILTERS: MappingProxyType[str, Callable[..., Any]] = MappingProxyType(
    {
        "年月日": _full_date,
        "月日": _month_and_day,
        "千分位": _grouped,
        "百分比": _percent,
        "保留": _rounded,
        "大写": _in_capitals,
    }
)
"""Filters by their Chinese names: ``{{ 期限|月日 }}``, ``{{ 完成率|百分比 }}``, ``{{ 金额|保留(2) }}``."""
