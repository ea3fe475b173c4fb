"""Things on the way between two steps, kept on the disk so that memory does not grow with their number."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import IO, Generic, TypeVar

from gongwen.files import temporary_space

__all__ = ["Spool", "grouped"]

_T = TypeVar("_T")


class Spool(Generic[_T]):
    """Handfuls of picklable things in a temporary file, in the order they came; read as often as needed."""

    def __init__(self) -> None:
        with temporary_space():
            self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the spool

    def put(self, handful: Sequence[_T]) -> None:
        """Add a handful."""
        with temporary_space():
            pickle.dump(handful, self._file, protocol=pickle.HIGHEST_PROTOCOL)
            self._file.flush()

    def handfuls(self) -> Iterator[Sequence[_T]]:
        """The handfuls as they were put in. Only one reader at a time, and none while things are put in."""
        self._file.seek(0)
        with suppress(EOFError):
            while True:
                yield pickle.load(self._file)

    def close(self) -> None:
        """Give the file back; what could not be written onto a full disk is lost with it."""
        with suppress(OSError):
            self._file.close()

    def items(self) -> Iterator[_T]:
        """The things themselves."""
        for handful in self.handfuls():
            yield from handful


def grouped(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """The items in lists of so many.

    >>> list(grouped("abc", 2))
    [['a', 'b'], ['c']]
    """
    iterator = iter(items)
    while handful := list(islice(iterator, size)):
        yield handful
