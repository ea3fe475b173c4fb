"""What tags call: Jinja2's own functions where they stay small, and bounded ones where they do not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from jinja2 import Undefined, pass_context
from jinja2.exceptions import SecurityError
from jinja2.filters import do_float, do_int, do_round
from jinja2.runtime import Context
from markupsafe import Markup

from gongwen.sandbox.budget import budget_of
from gongwen.sandbox.names import OWN
from gongwen.text import TURNS

__all__ = [
    "COUNTED",
    "JOINED",
    "LONGEST_LIST",
    "OWN_FILTERS",
    "PAID",
    "WEIGHED",
    "WRITTEN",
    "ControlCharacterError",
    "bounded_number",
    "bounded_range",
    "is_unprintable",
    "only_text",
    "printed",
    "short",
]

LONGEST_LIST = 20_000
_LONGEST_TEXT = 200_000
_LARGEST_RANGE = 10_000
_MOST_BITS = 256
_MOST_DIGITS = 64
_LARGEST_EXPONENT = 76
_LONGEST_NUMBER = 400
# What XML cannot hold; docxtpl's \\a and \\f come in its own Listing only. \\v is a line break of Word's.
_NO_XML = re.compile("[\\x00-\\x06\\x08\\x0e-\\x1f\\ufffe\\uffff\\ud800-\\udfff]")
_UNPRINTABLE = re.compile("[\\x00-\\x08\\x0c\\x0e-\\x1f\\ufffe\\uffff\\ud800-\\udfff]")
_PLAIN = (str, int, float, Decimal, date, time)
_LISTS = (list, tuple, dict, set, frozenset, range, Iterator)

COUNTED, WEIGHED, JOINED, PAID, WRITTEN = (
    f"{OWN}{name}" for name in ("counted", "weighed", "joined", "paid", "written")
)
"""Filters of the library's own, which are put around what costs more than a step."""


class ControlCharacterError(Exception):
    """A value that cannot stand in XML."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


# ---------------------------------------------------------------------------- printing


def printed(value: Any) -> Any:
    """What a tag prints: a plain value, or an object that says its own XML."""
    kind = type(value)
    if kind is str:
        if _UNPRINTABLE.search(value):
            raise ControlCharacterError(value)
        return value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in value else value
    if kind is Markup or kind is int or isinstance(value, Undefined):
        return value
    if hasattr(value, "__html__"):
        xml = value.__html__()
        if _NO_XML.search(xml):
            raise ControlCharacterError(xml)
        return Markup(xml)
    if isinstance(value, _LISTS):
        raise SecurityError("名单不能直接印出，用 {% for %} 逐项印，或用 |join('、') 连起来")
    if isinstance(value, datetime | date):
        from gongwen.standard.dates import write_date  # noqa: PLC0415 - only where a template prints a date itself

        return write_date(value)
    if value is None:
        return ""
    return value if isinstance(value, bool | float | Decimal) else printed(str(value))


def is_unprintable(text: str) -> bool:
    """Whether a text that a tag itself says can stand on no page, wherever it is printed."""
    return bool(_NO_XML.search(text) or TURNS.search(text))


# ---------------------------------------------------------------------------- bounds


def short(text: str) -> str:
    """A text that was made, if it is short enough."""
    if len(text) > _LONGEST_TEXT:
        raise SecurityError("文字太长")
    return text


def bounded_number(value: Any) -> Any:
    """A value that is reckoned with; a number so large that reckoning takes long is refused."""
    if isinstance(value, int):
        if value.bit_length() > _MOST_BITS:
            raise SecurityError("数太大")
    elif isinstance(value, Decimal) and value.is_finite() and value and abs(value.adjusted()) > _LARGEST_EXPONENT:
        raise SecurityError("数太大")
    return value


def bounded_range(*bounds: int) -> range:
    """``range``, if it is short enough."""
    made = range(*bounds)
    if abs(made.start) >> _MOST_BITS or abs(made.step) >> _MOST_BITS or made[_LARGEST_RANGE:]:
        raise SecurityError("range 太大")
    return made


def only_text(value: Any) -> Any:
    """A value that is worked on as a text; what a list looks like to Python is none."""
    if isinstance(value, _LISTS) and not hasattr(value, "__html__"):
        raise SecurityError("名单不能当文字加工，用 |join('、') 连起来")
    return value


def _text(value: Any) -> str:
    if isinstance(value, Undefined) or type(value) in (str, Markup):
        return str(value)
    if value is None or isinstance(value, _PLAIN):
        return str(printed(value))
    raise SecurityError("名单里不能再有名单")


def _numeral(value: Any) -> Any:
    """What is to become a number: a number, or a text of usual length."""
    if isinstance(value, str) and len(value) > _LONGEST_NUMBER:
        raise SecurityError("数太大")
    return bounded_number(value)


# ---------------------------------------------------------------------------- filters in place of Jinja2's


def _int(value: Any, default: int = 0, base: int = 10) -> int:
    return bounded_number(do_int(_numeral(value), default, base))  # type: ignore[no-any-return]


def _float(value: Any, default: float = 0.0) -> float:
    return do_float(_numeral(value), default)


def _round(value: Any, precision: int = 0, method: str = "common") -> Any:
    if not isinstance(precision, int) or abs(precision) > _MOST_DIGITS:
        raise SecurityError("小数位数太多")
    if method != "common" and not isinstance(value, int | float | Decimal):
        raise SecurityError("不是数，不能取整")
    return do_round(bounded_number(value), precision, method)  # type: ignore[arg-type]


def _abs(value: Any) -> Any:
    return abs(bounded_number(value))


def _list(items: Any) -> list[Any]:
    return items if type(items) is list else list(items)


def _unchanged(value: Any) -> Any:
    """Everything is escaped when it is printed, and only once."""
    return value


@pass_context
def _sum(context: Context, items: Iterable[Any], attribute: str | int | None = None, start: Any = 0) -> Any:
    total = start
    for item in items:
        value = item if attribute is None else _reached(context, item, attribute)
        if isinstance(value, _LISTS) or isinstance(total, _LISTS):
            raise SecurityError("名单不能相加")
        total = bounded_number(total + bounded_number(value))
        if isinstance(total, str):
            budget_of(context).written(short(total))
    return total


def _reached(context: Context, item: Any, attribute: str | int) -> Any:
    """A part of a part of a value, as ``户.地址.村名`` reaches it."""
    for name in attribute.split(".") if isinstance(attribute, str) else [attribute]:
        item = context.environment.getitem(item, int(name) if isinstance(name, str) and name.isdigit() else name)
    return item


@pass_context
def _join(context: Context, items: Iterable[Any], d: str = "", attribute: str | int | None = None) -> str:
    texts: list[str] = []
    between = only_text(d)
    total = 0
    for item in items:
        text = _text(item if attribute is None else context.environment.getitem(item, attribute))
        total += len(text) + len(str(between))
        if total > _LONGEST_TEXT:
            raise SecurityError("文字太长")
        texts.append(text)
    budget_of(context).take(total)
    return str(between).join(texts)


@pass_context
def _replace(context: Context, text: Any, old: str, new: str, count: int | None = None) -> str:
    whole, old, new = _text(text), _text(old), _text(new)
    length = len(whole) + whole.count(old) * len(new)
    if length > _LONGEST_TEXT:
        raise SecurityError("文字太长")
    budget_of(context).take(length)
    return whole.replace(old, new, -1 if count is None else count)


# ---------------------------------------------------------------------------- paying, put around nodes


@pass_context
def _paid(context: Context, cost: int) -> None:
    budget_of(context).take(cost)


@pass_context
def _counted(context: Context, items: Any, cost: int) -> Any:
    """What a loop goes through, paid for."""
    if isinstance(items, Undefined):
        return items
    budget = budget_of(context)
    if not hasattr(items, "__len__"):
        items = budget.gathered(items) if isinstance(items, Iterator) else list(items)
    budget.take(cost * (len(items) + 1))
    return items


@pass_context
def _weighed(context: Context, value: Any) -> Any:
    """What is compared, paid for."""
    budget = budget_of(context)
    if isinstance(value, Iterator):
        value = budget.gathered(value)
    budget.looked_at(value)
    return value


@pass_context
def _written(context: Context, value: Any) -> Any:
    """What a block of tags has printed, or a piece is cut from, paid for."""
    budget_of(context).written(value)
    return value


@pass_context
def _joined(context: Context, parts: list[Any]) -> str:
    texts = list(map(_text, parts))
    budget_of(context).take(sum(map(len, texts)))
    return short("".join(texts))


OWN_FILTERS: dict[str, Callable[..., Any]] = {
    "abs": _abs,
    "e": _unchanged,
    "escape": _unchanged,
    "float": _float,
    "int": _int,
    "join": _join,
    "list": _list,
    "replace": _replace,
    "round": _round,
    "sum": _sum,
    COUNTED: _counted,
    WEIGHED: _weighed,
    JOINED: _joined,
    PAID: _paid,
    WRITTEN: _written,
}
