"""``import``: pasted text becomes source files, data or .docx."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import gongwen
from gongwen.model import Kind
from tests.cli.running import Run, is_chinese_for_clerks
from tests.recognition.texts import NOTICE, SCHEME


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "通知.txt").write_text(NOTICE, encoding="gb18030")
    (tmp_path / "两份.txt").write_text(f"{NOTICE}\n{SCHEME}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_pasted_notice_becomes_a_source_that_render_reads(folder: Path, run: Run) -> None:
    said = run("import", "通知.txt", "-o", "通知.md")
    assert said.code == 1  # its attachments are only announced
    assert "GB18030" in said.err
    assert "台账相符" in said.err
    assert is_chinese_for_clerks(said.err.replace("GB18030", ""))
    assert gongwen.load(folder / "通知.md").title.endswith("缴费工作的通知")
    assert run("render", "通知.md", "-o", "通知.docx").code == 0


def test_a_scheme_without_findings_ends_well(folder: Path, run: Run) -> None:
    (folder / "方案.txt").write_text(SCHEME, encoding="utf-8")
    assert run("import", "方案.txt", "-o", "方案.docx").code == 0
    assert gongwen.read(folder / "方案.docx").document.kind is Kind.SCHEME


def test_several_documents_become_numbered_files(folder: Path, run: Run) -> None:
    run("import", "两份.txt", "-o", "公文.json")
    made = [gongwen.load(folder / f"公文-{number}.json").kind for number in (1, 2)]
    assert made == [Kind.NOTICE, Kind.SCHEME]


def test_a_folder_of_texts_becomes_a_folder_of_files(folder: Path, run: Run) -> None:
    run("import", ".", "-o", "结果/", "--to", "md")
    assert sorted(path.name for path in (folder / "结果").iterdir()) == ["两份-1.md", "两份-2.md", "通知.md"]


def test_standard_input_and_the_ledger(folder: Path, run: Run) -> None:
    said = run("import", "-", "-o", "公文.md", "--ledger", "台账.json", stdin=NOTICE.replace("，", ",").encode())
    assert "公文.md" in said.err
    entries = json.loads((folder / "台账.json").read_text(encoding="utf-8"))
    assert {"kind": "changed", "text": ",", "became": "，"}.items() <= entries[0].items()
    assert all(entry["line"] and entry["column"] for entry in entries)


def test_a_report_for_programs(folder: Path, run: Run) -> None:
    said = run("import", "两份.txt", "-o", "公文.md", "--json")
    (report,) = json.loads(said.text)["inputs"]
    assert [one["output"] for one in report["documents"]] == ["公文-1.md", "公文-2.md"]
    balance = report["balance"]
    assert balance.pop("characters") == sum(balance.values())


def test_a_text_that_is_no_document_is_said_to_be_none_and_nothing_is_written(folder: Path, run: Run) -> None:
    said = run("import", "-", "-o", "诗.md", stdin="乡村小景\n炊烟绕过屋檐，\n".encode())
    assert said.code == 1
    assert "公文的要素" in said.err
    assert not (folder / "诗.md").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("通知.txt", "-o", "通知.pdf"), "后缀"),
        (("通知.txt", "两份.txt", "-o", "公文.md"), "文件夹"),
        (("没有.txt", "-o", "公文.md"), "没有这个文件"),
        (("通知.txt", "-o", "通知.txt/通知.md"), "文件夹"),
    ],
)
def test_wrong_arguments_are_told_in_chinese(arguments: tuple[str, ...], words: str, folder: Path, run: Run) -> None:
    said = run("import", *arguments)
    assert said.code == 2
    assert words in said.err


def test_the_input_is_never_written_over(folder: Path, run: Run) -> None:
    (folder / "原稿.md").write_text(NOTICE, encoding="utf-8")
    assert run("import", "原稿.md", "-o", "原稿.md").code == 2
    assert (folder / "原稿.md").read_text(encoding="utf-8") == NOTICE
