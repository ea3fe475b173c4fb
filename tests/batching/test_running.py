"""A batch run, run again, run after changes; what must never happen to a file or a number."""

from __future__ import annotations

import errno
import multiprocessing
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import gongwen
from gongwen import InputError, IssuingNumber, files
from gongwen.batching import (
    BatchReport,
    Progress,
    Register,
    batch,
    batch_documents,
    facts,
    making,
    running,
    source_maker,
    workers,
)
from gongwen.batching.jobs import Job
from gongwen.batching.journal import JOURNAL_NAME
from gongwen.register import State, export_table, import_table
from tests.batching.batches import (
    SOURCE,
    listed,
    numbers_in,
    registered,
    state_of,
    villages,
    villages_csv,
    write_source,
)

COUNT = 12


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The notice as a file."""
    return write_source(tmp_path)


@pytest.fixture
def small_handfuls(monkeypatch: pytest.MonkeyPatch) -> None:
    """Handfuls of three, so that a small batch has several."""
    monkeypatch.setattr(running, "_HANDFUL", 3)
    monkeypatch.setattr(running, "_RESERVED_AT_ONCE", 5)


def _run(source: Path, rows: Any = None, **options: Any) -> BatchReport:
    options.setdefault("register", source.parent / "发文.db")
    return batch(villages(COUNT) if rows is None else rows, source, source.parent / "公文", **options)


def _refused(source: Path, rows: Any = None, **options: Any) -> list[gongwen.Fault]:
    with pytest.raises(InputError) as caught:
        _run(source, rows, **options)
    return list(caught.value.faults)


# ---------------------------------------------------------------------------------- the whole way


def test_every_row_becomes_one_numbered_document(source: Path) -> None:
    report = _run(source)
    assert (report.rows, report.written, report.key) == (COUNT, COUNT, "村名")
    numbers = numbers_in(source.parent / "公文")
    assert numbers[villages_title(7)] == "青政发〔2026〕7号"
    assert sorted(numbers.values()) == sorted(f"青政发〔2026〕{index}号" for index in range(1, COUNT + 1))
    assert [entry.state for entry in registered(source.parent / "发文.db")] == [State.ISSUED] * COUNT
    assert [line["文件"] for line in listed(source.parent / "公文")][:2] == [
        "青政发〔2026〕1号 上坝1村.docx",
        "青政发〔2026〕2号 上坝2村.docx",
    ]


def villages_title(index: int) -> str:
    """The title of a village's notice."""
    return f"云岭县青山镇人民政府关于做好上坝{index}村森林防火工作的通知"


@pytest.mark.parametrize("again", [{}, {"jobs": 2}, {"resume": True}, {"force": True}])
@pytest.mark.usefixtures("small_handfuls")
def test_the_same_command_again_changes_nothing(source: Path, again: dict[str, Any]) -> None:
    folder = source.parent / "公文"
    extra = {"archive": source.parent / "全部.zip", "merged": source.parent / "全部.docx"}
    _run(source, **extra)
    before, entries = state_of(folder), registered(source.parent / "发文.db")
    times = {
        path: path.stat().st_mtime_ns for path in source.parent.rglob("*.*") if not path.name.startswith((".", "发文"))
    }
    report = _run(source, **extra, **again)
    assert (report.written, report.unchanged) == (0, COUNT)
    assert state_of(folder) == before
    assert registered(source.parent / "发文.db") == entries
    assert {path: path.stat().st_mtime_ns for path in times} == times


def test_a_corrected_row_keeps_its_number(source: Path) -> None:
    _run(source)
    before = numbers_in(source.parent / "公文")
    rows = villages(COUNT)
    rows[4]["面积"] = 999
    rows.insert(0, {**rows[0], "村名": "新坪村"})
    report = _run(source, rows, force=True)
    assert (report.written, report.unchanged) == (2, COUNT - 1)
    after = numbers_in(source.parent / "公文")
    assert {title: after[title] for title in before} == before
    assert after["云岭县青山镇人民政府关于做好新坪村森林防火工作的通知"] == f"青政发〔2026〕{COUNT + 1}号"


def test_a_voided_number_is_not_used_again(source: Path) -> None:
    _run(source)
    with Register(source.parent / "发文.db") as register:
        register.void(IssuingNumber.parse("青政发〔2026〕3号"), "印错", when=date(2026, 11, 25))
    report = _run(source)
    assert (report.written, report.unchanged) == (1, COUNT - 1)
    assert (source.parent / "公文" / f"青政发〔2026〕{COUNT + 1}号 上坝3村.docx").exists()
    assert listed(source.parent / "公文")[2]["发文字号"] == f"青政发〔2026〕{COUNT + 1}号"


def test_rows_that_are_faulty_or_not_reached_are_not_called_gone(source: Path) -> None:
    _run(source)
    rows = villages(COUNT)
    rows[2]["面积"] = None
    (remark,) = _run(source, rows, skip_bad=True).remarks
    assert "没有做" in remark
    assert "表里已没有" not in remark
    rows = [{**row, "面积": 1} for row in villages(COUNT)]
    report = _run(source, rows, force=True, stopped=lambda: True)
    assert report.left == COUNT
    assert not any("已没有" in remark or "没有做" in remark for remark in report.remarks)


def test_rows_that_are_gone_are_named(source: Path) -> None:
    _run(source)
    report = _run(source, villages(COUNT)[:-2])
    assert any("上坝11村.docx" in remark and "上坝12村.docx" in remark for remark in report.remarks)
    assert len(listed(source.parent / "公文")) == COUNT - 2


def test_two_sources_share_a_folder_and_a_register(source: Path) -> None:
    _run(source)
    other = source.with_name("汛期通知.md")
    other.write_text(SOURCE.replace("森林防火", "防汛"), encoding="utf-8")
    report = batch(villages(3), other, source.parent / "公文", register=source.parent / "发文.db")
    assert report.written == 3
    assert len(registered(source.parent / "发文.db")) == COUNT + 3


def test_a_batch_with_numbers_does_not_go_on_without_its_register(source: Path) -> None:
    _run(source)
    before = state_of(source.parent / "公文")
    (fault,) = _refused(source, register=None)
    assert (fault.code, fault.file) == ("wrong-arguments", "--register")
    assert state_of(source.parent / "公文") == before
    assert _run(source).unchanged == COUNT


def test_a_register_from_an_old_backup_learns_the_numbers_again(source: Path) -> None:
    path, backup = source.parent / "发文.db", source.parent / "备份.db"
    _run(source, villages(4))
    shutil.copy(path, backup)
    other = source.with_name("汛期通知.md")
    other.write_text(SOURCE.replace("森林防火", "防汛"), encoding="utf-8")
    batch(villages(3), other, source.parent / "防汛", register=path)
    _run(source)
    folders = [source.parent / "公文", source.parent / "防汛"]
    before, entries = [state_of(folder) for folder in folders], registered(path)

    shutil.copy(backup, path)
    rows = [{**villages(1)[0], "村名": "新坪村"}, *villages(COUNT)]  # a new row before those that lost their numbers
    preview = _run(source, rows, dry_run=True)
    assert any("补登" in remark for remark in preview.remarks)
    assert len(registered(path)) == 4
    report = _run(source, rows)
    assert (report.written, report.unchanged) == (1, COUNT)
    assert any(f"{COUNT - 4} 个号" in remark for remark in report.remarks)
    assert batch(villages(3), other, folders[1], register=path).unchanged == 3
    assert before[0].items() - state_of(folders[0]).items() == {
        item for item in before[0].items() if item[0].startswith("清单")
    }
    assert state_of(folders[1]) == before[1]
    after = registered(path)
    assert [entry.number for entry in after] == [
        *(e.number for e in entries),
        IssuingNumber.parse("青政发〔2026〕16号"),
    ]
    assert {entry.identity for entry in entries} <= {entry.identity for entry in after}
    assert _run(source, rows).remarks == ()


def test_numbers_that_a_restored_register_gave_to_others_stop_the_batch(source: Path) -> None:
    path, backup = source.parent / "发文.db", source.parent / "备份.db"
    Register(path).close()
    shutil.copy(path, backup)
    _run(source)
    shutil.copy(backup, path)
    other = source.with_name("汛期通知.md")
    other.write_text(SOURCE.replace("森林防火", "防汛"), encoding="utf-8")
    batch(villages(3), other, source.parent / "防汛", register=path)
    before = state_of(source.parent / "公文")
    (fault,) = _refused(source)
    assert (fault.code, "3个" in fault.message) == ("number-taken", True)
    assert state_of(source.parent / "公文") == before
    assert len(registered(path)) == 3


def test_an_imported_number_gets_its_holder_back(source: Path) -> None:
    path = source.parent / "发文.db"
    _run(source)
    with Register(path) as register:
        export_table(register, source.parent / "登记表.xlsx")
    path.unlink()
    with Register(path) as register:
        import_table(register, source.parent / "登记表.xlsx")
    assert _run(source).unchanged == COUNT
    assert len(registered(path)) == COUNT


def test_documents_that_seem_to_have_a_number_are_told(source: Path) -> None:
    (told,) = _run(source).remarks
    assert told.startswith("靠“村名”一列认行")
    shutil.rmtree(source.parent / "公文")
    for options in ({"dry_run": True}, {}):
        (remark,) = [told for told in _run(source, **options).remarks if not told.startswith("靠“村名”")]
        assert "青政发〔2026〕1号" in remark
    assert _run(source).remarks == ()


def test_a_changed_code_is_told_with_its_row_before_anything_is_written(source: Path) -> None:
    _run(source)
    before, rows = state_of(source.parent / "公文"), [*villages(COUNT), {**villages(1)[0], "村名": "新坪村"}]
    source.write_text(SOURCE.replace("青政发", "青政函"), encoding="utf-8")
    faults = _refused(source, rows)
    assert [(fault.code, fault.row) for fault in faults] == [
        ("number-already-given", row) for row in range(1, COUNT + 1)
    ]
    after = state_of(source.parent / "公文")
    after.pop("问题清单.xlsx")
    assert after == before
    source.write_text(SOURCE, encoding="utf-8")
    assert _run(source, rows).written == 1


def test_a_folder_that_is_moved_with_its_lists_goes_on(source: Path) -> None:
    _run(source)
    moved = source.parent / "档案" / "公文"
    moved.parent.mkdir()
    (source.parent / "公文").rename(moved)
    rows = [*villages(COUNT), {**villages(1)[0], "村名": "新坪村"}]
    report = batch(rows, source, moved, register=source.parent / "发文.db")
    assert (report.written, report.unchanged, report.faults) == (1, COUNT, ())
    assert len(listed(moved)) == COUNT + 1


def test_a_folder_whose_journal_is_gone_is_told_before_numbers_are_given(source: Path) -> None:
    _run(source)
    for path in (source.parent / "公文").glob(".gongwen-batch.db*"):
        path.unlink()
    for options in ({"dry_run": True}, {}):
        faults = _refused(source, **options)
        assert [(fault.code, Path(str(fault.file)).name) for fault in faults] == [
            ("file-exists", "清单.csv"),
            ("file-exists", "清单.xlsx"),
        ]
    assert len(registered(source.parent / "发文.db")) == COUNT


def test_without_a_register_the_number_stays_open(source: Path) -> None:
    report = _run(source, register=None)
    assert report.written == COUNT
    assert set(numbers_in(source.parent / "公文").values()) == {"青政发〔2026〕　号"}
    assert (source.parent / "公文" / "上坝1村.docx").exists()


# ---------------------------------------------------------------------------------- faults first


def test_nothing_is_written_while_a_row_is_faulty(source: Path) -> None:
    rows = villages(COUNT)
    rows[2]["面积"] = None
    rows[5] = {**rows[5], "期限": "明天"}
    faults = _refused(source, rows)
    assert [(fault.row, fault.column) for fault in faults] == [(3, "面积"), (6, "期限")]
    assert list((source.parent / "公文").glob("*.docx")) == []
    assert registered(source.parent / "发文.db") == []


def test_the_faulty_cells_are_marked_in_a_copy_of_the_table(source: Path) -> None:
    rows = [{**row, "期限": "2026-12-01"} for row in villages(COUNT)]
    rows[2]["面积"] = None
    table = villages_csv(source.parent / "各村.csv", rows)
    faults = _refused(source, table)
    assert [(fault.file, fault.row, fault.column) for fault in faults] == [("各村.csv", 4, "面积")]
    book = openpyxl.load_workbook(source.parent / "公文" / "问题清单.xlsx")
    assert any(cell.comment for sheet in book for line in sheet.iter_rows() for cell in line)


def test_good_rows_are_made_when_bad_ones_may_be_skipped(source: Path) -> None:
    rows = villages(COUNT)
    rows[2]["面积"] = None
    report = _run(source, rows, skip_bad=True)
    assert (report.rows, report.written, report.refused) == (COUNT, COUNT - 1, 1)
    rows[2]["面积"] = 860
    report = _run(source, rows)
    assert (report.written, report.unchanged) == (1, COUNT - 1)


def test_a_dry_run_writes_nothing_and_shows_the_numbers_to_come(source: Path) -> None:
    report = _run(source, dry_run=True)
    assert (report.rows, report.left, report.written) == (COUNT, COUNT, 0)
    assert [(one.row, one.name) for one in report.preview[:2]] == [
        (1, "青政发〔2026〕1号 上坝1村.docx"),
        (2, "青政发〔2026〕2号 上坝2村.docx"),
    ]
    assert [path.name for path in source.parent.iterdir()] == [source.name]


def test_rows_alike_in_the_column_asked_for_are_told(source: Path) -> None:
    rows = villages(4)
    rows[3]["村名"] = "上坝1村"
    faults = _refused(source, rows, key="村名")
    assert [(fault.code, fault.row, fault.column) for fault in faults] == [("duplicate-row", 4, "村名")]
    rows[3]["村名"] = None
    assert {(fault.code, fault.row, fault.column) for fault in _refused(source, rows, key="村名")} == {
        ("missing-value", 4, "村名")
    }
    assert _refused(source, rows, key="村")[0].code == "unknown-key"


def test_rows_without_a_naming_column_are_known_by_what_they_say(source: Path) -> None:
    rows = [{"村名": "上坝村", "面积": 1, "护林员": 2, "期限": date(2026, 12, 1)} for _ in range(3)]
    rows[2]["面积"] = 7
    report = _run(source, rows)
    assert (report.written, report.key) == (3, "")
    assert _run(source, rows).unchanged == 3
    assert sorted(path.name for path in (source.parent / "公文").glob("*.docx"))[0] == "青政发〔2026〕1号 1.docx"


def test_a_number_typed_in_full_is_checked_against_the_register(source: Path) -> None:
    source.write_text(SOURCE.replace("青政发〔2026〕号", "青政发〔2026〕{{ 序号 }}号"), encoding="utf-8")
    rows = [{**row, "序号": index} for index, row in enumerate(villages(3), start=1)]
    assert _run(source, rows).written == 3
    other = batch
    with pytest.raises(InputError) as caught:
        other(rows, source, source.parent / "别处", register=source.parent / "发文.db")
    assert [fault.row for fault in caught.value.faults] == [1, 2, 3]
    rows[2]["序号"] = 1
    assert [(fault.code, fault.row) for fault in _refused(source, rows)] == [("duplicate-number", 3)]


def test_an_empty_table_is_told(source: Path) -> None:
    assert _refused(source, [])[0].code in {"no-rows", "no-columns", "empty-table"}


# ---------------------------------------------------------------------------------- files that stand there


def test_a_strange_file_is_never_overwritten(source: Path) -> None:
    folder = source.parent / "公文"
    folder.mkdir()
    (folder / "青政发〔2026〕3号 上坝3村.docx").write_bytes(b"mine")
    faults = _refused(source)
    assert [(fault.code, fault.row) for fault in faults] == [("file-exists", 3)]
    assert [path.name for path in folder.glob("*.docx")] == ["青政发〔2026〕3号 上坝3村.docx"]
    assert _run(source, force=True).written == COUNT


def test_a_file_changed_by_hand_is_left_alone(source: Path) -> None:
    _run(source)
    edited = source.parent / "公文" / "青政发〔2026〕3号 上坝3村.docx"
    edited.write_bytes(b"edited")
    report = _run(source)
    assert (report.unchanged, report.refused) == (COUNT - 1, 1)
    assert "被人改过" in report.faults[0].message
    assert edited.read_bytes() == b"edited"
    assert _run(source, force=True).written == 1
    assert _run(source).unchanged == COUNT


def test_a_file_removed_by_hand_is_made_again(source: Path) -> None:
    _run(source)
    before = state_of(source.parent / "公文")
    (source.parent / "公文" / "青政发〔2026〕3号 上坝3村.docx").unlink()
    assert _run(source).written == 1
    assert state_of(source.parent / "公文") == before


def test_names_that_windows_takes_for_one_get_numbers(source: Path) -> None:
    rows = villages(4)
    for row, name in zip(rows, ("A村", "a村", "A村/", "con"), strict=True):
        row["村名"] = name
    _run(source, rows, name="{村名}", register=None)
    assert sorted(path.name for path in (source.parent / "公文").glob("*.docx")) == [
        "A村.docx",
        "A村／.docx",
        "a村-2.docx",
        "con_.docx",
    ]


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("../{村名}", "wrong-pattern"),
        ("{村名", "wrong-pattern"),
        ("{村}", "unknown-placeholder"),
        ("{村名!r}", "wrong-pattern"),
    ],
)
def test_a_wrong_pattern_is_refused(source: Path, pattern: str, code: str) -> None:
    assert [fault.code for fault in _refused(source, name=pattern)] == [code]


# ---------------------------------------------------------------------------------- when something breaks


def test_a_full_disk_leaves_no_half_files_and_the_rest_is_told(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, count = os.write, 0

    def full(descriptor: int, data: Any) -> int:
        nonlocal count
        if len(data) > 4000:
            count += 1
            if count > 5:
                real(descriptor, bytes(data)[:100])
                raise OSError(errno.ENOSPC, "No space left on device")
        return real(descriptor, data)

    monkeypatch.setattr(os, "write", full)
    report = _run(source)
    assert (report.written, report.refused) == (5, COUNT - 5)
    assert {fault.message for fault in report.faults} == {"磁盘空间已满"}
    monkeypatch.undo()
    assert len(numbers_in(source.parent / "公文")) == 5
    report = _run(source, resume=True)
    assert (report.written, report.unchanged) == (COUNT - 5, 5)
    assert len(numbers_in(source.parent / "公文")) == COUNT


def test_a_journal_that_finds_no_room_is_told_and_nothing_is_removed(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sqlite3.connect

    def small(path: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = real(path, **options)
        if Path(path).name == JOURNAL_NAME:
            connection.execute("PRAGMA max_page_count = 12")
        return connection

    rows = villages(200)
    monkeypatch.setattr("gongwen.batching.journal.sqlite3.connect", small)
    (fault,) = _refused(source, rows)
    assert (fault.code, "磁盘空间已满" in fault.message, "--resume" in fault.cure) == ("file-error", True, True)
    monkeypatch.undo()
    assert _run(source, rows, resume=True).written == 200
    assert len(set(numbers_in(source.parent / "公文").values())) == 200


@pytest.mark.parametrize("name", ["link", "replace"])
def test_a_document_that_is_open_in_word_is_told(source: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _run(source)
    rows = villages(COUNT)
    rows[0]["面积"] = 5
    monkeypatch.setattr(os, "replace", _deny)
    report = _run(source, rows, force=True)
    assert (report.refused, report.unchanged) == (1, COUNT - 1)
    assert "Word" in report.faults[0].cure
    monkeypatch.undo()
    assert _run(source, rows, resume=True, force=True).written == 1


def _deny(*_: object) -> None:
    raise PermissionError(errno.EACCES, "Permission denied")


def test_a_register_that_another_program_holds_is_told(source: Path) -> None:
    path = source.parent / "发文.db"
    Register(path).close()
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with Register(path, timeout=0.2) as register:
        faults = _refused(source, register=register)
    assert "登记簿正被另一个程序使用" in faults[0].message
    assert list((source.parent / "公文").glob("*.docx")) == []
    holder.rollback()
    holder.close()
    assert _run(source, resume=True).written == COUNT


def test_a_folder_in_use_is_told(source: Path) -> None:
    told: list[gongwen.Fault] = []

    def meanwhile(progress: Progress) -> None:
        if progress.stage == "写出" and not told:
            told.extend(_refused(source))

    assert _run(source, progress=meanwhile).written == COUNT
    assert [fault.code for fault in told] == ["folder-in-use"]


def test_a_damaged_journal_is_told(source: Path) -> None:
    _run(source)
    (source.parent / "公文" / ".gongwen-batch.db").write_bytes(b"not a database at all" * 400)
    for rest in ("-wal", "-shm"):
        (source.parent / "公文" / f".gongwen-batch.db{rest}").unlink(missing_ok=True)
    assert [fault.code for fault in _refused(source)] == ["damaged-journal"]


@pytest.mark.usefixtures("small_handfuls")
def test_an_interrupted_batch_goes_on(source: Path) -> None:
    seen: list[int] = []
    report = _run(source, progress=lambda progress: seen.append(progress.done), stopped=lambda: seen.count(3) > 1)
    assert report.interrupted
    assert 0 < report.written < COUNT
    assert report.rows == report.written + report.left
    assert [fault.code for fault in _refused(source)] == ["unfinished-batch"]
    report = _run(source, resume=True)
    assert report.written + report.unchanged == COUNT
    assert len(set(numbers_in(source.parent / "公文").values())) == COUNT


@pytest.mark.usefixtures("small_handfuls")
def test_a_worker_that_dies_is_replaced(source: Path) -> None:
    rows = villages(60)
    killed: list[int] = []

    def kill_one(progress: Progress) -> None:
        if progress.stage == "写出" and progress.done > 6 and not killed:
            child = multiprocessing.active_children()[0]
            assert child.pid is not None
            os.kill(child.pid, signal.SIGKILL)
            killed.append(child.pid)

    report = _run(source, rows, jobs=2, progress=kill_one)
    assert killed
    assert report.written + report.unchanged == 60
    assert len(set(numbers_in(source.parent / "公文").values())) == 60


@pytest.mark.usefixtures("small_handfuls")
def test_what_a_dead_worker_had_begun_is_cleared_away(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, this = files.make_durable, os.getpid()

    def die_once(pending: Any) -> None:
        if os.getpid() != this and not (source.parent / "died").exists():
            (source.parent / "died").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        real(pending)

    monkeypatch.setattr(making, "make_durable", die_once)
    # Another test may have left a thread, and a worker that is spawned then would know nothing of die_once.
    monkeypatch.setattr(workers, "_context", partial(multiprocessing.get_context, "fork"))
    assert _run(source, villages(60), jobs=2).rows == 60
    assert (source.parent / "died").exists()
    assert [path.name for path in (source.parent / "公文").iterdir() if path.name.endswith("-part")] == []
    assert len(set(numbers_in(source.parent / "公文").values())) == 60


@pytest.mark.usefixtures("small_handfuls")
def test_any_executor_may_do_the_work(source: Path) -> None:
    with ThreadPoolExecutor(4) as executor:
        report = _run(source, villages(60), executor=executor)
    assert report.written == 60
    assert len(set(numbers_in(source.parent / "公文").values())) == 60


def test_two_batches_at_once_on_one_register(source: Path) -> None:
    children = []
    for index in range(3):
        child = os.fork()
        if not child:
            batch(villages(40), source, source.parent / f"公文{index}", register=source.parent / "发文.db")
            os._exit(0)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0, 0]
    entries = registered(source.parent / "发文.db", State.ISSUED)
    assert [entry.number.sequence for entry in entries] == list(range(1, 121))
    found = [number for index in range(3) for number in numbers_in(source.parent / f"公文{index}").values()]
    assert len(set(found)) == 120


# ---------------------------------------------------------------------------------- files for all


def test_the_archive_holds_every_document(source: Path) -> None:
    _run(source, archive=source.parent / "全部.zip")
    with zipfile.ZipFile(source.parent / "全部.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            path.name: path.read_bytes() for path in (source.parent / "公文").glob("*.docx")
        }


@pytest.mark.parametrize("name", ["清单.csv", "清单.xlsx", "全部.zip", "全部.docx"])
def test_a_list_that_cannot_be_made_does_not_make_the_documents_fail(source: Path, name: str) -> None:
    extra = {"archive": source.parent / "公文" / "全部.zip", "merged": source.parent / "公文" / "全部.docx"}
    _run(source, **extra)
    path = source.parent / "公文" / name
    path.write_bytes(b"signed for")
    rows = [*villages(COUNT), {**villages(1)[0], "村名": "新坪村"}]
    report = _run(source, rows, **extra)
    assert (report.written, report.unchanged, report.refused) == (1, COUNT, 0)
    assert [(fault.code, fault.file) for fault in report.faults] == [("file-exists", str(path))]
    assert path.read_bytes() == b"signed for"
    path.unlink()
    report = _run(source, rows, **extra)
    assert (report.unchanged, report.faults, len(report.outputs)) == (COUNT + 1, (), 4)


def test_a_full_disk_while_the_lists_are_made_is_told(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("gongwen.batching.outputs.os.fsync", full)
    monkeypatch.setattr(making, "make_names_durable", lambda _: None)
    report = _run(source, merged=source.parent / "全部.docx")
    assert (report.written, {fault.message for fault in report.faults}) == (COUNT, {"磁盘空间已满"})
    assert len(report.faults) == 3
    monkeypatch.undo()
    assert _run(source, merged=source.parent / "全部.docx").faults == ()


@pytest.mark.parametrize("option", ["archive", "merged"])
def test_an_interrupt_is_heard_while_files_for_all_are_made(source: Path, option: str) -> None:
    extra: dict[str, Any] = {option: source.parent / f"全部.{'zip' if option == 'archive' else 'docx'}"}
    asked: list[None] = []

    def stopped() -> bool:
        asked.append(None)
        return len(asked) > 3  # once before the files, then for each document put together

    report = _run(source, stopped=stopped, **extra)
    assert (report.written, report.left, report.interrupted) == (COUNT, 0, True)
    assert sorted(path.name for path in source.parent.iterdir() if path.name.startswith("全部")) == []
    assert [fault.code for fault in _refused(source)] == ["unfinished-batch"]
    report = _run(source, resume=True, **extra)
    assert (report.unchanged, report.interrupted, len(report.outputs)) == (COUNT, False, 3)


def test_an_archive_of_somebody_else_is_not_overwritten(source: Path) -> None:
    (source.parent / "全部.zip").write_bytes(b"mine")
    assert [fault.code for fault in _refused(source, archive=source.parent / "全部.zip")] == ["file-exists"]
    assert (source.parent / "全部.zip").read_bytes() == b"mine"


@pytest.mark.parametrize(("option", "cure"), [("archive", "各村.zip"), ("merged", "各村.docx")])
def test_a_table_is_never_replaced_by_what_is_made_of_it(source: Path, option: str, cure: str) -> None:
    table = villages_csv(source.parent / "各村.csv", villages(2))
    before = table.read_bytes()
    options: dict[str, Any] = {option: table, "force": True}
    with pytest.raises(InputError) as caught:
        batch(table, source, source.parent / "公文", **options)
    assert cure in caught.value.faults[0].cure
    assert table.read_bytes() == before
    assert not (source.parent / "公文").exists()


def test_a_list_never_holds_a_formula(source: Path) -> None:
    rows = villages(3)
    for row, name in zip(rows, ("=1+1", "+86", "@x"), strict=True):
        row["村名"] = name
    _run(source, rows, name="{村名}")
    text = (source.parent / "公文" / "清单.csv").read_text(encoding="utf-8-sig")
    assert ",'=1+1.docx," in text
    book = openpyxl.load_workbook(source.parent / "公文" / "清单.xlsx")
    kinds = {cell.data_type for line in book.worksheets[0].iter_rows(min_row=2) for cell in line}
    assert kinds <= {
        "s",
        "inlineStr",
        "n",
    }


def test_pages_are_counted_when_asked_and_once_only(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source.write_text(
        SOURCE + "\n{% for 条 in range(护林员 * 6 - 12) %}\n防火检查不留死角。\n{% endfor %}\n", encoding="utf-8"
    )
    rows = villages(COUNT)
    made = batch_documents(rows, source)
    wanted = [gongwen.to_html(gongwen.read(one.content or b"").document).count("<section") for one in made]
    assert len(set(wanted)) > 1
    report = _run(source, rows, pages=True)
    assert [int(line["页数"]) for line in listed(source.parent / "公文")] == wanted
    assert (report.pages, report.sheets) == (sum(wanted), sum((pages + 1) // 2 for pages in wanted))
    book = openpyxl.load_workbook(source.parent / "公文" / "清单.xlsx").worksheets[0]
    assert [cell.value for cell in book[1]][-2:] == ["页数", "SHA-256"]
    assert [book.cell(row, 7).value for row in range(2, COUNT + 2)] == wanted

    real, counted = facts.count_pages, list[str]()

    def counted_again(document: gongwen.Document, *more: Any) -> int:
        counted.append(document.title)
        return real(document, *more)

    monkeypatch.setattr(source_maker, "count_pages", counted_again)
    before = state_of(source.parent / "公文")
    again = _run(source, rows, pages=True)
    assert (again.unchanged, again.pages, counted) == (COUNT, report.pages, [])
    assert state_of(source.parent / "公文") == before
    rows[1]["护林员"] = 12
    changed = _run(source, rows, pages=True, force=True)
    assert counted == [villages_title(2)]
    assert (changed.pages or 0) > (report.pages or 0)
    assert _run(source, rows).pages is None
    assert "页数" not in listed(source.parent / "公文")[0]


def test_pages_of_a_template_of_the_office_are_not_counted(source: Path) -> None:
    (fault,) = _refused(source, pages=True, template=b"PK")
    assert (fault.code, "--pages" in fault.cure) == ("wrong-arguments", True)


def test_a_journal_that_knew_no_pages_learns_them(source: Path) -> None:
    _run(source)
    journal = source.parent / "公文" / JOURNAL_NAME
    with closing(sqlite3.connect(journal, isolation_level=None)) as base:
        base.execute("ALTER TABLE documents DROP COLUMN pages")
        base.execute("PRAGMA user_version = 1")
    report = _run(source, pages=True)
    assert (report.unchanged, report.pages) == (COUNT, COUNT)


def test_copies_are_reckoned(source: Path) -> None:
    source.write_text(SOURCE.replace("成文日期", "抄送机关: 县林业局，县应急管理局\n成文日期"), encoding="utf-8")
    _run(source, archived_copies=2)
    assert {line["印数"] for line in listed(source.parent / "公文")} == {"5"}


# ---------------------------------------------------------------------------------- without files


def test_documents_come_one_by_one(source: Path) -> None:
    with Register(source.parent / "发文.db") as register:
        made = batch_documents(villages(3), source, register=register, name="防火", key="村名")
        first = next(made)
        assert (str(first.number), first.row.number) == ("青政发〔2026〕1号", 1)
        assert [entry.state for entry in register.entries()] == [State.RESERVED]
        assert [str(one.number) for one in made] == ["青政发〔2026〕2号", "青政发〔2026〕3号"]
        assert [entry.state for entry in register.entries()] == [State.ISSUED] * 3
        again = [
            one.content for one in batch_documents(villages(3), source, register=register, name="防火", key="村名")
        ]
        assert again[0] == first.content
    rows = villages(2)
    rows[0]["面积"] = None
    with pytest.raises(InputError):
        list(batch_documents(rows, source))
    assert [one.content is None for one in batch_documents(rows, source, skip_bad=True)] == [True, False]
    with pytest.raises(InputError):
        next(batch_documents(rows, source, register=source.parent / "发文.db"))


def test_details_that_belong_to_no_row_are_not_lost_when_documents_are_made_one_by_one(source: Path) -> None:
    rows, details = villages(2), [{"村名": "没有的村", "地块": "河滩"}]
    made = batch_documents(rows, source, details=details)
    assert [next(made).content is None for _ in rows] == [False, False]
    with pytest.raises(InputError) as caught:
        next(made)
    assert [(fault.code, fault.value) for fault in caught.value.faults] == [("unknown-key", "没有的村")]


def test_a_row_with_a_bad_cell_tells_what_else_is_wrong_with_it(source: Path) -> None:
    (row, good) = villages(2)
    bad: list[dict[str, Any]] = [{**row, "面积": None, "图": ["甲"]}, {**good, "图": None}]
    with pytest.raises(InputError) as caught:
        batch(bad, source, source.parent / "公文")
    assert sorted((fault.row, fault.column) for fault in caught.value.faults) == [(1, "图"), (1, "面积")]


def test_rows_that_no_column_names_are_said_to_be_known_by_all_they_hold(source: Path) -> None:
    report = batch([*villages(2), *villages(1)], source, source.parent / "公文", dry_run=True)
    assert report.key == ""
    assert any("--key" in remark for remark in report.remarks)


# ---------------------------------------------------------------------------------- the command


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal")
def test_the_first_interrupt_finishes_the_files_in_hand(source: Path) -> None:
    table = villages_csv(source.parent / "各村.csv", [{**row, "期限": "2026-12-01"} for row in villages(3000)])
    command = [sys.executable, "-m", "gongwen", "batch", str(table), "--source", str(source), "--jobs", "1"]
    command += ["-o", str(source.parent / "公文"), "--register", str(source.parent / "发文.db")]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    folder = source.parent / "公文"
    while not any(folder.glob("*.docx")):
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    said = process.communicate()[1].decode()
    assert process.returncode == 130
    assert "加 --resume" in said
    made = len(list(folder.glob("*.docx")))
    assert 0 < made < 3000
    assert len(registered(source.parent / "发文.db", State.ISSUED)) == made
    done = subprocess.run([*command, "--resume"], capture_output=True, check=True).stderr.decode()
    assert f"原样未动 {made} 份" in done
    assert len(registered(source.parent / "发文.db", State.ISSUED)) == 3000


def test_a_maker_is_made_once_in_each_process(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Job] = []
    real = source_maker.SourceMaker.__init__

    def counted(self: source_maker.SourceMaker, job: Job) -> None:
        made.append(job)
        real(self, job)

    monkeypatch.setattr(source_maker.SourceMaker, "__init__", counted)
    monkeypatch.setattr(running, "_HANDFUL", 2)
    _run(source)
    assert len(made) <= 2
