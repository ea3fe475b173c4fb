"""What always holds of reading: a document that is typed is read as it was, and reading twice changes nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from gongwen.choosing import grammar
from gongwen.model import Document, Kind
from gongwen.reading.source_text import to_source
from gongwen.recognition import parse
from tests.recognition.plain_text import to_text, typed_documents
from tests.recognition.test_balance import TEXTS
from tests.recognition.texts import NOTICE, only


@given(typed_documents())
@settings(deadline=None, max_examples=150)
def test_a_document_of_any_kind_is_read_from_its_plain_text(document: Document) -> None:
    assert parse(to_text(document)).document == document


@given(TEXTS)
@settings(deadline=None, max_examples=120)
def test_what_was_read_reads_the_same_from_its_source(text: str) -> None:
    for parsed in parse(text).documents:
        if parsed.document is not None:
            source = to_source(parsed.document, grammar=grammar)
            if source.startswith("---"):
                assert parse(source).document == parsed.document


def test_a_source_is_written_again_as_it_is_and_its_characters_are_counted() -> None:
    source = to_source(only(NOTICE).document or Document(kind=Kind.NOTICE), grammar=grammar)
    again = parse(source)

    assert to_source(again.document, grammar=grammar) == source
    sums = again.balance
    assert sums.characters == len(source) == sums.in_model + sums.changed + sums.dropped + sums.breaks


@pytest.mark.parametrize(
    "head", ["---\n文种: 通知\n", "---\n标题: 关于春耕的通知\n---\n![图](https://tu.example/a.png)\n"]
)
def test_what_only_begins_as_a_source_is_a_text_like_any_other(head: str) -> None:
    assert parse(head + "各村：\n请抓好春耕。\n").balance.characters > len(head)
