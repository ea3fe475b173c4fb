"""Paragraphs set in lines: what every line holds, in pieces that look alike.

In: a paragraph or the text of a cell, and the box it stands in. Out: its lines, each a list of pieces between tabs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from gongwen.blocks.block import CHOSEN_BREAK, Alignment, ParagraphBlock, Run
from gongwen.blocks.stylesheet import LEVEL_FACES, Stylesheet
from gongwen.pages.lines import Line, Stretch, set_lines
from gongwen.pages.sheets import Box
from gongwen.standard.profiles import Face
from gongwen.standard.units import ZERO, Length

__all__ = ["Piece", "SetLine", "set_cell", "set_paragraph", "shows_times"]

_TAB, _BLANK = "\t", "\u3000"
_WHOLE = 100


class Piece(NamedTuple):
    """A text that looks alike, and where it departs from its paragraph."""

    text: str
    face: Face | None = None
    language: str | None = None
    spread: Length | None = None


class SetLine(NamedTuple):
    """A line: its pieces between tabs, whether it is spaced out to the full measure, how much its blanks give way."""

    columns: tuple[tuple[Piece, ...], ...]
    full: bool
    narrowed: Length = ZERO


class _Source(NamedTuple):
    """A run with the face it shows."""

    text: str
    face: Face | None
    language: str | None
    spread: Length | None


def set_paragraph(block: ParagraphBlock, box: Box, sheet: Stylesheet) -> tuple[SetLine, ...]:
    """The lines of a paragraph; none of one without text."""
    format_ = sheet.of(block.role)
    stops = len(block.placement.tabs) or (1 if box.first_line < ZERO else 0)
    sources = list(_with_tabs_for(stops, map(_source, block.runs)))
    if not any(source.text for source in sources):
        return ()
    size = block.placement.size or format_.size
    spacing = format_.character_spacing
    stretches = [
        Stretch(source.text, size, spacing + (source.spread or ZERO), shows_times(source.face or format_.face, sheet))
        for source in sources
    ]
    if any(_TAB in stretch.text for stretch in stretches):
        return tuple(_tabbed(sources, stretches, box))
    # A text that is narrowed has as much more room.
    room = box.width * (_WHOLE / (block.placement.scale or _WHOLE))
    justified, within_words = box.align is Alignment.JUSTIFIED, block.placement.break_words
    lines = set_lines(stretches, room, box.first_line, justified=justified, within_words=within_words)
    return tuple(_lines(sources, lines, justified=justified))


def set_cell(text: str, face: Face, size: Length, measure: Length, sheet: Stylesheet) -> tuple[SetLine, ...]:
    """The lines of a cell of a table."""
    text = text.replace(_TAB, _BLANK)
    lines = set_lines([Stretch(text, size, times=shows_times(face, sheet))], measure)
    return tuple(_lines([_Source(text, None, None, None)], lines, justified=False))


def _source(run: Run | str) -> _Source:
    if not isinstance(run, Run):
        return _Source(run, None, None, None)
    face = LEVEL_FACES[run.level - 1] if run.level else run.face
    return _Source(run.text, face, run.language, run.spread)


def _with_tabs_for(stops: int, sources: Iterable[_Source]) -> Iterator[_Source]:
    """The sources with as many tabs a line as there are stops; others are blanks of one 字, as lines count them."""
    left = stops
    for source in sources:
        text = ""
        for character in source.text:
            if character in ("\n", CHOSEN_BREAK):
                left = stops
            elif character == _TAB:
                left -= 1
            text += _BLANK if character == _TAB and left < 0 else character
        yield source._replace(text=text) if _TAB in source.text else source


def shows_times(face: Face, sheet: Stylesheet) -> bool:
    """Whether digits and letters beside a Chinese face are in the font that a profile has for them."""
    return sheet.profile.latin_font is not None and face is not Face.SONGTI


def _lines(sources: Sequence[_Source], lines: Sequence[Line], *, justified: bool) -> Iterator[SetLine]:
    last = len(lines) - 1
    for index, line in enumerate(lines):
        pieces = tuple(_cut(sources, line.start, line.end))
        yield SetLine((pieces,), justified and index < last and not line.forced, line.narrowed)


def _cut(sources: Sequence[_Source], start: int, end: int) -> Iterator[Piece]:
    """The pieces of the text from ``start`` to ``end``."""
    at = 0
    for source in sources:
        text = source.text[max(start - at, 0) : max(end - at, 0)].rstrip("\n" + CHOSEN_BREAK)
        if text:
            yield Piece(text, source.face, source.language, source.spread)
        at += len(source.text)


def _tabbed(sources: Sequence[_Source], stretches: Sequence[Stretch], box: Box) -> Iterator[SetLine]:
    """Lines with tabs; what follows the tab of a hanging line turns within the box, others end where they say so."""
    whole = "".join(source.text for source in sources)
    start = 0
    for row in whole.replace(CHOSEN_BREAK, "\n").split("\n"):
        columns = []
        for column in row.split(_TAB):
            columns.append(tuple(_cut(sources, start, start + len(column))))
            start += len(column) + 1
        if box.first_line < ZERO and len(columns) > 1:
            yield from _hanging(columns, sources, stretches, start - 1, box)
            continue
        yield SetLine(tuple(columns), full=False)


def _part(stretches: Sequence[Stretch], start: int, end: int) -> list[Stretch]:
    """The stretches of the text from ``start`` to ``end``."""
    parts = []
    at = 0
    for stretch in stretches:
        low, high = max(start - at, 0), max(end - at, 0)
        parts.append(stretch._replace(text=stretch.text[low:high]))
        at += len(stretch.text)
    return parts


def _hanging(
    columns: list[tuple[Piece, ...]],
    sources: Sequence[_Source],
    stretches: Sequence[Stretch],
    end: int,
    box: Box,
) -> Iterator[SetLine]:
    """A label, and after the tab its text, which turns within the box."""
    start = end - sum(len(piece.text) for piece in columns[-1])
    lines = set_lines(_part(stretches, start, end), box.width)
    for line in lines:
        pieces = tuple(_cut(sources, line.start + start, line.end + start))
        yield SetLine((*columns[:-1], pieces) if line is lines[0] else (pieces,), full=False)
