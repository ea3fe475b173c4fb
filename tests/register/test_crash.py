"""Killed at any moment, or asked by several processes at once: no number twice, none lost, no unexplained gap."""

from __future__ import annotations

import multiprocessing
import os
import random
import select
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from gongwen.register import Issue, Register, State
from tests.register.asking import OPEN, ask, number

if sys.platform == "win32":
    pytest.skip("processes are forked and killed as POSIX does it", allow_module_level=True)

KILLS = 60
FRESH_EVERY = 12
LONGEST_WAIT = 0.05
FORK = multiprocessing.get_context("fork")


def work_without_end(path: Path, run: int, told: int) -> None:
    """Reserve and issue for ever, telling each step after it is done; numbers in full leave gaps now and then."""
    chance = random.Random(run)
    with Register(path) as register:
        for step in range(10**9):
            asked = [ask(f"第{run}批 第{step * 10 + row}行") for row in range(chance.randint(1, 8))]
            if chance.random() < 0.2:
                ahead = register.next("云政发", 2026) + chance.randint(0, 4)
                asked.append(ask(f"第{run}批 全号{step}", f"云政发〔2026〕{ahead}号"))
            given = register.reserve(asked)
            pairs = list(zip(asked, given, strict=True))
            lines = [f"reserved {reserved.number.sequence} {one.identity}\n" for one, reserved in pairs]
            os.write(told, "".join(lines).encode())
            out = pairs[: chance.randint(0, len(pairs))]
            register.issue([Issue(reserved.number, one.identity) for one, reserved in out])
            lines = [f"issued {reserved.number.sequence} {one.identity}\n" for one, reserved in out]
            os.write(told, "".join(lines).encode())


def told_before_the_kill(path: Path, run: int, wait: float, *, at_work: bool = False) -> list[tuple[str, int, str]]:
    """Start the work, kill it ``wait`` seconds after its start or its first word, and return what it had told."""
    reading, writing = os.pipe()
    process = FORK.Process(target=work_without_end, args=(path, run, writing))
    process.start()
    os.close(writing)
    if at_work:
        select.select([reading], [], [])
    time.sleep(wait)
    process.kill()
    with os.fdopen(reading, "rb") as pipe:
        lines = pipe.read().decode().splitlines(keepends=True)
    process.join()
    assert process.exitcode == -signal.SIGKILL
    steps = [line.rstrip("\n").split(" ", 2) for line in lines if line.endswith("\n")]
    return [(done, int(sequence), identity) for done, sequence, identity in steps]


def time_to_the_first_word(path: Path) -> float:
    """How long the work takes until it tells something: longer where the machine has other things to do."""
    reading, writing = os.pipe()
    begun = time.monotonic()
    process = FORK.Process(target=work_without_end, args=(path, 0, writing))
    process.start()
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        pipe.readline()
        took = time.monotonic() - begun
        process.kill()
    process.join()
    return took


def is_whole(path: Path) -> bool:
    connection = sqlite3.connect(path)
    try:
        return bool(connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok")
    finally:
        connection.close()


def test_a_register_killed_at_random_moments_keeps_every_promise(tmp_path: Path) -> None:
    chance = random.Random(9704)
    promised: dict[str, tuple[int, str]] = {}
    path, at_work, lost_midway = tmp_path, 0, 0
    start = 2 * time_to_the_first_word(tmp_path / "first.db")
    for run in range(KILLS):
        if run % FRESH_EVERY == 0:  # some kills meet a register that is just being made
            path, promised = tmp_path / f"{run}.db", {}
        starting = run % 3 == 0  # a third of the kills come about the start, the others while work is under way
        told = told_before_the_kill(
            path, run, chance.uniform(0, start if starting else LONGEST_WAIT), at_work=not starting
        )
        at_work += bool(told)
        for done, sequence, identity in told:
            promised[identity] = (sequence, done)
        with Register(path) as register:
            entries = list(register.entries())
            assert register.gaps() == []
        assert is_whole(path)
        held = {entry.identity: entry for entry in entries if entry.identity is not None}
        assert len({entry.number for entry in entries}) == len(entries)
        assert len(held) == sum(entry.identity is not None for entry in entries)
        assert all(entry.reason for entry in entries if entry.identity is None)
        for identity, (sequence, done) in promised.items():
            entry = held[identity]
            assert entry.number.sequence == sequence
            assert entry.state is State.ISSUED or done == "reserved"
        lost_midway += len(held) > len(promised)
    # The moments were such that work was under way, and some kills came between a commit and its report.
    assert at_work > KILLS / 2
    assert lost_midway > 0


def test_work_goes_on_after_a_kill_with_the_numbers_it_had(tmp_path: Path) -> None:
    path = tmp_path / "发文.db"
    told: list[tuple[str, int, str]] = []
    while not told:
        told = told_before_the_kill(path, 1, LONGEST_WAIT)
    with Register(path) as register:
        again = register.reserve([ask(identity) for _, _, identity in told])
    assert [given.number.sequence for given in again] == [sequence for _, sequence, _ in told]
    assert not any(given.is_new for given in again)


# ---------------------------------------------------------------------------------- several at once

PROCESSES, ROWS, ROUNDS = 4, 120, 40


def ask_for_shared_rows(path: Path, seed: int, started: Callable[[], object], told: int) -> None:
    chance = random.Random(seed)
    started()
    with Register(path) as register, os.fdopen(told, "w", encoding="utf-8") as answers:
        for _ in range(ROUNDS):
            rows = chance.sample(range(ROWS), chance.randint(1, 9))
            asked = [ask(f"第{row}行") for row in rows]
            for one, given in zip(asked, register.reserve(asked), strict=True):
                answers.write(f"{one.identity} {given.number.sequence}\n")


def test_processes_that_share_a_register_give_no_number_twice_and_leave_no_gap(tmp_path: Path) -> None:
    path = tmp_path / "发文.db"
    barrier = FORK.Barrier(PROCESSES)
    pipes, processes = [], []
    for seed in range(PROCESSES):
        reading, writing = os.pipe()
        process = FORK.Process(target=ask_for_shared_rows, args=(path, seed, barrier.wait, writing))
        process.start()
        os.close(writing)
        pipes.append(os.fdopen(reading, encoding="utf-8"))
        processes.append(process)
    answers = []
    for pipe in pipes:
        with pipe:
            answers += [line.split() for line in pipe]
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * PROCESSES
    numbers: dict[str, set[str]] = {}
    for identity, sequence in answers:
        numbers.setdefault(identity, set()).add(sequence)
    assert all(len(given) == 1 for given in numbers.values())
    assert sorted(int(*given) for given in numbers.values()) == list(range(1, len(numbers) + 1))
    assert len(answers) > 2 * len(numbers)
    with Register(path) as register:
        assert register.next("云政发", 2026) == len(numbers) + 1
        assert register.gaps() == []
        assert register.reserve([ask("第121行")])[0].number == number(OPEN).model_copy(
            update={"sequence": len(numbers) + 1}
        )
    assert is_whole(path)
