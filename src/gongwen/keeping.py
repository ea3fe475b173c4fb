"""What is kept from one document to the next, and how to be rid of it.

Caches make a batch quick: the same seal, the same 版记, the same styles come with every document. Each is bounded. What
holds a document's own bytes is bounded in bytes (:func:`kept_by_size`), whatever the number of pictures; what is keyed
by texts takes long ones by another road; the rest are measures and styles by a number of entries. :func:`clear_caches`
empties all of them, so that nothing of a document stays in memory.
"""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from functools import update_wrapper
from threading import Lock
from typing import Generic, ParamSpec, TypeVar

__all__ = ["LONGEST_KEPT", "SizedCache", "are_long", "caches", "clear_caches", "kept_by_size"]

LONGEST_KEPT = 2_000
"""Texts with more characters are not kept in caches that are bounded by their number."""
_MOST_BYTES = 8 * 2**20
"""A cache of pictures: some dozens of seals."""
_PACKAGE = "gongwen"

_P = ParamSpec("_P")
_R = TypeVar("_R")


class SizedCache(Generic[_P, _R]):
    """A function whose answers are kept, the latest ones that together are no larger than ``most`` bytes.

    Bytes and texts among arguments and answers are counted, and the ``weight`` that an answer says it has; what alone
    is larger than a fourth of all is not kept.
    """

    def __init__(self, function: Callable[_P, _R], most: int) -> None:
        self._function = function
        self._most = most
        self._kept: OrderedDict[Hashable, tuple[_R, int]] = OrderedDict()
        self._lock = Lock()
        self.held = 0
        update_wrapper(self, function)

    def __call__(self, *args: _P.args, **kwargs: _P.kwargs) -> _R:
        key = (args, *kwargs.items()) if kwargs else args
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found[0]
        if _size(args) > self._most // 4:
            return self._function(*args, **kwargs)
        answer = self._function(*args, **kwargs)
        size = _size((*args, answer))
        if size <= self._most // 4:
            with self._lock:
                if key not in self._kept:
                    self._kept[key] = answer, size
                    self.held += size
                while self.held > self._most:
                    self.held -= self._kept.popitem(last=False)[1][1]
        return answer

    def cache_clear(self) -> None:
        """Keep nothing any more."""
        with self._lock:
            self._kept.clear()
            self.held = 0


_ENTRY = 200  # what an entry takes beside its bytes
_COUNTED = (bytes, str)


def _size(values: tuple[object, ...]) -> int:
    size = _ENTRY
    for value in values:  # asked for each picture of each document
        size += len(value) if isinstance(value, _COUNTED) else getattr(value, "weight", 0)
    return size


def kept_by_size(most: int = _MOST_BYTES) -> Callable[[Callable[_P, _R]], SizedCache[_P, _R]]:
    """Keep the answers of a function of bytes, as many as ``most`` bytes allow.

    >>> @kept_by_size(4_000)
    ... def doubled(data: bytes) -> bytes:
    ...     return data * 2
    >>> len(doubled(b"x" * 100)), doubled.held, len(doubled(b"x" * 3_000)), doubled.held
    (200, 500, 6000, 500)
    """
    return lambda function: SizedCache(function, most)


def are_long(texts: Iterable[str]) -> bool:
    """Whether texts are together so long that what is made of them is not kept: then ask the function under its cache.

    >>> are_long(["青山镇人民政府"]), are_long(["上坝村"] * 1_000)
    (False, True)
    """
    return len("".join(texts)) > LONGEST_KEPT


def caches() -> dict[str, Callable[[], None]]:
    """How to empty every cache of the rooms that are loaded, by its name; a room that is not loaded keeps nothing."""
    return {
        f"{value.__module__}.{name}": value.cache_clear
        for module in list(sys.modules.values())
        if module is not None and (module.__name__ == _PACKAGE or module.__name__.startswith(f"{_PACKAGE}."))
        for name, value in list(vars(module).items())
        if hasattr(value, "cache_clear") and hasattr(value, "__module__") and not isinstance(value, type)
    }


def clear_caches() -> None:
    """Forget everything kept from the documents so far: pictures, texts, styles, layouts.

    Memory goes back to the system as far as the interpreter gives it back. The next document takes as long as the
    first one did. Values that the caller holds stay as they are. Raises
    nothing.

    >>> import gongwen
    >>> gongwen.clear_caches()
    """
    for clear in caches().values():
        clear()
