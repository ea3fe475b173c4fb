"""The batch of the examples: one table, thirty notices, by the command that its README gives."""

from __future__ import annotations

import csv
import re
import runpy
import shlex
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest

import gongwen
from gongwen.reading.docx import read_document
from gongwen.standard import figures
from tests.cli.running import as_program, environment_of_a_program
from tests.page.measures import (
    BOTTOM,
    EDGE,
    EDGES,
    LEFT,
    PLACE,
    RIGHT,
    black_rules,
    centre,
    folio,
    line_above,
    red_rules,
    text_lines,
    within,
)
from tests.support import engines, markers, validators, validity
from tests.support.page import MeasuredDocument, measure

EXAMPLES = Path(__file__).parents[1] / "examples"
FOLDER = EXAMPLES / "batch"
COUNT = 30
DATE = "2026年11月24日"
AGENCY = "云岭县青山镇人民政府"
TABLE_STROKE = 0.5


class Village(NamedTuple):
    """A row of the table and its rows of the second sheet, as the notice must say them."""

    name: str
    leader: str
    area: str
    cover: str
    rangers: int
    team: int
    deadline: str
    remark: str | None
    hazards: tuple[tuple[str, str, str, str], ...]

    @property
    def own(self) -> list[str]:
        """What only this village's notice may say."""
        return [self.name, self.leader, self.area, self.cover, *(place for place, *_ in self.hazards)]


TABLE = runpy.run_path(str(FOLDER / "make_table.py"))
VILLAGES = {
    name: Village(
        name,
        leader,
        f"{area:,}",
        f"{cover:.1%}",
        rangers,
        team,
        f"{month}月{day}日",
        remark,
        tuple(
            (place, danger, measure_, f"{at[0]}月{at[1]}日")
            for village, place, danger, measure_, at in TABLE["HAZARDS"]
            if village == name
        ),
    )
    for name, leader, area, cover, rangers, team, (month, day), remark in TABLE["VILLAGES"]
}
MOST = max(VILLAGES.values(), key=lambda one: len(one.hazards))
FEWEST = min((one for one in VILLAGES.values() if one.hazards), key=lambda one: len(one.hazards))
NONE = next(one for one in VILLAGES.values() if not one.hazards)
REMARKED = next(one for one in VILLAGES.values() if one.remark and len(one.hazards) > 1)
LAST = list(VILLAGES.values())[-1]
SAMPLES = [one.name for one in (MOST, FEWEST, NONE, REMARKED, LAST)]


def command() -> list[str]:
    """The words of the README's command, without the program's name."""
    block = re.findall(r"(?s)```bash\n(.*?)```", (FOLDER / "README.md").read_text(encoding="utf-8"))
    assert len(block) == 1
    (line,) = block[0].splitlines()
    program, *words = shlex.split(line)
    assert program == "gongwen"
    return words


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example in which the README's command was run."""
    root = tmp_path_factory.mktemp("examples")
    shutil.copytree(EXAMPLES / "pictures", root / "pictures")
    shutil.copytree(FOLDER, root / "batch", ignore=shutil.ignore_patterns("__pycache__"))
    said = as_program(*command(), folder=root / "batch")
    assert said.code == 0, said.err
    assert f"共 {COUNT} 行：写出 {COUNT} 份" in said.err
    return root / "batch"


@pytest.fixture(scope="module")
def files(folder: Path) -> dict[str, bytes]:
    """The notice of each village."""
    found = {path.stem.partition(" ")[2]: path.read_bytes() for path in (folder / "公文").glob("*.docx")}
    assert list(VILLAGES) == [name for name in VILLAGES if name in found]
    return found


@pytest.fixture(scope="module")
def drawn(files: Mapping[str, bytes]) -> dict[str, MeasuredDocument]:
    """The samples as LibreOffice draws them."""
    markers.require("office")
    pdfs = engines.render_pdfs({f"d{at}": files[name] for at, name in enumerate(SAMPLES)}, "libreoffice as word")
    return {name: measure(pdfs[f"d{at}"]) for at, name in enumerate(SAMPLES)}


# ---------------------------------------------------------------------------------- the table


def test_the_table_is_the_one_that_its_script_makes(tmp_path: Path) -> None:
    TABLE["table"]().save(tmp_path / "各村.xlsx")
    book, made = openpyxl.load_workbook(FOLDER / "各村.xlsx"), openpyxl.load_workbook(tmp_path / "各村.xlsx")
    assert book.sheetnames == made.sheetnames == ["各村", "隐患点"]
    for name in book.sheetnames:
        cells, made_cells = ([list(_cells(one[name]))] for one in (book, made))
        assert cells == made_cells
        merges, made_merges = ({str(merge) for merge in one[name].merged_cells.ranges} for one in (book, made))
        assert merges == made_merges


def _cells(page: Any) -> Iterator[tuple[object, ...]]:
    return ((cell.coordinate, cell.value, cell.number_format) for row in page.iter_rows() for cell in row)


def test_the_villages_differ_in_what_matters() -> None:
    counts = Counter(len(one.hazards) for one in VILLAGES.values())
    assert len(VILLAGES) == COUNT
    assert counts[0] >= 5
    assert len(counts) >= 5
    assert 0 < sum(one.remark is not None for one in VILLAGES.values()) < COUNT / 2
    own = [word for one in VILLAGES.values() for word in one.own]
    assert len(set(own)) == len(own)


# ---------------------------------------------------------------------------------- what the command makes


def test_thirty_notices_are_numbered_without_gap_in_the_order_of_the_rows(folder: Path) -> None:
    names = {path.name for path in (folder / "公文").glob("*.docx")}
    assert names == {f"青政发〔2026〕{number}号 {name}.docx" for number, name in enumerate(VILLAGES, start=1)}


def test_register_list_archive_and_print_file_agree(folder: Path, files: Mapping[str, bytes]) -> None:
    with (folder / "公文" / "清单.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert [line["发文字号"] for line in lines] == [f"青政发〔2026〕{number}号" for number in range(1, COUNT + 1)]
    assert {line["印数"] for line in lines} == {"5"}
    sheet = openpyxl.load_workbook(folder / "公文" / "清单.xlsx").worksheets[0]
    table = [[str(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    assert table == [list(lines[0]), *(list(line.values()) for line in lines)]
    with zipfile.ZipFile(folder / "公文.zip") as archive:
        assert archive.namelist() == [line["文件"] for line in lines]
        assert [archive.read(name) for name in archive.namelist()] == [files[name] for name in VILLAGES]
    said = as_program("register", "发文.db", "list", folder=folder)
    assert said.code == 0
    assert f"共 {COUNT} 个号：已编号 0，已发 {COUNT}，作废 0" in said.err
    assert [line.split("\t")[0] for line in said.text.splitlines() if line.startswith("青政发")] == [
        line["发文字号"] for line in lines
    ]


def test_the_same_command_again_changes_nothing(folder: Path) -> None:
    def state() -> dict[str, tuple[bytes, int]]:
        """Bytes and time of every file but the folder's own hidden notes."""
        return {
            str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
            for path in folder.rglob("*")
            if path.is_file() and not path.name.startswith(".")
        }

    before = state()
    assert len(before) > COUNT
    said = as_program(*command(), folder=folder)
    assert (said.code, said.text) == (0, "")
    assert f"共 {COUNT} 行：原样未动 {COUNT} 份" in said.err
    assert state() == before


def test_the_script_makes_the_same_files(folder: Path, tmp_path: Path) -> None:
    script = [sys.executable, str(folder / "batch.py")]
    for told in (f"写出 {COUNT} 份，原样未动 0 份", f"写出 0 份，原样未动 {COUNT} 份"):
        done = subprocess.run(
            script, cwd=tmp_path, env=environment_of_a_program(), capture_output=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        assert told in done.stdout.decode()
    for path in (*folder.glob("公文/*.docx"), *folder.glob("公文/*.csv"), folder / "公文.zip", folder / "打印.docx"):
        assert (tmp_path / path.relative_to(folder)).read_bytes() == path.read_bytes()


# ---------------------------------------------------------------------------------- what the notices say


def _text(docx: bytes) -> str:
    return read_document(docx).document.to_json()


@pytest.mark.parametrize("name", VILLAGES)
def test_a_village_finds_its_own_numbers_and_rows_in_its_notice_and_nobody_elses(
    name: str, files: Mapping[str, bytes]
) -> None:
    village, text = VILLAGES[name], _text(files[name])
    document = read_document(files[name]).document
    for word in (
        *village.own,
        f"{village.rangers}名护林员每日",
        f"{village.team}名应急队员",
        f"{village.deadline}前",
        village.remark or "",
    ):
        assert word in text
    tables = [block for block in _blocks(document.body) if isinstance(block, gongwen.Table)]
    rows = [row for table in tables for row in table.rows]
    assert rows == [(str(at), *hazard) for at, hazard in enumerate(village.hazards, start=1)]
    for other in VILLAGES.values():
        for word in other.own if other is not village else ():
            assert not re.search(rf"(?<![\d,.]){re.escape(word)}(?![\d])", text), f"{word} of {other.name}"


def _blocks(blocks: Any) -> list[Any]:
    return [one for block in blocks for one in (block, *_blocks(getattr(block, "blocks", ())))]


# ---------------------------------------------------------------------------------- files and pages are right


@pytest.mark.parametrize("tool", validity.TOOLS)
def test_notices_and_print_file_are_valid_ooxml(tool: str, files: Mapping[str, bytes], folder: Path) -> None:
    markers.require(tool)
    every = {f"d{at}": files[name] for at, name in enumerate(VILLAGES)}
    assert validity.faults(tool, {**every, "merged": (folder / "打印.docx").read_bytes()}) == {}


def test_notices_and_print_file_have_no_fault_that_validators_miss(files: Mapping[str, bytes], folder: Path) -> None:
    every = {**files, "打印": (folder / "打印.docx").read_bytes()}
    assert {name: found for name, docx in every.items() if (found := validators.home_made(docx))} == {}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_notice_keeps_to_the_type_area_of_its_two_pages(name: str, drawn: Mapping[str, MeasuredDocument]) -> None:
    document = drawn[name]
    assert len(document) == 2
    for page in document:
        for line in text_lines(page):
            assert line.x0 >= LEFT - EDGE
            assert line.x1 <= RIGHT + EDGE
            assert line.bottom <= EDGES["国标"].last_bottom[1]
        assert folio(page).text == f"—{page.number}—"
        assert folio(page).top > BOTTOM
        assert (folio(page).center_x > (LEFT + RIGHT) / 2) is (page.number % 2 == 1)
    assert within(EDGES["国标"].first_top, document[1].lines[0].top)


@pytest.mark.parametrize("name", SAMPLES)
def test_its_number_stands_centred_above_the_red_rule(name: str, drawn: Mapping[str, MeasuredDocument]) -> None:
    page = drawn[name][0]
    number = page.line_of(f"青政发〔2026〕{list(VILLAGES).index(name) + 1}号")
    (rule,) = red_rules(page)
    assert centre(number) == pytest.approx((LEFT + RIGHT) / 2, abs=PLACE)
    assert rule.y - number.bottom == pytest.approx(figures.RULE_BELOW_NUMBER.value.mm, abs=PLACE)


@pytest.mark.parametrize("name", SAMPLES)
def test_its_table_shows_every_row_within_the_type_area(name: str, drawn: Mapping[str, MeasuredDocument]) -> None:
    hazards = VILLAGES[name].hazards
    for at, (place, danger, measure_, until) in enumerate(hazards, start=1):
        page = drawn[name].page_of(place)
        line = page.line_of(place)
        assert line.text == f"{at}{place}{danger}{measure_}{until}"
        rules = [rule for rule in black_rules(page) if rule.x0 < LEFT + 1 and rule.y < BOTTOM - 40]
        assert any(rule.y > line.bottom for rule in rules)
        assert any(rule.y < line.top for rule in rules)
        for rule in rules:
            assert rule.x0 >= LEFT - EDGE - TABLE_STROKE
            assert rule.x1 <= RIGHT + EDGE + TABLE_STROKE
    assert drawn[name].text.count("完成时限") == int(bool(hazards))


@pytest.mark.parametrize("name", SAMPLES)
def test_its_seal_lies_over_name_and_date(name: str, drawn: Mapping[str, MeasuredDocument]) -> None:
    page = drawn[name][1]
    (seal,) = page.images
    date = page.line_of(DATE)
    assert line_above(page, date).text == AGENCY
    for line in (date, line_above(page, date)):
        assert seal.y0 < line.top
        assert line.bottom < seal.y1
        assert seal.center_x == pytest.approx(line.center_x, abs=2)
    assert seal.center_y < date.top
    assert seal.width == pytest.approx(42, abs=0.5)


@pytest.mark.parametrize("name", SAMPLES)
def test_its_colophon_ends_at_the_foot_of_the_last_page(name: str, drawn: Mapping[str, MeasuredDocument]) -> None:
    page = drawn[name][1]
    *_, printed_by, last = [rule for rule in black_rules(page) if rule.y > page.images[0].y1]
    assert last.y == pytest.approx(BOTTOM, abs=1.5)
    printer = page.line_of("青山镇党政办公室")
    assert printed_by.y < printer.top < printer.bottom < last.y
    assert printer.text == f"青山镇党政办公室{DATE}印发"
    assert page.has("抄送：县林业局，县应急管理局。")
    assert page.has("共印5份")


def test_the_print_file_begins_every_notice_on_an_odd_page_with_page_one(folder: Path) -> None:
    markers.require("office")
    merged = (folder / "打印.docx").read_bytes()
    pages = measure(engines.render_pdfs({"all": merged}, "libreoffice as word", blank_pages=True)["all"]).pages
    assert len(pages) == 2 * COUNT
    for at, name in enumerate(VILLAGES):
        first, second = pages[2 * at], pages[2 * at + 1]
        assert first.has(f"青政发〔2026〕{at + 1}号")
        assert first.has(f"{name}村民委员会")
        assert (folio(first).text, folio(second).text) == ("—1—", "—2—")
