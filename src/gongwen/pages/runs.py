"""Lines of text as runs: each in one font, in its place, with what every character advances.

In: the pieces of a line and the room in which they are aligned. Out: :class:`~gongwen.pages.display.LinePart`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from gongwen.blocks.block import Alignment
from gongwen.blocks.stylesheet import ParagraphFormat, Stylesheet
from gongwen.pages.display import Colour, Font, LinePart, TextRun
from gongwen.pages.lines import MARKS_OF_BOTH_SCRIPTS, widths_of
from gongwen.pages.setting import Piece, SetLine, shows_times
from gongwen.pages.text import BLANKS, GIVE_WAY, is_full_width
from gongwen.patterns import pattern
from gongwen.standard.languages import language_of
from gongwen.standard.profiles import Face, Profile
from gongwen.standard.units import ZERO, Length, Mm, Pt

__all__ = ["Type"]

# What a font for digits and letters shows beside a Chinese one; marks of both scripts are Chinese on our pages.
_LATIN_OR_NOT = pattern(f"((?:(?!{MARKS_OF_BOTH_SCRIPTS})[\u0020-\u2e7f])+)")
_FIRST_CHINESE = "\u2e80"
# What justifies a line is put after blanks, and on both sides of these, as browsers do it.
_TAKES_ROOM = pattern(f"[{BLANKS}\u2030\u203b\u2100-\u218b\u2460-\u27bf\u2e80-\U0010ffff]")
_MM_PER_POINT = Pt(1).mm


class Type:
    """The type of a paragraph, in which its lines become runs."""

    def __init__(self, format_: ParagraphFormat, size: Length, styles: Stylesheet, scale: float = 1.0) -> None:
        self._format = format_
        self._styles = styles
        self._scale = scale
        self._size = Pt(round(size.pt * 2) / 2)  # word processors know halves of a point
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
        runs = [run for piece in pieces for run in self._runs(piece)]
        if align is Alignment.JUSTIFIED or line.narrowed > ZERO:
            runs = _spaced_out(runs, width.mm, line.narrowed.mm)
        x = left.mm
        if align is Alignment.CENTRE or align is Alignment.RIGHT:
            rest = max(width.mm - sum([sum(run.advances) for run in runs]), 0.0)
            x += rest / 2 if align is Alignment.CENTRE else rest
        placed = []
        for text, font, advances, spacing, language, right_to_left in runs:
            where = Mm(x), baseline, advances
            placed.append(
                TextRun(text, font, *where, spacing, self.colour, self._scale, language, right_to_left=right_to_left)
            )
            x += sum(advances)
        return LinePart(left, width, align, tuple(placed), line.narrowed)

    def _runs(self, piece: Piece) -> Iterator[_Run]:
        """The runs of a piece: what is in one font."""
        text, own_face, language, spread = piece
        face = own_face or self._format.face
        spacing = self._format.character_spacing
        spacing = spacing if spread is None else spacing + spread
        times = shows_times(face, self._styles)
        width, factor = widths_of(self._size, spacing, times), _MM_PER_POINT * self._scale
        font = self.font if face is self._format.face else _font(face, self._size, self._styles.profile)
        if language:
            script = language_of(language)
            font = Font(script.font, self._size, None)
            advances = tuple([width(character) * factor for character in text])
            yield _Run(text, font, advances, spacing, language, script.right_to_left)
        elif is_full_width(text):
            yield _Run(text, font, (width(text[:1]) * factor,) * len(text) if text else (), spacing)
        else:
            for part in _LATIN_OR_NOT.split(text) if times else (text,):
                if part:
                    latin = times and part[0] < _FIRST_CHINESE and _LATIN_OR_NOT.fullmatch(part) is not None
                    shown = _latin_font(face, self._size, self._styles.profile) if latin else font
                    yield _Run(part, shown, tuple([width(character) * factor for character in part]), spacing)


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
    advances = [
        advance - narrowed if narrowed and character in GIVE_WAY else advance
        for run in runs
        for character, advance in zip(run.text, run.advances, strict=True)
    ]
    wide = [_TAKES_ROOM.match(character) is not None for character in text]
    gaps = [at for at in range(visible - 1) if wide[at] or (wide[at + 1] and text[at + 1] not in BLANKS)]
    lacking = width - sum(advances[:visible])
    if gaps and lacking > 0.0:
        for at in gaps:
            advances[at] += lacking / len(gaps)
    spaced, start = [], 0
    for run in runs:
        end = start + len(run.text)
        spaced.append(run._replace(advances=tuple(advances[start:end])))
        start = end
    return spaced
