"""Rows as spreadsheets write nearly all of theirs, found by a search: a parser takes eight times as long for them.

A row is plain when it has its number and is not hidden, and each cell has its place and holds a number or one of the
book's texts, or nothing. All else, and whatever stands between, is left to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

__all__ = ["PlainCell", "pieces_between"]

PlainCell: TypeAlias = "tuple[bytes, bytes, bytes, bytes]"
"""The column's letters, the number of the style, the kind, what stands in the cell; empty where it is not said."""

# A row has no more attributes than these, so no search from its beginning goes far.
_ATTRIBUTES = rb'(?: (?:spans|s|customFormat|ht|x14ac:dyDescent|thickTop|thickBot)="[\w.: -]{0,40}"){0,7}'
_CELL = rb'<c r="(?:[A-Z]{1,3})[0-9]{1,7}"(?: s="[0-9]{1,5}")?(?:/>|(?: t="[ns]")?><v>[0-9.eE+-]{1,30}</v></c>)'
_ROW = re.compile(rb'<row r="([0-9]{1,7})"' + _ATTRIBUTES + rb">(?:" + _CELL + rb")+</row>")
_CELLS = re.compile(rb'<c r="([A-Z]{1,3})[0-9]{1,7}"(?: s="([0-9]{1,5})")?(?: t="([ns])")?(?:/>|><v>([^<]*)</v></c>)')
_BEGINNING = b"<row "
_OTHER_MARKUP = (b"<!", b"<?")
"""What begins a comment, a CDATA section, an instruction: within it a row is none."""
_DECLARATION = len(b"\xef\xbb\xbf<?")
_LONGEST_KEPT = 1 << 20


def pieces_between(
    chunks: Iterable[bytes], take: Callable[[int, list[PlainCell]], None], are_rows: Callable[[], bool]
) -> Iterator[bytes]:
    """The pieces of a sheet that are to be parsed; the plain rows between them go to ``take``, in their order.

    Each piece is to be parsed before the next is asked for, and ends where a row begins. ``are_rows`` says whether
    ``<row`` is a row, by what has been parsed.

    >>> sheet = [b'<sheetData><row r="2"><c r="A2"><v>7</v></c></row></sheet', b"Data>"]
    >>> rows = []
    >>> pieces = pieces_between(sheet, lambda number, cells: rows.append((number, cells)), lambda: True)
    >>> list(filter(None, pieces)), rows
    ([b'<sheetData>', b'</sheetData>'], [(2, [(b'A', b'', b'', b'7')])])
    """
    chunks = iter(chunks)
    kept, begun = b"", False
    for chunk in chunks:
        text = kept + chunk
        looked_from, begun = (0 if begun else _DECLARATION), True
        done = 0
        plain = len(text) <= _LONGEST_KEPT and all(text.find(mark, looked_from) < 0 for mark in _OTHER_MARKUP)
        for row in _ROW.finditer(text) if plain else ():
            start, end = row.span()
            if start > done:
                yield text[done:start]
                done = start
            if not are_rows():
                plain = False
                break
            take(int(row[1]), _CELLS.findall(text, start, end))
            done = end
        if not plain:
            yield text[done:]
            yield from chunks
            return
        rest = max(text.rfind(_BEGINNING, done), done)
        kept = text[rest:]
        yield text[done:rest]  # nothing, perhaps: a stop all the same, for the rows taken so far
    if kept:
        yield kept
