"""URLs and e-mail addresses: no line beside them is drawn apart, and the text around them stays as it is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from gongwen.blocks.block import Alignment, ColophonBlock, ParagraphBlock
from gongwen.blocks.stylesheet import stylesheet
from gongwen.layout import lay_out
from gongwen.pages.text import has_long_word
from gongwen.standard.roles import Role
from tests.strategies import documents, examples, notice

URL = "https://www.qinghexian.gov.cn/zwgk/2026/09/21/content_8899.html"
MAIL = "liangshi_shougou@qinghexian.gov.cn"
PLAIN = "截至2026年12月8日，全镇已收购秋粮12345.67吨，联系电话：0000-6612345。"


def laid(**changes: Any) -> list[ParagraphBlock]:
    return [block for block in lay_out(notice(**changes)).blocks if isinstance(block, ParagraphBlock)]


def of_role(blocks: list[ParagraphBlock], role: Role) -> ParagraphBlock:
    (block,) = (block for block in blocks if block.role is role)
    return block


@pytest.mark.parametrize("text", [f"详见{URL}。", f"请发至邮箱{MAIL}，逾期不再受理。"])
def test_a_paragraph_with_an_address_is_flush_left_and_may_turn_within_it(text: str) -> None:
    blocks = [block for block in laid(body=[PLAIN, text, PLAIN]) if block.role is Role.BODY]
    assert [block.text for block in blocks] == [PLAIN, text, PLAIN]
    assert [block.placement.break_words for block in blocks] == [False, True, False]
    assert [block.placement.align for block in blocks] == [None, Alignment.LEFT, None]


@pytest.mark.parametrize(
    ("changes", "role"),
    [
        ({"notes": f"联系人：周海燕，邮箱：{MAIL}"}, Role.NOTES),
        ({"attachments": [{"title": f"登录说明（{URL}）", "body": ["甲。"]}]}, Role.ATTACHMENT_NOTE),
        ({"body": [{"type": "section", "level": 1, "heading": f"登录{URL}", "blocks": ["甲。"]}]}, Role.HEADING_1),
    ],
    ids=["notes", "attachment note", "heading"],
)
def test_so_is_whatever_else_runs_on_from_line_to_line(changes: dict[str, Any], role: Role) -> None:
    usual = of_role(laid(**{"body": ["乙。"], **changes}), role)
    assert has_long_word(usual.text)
    assert usual.placement.break_words
    assert usual.placement.align is Alignment.LEFT


def test_so_are_the_agencies_of_the_colophon() -> None:
    colophon = lay_out(notice(cc=f"县财政局（{MAIL}）")).blocks[-1]
    assert isinstance(colophon, ColophonBlock)
    (row,) = colophon.rows
    assert row.paragraph.placement.break_words


def test_a_heading_that_runs_into_its_text_is_asked_with_it() -> None:
    section = {"type": "section", "level": 2, "heading": "网上填报", "run_in": True, "blocks": [f"登录{URL}填报。"]}
    block = of_role(laid(body=[section]), Role.BODY)
    assert block.placement.break_words


def test_a_paragraph_keeps_what_else_its_place_says() -> None:
    """The first paragraph under a title without recipients stands an empty line below it."""
    first = next(block for block in laid(kind="公告", recipients=[], body=[f"详见{URL}。"]) if block.role is Role.BODY)
    usual = next(block for block in laid(kind="公告", recipients=[], body=["详见网站。"]) if block.role is Role.BODY)
    assert first.placement.space_before == usual.placement.space_before
    assert first.placement.space_before is not None


@examples(60)
@given(documents())
def test_nothing_else_is_set_flush_left_for_it(document: Any) -> None:
    layout = lay_out(document)
    sheet = stylesheet(layout.profile)
    for block in layout.blocks:
        if isinstance(block, ParagraphBlock) and block.placement.break_words:
            assert has_long_word(block.text)
            assert sheet.of(block.role).align in (Alignment.JUSTIFIED, Alignment.LEFT)
