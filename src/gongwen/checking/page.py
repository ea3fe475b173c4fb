"""What rules look at: the lines of a file with their roles, each with how it is set in effect.

In: facts and roles. Out: a :class:`Page` that answers by role; formats are reckoned when they are asked for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from gongwen.checking.drawn import Drawn
from gongwen.checking.edges import Edges, edges_of
from gongwen.ooxml.facts import Facts, Paragraph, ParagraphFormat, Run, RunFormat, Section, Table
from gongwen.ooxml.facts.drawings import BOX
from gongwen.standard import figures
from gongwen.standard.kinds import Form, Kind
from gongwen.standard.roles import HEADING_ROLES, RETURNING_ROLES, Role
from gongwen.standard.units import Length

__all__ = ["BODY_ROLES", "HEADING_LEVELS", "TEXT_ROLES", "Line", "LinesAsText", "Page", "is_in_box"]

BODY_ROLES = (Role.BODY, *RETURNING_ROLES)
TEXT_ROLES = (*BODY_ROLES, *HEADING_ROLES)
"""Text and headings: what runs in lines of the body."""
HEADING_LEVELS = {role: level for level, role in enumerate(HEADING_ROLES, start=1)}

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_ROOM = " \t\u3000\xa0\v\n\f"


class Line:
    """A paragraph that shows something, or keeps room: its role, its words, how it is set."""

    __slots__ = ("_edges", "_format", "_runs", "facts", "in_table", "paragraph", "role", "text", "words")

    def __init__(self, facts: Facts, paragraph: Paragraph, role: Role | None) -> None:
        self.facts = facts
        self.paragraph = paragraph
        self.role = role
        self.in_table = paragraph.table is not None
        # A break that the layout chose stands inside a word of the text, and is no part of it.
        self.text = paragraph.text.replace("\v", "").replace("\f", "")
        self.words = self.text.strip(_ROOM)
        """What it says, without room at either end."""
        self._edges: Edges | None = None
        self._format: ParagraphFormat | None = None
        self._runs: tuple[tuple[Run, RunFormat], ...] | None = None

    @property
    def format(self) -> ParagraphFormat:
        """How the paragraph is set in effect."""
        if self._format is None:
            self._format = self.facts.paragraph_format(self.paragraph)
        return self._format

    @property
    def edges(self) -> Edges:
        """The rules above and below it."""
        if self._edges is None:
            self._edges = edges_of(self.paragraph, self.format)
        return self._edges

    @property
    def runs(self) -> tuple[tuple[Run, RunFormat], ...]:
        """Runs with words, and how they are set."""
        if self._runs is None:
            paragraph, of = self.paragraph, self.facts.run_format
            self._runs = tuple((run, of(paragraph, run)) for run in paragraph.runs if run.text.strip(_ROOM))
        return self._runs

    @property
    def size(self) -> Length | None:
        """The size of the first words; None where there are none."""
        return self.runs[0][1].size if self.runs else None

    @property
    def typed_indent(self) -> float:
        """How many characters wide the room is that somebody typed before the words."""
        lead = self.text[: len(self.text) - len(self.text.lstrip(_ROOM))]
        # A blank that keeps two words together is part of them, and no indent that somebody typed.
        return sum(1.0 if character == "\u3000" else 0.5 for character in lead if character in "\u3000 ")

    def chinese(self) -> Iterator[tuple[Run, RunFormat]]:
        """Runs that hold 汉字, whose typeface the standard names."""
        return ((run, said) for run, said in self.runs if _HAN.search(run.text))


def is_in_box(line: Line) -> bool:
    """Whether a line stands in a text box."""
    around = line.paragraph.element
    while around is not None and around.tag != BOX:
        around = around.getparent()
    return around is not None


class LinesAsText(NamedTuple):
    """The lines of some roles as one text, a line each, and where each begins."""

    text: str
    starts: Sequence[int]
    lines: Sequence[Line]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> LinesAsText:
        """Lines put together; a soft break stays in its line."""
        pieces = [line.text.replace("\n", "\v") for line in lines]
        starts, offset = [], 0
        for piece in pieces:
            starts.append(offset)
            offset += len(piece) + 1
        return cls("\n".join(pieces), starts, lines)

    def at(self, offset: int) -> tuple[Line, int]:
        """The line of a place in the text, and the place in the line."""
        index = bisect_right(self.starts, offset) - 1
        return self.lines[index], offset - self.starts[index]


def _number(line: Line) -> int:
    return line.paragraph.number


class Page:
    """A file as rules see it."""

    def __init__(
        self,
        facts: Facts,
        roles: Sequence[tuple[Paragraph, Role | None]],
        *,
        form: Form | None,
        kind: Kind | None,
        ours: bool,
        drawn: Sequence[Drawn] = (),
    ) -> None:
        self.facts = facts
        self.drawn = drawn
        self.form = form
        self.kind = kind
        self.ours = ours
        parts: dict[str, list[Line]] = {}
        for paragraph, role in roles:
            parts.setdefault(paragraph.part, []).append(Line(facts, paragraph, role))
        self._parts = {part: tuple(lines) for part, lines in parts.items()}
        self.lines = self._parts.get(facts.opened.main, ())
        by_role: dict[Role, list[Line]] = {}
        for line in self.lines:
            if line.role is not None:
                by_role.setdefault(line.role, []).append(line)
        self._by_role = by_role
        self._texts: dict[tuple[Role, ...], LinesAsText] = {}
        self._of_roles: dict[tuple[Role, ...], tuple[Line, ...]] = {}

    def of(self, *roles: Role) -> tuple[Line, ...]:
        """The lines of some roles that say something, in the order of the file."""
        known = self._of_roles.get(roles)
        if known is None:
            found = [line for role in roles for line in self._by_role.get(role, ()) if line.words]
            if len(roles) > 1:
                found.sort(key=_number)
            known = self._of_roles[roles] = tuple(found)
        return known

    def text_of(self, roles: tuple[Role, ...]) -> LinesAsText:
        """The lines of some roles as one text, in which a pattern is looked for once."""
        known = self._texts.get(roles)
        if known is None:
            known = self._texts[roles] = LinesAsText.of(self.of(*roles))
        return known

    def has(self, *roles: Role) -> bool:
        """Whether some line shows one of the roles."""
        return any(self._by_role.get(role) for role in roles)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections of the file."""
        return self.facts.sections

    def section_of(self, line: Line) -> Section | None:
        """The section that a line of the text stands in; of other parts the first."""
        sections = self.sections
        return sections[min(line.paragraph.section, len(sections) - 1)] if sections else None

    def text_width(self, line: Line) -> Length:
        """How wide the text is where a line stands, on a sheet whose margins are off as well."""
        section = self.section_of(line)
        if section is None or section.width is None:
            return figures.TYPE_AREA_WIDTH.value
        margins = section.margins
        wide = section.width - margins.left - margins.right - margins.gutter
        return wide if wide.mm > 0 else figures.TYPE_AREA_WIDTH.value

    @cached_property
    def head(self) -> tuple[Line, ...]:
        """Lines of the header that only page one has: the mark of a letter stands there."""
        return self._margin("headers", "first") if self.sections and self.sections[0].first_page else ()

    @cached_property
    def foot(self) -> tuple[Line, ...]:
        """Lines of the footer that only page one has."""
        return self._margin("footers", "first") if self.sections and self.sections[0].first_page else ()

    def _margin(self, kind: str, which: str) -> tuple[Line, ...]:
        parts = getattr(self.sections[0], kind)
        return self.lines_of(parts[which]) if which in parts else ()

    def lines_of(self, part: str) -> tuple[Line, ...]:
        """The lines of a header or footer."""
        return self._parts.get(part, ())

    @property
    def every_line(self) -> Iterator[Line]:
        """The lines of the text, of headers and of footers."""
        return (line for lines in self._parts.values() for line in lines)

    @cached_property
    def draws(self) -> bool:
        """Whether the file draws anything: a line drawn as a shape is no paragraph, and nothing can be said of it."""
        content = self.facts.opened.member(self.facts.opened.main)
        return b"<w:pict" in content or b"<w:drawing" in content

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables that stand in the body itself."""
        return tuple(block for block in self.facts.blocks if isinstance(block, Table))
