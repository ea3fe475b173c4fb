"""Documents that a template made, in one .docx for the printer: each begins on an odd page, with numbers of its own.

In: whole .docx files of one template, one at a time. Out: one package, written as they come; what is held does not
grow with their number. Styles, headers, footers and pictures that are alike stand in it once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, product
from typing import BinaryIO

from lxml import etree

from gongwen.errors import DocumentError, Fault, InputError
from gongwen.ooxml.names import MARKUP_COMPATIBILITY, OFFICE, RELATIONSHIPS, VML, WORD, WORD_DRAWING, XML_HEAD
from gongwen.ooxml.opened import Element, w
from gongwen.ooxml.package import deflated
from gongwen.ooxml.stream import GrowingMember, PackageStream
from gongwen.template.opened import DOCUMENT, OpenedTemplate
from gongwen.template.reading import CORE
from gongwen.template.shared_parts import Members, SharedParts, parsed
from gongwen.template.styles import MergedStyles
from gongwen.write.page_runs import ODD_PAGE_TYPE

__all__ = ["TemplateMerger"]

_STYLES, _NUMBERING = "word/styles.xml", "word/numbering.xml"
_BODY = re.compile(r"<w:body(?:/>|>)")
_BODY_END = "</w:body>"
_PARAGRAPH_IDS = tuple(
    f"{{http://schemas.microsoft.com/office/word/2010/wordml}}{name}" for name in ("paraId", "textId")
)
_BEFORE_TYPE = frozenset(map(w, ("headerReference", "footerReference", "footnotePr", "endnotePr")))
_BEFORE_NUMBERS = (
    _BEFORE_TYPE
    | frozenset(map(w, ("type", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType")))
    | {f"{{{MARKUP_COMPATIBILITY}}}AlternateContent"}
)
_REFERENCES = ("header", "footer")
_TINY_TWIPS = 20
_TINY = (
    f'<w:p xmlns:w="{WORD}"><w:pPr><w:spacing w:before="0" w:after="0" w:line="{_TINY_TWIPS}" w:lineRule="exact"/>'
    "</w:pPr></w:p>"
)
_LEVELS = range(9)
_FIRST_NUMBER = 2_000_001  # above those of headers and footers, which keep theirs
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_NOTHING = Fault("nothing-to-merge", "没有可以合并的公文", "至少放进一份公文")


class TemplateMerger:
    """Puts documents of one template into one .docx as they are added; used as a context, it ends the package.

    ``target`` need not be able to seek. Not to be used by several threads at once.

    >>> from io import BytesIO
    >>> from gongwen.template import Template, make_template
    >>> from gongwen.model import Document
    >>> template = Template(make_template("计划"))
    >>> with TemplateMerger(BytesIO()) as merger:
    ...     for village in ("上坝村", "柳林村"):
    ...         merger.add(template.render(Document(kind="计划", title=f"{village}春耕计划", body=["如下。"])))
    >>> merger.count
    2
    """

    def __init__(self, target: BinaryIO) -> None:
        self.count = 0
        """How many documents were added."""
        self._package = PackageStream(target)
        self._parts = SharedParts(self._package, later=frozenset({CORE, _STYLES, _NUMBERING}))
        self._text = GrowingMember(DOCUMENT)
        self._head = ""
        self._last: _Last | None = None
        self._first: Members = {}
        self._styles: MergedStyles | None = None
        self._numbering: _Numbering | None = None
        self._numbers = count(_FIRST_NUMBER)
        self._references: set[tuple[str, str]] = set()

    def add(self, content: bytes) -> None:
        """Add a document. Raises :class:`~gongwen.GongwenError` for one that cannot stand beside the others."""
        members = OpenedTemplate(content).members
        root = parsed(members[DOCUMENT])
        if self.count == 0:
            self._begin(members, root)
        _replace_relationships(root, self._parts.ids(members))
        self._in_place(root, members)
        body = root.find(w("body"))
        assert body is not None  # an opened template has one
        last = _Last(body)
        if self.count:
            _put_under_a_line(body)
        first = next(_sections(root), last.section)
        _begin_on_odd_page(first)
        self._keep_out_headers_of_others(first, (root, last.section))
        head, text = _cut(root)
        if head != self._head:
            raise DocumentError(Fault("cannot-merge", "各份公文不是同一个模板做的", "用同一个模板做，再合成一个文件"))
        if self._last is not None:
            text = self._last.ending_its_section() + text
        self._text.write(text.encode())
        self._last = last
        self.count += 1

    def close(self) -> None:
        """End the package. Raises :class:`~gongwen.InputError` when nothing was added."""
        with self._text:
            if self._last is None:
                raise InputError(_NOTHING)
            self._text.write(f"{self._last.ending_all()}{_BODY_END}</w:document>".encode())
            self._package.add_grown(self._text)
        if self._styles is not None:
            self._package.add(deflated(_STYLES, self._styles.xml()))
        if self._numbering is not None:
            self._package.add(deflated(_NUMBERING, self._numbering.xml()))
        if CORE in self._first:
            self._package.add(deflated(CORE, _with_count(self._first[CORE], self.count)))
        self._parts.finish()
        self._package.close()

    def __enter__(self) -> TemplateMerger:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.close()
        else:
            self._text.close()

    def _begin(self, members: Members, root: Element) -> None:
        self._first = {CORE: members[CORE]} if CORE in members else {}
        self._parts.begin(members)
        if _STYLES in members:
            self._styles = MergedStyles(members[_STYLES])
        if _NUMBERING in members:
            self._numbering = _Numbering(members[_NUMBERING])
        self._head, _ = _cut(root)
        self._text.write(self._head.encode())

    def _in_place(self, root: Element, members: Members) -> None:
        """What must be one of its kind in the merged document is made so."""
        if self._styles is not None and _STYLES in members:
            self._styles.replace_in(root, members[_STYLES])
        if self._numbering is not None and self.count:
            self._numbering.begin_anew_in(root)
        _number_anew(root, self._numbers, f"_{self.count + 1}" if self.count else "")

    def _keep_out_headers_of_others(self, section: Element, whole: Iterable[Element]) -> None:
        """A section without a header of its own would show that of the document before."""
        own = {(kind, one.get(w("type"), "")) for kind in _REFERENCES for one in section.findall(w(f"{kind}Reference"))}
        for kind, pages in sorted(self._references - own):
            reference = etree.Element(w(f"{kind}Reference"), {w("type"): pages})
            reference.set(f"{{{RELATIONSHIPS}}}id", self._parts.blank(kind))
            section.insert(0, reference)
        for kind, part in product(_REFERENCES, whole):
            self._references |= {(kind, one.get(w("type"), "")) for one in part.iter(w(f"{kind}Reference"))}


def _put_under_a_line(body: Element) -> None:
    """Let a paragraph that reaches into the margin and begins the body stand under a line of the least height.

    Right at the top of a page behind one with 版记 LibreOffice would not let it reach there.
    """
    properties = body[0].find(w("pPr")) if len(body) else None
    if properties is None:
        return
    indent, spacing = properties.find(w("ind")), properties.find(w("spacing"))
    if indent is None or spacing is None or not indent.get(w("left"), "").startswith("-"):
        return
    before = spacing.get(w("before"), "")
    if before.isdecimal() and int(before) >= _TINY_TWIPS:
        spacing.set(w("before"), str(int(before) - _TINY_TWIPS))
        body.insert(0, etree.fromstring(_TINY))


class _Last:
    """The last paragraph of a document and the section that it ends; taken out of its body."""

    def __init__(self, body: Element) -> None:
        section = body.find(w("sectPr"))
        self.section: Element = etree.SubElement(body, w("sectPr")) if section is None else section
        body.remove(self.section)
        last = body[-1] if len(body) else None
        if last is None or last.tag != w("p") or last.find(f"{w('pPr')}/{w('sectPr')}") is not None:
            last = etree.fromstring(_TINY)
        else:
            body.remove(last)
        self._paragraph: Element = last

    def ending_its_section(self) -> str:
        """The paragraph as the last one of a section that another follows."""
        properties = self._paragraph.find(w("pPr"))
        if properties is None:
            properties = etree.Element(w("pPr"))
            self._paragraph.insert(0, properties)
        change = properties.find(w("pPrChange"))
        properties.insert(len(properties) if change is None else properties.index(change), self.section)
        return etree.tostring(self._paragraph, encoding="unicode")

    def ending_all(self) -> str:
        """The paragraph and the section as the end of the body."""
        return "".join(etree.tostring(one, encoding="unicode") for one in (self._paragraph, self.section))


class _Numbering:
    """The automatic numbers of a template: every document counts from the beginning."""

    def __init__(self, content: bytes) -> None:
        self._root = parsed(content)
        self._definitions = {
            one.get(w("numId"), ""): abstract.get(w("val"), "")
            for one in self._root.iterchildren(w("num"))
            if (abstract := one.find(w("abstractNumId"))) is not None
        }
        self._last = max((int(id_) for id_ in self._definitions if id_.isdecimal()), default=0)

    def begin_anew_in(self, root: Element) -> None:
        """The lists of one more document, each with a count of its own."""
        own: dict[str, str] = {}
        for use in root.iter(w("numId")):
            id_ = use.get(w("val"), "")
            if id_ in self._definitions:
                use.set(w("val"), own.get(id_) or own.setdefault(id_, self._add(self._definitions[id_])))

    def _add(self, abstract: str) -> str:
        self._last += 1
        number = etree.Element(w("num"), {w("numId"): str(self._last)})
        etree.SubElement(number, w("abstractNumId"), {w("val"): abstract})
        for level in _LEVELS:
            override = etree.SubElement(number, w("lvlOverride"), {w("ilvl"): str(level)})
            etree.SubElement(override, w("startOverride"), {w("val"): "1"})
        *_, last = self._root.iterchildren(w("num"))
        last.addnext(number)
        return str(self._last)

    def xml(self) -> bytes:
        """The part with the counts of all documents."""
        return XML_HEAD.encode() + etree.tostring(self._root, encoding="utf-8")


def _sections(root: Element) -> Iterator[Element]:
    """The sections that end within the text, in order."""
    yield from filter(_ends_paragraph, root.iter(w("sectPr")))


def _ends_paragraph(section: Element) -> bool:
    parent = section.getparent()
    return parent is not None and parent.tag == w("pPr")


def _begin_on_odd_page(section: Element) -> None:
    for type_ in section.findall(w("type")):
        section.remove(type_)
    section.insert(_place_after(section, _BEFORE_TYPE), _odd_page_type())
    numbers = section.find(w("pgNumType"))
    if numbers is None:
        numbers = etree.Element(w("pgNumType"))
        section.insert(_place_after(section, _BEFORE_NUMBERS), numbers)
    if numbers.get(w("start")) is None:
        numbers.set(w("start"), "1")


def _odd_page_type() -> Element:
    around: Element = etree.fromstring(f'<w:sectPr xmlns:w="{WORD}">{ODD_PAGE_TYPE}</w:sectPr>')
    return around[0]


def _place_after(section: Element, names: frozenset[str]) -> int:
    """Where the first child may stand that the schema wants after these."""
    return next((place for place, child in enumerate(section) if child.tag not in names), len(section))


def _cut(root: Element) -> tuple[str, str]:
    """The document up to and with the tag that opens its body, and what stands in the body."""
    xml = etree.tostring(root, encoding="unicode")
    opening = _BODY.search(xml)
    if opening is None:
        raise DocumentError(Fault("cannot-merge", "模板的写法少见，不能合成一个文件", "用 Word 打开模板，另存一次"))
    text = "" if opening[0].endswith("/>") else xml[opening.end() : xml.rindex(_BODY_END)]
    return f"{XML_HEAD}{xml[: opening.start()]}<w:body>", text


def _replace_relationships(root: Element, ids: Mapping[str, str]) -> None:
    elements: Sequence[Element] = root.xpath("//*[@r:*]", namespaces={"r": RELATIONSHIPS})
    for element in elements:
        for name, value in element.attrib.items():
            if str(name).startswith(f"{{{RELATIONSHIPS}}}") and str(value) in ids:
                element.set(name, ids[str(value)])


def _number_anew(root: Element, numbers: Iterator[int], suffix: str) -> None:
    """Ids of drawings, bookmarks and changes are the document's own; names of bookmarks get a suffix."""
    own: dict[tuple[str, str], str] = {}
    for element in root.iter(f"{{{WORD_DRAWING}}}docPr"):
        element.set("id", str(next(numbers)))
    for element in root.iter(*map(w, _WITH_ID)):
        kind = "bookmark" if "bookmark" in str(element.tag) else str(element.tag)
        key = (kind, element.get(w("id"), ""))
        element.set(w("id"), own.get(key) or own.setdefault(key, str(next(numbers))))
    for element in root.iter(etree.Element):
        for name in _PARAGRAPH_IDS:
            element.attrib.pop(name, None)
    for properties in root.iter(w("sdtPr")):
        for id_ in properties.findall(w("id")):
            properties.remove(id_)
    if suffix:
        _rename_bookmarks(root, suffix)
        _rename_shapes(root, suffix)


_WITH_ID = (
    "bookmarkStart",
    "bookmarkEnd",
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "rPrChange",
    "pPrChange",
    "sectPrChange",
)
_LONGEST_NAME = 40
_SHAPE_ID = f"{{{OFFICE}}}spid"


def _rename_shapes(root: Element, suffix: str) -> None:
    """Ids of VML shapes and of their types, and what refers to them."""
    renamed = {}
    for shape in root.iter(f"{{{VML}}}*"):
        id_ = shape.get("id")
        if id_ is not None:
            renamed[id_] = id_ + suffix
            shape.set("id", renamed[id_])
        shape.attrib.pop(_SHAPE_ID, None)  # Word gives a new one
    for shape in root.iter(f"{{{VML}}}*", f"{{{OFFICE}}}OLEObject"):
        for name, mark in (("type", "#"), ("ShapeID", "")):
            named = shape.get(name, "")
            if named.removeprefix(mark) in renamed:
                shape.set(name, mark + renamed[named.removeprefix(mark)])


def _rename_bookmarks(root: Element, suffix: str) -> None:
    renamed = {}
    for bookmark in root.iter(w("bookmarkStart")):
        name = bookmark.get(w("name"), "")
        renamed[name] = name[: _LONGEST_NAME - len(suffix)] + suffix
        bookmark.set(w("name"), renamed[name])
    for link in root.iter(w("hyperlink")):
        if link.get(w("anchor")) in renamed:
            link.set(w("anchor"), renamed[link.get(w("anchor"), "")])
    for field in root.iter(w("instrText"), w("fldSimple")):
        said = field.text if field.tag == w("instrText") else field.get(w("instr"))
        replaced = re.sub(r"\S+", lambda word: renamed.get(word[0], word[0]), said or "")
        if field.tag == w("instrText"):
            field.text = replaced
        else:
            field.set(w("instr"), replaced)


def _with_count(core: bytes, number: int) -> bytes:
    """The properties of the first document, whose title says how many there are."""
    root = parsed(core)
    title = root.find(_TITLE)
    if title is not None and title.text and number > 1:
        title.text = f"《{title.text}》等{number}份公文"
    return XML_HEAD.encode() + etree.tostring(root, encoding="utf-8")
