"""What the ending of an output asks for, several sources in one run, and files that stand there already."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
import pytest

import gongwen
from gongwen.model import Document
from gongwen.specimens import specimen
from tests.cli.running import Run, is_chinese_for_clerks, snapshot


@pytest.mark.parametrize("ending", [".doc", ".wps", ".rtf", ".txt", ".xlsx", ""])
def test_an_ending_that_cannot_be_written_is_refused_with_those_that_can(ending: str, folder: Path, run: Run) -> None:
    before = snapshot(folder)
    refused = run("render", "通知.md", "-o", f"输出{ending}")
    assert refused.code == 2
    assert all(known in refused.err for known in (".docx", ".html", ".md", ".json"))
    assert is_chinese_for_clerks(refused.err)
    assert snapshot(folder) == before


def test_each_ending_gets_what_it_names(folder: Path, run: Run) -> None:
    document = gongwen.load(folder / "通知.md")
    for name in ("a.docx", "a.html", "a.json", "a.md"):
        assert run("render", "通知.md", "-o", name).code == 0
    assert gongwen.read(folder / "a.docx").document == document
    assert (folder / "a.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert Document.read_json((folder / "a.json").read_bytes()) == document
    assert gongwen.load(folder / "a.md") == document


def test_without_an_output_the_document_stands_beside_its_source(folder: Path, run: Run) -> None:
    (folder / "稿").mkdir()
    (folder / "稿" / "函.md").write_text(specimen("函"), encoding="utf-8")
    said = run("render", "稿/函.md", "通知.md")
    assert (said.code, said.err) == (0, "已写入 稿/函.docx\n已写入 通知.docx\n")
    assert gongwen.read(folder / "稿" / "函.docx").document == gongwen.load(folder / "稿" / "函.md")
    piped = run("render", "-", stdin=(folder / "通知.md").read_bytes())
    assert piped.out == (folder / "通知.docx").read_bytes()


@pytest.mark.parametrize("output", ["公文", "公文/"])
def test_several_sources_go_into_a_folder(output: str, folder: Path, run: Run) -> None:
    (folder / "函.md").write_text(specimen("函"), encoding="utf-8")
    said = run("render", "通知.md", "函.md", "-o", output, "--json")
    assert said.code == 0
    assert [one["output"] for one in json.loads(said.out)["files"]] == ["公文/通知.docx", "公文/函.docx"]
    assert {"公文/通知.docx", "公文/函.docx"} <= set(snapshot(folder))


def test_of_several_sources_none_is_written_while_one_is_at_fault_and_all_faults_are_told(
    folder: Path, run: Run
) -> None:
    for name, changed in (("甲.md", "成文日期: 2026-02-30"), ("乙.md", "成文日期: 明天")):
        (folder / name).write_text(specimen("通知").replace("成文日期: 2026-09-14", changed), encoding="utf-8")
    before = snapshot(folder)
    refused = run("render", "甲.md", "通知.md", "乙.md", "-o", "公文")
    assert refused.code == 2
    assert "甲.md 第" in refused.err
    assert "乙.md 第" in refused.err
    assert snapshot(folder) == before


def test_two_sources_of_one_name_do_not_become_one_file(folder: Path, run: Run) -> None:
    (folder / "旧").mkdir()
    (folder / "旧" / "通知.md").write_text(specimen("通知"), encoding="utf-8")
    assert "同一个文件" in run("render", "通知.md", "旧/通知.md", "-o", "公文").err


def test_the_same_content_is_left_alone_and_another_needs_force(folder: Path, run: Run) -> None:
    assert run("render", "通知.md").code == 0
    stood = (folder / "通知.docx").stat().st_mtime_ns
    assert run("render", "通知.md").code == 0
    assert (folder / "通知.docx").stat().st_mtime_ns == stood
    refused = run("render", "通知.md", "--set", "印数=99")
    assert (refused.code, (folder / "通知.docx").stat().st_mtime_ns) == (2, stood)
    assert "--force" in refused.err
    assert run("render", "通知.md", "--set", "印数=99", "--force").code == 0
    assert gongwen.read(folder / "通知.docx").document.copies == 99


def test_a_file_that_is_set_read_only_is_never_replaced(folder: Path, run: Run) -> None:
    (folder / "通知.docx").write_bytes(b"signed")
    (folder / "通知.docx").chmod(0o444)
    for words in (("render", "通知.md"), ("template", "new", "通知", "-o", "通知.docx")):
        refused = run(*words, "--force")
        assert refused.code == 2
        assert "只读" in refused.err
    assert (folder / "通知.docx").read_bytes() == b"signed"


@pytest.mark.parametrize(("answer", "code"), [("是", 0), ("y", 0), ("否", 2), ("", 2)])
def test_at_a_terminal_the_clerk_is_asked(
    answer: str, code: int, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "通知.docx").write_bytes(b"old")
    asked: list[str] = []

    def prompt(text: str, **_: object) -> str:
        asked.append(text)
        return answer

    monkeypatch.setattr(click, "prompt", prompt)
    monkeypatch.setattr("gongwen.cli.writing.has_terminal", lambda: True)
    assert run("render", "通知.md").code == code
    assert len(asked) == 1
    assert "通知.docx" in asked[0]


def test_a_docx_is_not_poured_onto_a_screen(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongwen.cli.writing.is_screen", lambda _: True)
    for words in (("render", "通知.md", "-o", "-"), ("template", "new", "通知", "-o", "-")):
        refused = run(*words)
        assert (refused.code, refused.out) == (2, b"")
        assert "屏幕" in refused.err
    assert sys.stdout is not None


def test_new_writes_files_under_the_same_policy(folder: Path, run: Run) -> None:
    assert run("new", "函", "-o", "函.md").code == 0
    assert (folder / "函.md").read_text(encoding="utf-8") == specimen("函")
    refused = run("new", "请示", "-o", "函.md")
    assert (refused.code, "--force" in refused.err) == (2, True)
    assert run("new", "请示", "-o", "函.md", "--force").code == 0


def test_the_vocabulary_is_printed_with_other_names_and_places(run: Run) -> None:
    page = run("new", "--fields").text
    for words in ("主送机关：主送、主送单位", "签发人：签发", "联系人", "9704-7.3.1-a", "写在正文之后"):
        assert words in page


# ---------------------------------------------------------------------------------- words that people try


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("redner", "是不是 render"),
        ("regsiter", "是不是 register"),
        ("preview", "-o 通知.html"),
        ("pdf", "另存为 PDF"),
        ("通知.md", "gongwen render 通知.md"),
    ],
)
def test_an_unknown_command_is_told_what_was_meant(typed: str, meant: str, folder: Path, run: Run) -> None:
    refused = run(typed)
    assert refused.code == 2
    assert meant in refused.err


@pytest.mark.parametrize("words", [["help"], ["/?"], ["-?"], ["帮助"]])
def test_help_by_whatever_word(words: list[str], run: Run) -> None:
    assert run(*words).text == run("--help").text
    assert run("help", "render").text == run("render", "/?").text == run("render", "--help").text


def test_the_version_by_its_short_name(run: Run) -> None:
    assert run("-V").text == run("--version").text


def test_quiet_says_faults_only_and_verbose_lists_comments(folder: Path, run: Run) -> None:
    source = specimen("通知").replace("二、缴费标准和方式", "三、缴费标准和方式").encode()
    usual = run("render", "-", "-o", "-", stdin=source).err
    assert "三、" in usual
    assert run("render", "-", "-o", "-", "-q", stdin=source).err == ""
    assert len(run("render", "-", "-o", "-", "-v", stdin=source).err) > len(usual)
