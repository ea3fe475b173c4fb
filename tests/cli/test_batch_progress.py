"""How a long batch says how far it is: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from gongwen.batching import Progress
from gongwen.cli import main
from gongwen.cli.progress import Pace, bar, plain_line
from tests.batching.batches import villages, villages_csv, write_source
from tests.cli.running import environment_of_a_program

ROWS = 1700
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


def test_the_pace_is_counted_from_the_first_news() -> None:
    pace = Pace()
    assert pace.rate(Progress("检查", 400, None), 10.0) is None
    assert pace.rate(Progress("检查", 800, None), 10.5) == 800
    assert pace.rate(Progress("写出", 400, 1200), 11.0) is None, "each stage has its own"
    assert pace.rate(Progress("写出", 1200, 1200), 13.0) == 400


def test_a_plain_line_says_what_is_left() -> None:
    assert plain_line(Progress("检查", 800, None), 800.0) == "检查 800，800 行/秒"
    assert plain_line(Progress("写出", 1200, 1200), 400.0) == "写出 1200/1200，400 份/秒，还要 0 秒"


def test_the_bar_is_not_drawn_for_every_document(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []
    monkeypatch.setattr("rich.progress.Progress.refresh", lambda bar: drawn.append(int(bar.tasks[0].completed)))
    with bar() as watch:
        for done in range(1, 20_001):
            watch(Progress("合并", done, 20_000))
        seen = list(drawn)
    assert len(seen) < 1000
    assert seen[-1] == 20_000


def test_a_second_interrupt_says_how_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    table, source = villages_csv(tmp_path / "各村.csv", villages(2)), write_source(tmp_path)

    def twice(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("gongwen.batching.batch", twice)
    assert main(["batch", str(table), "--source", str(source), "-o", str(tmp_path / "公文")]) == 130
    assert "--resume" in capsys.readouterr().err


def test_nothing_for_programmers_stands_among_the_messages() -> None:
    assert any(isinstance(one, logging.NullHandler) for one in logging.getLogger("gongwen").handlers)


@pytest.mark.skipif(sys.platform == "win32", reason="no such terminals there")
def test_a_bar_is_drawn_on_a_terminal(tmp_path: Path) -> None:
    import pty  # noqa: PLC0415 - not everywhere

    table, source = villages_csv(tmp_path / "各村.csv", villages(ROWS)), write_source(tmp_path)
    ours, theirs = pty.openpty()
    words = [
        sys.executable,
        "-m",
        "gongwen",
        "batch",
        str(table),
        "--source",
        str(source),
        "-o",
        str(tmp_path / "公文"),
    ]
    environment = environment_of_a_program({"TERM": "xterm", "COLUMNS": "100"})
    with subprocess.Popen(words, stderr=theirs, stdout=subprocess.DEVNULL, env=environment) as process:
        os.close(theirs)
        said = b""
        while True:
            try:
                piece = os.read(ours, 1 << 16)
            except OSError:  # how Linux says that nobody writes any more
                break
            if not piece:
                break
            said += piece
        os.close(ours)
        assert process.wait() == 0
    lines = _CONTROL.sub("", said.decode()).replace("\r", "\n")
    rates = [int(number) for number in re.findall(r"(\d+) [行份]/秒", lines)]
    assert rates
    assert max(rates) < 1_000_000, "nothing is divided by a moment"
    assert f"{ROWS}/{ROWS}" in lines
    assert f"写出 {ROWS} 份" in lines
