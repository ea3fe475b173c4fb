"""Text on its way into lines: how wide it is in 字, and where it may turn to the next line.

In: a text. Out: its width in 字 (one 字 is one em of the paragraph's own font, 9704-3.1), and the places where a line
may end, for the breaker (:mod:`gongwen.pages.lines`). Lines turn where Word turns them: by the marks of GB/T 15834-2011
5.1 (kinsoku), between 汉字 and beside them, and within words of half-width characters nowhere but after a hyphen;
without hanging or compressed punctuation and without a gap between 汉字 and digits, so that a full line is always the
whole measure.

The rules are those of ONLYOFFICE, found by trying every two of a hundred characters at the end of a line. ONLYOFFICE
departs from Word in two matters, and there Word is followed: after 、 。 ” 》 and their like it does not turn before a
digit, a letter or an opening mark (a fault that it knows of), and it parts the two halves of ——. LibreOffice never
turns between a closing bracket, quote or % and a digit or letter (found in the same way), and its lines with digits
hold less, for it draws a gap beside them whatever the document says.

Common text is not looked at character by character: it is measured by the length of its GBK form, where a full-width
character takes two bytes and a half-width one takes one.
"""

from __future__ import annotations

import codecs
import unicodedata
from itertools import accumulate
from typing import NamedTuple

from gongwen.blocks.stylesheet import Program
from gongwen.patterns import pattern
from gongwen.text import NO_BREAK_SPACE

__all__ = [
    "BLANKS",
    "GIVE_WAY",
    "LIBREOFFICE_GAP",
    "MOST_CHARACTERS",
    "NEVER_ENDS_LINE",
    "NEVER_STARTS_LINE",
    "cells_before",
    "cells_of",
    "full_width_ends",
    "has_long_word",
    "is_full_width",
    "lawful_turn",
    "may_turn",
    "width",
]

LIBREOFFICE_GAP = 0.2
"""What LibreOffice draws between a 汉字 and a digit or letter, in 字, whatever the document says.

No line is counted with it; but what must not be parted or run out of the margin has so much to spare.
"""

# 15834-5.1-a: Word's own table for zh-CN. To it comes the dash, so that the two halves of —— are not parted at a line's
# end (15834-5.1-c): no program knows pairs.
NEVER_STARTS_LINE = (
    "!%),.:;>?]}¢¨°·ˇˉ—―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠"
)
# 15834-5.1-b: Word's own table for zh-CN, without the two marks (· ．) that stand after a character, not before one.
NEVER_ENDS_LINE = "$([{£¥‘“〈《「『【〔〖〝﹙﹛﹝＄（［｛￡￥"

BLANKS = " \u3000"
"""Blanks: at the end of a line they hang beyond the measure."""

GIVE_WAY = BLANKS + NO_BREAK_SPACE
"""What is made narrower in a justified line for a word that would not fit."""
_STARTS_NO_LINE = frozenset(NEVER_STARTS_LINE + NO_BREAK_SPACE + BLANKS)
_ENDS_NO_LINE = frozenset(NEVER_ENDS_LINE + NO_BREAK_SPACE)

# Asked for once: str.encode looks its codec up at every call, which costs more than to encode a paragraph.
_to_gbk = codecs.getencoder("gbk")

MOST_CHARACTERS = 30_000
"""More characters than all documents of an office have; who sends others has them looked up again."""

_CELLS = 2  # a 字 is two cells, a half-width character is one
_LAST_LATIN_1 = "\xff"
_FIRST_CHINESE = "\u2e80"  # before it stand ASCII, Latin, Greek, and the marks and symbols of both scripts
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
        cells = self[character] = _TRAITS[character].cells
        return cells


_TRAITS = _TraitsOfCharacters()
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


def full_width_ends(text: str, first: int, others: int) -> list[int]:
    """Line ends of a text whose characters are all full-width, by how many stand in the first and in other lines."""
    length = len(text)
    ends: list[int] = []
    end = first if first > 0 else 1
    while end < length:
        after = text[end]
        if after < _FIRST_CHINESE or after in _STARTS_NO_LINE or text[end - 1] in _ENDS_NO_LINE:
            end = lawful_turn(text, ends[-1] if ends else 0, end)
            if end == length:  # nothing but blanks is left, which hang
                break
        ends.append(end)
        end += others or 1
    ends.append(length)
    return ends


def lawful_turn(text: str, start: int, end: int, within_words: bool = False, program: Program = Program.WORD) -> int:
    """The last place up to ``end`` where a line that begins at ``start`` may turn (15834-5.1).

    ``end`` itself where there is none. Blanks after ``end`` hang beyond the measure, so the place may lie behind them.
    Lines turn where Word turns them, unless another ``program`` is asked for.

    >>> lawful_turn("严防死守，确保安全", 0, 4), lawful_turn("截至2026年", 0, 4)
    (3, 2)
    """
    length = len(text)
    while end < length and text[end] in BLANKS:
        end += 1
    if end >= length:
        return length
    may = _MAY_TURN[program]
    for place in range(end, start, -1):
        if may(text[place - 1], text[place], within_words):
            return place
    return end


def may_turn(before: str, after: str, within_words: bool = False) -> bool:
    """Whether a line may end with one character and the next begin with the other.

    >>> may_turn("。", "2"), may_turn("2", "年"), may_turn("-", "2"), may_turn("2", "0"), may_turn("国", "。")
    (True, True, True, False, False)
    """
    if after in _STARTS_NO_LINE or before in _ENDS_NO_LINE:
        return False
    traits = _TRAITS[after]
    if not traits.in_word:
        return True
    # Word turns after every hyphen, a minus sign not excepted.
    return traits.cells > 0 and (within_words or before == "-" or not _TRAITS[before].in_word)


_NOT_IN_ONLYOFFICE = pattern("[\u2010-\u203f\u3000-\u303f%][!-~“‘]")
_STAYS_WITH_WORD = _STARTS_NO_LINE - frozenset(BLANKS + "、。，．：；！？…—〃～｜｀＂＇!?")
_AFTER_STROKE = pattern(r"/[A-Za-z]|\?[0-9A-Za-z]")


def _may_turn_in_onlyoffice(before: str, after: str, within_words: bool = False) -> bool:
    """It takes marks that are no full-width forms for Latin ones, and knows nothing of dashes."""
    if before + after == "——":
        return True
    return not _NOT_IN_ONLYOFFICE.fullmatch(before + after) and may_turn(before, after, within_words)


def _may_turn_in_libreoffice(before: str, after: str, within_words: bool = False) -> bool:
    """It turns in an address after its strokes and within ——, never between a closing bracket or % and a digit."""
    if before + after == "——" or _AFTER_STROKE.fullmatch(before + after):
        return True
    parted = after == "-" or (before in _STAYS_WITH_WORD and _TRAITS[after].in_word)
    return not parted and may_turn(before, after, within_words)


_MAY_TURN = {
    Program.WORD: may_turn,
    Program.ONLYOFFICE: _may_turn_in_onlyoffice,
    Program.LIBREOFFICE: _may_turn_in_libreoffice,
}
