"""How much work one rendering may do, counted and not timed: the same input ends the same way on every machine.

A step is about 60 ns of the slowest work that costs one; all steps of a budget are done in a second or so.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, KeysView, ValuesView
from itertools import islice
from typing import Any

from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from markupsafe import Markup

from gongwen.sandbox.names import OWN

__all__ = ["ITEM", "LONGEST_BLOCK", "LONGEST_OUTPUT", "MOST_STEPS", "Budget", "budget_of", "joined"]

MOST_STEPS = 12_800_000
"""What one rendering may do."""
ITEM = 3
"""Steps for looking at one item of a list."""
LONGEST_OUTPUT = 32 * 1024 * 1024
"""Characters that tags may print into one part, beyond what each value is long."""
LONGEST_BLOCK = 16 * 1024 * 1024
"""Characters that a macro or a block of tags may make."""

_AT_ONCE = 40
_LOOKED_AT = 8
"""Characters that are compared or searched in one step; a character that is written anew costs one."""
_BITS_OF_A_STEP = 512
_OTHER_TEXT = 40  # texts that compare in a way of their own, such as a cell's
_DEEPEST = 16
_LISTED = (list, tuple, set, frozenset, KeysView, ValuesView, ItemsView)


class Budget:
    """How much one rendering may still do."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = MOST_STEPS

    def take(self, steps: int) -> None:
        """Pay for work. Raises ``SecurityError`` when nothing is left."""
        self.left -= steps
        if self.left < 0:
            raise SecurityError("循环次数太多，或文字太长")

    def written(self, value: Any) -> None:
        """Pay for a text or a list that was made."""
        if isinstance(value, str):
            self.take(len(value))
        elif isinstance(value, (*_LISTED, dict, range)):
            self.take(ITEM * len(value))

    def looked_at(self, value: Any, depth: int = 0) -> None:
        """Pay for looking at all of a value, as a comparison does; what is inside it counts too."""
        kind = type(value)
        if kind is str or kind is Markup:
            self.take(1 + len(value) // _LOOKED_AT)
        elif isinstance(value, int):
            self.take(1 + value.bit_length() // _BITS_OF_A_STEP)
        elif isinstance(value, str):
            self.take(_OTHER_TEXT + len(value) // _LOOKED_AT)
        elif isinstance(value, range):
            self.take(ITEM * len(value))
        elif isinstance(value, (*_LISTED, dict)):
            if depth >= _DEEPEST:
                raise SecurityError("名单套得太深")
            self.take(ITEM * (len(value) + 1))
            for item in value.items() if isinstance(value, dict) else value:
                self.looked_at(item, depth + 1)
        else:
            self.take(ITEM)

    def gathered(self, items: Iterator[Any]) -> list[Any]:
        """What comes item by item as a list, so that all of it is seen."""
        listed = []
        for item in items:
            self.take(ITEM)
            listed.append(item)
        return listed


def budget_of(context: Context) -> Budget:
    """The budget of a rendering; code that is tried without one has one of its own."""
    budget = context.parent.get(f"{OWN}budget")
    return budget if isinstance(budget, Budget) else Budget()


def joined(pieces: Iterable[str], values: Iterable[Any] = (), most: int = LONGEST_OUTPUT) -> str:
    """The pieces that a template prints, one after the other; each of the values may be printed once beyond the bound.

    Raises ``SecurityError`` where they are too long.
    """
    source = iter(pieces)
    listed = list(islice(source, _AT_ONCE))
    length = _length(listed, 0, values, most)
    while len(listed) >= _AT_ONCE and (more := list(islice(source, _AT_ONCE))):
        length = _length(more, length, values, most)
        listed += more
    return "".join(listed)


def _length(pieces: list[str], before: int, values: Iterable[Any], most: int) -> int:
    length = before + sum(map(len, pieces))
    if length > most and length > most + sum(len(value) for value in values if isinstance(value, str)):
        raise SecurityError("文字太长")
    return length
