"""Bookmarks: the headings of documents as the outline of a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gongwen.pages.display import DisplayList
from gongwen.pages.headings import headings_of
from gongwen.pdf.objects import ObjectFile, Reference, number, text

__all__ = ["Bookmarks"]

_PER_MM = 72 / 25.4


@dataclass
class _Entry:
    """A heading, where it leads, and the headings below it."""

    level: int
    text: str
    target: str
    below: list[_Entry] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(1 + entry.count for entry in self.below)


class Bookmarks:
    """The headings of all documents of a file."""

    def __init__(self, file: ObjectFile) -> None:
        self._file = file
        self._top = _Entry(0, "", "")

    def add(self, display: DisplayList, pages: Sequence[Reference], title: str) -> None:
        """Add the headings of a document; one without a title on its pages is called by ``title``."""
        headings = headings_of(display)
        if not headings or headings[0].level != 1:
            self._add(1, title, f"[{pages[0]}/XYZ null null null]")
        for heading in headings:
            height = display.pages[heading.page].height.mm
            place = number((height - heading.top.mm) * _PER_MM)
            self._add(heading.level, heading.text, f"[{pages[heading.page]}/XYZ null {place} null]")

    def _add(self, level: int, heading: str, target: str) -> None:
        above = self._top
        while above.below and above.below[-1].level < level:
            above = above.below[-1]
        above.below.append(_Entry(level, heading, target))

    def write(self) -> str:
        """Put them into the file; what the catalogue says of them."""
        if not self._top.below:
            return ""
        root = self._file.reserve()
        first, last = self._level(self._top, root)
        self._file.add(f"<</Type/Outlines/First {first}/Last {last}/Count {self._top.count}>>", root)
        return f"/Outlines {root}/PageMode/UseOutlines"

    def _level(self, above: _Entry, parent: Reference) -> tuple[Reference, Reference]:
        references = [self._file.reserve() for _ in above.below]
        for at, entry in enumerate(above.below):
            said = f"/Title{text(entry.text)}/Parent {parent}/Dest{entry.target}"
            if at:
                said += f"/Prev {references[at - 1]}"
            if at + 1 < len(references):
                said += f"/Next {references[at + 1]}"
            if entry.below:
                first, last = self._level(entry, references[at])
                said += f"/First {first}/Last {last}/Count {entry.count}"
            self._file.add(f"<<{said}>>", references[at])
        return references[0], references[-1]
