"""``python -m benchmarks``: gongwen and its peers in one run, the ratios, and whether the targets are met."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import Any

import gongwen
from benchmarks import targets
from benchmarks.batches import lines, measure
from benchmarks.forms import form_rates
from benchmarks.growth import CASES, MOST, TIMES
from benchmarks.growth import measure as measure_growth
from benchmarks.machine import slowness_of
from benchmarks.rates import DOCXTPL_BASE, DOCXTPL_DEFAULT, GONGWEN, PEERS, Race, race
from benchmarks.reads import CHECKS, READS, input_rates
from benchmarks.stages import VALIDATION, WHOLE, stages
from benchmarks.starts import BARE, DOCXTPL, FIRST_DOCUMENT, IMPORT, RENDER, Start, starter
from benchmarks.targets import Verdict
from benchmarks.templates import TEMPLATE, template_rates

_PACKAGES = ("python-docx", "docxtpl", "docx-mailmerge2", "lxml", "Jinja2", "pydantic", "isal")
_LEAST_STARTS = 5
_OWN_SHARE = 0.9
"""With less of the processor than this the machine is too busy to be measured well."""


@dataclass(frozen=True)
class Results:
    """All that one run measured."""

    machine: dict[str, str]
    processor_share: float
    race: Race
    starts: dict[str, list[Start]]
    stages: dict[str, float]
    forms: dict[str, float]
    templates: dict[str, list[float]]
    reads: dict[str, list[float]]
    checks: dict[str, list[float]]

    def verdicts(self) -> list[Verdict]:
        """Every target and whether it is met."""
        on_default, on_base = self.race.ratio(DOCXTPL_DEFAULT), self.race.ratio(DOCXTPL_BASE)
        first, imported = (median(_passed(self.starts[program.name])) for program in (FIRST_DOCUMENT, IMPORT))
        slow = slowness_of(self.race.rate(DOCXTPL_BASE))
        rates = {
            "两页公文成文，单核": (self.race.rate(GONGWEN), targets.DOCUMENTS_PER_SECOND),
            "两页公文套自己的模板，单核": (
                median(self.templates[TEMPLATE.name]),
                targets.TEMPLATE_DOCUMENTS_PER_SECOND,
            ),
            **{name: (rate, targets.FORM_DOCUMENTS_PER_SECOND) for name, rate in self.forms.items()},
            **{f"读入{one.name}，单核": (median(self.reads[one.name]), one.target) for one in READS},
            **{f"检查{one.name}，单核": (median(self.checks[one.name]), one.target) for one in CHECKS},
        }
        times = {
            "冷启动到首份公文": (first, targets.FIRST_DOCUMENT_SECONDS),
            "import gongwen": (imported, targets.IMPORT_SECONDS),
        }
        ratios = {
            "比 docxtpl（python-docx 自带模板）": (on_default, targets.TIMES_DOCXTPL_ON_DEFAULT),
            "比 docxtpl（精简底稿）": (on_base, targets.TIMES_DOCXTPL_ON_BASE),
        }
        return [
            *(
                Verdict(name, f"≥ {least} 倍", f"{ratio:.1f} 倍", ratio >= least)
                for name, (ratio, least) in ratios.items()
            ),
            *(
                Verdict(
                    name,
                    f"≥ {least} 份/秒",
                    f"{rate:.0f} 份/秒{_on_reference(rate * slow, slow)}",
                    rate * slow >= least,
                )
                for name, (rate, least) in rates.items()
            ),
            *(
                Verdict(
                    name,
                    f"≤ {most * 1000:.0f} 毫秒",
                    f"{taken * 1000:.0f} 毫秒{_on_reference(taken * 1000 / slow, slow)}",
                    taken / slow <= most,
                )
                for name, (taken, most) in times.items()
            ),
        ]

    def data(self) -> dict[str, Any]:
        """The results as JSON has them."""
        return {
            "machine": self.machine,
            "processor_share": self.processor_share,
            "documents_per_second": self.race.rates,
            "times_as_fast": self.race.ratios,
            "process_seconds": {name: [one._asdict() for one in starts] for name, starts in self.starts.items()},
            "stage_seconds": self.stages,
            "form_documents_per_second": self.forms,
            "template_documents_per_second": self.templates,
            "read_per_second": self.reads,
            "checked_per_second": self.checks,
            "targets": [verdict._asdict() for verdict in self.verdicts()],
        }


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print, and say by the exit code whether every target is met."""
    options = _options(arguments)
    if options.growth:
        return _run_growth()
    if options.batch:
        return _run_batch(options)
    with _one_core() as core:
        return _run(options, core)


def _run(options: argparse.Namespace, core: int | None) -> int:
    machine = _machine(core)
    for name, value in machine.items():
        print(f"{name}：{value}")
    print(f"\n测量中：{options.rounds} 轮，每轮每个对手 {options.seconds:g} 秒……", flush=True)
    worked, passed = time.process_time(), time.perf_counter()
    measured = race(PEERS, rounds=options.rounds, seconds=options.seconds)
    share = (time.process_time() - worked) / (time.perf_counter() - passed)
    with starter() as starting:
        starts = starting.measure((BARE, IMPORT, FIRST_DOCUMENT, RENDER, DOCXTPL), options.starts)
    steps = stages(options.rounds) if options.stages else {}
    templates = template_rates(options.rounds, options.seconds)
    reads, checks = (input_rates(inputs, options.rounds) for inputs in (READS, CHECKS))
    forms = form_rates(options.rounds)
    results = Results(machine, share, measured, starts, steps, forms, templates, reads, checks)
    _print_race(measured)
    _print_templates(templates)
    _print_single("读两页公文", reads)
    _print_single("检查两页公文", checks)
    _print_starts(starts)
    if share < _OWN_SHARE:
        print(f"\n机器正忙：测量时该核只有 {share:.0%} 归本程序，冷启动的时间因此偏长。")
    if results.stages:
        _print_stages(results.stages)
    verdicts = results.verdicts()
    _print_verdicts(verdicts)
    if options.json:
        options.json.write_text(json.dumps(results.data(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0 if all(verdict.met for verdict in verdicts) else 1


def _run_batch(options: argparse.Namespace) -> int:
    """The batch beside the peers' loops, on all cores."""
    print("测量中：成批成文，要几分钟……", flush=True)
    times = measure(options.rounds, rows=10_000, peer_rows=100, memory_rows=(1_000, 100_000))
    _print_table(list(lines(times)))
    verdicts = times.verdicts()
    _print_verdicts(verdicts)
    if options.json:
        options.json.write_text(json.dumps(times.data(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0 if all(verdict.met for verdict in verdicts) else 1


def _run_growth() -> int:
    """How the work grows when every input becomes ten times as large."""
    print(f"测量中：{len(CASES)} 种输入，各放大 {TIMES} 倍……", flush=True)
    grown = [measure_growth(case) for case in CASES]
    rows: list[tuple[str, ...]] = [("入口和变大的东西", "大小", "毫秒", f"{TIMES} 倍时", "指数", "")]
    for growth in grown:
        name, size, exponent = growth.case.name, str(growth.case.size), growth.exponent
        times = (f"{seconds * 1000:.1f}" for seconds in (growth.seconds, growth.seconds_of_more))
        rows.append((name, size, *times, f"{exponent:.2f}", "" if exponent <= MOST else "超过"))
    _print_table(rows)
    most = max(growth.exponent for growth in grown)
    print(f"\n{len(grown)} 种，指数最大 {most:.2f}，应不超过 {MOST}。")
    return 0 if most <= MOST else 1


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="测量 gongwen 的速度，并与同类软件比较。")
    parser.add_argument("--rounds", type=int, default=15, help="轮数（默认 15）")
    parser.add_argument("--seconds", type=float, default=0.4, help="每轮每个对手的秒数（默认 0.4）")
    parser.add_argument("--starts", type=int, default=15, help=f"冷启动次数（默认 15，至少 {_LEAST_STARTS}）")
    parser.add_argument("--stages", action="store_true", help="另量排版、写 XML、压缩各用多少时间")
    parser.add_argument("--batch", action="store_true", help="改量成批成文：一万行的表到文件")
    parser.add_argument("--growth", action="store_true", help=f"改量每种输入放大 {TIMES} 倍时用时的增长")
    parser.add_argument("--json", type=Path, metavar="FILE", help="把全部数据另存为 JSON")
    options = parser.parse_args(arguments)
    if options.rounds < 1 or options.seconds <= 0 or options.starts < _LEAST_STARTS:
        parser.error(f"--rounds 至少 1，--seconds 大于 0，--starts 至少 {_LEAST_STARTS}")
    return options


@contextmanager
def _one_core() -> Iterator[int | None]:
    """Keep this process and those it starts on one core; None where the system cannot."""
    if not hasattr(os, "sched_setaffinity"):
        yield None
        return
    cores = os.sched_getaffinity(0)
    core = max(cores)
    os.sched_setaffinity(0, {core})
    try:
        yield core
    finally:
        os.sched_setaffinity(0, cores)


def _machine(core: int | None) -> dict[str, str]:
    pinned = "测量未绑定核" if core is None else f"测量绑定在 {core} 号核"
    return {
        "处理器": f"{_processor()}，{os.cpu_count()} 核，{pinned}",
        "系统": platform.platform(terse=True),
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        "软件包": "，".join([f"gongwen {gongwen.__version__}", *(f"{name} {_version(name)}" for name in _PACKAGES)]),
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "未知"


def _print_race(result: Race) -> None:
    rows = [("写两页公文", "份/秒", "最低–最高", "毫秒/份", "gongwen 快几倍", "最低–最高")]
    for contender in (GONGWEN, *PEERS):
        rates = result.rates[contender.name]
        ratios = result.ratios.get(contender.name)
        digits = 0 if median(rates) >= 1000 else 1
        rows.append(
            (
                contender.name,
                f"{median(rates):.{digits}f}",
                f"{min(rates):.{digits}f}–{max(rates):.{digits}f}",
                f"{1000 / median(rates):.2f}",
                f"{median(ratios):.1f}" if ratios else "—",
                f"{min(ratios):.1f}–{max(ratios):.1f}" if ratios else "",
            )
        )
    _print_table(rows)


def _print_templates(rates: dict[str, list[float]]) -> None:
    own = median(rates[TEMPLATE.name])
    rows = [("两页公文，套模板", "份/秒", "最低–最高", "毫秒/份", "gongwen 快几倍")]
    for name, measured in rates.items():
        usual = median(measured)
        times = "—" if name == TEMPLATE.name else f"{own / usual:.1f}"
        digits = 0 if usual >= 1000 else 1
        span = f"{min(measured):.{digits}f}–{max(measured):.{digits}f}"
        rows.append((name, f"{usual:.{digits}f}", span, f"{1000 / usual:.2f}", times))
    _print_table(rows)


def _print_single(what: str, rates: dict[str, list[float]]) -> None:
    """What has no peer: documents a second by name."""
    rows = [(what, "份/秒", "最低–最高", "毫秒/份")]
    for name, measured in rates.items():
        usual = median(measured)
        rows.append((name, f"{usual:.0f}", f"{min(measured):.0f}–{max(measured):.0f}", f"{1000 / usual:.2f}"))
    _print_table(rows)


def _on_reference(figure: float, slow: float) -> str:
    """What a figure comes to on the machine for which the targets hold, where this one is slower."""
    return f"（折合 {figure:.0f}）" if slow > 1 else ""


def _print_starts(starts: dict[str, list[Start]]) -> None:
    rows = [("新的进程，从启动到结束", "毫秒", "最低–最高", "其中处理器")]
    for name, times in starts.items():
        passed = [seconds * 1000 for seconds in _passed(times)]
        worked = median(start.worked for start in times) * 1000
        rows.append((name, f"{median(passed):.0f}", f"{min(passed):.0f}–{max(passed):.0f}", f"{worked:.0f}"))
    _print_table(rows)


def _passed(starts: Sequence[Start]) -> list[float]:
    return [start.passed for start in starts]


def _print_stages(times: dict[str, float]) -> None:
    rows = [("gongwen 的各步", "微秒/份", "占成文")]
    for name, seconds in times.items():
        share = "" if name == VALIDATION else f"{seconds / times[WHOLE]:.0%}"
        rows.append((name, f"{seconds * 1e6:.0f}", share))
    _print_table(rows)


def _print_verdicts(verdicts: list[Verdict]) -> None:
    rows = [("目标", "要求", "实测", "")]
    rows += [(name, target, measured, "达到" if met else "未达到") for name, target, measured, met in verdicts]
    _print_table(rows)


def _print_table(rows: Sequence[Sequence[str]]) -> None:
    """Columns that stand under each other in a terminal, numbers at the right."""
    widths = [max(map(_cells, column)) for column in zip(*rows, strict=True)]
    print()
    for row in rows:
        first, *others = (
            " " * (width - _cells(text)) if index else text + " " * (width - _cells(text))
            for index, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        print("  ".join([first, *(gap + text for gap, text in zip(others, row[1:], strict=True))]).rstrip())


def _cells(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


if __name__ == "__main__":
    sys.exit(main())
