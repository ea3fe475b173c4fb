"""The parts that documents in one package share: pictures and headers once each, footers by form, styles once."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from gongwen.blocks.stylesheet import Stylesheet
from gongwen.keeping import kept_by_size
from gongwen.model import Form
from gongwen.model.image import image_facts
from gongwen.ooxml.package import deflated, packed_once, stored
from gongwen.ooxml.stream import PackageStream
from gongwen.write.base import content_types, footers, unshaped_members
from gongwen.write.relationships import (
    EVEN_FOOTER,
    FIRST_HEADER,
    ODD_FOOTER,
    PackageShape,
    Part,
    document_parts,
    parts_relationships_xml,
)
from gongwen.write.styles import styles_xml

__all__ = ["MergedParts"]

_STYLES = "word/styles.xml"

# The footers of a letter reach further down than those of other forms (9704-10.1-d), and stand beside them.
_OF_LETTERS = {ODD_FOOTER: ("rId12", "footer", "footer7.xml"), EVEN_FOOTER: ("rId13", "footer", "footer8.xml")}
_REFERENCE = '<w:{}Reference w:type="{}" r:id="{}"/>'
_FOOTERS_OF_LETTERS = tuple(
    (_REFERENCE.format("footer", pages, own), _REFERENCE.format("footer", pages, _OF_LETTERS[own][0]))
    for pages, own in (("default", ODD_FOOTER), ("even", EVEN_FOOTER))
)
_HEADER = _REFERENCE.format("header", "first", FIRST_HEADER)

# Drawings of the text are numbered above those of the footers.
_NUMBERED_BEFORE = 2_000_000


class MergedParts:
    """Takes in what documents have beside their text; pictures and headers are written as soon as they come.

    It is the :class:`~gongwen.write.writer.Pictures` of all the texts.
    """

    def __init__(self, package: PackageStream, sheet: Stylesheet) -> None:
        self._package = package
        self._sheet = sheet
        self._shapes: dict[PackageShape, None] = {}
        self._headers: dict[bytes, Part] = {}
        self._pictures: dict[bytes, Part] = {}
        self._number = _NUMBERED_BEFORE
        # These come first: a program that looks at the beginning of a file alone knows a document by them.
        known = unshaped_members(sheet)
        del known[_STYLES]
        self._add_members(known)

    def add(self, data: bytes) -> str:
        """Take a picture in; its relationship's id."""
        key = _fingerprint(data)
        part = self._pictures.get(key)
        if part is None:
            number = len(self._pictures) + 1
            part = (f"rIdImage{number}", "image", f"media/image{number}.{image_facts(data).extension}")
            self._pictures[key] = part
            self._package.add(stored(f"word/{part[2]}", data))
        return part[0]

    def next_number(self) -> int:
        """A number that no other drawing has."""
        self._number += 1
        return self._number

    def add_header(self, xml: str) -> str:
        """Take the header of a letter's page one in; its relationship's id."""
        content = xml.encode()
        key = _fingerprint(content)
        part = self._headers.get(key)
        if part is None:
            number = len(self._headers) + 1
            part = self._headers[key] = (f"rIdHeader{number}", "header", f"header{number}.xml")
            self._package.add(deflated(f"word/{part[2]}", content))
        return part[0]

    def in_place(self, xml: str, shape: PackageShape, header: str) -> str:
        """A text written for a package of its own, with references to the parts of this one.

        ``header`` is the id of the header of its page one, if it has one.
        """
        self._shapes[shape] = None
        if shape.form is not Form.LETTER:
            return xml
        for own, merged in _FOOTERS_OF_LETTERS:
            xml = xml.replace(own, merged)
        return xml.replace(_HEADER, _REFERENCE.format("header", "first", header))

    def finish(self, more_styles: str) -> None:
        """Write what is known only now: styles, footers, relationships, content types."""
        members = {_STYLES: styles_xml(self._sheet, more_styles)}
        parts: dict[Part, None] = {}
        for shape in self._shapes:
            contents = footers(self._sheet, shape)
            for own in document_parts(shape):
                part = _merged_part(own, shape)
                if part is None:
                    continue
                parts[part] = None
                if own[2] in contents:
                    members[f"word/{part[2]}"] = contents[own[2]]
        every = (*parts, *self._headers.values())
        members["word/_rels/document.xml.rels"] = parts_relationships_xml((*every, *self._pictures.values()))
        members["[Content_Types].xml"] = content_types(every)
        self._add_members(members)

    def _add_members(self, members: Mapping[str, str]) -> None:
        for name, content in members.items():
            self._package.add(packed_once(name, content.encode()))


def _merged_part(part: Part, shape: PackageShape) -> Part | None:
    """What a part of a package of this shape becomes; letters' headers come one by one."""
    if part[0] == FIRST_HEADER:
        return None
    return _OF_LETTERS.get(part[0], part) if shape.form is Form.LETTER else part


@kept_by_size()
def _fingerprint(content: bytes) -> bytes:
    """Known by its hash, no picture need be held; the same seal comes with every document."""
    return sha256(content).digest()
