"""Raw OOXML of the corpus's files: runs, paragraphs, tables, text boxes and packages, as Word and WPS write them.

In: texts and how they are formatted. Out: XML texts, and a package as bytes. Pure: the same input gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

__all__ = [
    "MAIN",
    "Package",
    "alternate_box",
    "cut",
    "paragraph",
    "run",
    "section",
    "table",
    "vml_box",
]

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_NAMESPACES = {
    "w": MAIN,
    "r": f"{_OFFICE}/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
# What a package of the strict conformance class calls the same namespaces.
_STRICT = (
    (MAIN, "http://purl.oclc.org/ooxml/wordprocessingml/main"),
    (f"{_OFFICE}/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships"),
    (_NAMESPACES["wp"], "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing"),
    (_NAMESPACES["a"], "http://purl.oclc.org/ooxml/drawingml/main"),
)
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DOCUMENT_TYPES = {
    "docx": f"{_WORD_TYPE}.document.main+xml",
    "docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
    "dotx": f"{_WORD_TYPE}.template.main+xml",
}
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DAY = (2026, 1, 1, 0, 0, 0)


def run(text: str, *, font: str = "仿宋_GB2312", size: int = 32, color: str = "", extra: str = "") -> str:
    """One run; a line feed is a soft break and a tab a tab. ``size`` is in half-points, as in the file."""
    theme = font.startswith("theme:")
    fonts = (
        f'<w:rFonts w:asciiTheme="minorEastAsia" w:hAnsiTheme="minorEastAsia" w:eastAsiaTheme="{font[6:]}"/>'
        if theme
        else f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:hint="eastAsia"/>'
    )
    shade = f'<w:color w:val="{color}"/>' if color else ""
    properties = f'<w:rPr>{fonts}{extra}{shade}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    return f"<w:r>{properties}{_characters(text)}</w:r>"


def _characters(text: str) -> str:
    pieces = re.split("([\n\t])", text)
    marks = {"\n": "<w:br/>", "\t": "<w:tab/>"}
    return "".join(marks.get(p) or f'<w:t xml:space="preserve">{escape(p)}</w:t>' for p in pieces if p)


def cut(text: str, lengths: Iterable[int]) -> list[str]:
    """A text in pieces of the given lengths, over and over, as an editor leaves it after many changes.

    >>> cut("各村民委员会：", (2, 3))
    ['各村', '民委员', '会：']
    """
    steps = list(lengths)
    pieces: list[str] = []
    while text:
        step = steps[len(pieces) % len(steps)]
        pieces.append(text[:step])
        text = text[step:]
    return pieces


def paragraph(content: str, *, align: str = "", indent: str = "", line: str = "", extra: str = "") -> str:
    """A paragraph of runs; ``indent`` and ``line`` are the attributes of their elements, ``extra`` comes first."""
    properties = (
        extra
        + (f'<w:spacing w:line="{line}" w:lineRule="exact"/>' if line else "")
        + (f"<w:ind {indent}/>" if indent else "")
        + (f'<w:jc w:val="{align}"/>' if align else "")
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>" if properties else f"<w:p>{content}</w:p>"


def table(rows: Iterable[Iterable[str]], *, borders: bool = True) -> str:
    """A table of cells, each the XML of its paragraphs."""
    edges = "".join(f'<w:{edge} w:val="single" w:sz="4"/>' for edge in _EDGES) if borders else ""
    properties = f'<w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{edges}</w:tblBorders></w:tblPr>'
    body, width = "", 1
    for row in rows:
        cells = list(row)
        width = max(width, len(cells))
        body += "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in cells) + "</w:tr>"
    grid = "<w:tblGrid>" + f'<w:gridCol w:w="{_TEXT_WIDTH // width}"/>' * width + "</w:tblGrid>"
    return f"<w:tbl>{properties}{grid}{body}</w:tbl>"


_TEXT_WIDTH = 8844
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def vml_box(content: str) -> str:
    """A run with a VML text box, as Word 2003 and WPS write one."""
    style = "position:absolute;left:0;margin-left:0;margin-top:-110pt;width:442pt;height:100pt;z-index:251659264"
    return (
        f'<w:r><w:pict><v:shape id="文本框 2" o:spid="_x0000_s1026" type="#_x0000_t202" style="{style}" stroked="f">'
        f"<v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )


def alternate_box(content: str) -> str:
    """A run with a text box in both writings: DrawingML for those who know it, VML for those who do not."""
    anchor = (
        '<wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="251659264"'
        ' behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        '<wp:extent cx="5615940" cy="1143000"/><wp:wrapNone/><wp:docPr id="2" name="文本框 2"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5615940" cy="1143000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor>"
    )
    fallback = re.sub("^<w:r>|</w:r>$", "", vml_box(content))
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f"{anchor}</w:drawing></mc:Choice><mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def section(*, grid: str = "", references: str = "", title_page: bool = False) -> str:
    """The section's properties: A4 with the margins of the standard, and its grid of lines or characters."""
    return (
        f'<w:sectPr>{references}<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588" w:header="851" w:footer="1417"'
        ' w:gutter="0"/>'
        + ("<w:titlePg/>" if title_page else "")
        + (f"<w:docGrid {grid}/>" if grid else "")
        + "</w:sectPr>"
    )


@dataclass(frozen=True)
class Package:
    """A package: the body's XML and what else is in it; ``parts`` are by name, such as ``numbering`` or ``header1``."""

    body: str
    parts: Mapping[str, str]
    kind: str = "docx"
    application: str = "Microsoft Office Word"
    strict: bool = False
    prefix: str = "w"
    binary: Mapping[str, bytes] | None = None

    def to_bytes(self) -> bytes:
        """The package as a zip file."""
        conformance = ' w:conformance="strict"' if self.strict else ""
        document = f"<w:document{_declared()}{conformance}><w:body>{self.body}</w:body></w:document>"
        files = {
            "[Content_Types].xml": self._content_types(),
            "_rels/.rels": _relationships((("officeDocument", "word/document.xml"),)),
            "word/document.xml": document,
            "word/_rels/document.xml.rels": _relationships(
                (re.sub(r"\d+$", "", name), f"{name}.xml") for name in self.parts
            ),
            "docProps/app.xml": (
                f'<Properties xmlns="{_OFFICE}/extended-properties"><Application>{self.application}</Application>'
                "</Properties>"
            ),
            **{f"word/{name}.xml": self._part(xml) for name, xml in self.parts.items()},
        }
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in files.items():
                archive.writestr(zipfile.ZipInfo(name, _DAY), (_DECLARATION + self._spelled(text)).encode())
            for name, data in (self.binary or {}).items():
                archive.writestr(zipfile.ZipInfo(name, _DAY), data)
        return buffer.getvalue()

    def _part(self, xml: str) -> str:
        return re.sub(r"^<(w:\w+)", rf"<\1{_declared()}", xml)

    def _spelled(self, text: str) -> str:
        if self.strict:
            for usual, strict in _STRICT:
                text = text.replace(usual, strict)
        if self.prefix != "w":
            text = re.sub(r"(</?|\s|xmlns:)w(?=[:=])", rf"\g<1>{self.prefix}", text)
        return text

    def _content_types(self) -> str:
        overrides = {"document": DOCUMENT_TYPES[self.kind]} | {
            name: f"{_WORD_TYPE}.{re.sub(r'[0-9]+$', '', name)}+xml" for name in self.parts
        }
        return (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
            + "".join(
                f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>' for name, kind in overrides.items()
            )
            + "</Types>"
        )


def _declared() -> str:
    return "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items()) + ' mc:Ignorable="w14"'


def _relationships(targets: Iterable[tuple[str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{index}" Type="{_OFFICE}/relationships/{kind}" Target="{target}"/>'
        for index, (kind, target) in enumerate(targets, start=1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}</Relationships>'
    )
