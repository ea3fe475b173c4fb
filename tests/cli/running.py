"""The command line run inside the test, or as a program of its own."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple, TypeAlias

from gongwen.cli import main
from tests.model.chinese import foreign_words

__all__ = ["Outcome", "Run", "as_program", "environment_of_a_program", "inside", "is_chinese_for_clerks", "snapshot"]

ROOT = Path(__file__).parents[2]


class Outcome(NamedTuple):
    """How a run ended: the exit code, standard output as bytes, standard error as text."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """Standard output as text."""
        return self.out.decode()


Run: TypeAlias = Callable[..., Outcome]
"""``run(*arguments, stdin=b"…")``."""


def environment_of_a_program(changes: Mapping[str, str | None] | None = None) -> dict[str, str]:
    """The variables of a process that finds what this one finds; None takes one out."""
    paths = {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), *sys.path])}
    every = {**os.environ, **paths, **(changes or {})}
    return {name: value for name, value in every.items() if value is not None}


def as_program(
    *arguments: str,
    stdin: bytes = b"",
    environment: Mapping[str, str | None] | None = None,
    folder: Path | None = None,
) -> Outcome:
    """``python -m gongwen …`` in a process of its own; None takes a variable out of the environment."""
    process = subprocess.run(
        [sys.executable, "-m", "gongwen", *arguments],
        input=stdin,
        env=environment_of_a_program(environment),
        cwd=folder,
        capture_output=True,
        timeout=120,
        check=False,
    )
    return Outcome(process.returncode, process.stdout, process.stderr.decode())


def inside(*arguments: str, folder: Path) -> Outcome:
    """The command line within this process, in a folder: several times as quick as a program of its own."""
    out, err = io.BytesIO(), io.BytesIO()
    said, told = io.TextIOWrapper(out, encoding="utf-8"), io.TextIOWrapper(err, encoding="utf-8")
    before = Path.cwd()
    os.chdir(folder)
    try:
        with redirect_stdout(said), redirect_stderr(told):
            code = main(list(arguments))
            said.flush()
            told.flush()
    finally:
        os.chdir(before)
    return Outcome(code, out.getvalue(), err.getvalue().decode())


def snapshot(folder: Path) -> dict[str, bytes | None]:
    """Everything that lies in a folder, hidden files too; a folder has no content."""
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


_TYPED = re.compile(r"--?[a-z]+|\S*[./]\S*|<stdin>|U\+[0-9A-F]+", re.ASCII)


def is_chinese_for_clerks(text: str) -> bool:
    """Whether what is said is Chinese, without words of another language that the clerk did not type."""
    return bool(re.search("[\u4e00-\u9fff]{2}", text)) and not foreign_words(_TYPED.sub("", text))
