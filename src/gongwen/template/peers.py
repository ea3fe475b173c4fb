"""Values that are docxtpl's own objects: which of them need docxtpl to render, and what docxtpl is given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from gongwen.errors import Fault, InputError
from gongwen.text import TURNS

__all__ = ["Further", "for_docxtpl", "looked_through"]

_DEEPEST = 32


class Further(NamedTuple):
    """What further values need: the docxtpl template that one was made for, and whether one says XML of its own."""

    peer: Any = None
    marked: bool = False


def looked_through(values: Mapping[str, Any]) -> Further:
    """What the further values of a document need. Raises :class:`~gongwen.InputError` for what cannot be printed."""
    peer, marked = None, False
    waiting: list[tuple[str, Any, int]] = [(name, value, 0) for name, value in values.items()]
    while waiting:
        name, value, depth = waiting.pop()
        kind = type(value)
        if kind is str:
            if TURNS.search(value):
                raise InputError(_turning(name, value))
        elif isinstance(value, Mapping | list | tuple):
            if depth >= _DEEPEST:
                raise InputError(Fault("wrong-value", "值套得太深", "名单里的名单不超过三层", field=name))
            inner = value.values() if isinstance(value, Mapping) else value
            waiting += [(name, item, depth + 1) for item in inner]
        elif hasattr(value, "__html__"):
            marked = True
            peer = peer or _peer(kind, value)
    return Further(peer, marked)


def _peer(kind: type, value: Any) -> Any:
    if not kind.__module__.startswith("docxtpl"):
        return None
    found = getattr(value, "tpl", None)
    if found is None and "r:id=" in str(getattr(value, "xml", "")):
        raise InputError(Fault("wrong-value", "带链接的文字要用 docxtpl() 给的模板渲染", "改用 RichText，不带链接"))
    return found


def _turning(name: str, value: str) -> Fault:
    message = "值里有改变文字方向的字符（U+202E 之类），印出来与写的次序不同"
    return Fault("control-character", message, "从数据里删去它，重新输入这个值", field=name, value=value)


def for_docxtpl(value: Any) -> Any:
    # docxtpl knows no vertical tab; to it every break is one that somebody typed.
    if type(value) is str:
        return value.replace("\v", "\n")
    return Markup(value.replace("\v", "\n")) if type(value) is Markup else value
