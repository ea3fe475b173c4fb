"""What a source of rows is: told from its content, so that a wrong ending of its name does no harm."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from io import BytesIO
from typing import IO, Any, NamedTuple

from gongwen.errors import Fault, InputError
from gongwen.files import open_file, unreadable
from gongwen.sheets.details import DetailedRows
from gongwen.sheets.grid import GridRows
from gongwen.sheets.groups import GroupedRows
from gongwen.sheets.records import RecordRows, json_lines, json_records, records_of
from gongwen.sheets.sheet import RawRow, filled_down, holds_something, merges_of, raw_rows
from gongwen.sheets.text_table import TextTable
from gongwen.sheets.values import Rows, meant
from gongwen.sheets.workbook import Sheet, Workbook, refuse_other_files
from gongwen.signatures import ZIPS
from gongwen.text import shown

__all__ = ["Content", "RawTable", "content_of", "grid_rows", "is_workbook", "open_rows", "raw_tables"]

_HEAD = 4096
_LARGEST_STREAM = 128 * 1024 * 1024  # of what is no file, and has to be kept in memory
_LARGEST_TEXT = 1024 * 1024 * 1024
_LOOKED_AT = 20  # sheets that may hold something and are not read
_UNNAMED = "数据"


class Content(NamedTuple):
    """A file or bytes: where it is, and its name for messages."""

    source: str | bytes
    name: str

    def open(self) -> IO[bytes]:
        """A new stream of the bytes. Raises :class:`~gongwen.InputError` when the file cannot be opened."""
        if isinstance(self.source, bytes):
            return BytesIO(self.source)
        try:
            return open_file(self.source, self.name)
        except InputError:  # a ValueError, but one that says what is wrong
            raise
        except (OSError, ValueError) as error:  # ValueError: a character that no file name may have
            raise InputError(unreadable(error, self.name)) from None

    def head(self) -> bytes:
        """The first bytes."""
        with self.open() as stream:
            return stream.read(_HEAD)


class RawTable(NamedTuple):
    """A sheet, or a text table, whose name is None; ``rows`` reads its cells by place anew each time."""

    name: str | None
    rows: Callable[[], Iterator[RawRow]]


def raw_tables(path: str | os.PathLike[str]) -> tuple[RawTable, ...]:
    """Every sheet of a workbook, hidden ones too, or the one table of a text: for tables whose headings stand
    wherever they like. Raises :class:`~gongwen.InputError` when there is none."""
    content = Content(os.fspath(path), os.fspath(path))
    if is_workbook(content):
        book = Workbook(content.source, content.name)
        return tuple(RawTable(sheet.name, partial(raw_rows, book, sheet)) for sheet in book.sheets)
    _refuse_other_files(content)
    return (RawTable(None, TextTable(content.open, content.name).rows),)


def open_rows(
    source: Any,
    *,
    sheet: str | int | None = None,
    details: Any = None,
    key: str | None = None,
    hidden: bool = False,
    name: str | None = None,
    group: str | None = None,
) -> Rows:
    """The rows of a table, read as a stream.

    ``source`` is a path, bytes or a file object of a workbook, a text table or JSON; an iterable of mappings; a data
    frame; a cursor or result of a database. ``sheet`` names the sheet, or counts the shown ones from 1; the first shown
    is the default. ``details`` is another source, or the name of another sheet; its rows go to the row with the same
    ``key`` (by default the column that both have). ``hidden`` takes hidden rows along. ``name`` is for messages.
    ``group`` names a column: the rows that have the same there become one, with all of them as its details.

    Raises :class:`~gongwen.InputError` when there is no table, or with all faults of its headings. Faults of cells come
    with their rows.

    >>> rows = open_rows("村名,户数\\n上坝村,128\\n下坝村,96\\n".encode(), details=[{"村名": "下坝村", "地块": "河滩"}])
    >>> [(row.number, row.values["户数"], row.details) for row in rows]
    [(2, '128', ()), (3, '96', ({'村名': '下坝村', '地块': '河滩'},))]
    """
    if group is not None:
        if details is not None:
            cure = "明细在另一张表里的，只写 --details；就在这张表里的，只写 --group"
            raise InputError(Fault("wrong-arguments", "--group 和 --details 不能同时用", cure))
        return GroupedRows(open_rows(source, sheet=sheet, hidden=hidden, name=name), group)
    content = content_of(source, name)
    if content is None:
        return _joined(_records(source, name), details, key, hidden)
    if not is_workbook(content):
        _no_sheets(sheet, content.name)
        _no_sheets(_sheet_name(details), content.name)
        return _joined(_text_rows(content, hidden), details, key, hidden)
    book = Workbook(content.source, content.name)
    chosen = _choose(book, sheet)
    second = _sheet_of(book, details)
    rows = grid_rows(book, chosen, hidden=hidden, remarks=_unused(book, chosen, second))
    if second is not None:
        return DetailedRows(rows, grid_rows(book, second, hidden=hidden), key)
    return _joined(rows, details, key, hidden)


def content_of(source: Any, name: str | None = None) -> Content | None:
    """What a path, bytes or a file object hold; None when the source is no file."""
    if isinstance(source, str | os.PathLike):
        path = os.fspath(source)
        return Content(path, name or shown(os.path.basename(path) or path))
    if isinstance(source, bytes | bytearray | memoryview):
        return Content(bytes(source), name or _UNNAMED)
    read = getattr(source, "read", None)
    if callable(read):
        own = getattr(source, "name", None)
        label = name or (shown(os.path.basename(own)) if isinstance(own, str) and own else _UNNAMED)
        found = read(_LARGEST_STREAM + 1)
        if len(found) > _LARGEST_STREAM:
            raise _too_large(label)
        return Content(found.encode("utf-8", "surrogatepass") if isinstance(found, str) else bytes(found), label)
    return None


def _too_large(name: str) -> InputError:
    return InputError(
        Fault("not-a-table", "这个文件大得不像一张表", "核对是不是这个文件；确实是的，分成几个", file=name)
    )


def is_workbook(content: Content) -> bool:
    """Whether the content is a package, as workbooks are."""
    return content.head().startswith(ZIPS)


def grid_rows(book: Workbook, sheet: Sheet, *, hidden: bool = False, remarks: list[str] | None = None) -> GridRows:
    """The rows of one sheet of a workbook."""
    merges = merges_of(book, sheet)
    return GridRows(
        book.title_of(sheet),
        lambda: filled_down(book, raw_rows(book, sheet), merges),
        merges,
        hidden=hidden,
        remarks=remarks or (),
    )


def _records(source: Any, name: str | None) -> RecordRows:
    if isinstance(source, Mapping) and not isinstance(source.get("rows"), str | bytes):
        source = source.get("rows")
    rows = records_of(source, name or _UNNAMED)
    if rows is None:
        raise InputError(
            Fault(
                "wrong-type",
                f"不能从 {type(source).__name__} 读取行",
                "给出表格文件的路径，或一组 {列名: 值}",
                allowed=".xlsx、.csv、.json、.jsonl 文件，字典的列表，数据库查询结果",
            )
        )
    return rows


def _text_rows(content: Content, hidden: bool) -> Rows:
    """The rows of JSON or of a text table."""
    _refuse_other_files(content)
    head = content.head()
    extension = os.path.splitext(content.source)[1].lower() if isinstance(content.source, str) else ""
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    reader: Callable[[Callable[[], IO[bytes]], str], RecordRows] | None = None
    if extension in (".jsonl", ".ndjson"):
        reader = json_lines
    elif extension == ".json" or (extension not in (".csv", ".txt", ".tsv") and first in (b"[", b"{")):
        reader = json_lines if first == b"{" and _is_lines(content) else json_records
    if reader is not None:
        return reader(content.open, content.name)
    table = TextTable(content.open, content.name)
    return GridRows(content.name, table.rows, hidden=hidden)


def _refuse_other_files(content: Content) -> None:
    with content.open() as stream:
        refuse_other_files(content.head(), stream, content.name)
        if stream.seek(0, os.SEEK_END) > _LARGEST_TEXT:
            raise _too_large(content.name)


def _is_lines(content: Content) -> bool:
    """Whether the first line is an object by itself, with another behind it."""
    with content.open() as stream:
        lines = [line.strip() for line in (stream.readline(1 << 20), stream.readline(1 << 20))]
    return lines[0].endswith(b"}") and lines[1].startswith(b"{")


def _joined(rows: Rows, details: Any, key: str | None, hidden: bool) -> Rows:
    if details is None:
        return rows
    return DetailedRows(rows, open_rows(details, hidden=hidden, name=_details_name(details)), key)


def _details_name(details: Any) -> str | None:
    return None if _has_name(details) else "明细"


def _has_name(source: Any) -> bool:
    """Whether a source has a name of its own."""
    return isinstance(source, str | os.PathLike) or isinstance(getattr(source, "name", None), str)


def _choose(book: Workbook, wanted: str | int | None) -> Sheet:
    names = "、".join(sheet.name for sheet in book.visible)
    if wanted is None:
        if not book.visible:
            cure = "取消隐藏，或写明工作表的名称"
            names = "、".join(sheet.name for sheet in book.sheets)
            raise InputError(Fault("no-sheet", "所有工作表都是隐藏的", cure, allowed=names, file=book.name))
        return book.visible[0]
    found: Sheet | None = None
    if isinstance(wanted, int):
        found = book.visible[wanted - 1] if 0 < wanted <= len(book.visible) else None
    else:
        found = next((sheet for sheet in book.sheets if sheet.name.strip() == wanted.strip()), None)
    if found is None:
        cure = f"{meant(str(wanted), (sheet.name for sheet in book.visible))}核对工作表的名称"
        raise InputError(
            Fault("unknown-sheet", "没有这张工作表", cure, value=str(wanted), allowed=names, file=book.name)
        )
    return found


def _sheet_of(book: Workbook, details: Any) -> Sheet | None:
    """The sheet that ``details`` names; None when it is another source."""
    if isinstance(details, str):
        found = next((sheet for sheet in book.sheets if sheet.name.strip() == details.strip()), None)
        if found is None and not os.path.exists(details) and not os.path.splitext(details)[1]:
            return _choose(book, details)  # refuses, and lists the sheets
        return found
    return _choose(book, details) if isinstance(details, int) else None


def _sheet_name(details: Any) -> str | int | None:
    """What ``details`` names, where that cannot be a file."""
    is_name = isinstance(details, str) and not os.path.exists(details) and not os.path.splitext(details)[1]
    return details if is_name or isinstance(details, int) else None


def _unused(book: Workbook, *used: Sheet | None) -> list[str]:
    """A remark of the shown sheets that hold something and are not read."""
    others = [sheet for sheet in book.visible if sheet not in used][:_LOOKED_AT]
    left = [sheet.name for sheet in others if holds_something(book, sheet)]
    if not left:
        return []
    names = "、".join(f"“{name}”" for name in left)
    return [f"{book.name} 还有工作表{names}，没有用到；要作明细的，写明它的名称"]


def _no_sheets(sheet: str | int | None, name: str) -> None:
    if sheet is not None:
        cure = "另存为 .xlsx 再用工作表的名称；明细在另一个文件里的，写那个文件名，如 明细.csv"
        raise InputError(Fault("unknown-sheet", "这个文件不是工作簿，没有工作表", cure, value=str(sheet), file=name))
