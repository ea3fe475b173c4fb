"""Files checked per second, without drawing them: two-page notices of ours and of other hands.

What is checked is made beforehand. Every file is another notice; what they share is what an office's files share, their
template. Time is the processor time of this process.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from time import process_time

import gongwen
from benchmarks import peers
from benchmarks.notices import notice
from benchmarks.rates import validated

__all__ = ["CHECKED", "Checked", "check_rates"]


@dataclass(frozen=True)
class Checked:
    """A way in which files come to be: its name, and what makes one of an index."""

    name: str
    make: Callable[[int], bytes]


CHECKED = (
    Checked("gongwen 写的 .docx", lambda index: gongwen.render(validated(notice(index)))),
    Checked("python-docx 在自带模板上写的 .docx", lambda index: peers.python_docx_on_default(notice(index))),
    Checked("python-docx 在精简底稿上写的 .docx", lambda index: peers.python_docx_on_base(notice(index))),
)


def check_rates(rounds: int, files: int = 25) -> dict[str, list[float]]:
    """Files per second of each sort in each round; the sorts take turns."""
    indexes = count()
    rates: dict[str, list[float]] = {one.name: [] for one in CHECKED}
    for one in CHECKED:  # what is kept for every file is made before
        gongwen.check(one.make(next(indexes)))
    for _ in range(rounds):
        for one in CHECKED:
            made = [one.make(next(indexes)) for _ in range(files)]
            gc.collect()
            began = process_time()
            for each in made:
                gongwen.check(each)
            rates[one.name].append(files / (process_time() - began))
    return rates
