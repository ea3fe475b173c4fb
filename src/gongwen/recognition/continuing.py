"""Whether a line goes on with the paragraph before: lines that were wrapped, sentences that were broken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongwen.reading.heads import CHINESE, IN_BRACKETS, read_head
from gongwen.reading.ledger import LedgerEntry
from gongwen.reading.reasons import Reason
from gongwen.recognition.forms import KIND_AT_END, is_remark
from gongwen.recognition.lines import Line, joined
from gongwen.recognition.views import DEEP, LONG, View, has_any, is_full

__all__ = ["going_on", "with_whole_remarks"]

_OPEN_ENDS = "，、,《“（(〈「"
_CLOSERS = "，。、；：！？）》”’」』】〕,.;:!?)%％"


def with_whole_remarks(lines: Sequence[Line], ledger: list[LedgerEntry]) -> list[Line]:
    """The lines with 题注 that was typed in several as one: only its end tells that it is 题注.

    >>> from gongwen.recognition.lines import Typed
    >>> texts = ["关于保护水源的决议", "（2026年1月16日云岭县第十九届", "人民代表大会第六次会议通过）", "会议认为："]
    >>> lines = [Line(Typed.at(text, at)) for at, text in enumerate(texts, 1)]
    >>> [line.text for line in with_whole_remarks(lines, [])][1]
    '（2026年1月16日云岭县第十九届人民代表大会第六次会议通过）'
    """
    made: list[Line] = []
    at = 0
    while at < len(lines):
        line, taken = lines[at], 1
        if at and line.text[:1] in _OPENS_REMARK and not line.solid and not _CLOSES_REMARK.search(line.text):
            taken = _lines_of_remark(lines[at : at + _MOST_OF_REMARK])
        if taken > 1:
            pieces = [one.typed for one in lines[at : at + taken]]
            for piece in pieces[1:]:
                number, column = piece.place
                ledger.append(LedgerEntry(number, "dropped", "\n", None, Reason.LINES_JOINED, column))
            line = replace(line, typed=joined(pieces))
        made.append(line)
        at += taken
    return made


_OPENS_REMARK, _CLOSES_REMARK = ("（", "("), re.compile("[）)]")
_MOST_OF_REMARK = 4


def _lines_of_remark(lines: Sequence[Line]) -> int:
    """How many of the lines are one 题注; 1 where they are none."""
    text = ""
    for count, line in enumerate(lines, start=1):
        text += line.text
        if line.solid or _CLOSES_REMARK.search(line.text):
            return count if is_remark(text) and not line.solid else 1
    return 1


def going_on(index: int, lines: Sequence[Line], views: Sequence[View]) -> Iterator[str]:
    """The features of a line that tell whether it goes on with the one before."""
    line, view, before = lines[index], views[index], views[index - 1]
    text = line.text
    if not before.last or (line.formatting is not None and line.solid):
        return
    full = is_full(index - 1, views)
    if line.formatting is not None and not line.formatting.soft and (not full or line.formatting.indent):
        yield "paragraph of its own"
    if text[0] in _CLOSERS and view.head is None:
        yield "must go on"
        return
    if full and before.last not in "：:":
        yield "line of a wrapped text"
    if before.last in "，、," or (full and before.last not in "：:。" and view.last in "：:。"):
        yield "names go on"
    elif before.last not in "：:。":
        yield "names may go on"
    if view.head is not None and not view.head.listing:
        return
    if _ENTRY.match(text) and before.last not in "，、":
        return
    if "关于" in text and not full and KIND_AT_END.search(text):
        return  # a title of its own
    if view.date or view.signed or view.number or before.date or before.number:
        return
    likely = _how_likely_it_goes_on(line, lines[index - 1], before.last, full=full, marked=_are_marked(index, lines))
    if likely:
        yield likely


_FINAL = "。！？!?；;：:…"


_NEAR = 12


def _are_marked(index: int, lines: Sequence[Line]) -> bool:
    """Whether paragraphs near a line are marked by an indentation or an empty line that this one lacks."""
    line = lines[index]
    near = lines[max(0, index - _NEAR) : index + _NEAR]
    if line.indent or line.above:
        return False
    return sum(0 < other.indent < DEEP for other in near) >= 2 or sum(other.above > 0 for other in near) >= 3


def _how_likely_it_goes_on(line: Line, above: Line, last: str, *, full: bool, marked: bool) -> str | None:
    """The feature of a line after a text that was broken off, or perhaps was; None after one that plainly ended."""
    before, apart = above.text, bool(line.above)
    if last in _FINAL or before.endswith(("。”", "）")):
        could = full and last in "。；;！？）”" and not line.indent and not apart
        return ("goes on" if marked else "could go on") if could else None
    unclosed = any(before.count(opens) > before.count(closes) for opens, closes in ("“”", "（）", "《》"))
    if last in _OPEN_ENDS or unclosed:
        return "may go on" if apart and last not in "，、" else "goes on"
    if full or (above.width >= _WIDE and marked and not apart and not _is_heading(before)):
        return "may go on" if apart else "goes on"
    if not apart and not line.indent and _is_scrap(line.text, before):
        return "goes on"
    return _after_words(above, apart=apart or bool(line.indent))


def _is_scrap(text: str, before: str) -> bool:
    """Whether a line is the last few characters of a sentence that was broken: no sentence, and no closing phrase."""
    if len(text) > _LONGEST_SCRAP or text[-1] not in "。；" or _WHOLE.match(text):
        return False
    return has_any(before, "，。；") and not _ENTRY.match(before)


_LONGEST_SCRAP = 5
_WHOLE = re.compile("特此|此[复致令]|专此|[妥当可]否|以上|请|谢|略|无|完|[\u4e00-\u9fff]{1,4}[，：]")


def _is_heading(text: str) -> bool:
    """Whether a line is a heading, which a paragraph follows whatever the marks of paragraphs are."""
    return read_head(text) is not None and not has_any(text, "。，；")


def _after_words(above: Line, *, apart: bool) -> str | None:
    """The feature of a line after running text without a final mark."""
    if above.width < _WIDE or not has_any(above.text, "。，；") or _ENTRY.match(above.text):
        return None
    if len(above.text) <= _LONGEST_HEADING and not has_any(above.text, "。；"):
        head = read_head(above.text)
        if head is not None and head.writing in (CHINESE, IN_BRACKETS):
            return None  # a heading, however long
    if len(above.text) > LONG:
        return "may go on" if apart else "goes on"
    return None if apart else "may go on"


_LONGEST_HEADING = 60
_ENTRY = re.compile("[\u4e00-\u9fff]{2,8}：(?=.)(?!.*[。；])")  # 参会人员：…… ends with its line
_WIDE = 36  # half-width characters: more than a title, a name or a heading without a full stop usually has
