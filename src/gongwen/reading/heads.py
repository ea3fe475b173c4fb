"""Numbers at the head of a line in every writing, and their levels: 一、 （一） 1. （1） ①, 1.1, 第×章, 第×条.

``markers`` knows the four writings of the standard; here are the others, and what level each has in one text.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from gongwen.model.body import DEEPEST_LEVEL
from gongwen.patterns import pattern
from gongwen.reading.markers import Marker, read_marker
from gongwen.standard.numerals import numeral_value
from gongwen.text import BLANKS

__all__ = [
    "ARTICLE",
    "CHAPTER",
    "CHINESE",
    "DECIMAL",
    "FIGURE",
    "IN_BRACKETS",
    "PART_OF_TEXT",
    "Head",
    "Writing",
    "levels_of",
    "marker_of",
    "read_head",
]


class Writing(NamedTuple):
    """A way to write numbers of paragraphs, and how deep it usually lies (1–4; more where it only lies deeper)."""

    name: str
    depth: int


PART_OF_TEXT = Writing("第×部分", 1)
CHAPTER = Writing("第×章", 1)
PART = Writing("第×编", 1)
CHAPTER_SECTION = Writing("第×节", 2)
ARTICLE = Writing("第×条", 3)
CHINESE = Writing("一、", 1)
IN_BRACKETS = Writing("（一）", 2)
FIGURE = Writing("1.", 3)
FIGURE_IN_BRACKETS = Writing("（1）", 4)
HALF_BRACKET = Writing("1）", 4)
CIRCLED = Writing("①", 5)
DECIMAL = tuple(Writing(f"1{'.1' * depth}", depth + 1) for depth in range(5))


class Head(NamedTuple):
    """The number at the head of a line: how it is written, its value, the part of the line that is the number.

    ``label`` is the length of the number as typed with the blanks after it, ``listing`` that number and text may be one
    phrase (“一、二季度”, “3.8妇女节”), so that only its place tells.
    """

    writing: Writing
    number: int
    label: int
    listing: bool = False


_STATUTE = pattern(
    rf"第[{BLANKS}]?([一二三四五六七八九十百零〇]{{1,7}}|\d{{1,4}})[{BLANKS}]?([编章节条])(?=[{BLANKS}：:]|"
    rf"[^的第款项、，,至到和及与或之规]|$)[{BLANKS}：:]*"
)
# Of a report or a summary; without a blank behind it only a short line of words is a heading.
_PART_OF_TEXT = pattern(
    rf"第[{BLANKS}]?([一二三四五六七八九十]{{1,3}}|\d{{1,2}})[{BLANKS}]?部分"
    rf"(?:[：:、.．]?[{BLANKS}]+|[：:、]|(?=[\u4e00-\u9fff、“”（）\d]{{2,24}}$))"
)
_DECIMAL = pattern(rf"(\d{{1,3}})((?:[.．]\d{{1,3}}){{1,4}})[.．、]?(?:[{BLANKS}]+|(?=[\u4e00-\u9fff“《（]))")
_PLAIN_FIGURE = pattern(rf"(\d{{1,3}})(?:[{BLANKS}]+)(?=[\u4e00-\u9fff“《])")
_HALF_BRACKET = pattern(rf"(\d{{1,3}}|[a-zA-Z])[）)][、.．]?[{BLANKS}]*(?=\S)")
_HALF_IN_CHARACTERS = pattern(rf"([一二三四五六七八九十]{{1,3}})[）)][、.．]?[{BLANKS}]*(?=\S)")
_CIRCLED = pattern(rf"([①-⑳])[、.．]?[{BLANKS}]*(?=\S)")
_UNITS = pattern(
    "(?:年(?![度终初内底])|月(?!度)|日(?!常)|号|时(?![间限])|分(?![工类级组析管布步配])|个(?![人性体])|名(?!单|称)|"
    "人(?![员居才民口均社力工文行类物事造防大体身])|户(?![籍外])|元|万|亿|亩|吨|米|公(?![开示文共])|千|%|％|份|次|天(?![然气])|"
    "周(?!边)|岁|级|届|期(?!限)|倍|余|多(?![元措方渠])|—|-|～|~|至)"
)
_FIRST = (
    "0123456789０１２３４５６７８９一二三四五六七八九十百第（(①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩⒈⒉⒊"
    "⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
)
_FIRST_SET = frozenset(_FIRST)
_BY_LEVEL = {1: CHINESE, 2: IN_BRACKETS, 3: FIGURE, 4: FIGURE_IN_BRACKETS}


def read_head(text: str) -> Head | None:
    """The number at the head of a line without blanks at its ends.

    >>> read_head("1.2.1 本镇范围内的事件")[:3]
    (Writing(name='1.1.1', depth=3), 1, 6)
    >>> read_head("第三条　便民服务包括下列事项：")[:3]
    (Writing(name='第×条', depth=3), 3, 4)
    >>> read_head("（二）、压实责任").writing.name
    '（一）'
    >>> read_head("2026年3月") is None, read_head("第一条规定的事项") is None
    (True, True)
    """
    if not text or text[0] not in _FIRST_SET:
        return None
    if len(text) <= _BEGINNING:
        return _head_of(text)
    head = _head_of(text[: _BEGINNING - 1] + "文")
    # Nothing but the beginning tells, unless it is all number and blanks.
    return head if head is None or head.label < _BEGINNING - _ROOM else _read_head(text)


_BEGINNING, _ROOM = 40, 10
_WITHOUT_BLANKS = dict.fromkeys(map(ord, BLANKS))


@lru_cache(maxsize=4096)
def _head_of(beginning: str) -> Head | None:
    return _read_head(beginning)


def _read_head(text: str) -> Head | None:
    if text[0] == "第":
        return _of_statute(text)
    circled = _CIRCLED.match(text)
    if circled:
        return Head(CIRCLED, ord(text[0]) - ord("①") + 1, circled.end())
    figure = text[0].isdecimal()
    found = _decimal(text) if figure else None
    if found:
        return found
    marker = read_marker(text)
    if marker:
        label = len(text) - len(marker.text)
        # A blank before the 、 parts what a phrase would not: 三 、4月份打算.
        spaced = marker.listing and text[: label - 1].translate(_WITHOUT_BLANKS) != text[: label - 1]
        return Head(_BY_LEVEL[marker.level], marker.number, label, marker.listing and not spaced)
    return _plain(text) if figure else _half_in_characters(text)


def _half_in_characters(text: str) -> Head | None:
    """一）, whose first half was left out."""
    found = _HALF_IN_CHARACTERS.match(text)
    value = numeral_value(found[1]) if found else None
    return Head(IN_BRACKETS, value, found.end(), listing=True) if found and value else None


def _of_statute(text: str) -> Head | None:
    """第一章, 第3条, 第一部分."""
    found = _STATUTE.match(text)
    if not found:
        return _of_part(text)
    value = int(found[1]) if found[1].isdecimal() else numeral_value(found[1].replace("〇", "零"))
    return Head(_STATUTE_WRITINGS[found[2]], value, found.end()) if value else None


def _of_part(text: str) -> Head | None:
    found = _PART_OF_TEXT.match(text)
    if not found:
        return None
    value = int(found[1]) if found[1].isdecimal() else numeral_value(found[1])
    glued = found.end() == found.end(1) + len("部分")
    return Head(PART_OF_TEXT, value, found.end(), listing=glued) if value else None


_STATUTE_WRITINGS = {"编": PART, "章": CHAPTER, "节": CHAPTER_SECTION, "条": ARTICLE}


def _decimal(text: str) -> Head | None:
    """1.1, 1.1.1; and 1）, which begins as they do."""
    found = _DECIMAL.match(text)
    if found and not _UNITS.match(text, found.end()):
        figures = found[2].replace("．", ".").split(".")[1:]
        glued = text[found.end() - 1] not in BLANKS
        last = int(figures[-1])
        return Head(DECIMAL[len(figures)], last, found.end(), glued) if last else None
    half = _HALF_BRACKET.match(text)
    if half and half[1].isdecimal() and int(half[1]):
        return Head(HALF_BRACKET, int(half[1]), half.end(), listing=True)
    return None


def _plain(text: str) -> Head | None:
    """1 总则: a figure with nothing behind it but a blank."""
    found = _PLAIN_FIGURE.match(text)
    if found and int(found[1]) and not _UNITS.match(text, found.end()):
        return Head(DECIMAL[0], int(found[1]), found.end(), listing=True)
    return None


# ---------------------------------------------------------------------------------- levels

# The writings of statutes: there levels follow from which of them are used (第×章 above 第×条 above （一）).
_STATUTES = (PART, CHAPTER, CHAPTER_SECTION, ARTICLE)
_FROM_TOP = (*_STATUTES, CHINESE, IN_BRACKETS, FIGURE, FIGURE_IN_BRACKETS, HALF_BRACKET, CIRCLED)
# Numbers after which a blank stands: 第一条　为…, 1.1 编制目的.
_WITH_PARTS = (PART_OF_TEXT, CHINESE, IN_BRACKETS, FIGURE, *DECIMAL, FIGURE_IN_BRACKETS, HALF_BRACKET, CIRCLED)
_SPACED = {**dict.fromkeys((*_STATUTES, PART_OF_TEXT), "　"), **dict.fromkeys(DECIMAL, " ")}


def levels_of(writings: Collection[Writing]) -> dict[Writing, int]:
    """The level of each writing in one body; one that lies too deep has none, and its lines are text.

    >>> levels = levels_of({CHINESE, FIGURE, CIRCLED})
    >>> levels[CHINESE], levels[FIGURE], levels[CIRCLED]
    (1, 3, 4)
    >>> sorted(levels_of({CHAPTER, ARTICLE, IN_BRACKETS}).values())
    [1, 2, 3]
    """
    used = set(writings)
    if used & {PART, CHAPTER, ARTICLE, PART_OF_TEXT}:
        order = _FROM_TOP if used & {PART, CHAPTER, ARTICLE} else _WITH_PARTS
        ranked = [writing for writing in order if writing in used]
        levels = {writing: rank for rank, writing in enumerate(ranked, start=1)}
    else:
        levels = {writing: writing.depth for writing in used}
        if used & set(DECIMAL[1:]) and CHINESE not in used:
            levels[FIGURE] = 1  # 1. 1.1 1.1.1
        if CIRCLED in used and not used & {FIGURE_IN_BRACKETS, HALF_BRACKET}:
            levels[CIRCLED] = DEEPEST_LEVEL
    return {writing: level for writing, level in levels.items() if level <= DEEPEST_LEVEL}


def marker_of(text: str, head: Head, level: int) -> Marker | None:
    """The number at the head of a line that has a level, and the words after it; None where no words are left.

    Blanks inside the number are no part of it: 一 、 is 一、.
    """
    typed, words = text[: head.label], text[head.label :]
    if not words:
        return None
    label = typed.translate(_WITHOUT_BLANKS)
    if typed[-1] in BLANKS:
        label += _SPACED.get(head.writing, "")
    return Marker(level, head.number, label, "", words, head.listing)
