"""民族文字: the second script stands where the first one stands, in the script of the place (9704-1-c)."""

from __future__ import annotations

from typing import Any

import pytest

from gongwen.blocks.block import Alignment, ParagraphBlock
from gongwen.layout import lay_out
from gongwen.standard.profiles import NATIONAL
from gongwen.standard.roles import Role
from gongwen.standard.units import Length, Mm
from tests.second_scripts import TEXTS, translation
from tests.strategies import notice

RIGHT_TO_LEFT = ("ug", "kk")
SEALS: list[list[dict[str, Any]]] = [[], [{}]]


def blocks(locale: str, role: Role, **changes: Any) -> list[ParagraphBlock]:
    layout = lay_out(notice(translation=translation(locale), **changes))
    return [block for block in layout.blocks if isinstance(block, ParagraphBlock) and block.role is role]


def span(block: ParagraphBlock) -> tuple[Length, Length]:
    """Between which places, from the left text margin, the paragraph's line is set."""
    place = block.placement
    return place.left or Mm(0), NATIONAL.text_width - (place.right or Mm(0))


@pytest.mark.parametrize("locale", TEXTS)
def test_every_language_says_in_which_direction_its_paragraphs_are_read(locale: str) -> None:
    found = blocks(locale, Role.TRANSLATED_TITLE) + blocks(locale, Role.TRANSLATED_SIGNATURE)
    assert [block.placement.right_to_left for block in found] == [locale in RIGHT_TO_LEFT] * 3


@pytest.mark.parametrize("locale", RIGHT_TO_LEFT)
def test_short_lines_from_right_to_left_begin_where_the_date_does(locale: str) -> None:
    long_name = {"issuers": "青山县人民政府农业农村局"}
    (date,) = blocks(locale, Role.DATE, **long_name)
    for block in blocks(locale, Role.TRANSLATED_SIGNATURE, **long_name):
        assert block.placement.left == date.placement.left
        assert block.placement.align is date.placement.align


@pytest.mark.parametrize("locale", RIGHT_TO_LEFT)
def test_under_a_seal_lines_from_right_to_left_have_the_axis_of_the_date_without_a_tab_stop(locale: str) -> None:
    (date,) = blocks(locale, Role.SEALED_DATE, seals=[{}])
    axis = date.placement.tabs[0].position
    for block in blocks(locale, Role.TRANSLATED_SIGNATURE, seals=[{}]):
        assert block.placement.align is Alignment.CENTRE
        assert not block.placement.tabs
        assert "\t" not in block.text
        begin, end = span(block)
        assert ((begin + end) / 2).mm == pytest.approx(axis.mm)


@pytest.mark.parametrize("seals", SEALS, ids=["unsealed", "sealed"])
@pytest.mark.parametrize("locale", TEXTS)
def test_the_issuer_and_the_date_are_in_the_script_of_the_place(locale: str, seals: list[dict[str, Any]]) -> None:
    issuer, date = blocks(locale, Role.TRANSLATED_SIGNATURE, seals=seals)
    assert issuer.text.strip() == TEXTS[locale][1]
    if locale != "bo":
        assert not any("а" <= character <= "я" for character in date.text)
    assert "2026" in date.text


@pytest.mark.parametrize("locale", TEXTS)
def test_nothing_is_said_of_a_text_in_the_script_of_the_place(locale: str) -> None:
    assert not any("1-c" in remark for remark in lay_out(notice(translation=translation(locale))).remarks)


@pytest.mark.parametrize(
    ("locale", "changes", "said"),
    [
        ("mn", {"title": "Мэдэгдэл", "issuer": "Засаг"}, "标题、机关里没有传统蒙古文的字母"),
        ("mn", {"issuer": "Засаг"}, "机关里没有传统蒙古文的字母"),
        ("kk", {"title": "хабарландыру"}, "标题里没有阿拉伯字母的哈萨克文的字母"),
        ("ug", {"title": "uqturush"}, "标题里没有维吾尔文的字母"),
        ("bo", {"title": "通知"}, "标题里没有藏文的字母"),
    ],
)
def test_a_text_in_another_script_than_that_of_the_place_is_told(
    locale: str, changes: dict[str, str], said: str
) -> None:
    layout = lay_out(notice(translation=translation(locale, **changes)))
    (remark,) = (remark for remark in layout.remarks if "9704-1-c" in remark)
    assert said in remark


def test_an_order_that_shows_no_second_script_says_nothing_of_it() -> None:
    order = notice(
        kind="命令", number="第1号", recipients=[], translation=translation("mn", title="Мэдэгдэл", issuer="Засаг")
    )
    assert not any("1-c" in remark for remark in lay_out(order).remarks)
