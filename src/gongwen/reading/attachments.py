"""Attachments and issued documents in a source: a line ``---``, the title, a line ``---``, and the part's own body.

In: the lines after the front matter. Out: which lines are the document's body and which are each part's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from gongwen.errors import Fault
from gongwen.model import Table
from gongwen.patterns import pattern
from gongwen.reading.items import is_rule
from gongwen.reading.ledger import LedgerEntry
from gongwen.standard.numerals import numeral_value
from gongwen.text import BLANKS, one_line, trim

__all__ = ["Part", "Parts", "split_parts"]


class Part(NamedTuple):
    """A run of lines with the number of its first; an attachment has a title (line feeds where it was broken).

    ``fields`` are what its head says besides: 另附 of an attachment, 题注 and the like of an issued document. Several
    lines may have turned out to be one table.
    """

    lines: Sequence[str | Table]
    first_line: int
    title: str = ""
    title_line: int = 0
    fields: Mapping[str, Any] = MappingProxyType({})


class Parts(NamedTuple):
    """The body, the attachments and issued documents in order, what the ledger says of their numbers, the faults."""

    body: Part
    attachments: tuple[Part, ...]
    issued: tuple[Part, ...]
    ledger: tuple[LedgerEntry, ...]
    faults: tuple[Fault, ...]


_LONGEST_TITLE = 5
_LONGEST_ISSUED_HEAD = 10
_HEAD = pattern(
    f"附件[{BLANKS}]*(?P<number>[0-9０-９]{{1,3}}|[一二三四五六七八九十]{{1,3}})?"
    f"[{BLANKS}]*(?P<apart>[（(](?:另附|分装|分订|单独装订|另行装订)[）)])?"
    f"(?:[{BLANKS}]*[：:.．、](?P<title>.*)|[{BLANKS}]+(?P<spaced>.*)|(?<=[0-9０-９])(?P<glued>.*)|)"
)
_ISSUED_HEAD = pattern(f"(?P<issued>印发件|转发件|印发|转发)[{BLANKS}]*[：:](?P<title>.*)")
_ISSUED_FIELD = pattern(f"(题注|主送机关|主送|署名|落款|成文日期|日期)[{BLANKS}]*[：:](.*)")
_ISSUED_NAMES = {
    "题注": "remark",
    "主送机关": "recipients",
    "主送": "recipients",
    "署名": "signatories",
    "落款": "signatories",
    "成文日期": "date",
    "日期": "date",
}
_TO_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


class _Opening(NamedTuple):
    """The head of an attachment: indices of its title's line and of the first line of its body."""

    at: int
    body: int
    number: str
    title: str
    issued: bool = False
    fields: Mapping[str, Any] = MappingProxyType({})


def split_parts(lines: Sequence[str], *, first_line: int) -> Parts:
    """The parts of the lines after the front matter.

    A line ``---`` that opens no attachment stays in its part, where reading the body finds it at fault.

    >>> parts = split_parts(["正文。", "---", "附件2：名单", "---", "上坝村"], first_line=9)
    >>> parts.body.lines, parts.attachments
    (['正文。'], (Part(lines=['上坝村'], first_line=13, title='名单', title_line=11, fields=mappingproxy({})),))
    >>> print(*parts.ledger)
    第11行 改写：“附件2”→“附件1”（附件的序号由次序推出，这里是第 1 个）
    """
    rules = [index for index, line in enumerate(lines) if is_rule(trim(line))]
    openings: list[tuple[int, _Opening]] = []
    faults: list[Fault] = []
    consumed = -1
    for order, rule in enumerate(rules):
        if rule <= consumed:
            continue
        closing = rules[order + 1] if order + 1 < len(rules) else None
        opening = _opening(lines, rule, closing)
        if opening is None:
            continue
        if opening.body <= (closing if closing is not None else len(lines)):
            faults.append(_unclosed(first_line + opening.at))
        elif closing is not None:
            consumed = closing
        openings.append((rule, opening))
    starts = [rule for rule, _ in openings]
    body = Part(lines[: starts[0]] if starts else lines, first_line)
    made = [
        Part(
            lines[opening.body : end],
            first_line + opening.body,
            opening.title,
            first_line + opening.at,
            opening.fields,
        )
        for (_, opening), end in zip(openings, [*starts, len(lines)][1:], strict=True)
    ]
    both = list(zip((opening for _, opening in openings), made, strict=True))
    numbered = enumerate((opening for opening, _ in both if not opening.issued), start=1)
    ledger = tuple(
        entry for position, opening in numbered for entry in _entries(opening, position, first_line + opening.at)
    )
    attachments = tuple(part for opening, part in both if not opening.issued)
    issued = tuple(part for opening, part in both if opening.issued)
    return Parts(body, attachments, issued, ledger, tuple(faults))


def _opening(lines: Sequence[str], rule: int, closing: int | None) -> _Opening | None:
    at = _next_text(lines, rule + 1)
    head = _head(lines, at)
    if at is None or head is None:
        return None
    if "issued" in head.re.groupindex:
        return _issued_opening(lines, at, closing, head["title"])
    number = head["number"] or ""
    first = head["title"] or head["spaced"] or head["glued"] or ""
    fields = MappingProxyType({"apart": True} if head["apart"] else {})
    if closing is not None:
        title = [one_line(line) for line in (first, *lines[at + 1 : closing]) if trim(line)]
        # The next attachment's own rule may stand where this one's title should have been closed.
        closed_by_next = _head(lines, _next_text(lines, closing + 1)) is not None
        if len(title) <= _LONGEST_TITLE and not closed_by_next:
            return _Opening(at, closing + 1, number, "\n".join(title), fields=fields)
    return _Opening(at, at + 1, number, one_line(first), fields=fields)


def _issued_opening(lines: Sequence[str], at: int, closing: int | None, first: str) -> _Opening:
    """The head of an issued document: its title, on several lines if typed so, then what else its head says."""
    end = closing if closing is not None and closing - at <= _LONGEST_ISSUED_HEAD else at + 1
    title: list[str] = [one_line(first)] if trim(first) else []
    fields: dict[str, Any] = {}
    for line in map(trim, lines[at + 1 : end]):
        named = _ISSUED_FIELD.fullmatch(line)
        if named:
            fields[_ISSUED_NAMES[named[1]]] = trim(named[2])
        elif line:
            title.append(one_line(line))
    body = end + 1 if end == closing else end
    return _Opening(at, body, "", "\n".join(title), issued=True, fields=MappingProxyType(fields))


def _next_text(lines: Sequence[str], start: int) -> int | None:
    return next((index for index in range(start, len(lines)) if trim(lines[index])), None)


def _head(lines: Sequence[str], index: int | None) -> re.Match[str] | None:
    if index is None:
        return None
    line = trim(lines[index])
    return _HEAD.fullmatch(line) or _ISSUED_HEAD.fullmatch(line)


def _unclosed(line: int) -> Fault:
    return Fault(
        "unclosed-attachment-title",
        "附件标题后面没有用“---”隔开",
        "附件依次写：一行“---”、一行“附件1：标题”、一行“---”，再写附件正文",
        "附件",
        line=line,
    )


def _entries(opening: _Opening, position: int, line: int) -> list[LedgerEntry]:
    typed = opening.number
    if typed in {"", str(position)}:
        return []
    digits = typed.translate(_TO_DIGITS)
    number = int(digits) if digits.isdecimal() else numeral_value(typed)
    reason = (
        "附件的序号用阿拉伯数字（9704-7.3.4-b）"
        if number == position
        else f"附件的序号由次序推出，这里是第 {position} 个"
    )
    return [LedgerEntry(line, "changed", f"附件{typed}", f"附件{position}", reason)]
