"""What of a line its neighbours ask for, too: how wide it is, with which number it begins, whether it is a date.

It is found out once a line, however many lines ask.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from gongwen.reading.heads import Head, read_head
from gongwen.recognition.forms import AGENCIES, AGENCY, DATE_AT_END, LETTER_SPACED, MARK, NUMBER, squeezed
from gongwen.recognition.lines import Line
from gongwen.recognition.noise import CHAT_HEAD
from gongwen.text import BLANKS

__all__ = ["DEEP", "LONG", "View", "has_any", "is_full", "view_of"]

LONG = 45
"""From so many characters on, a line is running text."""
DEEP = 10
"""So many half-width blanks before a line are more than an indentation."""
_SHORT = 40
_WINDOW, _SLACK, _MOST_WIDER = 20, 4, 1
_WIDER = 6  # the first line of a paragraph lacks its indentation in many copies
_NARROWEST, _WIDEST = 24, 112
_WRAPPED = 40  # two lines of this width are enough to tell a wrapped text


class View(NamedTuple):
    """A line as its neighbours see it; ``plain`` are its words without blanks, which may be the name of an agency."""

    width: int
    head: Head | None
    last: str
    date: bool
    signed: bool
    number: bool
    short: bool
    mark: bool
    plain: str
    agency: bool
    speaker: bool = False  # who said in a chat what stands below


_LONGEST_DATED = 30
_AFTER_DATE = re.compile("(?<=[日号])(?:[（(]星期[一二三四五六日天][）)]|。)$")
_DATE_NAMED = re.compile(r"(?:日\s*期|时\s*间|成文日期|落款日期|落款时间)\s*[：:]\s*")


def view_of(line: Line) -> View:
    """What is seen of one line by itself."""
    text = line.text
    plain = squeezed(text)
    agency = AGENCY.fullmatch(plain) is not None
    if line.solid:
        return View(0, None, "", False, False, False, False, False, plain, agency)
    length = len(text)
    dated = _AFTER_DATE.sub("", text) if length <= _LONGEST_DATED else text
    last = dated[-1:] or text[-1]
    short = length <= _SHORT
    date = signed = number = False
    found = None
    if length <= 70:
        if (last in "日号曰" or last.isdecimal()) and length >= 8:
            found = DATE_AT_END.search(dated)
            if found:
                date = found.start() == 0
                prefix = text[: found.start()].rstrip(BLANKS)
                signed = (
                    not date
                    and not has_any(prefix, "。；，：:;！？")
                    and (AGENCY.fullmatch(squeezed(prefix)) is not None or AGENCIES.fullmatch(prefix) is not None)
                )
        if not date and found and _DATE_NAMED.fullmatch(text[: found.start()]):
            date = True
        if not date and length <= 40 and last == "日" and " " in text:
            date = DATE_AT_END.fullmatch(plain) is not None
        if "号" in text or last == "期" or last.isdecimal():
            # Under a title it often stands in brackets.
            bare = text[1:-1] if text[0] in "（(" and last in "）)" else text
            number = NUMBER.fullmatch(bare) is not None
            if not number and LETTER_SPACED.fullmatch(bare):
                number = NUMBER.fullmatch(squeezed(bare)) is not None
    mark = short and last == "件" and MARK.fullmatch(text) is not None
    speaker = ":" in text[-3:] and CHAT_HEAD.fullmatch(text) is not None
    return View(line.width, read_head(text), text[-1], date, signed, number, short, mark, plain, agency, speaker)


def has_any(text: str, marks: str) -> bool:
    """Whether a text has any of the marks."""
    return any(mark in text for mark in marks)


def is_full(index: int, views: Sequence[View]) -> bool:
    """Whether a line is as wide as the lines around it: one of a text that was wrapped."""
    width = views[index].width
    if not _NARROWEST <= width <= _WIDEST:
        return False
    least, most = width - _SLACK, width + _WIDER
    alike = wider = 0
    for view in views[max(0, index - _WINDOW) : index + _WINDOW + 1]:
        other = view.width
        if other > most:
            if wider == _MOST_WIDER:
                return False
            wider += 1
        elif other >= least:
            alike += 1
    return alike >= (2 if width >= _WRAPPED else 3)
