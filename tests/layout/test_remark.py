"""题注 under the title: in brackets, in lines that turn between words, the empty line of the title below it."""

from __future__ import annotations

from typing import Any

import pytest

from gongwen.blocks.block import CHOSEN_BREAK, ParagraphBlock
from gongwen.blocks.stylesheet import stylesheet
from gongwen.layout import lay_out
from gongwen.model import Document, Form
from gongwen.standard.profiles import PROFILES, Profile
from gongwen.standard.roles import Role
from tests.strategies import notice

REMARK = "2026年1月16日县人民代表大会第六次会议通过"
LONG = "2026年1月16日云岭县青山镇第十九届人民代表大会第六次会议通过"
FORMS: dict[Form, dict[str, Any]] = {
    Form.DOCUMENT: {},
    Form.LETTER: {"form": "信函"},
    Form.MINUTES: {"kind": "纪要", "signatories": None},
    Form.PLAIN: {"form": "白头", "number": None},
}
profiles = pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)


def paragraphs(document: Document, profile: Profile = PROFILES["国标"]) -> list[ParagraphBlock]:
    return [block for block in lay_out(document, profile).blocks if isinstance(block, ParagraphBlock)]


def at(blocks: list[ParagraphBlock], role: Role) -> int:
    return next(at for at, block in enumerate(blocks) if block.role is role)


@profiles
@pytest.mark.parametrize("recipients", ["各村民委员会", ...], ids=["recipients", "text"])
@pytest.mark.parametrize("form", FORMS)
def test_it_stands_between_title_and_text_and_the_empty_line_below_it(
    form: Form, recipients: Any, profile: Profile
) -> None:
    blocks = paragraphs(notice(**{"remark": REMARK, "recipients": recipients, **FORMS[form]}), profile)
    remark = at(blocks, Role.REMARK)
    assert blocks[remark].text == f"（{REMARK}）"
    assert blocks[remark - 1].role is Role.TITLE
    below = blocks[remark + 1]
    assert below.role is (Role.BODY if recipients is ... else Role.RECIPIENTS)
    assert below.placement.space_before == stylesheet(profile).space_after_remark


def test_it_stands_under_the_title_in_the_second_script() -> None:
    translation = {"locale": "za", "title": "Gvanhyi sou haeux", "issuer": "Cinghsanh Cin"}
    blocks = paragraphs(notice(remark=REMARK, translation=translation))
    assert [block.role for block in blocks[at(blocks, Role.TITLE) :]][:3] == [
        Role.TITLE,
        Role.TRANSLATED_TITLE,
        Role.REMARK,
    ]


def test_a_long_one_turns_between_words_in_the_document_and_in_what_it_issues() -> None:
    document = notice(remark=LONG, issued=[{"title": "水源保护办法", "remark": LONG, "body": ["第一条。"]}])
    turned = "（2026年1月16日云岭县青山镇" + CHOSEN_BREAK + "第十九届人民代表大会第六次会议通过）"
    blocks = paragraphs(document)
    assert blocks[at(blocks, Role.REMARK)].text == blocks[at(blocks, Role.ISSUED_REMARK)].text == turned


def test_an_order_has_no_title_and_so_no_remark() -> None:
    order = notice(kind="命令", number="第1号", recipients=[], remark=REMARK)
    assert Role.REMARK not in [block.role for block in paragraphs(order)]
    assert "命令格式不排标题，也不排题注，已略去（9704-10.2-c）" in lay_out(order).remarks


@pytest.mark.parametrize("form", [Form.DOCUMENT, Form.LETTER, Form.PLAIN])
def test_tl_9_12_a_date_that_it_tells_is_not_printed_again_where_nobody_signs(form: Form) -> None:
    unsigned: dict[str, Any] = {
        **FORMS[form],
        "remark": REMARK,
        "date": ...,
        "signatories": (),
        "notes": "此件公开发布",
    }
    roles = [block.role for block in paragraphs(notice(**unsigned))]
    assert roles[-1] is Role.NOTES
    assert Role.DATE not in roles
    signed = [block.role for block in paragraphs(notice(**{**unsigned, "signatories": "县人民代表大会"}))]
    assert signed[-3:] == [Role.SIGNATORY, Role.DATE, Role.NOTES]
    dated = [block.role for block in paragraphs(notice(**{**unsigned, "date": "2026-02-01"}))]
    assert dated[-2:] == [Role.DATE, Role.NOTES]


def test_minutes_have_the_date_over_the_rule_whatever_stands_under_their_title() -> None:
    blocks = paragraphs(notice(kind="纪要", remark=REMARK, date=..., signatories=()))
    assert "2026年1月16日" in blocks[at(blocks, Role.ISSUE_LINE)].text
