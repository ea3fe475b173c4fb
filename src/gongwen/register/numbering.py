"""Numbers from elsewhere: an office system that numbers its documents itself gives them to a batch.

In: an object with the three methods of :class:`Numbering`. Out: :class:`Numbers`, all that a batch asks; our own
:class:`~gongwen.Register` answers all of it, and of another's what it does not know is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol, runtime_checkable

from gongwen.errors import Fault, InputError
from gongwen.model import IssuingNumber
from gongwen.register.plan import Recovery
from gongwen.register.register import Register
from gongwen.register.values import Entry, Issue, Request, Reserved, series_of

__all__ = ["Numbering", "Numbers", "numbers_from"]


@runtime_checkable
class Numbering(Protocol):
    """What gives issuing numbers: a :class:`~gongwen.Register`, or an office system's own database.

    Every method is one transaction: all of it or nothing. What is refused raises :class:`~gongwen.InputError` with a
    :class:`~gongwen.Fault` in Chinese.
    """

    def reserve(self, requests: Sequence[Request], /) -> Sequence[Reserved]:
        """A number for each request, in their order: the next of its series, or the one that it names.

        An ``identity`` that has a number gets the same one again, whatever happened in between: so a batch that was
        broken off goes on without a gap.
        """

    def issue(self, issued: Sequence[Issue], /) -> None:
        """The documents with these numbers have been made; once more changes nothing."""

    def void(self, number: IssuingNumber, reason: str, /, *, when: date) -> None:
        """The number is never used again; who held it may get another one. A batch does not ask this."""


class Numbers(Protocol):
    """All that a batch asks of what numbers its documents; see :class:`~gongwen.Register` for each."""

    @property
    def path(self) -> str: ...
    def reserve(self, requests: Sequence[Request], /) -> Sequence[Reserved]: ...
    def issue(self, issued: Sequence[Issue], /) -> None: ...
    def check(self, requests: Sequence[Request], /) -> dict[int, Fault]: ...
    def alike(self, requests: Sequence[Request], /) -> dict[int, Entry]: ...
    def forgotten(self, entries: Sequence[Entry], /) -> Recovery: ...
    def recover(self, entries: Sequence[Entry], /) -> int: ...
    def next(self, code: str, year: int, /) -> int | None: ...


def numbers_from(given: Numbering | None) -> Numbers | None:
    """What a batch may ask of what it was given.

    >>> numbers_from(None) is None
    True
    """
    return given if given is None or isinstance(given, Register) else _Elsewhere(given)


class _Elsewhere:
    """Another's numbering: only it knows what it would refuse, and what it has given to whom."""

    path = ""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self.issue = numbering.issue

    def reserve(self, requests: Sequence[Request], /) -> Sequence[Reserved]:
        """The numbers that it gives. Raises :class:`~gongwen.InputError` for answers that are none to the requests."""
        given = self._numbering.reserve(requests) if requests else ()
        wrong = len(given) != len(requests) or not all(map(_answers, requests, given))
        if wrong:
            message = "编号的系统给的号与要的不符（份数、代字、年份不同，或没有顺序号）"
            raise InputError(Fault("wrong-numbering", message, "核对它的 reserve：每个请求依次给一个号"))
        if len({one.number for one in given}) != len({request.identity for request in requests}):
            raise InputError(
                Fault("number-taken", "编号的系统把一个号给了两份公文", "核对它的 reserve：一份公文一个号")
            )
        return given

    def check(self, requests: Sequence[Request], /) -> dict[int, Fault]:
        """Nothing that could be told without asking for numbers."""
        return {}

    def alike(self, requests: Sequence[Request], /) -> dict[int, Entry]:
        """Nothing that is known."""
        return {}

    def forgotten(self, entries: Sequence[Entry], /) -> Recovery:
        """Nothing: an office's database is no file that is restored behind its back."""
        return Recovery([], [], [])

    def recover(self, entries: Sequence[Entry], /) -> int:
        """Nothing to know again."""
        return 0

    def next(self, code: str, year: int, /) -> int | None:
        """Unknown until it is given."""
        return None


def _answers(request: Request, given: Reserved) -> bool:
    wanted, number = request.number, given.number
    same = series_of(wanted) == series_of(number) and number.sequence is not None
    return same and wanted.sequence in (None, number.sequence)
