"""One batch from rows to files: check all, number all, write all, list them.

Nothing is written before every row has been checked, and no file before its number and name stand in register and
journal. A handful of files is made durable before register and journal call them done, so that whatever stops the run
leaves files that are whole, numbers that are explained, and a journal from which the next run goes on.
"""

from __future__ import annotations

import logging
import tempfile
import uuid
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from gongwen.batch.counting import sheets_of
from gongwen.batch.identity import Identities, KeySearch, repeated
from gongwen.batch.journal import JOURNAL_NAME, OPEN_SEQUENCE, Journal, Known
from gongwen.batch.lock import alone_in
from gongwen.batch.makers import Job, maker_of
from gongwen.batch.making import Made, check_rows, make_files
from gongwen.batch.naming import NamePattern
from gongwen.batch.outputs import make_archive, make_list, make_output, make_table_list
from gongwen.batch.planning import Good, Ordered, Planner, alike, some
from gongwen.batch.recovery import forgotten, needs_register
from gongwen.batch.register import Entry, Issue, Register, Request
from gongwen.batch.report import BatchReport, Preview, Progress, RefusedRowsError, Watch
from gongwen.batch.spool import Spool, grouped
from gongwen.batch.tables import Row, Rows
from gongwen.batch.workers import Workers
from gongwen.errors import Fault, InputError, system_fault
from gongwen.files import clear_temporaries
from gongwen.model import IssuingNumber

__all__ = ["LIST_NAMES", "Orders", "run_batch"]

_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")
_HANDFUL = 400
_RESERVED_AT_ONCE = 1200
_SHOWN_PREVIEW, _SHOWN = 8, 5
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


class _StoppedError(Exception):
    """The run was asked to stop while an archive or a file for the printer was made."""


class _FirstRows:
    """Where a text that stands twice stood first."""

    def __init__(self) -> None:
        self._rows: dict[str, int] = {}

    def earlier(self, text: str, row: Row) -> int | None:
        """The number of the row before this one that says the same."""
        first = self._rows.setdefault(text, row.number)
        return first if first != row.number else None


def run_batch(
    rows: Rows,
    job: Job,
    orders: Orders,
    *,
    register: Register | None = None,
    watch: Watch | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> BatchReport:
    """Run a batch. ``stopped`` is asked between handfuls of files.

    Raises :class:`~gongwen.InputError` with every fault when rows are faulty and ``skip_bad`` is off; nothing has been
    written then but the list of problems.
    """
    with _Run(rows, job, orders, register, watch or (lambda _: None), stopped) as run:
        return run.report()


class _Run:
    """The steps of one batch and what they know of one another."""

    def __init__(
        self,
        rows: Rows,
        job: Job,
        orders: Orders,
        register: Register | None,
        watch: Watch,
        stopped: Callable[[], bool],
    ) -> None:
        self._rows, self._job, self._orders, self._register = rows, job, orders, register
        self._watch, self._stopped = watch, stopped
        self._maker = maker_of(job)
        self._id = uuid.uuid4().hex
        self._faults: list[Fault] = []
        self._count = self._good_count = 0
        self._made = {True: 0, False: 0}
        self._refused = self._pages = self._sheets = 0
        self._not_made: set[str] = set()
        self._remarks: list[str] = []
        self._told_of_rows: Counter[str] = Counter()
        self._outputs: dict[str, str] = {}
        self._stack = ExitStack()

    def __enter__(self) -> _Run:
        self._stack.__enter__()
        try:
            self._workers = self._stack.enter_context(Workers(self._orders.jobs, self._orders.executor))
            self._checked: Spool[Good] = self._new_spool()
            self._planned: Spool[Ordered] = self._new_spool()
            self._journal = self._open_journal()
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _new_spool(self) -> Spool[Any]:
        return Spool(self._stack.enter_context(tempfile.TemporaryFile()))

    def _open_journal(self) -> Journal | None:
        folder = self._orders.folder
        _check_places(self._orders)
        if self._orders.dry_run and not (folder / JOURNAL_NAME).is_file():
            _check_standing(self._orders, None)
            return None
        _make_folder(folder)
        if not self._orders.dry_run:
            self._stack.enter_context(alone_in(folder))
            clear_temporaries(folder)
        journal = self._stack.enter_context(Journal(folder, self._orders.source_name))
        if journal.unfinished and not (self._orders.resume or self._orders.force or self._orders.dry_run):
            message, cure = "上次没有做完", "同一条命令加 --resume 接着做"
            raise InputError(Fault("unfinished-batch", message, cure, file=str(folder)))
        _check_standing(self._orders, journal)
        return journal

    # ------------------------------------------------------------------ the steps

    def report(self) -> BatchReport:
        """All steps, and what came of them."""
        key = self._check()
        self._remark_on_columns()
        self._remark_on_key(key)
        self._remark_on_numbers()
        self._remark_on_rows()
        if self._faults:
            marked = self._list_problems()
            if not self._orders.skip_bad and not self._orders.dry_run:
                raise RefusedRowsError(self._faults, marked)
        elif (self._orders.folder / PROBLEMS_NAME).exists():  # somebody may have gone on working in it
            self._remarks.append(f"{PROBLEMS_NAME} 是上次留下的，毛病已经改好，可以删去")
        lost = self._compare_numbers()
        if self._orders.dry_run or self._journal is None:
            return self._told(key, left=self._good_count, preview=self._preview(key))
        if lost and self._register is not None:
            self._register.recover(lost)
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
            rows=self._count,
            written=self._made[True],
            unchanged=self._made[False],
            refused=self._refused,
            left=left,
            key=key,
            faults=tuple(self._faults),
            remarks=(*self._rows.remarks, *self._remarks),
            outputs=self._outputs,
            preview=tuple(preview),
            interrupted=interrupted,
            pages=self._pages if counted else None,
            sheets=self._sheets if counted else None,
        )

    # ------------------------------------------------------------------ check

    def _check(self) -> str:
        """Every row checked, the good ones kept; the column by which rows are known."""
        pattern = self._orders.pattern and NamePattern(self._orders.pattern, self._rows.columns)
        search = KeySearch(self._rows.columns, self._orders.key if self._orders.key is not None else self._known_key())
        full_numbers = array("q")
        for handful, checked in self._workers.map(
            check_rows, grouped(self._rows, _HANDFUL), lambda some: (self._job, some)
        ):
            good = []
            for row, found in zip(handful, checked, strict=True):
                self._count += 1
                faults = [*found.faults, *(pattern.blanks(row.values) if pattern else ())]
                unnamed = search.see(row)
                faults += [unnamed] if unnamed else []
                if faults or found.facts is None:
                    self._refuse(row.number, faults)
                    continue
                if self._register and found.number and found.number.sequence:
                    full_numbers.append(hash(str(found.number)))
                self._told_of_rows.update(found.remarks)
                good.append(Good(row, found.facts, found.number))
            self._checked.put(good)
            self._good_count += len(good)
            self._watch(Progress("检查", self._count, None))
        self._faults += [fault.at(file=self._rows.name) for fault in self._rows.faults]
        if self._count == 0:
            message, cure = "表里没有一行数据", "核对工作表和表头"
            raise InputError(Fault("no-rows", message, cure, file=self._rows.name))
        self._check_together(search, full_numbers)
        return search.found()

    def _known_key(self) -> str | None:
        """The column that an earlier run of this batch chose, while the table still has it."""
        known = self._journal.key if self._journal else None
        return known if known is None or known == "" or known in self._rows.columns else None

    def _refuse(self, row: int, faults: Iterable[Fault]) -> None:
        self._refused += 1
        self._faults += [fault if fault.file else fault.at(file=self._rows.name) for fault in faults]

    def _check_together(self, search: KeySearch, full_numbers: array[int]) -> None:
        """What only shows when rows are seen together: names and numbers that stand twice, numbers taken."""
        key, names_twice, numbers_twice = search.found(), search.repeated(), repeated(full_numbers)
        if not (names_twice or full_numbers or self._has_numbers()):
            return
        identities, first = Identities(key), _FirstRows()
        spool: Spool[Good] = self._new_spool()
        for handful in self._checked.handfuls():
            named = [identities.of(one.row) for one in handful]
            taken, good = self._numbers_taken(handful, named), []
            for place, (name, one) in enumerate(zip(named, handful, strict=True)):
                fault, number = taken.get(place), str(one.number or "")
                if hash(name) in names_twice and (earlier := first.earlier(f"{key}={name}", one.row)):
                    fault = _twice(key, name, earlier)
                elif hash(number) in numbers_twice and (earlier := first.earlier(number, one.row)):
                    fault = _number_twice(number, earlier)
                if fault is None:
                    good.append(one)
                else:
                    self._refuse(one.row.number, [replace(fault, row=one.row.number)])
                    self._good_count -= 1
            spool.put(good)
        self._checked = spool

    def _has_numbers(self) -> bool:
        """Whether rows may have a number that they cannot keep: their 代字 or year is another by now."""
        return self._register is not None and self._journal is not None and self._journal.key is not None

    def _numbers_taken(self, handful: Sequence[Good], named: Sequence[str]) -> dict[int, Fault]:
        """Numbers that the register cannot give, by place in the handful."""
        again = self._has_numbers()
        asked = [(place, one) for place, one in enumerate(handful) if one.number and (again or one.number.sequence)]
        if self._register is None or not asked:
            return {}
        batch = self._journal.id if self._journal else self._id
        requests = [Request(f"{batch}/{named[place]}", one.number, one.facts) for place, one in asked if one.number]
        return {asked[place][0]: fault for place, fault in self._register.check(requests).items()}

    def _remark_on_columns(self) -> None:
        for column, element in self._maker.columns_as_fields.items():
            if column != element:
                self._remarks.append(f"列“{column}”当作“{element}”")
        if self._maker.unused_columns:
            self._remarks.append(f"没有用到的列：{'、'.join(self._maker.unused_columns)}")

    def _remark_on_rows(self) -> None:
        self._remarks += [f"{remark}（{count} 份）" for remark, count in self._told_of_rows.items()]

    def _remark_on_key(self, key: str) -> None:
        """Without a column that names them, rows that stand twice go unseen, and a mended one is another row."""
        if not key and self._orders.key is None:
            self._remarks.append(
                "没有一列每格都有、各不相同，只好靠整行内容认行：改过的行会当作新的一行；"
                "有一列应当各不相同的（如村名），写 --key 查出重复"
            )

    def _remark_on_numbers(self) -> None:
        """Without a register an open number stays open: that may be meant, so it is said."""
        first = self._first_number()
        if self._register is None and self._has_open_number():
            shown = str(first).replace(OPEN_SEQUENCE, "")
            self._remarks.append(f"没有用登记簿，字号里的顺序号空着（{shown}）；要编号就加 --register")

    def _first_number(self) -> IssuingNumber | None:
        first = next(self._checked.items(), None)
        return first.number if first is not None else None

    def _has_open_number(self) -> bool:
        number = self._first_number()
        return number is not None and number.sequence is None

    def _compare_numbers(self) -> list[Entry]:
        """What the register has to learn from the folder. Raises :class:`~gongwen.InputError` where the two cannot go
        together."""
        if self._journal is None:
            return []
        if self._register is None:
            fault = needs_register(self._journal) if self._has_open_number() else None
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

    def _list_problems(self) -> Path:
        folder = self._orders.folder
        from gongwen.batch.tables.marked import mark_faults  # noqa: PLC0415 - heavy, and most tables have no fault

        folder.mkdir(parents=True, exist_ok=True)
        path = folder / PROBLEMS_NAME
        try:
            mark_faults(self._orders.table, self._faults, path, sheet=self._orders.sheet)
        except InputError:  # rows that could be read once only
            mark_faults([], self._faults, path)
        self._outputs["问题清单"] = str(path)
        return path

    def _preview(self, key: str) -> list[Preview]:
        """What the first rows would become, with the numbers they would get if nobody else asked before."""
        pattern, identities = self._pattern(key), Identities(key)
        given: Counter[tuple[str, int]] = Counter()
        shown, asking = [], list[Request]()
        for one in islice(self._checked.items(), _SHOWN_PREVIEW):
            identity = identities.of(one.row)
            known = self._journal.known([identity]).get(identity) if self._journal else None
            number = one.number
            if (issued := _whole_number(known)) is not None:
                number = issued
            elif number and self._register and number.sequence is None and number.year:
                series = (number.code, number.year)
                number = number.model_copy(update={"sequence": self._register.next(*series) + given[series]})
                given[series] += 1
            name = pattern.name(one.row.values, number, one.facts, row=one.row.number)
            if number is not None and issued is None:
                holder = self._journal.holder(identity) if self._journal else f"/{identity}"
                asking.append(Request(holder, one.number or number, one.facts))
            shown.append(Preview(one.row.number, name, str(number) if number else "", one.facts.title or ""))
        if self._register is not None:
            self._remarks += alike(asking, self._register)
        return shown

    # ------------------------------------------------------------------ plan

    def _pattern(self, key: str) -> NamePattern:
        pattern = self._orders.pattern
        if pattern is None:
            name = f"{{{key}}}" if key else "{行号}"
            pattern = f"{{发文字号}} {name}.docx" if self._numbers_are_whole() else f"{name}.docx"
        return NamePattern(pattern, self._rows.columns)

    def _numbers_are_whole(self) -> bool:
        number = self._first_number()
        return number is not None and bool(self._register or number.sequence)

    def _plan(self, key: str, journal: Journal) -> Iterator[list[Ordered]]:
        """Numbers and names for all rows, in register and journal.

        The first rows may be written while the last ones are planned, unless files stand in the folder that might be
        in the way: then all is planned before the first is given out.
        """
        orders = self._orders
        planner = Planner(journal, self._register, self._pattern(key), orders.folder, key=key, run=self._id)
        done = 0
        for goods in grouped(self._checked.items(), _RESERVED_AT_ONCE):
            tasks = planner.plan(goods, force=orders.force)
            if orders.merged or planner.strange:
                self._planned.put(tasks)
            done += len(tasks)
            if not planner.strange:
                yield tasks
            else:
                self._watch(Progress("编号", done, self._good_count))
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
            for planned in self._plan(key, journal):
                for handful in grouped(planned, _HANDFUL):
                    if self._stopped():
                        return
                    yield handful

        def arguments(handful: list[Ordered]) -> tuple[object, ...]:
            return self._job, self._orders.folder, [task for task, _ in handful]

        for handful, made in self._workers.map(make_files, handfuls(), arguments):
            self._settle(journal, handful, made)
            done += len(made)
            self._watch(Progress("写出", done, self._good_count))
        if self._workers.died:
            clear_temporaries(self._orders.folder)
        return self._good_count - done

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
        text, table = (self._orders.folder / name for name in LIST_NAMES)
        self._make("清单", text, journal, make_list(journal.listed(self._id), pages=self._job.counts_pages))
        self._make(
            "清单（表格）", table, journal, make_table_list(journal.listed(self._id), pages=self._job.counts_pages)
        )

    def _make_outputs(self, journal: Journal) -> None:
        if self._orders.archive:
            listed = self._unless_stopped(journal.listed(self._id))
            names = (one.name for one in listed if one.identity not in self._not_made)
            self._make("压缩包", self._orders.archive, journal, make_archive(self._orders.folder, names))
        if self._orders.merged:
            self._make("合并打印", self._orders.merged, journal, self._merge)

    def _make(self, name: str, path: Path, journal: Journal, fill: Callable[[BinaryIO], None]) -> None:
        """One of them. What stands in its way is told beside the documents: those are made and numbered."""
        try:
            make_output(path, journal, fill, force=self._orders.force)
        except InputError as error:
            self._faults += error.faults
        except OSError as error:
            self._faults.append(system_fault(error, str(path)))
        else:
            self._outputs[name] = str(path)

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
        with self._maker.merging(file) as add:
            for done, (task, _) in enumerate(self._unless_stopped(self._planned.items()), start=1):
                if task.identity not in self._not_made:
                    add(task.row, task.number)
                self._watch(Progress("合并", done, self._good_count))


# ---------------------------------------------------------------------------------- faults


def _check_places(orders: Orders) -> None:
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


def _check_standing(orders: Orders, journal: Journal | None) -> None:
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


def _make_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        message, cure = "-o 要写文件夹，这是一个文件", "换个文件夹的名字，没有的会新建"
        raise InputError(Fault("wrong-arguments", message, cure, file=str(folder)))
    folder.mkdir(parents=True, exist_ok=True)


def _whole_number(known: Known | None) -> IssuingNumber | None:
    """The number that a row already has, unless it was left open."""
    number = IssuingNumber.parse(known.number) if known and known.number else None
    return number if number and number.sequence else None


def _twice(key: str, name: str, earlier: int) -> Fault:
    cure = "改正其中一行，或用 --key 换一列认行"
    return Fault("duplicate-row", f"与第{earlier}行的“{key}”相同", cure, value=name, column=key)


def _number_twice(number: str, earlier: int) -> Fault:
    cure = "一份公文一个字号；改正其中一行，或只写“青政发〔2026〕号”由登记簿编号"
    return Fault("duplicate-number", f"与第{earlier}行的发文字号相同", cure, value=number)
