"""The number at the head of a line: 一、 （一） 1. （1）, in every way that people type it."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from gongwen.patterns import pattern
from gongwen.standard.numerals import numeral_value
from gongwen.text import BLANKS, trim

__all__ = ["Marker", "read_marker"]


class Marker(NamedTuple):
    """A number as typed, and the text after it.

    ``stray`` are marks that do not belong after a bracketed number. ``listing`` says that number and text may be
    one phrase of running text (“一、二季度”, “1、2号楼”): only its place tells whether a section begins here.
    """

    level: int
    number: int
    typed: str
    stray: str
    text: str
    listing: bool = False


_NUMERAL = "[一二三四五六七八九十百千零]{1,7}"
_DIGITS = "[0-9０-９]{1,3}"
_GAP = f"[{BLANKS}]*"
_STRAY = f"(?:{_GAP}[、，,.．。：:；;])*"
_TO_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")

# After “1.” a digit makes a decimal, a date or “1.1”, unless it begins a year: 1.2026年底前……
_YEAR = r"(?:19|20)[0-9]{2}(?:年|[—–－~～至-]+(?:19|20)[0-9]{2})"
_FORMS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, pattern(f"(?P<typed>(?P<number>{_NUMERAL}){_GAP}[、.．])(?P<stray>){_GAP}(?P<text>.+)")),
    (2, pattern(f"(?P<typed>[（(]{_GAP}(?P<number>{_NUMERAL}){_GAP}[）)])(?P<stray>{_STRAY}){_GAP}(?P<text>.+)")),
    (
        3,
        pattern(
            f"(?P<typed>(?P<number>{_DIGITS})(?:、|[.．](?![0-9０-９])|[.．](?={_YEAR})))(?P<stray>){_GAP}(?P<text>.+)"
        ),
    ),
    (4, pattern(f"(?P<typed>[（(]{_GAP}(?P<number>{_DIGITS}){_GAP}[）)])(?P<stray>{_STRAY}){_GAP}(?P<text>.+)")),
)

# What makes a phrase of two neighbouring numbers: 一、二季度; 1、2月份; 三、四、五组.
_NEXT_IN_LISTING = pattern(
    f"({_NUMERAL}|{_DIGITS})(?:、|季度|月|期|级|类|批|组|标段|年级|线|产业|把手|号|楼|层|村|队|大队|中队|分队|支部|班|岁)"
)
# “（一）（二）项”, “（1）至（3）项” speak of numbers and begin no section.
_NUMBERS_NAMED = pattern(f"(?:[、，至到和及与或]|[—–－~～-]+)?[（(]{_GAP}(?:{_NUMERAL}|{_DIGITS}){_GAP}[）)]")

# ㈠ ⒈ ⑴: one character for number and mark.
_COMPACT = pattern("[㈠-㈩⒈-⒛⑴-⒇]")


def read_marker(line: str) -> Marker | None:
    """The number at the head of a trimmed line, or None when the line begins with no number of a section.

    >>> read_marker("（一）、压实责任")
    Marker(level=2, number=1, typed='（一）', stray='、', text='压实责任', listing=False)
    >>> read_marker("3.5万元用于购置器材") is None, read_marker("2026.11.23") is None
    (True, True)
    """
    compact = _COMPACT.match(line)
    plain = unicodedata.normalize("NFKC", line[0]) + line[1:] if compact else line
    for level, form in _FORMS:
        match = form.fullmatch(plain)
        if match:
            return _marker(level, match, line[0] if compact else None)
    return None


def _marker(level: int, match: re.Match[str], compact: str | None) -> Marker | None:
    number = _value(match["number"])
    stray, text = trim(match["stray"]), trim(match["text"])
    if number is None or not text or (level in {2, 4} and _NUMBERS_NAMED.match(stray + text)):
        return None
    follower = _NEXT_IN_LISTING.match(text) if match["typed"].endswith("、") else None
    listing = follower is not None and _value(follower[1]) == number + 1
    return Marker(level, number, compact or match["typed"], stray, text, listing)


def _value(numeral: str) -> int | None:
    digits = numeral.translate(_TO_DIGITS)
    return int(digits) or None if digits.isdecimal() else numeral_value(numeral)
