"""What is drawn on a page as the operators of its content stream.

In: a page of the display list. Out: the operators, and what they use of fonts and pictures. A glyph stands where the
display list has its character: what a line has more or less than the fonts' own widths is said once where it is the
same after every glyph, and glyph by glyph where not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from gongwen.fonts import FontSet, GlyphRun
from gongwen.fonts.showing import glyph_runs
from gongwen.keeping import LONGEST_KEPT
from gongwen.pages.display import Colour, Page, Paragraph, Picture, Stroke, TextRun
from gongwen.pdf.faces import UsedFace, UsedFonts
from gongwen.pdf.objects import number, text
from gongwen.pdf.pictures import UsedPictures

__all__ = ["PER_MM", "Shown", "content_of", "shown_on"]

PER_MM = 72 / 25.4
_SAME = 1e-4  # mm
_THOUSAND = 1000
_COLOURS = {Colour.BLACK: "0 g", Colour.RED: "1 0 0 rg"}
_STROKES = {Colour.BLACK: "0 G", Colour.RED: "1 0 0 RG"}


class Shown(NamedTuple):
    """Glyphs of a paragraph, and their font as the file uses it; whether they alone tell what they say."""

    glyphs: GlyphRun
    run: TextRun
    paragraph: Paragraph
    face: UsedFace
    is_plain: bool


def shown_on(page: Page, fonts: FontSet, used: UsedFonts) -> list[Shown]:
    """The text of a page; what it needs of the fonts is noted.

    Raises :class:`~gongwen.InputError` for what no font of the machine shows.
    """
    shown = []
    for paragraph in page.paragraphs():
        for line in paragraph.lines:
            for part in line.parts:
                for run in part.runs:
                    for glyphs in glyph_runs(run, fonts):
                        face = used.face_of(glyphs.portion)
                        shown.append(Shown(glyphs, run, paragraph, face, face.note(glyphs.glyphs, glyphs.texts)))
    return shown


def content_of(page: Page, shown: Iterable[Shown], used_pictures: UsedPictures) -> bytes:
    """The content stream of a page, of which the text is given."""
    height = page.height.mm
    pictures = list(page.pictures)
    operators = [
        *(_picture(picture, height, used_pictures) for picture in pictures if picture.behind),
        *(_stroke(stroke, height) for stroke in page.strokes),
        *(_picture(picture, height, used_pictures) for picture in pictures if not picture.behind),
    ]
    text_ = _Text(height)
    lines = [text_.operators(*one) for one in shown]
    if lines:
        operators += ["BT", *lines, "ET"]
    return "\n".join(operators).encode("latin-1")


def _picture(picture: Picture, height: float, used: UsedPictures) -> str:
    wide, high = picture.width.mm * PER_MM, picture.height.mm * PER_MM
    left, foot = picture.left.mm * PER_MM, (height - picture.top.mm) * PER_MM - high
    place = f"{number(wide)} 0 0 {number(high)} {number(left)} {number(foot)}"
    return f"q {place} cm {used.name_of(picture.data)} Do Q"


def _stroke(stroke: Stroke, height: float) -> str:
    ends = (number(value * PER_MM) for value in (stroke.x0.mm, height - stroke.y0.mm))
    others = (number(value * PER_MM) for value in (stroke.x1.mm, height - stroke.y1.mm))
    thickness = number(stroke.thickness.pt)
    return f"{_STROKES[stroke.colour]} {thickness} w {' '.join(ends)} m {' '.join(others)} l S"


class _Text:
    """The text of a page: says of font, colour and spacing only what differs from what was said before."""

    def __init__(self, height: float) -> None:
        self._height = height
        self._said = {"Tf": "", "colour": _COLOURS[Colour.BLACK], "Tz": "100 Tz", "Tc": "0 Tc"}

    def operators(self, glyphs: GlyphRun, run: TextRun, paragraph: Paragraph, face: UsedFace, is_plain: bool) -> str:
        """The operators that show some glyphs."""
        codes = face.codes(glyphs.glyphs)
        lead = [
            self._say("Tf", f"{face.resource} {number(glyphs.size * PER_MM)} Tf"),
            self._say("colour", _COLOURS[run.colour]),
            self._say("Tz", f"{number(glyphs.scale * 100)} Tz"),
        ]
        x, baseline = run.x.mm, run.baseline.mm
        if any(glyphs.rises):
            lead.append(self._say("Tc", "0 Tc"))
            shown = " ".join(
                f"{self._place(x + place, baseline - rise, paragraph)} <{code}>Tj"
                for place, rise, code in zip(glyphs.places, glyphs.rises, codes, strict=True)
            )
        else:
            spaced = _spaced.__wrapped__ if len(codes) > LONGEST_KEPT else _spaced
            spacing, ends = spaced(glyphs)
            lead.append(self._say("Tc", spacing))
            shown = f"{self._place(x + glyphs.x, baseline, paragraph)} {_strings(codes, ends)}"
        if not is_plain:
            shown = f"/Span<</ActualText{text(glyphs.text)}>>BDC {shown} EMC"
        return " ".join([*filter(None, lead), shown])

    def _say(self, what: str, operator: str) -> str:
        if self._said[what] == operator:
            return ""
        self._said[what] = operator
        return operator

    def _place(self, x: float, baseline: float, paragraph: Paragraph) -> str:
        """The text's own axes: upright, or turned clockwise about the upper left corner of its paragraph."""
        if not paragraph.turned:
            return f"1 0 0 1 {number(x * PER_MM)} {number((self._height - baseline) * PER_MM)} Tm"
        left, top = paragraph.left.mm, paragraph.top.mm
        right, down = left - (baseline - top), top + (x - left)
        return f"0 -1 1 0 {number(right * PER_MM)} {number((self._height - down) * PER_MM)} Tm"


@lru_cache(maxsize=4096)
def _spaced(run: GlyphRun) -> tuple[str, Sequence[tuple[int, int]]]:
    """What is said once of what comes after every glyph; and after which glyphs how much less, in thousandths."""
    steps, unit = run.steps[:-1], run.size * run.scale
    if not steps:
        return "0 Tc", ()
    gaps = [step - run.portion.advance(glyph) * unit for step, glyph in zip(steps, run.glyphs, strict=False)]
    usual = round(gaps[0] * PER_MM / run.scale, 2) * run.scale / PER_MM  # as it will be written
    said = f"{number(usual * PER_MM / run.scale)} Tc"
    if max(gaps) - min(gaps) < _SAME and abs(gaps[0] - usual) < _SAME:
        return said, ()
    less, owed = [], 0.0
    for at, gap in enumerate(gaps, start=1):
        owed += gap - usual
        thousandths = round(owed / unit * _THOUSAND)
        if thousandths:
            owed -= thousandths * unit / _THOUSAND
            less.append((at, -thousandths))
    return said, less


def _strings(codes: Sequence[str], less: Sequence[tuple[int, int]]) -> str:
    if not less:
        return f"<{''.join(codes)}>Tj"
    pieces, start = [], 0
    for end, thousandths in less:
        pieces.append(f"<{''.join(codes[start:end])}>{thousandths}")
        start = end
    return f"[{''.join(pieces)}<{''.join(codes[start:])}>]TJ"
