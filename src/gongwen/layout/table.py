"""Tables in the body: the sheet, the type and the columns from what the cells hold, and the rows that follow.

The standard leaves tables open but for landscape pages (9704-8). Practice: as wide as the type area, 4 号 where it
fits and smaller where a cell would break, short texts and figures centred, long texts from the left. No figure, no
date and no figure with its unit is parted: where the columns are too narrow for that the sheet is turned
(:mod:`gongwen.layout.columns`), and where even that does not help the table is refused by its name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gongwen.blocks.block import (
    LANDSCAPE,
    PORTRAIT,
    Alignment,
    LayoutBlock,
    PageTurn,
    ParagraphBlock,
    Placement,
    TableBlock,
)
from gongwen.blocks.stylesheet import TABLE_LINE, Stylesheet
from gongwen.errors import Fault, InputError
from gongwen.keeping import LONGEST_KEPT
from gongwen.layout.cells import UNSURE, most_lines_in_cell, unparted
from gongwen.layout.columns import LONG_TEXT, NUMBER, Fitting, Need, Setting, column_widths, fitting, needs_of
from gongwen.model.body import Block, Blocks, Table, walk
from gongwen.pages.setting import count_cell_lines
from gongwen.pages.sheets import landscape_measure
from gongwen.standard import figures
from gongwen.standard.roles import Role
from gongwen.standard.units import ZERO, Length, Pt

__all__ = ["refused_tables", "table_blocks"]

# Above the uppermost rule: as much as the text of a page may begin above the type area.
_ABOVE_TABLE, _LEAST_ABOVE = Pt(7), Pt(1)
# A table of so many rows of one line is not divided between two pages.
_SHORT_TABLE = 10
# What LibreOffice may need more than is counted for a row that nearly fills a page.
_UNSURE = 1.05
# A heading row is repeated on every page; it must leave room for what stands under it.
_HIGHEST_HEAD = 0.5
_TYPED = {"left": Alignment.LEFT, "center": Alignment.CENTRE, "right": Alignment.RIGHT}
# Digits of 黑体 are wider than half a character in some fonts, so a heading may hold as much less.
_HEADING_ALLOWANCE = 0.15
_NAMED_HEADINGS = 3


class _Place(NamedTuple):
    """What a table is called, and whether a signed body begins or ends with it.

    Page one must show the body, and the signature's page some text (9704-7.3.3-a, 7.3.5.1-d).
    """

    name: str
    opens: bool
    closes: bool


def table_blocks(
    table: Table, sheet: Stylesheet, *, opens: bool = False, closes: bool = False, number: int | None = None
) -> list[LayoutBlock]:
    """The caption, the table, and a little air below it; on pages of its own where the sheet is turned.

    A table that ``opens`` or ``closes`` a signed body stays on the page where it is, however wide. ``number`` is the
    table's place among others, for messages. Raises :class:`~gongwen.InputError` for a table with so many columns that
    a figure would be parted even in the smallest type on a landscape sheet.
    """
    needs = needs_of(table)
    place = _Place(_name(table, number), opens, closes)
    profile = sheet.profile
    stays = opens or closes or table.landscape is False
    if stays or table.landscape is None:
        fit = fitting(needs, profile.text_width, to_the_last=stays)
        if fit is not None:
            return _blocks(table, needs, fit, sheet, place, landscape=False)
    fit = fitting(needs, landscape_measure(profile), to_the_last=True)
    if fit is None or stays:
        raise InputError(_no_room(table, place, landscape_helps=fit is not None))
    return [PageTurn(LANDSCAPE), *_blocks(table, needs, fit, sheet, place, landscape=True), PageTurn(PORTRAIT)]


def refused_tables(blocks: Blocks, sheet: Stylesheet, ends: tuple[Block, Block] | None) -> list[Fault]:
    """What is wrong with all tables of a body that begins and ends with such blocks; asked when one was refused."""
    tables = [block for block in walk(blocks) if isinstance(block, Table)]
    return [
        fault
        for number, table in enumerate(tables, start=1)
        for fault in _faults(table, sheet, number, (table is ends[0], table is ends[1]) if ends else (False, False))
    ]


def _faults(table: Table, sheet: Stylesheet, number: int, ends: tuple[bool, bool]) -> tuple[Fault, ...]:
    try:
        table_blocks(table, sheet, opens=ends[0], closes=ends[1], number=number)
    except InputError as error:
        return error.faults
    return ()


def _blocks(
    table: Table, needs: list[Need], fit: Fitting, sheet: Stylesheet, place: _Place, *, landscape: bool
) -> list[LayoutBlock]:
    profile = sheet.profile
    room = landscape_measure(profile) if landscape else profile.text_width
    page = profile.text_width if landscape else profile.text_length
    block = _table_block(table, needs, fit, column_widths(needs, fit, room), sheet)
    if block.line * block.head_lines > page * _HIGHEST_HEAD:
        raise InputError(_head_too_high(block, place))
    # A landscape table begins its page anyway; what begins the body must not leave page one whole.
    movable = not (landscape or place.opens)
    if movable and len(table.rows) <= _SHORT_TABLE and set(block.row_lines) <= {1}:
        block = block._replace(together=True)
    elif not landscape:
        block = block._replace(air=max(figures.TYPE_AREA_TOP - profile.top, ZERO))
    block = block._replace(divisible=_divisible(block, page))
    opening = _air_above(block) if table.caption is None else ParagraphBlock(Role.TABLE_CAPTION, (table.caption,))
    return [opening, block, ParagraphBlock(Role.AFTER_TABLE, ())]


def _air_above(block: TableBlock) -> ParagraphBlock:
    """What stands above a table without a caption, together with the blank row on its top."""
    return ParagraphBlock(Role.SPACER, (), Placement(line=max(_ABOVE_TABLE - block.air, _LEAST_ABOVE), keep_next=True))


def _whole(cell: str, measure: float, *, unsure: float = UNSURE, times: bool) -> str:
    """The text of a cell with its figures whole; long texts are not kept."""
    whole = unparted.__wrapped__ if len(cell) > LONGEST_KEPT else unparted
    return whole(cell, measure, unsure=unsure, times=times)


def _table_block(
    table: Table, needs: list[Need], fit: Fitting, columns: tuple[Length, ...], sheet: Stylesheet
) -> TableBlock:
    """The table with every figure of its cells whole, and the lines that its rows take."""
    size, padding = fit.setting
    measures = [(column - padding * 2) / size for column in columns]
    times = sheet.profile.latin_font is not None
    header = tuple(
        _whole(cell, measure, unsure=measure * _HEADING_ALLOWANCE, times=times)
        for cell, measure in zip(table.header, measures, strict=False)
    )
    rows = tuple(
        tuple(_whole(cell, measure, times=times) for cell, measure in zip(row, measures, strict=True))
        for row in table.rows
    )
    return TableBlock(
        columns=columns,
        header=header,
        rows=rows,
        alignments=_alignments(table, needs),
        typed=tuple(_typed(table, index) is not None for index in range(len(columns))),
        size=size,
        line=size * TABLE_LINE,
        padding=padding,
        head_lines=_row_lines(header, Role.TABLE_HEADER, fit.setting, columns, sheet),
        row_lines=tuple(_row_lines(row, Role.TABLE_CELL, fit.setting, columns, sheet) for row in rows),
        landscape=table.landscape,
    )


def _row_lines(cells: Sequence[str], role: Role, setting: Setting, columns: Sequence[Length], sheet: Stylesheet) -> int:
    face, beside = sheet.of(role).face, setting.padding * 2
    pairs = zip(cells, columns, strict=False)
    return max((count_cell_lines(cell, face, setting.size, wide - beside, sheet) for cell, wide in pairs), default=0)


def _divisible(block: TableBlock, page: Length) -> frozenset[int]:
    """The rows that no page may hold beside the heading; others stay whole."""
    room = page - block.air - block.line * block.head_lines
    high = [row for row, lines in enumerate(block.row_lines) if block.line * lines > room * _HIGHEST_HEAD]
    measures = [(column - block.padding * 2) / block.size for column in block.columns]
    return frozenset(
        row
        for row in high
        if block.line * max(map(most_lines_in_cell, block.rows[row], measures)) * _UNSURE > room - block.line
    )


def _alignments(table: Table, needs: Sequence[Need]) -> tuple[Alignment, ...]:
    chosen: list[Alignment] = []
    for index, need in enumerate(needs):
        typed = _typed(table, index)
        if typed:
            chosen.append(_TYPED[typed])
        elif need.natural <= LONG_TEXT or all(NUMBER.fullmatch(row[index]) for row in table.rows):
            chosen.append(Alignment.CENTRE)
        else:
            chosen.append(Alignment.LEFT)
    return tuple(chosen)


def _typed(table: Table, index: int) -> str | None:
    return table.alignments[index] if index < len(table.alignments) else None


# ---------------------------------------------------------------------------------- what is refused


def _no_room(table: Table, place: _Place, *, landscape_helps: bool) -> Fault:
    """Why a table finds no room, and what helps."""
    columns = f"{place.name}有 {table.width} 列"
    split = "把它拆成几张表，或减少列数、把格子里的字写短"
    if not landscape_helps:
        message = f"{columns}，整页横放、字号缩小到小五号（9 磅）也排不下，数字会被拆成两行"
        return Fault("table-too-wide", message, split)
    message = f"{columns}，竖排时字号缩小到小五号（9 磅）也排不下，数字会被拆成两行；整页横放就排得下，"
    if not (place.opens or place.closes):
        return Fault("table-too-wide", f"{message}但表题后写了“（竖排）”", f"去掉“（竖排）”；或{split}")
    where, side = ("开头", "前") if place.opens else ("末尾", "后")
    clause = "首页必须有正文，9704-7.3.3-a" if place.opens else "署名的一面必须有正文，9704-7.3.5.1-d"
    sides = "前、表后各" if place.opens and place.closes else side
    return Fault(
        "table-too-wide",
        f"{message}但它在正文{where}，不能单独横放一面（{clause}）",
        f"在表{sides}加一句正文，表就会整页横放；或把表改作附件；或{split}",
    )


def _head_too_high(block: TableBlock, place: _Place) -> Fault:
    return Fault(
        "table-head-too-high",
        f"{place.name}的表头有 {block.head_lines} 行高，每一面都要重排一次，占去半面以上",
        "把表头写短，说明移到表前或表后的正文里；或减少列数",
    )


def _name(table: Table, number: int | None) -> str:
    """What a table is called: its caption, or its place and the first words in it."""
    if table.caption:
        return f"表格“{table.caption}”"
    words = [cell.replace("\n", "") for cell in (table.header or table.rows[0]) if cell.strip()][:_NAMED_HEADINGS]
    headings = f"（{'、'.join(words)}……）" if words else ""
    return f"没有表题的表格{headings}" if number is None else f"第 {number} 张表{headings}"
