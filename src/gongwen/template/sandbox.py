"""What tags may do: read values, choose, repeat, a few harmless filters; nothing that reaches Python or fills memory.

Jinja2's own sandbox keeps templates from private attributes. Here the rest is named by what is allowed: filters,
methods and statements that are not in a table below are refused, numbers and texts that a template makes stay small,
and a render may go round its loops only so often.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from jinja2 import StrictUndefined, Undefined, nodes, pass_context
from jinja2.exceptions import SecurityError, TemplateAssertionError
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import pass_environment
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

_MOST_ROUNDS = 200_000
_LONGEST_TEXT = 200_000
_LONGEST_LIST = 20_000
_LARGEST_RANGE = 10_000
_MOST_BITS = 256
_LARGEST_POWER = 64
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
    """How often one render may still go round."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = _MOST_ROUNDS

    def take(self, rounds: int) -> None:
        """Use up rounds. Raises ``SecurityError`` when none are left."""
        self.left -= rounds
        if self.left < 0:
            raise SecurityError("循环次数太多")


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Jinja2 for templates of strangers: autoescaped, strict, without a loader."""

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_printed, loader=None)
        kept = {name: function for name, function in self.filters.items() if name in _FILTERS}
        self.filters.clear()
        self.filters.update(kept)
        self.filters.update({"join": _join, "replace": _replace, "e": _unchanged, "escape": _unchanged, "list": _list})
        self.filters.update({f"{OWN}counted": _counted, f"{OWN}joined": _joined})
        self.globals.clear()
        self.globals["range"] = _range

    concat = staticmethod(lambda parts: _bounded("".join(parts)))

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
        """Calls count as rounds: macros may call macros."""
        _budget(__context).take(1)
        return super().call(__context, __obj, *args, **kwargs)

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
        return _bounded(result) if isinstance(result, str) else result


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


def _guarded(tree: nodes.Template) -> nodes.Template:
    """Loops count their rounds, joined texts stay short, docxtpl's ``{_{`` becomes what it stands for."""
    for loop in tree.find_all(nodes.For):
        loop.iter = _filtered(loop.iter, f"{OWN}counted")
    for joined in list(tree.find_all(nodes.Concat)):
        parts = nodes.List(joined.nodes, lineno=joined.lineno)
        _replace_node(tree, joined, _filtered(parts, f"{OWN}joined"))
    for data in tree.find_all(nodes.TemplateData):
        if "_" in data.data:
            for written, meant in (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}")):
                data.data = data.data.replace(written, meant)
    return tree


def _filtered(node: Any, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _replace_node(tree: nodes.Node, old: nodes.Node, new: nodes.Node) -> None:
    for parent in [tree, *tree.find_all(nodes.Node)]:
        for field, value in parent.iter_fields():
            if value is old:
                setattr(parent, field, new)
            elif isinstance(value, list):
                value[:] = [new if item is old else item for item in value]


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


def _bounded(text: str) -> str:
    if len(text) > LONGEST_OUTPUT:
        raise SecurityError("文字太长")
    return text


def _short(text: str) -> str:
    if len(text) > _LONGEST_TEXT:
        raise SecurityError("文字太长")
    return text


def _range(*bounds: int) -> range:
    made = range(*bounds)
    if len(made) > _LARGEST_RANGE:
        raise SecurityError("range 太大")
    return made


@pass_context
def _counted(context: Context, items: Any) -> Any:
    if isinstance(items, Undefined):
        return items
    if not hasattr(items, "__len__"):
        items = _list(items)
    _budget(context).take(len(items) + 1)
    return items


def _list(items: Iterable[Any]) -> list[Any]:
    listed = []
    for item in items:
        listed.append(item)
        if len(listed) > _MOST_ROUNDS:
            raise SecurityError("名单太长")
    return listed


def _text(value: Any) -> str:
    if isinstance(value, Undefined) or type(value) in (str, Markup):
        return str(value)
    if value is None or isinstance(value, _PLAIN):
        return str(_printed(value))
    raise SecurityError("名单里不能再有名单")


def _joined(parts: list[Any]) -> str:
    return _short("".join(map(_text, parts)))


@pass_environment
def _join(env: Any, items: Iterable[Any], d: str = "", attribute: str | None = None) -> str:
    texts: list[str] = []
    total = 0
    for item in items:
        text = _text(env.getitem(item, attribute) if attribute is not None else item)
        total += len(text) + len(d)
        if total > _LONGEST_TEXT:
            raise SecurityError("文字太长")
        texts.append(text)
    return str(d).join(texts)


def _replace(text: Any, old: str, new: str) -> str:
    whole = _text(text)
    count = whole.count(str(old))
    if len(whole) + count * len(str(new)) > _LONGEST_TEXT:
        raise SecurityError("文字太长")
    return whole.replace(str(old), str(new))


def _unchanged(value: Any) -> Any:
    """Everything is escaped when it is printed, and only once."""
    return value
