"""The cells of a sheet: each value as a person reads it, each unusable one a fault with its place."""

from __future__ import annotations

import datetime
import pickle
from typing import Any

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import MAC_EPOCH
from openpyxl.worksheet.worksheet import Worksheet

from gongwen.sheets import Shown, open_rows
from tests.sheets.books import (
    MAIN,
    book,
    column,
    faults,
    inline,
    loaded,
    member,
    raw,
    replaced,
    saved,
    with_shared_texts,
)

MORNING = datetime.datetime.combine(datetime.date(2026, 3, 1), datetime.time(9, 30))


def _read(value: Any, number_format: str = "General") -> Any:
    def change(sheet: Worksheet) -> None:
        sheet["B2"].number_format = number_format

    (row,) = open_rows(book([["村名", "值"], ["上坝村", value]], change))
    assert not row.faults
    return row.values["值"]


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (3.0, "General", 3),
        (0.1 + 0.2, "General", 0.3),
        (2.5, "General", 2.5),
        (-7, "General", -7),
        ("007", "General", "007"),
        ("007", "@", "007"),
        (True, "General", True),
        (datetime.date(2026, 3, 1), "yyyy-mm-dd", datetime.date(2026, 3, 1)),
        (MORNING, "yyyy-mm-dd hh:mm", MORNING),
        (datetime.time(9, 30), "h:mm", datetime.time(9, 30)),
        (46082, 'yyyy"年"m"月"d"日"', datetime.date(2026, 3, 1)),
        (46082, '[$-804]yyyy"年"m"月"d"日";@', datetime.date(2026, 3, 1)),
        (46082, "[DBNum1][$-804]yyyy年m月d日", datetime.date(2026, 3, 1)),
        (46082.75, "yyyy/m/d", datetime.date(2026, 3, 1)),
        (46082, 'yyyy"年"m"月"', "2026年3月"),
        ("　上坝村\u200b \u00a0", "General", "上坝村"),
        ("甲\r\n乙", "General", "甲\n乙"),
        ("=1+1 是算式", "@", "=1+1 是算式"),
        ("@上坝", "General", "@上坝"),
        ("上坝", '@"村民委员会"', "上坝村民委员会"),
        ("〔2026〕3", '"石政发"@"号"', "石政发〔2026〕3号"),
        ("另定", 'yyyy"年"m"月"d"日";@', "另定"),
    ],
)
def test_a_value_is_read_as_it_stands(value: Any, number_format: str, expected: Any) -> None:
    if isinstance(value, str) and value.startswith("="):
        (row,) = open_rows(raw(f'<row r="1">{inline("A1", "值")}</row><row r="2">{inline("A2", value)}</row>'))
        found = row.values["值"]
    else:
        found = _read(value, number_format)
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (0.853, "0.0%", "85.3%"),
        (0.12345, "0.00%", "12.35%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (1234567, "#,##0", "1,234,567"),
        (7, "000000", "000007"),
        (3, "0.00", "3.00"),
        (2.5, "0", "3"),
        (-1234.5, r"_(* #,##0.00_);_(* \(#,##0.00\);_(* \"-\"??_);_(@_)", "(1,234.50)"),
        (0, '#,##0.00;-#,##0.00;"-"', "-"),
        (12, '0"亩"', "12亩"),
        (123456, '0!.0,"万元"', "12.3万元"),
        (1234.567, "[$¥-804]#,##0.00", "¥1,234.57"),
        (1.5, "[h]:mm", "36:00"),
        (0.00001, "General", "0.00001"),
        (35600, '[>=10000]0!.0,"万";0', "3.6万"),
        (-860, "[<1000]0.0;0", "-860.0"),
        (-12, "[<0]▲0;0.0", "▲12"),
        (1, '[=1]"已参保";[=0]"未参保";General', "已参保"),
        (18.75, "# ?/?", "18 3/4"),
        (0.333, '# ??/??"亩"', "1/3亩"),
        (2.6, "# ?/4", "2 2/4"),
        (0.125, "?/8", "1/8"),
        (7.9999, "# ?/?", "8"),
        (4215678, "0.00E+00", "4.22E+06"),
        (0.00032, "0.0E+0", "3.2E-4"),
        (9.996, "0.00E+00", "1.00E+01"),
        (52340, "##0.0E+0", "52.3E+3"),
        (2026, "[DBNum1]0000", "二〇二六"),
        (86.5, "[DBNum2][$-804]0.00", "捌陆.伍零"),
        (30, "[DBNum3]0", "３０"),
        (38, 'General"户"', "38户"),
    ],
)
def test_a_number_is_shown_as_its_format_shows_it(value: float, number_format: str, shown: str) -> None:
    found = _read(value, number_format)
    assert isinstance(found, Shown)
    assert (str(found), f"{found}") == (shown, shown)
    assert found == pytest.approx(value)


@pytest.mark.parametrize("number_format", ['[>=10000]0.0,"万";0', "# ?/?", ";;;", '[>100]0"户"', "@"])
def test_a_format_that_shows_no_more_than_the_number_leaves_it(number_format: str) -> None:
    found = _read(12, number_format)
    assert (found, type(found)) == (12, int)


@pytest.mark.parametrize("number_format", ["0/0/0", "[DBNum3]General", "[NatNum4]0", "0.0.0"])
def test_a_number_whose_format_nobody_knows_is_a_fault_and_not_another_number(number_format: str) -> None:
    (fault,) = faults(open_rows(book([["村名", "户数"], ["上坝村", 12]], lambda s: _format(s, number_format))))
    assert (fault.code, fault.row, fault.column) == ("unknown-number-format", 2, "户数")
    assert number_format in fault.message


def _format(sheet: Worksheet, code: str) -> None:
    sheet["B2"].number_format = code


def test_a_shown_number_goes_through_pickle() -> None:
    assert str(pickle.loads(pickle.dumps(Shown(0.5, "50%")))) == "50%"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (31, datetime.date(2026, 3, 1)),
        (57, "2026年3月"),
        (58, datetime.date(2026, 3, 1)),
        (14, datetime.date(2026, 3, 1)),
    ],
)
def test_the_formats_that_chinese_editions_know_by_number_alone_are_dates(number: int, expected: Any) -> None:
    plain = book([["村名", "日期"], ["上坝村", 46082]])
    formats = f'<xf numFmtId="0"/><xf numFmtId="{number}"/>'
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs count="2">{formats}</cellXfs></styleSheet>'
    sheet = member(plain, "xl/worksheets/sheet1.xml").replace(b'<c r="B2"', b'<c r="B2" s="1"')
    changed = replaced(plain, {"xl/styles.xml": styles.encode(), "xl/worksheets/sheet1.xml": sheet})
    assert column(open_rows(changed), "日期") == [expected]


def test_a_book_that_counts_from_1904_gives_the_same_days() -> None:
    made = loaded(book([["村名", "日期"], ["上坝村", None]]))
    made.epoch = MAC_EPOCH
    cell = made.worksheets[0]["B2"]
    cell.value, cell.number_format = datetime.date(2026, 3, 1), "yyyy-mm-dd"
    assert column(open_rows(saved(made)), "日期") == [datetime.date(2026, 3, 1)]


def test_a_formula_gives_the_result_that_the_program_saved() -> None:
    cells = (
        '<c r="B2"><f>1+1</f><v>2</v></c><c r="C2" t="str"><f>A2</f><v>上坝村</v></c>'
        '<c r="D2" t="str"><f>""</f><v></v></c>'
    )
    head = "".join(inline(f"{place}1", name) for place, name in zip("ABCD", "甲乙丙丁", strict=True))
    (row,) = open_rows(raw(f'<row r="1">{head}</row><row r="2">{inline("A2", "x")}{cells}</row>'))
    assert (row.values, row.faults) == ({"甲": "x", "乙": 2, "丙": "上坝村", "丁": None}, ())


def test_a_formula_without_a_saved_result_is_a_fault_that_names_the_cure() -> None:
    (row,) = open_rows(book([["村名", "合计"], ["上坝村", "=1+1"]]))
    (fault,) = row.faults
    assert (fault.code, fault.row, fault.column) == ("formula-without-value", 2, "合计")
    assert "保存一次" in fault.cure
    assert row.values == {"村名": "上坝村", "合计": None}


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!"])
def test_an_error_in_a_cell_is_a_fault_and_the_rows_go_on(error: str) -> None:
    rows = list(open_rows(book([["村名", "面积"], ["上坝村", error], ["下坝村", 3]])))
    assert [(fault.code, fault.value, fault.row) for fault in faults(rows)] == [("error-cell", error, 2)]
    assert rows[1].values["面积"] == 3


def test_a_number_longer_than_a_spreadsheet_keeps_is_a_fault() -> None:
    (fault,) = faults(open_rows(book([["户主", "身份证号"], ["李某", 530123199001011234]])))
    assert fault.code == "number-too-long"
    assert "文本格式" in fault.cure


def test_a_number_that_is_no_day_is_a_fault_of_a_date_cell() -> None:
    def change(sheet: Worksheet) -> None:
        sheet["B2"].number_format = "yyyy-mm-dd"

    (fault,) = faults(open_rows(book([["村名", "日期"], ["上坝村", 0]], change)))
    assert (fault.code, fault.column) == ("not-a-date", "日期")


def test_rich_text_is_read_without_its_formats_and_phonetic_signs() -> None:
    rich = CellRichText("上", TextBlock(InlineFont(b=True), "坝"), "村")
    assert column(open_rows(book([["村名"], [rich]])), "村名") == ["上坝村"]
    cell = '<c r="A2" t="inlineStr"><is><r><t>上</t></r><r><t>坝</t></r><rPh sb="0" eb="1"><t>shang</t></rPh></is></c>'
    assert column(open_rows(raw(f'<row r="1">{inline("A1", "村名")}</row><row r="2">{cell}</row>')), "村名") == ["上坝"]


def test_texts_of_the_shared_table_are_read_as_those_in_the_cells() -> None:
    texts = [
        "村名",
        "　上坝村 ",
        "<r><t>下</t></r><r><t>坝</t></r><rPh sb='0' eb='1'><t>xia</t></rPh>",
        "甲_x000D_\n乙",
        "　",
    ]
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>{row - 1}</v></c></row>' for row in range(1, 7))
    rows = list(open_rows(with_shared_texts(texts, cells)))
    assert [row.values["村名"] for row in rows] == ["上坝村", "下坝", "甲\n乙", None]
    assert [fault.code for fault in rows[-1].faults] == ["broken-cell"]


def test_characters_that_the_file_writes_by_number_are_put_back() -> None:
    text = inline("A2", "甲_x000D_\n乙_x005F_x000D_")
    assert column(open_rows(raw(f'<row r="1">{inline("A1", "备注")}</row><row r="2">{text}</row>')), "备注") == [
        "甲\n乙_x000D_"
    ]


def test_cells_and_rows_without_reference_follow_one_another() -> None:
    names = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in "甲乙")
    cells = f"<row>{names}</row><row><c><v>1</v></c><c><v>2</v></c></row>"
    assert [(row.number, row.values) for row in open_rows(raw(cells))] == [(2, {"甲": 1, "乙": 2})]


def test_a_sheet_whose_elements_have_a_prefix_is_read() -> None:
    cells = (
        '<x:row r="1"><x:c r="A1" t="str"><x:v>甲</x:v></x:c></x:row>'
        '<x:row r="2"><x:c r="A2"><x:v>5</x:v></x:c></x:row>'
    )
    assert column(open_rows(raw(cells, prefix="x")), "甲") == [5]


def test_a_date_in_iso_form_is_a_date() -> None:
    cells = f'<row r="1">{inline("A1", "日期")}</row><row r="2"><c r="A2" t="d"><v>2026-03-01T00:00:00Z</v></c></row>'
    assert column(open_rows(raw(cells)), "日期") == [datetime.date(2026, 3, 1)]
