"""A folder that nobody may write to is told in words; as the superuser may write everywhere, it steps down first."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongwen.batching import Register
from tests.batching.batches import villages, villages_csv, write_source
from tests.cli.running import environment_of_a_program, is_chinese_for_clerks

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders have no such bits there")
NOBODY = 65534
# Everything is loaded by a first batch, for the programs may lie where only the superuser reads.
STEPPING_DOWN = """
import os, sys
import rich.console, rich.progress
from gongwen.cli import main

table, source, first, *others, person = sys.argv[1:]
assert main(["batch", table, "--source", source, "-o", first, "--jobs", "1"]) == 0
sys.stderr.flush()
if os.geteuid() == 0:
    os.seteuid(int(person))
print("-- now --", file=sys.stderr, flush=True)
sys.exit(main(["batch", table, "--source", source, "--jobs", "1", *others]))
"""


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that everybody may enter, as the folders of pytest are not."""
    made = Path(tempfile.mkdtemp())
    made.chmod(0o755)
    yield made
    for folder in made.rglob("*"):
        if folder.is_dir():
            folder.chmod(0o755)
    shutil.rmtree(made)


def _run(place: Path, *others: str) -> tuple[int, str]:
    source = write_source(place)
    villages_csv(place / "各村.csv", villages(5))
    words = [str(place / "各村.csv"), str(source), str(place / "先"), *others, str(NOBODY)]
    process = subprocess.run(
        [sys.executable, "-c", STEPPING_DOWN, *words],
        env=environment_of_a_program(None),
        capture_output=True,
        timeout=120,
        check=False,
    )
    return process.returncode, process.stderr.decode().split("-- now --\n")[-1]


def test_a_folder_that_cannot_be_written_is_told(place: Path) -> None:
    folder = place / "公文"
    folder.mkdir(mode=0o555)
    code, said = _run(place, "-o", str(folder))
    assert code == 2
    assert "没有权限" in said
    assert str(folder) in said
    assert is_chinese_for_clerks(said)
    assert os.listdir(folder) == []


def test_a_folder_that_cannot_be_made_is_told(place: Path) -> None:
    (place / "只读").mkdir(mode=0o555)
    code, said = _run(place, "-o", str(place / "只读" / "公文"))
    assert code == 2
    assert "没有权限" in said
    assert is_chinese_for_clerks(said)


def test_a_register_that_cannot_be_written_is_told_before_any_file_is(place: Path) -> None:
    (place / "公文").mkdir()
    (place / "公文").chmod(0o777)
    Register(place / "发文.db").close()
    (place / "发文.db").chmod(0o444)
    code, said = _run(place, "-o", str(place / "公文"), "--register", str(place / "发文.db"))
    assert code == 2
    assert "发文.db" in said
    assert is_chinese_for_clerks(said)
    assert not list((place / "公文").glob("*.docx"))
