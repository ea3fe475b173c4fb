"""The millimetres of a realistic document: mark, red rule, 版记, folios, signature, seal and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import gongwen
from gongwen.standard import figures
from gongwen.standard.kinds import Form
from tests.page.measures import BOTTOM, EDGE, LEFT, PLACE, RIGHT, TOP, black_rules, is_red, red_rules
from tests.page.realistic.looking import Seen, unspaced
from tests.page.turned import is_lying
from tests.support.engines import Engine
from tests.support.page import MeasuredLine

__all__ = ["colophon", "first_page", "folios", "head", "signature", "table_rules"]

_MARK_TOPS = {
    Form.DOCUMENT: figures.MARK_TOP,
    Form.MINUTES: figures.MARK_TOP,
    Form.ORDER: figures.ORDER_MARK_TOP,
    Form.LETTER: figures.LETTER_MARK_TOP,
}
_DATE_EDGE = RIGHT + 0.5


def head(seen: Seen, engine: Engine) -> Iterator[str]:
    """The mark begins where its form says; the red rule stands 4 mm under the number."""
    document, page = seen.source.document, seen.document[0]
    if document.form not in _MARK_TOPS:
        return
    top = _MARK_TOPS[document.form]
    marks = [line for line in page.lines if is_red(line.colour)]
    if not marks:
        yield "there is no red mark"
        return
    # Joint documents have 文件 beside the names, in the middle of their block.
    highest = min(line.top for line in marks)
    if abs(highest - top.value.mm) > top.tolerance.mm:
        yield f"the mark's top is at {highest:.1f}, not {top.value.mm:g}"
    # ONLYOFFICE does not know w:w, so a long mark is wider there; it must stay on its line and on the sheet.
    wide = min(line.x0 for line in marks) < LEFT - PLACE or max(line.x1 for line in marks) > RIGHT + PLACE
    if wide and engine != "onlyoffice":
        yield f"the mark reaches from {min(line.x0 for line in marks):.1f} to {max(line.x1 for line in marks):.1f}"
    if len(document.issuers) == 1 and len(marks) != 1:
        yield f"the mark has {len(marks)} lines"
    if document.form is Form.DOCUMENT:
        yield from _rule_below_number(seen, page.lines)


def _rule_below_number(seen: Seen, lines: tuple[MeasuredLine, ...]) -> Iterator[str]:
    number = str(seen.source.document.number)
    line = next((line for line in lines if number in line.text), None)
    rules = red_rules(seen.document[0])
    if line is None or len(rules) != 1:
        yield f"number {'missing' if line is None else 'there'}, {len(rules)} red rules"
        return
    below, gap = figures.RULE_BELOW_NUMBER, rules[0].top - line.bottom
    if abs(gap - below.value.mm) > below.tolerance.mm:
        yield f"the red rule is {gap:.1f} mm under the number"
    if abs(rules[0].x0 - LEFT) > PLACE or abs(rules[0].x1 - RIGHT) > PLACE:
        yield f"the red rule reaches from {rules[0].x0:.1f} to {rules[0].x1:.1f}"


def colophon(seen: Seen, engine: Engine) -> Iterator[str]:
    """版记 stands whole at the foot of the last page, between rules of the type area's width (7.4)."""
    page, rows = seen.colophon_page, _rows_of_colophon(seen)
    if page is None or not rows:
        if (page is None) != (not rows):
            yield "there is no 版记" if page is None else f"版记 on page {page.number} of a document that has none"
        return
    last = next(page for page in reversed(seen.document.pages) if page.lines)
    if page is not last:
        yield f"版记 on page {page.number} of {last.number}"
    # ONLYOFFICE draws no blank page.
    if seen.source.even and page.number % 2 and engine != "onlyoffice":
        yield f"版记 on page {page.number}, which is odd"
    bottom = max(line.bottom for line in seen.colophon)
    if seen.source.document.form is not Form.LETTER:
        yield from _rules_of_colophon(seen, page.number, rows)
    elif abs(bottom - BOTTOM) > 3:
        yield f"抄送 ends at {bottom:.1f}"


def _rules_of_colophon(seen: Seen, number: int, rows: int) -> Iterator[str]:
    rules, end = seen.rules, figures.COLOPHON_LAST_RULE
    if len(rules) != rows + 1:
        yield f"{len(rules)} rules for {rows} rows of 版记 on page {number}"
        return
    if abs(rules[-1].y - end.value.mm) > end.tolerance.mm:
        yield f"the last rule is at {rules[-1].y:.1f}"
    for rule in rules:
        if abs(rule.x0 - LEFT) > PLACE or abs(rule.x1 - RIGHT) > PLACE:
            yield f"a rule of 版记 reaches from {rule.x0:.1f} to {rule.x1:.1f}"
    if any(line.top < rules[0].y or line.bottom > rules[-1].y for line in seen.colophon):
        yield "rows of 版记 lie outside of its rules"
    for page, line in seen.flow:
        if page == number and line.bottom > rules[0].top and line.top < rules[-1].bottom:
            yield f"{line.text[:12]!r} stands among the rows of 版记"


def _rows_of_colophon(seen: Seen) -> int:
    """How many rows between rules 版记 has; those above one another without a rule count as one."""
    document = seen.source.document
    above = bool(document.cc) or any(re.match("主送[：:]", line.text) for line in seen.colophon)
    return above + bool(document.copies) + bool(document.printer)


def folios(seen: Seen, engine: Engine) -> Iterator[str]:
    """Every page has its folio on the outer side, 7 mm under the type area, but not a letter's first (10.1-j).

    Nor has a blank page before that of 版记, nor that page (7.5-e).
    """
    unnumbered = {1} if seen.source.document.form is Form.LETTER else set()
    inked = {number for number, _ in seen.flow} | {page.number for page in seen.document if page is seen.colophon_page}
    blank = {page.number for page in seen.document} - inked
    page = seen.colophon_page
    alone = page is not None and not any(number == page.number for number, _ in seen.flow)
    if page is not None and (blank or (engine == "onlyoffice" and seen.source.even and alone and page.number % 2)):
        unnumbered |= blank | {page.number}
    for page in seen.document:
        line = seen.folios.get(page.number)
        if (line is None) != (page.number in unnumbered):
            yield f"page {page.number} of {len(seen.document)} is {'not ' if line is None else ''}numbered"
        elif line is not None:
            yield from _folio(page.number, line)


def _folio(number: int, line: MeasuredLine) -> Iterator[str]:
    if line.text != f"—{number}—":
        yield f"page {number} reads {line.text}"
    dash = figures.FOLIO_DASH
    if abs(line.glyphs[0].box.center_y - dash.value.mm) > dash.tolerance.mm + 0.5:
        yield f"the dash of page {number} is at {line.glyphs[0].box.center_y:.1f}"
    side = RIGHT - line.x1 if number % 2 else line.x0 - LEFT
    if not 3.5 <= side <= 8:
        yield f"the folio of page {number} stands {side:.1f} mm from the {'right' if number % 2 else 'left'}"


def signature(seen: Seen) -> Iterator[str]:
    """The page of the date shows text; the date ends inside the type area, and the seal lies there, on its page."""
    document = seen.source.document
    if document.form is Form.MINUTES or document.date is None:
        return
    if not seen.dates:
        yield "there is no line with 成文日期 alone"
        return
    number, date = seen.dates[-1] if not document.attachments else seen.dates[0]
    page = seen.document[number - 1]
    if date.x1 > _DATE_EDGE:
        yield f"the date ends at {date.x1:.1f}"
    for line in seen.colophon:
        if line.text.endswith("印发") and line.x1 > _DATE_EDGE:
            yield f"the day of printing ends at {line.x1:.1f}"
    body = tuple(unspaced(text) for text in seen.source.paragraphs[: seen.source.of_the_body])
    above = [line for at, line in seen.flow if at == number and line.baseline < date.baseline]
    shows_text = any(seen.is_text(line, body) or seen.is_table(page, line) for line in above)
    if not shows_text and not _is_one_line(seen) and _has_room(seen, number):
        yield f"page {number} has the signature and no text"
    wanted = [seal for seal in document.seals if seal.data]
    images = [(at.number, image) for at in seen.document for image in at.images]
    if len(images) != len(wanted):
        yield f"{len(images)} seals on the page, not {len(wanted)}"
    for at, image in images:
        if at != number:
            yield f"a seal is on page {at}, the date on page {number}"
        if image.y0 < TOP - EDGE or image.y1 > BOTTOM + EDGE or image.x0 < LEFT - EDGE or image.x1 > RIGHT + EDGE:
            yield f"a seal lies at {image.x0:.1f}–{image.x1:.1f}, {image.y0:.1f}–{image.y1:.1f}"


def _is_one_line(seen: Seen) -> bool:
    """Whether the body is one line, which page one must show (7.3.3-a) whatever follows."""
    text = seen.source.paragraphs[: seen.source.of_the_body]
    return len(text) == 1 and len(seen.starts(text[0])) == 1


def _least_above(seen: Seen, number: int) -> float:
    """mm of the least that can go from the end of the text to the page of that number.

    A line, its heading with it; of a table the last row, below its heading row.
    """
    pitch = figures.TYPE_AREA_HEIGHT.value.mm / figures.LINES_PER_PAGE.value
    blocks: Sequence[object] = seen.source.document.body
    heads = False
    while blocks and isinstance(section := blocks[-1], gongwen.Section):
        heads, blocks = not section.run_in and len(section.blocks) == 1, section.blocks
    if blocks and isinstance(blocks[-1], gongwen.Table) and number > 1:
        rules = sorted({round(rule.y, 1) for rule in black_rules(seen.document[number - 2])})
        if len(rules) > 2:
            return rules[1] - rules[0] + rules[-1] - rules[-2] + pitch
    return pitch * (2 if heads else 1)


def _has_room(seen: Seen, number: int) -> bool:
    """Whether the least of the text, the whole 附件说明 and the signature find room on one page."""
    starts = [at for at, (_, line) in enumerate(seen.flow) if line.text.startswith("附件：")]
    if not seen.source.document.attachments or not starts:
        return True
    ends = next(at for at, found in enumerate(seen.flow) if found in seen.dates)
    note = [line for at, line in seen.flow[starts[0] : ends] if at < number]
    bottoms = [line.bottom for at, line in seen.flow if at == number]
    bottoms += [image.y1 for image in seen.document[number - 1].images]
    pitch = figures.TYPE_AREA_HEIGHT.value.mm / figures.LINES_PER_PAGE.value
    return max(bottoms) + (len(note) + 1) * pitch + _least_above(seen, number) <= BOTTOM


def first_page(seen: Seen) -> Iterator[str]:
    """公文首页必须显示正文 (7.3.3-a)."""
    body = tuple(unspaced(text) for text in seen.source.paragraphs[: seen.source.of_the_body])
    if not any(number == 1 and seen.is_text(line, body) for number, line in seen.flow):
        yield "the first page shows no text"


def table_rules(seen: Seen) -> Iterator[str]:
    """The rules of tables lie in the type area, also where they go on on another page."""
    for page in seen.document:
        for rule in page.vertical_rules:
            top, bottom = (TOP, BOTTOM) if not is_lying(page) else (LEFT - EDGE, page.height_mm)
            if rule.y0 < top - EDGE or rule.y1 > bottom + EDGE:
                yield f"page {page.number}: a table from {rule.y0:.1f} to {rule.y1:.1f}"
                break
