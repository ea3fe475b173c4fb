"""Every row checked before anything is made: the good ones kept, the faults of all the others told."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from gongwen.batching.identity import Identities, KeySearch, repeated
from gongwen.batching.jobs import Checked, Job
from gongwen.batching.journal import Journal
from gongwen.batching.making import check_rows
from gongwen.batching.naming import NamePattern, can_be_a_name
from gongwen.batching.planning import Good
from gongwen.batching.report import Progress, Watch
from gongwen.batching.row_findings import RowFindings
from gongwen.batching.spool import Spool, grouped
from gongwen.batching.workers import Workers
from gongwen.errors import Fault, InputError
from gongwen.model import IssuingNumber
from gongwen.register import Numbers, Request
from gongwen.sheets import Row, Rows

__all__ = ["CheckedRows", "RowCheck"]

_MOST_FAULTS = 10_000
_MOST_SHOWN = 20


@dataclass
class CheckedRows:
    """What came of the check: the good rows, the column that names them, the faults of the others, what to tell."""

    good: Spool[Good]
    key: str = ""
    count: int = 0
    good_count: int = 0
    faults: list[Fault] = field(default_factory=list)
    untold: int = 0
    """How many faults more there are than anybody reads."""
    remarks: list[str] = field(default_factory=list)

    @property
    def first_number(self) -> IssuingNumber | None:
        """The number of the first good row: they all have one, or none has."""
        first = next(self.good.items(), None)
        return first.number if first is not None else None

    def has_whole_numbers(self, register: Numbers | None) -> bool:
        """Whether the documents will have whole numbers: the rows give them, or a register does."""
        number = self.first_number
        return number is not None and bool(register or number.sequence)

    @property
    def has_open_number(self) -> bool:
        """Whether numbers wait for a register."""
        number = self.first_number
        return number is not None and number.sequence is None


class RowCheck:
    """Checks the rows of a table with all hands, a handful at a time.

    ``journal`` and ``register`` are what the folder and the office know already; ``run`` names a batch that has no
    journal yet.
    """

    def __init__(
        self,
        rows: Rows,
        job: Job,
        *,
        pattern: str | None,
        key: str | None,
        journal: Journal | None,
        register: Numbers | None,
        run: str,
        force: bool = False,
    ) -> None:
        self._force = force
        self._rows, self._job, self._journal, self._register, self._run = rows, job, journal, register, run
        self._pattern = NamePattern(pattern, rows.columns, job.ending) if pattern else None
        self._key = key
        self._told: Counter[str] = Counter()
        self._mends: Counter[str] = Counter()
        self._found = RowFindings()

    def checked(
        self, workers: Workers, new_spool: Callable[[], Spool[Any]], watch: Watch, *, handful_size: int
    ) -> CheckedRows:
        """Every row checked. Raises :class:`~gongwen.InputError` for a table without rows or without the column asked
        for."""
        result = CheckedRows(new_spool())
        search = KeySearch(self._rows.columns, self._key if self._key is not None else self._known_key())
        full_numbers, years_apart, alike = array("q"), 0, _Alike()
        for handful, checked in workers.map(
            check_rows, grouped(self._rows, handful_size), lambda some: (self._job, some)
        ):
            good = [one for pair in zip(handful, checked, strict=True) if (one := self._good(*pair, search, result))]
            full_numbers.extend(hash(str(one.number)) for one in good if one.number and one.number.sequence)
            years_apart += sum(_is_of_another_year(one) for one in good)
            alike.see(good)
            result.good.put(good)
            result.count += len(handful)
            result.good_count += len(good)
            watch(Progress("检查", result.count, None))
        result.faults += [fault.at(file=self._rows.name) for fault in self._rows.faults]
        if result.count == 0:
            message, cure = "表里没有一行数据", "核对工作表和表头"
            raise InputError(Fault("no-rows", message, cure, file=self._rows.name))
        if result.untold:
            message = f"毛病太多，还有 {result.untold} 处没有列出"
            result.faults.append(Fault("too-many-faults", message, "先改列出的，再运行一次", file=self._rows.name))
        result.key = search.found()
        numbers_twice = repeated(full_numbers)
        if search.repeated() or (self._register and full_numbers) or self._has_numbers():
            self._check_together(result, search.repeated(), numbers_twice if self._register else set(), new_spool())
        if not can_be_a_name("𠀀"):
            self._check_names(result, new_spool())
        result.remarks = [*self._remarks_on_key(result.key), *self._mended(result), *self._remarks_on_rows()]
        result.remarks += self._found.told()
        result.remarks += alike.told()
        self._ask_about_new_numbers(result)
        if numbers_twice and not self._register:
            result.remarks.append(
                "有几份公文用同一个字号；一份公文一个字号的，加 --register 由登记簿编号，或每行写一个"
            )
        if years_apart:
            result.remarks.append(f"有 {years_apart} 份公文的字号和成文日期不在同一年；核对年份")
        return result

    def _good(self, row: Row, found: Checked, search: KeySearch, result: CheckedRows) -> Good | None:
        faults = [*found.faults, *(self._pattern.blanks(row.values) if self._pattern else ())]
        unnamed = search.see(row)
        faults += [unnamed] if unnamed else []
        if faults or found.facts is None:
            self._refuse(result, faults)
            return None
        self._told.update(found.remarks)
        self._mends.update(found.mended)
        for finding in found.findings:
            self._found.see(finding)
        return Good(row, found.facts, found.number, found.kept)

    def _refuse(self, result: CheckedRows, faults: Iterable[Fault]) -> None:
        found = [fault if fault.file else fault.at(file=self._rows.name) for fault in faults]
        room = max(0, _MOST_FAULTS - len(result.faults))
        result.faults += found[:room]
        result.untold += len(found[room:])

    def _known_key(self) -> str | None:
        """The column that an earlier run of this batch chose, while the table still has it."""
        known = self._journal.key if self._journal else None
        return known if known is None or known == "" or known in self._rows.columns else None

    # ------------------------------------------------------------------ rows seen together

    def _check_together(
        self, result: CheckedRows, names_twice: set[int], numbers_twice: set[int], spool: Spool[Good]
    ) -> None:
        """What only shows when rows are seen together: names and numbers that stand twice, numbers taken."""
        key, identities, first = result.key, Identities(result.key), _FirstRows()
        for handful in result.good.handfuls():
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
                    self._refuse(result, [replace(fault, row=one.row.number)])
                    result.good_count -= 1
            spool.put(good)
        result.good = spool

    def _check_names(self, result: CheckedRows, spool: Spool[Good]) -> None:
        """A name that the file system cannot hold is told before the row has a number."""
        numbered = result.has_whole_numbers(self._register)
        pattern = self._pattern or NamePattern.usual(
            result.key, self._rows.columns, numbered=numbered, ending=self._job.ending
        )
        for handful in result.good.handfuls():
            good = []
            for one in handful:
                name = pattern.name(one.row.values, one.number, one.facts, row=one.row.number)
                if can_be_a_name(name):
                    good.append(one)
                else:
                    column = next((column for column in pattern.columns if not _holdable(one.row, column)), None)
                    self._refuse(result, [_unholdable(name, one.row.number, column)])
                    result.good_count -= 1
            spool.put(good)
        result.good = spool

    def _has_numbers(self) -> bool:
        """Whether rows may have a number that they cannot keep: their 代字 or year is another by now."""
        return self._register is not None and self._journal is not None and self._journal.key is not None

    def _numbers_taken(self, handful: Sequence[Good], named: Sequence[str]) -> dict[int, Fault]:
        """Numbers that the register cannot give, by place in the handful."""
        again = self._has_numbers()
        asked = [(place, one) for place, one in enumerate(handful) if one.number and (again or one.number.sequence)]
        if self._register is None or not asked:
            return {}
        batch = self._journal.id if self._journal else self._run
        requests = [Request(f"{batch}/{named[place]}", one.number, one.facts) for place, one in asked if one.number]
        return {asked[place][0]: fault for place, fault in self._register.check(requests).items()}

    def _ask_about_new_numbers(self, result: CheckedRows) -> None:
        """A source that was renamed is another batch, and would spend new numbers on the documents that have theirs.

        Raises :class:`~gongwen.InputError` unless it was said (``force``) that they are to have new ones.
        """
        new = self._journal is not None and self._journal.key is None
        if self._force or not new or self._register is None or self._journal is None or not result.has_open_number:
            return
        identities, others = Identities(result.key), 0
        for handful in result.good.handfuls():
            titles = {identities.of(one.row): one.facts.title for one in handful}
            others += self._journal.made_by_others(titles)
        if others:
            message = (
                f"这个文件夹里已有 {others} 份同样的公文，是另一个源文件做的；"
                f"源文件若是改了名字，再做要另占 {others} 个新号"
            )
            cure = "把源文件改回原来的名字；确要另编新号，换一个文件夹，或加 --force"
            raise InputError(Fault("renamed-source", message, cure))

    # ------------------------------------------------------------------ what to tell

    def _remarks_on_key(self, key: str) -> list[str]:
        """Without a column that names them, rows that stand twice go unseen, and a mended one is another row."""
        if self._key is not None:
            return []
        if key:
            known = self._journal is not None and self._journal.key is not None
            said = f"靠“{key}”一列认行：重做时这一列相同的就是同一份，字号和文件名不变；要靠别的列，写 --key"
            return [] if known else [said]
        return [
            "没有一列每格都有、各不相同，只好靠整行内容认行：改过的行会当作新的一行；"
            "有一列应当各不相同的（如村名），写 --key 查出重复"
        ]

    def _mended(self, result: CheckedRows) -> list[str]:
        """What was mended in the source; with the number of documents where it does not stand in all of them."""
        all_of_them = result.good_count
        return [mend if count == all_of_them else f"{mend}（{count} 份）" for mend, count in self._mends.items()]

    def _remarks_on_rows(self) -> list[str]:
        return [f"{remark}（{count} 份）" for remark, count in self._told.items()]


class _Alike:
    """Documents with one title to one recipient: sixteen bytes a row."""

    def __init__(self) -> None:
        self._hashes, self._rows = array("q"), array("q")

    def see(self, good: Iterable[Good]) -> None:
        """Take note of documents."""
        for one in good:
            if one.facts.recipients:
                self._hashes.append(hash((one.facts.title, one.facts.recipients)))
                self._rows.append(one.row.number)

    def told(self) -> list[str]:
        """A remark of the rows whose documents are alike, if any are."""
        twice = repeated(self._hashes)
        rows = [row for mark, row in zip(self._hashes, self._rows, strict=True) if mark in twice] if twice else []
        if not rows:
            return []
        shown = "、".join(map(str, rows[:_MOST_SHOWN])) + ("……" if len(rows) > _MOST_SHOWN else "")
        cure = "几行本是一份的，用 --group 并成一份"
        return [f"有 {len(rows)} 份公文的标题和主送机关与另一份都相同（第 {shown} 行）；{cure}"]


class _FirstRows:
    """Where a text that stands twice stood first."""

    def __init__(self) -> None:
        self._rows: dict[str, int] = {}

    def earlier(self, text: str, row: Row) -> int | None:
        """The number of the row before this one that says the same."""
        first = self._rows.setdefault(text, row.number)
        return first if first != row.number else None


def _is_of_another_year(one: Good) -> bool:
    return bool(one.number and one.number.year and one.facts.date and one.number.year != one.facts.date.year)


def _holdable(row: Row, column: str) -> bool:
    return can_be_a_name(str(row.values.get(column)))


def _unholdable(name: str, row: int, column: str | None) -> Fault:
    message, cure = (
        "文件名里有字，系统的语言设置存不下",
        "把系统的语言设为 UTF-8 的中文（如 LANG=zh_CN.UTF-8），或用 --name 换一种文件名",
    )
    return Fault("file-error", message, cure, value=name, row=row, column=column)


def _twice(key: str, name: str, earlier: int) -> Fault:
    cure = "改正其中一行，或用 --key 换一列认行"
    return Fault("duplicate-row", f"与第{earlier}行的“{key}”相同", cure, value=name, column=key)


def _number_twice(number: str, earlier: int) -> Fault:
    cure = "一份公文一个字号；改正其中一行，或只写“青政发〔2026〕号”由登记簿编号"
    return Fault("duplicate-number", f"与第{earlier}行的发文字号相同", cure, value=number)
