"""What an OFD says of its document beside the pages: title, author, date, and the 要素 by their own names.

33190 gives a document's metadata a list of names and values of one's own choice (CustomDatas). The names here are those
of the 要素 in GB/T 9704, so that a system that registers or files the document need not read its pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from gongwen.model import Document
from gongwen.standard.vocabulary import chinese_name

__all__ = ["Facts", "facts_of"]

_NOTHING_ELSE: Mapping[str, str] = MappingProxyType({})
_TOLD = (
    *("kind", "number", "copy_number", "secrecy", "secrecy_period", "urgency", "issuers", "signers"),
    *("recipients", "cc", "date", "printer", "print_date", "copies"),
)


class Facts(NamedTuple):
    """What is known of a document beside its pages; ``others`` by the Chinese names of the 要素."""

    title: str
    author: str = ""
    date: date | None = None
    others: Mapping[str, str] = _NOTHING_ELSE


def facts_of(document: Document) -> Facts:
    """What is told of a document."""
    others = {chinese_name(field): _written(getattr(document, field)) for field in _TOLD}
    title = " ".join(document.title.split()) or document.kind_name
    told = {name: value for name, value in others.items() if value}
    return Facts(title, "，".join(document.issuers), document.date, told)


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "，".join(map(str, value))
    return value.isoformat() if isinstance(value, date) else str(getattr(value, "value", value))
