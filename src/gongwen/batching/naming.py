"""Names of files: by a pattern, fit for Windows, never outside the folder, no two alike."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from string import Formatter
from typing import Any

from gongwen.batching.filling.placeholders import unknown_column
from gongwen.batching.filling.writing import written
from gongwen.errors import Fault, InputError
from gongwen.model import IssuingNumber
from gongwen.register import Facts
from gongwen.standard.dates import write_date

__all__ = ["ENDING", "NamePattern", "can_be_a_name", "in_form", "numbered", "safe_name", "same_name"]

ENDING = ".docx"
_ENDINGS = (ENDING, ".pdf", ".ofd")
ROW_NUMBER = "行号"
_PATTERN = "--name"
_MOST_BYTES = 240  # file systems take 255; the rest is for -2 and temporary names

# What Windows does not take becomes its full-width likeness, so that the name still reads the same.
_LIKENESS = str.maketrans('\\/:*?"<>|', "＼／：＊？＂＜＞｜")
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|$|\s)")

_ELEMENTS: Mapping[str, Callable[[IssuingNumber | None, Facts], str]] = {
    "发文字号": lambda number, _: str(number).replace("\u3000", "") if number else "",
    "标题": lambda _, facts: facts.title or "",
    "主送机关": lambda _, facts: facts.recipients or "",
    "签发人": lambda _, facts: facts.signer or "",
    "成文日期": lambda _, facts: write_date(facts.date) if facts.date else "",
}


class NamePattern:
    """A pattern such as ``{发文字号} {村名}.docx``: columns of the table, 要素, and 行号.

    Raises :class:`~gongwen.InputError` for a pattern that cannot be used.

    >>> pattern = NamePattern("{村名}.docx", ["村名"])
    >>> pattern.name({"村名": "上坝/下坝"}, None, Facts(), row=2)
    '上坝／下坝.docx'
    """

    def __init__(self, pattern: str, columns: Sequence[str], ending: str = ENDING) -> None:
        if "/" in pattern or "\\" in pattern:
            message, cure = "文件名里不能有斜线", "只写文件名；文件夹写在 -o 后面"
            raise InputError(Fault("wrong-pattern", message, cure, value=pattern, file=_PATTERN))
        self._pieces = list(_pieces(pattern))
        known = {*columns, *_ELEMENTS, ROW_NUMBER}
        wrong = [name for _, name in self._pieces if name is not None and name not in known]
        if wrong:
            faults = [unknown_column(name, [*columns, *_ELEMENTS, ROW_NUMBER]) for name in wrong]
            raise InputError(fault.at(file=_PATTERN) for fault in faults)
        self._columns = frozenset(columns)
        self.ending = ending

    @classmethod
    def usual(cls, key: str, columns: Sequence[str], *, numbered: bool, ending: str = ENDING) -> NamePattern:
        """The pattern where none was asked for: the number, when there is a whole one, and what names the row."""
        name = f"{{{key}}}" if key else f"{{{ROW_NUMBER}}}"
        return cls(f"{{发文字号}} {name}{ending}" if numbered else f"{name}{ending}", columns, ending)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the names are made of."""
        return tuple(name for _, name in self._pieces if name in self._columns and name not in _ELEMENTS)

    def blanks(self, values: Mapping[str, Any]) -> list[Fault]:
        """The cells that the name needs and that are empty."""
        cure = "填上这一格，或换一个 --name"
        return [
            Fault("missing-value", "这一格是空的，而文件名要用它", cure, column=name)
            for name in self.columns
            if values.get(name) in (None, "")
        ]

    def name(self, values: Mapping[str, Any], number: IssuingNumber | None, facts: Facts, *, row: int) -> str:
        """The safe name of a row's file."""

        def value(name: str) -> str:
            # A column called 发文字号 may be open; the document's own number is not.
            said = _ELEMENTS[name](number, facts) if name in _ELEMENTS else ""
            if said or name not in self._columns:
                return str(row) if name == ROW_NUMBER else said
            return "" if values.get(name) is None else written(values[name])

        return safe_name("".join(text + (value(name) if name else "") for text, name in self._pieces), self.ending)


def _pieces(pattern: str) -> Iterator[tuple[str, str | None]]:
    try:
        for text, name, form, conversion in Formatter().parse(pattern):
            if form or conversion:
                raise ValueError
            yield text, name.strip() if name is not None else None
    except ValueError:
        cure = "写成 {发文字号} {村名}.docx 的样子"
        raise InputError(Fault("wrong-pattern", "花括号的写法不对", cure, value=pattern, file=_PATTERN)) from None


def safe_name(name: str, ending: str = ENDING) -> str:
    """A name that Windows, macOS and Linux take, with this ending.

    >>> safe_name("con.docx"), safe_name(" 关于“防汛”:通知?. ")
    ('con_.docx', '关于“防汛”：通知？.docx')
    """
    name = unicodedata.normalize("NFC", name)
    if not name.isprintable():
        name = "".join(" " if c.isspace() else c for c in name if c.isspace() or c.isprintable())
    name = " ".join(name.translate(_LIKENESS).split())
    stem = next((name[: -len(one)] for one in _ENDINGS if name.lower().endswith(one)), name)
    stem = stem.strip(" .") or "未命名"
    reserved = _RESERVED.match(stem)
    if reserved:
        stem = f"{stem[: reserved.end()]}_{stem[reserved.end() :]}"
    return _shortened(stem, _MOST_BYTES - len(ending)) + ending


def can_be_a_name(name: str) -> bool:
    """Whether the file system can hold a name: one of a computer set to GBK has no 𠀀.

    >>> can_be_a_name("ab.docx"), can_be_a_name(chr(0xD800) + ".docx")
    (True, False)
    """
    try:
        os.fsencode(name)
    except UnicodeEncodeError:
        return False
    return True


def _shortened(text: str, most: int) -> str:
    encoded = text.encode("utf-8", errors="replace")
    return text if len(encoded) <= most else encoded[:most].decode("utf-8", errors="ignore").rstrip(" .")


def same_name(name: str) -> str:
    """What two names share that are one file to Windows and macOS.

    >>> same_name("A村.docx") == same_name("a村.DOCX")
    True
    """
    return unicodedata.normalize("NFC", name).casefold()


def in_form(name: str, form: str) -> str:
    """The name of a document's file in another format.

    >>> in_form("上坝村.docx", "pdf")
    '上坝村.pdf'
    """
    return f"{os.path.splitext(name)[0]}.{form}"


def numbered(name: str, count: int) -> str:
    """The name of the count-th file that would have this name.

    >>> numbered("上坝村.docx", 1), numbered("上坝村.docx", 2)
    ('上坝村.docx', '上坝村-2.docx')
    """
    stem, ending = os.path.splitext(name)
    return name if count == 1 else f"{stem}-{count}{ending}"
