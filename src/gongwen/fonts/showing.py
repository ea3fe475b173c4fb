"""Runs of a display list as glyphs in their places.

In: :class:`~gongwen.pages.display.TextRun` and the fonts. Out: :class:`GlyphRun`, one font file and size each. Every
glyph stands where the display list has its character; only a text of a second script is shaped here, and its glyphs
stand as its font has them, within the room of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

import uharfbuzz  # type: ignore[import-untyped,unused-ignore]

from gongwen.fonts.choosing import Case, FontSet, Sort
from gongwen.fonts.portions import FontFile, Portion
from gongwen.keeping import LONGEST_KEPT
from gongwen.pages.display import Font, TextRun

__all__ = ["GlyphRun", "glyph_runs"]

_FIGURES = re.compile(r"([0-9](?:[0-9.,:/-]*[0-9])?)|([^0-9]+)")
"""Figures run from left to right in every script."""
_IS_SHAPED = re.compile("[\u0590-\u109f\u1200-\u1dff\ua840-\ua87f\ufb1d-\ufdff\ufe70-\ufeff]")


@dataclass(frozen=True, eq=False)
class GlyphRun:
    """Glyphs of one font file in one size on one baseline.

    The first begins ``x`` millimetres after the beginning of the text; ``steps`` lead from each to the next, and beyond
    the last. ``texts`` say what every glyph shows: a character, several, or none that the one before does not show too.
    ``rises`` are millimetres over the baseline, of glyphs that do not all stand on it.

    The same text has the same runs wherever it stands, in all documents. So who writes them may keep what he makes of
    one under the run itself.
    """

    portion: Portion
    size: float
    scale: float
    glyphs: Sequence[int]
    x: float
    steps: Sequence[float]
    texts: Sequence[str]
    rises: Sequence[float] = ()
    backwards: bool = False

    @property
    def text(self) -> str:
        """What all glyphs show, in reading order; those that are read ``backwards`` come from left to right too."""
        return "".join(reversed(self.texts) if self.backwards else self.texts)

    @property
    def places(self) -> list[float]:
        """Where the glyphs begin."""
        return list(accumulate(self.steps[:-1], initial=self.x))


def glyph_runs(run: TextRun, fonts: FontSet) -> tuple[GlyphRun, ...]:
    """A run as its fonts show it. Raises :class:`~gongwen.InputError` for a font or a character that is not here."""
    runs_of = _runs_of.__wrapped__ if len(run.text) > LONGEST_KEPT else _runs_of
    return runs_of(run.text, run.font, run.advances, run.scale, run.right_to_left, fonts)


@lru_cache(maxsize=4096)
def _runs_of(
    text: str, font: Font, steps: tuple[float, ...], scale: float, right_to_left: bool, fonts: FontSet
) -> tuple[GlyphRun, ...]:
    if font.face is None and _IS_SHAPED.search(text):
        return tuple(_shaped(text, font, sum(steps), fonts, right_to_left=right_to_left))
    case = fonts.case(font)
    runs = []
    start, x = 0, 0.0
    for _, group in groupby(map(case.fit_of, text)):
        end = start + sum(1 for _ in group)
        alike = _alike(text[start:end], case, font.size.mm, scale, x, steps[start:end])
        if alike is not None:
            runs.append(alike)
        x += sum(steps[start:end])
        start = end
    return tuple(runs)


def _alike(text: str, case: Case, size: float, scale: float, x: float, steps: Sequence[float]) -> GlyphRun | None:
    """What one font shows, all of it as narrow; None of what is not to be seen."""
    sorts = [sort for character in text if (sort := case[character]) is not None]
    if not sorts:
        return None
    first = sorts[0]
    if not case.inset.isdisjoint(text):
        aside = [sort.inset * size * scale for sort in sorts]
        x += aside[0]
        steps = [step + after - own for step, own, after in zip(steps, aside, (*aside[1:], aside[-1]), strict=True)]
    return GlyphRun(first.portion, size, scale * first.narrowed, [sort.glyph for sort in sorts], x, steps, text)


class _Piece(NamedTuple):
    """A part of a shaped text that one font shows in one direction, from its own left side on, in millimetres."""

    portion: Portion
    width: float
    glyphs: Sequence[int]
    places: Sequence[float]
    texts: Sequence[str]
    rises: Sequence[float]
    backwards: bool = False


def _shaped(text: str, font: Font, room: float, fonts: FontSet, *, right_to_left: bool) -> Iterator[GlyphRun]:
    """A text whose letters join or stack; it is narrowed where it is wider than its room."""
    pieces = list(_pieces(text, font, fonts, right_to_left=right_to_left))
    wide = sum(piece.width for piece in pieces)
    narrowed = min(1.0, room / wide) if wide else 1.0
    lefts = accumulate((piece.width * narrowed for piece in pieces), initial=0.0)
    for piece, left in zip(pieces, lefts, strict=False):
        begins = room - left - piece.width * narrowed if right_to_left else left
        yield GlyphRun(
            piece.portion,
            font.size.mm,
            narrowed,
            piece.glyphs,
            begins + piece.places[0] * narrowed,
            [*((after - place) * narrowed for place, after in pairwise(piece.places)), 0.0],
            piece.texts,
            piece.rises,
            piece.backwards,
        )


def _pieces(whole: str, font: Font, fonts: FontSet, *, right_to_left: bool) -> Iterator[_Piece]:
    """The parts of a text in reading order: its own letters, figures, and what its font has not."""
    file, size = fonts.files_for(font)[0], font.size.mm
    for figures, words in _FIGURES.findall(whole):
        for is_here, group in groupby(figures or words, lambda character: file.portion(character) is not None):
            text = "".join(group)
            if is_here:
                yield _by_shaping(text, file, size, right_to_left=right_to_left and not figures)
            else:
                yield from _by_sorts(text, fonts.case(font), size)


def _by_sorts(text: str, case: Mapping[str, Sort | None], size: float) -> Iterator[_Piece]:
    for character in text:
        sort = case[character]
        if sort is not None:
            wide = sort.advance * size
            yield _Piece(sort.portion, wide, [sort.glyph], [0.0], [character], [0.0])


def _by_shaping(text: str, file: FontFile, size: float, *, right_to_left: bool) -> _Piece:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if right_to_left else "ltr"
    uharfbuzz.shape(file.font, buffer, {"kern": False})
    infos, positions, unit = buffer.glyph_infos, buffer.glyph_positions, size / file.face.upem
    pens = list(accumulate((position.x_advance for position in positions), initial=0))
    portion = file.whole
    return _Piece(
        portion,
        pens[-1] * unit,
        [info.codepoint for info in infos],
        [(pen + at.x_offset) * unit for pen, at in zip(pens, positions, strict=False)],
        _texts(text, [info.cluster for info in infos], right_to_left=right_to_left),
        [position.y_offset * unit for position in positions],
        backwards=right_to_left,
    )


def _texts(text: str, clusters: Sequence[int], *, right_to_left: bool) -> list[str]:
    """What each glyph shows: the first of a cluster all of it, the others nothing."""
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    shown: set[int] = set()
    texts = []
    for cluster in reversed(clusters) if right_to_left else clusters:
        texts.append("" if cluster in shown else text[cluster : ends[cluster]])
        shown.add(cluster)
    return texts[::-1] if right_to_left else texts
