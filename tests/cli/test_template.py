"""``gongwen template new`` and ``template check``, and ``render --template``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import gongwen
from gongwen.cli.template import template
from gongwen.standard.kinds import Kind
from gongwen.template import Template, shipped_template
from tests.cli.running import Run, as_program, is_chinese_for_clerks, snapshot
from tests.model.chinese import foreign_words
from tests.template.making import members, package, template_of

FAULTS = {
    "{{ 标题 }": ("unclosed-tag", "{{ 标题 }", "}}"),
    "{%p if 抄送机关 %}": ("unmatched-tag", "{%p if 抄送机关 %}", "endif"),
    "致{{ 主送机构 }}：": ("unknown-name", "致{{ 主送机构 }}：", "主送机关"),
    "{{p 标题 }}": ("wrong-tag", "{{p 标题 }}", "{{ 标题 }}"),
    "{{ 标题.__class__ }}": ("not-allowed", "{{ 标题.__class__ }}", "删去"),
}


@pytest.mark.parametrize("kind", list(Kind), ids=lambda kind: str(kind.name))
def test_a_new_template_renders_a_document_of_its_kind_and_has_no_findings(kind: Kind, run: Run, folder: Path) -> None:
    outcome = run("template", "new", kind.value, "-o", "我的模板.docx")
    assert (outcome.code, outcome.out) == (0, b"")
    assert Path("我的模板.docx").read_bytes() == shipped_template(kind.value)
    checked = run("template", "check", "我的模板.docx", "--kind", kind.value)
    assert (checked.code, checked.err) == (0, "模板可以用\n")


def test_a_new_template_goes_to_standard_output(run: Run) -> None:
    outcome = run("template", "new", "请示", "-o", "-")
    assert outcome.out == shipped_template("请示")


def test_a_new_template_of_another_profile_has_its_margins(run: Run, folder: Path) -> None:
    assert run("template", "new", "通知", "-o", "a.docx", "--profile", "通行").code == 0
    assert Path("a.docx").read_bytes() != shipped_template("通知")
    assert run("template", "check", "a.docx").code == 0


def test_a_template_that_is_there_is_not_written_over(run: Run, folder: Path) -> None:
    Path("a.docx").write_bytes(b"hours of work")
    outcome = run("template", "new", "通知", "-o", "a.docx")
    assert outcome.code == 2
    assert "--force" in outcome.err
    assert Path("a.docx").read_bytes() == b"hours of work"
    assert run("template", "new", "通知", "-o", "a.docx", "--force").code == 0
    assert Path("a.docx").read_bytes() == shipped_template("通知")


@pytest.mark.parametrize("arguments", [["通告书", "-o", "a.docx"], ["通知"], ["通知", "-o", "."]])
def test_what_cannot_be_made_is_said(arguments: list[str], run: Run, folder: Path) -> None:
    before = snapshot(folder)
    outcome = run("template", "new", *arguments)
    assert outcome.code == 2
    assert is_chinese_for_clerks(outcome.err)
    assert snapshot(folder) == before


@pytest.mark.parametrize("tag", FAULTS)
def test_a_fault_is_named_with_the_paragraph_and_the_cure(tag: str, run: Run, folder: Path) -> None:
    Path("a.docx").write_bytes(template_of("前文", tag))
    code, text, cure = FAULTS[tag]
    outcome = run("template", "check", "a.docx")
    assert outcome.code == 1
    assert text in outcome.err
    assert cure in outcome.err
    reported = run("template", "check", "a.docx", "--json")
    assert reported.code == 1
    report = json.loads(reported.text)
    assert not report["usable"]
    assert [found["code"] for found in report["findings"] if found["serious"]] == [code]


def test_missing_elements_and_further_names_stop_nothing(run: Run, folder: Path) -> None:
    Path("a.docx").write_bytes(template_of("{{ 标题 }}", "{{ 期限 }}"))
    outcome = run("template", "check", "a.docx", "--kind", "请示")
    assert outcome.code == 0
    for said in ("没有发文机关标志", "没有发文字号", "没有签发人", "没有正文", "“期限”不是公文要素"):
        assert said in outcome.err
    assert "期限" not in run("template", "check", "a.docx", "--with", "期限").err


def test_a_mark_that_the_clerk_wrote_out_is_a_mark(run: Run, folder: Path) -> None:
    files: dict[str, str | bytes] = dict(members(shipped_template("通知")))
    text = files["word/document.xml"]
    assert isinstance(text, bytes)
    files["word/document.xml"] = text.replace("{{ 发文机关标志 }}".encode(), "青山镇党政办公室文件".encode())
    Path("a.docx").write_bytes(package(files))
    assert run("template", "check", "a.docx", "--kind", "通知").err == "模板可以用\n"


@pytest.mark.parametrize("content", [b"", b"text", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)])
def test_what_is_no_template_ends_with_two(content: bytes, run: Run, folder: Path) -> None:
    Path("a.docx").write_bytes(content)
    outcome = run("template", "check", "a.docx", "--json")
    assert outcome.code == 2
    assert json.loads(outcome.text)["faults"][0]["code"] == "not-a-docx"
    assert run("template", "check", "没有.docx").code == 2


def test_the_check_reads_standard_input(run: Run) -> None:
    assert run("template", "check", "-", stdin=shipped_template("通知")).code == 0


def test_a_source_is_rendered_in_a_template(run: Run, folder: Path) -> None:
    Path("t.docx").write_bytes(shipped_template("通知"))
    assert run("render", "通知.md", "-o", "a.docx", "--template", "t.docx").code == 0
    document = gongwen.load("通知.md")
    assert Path("a.docx").read_bytes() == Template(shipped_template("通知")).render(document)


def test_what_a_template_does_not_show_is_said_when_it_renders(run: Run, folder: Path) -> None:
    Path("t.docx").write_bytes(template_of("{{ 标题 }}", "{{p 正文 }}"))
    outcome = run("render", "通知.md", "-o", "a.docx", "--template", "t.docx")
    assert outcome.code == 0
    assert "模板里没有抄送机关，没有印出" in outcome.err


@pytest.mark.parametrize("option", ["--even", "--preprinted"])
def test_options_of_the_built_in_page_do_not_go_with_a_template(option: str, run: Run, folder: Path) -> None:
    Path("t.docx").write_bytes(shipped_template("通知"))
    outcome = run("render", "通知.md", "-o", "a.docx", "--template", "t.docx", option)
    assert outcome.code == 2
    assert not Path("a.docx").exists()


def test_a_bad_template_stops_a_render_without_a_file(run: Run, folder: Path) -> None:
    Path("t.docx").write_bytes(template_of("{{ 标题 }"))
    outcome = run("render", "通知.md", "-o", "a.docx", "--template", "t.docx")
    assert outcome.code == 2
    assert "{{ 标题 }" in outcome.err
    assert not Path("a.docx").exists()


@pytest.mark.parametrize("words", [["template"], ["template", "new"], ["template", "check"]], ids=" ".join)
def test_the_help_pages_are_chinese(words: list[str], run: Run) -> None:
    page = run(*words, "--help").text
    assert page.startswith(f"用法：gongwen {' '.join(words)} ")
    plain = page
    for word in ("gongwen", "docx", "JSON", "Word", "WPS", *template.commands, "template"):
        plain = plain.replace(word, "")
    assert [word for word in foreign_words(plain) if not word.startswith("-")] == [] or "--" in page
    assert all(len(line) <= 100 for line in page.splitlines())


def test_the_command_stands_on_the_first_page() -> None:
    outcome = as_program("--help")
    assert "template" in outcome.text
