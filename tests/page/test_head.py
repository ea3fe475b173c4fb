"""版头: 份号, 密级, 紧急程度, the mark, the number and the red rule under it (9704-7.2)."""

from __future__ import annotations

import itertools
from typing import NamedTuple

import pytest

from gongwen.standard import figures
from tests.page.clauses import clause
from tests.page.measures import (
    CENTRE,
    EDGES,
    FANGSONG,
    HEITI,
    LEFT,
    OFF_CENTRE,
    PITCH,
    PLACE,
    RIGHT,
    TOP,
    WIDTH,
    XIAOBIAOSONG,
    chinese_fonts,
    is_red,
    red_rules,
    text_lines,
    two_empty_lines,
    within,
)
from tests.page.press import COLOPHON, Printed, notice, printed
from tests.support.page import Box, MeasuredLine, MeasuredPage, Rule

COPY, SECRECY, PERIOD, URGENCY = "000018", "机密", "1年", "特急"
COPY_AND = {"copy_number": COPY}
# A secret document without 份号 is refused by the model (TL-9.1), so two of the eight combinations cannot occur.
LABELS: dict[str, tuple[dict[str, str], list[str]]] = {
    "none": ({}, []),
    "urgency": ({"urgency": URGENCY}, ["特急"]),
    "copy number": (COPY_AND, [COPY]),
    "copy number, urgency": ({**COPY_AND, "urgency": URGENCY}, [COPY, "特急"]),
    "copy number, secrecy": ({**COPY_AND, "secrecy": SECRECY}, [COPY, "机密"]),
    "copy number, secrecy, period": (
        {**COPY_AND, "secrecy": SECRECY, "secrecy_period": PERIOD},
        [COPY, "机密★1年"],
    ),
    "copy number, secrecy, urgency": ({**COPY_AND, "secrecy": SECRECY, "urgency": URGENCY}, [COPY, "机密", "特急"]),
    "all with period": (
        {**COPY_AND, "secrecy": SECRECY, "secrecy_period": PERIOD, "urgency": URGENCY},
        [COPY, "机密★1年", "特急"],
    ),
}
LABELLED = [name for name, (_, texts) in LABELS.items() if texts]
MARKS = {
    4: "省府文件",
    9: "青山镇人民政府文件",
    12: "云岭县青山镇人民政府文件",
    20: "云岭县人民政府防汛抗旱指挥部办公室通告文",
    30: "云岭彝族哈尼族自治县青山镇人民政府防汛抗旱应急指挥部办公室文件",
}
NUMBERS = {"short": "青政发〔2026〕8号", "long": "云岭县青山镇防汛办发〔2026〕1208号"}


class Head(NamedTuple):
    """The head of page one as it was found there."""

    page: MeasuredPage
    rule: Rule
    number: MeasuredLine
    mark: Box
    """The red ink above the number."""
    labels: tuple[MeasuredLine, ...]


@pytest.fixture(scope="module")
def heads() -> Printed:
    labels = {f"labels: {name}": notice(**fields) for name, (fields, _) in LABELS.items()}
    marks = {
        f"mark: {length}, {name}": notice(issuer_mark=mark, **LABELS[name][0])
        for length, mark in MARKS.items()
        for name in ("none", "all with period")
    }
    numbers = {f"number: {name}": notice(number=number, **COLOPHON) for name, number in NUMBERS.items()}
    return printed({**labels, **marks, **numbers})


HEADS = [
    *(f"labels: {name}" for name in LABELS),
    *(f"mark: {length}, {name}" for length in MARKS for name in ("none", "all with period")),
    *(f"number: {name}" for name in NUMBERS),
]


def _read(page: MeasuredPage) -> Head:
    rule = red_rules(page)[0]
    above = [line for line in page.lines if line.bottom < rule.top]
    red = [line for line in above if is_red(line.colour)]
    black = [line for line in above if not is_red(line.colour)]
    number = black[-1]
    mark = page.ink_box("red", (0, 0, page.width_mm, number.top))
    assert mark is not None
    labels = tuple(line for line in black if line.baseline < red[0].baseline)
    return Head(page, rule, number, mark, labels)


@pytest.fixture
def head(heads: Printed, profile: str, request: pytest.FixtureRequest) -> Head:
    """The head named by the test's parameter."""
    return _read(heads(request.param, profile)[0])


every_head = pytest.mark.parametrize("head", HEADS, indirect=True)


@clause("9704-7.2.1-a", "9704-7.2.2-c", "9704-7.2.2-d", "9704-7.2.3-a", "9704-7.2.3-b", "9704-7.2.3-c")
@pytest.mark.parametrize("name", LABELS)
def test_the_labels_stand_in_their_order_without_a_gap_for_one_that_is_absent(
    heads: Printed, profile: str, name: str
) -> None:
    labels = _read(heads(f"labels: {name}", profile)[0]).labels
    assert [line.text for line in labels] == LABELS[name][1]
    for upper, lower in itertools.pairwise(labels):
        assert within(PITCH, lower.baseline - upper.baseline)
    for line in labels:
        if line.text in ("机密", "特急"):
            assert line.spaced_text.strip(" ") == "\u3000".join(line.text)
            assert line.advances[0] == pytest.approx(2 * figures.BODY_SIZE.value.mm, abs=0.5)
        else:
            assert line.spaced_text == line.text


@clause("9704-7.2.1-b", "9704-7.2.2-b", "AMB-28")
@pytest.mark.parametrize("name", LABELLED)
def test_the_first_label_stands_on_the_first_line_at_the_left_edge(heads: Printed, profile: str, name: str) -> None:
    labels = _read(heads(f"labels: {name}", profile)[0]).labels
    assert within((TOP, EDGES[profile].first_top[1] + 0.8), labels[0].top)  # digits are lower than 汉字
    for line in labels:
        assert line.x0 == pytest.approx(LEFT, abs=PLACE)
    if len(labels) > 1:
        # 检 y=47.5±2.5 for the second line; common practice stands lower as a whole (2.3).
        lower = EDGES["通行"].first_top[1] - EDGES["国标"].first_top[1] if profile == "通行" else 0
        assert within((45.0, 50.0 + lower), labels[1].top)


@clause("9704-7.2.1-a", "9704-7.2.1-c", "9704-7.2.2-a", "9704-7.2.3-a", "AMB-04")
@pytest.mark.parametrize("name", LABELLED)
def test_labels_are_of_size_3_and_those_of_words_in_heiti(heads: Printed, profile: str, name: str) -> None:
    for line in _read(heads(f"labels: {name}", profile)[0]).labels:
        for glyph in line.glyphs:
            assert glyph.size_pt == pytest.approx(figures.BODY_SIZE.value.pt, abs=figures.BODY_SIZE.tolerance.pt)
        if line.text != COPY:
            assert chinese_fonts(line) == {HEITI}


@clause("9704-7.2.4-c")
@every_head
def test_the_top_of_the_mark_is_35_mm_under_the_type_areas_edge_whatever_stands_above(head: Head) -> None:
    assert head.mark.y0 == pytest.approx(figures.MARK_TOP.value.mm, abs=figures.MARK_TOP.tolerance.mm)
    for label in head.labels:
        assert label.bottom < head.mark.y0


@clause("9704-7.2.4-b", "9704-7.2.4-e")
@every_head
def test_the_mark_is_centred_and_no_wider_than_the_type_area(head: Head) -> None:
    assert head.mark.center_x == pytest.approx(CENTRE, abs=OFF_CENTRE)
    assert head.mark.width <= WIDTH


@clause("9704-7.2.4-a", "9704-7.2.4-d", "9704-7.2.4-f", "AMB-05", "AMB-19")
@pytest.mark.parametrize("length", MARKS)
@pytest.mark.parametrize("labels", ["none", "all with period"])
def test_the_mark_is_red_and_in_xiaobiaosong_and_whole(heads: Printed, profile: str, length: int, labels: str) -> None:
    page = heads(f"mark: {length}, {labels}", profile)[0]
    red = [glyph for line in page.lines for glyph in line.glyphs if is_red(glyph.colour)]
    assert "".join(glyph.char for glyph in red) == MARKS[length]
    assert all(XIAOBIAOSONG in glyph.font for glyph in red)
    assert len({round(glyph.baseline_y) for glyph in red}) == 1
    # 醒目: no smaller than the title, but for marks that would then be two lines in programs that narrow no characters;
    # and no higher than the 22 mm of the old rule (AMB-05).
    assert min(glyph.size_pt for glyph in red) >= min(figures.TITLE_SIZE.value.pt, 560 / len(MARKS[length]) - 0.5)
    assert max(glyph.y1 - glyph.y0 for glyph in red) <= 22


@clause("9704-7.2.5-a")
@every_head
def test_the_number_stands_two_empty_lines_under_the_mark_in_the_middle(head: Head) -> None:
    empty = head.number.top - head.mark.y1
    assert two_empty_lines(empty)
    assert head.number.center_x == pytest.approx(CENTRE, abs=OFF_CENTRE)


@clause("9704-7.2.5-b", "9704-7.2.5-c", "9704-7.2.5-d", "9704-7.2.5-e")
@pytest.mark.parametrize("name", NUMBERS)
def test_the_number_is_written_as_given_in_fangsong_of_size_3(heads: Printed, profile: str, name: str) -> None:
    number = _read(heads(f"number: {name}", profile)[0]).number
    assert number.spaced_text == NUMBERS[name]
    assert chinese_fonts(number) == {FANGSONG}
    assert number.size_pt == pytest.approx(figures.BODY_SIZE.value.pt, abs=figures.BODY_SIZE.tolerance.pt)


@clause("9704-7.2.7-a")
@every_head
def test_a_red_rule_as_wide_as_the_type_area_stands_4_mm_under_the_number(head: Head) -> None:
    below = figures.RULE_BELOW_NUMBER
    assert head.rule.top - head.number.bottom == pytest.approx(below.value.mm, abs=below.tolerance.mm)
    width = figures.RED_RULE_WIDTH
    assert head.rule.length == pytest.approx(width.value.mm, abs=width.tolerance.mm)
    assert head.rule.x0 == pytest.approx(LEFT, abs=PLACE)
    assert head.rule.x1 == pytest.approx(RIGHT, abs=PLACE)


@clause("9704-7.2.7-b", "9704-7.2.7-c", "AMB-06")
@every_head
def test_the_red_rule_is_one_line_of_0_3_to_1_1_mm(head: Head) -> None:
    assert len(red_rules(head.page)) == 1
    thickness = head.rule.thickness
    assert within((0.3, 1.1), thickness)
    assert "★" not in [line.text for line in head.page.lines]


@clause("9704-7.2.5-a", "9704-7.2.7-a")
@every_head
def test_the_head_has_no_other_text_than_labels_mark_and_number(head: Head) -> None:
    above = [line for line in text_lines(head.page) if line.bottom < head.rule.top]
    assert len(above) == len(head.labels) + 2


@clause("9704-7.2.7-a")
def test_the_head_stands_on_page_one_only(heads: Printed, profile: str) -> None:
    for name in HEADS:
        for page in list(heads(name, profile))[1:]:
            assert not red_rules(page)
            assert not any(is_red(glyph.colour) for glyph in page.glyphs)
