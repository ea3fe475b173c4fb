"""Tables: one line style, heading rows that repeat, rows that stay whole unless no page holds them."""

from __future__ import annotations

from gongwen.blocks.block import Alignment, TableBlock
from gongwen.blocks.stylesheet import Stylesheet
from gongwen.ooxml.text import run_content
from gongwen.ooxml.units import half_points, twips
from gongwen.pages.rows import TIED_ROWS
from gongwen.pages.sheets import CELL_PADDING
from gongwen.standard.roles import TABLE_LYING, TABLE_UPRIGHT, Role
from gongwen.write.properties import style_id
from gongwen.write.styles import TABLE_STYLE

__all__ = ["table_xml"]

_WHOLE = "<w:cantSplit/>"


def table_xml(block: TableBlock, sheet: Stylesheet) -> str:
    """The table's XML."""
    widths = [twips(column) for column in block.columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    plain = [_cell_opening(block, column, sheet, keep=False) for column in range(len(widths))]
    kept = [_cell_opening(block, column, sheet, keep=True) for column in range(len(widths))]
    rows = []
    if twips(block.air):
        rows.append(_blank_row(twips(block.air), widths))
    if block.header:
        head = [_opening(Role.TABLE_HEADER, None, block, sheet, keep=True)] * len(widths)
        rows.append(_row(block.header, head, widths, f"{_WHOLE}<w:tblHeader/>"))
    kept_with_next = range(len(block.rows) - TIED_ROWS, len(block.rows)) if block.keep_next else ()
    last = len(block.rows) - 1
    for index, row in enumerate(block.rows):
        tied = (block.together and index < last) or index in kept_with_next
        properties = "" if index in block.divisible else _WHOLE
        rows.append(_row(row, kept if tied else plain, widths, properties))
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{TABLE_STYLE}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/>{_margins(block)}{_asked(block.landscape)}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _blank_row(height: int, widths: list[int]) -> str:
    """A row without rules, repeated above the heading row: it keeps the uppermost rule inside the type area."""
    return (
        f'<w:tr><w:trPr>{_WHOLE}<w:trHeight w:val="{height}" w:hRule="exact"/><w:tblHeader/></w:trPr><w:tc><w:tcPr>'
        f'<w:tcW w:w="{sum(widths)}" w:type="dxa"/><w:gridSpan w:val="{len(widths)}"/><w:tcBorders><w:top w:val="nil"/>'
        '<w:left w:val="nil"/><w:right w:val="nil"/></w:tcBorders></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style_id(Role.SPACER)}"/><w:keepNext/></w:pPr></w:p></w:tc></w:tr>'
    )


def _margins(block: TableBlock) -> str:
    """The blank beside the rules where it is less than the table style's."""
    if block.padding == CELL_PADDING:
        return ""
    side = twips(block.padding)
    return f'<w:tblCellMar><w:left w:w="{side}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'


def _asked(landscape: bool | None) -> str:
    """How the author wanted the sheet to lie, which the page cannot tell where it had to be otherwise."""
    if landscape is None:
        return ""
    return f'<w:tblDescription w:val="{TABLE_LYING if landscape else TABLE_UPRIGHT}"/>'


def _cell_opening(block: TableBlock, column: int, sheet: Stylesheet, *, keep: bool) -> tuple[str, str]:
    """An alignment that was asked for is written directly; one chosen by the layout is a matter of style."""
    alignment = block.alignments[column]
    if block.typed[column]:
        return _opening(Role.TABLE_CELL, alignment, block, sheet, keep=keep)
    role = Role.TABLE_CELL_CENTRED if alignment is Alignment.CENTRE else Role.TABLE_CELL
    return _opening(role, None, block, sheet, keep=keep)


def _opening(
    role: Role, alignment: Alignment | None, block: TableBlock, sheet: Stylesheet, *, keep: bool
) -> tuple[str, str]:
    """What opens the paragraph of a cell, and its run; the same for all rows of a column."""
    format_ = sheet.of(role)
    size = half_points(block.size)
    run = "" if block.size == format_.size else f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    properties = f'<w:pStyle w:val="{style_id(role)}"/>'
    if keep:
        properties += "<w:keepNext/>"
    if block.line != format_.line:
        properties += f'<w:spacing w:before="0" w:after="0" w:line="{twips(block.line)}" w:lineRule="exact"/>'
    if alignment is not None:
        properties += f'<w:jc w:val="{alignment.value}"/>'
    return f"<w:p><w:pPr>{properties}</w:pPr>", f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/>{run}</w:rPr>'


def _row(cells: tuple[str, ...], openings: list[tuple[str, str]], widths: list[int], properties: str) -> str:
    written = []
    for text, (paragraph, run), width in zip(cells, openings, widths, strict=True):
        content = f"{run}{run_content(text)}</w:r>" if text else ""
        written.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
            f"{paragraph}{content}</w:p></w:tc>"
        )
    properties = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{properties}{''.join(written)}</w:tr>"
