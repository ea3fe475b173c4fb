"""Killed at any moment and run again: every row exactly one whole file and one number."""

from __future__ import annotations

import hashlib
import mmap
import os
import random
import signal
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gongwen.batching import making, running
from gongwen.batching.journal import Journal
from gongwen.cli import main
from gongwen.files import Pending
from gongwen.register import Register, State
from tests.batching.batches import listed, numbers_in, registered, state_of, villages, villages_csv, write_source
from tests.conftest import FULL_SWEEP

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills what it forks")

ROWS = 45
KILLS, KILLS_IN_SWEEP = 24, 200
KILLS_OF_ONE_BATCH = 8
ATTEMPTS_FOR_A_KILL = 5

# The steps at which a batch may be killed, in their order. What the next two say stands in two places (register
# and journal, disk and journal), so a kill between them is the one that could tear them apart.
STEPS: tuple[tuple[Any, str], ...] = (
    (running._Run, "_check"),
    (Register, "reserve"),
    (Journal, "plan"),
    (making, "make_durable"),
    (Pending, "put_in_place"),
    (Register, "issue"),
    (Journal, "written"),
    (running._Run, "_make_lists"),
    (running, "make_archive"),
    (running._Run, "_merge"),
    (Journal, "finish"),
)


class _Shared:
    """Memory that a batch and its workers share with the test: the step they are at, and the one to be killed at."""

    def __init__(self) -> None:
        self._bytes = mmap.mmap(-1, 3)

    def begin(self, end_at: int = 0, time: int = 0) -> None:
        """A batch begins; it is to end when it comes to a step for the so-manieth time, unless that is 0."""
        self._bytes[:] = bytes((0, end_at, time))

    @property
    def step(self) -> int:
        """The last step that was seen."""
        return self._bytes[0]

    def come(self, step: int, batch: int) -> None:
        """A batch, or one of its workers, comes to a step."""
        self._bytes[0] = step
        if self._bytes[1] == step:
            self._bytes[2] -= 1
            if self._bytes[2] == 0:
                os.kill(batch, signal.SIGKILL)


def _told_to(shared: _Shared, step: int, batch: int, real: Callable[..., Any]) -> Callable[..., Any]:
    def told(*arguments: Any, **named: Any) -> Any:
        shared.come(step, batch)
        return real(*arguments, **named)

    return told


def _run_in_child(arguments: list[str], shared: _Shared | None = None) -> int:
    """The command in a process of its own, with small handfuls so that many moments differ; its process number."""
    child = os.fork()
    if child:
        return child
    try:
        running._HANDFUL, running._RESERVED_AT_ONCE = 5, 11
        for step, (owner, name) in enumerate(STEPS, start=1):
            if shared is not None:
                setattr(owner, name, _told_to(shared, step, os.getpid(), getattr(owner, name)))
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115 - the process ends at once
        code = main(arguments)
    finally:
        os._exit(99 if "code" not in locals() else code)


def _code(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _arguments(folder: Path, jobs: int) -> list[str]:
    table, source = folder / "各村.csv", folder / "防火通知.md"
    register = str(folder / "发文.db")
    options = ["--register", register, "--jobs", str(jobs), "--resume"]
    options += ["--zip", str(folder / "全部.zip"), "--merge", str(folder / "全部.docx")]
    return ["batch", str(table), "--source", str(source), "-o", str(folder / "公文"), *options]


def _check_after_a_kill(folder: Path) -> None:
    """What must hold at any moment: whole files only, no number twice, issued numbers have their file."""
    documents = list((folder / "公文").glob("*.docx")) if (folder / "公文").exists() else []
    for path in documents:
        assert zipfile.ZipFile(path).testzip() is None
    if not (folder / "发文.db").exists():
        return
    entries = registered(folder / "发文.db")
    names = {path.name for path in documents}
    assert len({entry.identity for entry in entries}) == len(entries)
    for entry in entries:
        assert entry.state is State.RESERVED or any(name.startswith(f"{entry.number} ") for name in names)


def _check_at_the_end(folder: Path, rows: int) -> None:
    numbers = numbers_in(folder / "公文")
    wanted = {f"青政发〔2026〕{sequence}号" for sequence in range(1, rows + 1)}
    assert len(numbers) == rows
    assert set(numbers.values()) == wanted
    entries = registered(folder / "发文.db", State.ISSUED)
    assert {entry.facts.title: str(entry.number) for entry in entries} == numbers
    lines = listed(folder / "公文")
    assert {line["标题"]: line["发文字号"] for line in lines} == numbers
    assert {line["文件"] for line in lines} == {path.name for path in (folder / "公文").glob("*.docx")}
    assert [path.name for path in folder.rglob("*") if path.name.endswith("-part")] == []


def _prepare(folder: Path) -> None:
    folder.mkdir()
    villages_csv(folder / "各村.csv", [{**row, "期限": "2026-12-01"} for row in villages(ROWS)])
    write_source(folder)


def _files(folder: Path) -> dict[str, str]:
    """Every file that a clerk sees, by its hash."""
    return state_of(folder / "公文") | {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in ("全部.zip", "全部.docx")
    }


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_killed_batch_goes_on_where_it_stopped(jobs: int, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    kills = KILLS_IN_SWEEP if pytestconfig.getoption(FULL_SWEEP) else KILLS
    _prepare(tmp_path / "whole")
    begun = time.perf_counter()
    assert _code(_run_in_child(_arguments(tmp_path / "whole", jobs))) == 0
    whole = time.perf_counter() - begun
    _check_at_the_end(tmp_path / "whole", ROWS)
    wanted = _files(tmp_path / "whole")

    chance = random.Random(f"{jobs} jobs")
    shared, steps = _Shared(), Counter[int]()
    killed = finished_before = batches = attempts = 0
    every = range(1, len(STEPS) + 1)
    # Each step is met by a kill that waits for it; the others come at any moment.
    while (killed < kills or not steps.keys() >= {*every}) and attempts < ATTEMPTS_FOR_A_KILL * kills:
        folder = tmp_path / f"batch-{batches}"
        _prepare(folder)
        for _ in range(KILLS_OF_ONE_BATCH):
            # One at a step, the next at any moment.
            attempts += 1
            left = [step for step in every if not steps[step]]
            at_a_step = (left[0] if left else chance.choice(every)) if attempts % 2 else 0
            shared.begin(at_a_step, 1 if left else chance.choice((1, 3)))
            child = _run_in_child(_arguments(folder, jobs), shared)
            if not at_a_step:
                time.sleep(chance.uniform(0.05, 1) * whole)
                os.kill(child, signal.SIGKILL)
            code, step = _code(child), at_a_step or shared.step
            _check_after_a_kill(folder)
            if code != -signal.SIGKILL:
                assert code == 0
                finished_before += 1
                break
            killed += 1
            steps[step] += 1
        assert _code(_run_in_child(_arguments(folder, jobs))) == 0
        _check_at_the_end(folder, ROWS)
        assert _files(folder) == wanted, "the same bytes as where nothing was killed: each number has its own document"
        batches += 1
    told = {name: steps[step] for step, (_, name) in enumerate(STEPS, start=1)}
    print(f"{jobs} jobs: {killed} kills, {batches} batches, {finished_before} finished before; {whole:.2f} s; {told}")
    assert steps.keys() >= {*every}, f"steps at which no batch was killed: {told}"
