"""Rules of words: a pattern, the roles in which it is looked for, and what to write instead.

In: tables of patterns. Out: rules in the register. The words of all lines of some roles are searched as one text, a
line each, so that a pattern runs once over a document.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary

from gongwen.checking.page import TEXT_ROLES, Line, Page
from gongwen.checking.rule import Hit, PageRule, register
from gongwen.standard.grades import Grade
from gongwen.standard.roles import Role

__all__ = ["COUNT", "HAN", "PROSE", "ROOM", "Slip", "word_rule"]

ROOM = r"[^\S\n]"
"""Room inside a line."""
HAN = "\u4e00-\u9fff"
COUNT = "一二三四五六七八九十百"
PROSE = (
    *TEXT_ROLES,
    Role.TITLE,
    Role.RECIPIENTS,
    Role.ATTACHMENT_NOTE,
    Role.NOTES,
    Role.ATTENDANCE,
    Role.ATTENDANCE_LEVEL_0,
    Role.ATTACHMENT_TITLE,
    Role.ISSUED_TITLE,
    Role.COLOPHON_CC,
    Role.COLOPHON_RECIPIENTS,
)
"""All that is read as sentences; cells of tables have habits of their own (9:00, 1、)."""


class Slip(NamedTuple):
    """A way to break a rule: the pattern, what to say, and the row of common errors that describes it.

    ``becomes`` is what a safe correction writes, as :meth:`re.Match.expand` takes it; ``unless`` says of a match that
    it is lawful.
    """

    pattern: str
    message: str
    also: tuple[str, ...] = ()
    becomes: str | None = None
    unless: Callable[[re.Match[str]], bool] | None = None


class _Text(NamedTuple):
    """The lines of some roles as one text, and where each begins."""

    text: str
    starts: Sequence[int]
    lines: Sequence[Line]

    def at(self, offset: int) -> tuple[Line, int]:
        """The line of a place in the text, and the place in the line."""
        index = bisect_right(self.starts, offset) - 1
        return self.lines[index], offset - self.starts[index]


_TEXTS: WeakKeyDictionary[Page, dict[tuple[Role, ...], _Text]] = WeakKeyDictionary()


def _text_of(page: Page, roles: tuple[Role, ...]) -> _Text:
    known = _TEXTS.setdefault(page, {})
    found = known.get(roles)
    if found is None:
        lines = page.of(*roles)
        starts, pieces, offset = [], [], 0
        for line in lines:
            # A soft break stays in its line.
            piece = line.text.replace("\n", "\v")
            starts.append(offset)
            pieces.append(piece)
            offset += len(piece) + 1
        found = known[roles] = _Text("\n".join(pieces), starts, lines)
    return found


def word_rule(  # noqa: PLR0913 - a rule has as many properties
    id: str,
    code: str,
    name: str,
    reason: str,
    slips: tuple[Slip, ...],
    *,
    roles: tuple[Role, ...],
    cure: str,
    wrong: tuple[str, ...],
    right: tuple[str, ...],
    grade: Grade = Grade.MUST,
    clause: str = "",
    also: tuple[str, ...] = (),
    of_any_text: bool = False,
    when: Callable[[Page], bool] | None = None,
) -> None:
    """Register a rule of words; the examples are lines of the first role, and are asked by the tests."""
    compiled = [(re.compile(slip.pattern, re.MULTILINE), slip) for slip in slips]

    def ask(page: Page) -> Iterator[Hit]:
        if when is not None and not when(page):
            return
        text = _text_of(page, roles)
        if not text.text:
            return
        taken: set[int] = set()
        for pattern, slip in compiled:
            for found in pattern.finditer(text.text):
                if found.start() in taken or (slip.unless is not None and slip.unless(found)):
                    continue
                taken.add(found.start())
                line, start = text.at(found.start())
                words = found[0].strip("\n")
                safe = slip.becomes is not None
                becomes = found.expand(slip.becomes).strip() if slip.becomes is not None else ""
                yield Hit(
                    slip.message,
                    cure,
                    line,
                    words,
                    words.strip() if safe else "",
                    (becomes or "删去") if safe else "",
                    safe,
                    (*slip.also, *also),
                    start=start,
                )

    ask.__doc__ = reason
    rows = tuple(dict.fromkeys([*(row for slip in slips for row in slip.also), *also]))
    register(PageRule(id, code, name, grade, roles, ask, wrong, right, clause or id, rows, True, of_any_text))
