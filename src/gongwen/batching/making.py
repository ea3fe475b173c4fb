"""Work on a handful of rows, in this process or another: rows checked, rows made into files.

A :class:`~gongwen.batching.jobs.Job` is what all rows share; it travels with every handful and is made ready once in
each process. Both functions take and give plain picklable values, so that any ``concurrent.futures`` executor can run
them.
"""

from __future__ import annotations

import hashlib
import itertools
import os
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from gongwen.batching.collector import seldom_collecting
from gongwen.batching.jobs import Asked, Checked, Content, Job, Kept, Maker
from gongwen.batching.naming import in_form
from gongwen.batching.packing import packed
from gongwen.batching.source_maker import SourceMaker
from gongwen.errors import Fault, GongwenError, system_fault
from gongwen.files import Pending, make_durable, make_names_durable
from gongwen.model import IssuingNumber
from gongwen.sheets import Row

__all__ = ["Made", "Task", "check_rows", "make_files", "maker_of"]

_MOST_JOBS = 4
_MOST_KEPT = 32_768  # bytes of a document from its check to its writing


class Task(NamedTuple):
    """A row to be made into a file.

    ``sha256`` is that of the file as it was last made, None when it never was, and ``pages`` were counted in it;
    ``may_replace`` says that whatever stands there may go; ``kept`` is the document that the row's check has kept.
    """

    identity: str
    row: Row
    number: IssuingNumber | None
    name: str
    sha256: str | None
    may_replace: bool
    pages: int | None = None
    kept: Kept | None = None

    @property
    def asked(self) -> Asked:
        """What a maker is asked for."""
        return Asked(self.row, self.number, self.kept)


class Made(NamedTuple):
    """What became of a task: the file's SHA-256, or None and why there is no file; ``is_new`` when it was written;
    ``pages`` where they were counted."""

    identity: str
    row: int
    sha256: str | None
    is_new: bool
    fault: Fault | None = None
    pages: int | None = None


def maker_of(job: Job) -> Maker:
    """The maker of a job. Raises :class:`~gongwen.GongwenError` with the faults of source and template."""
    if job.template is None:
        return SourceMaker(job)
    from gongwen.batching.template_makers import TemplatedSourceMaker, TemplateMaker  # noqa: PLC0415 - docxtpl is heavy

    return TemplatedSourceMaker(job) if job.source is not None else TemplateMaker(job)


@lru_cache(maxsize=_MOST_JOBS)
def _maker(job: Job) -> Maker:
    return maker_of(job)


@seldom_collecting()
def check_rows(job: Job, rows: Sequence[Row]) -> list[Checked]:
    """Every row checked."""
    maker = _maker(job)
    checked = [maker.check(row) for row in rows]
    # Open numbers are all alike, and one value goes to the other process and onto the disk but once.
    one_of_each: dict[IssuingNumber | None, IssuingNumber | None] = {}
    kept = _kept(checked) if job.keeps_documents else [None] * len(checked)
    return [
        one._replace(number=one_of_each.setdefault(one.number, one.number), document=None, kept=place)
        for one, place in zip(checked, kept, strict=True)
    ]


def _kept(checked: Sequence[Checked]) -> list[Kept | None]:
    """The documents for their writing; none where they are large, as with many pictures."""
    documents = [one.document for one in checked if one.document is not None]
    content = packed(documents)
    if len(content) > _MOST_KEPT * len(documents):
        return [None] * len(checked)
    places = itertools.count()
    return [None if one.document is None else Kept(content, next(places)) for one in checked]


@seldom_collecting()
def make_files(job: Job, folder: Path, tasks: Sequence[Task]) -> list[Made]:
    """Every task's file written, whole or not at all; together they are made durable before this returns."""
    maker = _maker(job)
    contents = maker.contents(task.asked for task in tasks)
    results = [_made(folder, task, content, job.forms) for task, content in zip(tasks, contents, strict=True)]
    waiting = [one for one in results if not isinstance(one, Made)]
    make_durable([pending for _, files, _ in waiting for pending in files])
    made = [one if isinstance(one, Made) else _in_place(*one) for one in results]
    if waiting:
        make_names_durable(folder)
    return [one._replace(pages=_pages(job, maker, task, one)) for task, one in zip(tasks, made, strict=True)]


def _pages(job: Job, maker: Maker, task: Task, made: Made) -> int | None:
    """The pages of a file that stands, counted unless they were when it was made."""
    if made.sha256 is None:
        return None
    if made.sha256 == task.sha256 and task.pages is not None:
        return task.pages
    return maker.pages(task.asked) if job.counts_pages else None


def _made(
    folder: Path, task: Task, content: Content, forms: Sequence[str]
) -> Made | tuple[Task, tuple[Pending, ...], str]:
    """The task settled, or its files waiting under their temporary names."""
    if isinstance(content, GongwenError):
        return _refused(task, content.faults[0])
    path = os.path.join(folder, task.name)
    first, *others = content
    try:
        digest = hashlib.sha256(first).hexdigest()
        # Where no file was made before, putting it in place shows whether one stands there.
        standing = _digest(path) if task.sha256 is not None else None
        if standing is not None and standing != digest and not task.may_replace:
            return _refused(task, _standing(task, path, standing))
        files = [] if standing == digest else [Pending.write(path, first, replace=task.may_replace)]
        # The same document in other formats: the journal knows the first; they go with it.
        replace = task.may_replace or task.sha256 is not None
        for form, other in zip(forms[1:], others, strict=True):
            beside = os.path.join(folder, in_form(task.name, form))
            if _digest(beside) != hashlib.sha256(other).hexdigest():
                files.append(Pending.write(beside, other, replace=replace))
        if not files:
            return Made(task.identity, task.row.number, digest, is_new=False)
        return task, tuple(files), digest
    except UnicodeEncodeError:
        return _refused(task, Fault("file-error", "系统存不下这个文件名", "用 --name 换一种文件名", file=path))
    except OSError as error:
        return _refused(task, system_fault(error, path))


def _in_place(task: Task, files: Sequence[Pending], digest: str) -> Made:
    placed = [_placed(task, pending, digest) for pending in files]
    refused = next((one for one in placed if isinstance(one, Made)), None)
    return refused or Made(task.identity, task.row.number, digest, any(placed))


def _placed(task: Task, pending: Pending, digest: str) -> Made | bool:
    """Whether a file is new in its place, or why it is not there."""
    try:
        pending.put_in_place()
    except FileExistsError:
        if _digest(pending.target) == digest:  # by a worker that was taken for dead meanwhile
            return False
        return _refused(task, _standing(task, pending.target, None))
    except OSError as error:
        return _refused(task, system_fault(error, pending.target))
    return True


def _refused(task: Task, fault: Fault) -> Made:
    return Made(task.identity, task.row.number, None, False, replace(fault, row=task.row.number))


def _standing(task: Task, path: str, standing: str | None) -> Fault:
    edited = task.sha256 is not None and standing != task.sha256
    cure = "要用这次的内容就加 --force；要留着它就换个输出文件夹"
    if edited:
        message = "这个文件做好后被人改过，没有动它"
    elif task.sha256 is not None:
        message, cure = "表、源文件或选项变了，这份与上次做的不同，没有动它", "要照现在的重做就加 --force，字号不变"
    else:
        message = "已有这个文件，内容与这次的不同，没有动它"
    return Fault("file-exists", message, cure, file=path)


def _digest(path: str) -> str | None:
    try:
        with open(path, "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()
    except FileNotFoundError:
        return None
