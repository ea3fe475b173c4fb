"""A title in words, so that its lines can be told from one another by what they end and begin with.

In: a title. Out: its parts. The longest known word counts, unless nobody knows what would follow it: 县城 is a word,
but 县城乡居民 is 县 城乡居民.
"""

from __future__ import annotations

from typing import TypeAlias

from gongwen.layout.words import PAIRS, WORDS, Part
from gongwen.patterns import pattern

__all__ = ["Piece", "title_words"]

# Years, dates, ordinals: one part of the title, whatever they are made of.
_NUMERIC = pattern(
    r"(?P<time>(?:[0-9]+(?:[—～至\-][0-9]+)?(?:学年度|学年|年度|年份|年|月份|月|日|号)){1,3}|[〇零一二三四五六七八九]{4}年度?)"
    r"|第[〇零一二三四五六七八九十百0-9]+(?:届|次|批|期|轮|季度|阶段|号|个|季)?"
    r"|[0-9A-Za-z.%+&/:'#@_·—～\-]*[0-9A-Za-z](?:年度|年|月|日|[%％℃]|个|项|名|万|亿|元|次|批|期|届|类|线)?"
)
_STARTS_NUMERIC = frozenset("第〇零一二三四五六七八九0123456789" + "".join(map(chr, range(33, 127))))

Piece: TypeAlias = tuple[int, int, Part]
"""A part of a title: where it starts, how many characters it has, what it is."""

# Named once, for a member of an enumeration takes longer to find than a word.
_UNKNOWN, _COMMON, _AGENCY, _TIME, _FIGURE = Part.UNKNOWN, Part.COMMON, Part.AGENCY, Part.TIME, Part.NUMBER
# What may follow a word besides another one. 县 or 员 may as well be the rest of a word cut in two.
_LEANING = (Part.SUFFIX, Part.TAIL, Part.PREFIX)
_SINGLE = _STARTS_NUMERIC | {word for word, part in WORDS.items() if len(word) == 1 and part not in _LEANING}
_TWO = 2
_SURE = 3  # longer words, and names of agencies, are taken whatever follows: it may be a name
_Sizes: TypeAlias = tuple[int, ...]
_NONE: _Sizes = ()


def title_words(title: str, until: int | None = None) -> list[Piece]:
    """The parts of a title in their order, those that begin before ``until``.

    >>> [(size, part.name) for _start, size, part in title_words("做好高中学业水平考试工作")]
    [(2, 'VERB'), (2, 'WORD'), (6, 'WORD'), (2, 'HEAD')]
    """
    pieces: list[Piece] = []
    length, words, sizes_at, single = len(title), WORDS, PAIRS.get, _SINGLE
    stop = length if until is None else until
    place = 0
    sizes = sizes_at(title[:_TWO], _NONE)
    while place < stop:
        longest = 0
        for size in sizes:
            end = place + size
            part = words.get(title[place:end])
            if part is None:
                if size > _TWO:
                    continue
                part = _COMMON
            elif end > length:
                continue
            following = sizes_at(title[end : end + _TWO], _NONE)
            if following or size > _SURE or part is _AGENCY or end == length or title[end] in single:
                break
            longest = longest or size
        else:
            size, part = _uncertain(title, place, longest)
            end = place + size
            following = sizes_at(title[end : end + _TWO], _NONE)
        pieces.append((place, size, part))
        place, sizes = end, following
    return pieces


def _uncertain(title: str, place: int, longest: int) -> tuple[int, Part]:
    """The part at a place where no word stands (``longest`` is nothing), or one that nobody knows what follows."""
    single = WORDS.get(title[place])
    if longest:
        if longest == _TWO and single and title[place + 1 : place + 1 + _TWO] in PAIRS:
            return 1, single  # 和平 安建设 is 和 平安 建设
        return longest, WORDS.get(title[place : place + longest], _COMMON)
    if title[place] in _STARTS_NUMERIC:
        found = _NUMERIC.match(title, place)
        if found:
            return found.end() - place, _TIME if found["time"] else _FIGURE
    return 1, single or _UNKNOWN
