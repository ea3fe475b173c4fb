"""Joint documents: the mark of several agencies, their signatures and seals (9704-7.2.4-g–i, 7.3.5.1-g–j, 7.3.5.2)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from math import hypot
from typing import NamedTuple

import pytest

import gongwen
from gongwen.standard import figures
from tests.page.clauses import clause
from tests.page.measures import (
    BOTTOM,
    CENTRE,
    CHARACTER,
    EDGE,
    FANGSONG,
    LEFT,
    OFF_CENTRE,
    PITCH,
    PLACE,
    RIGHT,
    WIDTH,
    XIAOBIAOSONG,
    body_lines,
    chinese_fonts,
    gap,
    is_red,
    line_above,
    one_empty_line,
    red_rules,
    text_lines,
    two_empty_lines,
    within,
)
from tests.page.press import AGENCIES, DATE, SIGNERS, Printed, joint, joint_request, printed, seal
from tests.support.page import Box, Glyph, MeasuredDocument, MeasuredLine, MeasuredPage, Rule

SUFFIX = "文件"
LEAD = AGENCIES[0] + SUFFIX
DIAMETER = 42
SEALED_TOTALS = range(2, 10)
LABELS = {"copy_number": "000018", "secrecy": "秘密", "secrecy_period": "1年", "urgency": "加急"}
LONG = (
    "云岭县森林草原防灭火指挥部办公室",
    "云岭县应急管理局",
    "云岭彝族哈尼族自治县青山镇防汛抗旱指挥部",
)
SHORT = ("县财政局", "县水务局", "县教育局", "县林草局")
EQUAL_NAMES = ("云岭县财政局", "云岭县水务局", "云岭县教育局", "云岭县林草局", "云岭县民政局", "云岭县司法局")
EQUAL = {f"{total} names of equal length": total for total in (4, 5, 6)}
NUMBER = re.compile(r"\w+〔\d{4}〕\d+号")
ALIGNED = 1.0
SAME_AXIS = 2.0
SAME_ROW = 5.0
LOWER = 1.0
"""7.3.5.1-e, 偏下: how far below the seal's centre the lines that it presses lie at the least."""


class Case(NamedTuple):
    """A joint document and its issuers."""

    document: gongwen.Document

    @property
    def names(self) -> tuple[str, ...]:
        """The agencies in their order."""
        return self.document.issuers


def _room(total: int) -> list[dict[str, object]]:
    """``seals=`` of seals that are stamped on paper."""
    return [{"name": "印章", "diameter": DIAMETER}] * total


def _sealed(names: tuple[str, ...], diameters: Iterable[float | None], **changes: object) -> Case:
    return Case(joint(names, seals=[one for diameter in diameters for one in seal(diameter)], **changes))


MARKS: Mapping[str, Case] = {
    **{f"{total} agencies": Case(joint(AGENCIES[:total])) for total in range(2, 10)},
    **{f"{total} agencies, labels": Case(joint(AGENCIES[:total], **LABELS)) for total in (2, 3, 9)},
    "long names": Case(joint(LONG)),
    "short names": Case(joint(SHORT)),
    "three agencies, upward": Case(joint_request(AGENCIES[:3], SIGNERS[:3])),
    "four agencies, upward, labels": Case(joint_request(AGENCIES[:4], SIGNERS[:4], **LABELS)),
}
LEADS: Mapping[str, Case] = {
    "lead agency alone": Case(joint(AGENCIES[:3], issuer_mark=LEAD)),
    "lead agency alone, upward": Case(joint_request(AGENCIES[:3], SIGNERS[:3], issuer_mark=LEAD)),
    "lead agency of nine": Case(joint(AGENCIES, issuer_mark=LEAD, **LABELS)),
}
SEALED: Mapping[str, Case] = {
    **{f"{total} seals": _sealed(AGENCIES[:total], [DIAMETER] * total) for total in SEALED_TOTALS},
    "2 seals, long names": _sealed(LONG[:2], [DIAMETER] * 2),
    "3 seals, long names": _sealed(LONG, [DIAMETER] * 3),
    "4 seals, short names": _sealed(SHORT, [DIAMETER] * 4),
    "4 small seals, short names": _sealed(SHORT, [35] * 4),
    **{name: _sealed(EQUAL_NAMES[:total], [DIAMETER] * total) for name, total in EQUAL.items()},
    "3 seals of usual diameters": _sealed(AGENCIES[:3], [None] * 3),
    "3 seals of different diameters": _sealed(AGENCIES[:3], [42, 50, 45]),
    "3 seals of 58 mm": _sealed(AGENCIES[:3], [58] * 3),
    "3 seals, short date": _sealed(AGENCIES[:3], [DIAMETER] * 3, date="2026-3-2"),
    "3 seals, lead agency's mark": _sealed(AGENCIES[:3], [DIAMETER] * 3, issuer_mark=LEAD, body=["国" * 20]),
    "3 seals after an attachment note": _sealed(
        AGENCIES[:3], [DIAMETER] * 3, attachments=[{"title": "责任分工表", "body": ["国" * 20]}]
    ),
    "3 seals, upward": Case(joint_request(AGENCIES[:3], SIGNERS[:3], seals=seal(DIAMETER) * 3)),
}
ROOMS: Mapping[str, Case] = {
    f"room for {total} seals": Case(joint(AGENCIES[:total], seals=_room(total))) for total in SEALED_TOTALS
}
UNSEALED: Mapping[str, Case] = {
    **{f"{total} agencies": MARKS[f"{total} agencies"] for total in range(2, 10)},
    "long names": MARKS["long names"],
    "short names": MARKS["short names"],
    "three agencies, upward": MARKS["three agencies, upward"],
}


@pytest.fixture(scope="module")
def documents() -> Printed:
    every = {**MARKS, **LEADS, **SEALED, **ROOMS}
    return printed({name: case.document for name, case in every.items()})


# The mark


class Mark(NamedTuple):
    """The mark of several agencies as it was found."""

    page: MeasuredPage
    ink: Box
    names: tuple[tuple[Glyph, ...], ...]
    suffix: tuple[Glyph, ...]
    rest: tuple[MeasuredLine, ...]
    """Lines between the mark and the red rule."""
    rule: Rule


def _mark(documents: Printed, name: str, profile: str) -> Mark:
    page = documents(name, profile)[0]
    rule = red_rules(page)[0]
    red = [glyph for glyph in page.glyphs if is_red(glyph.colour)]
    suffix = sorted(sorted(red, key=lambda glyph: glyph.origin_x)[-len(SUFFIX) :], key=lambda glyph: glyph.origin_x)
    of_names = [glyph for glyph in red if glyph not in suffix]
    baselines = sorted({round(glyph.baseline_y, 1) for glyph in of_names})
    names = tuple(
        tuple(
            sorted(
                (glyph for glyph in of_names if abs(glyph.baseline_y - baseline) < 0.2),
                key=lambda glyph: glyph.origin_x,
            )
        )
        for baseline in baselines
    )
    lowest = max(glyph.baseline_y for glyph in red)
    rest = tuple(line for line in page.lines if line.baseline > lowest + 1 and line.bottom < rule.top)
    ink = page.ink_box("red", (0, 0, page.width_mm, rest[0].top))
    assert ink is not None
    return Mark(page, ink, names, tuple(suffix), rest, rule)


def _top(glyphs: Iterable[Glyph]) -> float:
    return min(glyph.y0 for glyph in glyphs)


def _bottom(glyphs: Iterable[Glyph]) -> float:
    return max(glyph.y1 for glyph in glyphs)


every_mark = pytest.mark.parametrize("name", MARKS)


@clause("9704-7.2.4-g", "9704-7.2.4-a")
@every_mark
def test_the_mark_names_every_agency_one_under_the_other_the_lead_agency_first(
    documents: Printed, profile: str, name: str
) -> None:
    mark = _mark(documents, name, profile)
    assert tuple("".join(glyph.char for glyph in line) for line in mark.names) == MARKS[name].names
    assert "".join(glyph.char for glyph in mark.suffix) == SUFFIX
    for upper, lower in itertools.pairwise(mark.names):
        assert _bottom(upper) < _top(lower)


@clause("9704-7.2.4-g")
@every_mark
def test_the_names_of_the_mark_are_equally_wide(documents: Printed, profile: str, name: str) -> None:
    names = _mark(documents, name, profile).names
    for edge in ([line[0].x0 for line in names], [line[-1].x1 for line in names]):
        assert max(edge) - min(edge) <= ALIGNED


@clause("9704-7.2.4-h")
@every_mark
def test_the_word_file_stands_at_the_right_of_the_names_in_the_middle_of_their_height(
    documents: Printed, profile: str, name: str
) -> None:
    mark = _mark(documents, name, profile)
    middle = (_top(mark.suffix) + _bottom(mark.suffix)) / 2
    every = list(itertools.chain.from_iterable(mark.names))
    assert middle == pytest.approx((_top(every) + _bottom(every)) / 2, abs=2.0)
    assert mark.suffix[0].x0 > max(glyph.x1 for glyph in every)
    assert {glyph.size_pt for glyph in mark.suffix} == {glyph.size_pt for glyph in every}


@clause("9704-7.2.4-b", "9704-7.2.4-e")
@every_mark
def test_the_whole_mark_is_centred_and_no_wider_than_the_type_area(documents: Printed, profile: str, name: str) -> None:
    ink = _mark(documents, name, profile).ink
    assert ink.center_x == pytest.approx(CENTRE, abs=OFF_CENTRE)
    assert ink.width <= WIDTH


@clause("9704-7.2.4-c")
@pytest.mark.parametrize("name", [*MARKS, *LEADS])
def test_the_top_of_the_mark_is_35_mm_under_the_type_areas_edge(documents: Printed, profile: str, name: str) -> None:
    top = figures.MARK_TOP
    assert _mark(documents, name, profile).ink.y0 == pytest.approx(top.value.mm, abs=top.tolerance.mm)


@clause("9704-7.2.4-d", "9704-7.2.4-f")
@every_mark
def test_all_of_the_mark_is_red_and_in_xiaobiaosong(documents: Printed, profile: str, name: str) -> None:
    mark = _mark(documents, name, profile)
    for glyph in itertools.chain(mark.suffix, *mark.names):
        assert is_red(glyph.colour)
        assert XIAOBIAOSONG in glyph.font


@clause("9704-7.2.4-i", "9704-7.2.4-a")
@pytest.mark.parametrize("name", LEADS)
def test_the_mark_may_be_that_of_the_lead_agency_alone(documents: Printed, profile: str, name: str) -> None:
    page = documents(name, profile)[0]
    red = [glyph for glyph in page.glyphs if is_red(glyph.colour)]
    assert "".join(glyph.char for glyph in sorted(red, key=lambda glyph: glyph.origin_x)) == LEAD
    assert max(red, key=lambda glyph: glyph.y1).y1 - _top(red) <= 22
    ink = _mark(documents, name, profile).ink
    assert ink.center_x == pytest.approx(CENTRE, abs=OFF_CENTRE)


@clause("9704-7.2.5-g", "9704-7.2.5-a")
@pytest.mark.parametrize("name", [*MARKS, *LEADS])
def test_there_is_one_number_two_empty_lines_under_the_mark(documents: Printed, profile: str, name: str) -> None:
    mark, document = _mark(documents, name, profile), {**MARKS, **LEADS}[name].document
    empty = mark.rest[0].top - mark.ink.y1
    assert two_empty_lines(empty)
    assert NUMBER.findall(documents(name, profile).text) == [str(document.number)]
    if not document.signers:
        (number,) = mark.rest
        assert number.center_x == pytest.approx(CENTRE, abs=OFF_CENTRE)


@clause("9704-7.2.7-a")
@pytest.mark.parametrize("name", [*MARKS, *LEADS])
def test_the_red_rule_stands_4_mm_under_the_number(documents: Printed, profile: str, name: str) -> None:
    mark, below = _mark(documents, name, profile), figures.RULE_BELOW_NUMBER
    assert mark.rule.top - mark.rest[-1].bottom == pytest.approx(below.value.mm, abs=below.tolerance.mm)
    assert (mark.rule.x0, mark.rule.x1) == pytest.approx((LEFT, RIGHT), abs=PLACE)


@clause("9704-7.3.3-a")
@pytest.mark.parametrize("name", [*MARKS, *LEADS, *SEALED, *ROOMS])
def test_page_one_shows_body_text(documents: Printed, profile: str, name: str) -> None:
    assert body_lines(documents(name, profile)[0])


# Signatures under seals


class Signed(NamedTuple):
    """The signatures of a joint document on their page."""

    page: MeasuredPage
    names: tuple[MeasuredLine, ...]
    date: MeasuredLine
    seals: tuple[Box, ...]
    above: MeasuredLine


def _signed(documents: Printed, case: Case, name: str, profile: str) -> Signed:
    """Names and seals in the order of the agencies."""
    assert case.document.date is not None
    day = case.document.date
    written = f"{day.year}年{day.month}月{day.day}日"
    document = documents(name, profile)
    page = document.page_of(written)
    date = page.line_of(written)
    assert not any(other.images for other in document if other is not page)
    above = [line for line in text_lines(page) if set(line.text) <= set("国") or line.text.startswith("附件：")]
    last = max(line.baseline for line in above)
    lines = [line for line in text_lines(page) if last + 1 < line.baseline < date.baseline - 1]
    assert "".join(line.text for line in lines) == "".join(case.names), "the names must stand whole in their order"
    names = []
    for line, at in itertools.groupby(_lines_of_names(lines, case.names), key=lambda pair: pair[0]):
        names += [line.find(text) for _, text in at]
    seals = itertools.chain.from_iterable(_rows(page.images))
    return Signed(page, tuple(names), date, tuple(seals), max(above, key=lambda line: line.baseline))


def _lines_of_names(lines: list[MeasuredLine], names: tuple[str, ...]) -> list[tuple[MeasuredLine, str]]:
    """Each name with the line it stands on."""
    found, rest = [], list(names)
    for line in lines:
        text = line.text
        while text:
            found.append((line, rest[0]))
            text = text.removeprefix(rest.pop(0))
    return found


def _rows(boxes: Iterable[Box]) -> list[list[Box]]:
    """Boxes row by row, each from left to right."""
    rows: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: box.center_y):
        if rows and box.center_y - rows[-1][0].center_y < SAME_ROW:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [sorted(row, key=lambda box: box.x0) for row in rows]


every_sealed = pytest.mark.parametrize("name", SEALED)


@clause("9704-7.3.5.1-g")
@every_sealed
def test_the_sealed_names_stand_in_the_order_of_the_agencies_from_left_to_right_and_downward(
    documents: Printed, profile: str, name: str
) -> None:
    signed = _signed(documents, SEALED[name], name, profile)
    for left, right in itertools.pairwise(signed.names):
        assert right.baseline > left.baseline + 1 or right.x0 > left.x1
    for line in signed.names:
        assert chinese_fonts(line) == {FANGSONG}
        assert line.size_pt == figures.BODY_SIZE.value.pt
        assert line.x0 >= LEFT - 0.5
        assert line.x1 <= RIGHT + 0.5


@clause("9704-7.3.5.1-g")
@every_sealed
def test_names_of_a_row_keep_clear_of_each_other(documents: Printed, profile: str, name: str) -> None:
    signed = _signed(documents, SEALED[name], name, profile)
    for left, right in itertools.pairwise(signed.names):
        if abs(left.baseline - right.baseline) < 1:
            assert right.x0 - left.x1 >= 1.0


@clause("9704-7.3.5.1-h")
@every_sealed
def test_every_seal_presses_one_name_on_its_axis(documents: Printed, profile: str, name: str) -> None:
    signed = _signed(documents, SEALED[name], name, profile)
    assert len(signed.seals) == len(signed.names)
    for box, line in zip(signed.seals, signed.names, strict=True):
        assert box.center_x == pytest.approx(line.center_x, abs=SAME_AXIS)
        assert hypot(line.center_x - box.center_x, line.box.center_y - box.center_y) < box.width / 2


@clause("9704-7.3.5.1-h", "9704-7.3.5.1-b")
@every_sealed
def test_the_last_seal_presses_the_last_name_and_the_date(documents: Printed, profile: str, name: str) -> None:
    signed = _signed(documents, SEALED[name], name, profile)
    last = signed.seals[-1]
    assert last.center_x == pytest.approx(signed.date.center_x, abs=SAME_AXIS)
    # 7.3.5.5: lines may have been set closer, to 23 a page at the most.
    assert within((9.7, PITCH[1]), signed.date.baseline - signed.names[-1].baseline)
    for line in (signed.names[-1], signed.date):
        assert hypot(line.center_x - last.center_x, line.box.center_y - last.center_y) < last.width / 2
    for box in signed.seals[:-1]:
        # No other seal reaches to the date.
        assert hypot(signed.date.center_x - box.center_x, signed.date.box.center_y - box.center_y) > box.width / 2


@clause("9704-7.3.5.1-e")
@every_sealed
def test_the_last_name_and_the_date_lie_below_the_seals_centre_as_under_a_single_seal(
    documents: Printed, profile: str, name: str
) -> None:
    signed = _signed(documents, SEALED[name], name, profile)
    assert (signed.names[-1].top + signed.date.bottom) / 2 >= signed.seals[-1].center_y + LOWER


@clause("9704-7.3.5.1-i")
@every_sealed
def test_no_two_seals_touch(documents: Printed, profile: str, name: str) -> None:
    signed = _signed(documents, SEALED[name], name, profile)
    for one, other in itertools.combinations(signed.seals, 2):
        apart = hypot(one.center_x - other.center_x, one.center_y - other.center_y)
        assert apart - one.width / 2 - other.width / 2 > 0.5


@clause("9704-7.3.5.1-i")
@every_sealed
def test_rows_of_seals_are_even_and_stay_between_the_edges_of_the_type_area(
    documents: Printed, profile: str, name: str
) -> None:
    signed = _signed(documents, SEALED[name], name, profile)
    names = iter(signed.names)
    for row in _rows(signed.seals):
        assert [box.center_y for box in row] == pytest.approx([row[0].center_y] * len(row), abs=0.2)
        steps = [right.center_x - left.center_x for left, right in itertools.pairwise(row)]
        wide = [max(box.width, line.x1 - line.x0) for box, line in zip(row, names, strict=False)]
        room = (signed.date.center_x if row[-1] is signed.seals[-1] else RIGHT - wide[-1] / 2) - LEFT
        # Where one long name leaves no room for even steps, neighbours stand as close as they can.
        if wide[0] / 2 + max(steps, default=0) * len(steps) <= room - 1:
            assert steps == pytest.approx(steps[:1] * len(steps), abs=0.5)
        for step, (left, right) in zip(steps, itertools.pairwise(wide), strict=True):
            assert step >= (left + right) / 2 + 0.5
        assert row[0].x0 >= LEFT - 0.1
        assert row[-1].x1 <= RIGHT + 0.1


@clause("9704-7.3.5.1-g", "9704-7.3.5.1-i")
@pytest.mark.parametrize("name", EQUAL)
def test_seals_under_names_of_equal_length_stand_in_columns(documents: Printed, profile: str, name: str) -> None:
    signed = _signed(documents, SEALED[name], name, profile)
    *above, last = (sorted(box.center_x for box in row) for row in _rows(signed.seals))
    for row in above:
        assert row[-len(last) :] == pytest.approx(last, abs=0.2)


@clause("9704-7.3.5.1-i", "9704-7.3.5.1-f")
@every_sealed
def test_the_first_row_stands_within_one_line_of_the_text_and_not_upon_it(
    documents: Printed, profile: str, name: str
) -> None:
    signed = _signed(documents, SEALED[name], name, profile)
    below = min(box.y0 for box in signed.seals) - signed.above.bottom
    assert 0 <= below <= figures.SEAL_BELOW_TEXT.value.mm + figures.SEAL_BELOW_TEXT.tolerance.mm


@clause("9704-5.2.1-c", "9704-7.3.5.1-d")
@every_sealed
def test_the_seals_stay_above_the_foot_of_the_type_area_and_no_empty_page_follows(
    documents: Printed, profile: str, name: str
) -> None:
    signed = _signed(documents, SEALED[name], name, profile)
    assert max(box.y1 for box in signed.seals) <= BOTTOM + EDGE
    assert all(text_lines(page) for page in documents(name, profile))


@clause("9704-7.3.5.1-a")
@pytest.mark.parametrize("name", ["2 seals", *(f"{total} seals" for total in range(4, 10))])
def test_the_date_stands_four_characters_from_the_right_where_its_row_has_room(
    documents: Printed, profile: str, name: str
) -> None:
    signed = _signed(documents, SEALED[name], name, profile)
    right = RIGHT - signed.date.x1
    assert right == pytest.approx(figures.SEALED_DATE_RIGHT.value * CHARACTER, abs=2.0)


@clause("9704-7.3.5.1-j", "AMB-07")
def test_a_row_holds_as_many_seals_as_there_is_room_for(documents: Printed, profile: str) -> None:
    def rows(name: str) -> list[int]:
        return [len(row) for row in _rows(_signed(documents, SEALED[name], name, profile).seals)]

    assert rows("3 seals") == [3]
    assert rows("4 small seals, short names") == [4]
    assert rows("4 seals, short names") == [2, 2]
    assert rows("5 seals") == [3, 2]
    assert rows("9 seals") == [3, 3, 3]


@clause("9704-7.3.5.1-i")
@pytest.mark.parametrize("name", SEALED)
def test_every_seal_keeps_its_diameter(documents: Printed, profile: str, name: str) -> None:
    signed = _signed(documents, SEALED[name], name, profile)
    for box, given in zip(signed.seals, SEALED[name].document.seals, strict=True):
        assert box.width == pytest.approx(box.height, abs=0.1)
        if given.diameter:
            assert box.width == pytest.approx(given.diameter, abs=0.5)


@clause("9704-7.3.5.1-d", "9704-7.3.5.5")
@pytest.mark.parametrize("name", [*SEALED, *ROOMS])
def test_text_stands_on_the_page_of_the_seals(documents: Printed, profile: str, name: str) -> None:
    signed = _signed(documents, {**SEALED, **ROOMS}[name], name, profile)
    assert body_lines(signed.page) or signed.above.text.startswith("附件：")


@clause("9704-7.3.5.1-g", "9704-7.3.5.1-h")
@pytest.mark.parametrize("total", SEALED_TOTALS)
def test_seals_to_be_stamped_on_paper_leave_names_and_date_where_printed_ones_do(
    documents: Printed, profile: str, total: int
) -> None:
    drawn = _signed(documents, SEALED[f"{total} seals"], f"{total} seals", profile)
    left = _signed(documents, ROOMS[f"room for {total} seals"], f"room for {total} seals", profile)
    assert not left.seals
    for one, other in zip((*drawn.names, drawn.date), (*left.names, left.date), strict=True):
        assert one.box == pytest.approx(other.box, abs=0.1)


@clause("9704-7.3.5.1-h")
def test_more_seals_than_agencies_are_refused() -> None:
    with pytest.raises(gongwen.InputError, match="一章对一署名"):
        gongwen.render(joint(AGENCIES[:2], seals=seal() * 3))


@clause("9704-7.3.5.1-h")
def test_fewer_seals_than_agencies_are_refused_too() -> None:
    with pytest.raises(gongwen.InputError):
        gongwen.render(joint(AGENCIES[:3], seals=seal() * 2))


# Signatures without seals

every_unsealed = pytest.mark.parametrize("name", UNSEALED)


def _one_under_the_other(documents: Printed, name: str, profile: str) -> Signed:
    signed = _signed(documents, UNSEALED[name], name, profile)
    assert len({line.baseline for line in signed.names}) == len(signed.names)
    return signed


@clause("9704-7.3.5.2-d")
@every_unsealed
def test_unsealed_names_stand_downward_in_the_order_of_the_agencies(
    documents: Printed, profile: str, name: str
) -> None:
    signed = _one_under_the_other(documents, name, profile)
    for upper, lower in itertools.pairwise((*signed.names, signed.date)):
        assert within(PITCH, lower.baseline - upper.baseline)
    assert not signed.seals


@clause("9704-7.3.5.2-d")
@every_unsealed
def test_unsealed_names_are_equally_wide(documents: Printed, profile: str, name: str) -> None:
    names = _one_under_the_other(documents, name, profile).names
    for edge in ([line.x0 for line in names], [line.x1 for line in names]):
        assert max(edge) - min(edge) <= ALIGNED


@clause("9704-7.3.5.2-a")
@every_unsealed
def test_the_first_unsealed_name_stands_one_empty_line_under_the_text(
    documents: Printed, profile: str, name: str
) -> None:
    signed = _one_under_the_other(documents, name, profile)
    empty = gap(signed.above, signed.names[0])
    assert one_empty_line(empty)


@clause("9704-7.3.5.2-a", "9704-7.3.5.2-c")
@every_unsealed
def test_unsealed_names_or_a_longer_date_end_two_characters_from_the_right(
    documents: Printed, profile: str, name: str
) -> None:
    signed = _one_under_the_other(documents, name, profile)
    place = RIGHT - figures.UNSEALED_NAME_RIGHT.value * CHARACTER
    if max(map(len, UNSEALED[name].names)) > 7:
        assert signed.names[0].x1 == pytest.approx(place, abs=PLACE)
    else:
        # The date is as wide as seven characters and up to one more (measures.DATE_SLACK).
        assert -PLACE <= signed.date.x1 - place <= PLACE + CHARACTER


@clause("9704-7.3.5.2-b")
@every_unsealed
def test_the_date_begins_two_characters_to_the_right_of_the_unsealed_names(
    documents: Printed, profile: str, name: str
) -> None:
    signed = _one_under_the_other(documents, name, profile)
    shift = signed.date.x0 - signed.names[0].x0
    assert shift == pytest.approx(figures.UNSEALED_DATE_SHIFT.value * CHARACTER, abs=PLACE)


@clause("9704-7.3.5.1-d", "9704-7.3.5.5")
@every_unsealed
def test_text_stands_on_the_page_of_unsealed_names(documents: Printed, profile: str, name: str) -> None:
    document: MeasuredDocument = documents(name, profile)
    page = document.page_of(DATE)
    assert body_lines(page)
    assert line_above(page, page.line_of(DATE)).text == UNSEALED[name].names[-1]
