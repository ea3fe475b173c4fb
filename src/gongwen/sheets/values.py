"""What a table holds: values as a person reads them in the cells, rows of values, and what may be wrong with a cell."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, NamedTuple, Protocol, TypeAlias

from gongwen.errors import Fault
from gongwen.text import BLANKS

__all__ = [
    "Bad",
    "DetailRow",
    "OwnRows",
    "Row",
    "Rows",
    "Shown",
    "Value",
    "clean_heading",
    "clean_number",
    "clean_text",
    "clean_value",
    "guarded",
    "is_like_a_formula",
    "meant",
    "unguarded",
]


class Shown(float):
    """A number that the table shows in its own way: its text is what stands in the cell.

    >>> rate = Shown(0.853, "85.3%")
    >>> str(rate), f"{rate}", rate > 0.8
    ('85.3%', '85.3%', True)
    """

    __slots__ = ("text",)
    text: str

    def __new__(cls, value: float, text: str) -> Shown:
        self = super().__new__(cls, value)
        self.text = text
        return self

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Shown({float.__repr__(self)}, {self.text!r})"

    def __reduce__(self) -> tuple[type[Shown], tuple[float, str]]:
        return (Shown, (float(self), self.text))


Value: TypeAlias = str | int | float | bool | datetime.date | datetime.datetime | datetime.time | None


class DetailRow(dict[str, Value]):
    """A row of a second table; ``number`` as that table shows it."""

    __slots__ = ("number",)
    number: int

    def __init__(self, values: Mapping[str, Value], number: int) -> None:
        super().__init__(values)
        self.number = number

    def __reduce__(self) -> tuple[type[DetailRow], tuple[dict[str, Value], int]]:
        return (DetailRow, (dict(self), self.number))


class OwnRows(tuple[DetailRow, ...]):
    """Details that are rows of the same table, without the column they were put together by."""

    __slots__ = ()


class Row(NamedTuple):
    """One row: its number as the table shows it, its values by heading (None when blank), its own rows of details.

    ``faults`` are those of its cells and of its details' cells; the values concerned are None. ``position`` counts
    the rows of the table, faulty ones among them, from 1; 0 where nobody has counted.
    """

    number: int
    values: dict[str, Value]
    details: tuple[dict[str, Value], ...] = ()
    faults: tuple[Fault, ...] = ()
    position: int = 0


class Rows(Protocol):
    """A table read as a stream; each iteration reads a file again, while a cursor or generator gives its rows once.

    ``remarks`` (what was left out, in Chinese) and ``faults`` (those that belong to no row, such as details whose key
    meets none) are complete at the end of an iteration, and start anew with the next.
    """

    name: str
    columns: tuple[str, ...]
    detail_columns: tuple[str, ...]
    details_name: str | None
    remarks: list[str]
    faults: list[Fault]

    def __iter__(self) -> Iterator[Row]: ...


class Bad(NamedTuple):
    """A cell that holds no usable value."""

    code: str
    message: str
    cure: str
    value: str | None = None
    allowed: str | None = None


ERRORS = {
    "#N/A": "公式没有查到数据",
    "#REF!": "公式引用的单元格已被删除",
    "#NAME?": "公式里有认不出的名称",
    "#DIV/0!": "公式除以了零",
    "#VALUE!": "公式里的数据类型不对",
    "#NUM!": "公式里的数不对",
    "#NULL!": "公式引用的区域不相交",
}
"""What a spreadsheet shows where a formula fails; saved as text or pasted as a value, it is still no value."""


def error_cell(text: str) -> Bad:
    """What is wrong with a cell that shows an error."""
    message = ERRORS.get(text, "公式出错")
    return Bad("error-cell", f"这一格是错误值，{message}", "改正公式，或直接填上数据", text)


def meant(name: str, names: Iterable[str]) -> str:
    """The beginning of a cure that asks whether the nearest of the names was meant; "" where none is near.

    >>> meant("村", ["户数", "村名"]), meant("期限", ["村名"])
    ('是不是“村名”？', '')
    """
    nearest = get_close_matches(name, list(names), n=1, cutoff=0.5)
    return f"是不是“{nearest[0]}”？" if nearest else ""


_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def is_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet would reckon a text instead of showing it.

    >>> is_like_a_formula("=HYPERLINK(1)"), is_like_a_formula("上坝村")
    (True, False)
    """
    return text.startswith(_FORMULA_STARTS)


def guarded(text: str) -> str:
    """The text as a .csv may hold it: an apostrophe keeps it a text, even where it begins with apostrophes.

    >>> guarded("-3"), guarded("'-3"), unguarded(guarded("'-3"))
    ("'-3", "''-3", "'-3")
    """
    return f"'{text}" if is_like_a_formula(text.lstrip("'")) else text


def unguarded(text: str) -> str:
    """The text of a .csv without the apostrophe that :func:`guarded` put before it."""
    return text[1:] if text.startswith("'") and is_like_a_formula(text.lstrip("'")) else text


HALF = re.compile("[\ud800-\udfff]")
"""Half a character: programs that cut texts leave it, and no file can hold it."""

_HALVED = Bad("forbidden-character", "这一格里有半个字，写不进文件", "在这一格里重新输入")
_ENDS = BLANKS + "\n"
_SPECIAL = re.compile("[\r\u00a0\u200b\u2060\ufeff]")
_INVISIBLE = str.maketrans({"\u00a0": " ", "\u200b": None, "\u2060": None, "\ufeff": None})
_SPACES = re.compile(rf"[{BLANKS}\r\n]+")


def clean_text(text: str) -> str | None:
    """A cell's text: no blanks at its ends, no invisible marks, line feeds only; None when nothing is left.

    >>> clean_text("　上坝村\\u200b "), clean_text("007"), clean_text("\\u00a0")
    ('上坝村', '007', None)
    """
    if _SPECIAL.search(text):
        text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_INVISIBLE)
    return text.strip(_ENDS) or None


def clean_heading(text: str) -> str:
    """A heading without the blanks and line breaks that only space it out; one stays between two Latin words.

    >>> clean_heading("村　名"), clean_heading("面积\\n（亩）"), clean_heading(" Village  name ")
    ('村名', '面积（亩）', 'Village name')
    """
    return _SPACES.sub(_between, clean_text(text) or "")


def _between(match: re.Match[str]) -> str:
    before, after = match.string[match.start() - 1 : match.start()], match.string[match.end() : match.end() + 1]
    latin = before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
    return " " if latin else ""


_SIGNIFICANT = 15  # the digits that a spreadsheet keeps of a number


def clean_number(number: float) -> int | float:
    """A number without the noise of binary fractions, whole when it is whole.

    >>> clean_number(0.1 + 0.2), clean_number(3.0), str(clean_number(0.00001))
    (0.3, 3, '0.00001')
    """
    if number.is_integer():
        return int(number)
    number = float(f"{number:.{_SIGNIFICANT}g}")
    if number.is_integer():
        return int(number)
    text = repr(number)
    return Shown(number, f"{Decimal(text):f}") if "e" in text else number


def clean_value(value: Any) -> Value | Bad:  # noqa: PLR0911 - one line for each kind of value
    """A Python value as a cell's value. NaN, NaT and the like are blank.

    >>> clean_value(float("nan")), clean_value(Decimal("12.50")), clean_value(datetime.datetime(2026, 3, 1))
    (None, Shown(12.5, '12.50'), datetime.date(2026, 3, 1))
    """
    if value is None or isinstance(value, bool | Shown):
        return value
    if isinstance(value, str):
        return clean_text(str(value)) if value.isascii() or not HALF.search(value) else _HALVED
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        if math.isinf(value):
            return _wrong_kind(value)
        return None if math.isnan(value) else clean_number(float(value))
    if isinstance(value, Decimal):
        return _clean_decimal(value)
    if isinstance(value, datetime.date | datetime.time):
        return _clean_time(value)
    if type(value).__name__ in ("NAType", "NaTType"):
        return None
    # A scalar of numpy gives its Python value; a list or mapping has no such method.
    item = getattr(value, "item", None)
    if callable(item) and not hasattr(value, "__len__"):
        found = item()
        if isinstance(found, str | int | float | datetime.date | datetime.time):
            return clean_value(found)
    return _wrong_kind(value)


def _clean_decimal(value: Decimal) -> Value | Bad:
    if value.is_nan():
        return None
    if value.is_infinite():
        return _wrong_kind(value)
    text = f"{value:f}"
    return int(value) if value == value.to_integral_value() and "." not in text else Shown(float(value), text)


def _clean_time(value: datetime.date | datetime.time) -> Value:
    if type(value).__name__ == "NaTType":
        return None
    if isinstance(value, datetime.datetime):
        moment = value.replace(fold=0)
        midnight = not (moment.hour or moment.minute or moment.second or moment.microsecond)
        if midnight:
            return datetime.date(moment.year, moment.month, moment.day)
        # A subclass (pandas) becomes the plain kind, which every process can unpack.
        return datetime.datetime.combine(moment.date(), moment.timetz())
    return value


_KINDS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (str, "文字"),
    ((bytes, bytearray, memoryview), "二进制数据"),
    (Mapping, "一组 {名称: 值}"),
    ((list, tuple, set, frozenset), "一串值"),
    (bool, "是否"),
    ((int, float, Decimal), "数"),
    (type(None), "空值"),
)


def kind_of(value: object) -> str:
    """What a value is, for messages.

    >>> kind_of([1, 2]), kind_of({"甲": 1}), kind_of(object())
    ('一串值', '一组 {名称: 值}', ' object')
    """
    return next((said for kinds, said in _KINDS if isinstance(value, kinds)), f" {type(value).__name__}")


def _wrong_kind(value: object) -> Bad:
    return Bad(
        "wrong-value",
        f"这个值是{kind_of(value)}，不能放进一格",
        "改成文字、数或日期；一格里有多行数据的，放进明细表",
        str(value)[:100],
        "文字、数、日期、时间、是否、空",
    )
