"""Measure a PDF page as it is drawn: millimetres from the page's top left corner, y downward."""

from __future__ import annotations

import ctypes
import itertools
import re
import statistics
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, Literal, NamedTuple, TypeAlias

import numpy
import numpy.typing
import pypdfium2  # type: ignore[import-untyped,unused-ignore]
import pypdfium2.raw as c  # type: ignore[import-untyped,unused-ignore]

MM_PER_PT = 25.4 / 72
BASELINE_TOLERANCE = 0.5
"""Glyphs whose baselines differ by no more (mm) stand on one line."""
SEGMENT_GAP = 2.0
"""A wider gap (em) between glyphs of a line separates two segments."""
MAX_RULE_THICKNESS = 3.0
"""A filled rectangle that is thicker (mm) is an area, not a rule."""

Colour: TypeAlias = tuple[int, int, int]
Raster: TypeAlias = numpy.typing.NDArray[numpy.uint8]
InkColour: TypeAlias = Literal["red", "black", "any"]

_OF_MEASURING_COPIES = (0x200B, 0x2060)
"""Zero-width space and word joiner: tests.support.as_word puts them in, and no document of ours has one."""
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_FORM_DEPTH = 16


class Box(NamedTuple):
    """A rectangle in mm."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """Horizontal extent."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Vertical extent."""
        return self.y1 - self.y0

    @property
    def center_x(self) -> float:
        """Middle of left and right."""
        return (self.x0 + self.x1) / 2

    @property
    def center_y(self) -> float:
        """Middle of top and bottom."""
        return (self.y0 + self.y1) / 2


class Glyph(NamedTuple):
    """One character on the page: its tight ink box, and the point on the baseline where it starts."""

    char: str
    font: str
    size_pt: float
    x0: float
    y0: float
    x1: float
    y1: float
    origin_x: float
    baseline_y: float
    colour: Colour

    @property
    def box(self) -> Box:
        """The ink box."""
        return Box(self.x0, self.y0, self.x1, self.y1)


@dataclass(frozen=True)
class MeasuredLine:
    """Glyphs on one baseline, left to right: `text` without spaces, `spaced_text` with the document's own."""

    glyphs: tuple[Glyph, ...]
    blanks: tuple[Glyph, ...] = field(default=(), repr=False)

    @cached_property
    def text(self) -> str:
        """The inked characters."""
        return "".join(glyph.char for glyph in self.glyphs)

    @cached_property
    def spaced_text(self) -> str:
        """The characters with the spaces that the document itself has between and around them."""
        every = sorted((*self.glyphs, *self.blanks), key=lambda glyph: glyph.origin_x)
        return "".join(glyph.char for glyph in every)

    @cached_property
    def x0(self) -> float:
        """Left of the ink."""
        return min(glyph.x0 for glyph in self.glyphs)

    @cached_property
    def x1(self) -> float:
        """Right of the ink."""
        return max(glyph.x1 for glyph in self.glyphs)

    @cached_property
    def top(self) -> float:
        """Top of the ink."""
        return min(glyph.y0 for glyph in self.glyphs)

    @cached_property
    def bottom(self) -> float:
        """Bottom of the ink."""
        return max(glyph.y1 for glyph in self.glyphs)

    @property
    def box(self) -> Box:
        """The ink box."""
        return Box(self.x0, self.top, self.x1, self.bottom)

    @property
    def width(self) -> float:
        """Width of the ink."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Height of the ink."""
        return self.bottom - self.top

    @property
    def center_x(self) -> float:
        """Middle of the ink."""
        return (self.x0 + self.x1) / 2

    @property
    def origin_x(self) -> float:
        """Where the first character cell starts (left of its ink)."""
        return self.glyphs[0].origin_x

    @cached_property
    def baseline(self) -> float:
        """The baseline."""
        return statistics.median(glyph.baseline_y for glyph in self.glyphs)

    @cached_property
    def size_pt(self) -> float:
        """The most frequent font size."""
        return Counter(glyph.size_pt for glyph in self.glyphs).most_common(1)[0][0]

    @cached_property
    def font(self) -> str:
        """The most frequent font."""
        return Counter(glyph.font for glyph in self.glyphs).most_common(1)[0][0]

    @cached_property
    def fonts(self) -> frozenset[str]:
        """Every font."""
        return frozenset(glyph.font for glyph in self.glyphs)

    @cached_property
    def colour(self) -> Colour:
        """The most frequent fill colour (RGB)."""
        return Counter(glyph.colour for glyph in self.glyphs).most_common(1)[0][0]

    @cached_property
    def advances(self) -> tuple[float, ...]:
        """Distances between the starts of neighbouring glyphs (mm); spaces between them count in."""
        origins = [glyph.origin_x for glyph in self.glyphs]
        return tuple(right - left for left, right in itertools.pairwise(origins))

    @property
    def pitch(self) -> float:
        """The usual distance between the starts of neighbouring glyphs (mm)."""
        return statistics.median(self.advances)

    def segments(self, gap_em: float = SEGMENT_GAP) -> tuple[MeasuredLine, ...]:
        """The line cut wherever two neighbours' ink is more than `gap_em` of their font size apart."""
        cuts = [0]
        for index, (left, right) in enumerate(itertools.pairwise(self.glyphs), start=1):
            if right.x0 - left.x1 > gap_em * max(left.size_pt, right.size_pt) * MM_PER_PT:
                cuts.append(index)
        ends = [*cuts[1:], len(self.glyphs)]
        return tuple(self._part(start, end) for start, end in zip(cuts, ends, strict=True))

    def find_all(self, text: str) -> tuple[MeasuredLine, ...]:
        """Every run of glyphs that reads `text` (spaces do not count)."""
        wanted = _unspaced(text)
        if not wanted:
            raise ValueError("nothing to find")
        found = []
        at = self.text.find(wanted)
        while at >= 0:
            end = at + len(wanted)
            found.append(self._part(at, end))
            at = self.text.find(wanted, end)
        return tuple(found)

    def find(self, text: str) -> MeasuredLine:
        """The first run of glyphs that reads `text`; LookupError, with the line's text, if none."""
        found = self.find_all(text)
        if not found:
            raise LookupError(f"the line has no {text!r}; it reads {self.text!r}")
        return found[0]

    def _part(self, start: int, end: int) -> MeasuredLine:
        glyphs = self.glyphs[start:end]
        low, high = glyphs[0].origin_x, glyphs[-1].origin_x
        return MeasuredLine(glyphs, tuple(blank for blank in self.blanks if low < blank.origin_x < high))


class Rule(NamedTuple):
    """A horizontal rule: `y` is its middle."""

    y: float
    thickness: float
    x0: float
    x1: float
    colour: Colour

    @property
    def top(self) -> float:
        """Upper edge."""
        return self.y - self.thickness / 2

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.y + self.thickness / 2

    @property
    def length(self) -> float:
        """Length."""
        return self.x1 - self.x0


class VerticalRule(NamedTuple):
    """A vertical rule: `x` is its middle."""

    x: float
    thickness: float
    y0: float
    y1: float
    colour: Colour

    @property
    def length(self) -> float:
        """Length."""
        return self.y1 - self.y0


class MeasuredPage:
    """One page and all that is drawn on it."""

    def __init__(
        self,
        pdf: bytes,
        number: int,
        size: tuple[float, float],
        characters: Sequence[Glyph],
        drawing: _Drawing,
    ) -> None:
        self._pdf = pdf
        self.number = number
        """Counted from 1."""
        self.width_mm, self.height_mm = size
        self.glyphs: tuple[Glyph, ...] = tuple(glyph for glyph in characters if not _is_blank(glyph.char))
        """Inked characters, as the PDF orders them."""
        self.blanks: tuple[Glyph, ...] = tuple(glyph for glyph in characters if _is_blank(glyph.char))
        """The document's own spaces, U+3000 among them (not those a reader guesses)."""
        self.rules: tuple[Rule, ...] = tuple(Rule(*rule) for rule in _merged(drawing.horizontal))
        """Horizontal rules, top to bottom."""
        upright = _merged(drawing.vertical)
        self.vertical_rules: tuple[VerticalRule, ...] = tuple(VerticalRule(*rule) for rule in upright)
        """Vertical rules, left to right."""
        self.images: tuple[Box, ...] = tuple(drawing.images)
        """The boxes of placed pictures."""
        self._rasters: dict[int, Raster] = {}

    def __repr__(self) -> str:
        return f"<MeasuredPage {self.number}: {len(self.lines)} lines, {len(self.rules)} rules>"

    @cached_property
    def lines(self) -> tuple[MeasuredLine, ...]:
        """Glyphs grouped by baseline, top to bottom; blanks go with the line they stand on."""
        groups: list[list[Glyph]] = []
        for glyph in sorted(self.glyphs, key=lambda glyph: glyph.baseline_y):
            if groups and glyph.baseline_y - groups[-1][0].baseline_y <= BASELINE_TOLERANCE:
                groups[-1].append(glyph)
            else:
                groups.append([glyph])
        lines = []
        for group in groups:
            low, high = group[0].baseline_y - BASELINE_TOLERANCE, group[-1].baseline_y + BASELINE_TOLERANCE
            lines.append(
                MeasuredLine(
                    tuple(sorted(group, key=lambda glyph: glyph.origin_x)),
                    tuple(blank for blank in self.blanks if low <= blank.baseline_y <= high),
                )
            )
        return tuple(lines)

    @cached_property
    def text(self) -> str:
        """The page's characters in reading order, one line of the page a line, without spaces."""
        return "\n".join(line.text for line in self.lines)

    @property
    def fonts(self) -> frozenset[str]:
        """Every font that draws a character of the page."""
        return frozenset(glyph.font for glyph in self.glyphs)

    def find_all(self, text: str) -> tuple[MeasuredLine, ...]:
        """Every run of glyphs on one line that reads `text`, spaces apart; may be empty."""
        return tuple(part for line in self.lines for part in line.find_all(text))

    def find(self, text: str) -> MeasuredLine:
        """The first run of glyphs on a line that reads `text`; LookupError, with the page's text, if none."""
        found = self.find_all(text)
        if not found:
            raise LookupError(f"page {self.number} has no {text!r}; it reads:\n{self.text}")
        return found[0]

    def has(self, text: str) -> bool:
        """Whether `find` would find `text`."""
        return bool(self.find_all(text))

    def line_of(self, text: str) -> MeasuredLine:
        """The whole line that `find(text)` is part of."""
        first = self.find(text).glyphs[0]
        return next(line for line in self.lines if first in line.glyphs)

    def forget_rasters(self) -> None:
        """Give back the memory of the pixels: whoever looks at thousands of pages needs it."""
        self._rasters.clear()

    def raster(self, dpi: int = 300) -> Raster:
        """The page as pixels: height x width x RGB, on white."""
        if dpi not in self._rasters:
            with _Opened(self._pdf) as document:
                page = document[self.number - 1]
                bitmap = page.render(scale=dpi / 72, rev_byteorder=True)
                self._rasters[dpi] = numpy.array(bitmap.to_numpy()[:, :, :3], dtype=numpy.uint8)
                page.close()
        return self._rasters[dpi]

    def ink_box(
        self,
        colour: InkColour = "any",
        region: tuple[float, float, float, float] | None = None,
        dpi: int = 300,
    ) -> Box | None:
        """The box (mm) of ink of a colour inside `region` (x0, y0, x1, y1): pixels at least half inked."""
        pixels = self.raster(dpi)
        rows, columns = pixels.shape[:2]
        across, down = self.width_mm / columns, self.height_mm / rows
        left = upper = 0
        if region is not None:
            left, upper = max(0, round(region[0] / across)), max(0, round(region[1] / down))
            pixels = pixels[upper : max(0, round(region[3] / down)), left : max(0, round(region[2] / across))]
        red, green, blue = pixels[:, :, 0], pixels[:, :, 1], pixels[:, :, 2]
        rest = numpy.maximum(green, blue)
        if colour == "red":
            inked = (red > 127) & (red - numpy.minimum(red, rest) > 127)
        elif colour == "black":
            inked = numpy.maximum(red, rest) < 128
        else:
            inked = numpy.minimum(red, numpy.minimum(green, blue)) < 128
        ys, xs = numpy.flatnonzero(inked.any(axis=1)), numpy.flatnonzero(inked.any(axis=0))
        if not len(ys):
            return None
        return Box(
            (left + int(xs[0])) * across,
            (upper + int(ys[0])) * down,
            (left + int(xs[-1]) + 1) * across,
            (upper + int(ys[-1]) + 1) * down,
        )


@dataclass(frozen=True)
class MeasuredDocument:
    """All pages of a PDF."""

    pages: tuple[MeasuredPage, ...]

    def __len__(self) -> int:
        return len(self.pages)

    def __iter__(self) -> Iterator[MeasuredPage]:
        return iter(self.pages)

    def __getitem__(self, index: int) -> MeasuredPage:
        return self.pages[index]

    @property
    def text(self) -> str:
        """The text of all pages."""
        return "\n".join(page.text for page in self.pages)

    @property
    def fonts(self) -> frozenset[str]:
        """Every font of every page."""
        return frozenset(font for page in self.pages for font in page.fonts)

    def page_of(self, text: str) -> MeasuredPage:
        """The first page that has `text` on one line; LookupError if none has."""
        for page in self.pages:
            if page.has(text):
                return page
        raise LookupError(f"no page has {text!r}; the document reads:\n{self.text}")


Document = MeasuredDocument


def measure(pdf: bytes) -> MeasuredDocument:
    """Measure every page of a PDF."""
    pages = []
    with _Opened(pdf) as document:
        for index in range(len(document)):
            page = document[index]
            left, bottom, right, top = page.get_cropbox()
            place = _Placement(left, top)
            size = ((right - left) * MM_PER_PT, (top - bottom) * MM_PER_PT)
            drawing = _Drawing(document.raw)
            items = [c.FPDFPage_GetObject(page.raw, at) for at in range(c.FPDFPage_CountObjects(page.raw))]
            _walk(items, _IDENTITY, place, drawing)
            pages.append(MeasuredPage(pdf, index + 1, size, tuple(_characters(page, place)), drawing))
            page.close()
    return MeasuredDocument(tuple(pages))


# Reading characters


class _Placement(NamedTuple):
    """Where the PDF page's top left corner is, in points."""

    left: float
    top: float

    def x(self, value: float) -> float:
        return (value - self.left) * MM_PER_PT

    def y(self, value: float) -> float:
        return (self.top - value) * MM_PER_PT


class _Opened:
    """A PDF document, closed at the end."""

    def __init__(self, pdf: bytes) -> None:
        self._document: Any = pypdfium2.PdfDocument(pdf)

    def __enter__(self) -> Any:
        return self._document

    def __exit__(self, *error: object) -> None:
        self._document.close()


def _unspaced(text: str) -> str:
    return "".join(char for char in text if not _is_blank(char))


@cache
def _is_blank(char: str) -> bool:
    return all(part.isspace() or unicodedata.category(part) in ("Cc", "Cf") for part in char)


class _Type(NamedTuple):
    """What all characters of a piece of text (a text object of the PDF) share."""

    font: str
    size_pt: float
    colour: Colour


class _Text:
    """The text of a page as pdfium gives it. What a piece shares is asked once, into places that are used again."""

    def __init__(self, raw: Any, place: _Placement) -> None:
        self._raw, self._place = raw, place
        self._types: dict[int, _Type] = {}
        self._box = tuple(ctypes.c_double() for _ in range(4))
        self._origin = tuple(ctypes.c_double() for _ in range(2))

    def glyph(self, index: int, char: str) -> Glyph:
        raw, place = self._raw, self._place
        left, right, bottom, top = self._box
        c.FPDFText_GetCharBox(raw, index, left, right, bottom, top)
        x, y = self._origin
        c.FPDFText_GetCharOrigin(raw, index, x, y)
        piece = ctypes.addressof(c.FPDFText_GetTextObject(raw, index).contents)
        kind = self._types.get(piece)
        if kind is None:
            kind = self._types[piece] = self._type(index)
        return Glyph(
            char=char,
            font=kind.font,
            size_pt=kind.size_pt,
            x0=place.x(left.value),
            y0=place.y(top.value),
            x1=place.x(right.value),
            y1=place.y(bottom.value),
            origin_x=place.x(x.value),
            baseline_y=place.y(y.value),
            colour=kind.colour,
        )

    def _type(self, index: int) -> _Type:
        matrix = c.FS_MATRIX()
        c.FPDFText_GetMatrix(self._raw, index, matrix)
        size = c.FPDFText_GetFontSize(self._raw, index) * (matrix.c**2 + matrix.d**2) ** 0.5
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        c.FPDFText_GetFillColor(self._raw, index, red, green, blue, alpha)
        buffer = ctypes.create_string_buffer(256)
        c.FPDFText_GetFontInfo(self._raw, index, buffer, len(buffer), ctypes.c_int())
        font = _SUBSET.sub("", buffer.value.decode("utf-8", "replace"))
        return _Type(font, round(size, 3), (red.value, green.value, blue.value))


def _characters(page: Any, place: _Placement) -> Iterator[Glyph]:
    """The page's characters as drawn: no guessed spaces and line ends, a surrogate pair as one character."""
    textpage = page.get_textpage()
    raw = textpage.raw
    text = _Text(raw, place)
    high = 0
    for index in range(c.FPDFText_CountChars(raw)):
        if c.FPDFText_IsGenerated(raw, index) == 1:
            continue
        code = c.FPDFText_GetUnicode(raw, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        if code in _OF_MEASURING_COPIES:
            continue
        if c.FPDFText_IsHyphen(raw, index) == 1:
            code = 0x2D
        yield text.glyph(index, chr(code) if code else "\N{REPLACEMENT CHARACTER}")
    textpage.close()


# Reading drawings

_Matrix: TypeAlias = tuple[float, float, float, float, float, float]
_Point: TypeAlias = tuple[float, float]
_Stroke: TypeAlias = tuple[float, float, float, float, Colour]
"""Middle across, thickness, start, end, colour."""
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_STRAIGHT = 0.02
"""mm a rule may be off the straight."""
_TOUCH = 0.3
"""mm between the ends of two pieces of one rule."""


@dataclass
class _Drawing:
    """What is drawn beside text."""

    document: Any
    horizontal: list[_Stroke] = field(default_factory=list)
    vertical: list[_Stroke] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)


def _times(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, d, e, x, y = first
    across, down = (then[0], then[2], then[4]), (then[1], then[3], then[5])
    (xx, xy, dx), (yx, yy, dy) = across, down
    return (
        a * xx + b * xy,
        a * yx + b * yy,
        d * xx + e * xy,
        d * yx + e * yy,
        x * xx + y * xy + dx,
        x * yx + y * yy + dy,
    )


def _apply(matrix: _Matrix, x: float, y: float, place: _Placement) -> _Point:
    a, b, d, e, dx, dy = matrix
    return place.x(a * x + d * y + dx), place.y(b * x + e * y + dy)


def _object_matrix(item: Any) -> _Matrix:
    matrix = c.FS_MATRIX()
    if not c.FPDFPageObj_GetMatrix(item, matrix):
        return _IDENTITY
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _walk(items: Iterable[Any], outer: _Matrix, place: _Placement, drawing: _Drawing, depth: int = 0) -> None:
    """Collect rules and images of a page or of a form (a drawing inside a drawing)."""
    for item in items:
        kind = c.FPDFPageObj_GetType(item)
        if kind == c.FPDF_PAGEOBJ_IMAGE:
            matrix = _times(_object_matrix(item), outer)
            drawing.images.append(_bounds([_apply(matrix, x, y, place) for x in (0, 1) for y in (0, 1)]))
        elif kind == c.FPDF_PAGEOBJ_PATH:
            _add_path(item, _times(_object_matrix(item), outer), place, drawing)
        elif kind == c.FPDF_PAGEOBJ_FORM and depth < _FORM_DEPTH:
            inner = [c.FPDFFormObj_GetObject(item, at) for at in range(c.FPDFFormObj_CountObjects(item))]
            _walk(inner, _times(_object_matrix(item), outer), place, drawing, depth + 1)


def _bounds(points: Sequence[_Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _add_path(item: Any, matrix: _Matrix, place: _Placement, drawing: _Drawing) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    c.FPDFPath_GetDrawMode(item, fill, stroke)
    if not fill.value and not stroke.value:
        return
    width = ctypes.c_float()
    c.FPDFPageObj_GetStrokeWidth(item, width)
    scale = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
    thickness = width.value * scale * MM_PER_PT
    for points in _subpaths(item, matrix, place):
        if stroke.value:
            colour = _colour(item, c.FPDFPageObj_GetStrokeColor)
            for (x0, y0), (x1, y1) in itertools.pairwise(points):
                if abs(y1 - y0) <= _STRAIGHT < abs(x1 - x0):
                    drawing.horizontal.append(((y0 + y1) / 2, thickness, min(x0, x1), max(x0, x1), colour))
                elif abs(x1 - x0) <= _STRAIGHT < abs(y1 - y0):
                    drawing.vertical.append(((x0 + x1) / 2, thickness, min(y0, y1), max(y0, y1), colour))
        elif _is_upright(points):
            box = _bounds(points)
            colour = _colour(item, c.FPDFPageObj_GetFillColor)
            if box.height <= MAX_RULE_THICKNESS and box.width > box.height:
                drawing.horizontal.append((box.center_y, box.height, box.x0, box.x1, colour))
            elif box.width <= MAX_RULE_THICKNESS and box.height > box.width:
                drawing.vertical.append((box.center_x, box.width, box.y0, box.y1, colour))
            elif c.FPDFPageObj_GetRenderedFillPattern(drawing.document, item):
                drawing.images.append(box)  # ONLYOFFICE fills a rectangle with a pattern that is the picture


def _is_upright(points: Sequence[_Point]) -> bool:
    """Whether a filled outline is a rectangle along the page's edges."""
    sides = [(b[0] - a[0], b[1] - a[1]) for a, b in zip(points, [*points[1:], points[0]], strict=True)]
    return 4 <= len(points) <= 6 and all(abs(x) <= _STRAIGHT or abs(y) <= _STRAIGHT for x, y in sides)


def _subpaths(item: Any, matrix: _Matrix, place: _Placement) -> Iterator[list[_Point]]:
    """The corner points of each piece of a path; a piece with a curve is left out."""
    points: list[_Point] = []
    curved = False
    for at in range(c.FPDFPath_CountSegments(item)):
        segment = c.FPDFPath_GetPathSegment(item, at)
        kind = c.FPDFPathSegment_GetType(segment)
        x, y = ctypes.c_float(), ctypes.c_float()
        c.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == c.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        elif kind == c.FPDF_SEGMENT_BEZIERTO:
            curved = True
        points.append(_apply(matrix, x.value, y.value, place))
        if c.FPDFPathSegment_GetClose(segment) and points[0] != points[-1]:
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points


def _colour(item: Any, get: Callable[..., Any]) -> Colour:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    get(item, red, green, blue, alpha)
    return (red.value, green.value, blue.value)


def _merged(pieces: Iterable[_Stroke]) -> list[_Stroke]:
    """One stroke for pieces of one colour and thickness that lie in one line and touch or overlap."""
    done: list[_Stroke] = []
    for middle, thickness, start, end, colour in sorted(pieces, key=lambda piece: (piece[2], piece[0])):
        for at, (other, other_thickness, low, high, other_colour) in enumerate(done):
            if (
                colour == other_colour
                and abs(middle - other) <= _STRAIGHT * 2
                and abs(thickness - other_thickness) <= _STRAIGHT * 2
                and start <= high + _TOUCH
            ):
                done[at] = (other, other_thickness, low, max(high, end), colour)
                break
        else:
            done.append((middle, thickness, start, end, colour))
    return sorted(done, key=lambda piece: (round(piece[0], 2), piece[2]))
