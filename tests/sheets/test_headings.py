"""The headings: found where a person finds them, one name a column, every fault named at once."""

from __future__ import annotations

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from gongwen import InputError
from gongwen.sheets import open_rows
from tests.sheets.books import book


def test_a_title_merged_across_the_top_is_passed_over_and_named_in_a_remark() -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:C1")

    rows = open_rows(book([["云岭县各村春耕情况"], ["村名", "面积", "期限"], ["上坝村", 3, "三月"]], merge))
    assert rows.columns == ("村名", "面积", "期限")
    assert [row.number for row in rows] == [3]
    assert "云岭县各村春耕情况" in rows.remarks[0]


def test_a_title_and_a_line_of_remarks_that_are_not_merged_are_passed_over() -> None:
    rows = open_rows(
        book(
            [
                ["各村情况"],
                ["填报单位：青山镇", None, None, "单位：亩"],
                ["村名", "水田", "旱地", "备注"],
                ["上坝村", 1, 2],
            ]
        )
    )
    assert rows.columns == ("村名", "水田", "旱地", "备注")


def test_headings_of_two_rows_take_the_lower_name_when_it_is_the_only_one() -> None:
    def merge(sheet: Worksheet) -> None:
        for place in ("A1:A2", "B1:C1", "D1:D2"):
            sheet.merge_cells(place)

    rows = open_rows(
        book([["村名", "耕地（亩）", None, "备注"], [None, "水田", "旱地", None], ["上坝村", 1, 2, "无"]], merge)
    )
    assert rows.columns == ("村名", "水田", "旱地", "备注")
    assert [(row.number, *row.values.values()) for row in rows] == [(3, "上坝村", 1, 2, "无")]


def test_lower_names_that_stand_twice_are_joined_with_their_groups() -> None:
    def merge(sheet: Worksheet) -> None:
        for place in ("A1:E1", "A2:A3", "B2:C2", "D2:E2"):
            sheet.merge_cells(place)

    lines = [
        ["情况表"],
        ["村名", "耕地", None, "林地", None],
        [None, "面积", "户数", "面积", "户数"],
        ["上坝村", 1, 2, 3, 4],
    ]
    assert open_rows(book(lines, merge)).columns == ("村名", "耕地面积", "耕地户数", "林地面积", "林地户数")


def test_a_group_over_headings_whose_first_column_is_not_merged() -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("B1:C1")

    lines = [[None, "耕地", None], ["村名", "水田", "旱地"], ["上坝村", 1, 2]]
    assert open_rows(book(lines, merge)).columns == ("村名", "水田", "旱地")


def test_a_heading_merged_across_for_its_looks_names_the_first_column() -> None:
    def merge(sheet: Worksheet) -> None:
        for place in ("A1:B1", "A2:B2", "A3:B3"):
            sheet.merge_cells(place)

    rows = open_rows(book([["村名", None, "面积"], ["上坝村", None, 3], ["下坝村", None, 4]], merge))
    assert rows.columns == ("村名", "面积")
    assert [row.values["村名"] for row in rows] == ["上坝村", "下坝村"]


def test_a_unit_below_its_name_is_joined_to_it() -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:A2")

    rows = open_rows(book([["村名", "面积"], [None, "（亩）"], ["上坝村", 3]], merge))
    assert rows.columns == ("村名", "面积（亩）")


def test_blanks_and_line_breaks_that_space_a_heading_out_are_removed() -> None:
    assert open_rows(book([[" 村　名 ", "面积\n（亩）", "Due  date"], ["上坝村", 3, "三月"]])).columns == (
        "村名",
        "面积（亩）",
        "Due date",
    )


def test_all_faults_of_the_headings_come_together() -> None:
    with pytest.raises(InputError) as raised:
        open_rows(book([["村名", "面积", "村 名", None], ["上坝村", 1, "下坝村", "什么"]]))
    codes = {fault.code: str(fault) for fault in raised.value.faults}
    assert set(codes) == {"duplicate-heading", "missing-heading"}
    assert "A列、C列" in codes["duplicate-heading"]
    assert "D列有数据，没有列名" in codes["missing-heading"]


def test_a_column_without_heading_and_data_is_nothing() -> None:
    assert open_rows(book([["村名", None, "面积"], ["上坝村", None, 3]])).columns == ("村名", "面积")


def test_a_value_far_below_in_a_column_without_heading_is_a_fault_of_its_row() -> None:
    lines = [["村名", "面积"], *([f"第{index}村", 1] for index in range(40)), ["下坝村", 2, "电话联系"]]
    (fault,) = [fault for row in open_rows(book(lines)) for fault in row.faults]
    assert (fault.code, fault.row, fault.column, fault.value) == ("missing-heading", 42, "C", "电话联系")


def test_headings_repeated_for_the_printed_page_are_no_data() -> None:
    lines = [["村名", "面积"], ["上坝村", 1], ["村名", "面积"], ["下坝村", 2]]
    assert [row.number for row in open_rows(book(lines))] == [2, 4]


def test_a_table_of_one_column_has_its_heading_in_the_first_row() -> None:
    rows = open_rows(book([["村名"], ["上坝村"]]))
    assert (rows.columns, [row.values["村名"] for row in rows]) == (("村名",), ["上坝村"])


def test_an_empty_table_is_refused() -> None:
    with pytest.raises(InputError, match="表里没有内容"):
        open_rows(book([]))


def test_a_title_over_two_columns_is_no_heading_though_it_is_not_merged() -> None:
    rows = open_rows(book([["青山镇防汛名单"], ["村名", "户数"], ["上坝村", 1], ["下坝村", 2]]))
    assert rows.columns == ("村名", "户数")
    assert [row.number for row in rows] == [3, 4]


def test_a_list_of_one_column_stays_one_though_a_remark_stands_beside_it() -> None:
    rows = open_rows(book([["村名"], ["上坝村"], ["中坝村", "已撤并"], ["下坝村"]]))
    assert rows.columns == ("村名",)


def test_a_row_of_units_belongs_to_the_headings() -> None:
    rows = open_rows(book([["村名", "户数", "面积"], [None, "（户）", "（亩）"], ["上坝村", 1, 2]]))
    assert rows.columns == ("村名", "户数（户）", "面积（亩）")
    assert [row.number for row in rows] == [3]


def test_a_row_that_counts_the_columns_and_titles_of_groups_are_no_rows() -> None:
    lines = [["村名", "户数", "面积"], ["甲", 1, 2], ["一、山区"], ["上坝村", 1, 2], ["二、坝区"], ["下坝村", 3, 4]]
    rows = open_rows(book(lines))
    assert [row.number for row in rows] == [4, 6]
    assert ["栏次" in rows.remarks[0], "分组的标题" in rows.remarks[1]] == [True, True]
    assert len(list(open_rows(book([["村名", "户数", "面积"], ["甲", 1, 5], ["乙", 1, 2]])))) == 2
