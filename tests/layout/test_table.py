"""Tables: sheet, type, columns and rows; what is parted nowhere, and what is refused by its name (9704-8)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from gongwen.blocks.block import CHOSEN_BREAK, LayoutBlock, PageTurn, ParagraphBlock, TableBlock
from gongwen.blocks.stylesheet import stylesheet
from gongwen.errors import InputError
from gongwen.layout import lay_out
from gongwen.layout.body import body_blocks
from gongwen.layout.cells import least_width, unparted
from gongwen.layout.flow import end_of_text
from gongwen.layout.table import table_blocks
from gongwen.model import Document
from gongwen.model.body import Table
from gongwen.pages.paging import pages_of
from gongwen.pages.placed import PlacedTable
from gongwen.pages.rows import RowPart, foot_of, head_height, rows_on_pages, table_height
from gongwen.pages.sheets import landscape_measure
from gongwen.standard import figures
from gongwen.standard.profiles import COMMON, NATIONAL, PROFILES, Profile
from gongwen.standard.units import Mm, Pt
from tests.page.table_specimens import specimen, unparted_in
from tests.pages.paragraphs import broken

SHEET = stylesheet(NATIONAL)
profiles = pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.name)
SEEDS = range(120)


def numeric(columns: int, rows: int = 8, cell: str = "1015.0", **fields: Any) -> Table:
    """A village and its figures."""
    header = ("乡镇", *(f"{month}月" for month in range(1, columns)))
    lines = tuple((f"白沙镇{row}村", *[cell] * (columns - 1)) for row in range(1, rows + 1))
    return Table(header=header, rows=lines, **fields)


def notice(*body: Any, **fields: Any) -> Document:
    return Document.read(
        {
            "kind": "通知",
            "issuers": "白沙镇人民政府",
            "number": "白政发〔2026〕31号",
            "title": "白沙镇人民政府关于做好秋粮收购工作的通知",
            "recipients": "各村民委员会",
            "date": "2026-09-21",
            "body": list(body),
            **fields,
        }
    )


def tables_in(blocks: Iterable[LayoutBlock]) -> list[TableBlock]:
    return [block for block in blocks if isinstance(block, TableBlock)]


def is_turned(blocks: Iterable[LayoutBlock]) -> bool:
    return any(isinstance(block, PageTurn) and block.run.landscape for block in blocks)


# ---------------------------------------------------------------------------------- nothing is parted


@profiles
@pytest.mark.parametrize("seed", SEEDS)
def test_every_column_holds_the_widest_figure_of_its_cells_and_the_gaps_of_libreoffice(
    seed: int, profile: Profile
) -> None:
    table = Table.read(specimen(seed).table)
    try:
        blocks = table_blocks(table, stylesheet(profile))
    except InputError:
        return
    (block,) = tables_in(blocks)
    for column, cells in zip(block.columns, zip(*table.rows, strict=True), strict=True):
        inside = column - block.padding * 2
        for cell in cells:
            for line in cell.split("\n"):
                assert block.size * least_width(line) <= inside
    wide = sum(block.columns, Mm(0))
    assert wide.mm == pytest.approx(156, abs=0.01) or wide.mm == pytest.approx(landscape_measure(profile).mm, abs=0.01)


@pytest.mark.parametrize("measure", [5.0, 6.3, 8.0, 9.7, 12.0])
@pytest.mark.parametrize("seed", SEEDS)
def test_no_chosen_break_stands_in_a_figure_and_nothing_but_breaks_is_added(seed: int, measure: float) -> None:
    for row in Table.read(specimen(seed).table).rows:
        for cell in row:
            broken = unparted(cell, measure)
            assert broken.replace(CHOSEN_BREAK, "") == cell
            places = [len(broken[:at].replace(CHOSEN_BREAK, "").replace(" ", "")) for at in _breaks(broken)]
            assert not any(start < place < end for place in places for start, end in unparted_in(cell))


def _breaks(text: str) -> list[int]:
    return [at for at, character in enumerate(text) if character == CHOSEN_BREAK]


@pytest.mark.parametrize(
    "figure",
    [
        *("1015.0", "1,375.0", "12.5%", "-3.2", "2026年9月21日", "2026-09-21", "9月25日", "137.5吨", "30.5元"),
        *(
            "7个工作日",
            "1.2万亩",
            "100余户",
            "12.5 kg",
            "0871-65123456",
            "8：30",
            "3.5个百分点",
            "¥1,200",
            "第10行",
            "3×5米",
        ),
    ],
)
def test_a_figure_is_not_parted_wherever_a_line_ends(figure: str) -> None:
    for before in range(1, 14):
        text = "收" * before + figure + "购粮"
        for measure in (7.6, 8.0, 9.5, 11.0):
            pieces = unparted(text, measure).split(CHOSEN_BREAK)
            assert "".join(pieces) == text
            lines = [line for piece in pieces for line in broken(piece, measure)]
            assert any(figure in line for line in lines)


def test_text_without_figures_and_short_cells_are_left_alone() -> None:
    assert unparted("墙体开裂，雨后渗水，已发放告知书", 5) == "墙体开裂，雨后渗水，已发放告知书"
    assert unparted("137.5吨", 5) == "137.5吨"


# ---------------------------------------------------------------------------------- sheet and type


def test_f4_eleven_columns_of_figures_turn_the_sheet() -> None:
    blocks = table_blocks(numeric(11), SHEET)
    assert is_turned(blocks)
    (block,) = tables_in(blocks)
    assert block.size == Pt(12)


@pytest.mark.parametrize(("columns", "lies"), [(2, False), (5, False), (7, False), (11, True), (18, True)])
def test_a_table_of_figures_stands_while_they_find_room_and_lies_then(columns: int, lies: bool) -> None:
    assert is_turned(table_blocks(numeric(columns), SHEET)) is lies


def test_the_type_is_no_smaller_than_size_small_five_and_that_is_said() -> None:
    document = notice("如下。", numeric(16, cell="12,375.0").model_dump(), "特此通知。")
    layout = lay_out(document)
    (block,) = tables_in(layout.blocks)
    assert block.size == Pt(9)
    assert [remark for remark in layout.remarks if "小五号（9 磅）" in remark]
    assert not [
        remark for remark in lay_out(notice("如下。", numeric(11).model_dump(), "甲。")).remarks if "小五" in remark
    ]


@profiles
def test_a_table_that_no_sheet_holds_is_refused_by_its_name_with_a_cure(profile: Profile) -> None:
    wide = numeric(18, cell="1,012,375.25", caption="表1　收购任务")
    nameless = numeric(17, cell="1,012,375.25")
    document = notice("如下。", wide.model_dump(), "又如下。", nameless.model_dump(), "特此通知。")
    with pytest.raises(InputError) as error:
        lay_out(document, profile)
    first, second = error.value.faults
    assert first.code == second.code == "table-too-wide"
    assert "“表1　收购任务”有 18 列" in first.message
    assert "第 2 张表（乡镇、1月、2月……）有 17 列" in second.message
    assert "拆成几张表" in first.cure
    halves = [numeric(9, cell="1,012,375.25").model_dump()] * 4
    lay_out(notice("如下。", *halves, "特此通知。"), profile)  # the cure, followed


@pytest.mark.parametrize("side", ["opens", "closes"])
def test_a_table_at_an_end_of_the_signed_text_stands_or_is_refused_and_the_cure_helps(side: str) -> None:
    def with_table(table: Table, *, mended: bool = False) -> Document:
        text = "如下。"
        body = [table.model_dump(), text] if side == "opens" else [text, table.model_dump()]
        return notice(*([text, *body] if side == "opens" and mended else [*body, text] if mended else body))

    (standing,) = tables_in(lay_out(with_table(numeric(11))).blocks)
    assert sum(standing.columns, Mm(0)).mm == pytest.approx(156)
    too_wide = numeric(17)
    with pytest.raises(InputError) as error:
        lay_out(with_table(too_wide))
    (fault,) = error.value.faults
    where, cure = ("开头", "在表前加一句正文") if side == "opens" else ("末尾", "在表后加一句正文")
    assert fault.code == "table-too-wide"
    assert f"它在正文{where}" in fault.message
    assert cure in fault.cure
    (lying,) = tables_in(lay_out(with_table(too_wide, mended=True)).blocks)
    assert sum(lying.columns, Mm(0)).mm == pytest.approx(landscape_measure(NATIONAL).mm, abs=0.01)
    attached = notice("如下。", attachments=[{"title": "任务表", "body": [too_wide.model_dump()]}])
    assert tables_in(lay_out(attached).blocks)


def test_a_table_that_is_asked_to_stand_and_cannot_is_refused_and_lies_without_the_word() -> None:
    table = numeric(17, landscape=False)
    with pytest.raises(InputError) as error:
        table_blocks(table, SHEET)
    assert "去掉“（竖排）”" in error.value.faults[0].cure
    assert is_turned(table_blocks(table.model_copy(update={"landscape": None}), SHEET))


def test_a_heading_row_of_half_a_page_is_refused_with_a_cure() -> None:
    with pytest.raises(InputError) as error:
        table_blocks(Table(caption="表1", header=("说明" * 700,), rows=(("甲",),)), SHEET)
    (fault,) = error.value.faults
    assert fault.code == "table-head-too-high"
    assert "表格“表1”的表头" in fault.message


# ---------------------------------------------------------------------------------- rows and pages


def a_table(rows: int, *, lines: int = 1) -> TableBlock:
    cell = "字" * (10 * lines)
    (block,) = tables_in(table_blocks(Table(header=("甲", "乙"), rows=((cell, "丙"),) * rows), SHEET))
    return block


@pytest.mark.parametrize("rows", [1, 10])
def test_up_to_ten_rows_of_one_line_stay_together_and_more_do_not(rows: int) -> None:
    assert a_table(rows).together
    assert not a_table(rows + 10).together
    assert not tables_in(body_blocks(notice(numeric(3).model_dump(), "甲。").body, SHEET, signed=True))[0].together
    assert tables_in(body_blocks(notice("甲。", numeric(3).model_dump()).body, SHEET, signed=True))[0].together


def test_one_row_of_long_text_that_stands_on_one_line_is_short_all_the_same() -> None:
    (block,) = tables_in(table_blocks(Table(rows=(("白沙镇农业技术推广服务中心工作站",),)), SHEET))
    assert block.row_lines == (1,)
    assert block.together


@profiles
def test_only_rows_that_no_page_holds_may_be_divided(profile: Profile) -> None:
    sheet = stylesheet(profile)
    tall, half = "墙体开裂，雨后渗水，" * 130, "墙体开裂，雨后渗水，" * 40
    (block,) = tables_in(
        table_blocks(Table(header=("甲", "乙"), rows=(("一", half), ("二", tall), ("三", "无"))), sheet)
    )
    assert block.divisible == {1}
    room = profile.text_length - head_height(block)
    assert block.line * block.row_lines[1] > room > block.line * block.row_lines[0]


def test_a_divided_row_fills_its_pages_line_by_line_and_loses_none() -> None:
    (block,) = tables_in(
        table_blocks(Table(header=("甲", "乙"), rows=(("一", "墙体开裂，雨后渗水，" * 200), ("二", "无"))), SHEET)
    )
    page, head = NATIONAL.text_length, head_height(block)
    pages = rows_on_pages(block, block.row_lines, head, page * 0.5, page)
    parts = [part for parts in pages for part in parts if part.row == 0]
    assert [part.first for part in parts] == [0, *(part.end for part in parts[:-1])]
    assert parts[-1].end == block.row_lines[0]
    for number, on_page in enumerate(pages):
        room = page * 0.5 if number == 0 else page
        assert foot_of(on_page, block, head) <= room + Mm(0.05)
    for on_page in pages[1:-1]:
        assert foot_of(on_page, block, head) + block.line > page


def test_rows_stay_whole_and_the_first_page_stays_empty_where_not_even_one_finds_room() -> None:
    block = a_table(30, lines=3)
    page, head = NATIONAL.text_length, head_height(block)
    assert rows_on_pages(block, block.row_lines, head, head, page)[0] == []
    pages = rows_on_pages(block, block.row_lines, head, page * 0.6, page)
    assert [part.row for parts in pages for part in parts] == list(range(30))
    assert block.row_lines[0] > 1
    assert all(part == RowPart(part.row, 0, block.row_lines[0]) for parts in pages for part in parts)


@profiles
@pytest.mark.parametrize("seed", range(0, 120, 3))
def test_the_reckoned_end_of_a_table_is_where_its_pages_end(seed: int, profile: Profile) -> None:
    """flow, which decides on the signature, and pages, which are shown, agree to the page and half a line."""
    made = specimen(seed)
    try:
        layout = lay_out(notice(*["国" * 20] * made.lines_above, made.table, "国" * 20, "特此通知。"), profile)
    except InputError:
        return
    at = next(index for index, block in enumerate(layout.blocks) if isinstance(block, TableBlock))
    block = layout.blocks[at]
    assert isinstance(block, TableBlock)
    if sum(block.columns, Mm(0)) > profile.text_width + Mm(1):
        return  # it lies on pages of its own
    end = end_of_text(layout.blocks[: at + 1], stylesheet(layout.profile), exactly=True)  # lines may be tightened
    pages = [page for page in pages_of(layout) if any(isinstance(placed, PlacedTable) for placed in page.placed)]
    last = next(placed for placed in pages[-1].placed if isinstance(placed, PlacedTable))
    foot = last.top + sum((row.height for row in last.rows), Mm(0.18))
    assert pages[-1].number == end.page
    assert (pages[-1].sheet.foot - foot).mm == pytest.approx(end.rest.mm, abs=block.line.mm + 0.5)


# ---------------------------------------------------------------------------------- inside the type area


def feet_on_pages(layout_blocks: Any) -> list[tuple[float, float]]:
    """The uppermost and the lowest rule of the table on every page."""
    return [
        (placed.top.mm, (placed.top + sum((row.height for row in placed.rows), Mm(0))).mm)
        for page in pages_of(layout_blocks)
        for placed in page.placed
        if isinstance(placed, PlacedTable)
    ]


@profiles
@pytest.mark.parametrize("rows", [11, 23, 37, 64, 70])
@pytest.mark.parametrize("above", [1, 4, 7, 10, 13, 16, 19, 22])
def test_9704_5_2_1_the_rules_of_a_long_table_keep_to_the_type_area_on_every_page(
    rows: int, above: int, profile: Profile
) -> None:
    table = numeric(5, rows, caption="表1　收购任务" if above % 2 else None)
    for top, foot in feet_on_pages(lay_out(notice(*["国" * 20] * above, table.model_dump(), "特此通知。"), profile)):
        assert top >= figures.TYPE_AREA_TOP.mm - 0.1
        assert foot <= figures.TYPE_AREA_BOTTOM.mm + 0.8


@pytest.mark.parametrize("rows", [3, 9, 25, 40])
@pytest.mark.parametrize("above", range(1, 21, 2))
def test_9704_7_3_5_1_a_table_that_ends_the_text_leaves_room_for_the_signature_or_runs_over(
    rows: int, above: int
) -> None:
    layout = lay_out(notice(*["国" * 20] * above, numeric(5, rows).model_dump()))
    last = pages_of(layout)[-1]
    assert any(isinstance(placed, PlacedTable) for placed in last.placed)


def test_lines_of_a_table_are_changed_only_where_that_helps() -> None:
    usual = tables_in(lay_out(notice("如下。", numeric(5, 3).model_dump(), "特此通知。")).blocks)[0]
    assert usual.line == usual.size * 1.5
    changed = {
        round(
            tables_in(lay_out(notice(*["国" * 20] * above, numeric(5, 70).model_dump(), "甲。")).blocks)[0].line.pt, 2
        )
        for above in range(1, 20)
    }
    assert len(changed) > 1
    assert all(abs(line / 21 - 1) <= 0.051 for line in changed)


def test_a_profile_whose_text_keeps_to_the_type_area_needs_none_of_it() -> None:
    (block,) = tables_in(lay_out(notice("如下。", numeric(5, 70).model_dump(), "甲。"), COMMON).blocks)
    assert block.air == Mm(0)
    assert block.line == block.size * 1.5
    (national,) = tables_in(lay_out(notice("如下。", numeric(5, 70).model_dump(), "甲。")).blocks)
    assert (NATIONAL.top + national.air).mm == pytest.approx(figures.TYPE_AREA_TOP.mm)


def test_the_height_of_a_table_is_its_lines_and_its_rules() -> None:
    block = a_table(4, lines=1)
    assert table_height(block).mm == pytest.approx(5 * 21 * 25.4 / 72 + 6 * 0.5 * 25.4 / 72 + block.air.mm)


def test_what_opens_a_table_goes_with_it() -> None:
    for caption in (None, "表1"):
        opening, _, _ = table_blocks(numeric(3, caption=caption), SHEET)
        assert isinstance(opening, ParagraphBlock)
        assert opening.placement.keep_next or SHEET.of(opening.role).keep_next
