"""Where a text of Latin words and figures may turn: the rules of UAX 14, as LibreOffice keeps them.

LibreOffice asks these rules where a digit or a Latin letter is the first that finds no room, and the marks of
GB/T 15834 (:mod:`gongwen.layout.text`) where a 汉字 is. So a URL is divided after a stroke, 0000-66 after its hyphen,
and a number keeps its ￥, its % and the comma before it.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = ["word_turn"]

_CLASSES = {
    "SP": " ",
    "EX": "!?︕︖﹖﹗！？",
    "QU": "\"'«»‘’‛“”‟‹›",
    "PR": "$+£¤¥±№−∓＄￡￥￦€₩",
    "PO": "%¢‰‱′″‴℃℉％￠",
    "OP": "([{¡¿‚„⁅⌈⌊〈《「『【〔〖〘〚〝︵︷︹︻︽︿﹁﹃﹙﹛﹝（［｛｟｢",
    "CL": ")]}⁆⌉⌋〉、。》」』】〕〗〙〛〞〟︶︸︺︼︾﹀﹂﹄﹐﹒﹚﹜﹞），．］｝｠｡｣､",
    "IS": ",.:;⁄",
    "HY": "-",
    "SY": "/\\",
    "BA": "|\u00ad\u2010\u2012\u2013\u2027\t\u3000\u2002\u2003\u2009\u200a",
    "GL": "\u00a0\u2007\u2011\u202f\u2060",
    "BB": "´",
    "B2": "—",
    "IN": "․‥…⋯︙",
    "ZW": "\u200b",
    "NS": "‼⁇⁈⁉々〜〻ぁぃぅぇぉっゃゅょゎ゛゜ゝゞ゠ァィゥェォッャュョヮヵヶ・ーヽヾ﹔﹕：；･ｰ",
}
"""Characters by their class in UAX 14; all others have the class of their kind."""
_CLASS_OF = {character: name for name, characters in _CLASSES.items() for character in characters}

# LB 11 to 21: what stays with whatever stands before it, or after it.
_STAYS_WITH_BLANKS = frozenset({"SP", "ZW", "CL", "EX", "IS", "SY"})
_STAYS_BEHIND = _STAYS_WITH_BLANKS | {"GL", "QU", "BA", "HY", "NS"}
_HOLDS_NEXT = frozenset({"OP", "QU", "GL", "BB"})
# LB 14, 16, 17: those that hold the second over blanks.
_OVER_BLANKS = {"CL": frozenset({"NS"}), "B2": frozenset({"B2"})}
# LB 22 to 30: what stays with the class before it.
_PAIRS = {
    "AL": frozenset({"IN", "NU", "PR", "AL", "OP"}),
    "NU": frozenset({"IN", "AL", "NU", "PO", "PR", "OP"}),
    "ID": frozenset({"IN", "PO"}),
    "IN": frozenset({"IN"}),
    "PR": frozenset({"ID", "AL", "NU"}),
    "PO": frozenset({"AL", "NU"}),
    "IS": frozenset({"AL", "NU"}),
    "CL": frozenset({"AL", "NU", "NS"}),
    "B2": frozenset({"B2"}),
}
# LB 25: what a figure holds together beyond the pairs.
_SIGNS = frozenset({"PR", "PO"})
_IN_FIGURES = frozenset({"SY", "IS"})
_STROKE, _LONG_PATH = "/", 66


def word_turn(text: str, place: int) -> int:
    """The last place up to ``place`` where the text may turn; 0 where there is none.

    >>> text = "报名：http://www.example.gov.cn/2026/，电话：0000-66"
    >>> [text[: word_turn(text, end)] for end in (7, 26, 38, 44)]
    ['报名：', '报名：http://', '报名：http://www.example.gov.cn/2026/，电话：', '报名：http://www.example.gov.cn/2026/，电话：0000-']
    """
    if text[place - 1] != _STROKE and _may_turn(text, place):
        return place
    turn = next((at for at in range(place - 1, 0, -1) if _may_turn(text, at)), 0)
    if turn and text[turn - 1] == _STROKE:
        # A path is rather taken to the next line whole, unless it is very long or no blank stands before it.
        for at in range(turn - 2, max(turn - 1 - _LONG_PATH, -1), -1):
            if text[at].isspace():
                return at + 1
    return turn


def _may_turn(text: str, place: int) -> bool:
    """Whether a line may end before the character at ``place``."""
    after = _class(text[place])
    at = _base(text, place - 1)
    before = _class(text[at])
    if after == "CM":
        return before == "SP"
    if before == "ZW":
        return after not in ("SP", "ZW")
    if before == "SP":
        return _may_turn_after_blanks(text, at, after)
    if after in _STAYS_BEHIND or before in _HOLDS_NEXT or after in _PAIRS.get(before, ()):
        return False
    return not _in_figure(text, place, at, before, after)


def _may_turn_after_blanks(text: str, at: int, after: str) -> bool:
    if after in _STAYS_WITH_BLANKS:
        return False
    while at >= 0 and text[at] == " ":
        at -= 1
    before = _class(text[_base(text, at)]) if at >= 0 else ""
    return before != "OP" and after not in _OVER_BLANKS.get(before, ())


def _in_figure(text: str, place: int, at: int, before: str, after: str) -> bool:
    """Whether both characters belong to one figure, such as ￥(1,200.5)% (LB 25)."""
    if before in _SIGNS and after == "OP":
        return _class(text[place + 1 : place + 2] or " ") == "NU"
    if before in _IN_FIGURES and after == "NU":
        return _follows_figure(text, at)
    if after in _SIGNS and before in _IN_FIGURES | {"CL"}:
        return _follows_figure(text, at)
    return False


def _follows_figure(text: str, at: int) -> bool:
    """Whether the mark at ``at`` stands behind a digit, marks of figures between them."""
    at -= 1
    while at >= 0 and _class(text[at]) in _IN_FIGURES:
        at -= 1
    return at >= 0 and _class(text[at]) == "NU"


def _base(text: str, at: int) -> int:
    """The character that combining marks up to ``at`` belong to."""
    while at > 0 and _class(text[at]) == "CM" and text[at - 1] != " ":
        at -= 1
    return at


@lru_cache(maxsize=8192)
def _class(character: str) -> str:
    """The class of a character in UAX 14."""
    known = _CLASS_OF.get(character)
    if known is not None:
        return known
    category = unicodedata.category(character)
    if category[0] == "M" or category in ("Cc", "Cf"):
        return "CM"
    if unicodedata.east_asian_width(character) in "WF":
        return "ID"
    return "NU" if category == "Nd" else "AL"
