"""Words that titles of official documents are made of, so that a title's line does not end inside one.

Tables, not a dictionary: what everyday titles of a county or township say, in the groups that matter to a line's end
(9704-7.3.1-d, 词意完整), and under them common words of two characters. What is in neither is taken for single
characters of a name.
"""

from __future__ import annotations

from collections.abc import Mapping

from gongwen.layout.words.common import COMMON
from gongwen.layout.words.grammar import GRAMMAR, Part
from gongwen.layout.words.subjects import SUBJECTS

__all__ = ["COMMON", "PAIRS", "WORDS", "Part"]

_PAIR = 2


def _words() -> dict[str, Part]:
    words: dict[str, Part] = {}
    for text in SUBJECTS.values():
        words.update(dict.fromkeys(text.split(), Part.WORD))
    for part, text in GRAMMAR.items():
        words.update(dict.fromkeys(text.split(), part))
    words[" "] = words["\u3000"] = Part.BLANK
    return words


def _pairs() -> dict[str, tuple[int, ...]]:
    alone = (_PAIR,)
    pairs: dict[str, tuple[int, ...]] = dict.fromkeys(COMMON, alone)
    sizes: dict[str, set[int]] = {}
    for word in WORDS:
        if len(word) == _PAIR:
            pairs[word] = alone
        elif len(word) > _PAIR:
            sizes.setdefault(word[:_PAIR], set()).add(len(word))
    for pair, longer in sizes.items():
        pairs[pair] = (*sorted(longer, reverse=True), *pairs.get(pair, ()))
    return pairs


# Plain dictionaries, read-only by their type: every title looks up dozens of words, and a proxy takes twice the time.
WORDS: Mapping[str, Part] = _words()
"""Every word of the tables and what part of a title it is."""

PAIRS: Mapping[str, tuple[int, ...]] = _pairs()
"""The first two characters of every word, and how long the words are that begin so, the longest first."""
