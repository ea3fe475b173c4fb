"""The stylesheet as ``styles.xml`` and ``fontTable.xml``: one named Word style for every role."""

from __future__ import annotations

from gongwen.blocks.stylesheet import LEVEL_FACES, Stylesheet
from gongwen.ooxml.names import WORD, XML_HEAD
from gongwen.ooxml.text import attribute
from gongwen.ooxml.units import half_points
from gongwen.standard.profiles import Face, Profile
from gongwen.standard.roles import LEVEL_STYLE_NAMES, Role
from gongwen.write.properties import (
    fonts_element,
    format_paragraph_properties,
    format_run_properties,
    level_style_id,
    style_id,
)

__all__ = ["TABLE_STYLE", "font_table_xml", "paragraph_style", "styles_xml"]

TABLE_STYLE = "GwTable"

# What to use where a font is not installed: the name other systems know it by.
_ALTERNATIVES = {
    Face.FANGSONG: "FangSong",
    Face.HEITI: "SimHei",
    Face.KAITI: "KaiTi",
    Face.XIAOBIAOSONG: "方正小标宋_GBK",
    Face.SONGTI: "SimSun",
}

# 5.2.1-c: no mark hangs beyond the type area.
_NO_HANGING_MARKS = '<w:pPr><w:overflowPunct w:val="0"/></w:pPr>'


def styles_xml(sheet: Stylesheet, extra: str = "") -> str:
    """All styles of a profile, and those in ``extra``.

    Document defaults are the standard's body text, so nothing of Word's leaks in.
    """
    profile = sheet.profile
    size = half_points(sheet.body_size)
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f"{fonts_element(Face.FANGSONG, profile)}"
        f'<w:kern w:val="0"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        f"</w:rPr></w:rPrDefault><w:pPrDefault>{_NO_HANGING_MARKS}</w:pPrDefault></w:docDefaults>"
    )
    base = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        "<w:semiHidden/></w:style>"
    )
    paragraphs = "".join(paragraph_style(role, sheet) for role in Role)
    characters = "".join(
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{level_style_id(level)}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="DefaultParagraphFont"/>'
        f"<w:rPr>{fonts_element(face, profile)}</w:rPr></w:style>"
        for level, (name, face) in enumerate(zip(LEVEL_STYLE_NAMES, LEVEL_FACES, strict=True), start=1)
    )
    return (
        f'{XML_HEAD}<w:styles xmlns:w="{WORD}">'
        f"{defaults}{base}{paragraphs}{characters}{_table_style()}{extra}</w:styles>"
    )


def font_table_xml(profile: Profile) -> str:
    """The fonts and the names under which other systems have them."""
    fonts = "".join(
        f'<w:font w:name="{attribute(profile.fonts.of(face))}"><w:altName w:val="{name}"/>'
        '<w:charset w:val="86"/></w:font>'
        for face, name in _ALTERNATIVES.items()
    )
    latin = f'<w:font w:name="{attribute(profile.latin_font)}"/>' if profile.latin_font else ""
    return f'{XML_HEAD}<w:fonts xmlns:w="{WORD}">{fonts}{latin}</w:fonts>'


def paragraph_style(role: Role, sheet: Stylesheet, id_suffix: str = "", name_suffix: str = "") -> str:
    """The style of a role; the suffixes tell it from that of another sheet in the same package."""
    format_ = sheet.of(role)
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style_id(role)}{id_suffix}">'
        f'<w:name w:val="{role.value}{name_suffix}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{format_paragraph_properties(format_)}</w:pPr>'
        f"<w:rPr>{format_run_properties(format_, sheet.profile)}</w:rPr></w:style>"
    )


def _table_style() -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE_STYLE}"><w:name w:val="公文表格线"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr></w:style>'
    )
