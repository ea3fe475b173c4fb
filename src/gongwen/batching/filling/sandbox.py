"""What the tags of a source may do: what those of a template may (:mod:`gongwen.sandbox`), and speak of cells.

Nothing that is written is marked up here, so nothing is escaped; every value leaves a hole instead.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import StrictUndefined, Undefined
from jinja2.exceptions import UndefinedError
from jinja2.runtime import Context

from gongwen.batching.filling.cell_numbers import (
    NUMBER_FORMS,
    CellPlace,
    CellText,
    Excused,
    WrongValueError,
    number_or_text,
    read_number,
)
from gongwen.batching.filling.writing import FILTERS, there
from gongwen.sandbox import Price, TemplateEnvironment

__all__ = ["Blank", "BlankCellError", "Cells", "Missing", "SourceEnvironment"]


class Cells(dict[str, Any]):
    """The cells of a row by column, as ``户.姓名`` and ``行["姓名"]`` reach them."""


class BlankCellError(UndefinedError):
    """A blank cell is to be calculated with."""

    def __init__(self, place: CellPlace, message: str | None = None) -> None:
        super().__init__(message)
        self.place = place


class Blank(Undefined):
    """A cell that is there and empty."""

    def __init__(self, place: CellPlace) -> None:
        super().__init__(name=place.column, exc=functools.partial(BlankCellError, place))  # type: ignore[arg-type]
        self.place = place


class Missing(StrictUndefined):
    """A name that nothing has."""


class SourceEnvironment(TemplateEnvironment):
    """Attributes of :class:`Cells` are columns, and nothing else."""

    folds_names = False  # the headings of the table are not folded either

    def __init__(self, more: Mapping[str, Callable[..., Any]]) -> None:
        super().__init__()
        self.autoescape, self.finalize, self.undefined = False, None, Missing
        self.trim_blocks = self.lstrip_blocks = self.keep_trailing_newline = True
        self.add_filters({"int": _whole, "float": _decimal}, dict.fromkeys(("int", "float"), Price.NUMBER))
        written = {name: _past_excused(function) for name, function in FILTERS.items()}
        self.add_filters(written, dict.fromkeys(written, Price.TEXT))
        self.filters |= {"默认": self.filters["default"], **more}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A column of a row; of a text what a text has."""
        if isinstance(obj, Cells) and attribute in obj:
            return obj[attribute]
        return super().getattr(str(obj) if isinstance(obj, CellText) else obj, attribute)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Sums in which a text that spells a number is one."""
        for excused in (left, right):
            if isinstance(excused, Excused):
                return excused
        there(left)
        there(right)
        if operator == "+":
            left, right = number_or_text(left, beside=right), number_or_text(right, beside=left)
        else:
            left, right = _number(left), _number(right)
        return super().call_binop(context, operator, left, right)

    def call_unop(self, context: Context, operator: str, arg: Any) -> Any:
        """``-面积``."""
        return arg if isinstance(arg, Excused) else super().call_unop(context, operator, _number(there(arg)))


def _number(value: Any) -> Any:
    return value.number() if isinstance(value, CellText) else value


def _past_excused(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def filtered(value: Any, *arguments: Any, **named: Any) -> Any:
        return value if isinstance(value, Excused) else function(value, *arguments, **named)

    return filtered


def _whole(value: Any, default: Any = None) -> Any:
    """``|int``, which has no quiet 0 for what is no number."""
    return _as_number(value, default, int)


def _decimal(value: Any, default: Any = None) -> Any:
    return _as_number(value, default, float)


def _as_number(value: Any, default: Any, kind: Callable[[Any], int | float]) -> Any:
    if isinstance(value, Excused):
        return value
    if default is None:
        there(value)
    number = read_number(value) if isinstance(value, str) else value
    if not isinstance(number, int | float) and (number is None or not hasattr(number, "as_tuple")):
        if default is None:
            raise WrongValueError(value, "不是数", NUMBER_FORMS)
        return default
    return kind(number)
