"""How a long run says how far it is: a bar with rate and remaining time on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gongwen.batching import Progress
    from gongwen.batching.report import Watch

__all__ = ["Pace", "bar", "plain_line", "watching"]

_LINE_SECONDS = 5.0
_BAR_SECONDS = 0.1  # between two drawings: one takes longer than a document
_UNITS = {"检查": "行", "检查文件": "个"}


@contextmanager
def watching(*, shown: bool) -> Iterator[Watch | None]:
    """A bar with rate and remaining time on a terminal, a plain line now and then elsewhere."""
    if not shown:
        yield None
    elif sys.stderr.isatty():
        with bar() as watch:
            yield watch
    else:
        yield _lines()


@contextmanager
def bar() -> Iterator[Watch]:
    """A bar for each stage, on standard error."""
    from rich.console import Console  # noqa: PLC0415 - heavy; only terminals need it
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    # Without a thread of its own: the work may start processes.
    with Bar(*columns, console=Console(stderr=True), auto_refresh=False, transient=True) as drawing:
        tasks: dict[str, Any] = {}
        pace, drawn = Pace(), 0.0

        def watch(progress: Progress) -> None:
            nonlocal drawn
            stage, now = progress.stage, time.monotonic()
            if stage not in tasks:
                tasks[stage] = drawing.add_task(stage, total=progress.total, rate="")
            rate = pace.rate(progress, now)
            if now - drawn < _BAR_SECONDS and progress.done != progress.total:
                return
            drawn = now
            shown = f"{rate:.0f} {_UNITS.get(stage, '份')}/秒" if rate else ""
            drawing.update(tasks[stage], completed=progress.done, total=progress.total, rate=shown)
            drawing.refresh()

        yield watch


class Pace:
    """How many a second, counted from the first news of a stage: before that, processes were started."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[float, int]] = {}

    def rate(self, progress: Progress, now: float) -> float | None:
        """Rows or documents a second by now; None while there is nothing to compare."""
        then, done = self._first.setdefault(progress.stage, (now, progress.done))
        return (progress.done - done) / (now - then) if progress.done > done and now > then else None


def _lines() -> Watch:
    last, pace = time.monotonic(), Pace()

    def watch(progress: Progress) -> None:
        nonlocal last
        now = time.monotonic()
        rate = pace.rate(progress, now)
        if now - last >= _LINE_SECONDS:
            last = now
            print(plain_line(progress, rate), file=sys.stderr, flush=True)

    return watch


def plain_line(progress: Progress, rate: float | None) -> str:
    """How far the work is, where no bar can be drawn.

    >>> from gongwen.batching import Progress
    >>> plain_line(Progress("写出", 4000, 10000), 1500.0), plain_line(Progress("检查", 4000, None), None)
    ('写出 4000/10000，1500 份/秒，还要 4 秒', '检查 4000')
    """
    line = f"{progress.stage} {progress.done}" + (f"/{progress.total}" if progress.total else "")
    if rate:
        line += f"，{rate:.0f} {_UNITS.get(progress.stage, '份')}/秒"
        line += f"，还要 {(progress.total - progress.done) / rate:.0f} 秒" if progress.total else ""
    return line
