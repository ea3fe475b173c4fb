"""Boxes, pictures and signs in the drawings of a run, whichever way they are drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongwen.ooxml.facts.measures import emu_length, style_lengths
from gongwen.ooxml.names import DRAWING, MARKUP_COMPATIBILITY, VML, WORD_DRAWING
from gongwen.ooxml.opened import Element, w
from gongwen.standard.units import Length

__all__ = [
    "ALTERNATIVES",
    "BLIP",
    "BOX",
    "IMAGE_DATA",
    "chosen",
    "shown_parts",
    "size_around",
    "symbol",
    "text_of_alternatives",
]

BOX = w("txbxContent")
ALTERNATIVES = f"{{{MARKUP_COMPATIBILITY}}}AlternateContent"
BLIP, IMAGE_DATA = f"{{{DRAWING}}}blip", f"{{{VML}}}imagedata"
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
    """The boxes and pictures in a drawing; what is in a box is its own affair."""
    if element.tag == ALTERNATIVES:
        form = chosen(element)
        if form is not None:
            yield from shown_parts(form)
        return
    for child in element:
        if child.tag in (BOX, BLIP, IMAGE_DATA):
            yield child
        else:
            yield from shown_parts(child)


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
