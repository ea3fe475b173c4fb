"""``import``: pasted text becomes source files, data or .docx."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import gongwen
from gongwen.model import Kind
from tests.cli.running import Run, is_chinese_for_clerks
from tests.recognition.texts import NOTICE, SCHEME
from tests.recognition.word.files import CLOSING, HEAD, TEXT, lines, package, plain


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


def test_a_docx_of_another_hand_becomes_a_source_and_a_compliant_page(folder: Path, run: Run) -> None:
    (folder / "旧通知.docx").write_bytes(package(lines(*HEAD, *TEXT, *CLOSING)))
    said = run("import", "旧通知.docx", "-o", "新通知.md", "--json")
    assert said.code == 0
    (report,) = json.loads(said.text)["inputs"]
    assert report["encoding"] is None
    assert report["balance"]["characters"] > 100
    assert gongwen.load(folder / "新通知.md") == gongwen.read(folder / "旧通知.docx").document
    told = run("render", "旧通知.docx", "-o", "新通知.docx")
    assert told.code == 0
    found, written = told.err.splitlines()
    assert "文种、格式、发文机关、发文字号、标题" in found
    assert written == "已写入 新通知.docx"
    assert gongwen.read(folder / "新通知.docx").document == gongwen.load(folder / "新通知.md")


def test_a_docx_that_is_no_official_document_is_not_rendered(folder: Path, run: Run) -> None:
    (folder / "游记.docx").write_bytes(package(plain("春天的上坝村，油菜花开满了山坡。")))
    said = run("render", "游记.docx", "-o", "新.docx")
    assert said.code == 2
    assert "不是公文" in said.err
    assert is_chinese_for_clerks(said.err)
    assert not (folder / "新.docx").exists()


def test_a_docx_of_several_documents_is_rendered_one_by_one(folder: Path, run: Run) -> None:
    second = lines(("title", "关于开展消防检查的通知"), *TEXT[:1], ("text", "12月10日前完成检查。"), *CLOSING)
    (folder / "汇编.docx").write_bytes(package(lines(*HEAD, *TEXT, *CLOSING) + second))
    assert "gongwen import" in run("render", "汇编.docx", "-o", "新.docx").err
    run("import", "汇编.docx", "-o", "新.docx")
    titles = [gongwen.read(folder / f"新-{at}.docx").document.title for at in (1, 2)]
    assert titles == [HEAD[2][1], "关于开展消防检查的通知"]


def test_a_docx_takes_settings_and_the_habits_of_a_unit(folder: Path, run: Run) -> None:
    (folder / "旧通知.docx").write_bytes(package(lines(*HEAD, *TEXT, *CLOSING)))
    assert run("render", "旧通知.docx", "-o", "甲.docx", "--set", "成文日期=2026年12月1日").code == 0
    date = gongwen.read(folder / "甲.docx").document.date
    assert date is not None
    assert date.isoformat() == "2026-12-01"
    assert run("render", "旧通知.docx", "-o", "乙.docx", "--unit", unit_file(folder)).code == 0
    assert gongwen.read(folder / "乙.docx").document.printer == "青山镇党政办公室"


def unit_file(folder: Path) -> str:
    """The file of a unit that issues its documents by its office."""
    (folder / "青山镇.yaml").write_text("单位: 青山镇人民政府\n印发机关: 青山镇党政办公室\n", encoding="utf-8")
    return "青山镇.yaml"
