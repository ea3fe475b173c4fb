"""Rules of the sheet: its size, its margins, the type area (9704-5.1, 5.2.1)."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import NamedTuple

from gongwen.checking.page import Page
from gongwen.checking.remedies import Aspect, Remedy
from gongwen.checking.rule import Hit, page_rule
from gongwen.ooxml.facts import Section, paragraphs_in
from gongwen.standard import figures
from gongwen.standard.figures import Figure
from gongwen.standard.profiles import COMMON, PROFILES
from gongwen.standard.roles import Role
from gongwen.standard.units import Length, Mm

__all__ = ["type_area_height"]

_EPSILON = 0.06
"""Twips and roundings of programs."""
_A4_CURE = "在页面设置里把纸张改为 A4"
_MARGINS = MappingProxyType(
    {
        "top": COMMON.top,
        "bottom": COMMON.bottom,
        "left": COMMON.left,
    }
)
_MARGIN_CURE = "在页面设置里改页边距：上 37、下 35、左 28、右 26 毫米，或上 34.58、下 32.58"


class _Sheet(NamedTuple):
    """A section's sheet, turned upright: a table that lies has its binding edge above (9704-8-b)."""

    width: Length
    height: Length
    top: Length
    bottom: Length
    left: Length
    right: Length
    lies: bool


def _sheets(page: Page) -> Iterator[_Sheet]:
    told: set[_Sheet] = set()
    for section in page.sections:
        sheet = _sheet(section)
        if sheet is not None and sheet not in told:
            told.add(sheet)
            yield sheet


def _sheet(section: Section) -> _Sheet | None:
    width, height, margins = section.width, section.height, section.margins
    if width is None or height is None:
        return None
    left = margins.left + margins.gutter
    top, bottom = Mm(abs(margins.top.mm)), Mm(abs(margins.bottom.mm))
    if width > height:
        return _Sheet(height, width, margins.right, left, top, bottom, lies=True)
    return _Sheet(width, height, top, bottom, left, margins.right, lies=False)


def type_area_height(section: Section) -> Length | None:
    """How high the text of a section may be."""
    sheet = _sheet(section)
    return None if sheet is None else sheet.height - sheet.top - sheet.bottom


def _is_near(length: Length, wanted: Length, tolerance: Length) -> bool:
    return abs(length.mm - wanted.mm) <= tolerance.mm + _EPSILON


def _mm(length: Length) -> str:
    return f"{round(length.mm, 1):g} 毫米"


@page_rule(
    "9704-5.1",
    "paper-size",
    "用 A4 纸",
    wrong="页面设置为 Letter：216 毫米×279 毫米",
    right="页面设置为 A4：210 毫米×297 毫米；横排的表格 297 毫米×210 毫米",
    also=("TL-12", "33476-6.1", "148-1", "9704-8-c", "ERR-PG-01"),
)
def paper_size(page: Page) -> Iterator[Hit]:
    """Every sheet is A4; a wide table turns the sheet, and does not take a larger one."""
    width, height = figures.PAGE_WIDTH, figures.PAGE_HEIGHT
    told: set[str] = set()
    for section in page.sections:
        sheet = _sheet(section)
        if sheet is None:
            found = "没有写明"
        elif _fits(sheet.width, width) and _fits(sheet.height, height):
            continue
        else:
            found = f"{_mm(sheet.width)}×{_mm(sheet.height)}"
        if found not in told:
            told.add(found)
            remedy = Remedy(Aspect.PAPER)
            yield Hit("纸张不是 A4", _A4_CURE, found=found, required="210 毫米×297 毫米", remedy=remedy)


def _fits(length: Length, figure: Figure) -> bool:
    return _is_near(length, figure.value, figure.tolerance)


@page_rule(
    "9704-5.2.1-a",
    "top-margin",
    "天头 37 毫米",
    wrong="上边距 25.4 毫米",
    right="上边距 37 毫米，或 34.58 毫米（首行的字落在 37 毫米处）",
    also=("33476-6.2", "AMB-01", "ERR-PG-02"),
)
def top_margin(page: Page) -> Iterator[Hit]:
    """37 mm of white above the text; software reckons it with or without the air of the first line."""
    figure = figures.TOP_MARGIN
    readings = {profile.top for profile in PROFILES.values()}
    for sheet in _sheets(page):
        if not sheet.lies and not any(_is_near(sheet.top, reading, figure.tolerance) for reading in readings):
            yield _margin_hit("上边距", sheet.top, "37 或 34.58 毫米（±1）", "top")


@page_rule(
    "9704-5.2.1-b",
    "binding-margin",
    "订口 28 毫米",
    wrong="左边距 31.8 毫米",
    right="左边距 28 毫米",
    also=("33476-6.2", "ERR-PG-02"),
)
def binding_margin(page: Page) -> Iterator[Hit]:
    """28 mm on the binding edge, a gutter included."""
    figure = figures.BINDING_MARGIN
    for sheet in _sheets(page):
        if not sheet.lies and not _fits(sheet.left, figure):
            yield _margin_hit("左边距", sheet.left, "28 毫米（±1）", "left")


@page_rule(
    "9704-5.2.1-c",
    "type-area",
    "版心 156 毫米×225 毫米",
    wrong="左边距 28 毫米、右边距 28 毫米：版心宽 154 毫米；下边距 25.4 毫米：版心高出",
    right="右边距 26 毫米，下边距 35 或 32.58 毫米",
    also=("9704-5.2.1-d", "33476-6.2", "ERR-PG-02"),
)
def type_area(page: Page) -> Iterator[Hit]:
    """The text fills 156 mm by 225 mm; where the upper or left margin is off already, that is said by its own rule."""
    width, bottom = figures.TYPE_AREA_WIDTH, figures.BOTTOM_MARGIN
    for sheet in _sheets(page):
        if not (_fits(sheet.width, figures.PAGE_WIDTH) and _fits(sheet.height, figures.PAGE_HEIGHT)):
            continue
        area = sheet.width - sheet.left - sheet.right
        right = figures.RIGHT_MARGIN
        if sheet.lies or _fits(sheet.left, figures.BINDING_MARGIN):
            fits = _is_near(area, width.value, right.tolerance)
        else:
            fits = _is_near(sheet.right, right.value, right.tolerance)
        if not fits:
            found = f"{_mm(area)}（右边距 {_mm(sheet.right)}）"
            setting = ("right", sheet.right)
            remedy = None if sheet.lies else Remedy(Aspect.MARGIN, ("right", right.value))
            yield Hit("版心的宽不对", _MARGIN_CURE, found=found, required="156 毫米", setting=setting, remedy=remedy)
        if sheet.lies:
            if not any(_is_lying_height(sheet, one.text_length) for one in PROFILES.values()):
                high = sheet.height - sheet.top - sheet.bottom
                yield Hit("横排页面版心的长不对", _MARGIN_CURE, found=_mm(high), required="225 毫米")
        elif not bottom.least.mm - _EPSILON <= sheet.bottom.mm <= bottom.most.mm + _EPSILON:
            yield _margin_hit("下边距", sheet.bottom, "35 或 32.58 毫米（31～36）", "bottom")


@page_rule(
    "9704-5.2.1-c",
    "table-width",
    "表格不宽出版心",
    wrong="表格宽 180 毫米",
    right="表格与版心等宽，156 毫米",
    reads=(Role.TABLE_CELL,),
)
def table_width(page: Page) -> Iterator[Hit]:
    """A table stays within the type area; the cells' own margins may stand beyond it, as programs set them."""
    cells = {line.paragraph.number: line for line in page.of(Role.TABLE_CELL)}
    for table in page.tables:
        inside = (
            cells.get(one.number) for row in table.rows for cell in row.cells for one in paragraphs_in(cell.blocks)
        )
        line = next((one for one in inside if one is not None), None)
        widths = [column for column in table.columns if column is not None]
        if line is None or not widths or len(widths) < len(table.columns):
            continue
        wide, area = sum(column.mm for column in widths), page.text_width(line)
        if wide > area.mm + _CELL_MARGINS:
            found, required = f"宽 {round(wide, 1):g} 毫米", f"不超过 {_mm(area)}"
            yield Hit("表格宽出版心", "调整列宽，使表格不超过版心", line, found=found, required=required)


_CELL_MARGINS = 6.0
"""Millimetres: those of the first and of the last cell, and a little that nobody sees."""


def _is_lying_height(sheet: _Sheet, wanted: Length) -> bool:
    return _is_near(sheet.height - sheet.top - sheet.bottom, wanted, figures.TYPE_AREA_WIDTH.tolerance)


def _margin_hit(what: str, value: Length, required: str, setting: str) -> Hit:
    remedy = Remedy(Aspect.MARGIN, (setting, _MARGINS[setting]))
    found = _mm(value)
    return Hit(f"{what}不对", _MARGIN_CURE, found=found, required=required, setting=(setting, value), remedy=remedy)
