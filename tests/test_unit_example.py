"""The unit's file of the documents and the examples: what a newcomer copies must work as it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import gongwen
from gongwen.reading import load_source
from gongwen.reading.docx import read_document
from gongwen.specimens import specimen

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "examples" / "unit"
FILE = FOLDER / "青山镇.yaml"
DOCS = (ROOT / "docs" / "unit.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def unit() -> gongwen.Unit:
    return gongwen.Unit.load(FILE)


def test_the_example_of_the_docs_is_the_file_of_the_examples() -> None:
    assert f"```yaml\n{FILE.read_text(encoding='utf-8')}```\n" in DOCS


def test_the_example_renders_and_reads_back(unit: gongwen.Unit) -> None:
    document = gongwen.load(FOLDER / "notice.md", unit=unit)
    assert str(document.number) == "青政发〔2026〕21号"
    assert document.issuers == ("云岭县青山镇人民政府",)
    assert len(document.recipients) == 8
    assert document.printer == "青山镇党政办公室"
    (seal,) = document.seals
    assert (seal.name, seal.diameter) == ("seal.png", 42)
    assert seal.data == (ROOT / "examples" / "pictures" / "seal.png").read_bytes()
    assert read_document(gongwen.render(document, unit=unit)).document == document


def test_the_docs_quote_what_the_example_is_told(unit: gongwen.Unit) -> None:
    told = [f"· 与标准不同：{departure}" for departure in unit.departures]
    told += [f"· {entry}" for entry in load_source(FOLDER / "notice.md", unit=unit).ledger]
    quoted = re.findall("(?m)^· .*$", DOCS)
    assert len(quoted) == 2
    assert set(quoted) <= set(told)


def test_the_sample_that_new_prints_loads_as_it_stands_and_keeps_the_standard() -> None:
    sample = gongwen.Unit.load(specimen("单位").encode())
    assert sample.departures == ()
    assert sample.remarks == ()
    assert sample.groups["全镇"] == (*sample.groups["各村"], *sample.groups["镇直"])
    assert specimen("单位").count("#") > 10


def test_what_the_sample_keeps_as_a_comment_is_lawful_too() -> None:
    text = re.sub(r"(?m)^(\s*)# ((?:行距|数字字体): )", r"\1\2", specimen("单位"))
    assert text != specimen("单位")
    sample = gongwen.Unit.load(text.encode())
    assert sample.profile is not None
    assert sample.profile.latin_font == "Times New Roman"
    assert sample.departures == ()
