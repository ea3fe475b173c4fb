"""Validation errors of pydantic, said in Chinese: which field, what was found, what is allowed, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from gongwen.errors import Fault, GongwenError
from gongwen.standard.vocabulary import chinese_name, english_name, nearest_names

__all__ = ["faults_of", "field_path"]

_GENERAL_CURE = "改写或补写这一项"
_LONGEST_NUMBER_BITS = 1024

# pydantic's error type: our stable code, the message, the cure. Placeholders are taken from the error's context.
_SAYINGS: dict[str, tuple[str, str, str]] = {
    "missing": ("missing-field", "没有填写", "补写这一项"),
    "extra_forbidden": ("unknown-field", "不认识的项目", "改用词汇表里的名称，或删去这一项"),
    "enum": ("value-not-allowed", "不在可用的值之内", "改写成可用的值之一"),
    "literal_error": ("value-not-allowed", "不在可用的值之内", "改写成可用的值之一"),
    "string_type": ("wrong-type", "应是文字", "把这一项写成文字"),
    "int_type": ("wrong-type", "应是整数", "把这一项写成整数"),
    "int_parsing": ("wrong-type", "应是整数", "把这一项写成整数"),
    "int_parsing_size": ("out-of-range", "这个数太大", "核对后改成实际的数"),
    "float_parsing": ("wrong-type", "应是数字", "把这一项写成数字"),
    "tuple_type": ("wrong-type", "应是一组值", "把这一项写成列表"),
    "model_attributes_type": ("wrong-type", "应是一组键和值", "按词汇表写出各项"),
    "model_type": ("wrong-type", "应是一组键和值", "按词汇表写出各项"),
    "bool_parsing": ("wrong-type", "应是“是”或“否”", "写 true 或 false"),
    "string_too_short": ("empty-value", "不能为空", "写上内容"),
    "too_short": ("empty-value", "不能为空", "写上内容"),
    "string_too_long": ("too-long", "超过 {max_length} 字", "缩短到 {max_length} 字以内"),
    "string_pattern_mismatch": ("wrong-writing", "写法不对", "照规定的样子改写"),
    "greater_than_equal": ("out-of-range", "应不小于 {ge}", "改成允许范围内的数"),
    "less_than_equal": ("out-of-range", "应不大于 {le}", "改成允许范围内的数"),
    "greater_than": ("out-of-range", "应大于 {gt}", "改成允许范围内的数"),
    "union_tag_not_found": ("unknown-block", "没有写明类型", "加上 type：paragraph、section、table 或 picture"),
    "union_tag_invalid": ("unknown-block", "不认识的类型", "type 应是 paragraph、section、table 或 picture"),
    "json_invalid": ("not-json", "不是合法的 JSON{place}", "检查括号、引号和逗号是否成对、有无多余"),
    "string_unicode": ("wrong-value", "含有不能写入文档的字符 {character}", "删去这个字符"),
}


def faults_of(error: ValidationError | Iterable[Mapping[str, Any]]) -> list[Fault]:
    """Every fault that pydantic found, in the order of the fields, each with its place in the data.

    ``error`` is a ``pydantic.ValidationError`` or what its ``errors()`` lists, as web frameworks hand it on. Raises
    nothing of its own.

    >>> found = [{"type": "missing", "loc": ("body", 0, "paragraph", "text"), "msg": "Field required", "input": {}}]
    >>> [(fault.code, fault.field) for fault in faults_of(found)]
    [('missing-field', '正文 第1项 文字')]
    """
    entries: list[Any] = error.errors(include_url=False) if isinstance(error, ValidationError) else list(error)
    # A list whose only item is faulty is not empty; the item's own fault says what is wrong.
    inside = {entry["loc"][:depth] for entry in entries for depth in range(1, len(entry["loc"]))}
    told = (entry for entry in entries if entry["type"] != "too_short" or entry["loc"] not in inside)
    return [replace(_fault(entry), loc=tuple(entry["loc"])) for entry in told]


def field_path(location: Sequence[int | str]) -> str:
    """A place inside the data in Chinese names: ``附件 第2项 标题``.

    >>> field_path(("attachments", 1, "title"))
    '附件 第2项 标题'
    """
    parts = [
        f"第{part + 1}项" if isinstance(part, int) else chinese_name(part)
        for part in location
        if part not in _BLOCK_TAGS
    ]
    return " ".join(parts)


_BLOCK_TAGS = ("paragraph", "section", "table", "picture")


def _fault(entry: Any) -> Fault:
    kind: str = entry["type"]
    context: dict[str, Any] = entry.get("ctx", {})
    location: tuple[int | str, ...] = entry["loc"]
    field = field_path(location) or None
    found = entry.get("input")
    value = None if kind == "missing" else _written(found)
    if kind == "value_error":
        raised = context["error"]
        if isinstance(raised, GongwenError):  # what a part says that was made while its whole was read
            return raised.faults[0]
        fault = getattr(raised, "fault", None)
        if isinstance(fault, Fault):
            return fault
        message, _, cure = str(raised).partition("；")
        return Fault("wrong-value", message, cure or _GENERAL_CURE, field=field, value=value)
    code, message, cure = _SAYINGS.get(kind, ("wrong-value", "不合要求", _GENERAL_CURE))
    allowed = _allowed(context)
    context = {**context, "place": _json_place(context), "character": _surrogate(found)}
    if kind == "extra_forbidden":
        value = None
        if len(location) == 1:
            cure = _cure_of_unknown(str(location[0]))
    return Fault(
        code,
        message.format_map(context),
        cure.format_map(context),
        field=field,
        value=value,
        allowed=allowed,
    )


def _written(found: Any) -> str | None:
    """What was found, as text; None for what is no single value, and for a number too long for Python to write."""
    if not isinstance(found, str | int | float):
        return None
    return None if isinstance(found, int) and found.bit_length() > _LONGEST_NUMBER_BITS else str(found)


def _cure_of_unknown(name: str) -> str:
    """What an unknown key of a document most likely meant."""
    known = english_name(name)
    if known:
        return f"数据里用英文名 {known}；或删去这一项"
    nearest = nearest_names(name)
    return f"是不是“{nearest[0]}”？改成它，或删去这一项" if nearest else "改用词汇表里的名称，或删去这一项"


def _json_place(context: dict[str, Any]) -> str:
    """``line 1 column 9`` of the parser's English, in Chinese."""
    found = re.search(r"line (\d+) column (\d+)", str(context.get("error", "")))
    return f"（第 {found[1]} 行第 {found[2]} 列附近）" if found else ""


def _surrogate(found: Any) -> str:
    lone = re.search("[\ud800-\udfff]", found) if isinstance(found, str) else None
    return f"U+{ord(lone[0]):04X}" if lone else ""


def _allowed(context: dict[str, Any]) -> str | None:
    expected = context.get("expected")
    if expected is None:
        return None
    return str(expected).replace(" or ", "、").replace(", ", "、").replace("'", "")
