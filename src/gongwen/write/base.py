"""The base package: everything in a .docx that does not differ between two documents of one profile."""

from __future__ import annotations

from gongwen.layout.blocks import Placement, Rule
from gongwen.layout.letter import HEADER_DISTANCE
from gongwen.layout.stylesheet import Stylesheet
from gongwen.model import Form
from gongwen.ooxml.names import (
    CONTENT_TYPE_BASE,
    CONTENT_TYPES,
    PACKAGE_RELATIONSHIPS,
    RELATIONSHIP_BASE,
    WORD,
    XML_HEAD,
)
from gongwen.ooxml.order import PARAGRAPH_PROPERTIES, in_order
from gongwen.ooxml.package import Package, packed_once
from gongwen.ooxml.units import twips
from gongwen.standard import figures
from gongwen.standard.roles import Role
from gongwen.standard.units import Length, Mm
from gongwen.write.properties import placement_paragraph_properties, style_id
from gongwen.write.styles import font_table_xml, styles_xml
from gongwen.write.theme import theme_xml

__all__ = ["BASE_RELATIONSHIPS", "base_package", "relationships_xml", "section_properties"]

_OFFICE = "application/vnd.openxmlformats-officedocument."
_PARTS = {
    "/word/document.xml": f"{CONTENT_TYPE_BASE}document.main+xml",
    "/word/styles.xml": f"{CONTENT_TYPE_BASE}styles+xml",
    "/word/settings.xml": f"{CONTENT_TYPE_BASE}settings+xml",
    "/word/fontTable.xml": f"{CONTENT_TYPE_BASE}fontTable+xml",
    "/word/theme/theme1.xml": f"{_OFFICE}theme+xml",
    "/word/footer1.xml": f"{CONTENT_TYPE_BASE}footer+xml",
    "/word/footer2.xml": f"{CONTENT_TYPE_BASE}footer+xml",
    "/word/header1.xml": f"{CONTENT_TYPE_BASE}header+xml",
    "/word/footer3.xml": f"{CONTENT_TYPE_BASE}footer+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "/docProps/app.xml": f"{_OFFICE}extended-properties+xml",
}
_PICTURES = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "bmp": "image/bmp"}
_CORE_PROPERTIES = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_EXTENDED_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"

BASE_RELATIONSHIPS = (
    ("rId1", "styles", "styles.xml"),
    ("rId2", "settings", "settings.xml"),
    ("rId3", "fontTable", "fontTable.xml"),
    ("rId4", "footer", "footer1.xml"),
    ("rId5", "footer", "footer2.xml"),
    ("rId6", "theme", "theme/theme1.xml"),
)
_LETTER_RELATIONSHIPS = (("rId7", "header", "header1.xml"), ("rId8", "footer", "footer3.xml"))
_LETTER_PARTS = ("/word/header1.xml", "/word/footer3.xml")
# In a letter the footers reach further down, to the lower rules; an empty line under the folio keeps it in place.
_LETTER_FOOTER_RAISE = Mm(6)
_NOTHING = Mm(0)
_DASH_ABOVE_BASELINE = 0.36
_NEUTRAL_BASELINE = 0.8


def base_package(sheet: Stylesheet, form: Form) -> Package:
    """The shared members of a profile's documents of a form; what differs between documents is added to them."""
    letter = form is Form.LETTER
    below = _LETTER_FOOTER_RAISE if letter else _NOTHING
    members = {
        "[Content_Types].xml": _content_types(letter),
        "_rels/.rels": _package_relationships(),
        "docProps/app.xml": _application(),
        "word/styles.xml": styles_xml(sheet),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": font_table_xml(sheet.profile),
        "word/theme/theme1.xml": theme_xml(sheet.profile),
        # 7.5-d: odd pages at the right, even pages at the left, one character in.
        "word/footer1.xml": _footer("right", below),
        "word/footer2.xml": _footer("left", below),
    }
    if letter:
        members["word/footer3.xml"] = _letter_footer(sheet)
    return Package(packed_once(name, content.encode()) for name, content in members.items())


def section_properties(sheet: Stylesheet, form: Form) -> str:
    """Sheet, margins, headers and footers of the one section."""
    profile = sheet.profile
    width, height = twips(figures.PAGE_WIDTH.value), twips(figures.PAGE_HEIGHT.value)
    letter = form is Form.LETTER
    first = (
        '<w:headerReference w:type="first" r:id="rId7"/><w:footerReference w:type="first" r:id="rId8"/>'
        if letter
        else ""
    )
    distance = _footer_distance(sheet) - (_LETTER_FOOTER_RAISE if letter else _NOTHING)
    return (
        f'<w:sectPr>{first}<w:footerReference w:type="default" r:id="rId4"/>'
        '<w:footerReference w:type="even" r:id="rId5"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"/>'
        f'<w:pgMar w:top="{twips(profile.top)}" w:right="{twips(profile.right)}" w:bottom="{twips(profile.bottom)}" '
        f'w:left="{twips(profile.left)}" w:header="{twips(HEADER_DISTANCE)}" w:footer="{twips(distance)}" '
        f'w:gutter="0"/>{"<w:titlePg/>" if letter else ""}</w:sectPr>'
    )


def relationships_xml(form: Form, extra: str = "") -> str:
    """``document.xml.rels``: the base's relationships and those of the document's pictures."""
    entries = BASE_RELATIONSHIPS + (_LETTER_RELATIONSHIPS if form is Form.LETTER else ())
    base = "".join(
        f'<Relationship Id="{id_}" Type="{RELATIONSHIP_BASE}{type_}" Target="{target}"/>'
        for id_, type_, target in entries
    )
    return f'{XML_HEAD}<Relationships xmlns="{PACKAGE_RELATIONSHIPS}">{base}{extra}</Relationships>'


def _footer_distance(sheet: Stylesheet) -> Length:
    """From the sheet's foot to the folio's line box, so that its dashes stand at 269 mm (9704-7.5-c)."""
    format_ = sheet.of(Role.FOLIO)
    assert format_.line is not None  # the folio has a line of its own
    baseline = figures.FOLIO_DASH.value + format_.size * _DASH_ABOVE_BASELINE
    bottom = baseline + format_.line * (1 - _NEUTRAL_BASELINE)
    return figures.PAGE_HEIGHT.value - bottom


def _letter_footer(sheet: Stylesheet) -> str:
    """The lower double rule, thin above thick, 20 mm from the sheet's foot, on page one only (9704-10.1-d)."""
    profile = sheet.profile
    side = (figures.PAGE_WIDTH.value - figures.LETTER_RULE_WIDTH.value) / 2
    foot = figures.PAGE_HEIGHT.value - _footer_distance(sheet) + _LETTER_FOOTER_RAISE
    rest = foot - figures.LETTER_LOWER_RULE.value
    apart = figures.LETTER_RULES_APART.value
    thin = Placement(
        line=apart,
        left=side - profile.left,
        right=side - profile.right,
        rule_below=Rule(figures.LETTER_THIN_RULE.value, red=True),
    )
    thick = thin._replace(line=apart, rule_below=Rule(figures.LETTER_THICK_RULE.value, red=True))
    filler = Placement(line=rest)
    lines = "".join(
        f"<w:p><w:pPr>{in_order(PARAGRAPH_PROPERTIES, properties)}</w:pPr></w:p>"
        for properties in (
            placement_paragraph_properties(role, place, sheet)
            for role, place in ((Role.LETTER_RULE, thin), (Role.LETTER_RULE, thick), (Role.SPACER, filler))
        )
    )
    return f'{XML_HEAD}<w:ftr xmlns:w="{WORD}">{lines}</w:ftr>'


def _footer(side: str, below: Length) -> str:
    field = "".join(
        f"<w:r>{content}</w:r>"
        for content in (
            '<w:t xml:space="preserve">— </w:t>',
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
            '<w:t xml:space="preserve"> —</w:t>',
        )
    )
    character = twips(figures.FOLIO_SIZE.value) * figures.FOLIO_SIDE.value
    chars = figures.FOLIO_SIDE.value * 100
    filler = (
        f'<w:p><w:pPr><w:pStyle w:val="{style_id(Role.SPACER)}"/><w:spacing w:before="0" w:after="0" '
        f'w:line="{twips(below)}" w:lineRule="exact"/></w:pPr></w:p>'
        if below > _NOTHING
        else ""
    )
    return (
        f'{XML_HEAD}<w:ftr xmlns:w="{WORD}"><w:p><w:pPr><w:pStyle w:val="{style_id(Role.FOLIO)}"/>'
        f'<w:ind w:{side}Chars="{chars}" w:{side}="{character}"/><w:jc w:val="{side}"/></w:pPr>{field}</w:p>'
        f"{filler}</w:ftr>"
    )


def _content_types(letter: bool) -> str:
    defaults = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        **_PICTURES,
    }
    entries = "".join(f'<Default Extension="{e}" ContentType="{t}"/>' for e, t in defaults.items())
    entries += "".join(
        f'<Override PartName="{part}" ContentType="{type_}"/>'
        for part, type_ in _PARTS.items()
        if letter or part not in _LETTER_PARTS
    )
    return f'{XML_HEAD}<Types xmlns="{CONTENT_TYPES}">{entries}</Types>'


def _package_relationships() -> str:
    return (
        f'{XML_HEAD}<Relationships xmlns="{PACKAGE_RELATIONSHIPS}">'
        f'<Relationship Id="rId1" Type="{RELATIONSHIP_BASE}officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_CORE_PROPERTIES}" Target="docProps/core.xml"/>'
        f'<Relationship Id="rId3" Type="{RELATIONSHIP_BASE}extended-properties" Target="docProps/app.xml"/>'
        "</Relationships>"
    )


def _application() -> str:
    return f'{XML_HEAD}<Properties xmlns="{_EXTENDED_PROPERTIES}"><Application>gongwen</Application></Properties>'


def _settings() -> str:
    return (
        f'{XML_HEAD}<w:settings xmlns:w="{WORD}"><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/>'
        '<w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="640"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/>'
        '<w:listSeparator w:val=","/></w:settings>'
    )
