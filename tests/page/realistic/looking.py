"""A realistic document on paper: where its text, its tables, 版记 and folios are on the pages of one engine."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from gongwen.standard import figures
from tests.page.measures import BOTTOM, black_rules, is_red
from tests.page.realistic.making import Realistic
from tests.page.turned import TurnedPage, is_lying
from tests.support.engines import Engine
from tests.support.page import MeasuredDocument, MeasuredLine, MeasuredPage, Rule

_FOLIO = re.compile(r"—\d+—")
_LYING_FOOT = 33.0
"""mm from the left edge of a lying sheet within which its folio stands."""


class Drawn:
    """A document, its file, and its pages in every engine."""

    def __init__(self, source: Realistic, docx: bytes, pages: Mapping[Engine, MeasuredDocument]) -> None:
        self.source, self.docx, self.pages = source, docx, pages
        self._seen: dict[Engine, Seen] = {}

    def seen(self, engine: Engine) -> Seen:
        """What one engine shows."""
        if engine not in self._seen:
            self._seen[engine] = Seen(self.source, self.pages[engine])
        return self._seen[engine]


class Line(NamedTuple):
    """A line of the type area and the number of its page."""

    page: int
    line: MeasuredLine


class Seen:
    """The pages of a realistic document in one engine."""

    def __init__(self, source: Realistic, document: MeasuredDocument) -> None:
        self.source = source
        self.document = document

    @cached_property
    def folios(self) -> dict[int, MeasuredLine]:
        """The folio of each page that has one; that of a lying page as it stands on the portrait sheet."""
        found = {}
        for page in self.document:
            if is_lying(page):
                line = TurnedPage(page).folio if TurnedPage(page).folio.glyphs else None
            else:
                below = [line for line in page.lines if line.top > BOTTOM and _FOLIO.fullmatch(line.text)]
                line = below[-1] if below else None
            if line is not None:
                found[page.number] = line
        return found

    @cached_property
    def rules(self) -> list[Rule]:
        """The rules of 版记: those that cross the type area beside its rows, on the last page that has 版记."""
        page = self.colophon_page
        if page is None:
            return []
        top = min(line.top for line in self.colophon) - 4
        return [rule for rule in black_rules(page) if rule.y > top]

    @cached_property
    def colophon_page(self) -> MeasuredPage | None:
        """The page with 版记: 4 号 text at the foot of the type area."""
        return next((page for page in reversed(self.document.pages) if self._rows(page)), None)

    @cached_property
    def colophon(self) -> tuple[MeasuredLine, ...]:
        """The lines of 版记."""
        return self._rows(self.colophon_page) if self.colophon_page is not None else ()

    def _rows(self, page: MeasuredPage) -> tuple[MeasuredLine, ...]:
        """Lines from the one that begins 版记 down to the type area's foot."""
        if is_lying(page):
            return ()
        small = [line for line in page.lines if abs(line.size_pt - 14) < 0.3 and line.bottom < BOTTOM + 3]
        document = self.source.document
        begins = [line for line in small if re.match("(抄送|主送|分送)[：:]", line.text)]
        if document.printer:
            begins += [line for line in small if line.text.startswith(document.printer) and line.text.endswith("印发")]
        if document.copies:
            begins += [line for line in small if re.fullmatch(r"共印\d+份", line.text)]
        if not begins:
            return ()
        top = min(line.top for line in begins)
        return tuple(line for line in small if line.top >= top - 0.1)

    @cached_property
    def flow(self) -> tuple[Line, ...]:
        """Every line in reading order but folios and 版记."""
        return tuple(self._flow())

    def _flow(self) -> Iterator[Line]:
        for page in self.document:
            apart = {id(line) for line in self.colophon} if page is self.colophon_page else set()
            for line in page.lines:
                if is_lying(page):
                    glyphs = tuple(glyph for glyph in line.glyphs if glyph.x1 > _LYING_FOOT)
                    if glyphs:
                        yield Line(page.number, MeasuredLine(glyphs, line.blanks))
                elif id(line) not in apart and line is not self.folios.get(page.number):
                    yield Line(page.number, line)

    @cached_property
    def text(self) -> str:
        """The flow without spaces and lines."""
        return "".join(line.text for _, line in self.flow)

    def is_table(self, page: MeasuredPage, line: MeasuredLine) -> bool:
        """Whether a line stands in a table."""
        return any(rule.y0 - 1 < line.box.center_y < rule.y1 + 1 for rule in page.vertical_rules)

    @cached_property
    def _line_starts(self) -> list[int]:
        """Where each line of the flow begins in its text."""
        return [0, *itertools.accumulate(len(line.text) for _, line in self.flow)][:-1]

    def starts(self, paragraph: str) -> tuple[int, ...]:
        """Where lines of a paragraph begin, counted in its characters without blanks; none if it is not there whole."""
        wanted = unspaced(paragraph)
        at = self.text.find(wanted)
        low = bisect.bisect_left(self._line_starts, at)
        high = bisect.bisect_left(self._line_starts, at + len(wanted))
        return tuple(start - at for start in self._line_starts[low:high]) if at >= 0 else ()

    @cached_property
    def other_lines(self) -> tuple[str, ...]:
        """Lines of text of 3 号 that are of no paragraph and in no table: recipients, notes, names."""
        taken: set[int] = set()
        for paragraph in self.source.paragraphs:
            wanted = unspaced(paragraph)
            at = self.text.find(wanted)
            if at >= 0:
                taken.update(range(at, at + len(wanted)))
        return tuple(
            line.text
            for start, (number, line) in zip(self._line_starts, self.flow, strict=True)
            if start not in taken
            and abs(line.size_pt - figures.BODY_SIZE.value.pt) < 0.3
            and not self.is_table(self.document[number - 1], line)
            and not is_red(line.colour)
        )

    @property
    def lines_of_pages(self) -> list[int]:
        """How many lines stand on each page that is not blank, but for tables, folios and 版记."""
        counts = dict.fromkeys(
            (page.number for page in self.document if page.lines or page.rules or page is self.colophon_page), 0
        )
        for number, line in self.flow:
            counts[number] += not self.is_table(self.document[number - 1], line)
        return list(counts.values())

    @cached_property
    def cell_lines(self) -> tuple[str, ...]:
        """Every line of every cell."""
        return tuple(text for number, line in self.flow for text in in_cells(self.document[number - 1], line))

    @cached_property
    def dates(self) -> tuple[Line, ...]:
        """The lines that are 成文日期 and nothing else."""
        return tuple(found for found in self.flow if found.line.text == self.source.date)

    def is_text(self, line: MeasuredLine, paragraphs: tuple[str, ...]) -> bool:
        """Whether a line is a piece of one of some paragraphs."""
        return any(line.text in paragraph for paragraph in paragraphs)


def in_cells(page: MeasuredPage, line: MeasuredLine) -> Iterator[str]:
    """What a line of a table shows in each cell; nothing for a line that stands in no table."""
    borders = sorted({rule.x for rule in page.vertical_rules if rule.y0 < line.box.center_y < rule.y1})
    cells: dict[int, list[str]] = {}
    for glyph in line.glyphs:
        cells.setdefault(bisect.bisect(borders, glyph.box.center_x), []).append(glyph.char)
    if borders:
        yield from map("".join, cells.values())


def unspaced(text: str) -> str:
    """A text as pages show it: without blanks."""
    return "".join(char for char in text if not char.isspace())
