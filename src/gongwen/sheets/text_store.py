"""A long table of texts on the disk: only the blocks last asked for are in memory."""

from __future__ import annotations

import pickle
import tempfile
import weakref
from array import array
from collections.abc import Sequence
from threading import Lock
from typing import overload

from gongwen.errors import Fault, InputError
from gongwen.files import temporary_space

__all__ = ["TextStore"]

_BLOCK = 32  # texts: cells mostly refer to neighbours, and one that does not costs the reading of so many
_MOST_CACHED = 1 << 18  # bytes as they stand in the file; in memory short texts take five times as much
# A spreadsheet numbers its texts as it meets them, so that most blocks are read but a few times.
_OFTEN, _READ_FREELY = 32, 256 * 1024 * 1024


class TextStore(Sequence["str | None"]):
    """Texts by their number, in a temporary file that goes with the store; they are added first, then read.

    Raises :class:`~gongwen.InputError` when the disk is full; ``name`` is for the message.

    >>> store = TextStore("各村.xlsx")
    >>> store.extend(["上坝村", None])
    >>> store.extend(["下坝村"])
    >>> len(store), store[1], store[2]
    (3, None, '下坝村')
    """

    def __init__(self, name: str) -> None:
        self._name = name
        with temporary_space():
            # Without a buffer, which could not be emptied onto a full disk when the file is closed.
            self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed when the store goes
        weakref.finalize(self, self._file.close)
        self._ends = array("Q", [0])  # of the blocks in the file
        self._open: list[str | None] = []  # the block that is not full yet
        self._cache: dict[int, list[str | None]] = {}
        self._cached = self._read = 0
        self._lock = Lock()

    def extend(self, texts: Sequence[str | None]) -> None:
        """Add texts at the end."""
        texts = [*self._open, *texts]
        whole = len(texts) - len(texts) % _BLOCK
        with temporary_space():
            for start in range(0, whole, _BLOCK):
                content = pickle.dumps(texts[start : start + _BLOCK], pickle.HIGHEST_PROTOCOL)
                left = memoryview(content)
                while left:
                    left = left[self._file.write(left) :]
                self._ends.append(self._ends[-1] + len(content))
        self._open = texts[whole:]

    def __len__(self) -> int:
        return (len(self._ends) - 1) * _BLOCK + len(self._open)

    @overload
    def __getitem__(self, place: int) -> str | None: ...
    @overload
    def __getitem__(self, place: slice) -> list[str | None]: ...
    def __getitem__(self, place: int | slice) -> str | list[str | None] | None:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        if place < 0:
            place += len(self)
        number, within = divmod(place, _BLOCK)
        block = self._cache.get(number)
        return (self._block(number) if block is None else block)[within]

    def _block(self, number: int) -> list[str | None]:
        if number == len(self._ends) - 1:
            return self._open
        if not 0 <= number < len(self._ends):
            raise IndexError(number)
        with self._lock, temporary_space():
            start, end = self._ends[number], self._ends[number + 1]
            self._read += end - start
            if self._read > _READ_FREELY + _OFTEN * self._ends[-1]:
                message, cure = "各格的文字排得不正常，读不完", "用 Excel 或 WPS 打开，另存为新文件"
                raise InputError(Fault("suspicious-workbook", message, cure, file=self._name))
            self._file.seek(start)
            block: list[str | None] = pickle.loads(self._file.read(end - start))
            if number not in self._cache:
                self._cached += end - start
            self._cache[number] = block
            while self._cached > _MOST_CACHED and len(self._cache) > 1:
                oldest = next(iter(self._cache))
                del self._cache[oldest]
                self._cached -= self._ends[oldest + 1] - self._ends[oldest]
        return block
