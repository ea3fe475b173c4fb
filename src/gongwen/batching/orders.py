"""What a batch is asked to do, and whether it can be done there, before anything is made."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from gongwen.batching.journal import JOURNAL_NAME, Journal
from gongwen.batching.naming import can_be_a_name
from gongwen.errors import Fault, InputError

__all__ = [
    "ARCHIVE",
    "LIST",
    "MERGED",
    "OUTPUTS",
    "PROBLEMS",
    "TABLE_LIST",
    "Orders",
    "Output",
    "check_places",
    "check_standing",
    "make_folder",
]


@dataclass(frozen=True)
class Orders:
    """How a batch is to be run; see :func:`gongwen.batch`."""

    folder: Path
    source_name: str
    table: Any = ()
    """Where the rows came from, to be marked where they are faulty."""
    sheet: str | int | None = None
    pattern: str | None = None
    key: str | None = None
    jobs: int = 1
    executor: Executor | None = None
    dry_run: bool = False
    skip_bad: bool = False
    force: bool = False
    resume: bool = False
    archive: Path | None = None
    merged: Path | None = None
    inputs: tuple[Path, ...] = ()
    """The files that are read: none of them is ever written over."""


class Output(NamedTuple):
    """A file that a run writes beside the documents: its name in the report, where it goes (None when it was not asked
    for), and the endings that it may have. One that ``steps_aside`` takes another name where a file stands that is not
    the run's own; the others are refused."""

    name: str
    place: Callable[[Orders], Path | None]
    endings: tuple[str, ...]
    steps_aside: bool = False


LIST = Output("清单", lambda orders: orders.folder / "清单.csv", (".csv",))
TABLE_LIST = Output("清单（表格）", lambda orders: orders.folder / "清单.xlsx", (".xlsx",))
ARCHIVE = Output("压缩包", lambda orders: orders.archive, (".zip",))
MERGED = Output("合并打印", lambda orders: orders.merged, (".docx", ".pdf"))
PROBLEMS = Output("问题清单", lambda orders: orders.folder / "问题清单.xlsx", (".xlsx",), steps_aside=True)

OUTPUTS = (LIST, TABLE_LIST, ARCHIVE, MERGED, PROBLEMS)
"""All of them: whatever a run writes, and is no document, stands here, and is written by ``outputs.make_output``."""


def check_places(orders: Orders) -> None:
    """What is made beside the documents must have a folder, before anything is made, and be no file that is read."""
    message, cure = "要写到的文件夹不存在", "先建好文件夹，或换个位置"
    wanted = [(path, output) for output in OUTPUTS if (path := output.place(orders)) is not None]
    places = [path for path, output in wanted if output in (ARCHIVE, MERGED)]
    faults = [
        Fault("missing-folder", message, cure, file=str(path))
        for path in places
        if not path.parent.is_dir() and path.parent != orders.folder
    ]
    message, cure = "这是文件夹，不是文件名", "写出文件名，如 全部.zip、打印.docx"
    faults += [Fault("wrong-arguments", message, cure, file=str(path)) for path in places if path.is_dir()]
    # With --force it would take the place of what stands there: a table is not to go that way.
    faults += [
        Fault(
            "wrong-arguments",
            f"文件名要以 {'、'.join(output.endings)} 结尾",
            f"如 {path.stem}{output.endings[0]}",
            file=str(path),
        )
        for path, output in wanted
        if not path.is_dir() and path.suffix.lower() not in output.endings
    ]
    message, cure = "这是这一批要读的文件，不能写到它上面", "换个文件名或文件夹"
    faults += [
        Fault("wrong-arguments", message, cure, file=str(path))
        for path, output in wanted
        if not output.steps_aside and any(_is_same(path, other) for other in orders.inputs)
    ]
    message, cure = "系统的语言设置存不下这个文件名", "把系统的语言设为 UTF-8 的中文（如 LANG=zh_CN.UTF-8），再运行"
    faults += [
        Fault("file-error", message, cure, file=str(path)) for path, _ in wanted if not can_be_a_name(os.fspath(path))
    ]
    if faults:
        raise InputError(faults)


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except (OSError, ValueError):
        return False


def check_standing(orders: Orders, journal: Journal | None) -> None:
    """Lists and files for all that no batch of this folder has made, before a number is given: another batch's
    folder, perhaps, or one whose journal was removed. What a killed run left is known by what it holds."""
    if orders.force or (journal is not None and journal.unfinished):
        return
    places = [path for output in OUTPUTS if not output.steps_aside and (path := output.place(orders)) is not None]
    strange = [path for path in places if path.is_file() and (journal is None or journal.output(path) is None)]
    message = "已有这个文件，不是这个文件夹里的批次做的，没有动它"
    cure = f"换个文件夹或文件名；若是底账（{JOURNAL_NAME}）没有一起搬来，找回来；确实要覆盖就加 --force"
    if strange:
        raise InputError(Fault("file-exists", message, cure, file=str(path)) for path in strange)


def make_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        message, cure = "-o 要写文件夹，这是一个文件", "换个文件夹的名字，没有的会新建"
        raise InputError(Fault("wrong-arguments", message, cure, file=str(folder)))
    folder.mkdir(parents=True, exist_ok=True)
