"""Pages as an office suite draws them: lines of text and rules, in millimetres from the upper left corner."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from gongwen.errors import DocumentError, Fault, packages_needed
from gongwen.office import converted, office_program
from gongwen.standard.units import Pt

__all__ = ["Box", "DrawnLine", "DrawnPage", "DrawnRule", "draw", "no_office"]

_POINT = Pt(1).mm
_ON_ONE_BASELINE = 0.8
_THICKEST_RULE, _SHORTEST_RULE = 1.2, 20.0
_MOST_PAGES = 500


class Box(NamedTuple):
    """A box on the page, in millimetres."""

    x0: float
    top: float
    x1: float
    bottom: float


class _Glyph(NamedTuple):
    char: str
    size: float
    box: Box
    origin_x: float
    baseline: float
    red: bool


@dataclass(frozen=True)
class DrawnLine:
    """Glyphs on one baseline."""

    glyphs: tuple[_Glyph, ...]

    @cached_property
    def text(self) -> str:
        """The characters without blanks."""
        return "".join(one.char for one in self.glyphs)

    @cached_property
    def box(self) -> Box:
        """The box of the ink."""
        boxes = [one.box for one in self.glyphs]
        return Box(
            min(one.x0 for one in boxes),
            min(one.top for one in boxes),
            max(one.x1 for one in boxes),
            max(one.bottom for one in boxes),
        )

    @property
    def baseline(self) -> float:
        """The baseline, from the upper edge of the sheet."""
        return self.glyphs[0].baseline

    @cached_property
    def size(self) -> float:
        """The size of most of the glyphs, in points."""
        return Counter(round(one.size, 1) for one in self.glyphs).most_common(1)[0][0]

    @property
    def red(self) -> bool:
        """Whether most of it is red."""
        return 2 * sum(one.red for one in self.glyphs) > len(self.glyphs)

    @property
    def advance(self) -> float:
        """How far one character is from the next, in most places."""
        starts = [one.origin_x for one in self.glyphs]
        return median(right - left for left, right in pairwise(starts)) if len(starts) > 1 else 0.0


class DrawnRule(NamedTuple):
    """A horizontal rule: ``y`` is its middle."""

    y: float
    x0: float
    x1: float
    thickness: float
    red: bool

    @property
    def length(self) -> float:
        """How long it is."""
        return self.x1 - self.x0


@dataclass(frozen=True)
class DrawnPage:
    """One page and what stands on it, from the top."""

    number: int
    width: float
    height: float
    lines: tuple[DrawnLine, ...]
    rules: tuple[DrawnRule, ...]
    pictures: tuple[Box, ...]


def draw(content: bytes) -> tuple[bytes, tuple[DrawnPage, ...]]:
    """A .docx as PDF, and its pages. Raises :class:`~gongwen.DocumentError` where the machine has no office suite, or
    it cannot read the file, :class:`~gongwen.MissingPackageError` without pypdfium2."""
    with packages_needed():
        import pypdfium2 as pdfium  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415
    program = office_program()
    if program is None:
        raise DocumentError(no_office())
    pdf = converted(content, ".docx", "pdf", program)
    document = pdfium.PdfDocument(pdf)
    try:
        return pdf, tuple(_page(document[at], at + 1) for at in range(min(len(document), _MOST_PAGES)))
    finally:
        document.close()


def no_office() -> Fault:
    """What is to be told where there is no office suite."""
    cure = "装上 LibreOffice（命令 soffice 要找得到），或去掉 --render"
    return Fault("no-office", "量页面要靠 LibreOffice 排版，这台机器上没有", cure)


def _page(page: Any, number: int) -> DrawnPage:
    width, height = page.get_size()
    glyphs = list(_glyphs(page, height))
    rules, pictures = _objects(page, height)
    return DrawnPage(number, width * _POINT, height * _POINT, tuple(_lines(glyphs)), tuple(rules), tuple(pictures))


def _glyphs(page: Any, height: float) -> Iterator[_Glyph]:
    from pypdfium2 import raw  # noqa: PLC0415 - draw sees to it

    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    for at in range(text.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(text, at))
        if not char.strip() or raw.FPDFText_IsGenerated(text, at) == 1:
            continue
        left, bottom, right, top = text.get_charbox(at)
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        raw.FPDFText_GetFillColor(text, at, red, green, blue, alpha)
        box = Box(left * _POINT, (height - top) * _POINT, right * _POINT, (height - bottom) * _POINT)
        is_red = red.value > 128 and green.value < 100 and blue.value < 100
        size = raw.FPDFText_GetFontSize(text, at)
        yield _Glyph(char, size, box, x.value * _POINT, (height - y.value) * _POINT, is_red)


def _lines(glyphs: list[_Glyph]) -> Iterator[DrawnLine]:
    group: list[_Glyph] = []
    for glyph in sorted(glyphs, key=lambda one: (one.baseline, one.origin_x)):
        if group and glyph.baseline - group[0].baseline > _ON_ONE_BASELINE:
            yield DrawnLine(tuple(sorted(group, key=lambda one: one.origin_x)))
            group = []
        group.append(glyph)
    if group:
        yield DrawnLine(tuple(sorted(group, key=lambda one: one.origin_x)))


def _objects(page: Any, height: float) -> tuple[list[DrawnRule], list[Box]]:
    from pypdfium2 import raw  # noqa: PLC0415 - draw sees to it

    rules: list[DrawnRule] = []
    pictures: list[Box] = []
    for item in page.get_objects(max_depth=4):
        left, bottom, right, top = item.get_bounds()
        box = Box(left * _POINT, (height - top) * _POINT, right * _POINT, (height - bottom) * _POINT)
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            pictures.append(box)
        elif item.type == raw.FPDF_PAGEOBJ_PATH:
            thick = box.bottom - box.top
            if thick <= _THICKEST_RULE and box.x1 - box.x0 >= _SHORTEST_RULE:
                rules.append(DrawnRule((box.top + box.bottom) / 2, box.x0, box.x1, thick, _is_red(item, raw)))
    return sorted(rules), pictures


def _is_red(item: Any, raw: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    for get in (raw.FPDFPageObj_GetStrokeColor, raw.FPDFPageObj_GetFillColor):
        if get(item, red, green, blue, alpha) and red.value > 128 and green.value < 100 and blue.value < 100:
            return True
    return False
