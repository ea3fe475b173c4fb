"""The parts of a template that hold tags, and what their paragraphs say.

Tags stand whole in one piece of text, whatever Word has put between their letters: docxtpl joins a tag that is cut into
runs side by side, and throws away what stands between. Where the cut goes through a link, a content control or a field,
or a picture stands between, that would tear the XML or lose something: there the whole tag goes into its first piece.
In a paragraph with tags tracked changes count as accepted, so that a deleted tag is none and an inserted half belongs
to the other half.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile
from typing import NamedTuple

from lxml import etree

from gongwen.errors import Fault, TemplateError
from gongwen.ooxml.opened import Element, w
from gongwen.sandbox.tags import spans, without
from gongwen.template.mail_merge import take_in_merge_fields
from gongwen.template.opened import DOCUMENT, OpenedTemplate
from gongwen.template.tags import CLOSERS, OPENER, SPACE, own_texts, paragraph_text, paragraphs

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


# ---------------------------------------------------------------------------- tags made whole

_MOST_BROKEN = 8
_DELETED = (w("del"), w("moveFrom"))
_INSERTED = (w("ins"), w("moveTo"))
_RANGES = ("bookmark", "commentRange", "perm", "moveFromRange", "moveToRange")
_BETWEEN_RUNS = frozenset({w("r"), w("proofErr"), *(w(f"{kind}{end}") for kind in _RANGES for end in ("Start", "End"))})
_IN_RUNS = frozenset(map(w, ("rPr", "t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "lastRenderedPageBreak")))


def gather_tags(root: Element) -> None:
    """Make every tag of a part one that docxtpl can take in whole."""
    for paragraph in list(paragraphs(root)):
        if paragraph.getparent() is not None:
            _join_broken(paragraph)
    for paragraph in list(paragraphs(root)):
        if "{" not in "".join(paragraph.itertext()):
            continue
        _accept_changes(paragraph)
        texts = own_texts(paragraph)
        whole = "".join(text.text or "" for text in texts)
        for begin, end in reversed(list(spans(whole))):
            _gather(texts, begin, end)


def _join_broken(paragraph: Element) -> None:
    """A tag in which somebody pressed Enter: docxtpl takes the paragraphs for one, that of the beginning."""
    text = paragraph_text(paragraph)
    broken: list[Element] = []
    while (closer := _open_at_end(text)) and len(broken) < _MOST_BROKEN:
        following = (broken[-1] if broken else paragraph).getnext()
        if following is None or following.tag != w("p") or following.find(f"{w('pPr')}/{w('sectPr')}") is not None:
            return
        broken.append(following)
        more = paragraph_text(following)
        if OPENER.search(more.partition(closer)[0]):
            return
        text += more
    if _open_at_end(text):
        return
    for one in broken:
        paragraph.extend(child for child in list(one) if child.tag != w("pPr"))
        parent = one.getparent()
        assert parent is not None  # it has a paragraph before it
        parent.remove(one)


def _open_at_end(text: str) -> str | None:
    """The end that a tag still wants where the text ends."""
    opened = list(OPENER.finditer(without(text)))
    return CLOSERS[opened[0].group()] if opened else None


def _accept_changes(paragraph: Element) -> None:
    for change in list(paragraph.iter(*_DELETED, *_INSERTED)):
        parent = change.getparent()
        # The change of a paragraph's own mark stands among its properties and says nothing about its text.
        if parent is None or parent.tag == w("rPr") or next(change.iterancestors(w("p")), None) is not paragraph:
            continue
        if change.tag in _INSERTED:
            for child in list(change):
                change.addprevious(child)
        parent.remove(change)


def _gather(texts: list[Element], start: int, end: int) -> None:
    """Put what stands from start to end of all the texts into the first of them, unless docxtpl can do so itself."""
    pieces: list[tuple[Element, int, int]] = []
    position = 0
    for text in texts:
        length = len(text.text or "")
        if (position < end and position + length > start) or (pieces and position < end):
            pieces.append((text, max(start - position, 0), min(end - position, length)))
        position += length
    if len(pieces) < 2 or _are_side_by_side([text for text, _, _ in pieces]):  # one is whole
        return
    tag = "".join((text.text or "")[first:last] for text, first, last in pieces)
    for text, first, last in pieces:
        said = text.text or ""
        text.text = said[:first] + said[last:]
    text, first, _ = pieces[0]
    text.text = (text.text or "")[:first] + tag
    text.set(SPACE, "preserve")


def _are_side_by_side(texts: list[Element]) -> bool:
    """Whether texts stand in runs of one parent with nothing between that would be missed."""
    runs = [text.getparent() for text in texts]
    first, last = runs[0], runs[-1]
    if first is None or last is None or any(run is None or run.getparent() is not first.getparent() for run in runs):
        return False
    between = [first, *takewhile(lambda sibling: sibling is not last, first.itersiblings()), last]
    return (
        all(sibling.tag in _BETWEEN_RUNS for sibling in between)
        and all(child.tag in _IN_RUNS for sibling in between if sibling.tag == w("r") for child in sibling)
        and all(text.text or not text.attrib for text in texts)  # docxtpl takes <w:t …/> for an opening
    )
