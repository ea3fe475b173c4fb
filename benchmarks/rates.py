"""Documents per second of gongwen and its peers, measured in turn, so that the drift of a noisy machine cancels.

In a round gongwen is measured before, between and after the peers; each peer is compared with the two measurements
of gongwen around it. Time is the processor time of this process, so that other programs on the machine count little.
Every document that is written is a new one, and Python's collector is left as it is.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from statistics import median
from time import process_time
from typing import Generic, NamedTuple, TypeVar

import gongwen
from benchmarks import peers
from benchmarks.notices import Notice, notice

__all__ = ["DOCXTPL_BASE", "DOCXTPL_DEFAULT", "GONGWEN", "PEERS", "Contender", "Race", "race"]

_T = TypeVar("_T")
_GONGWEN_SHARE = 4
"""gongwen is measured this many times as often as a peer, each time for this part of its time."""
_WARM_UP = 3


@dataclass(frozen=True)
class Contender(Generic[_T]):
    """A way to write notices: what it makes of one beforehand, and how it writes that as a .docx."""

    name: str
    prepare: Callable[[Notice], _T]
    write: Callable[[_T], bytes]

    def document(self, index: int) -> bytes:
        """The .docx of the notice of an index."""
        return self.write(self.prepare(notice(index)))


def validated(plain: Notice) -> gongwen.Document:
    """A notice as gongwen's model."""
    return gongwen.Document.read(plain.data())


def _as_it_is(plain: Notice) -> Notice:
    return plain


GONGWEN = Contender("gongwen", validated, gongwen.render)
PYTHON_DOCX_DEFAULT = Contender("python-docx，自带模板", _as_it_is, peers.python_docx_on_default)
DOCXTPL_DEFAULT = Contender("docxtpl，python-docx 自带模板", _as_it_is, peers.docxtpl_on_default)
PYTHON_DOCX_BASE = Contender("python-docx，精简底稿", _as_it_is, peers.python_docx_on_base)
DOCXTPL_BASE = Contender("docxtpl，精简底稿", _as_it_is, peers.docxtpl_on_base)
PEERS = (PYTHON_DOCX_DEFAULT, DOCXTPL_DEFAULT, PYTHON_DOCX_BASE, DOCXTPL_BASE)


class _Slice(NamedTuple):
    """Documents written, and the seconds it took."""

    documents: int
    seconds: float

    @property
    def rate(self) -> float:
        return self.documents / self.seconds


def _rate(slices: Sequence[_Slice]) -> float:
    """Documents per second of all slices together."""
    return sum(one.documents for one in slices) / sum(one.seconds for one in slices)


@dataclass
class Race:
    """What was measured: documents per second of each contender in each round, and gongwen ÷ peer in each round."""

    rates: dict[str, list[float]] = field(default_factory=dict)
    ratios: dict[str, list[float]] = field(default_factory=dict)

    def rate(self, contender: Contender[_T]) -> float:
        """Documents per second: the median of the rounds."""
        return median(self.rates[contender.name])

    def ratio(self, peer: Contender[_T]) -> float:
        """How many times as fast gongwen is: the median of the rounds."""
        return median(self.ratios[peer.name])


def race(
    opponents: Sequence[Contender[Notice]],
    *,
    rounds: int,
    seconds: float,
) -> Race:
    """Measure gongwen and its opponents in turn; ``seconds`` is the time of one peer in one round."""
    indexes = count()
    result = Race()
    own_size = _documents_in(GONGWEN, indexes, seconds / _GONGWEN_SHARE)
    sizes = [_documents_in(peer, indexes, seconds) for peer in opponents]
    for _ in range(rounds):
        own = [_slice(GONGWEN, indexes, own_size)]
        for peer, size in zip(opponents, sizes, strict=True):
            theirs = _slice(peer, indexes, size)
            own.append(_slice(GONGWEN, indexes, own_size))
            result.rates.setdefault(peer.name, []).append(theirs.rate)
            result.ratios.setdefault(peer.name, []).append(_rate(own[-2:]) / theirs.rate)
        result.rates.setdefault(GONGWEN.name, []).append(_rate(own))
    return result


def _documents_in(contender: Contender[_T], indexes: Iterator[int], seconds: float) -> int:
    """About how many documents a contender writes in a time, once it is warm."""
    for _ in range(_WARM_UP):
        contender.document(next(indexes))
    number = 1
    while True:
        done = _slice(contender, indexes, number)
        if done.seconds >= min(seconds, 0.05) or number > 1_000_000:
            return max(1, round(done.rate * seconds))
        number *= 2


def _slice(contender: Contender[_T], indexes: Iterator[int], number: int) -> _Slice:
    items = [contender.prepare(notice(next(indexes))) for _ in range(number)]
    write = contender.write
    gc.collect()  # what went before shall not be paid for here
    start = process_time()
    for item in items:
        write(item)
    return _Slice(number, process_time() - start)
