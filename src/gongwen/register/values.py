"""What a register is asked for and what it holds: immutable, picklable values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from gongwen.model import IssuingNumber
from gongwen.model.base import with_valid

__all__ = [
    "STATE_NAMES",
    "Entry",
    "Facts",
    "Gap",
    "Issue",
    "Request",
    "Reserved",
    "Series",
    "State",
    "number_in",
    "read_state",
    "series_of",
    "with_sequence",
]


class State(str, Enum):
    """What has become of a number: given to a document, sent out with it, or never to be used again."""

    RESERVED = "reserved"
    ISSUED = "issued"
    VOID = "void"


STATE_NAMES: Mapping[State, str] = MappingProxyType(
    {State.RESERVED: "已编号", State.ISSUED: "已发", State.VOID: "作废"}
)
"""The one Chinese name of each state."""

_STATE_WORDS = {
    **{name: state for state, name in STATE_NAMES.items()},
    **{state.value: state for state in State},
    "预留": State.RESERVED,
    "占号": State.RESERVED,
    "未发": State.RESERVED,
    "已印发": State.ISSUED,
    "已发出": State.ISSUED,
    "已作废": State.VOID,
    "空号": State.VOID,
}


def read_state(text: str) -> State | None:
    """The state that a word names, or None.

    >>> read_state("已发"), read_state("作废"), read_state("?")
    (<State.ISSUED: 'issued'>, <State.VOID: 'void'>, None)
    """
    return _STATE_WORDS.get(re.sub(r"\s", "", text))


Series: TypeAlias = tuple[str, int]
"""What numbers are counted in: 代字 and year; ``("", 0)`` for 令号, which have neither (9704-10.2-b), and 期 for a
code where documents are counted by issue."""

_BY_ISSUE = "期"


def series_of(number: IssuingNumber) -> Series:
    """The series that a number belongs to.

    >>> series_of(IssuingNumber.parse("云政发〔2026〕8号")), series_of(IssuingNumber.parse("第3号"))
    (('云政发', 2026), ('', 0))
    >>> series_of(IssuingNumber.parse("第3期"))
    ('期', 0)
    """
    return _BY_ISSUE if number.issue else number.code, number.year or 0


def number_in(series: Series, sequence: int) -> IssuingNumber:
    """The number with this sequence in a series.

    >>> str(number_in(("云政发", 2026), 8)), str(number_in(("期", 0), 8))
    ('云政发〔2026〕8号', '第8期')
    """
    code, year = series
    if code == _BY_ISSUE:
        return IssuingNumber(year=year or None, sequence=sequence, issue=True)
    return IssuingNumber(code=code, year=year or None, sequence=sequence)


_SURELY_A_SEQUENCE = 100_000


def with_sequence(number: IssuingNumber, sequence: int) -> IssuingNumber:
    """The number with this sequence in the series of another one, which is known to be valid.

    >>> str(with_sequence(IssuingNumber.parse("云政发〔2026〕号"), 8))
    '云政发〔2026〕8号'
    """
    if 0 < sequence < _SURELY_A_SEQUENCE:
        return with_valid(number, sequence=sequence)
    return number_in(series_of(number), sequence)


class Facts(NamedTuple):
    """What the register keeps about a document; whatever is unknown is None."""

    title: str | None = None
    recipients: str | None = None
    signer: str | None = None
    date: date | None = None
    copies: int | None = None


class Request(NamedTuple):
    """Somebody asks for a number.

    ``identity`` says who asks (a batch and its row), and stays the same when the row asks again. A ``number`` without
    a sequence asks for the next one, a full number for exactly that one.
    """

    identity: str
    number: IssuingNumber
    facts: Facts = Facts()


class Reserved(NamedTuple):
    """The answer to a :class:`Request`.

    ``is_new`` tells whether the number was given just now; ``skipped`` are the sequences below it that nobody had used
    and that were entered as void because of it.
    """

    number: IssuingNumber
    state: State
    is_new: bool
    skipped: tuple[int, ...] = ()


class Issue(NamedTuple):
    """A reserved number went out with its document.

    ``identity``, when given, must be the one that holds the number; ``facts``, when given, replace those kept so far.
    """

    number: IssuingNumber
    identity: str | None = None
    facts: Facts | None = None


class Entry(NamedTuple):
    """One line of the register.

    ``identity`` is None for numbers that came with an old table or were skipped; ``reason`` and ``voided`` (the day)
    belong to void numbers.
    """

    number: IssuingNumber
    state: State
    identity: str | None = None
    facts: Facts = Facts()
    archive: str | None = None
    reason: str | None = None
    voided: date | None = None


class Gap(NamedTuple):
    """Numbers below the highest of their series of which nothing is known: left by an old table, never by us.

    >>> print(Gap("云政发", 2026, 5, 7), Gap("", 0, 4, 4))
    云政发〔2026〕5至7号 第4号
    """

    code: str
    year: int
    first: int
    last: int

    @property
    def size(self) -> int:
        """How many numbers are missing."""
        return self.last - self.first + 1

    def __str__(self) -> str:
        sequences = f"{self.first}" if self.first == self.last else f"{self.first}至{self.last}"
        return f"{self.code}〔{self.year}〕{sequences}号" if self.code else f"第{sequences}号"
