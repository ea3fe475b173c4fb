"""The rows of an .xlsx or .csv as its owner sees them: sheets of numbered rows, read one after the other."""

from __future__ import annotations

import csv
import io
import os
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

from gongwen.errors import Fault, InputError
from gongwen.files import read_file
from gongwen.register.headings import find_columns

__all__ = ["FORMULA_STARTS", "Cell", "Sheet", "open_sheets", "shown_cell"]

Cell: TypeAlias = str | int | float | bool | date | None

FORMULA_STARTS = ("=", "+", "-", "@")
"""A cell that begins so is a formula to a spreadsheet; in a .csv an apostrophe before it keeps it a text."""

_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_SAVE_AS_XLSX = "用 Excel 或 WPS 打开（有密码的先去掉密码），另存为 .xlsx，再导入"
_HEADING_WITHIN = 100


class Sheet(NamedTuple):
    """One sheet: its name (None in a .csv) and its rows, each with its number in the spreadsheet."""

    name: str | None
    rows: Iterator[tuple[int, tuple[Cell, ...]]]


def shown_cell(cell: Cell) -> str:
    """A cell as text: whole numbers without a point, dates in ISO, blanks around it gone.

    >>> shown_cell(8.0), shown_cell(" 上坝村　"), shown_cell(None)
    ('8', '上坝村', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return str(cell).strip()


@contextmanager
def open_sheets(path: str | os.PathLike[str]) -> Iterator[Iterator[Sheet]]:
    """Open a table; its sheets one by one. Raises :class:`~gongwen.InputError` for what is no such table."""
    name = os.fspath(path)
    content = read_file(path)
    if content.startswith(_OLD_OR_LOCKED):
        raise InputError(Fault("not-a-table", "这是旧版 .xls，或加了密码的表", _SAVE_AS_XLSX, file=name))
    if name.lower().endswith(".csv"):
        yield iter([Sheet(None, _csv_rows(content, name))])
    elif zipfile.is_zipfile(io.BytesIO(content)):
        with _workbook(content, name) as sheets:
            yield sheets
    else:
        cure = "给出 .xlsx 或 .csv；其他格式的先用 Excel 或 WPS 另存为 .xlsx"
        raise InputError(Fault("not-a-table", "这个文件不是电子表格，或已损坏", cure, file=name))


@contextmanager
def _workbook(content: bytes, name: str) -> Iterator[Iterator[Sheet]]:
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy, and only tables need it

    with warnings.catch_warnings():
        # openpyxl tells on standard error what it leaves out: none of it is text.
        warnings.simplefilter("ignore")
        with _damage_in_words(name):
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        try:
            yield (Sheet(sheet.title, _sheet_rows(sheet, name)) for sheet in book.worksheets)
        finally:
            book.close()


def _sheet_rows(sheet: Any, name: str) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    with _damage_in_words(name):
        # Some programs write a wrong size; then rows would be missing.
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            if any(cell is not None for cell in row):
                yield number, row


@contextmanager
def _damage_in_words(name: str) -> Iterator[None]:
    """A damaged package makes the library fail in many ways."""
    try:
        yield
    except (InputError, GeneratorExit):
        raise
    except Exception as error:
        cure = "用 Excel 或 WPS 打开，另存为 .xlsx，再导入"
        raise InputError(Fault("not-a-table", "这个表格读不出来，可能已损坏", cure, file=name)) from error


def _csv_rows(content: bytes, name: str) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    text = _csv_text(content, name)
    try:
        delimiter = _delimiter(text)
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1):
            if any(row):
                yield number, tuple(_without_guard(cell) or None for cell in row)
    except csv.Error as error:
        fault = Fault("not-a-table", "这个 .csv 读不出来", "用 Excel 或 WPS 另存为 .xlsx，再导入", file=name)
        raise InputError(fault) from error


def _delimiter(text: str) -> str:
    """The one by which headings come apart: a text below them may hold any number of the others."""
    for delimiter in ",\t;":
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        if any(find_columns(row) for row in islice(rows, _HEADING_WITHIN)):
            return delimiter
    return ","


def _csv_text(content: bytes, name: str) -> str:
    with suppress(UnicodeDecodeError):
        return content.decode("utf-8-sig")
    with suppress(UnicodeDecodeError):
        return content.decode("gb18030")
    cure = "用 Excel 或 WPS 打开，另存为 .xlsx，再导入"
    raise InputError(Fault("wrong-encoding", "编码既不是 UTF-8，也不是 GBK", cure, file=name))


def _without_guard(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from taking a text for a formula."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA_STARTS) else cell
