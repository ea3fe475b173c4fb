"""What went wrong while a document was made, in words: with the paragraph, the tag and the value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from jinja2 import Template as JinjaTemplate
from jinja2.exceptions import SecurityError, UndefinedError

from gongwen.errors import Fault
from gongwen.sandbox import OWN
from gongwen.template.tags import NAME, Tag, where_named
from gongwen.template.vocabulary import nearest_name

__all__ = ["control_fault", "line_of", "missing_faults", "runtime_fault"]

_UNKNOWN = re.compile(r"(?:^|attribute )'([^']+)'")


def line_of(error: BaseException, template: JinjaTemplate) -> int:
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return line


def runtime_fault(error: BaseException, text: str, tags: list[Tag], context: Mapping[str, Any]) -> Fault:
    unknown = _UNKNOWN.search(str(error)) if isinstance(error, UndefinedError) else None
    name = unknown.group(1) if unknown else None
    if isinstance(error, UndefinedError) and " object" in (name or ""):
        found = re.search(r"attribute '([^']+)'", str(error))
        name = found.group(1) if found else name
    tag = next((tag.written for tag in tags if name and name in NAME.findall(tag.says)), None)
    tag = tag or (tags[0].written if tags else None)
    if isinstance(error, UndefinedError):
        return _missing(name or "", text or None, tag, context)
    if isinstance(error, SecurityError):
        said = str(error)
        message = said if re.search("[\u4e00-\u9fff]", said) else "这个标签要做的事模板里不能做"
        return Fault("not-allowed", message, "模板只能印出值、选择和重复", field=tag, value=text or None)
    message = f"标签算不出来（{type(error).__name__}）"
    return Fault("template-failed", message, "核对标签里的算式和数据的类型", field=tag, value=text or None)


def missing_faults(
    names: Iterable[str], texts: Iterable[str], context: Mapping[str, Any], *, known: Fault
) -> list[Fault]:
    """One for each name without a value, where the template reads it; without the one that is known already."""
    listed = tuple(texts)
    faults = [_missing(name, *where_named(name, listed), context) for name in sorted(names)]
    return [fault for fault in faults if fault.message != known.message]


def _missing(name: str, text: str | None, tag: str | None, context: Mapping[str, Any]) -> Fault:
    present = [key for key in context if not key.startswith(OWN)]
    nearest = nearest_name(name) or _nearest(name, present)
    cure = f"是不是“{nearest}”？" if nearest else "在数据里补上，或改正模板里的名字"
    return Fault("missing-value", f"没有“{name}”的值", cure, field=tag, value=text)


def _nearest(name: str, known: list[str]) -> str | None:
    return next(iter(get_close_matches(name, known, n=1, cutoff=0.5)), None)


def control_fault(text: str, context: Mapping[str, Any]) -> Fault:
    name = next((key for key, value in context.items() if _holds(value, text)), None)
    return Fault("control-character", "值里有控制字符，不能印在纸上", "从数据里删去它", field=name, value=text)


def _holds(value: Any, text: str) -> bool:
    if isinstance(value, Mapping):
        return any(_holds(item, text) for item in value.values())
    if isinstance(value, list | tuple):
        return any(_holds(item, text) for item in value)
    return type(value) is str and value == text
