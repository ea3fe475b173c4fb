"""A batch in other formats than .docx: every row in all, one PDF for the printer, no file overwritten unasked."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped,unused-ignore]
import pytest

import gongwen
from gongwen.errors import InputError
from gongwen.template import make_template

ROWS = [{"村名": "上坝村", "面积": 1200}, {"村名": "下坝村", "面积": 860}]
SOURCE = "---\n文种: 计划\n标题: {{ 村名 }}春耕计划\n---\n四月底前完成{{ 面积 }}亩整地。\n".encode()


pytestmark = pytest.mark.usefixtures("in_test_fonts")


def test_every_row_stands_in_every_format_and_the_list_names_the_first(tmp_path: Path) -> None:
    report = gongwen.batch(ROWS, SOURCE, tmp_path / "计划", forms=["pdf", "docx", "ofd"], archive=tmp_path / "全部.zip")
    made = sorted(path.name for path in (tmp_path / "计划").iterdir() if "坝" in path.name)
    assert made == sorted(f"{village}.{form}" for village in ("上坝村", "下坝村") for form in ("docx", "ofd", "pdf"))
    assert (report.rows, report.written) == (2, 2)
    assert "上坝村.pdf" in (tmp_path / "计划" / "清单.csv").read_text(encoding="utf-8-sig")
    with zipfile.ZipFile(tmp_path / "全部.zip") as archive:
        assert sorted(archive.namelist()) == made
    document = gongwen.read(tmp_path / "计划" / "上坝村.docx").document
    assert (tmp_path / "计划" / "上坝村.pdf").read_bytes() == gongwen.to_pdf(document)
    assert (tmp_path / "计划" / "上坝村.ofd").read_bytes() == gongwen.to_ofd(document)


def test_the_same_again_changes_nothing_and_what_is_missing_is_made(tmp_path: Path) -> None:
    gongwen.batch(ROWS, SOURCE, tmp_path, forms=["pdf", "ofd"])
    again = gongwen.batch(ROWS, SOURCE, tmp_path, forms=["pdf", "ofd"])
    assert (again.written, again.unchanged) == (0, 2)
    (tmp_path / "上坝村.ofd").unlink()
    mended = gongwen.batch(ROWS, SOURCE, tmp_path, forms=["pdf", "ofd"])
    assert (mended.written, mended.unchanged) == (1, 1)
    assert (tmp_path / "上坝村.ofd").is_file()


def test_a_changed_row_is_new_in_every_format(tmp_path: Path) -> None:
    gongwen.batch(ROWS, SOURCE, tmp_path, forms=["docx", "pdf"])
    before = (tmp_path / "上坝村.pdf").read_bytes()
    gongwen.batch([{**ROWS[0], "面积": 1300}, ROWS[1]], SOURCE, tmp_path, forms=["docx", "pdf"], force=True)
    assert (tmp_path / "上坝村.pdf").read_bytes() != before


@pytest.mark.parametrize("name", ["上坝村.pdf", "上坝村.ofd"])
def test_a_file_of_other_peoples_making_is_not_written_over(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes("别人的文件".encode())
    try:
        report = gongwen.batch(ROWS, SOURCE, tmp_path, forms=["pdf", "ofd"])
        codes = {fault.code for fault in report.faults}
    except InputError as error:
        codes = {fault.code for fault in error.faults}
    assert codes == {"file-exists"}
    assert (tmp_path / name).read_bytes() == "别人的文件".encode()


def test_all_can_be_merged_into_one_pdf(tmp_path: Path) -> None:
    gongwen.batch(ROWS, SOURCE, tmp_path / "计划", merged=tmp_path / "打印.pdf")
    merged = pypdfium2.PdfDocument((tmp_path / "打印.pdf").read_bytes())
    assert len(merged) == 3  # one page, the back of its sheet, one page
    assert "上坝村春耕计划" in merged[0].get_textpage().get_text_bounded()
    assert "下坝村春耕计划" in merged[2].get_textpage().get_text_bounded()


def test_programs_get_the_bytes_of_every_format() -> None:
    made = list(gongwen.batch_documents(ROWS, SOURCE, forms=["ofd", "pdf"]))
    assert [[file[:4] for file in one.files] for one in made] == [[b"PK\x03\x04", b"%PDF"]] * 2
    assert [one.content for one in made] == [one.files[0] for one in made]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"forms": ["wps"]}, "写不了这种格式"),
        ({"forms": []}, "写不了这种格式"),
        ({"forms": ["pdf"], "template": make_template("计划")}, "只能写 .docx"),
        ({"merged": "打印.pdf", "template": make_template("计划")}, "不能合并成 PDF"),
        ({"merged": "打印.ofd"}, ".docx、.pdf 结尾"),
    ],
)
def test_what_cannot_be_written_is_refused_before_anything_is_made(
    options: dict[str, object], said: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as error:
        gongwen.batch(ROWS, SOURCE, tmp_path / "计划", **options)  # type: ignore[arg-type]
    assert said in str(error.value)
    assert not list(tmp_path.glob("计划/*坝*"))
