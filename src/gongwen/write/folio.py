"""页码: footers with the folio at the outer edge, or none, and the lower rules of a letter (9704-7.5, 10.1-d)."""

from __future__ import annotations

from gongwen.blocks.block import Placement, Rule
from gongwen.blocks.stylesheet import Stylesheet
from gongwen.ooxml.names import (
    DRAWING,
    MARKUP_COMPATIBILITY,
    WORD,
    WORD_DRAWING,
    WORD_SHAPE,
    XML_HEAD,
)
from gongwen.ooxml.order import PARAGRAPH_PROPERTIES, in_order
from gongwen.ooxml.units import emu, twips
from gongwen.pages.sheets import footer_distance
from gongwen.standard import figures
from gongwen.standard.roles import Role
from gongwen.standard.units import ZERO, Length, Mm
from gongwen.write.properties import placement_paragraph_properties, style_id

__all__ = [
    "LETTER_FOOTER_RAISE",
    "blank_footer",
    "folio_footer",
    "footer_distance",
    "landscape_folio_footer",
    "letter_first_footer",
]

LETTER_FOOTER_RAISE = Mm(6)
"""In a letter the footers reach further down, to the lower rules; an empty line under the folio keeps it in place."""

# Drawings of the text are numbered from 1; those of footers from here, for no two may share a number.
_FIRST_SHAPE = 1_000_001


def folio_footer(side: str, below: Length, sheet: Stylesheet) -> str:
    """A footer with the folio one character from the ``left`` or ``right`` edge, and an empty line under it.

    Like every footer it reaches up to the bottom margin: where a section begins on an even or odd page, LibreOffice
    lets the text run down to the footer instead.
    """
    line = sheet.of(Role.FOLIO).line
    assert line is not None  # the folio has a line of its own
    above = max(_footer_height(sheet) - line, ZERO)
    under = _spacer(below) if below > ZERO else ""
    return f'{XML_HEAD}<w:ftr xmlns:w="{WORD}">{_folio(side, above, line)}{under}</w:ftr>'


def blank_footer(sheet: Stylesheet) -> str:
    """The footer of pages that are not numbered (9704-7.5-e)."""
    return f'{XML_HEAD}<w:ftr xmlns:w="{WORD}">{_spacer(_footer_height(sheet))}</w:ftr>'


def _footer_height(sheet: Stylesheet) -> Length:
    """From the bottom margin down to where footers end."""
    return max(sheet.profile.bottom - footer_distance(sheet), Mm(1))


def landscape_folio_footer(side: str, sheet: Stylesheet) -> str:
    """The folio of a landscape page, where a portrait page has it (9704-8-a).

    The sheet is bound with its upper edge at the left, so the foot of the portrait page is the left edge of this one,
    and the folio runs down along it.
    """
    profile = sheet.profile
    line = sheet.of(Role.FOLIO).line
    assert line is not None
    left, width = footer_distance(sheet), line
    extent = f'cx="{emu(width)}" cy="{emu(profile.text_width)}"'
    number = _FIRST_SHAPE + (side == "left")
    shape = (
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        "<a:ln><a:noFill/></a:ln></wps:spPr>"
        f"<wps:txbx><w:txbxContent>{_folio(side)}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr vert="vert" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/>'
        "</wps:bodyPr></wps:wsp>"
    )
    anchor = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" '
        'locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{emu(left)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{emu(profile.left)}</wp:posOffset></wp:positionV>'
        f'<wp:extent {extent}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name="页码"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{WORD_SHAPE}">{shape}</a:graphicData></a:graphic></wp:anchor>'
    )
    run = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{anchor}</w:drawing></mc:Choice>'
        "</mc:AlternateContent></w:r>"
    )
    names = (
        f'xmlns:w="{WORD}" xmlns:wp="{WORD_DRAWING}" xmlns:a="{DRAWING}" xmlns:mc="{MARKUP_COMPATIBILITY}" '
        f'xmlns:wps="{WORD_SHAPE}"'
    )
    return f"{XML_HEAD}<w:ftr {names}>{_spacer(Mm(1), run)}</w:ftr>"


def letter_first_footer(sheet: Stylesheet, *, ruled: bool) -> str:
    """The lower double rule, thin above thick, 20 mm from the sheet's foot, on page one only (9704-10.1-d).

    Not ``ruled`` it keeps their room, for paper on which they are printed already.
    """
    profile = sheet.profile
    side = (figures.PAGE_WIDTH.value - figures.LETTER_RULE_WIDTH.value) / 2
    foot = figures.PAGE_HEIGHT.value - footer_distance(sheet) + LETTER_FOOTER_RAISE
    rest = foot - figures.LETTER_LOWER_RULE.value
    apart = figures.LETTER_RULES_APART.value
    room = Placement(line=apart, left=side - profile.left, right=side - profile.right)
    thin, thick = (
        room._replace(rule_below=Rule(figure.value, red=True, blank=not ruled))
        for figure in (figures.LETTER_THIN_RULE, figures.LETTER_THICK_RULE)
    )
    lines = "".join(
        f"<w:p><w:pPr>{in_order(PARAGRAPH_PROPERTIES, properties)}</w:pPr></w:p>"
        for properties in (
            placement_paragraph_properties(role, place, sheet)
            for role, place in (
                (Role.LETTER_RULE, thin),
                (Role.LETTER_RULE, thick),
                (Role.SPACER, Placement(line=rest)),
            )
        )
    )
    return f'{XML_HEAD}<w:ftr xmlns:w="{WORD}">{lines}</w:ftr>'


def _folio(side: str, above: Length = ZERO, line: Length = ZERO) -> str:
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
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style_id(Role.FOLIO)}"/>{_space(above, line) if above > ZERO else ""}'
        f'<w:ind w:{side}="{character}"/><w:jc w:val="{side}"/></w:pPr>{field}</w:p>'
    )


def _spacer(height: Length, runs: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(Role.SPACER)}"/>{_space(ZERO, height)}</w:pPr>{runs}</w:p>'


def _space(before: Length, line: Length) -> str:
    return f'<w:spacing w:before="{twips(before)}" w:after="0" w:line="{twips(line)}" w:lineRule="exact"/>'
