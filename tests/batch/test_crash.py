"""Killed at any moment and run again: every row exactly one whole file and one number."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
import zipfile
from pathlib import Path

import pytest

from gongwen.batch import running
from gongwen.batch.register import State
from gongwen.cli import main
from tests.batch.batches import listed, numbers_in, registered, villages, villages_csv, write_source

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills what it forks")

ROWS = 45
KILLS = 200
KILLS_OF_ONE_BATCH = 8


def _run_in_child(arguments: list[str]) -> int:
    """The command in a process of its own, with small handfuls so that many moments differ; its process number."""
    child = os.fork()
    if child:
        return child
    try:
        running._HANDFUL, running._RESERVED_AT_ONCE = 5, 11
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
    assert [path.name for path in (folder / "公文").iterdir() if path.name.endswith("-part")] == []


def _prepare(folder: Path) -> None:
    folder.mkdir()
    villages_csv(folder / "各村.csv", [{**row, "期限": "2026-12-01"} for row in villages(ROWS)])
    write_source(folder)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_killed_batch_goes_on_where_it_stopped(jobs: int, tmp_path: Path) -> None:
    _prepare(tmp_path / "whole")
    begun = time.perf_counter()
    assert _code(_run_in_child(_arguments(tmp_path / "whole", jobs))) == 0
    whole = time.perf_counter() - begun
    _check_at_the_end(tmp_path / "whole", ROWS)

    chance = random.Random(f"{jobs} jobs")
    killed = finished_before = batches = 0
    while killed < KILLS // 2:
        folder = tmp_path / f"batch-{batches}"
        _prepare(folder)
        for _ in range(KILLS_OF_ONE_BATCH):
            child = _run_in_child(_arguments(folder, jobs))
            time.sleep(chance.uniform(0.05, 1) * whole)
            os.kill(child, signal.SIGKILL)
            code = _code(child)
            _check_after_a_kill(folder)
            if code != -signal.SIGKILL:
                assert code == 0
                finished_before += 1
                break
            killed += 1
        assert _code(_run_in_child(_arguments(folder, jobs))) == 0
        _check_at_the_end(folder, ROWS)
        batches += 1
    print(f"{jobs} jobs: {killed} kills, {batches} batches, {finished_before} finished before the kill; {whole:.2f} s")
