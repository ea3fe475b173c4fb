"""What a rule is, and the register in which every rule stands once.

A rule is a function of a document: it says what is wrong, or nothing. It registers under the row of the standard's
table that it comes from, with a code that names the fault, and with a document that breaks it and one that does not;
a rule without them, or one whose id or code another has, does not load.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias

from gongwen.errors import Fault
from gongwen.model import Document
from gongwen.model.faults import field_path
from gongwen.standard.grades import Grade

__all__ = ["RULES", "Check", "Rule", "Said", "rule"]


class Said(NamedTuple):
    """What a rule finds: a fact, its cure, where in the document's data, and the words themselves."""

    message: str
    cure: str
    loc: tuple[int | str, ...]
    value: str | None = None


Check: TypeAlias = Callable[[Document], "Said | None"]


class Rule(NamedTuple):
    """One requirement: its row in the standard's table, and the function that asks for it.

    ``reads`` are the fields that the function looks at, the one that it speaks of first: where one of them could not
    be read, it is not asked. The examples are changes to :data:`gongwen.rules.examples.SOUND`.
    """

    id: str
    code: str
    name: str
    grade: Grade
    reads: tuple[str, ...]
    check: Check
    wrong: Mapping[str, Any]
    right: Mapping[str, Any]
    also: tuple[str, ...] = ()

    def fault(self, said: Said) -> Fault:
        """What was found, with everything that is known of the rule."""
        return Fault(
            self.code,
            said.message,
            said.cure,
            field=field_path(said.loc) or None,
            value=said.value,
            rule=self.id,
            clause=self.id,
            severity=self.grade.value,
            loc=said.loc,
        )


RULES: dict[str, Rule] = {}
"""Every rule by its id."""


def rule(
    id: str,
    code: str,
    name: str,
    *,
    reads: tuple[str, ...],
    wrong: Mapping[str, Any],
    right: Mapping[str, Any],
    grade: Grade = Grade.MUST,
    also: tuple[str, ...] = (),
) -> Callable[[Check], Check]:
    """Register the decorated function. Raises ``ValueError`` for a rule that lacks something or stands there twice."""

    def register(check: Check) -> Check:
        made = Rule(id, code, name, grade, reads, check, wrong, right, also)
        unknown = set(reads) - Document.model_fields.keys()
        if unknown or not reads:
            raise ValueError(f"rule {id} reads {sorted(unknown) or 'nothing'}")
        if id in RULES or any(other.code == code for other in RULES.values()):
            raise ValueError(f"there is a rule {id} or {code} already")
        if not (name and check.__doc__):
            raise ValueError(f"rule {id} has no name or no reason")
        RULES[id] = made
        return check

    return register
