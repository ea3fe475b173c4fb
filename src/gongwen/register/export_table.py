"""The register as the table that offices keep: one sheet a year, ready to be printed, or one .csv."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from gongwen.errors import Fault, InputError, system_fault
from gongwen.files import write_whole
from gongwen.register.headings import GAP_STATE, HEADINGS
from gongwen.register.register import Register
from gongwen.register.values import STATE_NAMES, Entry, Gap, State, series_of
from gongwen.sheets.values import Value, guarded, is_like_a_formula

__all__ = ["export_table"]

# Characters a column is wide, for A4 across.
_WIDTHS = {"number": 22, "title": 42, "recipients": 24, "signer": 9, "date": 16, "copies": 6}
_WIDTHS |= {"archive": 12, "state": 8, "reason": 22, "voided": 16}
_WRAPPED = ("title", "recipients", "archive", "reason")
_DAY_FORMAT = 'yyyy"年"m"月"d"日"'
_GAP_REASON = "登记簿里没有，待查明"
_HEADING_ROW = 2
_ENDINGS = (".xlsx", ".csv")


class _Line(NamedTuple):
    """A line of the table, with what it is sorted by."""

    year: int
    code: str
    sequence: int
    cells: tuple[Value, ...]


def export_table(
    register: Register,
    path: str | os.PathLike[str],
    *,
    code: str | None = None,
    year: int | None = None,
    state: State | str | None = None,
    force: bool = False,
) -> int:
    """Write the register, or the part asked for, as .xlsx or .csv (by the name's ending); how many entries.

    Missing numbers are listed where they would stand, unless only one state is asked for. The file is written whole or
    not at all. Raises :class:`~gongwen.InputError` when a file is there already (unless ``force``), or for another
    ending.
    """
    name = os.fspath(path)
    if not name.lower().endswith(_ENDINGS):
        fault = Fault("wrong-arguments", "只能导出 .xlsx 或 .csv", "写明文件名的后缀，如 发文登记表.xlsx", file=name)
        raise InputError(fault)
    if not force and os.path.lexists(name):
        raise InputError(Fault("file-exists", "已有这个文件，没有覆盖", "换个名字，或加 --force 覆盖", file=name))
    entries = list(register.entries(code=code, year=year, state=state))
    gaps = register.gaps() if state is None else []
    asked = [gap for gap in gaps if code in (None, gap.code) and year in (None, gap.year)]
    lines = sorted([*map(_entry_line, entries), *map(_gap_line, asked)], key=lambda line: line[:3])
    content = _csv(lines) if name.lower().endswith(".csv") else _workbook(lines)
    try:
        write_whole(name, content)
    except OSError as error:
        raise InputError(system_fault(error, name)) from None
    return len(entries)


def _entry_line(entry: Entry) -> _Line:
    code, year = series_of(entry.number)
    facts = entry.facts
    cells: tuple[Value, ...] = (
        str(entry.number),
        facts.title,
        facts.recipients,
        facts.signer,
        facts.date,
        facts.copies,
        entry.archive,
        STATE_NAMES[entry.state],
        entry.reason,
        entry.voided,
    )
    return _Line(year, code, entry.number.sequence or 0, cells)


def _gap_line(gap: Gap) -> _Line:
    told = {"number": str(gap), "state": GAP_STATE, "reason": _GAP_REASON}
    return _Line(gap.year, gap.code, gap.first, tuple(told.get(matter) for matter in HEADINGS))


def _csv(lines: Sequence[_Line]) -> bytes:
    """UTF-8 with the mark by which Excel knows it; texts that look like formulas begin with an apostrophe."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(HEADINGS.values())
    writer.writerows([_csv_cell(cell) for cell in line.cells] for line in lines)
    return written.getvalue().encode("utf-8-sig")


def _csv_cell(cell: Value) -> Any:
    if isinstance(cell, date):
        return cell.isoformat()
    return guarded(cell) if isinstance(cell, str) else cell


def _workbook(lines: Sequence[_Line]) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - heavy, and only this needs it

    book = Workbook()
    first = book.active
    if first is not None:
        book.remove(first)
    for year, of_year in _by_year(lines):
        name = f"{year}年" if year else "令"
        _fill(book.create_sheet(name), f"{name}发文登记表" if year else "发令登记表", of_year)
    if not lines:
        _fill(book.create_sheet("发文登记表"), "发文登记表", [])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _by_year(lines: Sequence[_Line]) -> Iterator[tuple[int, list[_Line]]]:
    for year, of_year in groupby(lines, key=lambda line: line.year):
        yield year, list(of_year)


def _fill(sheet: Any, title: str, lines: Sequence[_Line]) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    thin = Side(style="thin", color="808080")
    border = Border(left=thin, right=thin, top=thin, bottom=thin)
    centred = Alignment(horizontal="center", vertical="center", wrap_text=True)
    plain = Alignment(vertical="center")
    wrapped = Alignment(vertical="center", wrap_text=True)
    sheet.append([title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEADINGS))
    sheet["A1"].font, sheet["A1"].alignment = Font(bold=True, size=16), centred
    sheet.append(list(HEADINGS.values()))
    for cell in sheet[_HEADING_ROW]:
        cell.font, cell.alignment, cell.border = Font(bold=True), centred, border
        cell.fill = PatternFill("solid", fgColor="E7E6E6")
    alignments = [wrapped if matter in _WRAPPED else plain for matter in HEADINGS]
    for row, line in enumerate(lines, start=_HEADING_ROW + 1):
        for column, (value, alignment) in enumerate(zip(line.cells, alignments, strict=True), start=1):
            cell = sheet.cell(row, column, value)
            cell.border, cell.alignment = border, alignment
            if isinstance(value, date):
                cell.number_format = _DAY_FORMAT
            elif isinstance(value, str) and is_like_a_formula(value):
                cell.data_type, cell.quotePrefix = "s", True
    for column, matter in enumerate(HEADINGS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS[matter]
    _set_up_page(sheet)


def _set_up_page(sheet: Any) -> None:
    """A4 across, as wide as the paper, with title and headings on every page and on the screen always in sight."""
    sheet.freeze_panes = sheet.cell(_HEADING_ROW + 1, 2)
    sheet.print_title_rows = f"1:{_HEADING_ROW}"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
