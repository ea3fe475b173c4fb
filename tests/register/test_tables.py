"""An office's own 发文登记表 in and out: nothing lost, nothing misread, all faults at once."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeAlias

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen import Fault, InputError
from gongwen.register import (
    Entry,
    Facts,
    Gap,
    Imported,
    Issue,
    Register,
    Request,
    State,
    export_table,
    import_table,
)
from tests.model.chinese import is_said_in_chinese
from tests.register.asking import ask, asked, number, reserve
from tests.strategies import QUIET

Rows: TypeAlias = Sequence[Sequence[Any]]
Write: TypeAlias = Callable[..., Path]
DAY = date(2026, 3, 2)
HEADING = ["发文字号", "标题", "主送", "签发人", "日期", "份数", "归档"]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write sheets of rows as an .xlsx."""

    def writing(*sheets: Rows, name: str = "旧表.xlsx") -> Path:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for place, rows in enumerate(sheets, start=1):
            sheet = book.create_sheet(f"表{place}")
            for row in rows:
                sheet.append(list(row))
        book.save(tmp_path / name)
        return tmp_path / name

    return writing


def lines(register: Register) -> list[tuple[str, str | None, str]]:
    return [(str(entry.number), entry.facts.title, entry.state.value) for entry in register.entries()]


def faults_of(register: Register, path: Path) -> list[Fault]:
    before = list(register.entries())
    with pytest.raises(InputError) as refused:
        import_table(register, path)
    assert list(register.entries()) == before
    assert all(is_said_in_chinese(fault) for fault in refused.value.faults)
    return list(refused.value.faults)


# ---------------------------------------------------------------------------------- in


def test_an_old_table_is_taken_over_and_numbers_follow_its_last(register: Register, write: Write) -> None:
    path = write(
        [
            ["青山镇人民政府2026年发文登记表"],
            [],
            ["序号", *HEADING, "承办人"],
            [1, "云政发〔2026〕1号", "关于春耕的通知", "各村", "王建国", datetime(2026, 3, 2), 30, "2026-001", "李明"],  # noqa: DTZ001
            [2, "云政发[2026]第02号", "关于防汛的通知", "各村", "王建国", "2026年3月5日", "共印25份", None, None],
            [3, "云办发（2026）１号", "关于医保的通知", None, None, "3月9日", None, None, None],
            [None] * 9,
        ]
    )
    assert import_table(register, path) == Imported(3, 0, 0, ("承办人",))
    assert lines(register) == [
        ("云办发〔2026〕1号", "关于医保的通知", "issued"),
        ("云政发〔2026〕1号", "关于春耕的通知", "issued"),
        ("云政发〔2026〕2号", "关于防汛的通知", "issued"),
    ]
    kept = list(register.entries())
    assert kept[1].facts == Facts("关于春耕的通知", "各村", "王建国", DAY, 30)
    assert kept[1].archive == "2026-001"
    assert kept[2].facts[3:] == (date(2026, 3, 5), 25)
    assert kept[0].facts.date == date(2026, 3, 9)
    assert reserve(register, ask("甲"), ask("乙", "云办发〔2026〕号")) == ["云政发〔2026〕3号", "云办发〔2026〕2号"]


def test_the_same_table_again_adds_nothing(register: Register, write: Write) -> None:
    path = write([HEADING, ["云政发〔2026〕1号", "甲"], ["云政发〔2026〕2号", "乙"], ["云政发〔2026〕2号", "乙"]])
    assert import_table(register, path)[:2] == (2, 1)
    before = list(register.entries())
    assert import_table(register, path)[:2] == (0, 3)
    assert list(register.entries()) == before


@pytest.mark.parametrize(
    "headings",
    [
        ["文号", "文件标题", "主送机关", "签发", "成文日期", "印数", "归档号"],
        ["字 号", "题名", "发往单位", "签发人", "发文日期", "份数（份）", "备注"],
        ["发文字号：", "标 题", "主送单位", "签发领导", "发文时间", "印发份数", "档号"],
    ],
)
def test_the_common_names_of_the_columns_are_known(headings: list[str], register: Register, write: Write) -> None:
    path = write([headings, ["云政发〔2026〕1号", "甲", "各村", "王建国", "2026-03-02", "30份", "永久"]])
    import_table(register, path)
    facts = Facts("甲", "各村", "王建国", DAY, 30)
    assert list(register.entries()) == [Entry(number("云政发〔2026〕1号"), State.ISSUED, None, facts, "永久")]


def test_code_year_and_sequence_may_stand_in_columns_of_their_own(register: Register, write: Write) -> None:
    path = write(
        [
            ["代字", "年份", "序号", "标题"],
            ["云政发", 2026, 1, "甲"],
            [None, None, 2.0, "乙"],  # the cells above are merged over this row
            ["云办发", "2026年", "第003号", "丙"],
        ]
    )
    import_table(register, path)
    assert lines(register) == [
        ("云办发〔2026〕3号", "丙", "issued"),
        ("云政发〔2026〕1号", "甲", "issued"),
        ("云政发〔2026〕2号", "乙", "issued"),
    ]
    assert register.gaps() == [Gap("云办发", 2026, 1, 2)]


def test_a_number_without_its_code_takes_it_from_the_column_beside_it(register: Register, write: Write) -> None:
    path = write([["代字", "文号", "标题"], ["云政发", "〔2026〕1号", "甲"], ["", "云政发〔2026〕2号", "乙"]])
    import_table(register, path)
    assert [line[0] for line in lines(register)] == ["云政发〔2026〕1号", "云政发〔2026〕2号"]


def test_every_sheet_is_read_and_repeated_headings_are_passed_over(register: Register, write: Write) -> None:
    path = write(
        [["说明：本表由办公室管理"]],
        [HEADING, ["云政发〔2025〕1号", "甲"], HEADING, ["云政发〔2025〕2号", "乙"]],
        [["标题", "发文字号"], ["丙", "云政发〔2026〕1号"]],
    )
    assert import_table(register, path).added == 3
    assert lines(register)[-1] == ("云政发〔2026〕1号", "丙", "issued")


def test_numbers_written_in_advance_are_no_entries(register: Register, write: Write) -> None:
    path = write(
        [HEADING, ["云政发〔2026〕1号", "甲"], *([f"云政发〔2026〕{n}号"] for n in (2, 3, 4)), ["云政发〔2026〕号"]]
    )
    assert import_table(register, path) == Imported(1, 0, 4, ())
    assert register.next("云政发", 2026) == 2


@pytest.mark.parametrize(
    ("title", "remark", "reason"),
    [
        ("关于甲的通知", "此号作废，改发3号", "此号作废，改发3号"),
        ("关于甲的通知", "本文件已作废", "本文件已作废"),
        ("关于甲的通知", "因内容有误，作废。", "因内容有误，作废。"),
        ("关于甲的通知（已作废）", None, "关于甲的通知（已作废）"),
        ("【作废】关于甲的通知", None, "【作废】关于甲的通知"),
        ("（空号）", None, "（空号）"),
        ("此号未用", None, "此号未用"),
        ("已取消", None, "已取消"),
    ],
)
def test_a_number_said_to_be_void_in_words_is_void(
    title: str, remark: str | None, reason: str, register: Register, write: Write
) -> None:
    path = write([["文号", "标题", "备注"], ["云政发〔2026〕1号", title, remark]])
    imported = import_table(register, path)
    (entry,) = register.entries()
    assert (imported.void, imported.doubtful) == (1, ())
    assert (entry.state, entry.reason) == (State.VOID, reason)


@pytest.mark.parametrize(
    ("title", "remark"), [("关于甲的通知", "原3号文件作废，改发此号"), ("关于一批文件作废的通知", None)]
)
def test_a_number_that_speaks_of_others_being_void_is_issued_and_named(
    title: str, remark: str | None, register: Register, write: Write
) -> None:
    path = write([["文号", "标题", "备注"], ["云政发〔2026〕1号", title, remark]])
    imported = import_table(register, path)
    assert (imported.void, imported.doubtful) == (0, ("云政发〔2026〕1号",))
    assert [entry.state for entry in register.entries()] == [State.ISSUED]


def test_a_number_that_cannot_be_read_is_the_only_fault_of_its_row(register: Register, write: Write) -> None:
    path = write([["文号", "标题", "日期"], ["云政发2026第6号", "甲", "6月3日"]])
    assert [fault.column for fault in faults_of(register, path)] == ["文号"]


def test_void_numbers_of_an_old_table_stay_void(register: Register, write: Write) -> None:
    path = write(
        [
            [*HEADING[:6], "备注"],
            ["云政发〔2026〕1号", "作废"],
            ["云政发〔2026〕2号", "乙", None, None, None, None, "作废，改发3号"],
            ["云政发〔2026〕3号", "丙", None, None, None, None, "原件2份"],
        ]
    )
    import_table(register, path)
    assert [(entry.state.value, entry.reason, entry.facts.title) for entry in register.entries()] == [
        ("void", "作废", None),
        ("void", "作废，改发3号", "乙"),
        ("issued", None, "丙"),
    ]


def test_numbers_that_an_old_table_lacks_are_named_and_can_be_explained(register: Register, write: Write) -> None:
    import_table(register, write([HEADING, *([f"云政发〔2026〕{n}号", f"题{n}"] for n in (2, 5, 6, 9))]))
    assert [str(gap) for gap in register.gaps()] == [
        "云政发〔2026〕1号",
        "云政发〔2026〕3至4号",
        "云政发〔2026〕7至8号",
    ]
    assert reserve(register, ask("甲", "云政发〔2026〕3号"), ask("乙")) == ["云政发〔2026〕3号", "云政发〔2026〕10号"]
    for n in (1, 4, 7, 8):
        register.void(number(f"云政发〔2026〕{n}号"), "手写登记簿遗失", when=DAY)
    assert register.gaps() == []


def test_all_faults_of_a_table_come_together_with_row_and_column(register: Register, write: Write) -> None:
    register.reserve([ask("甲", title="关于秋收的通知")])
    path = write(
        [
            ["登记表"],
            ["文号", "文件标题", "成文日期", "印数"],
            ["云政发〔2026〕1号", "关于春耕的通知", None, None],
            ["云政发2026年2号", "乙", "2026-02-30", "若干"],
            [None, "丙", None, None],
            ["云政发〔2026〕号", "丁", None, None],
            ["云政发〔2026〕6号", "戊", None, 0],
            ["云政发〔2026〕7号", "己", None, None],
            ["云政发〔2026〕7号", "庚", None, None],
            ["制表人：李明", None, None, None],
        ]
    )
    faults = faults_of(register, path)
    assert [(fault.row, fault.column) for fault in faults] == [
        (3, "文号"),
        (4, "文号"),
        (4, "成文日期"),
        (4, "印数"),
        (5, "文号"),
        (6, "文号"),
        (7, "印数"),
        (9, "文号"),
        (10, "文号"),
    ]
    assert all(fault.file == str(path) for fault in faults)
    assert "已登记给《关于秋收的通知》" in faults[0].message
    assert (faults[1].value, faults[2].value, faults[3].value) == ("云政发2026年2号", "2026-02-30", "若干")
    assert "已登记给《己》" in faults[7].message


def test_faults_in_one_of_several_sheets_name_the_sheet(register: Register, write: Write) -> None:
    path = write([HEADING, ["云政发〔2025〕1号", "甲"]], [HEADING, ["乱写", "乙"]])
    (fault,) = faults_of(register, path)
    assert fault.file == f"{path}〔表2〕"


def test_an_unknown_state_is_a_fault_with_those_that_are_known(register: Register, write: Write) -> None:
    (fault,) = faults_of(register, write([["文号", "标题", "状态"], ["云政发〔2026〕1号", "甲", "不详"]]))
    assert (fault.column, fault.value, fault.allowed) == ("状态", "不详", "已编号、已发、作废")


# ---------------------------------------------------------------------------------- .csv

CSV = "发文字号,标题,份数\n云政发〔2026〕1号,关于春耕的通知,30\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_csv_is_read_as_spreadsheets_save_it(
    encoding: str, separator: str, register: Register, tmp_path: Path
) -> None:
    path = tmp_path / "旧表.CSV"
    path.write_bytes(CSV.replace(",", separator).replace("\n", "\r\n").encode(encoding))
    assert import_table(register, path).added == 1
    assert next(register.entries()).facts == Facts("关于春耕的通知", copies=30)


# ---------------------------------------------------------------------------------- what is no table


def old_or_locked() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def another_package() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("word/document.xml", "<a/>")
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("表.xlsx", old_or_locked(), "旧版 Excel 工作簿"),
        ("表.xls", old_or_locked(), "另存为“Excel 工作簿（.xlsx）”"),
        ("表.xlsx", another_package(), "Word 文档"),
        ("表.xlsx", b"PK\x03\x04" + bytes(100), "不是工作簿，或文件已损坏"),
        ("表.xlsx", b"", "没有找到发文登记表的表头"),
        ("表.csv", b"\xff\xff\x00\x81", "不是文本"),
        ("表.csv", b"\xff\xff\x81\n", "编码"),
        ("表.csv", "甲,乙\n1,2\n".encode(), "没有找到发文登记表的表头"),
        ("表.csv", "发文字号,标题\n".encode(), "没有找到发文登记表的表头"),
    ],
)
def test_a_file_that_is_no_table_is_told_plainly(
    name: str, content: bytes, said: str, register: Register, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    (fault,) = faults_of(register, tmp_path / name)
    assert said in str(fault)


def test_a_damaged_sheet_is_told_plainly(register: Register, write: Write) -> None:
    path = write([HEADING, *([f"云政发〔2026〕{n}号", f"题{n}"] for n in range(1, 50))])
    content = io.BytesIO()
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(content, "w") as cut:
        for item in whole.namelist():
            data = whole.read(item)
            cut.writestr(item, data[: len(data) // 2] if "sheet1" in item else data)
    path.write_bytes(content.getvalue())
    (fault,) = faults_of(register, path)
    assert "标记不成对或不完整" in fault.message


def test_a_sheet_of_empty_formatted_rows_is_read_soon(register: Register, write: Write) -> None:
    path = write([HEADING, ["云政发〔2026〕1号", "甲"]])
    empty = "".join(
        f'<row r="{row}" spans="1:3"><c r="A{row}" s="0"/><c r="B{row}" s="0"/></row>' for row in range(3, 10**5)
    )
    content = io.BytesIO()
    with zipfile.ZipFile(path) as small, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as large:
        for item in small.namelist():
            data = small.read(item)
            large.writestr(item, data.replace(b"</sheetData>", empty.encode() + b"</sheetData>"))
    path.write_bytes(content.getvalue())
    start = time.monotonic()
    assert import_table(register, path).added == 1
    assert time.monotonic() - start < 10


def test_a_missing_table_and_a_folder_are_told_plainly(register: Register, tmp_path: Path) -> None:
    assert "找不到" in faults_of(register, tmp_path / "没有.xlsx")[0].message
    assert "文件夹" in faults_of(register, tmp_path)[0].message


# ---------------------------------------------------------------------------------- out


def fill(register: Register) -> None:
    """Numbers of every state, two codes, two years and 令号, with a skipped number and texts like formulas."""
    facts = Facts("=HYPERLINK(1)", "+各村", "@王建国", DAY, 30)
    register.reserve(
        [
            Request("甲", number("云政发〔2026〕号"), facts),
            Request("乙", number("云政发〔2026〕号"), Facts("'-1", "第一行\n第二行")),
            ask("丙", "云政发〔2026〕10号"),
            ask("丁", "云办发〔2026〕号"),
            ask("戊", "云政发〔2025〕号"),
            ask("己", "第1号"),
        ]
    )
    register.issue([Issue(number("云政发〔2026〕1号"))])
    register.void(number("云政发〔2026〕2号"), "=印错", when=DAY)


def without_identity(register: Register) -> list[Entry]:
    return [entry._replace(identity=None) for entry in register.entries()]


@pytest.mark.parametrize("name", ["表.xlsx", "表.csv"])
def test_what_is_written_is_read_back(name: str, register: Register, tmp_path: Path, write: Write) -> None:
    fill(register)
    old = write([HEADING, ["云函〔2026〕7号", "旧题", None, None, None, None, "007"]])
    import_table(register, old)
    assert export_table(register, tmp_path / name) == len(list(register.entries()))
    with Register(tmp_path / "另一本.db") as other:
        import_table(other, tmp_path / name)
        assert list(other.entries()) == without_identity(register)
        assert other.gaps() == register.gaps() == [Gap("云函", 2026, 1, 6)]
    assert import_table(register, tmp_path / name).added == 0


texts = st.none() | st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("=+-@'\n\t,;\"_x0"),
    max_size=12,
)


@QUIET
@given(
    st.lists(
        st.builds(
            Facts, texts, texts, texts, st.none() | st.dates(date(1949, 10, 1), date(2999, 1, 1)), st.integers(1, 9**9)
        ),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["表.xlsx", "表.csv"]),
)
def test_any_facts_are_read_back(tmp_path_factory: pytest.TempPathFactory, facts: list[Facts], name: str) -> None:
    folder = tmp_path_factory.mktemp("表")
    with Register(folder / "甲.db") as first, Register(folder / "乙.db") as second:
        first.reserve([Request(str(n), number("云政发〔2026〕号"), one) for n, one in enumerate(facts)])
        export_table(first, folder / name)
        import_table(second, folder / name)
        assert list(second.entries()) == without_identity(first)


@pytest.mark.parametrize("name", ["表.xlsx", "表.csv"])
def test_invisible_marks_and_hard_blanks_do_not_make_another_title(
    name: str, register: Register, tmp_path: Path
) -> None:
    facts = Facts("关于防汛\u00a0抗旱的\u200b通知", "各村\ufeff")
    register.reserve([Request("甲", number("云政发〔2026〕号"), facts)])
    assert next(register.entries()).facts == Facts("关于防汛 抗旱的通知", "各村")
    export_table(register, tmp_path / name)
    assert import_table(register, tmp_path / name)[:2] == (0, 1)


def test_there_is_a_sheet_for_each_year_sorted_by_code_and_number(register: Register, tmp_path: Path) -> None:
    fill(register)
    export_table(register, tmp_path / "表.xlsx")
    book = openpyxl.load_workbook(tmp_path / "表.xlsx")
    assert book.sheetnames == ["令", "2025年", "2026年"]
    sheet = book["2026年"]
    assert sheet["A1"].value == "2026年发文登记表"
    assert [cell.value for cell in sheet[2]] == [
        "发文字号",
        "标题",
        "主送机关",
        "签发人",
        "成文日期",
        "份数",
        "归档",
        "状态",
        "作废原因",
        "作废日期",
    ]
    numbers = [sheet.cell(row, 1).value for row in range(3, sheet.max_row + 1)]
    assert numbers == ["云办发〔2026〕1号", *(f"云政发〔2026〕{n}号" for n in range(1, 11))]


def test_the_sheet_is_ready_to_be_printed(register: Register, tmp_path: Path) -> None:
    fill(register)
    export_table(register, tmp_path / "表.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "表.xlsx")["2026年"]
    assert sheet.freeze_panes == "B3"
    assert sheet.print_title_rows == "$1:$2"
    assert (str(sheet.page_setup.paperSize), sheet.page_setup.orientation) == (sheet.PAPERSIZE_A4, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["F"].width


def test_no_cell_is_a_formula(register: Register, tmp_path: Path) -> None:
    fill(register)
    export_table(register, tmp_path / "表.xlsx")
    for sheet in openpyxl.load_workbook(tmp_path / "表.xlsx"):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
    export_table(register, tmp_path / "表.csv")
    text = (tmp_path / "表.csv").read_bytes().decode("utf-8-sig")
    assert text.splitlines()[0].startswith("发文字号,标题,")
    assert "'=HYPERLINK(1),'+各村,'@王建国,2026-03-02,30" in text
    assert ",=" not in text


def test_missing_numbers_are_listed_where_they_would_stand(register: Register, write: Write, tmp_path: Path) -> None:
    import_table(register, write([HEADING, ["云政发〔2026〕1号", "甲"], ["云政发〔2026〕4号", "乙"]]))
    export_table(register, tmp_path / "表.csv")
    rows = (tmp_path / "表.csv").read_text(encoding="utf-8-sig").splitlines()
    assert rows[2] == "云政发〔2026〕2至3号,,,,,,,缺号,登记簿里没有，待查明,"


def test_a_part_of_the_register_may_be_written(register: Register, tmp_path: Path) -> None:
    fill(register)
    assert export_table(register, tmp_path / "a.csv", code="云政发", year=2026, state="void") == 8
    assert export_table(register, tmp_path / "b.csv", year=2025) == 1
    assert export_table(register, tmp_path / "c.csv", state=State.ISSUED) == 1


@pytest.mark.parametrize("name", ["表.xlsx", "表.csv"])
def test_an_empty_register_gives_an_empty_table(name: str, register: Register, tmp_path: Path) -> None:
    assert export_table(register, tmp_path / name) == 0
    assert (tmp_path / name).stat().st_size > 0


def test_a_table_that_is_there_is_overwritten_only_on_demand(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text("办公室的表", encoding="utf-8")
    with pytest.raises(InputError, match="没有覆盖"):
        export_table(register, path)
    assert path.read_text(encoding="utf-8") == "办公室的表"
    export_table(register, path, force=True)
    assert path.read_text(encoding="utf-8-sig").startswith("发文字号")


@pytest.mark.parametrize(("name", "said"), [("表.xls", "后缀"), ("没有/表.csv", "没有这个文件或文件夹")])
def test_a_table_that_cannot_be_written_is_told_plainly(
    name: str, said: str, register: Register, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=said):
        export_table(register, tmp_path / name)
    assert sorted(path.suffix for path in tmp_path.iterdir() if path.suffix not in (".db-wal", ".db-shm")) == [".db"]


def test_ten_thousand_numbers_are_exported(register: Register, tmp_path: Path) -> None:
    register.reserve(asked(10_000))
    assert export_table(register, tmp_path / "表.csv") == 10_000
