"""A sheet's XML as a stream of rows: numbers, hidden or not, and the cells that hold something, by column."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import IO, NamedTuple, TypeAlias

from gongwen.sheets.number_formats import plain
from gongwen.sheets.places import MOST_COLUMNS, MOST_ROWS, bounds, column_number
from gongwen.sheets.plain_rows import PlainCell, pieces_between
from gongwen.sheets.values import Bad, Value, clean_text, clean_value, error_cell
from gongwen.sheets.workbook import DEEPEST, LONGEST_TEXT, TOO_DEEP, TOO_LONG, Sheet, Workbook, chunks_of, unescaped

__all__ = ["Cells", "Merge", "RawRow", "filled_down", "holds_something", "merges_of", "raw_rows"]

Cells: TypeAlias = "dict[int, Value | Bad]"


class RawRow(NamedTuple):
    """A row of cells by column, counted from 1; blank cells have no entry."""

    number: int
    hidden: bool
    cells: Cells


class Merge(NamedTuple):
    """A merged range; all four are within it."""

    top: int
    left: int
    bottom: int
    right: int


# No “<” within it: a search from each beginning to the end of the text would never come to an end.
_MERGE = re.compile(rb"<(?:[\w.-]+:)?mergeCell\s[^<>]*?ref\s*=\s*[\"']([A-Z]+[0-9]+:[A-Z]+[0-9]+)[\"']")
_FILLED = re.compile(rb"<(?:[\w.-]+:)?(?:v|is)[\s>]")
# A formatted row in which nothing stands; a sheet may have a million, and a search passes over them much faster.
_EMPTY_ROW = re.compile(rb'<row r="[0-9]+"[^<>]*(?:/>|>(?:<c r="[A-Z]+[0-9]+"[^<>]*/>)*</row>)')
_CHUNK = 1 << 18
_OVERLAP = 1 << 10
_MOST_MERGES = 200_000
_MOST_FILLED = 5_000_000  # cells that take the value of a merged one
_TRUE = ("1", "true", "on")
_TOO_MANY_ROWS = "行多得不正常"
_NO_PLACE = 1 << 62  # beyond the end of every table of texts

_NO_RESULT = Bad(
    "formula-without-value", "这一格是公式，文件里没有它的计算结果", "用 Excel 或 WPS 打开这个文件，保存一次，再用"
)


def merges_of(book: Workbook, sheet: Sheet) -> tuple[Merge, ...]:
    """The merged ranges of a sheet. They stand behind the cells, so the text is searched before it is parsed."""
    found: list[Merge] = []
    tail = b""
    with book.reading(sheet) as stream:
        while chunk := stream.read(_CHUNK):
            text = tail + chunk
            # A hit wholly within the overlap was found with the piece before.
            for match in _MERGE.finditer(text):
                if match.end() > len(tail) and (reference := bounds(match[1].decode("ascii"))):
                    left, top, right, bottom = reference
                    found.append(Merge(top, left, bottom, right))
            if len(found) > _MOST_MERGES:
                raise book.suspicious("合并的单元格多得不正常")
            tail = text[-_OVERLAP:]
    return tuple(found)


def holds_something(book: Workbook, sheet: Sheet) -> bool:
    """Whether the beginning of a sheet holds a value."""
    with book.reading(sheet) as stream:
        return bool(_FILLED.search(stream.read(_CHUNK)))


def raw_rows(book: Workbook, sheet: Sheet) -> Iterator[RawRow]:
    """The rows that hold something, in order."""
    with book.reading(sheet) as stream:
        yield from _parse(book, stream)


def _parse(book: Workbook, stream: IO[bytes]) -> Iterator[RawRow]:  # noqa: PLR0915 - one closure of three handlers
    texts, decoders, text_formats = book.texts, book.decoders, book.text_formats
    made: list[RawRow] = []
    cells: Cells = {}
    parts: list[str] = []
    columns: dict[str, int] = {}
    row_tag, cell_tag, value_tag, text_tag, formula_tag, sign_tag = "row", "c", "v", "t", "f", "rPh"
    number, hidden, column, kind, style, depth, length = 0, False, 0, "n", 0, 0, 0
    reading = formula = in_cell = has_value = phonetic = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal row_tag, cell_tag, value_tag, text_tag, formula_tag, sign_tag
        nonlocal number, hidden, column, kind, style, depth, reading, formula, in_cell, has_value, phonetic
        depth += 1
        if depth > DEEPEST:
            raise book.suspicious(TOO_DEEP)
        if name == cell_tag:
            reference = attributes.get("r")
            if reference is None:
                column += 1
            else:
                letters = reference.rstrip("0123456789")
                known = columns.get(letters)
                if known is None and (known := column_number(letters)) is not None:
                    columns[letters] = known
                column = known or MOST_COLUMNS
            kind = attributes.get("t", "n")
            text = attributes.get("s", "0")
            style = int(text) if text.isdecimal() else 0
            in_cell, formula, has_value = True, False, False
        elif name == value_tag:
            reading = has_value = in_cell
        elif name == row_tag:
            text = attributes.get("r", "")
            number = int(text) if text.isdecimal() else number + 1
            if number > MOST_ROWS:
                raise book.suspicious(_TOO_MANY_ROWS)
            column = 0
            hidden = attributes.get("hidden") in _TRUE or (
                attributes.get("customHeight") in _TRUE and attributes.get("ht") in ("0", "0.0")
            )
        elif name == text_tag:
            reading = in_cell and not phonetic
            has_value = has_value or reading
        elif name == formula_tag:
            formula = True
        elif name == sign_tag:
            phonetic = True
        elif name.endswith(":worksheet"):
            prefix = name[: -len("worksheet")]
            row_tag, cell_tag, value_tag = f"{prefix}row", f"{prefix}c", f"{prefix}v"
            text_tag, formula_tag, sign_tag = f"{prefix}t", f"{prefix}f", f"{prefix}rPh"

    def data(found: str) -> None:
        nonlocal length
        if reading:
            parts.append(found)
            length += len(found)
            if length > LONGEST_TEXT:
                raise book.suspicious(TOO_LONG)

    def end(name: str) -> None:
        nonlocal cells, depth, length, reading, in_cell, phonetic
        depth -= 1
        if name == cell_tag:
            in_cell = False
            if parts:
                text = parts[0] if len(parts) == 1 else "".join(parts)
                parts.clear()
                length = 0
                value = _decode(kind, text)
                if text_formats and type(value) is str and value and style in text_formats:
                    value = value.join(text_formats[style])
                if value is not None:
                    cells[column] = value
            elif formula and (kind != "str" or not has_value):
                cells[column] = _NO_RESULT
        elif name in (value_tag, text_tag):
            reading = False
        elif name == row_tag:
            if cells:
                made.append(RawRow(number, hidden, cells))
                cells = {}
        elif name == sign_tag:
            phonetic = False

    def _decode(kind: str, text: str) -> Value | Bad:
        if kind == "s":
            try:
                place = int(text)
                if place >= 0:
                    return texts[place]
            except (ValueError, IndexError):
                pass
            return Bad("broken-cell", "这一格的文字读不出来", "在这一格里重新输入", text)
        if kind == "n":
            text = text.strip()
            if not text:
                return _NO_RESULT if formula else None
            return decoders[style](text) if style < len(decoders) else plain(text)
        return _decode_other(kind, text)

    def take(plain_number: int, found: list[PlainCell]) -> None:
        nonlocal number, style, formula
        number, formula = plain_number, False
        if number > MOST_ROWS:
            raise book.suspicious(_TOO_MANY_ROWS)
        held: Cells = {}
        for letters, style_number, kind_of_cell, text in found:
            if not text:
                continue
            style = int(style_number) if style_number else 0
            value: Value | Bad
            if kind_of_cell == b"s":
                place = int(text) if text.isdigit() else _NO_PLACE
                value = texts[place] if place < count else _decode("s", text.decode("ascii"))
            else:
                value = _decode("n", text.decode("ascii"))
            if text_formats and type(value) is str and value and style in text_formats:
                value = value.join(text_formats[style])
            if value is not None:
                held[places.get(letters) or place_of(letters)] = value
        if held:
            made.append(RawRow(number, False, held))

    count = len(texts)
    places: dict[bytes, int] = {}

    def place_of(letters: bytes) -> int:
        place = places[letters] = column_number(letters.decode("ascii")) or MOST_COLUMNS
        return place

    parser = book.parser()
    parser.StartElementHandler, parser.CharacterDataHandler, parser.EndElementHandler = start, data, end
    chunks = (chunk if b"<![CDATA[" in chunk else _EMPTY_ROW.sub(b"", chunk) for chunk in chunks_of(stream))
    for _ in book.feed_pieces(parser, pieces_between(chunks, take, lambda: row_tag == "row")):
        if made:
            yield from made
            made.clear()
    yield from made


def _decode_other(kind: str, text: str) -> Value | Bad:
    """The value of a cell that is neither a number nor a text of the table."""
    if kind in ("str", "inlineStr"):
        return clean_text(unescaped(text))
    if kind == "b":
        return text.strip() in _TRUE
    if kind == "e":
        return error_cell(text.strip())
    if kind == "d":
        for read in (datetime.datetime.fromisoformat, datetime.time.fromisoformat):
            with suppress(ValueError):
                return clean_value(read(text.strip().removesuffix("Z")))
        return Bad("not-a-date", "这一格的日期读不出来", "重新输入日期", text)
    return Bad("broken-cell", "这一格的种类认不出", "在这一格里重新输入", text)


def filled_down(book: Workbook, rows: Iterable[RawRow], merges: Iterable[Merge]) -> Iterator[RawRow]:
    """The rows of the book with the value of a merged cell in each row that it spans."""
    starts: defaultdict[int, list[Merge]] = defaultdict(list)
    for merge in merges:
        if merge.bottom > merge.top:
            starts[merge.top].append(merge)
    if not starts:
        yield from rows
        return
    tops = sorted(starts, reverse=True)
    held: dict[int, tuple[int, Value | Bad]] = {}
    filled = 0
    for row in rows:
        while tops and tops[-1] <= row.number:
            top = tops.pop()
            for merge in starts[top]:
                value = row.cells.get(merge.left) if top == row.number else None
                held[merge.left] = (merge.bottom, value)
        for column in [column for column, (bottom, value) in held.items() if bottom < row.number or value is None]:
            del held[column]
        filled += len(held)
        if filled > _MOST_FILLED:
            raise book.suspicious("合并的单元格大得不正常")
        for column, (_, value) in held.items():
            row.cells.setdefault(column, value)
        yield row
