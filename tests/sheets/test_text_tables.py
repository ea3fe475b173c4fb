"""Text tables as Excel and WPS save them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen import InputError
from gongwen.sheets import open_rows
from gongwen.sheets.grid import NOTHINGS
from gongwen.sheets.values import ERRORS
from tests.sheets.books import column

TEXT = "村名,编号,面积\n上坝村,007,3.0\n下坝村,008,12.50%\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encodings_of_spreadsheets_are_told_apart(encoding: str) -> None:
    mark = "\ufeff" if encoding in ("utf-16-le", "utf-16-be") else ""
    rows = open_rows((mark + TEXT).encode(encoding))
    assert [tuple(row.values.values()) for row in rows] == [("上坝村", "007", "3.0"), ("下坝村", "008", "12.50%")]


@pytest.mark.parametrize("separator", [",", "\t", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_separators_and_line_ends_of_spreadsheets_are_told_apart(separator: str, end: str) -> None:
    content = TEXT.replace(",", separator).replace("\n", end).encode()
    assert open_rows(content).columns == ("村名", "编号", "面积")
    assert column(open_rows(content), "编号") == ["007", "008"]


def test_chinese_deep_in_the_file_decides_the_encoding() -> None:
    content = ("name,n\n" + f"{'a' * 96},1\n" * 16_000 + "上坝村,2\n").encode("gbk")
    *_, last = open_rows(content)
    assert (last.number, last.values["name"]) == (16_002, "上坝村")


def test_commas_of_full_width_and_others_in_values_part_nothing() -> None:
    rows = open_rows("村名\t备注\n上坝村\t水稻，玉米,大豆\n".encode())
    assert column(rows, "备注") == ["水稻，玉米,大豆"]


def test_a_quoted_value_holds_separators_quotation_marks_and_lines() -> None:
    rows = open_rows('村名,备注\n上坝村,"第一行,甲\n第二行""乙"""\n下坝村,无\n'.encode())
    assert column(rows, "备注") == ['第一行,甲\n第二行"乙"', "无"]
    assert [row.number for row in rows] == [2, 3]


def test_an_unclosed_quotation_mark_is_a_fault_and_loses_nothing_silently() -> None:
    with pytest.raises(InputError, match="引号没有成对") as raised:
        list(open_rows('村名,备注\n上坝村,"甲\n下坝村,乙\n'.encode()))
    assert raised.value.faults[0].row == 2


def test_a_value_too_many_is_a_fault_of_its_row() -> None:
    rows = open_rows("村名,备注\n上坝村,水稻,玉米\n中坝村,无\n下坝村,无\n".encode())
    found = [(fault.code, fault.row, fault.column, fault.value) for row in rows for fault in row.faults]
    assert found == [("missing-heading", 2, "C", "玉米")]


def test_titles_empty_lines_and_the_line_that_states_the_separator_are_passed_over() -> None:
    rows = open_rows("sep=;\n各村情况;;\n\n村名;编号;面积\n\n上坝村;007;3\n;;\n".encode())
    assert [(row.number, row.values["编号"]) for row in rows] == [(5, "007")]


def test_nothing_is_guessed_of_a_text() -> None:
    rows = open_rows("甲,乙,丙\n2026-03-01,TRUE,=1+1\n".encode())
    assert [row.values for row in rows] == [{"甲": "2026-03-01", "乙": "TRUE", "丙": "=1+1"}]


def test_bytes_of_no_encoding_are_refused_with_the_line() -> None:
    with pytest.raises(InputError) as raised:
        open_rows("村名\n上坝村\n".encode("gbk") + b"\xff\xff\n")
    assert (raised.value.faults[0].code, raised.value.faults[0].line) == ("wrong-encoding", 3)


def test_a_file_is_read_again_at_each_iteration(tmp_path: Path) -> None:
    path = tmp_path / "各村.csv"
    path.write_text(TEXT, encoding="gbk")
    rows = open_rows(path)
    assert rows.name == "各村.csv"
    assert list(rows) == list(rows)


_CELLS = st.text(st.characters(codec="gb18030", exclude_categories=("C", "Z")), max_size=8).filter(
    lambda text: text not in NOTHINGS and text not in ERRORS
)


@given(
    st.lists(st.lists(_CELLS, min_size=3, max_size=3), max_size=8), st.sampled_from(["gb18030", "utf-8-sig", "utf-16"])
)
def test_every_table_comes_back_cell_by_cell(lines: list[list[str]], encoding: str) -> None:
    def quoted(value: str) -> str:
        return '"' + value.replace('"', '""') + '"'

    text = "\r\n".join(",".join(map(quoted, line)) for line in [["甲列", "乙列", "丙列"], ["1", "2", "3"], *lines])
    found = [list(row.values.values()) for row in open_rows(text.encode(encoding))][1:]
    wanted = [[value.strip("\ufeff\u200b\u2060") or None for value in line] for line in lines]
    assert found == [line for line in wanted if any(line) and line != ["甲列", "乙列", "丙列"]]


def test_a_text_kept_from_the_spreadsheet_by_a_formula_is_that_text() -> None:
    rows = open_rows('村名,电话,编号\n上坝村,="0871-1","=""007"""\n'.encode())
    assert [row.values for row in rows] == [{"村名": "上坝村", "电话": "0871-1", "编号": "007"}]


def test_the_separator_that_parts_every_line_wins_over_commas_in_numbers() -> None:
    rows = open_rows("村名;面积\n上坝村;1.280,5\n下坝村;860,5\n".encode())
    assert [row.values for row in rows] == [
        {"村名": "上坝村", "面积": "1.280,5"},
        {"村名": "下坝村", "面积": "860,5"},
    ]


def test_sixteen_bit_text_without_its_mark_is_refused_and_not_read_as_nonsense() -> None:
    with pytest.raises(InputError) as caught:
        open_rows("村名\t户数\r\n上坝村\t8\r\n".encode("utf-16-le"))
    assert caught.value.faults[0].code == "not-a-table"


def test_what_a_failed_formula_shows_is_no_text_though_it_was_saved_as_text() -> None:
    (row,) = open_rows("村名,面积,备注\n上坝村,#DIV/0!,#1号\n".encode())
    assert [(fault.code, fault.column, fault.value) for fault in row.faults] == [("error-cell", "面积", "#DIV/0!")]
    assert row.values == {"村名": "上坝村", "面积": None, "备注": "#1号"}
