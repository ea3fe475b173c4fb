"""The headings on pages, for whoever makes an outline of them."""

from __future__ import annotations

from typing import NamedTuple

from gongwen.pages.display import DisplayList
from gongwen.standard.units import Length

__all__ = ["Heading", "headings_of"]


class Heading(NamedTuple):
    """A heading: how deep it stands, what it says, on which page (from 0) and how far down."""

    level: int
    text: str
    page: int
    top: Length


def headings_of(display: DisplayList) -> list[Heading]:
    """All headings in reading order, each in one line."""
    found = []
    for number, page in enumerate(display.pages):
        for paragraph in page.paragraphs():
            if paragraph.level is not None:
                runs = (run.text for line in paragraph.lines for part in line.parts for run in part.runs)
                found.append(Heading(paragraph.level, "".join(runs).strip(), number, paragraph.top))
    return found
