"""版记: rows counted up from 262 mm, thick rules at the ends and thin ones between them (9704-7.4)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from gongwen.blocks.block import Alignment, ColophonBlock, ParagraphBlock
from gongwen.blocks.stylesheet import stylesheet
from gongwen.layout import lay_out
from gongwen.layout.colophon import colophon_block
from gongwen.model import Document, Kind
from gongwen.standard import figures
from gongwen.standard.profiles import NATIONAL, PROFILES, Profile
from gongwen.standard.roles import Role
from tests.pages.paragraphs import broken
from tests.strategies import documents, examples, notice, of_kind

FULL: dict[str, Any] = {
    "cc": "县医疗保障局，县税务局",
    "copies": 30,
    "printer": "青山镇党政办公室",
    "print_date": "2026-03-03",
}
MANY = "，".join(f"第{number}村民委员会" for number in range(60))
profiles = pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)


def colophon(document: Document, profile: Profile = NATIONAL, *, moved: bool = False) -> ColophonBlock:
    block = colophon_block(document, stylesheet(profile), recipients_moved=moved)
    assert block is not None
    return block


def rows(document: Document, profile: Profile = NATIONAL, *, moved: bool = False) -> list[ParagraphBlock]:
    return [row.paragraph for row in colophon(document, profile, moved=moved).rows]


def test_9704_7_4_a_document_without_its_elements_has_no_colophon() -> None:
    assert colophon_block(notice(), stylesheet(NATIONAL), recipients_moved=False) is None
    assert not any(isinstance(block, ColophonBlock) for block in lay_out(notice()).blocks)


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
    block = colophon(notice(**changes), profile)
    foot = figures.PAGE_HEIGHT.value - profile.bottom - block.below
    assert foot.mm == pytest.approx(262, abs=0.5)
    lines = stylesheet(profile).colophon_line * sum(row.lines for row in block.rows)
    rules = [rule.thickness.mm for rule in (*(row.rule_above for row in block.rows), block.rule_below) if rule]
    assert block.height.mm == pytest.approx(lines.mm + sum(rules))


@pytest.mark.parametrize("changes", [{"cc": "甲"}, {"printer": "甲"}, FULL], ids=str)
def test_9704_7_4_1_b_first_and_last_rule_are_thick_and_those_between_thin(changes: dict[str, Any]) -> None:
    block = colophon(notice(**changes))
    first, *others = [row.rule_above for row in block.rows]
    assert first is not None
    assert first.thickness == figures.COLOPHON_THICK_RULE.value
    assert all(rule is not None and rule.thickness == figures.COLOPHON_THIN_RULE.value for rule in others)
    assert block.rule_below is not None
    assert block.rule_below.thickness == figures.COLOPHON_THICK_RULE.value
    assert not any(rule.red for rule in (first, *others, block.rule_below) if rule)


def test_9704_7_4_2_d_recipients_that_moved_here_stand_over_cc_without_a_rule_between() -> None:
    recipients, cc, *_ = colophon(notice(**FULL), moved=True).rows
    assert (recipients.paragraph.role, recipients.paragraph.text) == (
        Role.COLOPHON_RECIPIENTS,
        "主送：各村民委员会，镇直各单位。",
    )
    assert cc.rule_above is None
    assert recipients.rule_above is not None
    assert recipients.rule_above.thickness == figures.COLOPHON_THICK_RULE.value


@profiles
def test_9704_7_4_2_b_names_that_run_on_align_with_the_first_name(profile: Profile) -> None:
    (row,) = colophon(notice(cc=MANY), profile).rows
    character = stylesheet(profile).colophon_size
    place = row.paragraph.placement
    assert place.left == character * 4
    assert place.hanging == character * 3
    # The program that shows the page breaks the lines; nothing is broken for it.
    assert row.paragraph.text == f"抄送：{MANY}。"
    measure = profile.text_width / character - 2 - 3
    assert row.lines == len(broken(MANY + "。", measure))


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
    block = colophon(of_kind(Kind.LETTER, **FULL))
    (row,) = block.rows
    assert row.paragraph.role is Role.COLOPHON_CC
    assert (row.rule_above, block.rule_below) == (None, None)
    printer = of_kind(Kind.LETTER, printer="党政办公室")
    assert colophon_block(printer, stylesheet(NATIONAL), recipients_moved=False) is None


def test_9704_7_4_2_b_an_order_has_the_label_of_every_other_document() -> None:
    assert rows(of_kind(Kind.ORDER, cc="各局"))[0].text == "抄送：各局。"


@examples(60)
@given(documents())
def test_9704_7_4_the_colophon_is_the_last_thing_in_the_document(document: Document) -> None:
    blocks = lay_out(document).blocks
    apart = [index for index, block in enumerate(blocks) if getattr(block, "role", None) is Role.APART_LABEL]
    # What is bound apart is a booklet of its own.
    blocks = blocks[: apart[0]] if apart else blocks
    places = [index for index, block in enumerate(blocks) if isinstance(block, ColophonBlock)]
    assert places in ([], [len(blocks) - 1])
