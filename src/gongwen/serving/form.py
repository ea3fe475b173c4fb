"""The form of a document, made from the model's schema and the vocabulary: what can be filled in, and for which kind.

In: nothing. Out: plain data that a page draws.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from gongwen.model import Document
from gongwen.specimens import specimen_kinds
from gongwen.standard.kinds import KINDS, MAY_BE_SIGNED, MUST_BE_SIGNED, Form
from gongwen.standard.vocabulary import ELEMENTS

__all__ = ["form_fields", "kinds"]

# What is no entry of the head of a source, or is read of old files only.
_ELSEWHERE = frozenset({"body", "attachments", "issued", "title_breaks", "report_to", "subject_words", "archive"})
_SETTINGS = frozenset({"kind", "form"})
_NESTED = frozenset({"translation", "seals"})
_PARTS = (("9704-7.2", "版头"), ("9704-7.3", "主体"), ("WZ-01", "主体"), ("9704-7.4", "版记"))
_SELDOM = frozenset(
    {"copy_number", "secrecy", "secrecy_period", "urgency", "issuer_mark", "remark", "signatories", "copies"}
)
_LONG = frozenset({"title", "recipients", "cc"})


@cache
def form_fields() -> tuple[dict[str, Any], ...]:
    """Every entry of the head of a source: its names, where it stands, how it is filled in."""
    schema = Document.model_json_schema()["properties"]
    return tuple(_field(name, schema[name]) for name in Document.model_fields if name not in _ELSEWHERE | _NESTED)


def _field(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    element = ELEMENTS[name]
    choices = _choices(schema)
    return {
        "name": name,
        "chinese": element.chinese,
        "part": next((part for clause, part in _PARTS if element.clause.startswith(clause)), "文种"),
        "says": schema.get("description", ""),
        "clause": element.clause,
        "type": "choice" if choices else "long" if name in _LONG else "text",
        "choices": choices,
        "seldom": name in _SELDOM,
        "sets": name in _SETTINGS,
    }


def _choices(schema: dict[str, Any]) -> list[str]:
    """The values that may be chosen, wherever the schema says them."""
    if "enum" in schema:
        return list(schema["enum"])
    if str(schema.get("$ref", "")).endswith("/Form"):
        return [form.value for form in Form]
    return next((found for one in schema.get("anyOf", ()) if (found := _choices(one))), [])


@cache
def kinds() -> tuple[dict[str, Any], ...]:
    """The kinds that have a specimen, each with what it brings along."""
    return tuple(
        {
            "name": kind.value,
            "english": KINDS[kind].english,
            "form": KINDS[kind].form.value,
            "direction": KINDS[kind].direction.value,
            "clause": KINDS[kind].clause,
            "has_recipients": KINDS[kind].has_recipients,
            "signed": "must" if kind in MUST_BE_SIGNED else "may" if kind in MAY_BE_SIGNED else "no",
        }
        for kind in specimen_kinds()
    )
