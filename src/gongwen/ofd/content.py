"""A page of the display list as the objects of an OFD page: paths, pictures and texts in their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple

from gongwen.fonts import FontSet, GlyphRun
from gongwen.fonts.portions import Portion
from gongwen.fonts.showing import glyph_runs
from gongwen.keeping import LONGEST_KEPT
from gongwen.ofd.markup import Numbers, box, figure, part
from gongwen.ofd.resources import Resources
from gongwen.ooxml.text import escape
from gongwen.pages.display import Colour, Page, Paragraph, Picture, Stroke, TextRun
from gongwen.standard import figures

__all__ = ["content_of"]

_A4 = figures.PAGE_WIDTH.value, figures.PAGE_HEIGHT.value
_ABOVE, _BELOW, _ASIDE = 1.0, 0.4, 0.2
"""How far the box of a text reaches over and under its baseline and beyond its sides, in em."""
_COLOURS = {Colour.BLACK: "", Colour.RED: '<ofd:FillColor Value="255 0 0"/>'}
_STROKES = {Colour.BLACK: '<ofd:StrokeColor Value="0 0 0"/>', Colour.RED: '<ofd:StrokeColor Value="255 0 0"/>'}
_WORTH_A_GROUP = 3


def content_of(page: Page, fonts: FontSet, resources: Resources, numbers: Numbers) -> bytes:
    """The part of a page. Raises :class:`~gongwen.InputError` for what no font of the machine shows."""
    layer = numbers.take()
    pictures = list(page.pictures)
    drawn = [
        *(_picture(picture, resources, numbers) for picture in pictures if picture.behind),
        *(_stroke(stroke, numbers) for stroke in page.strokes),
        *(_picture(picture, resources, numbers) for picture in pictures if not picture.behind),
        *_texts(page, fonts, resources, numbers),
    ]
    area = ""
    if (page.width, page.height) != _A4:
        size = box(0, 0, page.width.mm, page.height.mm)
        area = f"<ofd:Area><ofd:PhysicalBox>{size}</ofd:PhysicalBox></ofd:Area>"
    layers = f'<ofd:Layer ID="{layer}" Type="Body">{"".join(drawn)}</ofd:Layer>'
    return part("Page", (area, f"<ofd:Content>{layers}</ofd:Content>"))


def _picture(picture: Picture, resources: Resources, numbers: Numbers) -> str:
    wide, high = picture.width.mm, picture.height.mm
    place = f'Boundary="{box(picture.left.mm, picture.top.mm, wide, high)}" CTM="{box(wide, 0, 0, high, 0, 0)}"'
    return f'<ofd:ImageObject ID="{numbers.take()}" {place} ResourceID="{resources.picture(picture.data)}"/>'


def _stroke(stroke: Stroke, numbers: Numbers) -> str:
    half = stroke.thickness.mm / 2
    left, right = sorted((stroke.x0.mm, stroke.x1.mm))
    top, foot = sorted((stroke.y0.mm, stroke.y1.mm))
    place = box(left - half, top - half, right - left + half * 2, foot - top + half * 2)
    ends = f"M {box(half, half)} L {box(right - left + half, foot - top + half)}"
    return (
        f'<ofd:PathObject ID="{numbers.take()}" Boundary="{place}" LineWidth="{figure(stroke.thickness.mm)}">'
        f"{_STROKES[stroke.colour]}<ofd:AbbreviatedData>{ends}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def _texts(page: Page, fonts: FontSet, resources: Resources, numbers: Numbers) -> Iterator[str]:
    for paragraph in page.paragraphs():
        for line in paragraph.lines:
            for column in line.parts:
                for run in column.runs:
                    for glyphs in glyph_runs(run, fonts):
                        drawn_of = _drawn.__wrapped__ if len(glyphs.glyphs) > LONGEST_KEPT else _drawn
                        for drawn in drawn_of(glyphs):
                            yield _text(drawn, run, paragraph, resources, numbers)


class _Drawn(NamedTuple):
    """What is the same of a text object wherever it stands: its box, seen from where its text begins, and what it says
    of itself. ``glyphs`` are those that it chooses by number."""

    portion: Portion
    left: float
    above: float
    wide: float
    high: float
    scale: float
    text: str
    extent: str
    size: str
    shown: str
    glyphs: Sequence[int] = ()


@lru_cache(maxsize=4096)
def _drawn(run: GlyphRun) -> tuple[_Drawn, ...]:
    """The text objects that show a run."""
    if run.rises:
        return tuple(_as_drawn(some, chosen=True) for some in _in_reading_order(run))
    return (_as_drawn(run),)


def _in_reading_order(run: GlyphRun) -> Iterator[GlyphRun]:
    """A shaped text as its characters follow each other; where a glyph is not one character, in the groups of glyphs
    that show characters together."""
    if all(len(text) == 1 for text in run.texts):
        yield _some_of(run, range(len(run.glyphs))[:: -1 if run.backwards else 1])
    else:
        clusters = list(_clusters(run))
        yield from reversed(clusters) if run.backwards else clusters


def _clusters(run: GlyphRun) -> Iterator[GlyphRun]:
    shown = [at for at, text in enumerate(run.texts) if text]
    ends = [*shown[1:], len(run.texts)]
    for first, end in zip(shown, ends, strict=True):
        yield _some_of(run, range(first, end))


def _some_of(run: GlyphRun, order: Sequence[int]) -> GlyphRun:
    """Some glyphs of a run, in this order."""
    places = [run.places[at] for at in order]
    return replace(
        run,
        glyphs=[run.glyphs[at] for at in order],
        x=places[0],
        steps=[*(after - before for before, after in pairwise(places)), 0.0],
        texts=[run.texts[at] for at in order],
        rises=[run.rises[at] for at in order],
    )


def _as_drawn(run: GlyphRun, *, chosen: bool = False) -> _Drawn:
    """A run as a text object; its glyphs are ``chosen`` by number where its characters alone do not tell them."""
    portion, size, scale, glyphs, steps = run.portion, run.size, run.scale, run.glyphs, run.steps[:-1]
    text = portion.with_its_blanks("".join(run.texts))
    above, aside = size * _ABOVE, size * _ASIDE
    widest = max(map(portion.advance, glyphs)) * scale * size
    ends = run.places if chosen else (run.x, run.x + sum(steps))
    left = min(ends) - aside
    x, y, named = figure((run.x - left) / scale), figure(above), ""
    told = f' DeltaX="{_steps(steps if scale == 1.0 else [step / scale for step in steps])}"' if steps else ""
    if chosen:
        y = figure(above - run.rises[0])
        falls = [before - after for before, after in pairwise(run.rises)]
        told += f' DeltaY="{_steps(falls)}"' if any(falls) else ""
        named = (
            f'<ofd:CGTransform CodePosition="0" CodeCount="{len(text)}" GlyphCount="{len(glyphs)}">'
            f"<ofd:Glyphs>{' '.join(map(str, glyphs))}</ofd:Glyphs></ofd:CGTransform>"
        )
    shown = f'{named}<ofd:TextCode X="{x}" Y="{y}"{told}>{escape(text)}</ofd:TextCode></ofd:TextObject>'
    wide, high = max(ends) - left + widest + aside, size * (_ABOVE + _BELOW)
    extent = box(wide, high) + ("" if scale == 1.0 else f'" CTM="{box(scale, 0, 0, 1, 0, 0)}')
    return _Drawn(portion, left, above, wide, high, scale, text, extent, figure(size), shown, glyphs if chosen else ())


def _text(drawn: _Drawn, run: TextRun, paragraph: Paragraph, resources: Resources, numbers: Numbers) -> str:
    """A text object in its place."""
    portion, left, above, wide, high, scale, text, extent, size, shown, chosen = drawn
    font = resources.font(portion, text, chosen)
    left, top = run.x.mm + left, run.baseline.mm - above
    if paragraph.turned:
        right = paragraph.left.mm - (top - paragraph.top.mm)
        down = paragraph.top.mm + (left - paragraph.left.mm)
        place = f'{box(right - high, down, high, wide)}" CTM="{box(0, scale, -1, 0, high, 0)}'
    else:
        place = f"{figure(left)} {figure(top)} {extent}"
    attributes = f'ID="{numbers.take()}" Boundary="{place}" Font="{font}" Size="{size}"'
    return f"<ofd:TextObject {attributes}>{_COLOURS[run.colour]}{shown}"


def _steps(deltas: Sequence[float]) -> str:
    """From each character to the next; what repeats is said once.

    >>> _steps([5.5, 5.5, 5.5, 5.5, 2.75])
    'g 4 5.5 2.75'
    """
    if len(deltas) >= _WORTH_A_GROUP and deltas.count(deltas[0]) == len(deltas):  # of most lines
        return f"g {len(deltas)} {figure(deltas[0])}"
    steps = []
    for step, group in groupby(map(figure, deltas)):
        count = sum(1 for _ in group)
        steps.append(f"g {count} {step}" if count >= _WORTH_A_GROUP else " ".join([step] * count))
    return " ".join(steps)
