"""What stands on pages: paragraphs, rows, pictures and 版记 in their places, in lengths from the sheet's upper edge."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from gongwen.blocks.block import ColophonBlock, JointMarkBlock, ParagraphBlock, PictureBlock, TableBlock
from gongwen.pages.setting import SetLine
from gongwen.pages.sheets import Box, Sheet
from gongwen.standard.units import Length

__all__ = [
    "Placed",
    "PlacedColophon",
    "PlacedMark",
    "PlacedPage",
    "PlacedParagraph",
    "PlacedPicture",
    "PlacedRow",
    "PlacedTable",
]


class PlacedParagraph(NamedTuple):
    """A paragraph, or the part of it that stands on one page; ``top`` is where its first line begins.

    ``opens`` and ``closes`` say whether it is the paragraph's beginning and its end.
    """

    block: ParagraphBlock
    box: Box
    top: Length
    line: Length
    lines: tuple[SetLine, ...]
    opens: bool = True
    closes: bool = True


class PlacedPicture(NamedTuple):
    """A picture on a line of its own."""

    block: PictureBlock
    top: Length


class PlacedMark(NamedTuple):
    """The mark of joint documents; ``top`` is where its names begin."""

    block: JointMarkBlock
    top: Length


class PlacedColophon(NamedTuple):
    """版记 at the foot of its page: its rows from the first rule down to the last."""

    block: ColophonBlock
    rows: tuple[PlacedParagraph, ...]

    @property
    def top(self) -> Length:
        """Where the first row begins."""
        return self.rows[0].top

    @property
    def foot(self) -> Length:
        """Where the last row ends."""
        last = self.rows[-1]
        return last.top + last.line * max(len(last.lines), 1)


class PlacedRow(NamedTuple):
    """A row of a table, or the part of it on one page: its height and the lines of its cells; a header says what its
    columns hold.
    """

    height: Length
    cells: tuple[tuple[SetLine, ...], ...]
    header: bool


class PlacedTable(NamedTuple):
    """The rows of a table that stand on one page; ``top`` is the upper edge of its uppermost rule."""

    block: TableBlock
    top: Length
    rows: tuple[PlacedRow, ...]


Placed: TypeAlias = PlacedParagraph | PlacedPicture | PlacedMark | PlacedTable | PlacedColophon


class PlacedPage(NamedTuple):
    """One page: its sheet, its number, whether that is printed, and what stands on it.

    ``first`` is the page that opens a document; one that holds nothing comes before an even or odd page.
    """

    sheet: Sheet
    number: int
    numbered: bool
    landscape: bool
    first: bool
    placed: tuple[Placed, ...]
