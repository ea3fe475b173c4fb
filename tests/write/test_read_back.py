"""What we write we read: a document comes back equal from its own .docx."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from gongwen import Document, IssuingNumber, render
from gongwen.read.docx import read_document
from gongwen.standard.profiles import COMMON, NATIONAL, Profile
from tests.strategies import QUIET, documents, notice
from tests.write.catalogue import catalogued, profile_of


def read_back(document: Document, profile: Profile = NATIONAL) -> Document:
    parsed = read_document(render(document, profile=profile))
    assert parsed.ledger == ()
    return parsed.document


@settings(QUIET, max_examples=100)
@given(documents())
def test_any_document_comes_back(document: Document) -> None:
    assert read_back(document) == document


@settings(QUIET, max_examples=40)
@given(documents())
def test_any_document_comes_back_from_the_other_profile(document: Document) -> None:
    assert read_back(document, COMMON) == document


@pytest.mark.parametrize("name", catalogued())
def test_every_document_of_the_catalogue_comes_back(name: str) -> None:
    document = catalogued()[name]
    assert read_back(document, profile_of(name)) == document


# ---------------------------------------------------------------------------------- what does not come back yet

_SECTION = {"type": "section", "level": 1, "heading": "甲", "blocks": ["乙。"]}
_TABLE = {"type": "table", "rows": [["丙", "丁"]]}
_BO = {"locale": "bo", "title": "བརྡ་ཁྱབ།", "issuer": "མི་དམངས།"}

LOST: dict[str, dict[str, Any]] = {
    "a table after a section comes back inside it": {"body": [_SECTION, _TABLE]},
    "the number of a page without a red head is not written": {"form": "白头"},
    "the mark of a page without a red head is not written": {"form": "白头", "number": None, "issuer_mark": "青山镇"},
    "notes with two pairs of brackets gain a third": {"notes": "联系人：张三（电话1）、李四（电话2）"},
    "of two signatories under one seal only the first is written": {"signatories": "甲，乙", "seals": [{}]},
    "the diameter of a seal without a picture is not written": {"seals": [{"diameter": 42}]},
    "a diameter is written with six digits": {"seals": [{"diameter": 42.123456789}]},
    "signatories that are the issuers come back as none": {"signatories": "青山镇人民政府"},
    "a mark that follows from the issuer comes back as none": {"issuer_mark": "青山镇人民政府文件"},
    "a label that follows from its place comes back as none": {"body": [{**_SECTION, "label": "一、"}]},
    "a label of another kind becomes part of the heading": {"body": [{**_SECTION, "label": "第一条　"}]},
    "alignments of some columns come back for all": {"body": [{**_TABLE, "alignments": ["left"]}]},
    "alignments of a table without rows are not written": {
        "body": [{"type": "table", "header": ["丙"], "alignments": ["left"]}]
    },
    "a language with a country comes back as another name": {"translation": {**_BO, "locale": "bo_CN"}},
    "without a date the translated issuer is not written": {
        "form": "白头",
        "number": None,
        "date": None,
        "translation": _BO,
    },
    "a year of three digits is no date any more": {"date": date(999, 1, 1)},
    "a blank before a typed turn of the title is dropped": {"title": "关于甲 的通知", "title_breaks": [4]},
}


@pytest.mark.parametrize(
    "changes",
    [pytest.param(changes, marks=pytest.mark.xfail(strict=True, reason=reason)) for reason, changes in LOST.items()],
    ids=list(LOST),
)
def test_what_is_lost_today(changes: dict[str, Any]) -> None:
    document = notice(**changes)
    assert read_back(document) == document


@pytest.mark.xfail(strict=True, reason="full-width digits of the code come back half-width")
def test_a_code_with_full_width_digits_comes_back() -> None:
    document = notice(number=IssuingNumber(code="青１发", year=2026, sequence=8))
    assert read_back(document) == document
