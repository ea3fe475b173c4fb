"""A document written as a source file is read back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given

import gongwen
from gongwen.model import Document, Kind, Picture, Seal
from gongwen.reading.source_text import to_source
from gongwen.specimens import specimen
from tests.strategies import documents, examples, notice, some_picture


def is_source(text: str) -> bool:
    """Whether a text has front matter, and is not JSON."""
    return text.startswith("---\n")


@given(documents())
@examples(60)
def test_any_document_is_read_back_equal(document: Document) -> None:
    assert gongwen.load(to_source(document).encode()) == document


@pytest.mark.parametrize("kind", Kind)
def test_the_specimen_of_every_kind_is_written_as_a_source(kind: Kind) -> None:
    document = gongwen.load(specimen(kind.value).encode())
    text = to_source(document)
    assert is_source(text)
    assert gongwen.load(text.encode()) == document


def test_writing_twice_changes_nothing() -> None:
    text = to_source(gongwen.load(specimen("通知").encode()))
    assert to_source(gongwen.load(text.encode())) == text


def test_numbers_that_skip_and_other_writings_are_kept() -> None:
    body = "一、目标\n如下。\n三、措施\n1、加强领导。各村落实专人。\n2、落实资金。每亩120元。\n"
    document = gongwen.load(f"---\n文种: 方案\n标题: 造林方案\n---\n{body}".encode())
    assert to_source(document).endswith(body)


def test_pictures_stand_in_the_text() -> None:
    picture = Picture(name="示意图.png", data=some_picture(), caption="图1")
    document = notice(body=["如下。", picture], seals=[Seal(name="章.png", data=some_picture(), diameter=42)])
    text = to_source(document)
    assert is_source(text)
    assert gongwen.load(text.encode()) == document


def test_a_title_broken_by_its_author_keeps_its_breaks() -> None:
    document = notice(title="青山镇人民政府\n关于做好春耕备耕工作的通知")
    assert "标题: |\n  青山镇人民政府\n  关于做好春耕备耕工作的通知\n" in to_source(document)


@pytest.mark.parametrize("text", ["一、", "---", "# 标题", "|甲|", "附件：名单", "![图](a.png)", "甲\n乙"])
def test_a_paragraph_that_would_be_read_otherwise_is_written_as_data(text: str) -> None:
    document = notice(body=[text, "第二段。"])
    assert gongwen.load(to_source(document).encode()) == document
