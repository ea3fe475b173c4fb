"""The display list: all that is drawn on every sheet, for whoever draws it, whatever the format.

Everything is in lengths from the sheet's upper left corner and in the order in which it is painted. Whoever draws for
the eye alone goes through :meth:`Page.runs`, ``strokes`` and ``pictures``; whoever keeps the structure of the text
(headings, tables, the lines of a paragraph) goes through ``items``.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple, TypeAlias

from gongwen.blocks.block import Alignment
from gongwen.blocks.ink import BASELINE
from gongwen.standard.profiles import Face
from gongwen.standard.roles import HEADING_ROLES, Role
from gongwen.standard.units import ZERO, Length

__all__ = [
    "OUTLINE_LEVELS",
    "Colour",
    "DisplayList",
    "Font",
    "Item",
    "Line",
    "LinePart",
    "Page",
    "Paragraph",
    "Picture",
    "Row",
    "Stroke",
    "Table",
    "TextRun",
]

OUTLINE_LEVELS = {
    Role.TITLE: 1,
    Role.ISSUED_TITLE: 2,
    Role.ATTACHMENT_TITLE: 2,
    **{role: level for level, role in enumerate(HEADING_ROLES, start=2)},
}
"""How deep a heading of a role stands in the outline of the document: in its bookmarks, in h1 to h5."""


class Colour(Enum):
    """What ink is printed in: red, green and blue from 0 to 255."""

    BLACK = (0, 0, 0)
    RED = (255, 0, 0)


class Font(NamedTuple):
    """A font by its name, and its size.

    ``face`` is the typeface that the standard asks for there; none of a second script. ``latin`` says that the font
    shows the digits and letters beside a Chinese one of that face.
    """

    family: str
    size: Length
    face: Face | None
    latin: bool = False
    weight: int = 400


class TextRun(NamedTuple):
    """A text in one font on one baseline.

    ``advances`` say of every character in millimetres how far beyond it the next one begins: its own width, ``spacing``
    and what justifies the line. They are widths of Chinese fonts and of Times; a text of a second script has to be
    shaped by whoever draws it. ``scale`` narrows the characters; the advances are narrow already.
    """

    text: str
    font: Font
    x: Length
    baseline: Length
    advances: tuple[float, ...]
    spacing: Length = ZERO
    colour: Colour = Colour.BLACK
    scale: float = 1.0
    language: str | None = None
    right_to_left: bool = False

    @property
    def end(self) -> Length:
        """Where the next run would begin."""
        return self.x + Length(sum(self.advances))


class LinePart(NamedTuple):
    """The runs of a line, or of a line's column between two tabs, and the room in which they are aligned.

    ``JUSTIFIED`` is said of what fills its room; ``narrowed`` is what each of its blanks lost to find room.
    """

    left: Length
    width: Length
    align: Alignment
    runs: tuple[TextRun, ...]
    narrowed: Length = ZERO


class Line(NamedTuple):
    """A line of text, its parts from left to right."""

    top: Length
    height: Length
    parts: tuple[LinePart, ...]

    @property
    def baseline(self) -> Length:
        """Where the characters stand."""
        return self.top + self.height * BASELINE


class Paragraph(NamedTuple):
    """A paragraph, or the part of it on this page, or a cell of a table: what it is, and its lines.

    ``level`` is that of a heading in the outline. ``font``, ``spacing`` and ``colour`` are those of its role, from
    which single runs may depart. If it is ``turned``, all of it is turned clockwise by a quarter about its upper left
    corner: the places in it are those before the turn.
    """

    role: Role
    left: Length
    top: Length
    width: Length
    lines: tuple[Line, ...]
    font: Font
    spacing: Length = ZERO
    colour: Colour = Colour.BLACK
    scale: float = 1.0
    level: int | None = None
    turned: bool = False


class Row(NamedTuple):
    """A row of a table, or the part of it on this page."""

    height: Length
    cells: tuple[Paragraph, ...]
    header: bool


class Table(NamedTuple):
    """The rows of a table on this page; its rules are strokes of the page."""

    left: Length
    top: Length
    columns: tuple[Length, ...]
    padding: Length
    rows: tuple[Row, ...]


class Stroke(NamedTuple):
    """A straight stroke by the middle of its ends."""

    x0: Length
    y0: Length
    x1: Length
    y1: Length
    thickness: Length
    colour: Colour


class Picture(NamedTuple):
    """A picture in its place; a seal lies ``behind`` the text."""

    data: bytes
    description: str
    left: Length
    top: Length
    width: Length
    height: Length
    behind: bool = False


Item: TypeAlias = Paragraph | Table | Picture


class Page(NamedTuple):
    """A sheet, the number it has whether it is printed or not, and what is drawn on it.

    ``strokes`` lie under the ``items``; a page without either is blank.
    """

    width: Length
    height: Length
    number: int
    strokes: tuple[Stroke, ...]
    items: tuple[Item, ...]

    @property
    def landscape(self) -> bool:
        """Whether the sheet is wider than high."""
        return self.width > self.height

    @property
    def pictures(self) -> Iterator[Picture]:
        """All pictures, those behind the text among them."""
        return (item for item in self.items if isinstance(item, Picture))

    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs and cells."""
        for item in self.items:
            if isinstance(item, Paragraph):
                yield item
            elif isinstance(item, Table):
                for row in item.rows:
                    yield from row.cells

    def runs(self) -> Iterator[TextRun]:
        """All text."""
        for paragraph in self.paragraphs():
            for line in paragraph.lines:
                for part in line.parts:
                    yield from part.runs


class DisplayList(NamedTuple):
    """All pages of a document, from the first to the last."""

    pages: tuple[Page, ...]
