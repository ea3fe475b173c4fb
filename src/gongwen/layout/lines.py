"""Lines as they are set: where a paragraph turns when its stretches differ in font, size and spacing.

In: the text in stretches, each with its type, and a measure. Out: lines by the characters they hold, and where a small
gap stands in them. :mod:`gongwen.layout.text` reckons in 字, quickly, for decisions; here every character has the width
of its own font, for a page that is shown.

Chinese fonts give digits and Latin letters half of their size (仿宋, 楷体, 黑体, 宋体); Times has widths of its own.
LibreOffice draws a gap of a fifth of the size between a 汉字 and a digit or letter and heeds no setting against it, so
lines with digits hold a little less; nor does it turn between a closing mark and a digit or letter. A page that is to
turn where LibreOffice turns has to do both.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from gongwen.layout.blocks import CHOSEN_BREAK
from gongwen.layout.text import NEVER_ENDS_LINE, NEVER_STARTS_LINE, characters_cells
from gongwen.layout.word_breaks import word_turn
from gongwen.standard.units import Length, Pt

__all__ = ["GAP", "MARKS_OF_BOTH_SCRIPTS", "Line", "Stretch", "gaps_in", "set_lines"]

GAP = 0.2
"""The gap between a 汉字 and a digit or letter, in sizes of the font after it."""

MARKS_OF_BOTH_SCRIPTS = "[°±·×÷\u2010-\u2027\u2030-\u205e\u2070-\u2bff]+"
"""Pattern of marks that fonts of both scripts have (“ ” — … · ∶ ℃ ① ★); on our pages they are in the Chinese one."""

_CELLS = 2
_MOST_CHARACTERS = 16384
_ROUNDING = 0.06  # points; measures are whole twips in word processors
_NOTHING = Pt(0)

# Times in thousandths of its size, from the blank (U+0020) to the tilde (U+007E).
_TIMES = (
    *(250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278),
    *(500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444),
    *(921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722),
    *(556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500),
    *(333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500),
    *(500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541),
)
_FIRST, _THOUSAND = 0x20, 1000
_TIMES_OF = {chr(code): width for code, width in enumerate(_TIMES, start=_FIRST)} | dict.fromkeys("¹²³", 300)
# LibreOffice has these in its table besides.
_STARTS_NO_LINE = frozenset(NEVER_STARTS_LINE + "-'\"•々")
_ENDS_NO_LINE = frozenset(NEVER_ENDS_LINE + "'\"")
_BLANKS = frozenset(" \u3000")
_CHINESE_MARKS = frozenset(chr(code) for block in (range(0x3000, 0x3040), range(0xFF00, 0xFFF0)) for code in block)


class Stretch(NamedTuple):
    """A text of one type: its size, what is put after each character, whether digits and letters are in Times."""

    text: str
    size: Length
    spacing: Length = _NOTHING
    times: bool = False


class _Portion(NamedTuple):
    """What LibreOffice sets in one piece: a text of one type and one script, from where it starts."""

    start: int
    chinese: bool


class Line(NamedTuple):
    """A line by the characters it holds, from ``start`` up to ``end``; ``gaps`` are the characters after a gap.

    ``forced`` says that the text turns here because it says so; the character that says it is the line's last.
    """

    start: int
    end: int
    gaps: tuple[int, ...]
    forced: bool


def set_lines(stretches: Sequence[Stretch], measure: Length, first_line: Length = _NOTHING) -> list[Line]:
    """The lines of a paragraph of one text in stretches, without tabs; its first line is indented.

    The lines follow 15834-5.1 as :func:`~gongwen.layout.text.break_lines` does, and hold every character once.

    >>> text = Stretch("各村要在2026年11月20日前上报。", Pt(16), Pt(-0.25))
    >>> [text.text[line.start : line.end] for line in set_lines([text], Pt(16 * 6))]
    ['各村要在', '2026年11月', '20日前上', '报。']
    """
    text = "".join(stretch.text for stretch in stretches)
    gaps = _gaps(stretches, text)
    advances, spacings = _advances(stretches)
    portions = _portions(stretches)
    lines: list[Line] = []
    room = (measure - first_line).pt
    for piece, end, forced in _pieces(text):
        start, turn = piece, -1
        while turn < end:
            turn = _turn(text, start, end, advances, spacings, gaps, portions, room + _ROUNDING)
            within = tuple(place for place in range(start + 1, turn) if gaps[place])
            breaks = forced and turn == end
            lines.append(Line(start, turn + breaks, within, breaks))
            start, room = turn, measure.pt
    return lines


def gaps_in(stretches: Sequence[Stretch]) -> tuple[int, ...]:
    """The characters that a gap stands before, if the text stands in one line.

    >>> gaps_in([Stretch("2026年11月", Pt(16))])
    (4, 5, 7)
    """
    text = "".join(stretch.text for stretch in stretches)
    return tuple(place for place, gap in enumerate(_gaps(stretches, text)) if gap)


def _pieces(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start and end of what stands between breaks, and whether a break follows."""
    start = 0
    for end, character in enumerate(text):
        if character in ("\n", CHOSEN_BREAK):
            yield start, end, True
            start = end + 1
    yield start, len(text), False


def _turn(
    text: str,
    start: int,
    end: int,
    advances: list[float],
    spacings: list[float],
    gaps: list[float],
    portions: list[_Portion],
    room: float,
) -> int:
    """Where the line that begins at ``start`` turns; ``end`` where it holds all."""
    for place in range(start, end):
        room -= advances[place]
        if place > start:
            room -= gaps[place] + spacings[place - 1]
        if room < 0:
            return min(_lawful(text, start, place, portions), end)
    return end


def _lawful(text: str, start: int, place: int, portions: list[_Portion]) -> int:
    """Where a line turns whose character at ``place`` is the first that finds no room.

    The portion of that character is asked first; where it has no place to turn, the last character of the portion
    before it is the one that is to go, and that portion is asked by its own rules.
    """
    if text[place] in _BLANKS:  # they hang beyond the measure
        while text[place : place + 1] and text[place] in _BLANKS:
            place += 1
        return place
    cut = place
    while True:
        begin = max(portions[cut].start, start)
        turn = _by_marks(text, cut) if _is_chinese_there(text, cut, begin, portions) else word_turn(text, cut)
        if turn > begin or turn == begin > start:
            return turn
        if turn < start or begin == start:  # there is no such place: the line holds what it can
            return max(cut, start + 1)
        cut = begin - 1


def _is_chinese_there(text: str, cut: int, begin: int, portions: list[_Portion]) -> bool:
    """Whether Chinese rules say where to turn: those of the last letter or digit, if it stands before the portion."""
    letter = next((at for at in range(cut, -1, -1) if _is_letter(text[at])), 0)
    return portions[letter if letter < begin else cut].chinese


def _by_marks(text: str, place: int) -> int:
    """The last place up to ``place`` between marks that may end and begin a line (15834-5.1)."""
    while place > 0 and (text[place] in _STARTS_NO_LINE or text[place - 1] in _ENDS_NO_LINE):
        place -= 1
    return place


def _in_word(character: str) -> bool:
    """Whether a character is a letter or digit of another script than Chinese."""
    return _is_letter(character) and not _is_chinese(character)


@lru_cache(maxsize=_MOST_CHARACTERS)
def _is_letter(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] == "L" or category == "Nd"


def _advances(stretches: Sequence[Stretch]) -> tuple[list[float], list[float]]:
    """The width of every character and the space after it, in points; none where the script or the type changes."""
    advances: list[float] = []
    spacings: list[float] = []
    for stretch in stretches:
        size, spacing = stretch.size.pt, stretch.spacing.pt
        half = size / _CELLS
        cells = characters_cells(stretch.text)
        advances += [count * half for count in cells]
        if stretch.times:
            first = len(advances) - len(cells)
            for place, character in enumerate(stretch.text, start=first):
                if character in _TIMES_OF:
                    advances[place] = size * _TIMES_OF[character] / _THOUSAND
        chinese = _scripts(stretch.text)
        spacings += [spacing if here is after else 0.0 for here, after in pairwise(chinese)]
        spacings += [0.0] if stretch.text else []
    return advances, spacings


def _portions(stretches: Sequence[Stretch]) -> list[_Portion]:
    """The portion of every character."""
    portions: list[_Portion] = []
    for stretch in stretches:
        portion = None
        for chinese in _scripts(stretch.text):
            if portion is None or portion.chinese is not chinese:
                portion = _Portion(len(portions), chinese)
            portions.append(portion)
    return portions


def _scripts(text: str) -> list[bool]:
    """Whether each character is set as Chinese; marks of both scripts are set as what stands before them."""
    scripts: list[bool] = []
    chinese = True
    for character in text:
        if character.isascii():
            chinese = character == " " and chinese
        elif _is_letter(character) or character in _CHINESE_MARKS:
            chinese = _is_chinese(character) or character in _CHINESE_MARKS
        scripts.append(chinese)
    return scripts


def _gaps(stretches: Sequence[Stretch], text: str) -> list[float]:
    """The gap before every character, in points."""
    gaps = [0.0] * len(text)
    starts = [0, *accumulate(len(stretch.text) for stretch in stretches)]
    for stretch, start in zip(stretches, starts, strict=False):
        gap = stretch.size.pt * GAP
        for place in range(max(start, 1), start + len(stretch.text)):
            if _are_apart(text[place - 1], text[place]):
                gaps[place] = gap
    return gaps


def _are_apart(before: str, after: str) -> bool:
    """Whether one is a 汉字 and the other a digit or a letter of another script."""
    return _is_letter(before) and _is_letter(after) and _is_chinese(before) is not _is_chinese(after)


@lru_cache(maxsize=_MOST_CHARACTERS)
def _is_chinese(character: str) -> bool:
    return not character.isascii() and unicodedata.east_asian_width(character) in "WF"
