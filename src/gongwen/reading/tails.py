"""What people type below the head of a source beside its text: the door through which the grammar of typed texts comes.

Reading knows nothing of that grammar; it only asks, by a cheap look, whether a source may need it, and hands over what
stands below the head. Who opens a source brings the grammar along (``choosing.grammar``). In: lines, and what the head
and the attachments between rules say already. Out: the lines that are left to the body, and what the others say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from gongwen.model import Table
from gongwen.reading.attachments import Parts
from gongwen.reading.items import is_rule
from gongwen.reading.ledger import LedgerEntry
from gongwen.text import BLANKS

__all__ = ["BelowHead", "BodyLine", "Grammar", "Understood", "may_say_more"]

BodyLine: TypeAlias = str | Table
"""A line as typed, or a table that several lines turned out to be."""


class BelowHead(NamedTuple):
    """The parts below the head, and the data that the head gives."""

    parts: Parts
    head: Mapping[str, Any]
    said: frozenset[str]
    """The fields that the head speaks of, those that it leaves empty among them."""


class Understood(NamedTuple):
    """The parts without what is no text, the fields that were typed below the head, and the line of each."""

    parts: Parts
    fields: Mapping[str, Any]
    lines: Mapping[str, int]
    ledger: tuple[LedgerEntry, ...]


Grammar: TypeAlias = Callable[[BelowHead], Understood]

_BLANK = f"[{BLANKS}]*"
# Lines that may be no text: 题注, notes of attachments and their heads, dates alone or after a name, 附注, 版记. A line
# of text that looks so is found out by the grammar; one that does not is never given to it.
_BEGINS = re.compile(
    rf"[【\[（(]?附{_BLANK}[件表：:0-9０-９一二三四五六七八九十]|抄{_BLANK}[送报]|[分报]{_BLANK}送{_BLANK}[：:]|主{_BLANK}题{_BLANK}词|"
    rf"存{_BLANK}档|[（(]{_BLANK}(?:此件|本件|联系|共印|公开|印)|共{_BLANK}印|"
    r"[（(][^（）()]{8,170}(?:通过|批准|修订|修正|公布|发布|施行)[）)]$"
)
_BEGIN = frozenset("【[（(附抄分报主存共")
_DATED = re.compile(
    rf"[年月.\-/．—]{_BLANK}[0-9０-９一二三四五六七八九十]{{1,3}}{_BLANK}[日号曰]?{_BLANK}(?:印{_BLANK}[发制]?)?[。）)]?$"
)
_DATE_ENDS = frozenset("日号曰发制印）)0123456789０１２３４５６７８９")
_LONGEST_DATED = 80
_MARKED = re.compile(r"[-*+•●▪◆■◇➢►✓✔][ \t\u3000]|[•●▪◆■◇➢►✓✔>]|```|~~~|[-*_=]{4,}$")
_MARKS = frozenset("-*+•●▪◆■◇➢►✓✔>`~_=")
_AMONG_WORDS = ("**", "](", "__", "`", "\t", "｜", "│", "┃")


def may_say_more(lines: Sequence[str]) -> bool:
    """Whether lines below the head may hold more than text, sections, tables between bars and pictures.

    >>> may_say_more(["一、备足物资", "储备铁锹、水泵。", "| 村 | 数 |", "![示意图](图.png)"])
    False
    >>> may_say_more(["请认真执行。", "抄送：县林业局。"]), may_say_more(["青山镇人民政府", "2026年3月2日"])
    (True, True)
    """
    return any(map(_may_be_more, lines))


def _may_be_more(line: str) -> bool:
    text = line.strip(BLANKS)
    if not text:
        return False
    first = text[0]
    if first in _BEGIN and _BEGINS.match(text):
        return True
    if text[-1] in _DATE_ENDS and len(text) <= _LONGEST_DATED and _DATED.search(text):
        return True
    if first in _MARKS and _MARKED.match(text) and not is_rule(text):
        return True
    if "|" in text and first != "|":
        return True
    return not text.startswith("![") and any(marks in text for marks in _AMONG_WORDS)
