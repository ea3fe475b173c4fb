"""Where the last paragraph of the text ends: how its lines lie on its pages, and the room left below them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gongwen.layout.flow import TextEnd
from gongwen.layout.placed import Page, PlacedParagraph
from gongwen.layout.stylesheet import Stylesheet
from gongwen.standard.units import Length, Mm

__all__ = ["Ending", "counted_ending", "ending_on_pages"]

_ROUNDING = 0.01


class Ending(NamedTuple):
    """How a paragraph lies: so many lines, ``here`` on the page where it ends, ``at_start`` on that where it begins.

    ``rest`` is the room left below its last line, ``rest_at_start`` what is left below its lines on the first page.
    """

    lines: int
    here: int
    at_start: int
    rest: Length
    rest_at_start: Length

    @property
    def crosses(self) -> bool:
        """Whether it ends on another page than it begins."""
        return self.here < self.lines


def counted_ending(end: TextEnd, lines: int, sheet: Stylesheet) -> Ending:
    """Where a paragraph of so many lines ends by the count of all lines before it."""
    page = sheet.profile.text_length
    used = page - end.rest
    here = lines if end.page == 1 else min(lines, int(used / sheet.pitch + _ROUNDING))
    a_page = int(page / sheet.pitch + _ROUNDING)
    at_start = lines if here == lines else (lines - here - 1) % a_page + 1
    return Ending(lines, here, at_start, end.rest, Mm(0))


def ending_on_pages(pages: Sequence[Page], sheet: Stylesheet) -> Ending | None:
    """Where the paragraph that stands last on the pages ends; None where something else does."""
    parts: list[tuple[Page, PlacedParagraph]] = []
    for page in reversed(pages):
        last = page.placed[-1] if page.placed else None
        if not isinstance(last, PlacedParagraph) or (parts and last.closes):
            break
        parts.insert(0, (page, last))
        if last.opens:
            break
    if not parts:
        return None
    rests = [page.sheet.foot - part.top - part.line * len(part.lines) for page, part in parts]
    counts = [len(part.lines) for _, part in parts]
    return Ending(sum(counts), counts[-1], counts[0], rests[-1], rests[0])
