"""The base package: everything in a .docx that does not differ between two documents of one profile."""

from __future__ import annotations

from collections.abc import Iterable

from gongwen.blocks.stylesheet import Stylesheet
from gongwen.model import Form
from gongwen.ooxml.custom import CUSTOM_CONTENT_TYPE, CUSTOM_PART, CUSTOM_RELATIONSHIP
from gongwen.ooxml.names import (
    CONTENT_TYPE_BASE,
    CONTENT_TYPES,
    PACKAGE_RELATIONSHIPS,
    RELATIONSHIP_BASE,
    WORD,
    XML_HEAD,
)
from gongwen.ooxml.package import Package, packed_once
from gongwen.ooxml.text import attribute
from gongwen.pages.line_turns import NEVER_ENDS_LINE, NEVER_STARTS_LINE
from gongwen.standard.units import ZERO
from gongwen.write.folio import (
    LETTER_FOOTER_RAISE,
    blank_footer,
    folio_footer,
    landscape_folio_footer,
    letter_first_footer,
)
from gongwen.write.relationships import PackageShape, Part, document_parts
from gongwen.write.styles import font_table_xml, styles_xml
from gongwen.write.theme import theme_xml

__all__ = ["base_package", "content_types", "footers", "unshaped_members"]

_OFFICE = "application/vnd.openxmlformats-officedocument."
_FIXED_PARTS = {
    "/word/document.xml": f"{CONTENT_TYPE_BASE}document.main+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "/docProps/app.xml": f"{_OFFICE}extended-properties+xml",
}
_PICTURES = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "bmp": "image/bmp"}
_CORE_PROPERTIES = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_EXTENDED_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def base_package(sheet: Stylesheet, shape: PackageShape, *, keeping: bool = False) -> Package:
    """The shared members of a profile's documents of a shape; what differs between documents is added to them.

    A package that is ``keeping`` has a part with properties of its own (:mod:`gongwen.write.kept`).
    """
    members = {
        "[Content_Types].xml": content_types(document_parts(shape), keeping=keeping),
        **unshaped_members(sheet),
        **{f"word/{target}": content for target, content in footers(sheet, shape).items()},
    }
    if keeping:
        members["_rels/.rels"] = _package_relationships(keeping=True)
    return Package(packed_once(name, content.encode()) for name, content in members.items())


def unshaped_members(sheet: Stylesheet) -> dict[str, str]:
    """The members that are the same for every shape."""
    return {
        "_rels/.rels": _package_relationships(),
        "docProps/app.xml": _application(),
        "word/styles.xml": styles_xml(sheet),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": font_table_xml(sheet.profile),
        "word/theme/theme1.xml": theme_xml(sheet.profile),
    }


def footers(sheet: Stylesheet, shape: PackageShape) -> dict[str, str]:
    """The footers of a shape by the names of their parts."""
    letter = shape.form is Form.LETTER
    below = LETTER_FOOTER_RAISE if letter else ZERO
    parts = {
        # 7.5-d: odd pages at the right, even pages at the left, one character in.
        "footer1.xml": folio_footer("right", below, sheet),
        "footer2.xml": folio_footer("left", below, sheet),
    }
    if letter:
        parts["footer3.xml"] = letter_first_footer(sheet, ruled=not shape.preprinted)
    if shape.turned:
        parts["footer4.xml"] = landscape_folio_footer("right", sheet)
        parts["footer5.xml"] = landscape_folio_footer("left", sheet)
        parts["footer6.xml"] = blank_footer(sheet)
    return parts


def content_types(document_parts: Iterable[Part], *, keeping: bool = False) -> str:
    """``[Content_Types].xml`` of a package whose document refers to these parts."""
    defaults = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        **_PICTURES,
    }
    parts = dict(_FIXED_PARTS)
    if keeping:
        parts[f"/{CUSTOM_PART}"] = CUSTOM_CONTENT_TYPE
    for _, type_, target in document_parts:
        parts[f"/word/{target}"] = f"{_OFFICE}theme+xml" if type_ == "theme" else f"{CONTENT_TYPE_BASE}{type_}+xml"
    entries = "".join(f'<Default Extension="{e}" ContentType="{t}"/>' for e, t in defaults.items())
    entries += "".join(f'<Override PartName="{part}" ContentType="{type_}"/>' for part, type_ in parts.items())
    return f'{XML_HEAD}<Types xmlns="{CONTENT_TYPES}">{entries}</Types>'


def _package_relationships(*, keeping: bool = False) -> str:
    custom = f'<Relationship Id="rId4" Type="{CUSTOM_RELATIONSHIP}" Target="{CUSTOM_PART}"/>' if keeping else ""
    return (
        f'{XML_HEAD}<Relationships xmlns="{PACKAGE_RELATIONSHIPS}">'
        f'<Relationship Id="rId1" Type="{RELATIONSHIP_BASE}officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_CORE_PROPERTIES}" Target="docProps/core.xml"/>'
        f'<Relationship Id="rId3" Type="{RELATIONSHIP_BASE}extended-properties" Target="docProps/app.xml"/>'
        f"{custom}</Relationships>"
    )


def _application() -> str:
    return f'{XML_HEAD}<Properties xmlns="{_EXTENDED_PROPERTIES}"><Application>gongwen</Application></Properties>'


def _forbidden_at_line_ends() -> str:
    """Marks that end or begin no line (15834-5.1): Word's own list lacks the dash, whose halves must not be parted."""
    return "".join(
        f'<w:noLineBreaks{side} w:lang="zh-CN" w:val="{attribute(marks)}"/>'
        for side, marks in (("After", NEVER_ENDS_LINE), ("Before", NEVER_STARTS_LINE))
    )


def _settings() -> str:
    return (
        f'{XML_HEAD}<w:settings xmlns:w="{WORD}"><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/>'
        '<w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="640"/><w:evenAndOddHeaders/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/>{_forbidden_at_line_ends()}<w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/>'
        '<w:listSeparator w:val=","/></w:settings>'
    )
