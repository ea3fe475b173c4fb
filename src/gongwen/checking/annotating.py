"""A copy of a file with a comment at the words of every finding.

In: the bytes of a .docx and the findings of its check. Out: the bytes of the copy; its text is the same to the letter.
What stands where Word allows no comments (headers, footers, text boxes) is told at the nearest paragraph of the body.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from copy import deepcopy

from lxml import etree

from gongwen.checking.report import Finding
from gongwen.errors import DocumentError, Fault
from gongwen.ooxml.facts.drawings import chosen
from gongwen.ooxml.names import (
    CONTENT_TYPE_BASE,
    CONTENT_TYPES,
    MARKUP_COMPATIBILITY,
    PACKAGE_RELATIONSHIPS,
    RELATIONSHIP_BASE,
    WORD,
)
from gongwen.ooxml.opened import Element, OpenedDocument, w
from gongwen.ooxml.repacking import repacked

__all__ = ["annotated"]

_AUTHOR, _INITIALS = "gongwen", "gw"
_ALTERNATIVES = f"{{{MARKUP_COMPATIBILITY}}}AlternateContent"
_P, _R, _T, _BOX = w("p"), w("r"), w("t"), w("txbxContent")
_ID, _SPACE = w("id"), "{http://www.w3.org/XML/1998/namespace}space"
_TYPES = "[Content_Types].xml"
_COMMENTS_TYPE = f"{CONTENT_TYPE_BASE}comments+xml"


def annotated(content: bytes, findings: Iterable[Finding]) -> bytes:
    """The file with the findings as comments. Raises :class:`~gongwen.DocumentError` for what cannot take them."""
    opened = OpenedDocument(content)
    body = opened.body
    root = body.getroottree().getroot()
    paragraphs = [_outside(one) for one in _paragraphs(body)]
    if not paragraphs:
        raise DocumentError(Fault("broken-part", "文件里没有段落，放不下批注", "换一个文件"))
    comments = _Comments(opened)
    for finding in findings:
        place = finding.place
        inside = place.part == opened.main and place.paragraph is not None and place.paragraph <= len(paragraphs)
        at = place.paragraph - 1 if inside and place.paragraph is not None else _nearest(place.part, len(paragraphs))
        _anchor(paragraphs[at], finding.text if inside else "", comments.add(finding))
    return repacked(content, {opened.main: _bytes(root), **comments.parts()})


def _nearest(part: str, number: int) -> int:
    """The paragraph of the body that speaks for another part: the last for a footer, the first for all else."""
    return number - 1 if "footer" in part else 0


def _paragraphs(parent: Element) -> Iterator[Element]:
    """All paragraphs as the facts count them: of several forms of one thing the first, boxes after their paragraph."""
    for child in parent:
        if child.tag == _ALTERNATIVES:
            form = chosen(child)
            if form is not None:
                yield from _paragraphs(form)
            continue
        if child.tag == _P:
            yield child
        yield from _paragraphs(child)


def _outside(paragraph: Element) -> Element:
    """The paragraph in which the box of a paragraph is anchored; itself where it stands in none."""
    found, above = paragraph, paragraph.getparent()
    while above is not None:
        if above.tag == _BOX:
            found = next(above.iterancestors(_P), found)
        above = above.getparent()
    return found


# ------------------------------------------------------------------ the words


def _anchor(paragraph: Element, words: str, number: str) -> None:
    """Mark the words of a paragraph, or all of it, as those that a comment speaks of."""
    runs = [run for run in paragraph.iter(_R) if _paragraph_of(run) is paragraph and _text(run)]
    said = "".join(map(_text, runs))
    at = said.find(words) if words else -1
    begin, end = (at, at + len(words)) if at >= 0 else (0, len(said))
    first, last, offset = None, None, 0
    for run in runs:
        length = len(_text(run))
        if offset < end and offset + length > begin:
            kept = _split(run, max(0, begin - offset), min(length, end - offset))
            first, last = kept if first is None else first, kept
        offset += length
    start, stop = etree.Element(w("commentRangeStart")), etree.Element(w("commentRangeEnd"))
    start.set(_ID, number)
    stop.set(_ID, number)
    if first is None or last is None:
        paragraph.extend([start, stop])
    else:
        first.addprevious(start)
        last.addnext(stop)
    reference = etree.Element(_R)
    etree.SubElement(reference, w("commentReference")).set(_ID, number)
    stop.addnext(reference)


def _paragraph_of(run: Element) -> Element | None:
    return next(run.iterancestors(_P), None)


def _text(run: Element) -> str:
    return "".join([part.text or "" for part in run.iterchildren(_T)])


def _split(run: Element, begin: int, end: int) -> Element:
    """The run that holds a part of a run's text, which is divided for it; one with more than text stays whole."""
    text = _text(run)
    parts = [child for child in run if child.tag != w("rPr")]
    if len(parts) != 1 or (begin, end) == (0, len(text)):
        return run
    for piece, add in ((text[:begin], run.addprevious), (text[end:], run.addnext)):
        if piece:
            other = deepcopy(run)
            other.tail = None
            _say(other, piece)
            add(other)
    _say(run, text[begin:end])
    return run


def _say(run: Element, text: str) -> None:
    for part in run.iterchildren(_T):
        part.text = text
        part.set(_SPACE, "preserve")


# ------------------------------------------------------------------ the parts


class _Comments:
    """The comments of a file, those that are there already among them."""

    def __init__(self, opened: OpenedDocument) -> None:
        self._opened = opened
        related = opened.relationships(opened.main).values()
        self._name = next((one.target for one in related if one.kind == "comments" and one.target in opened), "")
        root = opened.tree(self._name) if self._name else None
        self._root = etree.Element(w("comments"), nsmap={"w": WORD}) if root is None else root
        taken = [one.get(_ID, "") for one in self._root.iterchildren(w("comment"))]
        self._next = max([int(id_) for id_ in taken if id_.isdigit()], default=-1) + 1

    def add(self, finding: Finding) -> str:
        """A comment that says a finding; its number."""
        number, self._next = str(self._next), self._next + 1
        comment = etree.SubElement(self._root, w("comment"))
        for name, value in (("id", number), ("author", _AUTHOR), ("initials", _INITIALS)):
            comment.set(w(name), value)
        measured = f"：{finding.found}，应为{finding.required}" if finding.found and finding.required else ""
        told = [f"{finding.message}{measured}。", f"办法：{finding.cure}", f"{finding.severity} {finding.rule}"]
        for line in told:
            run = etree.SubElement(etree.SubElement(comment, _P), _R)
            etree.SubElement(run, _T).text = line
        return number

    def parts(self) -> dict[str, bytes]:
        """The parts that change: the comments, and what names them where there were none."""
        if self._name:
            return {self._name: _bytes(self._root)}
        folder, base = posixpath.split(self._opened.main)
        name, relationships = f"{folder}/comments.xml".lstrip("/"), f"{folder}/_rels/{base}.rels".lstrip("/")
        types = self._opened.tree(_TYPES)
        related = self._opened.tree(relationships)
        if types is None:
            raise DocumentError(Fault("broken-part", "文件里没有部件清单，放不下批注", "用 Word 或 WPS 另存一次"))
        if related is None:
            related = etree.Element(f"{{{PACKAGE_RELATIONSHIPS}}}Relationships", nsmap={None: PACKAGE_RELATIONSHIPS})
        override = etree.SubElement(types, f"{{{CONTENT_TYPES}}}Override")
        override.set("PartName", f"/{name}")
        override.set("ContentType", _COMMENTS_TYPE)
        relationship = etree.SubElement(related, f"{{{PACKAGE_RELATIONSHIPS}}}Relationship")
        for key, value in (("Id", "rIdComments"), ("Type", f"{RELATIONSHIP_BASE}comments"), ("Target", "comments.xml")):
            relationship.set(key, value)
        return {name: _bytes(self._root), _TYPES: _bytes(types), relationships: _bytes(related)}


def _bytes(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
