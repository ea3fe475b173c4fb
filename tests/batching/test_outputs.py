"""A clerk's file is never lost: whatever a run writes, it leaves alone what it has not made itself."""

from __future__ import annotations

import shutil
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from gongwen import GongwenError, InputError
from gongwen.batching import BatchReport, batch
from gongwen.batching.orders import OUTPUTS, Orders, Output
from tests.batching.batches import state_of, villages, write_source

CLERKS = "青山镇办公室自己的文件\n".encode()
BAD: list[dict[str, Any]] = [{"村名": "上坝99村", "面积": None, "护林员": 3, "期限": "不详"}]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_source(tmp_path)


def _run(source: Path, **options: Any) -> BatchReport:
    """A batch that writes every file there is: one of its rows is faulty."""
    folder = source.parent / "公文"
    wanted = {"archive": folder / "全部.zip", "merged": folder / "打印.docx", "skip_bad": True}
    return batch([*villages(3), *BAD], source, folder, **{**wanted, **options})


def _place(source: Path, output: Output) -> Path:
    folder = source.parent / "公文"
    place = output.place(Orders(folder, "", archive=folder / "全部.zip", merged=folder / "打印.docx"))
    assert place is not None
    return place


def test_every_file_that_a_run_writes_stands_in_the_table_of_outputs(source: Path) -> None:
    report = _run(source)
    assert set(report.outputs) == {output.name for output in OUTPUTS}
    made = {path.name for path in (source.parent / "公文").iterdir() if not path.name.startswith(".")}
    documents = {f"上坝{number}村.docx" for number in (1, 2, 3)}
    assert made == documents | {_place(source, output).name for output in OUTPUTS}


@pytest.mark.parametrize("dry_run", [True, False], ids=["dry run", "run"])
@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.name)
def test_a_file_that_stands_in_the_place_of_an_output_stays(output: Output, dry_run: bool, source: Path) -> None:
    path = _place(source, output)
    path.parent.mkdir()
    path.write_bytes(CLERKS)
    path.chmod(0o444)
    for _ in range(2):
        with suppress(GongwenError):
            _run(source, dry_run=dry_run)
        assert path.read_bytes() == CLERKS


@pytest.mark.parametrize("force", [False, True], ids=["", "force"])
@pytest.mark.parametrize("dry_run", [True, False], ids=["dry run", "run"])
@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.name)
def test_a_file_to_which_a_link_in_that_place_leads_stays(
    output: Output, dry_run: bool, force: bool, source: Path, tmp_path: Path
) -> None:
    path, elsewhere = _place(source, output), tmp_path / "县里的表"
    elsewhere.write_bytes(CLERKS)
    path.parent.mkdir()
    path.symlink_to(elsewhere)
    with suppress(GongwenError):
        _run(source, dry_run=dry_run, force=force)
    assert elsewhere.read_bytes() == CLERKS


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.name)
def test_an_output_in_which_somebody_went_on_working_stays(output: Output, source: Path) -> None:
    _run(source)
    path = _place(source, output)
    path.write_bytes(path.read_bytes() + CLERKS)
    before = path.read_bytes()
    report = _run(source)
    assert any(path.name in str(told) for told in (*report.faults, *report.remarks)), "it is told"
    _run(source, dry_run=True)
    assert path.read_bytes() == before
    _run(source, force=True)
    assert path.read_bytes() != before, "what --force says"


def test_a_list_of_problems_that_nobody_touched_is_written_anew(source: Path) -> None:
    for options in ({"dry_run": True}, {"dry_run": True}, {}, {}):
        report = _run(source, **options)
        assert report.outputs["问题清单"] == str(source.parent / "公文" / "问题清单.xlsx")
    (source.parent / "公文" / "问题清单.xlsx").write_bytes(CLERKS)
    report = _run(source)
    assert report.outputs["问题清单"] == str(source.parent / "公文" / "问题清单-2.xlsx")
    assert "问题清单.xlsx 不是上次写的样子，没有动它；这次的写在 问题清单-2.xlsx" in report.remarks
    assert _run(source).outputs["问题清单"] == report.outputs["问题清单"]


def _archived(source: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(source.parent / "公文" / "全部.zip") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("how", ["edited by hand", "row changed"])
def test_a_document_that_was_not_made_anew_is_not_left_out_without_a_word(how: str, source: Path) -> None:
    rows, folder = villages(3), source.parent / "公文"
    places: dict[str, Any] = {"archive": folder / "全部.zip", "merged": folder / "打印.docx"}
    batch(rows, source, folder, **places)
    printed = (folder / "打印.docx").read_bytes()
    if how == "edited by hand":
        (folder / "上坝2村.docx").write_bytes((folder / "上坝2村.docx").read_bytes() + b"\0")
    else:
        rows[1]["面积"] = 99
    report = batch(rows, source, folder, **places)
    assert sorted(_archived(source)) == ["上坝1村.docx", "上坝2村.docx", "上坝3村.docx"]
    assert _archived(source)["上坝2村.docx"] == (folder / "上坝2村.docx").read_bytes(), "as it stands"
    assert (folder / "打印.docx").read_bytes() == printed
    assert [fault.code for fault in report.faults] == ["file-exists", "incomplete-output"]
    assert "上坝2村.docx" in report.faults[1].message
    assert any("上坝2村.docx" in remark and "压缩包" in remark for remark in report.remarks)


def test_an_archive_and_a_file_for_the_printer_that_lack_documents_say_so(source: Path) -> None:
    folder = source.parent / "公文"
    folder.mkdir()
    batch(villages(3), source, folder)
    (folder / "上坝2村.docx").write_bytes(CLERKS)
    places: dict[str, Any] = {"archive": folder / "全部.zip", "merged": folder / "打印.docx"}
    report = batch(villages(3), source, folder, **places)
    assert _archived(source)["上坝2村.docx"] == CLERKS
    assert "压缩包里这 1 份是文件夹里现有的样子，不是这次做的：上坝2村.docx" in report.remarks
    assert "打印文件里缺 1 份：上坝2村.docx" in report.remarks


@pytest.mark.parametrize("name", ["archive", "merged"])
def test_no_file_that_is_read_is_written_over_even_by_force(name: str, source: Path, tmp_path: Path) -> None:
    ending = {"archive": ".zip", "merged": ".docx"}[name]
    table = tmp_path / f"各村{ending}"
    table.write_text("村名,面积,护林员,期限\n上坝1村,1201,3,2026-12-01\n", encoding="utf-8")
    before = state_of(tmp_path)
    with pytest.raises(InputError, match="要读的文件"):
        batch(table, source, tmp_path / "公文", force=True, **{name: table})  # type: ignore[arg-type]
    assert state_of(tmp_path) == before


def test_a_row_named_like_a_file_that_is_read_does_not_take_its_place(source: Path, tmp_path: Path) -> None:
    shutil.copy(source, tmp_path / "上坝2村.docx")
    before = (tmp_path / "上坝2村.docx").read_bytes()
    for force in (False, True):
        with pytest.raises(InputError, match="已有同名的文件"):
            batch(villages(3), tmp_path / "上坝2村.docx", tmp_path, force=force)
        assert (tmp_path / "上坝2村.docx").read_bytes() == before
