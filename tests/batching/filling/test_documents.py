"""A document whose body is not read again is the one that reading all of it gives."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from gongwen.batching.filling.documents import as_read, document_reader
from gongwen.model import Document, Paragraph, Section

HEAD: dict[str, Any] = {"kind": "通知", "issuers": "青山镇人民政府", "title": "青山镇人民政府关于做好春耕工作的通知"}


def _section(level: int, heading: str, *texts: str, label: str | None = None) -> Section:
    return Section(level=level, heading=heading, label=label, blocks=[Paragraph(text=text) for text in texts])


def _filled(blocks: list[Any], text: str) -> list[Any]:
    """The blocks with another text in the last of them."""
    *before, last = blocks
    return [*before, Paragraph(text=text) if isinstance(last, Paragraph) else last.evolve(heading=text)]


@pytest.mark.parametrize(
    "blocks",
    [
        [Paragraph(text="如下。")],
        [_section(1, "备足仓容", "新增1137.5吨。", label="一、"), _section(1, "抓紧整地", label="二、")],
        [_section(1, "备足仓容"), _section(2, "查清底数", "逐户登记。"), Paragraph(text="照办。")],
        [_section(1, "备足仓容", label="三、"), _section(2, "查清底数", label="（二）"), Paragraph(text="照办。")],
    ],
)
@pytest.mark.parametrize("kind", ["通知", "纪要", None])
def test_a_body_of_the_plan_is_read_once(blocks: list[Any], kind: str | None) -> None:
    plan = as_read({**HEAD, "kind": kind, "body": blocks})
    read = document_reader(plan)
    for text in ("出席：甲", "请认真贯彻执行。"):
        data = {**plan, "body": _filled(plan["body"], text)}
        found, whole = read(data), Document.model_validate({**HEAD, "kind": kind, "body": _filled(blocks, text)})
        assert found == whole
        assert found.to_json() == whole.to_json()
        assert found.model_fields_set == whole.model_fields_set


def test_lists_of_minutes_are_put_in_order_by_what_they_say() -> None:
    plan = as_read({**HEAD, "kind": "纪要", "body": [Paragraph(text="甲"), Paragraph(text="乙")]})
    body = [Paragraph(text="列席：乙"), Paragraph(text="出席：甲")]
    assert document_reader(plan)({**plan, "body": body}).body == tuple(reversed(body))


def test_a_body_with_other_blocks_than_the_plan_is_read_whole() -> None:
    """A paragraph that stands for details is gone where there are none; the section below it lies in the one above."""
    plan = as_read({**HEAD, "body": [_section(1, "备足仓容"), Paragraph(text="明细"), _section(2, "查清底数")]})
    first, _, deeper = plan["body"]
    (found,) = document_reader(plan)({**plan, "body": [first, deeper]}).body
    assert isinstance(found, Section)
    assert [block.heading for block in found.blocks if isinstance(block, Section)] == ["查清底数"]


@pytest.mark.parametrize(
    "wrong", [{"date": "2026-02-30"}, {"title": ""}, {"number": "青政发"}, {"body": [{"text": 1}]}]
)
def test_what_is_wrong_is_told_as_ever(wrong: dict[str, Any]) -> None:
    plan = as_read({**HEAD, "body": [Paragraph(text="如下。")]})
    data = {**plan, **wrong}
    if wrong == {"title": ""}:
        assert document_reader(plan)(data) == Document.model_validate(data)
        return
    with pytest.raises(ValidationError) as told:
        document_reader(plan)(data)
    with pytest.raises(ValidationError) as whole:
        Document.model_validate(data)
    assert [(one["loc"], one["msg"]) for one in told.value.errors()] == [
        (one["loc"], one["msg"]) for one in whole.value.errors()
    ]


def test_a_number_in_the_same_words_is_one_value() -> None:
    read = document_reader({})
    said = [
        read({**HEAD, "number": number}).number
        for number in ("青政发〔2026〕号", "青政发〔2026〕号", "青政发〔2026〕8号")
    ]
    assert said[0] is said[1]
    assert [str(number) for number in said[1:]] == ["青政发〔2026〕　号", "青政发〔2026〕8号"]
