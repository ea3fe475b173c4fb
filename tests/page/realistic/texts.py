"""Text of a realistic document: one ``w:p`` for a paragraph, nothing lost, nothing off the page or cut.

Each check is a generator of faults: sentences that say what is wrong and where. A document without fault yields none.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Collection, Iterator

from lxml import etree

from gongwen.standard import figures
from gongwen.standard.kinds import Form
from tests.page.measures import BOTTOM, EDGE, LEFT, RIGHT, is_red
from tests.page.realistic.looking import Drawn, Seen, unspaced
from tests.page.turned import is_lying
from tests.support.engines import Engine
from tests.support.page import Box

__all__ = ["HANGING", "clipped", "loose_paragraphs", "lost", "off_the_page", "paragraphs_in_parts", "parted_figures"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HANGING = frozenset("，。、；：！？）》〉”’〕］%")
"""Marks that may end a crowded line beyond the margin."""
_FIGURE = re.compile(r"\d[\d,.]*%?")
_CENTRED = 1.0
"""mm by which ONLYOFFICE sets text lower: it centres it in an exact line, where Word and LibreOffice do not."""
_TAIL = 0.1
"""mm by which the tails of Latin letters in a heading hang lower than 汉字 in the last line of a page."""


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


def loose_paragraphs(docx: bytes) -> frozenset[str]:
    """The texts of paragraphs whose lines may turn within words."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return frozenset(
        _own_text(paragraph) for paragraph in root.iter(f"{_W}p") if paragraph.find(f"{_W}pPr/{_W}wordWrap") is not None
    )


def _own_text(paragraph: etree._Element) -> str:
    own = (
        element
        for element in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br")
        if next(element.iterancestors(f"{_W}p")) is paragraph
    )
    return "".join(element.text or "" if element.tag == f"{_W}t" else "\t" for element in own)


# Nothing lost


def lost(seen: Seen, *, but_for: Collection[str] = ()) -> Iterator[str]:
    """Every character of the source must be on the page, and each paragraph's in order, ``but_for`` some marks."""

    def counted(text: str) -> str:
        return "".join(char for char in text if char not in but_for) if but_for else text

    text, at = counted(seen.text), 0
    for number, paragraph in enumerate(seen.source.paragraphs, start=1):
        wanted = counted(unspaced(paragraph))
        found = text.find(wanted, at)
        if found < 0:
            reached = _reached(text, wanted, at)
            have, rest = wanted[max(0, reached - 8) : reached], wanted[reached : reached + 8]
            yield f"paragraph {number} is not whole: after {have!r} {rest!r} is missing"
        else:
            at = found + len(wanted)
    everything = text + counted("".join(line.text for line in seen.colophon))
    for word in map(counted, seen.source.words):
        if unspaced(word) not in everything and not _in_pieces(word, everything):
            yield f"{word!r} is not on the page"
    there = Counter(everything)
    wanted_characters = Counter(
        counted(unspaced("".join((*seen.source.paragraphs, *seen.source.words, *seen.source.cells))))
    )
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
        inked = [glyph for glyph in line.glyphs if engine != "libreoffice" or glyph.char not in HANGING]
        if any(glyph.x0 < LEFT - EDGE or glyph.x1 > RIGHT + EDGE for glyph in inked):
            yield f"page {number}: {line.text[-12:]!r} reaches from {line.x0:.1f} to {line.x1:.1f}"
        if line.bottom > _foot(seen, number) + EDGE + _TAIL + (_CENTRED if engine == "onlyoffice" else 0):
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
            if line.size_pt >= _LEGIBLE and any("\u4e00" <= char <= "\u9fff" for char in line.text):
                ink = page.ink_box("any", _around(line.box), dpi=_DPI)
                height = 0.0 if ink is None else ink.height
                if height < line.height * _INKED:
                    yield f"page {page.number}: {line.text[:12]!r} shows {height:.1f} of {line.height:.1f} mm"
        page.forget_rasters()


_DPI, _LEGIBLE, _INKED = 100, 10.0, 0.8
"""Pixels of a quarter of a millimetre show 汉字 of some size, less a pixel at either edge, and no thin strokes."""


def _around(box: Box) -> tuple[float, float, float, float]:
    return (box.x0 - 0.3, box.y0 - 0.3, box.x1 + 0.3, box.y1 + 0.3)
