"""That a template is inert: it brings nothing into its documents that runs, fetches or embeds something unseen.

What a template has is carried into every document, so what may be in it is listed: relationships, fields, types of
parts. Links that a reader clicks stay; nothing else may lead out of the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from gongwen.errors import Fault
from gongwen.ooxml.names import CONTENT_TYPES, OFFICE, PACKAGE_RELATIONSHIPS, VML
from gongwen.ooxml.opened import Element, w
from gongwen.signatures import COMPOUND

__all__ = ["active_fields", "faults_of_part", "faults_of_template", "fields_of"]

_BASES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/metadata/",
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
)
_MICROSOFT = re.compile(r"http://schemas\.microsoft\.com/office/[\w/.]*relationships/")
RELATIONSHIPS = frozenset(
    {"officeDocument", "core-properties", "extended-properties", "custom-properties", "thumbnail", "styles", "settings"}
    | {"webSettings", "fontTable", "theme", "themeOverride", "numbering", "header", "footer", "footnotes", "endnotes"}
    | {"comments", "commentsExtended", "commentsIds", "commentsExtensible", "people", "image", "hyperlink", "font"}
    | {"customXml", "customXmlProps", "glossaryDocument", "stylesWithEffects", "printerSettings", "package", "hdphoto"}
    | {"chart", "chartEx", "chartStyle", "chartColorStyle", "chartUserShapes", "ink", "classificationlabels"}
    | {"diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing", "intelligence"}
)
"""Kinds of relationships between parts that a template may have."""
_WORD_PARTS = (
    "document.main|template.main|document.glossary|styles|stylesWithEffects|settings|webSettings|fontTable|numbering|"
    "header|footer|footnotes|endnotes|comments|commentsExtended|commentsIds|commentsExtensible|people|printerSettings"
)
_TYPES = re.compile(
    r"(?:application|text)/xml|image/[\w.+-]+"
    r"|application/vnd\.openxmlformats-package\.(?:relationships|core-properties)\+xml"
    rf"|application/vnd\.openxmlformats-officedocument\.(?:wordprocessingml\.(?:{_WORD_PARTS})|spreadsheetml\.sheet"
    r"|theme|themeOverride|custom-properties|extended-properties|customXmlProperties|vmlDrawing|drawing"
    r"|drawingml\.[\w.]+|obfuscatedFont)(?:\+xml)?"
    r"|application/vnd\.ms-(?:office\.[\w.]+|word\.stylesWithEffects)\+xml"
    r"|application/(?:x-font-ttf|x-fontdata|inkml\+xml|vnd\.ms-package\.obfuscated-opentype)"
)
FIELDS = frozenset(
    {"ADDIN", "ADDRESSBLOCK", "ADVANCE", "AUTHOR", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "BIBLIOGRAPHY", "BIDIOUTLINE"}
    | {"CITATION", "COMMENTS", "COMPARE", "CREATEDATE", "DATE", "DISPLAYBARCODE", "DOCPROPERTY", "DOCVARIABLE", "EQ"}
    | {"EDITTIME", "FILENAME", "FILESIZE", "FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT", "GREETINGLINE", "HYPERLINK"}
    | {"IF", "INDEX", "KEYWORDS", "LASTSAVEDBY", "LISTNUM", "MERGEFIELD", "MERGEREC", "MERGESEQ", "NEXT", "NEXTIF"}
    | {"NOTEREF", "NUMCHARS", "NUMPAGES", "NUMWORDS", "PAGE", "PAGEREF", "PRINTDATE", "QUOTE", "REF", "REVNUM", "RQ"}
    | {"SAVEDATE", "SECTION", "SECTIONPAGES", "SEQ", "SET", "SHAPE", "SKIPIF", "STYLEREF", "SUBJECT", "SYMBOL", "TA"}
    | {"TC", "TEMPLATE", "TIME", "TITLE", "TOA", "TOC", "USERADDRESS", "USERINITIALS", "USERNAME", "XE"}
)
"""Fields that reckon with what is in the file, and links."""

_NAMES: Mapping[str, str] = {
    "attachedTemplate": "附加的模板",
    "oleObject": "嵌入的对象（OLE）",
    "aFChunk": "嵌入的网页或文档（altChunk）",
    "subDocument": "子文档",
    "frame": "框架页",
    "control": "ActiveX 控件",
    "activeXControlBinary": "ActiveX 控件",
    "vbaProject": "宏",
    "wordVbaData": "宏",
    "image": "链接的图片",
}
_CURES: Mapping[str, str] = {
    "attachedTemplate": "“开发工具”—“文档模板”里改回 Normal，再保存",
    "image": "把图片插入文档（“编辑指向文件的链接”里断开链接），再保存",
}
_REMOVE = "在 Word 或 WPS 里删去它，再保存"
_OUTSIDE = re.compile(r"[A-Za-z][\w+.-]*:|\\\\|//")
_MARKS = tuple(word.encode(code) for word in ("instr", "imagedata") for code in ("utf-8", "utf-16-le"))
_FIRST_WORD = re.compile(r"\s*(=|[^\s\"\\]*)")
_FIELD_PIECE = re.compile(
    r'<(?:\w+:)?fldChar\b[^>]*?\b(?:\w+:)?fldCharType="(\w+)"|<(?:\w+:)?instrText\b[^>]*>([^<]*)'
    r'|<(?:\w+:)?fldSimple\b[^>]*?\b(?:\w+:)?instr="([^"]*)"'
)


# ---------------------------------------------------------------------------- the package


def faults_of_template(members: Mapping[str, bytes], tree: Callable[[str], Element | None]) -> list[Fault]:
    """All that a template may not bring, each named once; ``tree`` parses a member."""
    faults: list[Fault] = []
    types = tree("[Content_Types].xml")
    overrides, defaults = _content_types(types) if types is not None else ({}, {})
    for name, content in members.items():
        type_ = overrides.get(f"/{name}".lower()) or defaults.get(name.rpartition(".")[2].lower()) or ""
        if content.startswith(COMPOUND) or (type_ and not _TYPES.fullmatch(type_)):
            faults.append(_active(f"部件 {name}", _REMOVE, type_))
        elif name.lower().endswith(".rels"):
            faults += [fault for entry in _relationships(tree(name)) for fault in _faults_of_relationship(entry)]
        elif type_.endswith("xml"):
            root = tree(name)  # a part that is torn would tear every document
            if root is not None and any(mark in content for mark in _MARKS):
                faults += faults_of_part(root)
    return list(dict.fromkeys(faults))


def _relationships(tree: Element | None) -> Iterator[Element]:
    return iter(()) if tree is None else tree.iter(f"{{{PACKAGE_RELATIONSHIPS}}}Relationship")


def _content_types(tree: Element) -> tuple[dict[str, str], dict[str, str]]:
    overrides = {
        entry.get("PartName", "").lower(): entry.get("ContentType", "").strip()
        for entry in tree.iter(f"{{{CONTENT_TYPES}}}Override")
    }
    defaults = {
        entry.get("Extension", "").lower(): entry.get("ContentType", "").strip()
        for entry in tree.iter(f"{{{CONTENT_TYPES}}}Default")
    }
    return overrides, defaults


def _faults_of_relationship(entry: Element) -> Iterator[Fault]:
    type_, target = entry.get("Type", ""), entry.get("Target", "")
    base, _, kind = type_.rpartition("/")
    known = kind in RELATIONSHIPS and (f"{base}/" in _BASES or _MICROSOFT.fullmatch(f"{base}/") is not None)
    leads_out = entry.get("TargetMode") == "External" or _OUTSIDE.match(target) is not None
    if not known or (leads_out and kind != "hyperlink"):
        yield _active(_NAMES.get(kind, f"“{kind or type_}”"), _CURES.get(kind, _REMOVE), target)


def _active(what: str, cure: str, value: str | None) -> Fault:
    message = f"模板里有{what}，会带进每份公文，打开时可能运行或取来别的东西"
    return Fault("active-content", message, cure, value=value or None)


# ---------------------------------------------------------------------------- fields


def faults_of_part(root: Element) -> Iterator[Fault]:
    """Fields, and pictures of the old kind, that fetch something."""
    for field in fields_of(root):
        if not _is_inert(field):
            yield _active_field(field)
    for element in root.iter(f"{{{VML}}}imagedata", f"{{{VML}}}fill", f"{{{VML}}}stroke"):
        for name in ("src", f"{{{OFFICE}}}href", f"{{{OFFICE}}}althref"):
            target = element.get(name)
            if target is not None and _OUTSIDE.match(target):
                yield _active(_NAMES["image"], _CURES["image"], target)


def fields_of(root: Element) -> Iterator[str]:
    """What the fields of a part say."""
    pieces: list[tuple[str, str]] = []
    for element in root.iter(w("fldChar"), w("instrText"), w("fldSimple")):
        if element.tag == w("instrText"):
            pieces.append(("says", "".join(part or "" for part in (element.text, *(one.tail for one in element)))))
        elif element.tag == w("fldSimple"):
            pieces.append(("simple", element.get(w("instr"), "")))
        else:
            pieces.append((element.get(w("fldCharType"), ""), ""))
    return _instructions(pieces)


def active_fields(xml: str) -> Iterator[Fault]:
    """Fields that only the tags of a part have put together."""
    pieces = [
        (mark, "") if mark else ("says", said) if simple == "" else ("simple", simple)
        for mark, said, simple in _FIELD_PIECE.findall(xml)
    ]
    return (_active_field(field) for field in _instructions(pieces) if not _is_inert(field))


def _instructions(pieces: list[tuple[str, str]]) -> Iterator[str]:
    open_: list[list[str]] = []
    telling: list[bool] = []
    for kind, said in pieces:
        if kind == "simple":
            yield said
        elif kind == "begin":
            if open_ and telling[-1]:
                open_[-1].append("\x00")  # a field in a field
            open_.append([])
            telling.append(True)
        elif kind == "says":
            if open_ and telling[-1]:
                open_[-1].append(said)
        elif kind == "separate" and telling:
            telling[-1] = False
        elif kind == "end" and open_:
            telling.pop()
            yield "".join(open_.pop())
    yield from ("".join(said) for said in open_)


def _is_inert(field: str) -> bool:
    found = _FIRST_WORD.match(field)
    word = found[1] if found else ""
    return not field.strip() or word == "=" or word.upper() in FIELDS


def _active_field(field: str) -> Fault:
    found = _FIRST_WORD.match(field)
    word = (found[1] if found else "").replace("\x00", "…")
    cure = "选中这个域，按 Ctrl+Shift+F9 变成普通内容，或删去"
    return _active(f"域“{word}”", cure, " ".join(field.replace("\x00", "…").split()))
