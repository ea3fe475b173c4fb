"""Upward documents: 签发人 and 发文字号 on one line, one superior (9704-7.2.5-f, 7.2.6, 7.3.2-e)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from typing import NamedTuple

import pytest

import gongwen
from gongwen.standard import figures
from tests.page.clauses import clause
from tests.page.measures import (
    CENTRE,
    CHARACTER,
    FANGSONG,
    KAITI,
    LEFT,
    OFF_CENTRE,
    PITCH,
    PLACE,
    RIGHT,
    body_lines,
    chinese_fonts,
    gap,
    is_red,
    line_below,
    red_rules,
    text_lines,
    two_empty_lines,
    within,
)
from tests.page.press import AGENCIES, SIGNERS, Printed, joint_request, notice, printed, request
from tests.support.page import Box, MeasuredLine, MeasuredPage, Rule

LABELS = {"copy_number": "000018", "secrecy": "机密", "secrecy_period": "1年", "urgency": "特急"}
LABEL = "签发人："
A_LINE = 2
"""7.2.6-e: names a line."""
ALIGNED = 1.0
LEAD = "云岭县人民政府文件"
FIVE_AND_TITLE = "five, every agency's mark, title of two lines"
NINE = "nine, every agency's mark"
NO_ROOM = "two, no room beside the number"
LONG_NUMBER = "云岭县青山镇防汛办发〔2026〕1208号"
NUMBER = re.compile(r"\w+〔\d{4}〕\d+号")


class Case(NamedTuple):
    """A request and who signs it."""

    document: gongwen.Document
    rows: tuple[tuple[str, ...], ...]

    @property
    def number(self) -> str:
        """发文字号."""
        return str(self.document.number)


def _case(document: gongwen.Document) -> Case:
    signers = document.signers
    return Case(document, tuple(signers[at : at + A_LINE] for at in range(0, len(signers), A_LINE)))


def _together(total: int, **changes: object) -> Case:
    return _case(joint_request(AGENCIES[:total], SIGNERS[:total], **changes))


CASES: Mapping[str, Case] = {
    "one of three characters": _case(request()),
    "one of two characters": _case(request(signers="李强")),
    "one of four characters": _case(request(signers="欧阳明华")),
    "one of eight characters": _case(request(signers="阿依古丽·买买提")),
    "one, all labels": _case(request(**LABELS)),
    "one, long number": _case(request(number=LONG_NUMBER)),
    "one, long mark": _case(request(issuers="云岭彝族哈尼族自治县青山镇防汛抗旱应急指挥部办公室")),
    "two": _together(2),
    "two of two characters": _case(joint_request(AGENCIES[:2], ["李强", "王芳"])),
    "two, the second longer": _case(joint_request(AGENCIES[:2], ["李强", "欧阳明华"])),
    "three": _together(3),
    "three, all labels": _together(3, **LABELS),
    "three, lead agency's mark": _together(3, issuer_mark=LEAD),
    "five": _together(5),
    "five, lead agency's mark, all labels": _together(5, issuer_mark=LEAD, **LABELS),
    "nine, lead agency's mark": _together(9, issuer_mark=LEAD),
    "nine, lead agency's mark, all labels": _together(9, issuer_mark=LEAD, **LABELS),
}
SEVERAL = [name for name, case in CASES.items() if len(case.document.signers) > 1]
MORE_ROWS = [name for name, case in CASES.items() if len(case.rows) > 1]
# Heads that are hard to fit.
HARD: Mapping[str, Case] = {
    FIVE_AND_TITLE: _together(5, title="云岭县人民政府等五部门\n关于修建上坝村防洪堤的请示", **LABELS),
    NINE: _together(9),
    "two, the first longer": _case(joint_request(AGENCIES[:2], ["欧阳明华", "李强"])),
    "two, one of eight characters": _case(joint_request(AGENCIES[:2], ["阿依古丽·买买提", "李强"])),
    "two, long number": _case(joint_request(AGENCIES[:2], SIGNERS[:2], number=LONG_NUMBER)),
    NO_ROOM: _case(joint_request(AGENCIES[:2], ["阿依古丽·买买提·艾合买提", "李强"], number=LONG_NUMBER)),
}
EVERY = {**CASES, **HARD}
UPWARD_KINDS = ["请示", "报告", "议案", "意见"]
OTHER_KINDS = ["通知", "决定", "批复", "通报", "公告"]


class Head(NamedTuple):
    """The head of an upward document."""

    page: MeasuredPage
    rule: Rule
    mark: Box
    rows: tuple[MeasuredLine, ...]
    """Lines between the mark and the rule."""


@pytest.fixture(scope="module")
def documents() -> Printed:
    upward = {f"kind: {kind}": request(kind=kind) for kind in UPWARD_KINDS}
    others = {f"kind: {kind}": notice(kind=kind, signers="周海燕") for kind in OTHER_KINDS}
    return printed({**{name: case.document for name, case in EVERY.items()}, **upward, **others})


def _read(documents: Printed, name: str, profile: str) -> Head:
    page = documents(name, profile)[0]
    rule = red_rules(page)[0]
    above = [line for line in page.lines if line.bottom < rule.top]
    last_red = max(line.baseline for line in above if is_red(line.colour))
    rows = tuple(line for line in above if line.baseline > last_red)
    mark = page.ink_box("red", (0, 0, page.width_mm, rows[0].top))
    assert mark is not None
    return Head(page, rule, mark, rows)


def _names(documents: Printed, name: str, profile: str) -> list[list[MeasuredLine]]:
    """The signers' names as they stand, row by row."""
    rows = _read(documents, name, profile).rows
    return [[line.find(signer) for signer in row] for line, row in zip(rows, EVERY[name].rows, strict=True)]


every_case = pytest.mark.parametrize("name", CASES)


@clause("9704-7.2.6-a", "9704-7.2.6-b", "9704-7.2.6-e", "9704-7.2.6-f", "9704-7.2.5-g")
@every_case
def test_all_signers_stand_two_a_line_in_the_order_of_their_agencies_with_one_number(
    documents: Printed, profile: str, name: str
) -> None:
    case = CASES[name]
    wanted = ["".join(row) for row in case.rows]
    wanted[0] = LABEL + wanted[0]
    wanted[-1] = case.number + wanted[-1]
    assert [line.text for line in _read(documents, name, profile).rows] == wanted
    assert NUMBER.findall(documents(name, profile).text) == [case.number]
    assert len(case.document.signers) == len(case.document.issuers)


@clause("9704-7.2.6-a")
@pytest.mark.parametrize("kind", UPWARD_KINDS)
def test_every_kind_that_goes_upward_shows_its_signer(documents: Printed, profile: str, kind: str) -> None:
    assert [line.text for line in _read(documents, f"kind: {kind}", profile).rows] == [
        f"青政请〔2026〕12号{LABEL}周海燕"
    ]


@clause("9704-7.2.6-g")
@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_no_other_kind_shows_a_signer_and_its_number_stands_in_the_middle(
    documents: Printed, profile: str, kind: str
) -> None:
    head = _read(documents, f"kind: {kind}", profile)
    (number,) = head.rows
    assert number.text == "青政发〔2026〕29号"
    assert number.center_x == pytest.approx(CENTRE, abs=OFF_CENTRE)
    assert "签发人" not in documents(f"kind: {kind}", profile).text


@clause("9704-7.2.6-c")
@every_case
def test_the_first_signer_stands_two_empty_lines_under_the_mark(documents: Printed, profile: str, name: str) -> None:
    head = _read(documents, name, profile)
    empty = head.rows[0].top - head.mark.y1
    assert two_empty_lines(empty)


@clause("9704-7.2.6-c")
@every_case
def test_the_names_end_one_character_from_the_right(documents: Printed, profile: str, name: str) -> None:
    right = max(found.x1 for row in _names(documents, name, profile) for found in row)
    assert right == pytest.approx(RIGHT - figures.SIGNERS_RIGHT.value * CHARACTER, abs=PLACE)


@clause("9704-7.2.6-c")
def test_a_longer_name_in_the_first_column_does_not_move_the_second_away_from_the_right(
    documents: Printed, profile: str
) -> None:
    ((_, second),) = _names(documents, "two, the first longer", profile)
    assert second.x1 == pytest.approx(RIGHT - figures.SIGNERS_RIGHT.value * CHARACTER, abs=PLACE)


@clause("9704-7.2.6-d")
@every_case
def test_the_label_is_in_fangsong_and_the_names_in_kaiti_of_size_3(documents: Printed, profile: str, name: str) -> None:
    head = _read(documents, name, profile)
    label = head.rows[0].find(LABEL)
    assert chinese_fonts(label) == {FANGSONG}
    for found in itertools.chain([[label]], _names(documents, name, profile)):
        for line in found:
            assert {glyph.size_pt for glyph in line.glyphs} == {figures.BODY_SIZE.value.pt}
    for row in _names(documents, name, profile):
        for line in row:
            # The dot in a name of two parts may have the font of digits (AMB-23).
            assert {glyph.font for glyph in line.glyphs if glyph.char.isalpha()} == {KAITI}


@clause("9704-7.2.6-e", "9704-7.2.2-d")
@every_case
def test_a_name_of_two_characters_is_as_wide_as_one_of_three(documents: Printed, profile: str, name: str) -> None:
    for found in itertools.chain.from_iterable(_names(documents, name, profile)):
        if len(found.text) == 2:
            assert found.spaced_text == "\u3000".join(found.text)
            assert found.advances == pytest.approx([2 * figures.BODY_SIZE.value.mm], abs=0.5)


@clause("9704-7.2.6-e")
@pytest.mark.parametrize("name", MORE_ROWS)
def test_names_stand_in_columns_under_the_first_line_of_names(documents: Printed, profile: str, name: str) -> None:
    rows = _names(documents, name, profile)
    for row in rows:
        for above, found in zip(rows[0], row, strict=False):
            # Where the cell of the first character starts: the ink of 王 and 孙 begins at different places in it.
            assert found.origin_x == pytest.approx(above.origin_x, abs=ALIGNED)
    for upper, lower in itertools.pairwise(_read(documents, name, profile).rows):
        assert within(PITCH, lower.baseline - upper.baseline)


@clause("9704-7.2.6-e")
@pytest.mark.parametrize("name", SEVERAL)
def test_names_of_a_line_stand_at_least_one_character_apart(documents: Printed, profile: str, name: str) -> None:
    for row in _names(documents, name, profile):
        for left, right in itertools.pairwise(row):
            assert right.x0 - left.x1 >= figures.BODY_SIZE.value.mm - 0.5


@clause("9704-7.2.6-e")
@pytest.mark.parametrize("name", ["two, one of eight characters", "two, long number"])
def test_no_name_is_broken_for_want_of_room_beside_the_number(documents: Printed, profile: str, name: str) -> None:
    # Names may then stand one a line; the number stays with the last one.
    document, rows = EVERY[name].document, _read(documents, name, profile).rows
    assert "".join(line.text for line in rows).replace(EVERY[name].number, "") == LABEL + "".join(document.signers)
    assert rows[-1].text.startswith(EVERY[name].number)
    first, last = (
        next(line.find(signer) for line in rows if signer in line.text)
        for signer in (document.signers[0], document.signers[-1])
    )
    assert first.x0 > rows[0].find(LABEL).x1
    assert last.x0 > rows[0].find(LABEL).x1


@clause("9704-7.2.6-c", "9704-7.2.6-e", "9704-7.2.7-a")
def test_a_number_that_leaves_no_room_for_any_name_has_the_last_line_for_itself(
    documents: Printed, profile: str
) -> None:
    case, head = HARD[NO_ROOM], _read(documents, NO_ROOM, profile)
    assert [line.text for line in head.rows] == [LABEL + "".join(case.document.signers), case.number]
    last = head.rows[0].find(case.document.signers[-1])
    assert last.x1 == pytest.approx(RIGHT - figures.SIGNERS_RIGHT.value * CHARACTER, abs=PLACE)
    assert head.rows[1].x0 == pytest.approx(LEFT + figures.UPWARD_NUMBER_LEFT.value * CHARACTER, abs=PLACE)
    below = figures.RULE_BELOW_NUMBER
    assert head.rule.top - head.rows[1].bottom == pytest.approx(below.value.mm, abs=below.tolerance.mm)


@clause("9704-7.2.4-i", "9704-7.3.3-a")
def test_a_mark_of_all_that_leaves_no_room_on_page_one_gives_way_to_that_of_the_lead_agency(
    documents: Printed, profile: str
) -> None:
    head = _read(documents, NINE, profile)
    red = [glyph for glyph in head.page.glyphs if is_red(glyph.colour)]
    assert "".join(glyph.char for glyph in sorted(red, key=lambda glyph: glyph.origin_x)) == LEAD
    assert head.mark.center_x == pytest.approx(CENTRE, abs=OFF_CENTRE)
    assert head.mark.y0 == pytest.approx(figures.MARK_TOP.value.mm, abs=figures.MARK_TOP.tolerance.mm)


@clause("9704-7.2.4-g", "9704-7.3.3-a")
def test_the_mark_of_all_is_made_smaller_before_it_gives_way(documents: Printed, profile: str) -> None:
    head = _read(documents, FIVE_AND_TITLE, profile)
    red = "".join(glyph.char for glyph in head.page.glyphs if is_red(glyph.colour))
    assert all(sorted(set(name) - set(red)) == [] for name in AGENCIES[:5])
    assert head.mark.y0 == pytest.approx(figures.MARK_TOP.value.mm, abs=figures.MARK_TOP.tolerance.mm)


@clause("9704-7.2.5-f")
@every_case
def test_the_number_stands_one_character_from_the_left_on_the_line_of_the_last_signer(
    documents: Printed, profile: str, name: str
) -> None:
    head = _read(documents, name, profile)
    number = head.page.find(CASES[name].number)
    assert number.x0 == pytest.approx(LEFT + figures.UPWARD_NUMBER_LEFT.value * CHARACTER, abs=PLACE)
    last = _names(documents, name, profile)[-1][-1]
    assert number.baseline == pytest.approx(last.baseline, abs=0.1)
    assert number.x1 < last.x0
    assert chinese_fonts(number) == {FANGSONG}


@clause("9704-7.2.7-a")
@every_case
def test_the_red_rule_stands_4_mm_under_the_last_signer_as_wide_as_the_type_area(
    documents: Printed, profile: str, name: str
) -> None:
    head = _read(documents, name, profile)
    below, width = figures.RULE_BELOW_NUMBER, figures.RED_RULE_WIDTH
    assert len(red_rules(head.page)) == 1
    assert head.rule.top - head.rows[-1].bottom == pytest.approx(below.value.mm, abs=below.tolerance.mm)
    assert head.rule.length == pytest.approx(width.value.mm, abs=width.tolerance.mm)
    assert head.rule.x0 == pytest.approx(LEFT, abs=PLACE)
    assert head.rule.x1 == pytest.approx(RIGHT, abs=PLACE)


@clause("9704-7.2.4-c")
@every_case
def test_the_top_of_the_mark_stays_at_72_mm_whatever_labels_and_signers_stand_around_it(
    documents: Printed, profile: str, name: str
) -> None:
    head = _read(documents, name, profile)
    assert head.mark.y0 == pytest.approx(figures.MARK_TOP.value.mm, abs=figures.MARK_TOP.tolerance.mm)


@clause("9704-7.3.1-b", "9704-7.3.2-e")
@every_case
def test_title_and_the_one_superior_stand_under_the_rule(documents: Printed, profile: str, name: str) -> None:
    head, document = _read(documents, name, profile), CASES[name].document
    below = [line for line in text_lines(head.page) if line.top > head.rule.bottom]
    empty = below[0].top - head.rule.bottom
    assert two_empty_lines(empty)
    title = [line for line in below if line.size_pt == figures.TITLE_SIZE.value.pt]
    assert "".join(line.text for line in title) == document.title
    assert line_below(head.page, title[-1]).text == f"{document.recipients[0]}："
    assert gap(title[-1], line_below(head.page, title[-1])) > 0


@clause("9704-7.3.3-a")
@pytest.mark.parametrize("name", [*CASES, *HARD])
def test_page_one_shows_body_text_however_many_sign(documents: Printed, profile: str, name: str) -> None:
    assert body_lines(documents(name, profile)[0])


@clause("9704-7.2.6-a")
@pytest.mark.parametrize("kind", ["请示", "报告"])
def test_an_upward_document_without_a_signer_is_refused(kind: str) -> None:
    with pytest.raises(gongwen.InputError, match="签发人"):
        gongwen.render(request(kind=kind, signers=[]))


@clause("9704-7.2.6-f")
@pytest.mark.parametrize("signers", [1, 2, 4])
def test_a_joint_request_with_more_or_fewer_signers_than_agencies_is_refused(signers: int) -> None:
    with pytest.raises(gongwen.InputError, match=r"9704-7\.2\.6-f"):
        gongwen.render(joint_request(AGENCIES[:3], SIGNERS[:signers]))


@clause("9704-7.3.2-e")
@pytest.mark.parametrize("recipients", ["云岭县人民政府，云岭县财政局", "云岭县委员会、云岭县人民政府"])
def test_a_request_to_two_superiors_is_refused(recipients: str) -> None:
    with pytest.raises(gongwen.InputError, match="主送机关"):
        gongwen.render(request(recipients=recipients))
