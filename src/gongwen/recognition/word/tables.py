"""Tables of a .docx: those that hold data become tables, those that only set lines out become lines.

A letterhead, 版记 and signatures are often set in a table without rules; what stands in its cells tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from gongwen.model import Table
from gongwen.model.body import MOST_COLUMNS
from gongwen.ooxml.facts import Block, Cell
from gongwen.ooxml.facts import Table as TableFacts
from gongwen.ooxml.facts.measures import VAL
from gongwen.ooxml.opened import w
from gongwen.reading.building import build
from gongwen.recognition.forms import AGENCY, forms_of, squeezed
from gongwen.recognition.lines import Line, Typed
from gongwen.recognition.views import view_of
from gongwen.text import BLANKS

__all__ = ["data_table", "is_layout", "is_plainly_data", "laid_out"]

_MOST_SET_OUT = 3  # columns of a table that only sets lines out
_MOST_ROWS_OF_SIGNATURES = 6
_LONGEST_HEADING = 16
_ELEMENTS = frozenset(("colophon", "printed", "copies", "signer", "secrecy"))
_GAP = "　　"


def is_plainly_data(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table has so many columns that it holds data."""
    return len(rows) > 1 and max(map(len, rows), default=0) > _MOST_SET_OUT


def is_layout(rows: Sequence[Sequence[str]], *, letterhead: bool) -> bool:
    """Whether a table only sets out lines: a letterhead, 版记, signatures, a frame around a text.

    >>> is_layout([["青山镇党政办公室", "2026年3月2日印发"]], letterhead=False)
    True
    >>> is_layout([["村名", "户数"], ["上坝村", "320"]], letterhead=False)
    False
    """
    if letterhead or max(map(len, rows), default=0) <= 1:
        return True
    texts = [text for row in rows if (text := _GAP.join(filter(None, map(_trimmed, row))))]
    if max(map(len, rows)) > _MOST_SET_OUT:
        return False
    if any(_is_element(text) for text in texts):
        return True
    cells = [text for row in rows for cell in row if (text := squeezed(cell))]
    dated = any(view_of(Line(Typed.at(text, 1))).date for text in cells)
    few = len(rows) == 1 or (dated and len(rows) <= _MOST_ROWS_OF_SIGNATURES)
    return few and bool(cells) and all(_signs(text) for text in cells)


def _is_element(text: str) -> bool:
    view = view_of(Line(Typed.at(text, 1)))
    return view.number or view.mark or not _ELEMENTS.isdisjoint(forms_of(text))


def _signs(text: str) -> bool:
    return view_of(Line(Typed.at(text, 1))).date or AGENCY.fullmatch(text) is not None


def laid_out(cells: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a row that only sets out lines: those of its cells side by side, signatures one under the other.

    >>> list(laid_out([["云溪县水务局", "云溪县林业局"], ["文件"]]))
    ['云溪县水务局', '云溪县林业局　　文件']
    """
    filled = [cell for cell in cells if cell]
    texts = [squeezed(text) for cell in filled for text in cell]
    if all(map(_signs, texts)):
        yield from (text for cell in filled for text in cell)
        return
    height = max(map(len, filled), default=0)
    for at in range(height):
        # A cell of fewer lines stands beside the last of the others.
        beside = [cell[at - height + len(cell)] for cell in filled if at >= height - len(cell)]
        yield _GAP.join(beside)


def data_table(table: TableFacts, text_of: Callable[[tuple[Block, ...]], str]) -> Table | None:
    """The table of the model; None where it holds nothing, or more than a table can."""
    rows = [list(_texts(row.cells, text_of)) for row in table.rows]
    width = max(map(len, rows), default=0)
    if not width or width > MOST_COLUMNS or not any(any(row) for row in rows):
        return None
    even = [[*row, *[""] * (width - len(row))] for row in rows]
    headed = next((index for index, row in enumerate(table.rows) if not row.header), len(rows))
    if headed == 1 or (_names_columns(even) and _is_ruled(table)):
        return build(Table, {"header": even[0], "rows": even[1:]}).value
    return build(Table, {"rows": even}).value


def _is_ruled(table: TableFacts) -> bool:
    """Whether a table has rules, or a style that may have them; one without sets out a list, which has no heads."""
    if table.style or table.properties is None:
        return bool(table.style)
    whole = table.properties.getparent()
    return whole is not None and any(
        side.get(VAL) not in _NO_RULE for name in _RULES for edges in whole.iter(name) for side in edges
    )


_RULES = (w("tblBorders"), w("tcBorders"))
_NO_RULE = ("nil", "none")


def _texts(cells: Sequence[Cell], text_of: Callable[[tuple[Block, ...]], str]) -> Iterator[str]:
    """The texts of cells; one that spans several columns leaves the others empty."""
    for cell in cells:
        yield text_of(cell.blocks)
        yield from [""] * min(cell.span - 1, MOST_COLUMNS)


def _names_columns(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns: short words without figures, none empty, over at least one more row."""
    first = rows[0]
    return len(rows) > 1 and all(
        cell and len(cell) <= _LONGEST_HEADING and not any(map(str.isdigit, cell)) for cell in first
    )


def _trimmed(text: str) -> str:
    return text.strip(BLANKS)
