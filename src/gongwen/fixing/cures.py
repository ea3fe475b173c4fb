"""Remedies carried out: each aspect that a rule may name has one function that changes it in the file's XML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeAlias

from lxml import etree

from gongwen.checking.colours import is_black, is_red
from gongwen.checking.measures import points
from gongwen.checking.page import Line
from gongwen.checking.remedies import RED, Aspect
from gongwen.checking.report import Finding
from gongwen.fixing.edits import At
from gongwen.ooxml import setting
from gongwen.ooxml.facts import Run, RunFormat
from gongwen.ooxml.opened import Element, said_in, w
from gongwen.standard import figures
from gongwen.standard.families import FAMILIES, is_of_family
from gongwen.standard.profiles import Face
from gongwen.standard.units import Length, Mm

__all__ = ["FOLIO", "OF_LINES", "OF_SECTIONS", "PLACED", "File", "Sections"]

FOLIO = "— 1 —"
_NO_FONT = "没有设中文字体"
_NONE = Mm(0)
_HAN = re.compile("[\u4e00-\u9fff]")
_FIELD = ("begin", "separate", "end")
_P = w("p")


class File:
    """What cures ask of the file around a line."""

    def __init__(self, lines: Mapping[At, Line]) -> None:
        self.lines = lines

    @cached_property
    def _used(self) -> Counter[str]:
        lines = self.lines.values()
        return Counter(said.font_east_asia for line in lines for _, said in line.chinese() if said.font_east_asia)

    def font(self, face: Face) -> str:
        """Which font of a typeface the file gets: the one of the family that it uses most, or the common one."""
        of_family = [font for font, _ in self._used.most_common() if is_of_family(font, face)]
        return of_family[0] if of_family else FAMILIES[face][0]


Cure: TypeAlias = Callable[[Line, Finding, Any, File], None]
Sections: TypeAlias = list[Element]


def _paragraph(line: Line) -> Element:
    element = line.paragraph.element
    assert element is not None  # every paragraph of a file comes from one
    return element


def _elements(runs: Iterable[tuple[Run, RunFormat]]) -> Iterator[tuple[Element, RunFormat]]:
    return ((run.element, said) for run, said in runs if run.element is not None)


# ---------------------------------------------------------------------------------- words


def _typeface(line: Line, finding: Finding, face: Face, file: File) -> None:
    for run, said in _elements(line.chinese()):
        if (said.font_east_asia or _NO_FONT) == finding.found:
            setting.set_chinese_font(run, file.font(face))


def _some_typeface(line: Line, finding: Finding, face: Face, file: File) -> None:
    for run, _ in line.chinese():
        if run.text.strip() == finding.text and run.element is not None:
            setting.set_chinese_font(run.element, file.font(face))


def _digits(line: Line, _: Finding, face: Face, __: File) -> None:
    for run, said in _elements(line.runs):
        if said.font_ascii is None or not is_of_family(said.font_ascii, face):
            setting.set_latin_font(run, FAMILIES[face][0])


def _size(line: Line, finding: Finding, size: Any, _: File) -> None:
    for run, said in _elements(line.runs):
        if points(said.size) == finding.found:
            setting.set_size(run, size)


def _colour(line: Line, _: Finding, colour: str, __: File) -> None:
    fits = is_red if colour == RED else is_black
    for run, said in _elements(line.runs):
        if not fits(said.colour):
            setting.set_colour(run, colour)


def _ground(line: Line, *_: Any) -> None:
    for run, said in _elements(line.runs):
        if said.highlight or said.shading:
            setting.set_plain_ground(run)


def _bold(line: Line, *_: Any) -> None:
    for run, said in _elements(line.runs):
        if said.bold:
            setting.set_bold(run, bold=False)


def _spacing(line: Line, _: Finding, spacing: Any, __: File) -> None:
    for run, _said in _elements(line.runs):
        setting.set_spacing(run, spacing)


# ---------------------------------------------------------------------------------- places of lines


def _pitch(line: Line, _: Finding, pitch: Any, __: File) -> None:
    setting.set_line(_paragraph(line), pitch)


def _gaps(line: Line, *_: Any) -> None:
    setting.set_no_gaps(_paragraph(line))


def _room_above(line: Line, _: Finding, room: Length, __: File) -> None:
    setting.set_room_above(_paragraph(line), room)


def _alignment(line: Line, _: Finding, alignment: str, __: File) -> None:
    if alignment == "center":
        setting.centre(_paragraph(line))
    else:
        setting.set_alignment(_paragraph(line), alignment)


def _indents(line: Line, _: Finding, value: tuple[float, float], __: File) -> None:
    character = line.size or figures.BODY_SIZE.value
    left, first = value
    paragraph = _paragraph(line)
    setting.set_indents(paragraph, left=character * left, first=character * first)
    if line.format.alignment in ("center", "right", "end"):
        setting.set_alignment(paragraph, "both" if first > 0 else "left")


def _right(line: Line, _: Finding, characters: float, __: File) -> None:
    character = line.size or figures.BODY_SIZE.value
    paragraph = _paragraph(line)
    setting.set_alignment(paragraph, "right")
    setting.set_indents(paragraph, left=_NONE, first=_NONE, right=character * characters)


def _signature(line: Line, finding: Finding, value: tuple[int, float, float], file: File) -> None:
    """The date where it belongs, and the name above it."""
    number, of_name, of_date = value
    name = file.lines.get((line.paragraph.part, number))
    if name is not None:
        _right(name, finding, of_name, file)
    _right(line, finding, of_date, file)


def _rule(line: Line, _: Finding, value: Any, __: File) -> None:
    setting.set_border(_paragraph(line), *value)


def _sides(line: Line, *_: Any) -> None:
    setting.set_sides(_paragraph(line))


def _new_page(line: Line, *_: Any) -> None:
    setting.set_page_break_before(_paragraph(line))


def _empty_line(line: Line, *_: Any) -> None:
    """Take out the empty paragraphs below; one that ends a section, or holds anything, stays."""
    paragraph = _paragraph(line)
    while (below := paragraph.getnext()) is not None and below.tag == _P and _is_empty(below):
        parent = below.getparent()
        assert parent is not None  # a sibling has the same
        parent.remove(below)


def _is_empty(paragraph: Element) -> bool:
    section = paragraph.find(f"{w('pPr')}/{w('sectPr')}")
    return section is None and all(child.tag == w("pPr") for child in paragraph)


def _folio(line: Line, *_: Any) -> None:
    """A folio written anew between its dashes; how it is set stays."""
    paragraph = _paragraph(line)
    looks = next((run.element.find(w("rPr")) for run, _ in line.runs if run.element is not None), None)
    for child in list(paragraph):
        if child.tag != w("pPr"):
            paragraph.remove(child)
    before, _number, after = FOLIO.partition("1")
    pieces = [_run_of("t", before), *(_run_of("fldChar", kind) for kind in _FIELD), _run_of("t", after)]
    pieces.insert(2, _run_of("instrText", "PAGE"))
    pieces.insert(4, _run_of("t", "1"))
    for piece in pieces:
        if looks is not None:
            piece.insert(0, etree.fromstring(etree.tostring(looks)))
        paragraph.append(piece)


def _run_of(name: str, said: str) -> Element:
    run = etree.Element(w("r"))
    child = etree.SubElement(run, w(name))
    if name == "fldChar":
        child.set(w("fldCharType"), said)
    else:
        child.text = said
        child.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run


OF_LINES: Mapping[Aspect, Cure] = MappingProxyType(
    {
        Aspect.TYPEFACE: _typeface,
        Aspect.SOME_TYPEFACE: _some_typeface,
        Aspect.DIGITS: _digits,
        Aspect.SIZE: _size,
        Aspect.COLOUR: _colour,
        Aspect.GROUND: _ground,
        Aspect.BOLD: _bold,
        Aspect.SPACING: _spacing,
        Aspect.PITCH: _pitch,
        Aspect.GAPS: _gaps,
        Aspect.ROOM_ABOVE: _room_above,
        Aspect.ALIGNMENT: _alignment,
        Aspect.INDENTS: _indents,
        Aspect.RIGHT: _right,
        Aspect.SIGNATURE: _signature,
        Aspect.RULE: _rule,
        Aspect.SIDES: _sides,
        Aspect.NEW_PAGE: _new_page,
        Aspect.EMPTY_LINE: _empty_line,
        Aspect.FOLIO: _folio,
    }
)
"""How each aspect of a line is changed."""


PLACED = frozenset((Aspect.INDENTS, Aspect.RIGHT, Aspect.SIGNATURE))
"""Aspects that are reckoned in characters of the line: its size comes first."""


# ---------------------------------------------------------------------------------- sections


def _paper(sections: Sections, _: Any) -> None:
    for section in sections:
        setting.set_paper(section, figures.PAGE_WIDTH.value, figures.PAGE_HEIGHT.value)


def _margin(sections: Sections, value: Any) -> None:
    for section in sections:
        if not _lies(section):
            setting.set_margin(section, *value)


def _lies(section: Element) -> bool:
    size = said_in(section, "pgSz")
    return size is not None and size.get(w("orient")) == "landscape"


OF_SECTIONS: Mapping[Aspect, Callable[[Sections, Any], None]] = MappingProxyType(
    {Aspect.PAPER: _paper, Aspect.MARGIN: _margin}
)
"""How each aspect of the sheets is changed."""
