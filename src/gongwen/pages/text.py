"""Text on its way into lines: how wide it is in 字, and what its characters are to a line.

In: a text. Out: its width in 字 (one 字 is one em of the paragraph's own font, 9704-3.1); whether a character belongs
to a word, and whether a text has one too long to be kept whole. Where lines turn is said in
:mod:`gongwen.pages.line_turns`.

Common text is not looked at character by character: it is measured by the length of its GBK form, where a full-width
character takes two bytes and a half-width one takes one.
"""

from __future__ import annotations

import codecs
import unicodedata
from itertools import accumulate
from typing import NamedTuple

from gongwen.patterns import pattern

__all__ = [
    "LIBREOFFICE_GAP",
    "MOST_CHARACTERS",
    "TRAITS",
    "cells_before",
    "cells_of",
    "has_long_word",
    "is_full_width",
    "width",
]

LIBREOFFICE_GAP = 0.2
"""What LibreOffice draws between a 汉字 and a digit or letter, in 字, whatever the document says.

No line is counted with it; but what must not be parted or run out of the margin has so much to spare.
"""

# Asked for once: str.encode looks its codec up at every call, which costs more than to encode a paragraph.
_to_gbk = codecs.getencoder("gbk")

MOST_CHARACTERS = 30_000
"""More characters than all documents of an office have; who sends others has them looked up again."""

_CELLS = 2  # a 字 is two cells, a half-width character is one
_LAST_LATIN_1 = "\xff"
# Marks of both scripts that are Chinese to a line, which may turn beside them; symbols such as ± ℃ ① are not.
_CHINESE_MARKS = frozenset("×“”‘’…—")

# Words longer than this many cells would leave a hole of a third of the line before them.
_LONG_WORD = pattern(r"[!-~]{21,}")
_LETTER = pattern("[A-Za-z]")
_EVERY_TENTH, _TWO_HALF_WIDTH = 10, pattern("[!-~]{2}")


class _Traits(NamedTuple):
    """What a character is to a line."""

    cells: int
    in_word: bool


class _TraitsOfCharacters(dict[str, _Traits]):
    """The traits of every character met so far."""

    def __missing__(self, character: str) -> _Traits:
        if len(self) >= MOST_CHARACTERS:
            self.clear()
        traits = self[character] = _traits(character)
        return traits


def _traits(character: str) -> _Traits:
    category = unicodedata.category(character)
    if character.isascii():
        return _Traits(0 if character == "\n" else 1, category[0] != "Z")
    in_word = unicodedata.east_asian_width(character) not in "WF" and character not in _CHINESE_MARKS
    if _gbk(character):  # as the fast measure below counts it
        return _Traits(_CELLS, in_word)
    if category in ("Mn", "Me", "Cf"):
        return _Traits(0, True)
    # What Latin-1 has and GBK lacks (² ³ ½) stands in no Chinese font as a full-width character.
    ambiguous = unicodedata.east_asian_width(character) == "A" and character > _LAST_LATIN_1
    full_width = unicodedata.east_asian_width(character) in "WF" or ambiguous or category == "So"
    return _Traits(_CELLS if full_width else 1, in_word)


_HALF_WIDTH = pattern("[\\x00-\\x7f]")


def _gbk(text: str) -> bytes | None:
    """The GBK form of a text: two bytes for a full-width character, one for a half-width one; None if it has none."""
    try:
        return _to_gbk(text)[0]
    except UnicodeEncodeError:  # emoji, 4-byte 汉字, combining marks
        return None


class _CellsOfCharacters(dict[str, int]):
    """The cells alone, for those who ask for nothing else of a whole text."""

    def __missing__(self, character: str) -> int:
        if len(self) >= MOST_CHARACTERS:
            self.clear()
        cells = self[character] = TRAITS[character].cells
        return cells


TRAITS = _TraitsOfCharacters()
"""What every character is to a line."""
cells_of = _CellsOfCharacters().__getitem__
"""The cells of half a 字 that a character takes; a combining mark and a line feed take none."""


def _cells(text: str) -> int:
    """Width in half-width cells of a text without tabs and line feeds."""
    encoded = _gbk(text)
    return sum(map(cells_of, text)) if encoded is None else len(encoded)


def is_full_width(text: str) -> bool:
    """Whether every character of a text is full-width, so that lines can be counted without measuring them.

    >>> is_full_width("严防死守，确保安全。"), is_full_width("2026年"), is_full_width("")
    (True, False, True)
    """
    if _HALF_WIDTH.search(text):  # most paragraphs have figures, and the search is quicker than the encoding
        return False
    encoded = _gbk(text)
    return encoded is not None and len(encoded) == _CELLS * len(text)


def width(text: str) -> float:
    """The width of a text in 字 of its own font.

    A 汉字, a full-width mark, an emoji and the marks that fonts of both kinds have (“” ‘’ — … · ① ★) are 1: our
    documents set them in the Chinese font. ASCII and other half-width characters are 0.5, as digits are in 仿宋 and in
    Times; letters of Times are so on average. A combining mark, a zero-width character and a line feed are 0, a tab
    is 1.

    >>> width("2026年“十五五”规划"), width("A&B"), width("𠮷")
    (10.0, 1.5, 1.0)
    """
    if "\t" in text or "\n" in text:
        text = text.replace("\t", "\u3000").replace("\n", "")
    return _cells(text) / _CELLS


def cells_before(text: str) -> list[int]:
    """How many cells of half a 字 stand before every character of a one-line text, and at the end how many in all.

    >>> cells_before("2026年")
    [0, 1, 2, 3, 4, 6]
    """
    return list(accumulate(map(cells_of, text), initial=0))


def has_long_word(text: str) -> bool:
    """Whether a text holds an address or the like that is too long to be kept whole in one line.

    That is a run of more than 20 half-width characters without a blank, among them a letter and a point or stroke: a
    URL, an e-mail address, the name of a file. A figure or a date is none, however long: it is never parted.

    >>> has_long_word("网址：http://www.qingshan.gov.cn/2026/"), has_long_word("电话：0000-66123456，12.5%")
    (True, False)
    """
    # Asked of every paragraph, so the cheap questions come first: a run of 21 holds two characters out of every tenth.
    if ("." not in text and "/" not in text) or not _TWO_HALF_WIDTH.search(text[::_EVERY_TENTH]):
        return False
    return any(_LETTER.search(run) and ("." in run or "/" in run) for run in _LONG_WORD.findall(text))
