"""The reader of sheets gives the values that openpyxl gives, for every kind of cell and both ways of keeping texts."""

from __future__ import annotations

import datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from gongwen.sheets.sheet import raw_rows
from gongwen.sheets.values import clean_value
from gongwen.sheets.workbook import Workbook as Opened
from tests.sheets.books import saved, with_shared_texts

# Both countings of days have begun by then; openpyxl takes the very first of the later one for a time.
_FIRST, _LAST = datetime.datetime(1904, 1, 2), datetime.datetime(2999, 12, 31)  # noqa: DTZ001 - as in a cell
_TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]) | st.sampled_from("\n\t"), max_size=12)
_VALUES = (
    st.none()
    | _TEXTS.filter(lambda text: not text.startswith(("=", "#")) and "_x" not in text)
    | st.booleans()
    | st.integers(-(10**14), 10**14)
    | st.floats(-1e14, 1e14, allow_subnormal=False)
    | st.dates(_FIRST.date(), _LAST.date())
    | st.datetimes(_FIRST, _LAST).map(lambda moment: moment.replace(microsecond=0))
    | st.times().map(lambda time: time.replace(microsecond=0))
)


@given(st.lists(st.lists(_VALUES, max_size=6), max_size=6), st.booleans())
def test_every_workbook_is_read_as_openpyxl_reads_it(lines: list[list[Any]], mac: bool) -> None:
    made = Workbook()
    if mac:
        made.epoch = datetime.datetime(1904, 1, 1)  # noqa: DTZ001 - as openpyxl has it
    sheet = made.worksheets[0]
    for number, line in enumerate(lines, 1):
        for column, value in enumerate(line, 1):
            sheet.cell(number, column).value = value
    content = saved(made)
    _assert_same(content)


@given(st.lists(_TEXTS.filter(lambda text: "_x" not in text), max_size=12), st.data())
def test_every_table_of_texts_is_read_as_openpyxl_reads_it(texts: list[str], data: st.DataObject) -> None:
    items = [f'<t xml:space="preserve">{escape(text)}</t>' for text in texts]
    places = data.draw(st.lists(st.sampled_from(range(len(texts))), max_size=20)) if texts else []
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>{text}</v></c></row>' for row, text in enumerate(places, 1))
    _assert_same(with_shared_texts(items, rows))


def _assert_same(content: bytes) -> None:
    theirs = load_workbook(BytesIO(content), read_only=True, data_only=True)
    wanted = {}
    for number, row in enumerate(theirs.worksheets[0].iter_rows(values_only=True), 1):
        cells = {column: clean_value(value) for column, value in enumerate(row, 1)}
        wanted[number] = {column: value for column, value in cells.items() if value is not None}
    opened = Opened(content, "各村.xlsx")
    ours = {row.number: row.cells for row in raw_rows(opened, opened.sheets[0])}
    assert ours == {number: cells for number, cells in wanted.items() if cells}
