"""Tables: one line style, a heading row that repeats, rows that stay whole."""

from __future__ import annotations

from gongwen.layout.blocks import Alignment, TableBlock
from gongwen.layout.roles import Role
from gongwen.layout.stylesheet import Stylesheet
from gongwen.ooxml.text import run_content
from gongwen.ooxml.units import half_points, twips
from gongwen.write.properties import style_id
from gongwen.write.styles import TABLE_STYLE

__all__ = ["table_xml"]


def table_xml(block: TableBlock, sheet: Stylesheet) -> str:
    """The table's XML."""
    widths = [twips(column) for column in block.columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _cells(block, Role.TABLE_HEADER, (Alignment.CENTRE,) * len(widths), sheet, keep=True)
    plain = _cells(block, Role.TABLE_CELL, block.alignments, sheet, keep=False)
    kept = _cells(block, Role.TABLE_CELL, block.alignments, sheet, keep=True) if block.keep_next else plain
    rows = []
    if block.header:
        rows.append(_row(block.header, head, widths, "<w:cantSplit/><w:tblHeader/>"))
    last = len(block.rows) - 1
    for index, row in enumerate(block.rows):
        rows.append(_row(row, kept if index == last else plain, widths, "<w:cantSplit/>"))
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{TABLE_STYLE}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _cells(
    block: TableBlock, role: Role, alignments: tuple[Alignment, ...], sheet: Stylesheet, *, keep: bool
) -> list[tuple[str, str]]:
    """For each column what opens the paragraph of a cell and its run; the same for all rows."""
    format_ = sheet.of(role)
    keep_next = "<w:keepNext/>" if keep else ""
    size = half_points(block.size)
    run = "" if block.size == format_.size else f'<w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    spacing = (
        ""
        if block.line == format_.line
        else f'<w:spacing w:before="0" w:after="0" w:line="{twips(block.line)}" w:lineRule="exact"/>'
    )
    openings = []
    for alignment in alignments:
        side = "" if alignment is format_.align else f'<w:jc w:val="{alignment.value}"/>'
        properties = f'<w:pPr><w:pStyle w:val="{style_id(role)}"/>{keep_next}{spacing}{side}</w:pPr>'
        openings.append((f"<w:p>{properties}", f"<w:r>{run}"))
    return openings


def _row(cells: tuple[str, ...], openings: list[tuple[str, str]], widths: list[int], properties: str) -> str:
    written = []
    for text, (paragraph, run), width in zip(cells, openings, widths, strict=True):
        content = f"{run}{run_content(text)}</w:r>" if text else ""
        written.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
            f"{paragraph}{content}</w:p></w:tc>"
        )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(written)}</w:tr>"
