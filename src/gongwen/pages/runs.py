"""Lines of text as runs: each in one font, in its place, with what every character advances.

In: the pieces of a line and the room in which they are aligned. Out: :class:`~gongwen.pages.display.LinePart`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from gongwen.blocks.block import Alignment
from gongwen.blocks.stylesheet import ParagraphFormat, Stylesheet
from gongwen.keeping import are_long
from gongwen.pages.display import Colour, Font, LinePart, TextRun
from gongwen.pages.line_turns import BLANKS, GIVE_WAY
from gongwen.pages.lines import MARKS_OF_BOTH_SCRIPTS, widths_of
from gongwen.pages.setting import Piece, SetLine, shows_times
from gongwen.pages.text import MOST_CHARACTERS, is_full_width
from gongwen.patterns import pattern
from gongwen.standard.languages import language_of
from gongwen.standard.profiles import Face, Profile
from gongwen.standard.units import ZERO, Length, Pt

__all__ = ["type_of"]

# What a font for digits and letters shows beside a Chinese one; marks of both scripts are Chinese on our pages.
_LATIN_OR_NOT = pattern(f"((?:(?!{MARKS_OF_BOTH_SCRIPTS})[\u0020-\u2e7f])+)")
_FIRST_CHINESE = "\u2e80"
# What justifies a line is put after blanks, and on both sides of these, as browsers do it.
_TAKES_ROOM = pattern(f"[{BLANKS}\u2030\u203b\u2100-\u218b\u2460-\u27bf\u2e80-\U0010ffff]")
_MM_PER_POINT = Pt(1).mm


class Type:
    """The type of paragraphs, in which their lines become runs."""

    def __init__(self, format_: ParagraphFormat, size: Length, styles: Stylesheet, scale: float = 1.0) -> None:
        self._format = format_
        self._styles = styles
        self._scale = scale
        self._size = Pt(round(size.pt * 2) / 2)  # word processors know halves of a point
        self._kinds: dict[tuple[Face | None, Length | None], _Kind] = {}
        self.font = _font(format_.face, self._size, styles.profile)
        self.colour = Colour.RED if format_.red else Colour.BLACK

    def part(
        self,
        pieces: Iterable[Piece],
        line: SetLine,
        baseline: Length,
        left: Length,
        width: Length,
        align: Alignment,
    ) -> LinePart:
        """The pieces of a line, or of one of its columns, in their places."""
        if align is Alignment.JUSTIFIED and not line.full:
            align = Alignment.LEFT
        spaced_out = align is Alignment.JUSTIFIED or line.narrowed > ZERO
        shown = tuple(pieces)
        runs_of = _runs_of.__wrapped__ if are_long([piece[0] for piece in shown]) else _runs_of
        runs = runs_of(shown, self, width.mm if spaced_out else None, line.narrowed.mm)
        x = left.mm
        if align is Alignment.CENTRE or align is Alignment.RIGHT:
            rest = max(width.mm - sum([sum(run.advances) for run in runs]), 0.0)
            x += rest / 2 if align is Alignment.CENTRE else rest
        placed = []
        for text, font, advances, spacing, language, right_to_left in runs:
            where = Length(x), baseline, advances
            placed.append(TextRun(text, font, *where, spacing, self.colour, self._scale, language, right_to_left))
            x += sum(advances)
        return LinePart(left, width, align, tuple(placed), line.narrowed)

    def add_runs(self, runs: list[_Run], piece: Piece) -> None:
        """Add the runs of a piece: what is in one font."""
        text, face, language, spread = piece
        spacing, font, latin_font, advance = self._kind(face, spread)
        if language:
            script = language_of(language)
            font = Font(script.font, self._size, None)
            runs.append(_Run(text, font, tuple(map(advance, text)), spacing, language, script.right_to_left))
        elif is_full_width(text):
            runs.append(_Run(text, font, (advance(text[0]),) * len(text) if text else (), spacing))
        elif latin_font is None:
            runs.append(_Run(text, font, tuple(map(advance, text)), spacing))
        else:
            for part in filter(None, _LATIN_OR_NOT.split(text)):
                latin = part[0] < _FIRST_CHINESE and _LATIN_OR_NOT.fullmatch(part) is not None
                runs.append(_Run(part, latin_font if latin else font, tuple(map(advance, part)), spacing))

    def _kind(self, face: Face | None, spread: Length | None) -> _Kind:
        """How pieces of a face are shown that are spread so far."""
        found = self._kinds.get((face, spread))
        if found is None:
            own = face or self._format.face
            spacing = self._format.character_spacing
            spacing = spacing if spread is None else spacing + spread
            times = shows_times(own, self._styles)
            found = self._kinds[face, spread] = _Kind(
                spacing,
                _font(own, self._size, self._styles.profile),
                _latin_font(own, self._size, self._styles.profile) if times else None,
                _Advances(widths_of(self._size, spacing, times), _MM_PER_POINT * self._scale).__getitem__,
            )
        return found


@lru_cache(maxsize=4096)
def _runs_of(pieces: tuple[Piece, ...], type_: Type, width: float | None, narrowed: float) -> tuple[_Run, ...]:
    """The runs of a line, spaced out to the width if there is one; many lines come with every document of a batch."""
    runs: list[_Run] = []
    for piece in pieces:
        type_.add_runs(runs, piece)
    return tuple(runs if width is None else _spaced_out(runs, width, narrowed))


@lru_cache(maxsize=512)
def type_of(format_: ParagraphFormat, size: Length, styles: Stylesheet, scale: float = 1.0) -> Type:
    """The type of paragraphs of a format in a size."""
    return Type(format_, size, styles, scale)


class _Kind(NamedTuple):
    """How the pieces of a face are shown: the font of their digits and letters, if they have one of their own, and how
    far beyond a character the next one begins, in millimetres."""

    spacing: Length
    font: Font
    latin_font: Font | None
    advance: Callable[[str], float]


class _Advances(dict[str, float]):
    """The advances of the characters of a kind that were met so far."""

    def __init__(self, width: Callable[[str], float], factor: float) -> None:
        super().__init__()
        self._width, self._factor = width, factor

    def __missing__(self, character: str) -> float:
        if len(self) >= MOST_CHARACTERS:
            self.clear()
        advance = self[character] = self._width(character) * self._factor
        return advance


class _Run(NamedTuple):
    """A run before it has its place."""

    text: str
    font: Font
    advances: tuple[float, ...]
    spacing: Length
    language: str | None = None
    right_to_left: bool = False


@lru_cache(maxsize=256)
def _font(face: Face, size: Length, profile: Profile) -> Font:
    return Font(profile.fonts.of(face), size, face)


@lru_cache(maxsize=256)
def _latin_font(face: Face, size: Length, profile: Profile) -> Font:
    return Font(profile.latin_font or profile.fonts.of(face), size, face, latin=True)


def _spaced_out(runs: Sequence[_Run], width: float, narrowed: float) -> list[_Run]:
    """The runs with their blanks narrowed, and what the line lacks put between its characters.

    As browsers do it, room is put after blanks and on both sides of 汉字 and of marks that are Chinese alone.
    """
    text = "".join([run.text for run in runs])
    visible = len(text.rstrip(BLANKS))
    advances = list(chain.from_iterable([run.advances for run in runs]))
    if narrowed:
        advances = [
            advance - narrowed if character in GIVE_WAY else advance
            for character, advance in zip(text, advances, strict=True)
        ]
    lacking = width - sum(advances[:visible])
    gaps = _gaps(text, visible)
    if gaps and lacking > 0.0:
        share = lacking / len(gaps)
        for at in gaps:
            advances[at] += share
    spaced, start = [], 0
    for run in runs:
        end = start + len(run.text)
        spaced.append(run._replace(advances=tuple(advances[start:end])))
        start = end
    return spaced


def _gaps(text: str, visible: int) -> Sequence[int]:
    """After which of the characters that are to be seen of a line there may be room."""
    wide = list(map(_takes_room, text))
    if False not in wide:
        return range(visible - 1)
    return [at for at in range(visible - 1) if wide[at] or (wide[at + 1] and text[at + 1] not in BLANKS)]


class _TakesRoom(dict[str, bool]):
    """Whether there may be room beside a character, of those that were met so far."""

    def __missing__(self, character: str) -> bool:
        if len(self) >= MOST_CHARACTERS:
            self.clear()
        takes = self[character] = _TAKES_ROOM.match(character) is not None
        return takes


_takes_room = _TakesRoom().__getitem__
