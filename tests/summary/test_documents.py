"""Summaries as documents: they read back, are valid, stand well on the page; the example and the chapter run."""

from __future__ import annotations

import contextlib
import io
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gongwen
from gongwen import Document
from gongwen.model import Table, walk
from gongwen.summary import Indicator, compose, from_villages
from tests.strategies import examples
from tests.summary.figures import HALF_YEAR, indicators
from tests.summary.test_chart import ROWS
from tests.support import markers, office, page, validity

ROOT = Path(__file__).parents[2]
CHAPTER = (ROOT / "docs" / "summary.md").read_text(encoding="utf-8")
HEAVY = ("babel", "matplotlib", "gongwen.summary")


def example() -> Document:
    document = runpy.run_path(str(ROOT / "examples" / "summary_from_data.py"))["document"]
    assert isinstance(document, Document)
    return document


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    markers.require("office")  # for the fonts of the chart
    villages = ["上坝村", "下坝村", "柳林村"]
    rows = [{"村": name, "造林面积（亩）": 12.5, "造林面积上期（亩）": 11} for name in villages[:2]]
    return {
        "example": example(),
        "indicators": compose(
            **HALF_YEAR, indicators=ROWS, sections=[("下一步打算", "补植补造。")], chart=True
        ).document,
        "villages": from_villages(rows, villages=villages, **HALF_YEAR, chart=True, date="2026-07-03").document,
    }


def test_every_summary_reads_back(documents: dict[str, Document]) -> None:
    for document in documents.values():
        for profile in ("国标", "通行"):
            assert gongwen.read(gongwen.render(document, profile=profile)).document == document


@examples(40)
@given(st.lists(indicators(), min_size=1, max_size=6, unique_by=lambda indicator: indicator.name), st.booleans())
def test_a_summary_of_any_figures_reads_back(found: list[Indicator], has_sections: bool) -> None:
    sections = ["现总结如下：", ("工作", ["甲。"])] if has_sections else []
    document = compose(**HALF_YEAR, indicators=found, sections=sections).document
    assert gongwen.read(gongwen.render(document)).document == document


@pytest.mark.parametrize("tool", validity.TOOLS)
def test_summaries_are_valid_ooxml(tool: str, documents: dict[str, Document]) -> None:
    markers.require(tool)
    assert validity.faults(tool, {name: gongwen.render(document) for name, document in documents.items()}) == {}


def test_the_example_stands_on_two_pages_with_its_totals(documents: dict[str, Document]) -> None:
    pages = page.measure(office.render_pdf(gongwen.render(documents["example"]))).pages
    assert len(pages) == 2
    tables = [block for block in walk(documents["example"].body) if isinstance(block, Table)]
    assert tables[-1].rows[-1] == ("合计", "2451.5", "62", "97.53")
    assert "松岭村未报送数据" in "".join(line.text for each in pages for line in each.lines)


# ---------------------------------------------------------------------------------- the chapter


def _snippets() -> list[tuple[str, str]]:
    """Each program of the chapter and what it is said to print."""
    return re.findall(r"```python\n(.*?)```\n(?:\n```text\n(.*?)```)?", CHAPTER, re.DOTALL)


def test_the_chapter_has_programs_that_print() -> None:
    assert len([printed for _, printed in _snippets() if printed]) >= 2


def test_the_programs_of_the_chapter_print_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    markers.require("office")  # for the fonts of the chart
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for program, printed in _snippets():
        with contextlib.redirect_stdout(io.StringIO()) as output:
            exec(compile(program, "docs/summary.md", "exec"), names)
        assert output.getvalue() == printed
    assert [path.name for path in tmp_path.iterdir()] == ["总结.docx"]


def test_the_chapter_names_every_code_of_a_fault() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/gongwen/summary").glob("*.py"))
    codes = set(re.findall(r'(?:Fault|fault|Error)\(\s*"([a-z]+(?:-[a-z]+)+)"', sources))
    assert len(codes) > 15
    assert {code for code in codes if f"`{code}`" not in CHAPTER} == set()


# ---------------------------------------------------------------------------------- weight


def _loaded(program: str) -> list[str]:
    paths = os.pathsep.join([str(ROOT / "src"), *sys.path])
    line = f"import sys\n{program}\nprint(*[name for name in {HEAVY} if name in sys.modules])"
    process = subprocess.run(
        [sys.executable, "-c", line],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    return process.stdout.split()


def test_importing_gongwen_does_not_load_this_room() -> None:
    assert _loaded("import gongwen; gongwen.Document") == []


def test_a_summary_without_a_chart_does_not_load_matplotlib() -> None:
    program = "from gongwen.summary import compose; compose(unit='甲', period='2026年', sections=['乙。'])"
    assert _loaded(program) == ["babel", "gongwen.summary"]
