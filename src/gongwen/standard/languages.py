"""Second scripts of autonomous areas: the font that shows each, and which of them run from right to left (9704-1-c)."""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

__all__ = ["LANGUAGES", "Script", "language_of"]


class Script(NamedTuple):
    """How a language is set."""

    font: str
    right_to_left: bool = False


LANGUAGES: MappingProxyType[str, Script] = MappingProxyType(
    {
        "bo": Script("Microsoft Himalaya"),
        "ug": Script("Microsoft Uighur", right_to_left=True),
        "kk": Script("Microsoft Uighur", right_to_left=True),
        "mn": Script("Mongolian Baiti"),
        "ii": Script("Microsoft Yi Baiti"),
        "ko": Script("Batang"),
        "za": Script("Times New Roman"),
    }
)

_OTHERS = Script("Times New Roman")


def language_of(locale: str) -> Script:
    """How a locale's language is set; Latin for one that is not listed.

    >>> language_of("bo_CN").font
    'Microsoft Himalaya'
    """
    return LANGUAGES.get(locale.replace("-", "_").split("_")[0], _OTHERS)
