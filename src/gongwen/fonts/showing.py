"""Runs of a display list as glyphs in their places.

In: :class:`~gongwen.pages.display.TextRun` and the fonts. Out: :class:`GlyphRun`, one font file and size each. Every
glyph stands where the display list has its character; only a text of a second script is shaped here, and its glyphs
stand as its font has them, within the room of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

import uharfbuzz  # type: ignore[import-untyped,unused-ignore]

from gongwen.fonts.choosing import Case, FontSet, Sort
from gongwen.fonts.portions import FontFile, Portion
from gongwen.pages.display import Colour, TextRun

__all__ = ["GlyphRun", "glyph_runs"]

_FIGURES = re.compile(r"([0-9](?:[0-9.,:/-]*[0-9])?)|([^0-9]+)")
"""Figures run from left to right in every script."""
_IS_SHAPED = re.compile("[\u0590-\u109f\u1200-\u1dff\ua840-\ua87f\ufb1d-\ufdff\ufe70-\ufeff]")


class GlyphRun(NamedTuple):
    """Glyphs of one font file in one size on one baseline.

    The first begins ``x`` millimetres from the left of the sheet; ``steps`` lead from each to the next, and beyond the
    last. ``texts`` say what every glyph shows: a character, several, or none that the one before does not show too.
    ``rises`` are millimetres over the baseline, of glyphs that do not all stand on it.
    """

    portion: Portion
    size: float
    scale: float
    colour: Colour
    baseline: float
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
        """Where the glyphs begin, in millimetres from the left of the sheet."""
        return list(accumulate(self.steps[:-1], initial=self.x))


def glyph_runs(run: TextRun, fonts: FontSet) -> Iterator[GlyphRun]:
    """A run as its fonts show it. Raises :class:`~gongwen.InputError` for a font or a character that is not here."""
    text, font, steps = run.text, run.font, run.advances
    if font.face is None and _IS_SHAPED.search(text):
        yield from _shaped(run, fonts)
        return
    if not text:
        return
    case = fonts.case(font)
    fits = list(map(case.fit_of, text))
    if fits.count(fits[0]) == len(fits):
        yield from _alike(run, case, text, run.x.mm, steps)
        return
    start, x = 0, run.x.mm
    for _, group in groupby(fits):
        end = start + sum(1 for _ in group)
        yield from _alike(run, case, text[start:end], x, steps[start:end])
        x += sum(steps[start:end])
        start = end


def _alike(run: TextRun, case: Case, text: str, x: float, steps: Sequence[float]) -> Iterator[GlyphRun]:
    """What one font shows of a run, all of it as narrow."""
    sorts = [sort for character in text if (sort := case[character]) is not None]
    if not sorts:  # nothing to be seen
        return
    first = sorts[0]
    size, scale = run.font.size.mm, run.scale * first.narrowed
    if not case.inset.isdisjoint(text):
        aside = [sort.inset * size * run.scale for sort in sorts]
        x += aside[0]
        steps = [step + after - own for step, own, after in zip(steps, aside, (*aside[1:], aside[-1]), strict=True)]
    glyphs = [sort.glyph for sort in sorts]
    yield GlyphRun(first.portion, size, scale, run.colour, run.baseline.mm, glyphs, x, steps, text)


class _Piece(NamedTuple):
    """A part of a shaped text that one font shows in one direction, from its own left side on, in millimetres."""

    portion: Portion
    width: float
    glyphs: Sequence[int]
    places: Sequence[float]
    texts: Sequence[str]
    rises: Sequence[float]
    backwards: bool = False


def _shaped(run: TextRun, fonts: FontSet) -> Iterator[GlyphRun]:
    """A text whose letters join or stack; it is narrowed where it is wider than its room."""
    pieces = list(_pieces(run, fonts))
    wide, room = sum(piece.width for piece in pieces), sum(run.advances)
    narrowed = min(1.0, room / wide) if wide else 1.0
    lefts = accumulate((piece.width * narrowed for piece in pieces), initial=0.0)
    for piece, left in zip(pieces, lefts, strict=False):
        begins = run.x.mm + (room - left - piece.width * narrowed if run.right_to_left else left)
        yield GlyphRun(
            piece.portion,
            run.font.size.mm,
            narrowed,
            run.colour,
            run.baseline.mm,
            piece.glyphs,
            begins + piece.places[0] * narrowed,
            [(after - place) * narrowed for place, after in zip(piece.places, piece.places[1:], strict=False)] + [0.0],
            piece.texts,
            piece.rises,
            piece.backwards,
        )


def _pieces(run: TextRun, fonts: FontSet) -> Iterator[_Piece]:
    """The parts of a text in reading order: its own letters, figures, and what its font has not."""
    file, size = fonts.files_for(run.font)[0], run.font.size.mm
    for figures, words in _FIGURES.findall(run.text):
        for is_here, group in groupby(figures or words, lambda character: file.portion(character) is not None):
            text = "".join(group)
            if is_here:
                yield _by_shaping(text, file, size, right_to_left=run.right_to_left and not figures)
            else:
                yield from _by_sorts(text, fonts.case(run.font), size)


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
