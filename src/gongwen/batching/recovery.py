"""Journal and register brought together before a run: no number that a document of the folder has is given again.

The register forgets when it is restored from an old copy, or when another one is taken. The journal knows what each
document of its folder has, so the register learns it from there; where others got those numbers meanwhile, nothing is
done at all.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.batching.journal import Journal, Numbered
from gongwen.batching.spool import grouped
from gongwen.errors import Fault, InputError
from gongwen.model import IssuingNumber
from gongwen.register import Entry, Facts, Numbers, State
from gongwen.register.plan import numbers_given_away

__all__ = ["forgotten", "needs_register"]

_AT_ONCE = 500


def forgotten(journal: Journal, register: Numbers) -> list[Entry]:
    """What the register does not know of the folder's documents. Raises :class:`~gongwen.InputError` when it gave
    their numbers to others."""
    lost: list[Entry] = []
    taken: list[Entry] = []
    for entries in grouped(_entries(journal), _AT_ONCE):
        found = register.forgotten(entries)
        lost += [*found.new, *found.changed]
        taken += found.taken
    if taken:
        raise InputError(numbers_given_away(taken, register.path))
    return lost


def needs_register(journal: Journal) -> Fault | None:
    """Why the batch cannot go on without a register: it has numbers from one."""
    first = next((one for one in journal.numbered() if one.holder.startswith(journal.holder(""))), None)
    if first is None:
        return None
    message = f"这一批已编过号（{first.number}等），这次没有写登记簿，号会空着"
    return Fault(
        "wrong-arguments", message, "同一条命令加 --register 登记簿；不编号的稿子换个输出文件夹", file="--register"
    )


def _entries(journal: Journal) -> Iterator[Entry]:
    for one in journal.numbered():
        yield _entry(one)


def _entry(one: Numbered) -> Entry:
    facts = Facts(one.title or None, one.recipients or None, copies=one.copies)
    state = State.ISSUED if one.made else State.RESERVED
    return Entry(IssuingNumber.parse(one.number), state, one.holder, facts)
