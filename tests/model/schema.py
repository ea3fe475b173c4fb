"""A small JSON Schema validator (draft 2020-12) for the keywords that our schema uses; others mean nothing to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["KEYWORDS", "errors", "subschemas"]

_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
_ANNOTATIONS = {"title", "description", "default", "format", "discriminator", "examples", "$schema", "$id", "$comment"}
_CHECKED = {
    "$ref", "$defs", "type", "enum", "const", "anyOf", "oneOf", "properties", "required", "additionalProperties",
    "items", "minItems", "maxItems", "minLength", "maxLength", "minimum", "maximum",
}  # fmt: skip
KEYWORDS = frozenset(_ANNOTATIONS | _CHECKED)


def subschemas(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The schema and every schema inside it."""
    yield schema
    for keyword in ("anyOf", "oneOf"):
        for part in schema.get(keyword, ()):
            yield from subschemas(part)
    for keyword in ("properties", "$defs"):
        for part in schema.get(keyword, {}).values():
            yield from subschemas(part)
    if isinstance(schema.get("items"), Mapping):
        yield from subschemas(schema["items"])


def errors(value: Any, schema: Mapping[str, Any], root: Mapping[str, Any] | None = None, at: str = "$") -> list[str]:
    """What is wrong with a value by a schema; [] = nothing."""
    root = schema if root is None else root
    found: list[str] = []
    if "$ref" in schema:
        found += errors(value, _target(schema["$ref"], root), root, at)
    if "type" in schema:
        types = _TYPES[schema["type"]]
        if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
            return [f"{at}: {value!r} is no {schema['type']}"]
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{at}: {value!r} is none of {schema['enum']}")
    if "const" in schema and value != schema["const"]:
        found.append(f"{at}: {value!r} is not {schema['const']!r}")
    if "anyOf" in schema and all(errors(value, part, root, at) for part in schema["anyOf"]):
        found.append(f"{at}: {value!r} fits no alternative")
    if "oneOf" in schema and sum(not errors(value, part, root, at) for part in schema["oneOf"]) != 1:
        found.append(f"{at}: {value!r} does not fit exactly one alternative")
    if isinstance(value, dict):
        found += _object_errors(value, schema, root, at)
    if isinstance(value, list):
        found += _bounds(len(value), schema, "minItems", "maxItems", at)
        for index, item in enumerate(value):
            found += errors(item, schema.get("items", {}), root, f"{at}[{index}]")
    if isinstance(value, str):
        found += _bounds(len(value), schema, "minLength", "maxLength", at)
    if isinstance(value, int | float):
        found += _bounds(value, schema, "minimum", "maximum", at)
    return found


def _target(reference: str, root: Mapping[str, Any]) -> Mapping[str, Any]:
    target: Any = root
    for step in reference.removeprefix("#/").split("/"):
        target = target[step]
    assert isinstance(target, Mapping)
    return target


def _object_errors(value: dict[str, Any], schema: Mapping[str, Any], root: Mapping[str, Any], at: str) -> list[str]:
    properties = schema.get("properties", {})
    found = [f"{at}: lacks {name}" for name in schema.get("required", ()) if name not in value]
    for name, item in value.items():
        if name in properties:
            found += errors(item, properties[name], root, f"{at}.{name}")
        elif schema.get("additionalProperties") is False:
            found.append(f"{at}: has {name}")
    return found


def _bounds(measure: float, schema: Mapping[str, Any], least: str, most: str, at: str) -> list[str]:
    found = []
    if least in schema and measure < schema[least]:
        found.append(f"{at}: {measure} is under {least} {schema[least]}")
    if most in schema and measure > schema[most]:
        found.append(f"{at}: {measure} is over {most} {schema[most]}")
    return found
