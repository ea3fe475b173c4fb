"""The comparison is fair: all contenders write the same text, on two pages, never the same notice twice."""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from lxml import etree

from benchmarks.__main__ import main
from benchmarks.forms import FORMS
from benchmarks.notices import notice
from benchmarks.peers import lines_of
from benchmarks.rates import GONGWEN, PEERS, Contender
from benchmarks.reads import CHECKS, READS
from benchmarks.templates import TEMPLATES, Filler
from tests.support import markers, office, page

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CONTENDERS: tuple[Contender[Any], ...] = (GONGWEN, *PEERS)
IDS = ("gongwen", "python-docx-default", "docxtpl-default", "python-docx-slim", "docxtpl-slim")
SAMPLE = (0, 57, 4321, 13_618, 98_765)


def unspaced(text: str) -> str:
    return re.sub(r"\s", "", text)


def text_of(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return unspaced("".join(element.text or "" for element in root.iter(f"{W}t")))


def test_no_two_notices_are_alike() -> None:
    notices = [notice(index) for index in range(20_000)]
    assert len({one.title for one in notices}) == len(notices)
    assert len({(one.title, one.opening, one.sequence) for one in notices}) == len(notices)
    assert notice(5) == notices[5]


@pytest.mark.parametrize("contender", CONTENDERS, ids=IDS)
@pytest.mark.parametrize("index", SAMPLE)
def test_every_contender_writes_the_whole_text(contender: Contender[Any], index: int) -> None:
    expected = unspaced("".join(line.heading + line.text for line in lines_of(notice(index))))
    assert text_of(contender.document(index)) == expected


@pytest.mark.parametrize("filler", TEMPLATES, ids=("gongwen", "docxtpl", "mailmerge"))
@pytest.mark.parametrize("index", SAMPLE)
def test_every_template_writes_the_whole_text(filler: Filler, index: int) -> None:
    expected = unspaced("".join(line.heading + line.text for line in lines_of(notice(index))))
    assert text_of(filler.write(filler.prepare(notice(index)))) == expected


def test_every_contender_fills_two_pages() -> None:
    markers.require("office")
    documents = {
        f"{number}-{index}": contender.document(index)
        for number, contender in enumerate(CONTENDERS)
        for index in (SAMPLE if contender is GONGWEN else SAMPLE[:1])
    }
    pages = {name: len(page.measure(pdf)) for name, pdf in office.render_pdfs(documents).items()}
    assert pages == dict.fromkeys(documents, 2)


def test_the_run_prints_and_keeps_what_it_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "results.json"
    cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None
    code = main(["--rounds", "2", "--seconds", "0.02", "--starts", "5", "--stages", "--json", str(file)])
    printed = capsys.readouterr().out
    results = json.loads(file.read_text(encoding="utf-8"))
    assert code == (0 if all(target["met"] for target in results["targets"]) else 1)
    assert len(results["targets"]) == 6 + len(FORMS) + len(READS) + len(CHECKS)
    assert all(len(rates) == 2 for rates in results["template_documents_per_second"].values())
    for contender in CONTENDERS:
        assert len(results["documents_per_second"][contender.name]) == 2
        assert contender.name in printed
    for ratios in results["times_as_fast"].values():
        assert f"{median(ratios):.1f}" in printed
    assert ("未达到" in printed) == (code == 1)
    if cores is not None:
        assert os.sched_getaffinity(0) == cores


@pytest.mark.parametrize("arguments", [["--rounds", "0"], ["--seconds", "0"], ["--starts", "4"]])
def test_a_run_that_measures_nothing_is_refused(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        main(arguments)
    assert refused.value.code == 2
