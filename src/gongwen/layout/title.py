"""Where the lines of a title turn (9704-7.3.1-d): in the shape of a trapezoid or a rhombus, and between words.

In: a title, the breaks its writer asked for, and how many characters fit. Out: the lines. Every place between two
characters has a price, from the parts of speech on both sides; every row of lines has a price, from its shape. The
cheapest row wins. Prices are points of ugliness: 1 is a matter of taste, 10 is noticed, 60 is a fault.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import ceil
from typing import NamedTuple, TypeAlias

from gongwen.keeping import are_long
from gongwen.layout.title_words import Piece, title_words
from gongwen.layout.words import WORDS, Part
from gongwen.pages.lines import Stretch, set_lines
from gongwen.pages.text import LIBREOFFICE_GAP, cells_before, width
from gongwen.patterns import pattern
from gongwen.standard.kinds import Kind
from gongwen.standard.units import Pt

__all__ = ["break_title"]

_NEVER = 1e6

# What it costs when a line ends with a part of the title, and when a line starts with it.
_AT_END: dict[Part, float] = {
    Part.UNKNOWN: 20,
    Part.WORD: 2,
    Part.VERB: 3.5,
    Part.ADVERB: 20,
    Part.ABOUT: 25,
    Part.OF: 3,
    Part.CONJUNCTION: 9,
    Part.PREPOSITION: 20,
    Part.PAUSE: 0,
    Part.OPENING: _NEVER,
    Part.CLOSING: 1,
    Part.NUMBER: 8,
    Part.TIME: 5,
    Part.SUFFIX: 3,
    Part.AGENCY: 0,
    Part.BLANK: 0,
    Part.HEAD: 1.5,
    Part.COMMON: 4,
    Part.TAIL: 8,
    Part.PREFIX: 30,
}
_AT_START: dict[Part, float] = {
    Part.UNKNOWN: 10,  # rather the end of the word before, as 者 and 性 are, than the start of a new one
    Part.WORD: 2,
    Part.VERB: 0.5,
    Part.ADVERB: 0,
    Part.ABOUT: 0,
    Part.OF: 80,
    Part.CONJUNCTION: 2,
    Part.PREPOSITION: 2,
    Part.PAUSE: _NEVER,
    Part.OPENING: 1,
    Part.CLOSING: _NEVER,
    Part.NUMBER: 4,
    Part.TIME: 1,
    Part.SUFFIX: 10,
    Part.AGENCY: 14,
    Part.BLANK: _NEVER,
    Part.HEAD: 6,
    Part.COMMON: 4,
    Part.TAIL: 40,  # 员 of 调解员
    Part.PREFIX: 3,
}
# By number: a member of an enumeration is slow to hash.
_BETWEEN: list[list[float]] = [[min(_AT_END[before] + _AT_START[after], _NEVER) for after in Part] for before in Part]
_BETWEEN[Part.SUFFIX][Part.NUMBER] += 8  # 张明等 5名同志
_BETWEEN[Part.AGENCY][Part.UNKNOWN] = 3  # 公安局 青山县财政局
_BETWEEN[Part.VERB][Part.CONJUNCTION] += 12  # 废止 和修改
_INSIDE_WORD = 60.0
_INSIDE_NAME = 12.0
_INSIDE_ISSUER = 30.0
_INSIDE_BRACKETS = 30.0
_STUB = 5
_PARTING_KIND = 60.0  # 的 from 通知
_BARE_KIND = 40.0  # fewer than two characters before 的通知
_FAIR_PRICE = 40.0  # places that cost more are tried only when no others serve

_NEVER_AFTER_NAME = (Part.OF, Part.PAUSE, Part.CLOSING, Part.BLANK)
_LONGEST_NAME = 5
_WHOLE_WORD = 2
_MAY_BE_NAME = (Part.UNKNOWN, Part.COMMON, Part.TAIL, Part.PREFIX)
_NOUNS = (*_MAY_BE_NAME, Part.WORD, Part.HEAD, Part.SUFFIX, Part.TIME, Part.NUMBER, Part.AGENCY)
_IS_STRANGER = [part in _MAY_BE_NAME for part in Part]
_IS_NOUN = [part in _NOUNS for part in Part]
_BRACKETS = dict(zip("《〈（〔“‘【", "》〉）〕”’】", strict=True))
_BRACKET = pattern("[" + "".join(_BRACKETS) + "".join(_BRACKETS.values()) + "]")
_KINDS = frozenset(kind.value for kind in Kind)
_ABOUT = "关于"


def break_title(
    title: str, breaks: tuple[int, ...], measure: float, *, issuers: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """The lines of a centred title in which ``measure`` characters fit (9704-7.3.1-d).

    Lines given by ``breaks`` (numbers of characters before each) stand as they are; only one that is too wide is
    turned again. ``issuers`` are names not to be broken. The lines always join to the title.

    LibreOffice draws gaps between 汉字 and digits, and turns a line that has no room for them once more, within a word.
    So lines are chosen that have room, unless others, which fit in Word, are better by so much that a reader notices.

    >>> break_title("青山县人民政府办公室关于做好2026年春季森林防火工作的通知", (), 20.1)
    ('青山县人民政府办公室', '关于做好2026年春季森林防火工作的通知')
    >>> break_title("青山镇2026年工作总结", (), 20.1)
    ('青山镇2026年工作总结',)
    """
    if not breaks:
        return _lines(title, measure, issuers)
    places = sorted({0, len(title), *(place for place in breaks if 0 < place < len(title))})
    lines: list[str] = []
    for start, end in pairwise(places):
        lines += _lines(title[start:end], measure, issuers)
    return tuple(lines)


def _lines(title: str, measure: float, issuers: tuple[str, ...]) -> tuple[str, ...]:
    if width(title) <= measure and not _HALF_WIDTH.search(title):
        return (title,)
    turned = _turned.__wrapped__ if are_long(issuers) else _turned
    return turned(title, int(measure * 2 + 1e-6), issuers)


@lru_cache(maxsize=4096)
def _turned(title: str, room: int, issuers: tuple[str, ...]) -> tuple[str, ...]:
    """The lines of a title in each of which ``room`` cells of half a character fit."""
    cells = cells_before(title)
    with_gaps = _drawn(title, cells, _JOINT_CELLS)
    if with_gaps.width(0, len(title)) <= room:
        return (title,)
    prices = _prices(title, cells, room, issuers)
    best_ends = _best_ends_of_shape if len(title) <= _LONGEST_SHAPE else _best_ends
    least, ends = best_ends(tuple(prices), tuple(cells), with_gaps, room, _NEVER)
    least -= _NOTICED
    gaps = with_gaps.ends[-1] - cells[-1]
    # Without gaps such lines have room as well as come closer to the measure than the gaps are wide.
    if least > _line_prices(room)[max(0, int(room - gaps))]:
        drawn = _drawn(title, cells, 0.0)
        if drawn.width(0, len(title)) <= room and _line_prices(room)[cells[-1]] < least:
            return (title,)
        ends = _best_ends(prices, cells, drawn, room, least)[1] or ends
    if ends is None:  # nothing but a word longer than a line, or brackets only
        lines = set_lines([Stretch(title, _SIZE)], _SIZE * (room / 2))
        return tuple([title[line.start : line.end] for line in lines])
    return tuple([title[start:end] for start, end in pairwise((0, *ends, len(title)))])


_SIZE = Pt(16)  # a room in cells is that of any size

# ---------------------------------------------------------------------- the width of a line as it is drawn

_HALF_WIDTH = pattern("[!-~]+")
_JOINT_CELLS = 2 * LIBREOFFICE_GAP
# Digits and letters of 小标宋 are wider than half a character.
_SURPLUS = {**dict.fromkeys("0123456789", 0.12), **dict.fromkeys("ABCDEFGHIJKLMNOPQRSTUVWXYZ&", 0.5)}


class _Drawn(NamedTuple):
    """Where a line that starts before each character begins, and one that ends before it ends, in cells."""

    begins: tuple[float, ...]
    ends: tuple[float, ...]

    def width(self, start: int, end: int) -> float:
        """The width of the line from one character up to another; a joint where a line turns is not drawn."""
        return self.ends[end] - self.begins[start]


def _drawn(title: str, cells: list[int], gap: float) -> _Drawn:
    begins: list[float] = []
    ends: list[float] = []
    more = 0.0
    for half_width in _HALF_WIDTH.finditer(title):
        start, end = half_width.span()
        wider = [cell + more for cell in cells[len(ends) : start + 1]]
        begins += wider
        ends += wider
        if _is_joint(title, start):
            more += gap
            begins[start] = cells[start] + more
        for place in range(start + 1, end + 1):
            more += _SURPLUS.get(title[place - 1], 0.0)
            begins.append(cells[place] + more)
            ends.append(cells[place] + more)
        if _is_joint(title, end):
            more += gap
            begins[end] = cells[end] + more
    wider = [cell + more for cell in cells[len(ends) :]]
    return _Drawn(tuple(begins + wider), tuple(ends + wider))


def _is_joint(title: str, place: int) -> bool:
    """Whether the gap is drawn before the character at a place where half-width characters begin or end."""
    return title[place - 1 : place].isalnum() and title[place : place + 1].isalnum()


# ---------------------------------------------------------------------- the price of a place


def _prices(title: str, cells: list[int], room: int, issuers: tuple[str, ...]) -> list[float]:
    """For every character of the title what it costs when a line starts with it."""
    prices = _prices_between_parts(title)
    for name in issuers:
        start = title.find(name)
        if start >= 0:
            end = start + len(name)
            for place in range(start + 1, end):
                prices[place] += _INSIDE_ISSUER
            if WORDS.get(title[end : end + 1]) not in _NEVER_AFTER_NAME:  # 局 长乐, though 局长 is a word
                prices[end] = 0.0
    for start, end in _bracketed(title):
        if cells[end] - cells[start] <= room:
            for place in range(start + 1, end):
                prices[place] += _INSIDE_BRACKETS
        else:  # 《青山县 at a line's end is neither in nor out
            for place in (*range(start + 1, start + _STUB), *range(end - _STUB + 1, end)):
                prices[place] += _INSIDE_NAME
    at = title.find("的")
    while at >= 0:
        if title[at + 1 : at + 3] in _KINDS or title[at + 1 : at + 2] in _KINDS:
            prices[at + 1] += _PARTING_KIND
            prices[at - 1] += _BARE_KIND
        at = title.find("的", at + 1)
    return prices


def _prices_between_parts(title: str) -> list[float]:
    """The prices that follow from the parts of the title alone, for every place and the two behind its end."""
    about = title.find(_ABOUT)
    # What follows 关于 is the same in all titles of many a batch, and its parts do not depend on what stands before.
    after = _prices_after_about(title[about:]) if about > 0 and len(title) <= _LONGEST_SHAPE else ()
    if after:
        pieces = title_words(title, about)
        place, size, _ = pieces[-1]
        if place + size == about:
            prices, before = _priced(pieces, about)
            return [*prices, _BETWEEN[before][Part.ABOUT], *after]
    return _priced(title_words(title), len(title) + 2)[0]


@lru_cache(maxsize=512)
def _prices_after_about(title: str) -> tuple[float, ...]:
    """The same for a title that begins with 关于, but for its first place; nothing where that is no word of its own."""
    pieces = title_words(title)
    return tuple(_priced(pieces, len(title) + 2)[0][1:]) if pieces[0] == (0, len(_ABOUT), Part.ABOUT) else ()


def _priced(pieces: list[Piece], size: int) -> tuple[list[float], Part]:
    """So many prices as follow from the parts of a title, and what its last part is."""
    prices = [_INSIDE_WORD] * size
    # Named here, for a member of an enumeration takes longer to find than a word.
    number, time, suffix, agency, tail = Part.NUMBER, Part.TIME, Part.SUFFIX, Part.AGENCY, Part.TAIL
    before = Part.BLANK
    strangers = size_before = 0
    for place, wide, found in pieces:
        part = found
        if part is number or part is time:
            prices[place + 1 : place + wide] = [_NEVER] * (wide - 1)
        elif part is suffix and not _IS_NOUN[before]:  # 转发 市财政局
            part = Part.PREPOSITION
        elif part is tail and size_before < _WHOLE_WORD:  # 等三 户
            part = Part.UNKNOWN
        prices[place] = _BETWEEN[before][part]
        if _IS_STRANGER[part]:
            strangers += wide
        elif strangers:
            if part is suffix or part is agency:  # 青山 before 镇 is a name
                for inside in range(place - min(strangers, _LONGEST_NAME) + 1, place + 1):
                    prices[inside] += _INSIDE_NAME
            strangers = 0
        before, size_before = part, wide
    return prices, before


def _bracketed(title: str) -> list[tuple[int, int]]:
    """Start and end of everything between brackets, brackets included."""
    found: list[tuple[int, int]] = []
    open_brackets: list[tuple[int, str]] = []
    for match in _BRACKET.finditer(title):
        mark = match[0]
        if mark in _BRACKETS:
            open_brackets.append((match.start(), _BRACKETS[mark]))
        elif open_brackets and open_brackets[-1][1] == mark:
            found.append((open_brackets.pop()[0], match.end()))
    return found


# ---------------------------------------------------------------------- the price of a shape

_SMALL_STEPS = (18.0, 14.0, 7.0, 3.0, 1.5)  # by cells
_ONE_LINE_MORE = 7.0
_NOTICED = 10.0
_GOOD_ENOUGH = 8.0
_RECTANGLE = 150.0
_HOURGLASS = 300.0
_BEAM = 60  # rows kept after each line, so that nine lines cost no more than nine times one
_ENOUGH_LINES_MORE, _MOST_LINES_MORE = 2, 8
_LEANING = 0.1
_FEWEST = 2  # a title that is drawn in one line needs no prices
_RISING, _FALLING = 1, 2


# Lines set so far: their price, where they end, how wide the last is, whether widths rise or fall, all the ends.
_Row: TypeAlias = tuple[float, int, int, int, tuple[int, ...]]


@lru_cache(maxsize=64)
def _line_prices(room: int) -> list[float]:
    """What a line costs by its width in cells: one that fills the measure looks crammed, a stump is worse."""
    full, stump = 0.9 * room, 12
    return [(4 + 1.5 * (wide - full)) * (wide > full) + max(0, stump - wide) * 2.5 for wide in range(room + 1)]


@lru_cache(maxsize=64)
def _step_prices(room: int) -> list[list[float]]:
    """What two lines cost, one above the other, by their widths: they should differ, and not too much."""
    return [[_step_price(above, below) for below in range(room + 1)] for above in range(room + 1)]


def _step_price(above: int, below: int) -> float:
    step, longer = abs(above - below), max(above, below, 1)
    if step < len(_SMALL_STEPS):
        return _SMALL_STEPS[step]
    return max(0.0, step / longer - 0.42) * 50


def _best_ends(
    prices: Sequence[float], cells: Sequence[int], drawn: _Drawn, room: int, most: float
) -> tuple[float, tuple[int, ...] | None]:
    """The price of the cheapest lines if it is under ``most``, and their ends, the last line's left out."""
    fewest = max(ceil(cells[-1] / room), _FEWEST)
    best, least = None, most
    for hourglass in (_NEVER, _HOURGLASS):
        for highest in (_FAIR_PRICE, _NEVER):
            places = [
                place
                for place in range(1, len(cells) - 1)
                if prices[place] < highest and cells[place] < cells[place + 1]
            ]
            for more in range(_MOST_LINES_MORE):
                surcharge = _ONE_LINE_MORE * more
                if least <= surcharge + _GOOD_ENOUGH or (best and more > _ENOUGH_LINES_MORE):
                    break
                row = _best_row(places, prices, cells, drawn, room, fewest + more, hourglass, least - surcharge)
                if row:
                    best, least = row, row[0] + surcharge
            if best and least < _RECTANGLE:
                return least, best[-1]
    return least, best[-1] if best else None


_LONGEST_SHAPE = 100  # characters
# The titles of a batch differ in names and figures, and are alike in what is a word, how wide, and what it is.
_best_ends_of_shape = lru_cache(maxsize=512)(_best_ends)


def _best_row(
    places: list[int],
    prices: Sequence[float],
    cells: Sequence[int],
    drawn: _Drawn,
    room: int,
    count: int,
    hourglass: float,
    most: float,
) -> _Row | None:
    """The cheapest way to set the title in ``count`` lines that turn at some of the places, if it is under ``most``."""
    line_prices, step_prices = _line_prices(room), _step_prices(room)
    total = cells[-1]
    drawn_end = drawn.ends[-1]
    rows: list[_Row] = [(0.0, 0, 0, 0, ())]
    for left in range(count - 1, 0, -1):
        cheapest: dict[tuple[int, int, int], _Row] = {}
        first = bisect_left(cells, total - left * room)  # what comes after must still fit
        for price, end, wide, trend, ends in rows:
            start, drawn_start = cells[end], drawn.begins[end]
            steps = step_prices[wide]
            for place in places[bisect_left(places, max(end + 1, first)) :]:
                now = cells[place] - start
                if drawn.ends[place] - drawn_start > room:
                    break
                if left == 1 and drawn_end - drawn.begins[place] > room:
                    continue
                cost = price + line_prices[now] + prices[place]
                turned = trend
                if wide:
                    cost += steps[now]
                    if now > wide:
                        cost += hourglass if trend == _FALLING else 0.0
                        turned = _RISING
                    elif now < wide:
                        turned = _FALLING
                key = (place, now, turned)
                if cost < most and (key not in cheapest or cost < cheapest[key][0]):
                    cheapest[key] = (cost, place, now, turned, (*ends, place))
        rows = sorted(cheapest.values())[:_BEAM]
    best = None
    for row in rows:
        if best and row[0] > best[0]:
            break  # the last line makes no row cheaper, and those that follow cost more
        whole = _finished(row, cells, line_prices, step_prices, hourglass)
        if best is None or whole < best:
            best = whole
    return best if best and best[0] < most else None


def _finished(
    row: _Row, cells: Sequence[int], line_prices: list[float], step_prices: list[list[float]], hourglass: float
) -> _Row:
    """The row with its last line, and with what only the whole shows: lines all alike, a rhombus that leans."""
    price, end, wide, trend, ends = row
    now = cells[-1] - cells[end]
    price += line_prices[now] + step_prices[wide][now]
    if now > wide and trend == _FALLING:
        price += hourglass
    if now == wide and not trend:
        price += _RECTANGLE
    if len(ends) > 1:
        price += _LEANING * abs(cells[ends[0]] - now)
    return (price, len(cells) - 1, now, trend, ends)
