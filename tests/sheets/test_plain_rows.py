"""Rows found by a search are those that the parser finds, whatever stands among them and wherever the stream is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.sheets import open_rows
from gongwen.sheets.plain_rows import PlainCell, pieces_between
from gongwen.sheets.sheet import RawRow, raw_rows
from gongwen.sheets.workbook import Workbook
from tests.sheets.books import inline, raw, with_shared_texts

TEXTS = ("村名", "面积", " 上坝村\u200b", "下坝村")
HEADINGS = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
CELLS = (
    '<c r="{place}" t="s"><v>2</v></c>',
    '<c r="{place}" s="0" t="s"><v>3</v></c>',
    '<c r="{place}" t="s"><v>9</v></c>',
    '<c r="{place}" t="s"><v>-1</v></c>',
    '<c r="{place}" t="s"><v>1e3</v></c>',
    '<c r="{place}"><v>1200.5</v></c>',
    '<c r="{place}" t="n"><v>1e3</v></c>',
    '<c r="{place}"><v>1-2</v></c>',
    '<c r="{place}" s="0"/>',
    '<c r="{place}"><f>B2*2</f><v>24</v></c>',
    '<c r="{place}" t="b"><v>1</v></c>',
    '<c r="{place}" t="str"><v>&lt;row r="7"></v></c>',
    "<c><v>8</v></c>",
)
ROWS = (
    '<row r="{number}" spans="1:3" ht="14.4" x14ac:dyDescent="0.2">{cells}</row>',
    '<row r="{number}">{cells}</row>',
    '<row r="{number}" hidden="1">{cells}</row>',
    '<row r="{number}" customHeight="1" ht="0">{cells}</row>',
    '<row r="{number}"\n>{cells}</row>',
    "<row>{cells}</row>",
    '<row r="{number}" s="0" customFormat="1"/>',
)
_X14 = ' xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"'


@st.composite
def sheets(draw: st.DrawFn) -> str:
    """The rows of a sheet, most of them plain."""
    written = []
    for number in range(2, draw(st.integers(2, 9))):
        chosen = draw(st.lists(st.sampled_from(CELLS), max_size=3))
        cells = "".join(cell.format(place=f"{'ABC'[at]}{number}") for at, cell in enumerate(chosen))
        written.append(draw(st.sampled_from(ROWS)).format(number=number, cells=cells))
    return HEADINGS + draw(st.sampled_from(("", "\n"))).join(written)


def _raw(sheet_data: str) -> list[RawRow]:
    content = with_shared_texts(TEXTS, sheet_data.replace("<row", f"<row{_X14}", 1))
    book = Workbook(content, "各村.xlsx")
    return list(raw_rows(book, book.sheets[0]))


@given(sheets())
def test_the_search_finds_what_the_parser_finds(sheet_data: str) -> None:
    """A comment before the first row leaves all to the parser."""
    sheet_data = sheet_data.replace(' x14ac:dyDescent="0.2"', "")
    assert _raw(sheet_data) == _raw(f"<!-- -->{sheet_data}")


def _taken(chunks: list[bytes]) -> tuple[list[tuple[int, list[PlainCell]]], bytes]:
    rows: list[tuple[int, list[PlainCell]]] = []
    pieces = list(pieces_between(chunks, lambda number, cells: rows.append((number, cells)), lambda: True))
    return rows, b"".join(pieces)


@given(sheets(), st.integers(1, 400))
def test_it_makes_no_difference_where_the_stream_is_cut(sheet_data: str, size: int) -> None:
    text = f"<worksheet><sheetData>{sheet_data}</sheetData></worksheet>".encode()
    assert _taken([text[at : at + size] for at in range(0, len(text), size)]) == _taken([text])


def test_every_piece_ends_where_a_row_begins_or_with_the_sheet() -> None:
    """A parser that waits for the rest of a tag would give its rows late, behind those of the search."""
    cells = {n: inline(f"A{n}", "x") if n % 3 else f'<c r="A{n}"/>' for n in range(2, 60)}
    rows = "".join(f'<row r="{n}">{cell}</row>' for n, cell in cells.items())
    text = f"<worksheet><sheetData>{HEADINGS}{rows}</sheetData></worksheet>".encode()
    chunks = [text[at : at + 37] for at in range(0, len(text), 37)]
    head, *pieces, tail = filter(None, pieces_between(chunks, lambda *_: None, lambda: True))
    assert head == b"<worksheet><sheetData>"
    assert len(pieces) > 1
    assert all(piece.startswith(b"<row ") and piece.endswith(b"</row>") for piece in pieces)
    assert tail.startswith(b"<row ")
    assert tail.endswith(b"</row></sheetData></worksheet>")


@pytest.mark.parametrize(
    "hiding",
    ["<!--{}-->", "<c r='A9'><f><![CDATA[{}]]></f></c>", "<?a {}?>"],
)
def test_what_looks_like_a_row_within_other_markup_is_none(hiding: str) -> None:
    hidden = hiding.format('<row r="5"><c r="A5"><v>5</v></c></row>')
    assert [row.number for row in _raw(f'{HEADINGS}<row r="2"><c r="A2"><v>7</v></c></row>{hidden}')] == [1, 2]


def test_a_row_under_another_name_is_none_of_the_sheet() -> None:
    """The sheet's own names have a prefix, so those without belong to somebody else."""
    rows = f'<x:row r="1">{"".join(f"<x:c r={at!r}><x:v>7</x:v></x:c>" for at in ("A1", "B1"))}</x:row>'
    rows = rows.replace("'", '"') + '<row r="2"><c r="A2"><v>9</v></c></row>'
    book = Workbook(raw(rows, prefix="x"), "各村.xlsx")
    assert [(row.number, row.cells) for row in raw_rows(book, book.sheets[0])] == [(1, {1: 7, 2: 7})]


def test_the_rows_of_a_long_sheet_come_as_they_are_read() -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>2</v></c><c r="B{n}"><v>{n}</v></c></row>' for n in range(2, 9000)
    )
    table = open_rows(with_shared_texts(TEXTS, HEADINGS + rows))
    values = [(row.number, row.values["村名"], row.values["面积"]) for row in table]
    assert values == [(n, "上坝村", n) for n in range(2, 9000)]
