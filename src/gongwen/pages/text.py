"""Text in lines: how wide a text is in 字, and where it turns to the next line.

In: a text and a measure in 字 (one 字 is one em of the paragraph's own font, 9704-3.1). Out: a width, the lines, or how
many there are. Lines turn where Word turns them: by the marks of GB/T 15834-2011 5.1 (kinsoku), between 汉字 and beside
them, and within words of half-width characters nowhere but after a hyphen; without hanging or compressed punctuation
and without a gap between 汉字 and digits, so that a full line is always the whole measure.

The rules are those of ONLYOFFICE, found by trying every two of a hundred characters at the end of a line. ONLYOFFICE
departs from Word in two matters, and there Word is followed: after 、 。 ” 》 and their like it does not turn before a
digit, a letter or an opening mark (a fault that it knows of), and it parts the two halves of ——. LibreOffice never
turns between a closing mark and a digit or letter, and its lines with digits hold less, for it draws a gap beside them
whatever the document says.

Common text is not looked at character by character: it is measured by the length of its GBK form, where a full-width
character takes two bytes and a half-width one takes one, and a line is found by jumping a line's length ahead and
stepping back to a lawful place.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

__all__ = [
    "BLANKS",
    "LIBREOFFICE_GAP",
    "NEVER_ENDS_LINE",
    "NEVER_STARTS_LINE",
    "break_lines",
    "cells_before",
    "characters_cells",
    "has_long_word",
    "lawful_turn",
    "line_count",
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

_NO_BREAK_SPACE = "\u00a0"
_STARTS_NO_LINE = frozenset(NEVER_STARTS_LINE + _NO_BREAK_SPACE + BLANKS)
_ENDS_NO_LINE = frozenset(NEVER_ENDS_LINE + _NO_BREAK_SPACE)

# Asked for once: str.encode looks its codec up at every call, which costs more than to encode a paragraph.
_to_gbk = codecs.getencoder("gbk")
_from_gbk = codecs.getdecoder("gbk")

_CELLS = 2  # a 字 is two cells, a half-width character is one
_LAST_LATIN_1 = "\xff"
_FIRST_CHINESE = "\u2e80"  # before it stand ASCII, Latin, Greek, and the marks and symbols of both scripts
# Marks of both scripts that are Chinese to a line, which may turn beside them; symbols such as ± ℃ ① are not.
_CHINESE_MARKS = frozenset("×“”‘’…—")
_EXACT = 1e-6  # 28 * 0.9 and the like must not lose a cell to rounding

# Words longer than this many cells would leave a hole of a third of the line before them.
_LONG_WORD = re.compile(r"[!-~]{21,}")
_LETTER = re.compile("[A-Za-z]")
_EVERY_TENTH, _TWO_HALF_WIDTH = 10, re.compile("[!-~]{2}")


class _Traits(NamedTuple):
    """What a character is to a line."""

    cells: int
    in_word: bool


class _TraitsOfCharacters(dict[str, _Traits]):
    """The traits of every character met so far."""

    def __missing__(self, character: str) -> _Traits:
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


def _gbk(text: str) -> bytes | None:
    """The GBK form of a text: two bytes for a full-width character, one for a half-width one; None if it has none."""
    try:
        return _to_gbk(text)[0]
    except UnicodeEncodeError:  # emoji, 4-byte 汉字, combining marks
        return None


class _CellsOfCharacters(dict[str, int]):
    """The cells alone, for those who ask for nothing else of a whole text."""

    def __missing__(self, character: str) -> int:
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


def characters_cells(text: str) -> list[int]:
    """The cells of every character of a text; a combining mark and a line feed have none.

    >>> characters_cells("2026年")
    [1, 1, 1, 1, 2]
    """
    return [_TRAITS[character].cells for character in text]


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


def break_lines(text: str, measure: float, *, first_line_indent: float = 0.0, within_words: bool = False) -> list[str]:
    """The lines of a paragraph that is ``measure`` 字 wide and whose first line is indented (15834-5.1).

    Closing punctuation starts no line and opening punctuation ends none; words, numbers, —— and …… stay whole unless
    they are longer than a line; ``within_words`` says that words may be divided anywhere (see :func:`has_long_word`).
    Blanks at a line's end take no room. A line feed forces a turn and stays at the end of its line; the line after it
    is not indented. The lines always join to the text; an empty text is one empty line.

    >>> break_lines("各村（社区）要在2026年11月20日前，把责任落实到人。", 10)
    ['各村（社区）要在2026', '年11月20日前，把责任', '落实到人。']
    >>> break_lines("一二三四五六七八九", 4, first_line_indent=2)
    ['一二', '三四五六', '七八九']
    """
    lines = []
    start = 0
    for end in _line_ends(text, measure, first_line_indent, within_words):
        lines.append(text[start:end])
        start = end
    return lines


def line_count(text: str, measure: float, *, first_line_indent: float = 0.0, within_words: bool = False) -> int:
    """How many lines :func:`break_lines` makes.

    >>> line_count("为做好今冬明春森林防火工作，现通知如下。", 10, first_line_indent=2)
    3
    """
    if len(text) <= measure - first_line_indent and "\n" not in text:  # no character is wider than one 字
        return 1
    return _line_count(text, measure, first_line_indent, within_words)


@lru_cache(maxsize=2048)
def _line_count(text: str, measure: float, first_line_indent: float, within_words: bool) -> int:
    return len(_line_ends(text, measure, first_line_indent, within_words))


def _line_ends(text: str, measure: float, first_line_indent: float, within_words: bool) -> list[int]:
    """The index after each line's last character."""
    encoded = _gbk(text)
    if encoded is not None and len(encoded) == _CELLS * len(text):
        return full_width_ends(text, int(measure - first_line_indent + _EXACT), int(measure + _EXACT))
    room, next_room = _room(measure - first_line_indent), _room(measure)
    if "\t" in text:
        return _line_ends(text.replace("\t", "\u3000"), measure, first_line_indent, within_words)
    if "\n" not in text:
        if encoded:
            return _ends_of_mixed(text, encoded, room, next_room, within_words)
        return _ends_of_rare(text, room, next_room, within_words)
    ends: list[int] = []
    start = 0
    for piece in text.split("\n"):
        ends += [start + end for end in _line_ends(piece, measure, first_line_indent, within_words)]
        ends[-1] += 1  # the line feed belongs to the line that it ends
        start = ends[-1]
        first_line_indent = 0.0
    ends[-1] -= 1
    return ends


def _room(measure: float) -> int:
    """The cells of a measure; none when the indent is the greater."""
    return max(0, int(measure * _CELLS + _EXACT))


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


def _ends_of_mixed(text: str, encoded: bytes, room: int, next_room: int, within_words: bool) -> list[int]:
    """Line ends of a text of full-width and half-width characters, by the cells of the first and of other lines."""
    length = len(text)
    ends: list[int] = []
    start = offset = 0
    while length - start > room // _CELLS:
        part = _from_gbk(encoded[offset : offset + room], "replace")[0]
        end = start + len(part)
        offset += room
        if part[-1:] == "\ufffd":  # the cut went through a character
            end -= 1
            offset -= 1
        if end >= length:
            break
        after = text[end]
        if after < _FIRST_CHINESE or after in _STARTS_NO_LINE or text[end - 1] in _ENDS_NO_LINE or end == start:
            lawful = lawful_turn(text, start, end if end > start else start + 1, within_words)
            offset += _cells(text[end:lawful]) - _cells(text[lawful:end])
            end = lawful
        ends.append(end)
        start = end
        room = next_room
    if not ends or ends[-1] < length:
        ends.append(length)
    return ends


def _ends_of_rare(text: str, room: int, next_room: int, within_words: bool) -> list[int]:
    """Line ends of a text with characters that GBK lacks, found character by character."""
    length = len(text)
    ends: list[int] = []
    end = 0
    while True:
        start = end
        end = _fitting(text, start, room)
        end = lawful_turn(text, start, end if end > start else start + 1, within_words)
        ends.append(end)
        if end >= length:
            return ends
        room = next_room


def _fitting(text: str, start: int, room: int) -> int:
    """The end of the longest part from ``start`` that is no wider than ``room`` cells."""
    for end in range(start, len(text)):
        room -= _TRAITS[text[end]].cells
        if room < 0:
            return end
    return len(text)


def lawful_turn(text: str, start: int, end: int, within_words: bool = False) -> int:
    """The last place up to ``end`` where a line that begins at ``start`` may turn (15834-5.1).

    ``end`` itself where there is none. Blanks after ``end`` hang beyond the measure, so the place may lie behind them.

    >>> lawful_turn("严防死守，确保安全", 0, 4), lawful_turn("截至2026年", 0, 4)
    (3, 2)
    """
    length = len(text)
    while end < length and text[end] in BLANKS:
        end += 1
    if end >= length:
        return length
    for place in range(end, start, -1):
        if may_turn(text[place - 1], text[place], within_words):
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
