"""Formats and placements as paragraph and run properties."""

from __future__ import annotations

from functools import lru_cache

from gongwen.blocks.block import Alignment, Placement, Rule
from gongwen.blocks.stylesheet import ParagraphFormat, Stylesheet
from gongwen.ooxml.order import PARAGRAPH_PROPERTIES, RUN_PROPERTIES, in_order
from gongwen.ooxml.text import attribute
from gongwen.ooxml.units import eighth_points, half_points, points, twips
from gongwen.standard.languages import language_of
from gongwen.standard.profiles import Face, Profile
from gongwen.standard.roles import Role
from gongwen.standard.units import Length

__all__ = [
    "fonts_element",
    "format_paragraph_properties",
    "format_run_properties",
    "language_properties",
    "level_style_id",
    "placement_paragraph_properties",
    "placement_run_properties",
    "style_id",
]

RED, WHITE = "FF0000", "FFFFFF"
# In a paragraph that is read from right to left w:jc and w:ind call left where reading begins.
_MIRRORED = {Alignment.LEFT: Alignment.RIGHT, Alignment.RIGHT: Alignment.LEFT}
_HUNDREDTHS = 100


def style_id(role: Role) -> str:
    """The style's id: ASCII, so that no program stumbles over it; its name is the Chinese one."""
    return "Gw" + role.name.title().replace("_", "")


def level_style_id(level: int) -> str:
    """The character style of the heading of a numbered section that runs into its text."""
    return f"GwHeading{level}Text"


@lru_cache(maxsize=256)
def fonts_element(face: Face, profile: Profile, *, hint: bool = False) -> str:
    """All four slots, so that no theme font shows through; digits take the latin font where the profile has one."""
    font = attribute(profile.fonts.of(face))
    # 7.5-a: the folio is in 宋体 digits too, whatever font the text's digits have.
    latin = font if profile.latin_font is None or face is Face.SONGTI else attribute(profile.latin_font)
    hinted = ' w:hint="eastAsia"' if hint else ""
    return f'<w:rFonts{hinted} w:ascii="{latin}" w:eastAsia="{font}" w:hAnsi="{latin}" w:cs="{latin}"/>'


def format_paragraph_properties(format_: ParagraphFormat) -> str:
    """The paragraph properties of a role's style."""
    children = {
        # Widow control takes a line from full pages (9704-5.2.3-a).
        "widowControl": '<w:widowControl w:val="0"/>',
        # Extra gaps between Chinese and digits would break the grid of 28 characters (9704-5.2.3-b).
        "autoSpaceDE": '<w:autoSpaceDE w:val="0"/>',
        "autoSpaceDN": '<w:autoSpaceDN w:val="0"/>',
        "adjustRightInd": '<w:adjustRightInd w:val="0"/>',
        "snapToGrid": '<w:snapToGrid w:val="0"/>',
        "spacing": _spacing(format_.space_before, format_.line),
        "jc": f'<w:jc w:val="{format_.align.value}"/>',
    }
    if format_.keep_next:
        children["keepNext"] = "<w:keepNext/>"
    if format_.keep_lines:
        children["keepLines"] = "<w:keepLines/>"
    indent = _indent_of_format(format_)
    if indent:
        children["ind"] = indent
    if format_.outline_level is not None:
        children["outlineLvl"] = f'<w:outlineLvl w:val="{format_.outline_level}"/>'
    return in_order(PARAGRAPH_PROPERTIES, children)


def format_run_properties(format_: ParagraphFormat, profile: Profile) -> str:
    """The run properties of a role's style."""
    size = half_points(format_.size)
    children = {
        "rFonts": fonts_element(format_.face, profile),
        "sz": f'<w:sz w:val="{size}"/>',
        "szCs": f'<w:szCs w:val="{size}"/>',
    }
    if format_.red:
        children["color"] = f'<w:color w:val="{RED}"/>'
    if format_.character_spacing.mm:
        children["spacing"] = f'<w:spacing w:val="{twips(format_.character_spacing)}"/>'
    return in_order(RUN_PROPERTIES, children)


def placement_paragraph_properties(role: Role, placement: Placement, sheet: Stylesheet) -> dict[str, str]:
    """The paragraph properties in which a paragraph departs from its role."""
    format_ = sheet.of(role)
    children = {"pStyle": f'<w:pStyle w:val="{style_id(role)}"/>'}
    if placement.keep_next:
        children["keepNext"] = "<w:keepNext/>"
    if placement.widow_control:
        children["widowControl"] = "<w:widowControl/>"
    if placement.page_break:
        children["pageBreakBefore"] = "<w:pageBreakBefore/>"
    if placement.break_words:
        children["wordWrap"] = '<w:wordWrap w:val="0"/>'
    borders = _borders(placement.rule_above, placement.rule_below)
    if borders:
        children["pBdr"] = borders
    if placement.tabs:
        stops = "".join(f'<w:tab w:val="{tab.align.value}" w:pos="{twips(tab.position)}"/>' for tab in placement.tabs)
        children["tabs"] = f"<w:tabs>{stops}</w:tabs>"
    if placement.space_before is not None or placement.line is not None:
        before = format_.space_before if placement.space_before is None else placement.space_before
        children["spacing"] = _spacing(before, placement.line or format_.line)
    if placement.left is not None or placement.right is not None:
        children["ind"] = _indent(placement, format_)
    align = placement.align or format_.align
    if placement.right_to_left:
        children["bidi"] = "<w:bidi/>"
        align = _MIRRORED.get(align, align)
    if align is not format_.align:
        children["jc"] = f'<w:jc w:val="{align.value}"/>'
    return children


def placement_run_properties(placement: Placement) -> dict[str, str]:
    """The run properties in which a paragraph departs from its role."""
    children: dict[str, str] = {}
    if placement.scale is not None:
        children["w"] = f'<w:w w:val="{placement.scale}"/>'
    if placement.size is not None:
        size = half_points(placement.size)
        children["sz"] = f'<w:sz w:val="{size}"/>'
        children["szCs"] = f'<w:szCs w:val="{size}"/>'
    return children


def language_properties(locale: str) -> dict[str, str]:
    """The run properties of a text in a second script (9704-1-c)."""
    script = language_of(locale)
    font = attribute(script.font)
    tag = attribute(locale.replace("_", "-"))
    children = {
        "rFonts": f'<w:rFonts w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}" w:cs="{font}"/>',
        "lang": f'<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="{tag}"/>',
    }
    if script.right_to_left:
        children["rtl"] = "<w:rtl/>"
    return children


def _spacing(before: Length, line: Length | None) -> str:
    above = f'w:before="{max(twips(before), 0)}" w:after="0"'
    if line is None:
        return f'<w:spacing {above} w:line="240" w:lineRule="auto"/>'
    return f'<w:spacing {above} w:line="{max(twips(line), 1)}" w:lineRule="exact"/>'


def _indent_of_format(format_: ParagraphFormat) -> str:
    """Indents in twips: Word reckons those in characters by the default size, not the paragraph's own.

    The first line's alone is said in characters as well, for it is measured alike, and a clerk sees 首行缩进2字符.
    """
    size = format_.size + format_.character_spacing
    parts = [
        f'w:{name}="{twips(size * characters)}"'
        for name, characters in (("left", format_.left_characters), ("right", format_.right_characters))
        if characters
    ]
    first = format_.first_line_characters
    if first:
        parts.append(f'w:firstLineChars="{first * _HUNDREDTHS}" w:firstLine="{twips(size * first)}"')
    return f"<w:ind {' '.join(parts)}/>" if parts else ""


def _indent(placement: Placement, format_: ParagraphFormat) -> str:
    """Indents in twips; a first line that the style counts in characters is set to nothing, for it would win."""
    size = format_.size
    parts = []
    left, right = ("right", "left") if placement.right_to_left else ("left", "right")
    for name, own, characters in (
        (left, placement.left, format_.left_characters),
        (right, placement.right, format_.right_characters),
    ):
        if own is not None or characters:
            parts.append(f'w:{name}="{twips(own if own is not None else size * characters)}"')
    if format_.first_line_characters:
        parts.append('w:firstLineChars="0"')
    if placement.hanging:
        parts.append(f'w:hanging="{twips(placement.hanging)}"')
    elif format_.first_line_characters:
        parts.append('w:firstLine="0"')
    return f"<w:ind {' '.join(parts)}/>"


def _borders(above: Rule | None, below: Rule | None) -> str:
    rules = "".join(_border(side, rule) for side, rule in (("top", above), ("bottom", below)) if rule)
    return f"<w:pBdr>{rules}</w:pBdr>" if rules else ""


def _border(side: str, rule: Rule) -> str:
    colour = WHITE if rule.blank else RED if rule.red else "000000"
    return (
        f'<w:{side} w:val="single" w:sz="{eighth_points(rule.thickness)}" w:space="{points(rule.gap)}" '
        f'w:color="{colour}"/>'
    )
