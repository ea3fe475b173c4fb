"""``gongwen fix``: a corrected file, what was changed, and an exit code that says whether people are still needed."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.checking.by_hand import content_of, notice, only
from tests.cli.running import Run


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A notice with faults that a program may correct."""
    document = notice()
    number, body = only(document, "青政发").runs[0], only(document, "为保障").runs[0]
    number.text = number.text.replace("〔2026〕", "[2026]")
    body.text = body.text.replace("安全，", "安全,")
    path = tmp_path / "供水通知.docx"
    path.write_bytes(content_of(document))
    return path


@pytest.mark.parametrize("way", [(), ("--in-place",), ("--tracked", "--author", "沈平")])
def test_a_file_is_put_right_and_the_changes_are_told(way: tuple[str, ...], bad: Path, run: Run) -> None:
    content, target = bad.read_bytes(), bad.with_name("改好.docx")
    said = run("fix", str(bad), "-o", str(target), *way)
    assert (said.code, said.text) == (0, "")
    assert "第5段 改写：“[2026]”→“〔2026〕”（年份没有用六角括号）" in said.err
    assert run("check", str(target)).code == 0
    assert bad.read_bytes() == content
    with zipfile.ZipFile(target) as package:
        assert ("沈平".encode() in package.read("word/document.xml")) is ("--tracked" in way)


def test_what_is_left_for_people_is_told_and_the_code_says_so(bad: Path, run: Run) -> None:
    document = notice()
    only(document, "为保障").runs[0].text = "按照GB/T 9704-2022的要求,规范制发公文。"
    bad.write_bytes(content_of(document))
    target = bad.with_name("改好.docx")
    said = run("fix", str(bad), "-o", str(target), "--json")
    assert said.code == 1
    told = json.loads(said.text)
    assert [finding["rule"] for finding in told["findings"]] == ["ERR-STD-01"]
    assert told["changes"] == ["第8段 改写：“,”→“，”（汉字之间用了半角标点）"]
    assert target.exists()


def test_a_file_that_cannot_be_put_right_is_not_written(bad: Path, run: Run) -> None:
    content, target = bad.read_bytes(), bad.with_name("改好.docx")
    assert run("fix", str(bad), "-o", str(bad)).code == 2
    assert bad.read_bytes() == content
    bad.write_bytes(b"PK")
    said = run("fix", str(bad), "-o", str(target))
    assert (said.code, target.exists()) == (2, False)
    assert "供水通知.docx" in said.err
