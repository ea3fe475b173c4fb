"""``render`` into PDF, OFD and pictures, several at once, and ``fonts``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import gongwen
from tests.cli.running import Run, is_chinese_for_clerks

pytestmark = pytest.mark.usefixtures("in_test_fonts")


def test_one_command_writes_docx_pdf_and_ofd(folder: Path, run: Run) -> None:
    told = run("render", "通知.md", "--as", "docx,pdf,ofd")
    assert (told.code, told.err) == (0, "已写入 通知.docx、通知.pdf、通知.ofd\n")
    document = gongwen.load(folder / "通知.md")
    assert Path("通知.docx").read_bytes() == gongwen.render(document)
    assert Path("通知.pdf").read_bytes() == gongwen.to_pdf(document)
    assert Path("通知.ofd").read_bytes() == gongwen.to_ofd(document)


def test_the_name_of_the_output_is_that_of_all_formats(folder: Path, run: Run) -> None:
    report = json.loads(run("render", "通知.md", "-o", "发文.docx", "--as", "ofd，PDF", "--json").out)
    assert (report["output"], report["outputs"]) == ("发文.ofd", ["发文.ofd", "发文.pdf"])
    assert not Path("发文.docx").exists()


def test_pictures_are_numbered_where_there_are_several_pages(folder: Path, run: Run) -> None:
    pages = gongwen.to_html(gongwen.load("通知.md")).count('<section class="page"')
    assert run("render", "通知.md", "-o", "图.png").code == 0
    names = ["图.png"] if pages == 1 else [f"图-{number}.png" for number in range(1, pages + 1)]
    assert sorted(path.name for path in folder.glob("*.png")) == names


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--as", "docx,wps"), "不认识的格式"),
        (("--as", ""), "没有写格式"),
        (("--as", "pdf", "-o", "-"), "标准输出"),
        (("-o", "通知.pdf", "--template", "模板.docx"), "不能直接写成 PDF"),
    ],
)
def test_what_cannot_be_written_is_refused(arguments: tuple[str, ...], said: str, folder: Path, run: Run) -> None:
    assert run("template", "new", "通知", "-o", "模板.docx").code == 0
    refused = run("render", "通知.md", *arguments)
    assert refused.code == 2
    assert said in refused.err
    assert is_chinese_for_clerks(refused.err)
    assert not list(folder.glob("*.pdf"))


def test_a_font_that_stands_in_is_told(folder: Path, run: Run) -> None:
    Path("单位.yaml").write_text("单位: 青山镇人民政府\n字体: {仿宋: 青山仿宋}\n", encoding="utf-8")
    told = run("render", "通知.md", "-o", "通知.ofd", "--unit", "单位.yaml")
    assert "这台机器上没有字体“青山仿宋”，用“仿宋”代替" in told.err
    assert is_chinese_for_clerks(told.err)
    listed = run("fonts", "--unit", "单位.yaml")
    assert "缺　仿宋：青山仿宋，用 仿宋 代替" in listed.text
    fonts = json.loads(run("fonts", "--profile", "通行", "--json").out)["fonts"]
    assert [one["is_here"] for one in fonts] == [True] * 6
