"""The register's file: durable, and every trouble with it said in plain words before anything is changed."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gongwen import InputError
from gongwen.register import Register, Request, export_table
from tests.register.asking import ask, asked, number, one_fault, reserve
from tests.strategies import some_picture

NOBODY = 65534


def pragma(connection: sqlite3.Connection, name: str) -> Any:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def refused(use: Callable[[], object]) -> str:
    with pytest.raises(InputError) as error:
        use()
    return str(one_fault(error.value))


# ---------------------------------------------------------------------------------- durable


def test_every_number_is_on_the_disk_before_it_is_told(tmp_path: Path) -> None:
    with Register(tmp_path / "发文.db") as register:
        connection = register._connection
        assert (pragma(connection, "journal_mode"), pragma(connection, "synchronous")) == ("wal", 2)


def test_where_wal_cannot_be_had_the_register_is_as_safe_without(tmp_path: Path) -> None:
    path = tmp_path / "发文.db"
    with Register(path) as register:
        register.reserve([ask("甲")])
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        assert other.execute("PRAGMA journal_mode = DELETE").fetchone()[0] == "delete"
        other.execute("BEGIN")
        other.execute("SELECT * FROM numbers").fetchall()  # a reader keeps the mode from being changed
        register = Register(path, timeout=0.1)
        other.execute("COMMIT")
    with register:
        connection = register._connection
        assert (pragma(connection, "journal_mode"), pragma(connection, "synchronous")) == ("delete", 3)
        assert reserve(register, ask("甲"), ask("乙")) == ["云政发〔2026〕1号", "云政发〔2026〕2号"]
    with Register(path) as register:
        assert pragma(register._connection, "journal_mode") == "wal"
        assert register.next("云政发", 2026) == 3


def test_a_closed_register_is_one_file(tmp_path: Path) -> None:
    with Register(tmp_path / "发文.db") as register:
        register.reserve(asked(100))
    assert [path.name for path in tmp_path.iterdir()] == ["发文.db"]


def test_an_interruption_takes_the_whole_request_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with Register(tmp_path / "发文.db") as register:
        monkeypatch.setattr(register, "_update", interrupted)
        with pytest.raises(KeyboardInterrupt):
            register.reserve(asked(3))
        monkeypatch.undo()
        assert list(register.entries()) == []
        assert reserve(register, ask("甲")) == ["云政发〔2026〕1号"]


# ---------------------------------------------------------------------------------- no register

NO_REGISTERS = {
    "a text": "发文字号,标题\n".encode() * 200,
    "a picture": some_picture() * 20,
    "an empty file": b"",
}


@pytest.mark.parametrize("name", NO_REGISTERS)
def test_a_file_that_is_no_register_is_refused_and_kept(name: str, tmp_path: Path) -> None:
    path = tmp_path / "发文.db"
    path.write_bytes(NO_REGISTERS[name])
    assert "不是登记簿" in refused(lambda: Register(path, create=False))
    assert path.read_bytes() == NO_REGISTERS[name]


def test_the_database_of_another_program_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "别的.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE numbers (code TEXT)")
        other.commit()
    before = path.read_bytes()
    assert "别的程序的数据库" in refused(lambda: Register(path))
    assert path.read_bytes() == before


def test_a_newer_register_is_refused_in_words_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "发文.db"
    Register(path).close()
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("PRAGMA user_version = 2")
    before = path.read_bytes()
    said = refused(lambda: Register(path))
    assert "更新版本" in said
    assert "第2版" in said
    assert path.read_bytes() == before


def test_a_damaged_register_is_told_plainly(tmp_path: Path) -> None:
    path = tmp_path / "发文.db"
    with Register(path) as register:
        register.reserve(asked(500))
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)

    def use() -> None:
        with Register(path) as damaged:
            list(damaged.entries())

    assert "损坏" in refused(use)


def test_a_missing_register_is_made_or_refused_as_asked(tmp_path: Path) -> None:
    path = tmp_path / "发文.db"
    assert "没有这个登记簿" in refused(lambda: Register(path, create=False))
    assert list(tmp_path.iterdir()) == []
    Register(path).close()
    Register(path, create=False).close()


def test_a_place_where_no_file_can_be_is_refused(tmp_path: Path) -> None:
    assert "这是文件夹" in refused(lambda: Register(tmp_path))
    assert "文件夹不存在" in refused(lambda: Register(tmp_path / "没有" / "发文.db"))


# ---------------------------------------------------------------------------------- out of reach

HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


def test_a_register_locked_by_another_program_is_told_after_the_time_limit(tmp_path: Path) -> None:
    path = tmp_path / "发文.db"
    with Register(path, timeout=0.3) as register:
        register.reserve([ask("甲")])
        command = [sys.executable, "-c", HOLD, str(path)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
            assert holder.stdout is not None
            assert holder.stdout.readline() == b"held\n"
            start = time.monotonic()
            said = refused(lambda: register.reserve([ask("乙")]))
            assert 0.25 < time.monotonic() - start < 5
            assert "登记簿正被另一个程序使用（等了0.3秒）" in said
            with Register(path, timeout=0.3) as looking:  # looking is not locked out
                assert looking.next("云政发", 2026) == 2
            holder.communicate()
        assert reserve(register, ask("乙")) == ["云政发〔2026〕2号"]


def test_a_full_disk_is_told_and_nothing_is_half_written(tmp_path: Path) -> None:
    path = tmp_path / "发文.db"
    with Register(path) as register:
        register.reserve(asked(10))
        pages = pragma(register._connection, "page_count")
        register._connection.execute(f"PRAGMA max_page_count = {pages}")
        long = [Request(f"乙{row}", ask("乙").number, ask("乙", title="长" * 500).facts) for row in range(200)]
        assert "磁盘空间已满" in refused(lambda: register.reserve(long))
        register._connection.execute("PRAGMA max_page_count = 100000")
        assert len(list(register.entries())) == 10
        assert register.next("云政发", 2026) == 11


@contextmanager
def without_rights() -> Iterator[Path]:
    """A folder of an ordinary user, who may write in it until the test says otherwise."""
    if sys.platform == "win32":
        pytest.skip("rights are set as POSIX does it")
    privileged = os.geteuid() == 0
    folder = Path(tempfile.mkdtemp())
    if privileged:  # to whom nothing is forbidden
        os.chown(folder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    try:
        yield folder
    finally:
        folder.chmod(0o700)
        for path in folder.iterdir():
            path.unlink()
        if privileged:
            os.seteuid(0)
        folder.rmdir()


def test_a_read_only_register_is_told_plainly() -> None:
    with without_rights() as folder:
        path = folder / "发文.db"
        Register(path).close()
        path.chmod(0o444)

        def use() -> None:
            with Register(path) as register:
                register.reserve([ask("甲")])

        assert "只读" in refused(use)


def test_a_folder_without_the_right_to_write_is_told_plainly() -> None:
    with without_rights() as folder:
        path = folder / "发文.db"
        Register(path).close()
        before = path.read_bytes()
        folder.chmod(0o555)
        said = refused(lambda: list(Register(path).entries()))
        assert "权限" in said or "只读" in said
        assert "权限" in refused(lambda: Register(folder / "新.db"))
        assert path.read_bytes() == before


# ---------------------------------------------------------------------------------- lines that no register writes

JUNK: list[object] = ["", "甲", -1, 2**62, 1.5, b"\xff\xfe", "2026-02-30", "〔2026〕8号"]


QUESTIONS: list[Callable[[Register], object]] = [
    lambda register: list(register.entries()),
    lambda register: register.gaps(),
    lambda register: register.next("云政发", 2026),
    lambda register: register.reserve([ask("甲"), ask("丙")]),
    lambda register: register.alike([ask("丁", title="关于春耕的通知")]),
    lambda register: export_table(register, f"{register.path}.csv", force=True),
    lambda register: export_table(register, f"{register.path}.xlsx", force=True),
]


def _is_refused_in_words(path: Path, question: Callable[[Register], object]) -> bool:
    try:
        with Register(path) as register:
            question(register)
    except InputError as error:
        return bool(str(error).encode())
    return False


def _columns(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as base:
        return [line[1] for line in base.execute("PRAGMA table_info(numbers)")]


def test_a_line_that_no_register_writes_is_named_or_gone_on_with(tmp_path: Path) -> None:
    """Whatever stands in whichever column, and whatever is asked."""
    path = tmp_path / "发文.db"
    with Register(path) as register:
        register.reserve([ask("甲", title="关于春耕的通知"), ask("乙")])
        register.void(number("云政发〔2026〕2号"), "印错", when=date(2026, 3, 2))
    whole = path.read_bytes()
    named = 0
    for column in _columns(path):
        for junk in JUNK:
            for beside in tmp_path.glob("发文.db-*"):
                beside.unlink()
            path.write_bytes(whole)
            with closing(sqlite3.connect(path)) as base, suppress(sqlite3.Error), base:
                base.execute("PRAGMA ignore_check_constraints = ON")
                base.execute(f"UPDATE numbers SET {column} = ?", (junk,))
            named += sum(_is_refused_in_words(path, question) for question in QUESTIONS)
    assert named > 20


def test_a_text_that_is_none_is_told_as_damage(tmp_path: Path) -> None:
    path = tmp_path / "发文.db"
    with Register(path) as register:
        register.reserve([ask("甲", title="关于春耕的通知")])
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("UPDATE numbers SET title = CAST(x'fffe' AS TEXT)")
    with Register(path) as register, pytest.raises(InputError, match="已损坏"):
        list(register.entries())


# ---------------------------------------------------------------------------------- where nothing can be written


def test_a_register_on_a_disc_for_reading_is_read_and_not_written() -> None:
    with without_rights() as folder:
        path = folder / "发文.db"
        with Register(path) as register:
            register.reserve([ask("甲", title="关于春耕的通知")])
        path.chmod(0o444)
        folder.chmod(0o555)
        with Register(path, create=False) as register:
            (entry,) = register.entries()
            assert (str(entry.number), entry.facts.title) == ("云政发〔2026〕1号", "关于春耕的通知")
            assert register.next("云政发", 2026) == 2
            assert register.check([ask("乙")]) == {}
            assert "只读" in refused(lambda: register.void(entry.number, "印错", when=date(2026, 3, 2)))
        assert os.listdir(folder) == ["发文.db"]


def test_a_register_whose_journal_cannot_be_read_is_not_told_half() -> None:
    """What stands in the journal beside it would be missing."""
    with without_rights() as folder:
        path = folder / "发文.db"
        with Register(path) as register:
            register.reserve([ask("甲")])
            copies = {beside: beside.read_bytes() for beside in folder.iterdir() if not beside.name.endswith("-shm")}
        for beside, content in copies.items():
            beside.write_bytes(content)
        path.chmod(0o444)
        folder.chmod(0o555)
        assert "权限" in refused(lambda: Register(path, create=False))
