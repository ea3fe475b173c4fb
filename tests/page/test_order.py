"""命令格式: the mark 57 mm from the sheet's edge, 令号, the signers' stamps (9704-10.2, 7.3.5.3, figure 12)."""

from __future__ import annotations

import itertools
from typing import NamedTuple

import pytest

import gongwen
from gongwen.standard import figures
from tests.page.clauses import clause
from tests.page.measures import (
    BOTTOM,
    CENTRE,
    CHARACTER,
    DATE_SLACK,
    EDGES,
    FANGSONG,
    HEITI,
    LEFT,
    NEXT_LINE,
    OFF_CENTRE,
    PITCH,
    PLACE,
    RIGHT,
    SMALL_CHARACTER,
    TOP,
    WIDTH,
    XIAOBIAOSONG,
    black_rules,
    bounds,
    chinese_fonts,
    colophon_lines,
    folio,
    gap,
    is_red,
    line_below,
    one_empty_line,
    pages_with_rules,
    red_rules,
    two_empty_lines,
    within,
)
from tests.page.other_forms import COPY, LABELS, national, office_of, order, stamp
from tests.page.press import DATE, Printed, printed
from tests.support.page import Box, MeasuredDocument, MeasuredLine, MeasuredPage

NUMBER = "第7号"
TITLE = "云岭县人民政府关于森林防火期封山的命令"
MARKS = {
    "令": ("云岭县人民政府", None, "云岭县人民政府令"),
    "命令": ("云岭县人民政府", "云岭县人民政府命令", "云岭县人民政府命令"),
    "short": ("国务院", None, "国务院令"),
    "long": (
        "云岭彝族哈尼族自治县森林草原防灭火应急指挥部",
        None,
        "云岭彝族哈尼族自治县森林草原防灭火应急指挥部令",
    ),
}
TWO = ["云岭县人民政府县长　周远", "青川县人民政府县长　李文博"]
THREE = [*TWO, "白水县人民政府县长　王川"]
UNEQUAL = ["云岭县人民政府县长　周远", "云岭县公安局局长　李文博"]
COLOPHON = {
    "cc": ["各镇人民政府", "县政府各部门", "县森林公安局"],
    "printer": "云岭县人民政府办公室",
    "print_date": "2026-11-24",
}
ATTACHMENT = {"title": "封山范围", "body": ["国" * 60]}
TWO_PAGES = ["国" * 20] * 25
ONE_LABEL, TWO_LABELS = ("copy number", "urgency"), "copy number, urgency"
ALL_OF_THEM = "copy number, secrecy with period, urgency"
HIGHEST_STAMP, WIDEST_STAMP = 20.0, 50.0
"""The standard leaves the size open; a larger picture is made smaller, its shape kept."""
CASES: dict[str, gongwen.Document] = {
    "name": order(),
    "stamp": order(seals=[stamp()]),
    "small stamp": order(seals=[stamp(30, 12)]),
    "stamp lower than a line": order(seals=[stamp(20, 4)]),
    "stamp too high": order(seals=[stamp(45, 30)]),
    "stamp too wide": order(seals=[stamp(100, 20)]),
    "room for a stamp": order(seals=[{"name": "签名章"}]),
    "two names": order(signatories=TWO),
    "three names": order(signatories=THREE),
    "two stamps": order(signatories=TWO, seals=[stamp()] * 2),
    "three stamps": order(signatories=THREE, seals=[stamp()] * 3, body=["国" * 60]),
    **{f"labels: {name}": order(seals=[stamp()], **LABELS[name][0]) for name in ONE_LABEL},
    "stamp, colophon": order(seals=[stamp()], **COLOPHON),
    "name, colophon": order(**COLOPHON),
    "stamp, attachment": order(seals=[stamp()], attachments=[ATTACHMENT], **COLOPHON),
    "stamp, two pages": order(seals=[stamp()], body=TWO_PAGES, **COLOPHON),
    "stamp, one paragraph of two pages": order(seals=[stamp()], body=["国" * 28 * 25]),
    "three stamps, two pages": order(signatories=THREE, seals=[stamp()] * 3, body=TWO_PAGES, **COLOPHON),
    "title and recipients given": order(recipients="各镇人民政府", title=TITLE),
    "stamp, notes": order(seals=[stamp()], notes="此件公开发布"),
    **{f"mark: {name}": order(issuers=issuer, issuer_mark=mark) for name, (issuer, mark, _) in MARKS.items()},
}
STAMPED = [name for name, document in CASES.items() if any(seal.data for seal in document.seals)]
NAMED = [name for name in CASES if name not in STAMPED]
WITH_COLOPHON = [name for name, document in CASES.items() if document.cc]
JOINT = [name for name, document in CASES.items() if len(document.signatories or ()) > 1]
LONG = [name for name in CASES if "two pages" in name]
STAMP_OFF, LEVEL = 3.0, 2.0
"""检 of 7.3.5.3-a and b."""
DATE_OFF = 2.0 + DATE_SLACK
STAMP_RIGHT = RIGHT - figures.STAMP_RIGHT.value * CHARACTER
TITLE_GAP = figures.STAMP_TITLE_GAP.value * CHARACTER

every = pytest.mark.parametrize("name", CASES)


class Signed(NamedTuple):
    """The signature of an order: one line for every signer, the stamps beside them, the date."""

    page: MeasuredPage
    above: MeasuredLine
    signers: list[MeasuredLine]
    stamps: list[Box]
    date: MeasuredLine


@pytest.fixture(scope="module")
def orders() -> Printed:
    return printed(CASES)


def _head(page: MeasuredPage) -> tuple[Box, MeasuredLine]:
    """The mark's ink, and 令号."""
    return bounds(glyph.box for glyph in page.glyphs if is_red(glyph.colour)), page.line_of(NUMBER)


def _signed(document: MeasuredDocument, asked: gongwen.Document) -> Signed:
    page = document.page_of(DATE)
    date = page.line_of(DATE)
    above = [line for line in page.lines if line.baseline < date.baseline - 1]
    count = len(asked.signing_agencies)
    signers = above[-count:]
    assert [office_of(agency) for agency in asked.signing_agencies] == [
        line.text[: len(office_of(agency))] for line, agency in zip(signers, asked.signing_agencies, strict=True)
    ]
    stamps = sorted(page.images, key=lambda image: image.y0)
    assert len(stamps) == sum(len(other.images) for other in document)
    return Signed(page, above[-count - 1], signers, stamps, date)


# The head


@clause("9704-10.2-a", "AMB-18")
@every
def test_the_mark_stands_20_mm_under_the_type_areas_edge_in_the_middle(
    orders: Printed, profile: str, name: str
) -> None:
    mark, _ = _head(orders(name, profile)[0])
    top = figures.ORDER_MARK_TOP
    assert mark.y0 == pytest.approx(top.value.mm, abs=top.tolerance.mm)
    assert mark.center_x == pytest.approx(CENTRE, abs=OFF_CENTRE)
    assert mark.width <= WIDTH


@clause("9704-10.2-a")
@pytest.mark.parametrize("name", MARKS)
def test_the_mark_is_the_full_name_and_a_word_for_order_in_red(orders: Printed, profile: str, name: str) -> None:
    page = orders(f"mark: {name}", profile)[0]
    red = [glyph for line in page.lines for glyph in line.glyphs if is_red(glyph.colour)]
    assert "".join(glyph.char for glyph in red) == MARKS[name][2]
    assert all(XIAOBIAOSONG in glyph.font for glyph in red)
    assert len({round(glyph.baseline_y) for glyph in red}) == 1
    assert min(glyph.size_pt for glyph in red) >= figures.TITLE_SIZE.value.pt


@clause("9704-10.2-b", "AMB-25")
@every
def test_the_number_stands_two_empty_lines_under_the_mark_in_the_middle(
    orders: Printed, profile: str, name: str
) -> None:
    mark, number = _head(orders(name, profile)[0])
    assert number.spaced_text == NUMBER
    empty = number.top - mark.y1
    assert two_empty_lines(empty)
    assert number.center_x == pytest.approx(CENTRE, abs=OFF_CENTRE)
    assert chinese_fonts(number) == {FANGSONG}
    assert number.size_pt == pytest.approx(figures.BODY_SIZE.value.pt, abs=figures.BODY_SIZE.tolerance.pt)


@clause("9704-10.2-c")
@every
def test_the_text_stands_two_empty_lines_under_the_number_with_nothing_between(
    orders: Printed, profile: str, name: str
) -> None:
    page = orders(name, profile)[0]
    _, number = _head(page)
    first = line_below(page, number)
    assert first == national(page)[0]
    empty = gap(number, first)
    assert two_empty_lines(empty)
    assert first.x0 == pytest.approx(LEFT + figures.FIRST_LINE_INDENT.value * CHARACTER, abs=PLACE)


@clause("9704-10.2-c")
@every
def test_there_is_neither_title_nor_recipient_nor_red_rule(orders: Printed, profile: str, name: str) -> None:
    document = orders(name, profile)
    assert not document[0].has(TITLE)
    assert not document[0].has("各镇人民政府：")
    assert not any(red_rules(page) for page in document)
    sizes = {line.size_pt for line in document[0].lines if not is_red(line.colour)}
    assert figures.TITLE_SIZE.value.pt not in sizes


@clause("9704-7.2.1-b", "9704-7.2.2-a", "9704-7.2.3-b", "9704-10.2-a")
@pytest.mark.parametrize("name", ONE_LABEL)
def test_labels_stand_at_the_top_left_above_the_mark(orders: Printed, profile: str, name: str) -> None:
    page = orders(f"labels: {name}", profile)[0]
    mark, _ = _head(page)
    labels = [line for line in page.lines if not is_red(line.colour)][: len(LABELS[name][1])]
    assert [line.text for line in labels] == LABELS[name][1]
    assert within((TOP, EDGES[profile].first_top[1] + 0.8), labels[0].top)
    for line in labels:
        assert line.x0 == pytest.approx(LEFT, abs=PLACE)
        if line.text != COPY:
            assert chinese_fonts(line) == {HEITI}
    for upper, lower in itertools.pairwise(labels):
        assert within(PITCH, lower.baseline - upper.baseline)
    assert all(label.bottom < mark.y0 for label in labels)


@clause("9704-10.2-a")
@pytest.mark.parametrize("name", [TWO_LABELS, ALL_OF_THEM])
def test_several_labels_leave_the_mark_where_it_is(name: str, profile: str) -> None:
    document = printed({"order": order(**LABELS[name][0])}, [profile])("order", profile)
    mark, _ = _head(document[0])
    top = figures.ORDER_MARK_TOP
    assert mark.y0 == pytest.approx(top.value.mm, abs=top.tolerance.mm)
    labels = [line for line in document[0].lines if not is_red(line.colour)][: len(LABELS[name][1])]
    assert [line.text for line in labels] == LABELS[name][1]
    assert labels[0].top >= TOP - 0.1
    for upper, lower in itertools.pairwise(labels):
        assert gap(upper, lower) >= 0.3
    assert labels[-1].bottom < mark.y0


# 签名章


@clause("9704-10.2-d", "9704-7.3.5.3-a")
@pytest.mark.parametrize("name", STAMPED)
def test_the_first_stamp_stands_two_empty_lines_under_the_text_and_every_one_four_characters_from_the_right(
    orders: Printed, profile: str, name: str
) -> None:
    signed = _signed(orders(name, profile), CASES[name])
    assert len(signed.stamps) == len(signed.signers)
    # A stamp that is lower than a line does not set the distance; its line does.
    top = min(signed.stamps[0].y0, signed.signers[0].top)
    empty = top - signed.above.bottom
    assert two_empty_lines(empty)
    for stamped in signed.stamps:
        assert stamped.x1 == pytest.approx(STAMP_RIGHT, abs=STAMP_OFF)


@clause("9704-7.3.5.3-a")
def test_the_stamp_stands_under_the_attachment_note(orders: Printed, profile: str) -> None:
    signed = _signed(orders("stamp, attachment", profile), CASES["stamp, attachment"])
    assert signed.above.text == "附件：封山范围"
    assert signed.page.number == 1


@clause("9704-7.3.5.3-b")
@pytest.mark.parametrize("name", STAMPED)
def test_the_office_stands_two_characters_left_of_its_stamp_and_level_with_it(
    orders: Printed, profile: str, name: str
) -> None:
    signed = _signed(orders(name, profile), CASES[name])
    for line, stamped, signatory in zip(signed.signers, signed.stamps, CASES[name].signing_agencies, strict=True):
        assert line.text == office_of(signatory)
        assert stamped.x0 - line.x1 == pytest.approx(TITLE_GAP, abs=STAMP_OFF)
        assert line.box.center_y == pytest.approx(stamped.center_y, abs=LEVEL)
        assert chinese_fonts(line) == {FANGSONG}


@clause("9704-7.3.5.3-c")
@every
def test_the_date_stands_one_empty_line_under_the_last_signer_four_characters_from_the_right(
    orders: Printed, profile: str, name: str
) -> None:
    signed = _signed(orders(name, profile), CASES[name])
    foot = max([signed.signers[-1].bottom, *(stamped.y1 for stamped in signed.stamps[-1:])])
    empty = signed.date.top - foot
    assert one_empty_line(empty)
    assert signed.date.x1 == pytest.approx(STAMP_RIGHT, abs=DATE_OFF)


@clause("9704-7.3.5.3-d")
@pytest.mark.parametrize("name", JOINT)
def test_joint_signers_stand_one_a_line_in_their_order_and_aligned(orders: Printed, profile: str, name: str) -> None:
    signed = _signed(orders(name, profile), CASES[name])
    offices = [office_of(signatory) for signatory in CASES[name].signing_agencies]
    assert [line.text[: len(office)] for line, office in zip(signed.signers, offices, strict=True)] == offices
    for higher, lower in itertools.pairwise(signed.stamps):
        assert higher.y1 < lower.y0
        assert higher.x0 == pytest.approx(lower.x0, abs=1)
    for first, second in itertools.pairwise(signed.signers):
        assert first.bottom < second.top
        # Beside names of unequal length, see below.
        assert not signed.stamps or first.x0 == pytest.approx(second.x0, abs=1)


@clause("9704-7.3.5.3-d")
def test_offices_of_unequal_length_begin_in_one_column(profile: str) -> None:
    document = order(signatories=UNEQUAL, seals=[stamp()] * 2)
    signed = _signed(printed({"order": document}, [profile])("order", profile), document)
    upper, lower = signed.signers
    assert upper.x0 == pytest.approx(lower.x0, abs=1)


@clause("9704-7.3.5.3-d")
def test_stamps_of_unequal_width_begin_in_one_column(profile: str) -> None:
    document = order(signatories=TWO, seals=[stamp(40, 20), stamp(30, 15)])
    signed = _signed(printed({"order": document}, [profile])("order", profile), document)
    upper, lower = signed.stamps
    assert upper.x0 == pytest.approx(lower.x0, abs=1)


@clause("9704-7.3.5.3-d")
@pytest.mark.parametrize("name", ["two names", "three names"])
def test_offices_beside_names_of_unequal_length_begin_in_one_column(orders: Printed, profile: str, name: str) -> None:
    signed = _signed(orders(name, profile), CASES[name])
    for upper, lower in itertools.pairwise(signed.signers):
        assert upper.x0 == pytest.approx(lower.x0, abs=1)


@clause("9704-7.3.5.3-e")
@pytest.mark.parametrize("name", STAMPED)
def test_every_stamp_is_red_and_seen_whole_within_the_type_area(orders: Printed, profile: str, name: str) -> None:
    signed = _signed(orders(name, profile), CASES[name])
    for stamped in signed.stamps:
        ink = signed.page.ink_box("red", (stamped.x0 - 2, stamped.y0 - 2, stamped.x1 + 2, stamped.y1 + 2), 150)
        assert ink is not None
        assert ink == pytest.approx(stamped, abs=1)
        assert stamped.x0 >= LEFT
        assert stamped.y1 <= BOTTOM


@clause("9704-7.3.5.3-a")
@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("stamp", (40, 20)),
        ("small stamp", (30, 12)),
        ("stamp too high", (45 * HIGHEST_STAMP / 30, HIGHEST_STAMP)),
        ("stamp too wide", (WIDEST_STAMP, 20 * WIDEST_STAMP / 100)),
    ],
)
def test_a_stamp_keeps_its_size_and_a_large_one_its_shape(
    orders: Printed, profile: str, name: str, size: tuple[float, float]
) -> None:
    stamped = _signed(orders(name, profile), CASES[name]).stamps[0]
    assert (stamped.width, stamped.height) == pytest.approx(size, abs=0.5)


@clause("9704-7.3.5.3-a", "9704-7.3.5.3-b")
@pytest.mark.parametrize("name", NAMED)
def test_without_a_picture_the_name_stands_where_the_stamp_would(orders: Printed, profile: str, name: str) -> None:
    signed = _signed(orders(name, profile), CASES[name])
    assert not signed.stamps
    empty = gap(signed.above, signed.signers[0])
    assert two_empty_lines(empty)
    for line, signatory in zip(signed.signers, CASES[name].signing_agencies, strict=True):
        office, _, person = signatory.partition("　")
        assert line.text == office + person
        assert line.x1 == pytest.approx(STAMP_RIGHT, abs=STAMP_OFF)
        beside = line.find(person).x0 - line.find(office).x1
        assert beside == pytest.approx(TITLE_GAP, abs=STAMP_OFF)


@clause("9704-7.3.6-a")
def test_notes_stand_under_the_date(orders: Printed, profile: str) -> None:
    signed = _signed(orders("stamp, notes", profile), CASES["stamp, notes"])
    notes = line_below(signed.page, signed.date)
    assert notes.text == "（此件公开发布）"
    assert notes.origin_x == pytest.approx(LEFT + 2 * CHARACTER, abs=PLACE)
    between = gap(signed.date, notes)
    assert within(NEXT_LINE, between)


@clause("9704-10.2-d", "9704-7.3.5.5")
@every
def test_the_signature_stands_on_a_page_that_shows_text(orders: Printed, profile: str, name: str) -> None:
    signed = _signed(orders(name, profile), CASES[name])
    assert national(signed.page)


@clause("9704-7.3.3-a", "9704-7.3.5.5")
@pytest.mark.xfail(strict=True, reason="a text of one line leaves page one with stamps that do not fit there")
def test_page_one_shows_text_of_one_line_above_three_stamps() -> None:
    document = printed({"order": order(signatories=THREE, seals=[stamp()] * 3)}, ["通行"])("order", "通行")
    assert national(document[0])


@clause("9704-10.2-d", "9704-7.3.5.5")
@pytest.mark.parametrize("name", LONG)
def test_a_long_order_is_signed_under_its_last_lines(orders: Printed, profile: str, name: str) -> None:
    document = orders(name, profile)
    assert len(document) > 1
    signed = _signed(document, CASES[name])
    assert signed.above in national(signed.page)
    assert len(national(document[0])) >= 10


# 版记 and 页码


@clause("9704-7.4.1-a", "9704-7.4.1-e", "9704-7.4.2-a", "9704-7.4.3-a")
@pytest.mark.parametrize("name", WITH_COLOPHON)
def test_the_colophon_begins_with_its_label_and_closes_the_last_page(orders: Printed, profile: str, name: str) -> None:
    document = orders(name, profile)
    assert pages_with_rules(document) == [len(document)]
    page = document[-1]
    rules = black_rules(page)
    last = figures.COLOPHON_LAST_RULE
    assert len(rules) == 3
    assert rules[-1].y == pytest.approx(last.value.mm, abs=last.tolerance.mm)
    lines = colophon_lines(page)
    assert [line.text for line in lines] == [
        "抄送：各镇人民政府，县政府各部门，县森林公安局。",
        "云岭县人民政府办公室2026年11月24日印发",
    ]
    assert all(line.x0 == pytest.approx(LEFT + SMALL_CHARACTER, abs=PLACE) for line in lines)
    assert all(image.y1 <= rules[0].top for image in page.images)
    above = [line for line in page.lines if line.top < rules[0].top]
    assert all(line.bottom < rules[0].top for line in above)


@clause("9704-7.5-b", "9704-7.5-c", "9704-7.5-d")
@every
def test_every_page_of_an_order_has_its_folio(orders: Printed, profile: str, name: str) -> None:
    dash = figures.FOLIO_DASH
    for page in orders(name, profile):
        line = folio(page)
        assert line.text == f"—{page.number}—"
        assert line.glyphs[0].y0 == pytest.approx(dash.value.mm, abs=dash.tolerance.mm)
        blank = RIGHT - line.x1 if page.number % 2 else line.x0 - LEFT
        assert within((3.5, 8.0), blank)


@clause("9704-5.2.4")
@every
def test_all_text_but_the_mark_is_black(orders: Printed, profile: str, name: str) -> None:
    document = orders(name, profile)
    _, number = _head(document[0])
    for page in document:
        for glyph in page.glyphs:
            assert glyph.colour == (0, 0, 0) or (page.number == 1 and glyph.y1 < number.top)
