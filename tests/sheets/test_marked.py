"""The copy with its faulty cells marked: what a clerk opens to put the table right."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.drawing.image import Image
from openpyxl.styles import Font
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from gongwen.errors import Fault
from gongwen.sheets import open_rows
from gongwen.sheets.marked import mark_faults
from tests.sheets.books import MAIN, book, faults, inline, loaded, member, replaced

RED = "FFFFC7CE"


def _fault(row: int | None, column: str | None, file: str | None = "各村.xlsx", **more: Any) -> Fault:
    return Fault("missing-value", "没有填", "填上这一格", file=file, row=row, column=column, **more)


def _marked(source: Any, found: list[Fault], folder: Path, **more: Any) -> Workbook:
    target = folder / "各村-有问题.xlsx"
    mark_faults(source, found, target, **more)
    assert [path.name for path in folder.iterdir() if path.suffix == ".part"] == []
    return loaded(target.read_bytes())


def _red(sheet: Worksheet) -> list[str]:
    return [
        cell.coordinate
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.start_color.rgb == RED and cell.comment
    ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    def change(sheet: Worksheet) -> None:
        sheet["A1"].font = Font(bold=True, name="黑体")
        sheet.column_dimensions["A"].width = 33
        sheet.merge_cells("A3:A4")

    lines = [["村名", "面积"], ["上坝村", 1], ["下坝村", "=1+1"], [None, "#N/A"]]
    file = tmp_path / "各村.xlsx"
    file.write_bytes(book(lines, change, 明细=[["村名", "地块"], ["东坝村", "河滩"]]))
    return file


def test_a_workbook_keeps_its_looks_and_its_formulas(path: Path, tmp_path: Path) -> None:
    found = faults(open_rows(path))
    made = _marked(path, found, tmp_path)
    sheet = made["各村"]
    assert made.sheetnames == ["各村", "明细", "问题清单"]
    assert (sheet["A1"].font.name, sheet.column_dimensions["A"].width) == ("黑体", 33)
    assert (sheet["B3"].value, sheet["B3"].data_type) == ("=1+1", "f")
    assert _red(sheet) == ["B3", "B4"]
    assert sheet["B4"].comment is not None
    assert "处理：" in sheet["B4"].comment.text


def test_a_fault_in_a_merged_cell_or_without_column_marks_the_cell_that_is_there(path: Path, tmp_path: Path) -> None:
    file = "各村.xlsx 工作表“各村”"
    made = _marked(path, [_fault(4, "村名", file), _fault(2, None, file)], tmp_path)
    assert _red(made["各村"]) == ["A2", "A3"]


def test_a_fault_of_the_details_marks_their_sheet(path: Path, tmp_path: Path) -> None:
    rows = open_rows(path, details="明细")
    list(rows)
    made = _marked(path, rows.faults, tmp_path)
    assert (_red(made["各村"]), _red(made["明细"])) == ([], ["A2"])


def test_the_list_names_row_column_value_what_is_allowed_and_the_cure(path: Path, tmp_path: Path) -> None:
    made = _marked(path, [_fault(2, "面积", value="许多", allowed="数")], tmp_path)
    head, line = ([cell.value for cell in row] for row in made["问题清单"].iter_rows())
    assert head == ["表", "行", "列", "内容", "问题", "可用", "处理"]
    assert line == ["各村.xlsx", 2, "面积", "许多", "没有填", "数", "填上这一格"]


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1+2", "@SUM(1)", "#N/A", "甲\x00\x1b"])
def test_a_text_stays_a_text_whatever_it_begins_with(text: str, tmp_path: Path) -> None:
    records = [{"村名": text, "面积": 1}]
    made = _marked(records, [_fault(1, "面积", "数据", value=text)], tmp_path)
    for cell in (made["有问题的行"]["B2"], made["问题清单"]["D2"]):
        assert cell.data_type == "s"
        assert cell.value is not None
        assert str(cell.value).strip()[-1] in text + "\ufffd"
        assert bool(cell.quotePrefix) is text.startswith(("=", "+", "-", "@"))
    assert b"<f>" not in member((tmp_path / "各村-有问题.xlsx").read_bytes(), "xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("as_rows", [True, False])
def test_of_a_text_table_the_faulty_rows_are_copied_with_their_numbers(as_rows: bool, tmp_path: Path) -> None:
    path = tmp_path / "各村.csv"
    path.write_bytes("村名,面积\n上坝村,1\n下坝村,许多\n".encode("gbk"))
    found = [_fault(3, "面积", "各村.csv"), _fault(3, None, "各村.csv"), _fault(None, None, "各村.csv")]
    made = _marked(open_rows(path) if as_rows else path, found, tmp_path)
    sheet = made["有问题的行"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["原行号", "村名", "面积"],
        [3, "下坝村", "许多"],
    ]
    assert _red(sheet) == ["B2", "C2"]
    assert made["问题清单"].max_row == 4


def test_of_a_long_workbook_the_faulty_rows_are_copied(tmp_path: Path) -> None:
    path = tmp_path / "各村.xlsx"
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(2, 21_005))
    xml = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{inline("A1", "序号")}</row>{rows}</sheetData></worksheet>'
    path.write_bytes(replaced(book([["x"]]), {"xl/worksheets/sheet1.xml": xml.encode()}))
    sheet = _marked(path, [_fault(21_000, "序号")], tmp_path)["有问题的行"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [["原行号", "序号"], [21_000, 21_000]]


def test_a_table_that_cannot_be_read_again_gives_the_list_alone(tmp_path: Path) -> None:
    rows = open_rows({"村名": name} for name in ["上坝村"])
    list(rows)
    made = _marked(rows, [_fault(1, "村名", "数据")], tmp_path)
    assert made.sheetnames == ["问题清单"]


def test_the_copy_is_written_whole_or_not_at_all(path: Path, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such"):
        mark_faults(path, [], tmp_path / "没有" / "各村.xlsx")
    with zipfile.ZipFile(BytesIO(path.read_bytes())) as package:
        assert package.testzip() is None


def test_a_comment_says_what_is_allowed(tmp_path: Path) -> None:
    found = [_fault(2, "面积", "数据", allowed="1280、12,860")]
    made = _marked(book([["村名", "面积"], ["上坝村", "约300"]]), found, tmp_path)
    comment = made["各村"]["B2"].comment
    assert comment is not None
    assert comment.text == "没有填。可用：1280、12,860。处理：填上这一格"


def test_a_fault_of_two_columns_marks_both_cells(tmp_path: Path) -> None:
    made = _marked(book([["村名", "完成", "计划"], ["上坝村", 3, 0]]), [_fault(2, "完成、计划", "数据")], tmp_path)
    assert _red(made["各村"]) == ["B2", "C2"]


def test_words_in_their_own_type_keep_it(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["A2"] = CellRichText("上", TextBlock(InlineFont(b=True), "坝"), "村")

    target = tmp_path / "问题清单.xlsx"
    mark_faults(book([["村名", "面积"], ["", None]], change), [_fault(2, "面积", "数据")], target)
    again = load_workbook(target, rich_text=True)["各村"]["A2"].value
    assert isinstance(again, CellRichText)
    assert [part.font.b for part in again if isinstance(part, TextBlock)] == [True]


def test_a_picture_in_the_sheet_stays_in_a_frame_that_excel_takes(tmp_path: Path) -> None:
    """What Excel writes into a frame, openpyxl writes again under another name."""
    seal = Path(__file__).parents[2] / "examples" / "pictures" / "seal.png"
    content = book([["村名", "面积"], ["上坝村", None]], lambda sheet: sheet.add_image(Image(seal), "E2"))
    framed = re.sub(
        r'prst="rect" ?/></spPr>',
        'prst="rect"><a:avLst/></a:prstGeom></spPr>',
        member(content, "xl/drawings/drawing1.xml").decode(),
    )
    assert "avLst" in framed
    target = tmp_path / "问题清单.xlsx"
    mark_faults(replaced(content, {"xl/drawings/drawing1.xml": framed.encode()}), [_fault(2, "面积", "数据")], target)
    drawn = member(target.read_bytes(), "xl/drawings/drawing1.xml").decode()
    assert "prstGeom" in drawn
    assert "avLst" not in drawn
