"""What a text of a file says, in order: paragraphs, runs, tables, text boxes, with changes read as accepted.

Texts of runs hold ``\\t`` for a tab, ``\\n`` for a soft break, ``\\v`` for one whose type is written out, ``\\f`` for a
break of page or column. What was deleted, and the codes of fields, are not there; what is hidden is (its format tells).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from gongwen.ooxml.facts.styles import TableStyling
from gongwen.ooxml.opened import Element
from gongwen.standard.units import Length

__all__ = [
    "Block",
    "Cell",
    "Drawing",
    "Lettering",
    "Mark",
    "Paragraph",
    "Row",
    "Run",
    "Table",
    "TextBox",
    "paragraphs_in",
]


class Drawing(NamedTuple):
    """A picture in a run. ``target`` is the part that holds it, ``name`` and ``description`` what the file calls it."""

    target: str
    name: str
    description: str
    width: Length | None
    height: Length | None
    floats: bool


class Mark(NamedTuple):
    """Where a comment or a note belongs: ``comment``, ``footnote`` or ``endnote``, and its number."""

    kind: str
    id: str


class Run(NamedTuple):
    """A run of text in one format; ``field`` is the code of the field whose result it is, ``link`` where it leads."""

    text: str
    style: str = ""
    properties: Element | None = None
    drawings: tuple[Drawing, ...] = ()
    marks: tuple[Mark, ...] = ()
    field: str = ""
    link: str = ""
    inserted: bool = False
    element: Element | None = None
    """``w:r``, for who changes the file; None for what is no run of text."""


class Paragraph(NamedTuple):
    """A paragraph: its runs, and the text boxes that are anchored in it.

    ``number`` counts the paragraphs of the part, those of tables and boxes among them; ``section`` is the index of the
    section that it stands in.
    """

    part: str
    number: int
    style: str
    runs: tuple[Run, ...]
    properties: Element | None = None
    boxes: tuple[TextBox, ...] = ()
    table: TableStyling | None = None
    section: int = 0
    ends_section: bool = False
    element: Element | None = None
    """``w:p``, for who changes the file; of several whose marks are deleted, the last."""

    @property
    def text(self) -> str:
        """The text of all runs."""
        return "".join([run.text for run in self.runs])


class Lettering(NamedTuple):
    """Words that are drawn as one shape (WordArt). They are ``level`` where they stand on a line as text does: those of
    a seal stand on a curve, those of a watermark aslant."""

    text: str
    colour: str | None
    face: str
    level: bool


class TextBox(NamedTuple):
    """A text box, whichever way the file draws it; or a shape that is words itself, which has no blocks."""

    blocks: tuple[Block, ...]
    width: Length | None
    height: Length | None
    lettering: Lettering | None = None


class Cell(NamedTuple):
    """A cell: where it begins in the grid, how many columns it spans, and whether it goes on from the cell above."""

    blocks: tuple[Block, ...]
    column: int
    span: int = 1
    continues: bool = False
    begins_merge: bool = False
    width: Length | None = None
    vertical: str = "top"

    @property
    def text(self) -> str:
        """The paragraphs of the cell, a line each."""
        return "\n".join([paragraph.text for paragraph in paragraphs_in(self.blocks)])


class Row(NamedTuple):
    """A row of cells; a ``header`` is repeated on every page."""

    cells: tuple[Cell, ...]
    header: bool = False
    height: Length | None = None
    height_rule: str = "auto"


class Table(NamedTuple):
    """A table; ``columns`` are the widths of its grid."""

    rows: tuple[Row, ...]
    columns: tuple[Length | None, ...] = ()
    style: str = ""
    description: str = ""
    properties: Element | None = None
    section: int = 0


Block: TypeAlias = Paragraph | Table


def paragraphs_in(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """The paragraphs of blocks in order, those of tables and text boxes among them; boxes after their paragraph."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            for box in block.boxes:
                yield from paragraphs_in(box.blocks)
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs_in(cell.blocks)
