"""The parts of a template that hold tags, and what their paragraphs say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree

from gongwen.errors import Fault, TemplateError
from gongwen.ooxml.opened import Element
from gongwen.template.gathering import gather_tags
from gongwen.template.mail_merge import take_in_merge_fields
from gongwen.template.opened import DOCUMENT, OpenedTemplate
from gongwen.template.tags import paragraph_text, paragraphs

__all__ = ["CORE", "MARKS", "TaggedParts", "read_parts"]

CORE = "docProps/core.xml"
MARKS = ("{{", "{%", "{#")
_URI = re.compile(r"[\w.~:/?#@!$&'()*+,;=%-]+", re.ASCII)
_REPAIR = "用 Word 修复后另存"
_MOST_TAGS = 5000


class TaggedParts(NamedTuple):
    """The document and every other part with tags, and the texts of their paragraphs; properties have texts only."""

    roots: dict[str, Element]
    texts: dict[str, list[str]]

    def all_texts(self) -> tuple[str, ...]:
        """The texts of all parts, one after the other."""
        return tuple(text for listed in self.texts.values() for text in listed)


def read_parts(opened: OpenedTemplate) -> TaggedParts:
    """Find the tags of a template, and make them whole. Raises :class:`~gongwen.TemplateError`."""
    roots: dict[str, Element] = {DOCUMENT: opened.document()}
    faults = take_in_merge_fields(roots[DOCUMENT])
    for name in opened.text_parts():
        tree = opened.tree(name)
        faults += [] if tree is None else take_in_merge_fields(tree)
        if tree is not None and any(mark in "".join(tree.itertext()) for mark in MARKS):
            roots[name] = tree
    if faults:
        raise TemplateError(fault.at(file=opened.file) for fault in faults)
    for name, tree in roots.items():
        if not all(_URI.fullmatch(uri) for uri in tree.nsmap.values()):
            raise TemplateError(Fault("broken-part", f"部件 {name} 的名字空间不对", _REPAIR, file=opened.file))
    _refuse_too_many(roots.values(), opened.file)
    for tree in roots.values():
        # A note in the XML would part the letters of a tag or of a field.
        etree.strip_tags(tree, etree.Comment, etree.ProcessingInstruction)
        gather_tags(tree)
    texts = {name: [paragraph_text(paragraph) for paragraph in paragraphs(tree)] for name, tree in roots.items()}
    core = opened.members.get(CORE, b"").decode("utf-8", "replace")
    if any(mark in core for mark in MARKS):
        properties = opened.tree(CORE)
        texts[CORE] = [element.text or "" for element in properties] if properties is not None else []
    return TaggedParts(roots, texts)


def _refuse_too_many(trees: Iterable[Element], file: str | None) -> None:
    """More tags than any clerk writes: understanding them would take minutes."""
    count = sum(etree.tostring(tree, encoding="unicode").count(mark) for tree in trees for mark in MARKS)
    if count > _MOST_TAGS:
        cure = "重复的行用 {%tr for … %} 写一次"
        raise TemplateError(
            Fault("suspicious-package", f"标签太多：有 {count} 个，至多 {_MOST_TAGS} 个", cure, file=file)
        )
