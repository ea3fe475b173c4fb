"""Tables in pasted text: rows of cells between bars of either width or tabs, or in columns set out by blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from gongwen.model import Table
from gongwen.model.body import MOST_COLUMNS
from gongwen.reading.building import build
from gongwen.reading.ledger import LedgerEntry
from gongwen.reading.reasons import Reason
from gongwen.reading.tables import is_caption, split_lying
from gongwen.recognition.lines import Line, Typed, dropped, joined
from gongwen.text import BLANKS

__all__ = ["may_be_row", "with_tables"]

_BARS = "|｜│┃¦"
_BAR = re.compile(f"[{_BARS}]")
_TAB = re.compile(r"\t+")
_COLUMN_GAP = re.compile(f"(?:[{BLANKS}]{{2,}}|\u3000)")
_SEPARATOR = re.compile(rf"[{_BARS}\s:：+\-—－─━┼┬┴├┤┌┐└┘]+")
_FRAME = re.compile(r"[\s+\-—─━┼┬┴├┤┌┐└┘╔╗╚╝═╠╣╬]+")
_LEAST_ROWS_BY_BLANKS, _LEAST_COLUMNS_BY_BLANKS = 3, 3
_LONGEST_CELL_BY_BLANKS = 20
_NO_CELL = frozenset("。；：，:")  # a list of people is set out with blanks, too
_NUMBER_ONLY = re.compile(
    "[（(]?(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})(?:[）)][、.．]?|[、.．])|[①-⑳]|附件?[：:]?"
)
# Parts of a head or a tail, and who was there, that are set apart by a tab.
_NO_ROW = re.compile(
    "(?:出席|列席|请假|缺席|记录|主持)[人员]?[：:]|[分主报][\\s\u3000]*送[：:]|抄[\\s\u3000]*报|签[\\s\u3000]*发[\\s\u3000]*人|印[\\s\u3000]*发|抄[\\s\u3000]*送|[〔\\[]\\s*(?:19|20)[0-9]{2}\\s*[〕\\]]"
)


class _Row(NamedTuple):
    line: Line
    cells: tuple[Typed, ...]
    separates: bool = False


def with_tables(lines: Sequence[Line], ledger: list[LedgerEntry]) -> list[Line]:
    """The lines with the rows of each table as one line that holds it; the line above may be its caption.

    >>> rows = ["片区｜村数", "---｜---", "东片｜6"]
    >>> made = with_tables([Line(Typed.at(row, at)) for at, row in enumerate(rows, 1)], [])
    >>> made[0].solid.header, made[0].solid.rows
    (('片区', '村数'), (('东片', '6'),))
    """
    made: list[Line] = []
    index = 0
    count = len(lines)
    while index < count:
        kind = _kind(lines[index].text)
        if kind is None:
            made.append(lines[index])
            index += 1
            continue
        end = index + 1
        while end < count and _continues(kind, lines[end].text):
            end += 1
        table = _table(lines[index:end], kind, made[-1] if made else None, ledger)
        if table is None:
            made += [_without_frame(line, ledger) for line in lines[index:end]]
        else:
            if table.caption is not None:
                made.pop()
            made.append(table.line)
        index = end
    return made


def may_be_row(line: Line) -> bool:
    """Whether a line has bars, or tabs inside, as the rows of a table have."""
    return line.solid is None and ("\t" in line.text or _BAR.search(line.text) is not None)


def _kind(text: str) -> str | None:
    if "\t" in text:
        return None if _NO_ROW.search(text) else "\t"
    if _BAR.search(text):
        return "|"
    return " " if len(text) < 200 and len(_COLUMN_GAP.findall(text)) >= _LEAST_COLUMNS_BY_BLANKS - 1 else None


def _continues(kind: str, text: str) -> bool:
    if kind == "|":
        return _BAR.search(text) is not None or (_FRAME.fullmatch(text) is not None)
    return _kind(text) == kind


def _without_frame(line: Line, ledger: list[LedgerEntry]) -> Line:
    """A line of text between two bars, which somebody's frame put there, without them."""
    text = line.text
    if (
        len(text) < _SHORTEST_FRAMED
        or text[0] not in _BARS
        or text[-1] not in _BARS
        or _BAR.search(text, 1, len(text) - 1)
    ):
        return line
    inner = _stripped(line.typed.cut(1, len(text) - 1))
    if not inner.text:
        return line
    start = text.index(inner.text, 1)
    ledger += [
        dropped(line.typed.cut(0, start), Reason.TABLE_LINES),
        dropped(line.typed.cut(start + len(inner.text)), Reason.TABLE_LINES),
    ]
    return replace(line, typed=inner)


_SHORTEST_FRAMED = 3


class _Made(NamedTuple):
    line: Line
    caption: Line | None


def _table(lines: Sequence[Line], kind: str, above: Line | None, ledger: list[LedgerEntry]) -> _Made | None:
    rows = [_row(line, kind) for line in lines]
    content = [row for row in rows if not row.separates]
    separated = len(rows) > 1 and rows[1].separates and not rows[0].separates
    widths = {len(row.cells) for row in content}
    width = max(widths, default=0)
    if not content or width < 2 or width > MOST_COLUMNS or len(content) < (1 if separated else 2):
        return None
    if kind == " " and (len(content) < _LEAST_ROWS_BY_BLANKS or len(widths) > 1 or not _is_set_out(content)):
        return None
    if kind == "\t" and min(widths) < 2 and not separated:
        return None
    if kind != "|" and all(_NUMBER_ONLY.fullmatch(row.cells[0].text) for row in content):
        return None  # the numbers of paragraphs, set apart by a tab
    padded = [tuple(cell.text for cell in row.cells) + ("",) * (width - len(row.cells)) for row in content]
    header = separated or _looks_like_header(padded)
    captioned = above is not None and not above.solid and len(above.text) <= 60 and is_caption(above.text)
    caption, landscape = split_lying(above.text if captioned and above else None)
    data = {
        "caption": caption,
        "landscape": landscape,
        "header": padded[0] if header else (),
        "rows": padded[1:] if header else padded,
    }
    built = build(Table, data).value
    if built is None:
        return None
    pieces: list[Typed] = []
    for row in rows:
        pieces += _accounted(row, ledger)
    typed = joined([*([above.typed] if captioned and above else []), *pieces])
    first = lines[0]
    return _Made(replace(first, typed=typed, solid=built), above if captioned else None)


def _row(line: Line, kind: str) -> _Row:
    if kind == "|" and _SEPARATOR.fullmatch(line.text):
        return _Row(line, (), separates=True)
    pattern = {"|": _BAR, "\t": _TAB, " ": _COLUMN_GAP}[kind]
    cells = [_stripped(cell) for cell in _split(line.typed, pattern)]
    if kind == "|":
        if len(cells) > 1 and not cells[0].text:
            cells = cells[1:]
        if len(cells) > 1 and not cells[-1].text:
            cells = cells[:-1]
    return _Row(line, tuple(cells))


def _split(typed: Typed, pattern: re.Pattern[str]) -> Iterator[Typed]:
    at = 0
    for found in pattern.finditer(typed.text):
        yield typed.cut(at, found.start())
        at = found.end()
    yield typed.cut(at)


def _stripped(typed: Typed) -> Typed:
    left = len(typed.text) - len(typed.text.lstrip(BLANKS))
    return typed.cut(left, max(left, len(typed.text.rstrip(BLANKS))))


def _is_set_out(rows: Sequence[_Row]) -> bool:
    return all(
        0 < len(cell.text) <= _LONGEST_CELL_BY_BLANKS and not set(cell.text) & _NO_CELL
        for row in rows
        for cell in row.cells
    )


def _looks_like_header(rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether the first row names the columns: short words without figures, none empty, over at least one more row."""
    first = rows[0]
    return len(rows) > 1 and all(cell and len(cell) <= 12 and not any(map(str.isdigit, cell)) for cell in first)


def _accounted(row: _Row, ledger: list[LedgerEntry]) -> list[Typed]:
    """The cells of a row; what stands between them goes to the ledger."""
    typed = row.line.typed
    if row.separates:
        ledger.append(dropped(typed, Reason.TABLE_LINES))
        return []
    at = 0
    for cell in row.cells:
        start = typed.text.index(cell.text, at) if cell.text else at
        if start > at:
            ledger.append(dropped(typed.cut(at, start), Reason.TABLE_LINES))
        at = start + len(cell.text)
    if at < len(typed.text):
        ledger.append(dropped(typed.cut(at), Reason.TABLE_LINES))
    return list(row.cells)
