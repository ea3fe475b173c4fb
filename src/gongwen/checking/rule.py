"""What a rule of the page is, and the register in which each stands once.

The same cut as :mod:`gongwen.rules`: a rule is a function, registered under the row of the standard's table that it
comes from, with its reason and examples. There it asks a document what it says; here it asks a file what it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from gongwen.checking.page import Line, Page
from gongwen.checking.remedies import Remedy
from gongwen.standard.grades import Grade
from gongwen.standard.roles import Role

__all__ = ["PAGE_RULES", "Ask", "Hit", "PageRule", "page_rule", "register"]


class Hit(NamedTuple):
    """What a rule finds: a fact, its cure, the line, the words, what was measured and what is asked.

    ``setting`` names the setting of a profile, and the value found: a unit whose profile says so departs knowingly.
    """

    message: str
    cure: str
    line: Line | None = None
    text: str = ""
    found: str = ""
    required: str = ""
    safe: bool = False
    also: tuple[str, ...] = ()
    setting: tuple[str, Any] | None = None
    part: str = ""
    start: int = -1
    """Where in the line the words begin; names that are never to be touched are compared by it."""
    remedy: Remedy | None = None
    """How a program puts it right, where that is known to the letter."""


Ask: TypeAlias = Callable[[Page], Iterable[Hit]]


@dataclass(frozen=True)
class PageRule:
    """One requirement of the page or of its words: its row, how binding it is, what it reads, and its examples.

    ``reads`` are the roles that the rule looks at; none means the whole file. The examples are words: of a rule
    ``of_words`` they are what a line of the first role says, and the tests ask them.
    """

    id: str
    code: str
    name: str
    grade: Grade
    reads: tuple[Role, ...]
    ask: Ask
    wrong: tuple[str, ...]
    right: tuple[str, ...]
    clause: str
    also: tuple[str, ...] = ()
    of_words: bool = False
    of_any_text: bool = False
    """Whether it holds in a text that is no 公文 as well."""

    @property
    def reason(self) -> str:
        """Why there is such a rule: the docstring of its function."""
        return (self.ask.__doc__ or "").strip()


PAGE_RULES: dict[str, PageRule] = {}
"""Every rule of the page by its code; a clause that asks several things has several rules."""


def register(rule: PageRule) -> PageRule:
    """Take a rule in. Raises ``ValueError`` for one that lacks something or stands there twice."""
    if rule.code in PAGE_RULES:
        raise ValueError(f"there is a rule {rule.code} already")
    if not (rule.name and rule.reason and all(rule.wrong) and all(rule.right) and rule.wrong and rule.right):
        raise ValueError(f"rule {rule.id} has no name, no reason or no examples")
    PAGE_RULES[rule.code] = rule
    return rule


def page_rule(  # noqa: PLR0913 - a rule has as many properties
    id: str,
    code: str,
    name: str,
    *,
    wrong: str,
    right: str,
    reads: Iterable[Role] = (),
    grade: Grade = Grade.MUST,
    also: tuple[str, ...] = (),
    clause: str = "",
) -> Callable[[Callable[[Page], Iterator[Hit]]], Callable[[Page], Iterator[Hit]]]:
    """Register the decorated function as a rule of how things look; the examples are words for readers."""

    def take(ask: Callable[[Page], Iterator[Hit]]) -> Callable[[Page], Iterator[Hit]]:
        register(PageRule(id, code, name, grade, tuple(reads), ask, (wrong,), (right,), clause or id, also))
        return ask

    return take
