"""The document to which the examples of rules are changes: a notice that breaks none."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from gongwen.model import Document

__all__ = ["SOUND", "example"]

SOUND: Mapping[str, Any] = MappingProxyType(
    {
        "kind": "通知",
        "issuers": "青山镇人民政府",
        "number": "青政发〔2026〕8号",
        "title": "青山镇人民政府关于做好春耕备耕工作的通知",
        "recipients": "各村民委员会，镇直各单位",
        "body": ["春耕在即，现将有关事项通知如下。"],
        "date": "2026-03-02",
    }
)


def example(changes: Mapping[str, Any]) -> Document:
    """The sound notice with some of its fields otherwise; None takes a field away.

    >>> example({"date": None}).date is None
    True
    """
    return Document.read({name: value for name, value in {**SOUND, **changes}.items() if value is not None})
