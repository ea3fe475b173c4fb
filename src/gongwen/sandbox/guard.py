"""A parsed template before it is compiled: what is not allowed is refused, what may be done often pays first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.exceptions import TemplateAssertionError
from jinja2.lexer import Token
from jinja2.visitor import NodeTransformer

from gongwen.sandbox.functions import COUNTED, JOINED, PAID, WEIGHED, WRITTEN, is_unprintable
from gongwen.sandbox.names import folded
from gongwen.sandbox.prices import NODES, ROUND

__all__ = ["RefusedError", "TooComplexError", "bounded_tokens", "guarded", "refuse"]

# What Python itself compiles and what a page needs lie far apart; the bounds stand between, for every caller alike.
_DEEPEST = 48
_DEEPEST_BRACKETS = 20
_MOST_LOOPS = 10
_MOST_NODES = 40_000
_MOST_TOKENS = 60_000
_MOST_BITS = 256
_CHARACTERS_OF_A_STEP = 64

_WORDS: dict[str, str] = {
    "Include": "include",
    "Import": "import",
    "FromImport": "from … import",
    "Extends": "extends",
    "Block": "block",
    "ScopedEvalContextModifier": "autoescape",
    "EvalContextModifier": "autoescape",
    "NSRef": "namespace",
}
_LITERAL_ITEMS = (nodes.Const, nodes.Getattr, nodes.Getitem)
_MEANT = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
_EQUAL = frozenset({"eq", "ne", "lt", "lteq", "gt", "gteq"})


class RefusedError(TemplateAssertionError):
    """What a template may not do; ``what`` names it as the template wrote it."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(what, line)
        self.what = what


class TooComplexError(TemplateSyntaxError):
    """A tag that is nested too deep, or too much of it; ``lineno`` is 0 where it is all of them together."""

    def __init__(self, line: int = 0) -> None:
        super().__init__("标签套得太深，或太长", line)


def bounded_tokens(tokens: Iterator[Token]) -> Iterator[Token]:
    """The same tokens. Raises :class:`TooComplexError` at a bracket inside too many, and where there are too many."""
    depth = 0
    for count, token in enumerate(tokens):
        if count > _MOST_TOKENS:
            raise TooComplexError
        if token.type in ("lparen", "lbracket", "lbrace"):
            depth += 1
            if depth > _DEEPEST_BRACKETS:
                raise TooComplexError(token.lineno)
        elif token.type in ("rparen", "rbracket", "rbrace"):
            depth -= 1
        yield token


def refuse(tree: nodes.Template) -> None:
    """Walk through all of a template. Raises :class:`RefusedError` and :class:`TooComplexError`."""
    waiting: list[tuple[nodes.Node, int, int]] = [(tree, 0, 0)]
    count, line = 0, 1
    while waiting:
        node, depth, loops = waiting.pop()
        count += 1
        line = getattr(node, "lineno", None) or line
        loops += isinstance(node, nodes.For)
        if depth > _DEEPEST or loops > _MOST_LOOPS or count > _MOST_NODES:
            raise TooComplexError(line)
        if type(node) not in NODES:
            raise RefusedError(_WORDS.get(type(node).__name__, type(node).__name__), line)
        _refuse_node(node, line)
        waiting += [(child, depth + 1, loops) for child in node.iter_child_nodes()]


def _refuse_node(node: nodes.Node, line: int) -> None:
    if isinstance(node, nodes.For):
        if node.recursive:
            raise RefusedError("recursive", line)
    elif isinstance(node, nodes.Name | nodes.Getattr):
        name = node.name if isinstance(node, nodes.Name) else node.attr
        if name.startswith("_") or name == "self":
            raise RefusedError(name, line)
    elif isinstance(node, nodes.Getitem):
        if isinstance(node.arg, nodes.Const) and str(node.arg.value).startswith("_"):
            raise RefusedError(str(node.arg.value), line)
    elif isinstance(node, nodes.Const):
        _refuse_value(node.value, line)
    elif isinstance(node, nodes.List | nodes.Tuple | nodes.Dict):
        # Lists of lists of lists could double with every line, so a literal holds values only.
        if isinstance(node, nodes.Tuple) and node.ctx == "store":
            return
        listed: list[Any] = node.items
        items = [pair.value if isinstance(pair, nodes.Pair) else pair for pair in listed]
        if not all(isinstance(item, _LITERAL_ITEMS) for item in items):
            raise RefusedError("[…]", line)


def _refuse_value(value: Any, line: int) -> None:
    if isinstance(value, str) and is_unprintable(value):
        raise RefusedError(value.encode("unicode_escape").decode("ascii"), line)
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        raise RefusedError("太大的数", line)


def guarded(tree: nodes.Template, *, folds_names: bool) -> nodes.Template:
    """The tree in which everything that may be done often pays first; names may be told apart as they look."""
    if folds_names:
        for name in tree.find_all(nodes.Name):
            name.name = folded(name.name)
    paid: nodes.Template = _Guard().visit(tree)
    return paid


class _Guard(NodeTransformer):
    """Puts the filters that pay around nodes; docxtpl's ``{_{`` becomes what it stands for."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja2's names
        cost = nodes.Const(_cost(node))
        self.generic_visit(node)
        node.iter = _filtered(node.iter, COUNTED, cost)
        return node

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802
        cost = _cost(node)
        self.generic_visit(node)
        node.body.insert(0, _payment(cost, node.lineno))
        return node

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:  # noqa: N802
        cost = _cost(node)
        self.generic_visit(node)
        node.body.insert(0, _payment(cost, node.lineno))
        return node

    def visit_AssignBlock(self, node: nodes.AssignBlock) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.filter = node.filter or _filtered(None, WRITTEN)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _filtered(nodes.List(node.nodes, lineno=node.lineno), JOINED)

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        if isinstance(node.arg, nodes.Slice):
            node.node = _filtered(node.node, WRITTEN)
        return node

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        sides = [node.expr, *(operand.expr for operand in node.ops)]
        # What is written out in the tag is short: no comparison with it takes long, and no search in it.
        free = [isinstance(side, nodes.Const) for side in sides]
        if len(node.ops) == 1 and (free[1] or (free[0] and node.ops[0].op in _EQUAL) or _is_literal(sides[1])):
            return node
        node.expr = _weighed(node.expr)
        for operand in node.ops:
            operand.expr = _weighed(operand.expr)
        return node

    def visit_TemplateData(self, node: nodes.TemplateData) -> nodes.Node:  # noqa: N802
        if "_" in node.data:
            for written, meant in _MEANT:
                node.data = node.data.replace(written, meant)
        return node


def _cost(node: nodes.Node) -> int:
    """What going once through a loop or a macro costs: by what is in it."""
    cost = ROUND
    for inner in node.find_all(nodes.Node):
        cost += NODES[type(inner)]
        if isinstance(inner, nodes.TemplateData):
            cost += len(inner.data) // _CHARACTERS_OF_A_STEP
        elif isinstance(inner, nodes.Output):
            cost += NODES[nodes.Output] * len(inner.nodes)
    return cost


def _is_literal(node: nodes.Node) -> bool:
    return isinstance(node, nodes.List | nodes.Tuple) and all(isinstance(item, nodes.Const) for item in node.items)


def _weighed(node: nodes.Expr) -> nodes.Expr:
    return node if isinstance(node, nodes.Const) else _filtered(node, WEIGHED)


def _payment(cost: int, line: int) -> nodes.ExprStmt:
    paid = nodes.ExprStmt(lineno=line)
    paid.node = _filtered(nodes.Const(cost), PAID)
    return paid


def _filtered(node: Any, name: str, *arguments: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(node, name, list(arguments), [], None, None, lineno=getattr(node, "lineno", 1))
