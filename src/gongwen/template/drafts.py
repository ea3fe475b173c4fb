"""A draft through a clerk's template: 草稿 stands in the file's properties, whatever the template's own say.

In: the bytes of a .docx that a template made. Out: the same with that status; never a word on the page.
"""

from __future__ import annotations

from lxml import etree

from gongwen.ooxml.names import CONTENT_TYPES, PACKAGE_RELATIONSHIPS, XML_HEAD
from gongwen.ooxml.opened import Element, OpenedDocument
from gongwen.ooxml.package import Package, deflated
from gongwen.template.reading import CORE

__all__ = ["as_draft"]

_STATUS = "草稿"
_PROPERTIES = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_TYPES_PART, _RELATIONSHIPS_PART = "[Content_Types].xml", "_rels/.rels"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATIONSHIP = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def as_draft(content: bytes) -> bytes:
    """The .docx with 草稿 as its status.

    >>> from gongwen.template.making import shipped_template
    >>> "草稿" in OpenedDocument(as_draft(shipped_template("通知"))).member(CORE).decode()
    True
    """
    opened = OpenedDocument(content)
    members = {name: opened.member(name) for name in opened.names()}
    core = opened.tree(CORE)
    if core is None:
        core = etree.Element(f"{{{_PROPERTIES}}}coreProperties", nsmap={"cp": _PROPERTIES})
        members |= _with_properties(opened)
    status = core.find(f"{{{_PROPERTIES}}}contentStatus")
    if status is None:
        status = etree.SubElement(core, f"{{{_PROPERTIES}}}contentStatus")
    status.text = _STATUS
    members[CORE] = _written(core)
    return Package(deflated(name, data) for name, data in members.items()).with_members(())


def _with_properties(opened: OpenedDocument) -> dict[str, bytes]:
    """The parts that tell where the properties are, of a template that had none."""
    written: dict[str, bytes] = {}
    types, relationships = opened.tree(_TYPES_PART), opened.tree(_RELATIONSHIPS_PART)
    if types is not None:
        etree.SubElement(types, f"{{{CONTENT_TYPES}}}Override", PartName=f"/{CORE}", ContentType=_CORE_TYPE)
        written[_TYPES_PART] = _written(types)
    if relationships is not None:
        name = f"{{{PACKAGE_RELATIONSHIPS}}}Relationship"
        etree.SubElement(relationships, name, Id="rIdGongwenCore", Type=_CORE_RELATIONSHIP, Target=CORE)
        written[_RELATIONSHIPS_PART] = _written(relationships)
    return written


def _written(root: Element) -> bytes:
    return XML_HEAD.encode() + etree.tostring(root, encoding="unicode").encode()
