"""All rules there are, of content and of the page, as one list for people: what they ask, why, and examples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from gongwen.checking.content import ERRORS
from gongwen.checking.rule import PAGE_RULES, PageRule
from gongwen.rules import RULES, Rule
from gongwen.standard.vocabulary import ELEMENTS

__all__ = ["Entry", "explained", "rulebook"]


class Entry(NamedTuple):
    """One rule as people read it; ``asks`` says what is looked at: 内容, 版面 or 文字."""

    id: str
    code: str
    name: str
    severity: str
    clause: str
    asks: str
    reads: tuple[str, ...]
    also: tuple[str, ...]
    wrong: tuple[str, ...]
    right: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The rule as plain data."""
        return {key: list(value) if isinstance(value, tuple) else value for key, value in self._asdict().items()}


@cache
def rulebook() -> tuple[Entry, ...]:
    """Every rule, in the order of the ids as the standard counts them."""
    every = [*map(_of_content, RULES.values()), *map(_of_page, PAGE_RULES.values())]
    return tuple(sorted(every, key=lambda entry: (_counted(entry.id), entry.code)))


def explained(id_: str) -> tuple[Entry, ...]:
    """The rules of an id: those that stand under it or name it too. By their codes as well.

    >>> [entry.code for entry in explained("9704-7.2.5-c")]
    ['number-year']
    >>> [entry.id for entry in explained("ERR-FWZH-04")]
    ['9704-7.2.5-c']
    """
    return tuple(entry for entry in rulebook() if id_ in (entry.id, entry.code) or id_ in entry.also)


def _of_content(rule: Rule) -> Entry:
    reads = tuple(ELEMENTS[name].chinese if name in ELEMENTS else name for name in rule.reads)
    wrong, right = _changes(rule.wrong), _changes(rule.right)
    also = (*rule.also, *ERRORS.get(rule.id, ()))
    return Entry(rule.id, rule.code, rule.name, rule.grade.value, rule.id, "内容", reads, also, (wrong,), (right,))


def _changes(changes: Mapping[str, Any]) -> str:
    if not changes:
        return "写全各要素的通知"
    said = [
        f"{ELEMENTS[name].chinese if name in ELEMENTS else name}：{_value(value)}" for name, value in changes.items()
    ]
    return "；".join(said)


def _value(value: Any) -> str:
    if value is None:
        return "没有写"
    if isinstance(value, list):
        return f"{len(value)} 个" if value and isinstance(value[0], dict) else "、".join(map(str, value))
    return str(value)


def _of_page(rule: PageRule) -> Entry:
    return Entry(
        rule.id,
        rule.code,
        rule.name,
        rule.grade.value,
        rule.clause,
        "文字" if rule.of_words else "版面",
        tuple(dict.fromkeys(role.value.removeprefix("公文") for role in rule.reads)),
        rule.also,
        rule.wrong,
        rule.right,
    )


def _counted(id_: str) -> tuple[tuple[int, int | str], ...]:
    """An id as it is counted: TL-9.10 after TL-9.9."""
    parts: Iterable[str] = id_.replace("-", ".").split(".")
    return tuple((0, int(part)) if part.isdigit() else (1, part) for part in parts)
