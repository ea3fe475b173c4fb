"""Documents arrive as they were sent, whatever they have in common, and what they share is there once."""

from __future__ import annotations

import pickle
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from gongwen.batching.packing import packed, unpacked
from gongwen.model import Document, Paragraph, Section, Table

TEXTS = st.sampled_from(["四月底前完成整地。", "请认真贯彻执行。", "如下。"])
PARAGRAPHS = st.builds(Paragraph, text=TEXTS)
TABLES = st.just(Table(header=["村名"], rows=[["上坝村"]]))


def _sections(level: int, blocks: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    headings = st.sampled_from(["备足仓容", "抓紧整地"])
    labels = st.sampled_from([None, "三、"])
    return st.builds(Section, level=st.just(level), heading=headings, label=labels, blocks=st.lists(blocks, max_size=2))


BLOCKS = st.one_of(PARAGRAPHS, TABLES, _sections(1, st.one_of(PARAGRAPHS, _sections(2, PARAGRAPHS))))
DOCUMENTS = st.builds(
    lambda day, body: Document(kind="计划", title=f"{day}月春耕计划", date=f"2026-{day:02d}-01", body=body),
    st.integers(1, 12),
    st.lists(BLOCKS, max_size=4),
)


@given(st.lists(DOCUMENTS, max_size=6))
def test_documents_arrive_as_they_were_sent(documents: list[Document]) -> None:
    arrived = unpacked(packed(documents))
    assert arrived == documents
    assert [one.to_json() for one in arrived] == [one.to_json() for one in documents]


@given(DOCUMENTS)
def test_a_value_is_packed_with_all_that_pydantic_knows_of_it(document: Document) -> None:
    arrived = pickle.loads(pickle.dumps(document))
    assert arrived == document
    assert arrived.model_fields_set == document.model_fields_set
    assert hash(arrived) == hash(document)
    assert arrived.evolve(title="夏收计划") == document.evolve(title="夏收计划")


def test_what_documents_share_is_there_once() -> None:
    same = [Section(level=1, heading="备足仓容", blocks=[Paragraph(text="新增1137.5吨。" * 50)])]
    documents = [
        Document(kind="计划", title="春耕计划", body=[Paragraph(text=f"{day}日前完成。"), *same]) for day in range(100)
    ]
    assert len(packed(documents)) < 2 * len(packed(documents[:50])) < 100 * len(packed(documents[:1]))
    assert len({id(document.body[1]) for document in unpacked(packed(documents))}) == 1
