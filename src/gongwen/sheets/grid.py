"""Rows of cells by place become rows of values by heading: for sheets and text tables alike."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from gongwen.errors import Fault
from gongwen.sheets.headings import SAMPLE, find_headings
from gongwen.sheets.places import WINDOWS_EPOCH, letter
from gongwen.sheets.sheet import Cells, Merge, RawRow
from gongwen.sheets.values import ERRORS, Bad, Row, Shown, Value, error_cell
from gongwen.standard.dates import read_date, write_date

__all__ = ["NOTHINGS", "GridRows", "cell_fault"]

_NOTE_WIDTH = 3
_LISTED = 20
_MOST_FAULTS = 100  # of a row
_TOTALS = frozenset({"合计", "总计", "小计", "累计", "共计"})
_LONGEST_TOTAL = 4
# Below the table stand its remarks and who made it: 注：… or 填表人：… 审核人：…
_FOOT = re.compile(
    r"(?:备?注|附注|说明|填[表报]说明|数据来源|资料来源|(?:填[表报]|制表|报送|审[核批]|复核|统计|经办|联系|负责|单位负责|分管领导)"
    r"(?:人|单位|日期|时间|电话|人员)*)\s*[：:].*",
    re.DOTALL,
)
_GROUP = re.compile("[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）")
_NUMBERING = frozenset({"甲", "乙", "丙", "丁", "栏次", "栏号"})
_LEADING = 2
_LABELS = "：:"
_SHARE = 0.5  # of the columns that a line below the table may fill


def cell_fault(bad: Bad, file: str, row: int, column: str) -> Fault:
    """The fault of a cell in its place."""
    return Fault(
        bad.code, bad.message, bad.cure, value=bad.value, allowed=bad.allowed, file=file, row=row, column=column
    )


class GridRows:
    """The rows of a table that has places: a sheet or a text table.

    ``read`` starts the stream of its rows anew. Hidden rows are left out unless asked for; the remarks list them.
    """

    def __init__(
        self,
        name: str,
        read: Callable[[], Iterable[RawRow]],
        merges: Sequence[Merge] = (),
        *,
        hidden: bool = False,
        remarks: Iterable[str] = (),
    ) -> None:
        self.name = name
        self.detail_columns: tuple[str, ...] = ()
        self.details_name: str | None = None
        self.faults: list[Fault] = []
        self._read = read
        self._hidden = hidden
        sample = list(islice((row for row in read() if hidden or not row.hidden), SAMPLE))
        headings = find_headings(sample, merges, name)
        self.columns = tuple(headings.names.values())
        self.places = {name: column for column, name in headings.names.items()}
        self._names = headings.names
        self._last = headings.last
        # Totals are named in the first column, or in the second behind 序号.
        self._dates = _columns_of_dates(row for row in sample if row.number > headings.last)
        self._leading = frozenset(list(headings.names)[:_LEADING])
        self._nothings: Counter[str] = Counter()
        self._wide = _wide(merges, headings.last, len(self.columns))
        above = [f"列名上面的{'、'.join(headings.above)}当作表的标题，没有读"] if headings.above else []
        self._opening = [*remarks, *above]
        self.remarks: list[str] = list(self._opening)

    def __iter__(self) -> Iterator[Row]:
        remarks = list(self._opening)
        self.remarks = remarks
        names, name = self._names, self.name
        blank: dict[str, Value] = dict.fromkeys(self.columns)
        first, first_name = next(iter(names.items()))
        left_out: list[int] = []
        position = 0
        self._nothings = Counter[str]()
        try:
            for number, is_hidden, cells in self._read():
                if number <= self._last:
                    continue
                if is_hidden and not self._hidden:
                    left_out.append(number)
                    continue
                if cells.get(first) == first_name and self._repeats(cells):
                    continue  # headings once more, for the printed page
                if (kind := self._no_row(number, cells)) is not None:
                    begins = str(next(iter(cells.values())))
                    remarks.append(f"{name} 第{number}行（“{begins[:30]}”）当作{kind}，没有读")
                    continue
                position += 1
                yield self._row(number, cells, blank.copy(), position)
        finally:
            if left_out:
                remarks.append(_hidden_remark(name, left_out))
            if self._nothings:
                told = "、".join(f"“{text}”{count} 格" for text, count in self._nothings.items())
                remarks.append(f"{name} 里程序留下的空值当作空格：{told}")

    def hidden_rows(self) -> Iterator[Row]:
        """The rows that an iteration leaves out because they are hidden."""
        if not self._hidden:
            blank: dict[str, Value] = dict.fromkeys(self.columns)
            for number, is_hidden, cells in self._read():
                if is_hidden and number > self._last:
                    yield self._row(number, cells, blank.copy())

    def _row(self, number: int, cells: Cells, values: dict[str, Value], position: int = 0) -> Row:
        """The row of some cells; ``values`` are blank ones for all headings."""
        faults: list[Fault] = []
        for column, value in cells.items():
            heading = self._names.get(column)
            if heading is None:
                if len(faults) < _MOST_FAULTS:
                    faults.append(self._nameless(number, column, value))
            elif isinstance(value, Bad):
                faults.append(cell_fault(value, self.name, number, heading))
            elif column in self._dates and (day := _serial_day(value)) is not None:
                faults.append(cell_fault(_serial(value, day), self.name, number, heading))
            elif not isinstance(value, str):
                values[heading] = value
            elif value in ERRORS:
                faults.append(cell_fault(error_cell(value), self.name, number, heading))
            elif value in NOTHINGS:
                self._nothings[value] += 1
            else:
                values[heading] = _moment(value) if "T" in value or ":" in value else value
        return Row(number, values, (), tuple(faults), position)

    def _no_row(self, number: int, cells: Cells) -> str | None:
        """What a row is that stands in the table and is none of its rows."""
        beginning = cells[min(cells)]
        if not isinstance(beginning, str):
            return None
        if len(beginning) <= _LONGEST_TOTAL and "".join(beginning.split()) in _TOTALS and min(cells) in self._leading:
            return "合计"
        if number == self._last + 1 and beginning in _NUMBERING and self._is_numbering(cells):
            return "栏次"
        if len(cells) == 1 and number in self._wide:
            return "附注"
        if len(cells) == 1 and len(self.columns) >= _NOTE_WIDTH and _GROUP.match(beginning):
            return "分组的标题"
        few = len(cells) <= max(1, _SHARE * len(self.columns)) and len(self.columns) > 1
        return "附注" if few and _FOOT.fullmatch(beginning) and all(map(_is_labelled, cells.values())) else None

    def _is_numbering(self, cells: Cells) -> bool:
        """Whether the row counts the columns: 甲 乙 1 2 3."""
        counted = [value for value in cells.values() if not isinstance(value, str) or value not in _NUMBERING]
        running = [str(count) for count in range(1, len(counted) + 1)]
        return len(cells) >= _NOTE_WIDTH and bool(counted) and [str(value) for value in counted] == running

    def _repeats(self, cells: dict[int, Value | Bad]) -> bool:
        return all(cells.get(column) == name for column, name in self._names.items())

    def _nameless(self, number: int, column: int, value: object) -> Fault:
        place = letter(column)
        return Fault(
            "missing-heading",
            f"{place}列有内容，但没有列名",
            f"给{place}列补上列名，或清掉这一格；文本文件里，值中有分隔符的要加引号",
            value=(value.value if isinstance(value, Bad) else str(value)),
            file=self.name,
            row=number,
            column=place,
        )


NOTHINGS = frozenset({"nan", "NaN", "NaT", "None", "NULL", "null", "<NA>"})
"""What programs write where they have no value."""
_ISO_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)?", re.ASCII)
_CHINA = datetime.timezone(datetime.timedelta(hours=8))
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000  # the years 1954 to 2119, as spreadsheets count days


def _moment(text: str) -> Value:
    """The day, or the day and the time, that a program wrote as ISO has it; a zone's time as it is in China.

    >>> _moment("2026-12-05 00:00:00"), _moment("2026-12-04T16:00:00Z"), _moment("8:00至12:00")
    (datetime.date(2026, 12, 5), datetime.date(2026, 12, 5), '8:00至12:00')
    """
    if not _ISO_TIME.fullmatch(text):
        return text
    try:
        found = datetime.datetime.fromisoformat(text.replace("Z", "+00:00").replace(",", "."))
    except ValueError:
        return text
    if found.tzinfo is not None:
        found = found.astimezone(_CHINA).replace(tzinfo=None)
    return found if found.time() != datetime.time() else found.date()


def _serial_day(value: Value | Bad) -> datetime.date | None:
    """The day that a plain number would be if it were one, as a spreadsheet counts them."""
    if isinstance(value, str):
        number = float(value) if re.fullmatch(r"\d{5}(?:\.\d+)?", value, re.ASCII) else 0.0
    else:
        number = float(value) if isinstance(value, int | float) and not isinstance(value, bool | Shown) else 0.0
    if not _FIRST_SERIAL <= number < _LAST_SERIAL:
        return None
    return (WINDOWS_EPOCH + datetime.timedelta(days=int(number))).date()


def _serial(value: object, day: datetime.date) -> Bad:
    message = f"这一列都是日期，这一格是数；按表格软件的算法是{write_date(day)}"
    return Bad("serial-date", message, "把这一格设为日期格式，或照日期写", str(value), write_date(day))


def _columns_of_dates(rows: Iterable[RawRow]) -> frozenset[int]:
    """The columns in which stand dates, and otherwise only what may be a date that lost its format."""
    dates: set[int] = set()
    others: set[int] = set()
    for row in rows:
        for column, value in row.cells.items():
            if isinstance(value, datetime.date) or (isinstance(value, str) and read_date(value) is not None):
                dates.add(column)
            elif _serial_day(value) is None and value not in NOTHINGS:
                others.add(column)
    return frozenset(dates - others)


def _is_labelled(value: object) -> bool:
    return isinstance(value, str) and any(mark in value for mark in _LABELS)


def _wide(merges: Sequence[Merge], last: int, columns: int) -> frozenset[int]:
    """Rows below the headings that are one cell from side to side: remarks of the table, no data."""
    width = max(_NOTE_WIDTH, columns)
    return frozenset(merge.top for merge in merges if merge.top > last and merge.right - merge.left + 1 >= width)


def _hidden_remark(name: str, numbers: list[int]) -> str:
    shown = "、".join(map(str, numbers[:_LISTED])) + ("等" if len(numbers) > _LISTED else "")
    return f"{name} 有 {len(numbers)} 个隐藏的行没有读：第{shown}行；要一并读入，先取消隐藏或筛选"
