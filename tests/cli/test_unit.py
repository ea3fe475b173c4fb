"""``render --unit`` and ``new 单位``: what the file filled in and where it leaves the standard is always said."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import gongwen
from gongwen.specimens import specimen
from tests.cli.running import ROOT, Run, is_chinese_for_clerks, snapshot

EXAMPLES = ROOT / "examples"


@pytest.fixture
def town(folder: Path) -> Path:
    """A working folder with the example of a unit in it."""
    shutil.copytree(EXAMPLES / "unit", folder / "unit")
    shutil.copytree(EXAMPLES / "pictures", folder / "pictures")
    return folder


RENDER = ("render", "unit/notice.md", "--unit", "unit/青山镇.yaml", "-o", "a.docx")


def test_a_source_is_rendered_with_the_habits_of_its_unit(town: Path, run: Run) -> None:
    said = run(*RENDER)
    assert (said.code, said.out) == (0, b"")
    document = gongwen.load("unit/notice.md", unit="unit/青山镇.yaml")
    assert (town / "a.docx").read_bytes() == gongwen.render(document, unit="unit/青山镇.yaml")


def test_what_was_filled_in_and_what_leaves_the_standard_is_said(town: Path, run: Run) -> None:
    said = run(*RENDER).err
    lines = said.splitlines()
    assert "· 补写：〔印发机关〕“青山镇党政办公室”（青山镇.yaml 第13行）" in lines
    assert "· 与标准不同：行距为28磅，标准为29.6磅（容许28.95～29.7磅；9704-5.2.3-a）" in lines
    assert lines[-1] == "已写入 a.docx"
    assert is_chinese_for_clerks(said)


def test_json_tells_the_same_to_programs(town: Path, run: Run) -> None:
    said = run(*RENDER, "--json")
    assert (said.code, said.err) == (0, "")
    report = json.loads(said.out)
    assert (report["unit"], report["profile"]) == ("云岭县青山镇人民政府", "云岭县青山镇人民政府")
    (departure,) = report["departures"]
    assert departure == {
        "clause": "9704-5.2.3-a",
        "what": "行距",
        "standard": "29.6磅",
        "value": "28磅",
        "tolerance": "28.95～29.7磅",
    }
    assert {"field": "印发机关", "value": "青山镇党政办公室", "from": "青山镇.yaml 第13行"} in report["filled"]
    assert {filled["field"] for filled in report["filled"]} == {"发文机关", "印发机关", "抄送机关", "印章"}
    assert any("青政发〔2026〕21号" in remark for remark in report["remarks"])
    assert report["faults"] == []


def test_a_file_without_page_and_fonts_leaves_the_standard_nowhere(folder: Path, run: Run) -> None:
    (folder / "a.yaml").write_text("单位: 云岭县青山镇人民政府\n代字: 青政发\n", encoding="utf-8")
    report = json.loads(run("render", "通知.md", "--unit", "a.yaml", "-o", "a.docx", "--json").out)
    assert (report["departures"], report["profile"]) == ([], "国标")
    assert (folder / "a.docx").read_bytes() == gongwen.render(gongwen.load("通知.md", unit="a.yaml"))


@pytest.mark.parametrize("profile", ["国标", "通行"])
def test_a_profile_on_the_command_line_wins_and_says_so(profile: str, town: Path, run: Run) -> None:
    said = run(*RENDER, "--profile", profile)
    assert said.code == 0
    assert f"· 版面用另外指定的“{profile}”，单位文件里的字体和版面没有用" in said.err
    assert "与标准不同" not in said.err
    document = gongwen.load("unit/notice.md", unit="unit/青山镇.yaml")
    assert (town / "a.docx").read_bytes() == gongwen.render(document, profile=profile)


def test_a_profile_of_its_own_is_judged_without_a_unit_too(folder: Path, run: Run) -> None:
    (folder / "本镇.yaml").write_text("上: 40\n仿宋: 微软雅黑\n", encoding="utf-8")
    report = json.loads(run("render", "通知.md", "--profile", "本镇.yaml", "-o", "a.docx", "--json").out)
    assert [departure["clause"] for departure in report["departures"]] == ["9704-5.2.1-a", "9704-5.2.2-a"]
    assert "unit" not in report


def test_a_faulty_file_is_refused_with_all_its_faults(town: Path, run: Run) -> None:
    (town / "坏.yaml").write_text("单位: 甲\n机关祖: {}\n版面: {行距: 99}\n", encoding="utf-8")
    before = snapshot(town)
    said = run("render", "unit/notice.md", "--unit", "坏.yaml", "-o", "a.docx")
    assert said.code == 2
    assert all(words in said.err for words in ("坏.yaml 第2行", "“机关组”", "坏.yaml 第3行", "共 2 处"))
    assert is_chinese_for_clerks(said.err)
    assert snapshot(town) == before


def test_a_file_that_is_not_there_is_refused(folder: Path, run: Run) -> None:
    said = run("render", "通知.md", "--unit", "没有.yaml", "-o", "a.docx")
    assert said.code == 2
    assert "没有.yaml 找不到这个文件" in said.err


def test_a_source_that_needs_its_unit_says_so(town: Path, run: Run) -> None:
    said = run("render", "unit/notice.md", "-o", "a.docx")
    assert said.code == 2
    assert "--unit" in said.err
    assert is_chinese_for_clerks(said.err)


@pytest.mark.parametrize("name", ["单位", "单位文件", "unit"])
def test_new_prints_a_sample_that_loads_as_it_stands(name: str, folder: Path, run: Run) -> None:
    printed = run("new", name)
    assert (printed.code, printed.err) == (0, "")
    assert printed.text == specimen("单位")
    (folder / "单位.yaml").write_bytes(printed.out)
    assert run("render", "通知.md", "--unit", "单位.yaml", "-o", "a.docx").code == 0


def test_the_sample_is_named_among_what_new_can_print(run: Run) -> None:
    assert "单位" in run("new", "单住").err
