"""Facts of any .docx: what it says, and what every paragraph and run of it looks like in effect."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

from gongwen.errors import DocumentError, Fault
from gongwen.ooxml.facts.content import Block, Paragraph, Run, paragraphs_in
from gongwen.ooxml.facts.formats import ParagraphFormat, RunFormat
from gongwen.ooxml.facts.measures import switch
from gongwen.ooxml.facts.numbering import Counting, Level, Numbering
from gongwen.ooxml.facts.properties import Properties, laid_over, paragraph_properties, run_properties
from gongwen.ooxml.facts.sections import Grid, Section, read_sections
from gongwen.ooxml.facts.strict import in_usual_names
from gongwen.ooxml.facts.styles import Styles, styles_in
from gongwen.ooxml.facts.theme import ThemeFonts
from gongwen.ooxml.facts.walking import Walk
from gongwen.ooxml.opened import Element, OpenedDocument, Relationship, said_in, w
from gongwen.standard.units import Length, Mm, Pt

__all__ = ["Facts", "Note"]

_NONE = Mm(0)
_PLAIN_LINE = Pt(12)

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_OF_FILE: Mapping[str, str] = {
    f"{{{_DUBLIN_CORE}}}creator": "creator",
    f"{{{_DUBLIN_CORE}}}title": "title",
    f"{{{_DUBLIN_CORE}}}subject": "subject",
    f"{{{_CORE}}}category": "category",
    f"{{{_CORE}}}keywords": "keywords",
    f"{{{_CORE}}}contentStatus": "status",
    f"{{{_CORE}}}lastModifiedBy": "last_modified_by",
    f"{{{_TERMS}}}created": "created",
}
_SLOTS: Mapping[str, str] = {
    "font_ascii": "font_ascii",
    "font_hAnsi": "font_high_ansi",
    "font_eastAsia": "font_east_asia",
    "font_cs": "font_complex",
}
_RECKONED = frozenset({"line_length", "line_rule", "tabs"})


class Note(NamedTuple):
    """A comment, a footnote or an endnote: its number, its author, and what it says."""

    id: str
    author: str
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """Its paragraphs, a line each."""
        return "\n".join([paragraph.text for paragraph in paragraphs_in(self.blocks)])


class Facts:
    """The facts of one .docx; what nobody asks for is not read.

    Raises :class:`~gongwen.DocumentError` where a part that is asked for is damaged or too large.
    """

    def __init__(self, opened: OpenedDocument) -> None:
        self.opened = opened
        self._formats: dict[tuple[Any, ...], Properties] = {}
        self._of_paragraphs: dict[tuple[str, int], Properties] = {}
        self._of_runs: dict[tuple[Any, ...], RunFormat] = {}

    @classmethod
    def of(cls, content: bytes) -> Facts:
        """The facts of a file's bytes."""
        return cls(OpenedDocument(content))

    # ------------------------------------------------------------------ parts

    @cached_property
    def relationships(self) -> Mapping[str, Relationship]:
        """What the document refers to, by id."""
        return self.opened.relationships(self.opened.main)

    def _related(self, kind: str) -> Element | None:
        """The part of a kind that the document refers to: styles, numbering, settings."""
        part = self._name_of(kind)
        return None if part is None else in_usual_names(self.opened.tree(part))

    def _name_of(self, kind: str) -> str | None:
        for found in self.relationships.values():
            if found.kind == kind and not found.external and found.target in self.opened:
                return found.target
        return None

    @cached_property
    def _root(self) -> Element:
        """The root of the document, kept so that it lives as long as its elements are asked about."""
        root = in_usual_names(self.opened.tree(self.opened.main))
        return self.opened.body if root is None or said_in(root, "body") is None else root

    @cached_property
    def _walked(self) -> tuple[tuple[Block, ...], tuple[Element, ...]]:
        walk = Walk(self.opened.main, self.relationships)
        body = said_in(self._root, "body")
        assert body is not None  # _root sees to it
        return _blocks(walk, body, self.opened.main), tuple(walk.sections)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The paragraphs and tables of the body."""
        return self._walked[0]

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections, in order; a paragraph knows the index of its own."""
        return read_sections(self._walked[1], self.relationships)

    def part(self, name: str) -> tuple[Block, ...]:
        """The blocks of a header or a footer (see :attr:`Section.headers`); empty where there is no such part."""
        root = in_usual_names(self.opened.tree(name))
        return () if root is None else _blocks(Walk(name, self.opened.relationships(name)), root, name)

    @cached_property
    def comments(self) -> Mapping[str, Note]:
        """Comments by number."""
        return self._notes("comments", "comment")

    @cached_property
    def footnotes(self) -> Mapping[str, Note]:
        """Footnotes by number, without the lines that separate them."""
        return self._notes("footnotes", "footnote")

    @cached_property
    def endnotes(self) -> Mapping[str, Note]:
        """Endnotes by number, without the lines that separate them."""
        return self._notes("endnotes", "endnote")

    def _notes(self, kind: str, element: str) -> Mapping[str, Note]:
        root = self._related(kind)
        walk = Walk(kind, {})
        return {
            (id_ := note.get(w("id"), "")): Note(id_, note.get(w("author"), ""), _blocks(walk, note, kind))
            for note in (() if root is None else root.iterchildren(w(element)))
            if note.get(w("type"), "normal") == "normal"
        }

    @cached_property
    def properties(self) -> Mapping[str, str]:
        """What the file says of itself: ``title``, ``creator``, ``category`` …; a hint, for anybody may change it."""
        name = "docProps/core.xml"
        if name not in self.opened:
            others = self.opened.relationships().values()
            name = next((one.target for one in others if one.kind == "core-properties"), name)
        tree = self.opened.tree(name)
        return {
            _OF_FILE[str(child.tag)]: child.text or ""
            for child in (() if tree is None else tree)
            if child.tag in _OF_FILE
        }

    @cached_property
    def even_and_odd(self) -> bool:
        """Whether even pages have headers and footers of their own."""
        settings = self._settings
        return settings is not None and bool(switch(said_in(settings, "evenAndOddHeaders")))

    @cached_property
    def _settings(self) -> Element | None:
        return self._related("settings")

    @cached_property
    def styles(self) -> Styles:
        """The styles of the file."""
        part = self._name_of("styles")
        return Styles(None) if part is None else styles_in(self.opened, part)

    @cached_property
    def numbering(self) -> Numbering:
        """The lists of the file."""
        return Numbering(self._related("numbering"))

    @cached_property
    def _fonts(self) -> ThemeFonts:
        return ThemeFonts(self._related("theme"), self._settings)

    # ------------------------------------------------------------------ runs

    def run_format(self, paragraph: Paragraph, run: Run) -> RunFormat:
        """How a run of a paragraph is set in effect."""
        styles = self.styles
        style = styles.of_paragraph(paragraph.style)
        own = run_properties(run.properties)
        key = (style, paragraph.table, run.style, tuple(own.items()))
        known = self._of_runs.get(key)
        if known is None:
            of_run = styles.of_run(run.style) if run.style else ""
            known = self._of_runs[key] = self._run_format(styles.run(style, paragraph.table, of_run, own))
        return known

    def _run_format(self, found: Properties) -> RunFormat:
        fonts = self._fonts
        said = {key: value for key, value in found.items() if key not in _SLOTS}
        for key, slot in _SLOTS.items():
            said[slot] = fonts.font(found.get(key))
        return RunFormat(**said)

    def number_format(self, paragraph: Paragraph) -> RunFormat | None:
        """How the automatic number of a paragraph is set; None where it has none."""
        level, _ = self._level(paragraph)
        if level is None:
            return None
        styles = self.styles
        mark = None if paragraph.properties is None else said_in(paragraph.properties, "rPr")
        own = laid_over(run_properties(mark), level.run)
        return self._run_format(styles.run(styles.of_paragraph(paragraph.style), paragraph.table, "", own))

    # ------------------------------------------------------------------ paragraphs

    def paragraph_format(self, paragraph: Paragraph) -> ParagraphFormat:
        """How a paragraph is set in effect. Characters are those of its first run with a text, lines those of the
        section's grid, or of twelve points."""
        found = dict(self._levels(paragraph))
        grid = self._grid(paragraph)
        self._reckon_characters(found, paragraph, grid)
        self._reckon_lines(found, grid)
        tabs = found.pop("tabs", ())
        line = _line(found)
        return ParagraphFormat(
            **{key: value for key, value in found.items() if key not in _RECKONED}, **line, tabs=_stops(tabs)
        )

    def _levels(self, paragraph: Paragraph) -> Properties:
        """All levels of a paragraph's properties laid over one another."""
        key = (paragraph.part, paragraph.number)
        known = self._of_paragraphs.get(key)
        if known is None:
            known = self._of_paragraphs[key] = self._laid_levels(paragraph)
        return known

    def _laid_levels(self, paragraph: Paragraph) -> Properties:
        styles = self.styles
        direct = paragraph_properties(paragraph.properties)
        style = styles.of_paragraph(paragraph.style)
        key = (style, paragraph.table)
        base = self._formats.get(key)
        if base is None:
            base = styles.paragraph_base(paragraph.table)
            for one in styles.chain(style):
                own = one.paragraph
                level = self._level_of_style(own, one.id)
                if level is not None:  # a numbering that a style brings stands below the style's own indents
                    base = laid_over(base, level.paragraph)
                base = laid_over(base, own)
            self._formats[key] = base
        if "number_id" in direct or "number_level" in direct:
            level, _ = self._level(paragraph)
            if level is not None:
                base = laid_over(base, level.paragraph)
        found = dict(laid_over(base, direct))
        if "number_id" in found:
            found["number_level"] = self._level(paragraph)[1]
            if found["number_id"] == "0":
                found["number_id"] = None
        return found

    def _level_of_style(self, own: Properties, style: str) -> Level | None:
        list_ = own.get("number_id")
        if list_ is None:
            return None
        index = own.get("number_level")
        return self.numbering.level(list_, self.numbering.level_of_style(list_, style) if index is None else int(index))

    def _level(self, paragraph: Paragraph) -> tuple[Level | None, int]:
        """The level of the list that a paragraph stands on, and its index."""
        direct = paragraph_properties(paragraph.properties)
        list_, index = direct.get("number_id"), direct.get("number_level")
        for one in reversed(self.styles.chain(self.styles.of_paragraph(paragraph.style))):
            if list_ is None and "number_id" in one.paragraph:
                list_ = one.paragraph["number_id"]
                if index is None and "number_level" not in one.paragraph:
                    index = self.numbering.level_of_style(list_, one.id)
            if index is None:
                index = one.paragraph.get("number_level")
        place = min(max(int(index or 0), 0), 8)
        return (None if list_ in (None, "0") else self.numbering.level(list_, place)), place

    def _grid(self, paragraph: Paragraph) -> Grid:
        sections = self.sections
        return sections[min(paragraph.section, len(sections) - 1)].grid if sections else Grid()

    def _reckon_characters(self, found: dict[str, Any], paragraph: Paragraph, grid: Grid) -> None:
        if not (found.get("left_chars") or found.get("right_chars") or found.get("first_line_chars")):
            return
        character = self._first_size(paragraph)
        if grid.kind in ("linesAndChars", "snapToChars"):
            character = character + Pt(grid.beyond_size)
        for key, chars in (("indent_left", "left_chars"), ("indent_right", "right_chars")):
            if found.get(chars):
                found[key] = character * found[chars]
        first = found.get("first_line_chars")
        if first:
            found["first_line"] = character * first
            # A hanging indent of characters counts from where its text begins.
            if first < 0 and not found.get("left_chars") and "indent_left" not in found:
                found["indent_left"] = character * -first

    def _first_size(self, paragraph: Paragraph) -> Length:
        run = next((run for run in paragraph.runs if run.text), Run(""))
        return self.run_format(paragraph, run).size

    def _reckon_lines(self, found: dict[str, Any], grid: Grid) -> None:
        pitch = grid.pitch if grid.kind is not None and grid.pitch is not None else _PLAIN_LINE
        for side in ("before", "after"):
            lines = found.get(f"{side}_lines")
            if lines:
                found[f"space_{side}"] = pitch * lines

    # ------------------------------------------------------------------ numbers

    def number_text(self, paragraph: Paragraph) -> str:
        """The automatic number before a paragraph of the body, such as 一、; empty where it has none."""
        return self._numbers.get(paragraph.number, "") if paragraph.part == self.opened.main else ""

    @cached_property
    def _numbers(self) -> Mapping[int, str]:
        counting: Counting | None = None  # most files have lists that no paragraph uses
        numbers: dict[int, str] = {}
        for paragraph in paragraphs_in(self.blocks):
            list_ = self._levels(paragraph).get("number_id")
            if list_ is not None:
                counting = counting or self.numbering.counting()
                text = counting.next(list_, self._level(paragraph)[1])
                if text:
                    numbers[paragraph.number] = text
        return numbers


def _blocks(walk: Walk, parent: Element, part: str) -> tuple[Block, ...]:
    try:
        return walk.blocks(parent)
    except RecursionError:  # the depth of XML is bounded, but who calls may be deep in a program already
        raise DocumentError(Fault("suspicious-package", f"部件 {part} 里的标记套得太深", "换一个文件")) from None


def _line(found: Mapping[str, Any]) -> dict[str, Any]:
    """The height of lines by their rule; multiples count in 240ths of a line."""
    length: Length | None = found.get("line_length")
    if length is None or length <= _NONE:
        return {}
    match found.get("line_rule"):
        case "exact":
            return {"line_exact": length, "line_multiple": None}
        case "atLeast":
            return {"line_least": length, "line_multiple": None}
        case _:
            return {"line_multiple": round(length.pt / 12, 4)}


def _stops(tabs: tuple[Any, ...]) -> tuple[Any, ...]:
    """The stops of all levels together; one that says ``clear`` takes another away."""
    kept: dict[float, Any] = {}
    for stop in tabs:
        key = round(stop.position.pt, 1)
        if stop.alignment == "clear":
            kept.pop(key, None)
        else:
            kept[key] = stop
    return tuple(kept[key] for key in sorted(kept))
