"""The rules above and below a line: its own borders, those of its cell, or those of its table."""

from __future__ import annotations

from typing import NamedTuple

from gongwen.ooxml.facts import Border, Paragraph, ParagraphFormat
from gongwen.ooxml.facts.measures import VAL
from gongwen.ooxml.facts.properties import border
from gongwen.ooxml.opened import Element, said_in, w

__all__ = ["Edges", "edges_of", "is_drawn"]


class Edges(NamedTuple):
    """The rules above and below, None where there is none."""

    top: Border | None
    bottom: Border | None


def edges_of(paragraph: Paragraph, said: ParagraphFormat) -> Edges:
    """The rules that a paragraph stands between."""
    own = Edges(_shown(said.border_top), _shown(said.border_bottom))
    cell = None if paragraph.table is None else _above(paragraph.properties, "tc")
    if cell is None:
        return own
    row, table = _above(cell, "tr"), _above(cell, "tbl")
    if row is None or table is None:
        return own
    rows = table.findall(w("tr"))
    at = rows.index(row)
    top = _side(cell, "tcPr", "tcBorders", "top") or _of_table(table, "top" if at == 0 else "insideH")
    below = "bottom" if at == len(rows) - 1 else "insideH"
    bottom = _side(cell, "tcPr", "tcBorders", "bottom") or _of_table(table, below)
    return Edges(own.top or _shown(top), own.bottom or _shown(bottom))


def is_drawn(one: Border | None) -> bool:
    """Whether a border is more than the word “none”."""
    return one is not None and one.style not in ("none", "nil")


def _shown(one: Border | None) -> Border | None:
    return one if is_drawn(one) else None


def _above(element: Element | None, name: str) -> Element | None:
    """The nearest element of a name around another."""
    found, tag = element, w(name)
    while found is not None and found.tag != tag:
        found = found.getparent()
    return found


def _of_table(table: Element, side: str) -> Border | None:
    return _side(table, "tblPr", "tblBorders", side)


def _side(element: Element, properties: str, borders: str, side: str) -> Border | None:
    said = said_in(element, properties)
    drawn = None if said is None else said_in(said, borders)
    found = None if drawn is None else said_in(drawn, side)
    return None if found is None or found.get(VAL) is None else border(found)
