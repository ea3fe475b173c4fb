"""机关组: lists of agencies with a name, written out where a document asks for it.

``各村（展开）`` stands for the members of the group 各村; the plain words 各村 stay as they are, for a common name of
agencies of one kind is lawful (9704-7.3.2-d).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gongwen.patterns import pattern
from gongwen.text import BLANKS, trim

__all__ = ["EXPAND", "Expanded", "circle", "expand", "group_called", "names_in"]

EXPAND = "（展开）"
_CALL = pattern("[（(]展开[）)]$")
_SEPARATOR = pattern("[，,\n]")
# What stands around names and is no part of them.
_AROUND = BLANKS + "\n：:。"


class Expanded(NamedTuple):
    """The names written out; the groups that were called, those that nobody knows, and names that came up again."""

    names: tuple[str, ...]
    called: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()


def names_in(text: str) -> list[str]:
    """The names of a text, as the model reads lists of agencies.

    >>> names_in("各村（展开），镇直各单位：")
    ['各村（展开）', '镇直各单位']
    """
    return [name for part in _SEPARATOR.split(text) if (name := part.strip(_AROUND))]


def group_called(name: str) -> str | None:
    """The group that a name calls, or None.

    >>> group_called("各村（展开）"), group_called("各村")
    ('各村', None)
    """
    name = trim(name)
    found = _CALL.search(name)
    return trim(name[: found.start()]) if found else None


def expand(names: Sequence[str], groups: Mapping[str, Sequence[str]]) -> Expanded:
    """The names with every group that is called written out, each name once. ``groups`` holds no circles.

    >>> expand(["各村（展开）", "镇直各单位"], {"各村": ["上坝村委会", "下坝村委会"]}).names
    ('上坝村委会', '下坝村委会', '镇直各单位')
    """
    known: dict[str, tuple[str, ...]] = {}  # groups that were written out already
    unknown: list[str] = []

    def written_out(name: str) -> tuple[str, ...]:
        group = group_called(name)
        if group is None:
            return (name,)
        if group not in groups:
            unknown.append(group)
            return ()
        if group not in known:
            known[group] = tuple(dict.fromkeys(member for inner in groups[group] for member in written_out(inner)))
        return known[group]

    everything = [member for name in names for member in written_out(name)]
    called = tuple(dict.fromkeys(group for name in names if (group := group_called(name)) and group in groups))
    if not called:
        return Expanded(tuple(everything), unknown=tuple(unknown))
    times = Counter(everything)
    repeated = tuple(name for name, count in times.items() if count > 1)
    return Expanded(tuple(times), called, tuple(unknown), repeated)


def circle(name: str, groups: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The way on which a group comes back to itself; empty when it does not.

    >>> circle("甲", {"甲": ["乙（展开）"], "乙": ["甲（展开）"]})
    ('甲', '乙', '甲')
    """

    seen: set[str] = set()

    def way(current: str, before: tuple[str, ...]) -> tuple[str, ...]:
        seen.add(current)
        for member in groups.get(current, ()):
            called = group_called(member)
            if called == name:
                return (*before, current, name)
            if called is not None and called not in seen:
                found = way(called, (*before, current))
                if found:
                    return found
        return ()

    return way(name, ())
