"""Pipe tables and pictures in the body."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.errors import InputError
from gongwen.model import Picture, Table
from gongwen.reading import parse_body
from tests.reading.sources import png


def table_of(body: str) -> Table:
    (block,) = parse_body(body).blocks
    assert isinstance(block, Table)
    return block


def test_a_table_has_header_rows_and_alignments() -> None:
    table = table_of("| 村名 | 面积 | 树种 | 备注 |\n|:--|---:|:-:|---|\n| 上坝村 | 120 | 松 |  |\n")
    assert table.header == ("村名", "面积", "树种", "备注")
    assert table.rows == (("上坝村", "120", "松", ""),)
    assert table.alignments == ("left", "right", "center", None)


def test_without_a_separator_row_there_is_no_header() -> None:
    table = table_of("|上坝村|120|\n|下坝村|90|")
    assert (table.header, table.rows, table.alignments) == ((), (("上坝村", "120"), ("下坝村", "90")), ())


def test_a_separator_row_without_colons_aligns_nothing() -> None:
    assert table_of("|村名|\n|---|\n|上坝村|").alignments == ()


def test_a_table_may_end_after_its_header() -> None:
    assert table_of("|村名|面积|\n|---|---|").header == ("村名", "面积")


def test_a_pipe_in_a_cell_is_escaped() -> None:
    assert table_of(r"|甲\|乙|丙 \||").rows == (("甲|乙", "丙 |"),)


@pytest.mark.parametrize(
    "caption", ["表1　各村面积", "表 各村面积", "表：各村面积", "表1-2 各村面积", "表一：各村面积"]
)
def test_the_line_above_a_table_is_its_caption(caption: str) -> None:
    assert table_of(f"{caption}\n\n|上坝村|120|").caption == caption


def test_other_lines_above_a_table_are_text() -> None:
    assert len(parse_body("表彰名单如下：\n|上坝村|").blocks) == 2


def test_an_empty_line_ends_a_table() -> None:
    assert len(parse_body("|上坝村|\n\n|下坝村|二组|").blocks) == 2


def test_an_uneven_row_is_a_fault_at_its_line() -> None:
    with pytest.raises(InputError) as refused:
        parse_body("|村名|面积|\n|---|---|\n|上坝村|\n|下坝村|9|8|", first_line=20)
    assert [(fault.code, fault.line) for fault in refused.value.faults] == [("uneven-table", 22), ("uneven-table", 23)]


def test_a_control_character_in_a_table_is_a_fault_at_its_line() -> None:
    with pytest.raises(InputError) as refused:
        parse_body("表1　面\x01积\n\n|村\x02名|\n|---|\n|上坝|\n|下\x03坝|")
    assert [(fault.field, fault.line) for fault in refused.value.faults] == [
        ("正文", 1),
        ("表题", 1),
        ("表格", 3),
        ("表格", 6),
    ]


def test_a_table_belongs_to_the_section_above_it() -> None:
    (section,) = parse_body("一、面积\n|上坝村|120|").blocks
    assert section.type == "section"
    assert [block.type for block in section.blocks] == ["table"]


def test_a_picture_has_the_name_of_its_file_and_a_caption(tmp_path: Path) -> None:
    (tmp_path / "图 片").mkdir()
    (tmp_path / "图 片" / "map (1).png").write_bytes(png())
    blocks = parse_body("![火险等级图](图 片/map (1).png)\n![](图 片\\map (1).png)", base=tmp_path).blocks
    assert [(block.name, block.caption) for block in blocks if isinstance(block, Picture)] == [
        ("map (1).png", "火险等级图"),
        ("map (1).png", None),
    ]


def test_a_file_that_is_no_picture_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png()[:30])
    (tmp_path / "b.png").write_text("不是图片", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        parse_body("![](a.png)\n![](b.png)\n![](.)\n![](/dev/zero)", base=tmp_path)
    codes = [fault.code for fault in refused.value.faults]
    assert codes == ["not-a-picture", "not-a-picture", "file-outside", "file-outside"]
