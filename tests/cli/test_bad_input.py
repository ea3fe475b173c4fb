"""Bad input: Chinese words with file, line and cure, exit code 2, no traceback, no file, no leftovers."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from gongwen.cli import render
from gongwen.specimens import specimen
from tests.cli.running import Outcome, Run, as_program, is_chinese_for_clerks, snapshot
from tests.strategies import some_picture

NOTICE = specimen("通知")
FIRST_LINES = NOTICE.splitlines()


def line_of(start: str, text: str = NOTICE) -> int:
    return next(number for number, line in enumerate(text.splitlines(), start=1) if line.startswith(start))


def without(start: str) -> str:
    return "".join(line for line in NOTICE.splitlines(keepends=True) if not line.startswith(start))


def with_line(start: str, line: str) -> str:
    return re.sub(rf"(?m)^{start}.*$", line, NOTICE)


def refused(outcome: Outcome) -> str:
    """What was said, after it was seen to be a refusal as it should be."""
    assert outcome.code == 2
    assert outcome.out == b""
    assert "Traceback" not in outcome.err
    assert "处理：" in outcome.err
    assert is_chinese_for_clerks(outcome.err), outcome.err
    return outcome.err


# ---------------------------------------------------------------------------------- sources

BAD_SOURCES: dict[str, tuple[str | bytes, int | None, list[str]]] = {
    "no title": (without("标题"), 1, ["〔标题〕", "没有标题"]),
    "unknown key": (with_line("主送机关", "主送机构: 各村"), line_of("主送机关"), ["〔主送机构〕", "“主送机关”"]),
    "impossible date": (
        with_line("成文日期", "成文日期: 2026-02-30"),
        line_of("成文日期"),
        ["〔成文日期〕", "2026-02-30", "2026年11月23日"],
    ),
    "wrong YAML": (with_line("标题", "标题: [甲"), line_of("标题"), ["方括号"]),
    "a key twice": (NOTICE.replace("印数: 30", "标题: 乙"), line_of("印数"), ["两次", "第 9 行"]),
    "no front matter": ("春耕在即。\n", 1, ["---", "gongwen new 通知"]),
    "front matter without an end": ("---\n文种: 通知\n标题: 甲\n", None, ["---"]),
    "empty file": ("", 1, ["空"]),
    "empty body": (NOTICE[: NOTICE.index("---\n", 4) + 4], None, ["〔正文〕", "没有正文"]),
    "blank body": (NOTICE[: NOTICE.index("---\n", 4) + 4] + "\n　\n\n", None, ["〔正文〕", "没有正文"]),
    "title of 300 characters": (
        with_line("标题", "标题: " + "关于" * 150),
        line_of("标题"),
        ["〔标题〕", "300 字", "150 字"],
    ),
    "a Word file": (b"PK\x03\x04" + bytes(100), None, ["Word", "不是源文件"]),
    "a PDF": (b"%PDF-1.7\n", None, ["PDF"]),
    "an old Word file": (b"\xd0\xcf\x11\xe0" + bytes(100), None, ["旧版 Word"]),
    "a control character": (with_line("标题", "标题: 甲\x07乙"), line_of("标题"), ["U+0007"]),
    "unknown kind": (with_line("文种", "文种: 通之"), line_of("文种"), ["〔文种〕", "通之", "决议、决定"]),
    "wrong number": (
        with_line("发文字号", "发文字号: 24号"),
        line_of("发文字号"),
        ["〔发文字号〕", "机关代字", "青政发〔2026〕5号"],
    ),
    "no number": (without("发文字号"), 1, ["〔发文字号〕", "TL-9.5"]),
    "secrecy without a copy number": (
        NOTICE.replace("文种: 通知\n", "文种: 通知\n密级: 秘密\n"),
        3,
        ["〔密级〕", "TL-9.1"],
    ),
    "printed before it was signed": (
        with_line("印发日期", "印发日期: 2026-01-01"),
        line_of("印发日期"),
        ["〔印发日期〕", "9704-7.4.3-d"],
    ),
    "a seal that is no picture": (with_line("印章", "印章: 章.png"), line_of("印章"), ["〔印章〕", "不是图片"]),
    "a seal that is not there": (with_line("印章", "印章: 没有.png"), line_of("印章"), ["〔印章〕", "找不到图片"]),
    "a picture that is no picture": (NOTICE + "![](章.png)\n", len(FIRST_LINES) + 1, ["章.png", "不是图片"]),
    "a picture that is not there": (NOTICE + "![](没有.png)\n", len(FIRST_LINES) + 1, ["没有.png", "找不到"]),
    "a picture that was cut off": (NOTICE + "![](半张.png)\n", len(FIRST_LINES) + 1, ["半张.png"]),
}


@pytest.mark.parametrize("name", BAD_SOURCES)
def test_a_bad_source_is_refused_with_its_line_and_the_cure(name: str, folder: Path, run: Run) -> None:
    source, line, said = BAD_SOURCES[name]
    (folder / "章.png").write_text("这不是图片", encoding="utf-8")
    (folder / "半张.png").write_bytes(some_picture("PNG", 90, 90)[:60])
    (folder / "坏.md").write_bytes(source if isinstance(source, bytes) else source.encode())
    (folder / "旧.docx").write_bytes(b"old")
    before = snapshot(folder)
    for output in ("旧.docx", "新.docx", "-"):
        err = refused(run("render", "坏.md", "-o", output))
        assert "坏.md" in err
        assert line is None or f"坏.md 第{line}行" in err, err
        assert all(words in err for words in said), err
    assert snapshot(folder) == before


def test_all_faults_of_a_source_are_told_in_one_run_in_the_order_of_their_lines(folder: Path, run: Run) -> None:
    source = (
        NOTICE.replace("文种: 通知", "文种: 通之")
        .replace("发文字号: 青政发〔2026〕24号", "发文字号: 24号")
        .replace("标题: ", "标题: " + "长" * 200)
        .replace("主送机关: ", "主送机构: ")
        .replace("成文日期: 2026-09-14", "成文日期: 2026-02-30")
        .replace("印章: 加盖", "印章: 没有.png")
        .replace("印数: 30", "印数: 三十")
        + "![](没有.png)\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 | 3 |\n"
    )
    (folder / "坏.md").write_text(source, encoding="utf-8")
    err = refused(run("render", "坏.md", "-o", "新.docx"))
    lines = [int(number) for number in re.findall(r"坏\.md 第(\d+)行", err)]
    assert len(lines) >= 8
    assert lines == sorted(lines)
    for field in ("文种", "发文字号", "标题", "主送机构", "成文日期", "印章", "印数"):
        assert f"〔{field}〕" in err
    assert f"共 {len(lines)} 处" in err


def test_faults_of_standard_input_are_told_with_their_line(run: Run) -> None:
    err = refused(run("render", "-", "-o", "-", stdin=with_line("成文日期", "成文日期: 2026-02-30").encode()))
    assert f"第{line_of('成文日期')}行" in err


@pytest.mark.parametrize(
    ("text", "said"),
    [("{", "JSON"), ("[]", "一组键和值"), ('{"kind": "通知"}', "没有标题，也没有正文"), ('{"titel": 1}', "“标题”")],
)
def test_bad_json_is_refused(text: str, said: str, folder: Path, run: Run) -> None:
    (folder / "坏.json").write_text(text, encoding="utf-8")
    assert said in refused(run("render", "坏.json", "-o", "新.docx"))
    assert not (folder / "新.docx").exists()


# ---------------------------------------------------------------------------------- paths


def test_a_source_that_is_not_there_is_refused(folder: Path, run: Run) -> None:
    err = refused(run("render", "没有.md", "-o", "新.docx"))
    assert "没有.md" in err
    assert "找不到" in err


def test_a_folder_is_no_source(folder: Path, run: Run) -> None:
    (folder / "夹").mkdir()
    err = refused(run("render", "夹", "-o", "新.docx"))
    assert "夹 这是文件夹" in err


def test_an_output_in_a_folder_that_is_not_there_is_refused(folder: Path, run: Run) -> None:
    before = snapshot(folder)
    err = refused(run("render", "通知.md", "-o", "没有/新.docx"))
    assert "没有这个文件或文件夹" in err
    assert "输出文件夹要先建好" in err
    assert snapshot(folder) == before


def test_a_missing_folder_is_told_by_the_name_that_was_typed(folder: Path, run: Run) -> None:
    err = run("render", "通知.md", "-o", "没有/新.docx").err
    assert "没有/新.docx" in err
    assert ".part" not in err


def test_a_folder_is_no_output(folder: Path, run: Run) -> None:
    (folder / "夹").mkdir()
    before = snapshot(folder)
    err = refused(run("render", "-", "-o", "夹", stdin=(folder / "通知.md").read_bytes()))
    assert "夹 这是文件夹" in err
    assert snapshot(folder) == before


@pytest.mark.parametrize("output", [""])
def test_what_names_no_file_is_no_output(output: str, folder: Path, run: Run) -> None:
    before = snapshot(folder)
    err = refused(run("render", "通知.md", "-o", output))
    assert "文件夹" in err or "文件名" in err
    assert snapshot(folder) == before


@pytest.mark.parametrize("output", ["通知.md", "./通知.md", "链接.md"])
def test_a_source_is_never_replaced_by_its_document(output: str, folder: Path, run: Run) -> None:
    (folder / "链接.md").symlink_to(folder / "通知.md")
    before = snapshot(folder)
    assert "同一个文件" in refused(run("render", "通知.md", "-o", output))
    assert snapshot(folder) == before


def test_an_output_that_is_under_a_file_is_refused(folder: Path, run: Run) -> None:
    refused(run("render", "通知.md", "-o", "通知.md/新.docx"))
    assert set(snapshot(folder)) == {"通知.md"}


def test_a_disk_that_is_full_leaves_nothing(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    outcome = run("render", "通知.md", "-o", "新.docx")
    assert outcome.code == 2
    assert "磁盘空间" in outcome.err
    assert set(snapshot(folder)) == {"通知.md"}


# ---------------------------------------------------------------------------------- arguments


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["new"], ["缺少", "文种"]),
        (["render"], ["缺少", "源文件"]),
        (["rendre", "通知.md"], ["rendre", "是不是 render"]),
        (["render", "通知.md", "-o", "a.docx", "--profil", "国标"], ["--profil", "是不是 --profile"]),
        (["render", "通知.md", "-o", "a.docx", "--龘"], ["--龘"]),
        (["render", "通知.md", "-x"], ["-x"]),
        (["--jsn"], ["--jsn"]),
        (["render", "通知.md", "a.md", "-o", "b.docx"], ["2 份源文件", "-o 写文件夹"]),
        (["new", "通知", "函"], ["多出", "函"]),
        (["schema", "findings"], ["document", "batch"]),
        (["batch", "各村.csv", "-o", "公文", "--jobs", "0"], ["--jobs", "1 到 256 的整数", "gongwen batch --help"]),
        (["batch", "各村.csv"], ["--output", "gongwen batch --help"]),
    ],
)
def test_wrong_arguments_are_refused_in_chinese(arguments: list[str], said: list[str], folder: Path, run: Run) -> None:
    before = snapshot(folder)
    outcome = run(*arguments)
    err = refused(outcome._replace(err=outcome.err.replace("rendre", "")))
    assert all(words in outcome.err for words in said), err
    assert snapshot(folder) == before


@pytest.mark.parametrize("arguments", [["render", "通知.md", "-o"], ["render", "通知.md", "-o", "a.docx", "--set"]])
def test_an_option_without_its_value_is_refused(arguments: list[str], folder: Path, run: Run) -> None:
    outcome = run(*arguments)
    assert outcome.code == 2
    assert "Traceback" not in outcome.err


def test_an_option_without_its_value_is_refused_in_chinese(folder: Path, run: Run) -> None:
    refused(run("render", "通知.md", "-o"))


def test_no_arguments_show_the_help(run: Run) -> None:
    outcome = run()
    assert outcome.code == 0
    assert outcome.text == run("--help").text


# ---------------------------------------------------------------------------------- faults of the library itself


def broken(*_: object, **__: object) -> None:
    raise RuntimeError("boom")


def test_a_fault_of_the_library_is_told_in_chinese_too(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GONGWEN_DEBUG", raising=False)
    monkeypatch.setattr(render, "write_whole", broken)
    outcome = run("render", "通知.md", "-o", "新.docx")
    assert outcome.code == 2
    assert "程序内部出错" in outcome.err
    assert "RuntimeError" in outcome.err
    assert "Traceback" not in outcome.err


def test_whoever_mends_the_library_may_see_the_traceback(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGWEN_DEBUG", "1")
    monkeypatch.setattr(render, "write_whole", broken)
    with pytest.raises(RuntimeError, match="boom"):
        run("render", "通知.md", "-o", "新.docx")


def test_an_interruption_is_told_and_leaves_nothing(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    outcome = run("render", "通知.md", "-o", "新.docx")
    assert outcome.code == 130
    assert "已中断" in outcome.err
    assert set(snapshot(folder)) == {"通知.md"}


# ---------------------------------------------------------------------------------- other surroundings

C_LOCALE = {"LC_ALL": "C", "LANG": None, "PYTHONIOENCODING": None, "PYTHONUTF8": None}


def test_words_are_chinese_where_the_locale_is_c(folder: Path) -> None:
    (folder / "坏.md").write_text(with_line("成文日期", "成文日期: 2026-02-30"), encoding="utf-8")
    outcome = as_program("render", "坏.md", "-o", "新.docx", environment=C_LOCALE, folder=folder)
    assert "〔成文日期〕不是日历上的日期" in refused(outcome)
    assert not (folder / "新.docx").exists()


def test_documents_are_made_where_the_locale_is_c(folder: Path) -> None:
    printed = as_program("new", "通知", environment=C_LOCALE)
    assert printed.out.decode() == NOTICE
    outcome = as_program("render", "通知.md", "-o", "新.docx", environment=C_LOCALE, folder=folder)
    assert (outcome.code, outcome.err) == (0, "已写入 新.docx\n")


_OTHER_CODE_PAGE = {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}


@pytest.mark.parametrize("arguments", [["new", "通知"], ["schema"], ["render", "通知.md", "-o", "-"]])
def test_what_is_printed_is_utf_8_whatever_the_code_page(arguments: list[str], folder: Path) -> None:
    plain = as_program(*arguments, folder=folder)
    assert as_program(*arguments, folder=folder, environment=_OTHER_CODE_PAGE) == plain
    assert plain.code == 0


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["render", "通知.md", "-o", "新.docx", "--json"], ["render", "没有.md", "-o", "新.docx", "--json"]],
)
def test_reports_are_utf_8_whatever_the_code_page(arguments: list[str], folder: Path) -> None:
    plain = as_program(*arguments, folder=folder)
    assert as_program(*arguments, folder=folder, environment=_OTHER_CODE_PAGE) == plain


def test_a_reader_that_goes_away_is_no_fault(folder: Path) -> None:
    with subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import time, sys; time.sleep(0.3); from gongwen.cli import main; sys.exit(main())",
            "schema",
        ],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        err = process.stderr.read().decode()
        code = process.wait(timeout=60)
    assert (code, err) == (0, "")


def test_nothing_is_left_in_the_folder_for_temporary_files(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = folder / "tmp"
    elsewhere.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(elsewhere))
    for output in ("新.docx", "没有/新.docx"):
        as_program("render", "通知.md", "-o", output, folder=folder)
    assert set(snapshot(folder)) == {"通知.md", "新.docx", "tmp"}
