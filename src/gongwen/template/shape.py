"""That no choice and no loop of a template can tear its XML.

Whatever a document says, each branch must leave open exactly the elements that were open before it. That is so for
whole paragraphs ({%p if %}), for parts of one, and for a branch that runs from one paragraph into the next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from jinja2 import nodes

__all__ = ["TornError", "check_shape"]

_TAG = re.compile(r"<(/?)([A-Za-z_][\w:.-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(/?)>", re.DOTALL)


class TornError(Exception):
    """A branch that opens or closes more than it may; ``line`` is the line of its tag."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class _State(NamedTuple):
    """The elements that are open, and what was begun of a tag."""

    open: tuple[str, ...] = ()
    begun: str = ""


def check_shape(tree: nodes.Template) -> None:
    """Walk through all branches. Raises :class:`TornError`."""
    end = _walk(tree.body, _State())
    if end.open or end.begun:
        raise TornError(1)


def _walk(body: Sequence[nodes.Node], state: _State) -> _State:
    for node in body:
        state = _step(node, state)
    return state


def _step(node: nodes.Node, state: _State) -> _State:
    if isinstance(node, nodes.Output):
        for part in node.nodes:
            state = _read(state, part.data if isinstance(part, nodes.TemplateData) else "x", part.lineno)
        return state
    if isinstance(node, nodes.If):
        ends = [_walk(node.body, state), *(_walk(other.body, state) for other in node.elif_), _walk(node.else_, state)]
        return _same(ends, state, node.lineno)
    if isinstance(node, nodes.For):
        return _same([_walk(node.body, state), _walk(node.else_, state)], state, node.lineno)
    if isinstance(node, nodes.With):
        return _walk(node.body, state)
    if isinstance(node, nodes.Macro | nodes.CallBlock | nodes.FilterBlock | nodes.AssignBlock):
        _same([_walk(node.body, _State())], _State(), node.lineno)
    return state


def _same(ends: list[_State], before: _State, line: int) -> _State:
    """All ends have open what was open before; inside a tag they may have written different values."""
    if any(end.open != before.open or bool(end.begun) != bool(before.begun) for end in ends):
        raise TornError(line)
    return ends[0]


def _read(state: _State, text: str, line: int) -> _State:
    text = state.begun + text
    opened = list(state.open)
    position = 0
    while True:
        start = text.find("<", position)
        if start < 0:
            return _State(tuple(opened))
        if text.startswith("<?", start) or text.startswith("<!--", start):
            end = text.find("?>" if text[start + 1] == "?" else "-->", start)
            if end < 0:
                return _State(tuple(opened), text[start:])
            position = end + 2
            continue
        found = _TAG.match(text, start)
        if found is None:
            return _State(tuple(opened), text[start:])
        closing, name, _, alone = found.groups()
        if closing:
            if not opened or opened.pop() != name:
                raise TornError(line)
        elif not alone:
            opened.append(name)
        position = found.end()
