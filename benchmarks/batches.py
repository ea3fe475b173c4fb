"""The batch beside the loops it takes the place of: a spreadsheet of notices to files, whole processes, wall clock.

The documents are those of :mod:`benchmarks.notices`. gongwen reads the spreadsheet, checks every row, numbers, writes,
makes durable and lists, on two cores; the peers' loops render the same notices and write them to files, nothing else.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]

from benchmarks import peers, targets
from benchmarks.notices import Notice, notice
from benchmarks.targets import Verdict

__all__ = [
    "BatchTimes",
    "Loop",
    "checking_seconds",
    "command",
    "measure",
    "peak_memory",
    "row_of",
    "write_source",
    "write_table",
]

CORES = 2


def row_of(plain: Notice) -> dict[str, Any]:
    """What a spreadsheet says of a notice."""
    responsible, publicity, rescue, supervision = plain.parts
    return {
        "份号": plain.copy_number,
        "发文机关": plain.issuer,
        "发文字号": f"{plain.code}〔{plain.year}〕号",
        "标题": plain.title,
        "主送机关": "，".join(plain.recipients),
        "开头": plain.opening,
        "责任区域": responsible.items[0].text,
        "值班值守": responsible.items[1].text,
        "宣传教育": publicity.items[0].text,
        "扑救": rescue.text,
        "督查": supervision.text,
        "成文日期": plain.date,
        "附注": plain.notes,
        "抄送机关": "，".join(plain.cc),
        "印发机关": plain.printer,
        "印发日期": plain.print_date,
        "印数": plain.copies,
    }


SOURCE = """---
文种: 通知
紧急程度: 加急
---
{{ 开头 }}
一、压实防火责任
（一）明确责任区域。{{ 责任区域 }}
（二）严格值班值守。{{ 值班值守 }}
二、严管野外用火
（一）加强宣传教育。{{ 宣传教育 }}
（二）管住重点环节。对祭扫用火、农事用火和林区施工用火逐一登记，未经批准一律不得野外用火。
三、做好扑救准备
{{ 扑救 }}
四、强化督促检查
{{ 督查 }}
"""


def write_source(folder: Path) -> Path:
    """The source of all notices."""
    path = folder / "防火通知.md"
    path.write_text(SOURCE, encoding="utf-8")
    return path


def write_table(path: Path, count: int) -> Path:
    """A spreadsheet of so many notices, its texts in a table of texts as Excel saves them."""
    with Workbook(
        path, {"strings_to_formulas": False, "strings_to_urls": False, "default_date_format": "yyyy-mm-dd"}
    ) as book:
        sheet = book.add_worksheet("通知")
        for index in range(count):
            row = row_of(notice(index))
            if index == 0:
                sheet.write_row(0, 0, row)
            sheet.write_row(index + 1, 0, row.values())
    return path


def command(table: Path, source: Path, folder: Path, *more: str) -> list[str]:
    """The command that makes the documents of a table."""
    return [
        *(sys.executable, "-m", "gongwen", "batch", str(table), "--source", str(source), "-o", str(folder)),
        # The table's other column without repeats are the titles, a hundred bytes each; a clerk's table has 村名.
        *("--register", f"{folder}.db", "--jobs", str(CORES), "--key", "份号", *more),
    ]


@dataclass(frozen=True)
class Loop:
    """A peer's loop over the rows."""

    name: str
    write: Callable[[Notice], bytes]

    def rate(self, first: int, count: int, folder: Path) -> float:
        """Files a second."""
        begun = time.perf_counter()
        for index in range(first, first + count):
            (folder / f"{index}.docx").write_bytes(self.write(notice(index)))
        return count / (time.perf_counter() - begun)


DOCXTPL = Loop("docxtpl，逐行", peers.docxtpl_on_default)
PYTHON_DOCX = Loop("python-docx，逐行", peers.python_docx_on_default)
LOOPS = (DOCXTPL, PYTHON_DOCX)


@dataclass(frozen=True)
class BatchTimes:
    """What was measured."""

    rows: int
    seconds: list[float]
    """The whole process for all rows, of each round."""
    processor_seconds: list[float]
    loops: dict[str, list[float]]
    """Rows a second of each peer, of each round."""
    checking_seconds: list[float]
    peak_megabytes: dict[int, float]
    """The largest process, by number of rows."""

    @property
    def rate(self) -> float:
        """Rows a second: the best of the rounds, for noise only ever makes a program slower."""
        return self.rows / min(self.seconds)

    def ratio(self, loop: str) -> float:
        """How many times as fast as a loop, in the median of the rounds."""
        pairs = zip(self.seconds, self.loops[loop], strict=True)
        return median(self.rows / seconds / rate for seconds, rate in pairs)

    @property
    def growth(self) -> float:
        """How much larger the largest process is with the most rows than with the fewest."""
        few, many = min(self.peak_megabytes), max(self.peak_megabytes)
        return self.peak_megabytes[many] / self.peak_megabytes[few] - 1

    def verdicts(self) -> list[Verdict]:
        """Every target and whether it is met."""
        seconds, checking, ratio = min(self.seconds), min(self.checking_seconds), self.ratio(DOCXTPL.name)
        scaled = seconds * targets.BATCH_ROWS / self.rows
        memory = "，".join(f"{rows} 行 {size:.0f} MB" for rows, size in sorted(self.peak_megabytes.items()))
        return [
            Verdict(
                f"{self.rows} 行成文，{CORES} 核",
                f"≤ {targets.BATCH_SECONDS:g} 秒（每 {targets.BATCH_ROWS} 行）",
                f"{scaled:.2f} 秒",
                scaled <= targets.BATCH_SECONDS,
            ),
            Verdict(
                "比 docxtpl 逐行",
                f"≥ {targets.BATCH_TIMES_DOCXTPL} 倍",
                f"{ratio:.0f} 倍",
                ratio >= targets.BATCH_TIMES_DOCXTPL,
            ),
            Verdict(
                f"检查 {self.rows} 行",
                f"≤ {targets.CHECKING_SECONDS:g} 秒",
                f"{checking:.2f} 秒",
                checking <= targets.CHECKING_SECONDS,
            ),
            Verdict(
                "内存不随行数增长",
                f"± {targets.MEMORY_GROWTH:.0%}",
                f"{self.growth:+.0%}（{memory}）",
                abs(self.growth) <= targets.MEMORY_GROWTH,
            ),
        ]

    def data(self) -> dict[str, Any]:
        """The figures as JSON has them."""
        return {**asdict(self), "verdicts": [verdict._asdict() for verdict in self.verdicts()]}


def measure(rounds: int, *, rows: int, peer_rows: int, memory_rows: Sequence[int]) -> BatchTimes:
    """Measure batch and loops in turn."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        table, source = write_table(folder / "通知.xlsx", rows), write_source(folder)
        seconds, worked, checking = [], [], []
        loops: dict[str, list[float]] = {loop.name: [] for loop in LOOPS}
        for turn in range(rounds):
            _wait_for_file_system(folder / f"试{turn}")
            before = _worked()
            begun = time.perf_counter()
            subprocess.run(command(table, source, folder / f"公文{turn}"), check=True, capture_output=True)
            seconds.append(time.perf_counter() - begun)
            worked.append(_worked() - before)
            for loop in LOOPS:
                target = folder / f"{loop.name}{turn}"
                target.mkdir()
                loops[loop.name].append(loop.rate(turn * peer_rows, peer_rows, target))
            checking.append(checking_seconds(rows, folder))
        peaks = {count: peak_memory(count, folder) for count in memory_rows}
    return BatchTimes(rows, seconds, worked, loops, checking, peaks)


def _wait_for_file_system(folder: Path) -> None:
    """Until files are made at the usual pace: where many were removed, as an earlier run does in the end, ext4 takes
    thirty times as long for half a minute and more."""
    for attempt in range(_MOST_WAITS):
        trial = folder / str(attempt)
        trial.mkdir(parents=True)
        begun = time.perf_counter()
        for index in range(_TRIAL_FILES):
            (trial / f"{index}.docx").touch()
        if time.perf_counter() - begun <= _TRIAL_FILES * _USUAL_SECONDS:
            return
        time.sleep(_WAIT_SECONDS)


_TRIAL_FILES, _USUAL_SECONDS = 200, 80e-6
_MOST_WAITS, _WAIT_SECONDS = 12, 10.0


def _worked() -> float:
    """Processor seconds of the processes that this one has started."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


_CHECKING = """
import json, sys, time
from pathlib import Path
from benchmarks.batches import CORES, row_of, write_source
from benchmarks.notices import notice
from gongwen.batching import Progress, batch

rows = [row_of(notice(index)) for index in range(int(sys.argv[1]))]
source = Path(sys.argv[2])
begun = time.perf_counter()
report = batch(rows, source, source.parent / "never", dry_run=True, jobs=CORES)
assert report.left == len(rows)
print(json.dumps(time.perf_counter() - begun))
"""


def checking_seconds(rows: int, folder: Path) -> float:
    """Seconds to check so many rows that are in memory already, the start of the processes included."""
    program = [sys.executable, "-c", _CHECKING, str(rows), str(write_source(folder))]
    found = subprocess.run(program, check=True, capture_output=True)
    seconds: float = json.loads(found.stdout)
    return seconds


_PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, capture_output=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def peak_memory(rows: int, folder: Path) -> float:
    """Megabytes of the largest process of a batch of so many rows, reading the spreadsheet included."""
    table = write_table(folder / f"{rows}.xlsx", rows)
    words = command(table, write_source(folder), folder / f"公文-{rows}")
    found = subprocess.run([sys.executable, "-c", _PEAK, *words], check=True, capture_output=True)
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return int(found.stdout) / unit


def lines(times: BatchTimes) -> Iterator[Sequence[str]]:
    """The figures as the lines of a table."""
    yield (f"{times.rows} 行到文件", "行/秒", "秒")
    yield (f"gongwen batch，{CORES} 核", f"{times.rate:.0f}", "、".join(f"{one:.2f}" for one in times.seconds))
    for name, rates in times.loops.items():
        yield (f"{name}，1 核", f"{median(rates):.1f}", f"gongwen 快 {times.ratio(name):.0f} 倍")
