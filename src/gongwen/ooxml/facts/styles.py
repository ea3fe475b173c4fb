"""The styles of a file, and what a paragraph or a run is by them: defaults, table style, style chain, numbering.

The order is that of 17.7.2: document defaults, table style, paragraph styles, numbering, the paragraph's own; for runs
the character style and the run's own besides. A numbering that a style brings stands below that style's own indents.

An office's files have one template's styles, which may be half of a megabyte: those of the latest files are kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple, TypeAlias

from gongwen.keeping import kept_by_size
from gongwen.ooxml.facts.measures import VAL
from gongwen.ooxml.facts.properties import (
    TOGGLES,
    Properties,
    laid_over,
    paragraph_properties,
    run_properties,
)
from gongwen.ooxml.facts.strict import in_usual_names
from gongwen.ooxml.opened import Element, OpenedPackage, parsed_part, said_in, tree_cost, w

__all__ = ["Style", "Styles", "TableStyling", "styles_in"]

_STYLE, _ID, _DEFAULT, _TYPE = w("style"), w("styleId"), w("default"), w("type")
_MOST_ANCESTORS = 64
_MOST_BASES = 512  # kept for one file's styles
_MOST_SHARED = 20 * 2**20  # what the styles of some files take in memory: each a fourth of it at the most
_LONGEST_SHARED = 512 * 2**10  # bytes of XML
_ON_OFF = ("1", "true", "on")
_TOGGLE_NAMES = tuple(TOGGLES.values())
# Parts of a table in the order in which one is laid over another (17.7.6).
_CONDITIONS = (
    *("wholeTable", "band1Vert", "band2Vert", "band1Horz", "band2Horz", "firstRow", "lastRow", "firstCol", "lastCol"),
    *("neCell", "nwCell", "seCell", "swCell"),
)


class TableStyling(NamedTuple):
    """The style of the table around a paragraph, and which of the style's parts the cell belongs to."""

    style: str
    conditions: frozenset[str]


class Style(NamedTuple):
    """A style as the file has it; properties of ``parts`` are those of parts of a table."""

    id: str
    name: str
    kind: str
    based_on: str
    link: str
    paragraph: Properties
    run: Properties
    parts: Mapping[str, tuple[Properties, Properties]]


_Key: TypeAlias = tuple[str, "TableStyling | None"]


class Styles:
    """All styles of a file by their ids. ``weight`` is what they take in memory, about."""

    def __init__(self, root: Element | None, weight: int = 0) -> None:
        self.weight = weight
        self._elements: dict[str, Element] = {}
        self._read: dict[str, Style] = {}
        self._defaults: dict[str, str] = {}
        self._root = root
        for element in () if root is None else root.iterchildren(_STYLE):
            id_ = element.get(_ID, "")
            self._elements.setdefault(id_, element)
            if element.get(_DEFAULT) in _ON_OFF:
                self._defaults.setdefault(element.get(_TYPE, "paragraph"), id_)
        self._runs: dict[_Key, Properties] = {}
        self._chains: dict[str, tuple[Style, ...]] = {}

    def _of_defaults(self, holder: str, name: str) -> Element | None:
        defaults = None if self._root is None else said_in(self._root, "docDefaults")
        return None if defaults is None else defaults.find(f"{w(holder)}/{w(name)}")

    @cached_property
    def default_paragraph(self) -> Properties:
        """What paragraphs are before any style."""
        return paragraph_properties(self._of_defaults("pPrDefault", "pPr"))

    @cached_property
    def default_run(self) -> Properties:
        """What runs are before any style."""
        return run_properties(self._of_defaults("rPrDefault", "rPr"))

    def get(self, id_: str) -> Style | None:
        """A style by its id."""
        found = self._read.get(id_)
        if found is None and id_ in self._elements:
            found = self._read[id_] = _style(self._elements[id_])
        return found

    def name(self, style: str) -> str:
        """The name of a style; empty for one that is not there."""
        return self.names.get(style, "")

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Names by ids."""
        return {id_: _said(element, "name") for id_, element in self._elements.items()}

    def of_paragraph(self, said: str) -> str:
        """The paragraph style in effect: the one said if there is such a one, or the default."""
        style = self.get(said)
        return said if style is not None and style.kind == "paragraph" else self._defaults.get("paragraph", "")

    def of_run(self, said: str) -> str:
        """The character style in effect; a paragraph style stands for the one it is linked with."""
        style = self.get(said)
        if style is not None and style.kind == "paragraph":
            style = self.get(style.link)
        return style.id if style is not None and style.kind == "character" else ""

    def chain(self, style: str) -> tuple[Style, ...]:
        """A style and what it is based on, the farthest first."""
        found: list[Style] = []
        known = self._chains.get(style)
        if known is not None:
            return known
        one = self.get(style)
        while one is not None and len(found) < _MOST_ANCESTORS:
            if any(one is other for other in found) or (found and one.kind != found[0].kind):
                break
            found.append(one)
            one = self.get(one.based_on)
        chain = tuple(reversed(found))
        if chain:
            self._chains[style] = chain
        return chain

    # ------------------------------------------------------------------ levels of paragraphs

    def paragraph_base(self, table: TableStyling | None) -> Properties:
        """Document defaults, and the style of the table around."""
        return laid_over(self.default_paragraph, self._of_table(table)[0])

    # ------------------------------------------------------------------ levels of runs

    def run(self, paragraph_style: str, table: TableStyling | None, run_style: str, direct: Properties) -> Properties:
        """The properties of a run in effect, fonts not yet found in the theme."""
        key = (paragraph_style, table)
        base = self._runs.get(key)
        if base is None:
            base = self._run_base(paragraph_style, table)
            if len(self._runs) < _MOST_BASES:
                self._runs[key] = base
        if not run_style and not direct:
            return base
        of_style = self._of_chain(run_style)
        found = dict(laid_over(laid_over(base, of_style), direct))
        for toggle in _TOGGLE_NAMES:
            if toggle not in direct and toggle in of_style:
                found[toggle] = bool(self.default_run.get(toggle)) or base.get(toggle, False) != of_style[toggle]
        return found

    def _run_base(self, paragraph_style: str, table: TableStyling | None) -> Properties:
        of_table, of_paragraph = self._of_table(table)[1], self._of_chain(paragraph_style)
        found = dict(laid_over(laid_over(self.default_run, of_table), of_paragraph))
        for toggle in _TOGGLE_NAMES:
            if toggle in found:
                by_styles = of_table.get(toggle, False) != of_paragraph.get(toggle, False)
                found[toggle] = bool(self.default_run.get(toggle)) or by_styles
        return found

    def _of_chain(self, style: str) -> Properties:
        found: Properties = {}
        for one in self.chain(style):
            found = laid_over(found, one.run)
        return found

    def _of_table(self, table: TableStyling | None) -> tuple[Properties, Properties]:
        paragraph: Properties = {}
        run: Properties = {}
        if table is not None:
            for style in self.chain(table.style or self._defaults.get("table", "")):
                paragraph, run = laid_over(paragraph, style.paragraph), laid_over(run, style.run)
                for part in _CONDITIONS:
                    if part in style.parts and (part == "wholeTable" or part in table.conditions):
                        paragraph = laid_over(paragraph, style.parts[part][0])
                        run = laid_over(run, style.parts[part][1])
        return paragraph, run


def styles_in(package: OpenedPackage, part: str) -> Styles:
    """The styles of a part; those of another file with the same part may answer."""
    content, limits = package.unparsed(part)
    if len(content) <= _LONGEST_SHARED <= limits.trees:
        return _shared(content, part)
    return Styles(in_usual_names(parsed_part(content, part, limits)))


@kept_by_size(_MOST_SHARED)
def _shared(content: bytes, part: str) -> Styles:
    return Styles(in_usual_names(parsed_part(content, part)), tree_cost(content))


def _said(element: Element, name: str) -> str:
    name = w(name)
    for child in element:  # what is asked for stands in front
        if child.tag == name:
            return child.get(VAL, "")
    return ""


def _style(element: Element) -> Style:
    parts = {
        part.get(w("type"), ""): (paragraph_properties(said_in(part, "pPr")), run_properties(said_in(part, "rPr")))
        for part in element.iterchildren(w("tblStylePr"))
    }
    return Style(
        id=element.get(w("styleId"), ""),
        name=_said(element, "name"),
        kind=element.get(w("type"), "paragraph"),
        based_on=_said(element, "basedOn"),
        link=_said(element, "link"),
        paragraph=paragraph_properties(said_in(element, "pPr")),
        run=run_properties(said_in(element, "rPr")),
        parts=parts,
    )
