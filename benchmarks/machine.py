"""How quick the machine is on which something is measured.

Targets in documents per second and in seconds were set on one machine. Others are half as fast, and the same one is at
times; so a peer is measured beside, in the same run, and what is asked follows from its rate. Ratios need no such care.
"""

from __future__ import annotations

from benchmarks.rates import DOCXTPL_BASE, race

__all__ = ["REFERENCE_RATE", "slowness", "slowness_of"]

REFERENCE_RATE = 115.0
"""Documents per second of docxtpl on a slim base, on the machine on which the targets were set."""
_ROUNDS, _SECONDS = 3, 0.15


def slowness_of(rate: float) -> float:
    """How many times as slow as that machine one is on which docxtpl has this rate; 1 for a quicker one.

    >>> slowness_of(230.0), slowness_of(57.5)
    (1.0, 2.0)
    """
    return max(1.0, REFERENCE_RATE / rate)


def slowness() -> float:
    """How many times as slow this machine is now; half a second's work, to be done beside every measurement."""
    return slowness_of(max(race((DOCXTPL_BASE,), rounds=_ROUNDS, seconds=_SECONDS).rates[DOCXTPL_BASE.name]))
