"""Many files checked: on all cores where there are enough of them, with news of how far the work is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from gongwen.errors import GongwenError

if TYPE_CHECKING:
    from gongwen.checking import Report

__all__ = ["Asked", "Outcome", "checked"]

_HANDFUL = 20
_STAGE = "检查文件"
_STANDARD_STREAM = "-"

Asked: TypeAlias = "Callable[..., Report]"
"""What is asked about a source; it goes to other processes, and so is a function with its options."""
Outcome: TypeAlias = "tuple[str, Report | GongwenError]"


def checked(sources: Sequence[str], asked: Asked, *, quiet: bool) -> Iterator[Outcome]:
    """The report of every source, or why there is none, in their order; one stops no other."""
    if len(sources) <= _HANDFUL:
        yield from _asked_about(list(sources), asked)
        return
    from gongwen.batching.report import Progress  # noqa: PLC0415 - many files alone ask for other processes
    from gongwen.batching.workers import Workers, usable_cores  # noqa: PLC0415
    from gongwen.cli.progress import watching  # noqa: PLC0415

    handfuls = [list(sources[at : at + _HANDFUL]) for at in range(0, len(sources), _HANDFUL)]
    done = 0
    with watching(shown=not quiet) as watch, Workers(usable_cores()) as workers:
        for _, outcomes in workers.map(_asked_about, handfuls, lambda handful: (handful, asked)):
            yield from outcomes
            done += len(outcomes)
            if watch is not None:
                watch(Progress(_STAGE, done, len(sources)))


def _asked_about(sources: Sequence[str], asked: Asked) -> list[Outcome]:
    return [(source, _reported(asked, source)) for source in sources]


def _reported(asked: Asked, source: str) -> Report | GongwenError:
    try:
        report = asked(sys.stdin.buffer if source == _STANDARD_STREAM else source)
    except GongwenError as error:
        return error
    return replace(report, file=source)
