"""Rules of words: a pattern, the roles in which it is looked for, and what to write instead.

In: tables of patterns. Out: rules in the register. The words of all lines of some roles are searched as one text, a
line each, so that a pattern runs once over a document.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from gongwen.checking.page import TEXT_ROLES, Page
from gongwen.checking.rule import Hit, PageRule, register
from gongwen.standard.grades import Grade
from gongwen.standard.roles import Role

__all__ = ["COUNT", "HAN", "PROSE", "ROOM", "Slip", "in_half_width", "without_room", "word_rule"]

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


Becomes: TypeAlias = Callable[["re.Match[str]"], "str | None"]


class Slip(NamedTuple):
    """A way to break a rule: the pattern, what to say, and the row of common errors that describes it.

    ``becomes`` is what a safe correction writes, as :meth:`re.Match.expand` takes it, or a function that tells it, and
    None where it is not safe; ``unless`` says of a match that it is lawful. A text without any character of ``has`` is
    not searched: most have none.
    """

    pattern: str
    message: str
    also: tuple[str, ...] = ()
    becomes: str | Becomes | None = None
    unless: Callable[[re.Match[str]], bool] | None = None
    has: str = ""


def _becomes(slip: Slip, found: re.Match[str]) -> str | None:
    """What stands in place of a match, where that is safe."""
    if slip.becomes is None:
        return None
    said = found.expand(slip.becomes) if isinstance(slip.becomes, str) else slip.becomes(found)
    return None if said is None else said.strip(" \t")


def without_room(found: re.Match[str]) -> str:
    """The words without room between them."""
    return re.sub(ROOM, "", found[0])


def in_half_width(found: re.Match[str]) -> str:
    """Figures and signs as those of half width, or of several pieces, that they stand for."""
    return unicodedata.normalize("NFKC", found[0])


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
        text = page.text_of(roles)
        if not text.text:
            return
        taken: set[int] = set()
        for pattern, slip in compiled:
            if slip.has and not any(character in text.text for character in slip.has):
                continue
            for found in pattern.finditer(text.text):
                if found.start() in taken or (slip.unless is not None and slip.unless(found)):
                    continue
                taken.add(found.start())
                line, start = text.at(found.start())
                words = found[0].strip("\n")
                becomes = _becomes(slip, found)
                safe = becomes is not None
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
