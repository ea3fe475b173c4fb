"""Files in the strict form of the standard (ISO/IEC 29500-1), told in the namespaces that everybody else uses."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from gongwen.ooxml.names import DRAWING, PICTURE, RELATIONSHIPS, WORD, WORD_DRAWING
from gongwen.ooxml.opened import Element

__all__ = ["in_usual_names"]

_STRICT = "http://purl.oclc.org/ooxml/"
_USUAL: Mapping[str, str] = MappingProxyType(
    {
        _STRICT + "wordprocessingml/main": WORD,
        _STRICT + "officeDocument/relationships": RELATIONSHIPS,
        _STRICT + "drawingml/main": DRAWING,
        _STRICT + "drawingml/picture": PICTURE,
        _STRICT + "drawingml/wordprocessingDrawing": WORD_DRAWING,
    }
)


def in_usual_names(root: Element | None) -> Element | None:
    """The tree, its strict names changed in place to the usual ones; a usual tree is left alone."""
    if root is None or not any(str(uri).startswith(_STRICT) for uri in root.nsmap.values()):
        return root
    for element in root.iter("*"):
        element.tag = _usual(str(element.tag))
        for name, value in element.attrib.items():
            usual = _usual(str(name))
            if usual != name:
                del element.attrib[name]
                element.set(usual, value)
    return root


def _usual(name: str) -> str:
    uri, mark, local = name[1:].partition("}") if name.startswith("{") else ("", "", name)
    return f"{{{_USUAL[uri]}}}{local}" if mark and uri in _USUAL else name
