"""Names as tags and data have them: compared as they look, not as they were typed."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["INVISIBLE", "OWN", "TURNS", "folded"]

OWN = "gw_"
"""Names that begin so are the library's own; no tag of a clerk may use them."""

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
"""Characters that nobody sees: of no width, marks of direction, soft hyphens, tags, variants."""


TURNS = re.compile("[\\u202a-\\u202e\\u2066-\\u2069]")
"""Marks that let a text be read in another order than it is written; they have no place on paper."""


def folded(name: str) -> str:
    """A name without what cannot be seen, and full-width letters and digits as usual ones.

    >>> folded("村\\u200b名"), folded("第１项"), folded("面积")
    ('村名', '第1项', '面积')
    """
    if name.isascii():
        return name
    return unicodedata.normalize("NFKC", INVISIBLE.sub("", name))
