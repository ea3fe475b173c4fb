"""Boxes, pictures and signs in the drawings of a run, whichever way they are drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from gongwen.ooxml.facts.content import Lettering
from gongwen.ooxml.facts.measures import emu_length, style_lengths
from gongwen.ooxml.names import DRAWING, MARKUP_COMPATIBILITY, VML, WORD_DRAWING
from gongwen.ooxml.opened import Element, w
from gongwen.standard.units import Length

__all__ = [
    "ALTERNATIVES",
    "BLIP",
    "BOX",
    "IMAGE_DATA",
    "TEXT_PATH",
    "chosen",
    "lettering",
    "shown_parts",
    "size_around",
    "symbol",
    "text_of_alternatives",
]

BOX = w("txbxContent")
ALTERNATIVES = f"{{{MARKUP_COMPATIBILITY}}}AlternateContent"
BLIP, IMAGE_DATA = f"{{{DRAWING}}}blip", f"{{{VML}}}imagedata"
TEXT_PATH = f"{{{VML}}}textpath"
_T = w("t")
_INLINE, _ANCHOR = f"{{{WORD_DRAWING}}}inline", f"{{{WORD_DRAWING}}}anchor"
_EXTENT = f"{{{WORD_DRAWING}}}extent"


def chosen(alternatives: Element) -> Element | None:
    """Of several forms of one thing the first."""
    return next(iter(alternatives.iterchildren("*")), None)


def text_of_alternatives(alternatives: Element) -> str:
    """The text of the first form that has one: a sign that older programs show by another font."""
    forms = ["".join([text.text or "" for text in form.iter(_T)]) for form in alternatives.iterchildren("*")]
    return next(filter(None, forms), "")


def shown_parts(element: Element) -> Iterator[Element]:
    """The boxes, pictures and words in a drawing; what is in a box is its own affair."""
    if element.tag == ALTERNATIVES:
        form = chosen(element)
        if form is not None:
            yield from shown_parts(form)
        return
    for child in element:
        if child.tag in _SHOWN:
            yield child
        else:
            yield from shown_parts(child)


_SHOWN = frozenset((BOX, BLIP, IMAGE_DATA, TEXT_PATH))
_FACE = re.compile("font-family:[\"'\\s]*([^;\"']+)")
_PLAIN_TEXT = "#_x0000_t136"  # the kind of shape whose letters stand side by side
_WATERMARK = "WaterMark"  # as Word and WPS call the shape
_TURNED = re.compile(r"rotation:\s*-?[1-9]")
_COLOUR = re.compile("#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\\b")
_NAMED_COLOURS = {"red": "FF0000"}


def lettering(path: Element) -> Lettering | None:
    """The words of a shape that is drawn as letters; None for the definition of such shapes, which has none."""
    text, shape = path.get("string", ""), path.getparent()
    if not text.strip() or shape is None:
        return None
    kind, style = shape.get("type", _PLAIN_TEXT), shape.get("style", "")
    face = _FACE.search(path.get("style", ""))
    level = kind == _PLAIN_TEXT and _WATERMARK not in shape.get("id", "") and not _TURNED.search(style)
    return Lettering(text, _colour(shape.get("fillcolor", "")), face[1].strip() if face else "", level)


def _colour(said: str) -> str | None:
    """A colour of VML in six figures: ``red``, ``#f00``, ``#c00000 [2408]``; None for other names."""
    found = _COLOUR.match(said)
    if found is None:
        return _NAMED_COLOURS.get(said.partition(" ")[0].lower())
    return "".join(2 * figure for figure in found[1]) if len(found[1]) == 3 else found[1]


def size_around(part: Element) -> Mapping[str, Length | None]:
    """The size of the shape around a box or a picture."""
    for around in part.iterancestors():
        if around.tag in (_INLINE, _ANCHOR):
            extent = around.find(_EXTENT)
            if extent is not None:
                return {"width": emu_length(extent.get("cx")), "height": emu_length(extent.get("cy"))}
        elif str(around.tag).startswith(f"{{{VML}}}") and around.get("style"):
            return style_lengths(around.get("style", ""))
    return {}


def symbol(element: Element) -> str:
    """A character of a font of symbols; those live in a private area, where a plain one is not to be found."""
    try:
        code = int(element.get(w("char"), ""), 16)
    except ValueError:
        return ""
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE else ""
