"""Which row is which: by a column whose values are all there and all different, or by the row's whole content.

A rerun must give every row the number it had. The row's place in the table does not tell, for rows are put in between;
its content does not when a slip was corrected; so a column is looked for that names the row, and remembered.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gongwen.batching.filling.cell_numbers import read_number
from gongwen.batching.filling.writing import written
from gongwen.errors import Fault, InputError
from gongwen.sheets import Row
from gongwen.sheets.values import meant

__all__ = ["Identities", "KeySearch", "repeated"]

_LONGEST_NAME = 40
_TRIAL, _MOST_CANDIDATES = 500, 3


def _fingerprint(text: str) -> int:
    """64 bits of a text's hash, the same in every process."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


class KeySearch:
    """Finds the column that names the rows while they stream past; keeps eight bytes a row and candidate: its hash.

    ``wanted`` is the column asked for, "" for a row's whole content; None lets the table decide. Raises
    :class:`~gongwen.InputError` when the table has no such column.
    """

    def __init__(self, columns: Sequence[str], wanted: str | None = None) -> None:
        if wanted and wanted not in columns:
            cure = f"{meant(wanted, columns)}用 --key 写一个表里的列名"
            raise InputError(
                Fault("unknown-key", "表里没有认行的这一列", cure, value=wanted, allowed="、".join(columns))
            )
        self._wanted = wanted
        names = (wanted,) if wanted else () if wanted == "" else tuple(filter(_may_name, columns))
        self._seen: dict[str, array[int]] = {name: array("q") for name in names}
        self._counting: set[str] = set()
        self._rows = 0

    def see(self, row: Row) -> Fault | None:
        """Take note of a row; the fault of a blank cell in the column asked for."""
        self._rows += 1
        if self._rows == _TRIAL:
            self._keep_the_best()
        for name in list(self._seen):
            value = row.values.get(name)
            if value is not None and (self._wanted or (isinstance(value, str | int) and _is_name(value))):
                self._seen[name].append(hash(written(value)))
                if not isinstance(value, str) or read_number(value) is not None:
                    self._counting.add(name)
            elif self._wanted:
                message, cure = "这一格是空的，而程序按这一列认行", "填上这一格，或用 --key 换一列"
                return Fault("missing-value", message, cure, row=row.number, column=name)
            else:
                del self._seen[name]
        return None

    def repeated(self) -> set[int]:
        """Hashes of what the column asked for holds more than once."""
        return repeated(self._seen[self._wanted]) if self._wanted else set()

    def found(self) -> str:
        """The column that names the rows, texts before numbers in the table's order; "" when there is none."""
        if self._wanted is not None:
            return self._wanted
        return next(iter(self._unique()), "")

    def _unique(self) -> list[str]:
        names = sorted(self._seen, key=lambda name: name in self._counting)
        return [name for name in names if len(self._seen[name]) and not repeated(self._seen[name])]

    def _keep_the_best(self) -> None:
        if not self._wanted:
            self._seen = {name: self._seen[name] for name in self._unique()[:_MOST_CANDIDATES]}


# What is nobody's business in a file's name, and what is told rows apart by chance alone.
_PRIVATE = re.compile("身份证|证件|公民身份|电话|手机|联系方式|账号|账户|卡号|存折")
_AMOUNT = re.compile("金额|元[）)]|[借贷存货]款|补助|补贴|工资|单价|总价")
_NUMBER_OF_A_PERSON = re.compile(r"1\d{10}|\d{17}[\dXx]|\d{15,19}", re.ASCII)


def _may_name(column: str) -> bool:
    """Whether rows may be known by a column, and files be named after it, unless it is asked for.

    >>> [column for column in ("村名", "身份证号", "联系电话", "补助金额（元）") if _may_name(column)]
    ['村名']
    """
    return not (_PRIVATE.search(column) or _AMOUNT.search(column))


def _is_name(value: str | int) -> bool:
    text = str(value)
    if isinstance(value, bool) or len(text) > _LONGEST_NAME:
        return False
    return not (text.isascii() and _NUMBER_OF_A_PERSON.fullmatch(text))


def repeated(hashes: array[int]) -> set[int]:
    """Those that stand more than once.

    >>> repeated(array("q", [1, 2, 1]))
    {1}
    """
    ordered = sorted(hashes)
    return {one for one, other in pairwise(ordered) if one == other}


class Identities:
    """The identity of each row, in the rows' order; rows of the same content are told apart by counting."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._seen: Counter[int] = Counter()

    def of(self, row: Row) -> str:
        """The identity of the next row."""
        if self._key:
            return written(row.values[self._key]).strip()
        content = "\x1f".join(self._content(row))
        mark = _fingerprint(content)
        self._seen[mark] += 1
        count = self._seen[mark]
        return f"{mark:016x}" + (f"-{count}" if count > 1 else "")

    @staticmethod
    def _content(row: Row) -> Iterator[str]:
        for cells in (row.values, *row.details):
            for name, value in cells.items():
                if value is not None:
                    yield f"{name}\x1e{written(value)}"
