"""Styles of many documents of one template in one part; those that depart get ids and names of their own."""

from __future__ import annotations

from copy import deepcopy
from hashlib import sha256

from lxml import etree

from gongwen.ooxml.names import XML_HEAD
from gongwen.ooxml.opened import Element, w
from gongwen.template.shared_parts import parsed

__all__ = ["MergedStyles"]

_USES = tuple(map(w, ("pStyle", "rStyle", "tblStyle")))
_REFERENCES = tuple(map(w, ("basedOn", "next", "link")))


class MergedStyles:
    """The styles of the first document, and variants of those that are others in a later one (9704-7.3.5.5)."""

    def __init__(self, content: bytes) -> None:
        self._root = parsed(content)
        self._first = _by_id(self._root)
        self._renamed: dict[bytes, dict[str, str]] = {sha256(content).digest(): {}}

    def replace_in(self, root: Element, content: bytes) -> None:
        """Let a document that came with these styles use those of the merged part."""
        key = sha256(content).digest()
        renamed = self._renamed.get(key)
        if renamed is None:
            renamed = self._renamed[key] = self._add(_by_id(parsed(content)), len(self._renamed))
        if renamed:
            for use in root.iter(*_USES):
                use.set(w("val"), renamed.get(use.get(w("val"), ""), use.get(w("val"), "")))

    def xml(self) -> bytes:
        """The part."""
        return XML_HEAD.encode() + etree.tostring(self._root, encoding="utf-8")

    def _add(self, styles: dict[str, Element], number: int) -> dict[str, str]:
        departing = {
            id_ for id_, style in styles.items() if id_ not in self._first or not _alike(style, self._first[id_])
        }
        # A style that is based on one of them departs with it.
        while more := {id_ for id_, style in styles.items() if id_ not in departing and _base(style) in departing}:
            departing |= more
        renamed = {id_: f"{id_}Variant{number}" for id_ in departing}
        for id_ in sorted(departing):
            style = deepcopy(styles[id_])
            style.set(w("styleId"), renamed[id_])
            style.attrib.pop(w("default"), None)
            name = style.find(w("name"))
            if name is not None:
                name.set(w("val"), f"{name.get(w('val'))}（{number + 1}）")
            for reference in style.iter(*_REFERENCES):
                reference.set(w("val"), renamed.get(reference.get(w("val"), ""), reference.get(w("val"), "")))
            self._root.append(style)
        return renamed


def _by_id(root: Element) -> dict[str, Element]:
    return {style.get(w("styleId"), ""): style for style in root.iterchildren(w("style"))}


def _alike(one: Element, other: Element) -> bool:
    return etree.tostring(one, method="c14n", exclusive=True) == etree.tostring(other, method="c14n", exclusive=True)


def _base(style: Element) -> str | None:
    based = style.find(w("basedOn"))
    return None if based is None else based.get(w("val"))
