"""The lines of a body as items: what each line is, before anything is said of sections within sections.

In: lines as typed. Out: texts, headings (numbered lines), tables and pictures in order, and the faults of the lines.
An empty line ends a table and separates nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple, TypeAlias

from gongwen.errors import Fault
from gongwen.model import Paragraph, Picture, Table
from gongwen.model.body import DEEPEST_LEVEL
from gongwen.reading.building import build
from gongwen.reading.files import file_name, read_picture
from gongwen.reading.markers import Marker, read_marker
from gongwen.reading.tables import is_caption, is_table_line, read_table
from gongwen.text import BLANKS, CONTROL, one_line, trim

__all__ = ["HeadingLine", "Item", "Items", "Solid", "TextLine", "is_rule", "read_items"]


@dataclass(frozen=True)
class TextLine:
    """A line of plain text."""

    line: int
    text: str


@dataclass(frozen=True)
class HeadingLine:
    """A line that begins a section: by a number, by ``#``, or by both; ``typed`` is the whole line.

    ``label`` is the number that the section keeps as its author typed it; an ``entry`` (第×条) is numbered text, never a
    heading, whatever its words are.
    """

    line: int
    level: int
    text: str
    typed: str
    marker: Marker | None = None
    hashes: str = ""
    label: str | None = None
    entry: bool = False


@dataclass(frozen=True)
class Solid:
    """A table or a picture."""

    line: int
    block: Table | Picture | Paragraph


Item: TypeAlias = TextLine | HeadingLine | Solid


class Items(NamedTuple):
    """The items of a body and the faults of its lines."""

    items: tuple[Item, ...]
    faults: tuple[Fault, ...]


_RULE = re.compile("-{3,}")
_HASHES = re.compile(f"(#+)[{BLANKS}]+(.+)")
_PICTURE = re.compile(r"!\[(.*?)\]\((.+)\)")
# What stands where a line could not be read, so that the other faults can still be found.
_PLACEHOLDER = Paragraph(text="……")


def is_rule(line: str) -> bool:
    """Whether a trimmed line is ``---``."""
    return _RULE.fullmatch(line) is not None


def read_items(lines: Sequence[str], *, first_line: int, folder: Path | None) -> Items:
    """What the lines are.

    >>> found = read_items(["一、总体要求", "", "春耕在即。"], first_line=1, folder=None)
    >>> [(item.line, type(item).__name__) for item in found.items]
    [(1, 'HeadingLine'), (3, 'TextLine')]
    """
    items: list[Item] = []
    faults: list[Fault] = []
    numbered = enumerate(map(trim, lines), start=first_line)
    for line, rows, text in _groups(numbered):
        if rows:
            caption = items.pop() if items and _is_caption_item(items[-1]) else None
            typed = caption.text if isinstance(caption, TextLine) else None
            table, refused = read_table(rows, first_line=line, caption=typed)
            faults += [fault.at(line=caption.line if caption else line) for fault in refused]
            items.append(Solid(line, table or _PLACEHOLDER))
        elif is_rule(text):
            faults.append(_lone_rule(line))
        else:
            picture = _PICTURE.fullmatch(text)
            if picture:
                solid, found = _read_picture(line, picture[1], trim(picture[2]), folder)
                items.append(solid)
                faults += found
            else:
                items.append(_read_line(line, text))
                faults += _faults_of_line(items[-1])
    return Items(tuple(items), tuple(faults))


def _groups(numbered: Iterator[tuple[int, str]]) -> Iterator[tuple[int, list[str], str]]:
    """Each line that is not empty; the rows of a table as one."""
    rows: list[str] = []
    first = 0
    for line, text in numbered:
        if is_table_line(text):
            first = first if rows else line
            rows.append(text)
            continue
        if rows:
            yield first, rows, ""
            rows = []
        if text:
            yield line, [], text
    if rows:
        yield first, rows, ""


def _is_caption_item(item: Item) -> bool:
    return isinstance(item, TextLine) and is_caption(item.text)


def _read_line(line: int, text: str) -> TextLine | HeadingLine:
    hashes = _HASHES.fullmatch(text)
    if hashes:
        marker = read_marker(hashes[2])
        level = marker.level if marker else min(len(hashes[1]), DEEPEST_LEVEL)
        return HeadingLine(line, level, one_line(marker.text if marker else hashes[2]), text, marker, hashes[1])
    marker = read_marker(text)
    if marker:
        return HeadingLine(line, marker.level, marker.text, text, marker)
    return TextLine(line, text)


def _faults_of_line(item: Item) -> list[Fault]:
    if isinstance(item, Solid):
        return []
    typed = item.text if isinstance(item, TextLine) else item.typed
    refused = build(Paragraph, {"text": typed}).faults if CONTROL.search(typed) else ()
    found = [replace(fault, field="正文", line=item.line, loc=()) for fault in refused]
    if isinstance(item, HeadingLine) and not item.marker and len(item.hashes) > DEEPEST_LEVEL:
        cure = f"用 1 到 {DEEPEST_LEVEL} 个 #，更深的内容写成普通段落"
        found.append(
            Fault("too-deep-heading", f"{len(item.hashes)} 个 #，而层次只有四层", cure, "正文", line=item.line)
        )
    return found


def _read_picture(line: int, caption: str, path: str, folder: Path | None) -> tuple[Solid, list[Fault]]:
    data = read_picture(path, folder)
    if isinstance(data, Fault):
        return Solid(line, _PLACEHOLDER), [replace(data, field="图片", line=line)]
    built = build(Picture, {"name": file_name(path) or "图片", "data": data, "caption": one_line(caption) or None})
    faults = [replace(fault, field="图片", line=line, loc=()) for fault in built.faults]
    return Solid(line, built.value or _PLACEHOLDER), faults


def _lone_rule(line: int) -> Fault:
    return Fault(
        "lone-rule",
        "单独的一行“---”后面没有附件标题",
        "附件依次写：一行“---”、一行“附件1：标题”、一行“---”，再写附件正文；不是附件就删去这一行",
        line=line,
    )
