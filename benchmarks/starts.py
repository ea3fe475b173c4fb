"""Cold starts: how long a new Python process takes, from its start to its end.

Byte code is compiled beforehand, as an installer does; the first run of each program is not counted.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import gongwen
from benchmarks.notices import notice
from benchmarks.rates import validated

__all__ = ["BARE", "FIRST_DOCUMENT", "IMPORT", "Program", "Starter", "starter"]

_FIRST_DOCUMENT = """\
import sys, gongwen
document = gongwen.Document.read_json(sys.stdin.buffer.read())
sys.stdout.buffer.write(gongwen.render(document))
"""


@dataclass(frozen=True)
class Program:
    """A program to start, and whether it writes a document."""

    name: str
    code: str
    writes: bool = False


BARE = Program("空的 Python 进程（pass）", "pass")
IMPORT = Program("import gongwen", "import gongwen")
FIRST_DOCUMENT = Program("首份公文：导入、读 JSON、校验、成文", _FIRST_DOCUMENT, writes=True)


class Starter:
    """Starts programs in an environment where their byte code is kept."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._document = validated(notice(0)).to_json().encode()

    def seconds(self, program: Program) -> float:
        """The time of one run, from start to end of the process. Raises ``RuntimeError`` when it fails."""
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", program.code],
            input=self._document if program.writes else b"",
            capture_output=True,
            env=self._environment,
            check=False,
        )
        taken = time.perf_counter() - start
        if done.returncode or done.stdout.startswith(b"PK") != program.writes:
            raise RuntimeError(f"{program.name}: {done.stderr.decode(errors='replace')}")
        return taken

    def measure(self, programs: tuple[Program, ...], runs: int) -> dict[str, list[float]]:
        """The times of each program, started in turn."""
        for program in programs:
            self.seconds(program)
        times: dict[str, list[float]] = {program.name: [] for program in programs}
        for _ in range(runs):
            for program in programs:
                times[program.name].append(self.seconds(program))
        return times


@contextmanager
def starter() -> Iterator[Starter]:
    """A starter for the gongwen that is imported here."""
    with tempfile.TemporaryDirectory(prefix="gongwen-benchmark-") as folder:
        source = Path(gongwen.__file__).parents[1]
        environment = {**os.environ, "PYTHONPATH": str(source), "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        yield Starter(environment)
