"""Which parts of its style a table shows, and which of them a row and a cell belong to (17.4.55, 17.7.6)."""

from __future__ import annotations

from gongwen.ooxml.facts.measures import VAL
from gongwen.ooxml.opened import Element, said_in, w

__all__ = ["cell_conditions", "row_conditions", "table_look"]

_FLAGS = (("firstRow", 0x20), ("lastRow", 0x40), ("firstColumn", 0x80), ("lastColumn", 0x100))
_NO_ROW_BANDS, _NO_COLUMN_BANDS = 0x200, 0x400


def table_look(properties: Element | None) -> frozenset[str]:
    """Which parts of its style a table shows; without a word all rows and columns are plain but for bands."""
    said = None if properties is None else said_in(properties, "tblLook")
    if said is None:
        return frozenset({"hBand", "vBand"})
    try:
        bits = int(said.get(VAL, "0"), 16)
    except ValueError:
        bits = 0
    shown = {name for name, bit in _FLAGS if _flag(said, name, bits & bit)}
    shown |= {"hBand"} if not _flag(said, "noHBand", bits & _NO_ROW_BANDS) else set()
    shown |= {"vBand"} if not _flag(said, "noVBand", bits & _NO_COLUMN_BANDS) else set()
    return frozenset(shown)


def _flag(look: Element, name: str, bit: int) -> bool:
    said = look.get(w(name))
    return bool(bit) if said is None else said in ("1", "true", "on")


def row_conditions(look: frozenset[str], index: int, last: int) -> frozenset[str]:
    if index == 0 and "firstRow" in look:
        return frozenset({"firstRow"})
    if index == last and "lastRow" in look:
        return frozenset({"lastRow"})
    if "hBand" not in look:
        return frozenset()
    return frozenset({"band1Horz" if (index - ("firstRow" in look)) % 2 == 0 else "band2Horz"})


def cell_conditions(row: frozenset[str], look: frozenset[str], column: int, is_last: bool) -> frozenset[str]:
    if column == 0 and "firstColumn" in look:
        corner = {"nwCell"} if "firstRow" in row else {"swCell"} if "lastRow" in row else set()
        return row | {"firstCol"} | corner
    if is_last and "lastColumn" in look:
        corner = {"neCell"} if "firstRow" in row else {"seCell"} if "lastRow" in row else set()
        return row | {"lastCol"} | corner
    if "vBand" in look:
        return row | {"band1Vert" if (column - ("firstColumn" in look)) % 2 == 0 else "band2Vert"}
    return row
