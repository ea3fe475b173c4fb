"""Texts and files read, and files checked, per second: two-page notices as they are typed, copied and formatted.

What is read or checked is made beforehand. Every text and every file is another notice; what they share is what an
office's files share, their template. Time is the processor time of this process.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from time import process_time
from typing import Any

import gongwen
from benchmarks import peers, targets
from benchmarks.notices import notice
from benchmarks.peers import Role, lines_of
from benchmarks.rates import validated

__all__ = ["CHECKS", "READS", "Input", "input_rates"]

_WRAPPED_AT, _LINES_OF_A_PAGE = 28, 22
_PLAIN = (Role.COPY_NUMBER, Role.URGENCY, Role.MARK, Role.NUMBER, Role.TITLE, Role.RECIPIENTS)


@dataclass(frozen=True)
class Input:
    """A way in which a notice comes: its name, what is made of an index, what takes that, how many it should a
    second."""

    name: str
    make: Callable[[int], Any]
    take: Callable[[Any], object]
    target: float


def _paragraphs(index: int) -> list[str]:
    return [
        line.heading + line.text if line.role in _PLAIN else f"　　{line.heading}{line.text}"
        for line in lines_of(notice(index))
    ]


def typed(index: int) -> str:
    """A notice as somebody types it: one paragraph a line, the text indented by two characters."""
    return "\n".join(_paragraphs(index)) + "\n"


def copied(index: int) -> str:
    """The same as it comes out of a PDF: lines broken at 28 characters, page numbers, half-width punctuation."""
    narrow = str.maketrans("，：；", ",:;")
    lines = [
        paragraph[at : at + _WRAPPED_AT]
        for paragraph in (text.translate(narrow) for text in _paragraphs(index))
        for at in range(0, len(paragraph), _WRAPPED_AT)
    ]
    pages = [lines[at : at + _LINES_OF_A_PAGE] for at in range(0, len(lines), _LINES_OF_A_PAGE)]
    return "\n".join(line for number, page in enumerate(pages, 1) for line in (*page, f"— {number} —"))


_FILES: tuple[tuple[str, Callable[[int], bytes]], ...] = (
    ("gongwen 写的 .docx", lambda index: gongwen.render(validated(notice(index)))),
    ("python-docx 在自带模板上写的 .docx", lambda index: peers.python_docx_on_default(notice(index))),
    ("python-docx 在精简底稿上写的 .docx", lambda index: peers.python_docx_on_base(notice(index))),
)

READS = (
    Input("打字的文字", typed, gongwen.parse, targets.TEXTS_READ_PER_SECOND),
    Input("从 PDF 复制的文字", copied, gongwen.parse, targets.TEXTS_READ_PER_SECOND),
    *(Input(name, make, gongwen.read, targets.FILES_READ_PER_SECOND) for name, make in _FILES),
)
CHECKS = tuple(Input(name, make, gongwen.check, targets.FILES_CHECKED_PER_SECOND) for name, make in _FILES)
"""Files checked without drawing them."""


def input_rates(inputs: Sequence[Input], rounds: int, documents: int = 25) -> dict[str, list[float]]:
    """Documents per second of each input in each round; the inputs take turns."""
    indexes = count()
    rates: dict[str, list[float]] = {one.name: [] for one in inputs}
    for one in inputs:  # what is kept for every document is made before
        one.take(one.make(next(indexes)))
    for _ in range(rounds):
        for one in inputs:
            made = [one.make(next(indexes)) for _ in range(documents)]
            gc.collect()
            began = process_time()
            for each in made:
                one.take(each)
            rates[one.name].append(documents / (process_time() - began))
    return rates
