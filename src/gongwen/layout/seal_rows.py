"""Where the axes of several seals stand across the page (9704-7.3.5.1-a, g to j).

In: how wide the names and the seals are. Out: the axes, row by row, from the left edge of the text. Seals stand in the
order of the agencies in as few and as even rows as the type area holds; neighbours neither touch nor press each
other's names; the last one stands on the axis of the date.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from gongwen.standard.units import ZERO, Length, Mm

__all__ = ["BETWEEN_SEALS", "seal_rows"]

BETWEEN_SEALS = Mm(1.6)
"""Figures 7 and 8 of the standard show 2.1 and 1.1 mm."""
_BETWEEN_NAMES = Mm(1.1)
_ROUNDING = Mm(1e-6)


class _Cell(NamedTuple):
    """What one seal with its name needs, half of it at either side of the axis."""

    seal: Length
    whole: Length


def seal_rows(
    names: tuple[Length, ...], diameters: tuple[Length, ...], date_axis: Length, room: Length
) -> list[tuple[Length, ...]]:
    """The axes of every row; ``date_axis`` is how far from the right edge the axis of the date stands at the least."""
    cells = [_Cell(seal, max(seal, name)) for seal, name in zip(diameters, names, strict=True)]
    last_axis = room - max(date_axis, cells[-1].whole / 2)
    step = _even_step(cells)
    if _width(cells) <= room + _ROUNDING:
        # One row holds them all, if need be when the last seal moves right (AMB-21).
        if _reach(cells) > last_axis:
            last_axis = min(_reach(cells, step), room - cells[-1].whole / 2)
        return [_ending_at(last_axis, cells, step)]
    counts = _counts(cells, last_axis, room)
    rows = [cells[end - count : end] for count, end in zip(counts, accumulate(counts), strict=True)]
    step = max(map(_even_step, rows))
    aligned = [_aligned(row, (last_axis, last_axis + step), step, room) for row in rows[:-1]]
    aligned.append(_aligned(rows[-1], (last_axis,), step, room))
    if all(aligned):
        return [axes for axes in aligned if axes]
    # Columns that cannot be aligned had better not look as if they should be.
    return [*(_centred(row, room) for row in rows[:-1]), _ending_at(last_axis, rows[-1], _even_step(rows[-1]))]


def _apart(left: _Cell, right: _Cell) -> Length:
    """The least distance of the axes of two neighbours."""
    return max((left.seal + right.seal) / 2 + BETWEEN_SEALS, (left.whole + right.whole) / 2 + _BETWEEN_NAMES)


def _distances(row: Sequence[_Cell]) -> list[Length]:
    return [_apart(left, right) for left, right in pairwise(row)]


def _even_step(row: Sequence[_Cell]) -> Length:
    return max(_distances(row), default=ZERO)


def _reach(row: Sequence[_Cell], step: Length | None = None) -> Length:
    """From the left end of a row to its last axis: in even steps, or as close as can be."""
    distances = [step] * (len(row) - 1) if step else _distances(row)
    return sum(distances, row[0].whole / 2)


def _width(row: Sequence[_Cell]) -> Length:
    return _reach(row) + row[-1].whole / 2


def _ending_at(last_axis: Length, row: Sequence[_Cell], step: Length) -> tuple[Length, ...]:
    """A row whose last axis is given: in even steps where there is room for them."""
    distances = [step] * (len(row) - 1)
    if _reach(row, step) > last_axis + _ROUNDING:
        distances = _distances(row)
    return tuple(last_axis - sum(distances[at:], ZERO) for at in range(len(row)))


def _aligned(row: Sequence[_Cell], ends: tuple[Length, ...], step: Length, room: Length) -> tuple[Length, ...] | None:
    """A row in columns, its last axis at the first of the ends that it has room for; None where it has not."""
    for end in ends:
        first = end - step * (len(row) - 1)
        if first - row[0].whole / 2 >= -_ROUNDING and end + row[-1].whole / 2 <= room + _ROUNDING:
            return tuple(first + step * at for at in range(len(row)))
    return None


def _centred(row: Sequence[_Cell], room: Length) -> tuple[Length, ...]:
    """A row in the middle of the type area, in even steps where there is room for them."""
    step = _even_step(row)
    distances = [step] * (len(row) - 1)
    ends = row[0].whole / 2, row[-1].whole / 2
    if _reach(row, step) + ends[1] > room + _ROUNDING:
        distances = _distances(row)
    across = sum(distances, ZERO)
    first = max(min((room - across) / 2, room - ends[1] - across), ends[0])
    return tuple(first + sum(distances[:at], ZERO) for at in range(len(row)))


def _counts(cells: Sequence[_Cell], last_axis: Length, room: Length) -> list[int]:
    """How many seals stand in each row: the fewest rows, and of these the most even, longer ones first.

    Found from the last seal to the first: what a row leaves over is best divided as it was found before.
    """
    total = len(cells)
    best: list[_Rows] = [_Rows(0, 0, total)] * (total + 1)
    for first in reversed(range(total)):
        found = [
            _Rows(best[end].rows + 1, best[end].unevenness + (end - first) ** 2, end)
            for end in _ends(cells, first, last_axis, room)
        ]
        best[first] = min(found, key=lambda row: (row.rows, row.unevenness, -row.end))
    counts = []
    first = 0
    while first < total:
        counts.append(best[first].end - first)
        first = best[first].end
    return counts


class _Rows(NamedTuple):
    """The best rows from one seal on: how many, how uneven, and which seal opens the second."""

    rows: int
    unevenness: int
    end: int


def _ends(cells: Sequence[_Cell], first: int, last_axis: Length, room: Length) -> Iterator[int]:
    """Where a row that a seal opens may end: one seal always stands, the last row ends on the axis of the date."""
    yield first + 1
    reach = cells[first].whole / 2
    for end in range(first + 2, len(cells) + 1):
        reach += _apart(cells[end - 2], cells[end - 1])
        if reach + cells[end - 1].whole / 2 > room + _ROUNDING:
            return
        if end < len(cells) or reach <= last_axis + _ROUNDING:
            yield end
