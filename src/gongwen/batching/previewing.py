"""What the first rows would become, shown before anything is made."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from gongwen.batching.checking import CheckedRows
from gongwen.batching.identity import Identities
from gongwen.batching.journal import Journal, Known
from gongwen.batching.naming import NamePattern
from gongwen.batching.planning import alike
from gongwen.batching.report import Preview
from gongwen.model import IssuingNumber
from gongwen.register import Numbers, Request

__all__ = ["preview"]

_SHOWN = 8


def preview(
    checked: CheckedRows, pattern: NamePattern, journal: Journal | None, register: Numbers | None
) -> tuple[list[Preview], list[str]]:
    """The first rows with the names and numbers they would get if nobody else asked before; and what to tell of it."""
    identities = Identities(checked.key)
    given: Counter[tuple[str, int]] = Counter()
    shown, asking = [], list[Request]()
    for one in islice(checked.good.items(), _SHOWN):
        identity = identities.of(one.row)
        known = journal.known([identity]).get(identity) if journal else None
        number = one.number
        if (issued := _whole_number(known)) is not None:
            number = issued
        elif number and register and number.sequence is None and number.year:
            series = (number.code, number.year)
            following = register.next(*series)
            if following is not None:
                number = number.evolve(sequence=following + given[series])
                given[series] += 1
        name = pattern.name(one.row.values, number, one.facts, row=one.row.number)
        if number is not None and issued is None:
            holder = journal.holder(identity) if journal else f"/{identity}"
            asking.append(Request(holder, one.number or number, one.facts))
        shown.append(Preview(one.row.number, name, str(number) if number else "", one.facts.title or ""))
    return shown, alike(asking, register) if register is not None else []


def _whole_number(known: Known | None) -> IssuingNumber | None:
    """The number that a row already has, unless it was left open."""
    number = IssuingNumber.parse(known.number) if known and known.number else None
    return number if number and number.sequence else None
