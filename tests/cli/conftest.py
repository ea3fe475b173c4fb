"""Fixtures of the command line's tests."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from gongwen.cli import main
from gongwen.specimens import specimen
from tests.cli.running import Outcome, Run


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line inside the test."""

    def running(*arguments: str, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        code = main(list(arguments))
        captured = capsysbinary.readouterr()
        return Outcome(code, captured.out, captured.err.decode())

    return running


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the specimen of a notice in it."""
    monkeypatch.chdir(tmp_path)
    Path("通知.md").write_text(specimen("通知"), encoding="utf-8")
    return tmp_path
