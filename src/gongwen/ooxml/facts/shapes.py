"""Where drawings stand on the page: lines drawn as shapes, and the shape or frame around a text box.

In: elements of a file, which no layout has moved. Out: places from the edge of the sheet where the file says them so;
what hangs on a paragraph or a character has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gongwen.ooxml.facts.drawings import ALTERNATIVES, BOX, chosen
from gongwen.ooxml.facts.measures import emu_length, style_lengths
from gongwen.ooxml.facts.sections import Section
from gongwen.ooxml.names import DRAWING, VML, WORD_DRAWING
from gongwen.ooxml.opened import Element
from gongwen.standard.units import Length, Mm, Pt

__all__ = ["DrawnLine", "drawn_lines", "top_of_box"]

_ANCHOR = f"{{{WORD_DRAWING}}}anchor"
_EXTENT, _DOWN = f"{{{WORD_DRAWING}}}extent", f"{{{WORD_DRAWING}}}positionV"
_OFFSET = f"{{{WORD_DRAWING}}}posOffset"
_GEOMETRY, _STROKE = f"{{{DRAWING}}}prstGeom", f"{{{DRAWING}}}ln"
_COLOUR = f"{{{DRAWING}}}srgbClr"
_LINE, _SHAPE = f"{{{VML}}}line", f"{{{VML}}}shape"
_STRAIGHT = frozenset(("line", "straightConnector1"))
_CONNECTOR = "#_x0000_t32"
_DOWN_FROM = re.compile(r"mso-position-vertical-relative:\s*([a-z-]+)")
_NAMED = {"red": "FF0000", "black": "000000"}
_HEX = re.compile("#?([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})\\b")
_THINNEST, _FLAT = Pt(0.75), 1.0  # a stroke that names no weight; millimetres that a level line may rise


class DrawnLine(NamedTuple):
    """A level line: how far its middle is below the edge of the sheet, or below its paragraph; its length, thickness
    and colour (None: not told)."""

    y: Length
    on_page: bool
    length: Length
    thickness: Length
    colour: str | None


def drawn_lines(element: Element, section: Section | None) -> Iterator[DrawnLine]:
    """The level lines drawn in a paragraph, those of a text box or a group left out."""
    for child in element:
        if child.tag == ALTERNATIVES:
            form = chosen(child)
            if form is not None:
                yield from drawn_lines(form, section)
        elif child.tag == BOX:
            continue
        elif child.tag == _ANCHOR:
            yield from _anchored(child, section)
        elif child.tag == _LINE or (child.tag == _SHAPE and child.get("type") == _CONNECTOR):
            yield from _old(child, section)
        else:
            yield from drawn_lines(child, section)


def _anchored(anchor: Element, section: Section | None) -> Iterator[DrawnLine]:
    shapes = [shape for shape in anchor.iter(_GEOMETRY) if shape.get("prst") in _STRAIGHT]
    extent, stroke = anchor.find(_EXTENT), next(anchor.iter(_STROKE), None)
    if len(shapes) != 1 or extent is None:
        return
    wide, high = emu_length(extent.get("cx")), emu_length(extent.get("cy"))
    if wide is None or high is None or high.mm > _FLAT:
        return
    colour = None if stroke is None else next((one.get("val") for one in stroke.iter(_COLOUR)), None)
    thickness = None if stroke is None else emu_length(stroke.get("w"))
    down, on_page = _down(anchor, section)
    if down is not None:
        yield DrawnLine(down, on_page, wide, thickness or _THINNEST, colour)


def _down(anchor: Element, section: Section | None) -> tuple[Length | None, bool]:
    """How far down an anchored drawing stands, and whether that is from the edge of the sheet."""
    place = anchor.find(_DOWN)
    offset = None if place is None else emu_length(place.findtext(_OFFSET))
    if place is None or offset is None:
        return None, False
    return _from_edge(offset, place.get("relativeFrom", ""), section)


def _from_edge(offset: Length, beside: str, section: Section | None) -> tuple[Length, bool]:
    if beside == "margin" and section is not None:
        return offset + Mm(abs(section.margins.top.mm)), True
    return offset, beside == "page"


def _old(shape: Element, section: Section | None) -> Iterator[DrawnLine]:
    style = shape.get("style", "")
    said = style_lengths(style)
    if shape.tag == _LINE:
        begin, end = (_point(shape.get(name, "")) for name in ("from", "to"))
        if begin is None or end is None:
            return
        wide, high, offset = end[0] - begin[0], end[1] - begin[1], begin[1]
        offset = offset + said.get("margin-top", Mm(0))
    else:
        wide, high, offset = (said.get(name, Mm(0)) for name in ("width", "height", "margin-top"))
    if abs(high.mm) > _FLAT or wide.mm <= 0:
        return
    found = _DOWN_FROM.search(style)
    y, on_page = _from_edge(offset, found[1] if found else "text", section)
    weight = style_lengths(f"w:{shape.get('strokeweight', '')}").get("w")
    yield DrawnLine(y, on_page, wide, weight or _THINNEST, _old_colour(shape.get("strokecolor", "black")))


def _point(said: str) -> tuple[Length, Length] | None:
    lengths = [style_lengths(f"at:{part}").get("at") for part in said.split(",")]
    if len(lengths) != 2 or lengths[0] is None or lengths[1] is None:
        return None
    return lengths[0], lengths[1]


def _old_colour(said: str) -> str | None:
    found = _HEX.match(said)
    if found is None:
        return _NAMED.get(said.partition(" ")[0].lower())
    return found[1].upper() if len(found[1]) == 6 else "".join(2 * figure for figure in found[1]).upper()


def top_of_box(element: Element | None, section: Section | None) -> Length | None:
    """How far below the edge of the sheet the text box around a paragraph begins; None where that is not told."""
    box = element
    while box is not None and box.tag != BOX:
        box = box.getparent()
    around = box
    while around is not None and around.tag != _ANCHOR:
        if around.tag == _SHAPE:
            style = around.get("style", "")
            found, offset = _DOWN_FROM.search(style), style_lengths(style).get("margin-top")
            if found is None or offset is None:
                return None
            y, on_page = _from_edge(offset, found[1], section)
            return y if on_page else None
        around = around.getparent()
    if around is None:
        return None
    y_or_none, on_page = _down(around, section)
    return y_or_none if on_page else None
