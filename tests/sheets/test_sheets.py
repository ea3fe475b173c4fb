"""Sheets: hidden rows, merged values, notes, which sheet is read, and details from another."""

from __future__ import annotations

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from gongwen import InputError
from gongwen.sheets import open_rows
from tests.sheets.books import book, column, loaded, saved

LINES = [["村名", "面积"], ["上坝村", 1], ["中坝村", 2], ["下坝村", 3]]


def _hide(sheet: Worksheet) -> None:
    sheet.row_dimensions[3].hidden = True


def test_hidden_rows_are_left_out_and_listed_in_a_remark() -> None:
    rows = open_rows(book(LINES, _hide))
    assert column(rows, "村名") == ["上坝村", "下坝村"]
    (remark,) = rows.remarks
    assert "1 个隐藏的行" in remark
    assert "第3行" in remark
    assert column(rows, "村名") == ["上坝村", "下坝村"]
    assert len(rows.remarks) == 1, "a second reading does not repeat them"


def test_hidden_rows_are_taken_along_when_asked_for() -> None:
    rows = open_rows(book(LINES, _hide), hidden=True)
    assert (column(rows, "村名"), rows.remarks) == (["上坝村", "中坝村", "下坝村"], [])


def test_empty_rows_are_skipped_and_numbers_stay_those_of_the_sheet() -> None:
    lines = [["村名", "面积"], [], ["上坝村", 1], [None, None], *[[] for _ in range(500)], ["下坝村", 2]]
    assert [row.number for row in open_rows(book(lines))] == [3, 505]


def test_a_value_merged_over_several_rows_stands_in_each() -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A2:A3")

    lines = [["村名", "地块"], ["上坝村", "河滩"], [None, "山脚"], ["下坝村", "坡地"], [None, "沟口"]]
    assert column(open_rows(book(lines, merge)), "村名") == ["上坝村", "上坝村", "下坝村", None]


def test_a_merged_value_reaches_the_shown_rows_when_its_own_row_is_hidden() -> None:
    def change(sheet: Worksheet) -> None:
        sheet.merge_cells("A2:A3")
        sheet.row_dimensions[2].hidden = True

    rows = open_rows(book([["村名", "地块"], ["上坝村", "河滩"], [None, "山脚"]], change))
    assert column(rows, "村名") == ["上坝村"]


def test_a_note_merged_across_the_foot_is_no_row_and_stands_in_a_remark() -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A3:C3")

    rows = open_rows(book([["村名", "面积", "期限"], ["上坝村", 1, "三月"], ["填表人：李某", None, None]], merge))
    assert [row.number for row in rows] == [2]
    assert "填表人：李某" in rows.remarks[0]


@pytest.mark.parametrize("total", [["合计", 6], [None, None, 6], ["合　计", None, 6]])
def test_a_row_of_totals_gets_no_document_and_stands_in_a_remark(total: list[object]) -> None:
    lines = [["序号", "村名", "面积"], [1, "上坝村", 2], [2, "下坝村", 4], total]
    if total[0] is None:
        total[1] = "总计"
    rows = open_rows(book(lines))
    assert column(rows, "村名") == ["上坝村", "下坝村"]
    assert "第4行" in rows.remarks[0]
    assert "当作合计，没有读" in rows.remarks[0]


def test_a_subtotal_among_the_rows_of_one_village_is_a_row() -> None:
    lines = [["村名", "镇", "地块", "亩"], ["上坝村", "青山", "河滩", 1], ["上坝村", "青山", "小计", 1]]
    assert len(list(open_rows(book(lines)))) == 2


@pytest.mark.parametrize(
    "foot",
    [
        ["注：本表数据截至11月20日", None, None, None],
        ["填表人：李某", None, "审核人：王某", None],
        ["单位负责人：张某", None, "填表日期：2026.11.20", None],
        ["联系电话:0871-1234", None, None, None],
        [None, "备注：含新并入的村", None, None],
    ],
)
def test_what_stands_below_the_table_is_no_row_and_stands_in_a_remark(foot: list[object]) -> None:
    lines = [["村名", "面积", "期限", "备注"], ["上坝村", 1, "三月", None], [], foot]
    rows = open_rows(book(lines))
    assert [row.number for row in rows] == [2]
    assert "第4行" in rows.remarks[0]


@pytest.mark.parametrize(
    "line",
    [
        ["注家村", 2, None, None],
        ["说明：一", 2, "三月", None],
        ["备注", None, None, None],
        ["联系村：下坝", 3, None, None],
    ],
)
def test_a_row_that_only_looks_a_little_like_a_note_is_a_row(line: list[object]) -> None:
    rows = open_rows(book([["村名", "面积", "期限", "备注"], ["上坝村", 1, "三月", None], line]))
    assert [row.number for row in rows] == [2, 3]


def test_the_first_shown_sheet_is_read_and_the_others_are_named() -> None:
    made = loaded(book(LINES, 明细=[["村名"], ["上坝村"]], 空=[], 名单=[["姓名"], ["李某"]]))
    made["名单"].sheet_state = "hidden"
    rows = open_rows(saved(made), name="各村.xlsx")
    assert rows.name == "各村.xlsx 工作表“各村”"
    assert [row.details for row in rows] == [(), (), ()]
    (remark,) = rows.remarks
    assert "“明细”" in remark
    assert "空" not in remark
    assert "名单" not in remark


def test_a_hidden_first_sheet_is_not_chosen_unless_named() -> None:
    made = loaded(book([["旧村名"], ["老村"]], 新表=LINES))
    made["各村"].sheet_state = "hidden"
    content = saved(made)
    assert open_rows(content).columns == ("村名", "面积")
    assert open_rows(content, sheet="各村").columns == ("旧村名",)
    assert open_rows(content, sheet=1).columns == ("村名", "面积")


@pytest.mark.parametrize("wanted", ["明细表", 3, 0])
def test_a_wrong_sheet_is_refused_with_the_names_there_are(wanted: str | int) -> None:
    with pytest.raises(InputError) as raised:
        open_rows(book(LINES, 明细=LINES), sheet=wanted)
    assert raised.value.faults[0].allowed == "各村、明细"


# --- details ---

PLOTS = [["地块", "村名", "亩"], ["河滩", "上坝村", 1], ["山脚", "上坝村", 2], ["沟口", "下坝村", 3]]


def test_details_from_another_sheet_go_to_the_row_of_their_key() -> None:
    rows = open_rows(book(LINES, 明细=PLOTS), details="明细")
    assert rows.detail_columns == ("地块", "村名", "亩")
    details = {row.values["村名"]: [one["地块"] for one in row.details] for row in rows}
    assert details == {"上坝村": ["河滩", "山脚"], "中坝村": [], "下坝村": ["沟口"]}
    assert (rows.faults, rows.remarks) == ([], [])


def test_details_from_another_source() -> None:
    rows = open_rows(book(LINES), details="村名,地块\n下坝村,沟口\n".encode())
    assert [len(row.details) for row in rows] == [0, 0, 1]


def test_each_row_of_details_whose_key_meets_none_is_a_fault() -> None:
    lines = [*PLOTS, ["坡地", "东坝村", 1], ["林地", None, 1]]
    rows = open_rows(book(LINES, 明细=lines), details="明细")
    assert len(list(rows)) == 3
    found = [(fault.code, fault.row, fault.value) for fault in rows.faults]
    assert found == [("missing-key", 6, None), ("unknown-key", 5, "东坝村")]
    assert "工作表“明细”" in str(rows.faults[0])


def test_the_details_of_a_hidden_row_are_left_out_with_it() -> None:
    lines = [*PLOTS, ["坡地", "中坝村", 1], ["林地", "东坝村", 1]]
    rows = open_rows(book(LINES, _hide, 明细=lines), details="明细")
    assert [len(row.details) for row in rows] == [2, 1]
    assert [fault.value for fault in rows.faults] == ["东坝村"]


def test_a_fault_in_a_cell_of_details_is_one_of_the_row_they_belong_to() -> None:
    rows = list(open_rows(book(LINES, 明细=[*PLOTS, ["坡地", "下坝村", "#N/A"]]), details="明细"))
    assert [len(row.faults) for row in rows] == [0, 0, 1]
    assert (rows[2].faults[0].row, rows[2].faults[0].column) == (5, "亩")


def test_the_key_is_the_first_shared_column_of_the_details_unless_named() -> None:
    main = [["编号", "村名"], [1, "上坝村"], [2, "下坝村"]]
    lines = [["村名", "编号", "地块"], ["上坝村", 2, "河滩"]]
    content = book(main, 明细=lines)
    assert [len(row.details) for row in open_rows(content, details="明细")] == [1, 0]
    assert [len(row.details) for row in open_rows(content, details="明细", key="编号")] == [0, 1]


def test_tables_without_a_shared_column_are_refused_and_so_is_an_unknown_key() -> None:
    content = book(LINES, 明细=[["地块"], ["河滩"]])
    with pytest.raises(InputError, match="没有相同的列名"):
        open_rows(content, details="明细")
    with pytest.raises(InputError, match="没有这一列") as raised:
        open_rows(content, details="明细", key="村名")
    assert raised.value.faults[0].allowed == "地块"
