"""What is made beside the documents: the list (清单.csv, 清单.xlsx), one archive, one file for the printer.

Each is written under a temporary name and takes its own when it is whole; one that would be the same is left alone.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
import zipfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from gongwen.batch.journal import Journal, Listed
from gongwen.batch.spool import grouped
from gongwen.errors import Fault, InputError
from gongwen.files import temporary_beside
from gongwen.ooxml.text import escape
from gongwen.read.text import CONTROL

__all__ = ["HEADINGS", "make_archive", "make_list", "make_output", "make_table_list"]

HEADINGS = ("行", "文件", "发文字号", "标题", "主送机关", "印数", "SHA-256")
_COLUMNS = "ABCDEFG"
_WIDTHS = (6, 44, 24, 60, 40, 8, 70)
_EPOCH = (1980, 1, 1, 0, 0, 0)
_BLOCK = 1 << 20
_ROWS_AT_ONCE = 200
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def make_output(path: Path, journal: Journal, fill: Callable[[BinaryIO], None], *, force: bool) -> bool:
    """Make a file by ``fill``; whether it is new or changed. A file of other people's making stays unless ``force``.

    Raises :class:`~gongwen.InputError` for such a file, ``OSError`` when it cannot be written.
    """
    known = journal.output(str(path.resolve()))
    standing = _digest(path)
    with temporary_beside(path) as temporary:
        with open(temporary, "wb") as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        digest = _digest(temporary)
        if digest != standing:
            if standing is not None and standing != known and not force:
                message, cure = "已有这个文件，不是上次生成的样子，没有动它", "要覆盖就加 --force，或换个文件名"
                raise InputError(Fault("file-exists", message, cure, file=str(path)))
            os.replace(temporary, path)
    journal.note_output(str(path.resolve()), digest or "")
    return digest != standing


def _digest(path: Path) -> str | None:
    try:
        with open(path, "rb") as file:
            digest = hashlib.sha256()
            while block := file.read(_BLOCK):
                digest.update(block)
            return digest.hexdigest()
    except FileNotFoundError:
        return None


def _line(one: Listed) -> tuple[str | int, ...]:
    return (one.row, one.name, one.number, one.title, one.recipients, one.copies or "", one.sha256 or "")


def make_list(lines: Iterable[Listed]) -> Callable[[BinaryIO], None]:
    """The list as .csv, in UTF-8 with the mark that Excel wants; a text that looks like a formula is kept as text."""

    def fill(file: BinaryIO) -> None:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
        writer = csv.writer(text)
        writer.writerow(HEADINGS)
        for one in lines:
            writer.writerow([_harmless(cell) for cell in _line(one)])
        text.flush()
        text.detach()

    return fill


def _harmless(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_SIGNS) else cell


def make_table_list(lines: Iterable[Listed]) -> Callable[[BinaryIO], None]:
    """The list as .xlsx: openpyxl makes the workbook with its headings, the lines are joined into its sheet."""

    def fill(file: BinaryIO) -> None:
        with (
            zipfile.ZipFile(io.BytesIO(_empty_book())) as empty,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as book,
        ):
            for name in empty.namelist():
                content = empty.read(name)
                if name == _CORE:  # no clock: the same list, the same bytes
                    content = _TIME.sub(rb"\g<1>2000-01-01T00:00:00Z", content)
                before, end, after = content.partition(b"</sheetData>" if name == _SHEET else b"\0")
                with book.open(name, "w") as member:  # dated 1980, as nothing else is said
                    member.write(before)
                    if name == _SHEET:
                        for rows in grouped(enumerate(lines, start=2), _ROWS_AT_ONCE):
                            member.write("".join(_row(number, one) for number, one in rows).encode())
                    member.write(end + after)

    return fill


_SHEET, _CORE = "xl/worksheets/sheet1.xml", "docProps/core.xml"
_TIME = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


@cache
def _empty_book() -> bytes:
    """The workbook of the list without its lines."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title, sheet.freeze_panes = "清单", "A2"
    sheet.append(HEADINGS)
    for cell, column, width in zip(sheet[1], _COLUMNS, _WIDTHS, strict=True):
        cell.font, cell.alignment = Font(bold=True), Alignment(horizontal="center")
        sheet.column_dimensions[column].width = width
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _row(number: int, one: Listed) -> str:
    """A line of the list; its texts are texts whatever they begin with."""
    cells = [_cell(f"{column}{number}", value) for column, value in zip(_COLUMNS, _line(one), strict=True)]
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(place: str, value: str | int) -> str:
    if isinstance(value, int):
        return f'<c r="{place}"><v>{value}</v></c>'
    text = escape(CONTROL.sub("", value))
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>' if text else ""


def make_archive(folder: Path, names: Iterable[str]) -> Callable[[BinaryIO], None]:
    """One .zip of files in a folder. Documents are deflated already, so they are only put together."""

    def fill(file: BinaryIO) -> None:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            for name in names:
                member = zipfile.ZipInfo(name, _EPOCH)
                member.external_attr = 0o644 << 16
                archive.writestr(member, (folder / name).read_bytes())

    return fill
