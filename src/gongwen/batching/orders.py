"""What a batch is asked to do, and whether it can be done there, before anything is made."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongwen.batching.journal import JOURNAL_NAME, Journal
from gongwen.errors import Fault, InputError

__all__ = ["LIST_NAMES", "PROBLEMS_NAME", "Orders", "check_places", "check_standing", "make_folder"]

LIST_NAMES = ("清单.csv", "清单.xlsx")
PROBLEMS_NAME = "问题清单.xlsx"


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


def check_places(orders: Orders) -> None:
    """What is made beside the documents must have a folder, before anything is made."""
    message, cure = "要写到的文件夹不存在", "先建好文件夹，或换个位置"
    places = [path for path in (orders.archive, orders.merged) if path is not None]
    faults = [
        Fault("missing-folder", message, cure, file=str(path))
        for path in places
        if not path.parent.is_dir() and path.parent != orders.folder
    ]
    message, cure = "这是文件夹，不是文件名", "写出文件名，如 全部.zip、打印.docx"
    faults += [Fault("wrong-arguments", message, cure, file=str(path)) for path in places if path.is_dir()]
    # With --force it would take the place of what stands there: a table is not to go that way.
    endings = ((orders.archive, ".zip"), (orders.merged, ".docx"))
    faults += [
        Fault("wrong-arguments", f"文件名要以 {ending} 结尾", f"如 {path.stem}{ending}", file=str(path))
        for path, ending in endings
        if path is not None and not path.is_dir() and path.suffix.lower() != ending
    ]
    if faults:
        raise InputError(faults)


def check_standing(orders: Orders, journal: Journal | None) -> None:
    """Lists and files for all that no batch of this folder has made, before a number is given: another batch's
    folder, perhaps, or one whose journal was removed. What a killed run left is known by what it holds."""
    if orders.force or (journal is not None and journal.unfinished):
        return
    lists = [orders.folder / name for name in LIST_NAMES]
    places = [*lists, *(path for path in (orders.archive, orders.merged) if path is not None)]
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
