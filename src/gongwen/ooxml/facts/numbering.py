"""Automatic numbers: what each level of a list looks like, and the text that stands before a paragraph."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from gongwen.ooxml.facts.measures import VAL, number, switch
from gongwen.ooxml.facts.number_formats import shown_number
from gongwen.ooxml.facts.properties import Properties, paragraph_properties, run_properties
from gongwen.ooxml.opened import Element, said_in, w

__all__ = ["Counting", "Level", "Numbering"]

_LEVELS = 9
_PLACE = re.compile("%([1-9])")
_GREATEST = 2**31
_LONGEST_TEXT = 255  # of a level; it stands before every paragraph of the list


class Level(NamedTuple):
    """One level of a list. ``text`` holds ``%1`` for the number of level 1; ``suffix`` is tab, space or nothing."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str = ""
    paragraph: Properties = {}  # noqa: RUF012 - never changed
    run: Properties = {}  # noqa: RUF012 - never changed


class _List(NamedTuple):
    """A ``w:num``: the definition that counts for it, its levels, and where it begins anew."""

    definition: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


class Numbering:
    """The lists of a file."""

    def __init__(self, root: Element | None) -> None:
        self._definitions: dict[str, dict[int, Level]] = {}
        self._linked: dict[str, str] = {}
        self._named: dict[str, str] = {}
        self._lists: dict[str, _List] = {}
        if root is not None:
            for element in root.iterchildren(w("abstractNum")):
                self._take_definition(element)
            for element in root.iterchildren(w("num")):
                self._take_list(element)

    def _take_definition(self, element: Element) -> None:
        id_ = element.get(w("abstractNumId"), "")
        self._definitions[id_] = dict(_level(child) for child in element.iterchildren(w("lvl")))
        # A definition may point to a list style, which another definition carries.
        linked, named = said_in(element, "numStyleLink"), said_in(element, "styleLink")
        if linked is not None:
            self._linked[id_] = linked.get(VAL, "")
        if named is not None:
            self._named[named.get(VAL, "")] = id_

    def _take_list(self, element: Element) -> None:
        reference = said_in(element, "abstractNumId")
        definition = "" if reference is None else reference.get(VAL, "")
        definition = self._named.get(self._linked.get(definition, ""), definition)
        levels = dict(self._definitions.get(definition, {}))
        starts: dict[int, int] = {}
        for override in element.iterchildren(w("lvlOverride")):
            index = _index(override)
            level, start = said_in(override, "lvl"), said_in(override, "startOverride")
            if level is not None:
                levels[index] = _level(level)[1]
            if start is not None:
                starts[index] = _whole(start, 1)
        self._lists[element.get(w("numId"), "")] = _List(definition, levels, starts)

    def level(self, list_: str | None, level: int) -> Level | None:
        """A level of a list, or None where there is no such list."""
        found = self._lists.get(list_ or "")
        return None if found is None else found.levels.get(level)

    def level_of_style(self, list_: str, style: str) -> int:
        """The level that a style's paragraphs stand on where the style names the list alone."""
        found = self._lists.get(list_)
        levels = found.levels.items() if found else ()
        return next((index for index, level in levels if level.style == style), 0)

    def counting(self) -> Counting:
        """A new count of all lists, from the beginning of a text."""
        return Counting(self._lists)


class Counting:
    """The numbers of lists while a text is read from its beginning."""

    def __init__(self, lists: Mapping[str, _List]) -> None:
        self._lists = lists
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()

    def next(self, list_: str, index: int) -> str | None:
        """The text before the next paragraph of a list's level; None where there is none.

        Lists of one definition count on together, unless one says where it begins.
        """
        found = self._lists.get(list_)
        level = found.levels.get(index) if found else None
        if found is None or level is None:
            return None
        counts = self._counts.setdefault(found.definition, [None] * _LEVELS)
        if list_ not in self._begun:
            self._begun.add(list_)
            for at in found.starts:
                counts[at] = None
        count = counts[index]
        counts[index] = found.starts.get(index, level.start) if count is None else count + 1
        for deeper in range(index + 1, _LEVELS):
            below = found.levels.get(deeper)
            restart = below.restart if below else None
            # A level that restarts after another one than the level above says so; 0 is never.
            if restart is None or index < restart:
                counts[deeper] = None
        if level.format == "bullet":
            return level.text

        def written(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            other = found.levels.get(at, level)
            count = counts[at]
            value = found.starts.get(at, other.start) if count is None else count
            format_ = "decimal" if level.legal and other.format != "decimalZero" else other.format
            return shown_number(value, format_)

        return _PLACE.sub(written, level.text)


def _level(element: Element) -> tuple[int, Level]:
    def said(name: str, default: str) -> str:
        child = said_in(element, name)
        return default if child is None else child.get(VAL, default)

    start, restart = said_in(element, "start"), said_in(element, "lvlRestart")
    format_ = next(element.iter(w("numFmt")), None)  # it may stand in alternatives
    level = Level(
        start=_whole(start, 0) if start is not None else 0,
        format="decimal" if format_ is None else format_.get(VAL, "decimal"),
        text=said("lvlText", "")[:_LONGEST_TEXT],
        suffix=said("suff", "tab"),
        restart=None if restart is None else _whole(restart, 0),
        legal=bool(switch(said_in(element, "isLgl"))),
        style=said("pStyle", ""),
        paragraph=paragraph_properties(said_in(element, "pPr")),
        run=run_properties(said_in(element, "rPr")),
    )
    return _index(element), level


def _index(element: Element) -> int:
    return min(max(int(number(element.get(w("ilvl"))) or 0), 0), _LEVELS - 1)


def _whole(element: Element, default: int) -> int:
    found = number(element.get(VAL))
    return default if found is None else int(max(-_GREATEST, min(found, _GREATEST)))
