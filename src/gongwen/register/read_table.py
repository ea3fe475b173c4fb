"""An office's own 发文登记表, read row by row: what each says to the register, or why it cannot be read."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from gongwen.errors import Fault, InputError
from gongwen.model import IssuingNumber
from gongwen.model.number import without_code
from gongwen.model.values import CopyCount, whole_number
from gongwen.register.headings import GAP_STATE, Columns, Said, find_columns, said_of_number
from gongwen.register.values import STATE_NAMES, Entry, Facts, State, read_state
from gongwen.sheets.opening import RawTable, raw_tables
from gongwen.sheets.sheet import Cells
from gongwen.sheets.values import Bad, Value, unguarded
from gongwen.standard.dates import DATE_FORMS, read_date

__all__ = ["Line", "OldTable", "read_table"]

# A row without these says nothing yet: offices write the numbers of the year in advance.
_CONTENT = ("title", "recipients", "signer", "date", "copies", "state", "reason")
_SHORT_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日?")
_BARE_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SEQUENCE = re.compile(r"第?\s*(\d+)\s*号?")
_COPIES: TypeAdapter[int] = TypeAdapter(CopyCount)


class Line(NamedTuple):
    """A line of the table: its entry, or the faults why there is none, and where it stands.

    Neither entry nor faults: a number without any content, as offices write them in advance.
    """

    entry: Entry | None
    faults: tuple[Fault, ...]
    sheet: str | None
    row: int
    number_heading: str
    doubtful: bool = False
    """Taken for issued, though a word in it may mean that it is void."""


class OldTable(NamedTuple):
    """All lines of a table, and the headings of columns that a register does not keep."""

    file: str
    lines: tuple[Line, ...]
    left_out: tuple[str, ...]


def read_table(path: str | os.PathLike[str]) -> OldTable:
    """Read an .xlsx or .csv; rows above the headings are passed over, and every sheet with headings is read.

    Rows without a state are issued, or void where their title or remark says so (``said_of_number``). Raises
    :class:`~gongwen.InputError` for a file that is no such table; faults of rows stand in the lines.
    """
    file = os.fspath(path)
    lines: list[Line] = []
    left_out: dict[str, None] = {}
    for table in raw_tables(file):
        lines += _read_sheet(table, left_out)
    if not lines:
        cure = "表头要有“发文字号”（或代字、年份、序号）和“标题”等列"
        raise InputError(Fault("no-heading", "没有找到发文登记表的表头，或表头下面没有登记", cure, file=file))
    return OldTable(file, tuple(lines), tuple(left_out))


def _fault_at(fault: Fault, column: str) -> Fault:
    return Fault(fault.code, fault.message, fault.cure, value=fault.value, allowed=fault.allowed, column=column)


def _shown(cell: Value | Bad) -> str:
    """A cell as text: whole numbers without a point, dates in ISO.

    >>> _shown(8.0), _shown("上坝村"), _shown(None), _shown(date(2026, 3, 2))
    ('8', '上坝村', '', '2026-03-02')
    """
    if cell is None:
        return ""
    if isinstance(cell, Bad):
        return cell.value or ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return str(cell)


def _read_sheet(table: RawTable, left_out: dict[str, None]) -> list[Line]:
    columns: Columns | None = None
    found: list[Line] = []
    above: dict[str, str] = {}
    for row in table.rows():
        cells = row.cells
        if table.name is None:
            cells = {place: unguarded(cell) if isinstance(cell, str) else cell for place, cell in cells.items()}
        heading = find_columns({place: _shown(cell) for place, cell in cells.items()})
        if heading is not None:
            # A table printed in parts may repeat its headings.
            columns = heading
            left_out.update(dict.fromkeys(heading.unknown))
        elif columns is not None:
            line = _read_row(columns, cells, above)
            if line is not None:
                entry, faults, doubtful = line
                found.append(Line(entry, faults, table.name, row.number, columns.number_heading, doubtful))
    return found


def _read_row(
    columns: Columns, cells: Cells, above: dict[str, str]
) -> tuple[Entry | None, tuple[Fault, ...], bool] | None:
    """Entry or faults of a row, and whether it is doubtful; neither entry nor faults for a number without content, None
    for a row that is no line at all."""
    at = {matter: cells.get(place) for matter, place in columns.places.items()}
    texts = {matter: _shown(cell) for matter, cell in at.items()}
    archive = "；".join(filter(None, (_shown(cells.get(place)) for place in columns.archives))) or None
    if texts.get("state") == GAP_STATE or not (any(texts.values()) or archive):
        return None
    unreadable = [(cell, columns.heading(matter)) for matter, cell in at.items() if isinstance(cell, Bad)]
    if unreadable:
        return None, tuple(_fault_at(Fault(*bad[:3], value=bad.value), column) for bad, column in unreadable), False
    faults: list[Fault] = []
    number = _number(texts, columns, above, faults)
    if not any(texts.get(matter) for matter in _CONTENT) and not archive:
        return None, tuple(fault for fault in faults if fault.code != "missing-value"), False
    state, reason, doubtful = _state(texts, archive, columns, faults)
    facts = Facts(
        texts.get("title") or None,
        texts.get("recipients") or None,
        texts.get("signer") or None,
        _day("date", at, number, columns, faults),
        _copies(texts.get("copies", ""), columns, faults),
    )
    if state is State.VOID and not texts.get("state") and not texts.get("reason") and reason == facts.title:
        facts = facts._replace(title=None)
    voided = _day("voided", at, number, columns, faults)
    if faults or number is None:
        return None, tuple(faults), False
    return Entry(number, state, None, facts, archive, reason, voided if state is State.VOID else None), (), doubtful


def _number(
    texts: Mapping[str, str], columns: Columns, above: dict[str, str], faults: list[Fault]
) -> IssuingNumber | None:
    # A code or a year merged over several rows stands in the first of them only.
    for matter in ("code", "year"):
        if texts.get(matter):
            above[matter] = texts[matter]
    written = texts.get("number", "")
    column = columns.number_heading
    try:
        if "number" in columns.places:
            number = _composed(written, above) or IssuingNumber.parse(written) if written else None
        else:
            number = _from_parts(texts.get("sequence", ""), above)
    except InputError as error:
        faults += [_fault_at(fault, column) for fault in error.faults]
        return None
    except ValueError as error:
        faults.append(Fault("wrong-value", str(error), "改正这一格", value=texts.get("sequence"), column=column))
        return None
    if number is None or number.sequence is None:
        message = "没有顺序号" if number is not None else "没有发文字号"
        cure = "填上这一格；不是登记的行（如合计、制表人）请删去"
        faults.append(Fault("missing-value", message, cure, value=written or None, column=column))
        return None
    return number


def _composed(written: str, above: Mapping[str, str]) -> IssuingNumber | None:
    """“〔2026〕8号” or “8” beside a column with the 代字."""
    parts = without_code(written) if above.get("code") else None
    if parts is None:
        return None
    year = parts["year"] or above.get("year", "").rstrip("年")
    return IssuingNumber.read({"code": above["code"], "year": year or None, "sequence": parts["sequence"]})


def _from_parts(sequence: str, above: Mapping[str, str]) -> IssuingNumber | None:
    if not sequence:
        return None
    match = _SEQUENCE.fullmatch(sequence)
    if not match:
        raise ValueError("不是顺序号；写作 8 或 8号")
    year = above.get("year", "").rstrip("年")
    return IssuingNumber.read({"code": above.get("code", ""), "year": year or None, "sequence": whole_number(match[1])})


def _state(
    texts: Mapping[str, str], archive: str | None, columns: Columns, faults: list[Fault]
) -> tuple[State, str | None, bool]:
    """The state, why it is void, and whether that is doubtful."""
    written, reason = texts.get("state", ""), texts.get("reason") or None
    state = read_state(written) if written else None
    if written and state is None:
        allowed = "、".join(STATE_NAMES.values())
        faults.append(
            Fault(
                "wrong-value",
                "不认得这个状态",
                "改正这一格",
                value=written,
                allowed=allowed,
                column=columns.heading("state"),
            )
        )
    said = Said.NOTHING
    if state is None and reason is None:
        # Tables without such columns say it in words.
        said, words = said_of_number(texts.get("title", ""), archive or "")
        reason = words if said is Said.VOID else None
    state = state or (State.VOID if reason else State.ISSUED)
    return state, reason if state is State.VOID else None, said is Said.PERHAPS


def _day(
    matter: str, at: Mapping[str, Value | Bad], number: IssuingNumber | None, columns: Columns, faults: list[Fault]
) -> date | None:
    cell = at.get(matter)
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = _shown(cell)
    if not text:
        return None
    short, bare = _SHORT_DAY.fullmatch("".join(text.split())), _BARE_DAY.fullmatch(text)
    if short and number is not None and number.year:
        text = f"{number.year}-{short[1]}-{short[2]}"
    elif bare:
        text = "-".join(bare.groups())
    elif short and number is None:
        return None  # the year is told by the number, whose own fault is told already
    day = read_date(text)
    if day is None:
        message, column = "不是日历上的日期", columns.heading(matter)
        faults.append(Fault("wrong-value", message, "改正这一格", value=text, allowed=DATE_FORMS, column=column))
    return day


def _copies(text: str, columns: Columns, faults: list[Fault]) -> int | None:
    if not text:
        return None
    try:
        return _COPIES.validate_python(text)
    except ValidationError:
        column, cure = columns.heading("copies"), "改成实际的份数"
        faults.append(
            Fault("wrong-value", "应是份数，从 1 起的整数", cure, value=text, allowed="30、30份", column=column)
        )
        return None
