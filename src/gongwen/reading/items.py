"""The lines of a body as items: what each line is, before anything is said of sections within sections.

In: lines as typed. Out: texts, headings (numbered lines), tables and pictures in order, and the faults of the lines.
An empty line ends a table and separates nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from gongwen.errors import Fault
from gongwen.model import Paragraph, Picture, Table
from gongwen.model.body import DEEPEST_LEVEL
from gongwen.patterns import pattern
from gongwen.reading.building import build
from gongwen.reading.files import Folder, file_name, read_picture
from gongwen.reading.heads import ARTICLE, PART_OF_TEXT, Head, Writing, levels_of, marker_of, read_head
from gongwen.reading.markers import Marker
from gongwen.reading.tables import is_caption, is_table_line, read_table
from gongwen.text import BLANKS, CONTROL, one_line, trim

__all__ = ["HeadingLine", "Item", "Items", "Read", "Solid", "TextLine", "heading_or_text", "is_rule", "read_items"]


class TextLine(NamedTuple):
    """A line of plain text."""

    line: int
    text: str


class HeadingLine(NamedTuple):
    """A line that begins a section: by a number, by ``#``, or by both; ``typed`` is the whole line.

    The section keeps the marker's number as its author typed it. A 第×条 is an ``entry``: numbered text, and a heading
    only where a few words stand alone over its text, or in most articles before it.
    """

    line: int
    level: int
    text: str
    typed: str
    marker: Marker | None = None
    hashes: str = ""
    entry: bool = False

    @property
    def label(self) -> str | None:
        """The number as typed, if one was."""
        return self.marker.typed if self.marker else None


class Solid(NamedTuple):
    """A table or a picture."""

    line: int
    block: Table | Picture | Paragraph


Item: TypeAlias = TextLine | HeadingLine | Solid


class Read(NamedTuple):
    """A line with what stands at its head: its number in the source, all of it, its words after ``#``, the number."""

    line: int
    typed: str
    words: str
    hashes: str
    head: Head | None


class Items(NamedTuple):
    """The items of a body and the faults of its lines."""

    items: tuple[Item, ...]
    faults: tuple[Fault, ...]


_RULE = pattern("-{3,}")
_HASHES = pattern(f"(#+)[{BLANKS}]+(.+)")
_PICTURE, _CAPTION_END = "![", "]("
# What stands where a line could not be read, so that the other faults can still be found.
_PLACEHOLDER = Paragraph(text="……")


def is_rule(line: str) -> bool:
    """Whether a trimmed line is ``---``."""
    return _RULE.fullmatch(line) is not None


def read_items(lines: Sequence[str | Table], *, first_line: int, folder: Folder | None) -> Items:
    """What the lines are; one may be a table already.

    >>> found = read_items(["一、总体要求", "", "春耕在即。"], first_line=1, folder=None)
    >>> [(item.line, type(item).__name__) for item in found.items]
    [(1, 'HeadingLine'), (3, 'TextLine')]
    """
    items: list[Item | Read] = []
    faults: list[Fault] = []
    numbered = enumerate((trim(line) if isinstance(line, str) else line for line in lines), start=first_line)
    for line, rows, text in _groups(numbered):
        if isinstance(text, Table):
            items.append(Solid(line, text))
        elif rows:
            caption = items.pop() if items and _is_caption_item(items[-1]) else None
            typed = caption.typed if isinstance(caption, Read) else None
            table, refused = read_table(rows, first_line=line, caption=typed)
            faults += [fault.at(line=caption.line if caption else line) for fault in refused]
            items.append(Solid(line, table or _PLACEHOLDER))
        elif is_rule(text):
            faults.append(_lone_rule(line))
        else:
            picture = _picture_parts(text)
            if picture:
                solid, found = _read_picture(line, *picture, folder)
                items.append(solid)
                faults += found
            else:
                read = _read_line(line, text)
                items.append(read)
                faults += _faults_of_line(read)
    decided = iter(heading_or_text([item for item in items if isinstance(item, Read)]))
    whole = tuple(next(decided) if isinstance(item, Read) else item for item in items)
    faults += [fault for item in whole for fault in _too_deep(item)]
    return Items(whole, tuple(sorted(faults, key=lambda fault: fault.line or 0)))


def _picture_parts(line: str) -> tuple[str, str] | None:
    """Caption and path of a line that is a picture: ``![caption](path)``."""
    if not line.startswith(_PICTURE) or not line.endswith(")"):
        return None
    caption, _, path = line[len(_PICTURE) : -1].partition(_CAPTION_END)
    return (caption, trim(path)) if path else None


def _groups(numbered: Iterator[tuple[int, str | Table]]) -> Iterator[tuple[int, list[str], str | Table]]:
    """Each line that is not empty; the rows of a table as one."""
    rows: list[str] = []
    first = 0
    for line, text in numbered:
        if isinstance(text, str) and is_table_line(text):
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


def _is_caption_item(item: Item | Read) -> bool:
    return isinstance(item, Read) and not item.hashes and is_caption(item.typed)


def _read_line(line: int, text: str) -> Read:
    hashes = _HASHES.fullmatch(text)
    words = hashes[2] if hashes else text
    return Read(line, text, words, hashes[1] if hashes else "", read_head(words))


def heading_or_text(read: Sequence[Read], *, top: int = 1) -> list[TextLine | HeadingLine]:
    """What lines with numbers at their heads are: the writings that are used together decide on the levels.

    ``top`` is the number of ``#`` that makes the first level.
    """
    writings = {one.head.writing for one in read if one.head}
    if PART_OF_TEXT in writings:
        numbers = {one.head.number for one in read if one.head and one.head.writing is PART_OF_TEXT}
        if not numbers >= {1, 2}:  # 第二部分人员: one alone is a phrase
            writings.discard(PART_OF_TEXT)
    levels = levels_of(writings)
    return [_heading_or_text(one, levels, top) for one in read]


def _heading_or_text(read: Read, levels: Mapping[Writing, int], top: int) -> TextLine | HeadingLine:
    level = levels.get(read.head.writing) if read.head else None
    marker = marker_of(read.words, read.head, level) if read.head and level else None
    if marker and level and read.head:
        words = one_line(marker.text) if read.hashes else marker.text
        return HeadingLine(read.line, level, words, read.typed, marker, read.hashes, entry=read.head.writing is ARTICLE)
    if read.hashes:
        level = min(max(len(read.hashes) - top + 1, 1), DEEPEST_LEVEL)
        return HeadingLine(read.line, level, one_line(read.words), read.typed, hashes=read.hashes)
    return TextLine(read.line, read.typed)


def _faults_of_line(read: Read) -> list[Fault]:
    refused = build(Paragraph, {"text": read.typed}).faults if CONTROL.search(read.typed) else ()
    return [replace(fault, field="正文", line=read.line, loc=()) for fault in refused]


def _too_deep(item: Item) -> list[Fault]:
    if not isinstance(item, HeadingLine) or item.marker or len(item.hashes) <= DEEPEST_LEVEL:
        return []
    cure = f"用 1 到 {DEEPEST_LEVEL} 个 #，更深的内容写成普通段落"
    return [Fault("too-deep-heading", f"{len(item.hashes)} 个 #，而层次只有四层", cure, "正文", line=item.line)]


def _read_picture(line: int, caption: str, path: str, folder: Folder | None) -> tuple[Solid, list[Fault]]:
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
