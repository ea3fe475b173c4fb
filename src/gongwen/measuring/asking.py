"""What only a drawn page shows, asked in millimetres; and where on the pages the other findings stand.

The ways of drawing differ between programs by less than the tolerances of the figures; what is found is told with the
program that drew it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from types import MappingProxyType
from typing import NamedTuple

from gongwen.checking import Finding, Place, Report
from gongwen.checking.asking import examined
from gongwen.checking.page import BODY_ROLES, Line, Page
from gongwen.measuring.drawn import DrawnLine, DrawnPage, DrawnRule, draw
from gongwen.ooxml.facts import Facts
from gongwen.standard import figures
from gongwen.standard.figures import Figure
from gongwen.standard.grades import Grade
from gongwen.standard.kinds import Form
from gongwen.standard.roles import Role

__all__ = ["Measured", "measured"]

_COMPARED = 12
_SHORTEST_FULL_LINE = 25
_FEWEST_LINES = 6
_NEAR_SIZE = 0.6
_DATES = (Role.DATE, Role.SEALED_DATE, Role.STAMP_DATE)
_SIGNED = (Role.SIGNATORY, Role.SEALED_SIGNATORY, Role.STAMP_SIGNATORY)
_NUMBERS = (Role.NUMBER, Role.LETTER_NUMBER, Role.NUMBER_AND_SIGNERS)
_FOOT = (Role.COLOPHON_CC, Role.COLOPHON_PRINTER, Role.COLOPHON_RECIPIENTS)
_FOLIO = re.compile(r"[—－-]{1,2}\d+[—－-]{1,2}")
_MARK_TOPS: Mapping[Form, Figure] = MappingProxyType(
    {
        Form.DOCUMENT: figures.MARK_TOP,
        Form.LETTER: figures.LETTER_MARK_TOP,
        Form.ORDER: figures.ORDER_MARK_TOP,
    }
)


class _Stand(NamedTuple):
    """Where a line of the file stands: its page, and the drawn line that it begins with."""

    page: DrawnPage
    line: DrawnLine


class _Sheet(NamedTuple):
    """The pages of a file, and where the lines of each role stand on them."""

    page: Page
    drawn: Sequence[DrawnPage]
    stands: Mapping[tuple[str, int], _Stand]

    def of(self, *roles: Role) -> Iterator[tuple[Line, _Stand]]:
        """The lines of some roles that were found on the pages."""
        for line in self.page.of(*roles):
            found = self.stands.get((line.paragraph.part, line.paragraph.number))
            if found is not None:
                yield line, found


@dataclass(frozen=True)
class Measured:
    """The report with pages and millimetres, the PDF that was measured, and how many pages it has."""

    report: Report
    pdf: bytes
    pages: tuple[DrawnPage, ...]


def measured(content: bytes, report: Report) -> Measured:
    """The report of a .docx with what its drawn pages show besides, every finding at its page and its height on it.

    Raises :class:`~gongwen.DocumentError` where the machine has no office suite or it cannot read the file,
    :class:`~gongwen.MissingPackageError` without pypdfium2 (``pip install gongwen[render]``).
    """
    pdf, drawn = draw(content)
    page = examined(Facts.of(content)).page
    sheet = _Sheet(page, drawn, _stands(page, drawn))
    placed = [_placed(finding, sheet) for finding in report.findings]
    found = [finding for ask in _ASKED for finding in ask(sheet)] if report.official else []
    departures = tuple(_placed(finding, sheet) for finding in report.departures)
    return Measured(replace(report, findings=(*placed, *found), departures=departures), pdf, drawn)


def _stands(page: Page, drawn: Sequence[DrawnPage]) -> dict[tuple[str, int], _Stand]:
    """Where each line of the body stands; lines that say the same follow one another."""
    every = [(sheet, line) for sheet in drawn for line in sheet.lines]
    found: dict[tuple[str, int], _Stand] = {}
    after = 0
    for line in page.lines:
        wanted = "".join((page.facts.number_text(line.paragraph) + line.text).split())[:_COMPARED]
        if not wanted:
            continue
        at = next((i for i in (*range(after, len(every)), *range(after)) if wanted in every[i][1].text), None)
        if at is not None:
            found[line.paragraph.part, line.paragraph.number] = _Stand(*every[at])
            after = at
    return found


def _placed(finding: Finding, sheet: _Sheet) -> Finding:
    place = finding.place
    stand = None if place.paragraph is None else sheet.stands.get((place.part, place.paragraph - 1))
    return finding if stand is None else replace(finding, place=_on(place, stand.page, stand.line.box.top))


def _on(place: Place, page: DrawnPage, y: float) -> Place:
    return replace(place, page=page.number, mm=round(y, 1))


# ---------------------------------------------------------------------------------- what is asked


def _told(  # noqa: PLR0913, PLR0917 - a finding has as many properties
    row: str, name: str, grade: Grade, place: Place, message: str, cure: str, found: str, required: str, text: str = ""
) -> Finding:
    return Finding(row, name, grade.value, row, message, cure, place, text, found, required, code="drawn")


def _off(value: float, figure: Figure) -> bool:
    return abs(value - figure.value.mm) > figure.tolerance.mm


def _mm(value: float) -> str:
    return f"{round(value, 1):g} 毫米"


def _place_of(sheet: _Sheet, line: Line, page: DrawnPage, y: float) -> Place:
    role = None if line.role is None else line.role.value.removeprefix("公文")
    return _on(Place(line.paragraph.part, line.paragraph.number + 1, role), page, y)


def _page_place(sheet: _Sheet, page: DrawnPage, y: float) -> Place:
    return _on(Place(sheet.page.facts.opened.main), page, y)


def _lines_a_page(sheet: _Sheet) -> Iterator[Finding]:
    """22 lines fill a page (5.2.3): told from how far lines of the text are apart."""
    for page in sheet.drawn:
        body = [line for line in page.lines if abs(line.size - figures.BODY_SIZE.value.pt) < _NEAR_SIZE]
        apart = [below.baseline - above.baseline for above, below in pairwise(body)]
        close = [gap for gap in apart if gap < 1.5 * figures.LINE_PITCH.most.mm]
        if len(close) < _FEWEST_LINES:
            continue
        number = figures.TYPE_AREA_HEIGHT.value.mm / median(close)
        if not 20.8 < number < 23.3:
            place = _page_place(sheet, page, body[0].box.top)
            cure = "把行距改为固定值 28.95 磅（上下边距 37、35 毫米时）或 29.6 磅"
            found = f"一面 {number:.1f} 行（行距 {_mm(median(close))}）"
            row = "9704-5.2.3-a"
            yield _told(row, "每面 22 行", Grade.USUAL, place, "排出来的行数不对", cure, found, "每面 22 行")
            return


def _characters_a_line(sheet: _Sheet) -> Iterator[Finding]:
    """28 characters fill a line (5.2.3): told from how far characters are apart in lines that are full."""
    for page in sheet.drawn:
        full = [line for line in page.lines if len(line.text) >= _SHORTEST_FULL_LINE]
        body = [line for line in full if abs(line.size - figures.BODY_SIZE.value.pt) < _NEAR_SIZE]
        if len(body) < _FEWEST_LINES:
            continue
        number = figures.TYPE_AREA_WIDTH.value.mm / median(line.advance for line in body)
        if not 26.7 < number < 29.3:
            place = _page_place(sheet, page, body[0].box.top)
            cure, found = "把字符间距改为紧缩 0.25 磅，缩放改为 100%", f"一行 {number:.1f} 字"
            row = "9704-5.2.3-b"
            yield _told(row, "每行 28 字", Grade.USUAL, place, "排出来的字数不对", cure, found, "每行 28 字")
            return


def _mark(sheet: _Sheet) -> Iterator[Finding]:
    """The upper edge of the mark (7.2.4-c; 10.1-b, 10.2-a)."""
    figure = _MARK_TOPS.get(sheet.page.form) if sheet.page.form is not None else None
    for line, (page, drawn) in list(sheet.of(Role.MARK, Role.JOINT_MARK))[:1]:
        if figure is None or page.number != 1 or not _off(drawn.box.top, figure):
            continue
        place = _place_of(sheet, line, page, drawn.box.top)
        cure = "调整标志的段前间距"
        required = f"距上边 {_mm(figure.value.mm)}"
        found, name = f"距上边 {_mm(drawn.box.top)}", "发文机关标志上边缘的位置"
        yield _told(figure.clause, name, Grade.USUAL, place, "标志的高低不对", cure, found, required, line.words)


def _red_rule(sheet: _Sheet) -> Iterator[Finding]:
    """The red rule stands 4 mm below the number and is as wide as the type area (7.2.7)."""
    if sheet.page.form is not Form.DOCUMENT:
        return
    for line, (page, drawn) in list(sheet.of(*_NUMBERS))[:1]:
        below = [rule for rule in page.rules if rule.red and rule.y > drawn.baseline]
        if not below:
            continue
        rule, name = below[0], "版头的分隔线"
        place = _place_of(sheet, line, page, rule.y)
        gap = rule.y - rule.thickness / 2 - drawn.box.bottom
        if _off(gap, figures.RULE_BELOW_NUMBER):
            found, required = f"在字号下 {_mm(gap)}", "在字号下 4 毫米"
            cure, row = "调整线与文字的距离", figures.RULE_BELOW_NUMBER.clause
            yield _told(row, name, Grade.MUST, place, "红线与发文字号的距离不对", cure, found, required, line.words)
        if _off(rule.length, figures.RED_RULE_WIDTH):
            found, row = f"长 {_mm(rule.length)}", figures.RED_RULE_WIDTH.clause
            yield _told(row, name, Grade.MUST, place, "红线与版心不等宽", "使线与版心等宽", found, "长 156 毫米")


def _colophon(sheet: _Sheet) -> Iterator[Finding]:
    """The last rule of 版记 stands at the foot of the type area (7.4.1-e)."""
    found = list(sheet.of(*_FOOT))
    if not found or sheet.page.form is Form.LETTER:
        return
    line, (page, drawn) = found[-1]
    below = [rule for rule in page.rules if not rule.red and rule.y > drawn.baseline]
    if below and _off(below[-1].y, figures.COLOPHON_LAST_RULE):
        last: DrawnRule = below[-1]
        place, figure = _place_of(sheet, line, page, last.y), figures.COLOPHON_LAST_RULE
        cure = "把版记移到版心的末端（文本框或表格的位置对下边距）"
        told, required = f"距上边 {_mm(last.y)}", f"距上边 {_mm(figure.value.mm)}"
        name, message = "版记在版心最后", "版记末条线不在版心下边缘"
        yield _told(figure.clause, name, Grade.MUST, place, message, cure, told, required)


def _folios(sheet: _Sheet) -> Iterator[Finding]:
    """The dash of the folio stands 7 mm below the type area (7.5-c)."""
    figure = figures.FOLIO_DASH
    for page in sheet.drawn:
        for line in page.lines[-2:]:
            if not _FOLIO.fullmatch(line.text):
                continue
            box = line.glyphs[0].box
            y = (box.top + box.bottom) / 2
            if _off(y, figure):
                place, found = _page_place(sheet, page, y), f"距上边 {_mm(y)}"
                cure, required = "调整页脚的距离", f"距上边 {_mm(figure.value.mm)}（版心下边缘之下 7 毫米）"
                name, message = "页码一字线距版心下边缘 7 毫米", "页码的高低不对"
                yield _told(figure.clause, name, Grade.MUST, place, message, cure, found, required, line.text)
                return


def _signature_page(sheet: _Sheet) -> Iterator[Finding]:
    """The page of the signature shows text (7.3.5.5)."""
    for line, (page, drawn) in list(sheet.of(*_DATES))[:1]:
        text = [one for _, (other, one) in sheet.of(*BODY_ROLES) if other is page and one.baseline < drawn.baseline]
        goes_on = any(
            abs(one.size - figures.BODY_SIZE.value.pt) < _NEAR_SIZE and len(one.text) >= _SHORTEST_FULL_LINE
            for one in page.lines
            if one.baseline < drawn.baseline
        )
        if page.number > 1 and not text and not goes_on:
            place = _place_of(sheet, line, page, drawn.box.top)
            cure = "调整行距、字距，使印章、署名与正文同处一面"
            name, message = "署名、日期与正文同处一面", "署名和日期所在的一面没有正文"
            row = "9704-7.3.5.5"
            yield _told(row, name, Grade.MUST, place, message, cure, "没有正文", "至少有一行正文", line.words)


def _seals(sheet: _Sheet) -> Iterator[Finding]:
    """A seal stands within a line of the text and over the date (7.3.5.1-f)."""
    for line, (page, drawn) in list(sheet.of(Role.SEALED_DATE))[:1]:
        over = [box for box in page.pictures if box.x0 < drawn.box.x1 and drawn.box.x0 < box.x1]
        for seal in [box for box in over if box.top < drawn.box.top < box.bottom + 15]:
            if not seal.top < drawn.box.bottom <= seal.bottom + 1:
                place = _place_of(sheet, line, page, seal.top)
                cure, found = "移动印章，使它下压成文日期", "没有压到日期"
                name, row = "印章下压成文日期", "9704-7.3.5.1-c"
                yield _told(row, name, Grade.MUST, place, "印章的位置不对", cure, found, "下压成文日期", line.words)


_ASKED: tuple[Callable[[_Sheet], Iterator[Finding]], ...] = (
    _lines_a_page,
    _characters_a_line,
    _mark,
    _red_rule,
    _colophon,
    _folios,
    _signature_page,
    _seals,
)
