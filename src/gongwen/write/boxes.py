"""Boxes that stand on the bottom margin: 版记 as a table of one column (9704-7.4), and empty ones that hold room.

Measured in LibreOffice, ONLYOFFICE and a program that lays out as Word does: a box of VML, placed at the bottom of the
margins and as high as its text, is never torn and grows upwards when a clerk adds to it. Frames, floating tables and
DrawingML boxes each fail in one of them. Rules are borders of cells: borders of paragraphs run from indent to indent.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from gongwen.blocks.block import ColophonBlock, Rule
from gongwen.blocks.stylesheet import Stylesheet
from gongwen.ooxml.units import eighth_points, twips
from gongwen.standard.roles import Role
from gongwen.standard.units import Length
from gongwen.write.properties import style_id

__all__ = ["colophon_box", "held_room"]

_NUMBER = "\x00"
_FIRST_SHAPE = 1025  # as Word numbers them
_WRAP = '<w10:wrap type="topAndBottom" anchory="margin"/>'


def colophon_box(block: ColophonBlock, sheet: Stylesheet, paragraphs: Sequence[str], number: int) -> str:
    """The run that holds 版记; ``paragraphs`` are its rows' texts, ``number`` is no other drawing's."""
    opening, closing = _box(block.height, block.below, sheet)
    parts = [opening.replace(_NUMBER, str(_FIRST_SHAPE + number))]
    rules = [*[row.rule_above for row in block.rows], block.rule_below]
    for above, below, paragraph in zip(rules, rules[1:], paragraphs, strict=False):
        parts += _row_opening(above, below, sheet), paragraph, "</w:tc></w:tr>"
    parts.append(closing)
    return "".join(parts)


def held_room(height: Length, sheet: Stylesheet, number: int) -> str:
    """The run that keeps text from so much of the foot of its page."""
    return (
        f'<w:r><w:pict><v:rect id="gwRoom{number}" o:spid="_x0000_s{_FIRST_SHAPE + number}" alt="留白" '
        f"{_on_margin(height, sheet)}>{_WRAP}</v:rect></w:pict></w:r>"
    )


def _on_margin(height: Length, sheet: Stylesheet) -> str:
    """The attributes that put a shape on the bottom margin, as wide as the text."""
    left, width, high = (twips(length) / 20 for length in (sheet.profile.left, sheet.profile.text_width, height))
    return (
        f'style="position:absolute;margin-left:{left:g}pt;margin-top:0;width:{width:g}pt;height:{high:g}pt;z-index:1;'
        'mso-position-horizontal-relative:page;mso-position-vertical:bottom;mso-position-vertical-relative:margin" '
        'o:allowoverlap="f" filled="f" stroked="f"'
    )


@lru_cache(maxsize=256)
def _box(height: Length, below: Length, sheet: Stylesheet) -> tuple[str, str]:
    """What stands before the rows and after them: an empty line from the last rule to the margin."""
    width = twips(sheet.profile.text_width)
    opening = (
        f'<w:r><w:pict><v:rect id="gwColophon{_NUMBER}" o:spid="_x0000_s{_NUMBER}" alt="版记" '
        f"{_on_margin(height + below, sheet)}>"
        '<v:textbox style="mso-fit-shape-to-text:t" inset="0,0,0,0"><w:txbxContent>'
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        f'</w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>'
    )
    closing = (
        f'</w:tbl><w:p><w:pPr><w:pStyle w:val="{style_id(Role.COLOPHON_ANCHOR)}"/><w:spacing w:before="0" w:after="0" '
        f'w:line="{twips(below)}" w:lineRule="exact"/></w:pPr></w:p></w:txbxContent></v:textbox>'
        f"{_WRAP}</v:rect></w:pict></w:r>"
    )
    return opening, closing


@lru_cache(maxsize=256)
def _row_opening(above: Rule | None, below: Rule | None, sheet: Stylesheet) -> str:
    """A row is at least one line high and never divided; its rules are as wide as the type area."""
    borders = "".join(_border(side, rule) for side, rule in (("top", above), ("bottom", below)) if rule)
    ruled = f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{twips(sheet.colophon_line)}" w:hRule="atLeast"/></w:trPr>'
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(sheet.profile.text_width)}" w:type="dxa"/>{ruled}</w:tcPr>'
    )


def _border(side: str, rule: Rule) -> str:
    return f'<w:{side} w:val="single" w:sz="{eighth_points(rule.thickness)}" w:space="0" w:color="000000"/>'
