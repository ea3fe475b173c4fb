"""What tags may do: read values, choose, repeat, a few harmless filters; nothing that reaches Python or fills memory.

Jinja2's own sandbox keeps templates from private attributes. Here the rest is named by what is allowed: filters,
methods and statements that are not in a table below are refused, numbers and texts that a template makes stay small,
and all that one render does - rounds of loops, calls, texts and lists that are worked on - is paid from one budget.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from jinja2 import StrictUndefined, Undefined, nodes, pass_context
from jinja2.exceptions import SecurityError, TemplateAssertionError
from jinja2.filters import do_round
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

__all__ = [
    "LONGEST_OUTPUT",
    "OWN",
    "Budget",
    "ControlCharacterError",
    "RefusedError",
    "TemplateEnvironment",
    "environment",
]

OWN = "gw_"
"""Names that begin so are the library's own; no tag of a clerk may use them."""

# What things cost: a character that is worked on costs one.
_ROUND = 64
_ITEM = 4
_MOST_WORK = 200_000 * _ROUND
_NODES_OF_A_ROUND = 100
_LONGEST_TEXT = 200_000
_LONGEST_LIST = 20_000
_LARGEST_RANGE = 10_000
_MOST_BITS = 256
_LARGEST_POWER = 64
_MOST_DIGITS = 64
LONGEST_OUTPUT = 64 * 1024 * 1024

_FILTERS = frozenset(
    {"abs", "capitalize", "count", "d", "default", "first", "float", "int", "last", "length", "lower", "map", "max"}
    | {"min", "reject", "rejectattr", "reverse", "round", "select", "selectattr", "sort", "sum", "title", "trim"}
    | {"truncate", "unique", "upper"}
)
_TEXT_METHODS = frozenset(
    {"strip", "lstrip", "rstrip", "lower", "upper", "startswith", "endswith", "split", "isdigit", "count", "find"}
    | {"removeprefix", "removesuffix"}
)
_MAPPING_METHODS = frozenset({"get", "items", "keys", "values"})
_LOOP_METHODS = frozenset({"cycle", "changed"})
_REFUSED_NODES: tuple[tuple[type[nodes.Node], str], ...] = (
    (nodes.Include, "include"),
    (nodes.Import, "import"),
    (nodes.FromImport, "from … import"),
    (nodes.Extends, "extends"),
    (nodes.Block, "block"),
    (nodes.ScopedEvalContextModifier, "autoescape"),
    (nodes.EvalContextModifier, "autoescape"),
    (nodes.NSRef, "namespace"),
)
# What XML cannot hold; docxtpl's \\a and \\f come in its own Listing only. \\v is a line break of Word's.
_CONTROL = re.compile("[\\x00-\\x08\\x0c\\x0e-\\x1f\\ufffe\\uffff\\ud800-\\udfff]")
_LITERAL_ITEMS = (nodes.Const, nodes.Getattr, nodes.Getitem)
_PLAIN = (str, int, float, Decimal, date, time)


class RefusedError(TemplateAssertionError):
    """What a template may not do; ``what`` names it as the template wrote it."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(what, line)
        self.what = what


class ControlCharacterError(Exception):
    """A value that cannot stand in XML."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class Budget:
    """How much one render may still do."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = _MOST_WORK

    def take(self, work: int) -> None:
        """Pay for work. Raises ``SecurityError`` when nothing is left."""
        self.left -= work
        if self.left < 0:
            raise SecurityError("循环次数太多，或文字太长")


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Jinja2 for templates of strangers: autoescaped, strict, without a loader."""

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_printed, loader=None)
        kept = {name: function for name, function in self.filters.items() if name in _FILTERS}
        self.filters.clear()
        self.filters.update(kept)
        self.filters.update({"join": _join, "replace": _replace, "round": _round, "list": _unchanged_list})
        self.filters.update({"e": _unchanged, "escape": _unchanged})
        self.filters.update({_COUNTED: _counted, _WEIGHED: _weighed, _JOINED: _joined, _PAID: _paid})
        self.globals.clear()
        self.globals["range"] = _range

    @staticmethod
    def concat(parts: Iterable[str]) -> str:
        """Join what a block of a template prints, if that is not too long."""
        listed = parts if isinstance(parts, list) else list(parts)
        if sum(map(len, listed)) > LONGEST_OUTPUT:
            raise SecurityError("文字太长")
        return "".join(listed)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        _refuse(tree)
        return _guarded(tree)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Data, and a few methods of texts, mappings and loops."""
        if not super().is_safe_attribute(obj, attr, value):
            return False
        return not callable(value) or _is_known_method(value)

    def is_safe_callable(self, obj: Any) -> bool:
        """Only what this sandbox knows; an undefined name says so itself when it is called."""
        return isinstance(obj, Macro | Undefined) or obj is _range or _is_known_method(obj)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """``format`` is an attribute like any other, and not an allowed one."""
        return None

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - Jinja2's
        """Calls cost as rounds do: macros may call macros, and methods work on whole texts."""
        budget = _budget(__context)
        budget.take(_ROUND + _size(getattr(__obj, "__self__", None)))
        result = super().call(__context, __obj, *args, **kwargs)
        budget.take(_size(result))
        return result

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic whose result stays small."""
        if operator == "%" and isinstance(left, str):
            raise SecurityError("不能用 % 拼文字")
        if operator == "*" and not (_is_number(left) and _is_number(right)):
            raise SecurityError("不能用 * 重复文字或名单")
        if operator == "**" and isinstance(right, int | float) and abs(right) > _LARGEST_POWER:
            raise SecurityError("乘方太大")
        result = super().call_binop(context, operator, left, right)
        if isinstance(result, int) and result.bit_length() > _MOST_BITS:
            raise SecurityError("数太大")
        if isinstance(result, list | tuple) and len(result) > _LONGEST_LIST:
            raise SecurityError("名单太长")
        _budget(context).take(_size(result))
        return _short(result) if isinstance(result, str) else result


def environment() -> TemplateEnvironment:
    """The sandbox of one template."""
    return TemplateEnvironment()


def _is_known_method(value: Any) -> bool:
    owner, name = getattr(value, "__self__", None), getattr(value, "__name__", "")
    if type(owner) in (str, Markup):
        return name in _TEXT_METHODS
    if isinstance(owner, dict):
        return name in _MAPPING_METHODS
    return isinstance(owner, LoopContext) and name in _LOOP_METHODS


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal)


def _budget(context: Context) -> Budget:
    budget = context.parent.get(f"{OWN}budget")
    return budget if isinstance(budget, Budget) else Budget()


# ---------------------------------------------------------------------------- what is refused, what is guarded


def _refuse(tree: nodes.Template) -> None:
    for kind, word in _REFUSED_NODES:
        found = next(tree.find_all(kind), None)
        if found is not None:
            raise RefusedError(word, found.lineno)
    for loop in tree.find_all(nodes.For):
        if loop.recursive:
            raise RefusedError("recursive", loop.lineno)
    for access in tree.find_all((nodes.Getattr, nodes.Name)):
        name = access.name if isinstance(access, nodes.Name) else getattr(access, "attr", "")
        if name.startswith("_") or name == "self":
            raise RefusedError(name, access.lineno)
    for item in tree.find_all(nodes.Getitem):
        if isinstance(item.arg, nodes.Const) and str(item.arg.value).startswith("_"):
            raise RefusedError(str(item.arg.value), item.lineno)
    # Lists of lists of lists could double with every line, so a literal holds values only.
    for literal in tree.find_all((nodes.List, nodes.Tuple, nodes.Dict)):
        if isinstance(literal, nodes.Tuple) and literal.ctx == "store":
            continue
        listed: list[Any] = getattr(literal, "items", [])
        items = [pair.value if isinstance(pair, nodes.Pair) else pair for pair in listed]
        if not all(isinstance(item, _LITERAL_ITEMS) for item in items):
            raise RefusedError("[…]", literal.lineno)


_COUNTED, _WEIGHED, _JOINED, _PAID = (f"{OWN}{name}" for name in ("counted", "weighed", "joined", "paid"))


def _guarded(tree: nodes.Template) -> nodes.Template:
    guarded: nodes.Template = _Guard().visit(tree)
    return guarded


class _Guard(NodeTransformer):
    """Everything that may be done often pays first; docxtpl's ``{_{`` becomes what it stands for."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja2's names
        self.generic_visit(node)
        node.iter = _filtered(node.iter, _COUNTED, nodes.Const(_cost(node)))
        return node

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        paid = nodes.ExprStmt(lineno=node.lineno)
        paid.node = _filtered(nodes.Const(_cost(node)), _PAID)
        node.body.insert(0, paid)
        return node

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:  # noqa: N802
        # Without a node it works on what the block around it prints.
        self.generic_visit(node)
        node.node = _filtered(node.node, _WEIGHED)
        return node

    def visit_AssignBlock(self, node: nodes.AssignBlock) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.filter = node.filter or _filtered(None, _WEIGHED)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _filtered(nodes.List(node.nodes, lineno=node.lineno), _JOINED)

    def visit_TemplateData(self, node: nodes.TemplateData) -> nodes.Node:  # noqa: N802
        if "_" in node.data:
            for written, meant in (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}")):
                node.data = node.data.replace(written, meant)
        return node


def _cost(node: nodes.Node) -> int:
    """What going once through a loop or a macro costs: the more there is in it, the more."""
    return _ROUND * (1 + sum(1 for _ in node.find_all(nodes.Node)) // _NODES_OF_A_ROUND)


def _filtered(node: Any, name: str, *arguments: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(node, name, list(arguments), [], None, None, lineno=getattr(node, "lineno", 1))


# ---------------------------------------------------------------------------- bounded functions


def _printed(value: Any) -> Any:
    """What a tag prints: a plain value, or an object that says its own XML."""
    if type(value) is str:
        if _CONTROL.search(value):
            raise ControlCharacterError(value)
        return value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in value else value
    if type(value) is Markup:
        return value
    if isinstance(value, list | tuple | dict | set | frozenset | Iterator) and not hasattr(value, "__html__"):
        raise SecurityError("名单不能直接印出，用 {% for %} 逐项印，或用 |join('、') 连起来")
    if isinstance(value, datetime | date):
        from gongwen.standard.dates import write_date  # noqa: PLC0415 - only where a template prints a date itself

        return write_date(value)
    if value is None:
        return ""
    return value


def _short(text: str) -> str:
    if len(text) > _LONGEST_TEXT:
        raise SecurityError("文字太长")
    return text


def _range(*bounds: int) -> range:
    made = range(*bounds)
    if len(made) > _LARGEST_RANGE:
        raise SecurityError("range 太大")
    return made


def _size(value: Any) -> int:
    if isinstance(value, str):
        return len(value)
    return _ITEM * len(value) if isinstance(value, list | tuple | dict | set | frozenset | range) else 0


@pass_context
def _paid(context: Context, cost: int) -> None:
    _budget(context).take(cost)


@pass_context
def _counted(context: Context, items: Any, cost: int) -> Any:
    """What a loop goes through, paid for."""
    if isinstance(items, Undefined):
        return items
    budget = _budget(context)
    if not hasattr(items, "__len__"):
        items = _gathered(budget, items)
    budget.take(cost * (len(items) + 1))
    return items


@pass_context
def _weighed(context: Context, value: Any) -> Any:
    """What a filter works on, paid for; what comes item by item is made a list, so that all of it is seen."""
    budget = _budget(context)
    if isinstance(value, Iterator):
        return _gathered(budget, value)
    budget.take(_size(value))
    return value


def _gathered(budget: Budget, items: Iterable[Any]) -> list[Any]:
    listed = []
    for item in items:
        budget.take(_ITEM + _size(item))
        listed.append(item)
    return listed


def _unchanged_list(items: Any) -> list[Any]:
    return items if type(items) is list else list(items)


def _round(value: Any, precision: int = 0, method: str = "common") -> Any:
    if not isinstance(precision, int) or abs(precision) > _MOST_DIGITS:
        raise SecurityError("小数位数太多")
    return do_round(value, precision, method)  # type: ignore[arg-type]


def _text(value: Any) -> str:
    if isinstance(value, Undefined) or type(value) in (str, Markup):
        return str(value)
    if value is None or isinstance(value, _PLAIN):
        return str(_printed(value))
    raise SecurityError("名单里不能再有名单")


@pass_context
def _joined(context: Context, parts: list[Any]) -> str:
    texts = list(map(_text, parts))
    _budget(context).take(sum(map(len, texts)))
    return _short("".join(texts))


@pass_context
def _join(context: Context, items: Iterable[Any], d: str = "", attribute: str | None = None) -> str:
    env = context.environment
    texts: list[str] = []
    total = 0
    for item in items:
        text = _text(env.getitem(item, attribute) if attribute is not None else item)
        total += len(text) + len(d)
        if total > _LONGEST_TEXT:
            raise SecurityError("文字太长")
        texts.append(text)
    _budget(context).take(total)
    return str(d).join(texts)


@pass_context
def _replace(context: Context, text: Any, old: str, new: str) -> str:
    whole = _text(text)
    length = len(whole) + whole.count(str(old)) * len(str(new))
    if length > _LONGEST_TEXT:
        raise SecurityError("文字太长")
    _budget(context).take(length)
    return whole.replace(str(old), str(new))


def _unchanged(value: Any) -> Any:
    """Everything is escaped when it is printed, and only once."""
    return value
