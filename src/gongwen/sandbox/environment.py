"""Jinja2 for templates of strangers: what :mod:`gongwen.sandbox.prices` has a price for, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from types import CodeType
from typing import Any

from jinja2 import StrictUndefined, Undefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.lexer import TokenStream
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from gongwen.sandbox.budget import LONGEST_BLOCK, budget_of, joined
from gongwen.sandbox.functions import LONGEST_LIST, OWN_FILTERS, bounded_number, bounded_range, printed, short
from gongwen.sandbox.guard import TooComplexError, bounded_tokens, guarded, refuse
from gongwen.sandbox.prices import (
    FILTERS,
    LOOP_METHODS,
    MACRO_CALL,
    MAPPING_METHODS,
    OPERATORS,
    TESTS,
    TEXT_METHODS,
    Price,
    pay_for_method,
    paying,
)

__all__ = ["TemplateEnvironment", "environment"]

_LARGEST_POWER = 64


@contextmanager
def _limits() -> Iterator[None]:
    """What Python says of code that is too large or too deep for it, said of the tags."""
    try:
        yield
    except (SyntaxError, RecursionError, MemoryError, ValueError, TypeError, ArithmeticError, SystemError):
        raise TooComplexError from None


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Jinja2 for templates of strangers: autoescaped, strict, without a loader.

    ``parse`` and ``compile`` raise nothing but ``TemplateSyntaxError`` (:class:`RefusedError` and
    :class:`TooComplexError` are two).
    """

    intercepted_binops = OPERATORS
    intercepted_unops = frozenset({"+", "-"})
    folds_names = True
    """Whether names that look alike are one, as they are to Python."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=printed, loader=None)
        own = {name: function for name, function in OWN_FILTERS.items() if name not in FILTERS}
        known = {**self.filters, **OWN_FILTERS}
        self.filters.clear()
        self.add_filters({name: known[name] for name in FILTERS}, FILTERS)
        self.filters.update(own)
        tests: Any = dict(self.tests)
        self.tests.clear()
        self.tests.update({name: paying(name, tests[name], price) for name, price in TESTS.items()})
        self.globals.clear()
        self.globals["range"] = bounded_range

    def add_filters(self, filters: Mapping[str, Callable[..., Any]], prices: Mapping[str, Price]) -> None:
        """Let tags use filters, each for its price."""
        self.filters.update({name: paying(name, function, prices[name]) for name, function in filters.items()})

    @staticmethod
    def concat(parts: Iterable[str]) -> str:
        """Join what a block of a template prints, if that is not too long."""
        return joined(parts, most=LONGEST_BLOCK)

    # ------------------------------------------------------------------ parsing and compiling

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        with _limits():
            tree = super()._parse(source, name, filename)
            refuse(tree)
            return guarded(tree, folds_names=self.folds_names)

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        with _limits():
            return super()._generate(source, name, filename, defer_init)

    def _compile(self, source: str, filename: str) -> CodeType:
        with _limits():
            return super()._compile(source, filename)

    def _tokenize(
        self, source: str, name: str | None, filename: str | None = None, state: str | None = None
    ) -> TokenStream:
        stream = super()._tokenize(source, name, filename, state)
        return TokenStream(bounded_tokens(iter(stream)), name, filename)

    # ------------------------------------------------------------------ what tags do

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Data, and a few methods of texts, mappings and loops."""
        if not super().is_safe_attribute(obj, attr, value):
            return False
        return not callable(value) or _is_known_method(value)

    def is_safe_callable(self, obj: Any) -> bool:
        """Only what this sandbox knows; an undefined name says so itself when it is called."""
        return isinstance(obj, Macro | Undefined) or obj is bounded_range or _is_known_method(obj)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """``format`` is an attribute like any other, and not an allowed one."""
        return None

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - Jinja2's
        """Calls pay for what methods work on, and for what they make; a macro pays for what is in it."""
        budget = budget_of(__context)
        budget.take(len(args) + len(kwargs) + 1)
        if isinstance(__obj, Macro):
            budget.take(MACRO_CALL)
        elif not isinstance(__obj, Undefined) and (owner := getattr(__obj, "__self__", None)) is not None:
            pay_for_method(budget, owner, args)
        result = super().call(__context, __obj, *args, **kwargs)
        budget.written(result)
        return result

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic whose result stays small."""
        if operator == "%" and isinstance(left, str):
            raise SecurityError("不能用 % 拼文字")
        if operator == "*" and not (_is_number(left) and _is_number(right)):
            raise SecurityError("不能用 * 重复文字或名单")
        if operator == "**" and _is_number(right) and abs(right) > _LARGEST_POWER:
            raise SecurityError("乘方太大")
        result = bounded_number(super().call_binop(context, operator, bounded_number(left), bounded_number(right)))
        if isinstance(result, list | tuple) and len(result) > LONGEST_LIST:
            raise SecurityError("名单太长")
        if not _is_number(result):
            budget_of(context).written(result)
        return short(result) if isinstance(result, str) else result

    def call_unop(self, context: Context, operator: str, arg: Any) -> Any:
        """``-面积``."""
        return super().call_unop(context, operator, bounded_number(arg))


def environment() -> TemplateEnvironment:
    """The sandbox of one template."""
    return TemplateEnvironment()


def _is_known_method(value: Any) -> bool:
    owner, name = getattr(value, "__self__", None), getattr(value, "__name__", "")
    if type(owner) in (str, Markup):
        return name in TEXT_METHODS
    if isinstance(owner, dict):
        return name in MAPPING_METHODS
    return isinstance(owner, LoopContext) and name in LOOP_METHODS


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal)
