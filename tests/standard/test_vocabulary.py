"""One vocabulary: every 要素 has one English and one Chinese name, used everywhere."""

from __future__ import annotations

import re

import pytest

from gongwen.model import (
    Attachment,
    Document,
    IssuingNumber,
    Paragraph,
    Picture,
    Seal,
    Section,
    Table,
    Translation,
)
from gongwen.standard.vocabulary import ELEMENTS, chinese_name, english_name, nearest_names

DERIVED_FROM_TITLE = {"title_breaks"}
"""Where a title turns is no 要素: it is written as line breaks in 标题 and read from them."""


def test_every_field_of_a_document_is_an_element_and_every_element_a_field() -> None:
    assert set(Document.model_fields) - DERIVED_FROM_TITLE == set(ELEMENTS)


def test_every_field_says_its_chinese_name_in_its_description() -> None:
    for field, info in Document.model_fields.items():
        if field not in {*DERIVED_FROM_TITLE, "translation"}:
            assert info.description is not None
            assert info.description.startswith(ELEMENTS[field].chinese), field


def test_no_name_means_two_elements() -> None:
    names = [name for english, element in ELEMENTS.items() for name in (english, element.chinese, *element.also)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("field", ELEMENTS)
def test_every_name_leads_to_its_element(field: str) -> None:
    element = ELEMENTS[field]
    for name in (field, element.chinese, *element.also, f" {element.chinese}　"):
        assert english_name(name) == field
    assert chinese_name(field) == element.chinese
    assert element.chinese not in element.also


def test_a_name_outside_the_vocabulary_means_nothing() -> None:
    assert english_name("收文机关") is None
    assert english_name("") is None
    assert chinese_name("gibberish") == "gibberish"


def test_the_parts_of_an_element_have_chinese_names_too() -> None:
    for model in (Attachment, IssuingNumber, Paragraph, Picture, Seal, Section, Table, Translation):
        for field in model.model_fields:
            assert re.fullmatch("[\u4e00-\u9fff]+", chinese_name(field)), field


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("主送机构", "主送机关"),
        ("主送单位", "主送机关"),
        ("抄送单位", "抄送机关"),
        ("发文文号", "发文字号"),
        ("发文机构", "发文机关"),
        ("成文时间", "成文日期"),
        ("印发时间", "印发日期"),
        ("标题名", "标题"),
        ("titel", "标题"),
        ("recipient", "主送机关"),
        ("isuers", "发文机关"),
        ("密集", "密级"),
        ("副件", "附件"),
    ],
)
def test_an_unknown_name_is_told_the_nearest_right_one(typed: str, meant: str) -> None:
    assert nearest_names(typed)[:1] == [meant]


@pytest.mark.parametrize("typed", ["龘", "zzzz", "", "收件人"])
def test_a_name_like_no_other_is_told_none(typed: str) -> None:
    assert nearest_names(typed) == []


@pytest.mark.parametrize("field", ELEMENTS)
def test_a_right_name_is_nearest_to_itself(field: str) -> None:
    assert nearest_names(field)[0] == nearest_names(ELEMENTS[field].chinese)[0] == ELEMENTS[field].chinese
