"""The line breaker: where a paragraph turns when its stretches differ in font, size and spacing.

In: the text in stretches, each with its type, and a measure. Out: lines by the characters they hold. They turn by the
rules of :mod:`gongwen.pages.line_turns`, and every character has the width of its own font. Everything that decides by
lines or draws them asks this breaker; only for what lies far from any decision are lines estimated by the width of
their text (:mod:`gongwen.layout.flow`).

Chinese fonts give digits and Latin letters half of their size (仿宋, 楷体, 黑体, 宋体); Times has widths of its own. A
text of full-width characters alone is not measured at all: its lines are found by jumping a line's length ahead and
stepping back to a lawful place.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain
from operator import ne
from typing import NamedTuple

from gongwen.blocks.block import CHOSEN_BREAK
from gongwen.blocks.stylesheet import Program
from gongwen.pages.line_turns import BLANKS, GIVE_WAY, ends_word, full_width_ends, lawful_turn, may_turn
from gongwen.pages.text import MOST_CHARACTERS, cells_of, is_full_width
from gongwen.patterns import pattern
from gongwen.standard.units import ZERO, Length, Pt
from gongwen.text import NO_BREAK_SPACE

__all__ = ["MARKS_OF_BOTH_SCRIPTS", "Line", "Stretch", "set_lines", "widths_of"]

MARKS_OF_BOTH_SCRIPTS = "[°±²³·¹×÷\u2010-\u2027\u2030-\u205e\u2070-\u2bff]+"
"""Pattern of marks that fonts of both scripts have (“ ” — … · ∶ ℃ ① ★ ³); on our pages they are in the Chinese one."""

_HAN = "\u3400-\u9fff\uf900-\ufaff"
# Letters and figures to LibreOffice: ³ of m³, µ and é among them, but no mark and no ℃.
_WORD = "0-9A-Za-z\u00aa\u00b2\u00b3\u00b5\u00b9\u00ba\u00bc-\u00be\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u04ff"
_JOINT = pattern(rf"[{_HAN}](?=[{_WORD}])|[{_WORD}](?=[{_HAN}])")
_CELLS = 2
_ROUNDING = 0.06  # points; measures are whole twips in word processors
# So much of its width may a blank lose for a word of half-width characters that would not fit, if that is so wide at
# least; in points.
_LOST_OF_BLANK, _WORTH_IT = 0.25, 35.4

# LibreOffice 7.4 lets these hang in the margin where the document says that they do not.
_HANGING = frozenset("，。、；：！？")

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
_TIMES_OF = {chr(code): width for code, width in enumerate(_TIMES, start=_FIRST)}
_TIMES_OF[NO_BREAK_SPACE] = _TIMES_OF[" "]


class Stretch(NamedTuple):
    """A text of one type: its size, what is put after each character, whether digits and letters are in Times."""

    text: str
    size: Length
    spacing: Length = ZERO
    times: bool = False


class Line(NamedTuple):
    """A line by the characters it holds, from ``start`` up to ``end``.

    ``forced`` says that the text turns here because it says so; the character that says it is the line's last.
    ``narrowed`` is what every blank of the line loses of its width for the last word to fit.
    """

    start: int
    end: int
    forced: bool
    narrowed: Length = ZERO


def set_lines(
    stretches: Sequence[Stretch],
    measure: Length,
    first_line: Length = ZERO,
    *,
    justified: bool = False,
    within_words: bool = False,
    gap: Length = ZERO,
    program: Program = Program.WORD,
) -> list[Line]:
    """The lines of a paragraph of one text in stretches, without tabs; its first line is indented.

    The lines follow 15834-5.1 and hold every character once: closing punctuation starts no line and opening
    punctuation ends none; words, numbers, —— and …… stay whole unless they are longer than a line, or words may be
    divided anywhere (``within_words``, see :func:`~gongwen.pages.text.has_long_word`). Blanks at a line's end take no
    room. A break forces a turn, and the line after it is not indented. In a ``justified`` paragraph blanks give way a
    little, as in Word since 2013. ``gap`` is what LibreOffice draws between 汉字 and digits or letters within a line,
    unasked; ``program`` is the one whose other habits are followed. An empty text is one empty line.

    >>> text = Stretch("各村要在2026年11月20日前上报。", Pt(16), Pt(-0.25))
    >>> [text.text[line.start : line.end] for line in set_lines([text], Pt(16 * 6))]
    ['各村要在2026', '年11月20日前', '上报。']
    """
    text, advance = _full_width(stretches)
    room, others = (measure - first_line).pt + _ROUNDING, measure.pt + _ROUNDING
    if advance > 0.0 and program is Program.WORD:
        start, lines = 0, []
        for end in full_width_ends(text, int(room / advance), max(int(others / advance), 1)):
            lines.append(Line(start, end, False))
            start = end
        return lines
    widths = _widths_in(stretches[0]) if len(stretches) == 1 else chain.from_iterable(map(_widths_in, stretches))
    reached = list(accumulate(widths, initial=0.0))
    begins = ends = reached
    if gap > ZERO and text:
        closer = max(-stretches[0].spacing.pt, 0.0) if program is Program.LIBREOFFICE else 0.0
        begins, ends = _with_gaps(text, reached, gap.pt, closer)
    gives_way = justified and program is not Program.LIBREOFFICE  # 7.4 keeps its blanks as wide as they are
    lines = []
    pieces = _pieces(text) if "\n" in text or CHOSEN_BREAK in text else ((0, len(text), False),)
    for piece, end, forced in pieces:
        start, turn = piece, -1
        while turn < end:
            limit = begins[start] + room
            most = bisect_right(ends, limit, start + 1, end + 1) - 1
            turn, narrowed = end, ZERO
            if program is Program.LIBREOFFICE and start < most < end and _hangs(text, most):
                most += 1
            if most < end:
                turn = min(lawful_turn(text, start, max(most, start + 1), within_words, program), end)
                if gives_way and turn < most and text[most - 1].isascii():
                    turn, narrowed = _with_narrow_blanks(text, start, turn, end, reached, limit)
            breaks = forced and turn == end
            lines.append(Line(start, turn + breaks, breaks, narrowed))
            start, room = turn, others
    return lines


def _hangs(text: str, place: int) -> bool:
    """Whether LibreOffice lets the mark there hang in the margin; never one that ends a word of digits and letters."""
    return text[place] in _HANGING and not ends_word(text, place)


def _with_gaps(text: str, reached: Sequence[float], gap: float, closer: float) -> tuple[list[float], list[float]]:
    """Where a line that starts before each character begins, and one that ends before it ends, if gaps are drawn.

    Where a line turns at a joint its gap is drawn on neither line. What characters are set ``closer`` is left out after
    the last one of each stretch of one script, and of the line.
    """
    joints = [joint.end() for joint in _JOINT.finditer(text)]
    starts, stops = reached, reached
    if closer:
        ascii_ = [character.isascii() for character in text]
        changes = list(accumulate(map(ne, ascii_, chain(ascii_[1:], (True,))), initial=0))
        starts = [place + closer * change for place, change in zip(reached, changes, strict=True)]
        stops = [place + closer * (change + 1) for place, change in zip(reached, (0, *changes), strict=False)]
    begins = [place + gap * bisect_right(joints, at) for at, place in enumerate(starts)]
    return begins, [place + gap * bisect_left(joints, at) for at, place in enumerate(stops)]


@lru_cache(maxsize=64)
def widths_of(size: Length, spacing: Length = ZERO, times: bool = False) -> Callable[[str], float]:
    """What a character takes of its line in a type, with the space after it, in points.

    >>> width = widths_of(Pt(16))
    >>> width("年"), width("2"), widths_of(Pt(16), Pt(-0.25), times=True)("W")
    (16.0, 8.0, 14.854)
    """
    return _Widths(size.pt, spacing.pt, times).__getitem__


class _Widths(dict[str, float]):
    """The widths of the characters of a type that were met so far."""

    def __init__(self, size: float, spacing: float, times: bool) -> None:
        super().__init__()
        self._size, self._spacing, self._times = size, spacing, times

    def __missing__(self, character: str) -> float:
        if len(self) >= MOST_CHARACTERS:
            self.clear()
        if self._times and character in _TIMES_OF:
            width = self._size * _TIMES_OF[character] / _THOUSAND + self._spacing
        else:
            cells = cells_of(character)
            width = cells * (self._size / _CELLS) + self._spacing if cells else 0.0
        self[character] = width
        return width


def _widths_in(stretch: Stretch) -> Iterator[float]:
    text, size, spacing, times = stretch
    return map(widths_of(size, spacing, times), text)


def _full_width(stretches: Sequence[Stretch]) -> tuple[str, float]:
    """The whole text, and how wide each of its characters is if all are full-width and of one type; else nothing."""
    if len(stretches) == 1:
        text, size, spacing, _ = stretches[0]
        alike = True
    else:
        text = "".join([stretch.text for stretch in stretches])
        _, size, spacing, _ = stretches[0] if stretches else Stretch("", ZERO)
        alike = all(stretch.size == size and stretch.spacing == spacing for stretch in stretches)
    return text, (size + spacing).pt if alike and is_full_width(text) else 0.0


def _with_narrow_blanks(
    text: str, start: int, turn: int, end: int, reached: Sequence[float], limit: float
) -> tuple[int, Length]:
    """Where the line turns if its blanks give way for the word at ``turn``, and what each loses; else as before."""
    word = next((place for place in range(turn + 1, end) if may_turn(text[place - 1], text[place])), end)
    visible = turn + len(text[turn:word].rstrip(BLANKS))
    blanks = [place for place in range(start, visible) if text[place] in GIVE_WAY]
    excess = reached[visible] - limit
    wide = reached[visible] - reached[start + len(text[start:turn].rstrip(BLANKS))]
    share = _LOST_OF_BLANK * min(wide / _WORTH_IT, 1.0)
    if blanks and excess < share * sum(reached[place + 1] - reached[place] for place in blanks):
        return word, Pt(excess / len(blanks))
    return turn, ZERO


def _pieces(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start and end of what stands between breaks, and whether a break follows."""
    start = 0
    for end, character in enumerate(text):
        if character in ("\n", CHOSEN_BREAK):
            yield start, end, True
            start = end + 1
    yield start, len(text), False
