"""Sections: the paper, its margins, the grid of lines, and which headers and footers stand on its pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gongwen.ooxml.facts.measures import VAL, number, switch, twip_length
from gongwen.ooxml.names import RELATIONSHIPS
from gongwen.ooxml.opened import Element, Relationship, said_in, w
from gongwen.standard.units import Length, Mm

__all__ = ["Grid", "Margins", "Section", "read_sections"]

_NONE = Mm(0)
_KINDS = ("header", "footer")
_GRID_UNITS = 4096


class Margins(NamedTuple):
    """Distances from the edges of the sheet; ``header`` and ``footer`` are those of their lines."""

    top: Length = _NONE
    bottom: Length = _NONE
    left: Length = _NONE
    right: Length = _NONE
    header: Length = _NONE
    footer: Length = _NONE
    gutter: Length = _NONE


class Grid(NamedTuple):
    """The grid (``lines``, ``linesAndChars``, ``snapToChars``; None: none): a line's pitch, and what a character is
    given beyond its size, in points."""

    kind: str | None = None
    pitch: Length | None = None
    beyond_size: float = 0


class Section(NamedTuple):
    """A section. ``headers`` and ``footers`` are parts by ``default``, ``first`` and ``even``, those of the sections
    before where it names none; ``first_page`` says that its first page has its own."""

    width: Length | None
    height: Length | None
    landscape: bool
    margins: Margins
    grid: Grid
    kind: str
    first_page: bool
    headers: Mapping[str, str]
    footers: Mapping[str, str]
    page_number_start: int | None
    page_number_format: str
    columns: int
    vertical: str


def read_sections(elements: Sequence[Element], relationships: Mapping[str, Relationship]) -> tuple[Section, ...]:
    """The sections of a document in order."""
    made: list[Section] = []
    parts: dict[str, dict[str, str]] = {kind: {} for kind in _KINDS}
    for element in elements:
        for kind in _KINDS:
            own = {
                reference.get(w("type"), "default"): target.target
                for reference in element.iterchildren(w(f"{kind}Reference"))
                if (target := relationships.get(reference.get(f"{{{RELATIONSHIPS}}}id", "")))
            }
            parts[kind] = {**parts[kind], **own}
        made.append(_section(element, parts["header"], parts["footer"]))
    return tuple(made)


def _section(element: Element, headers: Mapping[str, str], footers: Mapping[str, str]) -> Section:
    size, numbers, columns = (said_in(element, name) for name in ("pgSz", "pgNumType", "cols"))
    kind, vertical = said_in(element, "type"), said_in(element, "vAlign")
    start = None if numbers is None else number(numbers.get(w("start")))
    return Section(
        width=None if size is None else twip_length(size.get(w("w"))),
        height=None if size is None else twip_length(size.get(w("h"))),
        landscape=size is not None and size.get(w("orient")) == "landscape",
        margins=_margins(said_in(element, "pgMar")),
        grid=_grid(said_in(element, "docGrid")),
        kind="nextPage" if kind is None else kind.get(VAL, "nextPage"),
        first_page=bool(switch(said_in(element, "titlePg"))),
        headers=headers,
        footers=footers,
        page_number_start=None if start is None else int(start),
        page_number_format="decimal" if numbers is None else numbers.get(w("fmt"), "decimal"),
        columns=1 if columns is None else int(number(columns.get(w("num"))) or 1),
        vertical="top" if vertical is None else vertical.get(VAL, "top"),
    )


def _margins(element: Element | None) -> Margins:
    if element is None:
        return Margins()
    return Margins(*(twip_length(element.get(w(name))) or _NONE for name in Margins._fields))


def _grid(element: Element | None) -> Grid:
    if element is None:
        return Grid()
    kind = element.get(w("type"), "default")
    beyond = number(element.get(w("charSpace"))) or 0
    return Grid(
        None if kind == "default" else kind, twip_length(element.get(w("linePitch"))), round(beyond / _GRID_UNITS, 4)
    )
