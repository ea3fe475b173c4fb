"""What a preview says: its pages, their lines, their pictures, read from the HTML itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import html as markup

_BLANK = re.compile(r"\s+")


class Shown(NamedTuple):
    """A line as it is shown: its text without spaces, the class of its paragraph, whether it stands alone."""

    text: str
    role: str
    whole: bool


class SeenPage(NamedTuple):
    """One page: its name, its element, its lines in their order."""

    name: str
    element: Any
    lines: tuple[Shown, ...]

    @property
    def text(self) -> str:
        """All of its text without spaces."""
        return "".join(line.text for line in self.lines)


def tree(text: str) -> Any:
    """The whole document."""
    return markup.fromstring(text)


def pages(text: str) -> list[SeenPage]:
    """The pages of a preview."""
    return [
        SeenPage(section.get("aria-label"), section, tuple(_lines(section))) for section in tree(text).iter("section")
    ]


def styles(element: Any) -> dict[str, str]:
    """The declarations of an element's own style."""
    pairs = (part.partition(":") for part in (element.get("style") or "").split(";") if part)
    return {name: value for name, _, value in pairs}


def unspaced(text: str) -> str:
    """A text without blanks of any kind."""
    return _BLANK.sub("", text)


def _lines(section: Any) -> Iterator[Shown]:
    for line in section.iter("span"):
        if "l" not in (line.get("class") or "").split():
            continue
        text = unspaced(line.text_content())
        block = line.getparent()
        whole = block.tag not in ("td", "th") and not line.xpath(".//*[contains(@class, 't')][@style]")
        if text:
            yield Shown(text, block.get("class"), whole)
