"""Rules of what a file itself fixes to the sheet or to its neighbour: boxes, frames, rules, empty lines.

What only a layout knows is measured on the drawn page (``gongwen.measuring``); here only what is off by more than
programs and fonts can differ is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.checking.colours import is_black
from gongwen.checking.edges import is_drawn
from gongwen.checking.page import Line, Page
from gongwen.checking.remedies import Aspect, Remedy
from gongwen.checking.rule import Hit, page_rule
from gongwen.ooxml.facts.drawings import BOX
from gongwen.ooxml.facts.measures import VAL, twip_length
from gongwen.ooxml.facts.shapes import top_of_box
from gongwen.ooxml.opened import Element, said_in, w
from gongwen.standard import figures
from gongwen.standard.figures import Figure
from gongwen.standard.kinds import Form
from gongwen.standard.roles import Role
from gongwen.standard.units import Length, Pt

__all__: list[str] = []

_NUMBERS = (Role.NUMBER, Role.NUMBER_AND_SIGNERS)
_COLOPHON = (Role.COLOPHON_CC, Role.COLOPHON_COPIES, Role.COLOPHON_PRINTER)
_PLACED = 5.0
"""Millimetres that the ink of a box may be off: its inner margin, the leading of its line, the font."""
_ONE_LINE = figures.LINE_PITCH.least
_TABLE, _ROW = w("tbl"), w("tr")


# ------------------------------------------------------------------ the mark


def _mark_is_high_or_low(page: Page, figure: Figure) -> Iterator[Hit]:
    for line in page.of(Role.MARK)[:1]:
        top = _top_of_ink(page, line)
        if top is not None and abs(top - figure.value.mm) > _PLACED:
            required, cure = f"距上边 {figure.value.mm:g} 毫米", "移动标志所在的文本框或图文框"
            found = f"距上边约 {round(top):g} 毫米"
            yield Hit("标志的高低不对", cure, line, found=found, required=required)


def _top_of_ink(page: Page, line: Line) -> float | None:
    """How far below the edge of the sheet the first line of a box or frame shows; None for other lines."""
    frame, size = line.format.frame, line.size
    if size is None:
        return None
    if frame is not None:
        top = frame.y if frame.below == "page" and isinstance(frame.y, Length) else None
    else:
        element = line.paragraph.element
        first = element is not None and element.getprevious() is None
        top = top_of_box(element, page.section_of(line)) if first else None
    if top is None:
        return None
    pitch = line.format.line_exact or size * 1.2
    return float(top.mm + line.format.space_before.mm + max(0.0, (pitch - size).mm / 2))


@page_rule(
    "9704-7.2.4-c",
    "mark-place",
    "标志上边缘距版心上边缘 35 毫米",
    wrong="标志的文本框距页面上边 117 毫米（旧规：上报的公文 80 毫米）",
    right="标志上边缘距页面上边 72 毫米",
    reads=(Role.MARK,),
    also=("ERR-HT-01",),
)
def mark_place(page: Page) -> Iterator[Hit]:
    """Where a box or a frame fixes the mark to the sheet, its height is told."""
    if page.form in (Form.DOCUMENT, Form.MINUTES):
        yield from _mark_is_high_or_low(page, figures.MARK_TOP)


@page_rule(
    "9704-10.1-a",
    "letter-mark-place",
    "信函的标志上边缘距上页边 30 毫米",
    wrong="信函标志的文本框距页面上边 72 毫米",
    right="信函标志上边缘距页面上边 30 毫米",
    reads=(Role.MARK,),
)
def letter_mark_place(page: Page) -> Iterator[Hit]:
    """The mark of a letter stands above the type area."""
    if page.form is Form.LETTER:
        yield from _mark_is_high_or_low(page, figures.LETTER_MARK_TOP)


@page_rule(
    "9704-10.2-a",
    "order-mark-place",
    "命令的标志上边缘距版心上边缘 20 毫米",
    wrong="命令标志的文本框距页面上边 72 毫米",
    right="命令标志上边缘距页面上边 57 毫米",
    reads=(Role.MARK,),
    also=("AMB-18",),
)
def order_mark_place(page: Page) -> Iterator[Hit]:
    """The mark of an order stands higher than that of other documents."""
    if page.form is Form.ORDER:
        yield from _mark_is_high_or_low(page, figures.ORDER_MARK_TOP)


# ------------------------------------------------------------------ empty lines


@page_rule(
    "9704-7.3.1-b",
    "room-above-title",
    "标题在红线下空二行",
    wrong="标题紧接红线",
    right="红线与标题之间空二行",
    reads=(*_NUMBERS, Role.TITLE),
)
def room_above_title(page: Page) -> Iterator[Hit]:
    """Two lines part the title from the red rule; less than one is told where the rule is a border of the number."""
    numbers, titles = page.of(*_NUMBERS), page.of(Role.TITLE)
    if page.form is not Form.DOCUMENT or not numbers or not titles or not is_drawn(numbers[-1].edges.bottom):
        return
    room = _room_between(page, numbers[-1], titles[0])
    if room is not None and room < _ONE_LINE:
        found = f"约 {round(room.mm, 1):g} 毫米" if room.mm > 1 else "没有空"
        cure, remedy = "在标题之上空二行", _remedy(titles[0], room, 2)
        yield Hit("标题与红线之间没有空二行", cure, titles[0], found=found, required="空二行", remedy=remedy)


@page_rule(
    "9704-7.3.7-c",
    "attachment-title-line",
    "附件标题在第三行",
    wrong="“附件1”的下一行就是附件标题",
    right="“附件1”与附件标题之间空一行",
    reads=(Role.ATTACHMENT_LABEL, Role.ATTACHMENT_TITLE),
)
def attachment_title_line(page: Page) -> Iterator[Hit]:
    """One line is left empty between the label of an attachment and its title; half of one is told."""
    titles = {line.paragraph.number: line for line in page.of(Role.ATTACHMENT_TITLE)}
    for label in page.of(Role.ATTACHMENT_LABEL):
        following = next((line for line in page.lines[page.lines.index(label) + 1 :] if line.words), None)
        title = None if following is None else titles.get(following.paragraph.number)
        room = None if title is None else _room_between(page, label, title)
        if title is not None and room is not None and room.mm < _ONE_LINE.mm / 2:
            cure, remedy = "在“附件”与标题之间空一行", _remedy(title, room, 1)
            yield Hit("附件标题不在第三行", cure, title, found="没有空行", required="空一行", remedy=remedy)


def _remedy(line: Line, room: Length, lines: int) -> Remedy:
    """So much more room above a line that it makes up so many lines."""
    return Remedy(Aspect.ROOM_ABOVE, line.format.space_before + _ONE_LINE * lines - room)


def _room_between(page: Page, above: Line, below: Line) -> Length | None:
    """The room that empty lines and spaces make between two lines; None where something stands between them."""
    lines = page.lines
    room = above.format.space_after + below.format.space_before
    for line in lines[lines.index(above) + 1 : lines.index(below)]:
        if line.words or line.paragraph.boxes or any(run.drawings for run in line.paragraph.runs):
            return None
        if line.in_table and above.in_table:  # cells beside the line above
            continue
        said = line.format
        pitch = said.line_exact or said.line_least or Pt(_USUAL_LINE) * (said.line_multiple or 1)
        room = room + said.space_before + pitch + said.space_after
    return room


_USUAL_LINE = 15.6
"""Points of a line of “single” height in the size that programs begin with."""


# ------------------------------------------------------------------ the last rule of 版记


@page_rule(
    "9704-7.4.1-e",
    "colophon-at-the-foot",
    "版记末条线与版心下边缘重合",
    wrong="版记的文本框停在页面中间，末条线距上边 236 毫米",
    right="末条线距页面上边 262 毫米",
    reads=_COLOPHON,
    also=("ERR-BJ-07",),
)
def colophon_at_the_foot(page: Page) -> Iterator[Hit]:
    """The last rule of 版记 stands at the foot of the type area: told where the file fixes it to the sheet."""
    lines = page.of(*_COLOPHON)
    if not lines or page.form is Form.LETTER:
        return
    foot, figure = _foot_of_table(page, lines[-1]) or _lowest_rule(page, lines[0]), figures.COLOPHON_LAST_RULE
    if foot is not None and abs(foot.mm - figure.value.mm) > _PLACED:
        found, required = f"距上边 {round(foot.mm):g} 毫米", f"距上边 {figure.value.mm:g} 毫米"
        cure = "把版记移到版心的末端（文本框或表格的位置对下边距）"
        yield Hit("版记末条线不在版心下边缘", cure, lines[-1], found=found, required=required)


def _foot_of_table(page: Page, line: Line) -> Length | None:
    """Where a table ends that is fixed to the sheet and whose rows have their heights."""
    table = line.paragraph.element
    while table is not None and table.tag != _TABLE:
        table = table.getparent()
    if table is None:
        return None
    heights = [_height(row) for row in table.iterchildren(_ROW)]
    top = _top_of_table(page, line, table)
    if top is None or any(height is None for height in heights):
        return None
    return sum((height for height in heights if height is not None), top)


def _height(row: Element) -> Length | None:
    said = said_in(row, "trPr")
    height = None if said is None else said_in(said, "trHeight")
    if height is None or height.get(w("hRule")) != "exact":
        return None
    return twip_length(height.get(VAL))


def _top_of_table(page: Page, line: Line, table: Element) -> Length | None:
    said = said_in(table, "tblPr")
    floating = None if said is None else said_in(said, "tblpPr")
    if floating is not None:
        return twip_length(floating.get(w("tblpY"))) if floating.get(w("vertAnchor")) == "page" else None
    box = table.getparent()
    alone = box is not None and box.tag == BOX and table.getprevious() is None
    return top_of_box(table, page.section_of(line)) if alone else None


def _lowest_rule(page: Page, first: Line) -> Length | None:
    """The lowest of the long black lines that are drawn beside 版记, two of them at least."""
    near = [one.line for one in page.drawn if one.paragraph.part == first.paragraph.part and one.line.on_page]
    long = [one for one in near if one.length.mm > figures.TYPE_AREA_WIDTH.value.mm * 0.9 and is_black(one.colour)]
    low = [one.y for one in long if one.y > figures.PAGE_HEIGHT.value / 2]
    return max(low) if len(low) > 1 else None
