"""A document under construction: its fields, what was typed for which of them, its body and attachments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from gongwen.reading.ledger import LedgerEntry
from gongwen.reading.reasons import Reason
from gongwen.recognition.bodies import BodyLine
from gongwen.recognition.elements import Value, title_text, wide_blanks_out
from gongwen.recognition.lines import Line, Typed, dropped
from gongwen.recognition.results import Doubt
from gongwen.recognition.roles import Role
from gongwen.recognition.sequence import Assigned
from gongwen.standard.vocabulary import chinese_name

__all__ = ["Draft", "Part", "RoleLine"]

_ISSUE = re.compile(r"[期次号][）)]?\s*$")


class RoleLine(NamedTuple):
    """A line and what it was taken for."""

    line: Line
    assigned: Assigned

    @property
    def role(self) -> Role:
        """Its role."""
        return self.assigned.role


@dataclass
class Part:
    """An attachment, or an issued document, under construction."""

    marked: bool
    number: int | None = None
    title: list[Typed] = field(default_factory=list)
    lines: list[BodyLine] = field(default_factory=list)
    name: Typed | None = None  # in 附件说明
    mark: Typed | None = None  # 附件1
    issued: bool = False
    closing: list[RoleLine] = field(default_factory=list)  # its own 署名 and date

    @property
    def text(self) -> str:
        """The title of its own, or the name that 附件说明 gives it."""
        own = title_text(self.title) if self.title else ""
        return (own or (wide_blanks_out(self.name.text) if self.name else "")).replace("\t", " ")


@dataclass
class Draft:
    """A document under construction: its data, and what was typed for which fields."""

    ledger: list[LedgerEntry]
    data: dict[str, Any] = field(default_factory=dict)
    lists: dict[str, dict[Any, None]] = field(default_factory=dict)
    claims: dict[tuple[str, ...], list[Typed]] = field(default_factory=dict)
    body: list[BodyLine] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    note: list[Typed] = field(default_factory=list)
    names: list[Typed] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    adopted: date | None = None  # told by a line under the title that stays text

    def put(self, values: Sequence[Value], typed: Typed) -> None:
        """Set the fields that one line gives; a list that is there already grows."""
        taken = []
        for value in values:
            if isinstance(value.value, tuple):
                self.lists.setdefault(value.field, {}).update(dict.fromkeys(value.value))
            elif value.field not in self.data:
                self.data[value.field] = value.value
            else:
                continue
            taken.append(value.field)
        if not taken:
            reason = (
                (Reason.ISSUE_WITHOUT_CODE if _ISSUE.search(typed.text) else Reason.UNREADABLE)
                if not values
                else f"{chinese_name(values[0].field)}已经有了"
            )
            self.ledger.append(dropped(typed, reason))
            return
        claimed = tuple(dict.fromkeys(_WITHIN_OTHERS.get(name, name) for name in taken))
        for old_claim in self.claims:
            if set(old_claim) & set(claimed):
                self.claims[old_claim].append(typed)
                return
        self.claims[claimed] = [typed]

    def settle_lists(self) -> None:
        """The lists, which grew line by line, among the data."""
        self.data.update({name: tuple(values) for name, values in self.lists.items()})


# Fields that are written with another one: 保密期限 after 密级, the mark with its issuers.
_WITHIN_OTHERS = {"secrecy_period": "secrecy", "issuer_mark": "issuers"}
