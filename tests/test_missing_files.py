"""A file that is not there: one kind of error and one code, at whatever entrance it is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import gongwen
from gongwen.register import Register, import_table
from gongwen.sheets import open_rows
from gongwen.template import check_template
from tests.strategies import notice

SOURCE = "---\n文种: 计划\n标题: {{ 村名 }}秋粮收购计划\n---\n九月底前入库。\n".encode()
ROWS = [{"村名": "上坝村"}]


def _import(path: Path) -> object:
    with Register(path.with_name("登记簿.db")) as register:
        return import_table(register, path)


ENTRANCES: dict[str, Callable[[Path], object]] = {
    "load": gongwen.load,
    "prepare": gongwen.prepare,
    "read": gongwen.read,
    "Unit": gongwen.Unit.load,
    "Template": gongwen.Template,
    "template check": check_template,
    "render, a unit": lambda path: gongwen.render(notice(), unit=path),
    "render, a page": lambda path: gongwen.render(notice(), profile=str(path.with_suffix(".yaml"))),
    "prepare, a template": lambda path: gongwen.prepare(notice(), template=path),
    "batch, the rows": lambda path: list(gongwen.batch_documents(path, SOURCE)),
    "batch, the source": lambda path: list(gongwen.batch_documents(ROWS, path)),
    "batch, a template": lambda path: list(gongwen.batch_documents(ROWS, None, template=path)),
    "batch, details": lambda path: list(gongwen.batch_documents(ROWS, SOURCE, details=path)),
    "open_rows": open_rows,
    "import into a register": _import,
}


@pytest.mark.parametrize("name", ENTRANCES)
def test_a_missing_file_is_said_alike_everywhere(name: str, tmp_path: Path) -> None:
    with pytest.raises(gongwen.InputError) as refused:
        ENTRANCES[name](tmp_path / "石桥镇秋粮收购.docx")
    (fault,) = refused.value.faults
    assert (fault.code, fault.message) == ("file-not-found", "找不到这个文件")
    assert fault.file
    assert "石桥镇秋粮收购" in fault.file


@pytest.mark.parametrize("name", [name for name in ENTRANCES if name != "render, a page"])
def test_a_folder_in_the_place_of_a_file_is_said_alike_everywhere(name: str, tmp_path: Path) -> None:
    (tmp_path / "石桥镇秋粮收购").mkdir()
    with pytest.raises(gongwen.InputError) as refused:
        ENTRANCES[name](tmp_path / "石桥镇秋粮收购")
    assert [fault.code for fault in refused.value.faults] == ["file-unreadable"]
