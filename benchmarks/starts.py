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
from typing import NamedTuple

import gongwen
from benchmarks.notices import notice
from benchmarks.peers import template_and_context
from benchmarks.rates import validated
from gongwen.reading.source_text import to_source

if sys.platform != "win32":
    import resource

__all__ = ["BARE", "DOCXTPL", "FIRST_DOCUMENT", "IMPORT", "RENDER", "Program", "Start", "Starter", "starter"]

_FIRST_DOCUMENT = """\
import sys, gongwen
document = gongwen.Document.read_json(sys.stdin.buffer.read())
sys.stdout.buffer.write(gongwen.render(document))
"""
_RENDER = """\
import sys
from gongwen.cli import main
sys.argv = ["gongwen", "render", "-", "-o", "-", "-q"]
sys.exit(main())
"""
_DOCXTPL = """\
import sys, io
from docxtpl import DocxTemplate
template = DocxTemplate(io.BytesIO(sys.stdin.buffer.read()))
template.render({context}, autoescape=True)
written = io.BytesIO()
template.save(written)
sys.stdout.buffer.write(written.getvalue())
"""


@dataclass(frozen=True)
class Program:
    """A program to start, and which input it makes a document of; without one it makes none."""

    name: str
    code: str
    given: str = ""


BARE = Program("空的 Python 进程（pass）", "pass")
IMPORT = Program("import gongwen", "import gongwen")
FIRST_DOCUMENT = Program("首份公文：导入、读 JSON、校验、成文", _FIRST_DOCUMENT, "json")
RENDER = Program("gongwen render：读源文件、成文", _RENDER, "source")
DOCXTPL = Program("docxtpl 脚本：开精简底稿的模板、填写、存", _DOCXTPL, "template")


class Start(NamedTuple):
    """The seconds of a process from start to end, and how many of them the processor worked for it."""

    passed: float
    worked: float


class Starter:
    """Starts programs in an environment where their byte code is kept."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        document = validated(notice(0))
        template, context = template_and_context(notice(0))
        self._inputs = {
            "": b"",
            "json": document.to_json().encode(),
            "source": to_source(document).encode(),
            "template": template,
        }
        self._context = repr(context)

    def start(self, program: Program) -> Start:
        """Run a program once. Raises ``RuntimeError`` when it fails."""
        worked, began = _work_of_children(), time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", program.code.replace("{context}", self._context)],
            input=self._inputs[program.given],
            capture_output=True,
            env=self._environment,
            check=False,
        )
        passed, worked = time.perf_counter() - began, _work_of_children() - worked
        if done.returncode or done.stdout.startswith(b"PK") != bool(program.given):
            raise RuntimeError(f"{program.name}: {done.stderr.decode(errors='replace')}")
        return Start(passed, worked or passed)

    def measure(self, programs: tuple[Program, ...], runs: int) -> dict[str, list[Start]]:
        """The times of each program, started in turn."""
        for program in programs:
            self.start(program)
        times: dict[str, list[Start]] = {program.name: [] for program in programs}
        for _ in range(runs):
            for program in programs:
                times[program.name].append(self.start(program))
        return times


def _work_of_children() -> float:
    """Processor seconds of the processes that this one has started and that have ended; 0 where it is not told."""
    if sys.platform == "win32":
        return 0.0
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


@contextmanager
def starter() -> Iterator[Starter]:
    """A starter for the gongwen that is imported here."""
    with tempfile.TemporaryDirectory(prefix="gongwen-benchmark-") as folder:
        source = Path(gongwen.__file__).parents[1]
        environment = {**os.environ, "PYTHONPATH": str(source), "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        yield Starter(environment)
