"""What is made beside the documents: the list (清单.csv, 清单.xlsx), one archive, one file for the printer.

Each is written under a temporary name and takes its own when it is whole; one that would be the same is left alone.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from gongwen.batch.journal import Journal, Listed
from gongwen.errors import Fault, InputError
from gongwen.files import temporary_beside

__all__ = ["HEADINGS", "make_archive", "make_list", "make_output", "make_table_list"]

HEADINGS = ("行", "文件", "发文字号", "标题", "主送机关", "印数", "SHA-256")
_WIDTHS = (6, 44, 24, 60, 40, 8, 70)
_EPOCH = (1980, 1, 1, 0, 0, 0)
_BLOCK = 1 << 20
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
    """The list as .xlsx."""

    def fill(file: BinaryIO) -> None:
        book = Workbook(write_only=True)
        sheet = book.create_sheet("清单")
        sheet.freeze_panes = "A2"
        for place, width in enumerate(_WIDTHS):
            sheet.column_dimensions[chr(ord("A") + place)].width = width
        bold, centred = Font(bold=True), Alignment(horizontal="center")
        heading = [WriteOnlyCell(sheet, value=name) for name in HEADINGS]
        for cell in heading:
            cell.font, cell.alignment = bold, centred
        sheet.append(heading)
        for one in lines:
            sheet.append([_cell(sheet, value) for value in _line(one)])
        book.save(file)

    return fill


def _cell(sheet: WriteOnlyWorksheet, value: str | int) -> Any:
    """A cell whose text is never a formula."""
    if not isinstance(value, str) or not value.startswith(_FORMULA_SIGNS):
        return value
    cell = WriteOnlyCell(sheet, value=value)
    cell.data_type, cell.quotePrefix = "s", True
    return cell


def make_archive(folder: Path, names: Iterable[str]) -> Callable[[BinaryIO], None]:
    """One .zip of files in a folder. Documents are deflated already, so they are only put together."""

    def fill(file: BinaryIO) -> None:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            for name in names:
                member = zipfile.ZipInfo(name, _EPOCH)
                member.external_attr = 0o644 << 16
                archive.writestr(member, (folder / name).read_bytes())

    return fill
