"""Tables made to take all time or all memory: each is refused, or read, soon and within little memory.

Every part of a workbook and every form of a text table stands in a list here; a new part, or a new reader, belongs
into it. A program of its own reads each, so that its peak of memory is its own. ``--full-sweep`` takes each packed and
unpacked on every road; in CI the packed one takes another road than the unpacked.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path
from typing import cast

import pytest

from gongwen import Fault, InputError
from gongwen.register import read_table
from gongwen.sheets import open_rows
from gongwen.sheets.marked import mark_faults
from tests.conftest import FULL_SWEEP
from tests.sheets.books import MAIN, book, inline, member, replaced, with_shared_texts

_SECONDS, _MEGABYTES = 2.0, 300
_BUSY = 4  # times as long on a machine with other work
_GIVEN_UP = 60.0
_TIGHT = 50  # times shorter than unpacked; half of what is refused for that alone
_BEGIN, _END = f'<worksheet xmlns="{MAIN}"><sheetData>', "</sheetData></worksheet>"
_SHEET, _STYLES, _TEXTS, _MAIN = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
_PLAIN = book([["村名", "户数"], ["上坝村", 128], ["下坝村", 96]])
_LETTERS = [f"{a}{b}{c}" for a in " ABCDEFGHIJKLMNOPQRSTUVW" for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for c in "ABCDEFG"]


def _sheet(xml: str) -> bytes:
    return replaced(_PLAIN, {_SHEET: xml.encode()})


def _heading(names: Mapping[str, str] | None = None) -> str:
    return "".join(inline(f"{column}1", name) for column, name in (names or {"A": "村名", "B": "户数"}).items())


def _styled(code: str, count: int, value: str = "12345.678") -> bytes:
    """Numbers in a column, all in one format."""
    styles = (
        f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="200" formatCode="{code}"/></numFmts>'
        '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs></styleSheet>'
    )
    rows = "".join(f'<row r="{row}"><c r="A{row}" s="1"><v>{value}</v></c></row>' for row in range(2, count))
    return replaced(
        _PLAIN,
        {_STYLES: styles.encode(), _SHEET: f'{_BEGIN}<row r="1">{_heading()}</row>{rows}{_END}'.encode()},
    )


def _packed(parts: Mapping[str, Iterator[bytes]], level: int = 6) -> bytes:
    """The plain workbook with parts that are too long to be held, packed as spreadsheet programs pack."""
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(_PLAIN)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, pieces in parts.items():
            with new.open(name, "w", force_zip64=True) as part:
                for piece in pieces:
                    part.write(piece)
    return stream.getvalue()


def _filled_sheet(piece: str, count: int, level: int = 6) -> bytes:
    def pieces() -> Iterator[bytes]:
        yield f'{_BEGIN}<row r="1">{_heading()}</row>'.encode()
        for _ in range(count):
            yield piece.encode()
        yield _END.encode()

    return _packed({_SHEET: pieces()}, level)


def _part(name: str, piece: str, count: int, begin: str = "<x>", end: str = "</x>") -> bytes:
    def pieces() -> Iterator[bytes]:
        yield begin.encode()
        for _ in range(count):
            yield (piece * 100).encode()
        yield end.encode()

    return _packed({name: pieces()})


def _many_runs() -> bytes:
    """A text in a quarter of a million runs."""
    return with_shared_texts(["<r><t>水</t></r>" * 250_000], '<row r="1"><c r="A1" t="s"><v>0</v></c></row>')


def _texts_far_apart() -> bytes:
    """Long texts by turns, so that none is at hand."""
    texts = [f"<t>{chr(0x4E00 + number)}{'水' * 30_000}</t>" for number in range(300)]
    cells = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>{row * 37 % 300}</v></c></row>' for row in range(1, 100_000)
    )
    return with_shared_texts(texts, cells)


def _one_sheet_many_times() -> bytes:
    main = member(_PLAIN, _MAIN)
    start, end = main.index(b"<sheets>") + len(b"<sheets>"), main.index(b"</sheets>")
    return replaced(_PLAIN, {_MAIN: main[:start] + main[start:end] * 50_000 + main[end:]})


def _merged_columns() -> bytes:
    """Hundreds of columns merged over hundreds of thousands of rows."""
    columns = ["A", *(letters.strip() for letters in _LETTERS[:900])]
    first = "".join(inline(f"{column}1", f"列{column}") for column in columns)
    values = "".join(f'<c r="{column}2"><v>1</v></c>' for column in columns)
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(3, 200_000))
    merges = "".join(f'<mergeCell ref="{column}2:{column}1048576"/>' for column in columns[1:])
    return _sheet(
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{first}</row><row r="2">{values}</row>{rows}</sheetData>'
        f"<mergeCells>{merges}</mergeCells></worksheet>"
    )


def _wide(count: int) -> bytes:
    """Every column of a sheet named, and many rows with something in the last."""
    first = "".join(f"<c><v>{number}</v></c>" for number in range(1, 16_385))
    rows = "<row><c><v>1</v></c></row>" * count
    return _sheet(f"{_BEGIN}<row>{first}</row>{rows}{_END}")


SHEETS: dict[str, Callable[[], bytes]] = {
    "merged cells that never close": lambda: _sheet(f"{_BEGIN}</sheetData>" + "<mergeCell " * 400_000),
    "merged cells by the hundred thousand": lambda: _sheet(
        f"{_BEGIN}<row>{_heading()}</row></sheetData><mergeCells>"
        + '<mergeCell ref="A2:B3"/>' * 250_000
        + "</mergeCells></worksheet>"
    ),
    "columns merged from top to bottom": _merged_columns,
    "the whole sheet merged": lambda: _sheet(
        f'{_BEGIN}<row r="1">{_heading()}</row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        "</worksheet>"
    ),
    "the whole sheet a link": lambda: _sheet(
        f'{_BEGIN}<row r="1">{_heading()}</row><row r="2">{inline("A2", "甲")}</row></sheetData>'
        '<hyperlinks><hyperlink ref="$A$2:$XFD$1048576" location="A1"/></hyperlinks></worksheet>'
    ),
    "sixteen thousand named columns": lambda: _wide(140_000),
    "rows of sixteen thousand cells without a name": lambda: _sheet(
        f'{_BEGIN}<row r="1">{_heading()}</row>' + ("<row>" + "<c><v>1</v></c>" * 16_000 + "</row>") * 15 + _END
    ),
    "column letters that no sheet has": lambda: _sheet(
        f'{_BEGIN}<row r="1">{_heading()}</row><row r="2">'
        + "".join(f'<c r="{"Z" * 40}{number}Z1"><v>1</v></c>' for number in range(150_000))
        + f"</row>{_END}"
    ),
    "a text in very many pieces": lambda: _sheet(
        f'{_BEGIN}<row><c t="inlineStr"><is>' + "<r><t>水</t></r>" * 250_000 + f"</is></c></row>{_END}"
    ),
    "elements within each other": lambda: _part(_SHEET, "<c>", 100_000),
    "a tag with very many attributes": lambda: _sheet(
        f"{_BEGIN}<row " + " ".join(f'a{number}=""' for number in range(800_000)) + ">"
    ),
    "two million rows packed to nothing": lambda: _filled_sheet("<row><c><v>1</v></c></row>" * 100, 20_000),
    "a row that no sheet has": lambda: _sheet(f'{_BEGIN}<row r="{10**9}">{_heading()}</row>{_END}'),
    "a row of very many digits": lambda: _sheet(f'{_BEGIN}<row r="{"9" * 5000}">{_heading()}</row>{_END}'),
    "a sheet of a gigabyte": lambda: _filled_sheet(" " * 1_000_000, 1_000, level=1),  # a gigabyte is soon packed so
    # the texts
    "a shared text in very many pieces": _many_runs,
    "elements within each other among the texts": lambda: replaced(
        with_shared_texts(["甲"], '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), {_TEXTS: b"<si>" * 3_000_000}
    ),
    "long texts by turns": _texts_far_apart,
}
OTHER_PARTS: dict[str, Callable[[], bytes]] = {
    "a format of very many places": lambda: _styled("0" * 200_000, 20_000),
    "a format of very many grouped places": lambda: _styled("#,##" + "0" * 100_000, 20_000),
    "a format numbered with very many digits": lambda: _part(
        _STYLES, f'<xf numFmtId="{"9" * 5000}"/>', 1, "<styleSheet><cellXfs>", "</cellXfs></styleSheet>"
    ),
    "styles by the million": lambda: _part(
        _STYLES, '<xf numFmtId="14"/>', 20_000, f'<styleSheet xmlns="{MAIN}"><cellXfs>', "</cellXfs></styleSheet>"
    ),
    "elements within each other among the styles": lambda: _part(_STYLES, "<cellXfs>", 30_000),
    "a workbook part of very many elements": lambda: _part(_MAIN, "<sheet/>", 80_000),
    "very many relationships": lambda: _part("xl/_rels/workbook.xml.rels", "<Relationship/>", 40_000),
    "one sheet named fifty thousand times": _one_sheet_many_times,
}
TEXT_TABLES: dict[str, Callable[[], bytes]] = {
    "a line of fifty megabytes": lambda: b"1," * 25_000_000,
    "a line of fifty megabytes in an encoding of long characters": lambda: "𠀀,".encode() * 10_000_000,
    "a quoted cell that never ends": lambda: '村名,户数\n"'.encode() + b"a\n" * 20_000_000,
    "lines of very many cells": lambda: (b"1," * 500_000 + b"\n") * 40,
    "nested JSON": lambda: b"[" * 20_000_000,
    "JSON of empty objects": lambda: b"[" + b"{}," * 15_000_000 + b"{}]",
    "JSON of very many names": lambda: json.dumps([{f"列{number}": number for number in range(300_000)}]).encode(),
    "JSON with a name twice among very many": lambda: (
        b"[{" + b",".join(b'"k%d":1' % number for number in range(300_000)) + b',"k299999":2}]'
    ),
    "JSON in one line of fifty megabytes": lambda: b'{"a":1}\n{"a":"' + b"x" * 50_000_000 + b'"}',
    "nothing but zeros": lambda: bytes(80_000_000),
}

BOMBS = {**SHEETS, **OTHER_PARTS, **TEXT_TABLES}
ENDLESS = frozenset({"a sheet of a gigabyte", "two million rows packed to nothing"})
"""Too long to be laid out without compression."""


def _stored(content: bytes) -> bytes:
    """The package without its compression, so that nothing looks suspicious from outside."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, old.read(entry))
    return stream.getvalue()


def _rows(path: str) -> None:
    for _ in open_rows(path):
        pass


def _register(path: str) -> None:
    read_table(path)


def _marked(path: str) -> None:
    mark_faults(path, [Fault("wrong-value", "不是数", "改成数", row=2)], f"{path}.问题清单.xlsx")


Road = Callable[[str], None]
ROADS: tuple[Road, ...] = (_rows, _register, _marked)


def _roads_in_ci(name: str, is_tight: bool) -> tuple[tuple[Road, ...], tuple[Road, ...]]:
    """The roads of the packed one, and those of the unpacked. What marks faults reads the rows as well; a packed one is
    read as far as an unpacked where it is not told by its packing, or parts beside the sheets are refused."""
    if is_tight and name not in OTHER_PARTS:
        return (_rows,), (_marked,)
    return (_register,), (_marked,)


def _memory(figure: str) -> float:
    """Megabytes of this process alone: the figure of its parent would be handed on to getrusage."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return int(next(line for line in lines if line.startswith(figure)).split()[1]) / 1024


def _work(road: Callable[[str], None], path: str, answer: Connection) -> None:
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak begins anew
    before, start = _memory("VmRSS"), time.process_time()
    said = "read"
    try:
        road(path)
    except InputError as error:
        said = error.faults[0].code
    except BaseException as error:
        said = repr(error)
    answer.send((said, time.process_time() - start, _memory("VmHWM") - before))


def _measured(road: Callable[[str], None], path: Path) -> tuple[str, float, float]:
    """What a process of its own says, in how many seconds, with how many megabytes more."""
    fork = multiprocessing.get_context("fork")
    ours, theirs = fork.Pipe(duplex=False)
    process = fork.Process(target=_work, args=(road, str(path), theirs))
    process.start()
    theirs.close()
    try:
        assert ours.poll(_GIVEN_UP), "it hangs"
        return cast("tuple[str, float, float]", ours.recv())
    finally:
        process.kill()
        process.join()


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="the peak of memory is read from /proc")
@pytest.mark.parametrize("name", BOMBS)
def test_a_table_made_to_take_all_is_settled_soon_on_every_road(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """A tightly packed one may be told by that, so it comes unpacked, too."""
    content = BOMBS[name]()
    packings: list[tuple[bytes, tuple[Road, ...]]] = [(content, ROADS)]
    if content.startswith(b"PK") and name not in ENDLESS:
        stored = _stored(content)
        is_tight = len(stored) > _TIGHT * len(content)
        every = bool(request.config.getoption(FULL_SWEEP))
        packed, unpacked = (ROADS, ROADS) if every else _roads_in_ci(name, is_tight)
        packings = [(content, packed), (stored, unpacked)]
    for packing, (bomb, roads) in enumerate(packings):
        path = tmp_path / "各村"
        path.write_bytes(bomb)
        for road in roads:
            said, seconds, megabytes = _measured(road, path)
            print(name, road.__name__, packing, said, f"{seconds:.2f} s, {megabytes:.0f} MB")
            assert re.fullmatch("[a-z-]+", said), road
            assert seconds < _SECONDS * _BUSY, road
            assert megabytes < _MEGABYTES, road


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/random", "a pipe"])
@pytest.mark.parametrize("road", ROADS, ids=lambda road: road.__name__)
def test_what_never_ends_or_never_begins_is_no_file(device: str, road: Callable[[str], None], tmp_path: Path) -> None:
    path = Path(device)
    if device == "a pipe":
        path = tmp_path / "各村.csv"
        os.mkfifo(path)
    if not path.exists():
        pytest.skip("the system has none")
    with pytest.raises(InputError, match="设备或管道"):
        road(str(path))


def test_a_stream_that_never_ends_is_given_up() -> None:
    with open("/dev/zero", "rb") as endless, pytest.raises(InputError, match="大得不像一张表"):
        open_rows(endless)


def test_a_hundred_thousand_rows_alike_are_no_bomb(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """As tightly packed as a table that people fill can be: the same values in every row of twenty columns. A quarter
    of the rows, which CI takes, is packed as tightly; ``test_speed.py`` reads a hundred thousand."""
    rows = 100_000 if request.config.getoption(FULL_SWEEP) else 25_000
    columns = "ABCDEFGHIJKLMNOPQRST"
    first = "".join(inline(f"{column}1", f"列{column}") for column in columns)

    def pieces() -> Iterator[bytes]:
        yield f'{_BEGIN}<row r="1">{first}</row>'.encode()
        for row in range(2, rows + 2):
            cells = "".join(f'<c r="{column}{row}" s="0"><v>1</v></c>' for column in columns)
            yield f'<row r="{row}" spans="1:20">{cells}</row>'.encode()
        yield _END.encode()

    path = tmp_path / "各村.xlsx"
    path.write_bytes(_packed({_SHEET: pieces()}))
    assert sum(1 for _ in open_rows(path)) == rows
