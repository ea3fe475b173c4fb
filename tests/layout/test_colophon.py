"""版记: rows counted up from 262 mm, thick rules at the ends and thin ones between them (9704-7.4)."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings

from gongwen.layout import lay_out
from gongwen.layout.blocks import CHOSEN_BREAK, Alignment, Frame, ParagraphBlock, Placement
from gongwen.layout.colophon import colophon_blocks, colophon_height
from gongwen.layout.stylesheet import stylesheet
from gongwen.layout.text import width
from gongwen.model import Document, Kind
from gongwen.standard import figures
from gongwen.standard.profiles import NATIONAL, PROFILES, Profile
from gongwen.standard.roles import Role
from gongwen.standard.units import Mm
from tests.strategies import QUIET, documents, notice, of_kind

FULL: dict[str, Any] = {
    "cc": "县医疗保障局，县税务局",
    "copies": 30,
    "printer": "青山镇党政办公室",
    "print_date": "2026-03-03",
}
MANY = "，".join(f"第{number}村民委员会" for number in range(60))
profiles = pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)


def rows(document: Document, profile: Profile = NATIONAL, *, moved: bool = False) -> list[ParagraphBlock]:
    return colophon_blocks(document, stylesheet(profile), recipients_moved=moved)


def frame(place: Placement) -> Frame:
    assert place.frame is not None
    return place.frame


def test_9704_7_4_a_document_without_its_elements_has_no_colophon() -> None:
    assert rows(notice()) == []
    assert not any(
        block.role is Role.COLOPHON_ANCHOR for block in lay_out(notice()).blocks if isinstance(block, ParagraphBlock)
    )


def test_9704_7_4_rows_stand_in_their_order() -> None:
    assert [(block.role, block.text) for block in rows(notice(**FULL))] == [
        (Role.COLOPHON_CC, "抄送：县医疗保障局，县税务局。"),
        (Role.COLOPHON_COPIES, "共印30份"),
        (Role.COLOPHON_PRINTER, "青山镇党政办公室\t2026年3月3日印发"),
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"cc": "甲"},
        {"copies": 1},
        {"printer": "甲"},
        {"cc": "甲", "printer": "乙"},
        {"cc": MANY},
        FULL,
        {**FULL, "cc": MANY},
    ],
    ids=str,
)
@profiles
def test_9704_7_4_1_e_the_last_rule_lies_at_the_foot_of_the_type_area(
    changes: dict[str, Any], profile: Profile
) -> None:
    blocks = rows(notice(**changes), profile)
    frames = [frame(block.placement) for block in blocks]
    assert (frames[-1].top + frames[-1].height).mm == pytest.approx(262)
    for upper, lower in pairwise(frames):
        assert (upper.top + upper.height).mm == pytest.approx(lower.top.mm)
    for each in frames:
        assert (each.left, each.width) == (figures.TYPE_AREA_LEFT, figures.TYPE_AREA_WIDTH.value)
    assert colophon_height(blocks).mm == pytest.approx((Mm(262) - frames[0].top).mm)


@pytest.mark.parametrize("changes", [{"cc": "甲"}, {"printer": "甲"}, FULL], ids=str)
def test_9704_7_4_1_b_first_and_last_rule_are_thick_and_those_between_thin(changes: dict[str, Any]) -> None:
    blocks = rows(notice(**changes))
    above = [block.placement.rule_above for block in blocks]
    below = [block.placement.rule_below for block in blocks]
    assert above[0] is not None
    assert above[0].thickness == figures.COLOPHON_THICK_RULE.value
    assert all(rule is not None and rule.thickness == figures.COLOPHON_THIN_RULE.value for rule in above[1:])
    assert below[-1] is not None
    assert below[-1].thickness == figures.COLOPHON_THICK_RULE.value
    assert below[:-1] == [None] * (len(blocks) - 1)
    assert not any(rule.red for rule in (*above, *below) if rule)


def test_9704_7_4_2_d_recipients_that_moved_here_stand_over_cc_without_a_rule_between() -> None:
    recipients, cc, *_ = rows(notice(**FULL), moved=True)
    assert (recipients.role, recipients.text) == (Role.COLOPHON_RECIPIENTS, "主送：各村民委员会，镇直各单位。")
    assert cc.placement.rule_above is None
    assert recipients.placement.rule_above is not None
    assert recipients.placement.rule_above.thickness == figures.COLOPHON_THICK_RULE.value


@profiles
def test_9704_7_4_2_b_names_that_run_on_align_with_the_first_name(profile: Profile) -> None:
    (row,) = rows(notice(cc=MANY), profile)
    character = stylesheet(profile).colophon_size
    assert row.placement.left == character * 4
    assert row.placement.hanging == character * 3
    lines = row.text.split(CHOSEN_BREAK)
    assert len(lines) > 3
    measure = profile.text_width / character - 2 - 3
    assert all(width(line.removeprefix("抄送：")) <= measure for line in lines)
    assert "".join(lines) == f"抄送：{MANY}。"
    assert frame(row.placement).height == stylesheet(profile).colophon_line * len(lines)


@profiles
def test_9704_7_4_3_a_the_day_of_printing_ends_one_character_from_the_right(profile: Profile) -> None:
    *_, row = rows(notice(**FULL), profile)
    (tab,) = row.placement.tabs
    assert tab.align is Alignment.RIGHT
    assert (profile.text_width - tab.position).mm == pytest.approx(stylesheet(profile).colophon_size.mm)
    assert stylesheet(profile).of(Role.COLOPHON_PRINTER).left_characters == 1


def test_9704_7_4_3_d_the_day_of_printing_may_be_open() -> None:
    assert rows(notice(printer="党政办公室"))[0].text == "党政办公室"


def test_9704_10_1_k_the_colophon_of_a_letter_has_neither_rules_nor_the_printer() -> None:
    (row,) = rows(of_kind(Kind.LETTER, **FULL))
    assert row.role is Role.COLOPHON_CC
    assert row.placement.rule_above is None
    assert row.placement.rule_below is None
    assert rows(of_kind(Kind.LETTER, printer="党政办公室")) == []


def test_9704_7_4_2_b_an_order_has_the_label_of_every_other_document() -> None:
    assert rows(of_kind(Kind.ORDER, cc="各局"))[0].text == "抄送：各局。"


@settings(QUIET, max_examples=60)
@given(documents())
def test_9704_7_4_the_colophon_is_the_last_thing_in_the_document(document: Document) -> None:
    blocks = lay_out(document).blocks
    apart = [index for index, block in enumerate(blocks) if getattr(block, "role", None) is Role.APART_LABEL]
    # What is bound apart is a booklet of its own.
    blocks = blocks[: apart[0]] if apart else blocks
    framed = [
        index for index, block in enumerate(blocks) if isinstance(block, ParagraphBlock) and block.placement.frame
    ]
    if framed:
        assert framed == list(range(framed[0], len(blocks) - 1))
        anchor = blocks[-1]
        assert isinstance(anchor, ParagraphBlock)
        assert anchor.role is Role.COLOPHON_ANCHOR
        assert anchor.text == ""
