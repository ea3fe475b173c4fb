"""Names as tags and data have them: compared as they look, not as they were typed."""

from __future__ import annotations

import unicodedata

from gongwen.text import INVISIBLE

__all__ = ["OWN", "folded"]

OWN = "gw_"
"""Names that begin so are the library's own; no tag of a clerk may use them."""


def folded(name: str) -> str:
    """A name without what cannot be seen, and full-width letters and digits as usual ones.

    >>> folded("村\\u200b名"), folded("第１项"), folded("面积")
    ('村名', '第1项', '面积')
    """
    if name.isascii():
        return name
    return unicodedata.normalize("NFKC", INVISIBLE.sub("", name))
