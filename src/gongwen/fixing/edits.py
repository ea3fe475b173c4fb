"""What of a file's words changes: the safe corrections that findings name, as edits of single paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from gongwen.checking.page import Line
from gongwen.checking.remedies import Aspect
from gongwen.checking.report import Finding, Place

__all__ = ["At", "Edit", "at_place", "edited", "edits_of", "lines_at"]

At: TypeAlias = tuple[str, int]
"""A part and the number of a paragraph in it, counted from 0."""

_BLANKS = " \t\u3000\xa0"
_LEFT_OUT = "删去"
# Where a line is moved by its indents, the blanks that somebody typed to move it go.
_LEADING = frozenset((Aspect.INDENTS, Aspect.RIGHT))


class Edit(NamedTuple):
    """Words of a paragraph that become others; places count the characters of :attr:`Line.text`."""

    at: At
    start: int
    end: int
    old: str
    new: str
    rule: str
    reason: str

    def __str__(self) -> str:
        place = f"第{self.at[1] + 1}段"
        if not self.old:
            return f"{place} 补写：“{self.new}”（{self.reason}）"
        if not self.new:
            return f"{place} 略去：“{self.old}”（{self.reason}）"
        return f"{place} 改写：“{self.old}”→“{self.new}”（{self.reason}）"


def at_place(place: Place) -> At | None:
    """The paragraph of a place; None for a whole part."""
    return None if place.paragraph is None else (place.part, place.paragraph - 1)


def lines_at(lines: Iterable[Line]) -> dict[At, Line]:
    """Lines by their places."""
    return {(line.paragraph.part, line.paragraph.number): line for line in lines}


def edits_of(findings: Iterable[Finding], lines: Mapping[At, Line]) -> dict[At, list[Edit]]:
    """The edits that safe findings ask for, none over another, in the order of the paragraph.

    What stands in the way of another waits: after a round of corrections the file is asked anew.
    """
    made: dict[At, list[Edit]] = {}
    for finding in findings:
        if finding.fix != "safe":
            continue
        for place in (finding.place, *finding.others):
            at = at_place(place)
            line = lines.get(at) if at is not None else None
            if at is None or line is None:
                continue
            for edit in _of_line(finding, at, line.text):
                others = made.setdefault(at, [])
                if all(edit.end <= other.start or other.end <= edit.start for other in others):
                    others.append(edit)
    return {at: sorted(edits, key=lambda edit: edit.start) for at, edits in made.items() if edits}


def _of_line(finding: Finding, at: At, text: str) -> Iterator[Edit]:
    if finding.remedy is None:
        yield from _words(finding, at, text)
    elif finding.remedy.aspect in _LEADING:
        lead = len(text) - len(text.lstrip(_BLANKS))
        tail = len(text) - len(text.rstrip(_BLANKS)) if finding.remedy.aspect is Aspect.RIGHT else 0
        for start, end in ((0, lead), (len(text) - tail, len(text))):
            if start < end:
                yield Edit(at, start, end, text[start:end], "", finding.rule, "位置由缩进排，不用空格")


def _words(finding: Finding, at: At, text: str) -> Iterator[Edit]:
    """The words that were found, where they still stand to the letter."""
    words = (finding.text if finding.start >= 0 else finding.found).replace("\v", "\n")
    start = finding.start if finding.start >= 0 else text.find(words)
    new = "" if finding.required == _LEFT_OUT else finding.required
    if words and start >= 0 and text.startswith(words, start) and words != new:
        yield _narrowed(Edit(at, start, start + len(words), words, new, finding.rule, finding.message))


def _narrowed(edit: Edit) -> Edit:
    """The edit without what stays as it is at either end."""
    old, new = edit.old, edit.new
    most = min(len(old), len(new))
    lead = next((at for at in range(most) if old[at] != new[at]), most)
    tail = next((at for at in range(most - lead) if old[-1 - at] != new[-1 - at]), most - lead)
    cut_old, cut_new = old[lead : len(old) - tail], new[lead : len(new) - tail]
    return edit._replace(start=edit.start + lead, end=edit.end - tail, old=cut_old, new=cut_new)


def edited(text: str, edits: Sequence[Edit]) -> str:
    """The text of a paragraph with its edits.

    >>> edited("安全,第一。", [Edit(("word/document.xml", 0), 2, 3, ",", "，", "GW-BD-01", "半角标点")])
    '安全，第一。'
    """
    for edit in reversed(edits):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text
