"""Which row names the columns: titles above it are passed over, headings of two rows become one name a column."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gongwen.errors import Fault, InputError
from gongwen.sheets.places import letter
from gongwen.sheets.sheet import Merge, RawRow
from gongwen.sheets.values import Bad, clean_heading

__all__ = ["MOST_NAMED", "SAMPLE", "Headings", "check_names", "find_headings", "too_many_columns"]

SAMPLE = 20
"""How many rows that hold something are looked at to find the headings."""

MOST_NAMED = 1000
"""Columns of a table: each row holds a value for every one of them."""

_SHARE = 0.6  # of the columns that a row must fill to name them
_WIDE = 3  # columns from which a single text alone in its row is a title
_MOST_LEVELS = 4
_MOST_MERGED = 1000
_SHOWN = 30
_LABEL = "：:"
_UNIT = ("（", "(")


class Headings(NamedTuple):
    """Names of the columns by place, the last row of the headings, and what stood above them."""

    names: dict[int, str]
    last: int
    above: tuple[str, ...]


def find_headings(rows: Sequence[RawRow], merges: Sequence[Merge], file: str) -> Headings:
    """The headings of a table from its first rows. Raises :class:`~gongwen.InputError` with all their faults."""
    if not rows:
        raise InputError(
            Fault("empty-table", "表里没有内容", "核对文件和工作表；第一行写列名，下面每行一份", file=file)
        )
    widest = max(len(row.cells) for row in rows)
    if widest > MOST_NAMED:
        raise InputError(too_many_columns(file, next(row.number for row in rows if len(row.cells) == widest)))
    spread = _Spread(merges, rows[-1].number)
    lone = widest < _WIDE and 2 * sum(len(row.cells) > 1 for row in rows) <= len(rows)  # a list, perhaps with remarks
    chosen = next((row for row in rows if _names_columns(row, widest, spread, lone=lone)), rows[0])
    top, bottom = spread.block(chosen, rows)
    names = _names([row for row in rows if top <= row.number <= bottom], bottom, spread)
    if len(names) > MOST_NAMED:
        raise InputError(too_many_columns(file, bottom))
    above = tuple(_shown(row) for row in rows if row.number < top)
    faults = [*check_names(names, file, bottom), *_nameless(rows, names, bottom, file)]
    named = {column: name for column, name in names.items() if name}
    if not named and not faults:
        message, cure = "这一行应当是列名，却读不出来", "填上列名；是公式的，用 Excel 或 WPS 打开保存一次"
        faults = [Fault("missing-heading", message, cure, file=file, row=bottom)]
    if faults:
        raise InputError(faults)
    return Headings(named, bottom, above)


def too_many_columns(file: str, row: int) -> Fault:
    """The fault of a table too wide to be one."""
    message, cure = f"这一行的列太多，超过 {MOST_NAMED} 列", "核对是不是这张表；删去用不着的列"
    return Fault("too-many-columns", message, cure, file=file, row=row)


def check_names(names: dict[int, str], file: str, row: int | None) -> Iterator[Fault]:
    """Faults of columns with one name."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for column, name in names.items():
        if name:
            places[name].append(column)
    for name, columns in places.items():
        if len(columns) > 1:
            shown = "、".join(f"{letter(column)}列" for column in columns)
            yield Fault(
                "duplicate-heading", f"列名重复：{shown}都叫“{name}”", "改成不同的列名", file=file, row=row, column=name
            )


def _nameless(rows: Sequence[RawRow], names: dict[int, str], bottom: int, file: str) -> Iterator[Fault]:
    """Faults of columns that have data and no name; what stands beside one row alone is a fault of that row."""
    data = [row for row in rows if row.number > bottom]
    count = Counter(column for row in data for column in row.cells if not names.get(column))
    for column in sorted(count):
        if count[column] * 2 >= len(data):
            yield Fault(
                "missing-heading",
                f"{letter(column)}列有数据，没有列名",
                "补上列名，或清空这一列",
                file=file,
                row=bottom,
                column=letter(column),
            )


def _names_columns(row: RawRow, widest: int, spread: _Spread, *, lone: bool) -> bool:
    """Whether the row fills enough columns, headings merged with rows above and below or across counted once."""
    if len(row.cells) == 1:
        column = next(iter(row.cells))
        return lone and spread.width(row.number, column) == 1
    return len(row.cells) >= max(2, _SHARE * widest) or spread.groups(row)


class _Spread:
    """The merged ranges of a sheet that begin no lower than its ``last`` row looked at, by the cells of their first
    column."""

    def __init__(self, merges: Sequence[Merge], last: int) -> None:
        self.by_cell = {
            (row, merge.left): merge
            for merge in merges
            if merge.top <= last
            for row in range(merge.top, min(merge.bottom, merge.top + _MOST_LEVELS) + 1)
        }

    def width(self, row: int, column: int) -> int:
        merge = self.by_cell.get((row, column))
        return merge.right - merge.left + 1 if merge else 1

    def groups(self, row: RawRow) -> bool:
        """Whether the row is the upper part of headings: cells merged downward beside cells merged across."""
        merges = [self.by_cell.get((row.number, column)) for column in row.cells]
        down = any(merge and merge.bottom > merge.top and merge.left == merge.right for merge in merges)
        across = any(merge and merge.right > merge.left for merge in merges)
        return down and across

    def block(self, row: RawRow, rows: Sequence[RawRow]) -> tuple[int, int]:
        """The first and last row of the headings that ``row`` belongs to."""
        by_number = {one.number: one for one in rows}
        merges = [merge for column in row.cells if (merge := self.by_cell.get((row.number, column)))]
        bottom = max([row.number, *(merge.bottom for merge in merges)])
        below = by_number.get(row.number + 1)
        ending = [merge for merge in merges if merge.bottom == row.number]
        if below and any(merge.left < column <= merge.right for merge in ending for column in below.cells):
            bottom = max(bottom, below.number)  # names of their own under a group
        if below and all(_text(value).startswith(_UNIT) for value in below.cells.values()):
            bottom = max(bottom, below.number)
        top = min([row.number, *(merge.top for merge in merges)])
        above = by_number.get(top - 1)
        if above is not None and self._stands_over(above, row):
            top -= 1
        return top, min(bottom, top + _MOST_LEVELS - 1)

    def _stands_over(self, above: RawRow, row: RawRow) -> bool:
        """Whether the row above names groups of the columns: merged across some, and no line of remarks."""
        merges = [merge for column in above.cells if (merge := self.by_cell.get((above.number, column)))]
        texts = [str(value) for value in above.cells.values()]
        if not merges or any(mark in text for text in texts for mark in _LABEL):
            return False
        first, last = min(row.cells), max(row.cells)
        return all(merge.left > first or merge.right < last for merge in merges)


def _names(rows: Sequence[RawRow], bottom: int, spread: _Spread) -> dict[int, str]:
    """The name of each column: the lowest when it is the only one of its kind, else all joined from above."""
    levels: defaultdict[int, list[str]] = defaultdict(list)
    for row in rows:
        for column in sorted(row.cells):
            text = _text(row.cells[column])
            # A group's name goes to each column under it; a name merged across for its looks to the first alone.
            merge = spread.by_cell.get((row.number, column))
            last = merge.right if merge and merge.bottom < bottom else column
            for place in range(column, min(last, column + _MOST_MERGED) + 1):
                if text and text not in levels[place]:
                    levels[place].append(text)
    count = Counter(found[-1] for found in levels.values() if found)
    return {column: _joined(found, count) for column, found in sorted(levels.items())}


def _joined(found: list[str], count: Counter[str]) -> str:
    if not found:
        return ""
    # A unit under its name, （亩）, is no name.
    alone = count[found[-1]] == 1 and not found[-1].startswith(_UNIT)
    return found[-1] if alone else "".join(found)


def _text(value: object) -> str:
    if isinstance(value, Bad):
        return value.value or ""
    return clean_heading(str(value))


def _shown(row: RawRow) -> str:
    text = " ".join(_text(value) for value in row.cells.values())
    return f"第{row.number}行“{text[:_SHOWN]}{'…' if len(text) > _SHOWN else ''}”"
