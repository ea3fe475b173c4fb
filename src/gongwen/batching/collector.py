"""The garbage collector while a batch runs: it looks seldom, for it would find nothing.

The values of a row hold no circles, and go when the last that holds them goes. Hundreds of documents are held at a
time, and to look through all of them again and again, as Python does unasked, takes as long as to lay them out.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

__all__ = ["seldom_collecting"]

_SELDOM = 200_000
"""Objects that come before the collector looks: more than a handful of rows has, and few beside the process itself."""


class _Usual:
    """What the process had asked of its collector, while runs at work have asked for less."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._runs = 0
        self._thresholds = gc.get_threshold()

    def leave(self) -> None:
        """A run begins."""
        with self._lock:
            if self._runs == 0:
                self._thresholds = gc.get_threshold()
                first, *others = self._thresholds
                if 0 < first < _SELDOM:  # 0 is a collector that somebody has switched off
                    gc.set_threshold(_SELDOM, *others)
            self._runs += 1

    def come_back(self) -> None:
        """A run ends; with the last of them all is as it was."""
        with self._lock:
            self._runs -= 1
            if self._runs == 0:
                gc.set_threshold(*self._thresholds)


_USUAL = _Usual()


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Within it the collector looks seldom; what it looks for, it finds all the same.

    >>> before = gc.get_threshold()
    >>> with seldom_collecting():
    ...     within = gc.get_threshold()
    >>> within[0] > before[0], gc.get_threshold() == before
    (True, True)
    """
    _USUAL.leave()
    try:
        yield
    finally:
        _USUAL.come_back()
