"""Numbers from elsewhere: an office system's own database gives them to a batch, to several processes at once."""

from __future__ import annotations

import runpy
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import gongwen
from gongwen import Fault, InputError, Issue, IssuingNumber, Request, Reserved, State
from tests.register.asking import ask, number
from tests.support import markers, postgres

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "numbering" / "postgresql.py"
SOURCE = """---
文种: 通知
发文机关: 云岭县青山镇人民政府
发文字号: 青政发〔2026〕号
标题: 关于下达{{ 村名 }}2026年秸秆禁烧任务的通知
主送机关: {{ 村名 }}村民委员会
成文日期: 2026-09-28
---
{{ 村名 }}禁烧面积{{ 面积 }}亩，10月31日前完成。
"""
ROWS = [{"村名": f"{name}坝村", "面积": 860 + place} for place, name in enumerate("上下东西南北中")]


class Counting:
    """The smallest numbering there can be: it counts in memory, from 31 on."""

    def __init__(self, first: int = 31) -> None:
        self._next, self._held = first, dict[str, IssuingNumber]()
        self.issued = list[IssuingNumber]()
        self.voided = list[IssuingNumber]()

    def reserve(self, requests: Sequence[Request], /) -> list[Reserved]:
        return [self._reserved(request) for request in requests]

    def _reserved(self, request: Request) -> Reserved:
        held = self._held.get(request.identity)
        if held is not None:
            return Reserved(held, State.RESERVED, is_new=False)
        given = self._held[request.identity] = request.number.evolve(sequence=self._next)
        self._next += 1
        return Reserved(given, State.RESERVED, is_new=True)

    def issue(self, issued: Sequence[Issue], /) -> None:
        self.issued += [one.number for one in issued]

    def void(self, number: IssuingNumber, reason: str, /, *, when: date) -> None:
        self.voided.append(number)


def test_a_register_and_an_office_systems_numbers_are_both_a_numbering(tmp_path: Path) -> None:
    with gongwen.Register(tmp_path / "发文.db") as register:
        assert isinstance(register, gongwen.Numbering)
    assert isinstance(Counting(), gongwen.Numbering)


def test_a_batch_takes_its_numbers_from_elsewhere(tmp_path: Path) -> None:
    office = Counting()
    report = gongwen.batch(ROWS, SOURCE.encode(), tmp_path / "公文", register=office, key="村名")
    assert report.written == len(ROWS)
    numbers = [gongwen.read(path).document.number for path in (tmp_path / "公文").glob("*.docx")]
    assert sorted(map(str, numbers)) == [f"青政发〔2026〕{sequence}号" for sequence in range(31, 38)]
    assert sorted(map(str, office.issued)) == sorted(map(str, numbers))
    again = gongwen.batch(ROWS, SOURCE.encode(), tmp_path / "公文", register=office, key="村名")
    assert (again.written, again.unchanged) == (0, len(ROWS))


def test_a_look_beforehand_takes_no_number_from_elsewhere(tmp_path: Path) -> None:
    office = Counting()
    report = gongwen.batch(ROWS, SOURCE.encode(), tmp_path / "公文", register=office, dry_run=True)
    assert report.left == len(ROWS)
    assert office.reserve([ask("另一份", "青政发〔2026〕号")])[0].number.sequence == 31


def test_documents_without_files_take_their_numbers_from_elsewhere() -> None:
    office = Counting(first=8)
    made = list(gongwen.batch_documents(ROWS, SOURCE.encode(), register=office, name="禁烧任务"))
    assert [one.number.sequence for one in made if one.number] == list(range(8, 15))
    assert len(office.issued) == len(ROWS)


class Refusing(Counting):
    def reserve(self, requests: Sequence[Request], /) -> list[Reserved]:
        raise InputError(Fault("number-closed", "今年的号已经封存", "问办公室", field="发文字号"))


def test_what_the_office_system_refuses_stops_the_batch_in_its_words(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="今年的号已经封存"):
        gongwen.batch(ROWS, SOURCE.encode(), tmp_path / "公文", register=Refusing())
    assert list((tmp_path / "公文").glob("*.docx")) == []


class Wrong(Counting):
    """Answers that are none."""

    def __init__(self, answer: str, count: int = 7) -> None:
        super().__init__()
        self._answer, self._count = answer, count

    def reserve(self, requests: Sequence[Request], /) -> list[Reserved]:
        return [Reserved(number(self._answer), State.RESERVED, is_new=True)] * self._count


@pytest.mark.parametrize(
    ("office", "code"),
    [
        (Wrong("青政发〔2026〕号"), "wrong-numbering"),
        (Wrong("青政办发〔2026〕8号"), "wrong-numbering"),
        (Wrong("青政发〔2025〕8号"), "wrong-numbering"),
        (Wrong("青政发〔2026〕8号", 6), "wrong-numbering"),
        (Wrong("青政发〔2026〕8号"), "number-taken"),
    ],
)
def test_a_wrong_answer_of_the_office_system_is_told_and_nothing_is_made(
    office: Wrong, code: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as refused:
        gongwen.batch(ROWS, SOURCE.encode(), tmp_path / "公文", register=office)
    assert [fault.code for fault in refused.value.faults] == [code]
    assert list((tmp_path / "公文").glob("*.docx")) == []


# ---------------------------------------------------------------------------------- PostgreSQL


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    markers.require("postgres")
    import psycopg  # noqa: PLC0415 - where it is installed

    with postgres.server() as place:
        with psycopg.connect(place) as connection:
            connection.execute(runpy.run_path(str(EXAMPLE))["TABLES"])
        yield place


@pytest.fixture
def office(database: str) -> Iterator[Any]:
    """The example, on tables that are empty."""
    import psycopg  # noqa: PLC0415 - as above

    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("TRUNCATE numbers, series")
        yield runpy.run_path(str(EXAMPLE))["OfficeNumbers"](connection)


def test_the_database_gives_each_number_once_and_the_same_one_again(office: Any) -> None:
    (first,), (again,) = office.reserve([ask("甲")]), office.reserve([ask("甲")])
    assert (first.number, first.is_new, again.number, again.is_new) == (
        number("云政发〔2026〕1号"),
        True,
        first.number,
        False,
    )
    (typed,) = office.reserve([ask("乙", "云政发〔2026〕20号")])
    assert typed.number == number("云政发〔2026〕20号")
    with pytest.raises(InputError, match="已经给了别的公文"):
        office.reserve([ask("丙"), ask("丁", "云政发〔2026〕20号")])
    assert office.reserve([ask("丙")])[0].number == number("云政发〔2026〕21号")  # what was refused took nothing


def test_a_void_number_of_the_database_is_never_given_again(office: Any) -> None:
    (given,) = office.reserve([ask("甲")])
    office.void(given.number, "印错", when=date(2026, 9, 28))
    assert office.reserve([ask("甲")])[0].number == number("云政发〔2026〕2号")


PROGRAM = """
import runpy, sys
import gongwen, psycopg
example, place, folder, name = sys.argv[1:]
rows = [{"村名": f"{name}{index}村", "面积": 860 + index} for index in range(60)]
with psycopg.connect(place, autocommit=True) as connection:
    office = runpy.run_path(example)["OfficeNumbers"](connection)
    source = open(folder + "/source.md", "rb").read()
    print(gongwen.batch(rows, source, f"{folder}/{name}", register=office, key="村名").written)
"""


def test_two_processes_number_from_one_database_without_gap_or_double(
    office: Any, database: str, tmp_path: Path
) -> None:
    (tmp_path / "source.md").write_text(SOURCE, encoding="utf-8")
    command = [sys.executable, "-c", PROGRAM, str(EXAMPLE), database, str(tmp_path)]
    programs = [subprocess.Popen([*command, name], stdout=subprocess.PIPE, text=True) for name in ("上坝", "下坝")]
    assert [program.communicate(timeout=300)[0] for program in programs] == ["60\n", "60\n"]
    numbers = [gongwen.read(path).document.number for path in tmp_path.glob("*/*.docx")]
    assert sorted(one.sequence for one in numbers if one and one.sequence) == list(range(1, 121))


def test_sixteen_threads_number_from_one_database(office: Any, database: str) -> None:
    import psycopg  # noqa: PLC0415 - as above

    given: list[Reserved] = []

    def work(thread: int) -> None:
        with psycopg.connect(database, autocommit=True) as connection:
            numbers = runpy.run_path(str(EXAMPLE))["OfficeNumbers"](connection)
            for document in range(12):
                given.extend(
                    numbers.reserve([ask(f"{thread}-{document}"), ask(f"{thread}-{document}", "青政办〔2026〕号")])
                )

    threads = [threading.Thread(target=work, args=(thread,)) for thread in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one.number.sequence or 0 for one in given if one.is_new) == list(range(1, 193))
