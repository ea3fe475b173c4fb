"""What must hold of a realistic document's pages, each as a generator of faults.

A fault is a sentence that says what is wrong and where; a document without fault yields none.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from gongwen.standard import figures
from gongwen.standard.kinds import Form
from tests.page.measures import BOTTOM, EDGE, LEFT, PLACE, RIGHT, TOP, is_red, red_rules
from tests.page.realistic.looking import Drawn, Seen, unspaced
from tests.page.turned import is_lying
from tests.support.engines import Engine
from tests.support.page import Box, MeasuredLine

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARK_TOPS = {
    Form.DOCUMENT: figures.MARK_TOP,
    Form.MINUTES: figures.MARK_TOP,
    Form.ORDER: figures.ORDER_MARK_TOP,
    Form.LETTER: figures.LETTER_MARK_TOP,
}
_DATE_EDGE = RIGHT + 0.5
_HANGING = frozenset("，。、；：！？）》〉”’〕］%")
_FIGURE = re.compile(r"\d[\d,.]*%?")
_CENTRED = 1.0
"""mm by which ONLYOFFICE sets text lower: it centres it in an exact line, where Word and LibreOffice do not."""
_SAME_PLACE = 0.5
"""mm between the places of one thing in two engines."""


# The file


def paragraphs_in_parts(drawn: Drawn) -> Iterator[str]:
    """Each paragraph of the source must be exactly one ``w:p``, in order, its text untouched."""
    with zipfile.ZipFile(io.BytesIO(drawn.docx)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    written = [_own_text(paragraph) for paragraph in root.iter(f"{_W}p")]
    at = 0
    for number, paragraph in enumerate(drawn.source.paragraphs, start=1):
        found = next((index for index in range(at, len(written)) if written[index] == paragraph), None)
        if found is None:
            yield f"paragraph {number} of {len(paragraph)} characters is no w:p of its own: {paragraph[:20]}…"
        else:
            at = found + 1


def _own_text(paragraph: etree._Element) -> str:
    own = (
        element
        for element in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br")
        if next(element.iterancestors(f"{_W}p")) is paragraph
    )
    return "".join(element.text or "" if element.tag == f"{_W}t" else "\t" for element in own)


# Nothing lost


def lost(seen: Seen) -> Iterator[str]:
    """Every character of the source must be on the page, and each paragraph's in order."""
    text, at = seen.text, 0
    for number, paragraph in enumerate(seen.source.paragraphs, start=1):
        wanted = unspaced(paragraph)
        found = text.find(wanted, at)
        if found < 0:
            reached = _reached(text, wanted, at)
            have, rest = wanted[max(0, reached - 8) : reached], wanted[reached : reached + 8]
            yield f"paragraph {number} is not whole: after {have!r} {rest!r} is missing"
        else:
            at = found + len(wanted)
    everything = text + "".join(line.text for line in seen.colophon)
    for word in seen.source.words:
        if unspaced(word) not in everything and not _in_pieces(word, everything):
            yield f"{word!r} is not on the page"
    there = Counter(everything)
    wanted_characters = Counter(unspaced("".join((*seen.source.paragraphs, *seen.source.words, *seen.source.cells))))
    missing = {char: count - there[char] for char, count in wanted_characters.items() if count > there[char]}
    if missing:
        yield f"characters are missing: {missing}"


def _reached(text: str, wanted: str, at: int) -> int:
    """How many of the first characters of a text stand together."""
    low, high = 0, len(wanted)
    while low < high:
        middle = (low + high + 1) // 2
        if text.find(wanted[:middle], at) >= 0:
            low = middle
        else:
            high = middle - 1
    return low


def _in_pieces(word: str, text: str) -> bool:
    """Whether each part of a name written with a blank stands there (职务　姓名), or a name of two characters apart."""
    parts = word.split()
    return len(parts) > 1 and all(part in text for part in parts)


def parted_figures(seen: Seen) -> Iterator[str]:
    """A figure in a cell must stand on one line."""
    there = Counter(found for line in seen.cell_lines for found in _FIGURE.findall(line))
    wanted = Counter(found for cell in seen.source.cells for found in _FIGURE.findall(cell))
    parted = {figure: count - there[figure] for figure, count in wanted.items() if there[figure] < count}
    if parted:
        yield f"figures of tables are on no line: {list(parted.items())[:5]}"


# Nothing off the page


def off_the_page(seen: Seen, engine: Engine) -> Iterator[str]:
    """Every character must lie on the sheet, and those of the text inside the type area."""
    for page in seen.document:
        for glyph in page.glyphs:
            if glyph.x0 < 0 or glyph.y0 < 0 or glyph.x1 > page.width_mm or glyph.y1 > page.height_mm:
                yield f"page {page.number}: {glyph.char} at {glyph.x0:.1f}, {glyph.y0:.1f} is off the sheet"
    for number, line in seen.flow:
        if is_lying(seen.document[number - 1]) or is_red(line.colour):
            continue
        # LibreOffice 7.4 reads overflowPunct the wrong way round, so that a mark may hang in the margin.
        inked = [glyph for glyph in line.glyphs if engine != "libreoffice" or glyph.char not in _HANGING]
        if any(glyph.x0 < LEFT - EDGE or glyph.x1 > RIGHT + EDGE for glyph in inked):
            yield f"page {number}: {line.text[-12:]!r} reaches from {line.x0:.1f} to {line.x1:.1f}"
        if line.bottom > _foot(seen, number) + EDGE + (_CENTRED if engine == "onlyoffice" else 0):
            yield f"page {number}: {line.text[:12]!r} ends at {line.bottom:.1f}"


def _foot(seen: Seen, number: int) -> float:
    """Where text must end: the first page of a letter goes down to its lower rules."""
    if number == 1 and seen.source.document.form is Form.LETTER:
        return figures.LETTER_LOWER_RULE.value.mm - figures.LETTER_ELEMENT_GAP.value.mm
    return BOTTOM


def clipped(seen: Seen) -> Iterator[str]:
    """What a line's outlines reach must be inked: an exact line that is too low cuts characters off."""
    for page in seen.document:
        for line in page.lines:
            ink = page.ink_box("any", _around(line.box), dpi=_DPI)
            if ink is None or ink.height < line.height - _UNSHARP:
                seen_height = 0.0 if ink is None else ink.height
                yield f"page {page.number}: {line.text[:12]!r} shows {seen_height:.1f} of {line.height:.1f} mm"
        page.forget_rasters()


_DPI, _UNSHARP = 72, 0.9


def _around(box: Box) -> tuple[float, float, float, float]:
    return (box.x0 - 0.3, box.y0 - 0.3, box.x1 + 0.3, box.y1 + 0.3)


# Millimetres


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


def signature(seen: Seen, engine: Engine) -> Iterator[str]:
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
    if not any(seen.is_text(line, body) or seen.is_table(page, line) for line in above) and _has_room(seen, number):
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


def _has_room(seen: Seen, number: int) -> bool:
    """Whether a line of text, the whole 附件说明 and the signature find room on one page."""
    starts = [at for at, (_, line) in enumerate(seen.flow) if line.text.startswith("附件：")]
    if not seen.source.document.attachments or not starts:
        return True
    ends = next(at for at, found in enumerate(seen.flow) if found in seen.dates)
    note = [line for at, line in seen.flow[starts[0] : ends] if at < number]
    page = [*(line for at, line in seen.flow if at == number), *seen.document[number - 1].images]
    bottom = max(line.bottom if isinstance(line, MeasuredLine) else line.y1 for line in page)
    pitch = figures.TYPE_AREA_HEIGHT.value.mm / figures.LINES_PER_PAGE.value
    return bottom + (len(note) + 2) * pitch <= BOTTOM


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


# Engines


def difference(drawn: Drawn, one: Engine, other: Engine) -> Iterator[str]:
    """Two engines must agree in pages, in where lines of text begin, in the place of 版记 and of the folios.

    What ONLYOFFICE does not know is left out (:func:`_beyond_onlyoffice`). Where such a paragraph takes another number
    of lines for it, all that follows may stand elsewhere; then only the lines of the other paragraphs are compared.
    """
    first, second = drawn.seen(one), drawn.seen(other)
    loose = loose_paragraphs(drawn.docx)
    moved = False
    for number, paragraph in enumerate(drawn.source.paragraphs, start=1):
        text, starts, twins = unspaced(paragraph), first.starts(paragraph), second.starts(paragraph)
        if starts == twins:
            continue
        if paragraph in loose or any(_beyond_onlyoffice(text, at) for at in {*starts, *twins}):
            moved = moved or len(starts) != len(twins)
            continue
        at = min(set(starts) ^ set(twins))
        where = one if at in starts else other
        yield f"paragraph {number}: a line of {where} turns at {text[max(0, at - 12) : at]}|{text[at : at + 8]}"
    if not moved:
        yield from _other_lines(first, second)
        yield from _places(first, second)


_LATIN_OR_OPENING = re.compile("[!-~“‘]")
_NOT_EAST_ASIAN = re.compile("[\u2010-\u203f\u3000-\u303f%]")


def _beyond_onlyoffice(text: str, at: int) -> bool:
    """Whether Word's turn of a line depends on what ONLYOFFICE does not know.

    It does not read the file's table of marks, by which a dash begins no line (``w:noLineBreaksBefore``), nor that
    lines may turn within long words (``w:wordWrap``). And it holds marks outside of the block of full-width forms
    (。、》”…) for Latin ones, after which no line turns before a digit, a letter or an opening quote.
    """
    before, after = text[at - 1 : at], text[at : at + 1]
    return after == "—" or bool(_NOT_EAST_ASIAN.match(before) and _LATIN_OR_OPENING.match(after))


def loose_paragraphs(docx: bytes) -> frozenset[str]:
    """The texts of paragraphs whose lines may turn within words."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return frozenset(_own_text(element.getparent().getparent()) for element in root.iter(f"{_W}wordWrap"))


def _other_lines(one: Seen, other: Seen) -> Iterator[str]:
    first, second = Counter(one.other_lines), Counter(other.other_lines)
    if first != second:
        yield f"lines beside the paragraphs: {list(first - second)[:2]}, and {list(second - first)[:2]}"


def _places(one: Seen, other: Seen) -> Iterator[str]:
    counts, twins = (seen.lines_of_pages for seen in (one, other))
    if counts != twins:
        yield f"lines on the pages: {counts}, and {twins}"
        return
    if one.rules and other.rules:
        ends, tops = (one.rules[-1].y, other.rules[-1].y), (one.rules[0].y, other.rules[0].y)
        if abs(ends[0] - ends[1]) > _SAME_PLACE or abs(tops[0] - tops[1]) > _SAME_PLACE:
            yield f"版记: {tops[0]:.1f}–{ends[0]:.1f} and {tops[1]:.1f}–{ends[1]:.1f}"
    for number, folio in one.folios.items():
        twin = other.folios.get(number)
        if twin is None or twin.text != folio.text or abs(twin.x0 - folio.x0) > _SAME_PLACE:
            place = f"{twin.text} at {twin.x0:.1f}" if twin else "none"
            yield f"folio of page {number}: {folio.text} at {folio.x0:.1f}, and {place}"


def lawful(seen: Seen) -> Iterator[str]:
    """What holds of the file as it is in LibreOffice: nothing lost, text beside the signature, dates in the margins."""
    yield from lost(seen)
    yield from off_the_page(seen, "libreoffice")
    yield from signature(seen, "libreoffice")
    yield from colophon(seen, "libreoffice")
