"""A copy of the table with its faulty cells marked, and a sheet that lists the faults.

In: the source of the rows and their faults. Out: an .xlsx file, whole or not at all. A workbook keeps its looks; of a
long one, and of what is no workbook, the copy holds the faulty rows with the numbers they had.
"""

from __future__ import annotations

import datetime
import os
import warnings
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook as Book
from openpyxl import load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from gongwen.errors import Fault, InputError
from gongwen.files import write_whole
from gongwen.sheets.opening import Content, content_of, grid_rows, is_workbook, open_rows
from gongwen.sheets.places import bounds, column_number, letter
from gongwen.sheets.values import Rows, Shown, is_like_a_formula
from gongwen.sheets.workbook import Sheet, Workbook
from gongwen.text import CONTROL

__all__ = ["mark_faults", "marked_copy"]

LIST = "问题清单"
_ROW = "原行号"
_LIST_COLUMNS = (
    ("表", 24), ("行", 8), ("列", 16), ("内容", 24), ("问题", 48), ("可用", 32), ("处理", 48)
)  # fmt: skip
# What openpyxl may be given: it keeps all in memory, looks at every cell of these ranges, and takes ten seconds for
# a million elements.
_MOST_ROWS = 20_000
_LARGEST = 32 * 1024 * 1024
_MOST_ELEMENTS, _MOST_IN_RANGES = 300_000, 1_000_000
_RANGES = ("mergeCell", "hyperlink")
_LONGEST = 32_767  # characters of a cell
_FILL = PatternFill("solid", start_color="FFFFC7CE", end_color="FFFFC7CE")
_BOLD = Font(bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_COMMENT_WIDTH, _COMMENT_HEIGHT = 320, 160


def mark_faults(
    source: Any, faults: Iterable[Fault], target: str | os.PathLike[str], *, sheet: str | int | None = None
) -> None:
    """Write a copy of the table with the cells of the faults in red, each with a comment, and a list of them all.

    ``source`` is what :func:`~gongwen.sheets.open_rows` takes, or its rows. A fault without column marks the
    first cell of its row. Raises ``OSError`` when the target cannot be written.
    """
    write_whole(target, marked_copy(source, faults, sheet=sheet))


def marked_copy(source: Any, faults: Iterable[Fault], *, sheet: str | int | None = None) -> bytes:
    """The same copy as bytes."""
    found = list(faults)
    content = content_of(source)
    if content is not None and is_workbook(content) and (marked := _marked_original(content, found, sheet)):
        return marked
    return _saved(_faulty_rows(source if content is None else content.source, content, found, sheet), found)


def _saved(book: Book, faults: Sequence[Fault]) -> bytes:
    _add_list(book, faults)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


# --- the original workbook ---


def _marked_original(content: Content, faults: Sequence[Fault], sheet: str | int | None) -> bytes | None:
    """The workbook itself with its marks; None when it is too much for openpyxl, or openpyxl cannot take it."""
    try:
        source = Workbook(content.source, content.name)
        if source.size > _LARGEST or not _is_light(source):
            return None
        tables = [(one, grid_rows(source, one, hidden=True)) for one in _concerned(source, faults, sheet)]
        if any(_longer_than(rows, _MOST_ROWS) for _, rows in tables):
            return None
    except InputError:
        return None
    with content.open() as stream, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl leaves out: extensions, controls
        try:
            book = load_workbook(stream, rich_text=True)
            for page in book.worksheets:
                _make_frames_anew(page)
            for one, rows in tables:
                if one.name in book.sheetnames:
                    name, main = rows.name, tables[0][1].name
                    mine = [fault for fault in faults if fault.row is not None and _is_about(fault, name, main)]
                    _mark(book[one.name], mine, rows.places, min(rows.places.values(), default=1))
            return _saved(book, faults)
        except Exception:  # its readers and writers of fonts, fills, charts, pivots … each have their own errors
            return None


def _is_light(book: Workbook) -> bool:
    """Whether all parts together have no more elements, and their ranges no more cells, than openpyxl can take."""
    elements = cells = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal elements, cells
        elements += 1
        if name.endswith(_RANGES):
            cells += _cells_in(attributes.get("ref", ""))

    for member in book.parts:
        if not member.endswith((".xml", ".rels", ".vml")):
            continue
        parser = book.parser()
        parser.StartElementHandler = start
        with book.reading_part(member) as stream:
            for _ in book.feed(parser, stream):
                if elements > _MOST_ELEMENTS or cells > _MOST_IN_RANGES:
                    return False
    return True


def _cells_in(reference: str) -> int:
    """How many cells a range has; what is none, such as whole columns, counts as too many."""
    reference = reference.replace("$", "").upper()
    found = bounds(reference if ":" in reference else f"{reference}:{reference}")
    if found is None:
        return _MOST_IN_RANGES + 1
    left, top, right, bottom = found
    return (abs(right - left) + 1) * (abs(bottom - top) + 1)


def _make_frames_anew(page: Worksheet) -> None:
    """openpyxl keeps the frames of pictures, and writes a part of them under a wrong name."""
    for picture in getattr(page, "_images", ()):
        if getattr(picture.anchor, "pic", None) is not None:
            picture.anchor.pic = None


def _concerned(book: Workbook, faults: Sequence[Fault], sheet: str | int | None) -> list[Sheet]:
    """The sheet that was read, and those that faults name."""
    visible = book.visible or book.sheets
    main = visible[0]
    if isinstance(sheet, int) and 0 < sheet <= len(visible):
        main = visible[sheet - 1]
    elif isinstance(sheet, str):
        main = next((one for one in book.sheets if one.name.strip() == sheet.strip()), main)
    named = {fault.file for fault in faults}
    return [main, *(one for one in book.sheets if one is not main and book.title_of(one) in named)]


def _is_about(fault: Fault, name: str, main: str) -> bool:
    return fault.file == name or (fault.file is None and name == main)


def _longer_than(rows: Iterable[object], most: int) -> bool:
    return any(count > most for count, _ in enumerate(rows, 1))


def _mark(page: Worksheet, faults: Sequence[Fault], places: Mapping[str, int], first: int) -> None:
    cells: defaultdict[tuple[int, int], list[Fault]] = defaultdict(list)
    for fault in faults:
        if fault.row:
            for place in _columns(fault.column, places, first):
                cells[fault.row, place].append(fault)
    for (row, column), found in cells.items():
        cell = page.cell(row, column)
        if isinstance(cell, MergedCell):
            merge = next(one for one in page.merged_cells.ranges if cell.coordinate in one)
            cell = page.cell(merge.min_row, merge.min_col)
        if isinstance(cell, Cell):
            cell.fill = _FILL
            _comment(cell, found)


def _columns(column: str | None, places: Mapping[str, int], first: int) -> list[int]:
    """The columns of a heading, or of several that a fault joins; one without heading is named by its letters."""
    if column is None:
        return [first]
    if column in places:
        return [places[column]]
    several = [places[name] for name in column.split("、") if name in places]
    return several or [column_number(column) or first]


def _comment(cell: Cell, faults: Sequence[Fault]) -> None:
    before = [cell.comment.text] if cell.comment else []
    text = "\n".join([*before, *map(_advice, faults)])
    comment = Comment(_plain(text), "gongwen")
    comment.width, comment.height = _COMMENT_WIDTH, _COMMENT_HEIGHT
    cell.comment = comment


def _advice(fault: Fault) -> str:
    allowed = f"。可用：{fault.allowed}" if fault.allowed else ""
    return f"{fault.message}{allowed}。处理：{fault.cure}"


# --- a new workbook of the faulty rows ---


def _faulty_rows(source: Any, content: Content | None, faults: Sequence[Fault], sheet: str | int | None) -> Book:
    book = Book()
    page = book.worksheets[0]
    page.title = "有问题的行"
    wanted: defaultdict[int, list[Fault]] = defaultdict(list)
    try:
        name = content.name if content else None
        rows = source if _is_rows(source) else open_rows(source, sheet=sheet, hidden=True, name=name)
        for fault in faults:
            if fault.row is not None and fault.file in (None, rows.name):
                wanted[fault.row].append(fault)
        _copy_rows(page, rows, wanted)
    except InputError:
        # The table itself cannot be read, or not twice: the list of faults says what is known.
        book.remove(page)
    return book


def _is_rows(source: object) -> bool:
    return hasattr(source, "columns") and hasattr(source, "remarks")


def _copy_rows(page: Worksheet, rows: Rows, wanted: Mapping[int, Sequence[Fault]]) -> None:
    for place, name in enumerate((_ROW, *rows.columns), 1):
        _write(page.cell(1, place), name).font = _BOLD
    page.freeze_panes = "B2"
    places = {name: place for place, name in enumerate(rows.columns, 2)}
    line = 1
    for row in rows:
        found = wanted.get(row.number)
        if not found:
            continue
        line += 1
        page.cell(line, 1).value = row.number
        for name, place in places.items():
            _write(page.cell(line, place), row.values.get(name))
        at: defaultdict[int, list[Fault]] = defaultdict(list)
        for fault in found:
            # A column that the copy does not have: the row's number stands for it.
            at[places.get(fault.column, 1) if fault.column else 2].append(fault)
        for place, here in at.items():
            cell = page.cell(line, place)
            if isinstance(cell, Cell):
                if cell.value is None and here[0].value is not None:
                    _write(cell, here[0].value)  # what stood there, though unusable
                cell.fill = _FILL
                _comment(cell, here)


# --- the list ---


def _add_list(book: Book, faults: Sequence[Fault]) -> None:
    page = book.create_sheet(LIST)
    for place, (name, width) in enumerate(_LIST_COLUMNS, 1):
        _write(page.cell(1, place), name).font = _BOLD
        page.column_dimensions[letter(place)].width = width
    page.freeze_panes = "A2"
    for line, fault in enumerate(faults, 2):
        shown = (
            fault.file,
            fault.row if fault.row is not None else fault.line,
            fault.column or fault.field,
            fault.value,
            fault.message,
            fault.allowed,
            fault.cure,
        )
        for place, value in enumerate(shown, 1):
            cell = _write(page.cell(line, place), value)
            cell.alignment = _WRAPPED


def _plain(text: str) -> str:
    """A text that a cell can hold."""
    return CONTROL.sub("\ufffd", text)[:_LONGEST]


def _write(cell: Cell | MergedCell, value: object) -> Cell:
    """Write a value; a text stays a text, whatever it begins with."""
    assert isinstance(cell, Cell)
    if isinstance(value, datetime.datetime) and value.tzinfo is not None:
        value = value.isoformat(sep=" ")
    if isinstance(value, Shown | str):
        text = _plain(str(value))
        cell.value = text
        cell.data_type = "s"  # openpyxl takes what begins with = for a formula, and #N/A for an error
        cell.quotePrefix = is_like_a_formula(text)
    elif isinstance(value, int | float | datetime.date | datetime.time) or value is None:
        cell.value = value if not isinstance(value, int) or abs(value) < _EXACT else str(value)
    return cell


_EXACT = 10**15  # a spreadsheet keeps fifteen digits
