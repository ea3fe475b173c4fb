"""Workbooks for the tests: made by openpyxl, or written by hand where openpyxl would not write it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from gongwen.errors import Fault
from gongwen.sheets import Row, Rows

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def book(rows: Iterable[Any], change: Callable[[Worksheet], None] | None = None, **more: Iterable[Any]) -> bytes:
    """A workbook with one sheet, 各村; ``more`` are further sheets of rows by name."""
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "各村"
    for row in rows:
        sheet.append(list(row))
    if change is not None:
        change(sheet)
    for name, lines in more.items():
        other = made.create_sheet(name)
        for line in lines:
            other.append(list(line))
    return saved(made)


def saved(made: Workbook) -> bytes:
    """The bytes of a workbook."""
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def loaded(content: bytes) -> Workbook:
    """A workbook as openpyxl reads it."""
    return load_workbook(BytesIO(content))


def replaced(content: bytes, members: Mapping[str, bytes]) -> bytes:
    """The package with members exchanged or added."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in members:
                new.writestr(name, old.read(name))
        for name, member in members.items():
            new.writestr(name, member)
    return stream.getvalue()


def member(content: bytes, name: str) -> bytes:
    """A member of the package."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        return package.read(name)


def raw(sheet_data: str, after: str = "", prefix: str = "") -> bytes:
    """A workbook whose first sheet has this XML."""
    colon = f"{prefix}:" if prefix else ""
    names = f"xmlns:{prefix}" if prefix else "xmlns"
    xml = (
        f'<?xml version="1.0"?><{colon}worksheet {names}="{MAIN}">'
        f"<{colon}sheetData>{sheet_data}</{colon}sheetData>{after}</{colon}worksheet>"
    )
    return replaced(book([["x"]]), {"xl/worksheets/sheet1.xml": xml.encode()})


def inline(reference: str, text: str) -> str:
    """A cell with a text of its own."""
    return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def faults(rows: Iterable[Row]) -> list[Fault]:
    """Every fault of the rows."""
    return [fault for row in rows for fault in row.faults]


def column(rows: Rows, name: str) -> list[Any]:
    """The values of one column."""
    return [row.values[name] for row in rows]


def with_shared_texts(texts: Sequence[str], sheet_data: str) -> bytes:
    """A workbook as Excel saves it: cells refer to a table of texts, given here as XML."""
    items = "".join(f"<si>{text if text.startswith('<') else f'<t>{text}</t>'}</si>" for text in texts)
    relation = (
        b'<Relationship Id="rIdTexts" Target="sharedStrings.xml" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>'
    )
    kind = (
        b'<Override PartName="/xl/sharedStrings.xml" '
        b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    )
    content = raw(sheet_data)
    return replaced(
        content,
        {
            "xl/sharedStrings.xml": f'<?xml version="1.0"?><sst xmlns="{MAIN}">{items}</sst>'.encode(),
            "xl/_rels/workbook.xml.rels": member(content, "xl/_rels/workbook.xml.rels").replace(
                b"</Relationships>", relation
            ),
            "[Content_Types].xml": member(content, "[Content_Types].xml").replace(b"</Types>", kind),
        },
    )
