"""What everything that a tag may do costs, in steps. What is not in these tables is refused.

Nodes cost what they cost each time they are gone through: a loop and a macro pay for all that is in them before each
round. What costs more for larger values is paid when it is done: ``Price`` says for a filter, a test or a method by
what it grows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum, auto
from typing import Any

from jinja2 import Undefined, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.filters import make_multi_attrgetter
from jinja2.runtime import Context

from gongwen.sandbox.budget import Budget, budget_of
from gongwen.sandbox.functions import bounded_number, only_text

__all__ = [
    "COMPARISONS",
    "FILTERS",
    "GLOBALS",
    "LOOP_METHODS",
    "MACRO_CALL",
    "MAPPING_METHODS",
    "NODES",
    "OPERATORS",
    "REFUSED",
    "ROUND",
    "TESTS",
    "TEXT_METHODS",
    "Price",
    "pay_for_method",
    "paying",
]

ROUND = 16
"""Going once through a loop, or calling a macro, before anything in it is done."""
MACRO_CALL = 48
"""Calling a macro, beyond what any call costs."""

NODES: Mapping[type[nodes.Node], int] = {
    # Texts and values
    nodes.TemplateData: 2,
    nodes.Output: 8,
    nodes.Const: 1,
    nodes.Name: 2,
    nodes.Getattr: 16,
    nodes.Getitem: 12,
    nodes.Slice: 4,
    nodes.List: 4,
    nodes.Tuple: 4,
    nodes.Dict: 4,
    nodes.Pair: 2,
    nodes.Keyword: 2,
    # Operators
    nodes.Add: 16,
    nodes.Sub: 16,
    nodes.Mul: 16,
    nodes.Div: 16,
    nodes.FloorDiv: 16,
    nodes.Mod: 16,
    nodes.Pow: 16,
    nodes.Neg: 12,
    nodes.Pos: 12,
    nodes.Not: 1,
    nodes.And: 1,
    nodes.Or: 1,
    nodes.CondExpr: 2,
    nodes.Concat: 24,
    nodes.Compare: 2,
    nodes.Operand: 8,
    nodes.Filter: 24,
    nodes.Test: 16,
    nodes.Call: 40,
    # Statements
    nodes.Template: 0,
    nodes.Assign: 8,
    nodes.AssignBlock: 24,
    nodes.If: 1,
    nodes.For: 24,
    nodes.With: 8,
    nodes.Macro: 24,
    nodes.CallBlock: 64,
    nodes.FilterBlock: 32,
}
"""Every node that a tag may have. Jinja2's others - ``include``, ``import``, ``block`` … - are refused."""

OPERATORS = frozenset({"+", "-", "*", "/", "//", "%", "**"})
"""Operators between numbers; all of them are reckoned by the sandbox."""
COMPARISONS = frozenset({"eq", "ne", "gt", "gteq", "lt", "lteq", "in", "notin"})
"""Comparisons; both sides are paid for unless one is written out in the tag."""


class Price(Enum):
    """By what the cost of a filter or a test grows, beyond its node's own."""

    FIXED = auto()
    """Not at all: the function is Jinja2's own."""
    SEQUENCE = auto()
    """Not at all, for a list; what comes item by item is made one."""
    NUMBER = auto()
    """Not at all: the number is bounded."""
    DIVIDED = auto()
    """Not at all: the number is bounded, and no text is divided."""
    TEXT = auto()
    """By the characters; a list is no text."""
    WORDS = auto()
    """By the words of a text."""
    ITEMS = auto()
    """By the items, which are not looked into."""
    EACH = auto()
    """By the items, each of which is given to another filter or test."""
    VALUES = auto()
    """By all that is inside the items."""
    ORDERED = auto()
    """By all that is inside the items, each of which is compared with several others."""
    COMPARED = auto()
    """By all that is inside both sides."""
    OWN = auto()
    """The function pays itself."""


FILTERS: Mapping[str, Price] = {
    "abs": Price.NUMBER,
    "capitalize": Price.TEXT,
    "count": Price.SEQUENCE,
    "d": Price.FIXED,
    "default": Price.FIXED,
    "e": Price.FIXED,
    "escape": Price.FIXED,
    "first": Price.SEQUENCE,
    "float": Price.NUMBER,
    "int": Price.NUMBER,
    "join": Price.ITEMS,
    "last": Price.SEQUENCE,
    "length": Price.SEQUENCE,
    "list": Price.ITEMS,
    "lower": Price.TEXT,
    "map": Price.EACH,
    "max": Price.VALUES,
    "min": Price.VALUES,
    "reject": Price.EACH,
    "rejectattr": Price.EACH,
    "replace": Price.OWN,
    "reverse": Price.ITEMS,
    "round": Price.NUMBER,
    "select": Price.EACH,
    "selectattr": Price.EACH,
    "sort": Price.ORDERED,
    "sum": Price.EACH,
    "title": Price.WORDS,
    "trim": Price.TEXT,
    "truncate": Price.TEXT,
    "unique": Price.VALUES,
    "upper": Price.TEXT,
}
"""The filters of Jinja2 that a tag may use."""

TESTS: Mapping[str, Price] = {
    **dict.fromkeys(("boolean", "callable", "defined", "escaped", "false", "filter", "float", "integer"), Price.FIXED),
    **dict.fromkeys(("iterable", "mapping", "none", "number", "sameas", "sequence", "string"), Price.FIXED),
    **dict.fromkeys(("test", "true", "undefined"), Price.FIXED),
    **dict.fromkeys(("divisibleby", "even", "odd"), Price.DIVIDED),
    **dict.fromkeys(("lower", "upper"), Price.TEXT),
    **dict.fromkeys(("!=", "<", "<=", "==", ">", ">="), Price.COMPARED),
    **dict.fromkeys(("eq", "equalto", "ge", "greaterthan", "gt", "in", "le", "lessthan", "lt", "ne"), Price.COMPARED),
}
"""The tests that a tag may use."""

GLOBALS = frozenset({"range"})

REFUSED: Mapping[str, frozenset[str]] = {
    "nodes": frozenset(
        {"Block", "Break", "Continue", "Extends", "FromImport", "Import", "Include", "NSRef"}
        | {"ContextReference", "DerivedContextReference", "EnvironmentAttribute", "ExprStmt", "ExtensionAttribute"}
        | {"ImportedName", "InternalName", "MarkSafe", "MarkSafeIfAutoescape", "OverlayScope", "Scope"}
        | {"ScopedEvalContextModifier"}
    ),
    "filters": frozenset(
        {"attr", "batch", "center", "dictsort", "filesizeformat", "forceescape", "format", "groupby", "indent"}
        | {"items", "pprint", "random", "safe", "slice", "string", "striptags", "tojson", "urlencode", "urlize"}
        | {"wordcount", "wordwrap", "xmlattr"}
    ),
    "tests": frozenset(),
    "globals": frozenset({"cycler", "dict", "joiner", "lipsum", "namespace"}),
}
"""What Jinja2 has besides, by name, so that what a later Jinja2 adds is noticed."""

TEXT_METHODS = frozenset(
    {"strip", "lstrip", "rstrip", "lower", "upper", "startswith", "endswith", "split", "isdigit", "count", "find"}
    | {"removeprefix", "removesuffix"}
)
MAPPING_METHODS = frozenset({"get", "items", "keys", "values"})
LOOP_METHODS = frozenset({"cycle", "changed"})

_CALLED, _EACH, _WORD, _STRIPPED = 4, 24, 4, 16
_ATTRIBUTE = re.compile("[.,]")


def paying(name: str, function: Callable[..., Any], price: Price) -> Callable[..., Any]:
    """A filter or a test that pays before it works, from wherever it is called."""
    if price is Price.OWN or price is Price.FIXED:
        return function
    passed = getattr(function, "jinja_pass_arg", None)

    @pass_context
    def paid(context: Context, value: Any, *arguments: Any, **named: Any) -> Any:
        budget = budget_of(context)
        budget.take(_CALLED)
        if not isinstance(value, Undefined):
            if isinstance(value, Iterator):
                value = budget.gathered(value)
            if price is not Price.SEQUENCE:
                _pay(price, context, budget, value, [*arguments, *named.values()])
        if passed is None:
            return function(value, *arguments, **named)
        return function(_wanted(function, context), value, *arguments, **named)

    paid.__name__ = name
    return paid


def _wanted(function: Callable[..., Any], context: Context) -> Any:
    """What a function of Jinja2 asks to be given before its arguments."""
    passed = function.jinja_pass_arg  # type: ignore[attr-defined]
    return {"context": context, "eval_context": context.eval_ctx, "environment": context.environment}[passed.name]


def _pay(price: Price, context: Context, budget: Budget, value: Any, arguments: list[Any]) -> None:
    if price is Price.NUMBER:
        for number in (value, *arguments):
            bounded_number(number)
    elif price is Price.DIVIDED:
        if isinstance(value, str):
            raise SecurityError("文字不能与数相除")
        for number in (value, *arguments):
            bounded_number(number)
    elif price is Price.TEXT or price is Price.WORDS:
        if isinstance(only_text(value), str):
            characters = len(value) * (_WORD if price is Price.WORDS else 1)
            budget.take(characters * (1 + _characters(arguments) // _STRIPPED))
    elif price is Price.COMPARED:
        for one in (value, *arguments):
            budget.looked_at(one)
    elif hasattr(value, "__len__"):
        _pay_for_items(price, context, budget, value, arguments)


def _pay_for_items(price: Price, context: Context, budget: Budget, items: Any, arguments: list[Any]) -> None:
    attribute = next((one for one in arguments if isinstance(one, str)), None)
    if price is Price.ITEMS:
        budget.written(items)
        return
    if price is Price.EACH or attribute is not None:
        budget.take(_EACH * len(items) * (1 + len(_ATTRIBUTE.findall(attribute or ""))))
    if price is Price.EACH:
        return
    before = budget.left
    if attribute is None:
        budget.looked_at(items)
    else:
        reached = make_multi_attrgetter(context.environment, attribute)
        for item in items:
            budget.looked_at(reached(item))
    if price is Price.ORDERED:
        budget.take((before - budget.left) * len(items).bit_length())


def _characters(arguments: list[Any]) -> int:
    return sum(len(one) for one in arguments if isinstance(one, str))


def pay_for_method(budget: Budget, owner: Any, arguments: Iterable[Any]) -> None:
    """A method of a text works on all of it, and looks at all that it is given."""
    if isinstance(owner, str):
        listed = list(arguments)
        budget.take(len(owner) * (1 + _characters(listed) // _STRIPPED))
        for one in listed:
            budget.looked_at(one)
    else:
        for one in arguments:
            budget.looked_at(one)
