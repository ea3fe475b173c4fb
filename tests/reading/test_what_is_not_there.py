"""文种, 署名 and 标志 that a source says nothing of, or says that there are none."""

from __future__ import annotations

import pytest

import gongwen
from gongwen.model import Form, Kind
from gongwen.reading import Parsed, load_source
from gongwen.reading.unit import Unit
from tests.reading.sources import read, source

WITHOUT_KIND = source().replace("文种: 通知\n".encode(), b"")
HABITS = Unit.load(
    "单位: 云岭县青山镇人民政府\n代字: {通知: 青政发, 信函: 青政函, 其他: 青政}\n"
    "印发机关: 青山镇党政综合办公室\n默认要素:\n  署名: 青山镇人民政府\n  附注: 此件公开发布\n".encode()
)


def codes(parsed: Parsed) -> list[str]:
    return [fault.code for fault in parsed.findings]


@pytest.mark.parametrize("written", ["无", "'无'", "[无]", "[]"])
def test_a_signature_of_nobody_is_no_signature(written: str) -> None:
    parsed = read(f"署名: {written}\n")
    assert (parsed.document.signatories, codes(parsed)) == ((), ["missing-signatories"])


def test_an_empty_signature_is_the_usual_one() -> None:
    assert read("署名:\n").document.signing_agencies == ("云岭县青山镇人民政府",)


def test_a_mark_may_be_said_to_be_none() -> None:
    assert read("发文机关标志:\n").document.mark == "云岭县青山镇人民政府文件"
    with pytest.raises(gongwen.InputError, match="没有发文机关标志"):
        gongwen.prepare(source("发文机关标志: 无\n")).docx()
    assert gongwen.prepare(source("发文机关标志: 无\n"), draft=True).document.mark == ""


def test_what_has_a_number_and_no_kind_is_told_and_not_written() -> None:
    prepared = gongwen.prepare(WITHOUT_KIND)
    assert (prepared.document.kind, prepared.document.form) == (None, Form.PLAIN)
    assert [fault.code for fault in prepared.findings] == ["missing-kind"]
    with pytest.raises(gongwen.InputError, match="没有文种"):
        prepared.docx()


def test_a_kind_that_is_none_is_a_fault_where_a_missing_one_is_not() -> None:
    with pytest.raises(gongwen.InputError) as refused:
        load_source(WITHOUT_KIND, overrides={"文种": "通之"})
    assert [fault.code for fault in refused.value.faults] == ["value-not-allowed"]
    assert load_source(WITHOUT_KIND, overrides={"文种": "通知"}).document.kind is Kind.NOTICE


def test_a_unit_gives_a_document_of_no_kind_what_a_plain_page_has() -> None:
    found = load_source("---\n标题: 秋粮收购动员讲话\n---\n同志们：\n".encode(), unit=HABITS)
    assert (found.document.issuers, found.document.printer, found.document.notes) == ((), None, None)
    assert codes(found) == []


def test_a_form_says_which_code_of_the_unit_a_number_takes() -> None:
    head = "格式: 信函\n标题: 关于协助收购秋粮的函\n发文字号: 18\n成文日期: 2026-09-21\n"
    found = load_source(f"---\n{head}---\n请予支持。\n".encode(), unit=HABITS).document
    assert (str(found.number), found.kind) == ("青政函〔2026〕18号", None)


def test_who_does_not_sign_has_no_seal_either() -> None:
    parsed = read("署名: 无\n印章: 加盖\n")
    assert codes(parsed) == ["missing-signatories", "seals-and-signatures"]
    assert load_source(source("署名: 无\n"), unit=HABITS).document.signatories == ()
