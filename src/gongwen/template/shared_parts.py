"""The parts that documents of one template share in one package: each content once, under one relationship."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from gongwen.errors import DocumentError, Fault
from gongwen.ooxml.names import (
    CONTENT_TYPE_BASE,
    CONTENT_TYPES,
    PACKAGE_RELATIONSHIPS,
    RELATIONSHIP_BASE,
    WORD,
    XML_HEAD,
)
from gongwen.ooxml.opened import Element, parsed_part
from gongwen.ooxml.package import deflated, stored
from gongwen.ooxml.stream import PackageStream
from gongwen.template.opened import DOCUMENT

__all__ = ["Members", "SharedParts", "kind_of", "parsed"]

Members = Mapping[str, bytes]
"""The members of one package by name."""

_TYPES, _PACKAGE = "[Content_Types].xml", ""
# A document has one of each; those of a template's documents are alike.
_ONE_OF_EACH = frozenset(
    {"settings", "webSettings", "fontTable", "theme", "glossaryDocument", "people", "stylesWithEffects"}
    | {"styles", "numbering"}
)
_NUMBERED_TEXTS = {"footnotes": "脚注", "endnotes": "尾注", "comments": "批注"}
_DEEPEST = 8
_DEFAULTS = (
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
)


class _Relationship(NamedTuple):
    id: str
    type: str
    target: str
    external: bool


class SharedParts:
    """Takes in the parts of whole packages, document after document, and writes each new one to ``package`` at once.

    ``later`` are members that the caller writes itself in the end; their places are kept.
    """

    def __init__(self, package: PackageStream, later: frozenset[str]) -> None:
        self._package = package
        self._later = later
        self._names: dict[bytes, str] = {}
        self._ids: dict[tuple[str, str, bool], str] = {}
        self._numbered_texts: dict[str, bytes] = {}
        self._types: dict[str, str] = {}

    def begin(self, members: Members) -> None:
        """Take over from the first document what stands beside it: its properties, and the package's own relations."""
        types = _ContentTypes(members)
        self._types[DOCUMENT] = types.of(DOCUMENT)
        for relationship in _relationships(members, _PACKAGE):
            name = _resolved(_PACKAGE, relationship.target)
            if not relationship.external and name in members and name != DOCUMENT:
                self._taken(members, types, name, 0)
        self._package.add(deflated(_relationships_of(_PACKAGE), members[_relationships_of(_PACKAGE)]))

    def ids(self, members: Members) -> dict[str, str]:
        """The relationships of a document: their ids in the merged one by those in its own.

        Raises :class:`~gongwen.DocumentError` for what two documents cannot share, such as footnotes that differ.
        """
        types = _ContentTypes(members)
        found: dict[str, str] = {}
        for id_, type_, target, external in _relationships(members, DOCUMENT):
            if external:
                found[id_] = self._id(type_, target, external=True)
                continue
            name = _resolved(DOCUMENT, target)
            if name not in members:
                continue  # Word and LibreOffice pass over it too
            self._check_alike(kind_of(type_), members[name])
            known = self._the_one(type_)
            found[id_] = known or self._id(type_, _relative(DOCUMENT, self._taken(members, types, name, 0)))
        return found

    def blank(self, kind: str) -> str:
        """The relationship of an empty header or footer."""
        tag = {"header": "hdr", "footer": "ftr"}[kind]
        xml = f'{XML_HEAD}<w:{tag} xmlns:w="{WORD}"><w:p/></w:{tag}>'
        members = {f"word/blank_{kind}.xml": xml.encode(), _TYPES: _BLANK_TYPES}
        target = _relative(DOCUMENT, self._taken(members, _ContentTypes(members), f"word/blank_{kind}.xml", 0))
        return self._id(RELATIONSHIP_BASE + kind, target)

    def finish(self) -> None:
        """Write what is known only now: the document's relationships, and the types of all parts."""
        entries = [_Relationship(id_, *key) for key, id_ in self._ids.items()]
        self._package.add(deflated(_relationships_of(DOCUMENT), _relationships_xml(entries)))
        overrides = "".join(
            f"<Override PartName={quoteattr('/' + name)} ContentType={quoteattr(of)}/>"
            for name, of in self._types.items()
        )
        xml = f'{XML_HEAD}<Types xmlns="{CONTENT_TYPES}">{_DEFAULTS}{overrides}</Types>'
        self._package.add(deflated(_TYPES, xml.encode()))

    def _id(self, type_: str, target: str, *, external: bool = False) -> str:
        return self._ids.setdefault((type_, target, external), f"rId{len(self._ids) + 1}")

    def _the_one(self, type_: str) -> str | None:
        kind = kind_of(type_)
        if kind not in _ONE_OF_EACH:
            return None
        return next((id_ for (known, _, _), id_ in self._ids.items() if known == type_), None)

    def _check_alike(self, kind: str, content: bytes) -> None:
        name = _NUMBERED_TEXTS.get(kind)
        if name is not None and self._numbered_texts.setdefault(kind, content) != content:
            message = f"模板的{name}里有标签，各份的{name}不同，不能合成一个文件"
            raise DocumentError(Fault("cannot-merge", message, f"把{name}里的内容移到正文，或逐份打印"))

    def _taken(self, members: Members, types: _ContentTypes, name: str, depth: int) -> str:
        """The name under which a part stands in the package; written now if its content is new."""
        if depth > _DEEPEST:
            raise DocumentError(Fault("suspicious-package", f"部件 {name} 套得太深", "换一个文件"))
        relationships = [
            one._replace(target=self._taken(members, types, inner, depth + 1))
            if not one.external and (inner := _resolved(name, one.target)) in members and inner != DOCUMENT
            else one
            for one in _relationships(members, name)
        ]
        later, content, type_ = name in self._later, members[name], types.of(name)
        about = name.encode() if later else content
        key = sha256(b"\0".join([type_.encode(), repr(relationships).encode(), about])).digest()
        known = self._names.get(key)
        if known is not None:
            return known
        own = self._names[key] = _free_name(name, self._types)
        self._types[own] = type_
        if not later:
            pack = deflated if own.endswith(".xml") else stored
            self._package.add(pack(own, content))
        if relationships:
            inside = [one if one.external else one._replace(target=_relative(own, one.target)) for one in relationships]
            self._package.add(deflated(_relationships_of(own), _relationships_xml(inside)))
        return own


class _ContentTypes:
    """The types of one package's parts."""

    def __init__(self, members: Members) -> None:
        root = parsed(members[_TYPES])
        self._defaults = {
            one.get("Extension", "").lower(): one.get("ContentType", "") for one in _listed(root, "Default")
        }
        self._overrides = {
            one.get("PartName", "").lstrip("/"): one.get("ContentType", "") for one in _listed(root, "Override")
        }

    def of(self, name: str) -> str:
        extension = posixpath.splitext(name)[1].lstrip(".").lower()
        return self._overrides.get(name) or self._defaults.get(extension, "application/octet-stream")


_BLANK_TYPES = (
    f'<Types xmlns="{CONTENT_TYPES}">'
    + "".join(
        f'<Override PartName="/word/blank_{kind}.xml" ContentType="{CONTENT_TYPE_BASE}{kind}+xml"/>'
        for kind in ("header", "footer")
    )
    + "</Types>"
).encode()


def parsed(content: bytes) -> Element:
    """A part's root."""
    return parsed_part(content, "（合并中的文件）")


def kind_of(type_: str) -> str:
    """The last word of a relationship's type, such as ``styles``; the strict and the usual names end alike."""
    return type_.rpartition("/")[2]


def _listed(root: Element, name: str) -> Iterator[Element]:
    return root.iterchildren(f"{{{CONTENT_TYPES}}}{name}")


def _relationships_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relationships(members: Members, part: str) -> list[_Relationship]:
    content = members.get(_relationships_of(part))
    if content is None:
        return []
    return [
        _Relationship(
            one.get("Id", ""), one.get("Type", ""), one.get("Target", ""), one.get("TargetMode") == "External"
        )
        for one in parsed(content).iterchildren(f"{{{PACKAGE_RELATIONSHIPS}}}Relationship")
    ]


def _relationships_xml(relationships: list[_Relationship]) -> bytes:
    entries = "".join(
        f"<Relationship Id={quoteattr(one.id)} Type={quoteattr(one.type)} Target={quoteattr(one.target)}"
        f"{' TargetMode=' + quoteattr('External') if one.external else ''}/>"
        for one in relationships
    )
    return f'{XML_HEAD}<Relationships xmlns="{PACKAGE_RELATIONSHIPS}">{entries}</Relationships>'.encode()


def _resolved(part: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def _relative(part: str, name: str) -> str:
    return posixpath.relpath(name, posixpath.dirname(part) or ".")


def _free_name(name: str, taken: Mapping[str, str]) -> str:
    stem, extension = posixpath.splitext(name)
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{stem}_{number}{extension}"
    return free
