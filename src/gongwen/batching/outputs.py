"""What is made beside the documents: the list (清单.csv, 清单.xlsx), one archive, one file for the printer.

Each is written under a temporary name and takes its own when it is whole; one that would be the same is left alone.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import zipfile
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from gongwen.batching.journal import Journal, Listed
from gongwen.batching.spool import grouped
from gongwen.errors import Fault, InputError
from gongwen.files import temporary_beside
from gongwen.ooxml.text import escape
from gongwen.sheets.values import guarded
from gongwen.text import CONTROL

__all__ = ["HEADINGS", "make_archive", "make_list", "make_output", "make_table_list", "own_or_free"]

HEADINGS = ("行", "文件", "发文字号", "标题", "主送机关", "印数", "SHA-256")
_PAGES = "页数"
_COLUMNS = "ABCDEFGH"
_WIDTHS = {"行": 6, "文件": 44, "发文字号": 24, "标题": 60, "主送机关": 40, "印数": 8, _PAGES: 8, "SHA-256": 70}
_EPOCH = (1980, 1, 1, 0, 0, 0)
_BLOCK = 1 << 20
_ROWS_AT_ONCE = 200


def make_output(path: Path, journal: Journal, fill: Callable[[BinaryIO], object], *, force: bool) -> bool:
    """Make a file by ``fill``; whether it is new or changed. A file of other people's making stays unless ``force``.

    Raises :class:`~gongwen.InputError` for such a file, ``OSError`` when it cannot be written.
    """
    known = journal.output(path)
    standing = _digest(path)
    with temporary_beside(path, journal.id) as temporary:
        with open(temporary, "wb") as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        digest = _digest(temporary)
        if digest != standing:
            if standing is not None and standing != known and not force:
                message, cure = (
                    "已有这个文件，不是上次生成的样子，没有动它",
                    "要留着它就改个名字，再运行一次；不要就加 --force 覆盖",
                )
                raise InputError(Fault("file-exists", message, cure, file=str(path)))
            os.replace(temporary, path)
    journal.note_output(path, digest or "")
    return digest != standing


def own_or_free(path: Path, journal: Journal) -> Path:
    """The path, or with -2, -3 … the first under which nothing stands but what was last made there."""
    count = 1
    while True:
        candidate = path if count == 1 else path.with_name(f"{path.stem}-{count}{path.suffix}")
        if not os.path.lexists(candidate) or (candidate.is_file() and _digest(candidate) == journal.output(candidate)):
            return candidate
        count += 1


def _digest(path: Path) -> str | None:
    try:
        with open(path, "rb") as file:
            digest = hashlib.sha256()
            while block := file.read(_BLOCK):
                digest.update(block)
            return digest.hexdigest()
    except FileNotFoundError:
        return None


def _headings(*, pages: bool) -> tuple[str, ...]:
    return (*HEADINGS[:-1], _PAGES, HEADINGS[-1]) if pages else HEADINGS


def _line(one: Listed, *, pages: bool) -> tuple[str | int, ...]:
    counted = (one.pages or "",) if pages else ()
    return (one.row, one.name, one.number, one.title, one.recipients, one.copies or "", *counted, one.sha256 or "")


def make_list(lines: Iterable[Listed], *, pages: bool = False) -> Callable[[BinaryIO], None]:
    """The list as .csv, in UTF-8 with the mark that Excel wants; a text that looks like a formula is kept as text."""

    def fill(file: BinaryIO) -> None:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
        writer = csv.writer(text)
        writer.writerow(_headings(pages=pages))
        for one in lines:
            writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in _line(one, pages=pages)])
        text.flush()
        text.detach()

    return fill


def make_table_list(lines: Iterable[Listed], *, pages: bool = False) -> Callable[[BinaryIO], None]:
    """The list as .xlsx; without a clock in it, so that the same list has the same bytes."""

    def fill(file: BinaryIO) -> None:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as book:
            for name, content in _PARTS.items():
                _write_member(book, name, [content])
            rows = grouped(enumerate(lines, start=2), _ROWS_AT_ONCE)
            written = ("".join(_row(number, _line(one, pages=pages)) for number, one in some) for some in rows)
            _write_member(book, _SHEET, chain([_before_lines(_headings(pages=pages))], written, [_AFTER_LINES]))

    return fill


def _write_member(book: zipfile.ZipFile, name: str, content: Iterable[str]) -> None:
    with book.open(name, "w") as member:  # dated 1980, as nothing else is said
        for piece in content:
            member.write(piece.encode())


# A workbook of one sheet with a heading row that stays, by hand: openpyxl takes a fifth of a second to load, for every
# batch, and keeps all lines in memory.
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SHEET = "xl/worksheets/sheet1.xml"
_PARTS = {
    "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>'
    f'<Override PartName="/{_SHEET}" ContentType="{_TYPES}.worksheet+xml"/></Types>',
    "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/workbook.xml": f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="清单" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/styles.xml": f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font>'
    '<font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/>'
    '</fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf fontId="1" xfId="0" '
    'applyFont="1" applyAlignment="1"><alignment horizontal="center"/></xf></cellXfs><cellStyles count="1">'
    '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}
_AFTER_LINES = "</sheetData></worksheet>"


def _before_lines(headings: Sequence[str]) -> str:
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{_WIDTHS[heading]}" customWidth="1"/>'
        for n, heading in enumerate(headings, start=1)
    )
    cells = "".join(
        f'<c r="{column}1" s="1" t="inlineStr"><is><t>{heading}</t></is></c>'
        for column, heading in zip(_COLUMNS, headings, strict=False)
    )
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" '
        'topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<cols>{widths}</cols><sheetData><row r="1">{cells}</row>'
    )


def _row(number: int, line: Sequence[str | int]) -> str:
    """A line of the list; its texts are texts whatever they begin with."""
    cells = [_cell(f"{column}{number}", value) for column, value in zip(_COLUMNS, line, strict=False)]
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
