"""Values that are docxtpl's own objects: which of them need docxtpl to render, and what docxtpl is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from gongwen.errors import Fault, InputError
from gongwen.sandbox import Budget

__all__ = ["for_docxtpl", "has_markup", "peer_of"]

_PLAIN_TYPES = (str, int, float, bool, list, dict, tuple, type(None), Markup, Budget)


def peer_of(values: Iterable[Any]) -> Any:
    """The docxtpl template that a value was made for, where a value changes the package; None otherwise."""
    for value in values:
        if isinstance(value, Mapping):
            found = peer_of(value.values())
        elif isinstance(value, list | tuple):
            found = peer_of(value)
        elif type(value).__module__.startswith("docxtpl"):
            found = getattr(value, "tpl", None)
            if found is None and "r:id=" in str(getattr(value, "xml", "")):
                raise InputError(
                    Fault("wrong-value", "带链接的文字要用 docxtpl() 给的模板渲染", "改用 RichText，不带链接")
                )
        else:
            continue
        if found is not None:
            return found
    return None


def has_markup(context: Mapping[str, Any]) -> bool:
    return any(type(value) not in _PLAIN_TYPES and hasattr(value, "__html__") for value in context.values())


def for_docxtpl(value: Any) -> Any:
    # docxtpl knows no vertical tab; to it every break is one that somebody typed.
    if type(value) is str:
        return value.replace("\v", "\n")
    return Markup(value.replace("\v", "\n")) if type(value) is Markup else value
