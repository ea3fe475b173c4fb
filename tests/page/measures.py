"""The standard's lengths as plain millimetres, and small questions to a measured page.

Values and tolerances come from :mod:`gongwen.standard.figures`; what only the clause table of the standard gives
(bands marked 检, readings of the original figures) stands here, each under its clause.
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gongwen.standard import figures
from tests.support.page import MM_PER_PT, Box, Colour, MeasuredDocument, MeasuredLine, MeasuredPage, Rule

LEFT = figures.TYPE_AREA_LEFT.mm
RIGHT = figures.TYPE_AREA_RIGHT.mm
TOP = figures.TYPE_AREA_TOP.mm
BOTTOM = figures.TYPE_AREA_BOTTOM.mm
WIDTH = figures.TYPE_AREA_WIDTH.value.mm
CENTRE = figures.MARK_CENTRE.value.mm
OFF_CENTRE = figures.MARK_CENTRE.tolerance.mm
EDGE = figures.BINDING_MARGIN.tolerance.mm
"""5.2.1: how far the edges of the type area may be off."""
PLACE = 1.5
"""检: how far an element may stand from its place across the page (7.2.1-b, 7.3.2-a and many more)."""

CHARACTER = 5.6
"""1 字 of the body, as the figures of the standard show it: 右空二字 is 11.2, 右空四字 is 22.4."""
SMALL_CHARACTER = figures.COLOPHON_SIZE.value.mm
"""1 字 of 版记 and folio."""
DATE_SLACK = 5 * 0.2 * figures.BODY_SIZE.value.mm
"""LibreOffice 7.4 adds 0.2 em at each of a date's five joints of digits and Chinese (2026|年|11|月|23|日), although
that gap is switched off in the document; Word does not. The right end of a date is uncertain by so much."""

NEXT_LINE = (4.0, 7.0)
"""7.3.3-b, 7.3.6-a: visible gap to the line directly below (图 5.4–5.7)."""
PITCH = (10.2 - 0.02, 10.5 + 0.02)
"""5.2.3-a: distance of baselines; LibreOffice rounds a single one by up to 0.02 mm."""


class Edges(NamedTuple):
    """Where ink begins and ends on a full page."""

    first_top: tuple[float, float]
    last_bottom: tuple[float, float]


EDGES = {
    # 5.2.1-a: 37.0–38.8 is best. 5.2.3-c: 261 is best; the ink of the face used here reaches 262.7.
    "国标": Edges((TOP, 38.8), (261.0, BOTTOM + figures.TYPE_AREA_HEIGHT.tolerance.mm)),
    # 2.3 B: common practice stands up to three millimetres lower and ends up to three higher.
    "通行": Edges((36.5, 40.8), (259.0, BOTTOM + figures.TYPE_AREA_HEIGHT.tolerance.mm)),
}

FANGSONG, HEITI, KAITI, XIAOBIAOSONG, SONGTI = "FangSong", "SimHei", "KaiTi", "FZXiaoBiaoSong", "SimSun"
"""How the PDF names the standard's typefaces (tests.support.fonts.FACES)."""


def one_empty_line(gap: float) -> bool:
    """Whether a visible gap passes for 空一行, by either reading (AMB-03)."""
    return figures.ONE_EMPTY_LINE.least.mm <= gap <= figures.ONE_EMPTY_LINE.most.mm


def two_empty_lines(gap: float) -> bool:
    """Whether a visible gap passes for 空二行, by either reading (AMB-03)."""
    return figures.TWO_EMPTY_LINES.least.mm <= gap <= figures.TWO_EMPTY_LINES.most.mm


def within(band: tuple[float, float], value: float) -> bool:
    """Whether a value lies in a band."""
    return band[0] <= value <= band[1]


def is_red(colour: Colour) -> bool:
    """AMB-19: hue 345°–15°, saturation and value from 0.6."""
    hue, saturation, value = colorsys.rgb_to_hsv(*(part / 255 for part in colour))
    return (hue <= 15 / 360 or hue >= 345 / 360) and saturation >= 0.6 and value >= 0.6


def is_chinese(char: str) -> bool:
    """Whether a character is set in the Chinese font: not a digit, a letter or a half-width mark."""
    return ord(char) > 0x7F


def chinese_fonts(line: MeasuredLine) -> set[str]:
    """The fonts of a line's Chinese characters: digits may have a Latin font of their own (AMB-23)."""
    return {glyph.font for glyph in line.glyphs if is_chinese(glyph.char)}


def centre(line: MeasuredLine) -> float:
    """The middle of a line. The ink of a mark at either end fills half of its cell (11.6), so cells count then."""
    first, last = line.glyphs[0], line.glyphs[-1]
    if first.char.isalnum() and last.char.isalnum():
        return line.center_x
    return (first.origin_x + last.origin_x + last.size_pt * MM_PER_PT) / 2


def gap(upper: MeasuredLine, lower: MeasuredLine) -> float:
    """Visible gap between two lines, ink to ink."""
    return lower.top - upper.bottom


def folio(page: MeasuredPage) -> MeasuredLine:
    """页码: the last line, below the type area."""
    return page.lines[-1]


def text_lines(page: MeasuredPage) -> tuple[MeasuredLine, ...]:
    """Every line but the folio."""
    return page.lines[:-1]


def made_of(text: str, characters: str) -> bool:
    """Whether a text consists of these characters alone."""
    return bool(text) and set(text) <= set(characters)


def body_lines(page: MeasuredPage) -> tuple[MeasuredLine, ...]:
    """Lines of specimens' body text, which is all 国."""
    return tuple(line for line in text_lines(page) if made_of(line.text, "国。"))


def red_rules(page: MeasuredPage) -> list[Rule]:
    """Horizontal red rules."""
    return [rule for rule in page.rules if is_red(rule.colour)]


def black_rules(page: MeasuredPage) -> list[Rule]:
    """Horizontal rules that are not red, top to bottom: those of 版记, where the page has no table."""
    return [rule for rule in page.rules if not is_red(rule.colour)]


def colophon_lines(page: MeasuredPage) -> tuple[MeasuredLine, ...]:
    """Lines between the first and the last rule of 版记."""
    rules = black_rules(page)
    if not rules:
        return ()
    return tuple(line for line in page.lines if rules[0].y < line.box.center_y < rules[-1].y)


def lines_between(page: MeasuredPage, upper: MeasuredLine, lower: MeasuredLine) -> tuple[MeasuredLine, ...]:
    """Lines whose baselines lie strictly between those of two others."""
    return tuple(line for line in page.lines if upper.baseline < line.baseline < lower.baseline)


def line_above(page: MeasuredPage, lower: MeasuredLine) -> MeasuredLine:
    """The line directly above one."""
    return max((line for line in page.lines if line.baseline < lower.baseline - 1), key=lambda line: line.baseline)


def line_below(page: MeasuredPage, upper: MeasuredLine) -> MeasuredLine:
    """The line directly below one."""
    return min((line for line in page.lines if line.baseline > upper.baseline + 1), key=lambda line: line.baseline)


def from_line(page: MeasuredPage, first: MeasuredLine) -> Iterator[MeasuredLine]:
    """A line and those below it."""
    return (line for line in page.lines if line.baseline >= first.baseline - 0.1)


def bounds(boxes: Iterable[Box]) -> Box:
    """The box around boxes."""
    every = list(boxes)
    return Box(
        min(box.x0 for box in every),
        min(box.y0 for box in every),
        max(box.x1 for box in every),
        max(box.y1 for box in every),
    )


def pages_with_rules(document: MeasuredDocument) -> list[int]:
    """Numbers of the pages that show rules of 版记."""
    return [page.number for page in document if black_rules(page)]
