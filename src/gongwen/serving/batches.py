"""Batches that run beside the server, each in a process and a folder of its own: a server that stops loses none.

The folder holds the order, the files that were sent, what was made, and how far it is. Any process of the server can
tell of a batch, and a server that is started anew finds those that an older one left; what stopped half-way goes on
from its journal. A finished batch is kept for an hour, or until it is put away.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from gongwen.batching import Progress, batch
from gongwen.batching.journal import alone_in
from gongwen.batching.orders import ARCHIVE, LIST, MERGED, PROBLEMS, TABLE_LIST
from gongwen.batching.workers import usable_cores
from gongwen.errors import Fault, GongwenError, system_fault
from gongwen.files import write_whole
from gongwen.reading.unit import Unit
from gongwen.serving.limits import Limits, RefusedError, refusal
from gongwen.serving.pictures import KeptPictures, Pictures, keep_pictures

__all__ = ["FILES", "BatchFile", "Order", "Sent", "Shelf", "check_rows", "main"]

FILES: Mapping[str, str] = {
    "archive": ARCHIVE.name,
    "merged": MERGED.name,
    "list": LIST.name,
    "table": TABLE_LIST.name,
    "problems": PROBLEMS.name,
}
"""What can be fetched of a batch, and its name in the report."""
_ID = re.compile(r"[A-Za-z0-9_-]{22}")
_ORDER, _PROGRESS, _REPORT, _STOP = "order.json", "progress.json", "report.json", "stop"
_PICTURES = "pictures"
_KEPT_SECONDS = 3600.0
_STARTING_SECONDS = 20.0
_TOLD_SECONDS = 0.2
_SAMPLE = 200


class Order(NamedTuple):
    """What a batch is asked to do; a register is that of the server or none."""

    name: str | None = None
    sheet: str | None = None
    key: str | None = None
    details: str | None = None
    group: str | None = None
    profile: str | None = None
    skip_bad: bool = False
    merged: bool = True
    register: str | None = None


class BatchFile(NamedTuple):
    """A file that was sent: its name without folders, its bytes."""

    name: str
    content: bytes


class Sent(NamedTuple):
    """All that was sent for a batch: the table, the source, the unit's file, the pictures that these name."""

    table: BatchFile
    source: bytes
    unit: bytes | None = None
    pictures: Mapping[str, bytes] = MappingProxyType({})


# ---------------------------------------------------------------------------------- before it begins


def check_rows(sent: Sent, order: Order, nowhere: str) -> dict[str, Any]:
    """What a batch would make, and all faults of its rows, without making anything.

    ``nowhere`` is the name of a folder that is not there. Raises :class:`~gongwen.GongwenError` for what is no table.
    """
    from gongwen.batching.filling.writing import written  # noqa: PLC0415 - of this question alone
    from gongwen.sheets import open_rows  # noqa: PLC0415

    rows = open_rows(_stream(sent.table), sheet=order.sheet, details=order.details, group=order.group)
    sample: list[dict[str, Any]] = []
    total = 0
    for row in rows:
        total += 1
        if len(sample) < _SAMPLE:
            values = {name: "" if value is None else written(value) for name, value in row.values.items()}
            sample.append({"row": row.number, "values": values})
    told: dict[str, Any] = {"columns": list(rows.columns), "total": total, "rows": sample}
    if not sent.source.strip():
        return {**told, "faults": [], "preview": [], "remarks": []}
    try:
        options = _options(order, sent.unit, Pictures(sent.pictures))
        report = batch(_stream(sent.table), sent.source, nowhere, dry_run=True, **options)
    except GongwenError as error:
        return {**told, "faults": [fault.to_dict() for fault in error.faults], "preview": [], "remarks": []}
    data = report.to_dict()
    return {**told, "faults": data["faults"], "preview": data["preview"], "remarks": data["remarks"]}


def _stream(table: BatchFile) -> BytesIO:
    stream = BytesIO(table.content)
    stream.name = table.name or "表"
    return stream


def _options(order: Order, unit: bytes | None, pictures: Callable[[str], bytes]) -> dict[str, Any]:
    return {
        "name": order.name,
        "sheet": order.sheet,
        "key": order.key,
        "details": order.details,
        "group": order.group,
        "profile": order.profile,
        "skip_bad": order.skip_bad,
        "unit": None if unit is None else Unit.load(unit, files=pictures),
        "files": pictures,
        "register": order.register,
    }


# ---------------------------------------------------------------------------------- the folders of batches


class Shelf:
    """The folders of all batches, whichever process began them."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder, self._limits = folder, limits

    def begin(self, sent: Sent, order: Order) -> str:
        """Begin a batch; its id. Raises :class:`RefusedError` where too many run."""
        self._tidy()
        self._room()
        id_ = secrets.token_urlsafe(16)
        folder = self._folder / id_
        folder.mkdir(parents=True, mode=0o700)
        (folder / "sent").mkdir()
        (folder / "sent" / _table_name(sent.table)).write_bytes(sent.table.content)
        (folder / "source.md").write_bytes(sent.source)
        if sent.unit is not None:
            (folder / "unit.yaml").write_bytes(sent.unit)
        keep_pictures(sent.pictures, folder / _PICTURES)
        write_whole(folder / _ORDER, json.dumps(order._asdict()).encode())
        _start(folder)
        return id_

    def resume(self, id_: str) -> None:
        """Go on with a batch that stopped. Raises :class:`RefusedError` where there is nothing to go on with."""
        folder = self._of(id_)
        if _state(folder)["state"] not in ("interrupted", "failed"):
            cure = "没做完、已停下的才能接着做"
            raise RefusedError(Fault("nothing-to-resume", "这一批不用接着做", cure), 409)
        self._room()
        for name in (_STOP, _REPORT):
            (folder / name).unlink(missing_ok=True)
        _start(folder)

    def stop(self, id_: str) -> None:
        """Ask a batch to stop after what it has in hand."""
        (self._of(id_) / _STOP).touch()

    def put_away(self, id_: str) -> None:
        """Remove a batch that does not run, with all its files. Raises :class:`RefusedError` while it runs."""
        folder = self._of(id_)
        if _state(folder)["state"] == "running":
            raise RefusedError(Fault("batch-running", "这一批还在做", "先停下它"), 409)
        shutil.rmtree(folder, ignore_errors=True)

    def told(self, id_: str) -> dict[str, Any]:
        """How a batch stands. Raises :class:`RefusedError` where there is none of that id."""
        return {"id": id_, **_state(self._of(id_))}

    def all(self) -> list[dict[str, Any]]:
        """How every batch stands, the latest first."""
        self._tidy()
        return [{"id": folder.name, **_state(folder)} for folder in self._folders()]

    def file(self, id_: str, name: str) -> Path:
        """A file of a finished batch. Raises :class:`RefusedError` where it has none of that name."""
        report = _state(self._of(id_)).get("report") or {}
        path = (report.get("outputs") or {}).get(FILES.get(name, ""))
        if path is None or not Path(path).is_file():
            cure = "做完以后再取；可取的见这一批的 files"
            raise RefusedError(Fault("no-such-file", "这一批没有这个文件", cure, value=name), 404)
        return Path(path)

    def _of(self, id_: str) -> Path:
        folder = self._folder / id_
        if not _ID.fullmatch(id_) or not (folder / _ORDER).is_file():
            raise RefusedError(Fault("no-such-batch", "没有这一批", "做完的保留一小时；看 /api/v1/batches"), 404)
        return folder

    def _folders(self) -> Iterator[Path]:
        found = [path for path in self._folder.glob("*") if _ID.fullmatch(path.name) and (path / _ORDER).is_file()]
        return iter(sorted(found, key=lambda path: path.stat().st_mtime, reverse=True))

    def _room(self) -> None:
        if sum(_state(folder)["state"] == "running" for folder in self._folders()) >= self._limits.batches:
            raise refusal("batches", self._limits)

    def _tidy(self) -> None:
        """Put away what was finished long ago; what stopped half-way stays, for it has numbers."""
        for folder in list(self._folders()):
            report = folder / _REPORT
            with suppress(OSError):
                old = report.is_file() and time.time() - report.stat().st_mtime > _KEPT_SECONDS
                if old and _state(folder)["state"] in ("done", "refused"):
                    shutil.rmtree(folder, ignore_errors=True)


def _table_name(table: BatchFile) -> str:
    """The name of the sent table on our disk: that of its sender, as far as it is a name."""
    from gongwen.batching.naming import safe_name  # noqa: PLC0415 - of this alone

    stem, dot, ending = table.name.rpartition(".")
    if not dot or not ending.isalnum():
        stem, ending = table.name, "xlsx" if table.content.startswith(b"PK") else "csv"
    return safe_name(stem or "表").removesuffix(".docx") + f".{ending[:8]}"


def _start(folder: Path) -> None:
    """Begin the work of a folder in a process that outlives its server."""
    (folder / _PROGRESS).unlink(missing_ok=True)
    (folder / _ORDER).touch()
    with (folder / "log.txt").open("ab") as log:
        subprocess.Popen(
            [sys.executable, "-m", "gongwen.serving.batches", str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            env={**os.environ, "PYTHONUTF8": "1"},
        )


def _state(folder: Path) -> dict[str, Any]:
    order = _json(folder / _ORDER) or {}
    numbered = bool(order.get("register"))
    report = _json(folder / _REPORT)
    if report is not None:
        made = (report.get("report") or {}).get("outputs") or {}
        return {"numbered": numbered, **report, "files": [name for name, said in FILES.items() if said in made]}
    progress = _json(folder / _PROGRESS)
    running = _is_running(folder)
    if not running and progress is None and time.time() - (folder / _ORDER).stat().st_mtime < _STARTING_SECONDS:
        running = True
    return {"state": "running" if running else "interrupted", "numbered": numbered, "progress": progress, "files": []}


def _is_running(folder: Path) -> bool:
    try:
        with alone_in(folder):
            return False
    except GongwenError:
        return True


def _json(path: Path) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return found


# ---------------------------------------------------------------------------------- in the process of a batch


def main(folder: Path) -> None:
    """Do the work of a folder, from its beginning or from where it stopped."""
    with alone_in(folder):
        said = _done(folder)
        write_whole(folder / _REPORT, json.dumps(said, ensure_ascii=False).encode())


def _done(folder: Path) -> dict[str, Any]:
    order = Order(**json.loads((folder / _ORDER).read_bytes()))
    (table,) = (folder / "sent").iterdir()
    unit, made = folder / "unit.yaml", folder / "made"
    try:
        report = batch(
            table,
            (folder / "source.md").read_bytes(),
            made,
            archive=folder / "公文.zip",
            merged=folder / "打印.docx" if order.merged else None,
            jobs=usable_cores(),
            resume=made.is_dir(),
            progress=_watch(folder / _PROGRESS),
            stopped=(folder / _STOP).exists,
            **_options(order, unit.read_bytes() if unit.is_file() else None, KeptPictures(str(folder / _PICTURES))),
        )
    except GongwenError as error:
        refused = any(fault.row is not None for fault in error.faults)
        marked = next(made.glob("问题清单*.xlsx"), None)
        outputs = {PROBLEMS.name: str(marked)} if marked else {}
        return {
            "state": "refused" if refused else "failed",
            "faults": [fault.to_dict() for fault in error.faults],
            "report": {"outputs": outputs},
        }
    except OSError as error:
        return {"state": "failed", "faults": [system_fault(error).to_dict()], "report": None}
    data = report.to_dict()
    state = "interrupted" if report.interrupted else "done"
    return {"state": state, "faults": data["faults"], "report": data}


def _watch(place: Path) -> Any:
    """Writes how far the work is, now and then."""
    told = 0.0

    def watch(progress: Progress) -> None:
        nonlocal told
        now = time.monotonic()
        if now - told >= _TOLD_SECONDS or progress.done == progress.total:
            told = now
            write_whole(place, json.dumps(progress._asdict(), ensure_ascii=False).encode())

    return watch


if __name__ == "__main__":
    main(Path(sys.argv[1]))
