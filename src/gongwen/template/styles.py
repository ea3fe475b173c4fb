"""The library's named styles brought into a template that lacks them; what the template has stays as it is.

Word finds styles by id, people by name: a template that was saved by another program may have our styles under ids of
its own, so they are looked for by name, and the blocks of the library are given those ids. Where many documents of one
template go into one file, their styles go into one part; those that depart get ids and names of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from hashlib import sha256
from typing import NamedTuple

from lxml import etree

from gongwen.blocks.stylesheet import Stylesheet
from gongwen.ooxml.names import WORD, XML_HEAD
from gongwen.ooxml.opened import Element, w
from gongwen.standard.roles import Role
from gongwen.standard.units import Length
from gongwen.template.places import StyleSizes
from gongwen.template.shared_parts import parsed
from gongwen.write.pieces import size_of
from gongwen.write.styles import styles_xml

__all__ = ["MergedStyles", "Styles", "merged_styles", "tightened_styles"]

_PREFIX = "Gw"
_STYLE_IN_BLOCK = re.compile(r'<w:(pStyle|rStyle|tblStyle) w:val="([^"]+)"/>')


class Styles(NamedTuple):
    """The template's styles with ours among them; ``renamed`` says which of ours have another id there."""

    xml: bytes
    sizes: StyleSizes
    renamed: Mapping[str, str]

    def in_template(self, blocks: str) -> str:
        """The XML of blocks with the ids that their styles have in the template."""
        if not self.renamed:
            return blocks
        return _STYLE_IN_BLOCK.sub(
            lambda found: f'<w:{found[1]} w:val="{self.renamed.get(found[2], found[2])}"/>', blocks
        )


def tightened_styles(xml: bytes, usual: Stylesheet, tight: Stylesheet) -> bytes:
    """The styles with the lines and characters of a tightened profile, wherever they have those of the usual one."""
    root = etree.fromstring(xml)
    before = {_name(style): style for style in _styles(etree.fromstring(styles_xml(usual).encode()))}
    after = {_name(style): style for style in _styles(etree.fromstring(styles_xml(tight).encode()))}
    for style in _styles(root):
        name = _name(style)
        if name not in before:
            continue
        for path in _TIGHTENED:
            own, old, new = (one.find(path) for one in (style, before[name], after[name]))
            if own is None or old is None or new is None:
                continue
            for attribute, value in new.attrib.items():
                if own.get(attribute) == old.get(attribute):
                    own.set(attribute, value)
    return XML_HEAD.encode() + etree.tostring(root, encoding="utf-8")


_TIGHTENED = (f"{w('pPr')}/{w('spacing')}", f"{w('pPr')}/{w('ind')}", f"{w('rPr')}/{w('spacing')}")


def merged_styles(own: Element | None, sheet: Stylesheet) -> Styles:
    """The styles of a template, with those of the library that it lacks at their end."""
    ours = etree.fromstring(styles_xml(sheet).encode())
    if own is None:
        own = deepcopy(ours)
    present = {_name(style): style for style in _styles(own)}
    taken = {style.get(w("styleId"), "") for style in present.values()}
    renamed: dict[str, str] = {}
    same_base = _is_same_base(own, ours)
    for style in [*_styles(ours)]:
        id_ = style.get(w("styleId"), "")
        if not id_.startswith(_PREFIX):
            continue
        there = present.get(_name(style))
        if there is not None:
            if there.get(w("styleId")) != id_:
                renamed[id_] = there.get(w("styleId"), "")
            continue
        brought = deepcopy(style)
        if id_ in taken:
            renamed[id_] = f"{id_}Own"
            brought.set(w("styleId"), renamed[id_])
        if not same_base:
            _stand_alone(brought)
        own.append(brought)
    xml = XML_HEAD.encode() + etree.tostring(own, encoding="utf-8")
    return Styles(xml, _sizes(own, ours), renamed)


def _styles(root: Element) -> Iterator[Element]:
    return root.iterchildren(w("style"))


def _name(style: Element) -> str:
    name = style.find(w("name"))
    return name.get(w("val"), "") if name is not None else ""


def _is_same_base(own: Element, ours: Element) -> bool:
    """Whether paragraphs without a style look as ours do, so that our styles may be based on theirs."""
    normals = [
        [style for style in _styles(root) if style.get(w("styleId")) == "Normal" and _name(style) == "Normal"]
        for root in (own, ours)
    ]
    defaults = [root.find(w("docDefaults")) for root in (own, ours)]
    if not all(normals) or None in defaults:
        return False
    pairs = [(normals[0][0], normals[1][0]), (defaults[0], defaults[1])]
    return all(_canonical(a) == _canonical(b) for a, b in pairs if a is not None and b is not None)


def _canonical(element: Element) -> bytes:
    return etree.tostring(element, method="c14n", exclusive=True)


def _stand_alone(style: Element) -> None:
    """Not on the template's own body text, whose indents and spaces would show through."""
    based = style.find(w("basedOn"))
    if based is not None and style.get(w("type")) != "table":
        style.remove(based)
    elif based is not None:
        style.remove(based)
        properties = style.find(w("tblPr"))
        if properties is not None:
            sides = "".join(
                f'<w:{side} w:w="{width}" w:type="dxa"/>'
                for side, width in (("top", 0), ("left", 108), ("bottom", 0), ("right", 108))
            )
            margins = etree.fromstring(f'<w:tblCellMar xmlns:w="{WORD}">{sides}</w:tblCellMar>')
            properties.append(margins)


def _sizes(own: Element, ours: Element) -> StyleSizes:
    by_name = {role.value: role for role in Role}
    usual = {_name(style): _size(style) for style in _styles(ours)}
    roles: dict[str, Role] = {}
    sizes: dict[Role, Length] = {}
    for style in _styles(own):
        role = by_name.get(_name(style))
        if role is None:
            continue
        roles[style.get(w("styleId"), "")] = role
        size = _size(style)
        if size is not None and size != usual.get(role.value):
            sizes[role] = size
    return StyleSizes(roles, sizes)


def _size(style: Element) -> Length | None:
    size = style.find(f"{w('rPr')}/{w('sz')}")
    return size_of(size.get(w("val"))) if size is not None else None


# ---------------------------------------------------------------------------- of many documents in one file

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
