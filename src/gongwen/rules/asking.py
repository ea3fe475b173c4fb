"""Asking all rules about one document."""

from __future__ import annotations

from collections.abc import Iterable, Set
from functools import cache

from gongwen.errors import Fault, InputError
from gongwen.model import Document
from gongwen.rules.rule import RULES, Check, Rule
from gongwen.standard.grades import Grade

__all__ = ["demand", "findings", "grave"]

_NOTHING_UNREAD: frozenset[str] = frozenset()


def findings(document: Document, *, unread: Set[str] = _NOTHING_UNREAD) -> tuple[Fault, ...]:
    """What the rules find in a document, in the order in which it is read.

    Rules that look at a field which is ``unread`` (it was there, but could not be used) are not asked.

    >>> from gongwen.model import Document
    >>> request = Document(kind="请示", issuers="青山镇人民政府", title="关于修建柳林桥的请示", body=["妥否，请批示。"])
    >>> [fault.code for fault in findings(request)]
    ['missing-number', 'missing-signers', 'missing-date']
    """
    found = [(rule, said) for check, rule in _checks() if (said := check(document)) is not None]
    if not found:  # as nearly always; asked for every document
        return ()
    return tuple(rule.fault(said) for rule, said in found if unread.isdisjoint(rule.reads))


@cache
def _checks() -> tuple[tuple[Check, Rule], ...]:
    """All rules in the order of the fields they speak of."""
    places = {name: at for at, name in enumerate(Document.model_fields)}
    return tuple((rule.check, rule) for rule in sorted(RULES.values(), key=lambda rule: places[rule.reads[0]]))


@cache
def _binding() -> tuple[tuple[Check, Rule], ...]:
    """The rules whose breach a document is refused for: the only ones that are asked each time one is rendered."""
    return tuple((check, rule) for check, rule in _checks() if rule.grade is Grade.MUST)


def grave(found: Iterable[Fault]) -> tuple[Fault, ...]:
    """Those of the findings by which a document is refused: what is binding."""
    return tuple(fault for fault in found if fault.severity == Grade.MUST.value)


def demand(document: Document) -> None:
    """Raise :class:`~gongwen.InputError` with every binding rule that a document breaks.

    >>> from gongwen.model import Document
    >>> demand(Document(kind="总结", title="青山镇2026年工作总结", body=["全年工作总结如下。"]))
    """
    found = [(rule, said) for check, rule in _binding() if (said := check(document)) is not None]
    if found:
        raise InputError(rule.fault(said) for rule, said in found)
