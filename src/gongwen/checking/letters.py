"""Rules of 信函格式 (9704-10.1)."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.checking.colours import is_red
from gongwen.checking.drawn import Drawn, letter_rules
from gongwen.checking.page import Line, Page
from gongwen.checking.rule import Hit, page_rule
from gongwen.standard import figures
from gongwen.standard.kinds import Form
from gongwen.standard.roles import Role

__all__: list[str] = []

_NUMBERS = (Role.NUMBER, Role.LETTER_NUMBER)
_HALF = figures.TYPE_AREA_WIDTH.value / 2


@page_rule(
    "9704-10.1-g",
    "letter-number-place",
    "信函的发文字号居右",
    wrong="信函的发文字号居中",
    right="发文字号在第一条双线下、版心右边缘顶格",
    reads=_NUMBERS,
    also=("33476-9.1", "ERR-XH-04"),
)
def letter_number_place(page: Page) -> Iterator[Hit]:
    """The number of a letter stands on the right, below the first rule."""
    for line in page.of(*_NUMBERS) if page.form is Form.LETTER else ():
        said = line.format
        tabbed = "\t" in line.text and any(stop.alignment in ("right", "end") for stop in said.tabs)
        if not (said.alignment in ("right", "end") or tabbed or said.indent_left > _HALF or line.in_table):
            found = "居中" if said.alignment == "center" else "不在右边"
            yield Hit("信函的发文字号不在右边", "右对齐，右缩进 0", line, found=found, required="右边顶格")


@page_rule(
    "9704-10.1-a",
    "letter-mark-words",
    "信函的标志不加“文件”",
    wrong="信函的标志是“云岭县水务局文件”",
    right="信函的标志是“云岭县水务局”",
    reads=(Role.MARK, Role.LETTER_MARK),
    also=("ERR-XH-01",),
)
def letter_mark_words(page: Page) -> Iterator[Hit]:
    """The mark of a letter is the name of the agency alone."""
    for line in (*page.of(Role.MARK), *page.head) if page.form is Form.LETTER else ():
        words = "".join(line.words.split())
        if line.role in (Role.MARK, Role.LETTER_MARK) and words.endswith("文件"):
            yield Hit("信函的标志加了“文件”", "删去“文件”", line, found=words, required=words.removesuffix("文件"))


@page_rule(
    "9704-10.1-c",
    "letter-upper-rules",
    "信函标志下的红色双线上粗下细",
    wrong="双线是黑色，或上细下粗",
    right="标志下 4 毫米，红色双线，上粗下细",
    reads=(Role.LETTER_MARK, Role.LETTER_RULE),
    also=("ERR-XH-02",),
)
def letter_upper_rules(page: Page) -> Iterator[Hit]:
    """Below the mark the thick rule stands above the thin one."""
    yield from _double(page.head, thick_first=True)
    yield from _reversed(_pairs(page)[0], thick_first=True)


@page_rule(
    "9704-10.1-d",
    "letter-lower-rules",
    "信函首页下方的红色双线上细下粗",
    wrong="下双线上粗下细，或随页重复",
    right="距下页边 20 毫米，红色双线，上细下粗，只在首页",
    reads=(Role.LETTER_RULE,),
    also=("ERR-XH-02",),
)
def letter_lower_rules(page: Page) -> Iterator[Hit]:
    """At the foot of page one the thin rule stands above the thick one."""
    yield from _double(page.foot, thick_first=False)
    lower = _pairs(page)[1]
    yield from _reversed(lower, thick_first=False)
    if lower:
        line, figure = lower[-1].line, figures.LETTER_LOWER_RULE
        foot = line.y.mm + line.thickness.mm / 2
        if abs(foot - figure.value.mm) > figure.tolerance.mm + _THICKER:
            above = figures.PAGE_HEIGHT.value.mm
            found, part = f"距下页边 {round(above - foot, 1):g} 毫米", lower[-1].paragraph.part
            cure, required = "把线移到距下页边 20 毫米处", "距下页边 20 毫米"
            yield Hit("信函下双线的高低不对", cure, found=found, required=required, part=part)


_THICKER = 0.5
"""Millimetres by which lines that are drawn as one shape are thicker than is told."""


def _pairs(page: Page) -> tuple[list[Drawn], list[Drawn]]:
    """The rules that are drawn as lines on the upper half of the sheet, and on the lower one."""
    rules = letter_rules(page.drawn) if page.form is Form.LETTER else []
    half = figures.PAGE_HEIGHT.value.mm / 2
    return [one for one in rules if one.line.y.mm < half], [one for one in rules if one.line.y.mm >= half]


def _reversed(pair: list[Drawn], *, thick_first: bool) -> Iterator[Hit]:
    """Two lines of which the wrong one is the thick one."""
    if len(pair) != 2:
        return
    first, second = (one.line.thickness.mm for one in pair)
    if abs(first - second) > 0.1 and (first > second) is not thick_first:
        order, part = "上粗下细" if thick_first else "上细下粗", pair[0].paragraph.part
        yield Hit("信函双线的粗细反了", f"改为{order}", found="反了", required=order, part=part)


def _double(lines: tuple[Line, ...], *, thick_first: bool) -> Iterator[Hit]:
    ruled = [(line, edge) for line in lines if (edge := line.edges.bottom) is not None]
    order = "上粗下细" if thick_first else "上细下粗"
    for line, edge in ruled:
        if not is_red(edge.colour):
            yield Hit("信函的双线不是红色", "把线的颜色改为红色", line, found=edge.colour or "黑色", required="红色")
            return
    if len(ruled) == 2:
        first, second = (edge.thickness.mm for _, edge in ruled)
        if (first > second) is not thick_first:
            yield Hit("信函双线的粗细反了", f"改为{order}", ruled[0][0], found="反了", required=order)


@page_rule(
    "9704-10.1-e",
    "letter-rule-width",
    "信函的双线长 170 毫米",
    wrong="双线与版心等宽（156 毫米）",
    right="双线长 170 毫米，居中",
    reads=(Role.LETTER_MARK, Role.LETTER_RULE),
    also=("ERR-XH-02",),
)
def letter_rule_width(page: Page) -> Iterator[Hit]:
    """The rules of a letter reach beyond the type area."""
    figure = figures.LETTER_RULE_WIDTH
    for line in (*page.head, *page.foot):
        if line.edges.bottom is None or line.in_table:
            continue
        said = line.format
        wide = figures.TYPE_AREA_WIDTH.value - said.indent_left - said.indent_right
        if abs(wide.mm - figure.value.mm) > figure.tolerance.mm:
            found = f"{round(wide.mm, 1):g} 毫米"
            yield Hit("信函双线的长不对", "线所在段落的左右各伸出版心 7 毫米", line, found=found, required="170 毫米")


@page_rule(
    "9704-10.1-j",
    "letter-first-folio",
    "信函首页不显示页码",
    wrong="信函的首页有“— 1 —”",
    right="选“首页不同”，首页页脚没有页码",
    reads=(Role.FOLIO,),
    also=("ERR-YE-03",),
)
def letter_first_folio(page: Page) -> Iterator[Hit]:
    """Page one of a letter bears no folio."""
    if page.form is not Form.LETTER or not page.sections:
        return
    section = page.sections[0]
    part = section.footers.get("first" if section.first_page else "default")
    for line in page.lines_of(part) if part else ():
        if line.role is Role.FOLIO:
            yield Hit(
                "信函的首页有页码", "选“首页不同”，删去首页页脚的页码", line, found=line.words, required="没有页码"
            )


@page_rule(
    "9704-10.1-k",
    "letter-colophon",
    "信函的版记没有印发机关和分隔线",
    wrong="信函的版记有“××办公室　2026年8月25日印发”，或有线",
    right="只排抄送机关，不加线",
    reads=(Role.COLOPHON_CC, Role.COLOPHON_PRINTER),
    also=("ERR-XH-03",),
)
def letter_colophon(page: Page) -> Iterator[Hit]:
    """版记 of a letter names neither printer nor date, and has no rules."""
    if page.form is not Form.LETTER:
        return
    for line in page.of(Role.COLOPHON_PRINTER):
        yield Hit("信函的版记有印发机关和印发日期", "删去这一行", line, found="印发行", required="没有")
    for line in page.of(Role.COLOPHON_CC):
        edges = line.edges
        if edges.top is not None or edges.bottom is not None:
            yield Hit("信函的版记有分隔线", "去掉线", line, found="有线", required="没有线")
