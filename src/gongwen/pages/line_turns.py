"""Where lines may turn: by Word's rules, and by those of two other programs where they differ.

In: a text and a place in it, or how much of it a line holds. Out: where the line turns. Lines turn where Word turns
them: by the marks of GB/T 15834-2011 5.1 (kinsoku), between 汉字 and beside them, and within words of half-width
characters nowhere but after a hyphen; without hanging or compressed punctuation and without a gap between 汉字 and
digits, so that a full line is always the whole measure.

The rules are those of ONLYOFFICE, found by trying every two of a hundred characters at the end of a line. ONLYOFFICE
departs from Word in two matters, and there Word is followed: after 、 。 ” 》 and their like it does not turn before a
digit, a letter or an opening mark (a fault that it knows of), and it parts the two halves of ——. The rules of
LibreOffice were found in the same way, and in the lines of a thousand paragraphs; what it does with addresses beside
blanks is not known to the last.
"""

from __future__ import annotations

from collections.abc import Callable

from gongwen.blocks.stylesheet import Program
from gongwen.pages.text import TRAITS
from gongwen.patterns import pattern
from gongwen.text import NO_BREAK_SPACE

__all__ = [
    "BLANKS",
    "GIVE_WAY",
    "NEVER_ENDS_LINE",
    "NEVER_STARTS_LINE",
    "ends_word",
    "full_width_ends",
    "lawful_turn",
    "may_turn",
]

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

_FIRST_CHINESE = "\u2e80"  # before it stand ASCII, Latin, Greek, and the marks and symbols of both scripts


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
    turns = _TURNS_IN.get(program)
    if turns:
        return next((place for place in range(end, start, -1) if turns(text, place, within_words)), end)
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
    traits = TRAITS[after]
    if not traits.in_word:
        return True
    # Word turns after every hyphen, a minus sign not excepted.
    return traits.cells > 0 and (within_words or before == "-" or not TRAITS[before].in_word)


_NOT_IN_ONLYOFFICE = pattern("[\u2010-\u203f\u3000-\u303f%][!-~“‘]")


def _turns_in_onlyoffice(text: str, place: int, within_words: bool) -> bool:
    """It takes marks that are no full-width forms for Latin ones, and knows nothing of dashes."""
    before, after = text[place - 1], text[place]
    if before + after == "——":
        return True
    return not _NOT_IN_ONLYOFFICE.fullmatch(before + after) and may_turn(before, after, within_words)


_WORD = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_BEGINS_LINE = frozenset("…—")
_STAYS_WITH_WORD = _STARTS_NO_LINE - frozenset(BLANKS + "、。，．：；！？…—〃～｜｀＂＇!?")
_JOINS_WORDS = frozenset("、。，．～") | {mark for mark in _STAYS_WITH_WORD if mark > "~"}
_AFTER_STROKE = pattern(r"(?s:.)[/?][A-Za-z]|[^0-9][/?][0-9]|[0-9]\?[0-9]")


def _turns_in_libreoffice(text: str, place: int, within_words: bool) -> bool:
    """It turns in an address after its strokes, before —— and …… and within them, and keeps a word together with its
    brackets, and with the one behind if nothing but a closing mark stands between them."""
    before, after = text[place - 1], text[place]
    if after in _BEGINS_LINE:
        return before not in _ENDS_NO_LINE
    if after in _WORD:
        if before in "/?":
            return place > 1 and _AFTER_STROKE.fullmatch(text, place - 2, place + 1) is not None
        if before in _STAYS_WITH_WORD or (before in _JOINS_WORDS and ends_word(text, place)):
            return False
    elif after == "-" or (before in _STAYS_WITH_WORD and TRAITS[after].in_word):
        return False
    return may_turn(before, after, within_words)


def ends_word(text: str, place: int) -> bool:
    """Whether nothing but closing marks stands between a place and a half-width character before it.

    To LibreOffice such marks belong to the word: they do not hang in the margin.

    >>> ends_word("电话：66123456），", 12), ends_word("加强领导，", 4)
    (True, False)
    """
    while place > 0 and text[place - 1] in _STARTS_NO_LINE and not text[place - 1].isascii():
        place -= 1
    return place > 0 and TRAITS[text[place - 1]].in_word


_TURNS_IN: dict[Program, Callable[[str, int, bool], bool]] = {
    Program.ONLYOFFICE: _turns_in_onlyoffice,
    Program.LIBREOFFICE: _turns_in_libreoffice,
}
