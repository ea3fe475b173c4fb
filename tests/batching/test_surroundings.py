"""What surrounds a batch may fail: the computer's language, its disk, its memory, the one who waits. All is told in
words, and nothing is half done."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from gongwen import GongwenError
from gongwen.batching import Register, batch, checking
from gongwen.batching.journal import JOURNAL_NAME, Journal
from tests.batching.batches import numbers_in, villages, villages_csv, write_source
from tests.cli.running import environment_of_a_program, is_chinese_for_clerks


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_source(tmp_path)


def _command(table: Path, source: Path, *more: str) -> list[str]:
    folder = str(source.parent / "公文")
    return [sys.executable, "-m", "gongwen", "batch", str(table), "--source", str(source), "-o", folder, *more]


# ---------------------------------------------------------------------------------- names


@pytest.fixture(scope="session")
def gbk(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str | None]:
    """The variables of a computer that is set to GBK."""
    folder = tmp_path_factory.mktemp("locale")
    if shutil.which("localedef") is None:
        pytest.skip("needs localedef")
    words = ["localedef", "-c", "-i", "zh_CN", "-f", "GBK", str(folder / "zh_CN.GBK")]
    subprocess.run(words, capture_output=True, check=False)
    if not (folder / "zh_CN.GBK").exists():
        pytest.skip("needs the sources of locales")
    return {"LOCPATH": str(folder), "LC_ALL": "zh_CN.GBK", "PYTHONUTF8": "0"}


def test_a_name_that_the_file_system_cannot_hold_is_told_before_it_has_a_number(
    gbk: dict[str, str | None], source: Path
) -> None:
    rows = villages(4)
    rows[1]["村名"] = "𠀀坝村"
    # Names of letters, for what stands in a command line is read by the language too.
    (source.parent / "rows.json").write_text(json.dumps(rows, ensure_ascii=False, default=str), encoding="utf-8")
    source.rename(source.parent / "notice.md")
    words = ["batch", "rows.json", "--source", "notice.md", "-o", "out", "--register", "r.db", "--jobs", "1"]
    for more, made in ([], 0), (["--skip-bad"], 3):
        run = subprocess.run(
            [sys.executable, "-m", "gongwen", *words, *more],
            cwd=source.parent,
            env=environment_of_a_program(gbk),
            capture_output=True,
            timeout=120,
            check=False,
        )
        said = run.stderr.decode()
        assert run.returncode == 1, said
        assert "第2行“村名”列 文件名里有字，系统的语言设置存不下" in said
        assert len(list((source.parent / "out").glob("*.docx"))) == made
    with Register(source.parent / "r.db") as register:
        assert len(list(register.entries())) == 3


def test_halves_of_characters_in_names_and_cells_are_refused_by_name(source: Path) -> None:
    folder = source.parent / "公文"
    lone = source.parent / os.fsdecode(b"\xd4\xb4.md")
    try:
        shutil.copy(source, lone)
    except OSError:
        pytest.skip("the file system takes UTF-8 alone")
    batch(villages(1), lone, folder, archive=source.parent / os.fsdecode(b"\xc8\xab.zip"))
    for key in ("村名", "面积", "\ud800"):
        row = {**villages(1)[0], key: "上坝\ud800村"}
        with pytest.raises(GongwenError) as refused:
            batch([*villages(2), row], source, source.parent / "另", skip_bad=False)
        str(refused.value).encode()
        json.dumps([fault.to_dict() for fault in refused.value.faults], ensure_ascii=False).encode()


# ---------------------------------------------------------------------------------- disk and memory


def test_a_full_folder_of_temporary_files_is_told_in_words(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """/dev/full takes what is buffered, and fails when it is to be written: as a full disk does."""
    if not Path("/dev/full").exists():
        pytest.skip("the system has no /dev/full")
    monkeypatch.setattr("tempfile.TemporaryFile", partial(open, "/dev/full", "w+b"))
    with pytest.raises(GongwenError, match="临时文件写不下"):
        batch(villages(3), source, source.parent / "公文")


def test_no_folder_for_temporary_files_is_told_in_words(source: Path) -> None:
    table = villages_csv(source.parent / "各村.csv", villages(3))
    program = (
        "import sys, tempfile; tempfile._candidate_tempdir_list = lambda: ['/nowhere']\n"
        "from gongwen.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    words = _command(table, source)[3:]
    run = subprocess.run(
        [sys.executable, "-c", program, *words],
        env=environment_of_a_program(None),
        capture_output=True,
        timeout=120,
        check=False,
    )
    said = run.stderr.decode()
    assert run.returncode == 2
    assert "临时文件写不下" in said
    assert is_chinese_for_clerks(said)


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory is Linux's")
def test_too_little_memory_is_told_in_words(source: Path) -> None:
    table = source.parent / "各村.json"
    rows = [{**row, "备注": "水" * 2_000} for row in villages(20_000)]
    table.write_text(json.dumps(rows, ensure_ascii=False, default=str), encoding="utf-8")
    program = (
        "import resource, sys\n"
        "from gongwen.cli import main\n"
        "import gongwen.batching, rich.console, rich.text\n"
        "have = int(open('/proc/self/statm').read().split()[0]) * resource.getpagesize()\n"
        "resource.setrlimit(resource.RLIMIT_AS, (have + 60 * 2**20, have + 60 * 2**20))\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, *_command(table, source, "--jobs", "1")[3:]],
        env=environment_of_a_program(None),
        capture_output=True,
        timeout=120,
        check=False,
    )
    said = run.stderr.decode()
    assert run.returncode == 2, said
    assert "内存不够" in said
    assert is_chinese_for_clerks(said)


# ---------------------------------------------------------------------------------- the one who waits


# The interpreter's own start is beyond us: the program says when the first module of the commands is looked for.
_SAYING_WHEN_IT_BEGINS = """
import sys
from gongwen.cli import main
class Begun:
    def find_spec(self, name, *_):
        if name == "gongwen.cli.run":
            print(flush=True)
sys.meta_path.insert(0, Begun())
sys.exit(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
@pytest.mark.parametrize(("first", "second"), [(0.0, 0.05), (0.05, 0.0), (0.1, 0.05), (0.15, 0.0), (0.2, 0.05)])
def test_ctrl_c_twice_soon_after_the_start_is_answered_in_words(first: float, second: float, source: Path) -> None:
    table = villages_csv(source.parent / "各村.csv", villages(300))
    run = subprocess.Popen(
        [sys.executable, "-c", _SAYING_WHEN_IT_BEGINS, *_command(table, source)[3:]],
        env=environment_of_a_program(None),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert run.stdout is not None
    run.stdout.readline()
    time.sleep(first)
    for pause in (second, 0.0):
        with suppress(ProcessLookupError):
            run.send_signal(signal.SIGINT)
        time.sleep(pause)
    _, said = run.communicate(timeout=60)
    assert b"Traceback" not in said, said.decode()
    assert run.returncode in (0, 130)


# ---------------------------------------------------------------------------------- the journal


def _columns(path: Path, table: str) -> list[str]:
    with closing(sqlite3.connect(path)) as base:
        return [line[1] for line in base.execute(f"PRAGMA table_info({table})")]


JUNK: list[Any] = [None, "", "甲", -1, 2**62, 1.5, b"\xff\xfe", "〔2026〕"]


def test_a_journal_that_holds_what_no_batch_writes_is_refused_in_words_or_gone_on_with(source: Path) -> None:
    folder = source.parent / "公文"
    with Register(source.parent / "发文.db") as register:
        batch(villages(3), source, folder, register=register)
        whole = (folder / JOURNAL_NAME).read_bytes()
        for table in ("batches", "documents", "outputs"):
            for column in _columns(folder / JOURNAL_NAME, table):
                for junk in JUNK:
                    (folder / JOURNAL_NAME).write_bytes(whole)
                    with closing(sqlite3.connect(folder / JOURNAL_NAME)) as base, base, suppress(sqlite3.Error):
                        base.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = (SELECT 1)", (junk,))
                    with suppress(GongwenError):
                        batch(villages(3), source, folder, register=register, resume=True)


def test_the_journal_of_a_folder_moved_elsewhere_knows_its_outputs(source: Path, tmp_path: Path) -> None:
    batch(villages(1), source, tmp_path / "公文", archive=tmp_path / "公文" / "全部.zip")
    (tmp_path / "公文").rename(tmp_path / "归档")
    with Journal(tmp_path / "归档", source.name) as journal:
        assert journal.output(tmp_path / "归档" / "全部.zip")
    assert numbers_in(tmp_path / "归档") is not None


# ---------------------------------------------------------------------------------- what only shows in all rows


def test_more_faults_than_anybody_reads_are_counted(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "_MOST_FAULTS", 5)
    rows = [{**row, "面积": None} for row in villages(9)]
    with pytest.raises(GongwenError) as refused:
        batch(rows, source, source.parent / "公文")
    assert [fault.code for fault in refused.value.faults][4:] == ["missing-value", "too-many-faults"]
    assert refused.value.faults[-1].message == "毛病太多，还有 4 处没有列出"


@pytest.mark.parametrize("dry_run", [True, False])
def test_one_number_on_many_documents_is_told(dry_run: bool, source: Path) -> None:
    text = source.read_text(encoding="utf-8").replace("〔2026〕号", "〔2026〕18号")
    source.write_text(text, encoding="utf-8")
    report = batch(villages(3), source, source.parent / "公文", dry_run=dry_run)
    assert any("同一个字号" in remark for remark in report.remarks)
    assert not any("同一个字号" in remark for remark in batch(villages(1), source, source.parent / "另").remarks)


def test_a_number_of_another_year_than_the_day_is_told(source: Path) -> None:
    text = source.read_text(encoding="utf-8").replace("2026-11-24", "2027-01-04")
    source.write_text(text, encoding="utf-8")
    report = batch(villages(3), source, source.parent / "公文", dry_run=True)
    assert "有 3 份公文的字号和成文日期不在同一年；核对年份" in report.remarks
