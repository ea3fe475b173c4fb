"""One batch from rows to files: check all, number all, write all, list them.

Nothing is written before every row has been checked, and no file before its number and name stand in register and
journal. A handful of files is made durable before register and journal call them done, so that whatever stops the run
leaves files that are whole, numbers that are explained, and a journal from which the next run goes on.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from gongwen.batching.checking import RowCheck
from gongwen.batching.collector import seldom_collecting
from gongwen.batching.facts import sheets_of
from gongwen.batching.jobs import DOCX, Job
from gongwen.batching.journal import JOURNAL_NAME, OPEN_SEQUENCE, Journal, alone_in
from gongwen.batching.making import Made, make_files, maker_of
from gongwen.batching.naming import ENDING, NamePattern, in_form
from gongwen.batching.orders import (
    ARCHIVE,
    LIST,
    MERGED,
    PROBLEMS,
    TABLE_LIST,
    Orders,
    Output,
    check_places,
    check_standing,
    make_folder,
)
from gongwen.batching.outputs import make_archive, make_list, make_output, make_table_list, own_or_free
from gongwen.batching.planning import Ordered, Planner, some
from gongwen.batching.previewing import preview
from gongwen.batching.recovery import forgotten, needs_register
from gongwen.batching.report import BatchReport, Preview, Progress, RefusedRowsError, Watch
from gongwen.batching.spool import Spool, grouped
from gongwen.batching.workers import Workers
from gongwen.errors import Fault, InputError, packages_needed, system_fault
from gongwen.files import clear_temporaries
from gongwen.register import Entry, Issue, Numbers
from gongwen.sheets import Rows

__all__ = ["run_batch"]

_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")
_HANDFUL, _HANDFUL_OF_OTHERS = 400, 50  # a .docx is small; the others hold fonts
_RESERVED_AT_ONCE = 800
_SHOWN = 5


class _StoppedError(Exception):
    """The run was asked to stop while an archive or a file for the printer was made."""


def run_batch(
    rows: Rows,
    job: Job,
    orders: Orders,
    *,
    register: Numbers | None = None,
    watch: Watch | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> BatchReport:
    """Run a batch. ``stopped`` is asked between handfuls of files.

    Raises :class:`~gongwen.InputError` with every fault when rows are faulty and ``skip_bad`` is off; nothing has been
    written then but the list of problems.
    """
    with seldom_collecting(), _Run(rows, job, orders, register, watch or (lambda _: None), stopped) as run:
        return run.report()


class _Run:
    """The steps of one batch and what they know of one another."""

    def __init__(
        self,
        rows: Rows,
        job: Job,
        orders: Orders,
        register: Numbers | None,
        watch: Watch,
        stopped: Callable[[], bool],
    ) -> None:
        self._rows, self._job, self._orders, self._register = rows, job, orders, register
        self._watch, self._stopped = watch, stopped
        self._maker = maker_of(job)
        self._id = uuid.uuid4().hex
        self._faults: list[Fault] = []
        self._made = {True: 0, False: 0}
        self._refused = self._pages = self._sheets = 0
        self._not_made: set[str] = set()
        self._remarks: list[str] = []
        self._outputs: dict[str, str] = {}
        self._stack = ExitStack()

    def __enter__(self) -> _Run:
        self._stack.__enter__()
        try:
            self._workers = self._stack.enter_context(Workers(self._orders.jobs, self._orders.executor))
            self._planned: Spool[Ordered] = self._new_spool()
            self._journal = self._open_journal()
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _new_spool(self) -> Spool[Any]:
        return self._stack.enter_context(closing(Spool()))

    def _open_journal(self) -> Journal | None:
        folder = self._orders.folder
        check_places(self._orders)
        if self._orders.dry_run and not (folder / JOURNAL_NAME).is_file():
            check_standing(self._orders, None)
            return None
        make_folder(folder)
        if not self._orders.dry_run:
            self._stack.enter_context(alone_in(folder))
            clear_temporaries(folder)
        journal = self._stack.enter_context(Journal(folder, self._orders.source_name))
        if journal.unfinished and not (self._orders.resume or self._orders.force or self._orders.dry_run):
            message, cure = "上次没有做完", "同一条命令加 --resume 接着做"
            raise InputError(Fault("unfinished-batch", message, cure, file=str(folder)))
        check_standing(self._orders, journal)
        return journal

    # ------------------------------------------------------------------ the steps

    def report(self) -> BatchReport:
        """All steps, and what came of them."""
        self._check()
        key = self._checked.key
        self._remark_on_columns()
        self._remark_on_numbers()
        self._remark_on_fonts()
        self._remarks += self._checked.remarks
        if self._faults:
            marked = self._list_problems()
            if not self._orders.skip_bad and not self._orders.dry_run:
                raise RefusedRowsError(self._faults, marked)
        elif (path := PROBLEMS.place(self._orders)) and path.exists():  # somebody may have gone on working in it
            self._remarks.append(f"{path.name} 是上次留下的，毛病已经改好，可以删去")
        lost = self._compare_numbers()
        if self._orders.dry_run or self._journal is None:
            shown, remarks = preview(self._checked, self._pattern(key), self._journal, self._register)
            self._remarks += remarks
            return self._told(key, left=self._checked.good_count, preview=shown)
        if lost and self._register is not None:
            self._register.recover(lost)
        self._watch(Progress("检查", self._checked.count, self._checked.count, self._all_remarks()))
        self._journal.begin(key)
        left = self._write(key, self._journal)
        told = (self._made[True], self._made[False], self._refused, left)
        _LOG.info("%s: %d written, %d unchanged, %d refused, %d left", self._orders.folder, *told)
        self._make_lists(self._journal)
        self._remark_on_rows_gone(self._journal, left)
        interrupted = left > 0
        if not interrupted:
            try:
                self._make_outputs(self._journal)
                self._journal.finish()
            except _StoppedError:
                interrupted = True
        return self._told(key, left=left, interrupted=interrupted)

    def _told(self, key: str, *, left: int, preview: Sequence[Preview] = (), interrupted: bool = False) -> BatchReport:
        counted = self._job.counts_pages and not self._orders.dry_run
        return BatchReport(
            folder=self._orders.folder,
            rows=self._checked.count,
            written=self._made[True],
            unchanged=self._made[False],
            refused=self._refused,
            left=left,
            key=key,
            faults=tuple(self._faults),
            remarks=self._all_remarks(),
            outputs=self._outputs,
            preview=tuple(preview),
            interrupted=interrupted,
            pages=self._pages if counted else None,
            sheets=self._sheets if counted else None,
        )

    def _all_remarks(self) -> tuple[str, ...]:
        return *self._rows.remarks, *self._remarks

    def _check(self) -> None:
        check = RowCheck(
            self._rows,
            self._job,
            pattern=self._orders.pattern,
            key=self._orders.key,
            journal=self._journal,
            register=self._register,
            run=self._id,
            force=self._orders.force,
        )
        self._checked = check.checked(self._workers, self._new_spool, self._watch, handful_size=_HANDFUL)
        self._faults += self._checked.faults
        self._refused = self._checked.count - self._checked.good_count

    # ------------------------------------------------------------------ what is told before anything is made

    def _remark_on_columns(self) -> None:
        source = self._job.source
        self._remarks += [f"{source.file or '源文件'} {entry}" for entry in source.ledger] if source else []
        for column, element in self._maker.columns_as_fields.items():
            if column != element:
                self._remarks.append(f"列“{column}”当作“{element}”")
            if column in self._maker.replaced_fields:
                message = f"列“{column}”代替源文件里的“{element}”；要用源文件里的，给这一列改名，或在源文件里用它"
                self._remarks.append(message)
        if self._maker.unused_columns:
            self._remarks.append(f"没有用到的列：{'、'.join(self._maker.unused_columns)}")

    def _remark_on_numbers(self) -> None:
        """Without a register an open number stays open: that may be meant, so it is said."""
        if self._register is None and self._checked.has_open_number:
            shown = str(self._checked.first_number).replace(OPEN_SEQUENCE, "")
            self._remarks.append(f"没有用登记簿，字号里的顺序号空着（{shown}）；要编号就加 --register")

    def _remark_on_fonts(self) -> None:
        """What stands in for the page's fonts, where they are drawn by us: the same for all documents."""
        merged = self._orders.merged
        if self._job.forms == (DOCX,) and (merged is None or merged.suffix.lower() == ENDING):
            return
        with packages_needed():
            from gongwen.fonts.report import report_on  # noqa: PLC0415 - HarfBuzz loads only for what is printed

        unit = self._job.unit
        asked = report_on(self._job.profile, unit.font_files if unit else ()).fonts
        self._remarks += [str(one) for one in asked if not one.is_here]

    def _compare_numbers(self) -> list[Entry]:
        """What the register has to learn from the folder. Raises :class:`~gongwen.InputError` where the two cannot go
        together."""
        if self._journal is None:
            return []
        if self._register is None:
            fault = needs_register(self._journal) if self._checked.has_open_number else None
            if fault is not None:
                raise InputError(fault)
            return []
        lost = forgotten(self._journal, self._register)
        if lost:
            numbers = some([str(entry.number) for entry in lost])
            self._remarks.append(
                f"登记簿里没有这个文件夹里已编的 {len(lost)} 个号（{numbers}），照底账补登；登记簿若是从旧备份恢复的，"
                "其他各批也请先各运行一次，再编新号"
            )
        return lost

    def _list_problems(self) -> Path | None:
        """The copy of the table that shows the faults; None when it could not be written."""
        from gongwen.sheets.marked import marked_copy  # noqa: PLC0415 - heavy, and most tables have no fault

        try:
            content = marked_copy(self._orders.table, self._faults, sheet=self._orders.sheet)
        except InputError:  # rows that could be read once only
            content = marked_copy([], self._faults)
        make_folder(self._orders.folder)
        with ExitStack() as stack:
            # What a dry run writes is noted too, so that the next one knows its own.
            journal = self._journal or stack.enter_context(Journal(self._orders.folder, self._orders.source_name))
            self._make(PROBLEMS, journal, lambda file: file.write(content))
        path = self._outputs.get(PROBLEMS.name)
        return Path(path) if path is not None else None

    # ------------------------------------------------------------------ plan

    def _pattern(self, key: str) -> NamePattern:
        pattern, columns = self._orders.pattern, self._rows.columns
        numbered = self._checked.has_whole_numbers(self._register)
        ending = self._job.ending
        if pattern:
            return NamePattern(pattern, columns, ending)
        return NamePattern.usual(key, columns, numbered=numbered, ending=ending)

    def _plan(self, key: str, journal: Journal) -> Iterator[list[Ordered]]:
        """Numbers and names for all rows, in register and journal.

        The first rows may be written while the last ones are planned, unless files stand in the folder that might be
        in the way: then all is planned before the first is given out.
        """
        orders = self._orders
        planner = Planner(
            journal, self._register, self._pattern(key), orders.folder, key=key, run=self._id, inputs=orders.inputs
        )
        done = 0
        for goods in grouped(self._checked.good.items(), _RESERVED_AT_ONCE):
            tasks = planner.plan(goods, force=orders.force)
            if orders.merged or planner.strange:
                self._planned.put(tasks)
            done += len(tasks)
            if not planner.strange:
                yield tasks
            else:
                self._watch(Progress("编号", done, self._checked.good_count))
        self._remarks += planner.remarks
        if planner.in_the_way:
            self._faults += [fault.at(file=self._rows.name) for fault in planner.in_the_way]
            journal.finish()
            raise InputError(self._faults)
        if planner.renamed:
            self._remarks.append(f"字号或文件名变了，原来的文件还留着：{some(planner.renamed)}；不要的请删去")
        if planner.strange:
            yield from map(list, self._planned.handfuls())

    # ------------------------------------------------------------------ write

    def _write(self, key: str, journal: Journal) -> int:
        """All files; how many rows were left when the run was stopped."""
        done = 0

        def handfuls() -> Iterator[list[Ordered]]:
            most = _HANDFUL if self._job.forms == (DOCX,) else _HANDFUL_OF_OTHERS
            for planned in self._plan(key, journal):
                for handful in grouped(planned, most):
                    if self._stopped():
                        return
                    yield handful

        def arguments(handful: list[Ordered]) -> tuple[object, ...]:
            return self._job, self._orders.folder, [task for task, _ in handful]

        for handful, made in self._workers.map(make_files, handfuls(), arguments):
            self._settle(journal, handful, made)
            done += len(made)
            self._watch(Progress("写出", done, self._checked.good_count))
        if self._workers.died:
            clear_temporaries(self._orders.folder)
        return self._checked.good_count - done

    def _settle(self, journal: Journal, handful: Sequence[Ordered], made: Sequence[Made]) -> None:
        """Register and journal hear of files that stand."""
        stand = [(task, facts, one) for (task, facts), one in zip(handful, made, strict=True) if one.sha256]
        if self._register is not None:
            issued = [
                Issue(task.number, journal.holder(task.identity), facts) for task, facts, _ in stand if task.number
            ]
            self._register.issue(issued)
        journal.written((task.identity, one.sha256, one.pages) for task, _, one in stand if one.sha256)
        for one in made:
            self._pages += one.pages or 0
            self._sheets += sheets_of(one.pages or 0)
            if one.fault is None:
                self._made[one.is_new] += 1
            else:
                self._refused += 1
                self._not_made.add(one.identity)
                self._faults.append(one.fault)

    # ------------------------------------------------------------------ lists and files for all

    def _make_lists(self, journal: Journal) -> None:
        counted = self._job.counts_pages
        self._make(LIST, journal, make_list(journal.listed(self._id), pages=counted))
        self._make(TABLE_LIST, journal, make_table_list(journal.listed(self._id), pages=counted))

    def _make_outputs(self, journal: Journal) -> None:
        """What was not made anew is not left out without a word: the archive takes the file that stands, and a file for
        the printer that has all of them stays."""
        listed = self._unless_stopped(journal.listed(self._id))
        kept, missing = self._standing(journal)
        forms = self._job.forms
        names = (in_form(one.name, form) for one in listed if one.identity not in missing for form in forms)
        self._make(ARCHIVE, journal, make_archive(self._orders.folder, names))
        if ARCHIVE.name in self._outputs and kept:
            told = some(list(kept.values()))
            self._remarks.append(f"压缩包里这 {len(kept)} 份是文件夹里现有的样子，不是这次做的：{told}")
        if ARCHIVE.name in self._outputs and missing:
            self._remarks.append(f"压缩包里缺 {len(missing)} 份：{some(list(missing.values()))}")
        merged, lacking = MERGED.place(self._orders), [*kept.values(), *missing.values()]
        if merged is not None and lacking and merged.exists() and journal.output(merged) is not None:
            message = f"有 {len(lacking)} 份没有照这次的做（{some(lacking)}），打印文件没有重做，还是上次的"
            cure = "要照现在的重做，加 --force；要留着改过的，从文件夹里打印它们"
            self._faults.append(Fault("incomplete-output", message, cure, file=str(merged)))
            return
        self._make(MERGED, journal, self._merge)
        if MERGED.name in self._outputs and lacking:
            self._remarks.append(f"打印文件里缺 {len(lacking)} 份：{some(lacking)}")

    def _standing(self, journal: Journal) -> tuple[dict[str, str], dict[str, str]]:
        """Names of the documents that were not made, by identity: those of which a file stands, and the others."""
        listed = journal.listed(self._id) if self._not_made else ()
        names = {one.identity: one.name for one in listed if one.identity in self._not_made}
        kept = {identity: name for identity, name in names.items() if (self._orders.folder / name).is_file()}
        return kept, {identity: name for identity, name in names.items() if identity not in kept}

    def _make(self, output: Output, journal: Journal, fill: Callable[[BinaryIO], object]) -> None:
        """One of them, if it is wanted. What stands in its way is told beside the documents: those are made and
        numbered."""
        wanted, force = output.place(self._orders), self._orders.force
        if wanted is None:
            return
        path = own_or_free(wanted, journal) if output.steps_aside and not force else wanted
        try:
            make_output(path, journal, fill, force=force)
        except InputError as error:
            self._faults += error.faults
        except OSError as error:
            self._faults.append(system_fault(error, str(path)))
        else:
            self._outputs[output.name] = str(path)
            if path != wanted:
                self._remarks.append(f"{wanted.name} 不是上次写的样子，没有动它；这次的写在 {path.name}")

    def _unless_stopped(self, items: Iterable[_T]) -> Iterator[_T]:
        for item in items:
            if self._stopped():
                raise _StoppedError
            yield item

    def _remark_on_rows_gone(self, journal: Journal, left: int) -> None:
        """Which rows are gone is known when all of the table was reached."""
        gone = list(islice(journal.left_over(self._id), _SHOWN + 1)) if left == 0 else []
        if not gone:
            return
        names, cure = some([one.name for one in gone]), "不要的请删去，字号用 gongwen register 作废"
        self._remarks.append(
            f"以前做过、这次没有做的公文还留着：{names}；行还在表里的，改好毛病再做；已从表里删去的，{cure}"
            if self._refused
            else f"表里已没有、以前做过的公文还留着：{names}；{cure}"
        )

    def _merge(self, file: BinaryIO) -> None:
        """All documents of this run in one, in the order of the rows."""
        merged = self._orders.merged
        with self._maker.merging(file, merged.suffix.lower() if merged else ENDING) as add:
            for done, (task, _) in enumerate(self._unless_stopped(self._planned.items()), start=1):
                if task.identity not in self._not_made:
                    add(task.asked)
                self._watch(Progress("合并", done, self._checked.good_count))
