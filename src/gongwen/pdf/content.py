"""What is drawn on a page as the operators of its content stream.

In: a page of the display list. Out: the operators, and what they use of fonts and pictures. A glyph stands where the
display list has its character: what a line has more or less than the fonts' own widths is said once where it is the
same after every glyph, and glyph by glyph where not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gongwen.fonts import FontSet, GlyphRun
from gongwen.fonts.showing import glyph_runs
from gongwen.pages.display import Colour, Page, Paragraph, Picture, Stroke
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

    run: GlyphRun
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
                        shown.append(Shown(glyphs, paragraph, face, face.note(glyphs.glyphs, glyphs.texts)))
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

    def operators(self, run: GlyphRun, paragraph: Paragraph, face: UsedFace, is_plain: bool) -> str:
        """The operators that show some glyphs."""
        codes = face.codes(run.glyphs)
        lead = [
            self._say("Tf", f"{face.resource} {number(run.size * PER_MM)} Tf"),
            self._say("colour", _COLOURS[run.colour]),
            self._say("Tz", f"{number(run.scale * 100)} Tz"),
        ]
        if run.rises and any(run.rises):
            lead.append(self._say("Tc", "0 Tc"))
            shown = " ".join(
                f"{self._place(place, run.baseline - rise, paragraph)} <{code}>Tj"
                for place, rise, code in zip(run.places, run.rises, codes, strict=True)
            )
        else:
            spacing, strings = _spaced(run, codes)
            lead.append(self._say("Tc", f"{number(spacing * PER_MM / run.scale)} Tc"))
            shown = f"{self._place(run.x, run.baseline, paragraph)} {strings}"
        if not is_plain:
            shown = f"/Span<</ActualText{text(run.text)}>>BDC {shown} EMC"
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


def _spaced(run: GlyphRun, codes: Sequence[str]) -> tuple[float, str]:
    """What comes after every glyph, in mm, and the glyphs, with what comes after some of them."""
    steps, unit = run.steps[:-1], run.size * run.scale
    if not steps:
        return 0.0, f"<{codes[0]}>Tj"
    own = list(map(run.portion.advance, run.glyphs[:-1]))
    if steps.count(steps[0]) == len(steps) and own.count(own[0]) == len(own):
        gaps = [steps[0] - own[0] * unit]
    else:
        gaps = [step - wide * unit for step, wide in zip(steps, own, strict=True)]
    usual = round(gaps[0] * PER_MM / run.scale, 2) * run.scale / PER_MM  # as it will be written
    if max(gaps) - min(gaps) < _SAME and abs(gaps[0] - usual) < _SAME:
        return usual, f"<{''.join(codes)}>Tj"
    return usual, _adjusted(gaps if len(gaps) == len(steps) else gaps * len(steps), usual, unit, codes)


def _adjusted(gaps: Sequence[float], usual: float, unit: float, codes: Sequence[str]) -> str:
    pieces, start, owed = [], 0, 0.0
    for at, gap in enumerate(gaps, start=1):
        owed += gap - usual
        thousandths = round(owed / unit * _THOUSAND)
        if thousandths:
            owed -= thousandths * unit / _THOUSAND
            pieces.append(f"<{''.join(codes[start:at])}>{-thousandths}")
            start = at
    return f"[{''.join(pieces)}<{''.join(codes[start:])}>]TJ"
