"""信函格式: the mark 30 mm from the sheet's edge, red double rules, the number at the right (9704-10.1, figure 11)."""

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
    EDGE,
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
    XIAOBIAOSONG,
    black_rules,
    bounds,
    chinese_fonts,
    folio,
    gap,
    is_red,
    line_above,
    line_below,
    one_empty_line,
    red_rules,
    two_empty_lines,
    within,
)
from tests.page.other_forms import ALL_LABELS, COPY, LABELS, REFUSED_LABELS, letter, national
from tests.page.press import AGENCY, DATE, Printed, printed, seal
from tests.support.page import Box, MeasuredDocument, MeasuredLine, MeasuredPage, Rule

NUMBER = "青政函〔2026〕12号"
MARKS = {
    3: "国务院",
    7: "青山镇人民政府",
    16: "云岭县青山镇防汛抗旱应急指挥部",
    29: "云岭彝族哈尼族自治县青山镇人民政府防汛抗旱应急指挥部办公室",
}
JOINT = ["云岭县水利局", "云岭县自然资源和规划局", "云岭县应急管理局"]
CC = ["县财政局", "县水利局", "县交通运输局"]
MANY = [f"云岭县{name}局" for name in ("财政", "应急管理", "林业", "水利", "农业农村", "自然资源", "交通运输")]
MANY += [f"云岭县{name}镇人民政府" for name in ("上坝", "下坝", "柳林", "白石", "清溪", "石门", "双河", "新桥")]
TOO_MANY = [f"{name}{number}村村民委员会" for name in "东西南北上下" for number in "一二三四五六七八九"]
ATTACHMENT = {"title": "所需物资清单", "body": ["国" * 60]}
THREE_PAGES = ["国" * 20] * 50
TITLES = {
    "one line": ("关于商请支援物资的函", ["关于商请支援物资的函"]),
    "two lines": (
        "云岭县青山镇人民政府\n关于商请支援防汛物资的函",
        ["云岭县青山镇人民政府", "关于商请支援防汛物资的函"],
    ),
    "three lines": (
        "云岭县青山镇人民政府\n关于商请支援防汛抢险所需编织袋和冲锋舟\n等应急救援物资的函",
        ["云岭县青山镇人民政府", "关于商请支援防汛抢险所需编织袋和冲锋舟", "等应急救援物资的函"],
    ),
}
CASES: dict[str, gongwen.Document] = {
    **{f"labels: {name}": letter(**fields) for name, (fields, _) in LABELS.items()},
    **{f"mark: {length}": letter(issuers=mark, signatories=AGENCY) for length, mark in MARKS.items()},
    "mark: 29, all labels": letter(issuers=MARKS[29], signatories=AGENCY, **ALL_LABELS[0]),
    **{f"title: {name}": letter(title=title) for name, (title, _) in TITLES.items()},
    "title: two lines, all labels": letter(title=TITLES["two lines"][0], **ALL_LABELS[0]),
    "sealed": letter(seals=seal()),
    "cc": letter(cc=CC),
    "long cc": letter(cc=MANY),
    "sealed, cc": letter(seals=seal(), cc=CC),
    "sealed, cc, all labels": letter(seals=seal(), cc=CC, **ALL_LABELS[0]),
    "printer and copies given": letter(cc=CC, printer="青山镇党政办公室", print_date="2026-11-23", copies=20),
    "three pages": letter(body=THREE_PAGES),
    "three pages, sealed, cc": letter(body=THREE_PAGES, seals=seal(), cc=CC),
    "three pages, all labels": letter(body=THREE_PAGES, **ALL_LABELS[0]),
    "one long paragraph": letter(body=["国" * 28 * 30], seals=seal()),
    "many recipients": letter(recipients=MANY),
    "too many recipients": letter(recipients=TOO_MANY, cc=CC, body=["国" * 60]),
    "attachment": letter(attachments=[ATTACHMENT], cc=CC, seals=seal()),
    "joint": letter(issuers=JOINT),
    "joint, sealed": letter(issuers=JOINT, seals=seal() * 3, cc=CC),
    "批复 as a letter": letter(kind="批复", form="信函", title="关于同意修复上坝村水渠的批复", notes="此件公开发布"),
    "notes": letter(seals=seal(), notes="联系人：张文，电话：0000-1234567"),
}
LABELLED = [name for name, (_, texts) in LABELS.items() if texts]
SEALED = [name for name, document in CASES.items() if document.seals and len(document.issuers) == 1]
UNSEALED = [name for name, document in CASES.items() if not document.seals and len(document.issuers) == 1]
WITH_CC = [name for name, document in CASES.items() if document.cc]
WITHOUT_CC = [name for name, document in CASES.items() if not document.cc]
LONG = [name for name in CASES if name.startswith(("three pages", "one long"))]
SAME_AXIS, SEAL_OFF = 1.5, 2.0

every = pytest.mark.parametrize("name", CASES)


class Head(NamedTuple):
    """The head of a letter as it was found on page one."""

    page: MeasuredPage
    mark: Box
    upper: tuple[Rule, Rule]
    lower: tuple[Rule, Rule]
    number: MeasuredLine
    lines: tuple[MeasuredLine, ...]
    """The lines of labels and number: those above the title."""
    labels: tuple[MeasuredLine, ...]


@pytest.fixture(scope="module")
def letters() -> Printed:
    return printed(CASES)


def _read(document: MeasuredDocument) -> Head:
    page = document[0]
    rules = red_rules(page)
    assert len(rules) == 4
    upper, lower = (rules[0], rules[1]), (rules[2], rules[3])
    mark = bounds(glyph.box for glyph in page.glyphs if is_red(glyph.colour))
    title = next(line for line in page.lines if line.size_pt == figures.TITLE_SIZE.value.pt)
    lines = tuple(line for line in page.lines if upper[1].bottom < line.top and line.bottom < title.top)
    number = page.find(NUMBER)
    labels = tuple(part for line in lines for part in line.segments() if part.text != number.text)
    return Head(page, mark, upper, lower, number, lines, labels)


def _title(page: MeasuredPage) -> list[MeasuredLine]:
    return [line for line in page.lines if line.size_pt == figures.TITLE_SIZE.value.pt]


# The mark


@clause("9704-10.1-a")
@every
def test_the_mark_stands_30_mm_from_the_sheets_edge_whatever_stands_below(
    letters: Printed, profile: str, name: str
) -> None:
    mark = _read(letters(name, profile)).mark
    top = figures.LETTER_MARK_TOP
    assert mark.y0 == pytest.approx(top.value.mm, abs=top.tolerance.mm)


@clause("9704-10.1-a", "9704-10.1-b")
@every
def test_the_mark_is_the_lead_agencys_name_alone_and_without_the_word_for_document(
    letters: Printed, profile: str, name: str
) -> None:
    page = letters(name, profile)[0]
    red = [glyph for line in page.lines for glyph in line.glyphs if is_red(glyph.colour)]
    assert "".join(glyph.char for glyph in red) == CASES[name].issuers[0]
    assert all(XIAOBIAOSONG in glyph.font for glyph in red)
    # One line as wide as the rule below it, where characters are not narrowed.
    assert min(glyph.size_pt for glyph in red) >= min(figures.TITLE_SIZE.value.pt, 472 / len(red) - 0.5)


@clause("9704-10.1-a", "9704-10.1-e")
@every
def test_the_mark_is_centred_over_its_rules_and_no_wider_than_the_type_area(
    letters: Printed, profile: str, name: str
) -> None:
    head = _read(letters(name, profile))
    assert head.mark.center_x == pytest.approx(CENTRE, abs=OFF_CENTRE)
    assert head.mark.center_x == pytest.approx((head.upper[0].x0 + head.upper[0].x1) / 2, abs=1)
    assert head.mark.width <= figures.TYPE_AREA_WIDTH.value.mm


# The double rules


@clause("9704-10.1-c")
@every
def test_a_thick_and_a_thin_rule_stand_4_mm_under_the_mark(letters: Printed, profile: str, name: str) -> None:
    head = _read(letters(name, profile))
    below, apart = figures.LETTER_RULE_BELOW_MARK, figures.LETTER_RULES_APART
    thick, thin = head.upper
    assert thick.top - head.mark.y1 == pytest.approx(below.value.mm, abs=below.tolerance.mm)
    assert thin.top - thick.bottom == pytest.approx(apart.value.mm, abs=apart.tolerance.mm)
    assert _are_thick_and_thin(thick, thin)


@clause("9704-10.1-d")
@every
def test_a_thin_and_a_thick_rule_stand_20_mm_from_the_sheets_foot(letters: Printed, profile: str, name: str) -> None:
    thin, thick = _read(letters(name, profile)).lower
    foot, apart = figures.LETTER_LOWER_RULE, figures.LETTER_RULES_APART
    assert thick.bottom == pytest.approx(foot.value.mm, abs=foot.tolerance.mm)
    assert thick.top - thin.bottom == pytest.approx(apart.value.mm, abs=apart.tolerance.mm)
    assert _are_thick_and_thin(thick, thin)


def _are_thick_and_thin(thick: Rule, thin: Rule) -> bool:
    wanted = ((thick, figures.LETTER_THICK_RULE), (thin, figures.LETTER_THIN_RULE))
    return all(abs(rule.thickness - figure.value.mm) <= figure.tolerance.mm for rule, figure in wanted)


@clause("9704-10.1-c", "9704-10.1-d", "9704-10.1-e")
@every
def test_all_rules_are_red_and_170_mm_in_the_middle_of_the_sheet(letters: Printed, profile: str, name: str) -> None:
    page = letters(name, profile)[0]
    width = figures.LETTER_RULE_WIDTH
    side = (figures.PAGE_WIDTH.value.mm - width.value.mm) / 2
    for rule in page.rules:
        assert is_red(rule.colour)
        assert rule.length == pytest.approx(width.value.mm, abs=width.tolerance.mm)
        assert rule.x0 == pytest.approx(side, abs=width.tolerance.mm)
        assert rule.x1 == pytest.approx(figures.PAGE_WIDTH.value.mm - side, abs=width.tolerance.mm)


@clause("9704-10.1-c", "9704-10.1-d")
@every
def test_mark_and_rules_stand_on_page_one_only(letters: Printed, profile: str, name: str) -> None:
    for page in list(letters(name, profile))[1:]:
        assert not red_rules(page)
        assert not any(is_red(glyph.colour) for glyph in page.glyphs)


# Labels and number


@clause("9704-10.1-f")
@pytest.mark.parametrize("name", LABELS)
def test_the_labels_stand_at_the_left_edge_one_under_the_other(letters: Printed, profile: str, name: str) -> None:
    labels = _read(letters(f"labels: {name}", profile)).labels
    assert [line.text for line in labels] == LABELS[name][1]
    for line in labels:
        assert line.x0 == pytest.approx(LEFT, abs=PLACE)
        assert line.size_pt == pytest.approx(figures.BODY_SIZE.value.pt, abs=figures.BODY_SIZE.tolerance.pt)
        if line.text != COPY:
            assert chinese_fonts(line) == {HEITI}
    for upper, lower in itertools.pairwise(labels):
        between = gap(upper, lower)
        assert within(NEXT_LINE, between)


@pytest.mark.parametrize("name", REFUSED_LABELS)
def test_a_secret_letter_without_a_copy_number_is_no_page_at_all(name: str) -> None:
    with pytest.raises(gongwen.InputError, match="份号"):
        gongwen.render(letter(**REFUSED_LABELS[name]))


@clause("9704-10.1-f", "9704-10.1-g")
@every
def test_the_first_line_stands_seven_eighths_of_a_character_under_the_rules(
    letters: Printed, profile: str, name: str
) -> None:
    head = _read(letters(name, profile))
    space = figures.LETTER_ELEMENT_GAP
    assert head.lines[0].top - head.upper[1].bottom == pytest.approx(space.value.mm, abs=space.tolerance.mm)


@clause("9704-10.1-g")
@every
def test_the_number_ends_at_the_right_edge_on_the_line_of_the_first_label(
    letters: Printed, profile: str, name: str
) -> None:
    head = _read(letters(name, profile))
    assert head.number.x1 == pytest.approx(RIGHT, abs=PLACE)
    assert head.number.baseline == pytest.approx(head.lines[0].baseline, abs=1)
    assert head.number.spaced_text == NUMBER
    assert chinese_fonts(head.number) == {FANGSONG}
    for label in head.labels[:1]:
        assert label.baseline == pytest.approx(head.number.baseline, abs=1)
        assert label.x1 < head.number.x0


# Title, recipients and text


@clause("9704-10.1-h")
@every
def test_the_title_stands_two_empty_lines_under_the_last_element_in_the_middle(
    letters: Printed, profile: str, name: str
) -> None:
    head = _read(letters(name, profile))
    title = _title(head.page)
    empty = title[0].top - head.lines[-1].bottom
    assert two_empty_lines(empty)
    for line in title:
        assert line.center_x == pytest.approx(CENTRE, abs=OFF_CENTRE)


@clause("9704-10.1-h")
@pytest.mark.parametrize("name", TITLES)
def test_a_title_keeps_its_lines(letters: Printed, profile: str, name: str) -> None:
    assert [line.text for line in _title(letters(f"title: {name}", profile)[0])] == TITLES[name][1]


@clause("9704-7.3.2-a", "9704-7.3.3-b", "9704-7.3.3-c")
@pytest.mark.parametrize("name", ["labels: no label", "many recipients"])
def test_recipients_and_text_follow_as_in_any_document(letters: Printed, profile: str, name: str) -> None:
    page = letters(name, profile)[0]
    first = national(page)[0]
    title = _title(page)[-1]
    lines = [line for line in page.lines if title.baseline < line.baseline < first.baseline]
    # LibreOffice may lose a mark at a line's end (test_line_ends.py), so marks do not count here.
    wanted = "".join(CASES[name].recipients)
    assert "".join(line.text for line in lines).replace("，", "") == f"{wanted}："
    empty = gap(title, lines[0])
    assert one_empty_line(empty)
    assert all(line.x0 == pytest.approx(LEFT, abs=PLACE) for line in lines)
    below = gap(lines[-1], first)
    assert within(NEXT_LINE, below)
    assert first.x0 == pytest.approx(LEFT + figures.FIRST_LINE_INDENT.value * CHARACTER, abs=PLACE)


@clause("9704-7.3.3-a")
@every
def test_page_one_shows_text(letters: Printed, profile: str, name: str) -> None:
    assert national(letters(name, profile)[0])


@clause("9704-7.3.3-a")
def test_page_one_shows_text_of_one_line_under_many_recipients() -> None:
    document = printed({"letter": letter(recipients=TOO_MANY[:36])}, ["国标"])("letter", "国标")
    assert national(document[0])


@clause("9704-7.3.3-a")
def test_page_one_shows_text_of_one_line_over_recipients_in_the_colophon() -> None:
    document = printed({"letter": letter(recipients=TOO_MANY[:36])}, ["通行"])("letter", "通行")
    assert national(document[0])
    assert document[0].has(DATE)


@clause("9704-10.1-i", "AMB-26")
@every
def test_the_last_line_of_page_one_stands_clear_of_the_lower_rules(letters: Printed, profile: str, name: str) -> None:
    head = _read(letters(name, profile))
    clear = head.lower[0].top - head.page.lines[-1].bottom
    # 检 ±1.5. The clause speaks of a line directly above the rules; where that line is empty there is room for one.
    space, slack = figures.LETTER_ELEMENT_GAP.value.mm, 1.5
    assert clear == pytest.approx(space, abs=slack) or clear >= figures.ONE_EMPTY_LINE.least.mm
    for image in head.page.images:
        assert image.y1 <= head.lower[0].top - (space - slack)


@clause("9704-10.1-i", "AMB-26", "9704-5.2.3-c")
@pytest.mark.parametrize("name", LONG)
def test_page_one_of_a_long_letter_is_filled_and_the_next_page_is_as_usual(
    letters: Printed, profile: str, name: str
) -> None:
    document = letters(name, profile)
    # 图 11: to 271 at most; at least so far that no further line would fit above the type area's edge.
    assert BOTTOM + EDGE - PITCH[1] <= document[0].lines[-1].bottom <= 271
    for page in list(document)[1:]:
        *lines, _ = page.lines
        assert within(EDGES[profile].first_top, lines[0].top)
        assert lines[-1].bottom <= BOTTOM + EDGE


# Folio


@clause("9704-10.1-j")
@every
def test_page_one_shows_no_folio(letters: Printed, profile: str, name: str) -> None:
    page = letters(name, profile)[0]
    assert "—" not in page.text
    assert all(line.bottom <= figures.LETTER_LOWER_RULE.value.mm for line in page.lines)
    assert page.lines[-1].text != "1"


@clause("9704-10.1-j", "9704-7.5-b", "9704-7.5-c", "9704-7.5-d")
@pytest.mark.parametrize("name", [*LONG, "attachment"])
def test_the_folio_begins_with_page_two_at_its_usual_place(letters: Printed, profile: str, name: str) -> None:
    document = letters(name, profile)
    assert len(document) > 1
    dash = figures.FOLIO_DASH
    for page in list(document)[1:]:
        line = folio(page)
        assert line.text == f"—{page.number}—"
        assert line.glyphs[0].y0 == pytest.approx(dash.value.mm, abs=dash.tolerance.mm)
        blank = RIGHT - line.x1 if page.number % 2 else line.x0 - LEFT
        assert within((3.5, 8.0), blank)


# Signature


@clause("9704-7.3.5.2-a", "9704-7.3.5.2-b")
@pytest.mark.parametrize("name", UNSEALED)
def test_an_unsealed_letter_is_signed_as_any_document(letters: Printed, profile: str, name: str) -> None:
    page = letters(name, profile).page_of(DATE)
    date = page.line_of(DATE)
    signature = line_above(page, date)
    assert signature.text == AGENCY
    empty = gap(line_above(page, signature), signature)
    assert one_empty_line(empty)
    assert signature.x1 == pytest.approx(RIGHT - figures.UNSEALED_NAME_RIGHT.value * CHARACTER, abs=PLACE)
    shift = date.x0 - signature.x0
    assert shift == pytest.approx(figures.UNSEALED_DATE_SHIFT.value * CHARACTER, abs=PLACE)


@clause("9704-7.3.5.1-a", "9704-7.3.5.1-b", "9704-7.3.5.1-d", "9704-7.3.5.1-e", "9704-7.3.5.1-f")
@pytest.mark.parametrize("name", SEALED)
def test_a_sealed_letter_is_signed_as_any_document(letters: Printed, profile: str, name: str) -> None:
    document = letters(name, profile)
    page = document.page_of(DATE)
    assert [other.number for other in document if other.images] == [page.number]
    date, stamped = page.line_of(DATE), page.images[0]
    signature = line_above(page, date)
    assert signature.text == AGENCY
    assert RIGHT - date.x1 == pytest.approx(figures.SEALED_DATE_RIGHT.value * CHARACTER, abs=2)
    assert signature.center_x == pytest.approx(date.center_x, abs=SAME_AXIS)
    assert stamped.center_x == pytest.approx(date.center_x, abs=SEAL_OFF)
    assert (signature.top + date.bottom) / 2 >= stamped.center_y - 0.1
    below = stamped.y0 - line_above(page, signature).bottom
    assert 0 <= below <= figures.SEAL_BELOW_TEXT.value.mm + figures.SEAL_BELOW_TEXT.tolerance.mm
    assert national(page)


@clause("9704-10.1-b", "9704-7.3.5.1-h", "9704-7.3.5.1-i")
def test_a_joint_letter_is_signed_and_sealed_by_all(letters: Printed, profile: str) -> None:
    document = letters("joint, sealed", profile)
    page = document.page_of(DATE)
    names = [page.find_all(name)[-1] for name in JOINT]  # the first may be the mark or 主送机关
    seals = sorted(page.images, key=lambda image: (round(image.y0), image.x0))
    assert len(seals) == len(names)
    for signature, stamped in zip(names, seals, strict=True):
        assert stamped.center_x == pytest.approx(signature.center_x, abs=SEAL_OFF)
        assert stamped.y0 < signature.box.center_y < stamped.y1
        assert stamped.x0 >= LEFT - 0.1
        assert stamped.x1 <= RIGHT + 0.1
    for one, other in itertools.combinations(seals, 2):
        assert one.x1 < other.x0 or other.x1 < one.x0 or one.y1 < other.y0 or other.y1 < one.y0
    assert seals[-1].center_x == pytest.approx(page.line_of(DATE).center_x, abs=SEAL_OFF)


@clause("9704-10.1-b", "9704-7.3.5.2-d")
def test_an_unsealed_joint_letter_is_signed_by_all_in_their_order(letters: Printed, profile: str) -> None:
    page = letters("joint", profile).page_of(DATE)
    date = page.line_of(DATE)
    lines = [line for line in page.lines if line.baseline < date.baseline][-len(JOINT) :]
    assert [line.text for line in lines] == JOINT
    assert len({round(line.origin_x, 1) for line in lines}) == 1


@clause("9704-7.3.6-a")
@pytest.mark.parametrize("name", ["notes", "批复 as a letter"])
def test_notes_stand_under_the_date(letters: Printed, profile: str, name: str) -> None:
    page = letters(name, profile).page_of(DATE)
    notes = line_below(page, page.line_of(DATE))
    assert notes.text == f"（{CASES[name].notes}）"
    assert notes.origin_x == pytest.approx(LEFT + 2 * CHARACTER, abs=PLACE)


# 版记


@clause("9704-10.1-k")
@every
def test_no_page_has_a_black_rule_or_the_line_of_printing(letters: Printed, profile: str, name: str) -> None:
    for page in letters(name, profile):
        assert not black_rules(page)
        assert not page.has("印发")
        assert not page.has("共印")


@clause("9704-10.1-k", "9704-7.4.2-a", "9704-7.4.2-b")
@pytest.mark.parametrize("name", WITH_CC)
def test_cc_stands_at_the_foot_of_the_last_pages_type_area(letters: Printed, profile: str, name: str) -> None:
    document = letters(name, profile)
    assert [page.number for page in document if page.has("抄送：")] == [len(document)]
    page = document[-1]
    first = page.line_of("抄送：")
    lines = [line for line in page.lines if first.top - 0.1 <= line.top <= BOTTOM]
    assert "".join(line.text for line in lines) == f"抄送：{'，'.join(CASES[name].cc)}。"
    assert lines[-1].bottom == pytest.approx(BOTTOM, abs=3)
    assert first.x0 == pytest.approx(LEFT + SMALL_CHARACTER, abs=PLACE)
    for line in lines:
        assert chinese_fonts(line) == {FANGSONG}
        assert line.size_pt == pytest.approx(figures.COLOPHON_SIZE.value.pt, abs=figures.COLOPHON_SIZE.tolerance.pt)
        assert line.x1 <= RIGHT - SMALL_CHARACTER + PLACE
    for line in lines[1:]:
        assert line.origin_x == pytest.approx(first.glyphs[len("抄送：")].origin_x, abs=1)
    assert line_above(page, first).bottom < first.top
    assert all(image.y1 <= first.top for image in page.images)


@clause("9704-10.1-k")
@pytest.mark.parametrize("name", WITHOUT_CC)
def test_without_cc_there_is_no_colophon(letters: Printed, profile: str, name: str) -> None:
    document = letters(name, profile)
    sizes = {line.size_pt for page in document for line in page.lines if "—" not in line.text}
    assert figures.COLOPHON_SIZE.value.pt not in sizes


@clause("9704-7.3.2-c", "9704-7.4.2-c", "9704-7.4.2-d", "9704-10.1-k")
def test_recipients_that_would_fill_page_one_stand_above_cc(letters: Printed, profile: str) -> None:
    document = letters("too many recipients", profile)
    page = document[-1]
    first, cc = page.line_of("主送："), page.line_of("抄送：")
    lines = [line for line in page.lines if first.baseline - 0.1 <= line.baseline < cc.baseline]
    assert "".join(line.text for line in lines) == f"主送：{'，'.join(TOO_MANY)}。"
    assert first.x0 == pytest.approx(cc.x0, abs=PLACE)
    assert sum(other.text.count(TOO_MANY[0]) for other in document) == 1
    title = _title(document[0])[-1]
    empty = gap(title, national(document[0])[0])
    assert one_empty_line(empty)


@clause("9704-7.3.4-a", "9704-7.3.7-a", "9704-10.1-k")
def test_an_attachment_begins_a_new_page_and_the_colophon_closes_the_last_one(letters: Printed, profile: str) -> None:
    document = letters("attachment", profile)
    assert len(document) == 2
    assert document[0].has("附件：所需物资清单")
    assert [line.text for line in document[1].lines[:2]] == ["附件", "所需物资清单"]
    assert document[1].has("抄送：")


@clause("9704-5.2.4")
@every
def test_all_text_but_the_mark_is_black(letters: Printed, profile: str, name: str) -> None:
    head = _read(letters(name, profile))
    for page in letters(name, profile):
        for glyph in page.glyphs:
            assert glyph.colour == (0, 0, 0) or glyph.y1 <= head.upper[0].top
