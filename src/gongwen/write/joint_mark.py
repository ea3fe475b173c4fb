"""The mark of joint documents as a table without lines: names in rows, 文件 merged over them and centred."""

from __future__ import annotations

from functools import lru_cache

from gongwen.blocks.block import JointMarkBlock
from gongwen.ooxml.text import run_content
from gongwen.ooxml.units import half_points, twips
from gongwen.standard.roles import Role
from gongwen.standard.units import ZERO, Length
from gongwen.write.properties import style_id

__all__ = ["joint_mark_xml"]


@lru_cache(maxsize=256)
def joint_mark_xml(block: JointMarkBlock) -> str:
    """The space above, the table."""
    widths = twips(block.names_width), twips(block.suffix_width)
    rows = []
    for index, (name, spread) in enumerate(zip(block.names, block.spreads, strict=True)):
        merge = '<w:vMerge w:val="restart"/>' if index == 0 else "<w:vMerge/>"
        suffix = _run(block.suffix, ZERO, block) if index == 0 else ""
        rows.append(
            f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{twips(block.line)}" w:hRule="exact"/></w:trPr>'
            f'<w:tc><w:tcPr><w:tcW w:w="{widths[0]}" w:type="dxa"/></w:tcPr>'
            f"{_paragraph(_spread_runs(name, spread, block), block)}</w:tc>"
            f'<w:tc><w:tcPr><w:tcW w:w="{widths[1]}" w:type="dxa"/>{merge}<w:vAlign w:val="center"/></w:tcPr>'
            f"{_paragraph(suffix, block)}</w:tc></w:tr>"
        )
    spacer = (
        f'<w:p><w:pPr><w:pStyle w:val="{style_id(Role.SPACER)}"/><w:spacing w:before="0" w:after="0" '
        f'w:line="{max(twips(block.top), 1)}" w:lineRule="exact"/></w:pPr></w:p>'
    )
    no_margin = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    return (
        f'{spacer}<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{twips(block.left)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{no_margin}</w:tblCellMar></w:tblPr><w:tblGrid>"
        f'<w:gridCol w:w="{widths[0]}"/><w:gridCol w:w="{widths[1]}"/></w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def _paragraph(runs: str, block: JointMarkBlock) -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style_id(Role.JOINT_MARK)}"/><w:spacing w:before="0" w:after="0" '
        f'w:line="{twips(block.line)}" w:lineRule="exact"/></w:pPr>{runs}</w:p>'
    )


def _spread_runs(name: str, spread: Length, block: JointMarkBlock) -> str:
    """The space goes after every character but the last, so that the name ends where the longest one does."""
    if twips(spread) == 0:
        return _run(name, spread, block)
    return _run(name[:-1], spread, block) + _run(name[-1], ZERO, block)


def _run(text: str, spread: Length, block: JointMarkBlock) -> str:
    size = half_points(block.size)
    spacing = f'<w:spacing w:val="{twips(spread)}"/>' if twips(spread) else ""
    return (
        f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/>{spacing}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f"</w:rPr>{run_content(text)}</w:r>"
    )
