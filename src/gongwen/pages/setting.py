"""Paragraphs set in lines: what every line holds, in pieces that look alike.

In: a paragraph or the text of a cell, and the box it stands in. Out: its lines, each a list of pieces between tabs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from gongwen.blocks.block import CHOSEN_BREAK, Alignment, ParagraphBlock, Placement, Run, TableBlock
from gongwen.blocks.stylesheet import LEVEL_FACES, Program, Stylesheet
from gongwen.keeping import LONGEST_KEPT, are_long
from gongwen.pages.lines import Line, Stretch, set_lines
from gongwen.pages.sheets import Box, box_of
from gongwen.pages.text import LIBREOFFICE_GAP, has_long_word
from gongwen.patterns import pattern
from gongwen.standard.profiles import Face
from gongwen.standard.roles import HEADING_ROLES, RETURNING_ROLES, Role
from gongwen.standard.units import ZERO, Length
from gongwen.text import with_whole_figures

__all__ = [
    "Piece",
    "SetLine",
    "box_in",
    "count_cell_lines",
    "count_lines",
    "holds_long_word",
    "line_starts",
    "set_by_program",
    "set_cell",
    "set_paragraph",
    "shows_times",
    "surely_on_a_line",
    "turns_within_words",
]

_TAB, _BLANK = "\t", "\u3000"
_BREAKS = pattern(f"[\n{CHOSEN_BREAK}{_TAB}]")
# What runs on from line to line. A title's lines are chosen, and what is centred or stands alone has none to stretch.
_RUNNING = frozenset(
    (
        *(Role.RECIPIENTS, Role.BODY, *RETURNING_ROLES, *HEADING_ROLES, Role.ATTACHMENT_NOTE, Role.NOTES),
        *(Role.ATTENDANCE, Role.ATTENDANCE_LEVEL_0, Role.ISSUED_RECIPIENTS),
    )
)
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


def box_in(block: ParagraphBlock, sheet: Stylesheet, measure: Length) -> Box:
    """The box of a paragraph between margins so far apart."""
    return _box_and_surely(block.role, block.placement, sheet, measure)[0]


def set_paragraph(block: ParagraphBlock, sheet: Stylesheet, measure: Length) -> tuple[SetLine, ...]:
    """The lines of a paragraph between margins so far apart; none of one without text."""
    role, runs, place, _ = block
    set_ = _set.__wrapped__ if are_long(map(_text_of, runs)) else _set
    return set_(runs, role, place, sheet, measure)


@lru_cache(maxsize=2048)
def _set(
    runs: tuple[Run | str, ...], role: Role, place: Placement, sheet: Stylesheet, measure: Length
) -> tuple[SetLine, ...]:
    block = ParagraphBlock(role, runs, place)
    box = box_in(block, sheet, measure)
    sources = _sources(block, box)
    if not any(source.text for source in sources):
        return ()
    if any(_TAB in source.text for source in sources):
        return tuple(_tabbed(sources, _stretches(block, sources, sheet), box))
    # The layout has counted most of them.
    turns = _turns.__wrapped__ if are_long(map(_text_of, runs)) else _turns
    _, lines, justified = turns(runs, role, place, sheet, measure)
    return tuple(_lines(sources, lines, justified=justified))


def count_lines(block: ParagraphBlock, sheet: Stylesheet, measure: Length) -> int:
    """How many lines :func:`set_paragraph` makes between margins so far apart; one at least, which is empty."""
    role, runs, place, _ = block
    if len(runs) != 1 or type(runs[0]) is not str:
        turns = _turns.__wrapped__ if are_long(map(_text_of, runs)) else _turns
        return turns(runs, role, place, sheet, measure).total
    text = runs[0]
    _, surely = _box_and_surely(role, place, sheet, measure)
    if len(text) <= surely and not _BREAKS.search(text):
        return 1
    if CHOSEN_BREAK in text and _TAB not in text:
        pieces = _BREAKS.split(text)
        if max(map(len, pieces)) <= surely:
            return len(pieces)
    turns = _turns.__wrapped__ if len(text) > LONGEST_KEPT else _turns
    return turns(runs, role, place, sheet, measure).total


def _text_of(run: Run | str) -> str:
    return run if type(run) is str else run[0]


def line_starts(block: ParagraphBlock, sheet: Stylesheet, measure: Length) -> list[int]:
    """Where the lines of a paragraph without tabs begin in its text; the last place is the text's end."""
    box, _ = _box_and_surely(block.role, block.placement, sheet, measure)
    lines, _ = _broken(block, _sources(block, box), box, sheet)
    return [*(line.start for line in lines), len(block.text)]


class _Turns(NamedTuple):
    """How many lines a paragraph has, one at least; and of one without tabs where they turn, and whether they are
    justified."""

    total: int
    lines: tuple[Line, ...]
    justified: bool


@lru_cache(maxsize=2048)
def _turns(runs: tuple[Run | str, ...], role: Role, place: Placement, sheet: Stylesheet, measure: Length) -> _Turns:
    block = ParagraphBlock(role, runs, place)
    box, _ = _box_and_surely(role, place, sheet, measure)
    sources = _sources(block, box)
    if any(_TAB in source.text for source in sources):
        gap = _gap(role, place, sheet)
        rows = _tabbed(sources, _stretches(block, sources, sheet), box, gap, sheet.program)
        return _Turns(max(sum(1 for _ in rows), 1), (), justified=False)
    lines, justified = _broken(block, sources, box, sheet)
    return _Turns(max(len(lines), 1), tuple(lines), justified)


@lru_cache(maxsize=4096)
def _box_and_surely(role: Role, place: Placement, sheet: Stylesheet, measure: Length) -> tuple[Box, int]:
    """The box of paragraphs of a role at a place, and how many characters surely fit on every line of it.

    None is wider than one 字 of the paragraph's own font.
    """
    format_ = sheet.of(role)
    box = box_of(format_, place, measure)
    widest = (place.size or format_.size) + max(format_.character_spacing, ZERO)
    if sheet.program is Program.LIBREOFFICE:
        widest += _gap(role, place, sheet)
    return box, int(min(_room(box, place), _room(box, place) - box.first_line) / widest)


def surely_on_a_line(role: Role, place: Placement, sheet: Stylesheet, measure: Length) -> int:
    """How many characters of a text without breaks and tabs are one line of a paragraph, whatever they are."""
    return _box_and_surely(role, place, sheet, measure)[1]


def _gap(role: Role, place: Placement, sheet: Stylesheet) -> Length:
    """What the program draws between 汉字 and digits or letters."""
    return (place.size or sheet.of(role).size) * LIBREOFFICE_GAP if sheet.program is Program.LIBREOFFICE else ZERO


def _room(box: Box, place: Placement) -> Length:
    """What a line may hold; a text that is narrowed has as much more room."""
    return box.width * (_WHOLE / (place.scale or _WHOLE))


def _sources(block: ParagraphBlock, box: Box) -> list[_Source]:
    sources = list(map(_source, block.runs))
    if any(_TAB in source.text for source in sources):
        stops = len(block.placement.tabs) or (1 if box.first_line < ZERO else 0)
        return list(_with_tabs_for(stops, sources))
    return sources


def _stretches(block: ParagraphBlock, sources: Iterable[_Source], sheet: Stylesheet) -> list[Stretch]:
    format_ = sheet.of(block.role)
    size, spacing, face = block.placement.size or format_.size, format_.character_spacing, format_.face
    return [
        Stretch(
            text,
            size,
            spacing if spread is None else spacing + spread,
            shows_times(own or face, sheet),
        )
        for text, own, _, spread in sources
    ]


def _broken(block: ParagraphBlock, sources: Sequence[_Source], box: Box, sheet: Stylesheet) -> tuple[list[Line], bool]:
    """The lines of a paragraph without tabs, and whether they are justified."""
    has_long_words = block.placement.break_words or holds_long_word(block)
    justified = box.align is Alignment.JUSTIFIED and not has_long_words
    stretches = _stretches(block, sources, sheet)
    room = _room(box, block.placement)
    within_words = has_long_words and sheet.program is Program.WORD
    gap = _gap(block.role, block.placement, sheet) if sheet.program is Program.LIBREOFFICE else ZERO
    lines = set_lines(
        stretches,
        room,
        box.first_line,
        justified=justified,
        within_words=within_words,
        gap=gap,
        program=sheet.program,
    )
    return lines, justified


def turns_within_words(text: str, role: Role) -> bool:
    """Whether a paragraph of that role runs on and its text holds a word too long to be kept whole.

    Such a word would go to the next line whole, and a justified line before it would be drawn apart over the whole
    measure (详 and 见 a hand's breadth from each other). So the paragraph is set flush left, which every program draws
    alike, and its lines may turn within a word, as Word and WPS do if they are told (w:wordWrap).
    """
    return role in _RUNNING and has_long_word(text)


def holds_long_word(block: ParagraphBlock) -> bool:
    """Whether a paragraph is one of those."""
    # Asked of every paragraph: nearly all of them have neither.
    for run in block.runs:
        text = run if type(run) is str else run[0]
        if ("/" in text or "." in text) and turns_within_words(text, block.role):
            return True
    return False


def set_cell(text: str, face: Face, size: Length, measure: Length, sheet: Stylesheet) -> tuple[SetLine, ...]:
    """The lines of a cell of a table."""
    text = with_whole_figures(text.replace(_TAB, _BLANK))
    lines = set_lines([Stretch(text, size, times=shows_times(face, sheet))], measure)
    return tuple(_lines([_Source(text, None, None, None)], lines, justified=False))


def count_cell_lines(text: str, face: Face, size: Length, measure: Length, sheet: Stylesheet) -> int:
    """How many lines the text of a cell takes: those of :func:`set_cell`."""
    if len(text) <= int(measure / size) and not _BREAKS.search(text):
        return 1
    count = _count_in_cell.__wrapped__ if len(text) > LONGEST_KEPT else _count_in_cell
    return count(text, size, shows_times(face, sheet), measure)


@lru_cache(maxsize=2048)
def _count_in_cell(text: str, size: Length, times: bool, measure: Length) -> int:
    return len(set_lines([Stretch(with_whole_figures(text.replace(_TAB, _BLANK)), size, times=times)], measure))


def set_by_program(block: TableBlock, sheet: Stylesheet) -> TableBlock:
    """The table with as many lines in its rows as the stylesheet's program sets; Word's own are in it already."""
    if sheet.program is not Program.LIBREOFFICE:
        return block
    gap = block.size * LIBREOFFICE_GAP

    def lines(cells: Sequence[str], role: Role) -> int:
        times = shows_times(sheet.of(role).face, sheet)
        counts = (
            len(
                set_lines(
                    [Stretch(with_whole_figures(cell.replace(_TAB, _BLANK)), block.size, times=times)],
                    column - block.padding * 2,
                    gap=gap,
                    program=sheet.program,
                )
            )
            for cell, column in zip(cells, block.columns, strict=False)
        )
        return max(counts, default=0)

    return block._replace(
        head_lines=lines(block.header, Role.TABLE_HEADER),
        row_lines=tuple(lines(row, Role.TABLE_CELL) for row in block.rows),
    )


def _source(run: Run | str) -> _Source:
    if not isinstance(run, Run):
        return _Source(with_whole_figures(run) if " " in run else run, None, None, None)
    face = LEVEL_FACES[run.level - 1] if run.level else run.face
    return _Source(with_whole_figures(run.text), face, run.language, run.spread)


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


def _tabbed(
    sources: Sequence[_Source],
    stretches: Sequence[Stretch],
    box: Box,
    gap: Length = ZERO,
    program: Program = Program.WORD,
) -> Iterator[SetLine]:
    """Lines with tabs; rows without a tab and what follows that of a hanging one turn within the box."""
    whole = "".join(source.text for source in sources)
    start = 0
    for row in whole.replace(CHOSEN_BREAK, "\n").split("\n"):
        columns = []
        for column in row.split(_TAB):
            columns.append(tuple(_cut(sources, start, start + len(column))))
            start += len(column) + 1
        if len(columns) == 1 or box.first_line < ZERO:
            yield from _turned(columns, sources, stretches, start - 1, box, gap, program)
        else:
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


def _turned(
    columns: list[tuple[Piece, ...]],
    sources: Sequence[_Source],
    stretches: Sequence[Stretch],
    end: int,
    box: Box,
    gap: Length,
    program: Program,
) -> Iterator[SetLine]:
    """What stands before the last tab of a row, if it has one, and its text, which turns within the box."""
    start = end - sum(len(piece.text) for piece in columns[-1])
    lines = set_lines(_part(stretches, start, end), box.width, gap=gap, program=program)
    for line in lines:
        pieces = tuple(_cut(sources, line.start + start, line.end + start))
        yield SetLine((*columns[:-1], pieces) if line is lines[0] else (pieces,), full=False)
