"""Templates made for the tests: paragraphs of runs, cut as Word cuts them, in a plain package."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape

from lxml import etree

from gongwen.ooxml.names import WORD

__all__ = ["canonical", "members", "package", "paragraph", "run", "template_of", "text_of", "texts_of"]

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_TYPES = "http://schemas.openxmlformats.org/package/2006"
_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMES = (
    f'xmlns:w="{WORD}" xmlns:r="{_OFFICE}/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_STYLES = (
    f'<w:styles xmlns:w="{WORD}"><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
    '<w:name w:val="Normal"/></w:style></w:styles>'
)


def run(text: str, properties: str = "") -> str:
    """A run with a text."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, style: str = "") -> str:
    """A paragraph of runs; texts become runs."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(one if one.startswith('<') else run(one) for one in runs)}</w:p>"


def template_of(
    *content: str, header: str = "", footer: str = "", more: Mapping[str, str] | None = None, core: str = ""
) -> bytes:
    """A template whose body is content: XML, or texts of paragraphs."""
    body = "".join(one if one.startswith("<") else paragraph(one) for one in content)
    references = ""
    parts = {"styles": ("styles", _STYLES)}
    for kind, text in (("header", header), ("footer", footer)):
        if text:
            tag = {"header": "hdr", "footer": "ftr"}[kind]
            inside = text if text.startswith("<") else paragraph(text)
            parts[f"{kind}1"] = (kind, f"<w:{tag} {NAMES}>{inside}</w:{tag}>")
            references += f'<w:{kind}Reference w:type="default" r:id="rId_{kind}1"/>'
    document = (
        f"<w:document {NAMES}><w:body>{body}<w:sectPr>{references}"
        '<w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>'
    )
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_PART}.{kind}+xml"/>' for name, (kind, _) in parts.items()
    )
    relations = "".join(
        f'<Relationship Id="rId_{name}" Type="{_OFFICE}/relationships/{kind}" Target="{name}.xml"/>'
        for name, (kind, _) in parts.items()
    )
    properties = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{core}</dc:title></cp:coreProperties>'
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{_PART}.document.main+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{overrides}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_TYPES}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" '
        f'Type="{_TYPES}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": properties,
        "word/document.xml": document,
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_TYPES}/relationships">{relations}</Relationships>',
        **{f"word/{name}.xml": xml for name, (_, xml) in parts.items()},
        **(more or {}),
    }
    return package(files)


def package(files: Mapping[str, str | bytes]) -> bytes:
    """A zip of files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, content in files.items():
            target.writestr(name, content)
    return stream.getvalue()


def members(docx: bytes) -> dict[str, bytes]:
    """The files of a package."""
    with zipfile.ZipFile(io.BytesIO(docx)) as source:
        return {name: source.read(name) for name in source.namelist()}


def canonical(xml: bytes) -> bytes:
    """XML in the one form that all equal documents share."""
    return etree.tostring(etree.fromstring(xml), method="c14n", exclusive=True)


def texts_of(docx: bytes, part: str = "word/document.xml") -> list[str]:
    """The texts of the paragraphs of a part."""
    root = etree.fromstring(members(docx)[part])
    return [
        "".join(_pieces(paragraph))
        for paragraph in root.iter(f"{{{WORD}}}p")
        if next(_pieces(paragraph), None) is not None
    ]


def _pieces(paragraph: etree._Element) -> Iterator[str]:
    for element in paragraph.iter(f"{{{WORD}}}t", f"{{{WORD}}}br", f"{{{WORD}}}tab"):
        if next(element.iterancestors(f"{{{WORD}}}p")) is not paragraph:
            continue  # a box has paragraphs of its own
        if str(element.tag).endswith("}t"):
            if element.text:
                yield element.text
        else:
            yield "\n" if str(element.tag).endswith("}br") else "\t"


def text_of(docx: bytes, part: str = "word/document.xml") -> str:
    """The whole text of a part."""
    return "\n".join(texts_of(docx, part))
