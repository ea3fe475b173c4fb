"""Number formats of cells, read: a code without dates, such as ``[>=10000]0.0,"万";#,##0``, becomes sections.

In: the code (ISO/IEC 29500-1 18.8.31). Out: data by which ``number_writing`` writes a number.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

__all__ = ["Condition", "Item", "NumberFormat", "Section", "number_format", "text_format"]

_MOST_SECTIONS = 3  # for numbers; a fourth is for texts
_MOST_DENOMINATOR_PLACES = 5
Item: TypeAlias = tuple[bool, str]
"""Whether it is a digit's place, and its character; else what is written as it stands."""


class Condition(NamedTuple):
    """For which numbers a section is."""

    sign: str
    limit: Decimal

    def holds(self, number: Decimal) -> bool:
        return _COMPARED[self.sign](number, self.limit)

    @property
    def negative_only(self) -> bool:
        """Whether no positive number meets it: the sign says nothing then, and is not shown."""
        return self.limit <= 0 if self.sign in ("<", "<=") else self.sign == "=" and self.limit < 0


_COMPARED: MappingProxyType[str, Callable[[Decimal, Decimal], bool]] = MappingProxyType(
    {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne}
)


class Section(NamedTuple):
    """One of the up to three parts of a format."""

    whole: tuple[Item, ...]
    """Up to the decimal point; all that stands before the fraction's numerator."""
    decimals: tuple[Item, ...] = ()
    point: bool = False
    grouped: bool = False
    power: int = 0
    """Of ten: percent signs up, closing commas down."""
    numerator: tuple[Item, ...] = ()
    denominator: int = 0
    """As written, or 0: the best of so many places."""
    denominator_places: int = 0
    exponent: str = ""
    """E+ or E-, where there is one; its places are the first items of ``tail``."""
    tail: tuple[Item, ...] = ()
    general: bool = False
    """The number stands as it is between ``whole`` and ``tail``."""
    condition: Condition | None = None
    numerals: str = ""
    """Digits of another writing, as [DBNum1] has them."""


class NumberFormat(NamedTuple):
    """A format code, read."""

    sections: tuple[Section, ...]


def number_format(code: str) -> NumberFormat | None:
    """A format code as data; None for what nobody can read.

    >>> number_format("0/0/0") is None
    True
    """
    sections = [_section(text) for text in _split(code)[:_MOST_SECTIONS]]
    return None if None in sections else NumberFormat(tuple(one for one in sections if one is not None))


def text_format(code: str) -> tuple[str, str] | None:
    """What a format writes before and behind the text of a cell; None where it shows the text alone.

    >>> text_format('0;-0;0;@"村"'), text_format('"编号："@'), text_format('yyyy"年"m"月";@')
    (('', '村'), ('编号：', ''), None)
    """
    sections = _split(code)
    parts = ["", ""]
    place = 0
    for match in _TOKEN.finditer(sections[_MOST_SECTIONS] if len(sections) > _MOST_SECTIONS else sections[-1]):
        kind = match.lastgroup or ""
        if kind == "char" and match[kind] == "@":
            if place:
                return None  # the text twice: nobody means that
            place = 1
        elif kind in ("quoted", "escaped", "char"):
            parts[place] += match[kind]
    return (parts[0], parts[1]) if place and any(parts) else None


# --- a format code read ---

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|\[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]'
    r"|(?P<color>\[(?:black|blue|cyan|green|magenta|red|white|yellow|[黑蓝绿红白黄]色?|color\s*\d+)\])"
    r"|\[(?P<condition>(?:<=|>=|<>|<|>|=)\s*-?\d{1,20}(?:\.\d{1,20})?)\]|\[DBNum(?P<numerals>[123])\]"
    r"|(?P<bracket>\[[^\]]*\])|(?P<pad>[_*].)|(?P<general>General)|(?P<exponent>E[+-])|(?P<digit>[0#?])|(?P<char>.)",
    re.IGNORECASE | re.DOTALL,
)
_PART = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|;|.', re.DOTALL)
_CONDITION = re.compile(r"([<>=]+)\s*(.+)")
_FIXED = re.compile(r"[1-9]\d{0,6}")


def _split(code: str) -> list[str]:
    sections = [""]
    for token in _PART.findall(code):
        if token == ";":
            sections.append("")
        else:
            sections[-1] += token
    return sections


class _Reader:
    """One section while it is read; ``read`` says whether it could be."""

    def __init__(self) -> None:
        self.section = Section(())
        self.parts: dict[str, list[Item]] = {"whole": [], "decimals": [], "tail": []}
        self._part = "whole"
        self._commas = 0

    def take(self, kind: str, text: str, rest: str) -> int | None:
        """A token; how many characters of the rest it takes along, None when it cannot be read."""
        taken: int | None = 0
        if kind in ("quoted", "escaped", "currency"):
            self.parts[self._part].append((False, text))
        elif kind == "condition":
            found = _CONDITION.fullmatch(text)
            assert found is not None
            self.section = self.section._replace(condition=Condition(found[1], Decimal(found[2])))
        elif kind == "numerals":
            self.section = self.section._replace(numerals=text)
        elif kind in ("general", "exponent"):
            taken = self._turn_to_tail(kind, text)
        elif kind == "digit":
            taken = self._place(text)
        elif kind == "char":
            taken = self._character(text, rest)
        elif kind == "bracket":
            taken = None
        return taken

    def _turn_to_tail(self, kind: str, text: str) -> int | None:
        if self._part == "tail" or any(is_place for is_place, _ in self.parts["tail"]):
            return None
        if kind == "general":
            if any(is_place for part in self.parts.values() for is_place, _ in part):
                return None
            self.section = self.section._replace(general=True)
        else:
            self.section = self.section._replace(exponent=text.upper())
        self._part = "tail"
        return 0

    def _place(self, text: str) -> int | None:
        if self.section.general or self.section.numerator:
            return None
        if self._commas:
            self.section = self.section._replace(grouped=True)
            self._commas = 0
        self.parts[self._part].append((True, text))
        return 0

    def _character(self, text: str, rest: str) -> int | None:
        if text == "/":
            return self._fraction(rest)
        if text == ".":
            if self._part != "whole":
                return None
            self._part = "decimals"
            self.section = self.section._replace(point=True)
        elif text == "," and any(is_place for part in ("whole", "decimals") for is_place, _ in self.parts[part]):
            self._commas += 1
        elif text in "Ee@":
            return None
        else:
            self.section = self.section._replace(power=self.section.power + 2 * (text == "%"))
            self.parts[self._part].append((False, text))
        return 0

    def _fraction(self, rest: str) -> int | None:
        """The places right before the stroke are the numerator's."""
        whole = self.parts["whole"]
        begin = len(whole)
        while begin and whole[begin - 1][0]:
            begin -= 1
        if begin == len(whole) or self._part != "whole" or self.section.grouped or self._commas:
            return None
        fixed, places = _FIXED.match(rest), len(rest) - len(rest.lstrip("0#?"))
        if not fixed and not 0 < places <= _MOST_DENOMINATOR_PLACES:
            return None
        self.section = self.section._replace(
            numerator=tuple(whole[begin:]), denominator=int(fixed[0]) if fixed else 0, denominator_places=places
        )
        del whole[begin:]
        self._part = "tail"
        return len(fixed[0]) if fixed else places

    def made(self) -> Section | None:
        section = self.section
        if section.exponent and not any(is_place for is_place, _ in self.parts["tail"]):
            return None
        if (section.numerator or section.exponent) and (self._commas or section.power):
            return None
        if section.general and section.numerals == "3":
            return None
        if section.numerals and not section.general and not any(place for p in self.parts.values() for place, _ in p):
            section = section._replace(general=True, tail=())
        whole, decimals, tail = (tuple(self.parts[name]) for name in ("whole", "decimals", "tail"))
        power = section.power - 3 * self._commas
        return section._replace(whole=whole, decimals=decimals, tail=tail, power=power)


def _section(code: str) -> Section | None:
    """A section as data; None when it is of a kind that nobody knows."""
    reader, place = _Reader(), 0
    while place < len(code):
        match = _TOKEN.match(code, place)
        assert match is not None
        assert match.lastgroup is not None
        place = match.end()
        taken = reader.take(match.lastgroup, match[match.lastgroup], code[place:])
        if taken is None:
            return None
        place += taken
    return reader.made()
