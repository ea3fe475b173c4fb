"""The desk: a source prepared once, asked for its document, its remarks and its files as often as anybody likes."""

from __future__ import annotations

import io
from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import Any

import pytest

import gongwen
from gongwen.desk import prepared as prepared_module
from gongwen.layout import compose
from gongwen.standard.profiles import COMMON, NATIONAL
from gongwen.template import make_template
from tests.strategies import notice

TEXT = """---
文种: 通知
发文机关: 云岭县石桥镇人民政府
标题: 云岭县石桥镇人民政府关于做好秋粮收购工作的通知
发文字号: 石政发[2026]31号
主送机关: 各村民委员会
成文日期: 2026-09-21
---
二、压实责任
逐村定人，9月30日前入库 1,137.5 吨。
"""
SOURCE, WITHOUT_DATE = TEXT.encode(), TEXT.replace("成文日期: 2026-09-21\n", "").encode()
UNIT = "单位: 云岭县石桥镇人民政府\n印发机关: 石桥镇党政综合办公室\n版面: 通行\n".encode()


def prepared(source: Any = SOURCE, **wishes: Any) -> gongwen.Prepared:
    return gongwen.prepare(source, **wishes)


def test_what_reading_changed_the_layout_decided_and_the_unit_filled_in_is_told() -> None:
    found = prepared(unit=gongwen.Unit.load(UNIT), settings={"印发日期": "2026-09-22", "签发人": "李建民"})
    assert [entry.kind for entry in found.ledger] == ["added", "changed", "noted"]
    assert found.remarks == ("文件格式的通知不标签发人，已略去（9704-7.2.6-g）",)
    assert (found.document.printer, found.findings) == ("石桥镇党政综合办公室", ())


def test_its_files_are_those_of_the_front_door() -> None:
    found = prepared()
    assert found.docx() == gongwen.render(found.document)
    assert found.html() == gongwen.to_html(found.document)
    assert found.layout.remarks == gongwen.remarks(found.document)
    with io.BytesIO() as stream:
        found.save(stream)
        assert stream.getvalue() == found.docx()


def test_it_saves_a_whole_file(tmp_path: Path) -> None:
    prepared().save(tmp_path / "通知.docx")
    assert [path.name for path in tmp_path.iterdir()] == ["通知.docx"]
    assert gongwen.read(tmp_path / "通知.docx").document == prepared().document


def test_it_is_laid_out_once_however_often_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    times = []
    lay_out = compose.lay_out

    def counted(*arguments: Any) -> Any:
        times.append(arguments)
        return lay_out(*arguments)

    monkeypatch.setattr("gongwen.layout.lay_out", counted)
    prepared_module._laying_out.cache_clear()
    found = prepared()
    assert (len(found.docx()) > 0, len(found.html()) > 0, found.remarks) == (True, True, ())
    prepared_module._laying_out.cache_clear()
    assert len(times) == 1


def test_a_document_is_taken_as_it_is_and_settings_change_it() -> None:
    assert prepared(notice(), unit=gongwen.Unit.load(UNIT)).document == notice()
    assert prepared(notice(), settings={"印数": "40", "title": "关于停水的通知"}).document == notice(
        copies=40, title="关于停水的通知"
    )
    with pytest.raises(gongwen.InputError, match="标提"):
        prepared(notice(), settings={"标提": "甲"})


@pytest.mark.parametrize(
    ("wishes", "profile"),
    [
        ({}, NATIONAL),
        ({"unit": UNIT}, COMMON),
        ({"unit": UNIT, "profile": "国标"}, NATIONAL),
        ({"profile": COMMON}, COMMON),
    ],
)
def test_the_page_is_the_one_asked_for_or_the_units_or_that_of_the_standard(
    wishes: dict[str, Any], profile: gongwen.Profile
) -> None:
    if "unit" in wishes:
        wishes = {**wishes, "unit": gongwen.Unit.load(wishes["unit"])}
    found = prepared(**wishes)
    assert (found.profile, found.departures) == (profile, ())
    unused = "版面用另外指定的“国标”，单位文件里的字体和版面没有用"
    assert (unused in found.remarks) == (wishes.keys() == {"unit", "profile"})


def test_what_a_binding_rule_forbids_is_prepared_and_told_but_not_written() -> None:
    found = prepared(WITHOUT_DATE)
    assert [(fault.code, fault.line) for fault in found.findings] == [("missing-date", 1)]
    for write in (found.docx, found.html, lambda: found.save(io.BytesIO())):
        with pytest.raises(gongwen.InputError) as refused:
            write()
        assert refused.value.faults == found.findings


def test_a_draft_is_written_and_says_so_in_its_properties() -> None:
    found = prepared(WITHOUT_DATE, draft=True)
    assert found.docx() == gongwen.render(found.document, draft=True)
    assert found.html().startswith("<!DOCTYPE html>")


def test_through_a_template_it_tells_what_the_template_does_not_show() -> None:
    template, noted = gongwen.Template(make_template("通知")), {"附注": "此件公开发布"}
    found = prepared(template=template, settings=noted)
    assert found.docx() == template.render(found.document)
    assert prepared(template=template.content, settings=noted).docx() == found.docx()
    (left_out,) = prepared(template=make_template("命令")).remarks[-1:]
    assert left_out.startswith("模板里没有")


def test_a_template_decides_the_page_alone() -> None:
    template = make_template("通知")
    for wish in ({"even": True}, {"preprinted": True}):
        with pytest.raises(gongwen.InputError, match="版面由模板决定"):
            prepared(template=template, **wish)
    with pytest.raises(gongwen.InputError, match="没有网页预览"):
        prepared(template=template).html()


def test_it_does_not_change() -> None:
    found = prepared()
    with pytest.raises(FrozenInstanceError):
        found.draft = True  # type: ignore[misc]
