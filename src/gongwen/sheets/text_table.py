"""Text tables (.csv, .txt) as spreadsheets save them: the encoding and the separator found, the rows as a stream."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from io import TextIOWrapper
from itertools import islice
from typing import IO, NamedTuple, TypeAlias

from gongwen.errors import Fault, InputError
from gongwen.sheets.places import MOST_COLUMNS
from gongwen.sheets.sheet import Cells, RawRow
from gongwen.sheets.values import clean_text

__all__ = ["Open", "TextTable", "encoding_of", "lines_of"]

Open: TypeAlias = "Callable[[], IO[bytes]]"

_CHUNK = 1 << 20
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SEPARATORS = ("\t", ",", ";")
_SAMPLE, _LONGEST_SAMPLE = 50, 1 << 22
_LONGEST_LINE = 1 << 20  # characters
_CONSISTENT = 0.6
_END = "\ufdd0"  # no character: a line of its own behind the last
_SAVE_AS = "在 Excel 或 WPS 里打开，另存为“CSV UTF-8”或 .xlsx，再用新文件"


def encoding_of(opened: Open, name: str) -> str:
    """The encoding of a text: by its mark, else UTF-8 when all of it is, else GB 18030, which holds GBK.

    Raises :class:`~gongwen.InputError` when it is neither.
    """
    with opened() as stream:
        head = stream.read(4)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            if _fails_at(opened, encoding) is None:
                return encoding
            raise _undecodable(name, None)
    if _holds_zeros(opened):  # no text of one or more bytes a character has any
        raise InputError(Fault("not-a-table", "这个文件不是文本，也不是工作簿", _SAVE_AS, file=name))
    if _fails_at(opened, "utf-8") is None:
        return "utf-8"
    line = _fails_at(opened, "gb18030")
    if line is None:
        return "gb18030"
    raise _undecodable(name, line)


def _holds_zeros(opened: Open) -> bool:
    with opened() as stream:
        return any(b"\0" in chunk for chunk in iter(lambda: stream.read(_CHUNK), b""))


def _undecodable(name: str, line: int | None) -> InputError:
    return InputError(Fault("wrong-encoding", "文字的编码认不出，或文件已损坏", _SAVE_AS, file=name, line=line))


def _fails_at(opened: Open, encoding: str) -> int | None:
    """The line at which the bytes are not of the encoding, or None."""
    decoder = codecs.getincrementaldecoder(encoding)()
    lines = 0
    with opened() as stream:
        while True:
            chunk = stream.read(_CHUNK)
            try:
                text = decoder.decode(chunk, not chunk)
            except UnicodeError as error:
                start = error.start if isinstance(error, UnicodeDecodeError) else 0
                return lines + chunk[:start].count(b"\n") + 1
            if not chunk:
                return None
            lines += text.count("\n")


def lines_of(opened: Open, encoding: str, name: str) -> Iterator[str]:
    """The lines of a text with their ends. Raises :class:`~gongwen.InputError` at one that no table has."""
    with TextIOWrapper(opened(), encoding=encoding, newline="") as stream:
        number = 0
        while line := stream.readline(_LONGEST_LINE):
            number += 1
            if len(line) == _LONGEST_LINE:
                message, cure = "这一行长得不正常", "核对是不是这个文件；行与行之间要换行"
                raise InputError(Fault("broken-table", message, cure, file=name, line=number))
            yield line


class _Shape(NamedTuple):
    separator: str
    stated: bool  # by a first line "sep=;", as Excel knows it


class TextTable:
    """A text of rows; ``rows`` reads it anew each time."""

    def __init__(self, opened: Open, name: str) -> None:
        self.name = name
        self._opened = opened
        self._encoding = encoding_of(opened, name)
        self._shape = self._find_shape()

    def rows(self) -> Iterator[RawRow]:
        """The rows that hold something; every value is text as it stands."""
        lines = lines_of(self._opened, self._encoding, self.name)
        if self._shape.stated:
            next(lines, None)
        number = 0
        reader = csv.reader(_ended(lines), delimiter=self._shape.separator)
        old = csv.field_size_limit()
        try:
            for number, fields in enumerate(reader, 1):
                if len(fields) > MOST_COLUMNS:
                    message, cure = f"这一行有 {len(fields)} 格，比工作表的列还多", "核对分隔符和换行"
                    raise InputError(Fault("broken-table", message, cure, file=self.name, row=number))
                if fields and _END in fields[-1]:
                    if len(fields) > 1 or fields[0] != _END:
                        raise self._unclosed(number)
                    return
                cells: Cells = {
                    column: text for column, field in enumerate(fields, 1) if field and (text := _cell(field))
                }
                if cells:
                    yield RawRow(number, False, cells)
        except csv.Error:
            fault = Fault(
                "broken-table",
                f"这一行有一格长过 {old} 字，多半是少了一个引号",
                "补上成对的英文双引号；值里的引号要写两个",
                file=self.name,
                row=number + 1,
            )
            raise InputError(fault) from None

    def _unclosed(self, row: int) -> InputError:
        return InputError(
            Fault(
                "broken-table",
                "引号没有成对，从这一行到文件末尾连成了一格",
                "补上成对的英文双引号；值里的引号要写两个",
                file=self.name,
                row=row,
            )
        )

    def _find_shape(self) -> _Shape:
        lines: list[str] = []
        for line in islice(lines_of(self._opened, self._encoding, self.name), _SAMPLE):
            lines.append(line)
            if sum(map(len, lines)) > _LONGEST_SAMPLE:
                break
        stated = lines[0].strip().lower() if lines else ""
        if stated.startswith("sep=") and len(stated) == len("sep=,"):
            return _Shape(stated[-1], True)
        if stated == "sep=":  # a tab was stripped
            return _Shape("\t", True)
        return _Shape(max(_SEPARATORS, key=lambda separator: _score(lines, separator)), False)


_KEPT_AS_TEXT = re.compile(r'="([^"]*)"')


def _cell(field: str) -> str | None:
    """What the cell shows; ``="0871"`` is how programs keep Excel from taking a text for a number."""
    text = clean_text(field)
    kept = _KEPT_AS_TEXT.fullmatch(text) if text and text.startswith("=") else None
    return clean_text(kept[1]) if kept else text


def _score(lines: list[str], separator: str) -> tuple[bool, bool, int]:
    """How well a separator parts the lines: whether most rows have one width, whether all, and which."""
    try:
        widths = [len(fields) for fields in csv.reader(lines, delimiter=separator) if any(fields)]
    except csv.Error:
        return (False, False, 0)
    if not widths:
        return (False, False, 0)
    # One row broken by a quotation mark or a comma in a value does not change what the others say.
    width, count = max(Counter(widths).items(), key=lambda item: (item[1], item[0]))
    if width == 1:
        return (False, False, 0)
    return (count >= _CONSISTENT * len(widths), count == len(widths), width)


def _ended(lines: Iterator[str]) -> Iterator[str]:
    """The lines, and one more by which an unclosed quotation mark is known."""
    yield from lines
    yield _END
