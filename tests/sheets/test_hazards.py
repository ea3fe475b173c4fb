"""What spreadsheets bring along: each is named in plain words or passed over, none hangs or harms."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from gongwen import GongwenError, InputError
from gongwen.sheets import open_rows
from tests.sheets.books import MAIN, book, inline, member, raw, replaced, with_shared_texts

BOOK = book([["村名", "面积"], ["上坝村", 1], ["下坝村", 2]])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _code(content: bytes | str) -> str:
    with pytest.raises(InputError) as raised:
        list(open_rows(content))
    fault = raised.value.faults[0]
    assert fault.cure
    return fault.code


def test_a_workbook_with_a_password_is_named() -> None:
    """[MS-OFFCRYPTO] 2.3.4: an OLE file whose directory has the stream EncryptedPackage."""
    directory = "EncryptionInfo".encode("utf-16-le").ljust(64, b"\0") + "EncryptedPackage".encode("utf-16-le")
    assert _code(OLE + bytes(504) + directory + bytes(512)) == "encrypted-workbook"
    assert _code(OLE + bytes(65_536 - 8 - 16) + directory + bytes(512)) == "encrypted-workbook"


def test_an_old_workbook_is_to_be_saved_anew() -> None:
    assert _code(OLE + bytes(504) + "Workbook".encode("utf-16-le") + bytes(512)) == "old-workbook"


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7", b"\x89PNG\r\n\x1a\n\0\0", "<html><table><tr><td>村名".encode(), b"Rar!\x1a\x07\x00", b"\0\1\2\3"],
)
def test_a_file_of_another_kind_is_named(content: bytes) -> None:
    assert _code(content) == "not-a-table"


def test_a_word_document_under_another_name_is_named(tmp_path: Path) -> None:
    path = tmp_path / "各村.xlsx"
    Document().save(str(path))
    with pytest.raises(InputError, match="Word 文档"):
        open_rows(path)


def test_a_workbook_under_another_name_is_read(tmp_path: Path) -> None:
    path = tmp_path / "各村.csv"
    path.write_bytes(BOOK)
    assert open_rows(path).columns == ("村名", "面积")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("没有.xlsx", "file-not-found"),
        ("没有.csv", "file-not-found"),
        ("文件夹", "file-unreadable"),
        ("甲\0乙.csv", "file-unreadable"),
    ],
)
def test_a_file_that_cannot_be_opened_is_named(name: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "文件夹").mkdir()
    assert _code(str(tmp_path / name)) == code


def test_a_file_that_vanishes_between_two_readings_is_named(tmp_path: Path) -> None:
    for name, content in (("各村.xlsx", BOOK), ("各村.csv", "村名,面积\n上坝村,1\n".encode())):
        path = tmp_path / name
        path.write_bytes(content)
        rows = open_rows(path)
        path.unlink()
        with pytest.raises(InputError) as raised:
            list(rows)
        assert raised.value.faults[0].code == "file-not-found"


def test_a_workbook_that_breaks_off_is_refused_in_plain_words() -> None:
    assert _code(BOOK[: len(BOOK) // 2]) == "broken-workbook"
    sheet = member(BOOK, "xl/worksheets/sheet1.xml")
    assert _code(replaced(BOOK, {"xl/worksheets/sheet1.xml": sheet[: len(sheet) // 2]})) == "broken-workbook"


@given(st.integers(0, len(BOOK) - 1), st.integers(0, 255))
def test_a_byte_changed_anywhere_never_gives_a_traceback(place: int, byte: int) -> None:
    changed = BOOK[:place] + bytes([byte]) + BOOK[place + 1 :]
    with suppress(GongwenError):  # any other error is what fails here
        list(open_rows(changed))


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"]
)
def test_entities_are_refused_wherever_they_stand(part: str) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    content = with_shared_texts(["村名"], '<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
    plain = re.sub(rb"^<\?xml[^>]*>", b"", member(content, part))
    assert _code(replaced(content, {part: bomb.encode() + plain})) == "suspicious-workbook"


def test_a_cell_of_two_hundred_million_letters_is_refused_without_its_memory() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(BOOK)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != "xl/worksheets/sheet1.xml":
                new.writestr(name, old.read(name))
        with new.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>'.encode())
            for _ in range(200):
                sheet.write(b"a" * 1_000_000)
            sheet.write(b"</t></is></c></row></sheetData></worksheet>")
    assert _code(stream.getvalue()) == "suspicious-workbook"


def test_external_links_and_macros_are_passed_over() -> None:
    links = member(BOOK, "xl/_rels/workbook.xml.rels").replace(
        b"</Relationships>",
        b'<Relationship Id="rIdX" TargetMode="External" Target="http://192.0.2.1/x.xlsx" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink"/></Relationships>',
    )
    content = replaced(BOOK, {"xl/_rels/workbook.xml.rels": links, "xl/vbaProject.bin": b"\0" * 100})
    assert len(list(open_rows(content))) == 2


def test_values_that_begin_like_formulas_stay_texts() -> None:
    cells = "".join(inline(f"A{row}", text) for row, text in [(2, "=cmd|x")])
    assert [
        row.values["值"] for row in open_rows(raw(f'<row r="1">{inline("A1", "值")}</row><row r="2">{cells}</row>'))
    ] == ["=cmd|x"]


_LIMIT = 40.0  # seconds, on a machine with other work; measured 2.5


def test_a_million_formatted_empty_rows_do_not_hang_it(tmp_path: Path) -> None:
    """Every row of the sheet formatted, something in the first and the last: nothing is lost, memory stays flat."""
    path = tmp_path / "空行.xlsx"
    with (
        zipfile.ZipFile(BytesIO(BOOK)) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            if name != "xl/worksheets/sheet1.xml":
                new.writestr(name, old.read(name))
        with new.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{inline("A1", "村名")}</row>'.encode())
            for first in range(2, 1_048_576, 10_000):
                rows = (
                    f'<row r="{row}" s="0" customFormat="1"><c r="A{row}" s="0"/><c r="B{row}" s="0"/></row>'
                    for row in range(first, min(first + 10_000, 1_048_576))
                )
                sheet.write("".join(rows).encode())
            sheet.write(f'<row r="1048576">{inline("A1048576", "下坝村")}</row></sheetData></worksheet>'.encode())
    program = (
        "import resource, sys\n"
        "from gongwen.sheets import open_rows\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "print(*(row.number for row in open_rows(sys.argv[1])))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    start = time.perf_counter()
    found = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    assert time.perf_counter() - start < _LIMIT
    number, grown = found.stdout.split()
    assert number == "1048576"
    assert int(grown) < 30_000, "kilobytes"
