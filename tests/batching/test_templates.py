"""Rows in a clerk's own template: with a source, or alone."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest

import gongwen
from gongwen import GongwenError
from gongwen.batching import BatchReport, batch
from gongwen.template import make_template
from tests.batching.batches import SOURCE, registered, villages, write_source
from tests.cli.running import as_program


def _template(*paragraphs: str) -> bytes:
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def _texts(folder: Path) -> dict[str, list[str]]:
    return {path.name: [one.text for one in docx.Document(str(path)).paragraphs] for path in folder.glob("*.docx")}


def _alone(tmp_path: Path, rows: list[dict[str, Any]], *paragraphs: str, **options: Any) -> BatchReport:
    return batch(rows, None, tmp_path / "公文", template=_template(*paragraphs), **options)


def test_a_source_gives_the_words_and_a_template_the_looks(tmp_path: Path) -> None:
    source = write_source(tmp_path)
    register = tmp_path / "发文.db"
    report = batch(villages(3), source, tmp_path / "公文", template=make_template("通知"), register=register)
    assert report.written == 3
    texts = _texts(tmp_path / "公文")
    assert any("青政发〔2026〕2号" in text for text in texts["青政发〔2026〕2号 上坝2村.docx"])
    assert any("上坝2村一带1202亩林地" in text for text in texts["青政发〔2026〕2号 上坝2村.docx"])
    plain = batch(villages(3), source, tmp_path / "另", register=tmp_path / "另.db")
    assert plain.written == 3
    for path in (tmp_path / "另").glob("*.docx"):
        assert gongwen.read(path).document == gongwen.read(tmp_path / "公文" / path.name).document


def test_a_template_alone_is_filled_from_the_columns(tmp_path: Path) -> None:
    rows = [
        {"村名": "上坝村", "标题": "关于春耕的通知", "金额": 12.0, "备注": None},
        {"村名": "下坝村", "标题": "A&B<甲>", "金额": 3, "备注": "注"},
    ]
    report = _alone(
        tmp_path, rows, "{{ 标题 }}", "{{ 村名 }}：{{ 金额 }}元", "{%p if 备注 %}", "{{ 备注 }}", "{%p endif %}"
    )
    assert report.written == 2
    assert _texts(tmp_path / "公文") == {
        "上坝村.docx": ["关于春耕的通知", "上坝村：12元"],
        "下坝村.docx": ["A&B<甲>", "下坝村：3元", "注"],
    }
    assert (
        _alone(
            tmp_path, rows, "{{ 标题 }}", "{{ 村名 }}：{{ 金额 }}元", "{%p if 备注 %}", "{{ 备注 }}", "{%p endif %}"
        ).unchanged
        == 2
    )


def test_a_template_alone_takes_numbers_from_the_register(tmp_path: Path) -> None:
    rows = [
        {"村名": name, "发文字号": "青政发〔2026〕号", "标题": f"关于{name}春耕的通知"} for name in ("上坝村", "下坝村")
    ]
    _alone(tmp_path, rows, "{{ 发文字号 }}", "{{ 标题 }}", register=tmp_path / "发文.db")
    assert _texts(tmp_path / "公文")["青政发〔2026〕2号 下坝村.docx"][0] == "青政发〔2026〕2号"
    assert [entry.facts.title for entry in registered(tmp_path / "发文.db")] == [
        "关于上坝村春耕的通知",
        "关于下坝村春耕的通知",
    ]


def test_a_blank_cell_that_the_template_writes_is_told(tmp_path: Path) -> None:
    with pytest.raises(GongwenError) as caught:
        _alone(tmp_path, [{"村名": "上坝村", "金额": None}], "{{ 村名 }}：{{ 金额 }}")
    assert [(fault.code, fault.row, fault.column) for fault in caught.value.faults] == [("missing-value", 1, "金额")]


def test_a_name_that_no_column_has_is_told_before_any_row(tmp_path: Path) -> None:
    with pytest.raises(GongwenError) as caught:
        _alone(tmp_path, [{"村名": "上坝村"}], "{{ 村民 }}")
    assert [(fault.code, fault.field) for fault in caught.value.faults] == [("unknown-placeholder", "村民")]
    source = write_source(tmp_path)
    with pytest.raises(GongwenError):
        batch(villages(1), source, tmp_path / "公文", template=_template("{{ 村民 }}"))


def test_the_command_needs_no_source_beside_a_template(tmp_path: Path) -> None:
    (tmp_path / "各村.csv").write_text("村名,金额\n上坝村,12\n下坝村,\n", encoding="utf-8")
    (tmp_path / "回执.docx").write_bytes(_template("{{ 村名 }}：{{ 金额 }}元"))
    words = ("batch", "各村.csv", "--template", "回执.docx", "-o", "回执", "--skip-bad")
    outcome = as_program(*words, folder=tmp_path)
    assert outcome.code == 1
    assert "这一格是空的，而模板要写出它" in outcome.err
    assert _texts(tmp_path / "回执") == {"上坝村.docx": ["上坝村：12元"]}


def test_a_unit_that_nothing_would_use_is_refused(tmp_path: Path) -> None:
    unit = gongwen.Unit.load("单位: 云岭县青山镇人民政府\n".encode())
    with pytest.raises(GongwenError, match="单位文件用不上"):
        _alone(tmp_path, [{"村名": "上坝村"}], "{{ 村名 }}", unit=unit)


def test_neither_source_nor_template_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GongwenError):
        batch(villages(1), None, tmp_path / "公文")


@pytest.mark.parametrize("option", ["even", "preprinted"])
def test_what_a_template_decides_cannot_be_asked_for(option: Any, tmp_path: Path) -> None:
    with pytest.raises(GongwenError, match="版面由模板决定"):
        _alone(tmp_path, villages(1), "{{ 村名 }}", **{option: True})


def test_what_a_template_does_not_show_is_told_once_for_all_rows(tmp_path: Path) -> None:
    source = write_source(tmp_path, SOURCE.replace("成文日期", "抄送机关: 县林业局\n成文日期"))
    template = _template("{{ 标题 }}", "{{ 主送机关 }}", "{{ 发文字号 }}", "{{p 正文 }}", "{{p 署名 }}")
    report = batch(villages(3), source, tmp_path / "公文", template=template, register=tmp_path / "发文.db")
    assert [remark for remark in report.remarks if "模板" in remark] == ["模板里没有抄送机关，没有印出（3 份）"]


def test_documents_of_a_template_are_merged_for_the_printer(tmp_path: Path) -> None:
    source = write_source(tmp_path)
    merged = tmp_path / "打印.docx"
    options: dict[str, Any] = {"template": make_template("通知"), "register": tmp_path / "发文.db", "merged": merged}
    assert batch(villages(3), source, tmp_path / "公文", **options).outputs["合并打印"] == str(merged)
    texts = [one.text for one in docx.Document(str(merged)).paragraphs]
    assert [text for text in texts if text.startswith("青政发")] == [f"青政发〔2026〕{n}号" for n in (1, 2, 3)]
    before = merged.read_bytes()
    batch(villages(3), source, tmp_path / "公文", **options)
    assert merged.read_bytes() == before


def test_a_template_alone_is_merged_too(tmp_path: Path) -> None:
    _alone(tmp_path, villages(2), "{{ 村名 }}回执", merged=tmp_path / "打印.docx")
    document = docx.Document(str(tmp_path / "打印.docx"))
    assert [one.text for one in document.paragraphs] == ["上坝1村回执", "上坝2村回执"]
    assert len(document.sections) == 2
