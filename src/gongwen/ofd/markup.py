"""How OFD writes: its namespace, lengths in millimetres, the numbers of its objects."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from gongwen.ooxml.text import escape

__all__ = ["Numbers", "attribute", "box", "figure", "part"]

_NAMESPACE = "http://www.ofdspec.org/2016"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_DIGITS = 5


class Numbers:
    """The numbers of a document's objects, each given once."""

    def __init__(self) -> None:
        self.last = 0

    def take(self) -> int:
        """The next number."""
        self.last += 1
        return self.last


@lru_cache(maxsize=8192)
def figure(value: float) -> str:
    """A number, in millimetres to the hundredth of a thousandth.

    >>> figure(5.5562500001), figure(-0.000001), figure(210.0)
    ('5.55625', '0', '210')
    """
    written = f"{value:.{_DIGITS}f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def box(*values: float) -> str:
    """A box, or a matrix: numbers with blanks between them."""
    return " ".join(map(figure, values))


def attribute(value: str) -> str:
    """A text as the value of an attribute.

    >>> attribute('“A"&B”')
    '“A&quot;&amp;B”'
    """
    return escape(value).replace('"', "&quot;")


def part(element: str, content: Iterable[str], attributes: str = "") -> bytes:
    """A part of the package with this element at its root."""
    body = "".join(content)
    return f'{_HEAD}<ofd:{element} xmlns:ofd="{_NAMESPACE}"{attributes}>{body}</ofd:{element}>'.encode()
