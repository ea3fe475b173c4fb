"""The small typed values that fields are made of, and how they are read from what people write.

Each reader takes what JSON, YAML or Python may hand over and gives the one canonical value, or raises ``ValueError``
with a Chinese sentence that says what is allowed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, GetJsonSchemaHandler, PlainSerializer, WithJsonSchema

from gongwen.patterns import pattern
from gongwen.standard.dates import DATE_FORMS, read_date
from gongwen.text import FORBIDDEN, INVISIBLE, TURNS, unseen

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

__all__ = [
    "AS_MAPPING_TOO",
    "AS_TEXT_TOO",
    "Agencies",
    "AgencyList",
    "CopyCount",
    "Count",
    "Data",
    "DateValue",
    "Day",
    "Line",
    "Prose",
    "whole_number",
    "without_brackets",
]

Data: TypeAlias = Mapping[str, Any]
"""A value as plain data, with the English names of its fields."""
Agencies: TypeAlias = str | Sequence[str]
"""Names of agencies as they may be given; one text is split at ，"""
Day: TypeAlias = date | str
"""A day as it may be given, in any common writing."""

_SEPARATOR = pattern(r"[，,\n]")
# The colon after the last recipient, the full stop after the last of 抄送, and blanks, are not part of a name.
_AROUND_NAMES = " \t\n\r\f\v\u3000：:。"
_EARLIEST_YEAR = 1000
_OPENING, _CLOSING = ("（", "("), ("）", ")")
_COPIES = pattern(r"(?:共印)?\s*(\d+)\s*份?")
_NO_COPIES = "印数应是份数；写作 30 或“共印30份”"
_MOST_DIGITS = 9
_LARGEST = 10**_MOST_DIGITS - 1
_TOO_LARGE = f"这个数超过 {_MOST_DIGITS} 位；核对后改成实际的数"


# What cannot be written, and what would let a text be read in another order than it is written: one search for both.
_NOT_IN_PROSE = pattern(f"{FORBIDDEN.pattern[:-1]}{TURNS.pattern[1:]}")
_NOT_IN_LINE = pattern(f"{FORBIDDEN.pattern[:-1]}{INVISIBLE.pattern[1:]}")


def _prose(text: str) -> str:
    """Text that may hold tabs and line breaks."""
    found = _NOT_IN_PROSE.search(text)
    if found:
        raise ValueError(_refusal(found))
    return text


def _line(text: str) -> str:
    """Text of one line; what nobody sees would make two names or titles of one."""
    if _NOT_IN_LINE.search(text):
        found = FORBIDDEN.search(text) or next(iter(unseen(text)), None)
        if found:
            raise ValueError(_refusal(found))
    if "\n" in text or "\t" in text:
        raise ValueError("应写在一行内，不能含换行或制表符")
    return text


def _refusal(found: re.Match[str]) -> str:
    what = "不能写入文档的控制字符" if FORBIDDEN.match(found[0]) else "看不见的字符"
    return f"含有{what} U+{ord(found[0]):04X}（第 {found.start() + 1} 个字符），请删去这个字符"


def _agencies(value: Any) -> Any:
    """``"各村，镇直各单位："`` or a list of names become a list of names; 、 stays inside a name."""
    if isinstance(value, list | tuple) and all(isinstance(name, str) for name in value):
        value = "，".join(value)
    if isinstance(value, str):
        names = [name.strip(_AROUND_NAMES) for name in _SEPARATOR.split(value)]
        return [name for name in names if name]
    return value


def _date(value: Any) -> Any:
    day = value
    if isinstance(value, datetime):
        day = value.date()
    elif isinstance(value, str):
        day = read_date(value)
    if isinstance(day, date) and day.year >= _EARLIEST_YEAR:
        return day
    raise ValueError(f"不是日历上的日期；可写作 {DATE_FORMS}")


def whole_number(digits: str) -> int:
    """The number that digits make; ``ValueError`` for more of them than any count on a document has.

    >>> whole_number("030")
    30
    """
    if len(digits) > _MOST_DIGITS:
        raise ValueError(_TOO_LARGE)
    return int(digits)


def _countable(number: int) -> int:
    if number > _LARGEST:
        raise ValueError(_TOO_LARGE)
    return number


def _copies(value: Any) -> Any:
    if isinstance(value, str):
        match = _COPIES.fullmatch(value.strip())
        if not match:
            raise ValueError(_NO_COPIES)
        return whole_number(match[1])
    if isinstance(value, bool):
        raise ValueError(_NO_COPIES)
    return value


class AlsoGiven:
    """What the JSON Schema of what may be sent allows beside the kept value; the one of what comes out does not.

    pydantic's own ``json_schema_input_type`` fails in several of its versions where it names a model.
    """

    def __init__(self, other: Callable[[JsonSchemaValue], JsonSchemaValue]) -> None:
        self._other = other

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        kept = handler(core)
        return kept if handler.mode == "serialization" else {"anyOf": [kept, self._other(kept)]}


AS_TEXT_TOO = AlsoGiven(lambda kept: {"type": "string"})
AS_MAPPING_TOO = AlsoGiven(lambda kept: {"type": "object", "additionalProperties": kept["items"]})


Prose = Annotated[str, AfterValidator(_prose)]
"""Text of a paragraph or a table cell; tabs and line breaks are kept."""

Line = Annotated[str, AfterValidator(_line)]
"""Text of one line."""

AgencyList = Annotated[tuple[Line, ...], BeforeValidator(_agencies), AS_TEXT_TOO]
"""Names of agencies or groups of agencies; a single text is split at ，"""

DateValue = Annotated[
    date,
    BeforeValidator(_date),
    PlainSerializer(lambda day: day.isoformat(), return_type=str, when_used="json"),
    WithJsonSchema(
        {"type": "string", "examples": ["2026-03-02", "2026年3月2日", "二〇二六年三月二日"]}, mode="validation"
    ),
    WithJsonSchema({"type": "string", "format": "date"}, mode="serialization"),
]
"""A day; read in every common writing, ISO in JSON."""

Count = Annotated[int, Field(ge=1), AfterValidator(_countable)]
"""A whole number from 1 that a page has room for."""

CopyCount = Annotated[Count, BeforeValidator(_copies), AS_TEXT_TOO]
"""A number of copies: 30, “30份”, “共印30份”."""


def without_brackets(text: str | None) -> str | None:
    """A note without the brackets around the whole of it, which the page gives it; None when nothing is left.

    >>> without_brackets("（（此件公开发布））"), without_brackets("（甲）（乙）"), without_brackets("（）")
    ('此件公开发布', '（甲）（乙）', None)
    """
    inner = (text or "").strip()
    while _is_in_brackets(inner):
        inner = inner[1:-1].strip()
    return inner or None


def _is_in_brackets(text: str) -> bool:
    """Whether one pair of brackets holds the whole text: （甲（乙）丙）, but not （甲）（乙）."""
    if not (text[:1] in _OPENING and text[-1:] in _CLOSING and len(text) > 1):
        return False
    depth = 0
    for index, character in enumerate(text):
        depth += (character in _OPENING) - (character in _CLOSING)
        if depth == 0 and index < len(text) - 1:
            return False
    return depth == 0
