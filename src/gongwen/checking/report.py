"""What a check says: findings with their rule, place, words and cure, and the report of a file. Immutable values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from gongwen.checking.remedies import Remedy
from gongwen.standard.grades import Grade

__all__ = ["REPORT_VERSION", "Finding", "Place", "Report", "is_under", "selected"]

REPORT_VERSION = 1
"""Of the shape behind ``--format json``; it grows when an entry changes its meaning."""


@dataclass(frozen=True)
class Place:
    """Where in the file: its part, the paragraph (counted from 1, those of tables and boxes among them), and what the
    paragraph shows; no paragraph where the whole part is meant. ``page`` and ``mm`` (from its upper edge) are known
    where the page was drawn."""

    part: str
    paragraph: int | None = None
    element: str | None = None
    page: int | None = None
    mm: float | None = None

    def __str__(self) -> str:
        where = "" if self.paragraph is None else f"第{self.paragraph}段"
        element = "" if self.element is None else f"（{self.element}）"
        part = {"word/document.xml": ""}.get(self.part, f"{self.part} ")
        drawn = "" if self.page is None else f"第{self.page}面{'' if self.mm is None else f'{self.mm:g}毫米'}处 "
        return f"{drawn}{part}{where}{element}".rstrip()

    def to_dict(self) -> dict[str, Any]:
        """The place as plain data."""
        given: dict[str, Any] = {"part": self.part, "paragraph": self.paragraph, "element": self.element}
        given |= {"page": self.page, "mm": self.mm}
        return {key: value for key, value in given.items() if value is not None}


@dataclass(frozen=True)
class Finding:
    """One fault: the rule that is broken and how binding it is, what was found and what is asked, where, and the cure.

    ``text`` are the words themselves; ``fix`` is ``safe`` where a program can put them right without asking. A fault
    that many paragraphs share is one finding, with the others in ``others``; ``also`` are the rows that ask the same.
    """

    rule: str
    name: str
    severity: str
    clause: str
    message: str
    cure: str
    place: Place
    text: str = ""
    found: str = ""
    required: str = ""
    fix: str = "none"
    also: tuple[str, ...] = ()
    others: tuple[Place, ...] = ()
    code: str = ""
    """Of the rule; a clause that asks several things has several rules."""
    start: int = -1
    """Which character of the paragraph the words begin with, counted from 0; -1 where all of it is meant."""
    remedy: Remedy | None = None

    def __str__(self) -> str:
        words = f"“{_short(self.text)}”" if self.text else ""
        measured = f"：{self.found}，应为{self.required}" if self.found and self.required else ""
        more = f"（同样的共 {len(self.others) + 1} 段）" if self.others else ""
        place = f"{self.place} " if str(self.place) else ""
        return f"{place}{words}{self.message}{measured}{more}。办法：{self.cure} [{self.severity} {self.rule}]"

    def to_dict(self) -> dict[str, Any]:
        """The finding as plain data; the shape behind ``--format json``."""
        return {
            "rule": self.rule,
            "name": self.name,
            "severity": self.severity,
            "clause": self.clause,
            "message": self.message,
            "text": self.text,
            "found": self.found,
            "required": self.required,
            "cure": self.cure,
            "place": self.place.to_dict(),
            "fix": self.fix,
            **({"also": list(self.also)} if self.also else {}),
            **({"others": [place.to_dict() for place in self.others]} if self.others else {}),
        }


@dataclass(frozen=True)
class Report:
    """What was found in a file. ``official`` says whether it is a 公文 at all; of one that is none, only what holds for
    every Chinese text is asked. ``departures`` break the standard as the profile of the unit says they shall."""

    file: str | None
    findings: tuple[Finding, ...]
    departures: tuple[Finding, ...] = ()
    official: bool = True

    def __bool__(self) -> bool:
        return bool(self.findings)

    def to_dict(self) -> dict[str, Any]:
        """The report as plain data: one entry of ``files``."""
        return {
            "file": self.file,
            "official": self.official,
            "findings": [finding.to_dict() for finding in self.findings],
            "departures": [finding.to_dict() for finding in self.departures],
        }


def selected(
    findings: Iterable[Finding],
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severity: str | None = None,
) -> tuple[Finding, ...]:
    """The findings of the rules that are asked for; an id stands for all that begin with it, or that name it too.

    ``severity`` is the mildest that still counts.
    """
    wanted, unwanted = tuple(select), tuple(ignore)
    grades = [grade.value for grade in Grade]
    counted = grades if severity is None else grades[: grades.index(severity) + 1]
    return tuple(
        finding
        for finding in findings
        if finding.severity in counted
        and (not wanted or _is_one(finding, wanted))
        and not (unwanted and _is_one(finding, unwanted))
    )


def _is_one(finding: Finding, ids: tuple[str, ...]) -> bool:
    return any(is_under(own, id) for own in (finding.rule, *finding.also) for id in ids)


def is_under(own: str, id: str) -> bool:
    """Whether an id is another, or one below it.

    >>> [is_under("9704-7.2.5-c", id) for id in ("9704-7.2.5-c", "9704-7.2.5", "9704-7", "9704-")]
    [True, True, True, True]
    >>> is_under("TL-9.18", "TL-9.1")
    False
    """
    return own == id or own.startswith((f"{id}-", f"{id}.")) or (id.endswith("-") and own.startswith(id))


_SHOWN = 24


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
