"""纪要格式: the mark at 72 mm, the line with office and date, 出席、请假、列席 under the text (9704-10.3)."""

from __future__ import annotations

import itertools
from typing import NamedTuple

import pytest

import gongwen
from gongwen.standard import figures
from tests.page.clauses import clause
from tests.page.measures import (
    CENTRE,
    CHARACTER,
    DATE_SLACK,
    FANGSONG,
    HEITI,
    LEFT,
    OFF_CENTRE,
    PITCH,
    PLACE,
    RIGHT,
    SMALL_CHARACTER,
    WIDTH,
    XIAOBIAOSONG,
    black_rules,
    bounds,
    chinese_fonts,
    colophon_lines,
    folio,
    from_line,
    gap,
    is_red,
    line_above,
    line_below,
    one_empty_line,
    pages_with_rules,
    red_rules,
    text_lines,
    two_empty_lines,
    within,
)
from tests.page.other_forms import LABELS, minutes, national
from tests.page.press import AGENCY, DATE, Printed, printed, seal
from tests.support.page import Box, MeasuredDocument, MeasuredLine, MeasuredPage

NUMBER = "青政纪〔2026〕9号"
TITLE = "研究城乡居民医疗保险征缴工作会议纪要"
PEOPLE = ["王志强", "李文", "张春生", "赵玉兰", "孙海", "周远", "吴桂芳", "郑明", "冯立", "陈秀英", "褚平", "卫东"]
PEOPLE += ["蒋华", "沈国庆", "韩雪", "杨柳"]
UNITS = "镇党政办公室王志强　镇财政所李文　镇卫生院张春生　上坝村赵玉兰　下坝村孙海　柳林村周远"
# Without marks between them: LibreOffice sets a mark that would begin a line beyond the edge (test_line_ends.py).
SHORT, MANY = "　".join(PEOPLE[:3]), "　".join(PEOPLE)
LISTS = {
    "present": {"出席": MANY},
    "present, absent": {"出席": MANY, "请假": "许建国"},
    "all three": {"出席": MANY, "请假": SHORT, "列席": UNITS},
    "short": {"出席": SHORT, "列席": "褚平　卫东"},
    "absent": {"请假": SHORT},
    "long": {"出席": "　".join(PEOPLE * 2), "列席": SHORT},
}
TEXT = ["国" * 20]
MARKS = {
    "derived": (None, f"{AGENCY}会议纪要"),
    "given": ("青山镇防汛工作会议纪要", "青山镇防汛工作会议纪要"),
    "short": ("镇长办公会纪要", "镇长办公会纪要"),
    "long": (
        "云岭彝族哈尼族自治县青山镇人民政府镇长办公会议纪要",
        "云岭彝族哈尼族自治县青山镇人民政府镇长办公会议纪要",
    ),
}
COLOPHON = {
    "cc": ["县政府办公室", "县医疗保障局"],
    "printer": "青山镇党政办公室",
    "print_date": "2026-11-24",
    "copies": 20,
}
ATTACHMENTS = [{"title": "各村征缴进度表", "body": ["国" * 20]}, {"title": "包村干部名单", "body": ["国" * 20]}]


def _text(lists: str) -> list[str]:
    return TEXT + [f"{label}：{names}" for label, names in LISTS[lists].items()]


CASES: dict[str, gongwen.Document] = {
    "plain": minutes(body=TEXT),
    **{f"lists: {name}": minutes(body=_text(name)) for name in LISTS},
    **{f"mark: {name}": minutes(issuer_mark=mark) for name, (mark, _) in MARKS.items()},
    **{f"labels: {name}": minutes(body=_text("short"), **fields) for name, (fields, _) in LABELS.items()},
    "colophon": minutes(body=_text("all three"), **COLOPHON),
    "attachments": minutes(body=_text("short"), attachments=ATTACHMENTS, **COLOPHON),
    "two pages": minutes(body=TEXT * 17 + _text("all three"), **COLOPHON),
    "list over two pages": minutes(body=TEXT * 4 + _text("long")),
    "two-line title": minutes(
        title="青山镇人民政府关于研究医疗保险征缴\n和冬春农田水利建设工作的会议纪要", body=_text("short")
    ),
    "notes": minutes(body=_text("short"), notes="此件发至各村"),
    "lists in another order": minutes(body=[*TEXT, "列席：褚平", f"出席：{SHORT}", "请假：许建国"]),
    "signed": minutes(body=TEXT, signatories="青山镇政府"),
    "sealed": minutes(body=TEXT, signatories="青山镇政府", seals=seal()),
}
LISTED = {f"lists: {name}": name for name in LISTS} | {"attachments": "short"}
OVER_PAGES = {"colophon": "all three", "two pages": "all three", "list over two pages": "long"}
UNSIGNED = [name for name in CASES if name not in ("signed", "sealed")]

EVERY_LIST = LISTED | OVER_PAGES
ORDER = ("出席", "请假", "列席")

every = pytest.mark.parametrize("name", CASES)
listed = pytest.mark.parametrize("name", EVERY_LIST)


class Head(NamedTuple):
    """The head of minutes as it was found on page one."""

    page: MeasuredPage
    mark: Box
    number: MeasuredLine
    issue: MeasuredLine
    """编发 line: office and date."""


@pytest.fixture(scope="module")
def documents() -> Printed:
    return printed(CASES)


def _head(document: MeasuredDocument) -> Head:
    page = document[0]
    number = page.line_of(NUMBER)
    mark = bounds(glyph.box for glyph in page.glyphs if is_red(glyph.colour))
    return Head(page, mark, number, line_below(page, number))


def _lists(document: MeasuredDocument, name: str) -> dict[str, list[tuple[int, MeasuredLine]]]:
    """The lines of every list by its label, in the order of the document, each with the number of its page."""
    lines = [(page.number, line) for page in document for line in text_lines(page)]
    found: dict[str, list[tuple[int, MeasuredLine]]] = {}
    for label, names in LISTS[name].items():
        text = f"{label}：{names}".replace("　", "")
        start = next(at for at, (_, line) in enumerate(lines) if line.text.startswith(f"{label}："))
        end = next(end for end in range(start + 1, len(lines) + 1) if len(_joined(lines[start:end])) >= len(text))
        assert _joined(lines[start:end]) == text
        found[label] = lines[start:end]
    return found


def _joined(lines: list[tuple[int, MeasuredLine]]) -> str:
    return "".join(line.text for _, line in lines)


# The head


@clause("9704-10.3-a")
@every
def test_the_mark_stands_35_mm_under_the_type_areas_edge_in_the_middle(
    documents: Printed, profile: str, name: str
) -> None:
    mark = _head(documents(name, profile)).mark
    assert mark.y0 == pytest.approx(figures.MARK_TOP.value.mm, abs=figures.MARK_TOP.tolerance.mm)
    assert mark.center_x == pytest.approx(CENTRE, abs=OFF_CENTRE)
    assert mark.width <= WIDTH


@clause("9704-10.3-a", "9704-10.3-e")
@pytest.mark.parametrize("name", MARKS)
def test_the_mark_ends_in_the_word_for_minutes_and_is_the_one_given(
    documents: Printed, profile: str, name: str
) -> None:
    page = documents(f"mark: {name}", profile)[0]
    red = [glyph for line in page.lines for glyph in line.glyphs if is_red(glyph.colour)]
    text = "".join(glyph.char for glyph in red)
    assert text == MARKS[name][1]
    assert text.endswith("纪要")
    assert all(XIAOBIAOSONG in glyph.font for glyph in red)
    assert len({round(glyph.baseline_y) for glyph in red}) == 1


@clause("9704-10.3-e", "9704-7.2.5-a")
@every
def test_the_number_stands_two_empty_lines_under_the_mark_in_the_middle(
    documents: Printed, profile: str, name: str
) -> None:
    head = _head(documents(name, profile))
    empty = head.number.top - head.mark.y1
    assert two_empty_lines(empty)
    assert head.number.center_x == pytest.approx(CENTRE, abs=OFF_CENTRE)
    assert head.number.spaced_text == NUMBER
    assert chinese_fonts(head.number) == {FANGSONG}


@clause("9704-10.3-e")
@every
def test_office_and_date_stand_one_character_from_either_edge_under_the_number(
    documents: Printed, profile: str, name: str
) -> None:
    issue = _head(documents(name, profile)).issue
    office = CASES[name].printer or AGENCY
    assert issue.text == f"{office}{DATE}"
    assert issue.x0 == pytest.approx(LEFT + CHARACTER, abs=PLACE)
    assert issue.x1 == pytest.approx(RIGHT - CHARACTER, abs=PLACE + DATE_SLACK)
    empty = gap(_head(documents(name, profile)).number, issue)
    assert one_empty_line(empty)
    assert issue.size_pt == pytest.approx(figures.BODY_SIZE.value.pt, abs=figures.BODY_SIZE.tolerance.pt)


@clause("9704-10.3-e", "9704-7.2.7-a")
@every
def test_one_red_rule_stands_4_mm_under_office_and_date(documents: Printed, profile: str, name: str) -> None:
    head = _head(documents(name, profile))
    (rule,) = red_rules(head.page)
    below, width = figures.RULE_BELOW_NUMBER, figures.RED_RULE_WIDTH
    assert rule.top - head.issue.bottom == pytest.approx(below.value.mm, abs=below.tolerance.mm)
    assert rule.length == pytest.approx(width.value.mm, abs=width.tolerance.mm)
    assert rule.x0 == pytest.approx(LEFT, abs=PLACE)


@clause("9704-7.2.1-b", "9704-7.2.3-b", "9704-10.3-a")
@pytest.mark.parametrize("name", LABELS)
def test_labels_stand_above_the_mark(documents: Printed, profile: str, name: str) -> None:
    head = _head(documents(f"labels: {name}", profile))
    labels = [line for line in head.page.lines if line.bottom < head.mark.y0]
    assert [line.text for line in labels] == LABELS[name][1]
    assert all(line.x0 == pytest.approx(LEFT, abs=PLACE) for line in labels)


@clause("9704-10.3-e", "9704-7.3.1-b", "9704-7.3.1-c", "9704-7.3.3-c")
@every
def test_title_and_text_follow_without_recipients(documents: Printed, profile: str, name: str) -> None:
    page = documents(name, profile)[0]
    of_that_size = [line for line in page.lines if line.size_pt == figures.TITLE_SIZE.value.pt]
    title = [line for line in of_that_size if not is_red(line.colour)]
    assert "".join(line.text for line in title) == CASES[name].title
    empty = title[0].top - red_rules(page)[0].bottom
    assert two_empty_lines(empty)
    for line in title:
        assert line.center_x == pytest.approx(CENTRE, abs=OFF_CENTRE)
    first = line_below(page, title[-1])
    assert first == national(page)[0]
    below = gap(title[-1], first)
    assert one_empty_line(below)
    assert first.x0 == pytest.approx(LEFT + figures.FIRST_LINE_INDENT.value * CHARACTER, abs=PLACE)


# 出席、请假、列席


@clause("9704-10.3-b")
@pytest.mark.parametrize("name", LISTED)
def test_the_first_list_stands_one_empty_line_under_the_text(documents: Printed, profile: str, name: str) -> None:
    document = documents(name, profile)
    number, first = next(iter(_lists(document, LISTED[name]).values()))[0]
    above = line_above(document[number - 1], first)
    # 附件说明 stands between text and lists (10.3-b); the next test says how.
    assert above in national(document[number - 1]) or name == "attachments"
    empty = gap(above, first)
    assert one_empty_line(empty)


@clause("9704-10.3-b", "9704-7.3.4-a")
def test_the_lists_stand_one_empty_line_under_the_attachment_note(documents: Printed, profile: str) -> None:
    page = documents("attachments", profile).page_of("出席：")
    first = page.line_of("出席：")
    note = line_above(page, first)
    assert note.text == "2.包村干部名单"
    empty = gap(note, first)
    assert one_empty_line(empty)


@clause("9704-10.3-b")
@listed
def test_every_list_begins_two_characters_in_with_its_label_in_heiti(
    documents: Printed, profile: str, name: str
) -> None:
    for label, lines in _lists(documents(name, profile), EVERY_LIST[name]).items():
        first = lines[0][1]
        assert first.x0 == pytest.approx(LEFT + figures.FIRST_LINE_INDENT.value * CHARACTER, abs=PLACE)
        assert {glyph.font for glyph in first.glyphs[: len(label)]} == {HEITI}
        names = [glyph for _, line in lines for glyph in line.glyphs][len(label) + 1 :]
        assert {glyph.font for glyph in names} == {FANGSONG}
        for glyph in [*first.glyphs[: len(label)], *names]:
            assert glyph.size_pt == pytest.approx(figures.BODY_SIZE.value.pt, abs=figures.BODY_SIZE.tolerance.pt)


@clause("9704-10.3-c")
def test_a_list_may_run_on_to_the_next_page(documents: Printed, profile: str) -> None:
    lines = _lists(documents("list over two pages", profile), "long")["出席"]
    assert {page for page, _ in lines} == {1, 2}


@clause("9704-10.3-c")
@listed
def test_further_lines_begin_under_the_first_character_after_the_colon(
    documents: Printed, profile: str, name: str
) -> None:
    for label, lines in _lists(documents(name, profile), EVERY_LIST[name]).items():
        start = lines[0][1].glyphs[len(label) + 1].origin_x
        for (page, upper), (next_page, lower) in itertools.pairwise(lines):
            assert lower.origin_x == pytest.approx(start, abs=1)
            assert page != next_page or within(PITCH, lower.baseline - upper.baseline)
        assert all(line.x1 <= RIGHT + 0.5 for _, line in lines)
        assert len(lines) > 1 or len(LISTS[EVERY_LIST[name]][label]) < 24


@clause("9704-10.3-d")
@listed
def test_every_list_has_a_line_of_its_own_in_the_order_of_the_standard(
    documents: Printed, profile: str, name: str
) -> None:
    document = documents(name, profile)
    starts = [line.text[:2] for page in document for line in page.lines if line.text[:2] in ORDER]
    assert starts == [label for label in ORDER if label in LISTS[EVERY_LIST[name]]]
    for upper, lower in itertools.pairwise(_lists(document, EVERY_LIST[name]).values()):
        (page, last), (next_page, first) = upper[-1], lower[0]
        assert page != next_page or within(PITCH, first.baseline - last.baseline)


@clause("9704-10.3-d")
def test_lists_typed_in_another_order_stand_in_that_of_the_standard(documents: Printed, profile: str) -> None:
    page = documents("lists in another order", profile)[0]
    starts = [line.text[:2] for line in page.lines if line.text[:2] in ORDER]
    assert starts == list(ORDER)
    first = page.line_of("出席：")
    assert one_empty_line(gap(line_above(page, first), first))


@clause("9704-10.3-c", "9704-5.2.1-c")
def test_names_with_marks_between_them_stay_within_the_type_area(profile: str) -> None:
    document = minutes(body=[*TEXT, "出席：" + "张三、李四、" * 12])
    page = printed({"minutes": document}, [profile])("minutes", profile)[0]
    assert max(line.x1 for line in from_line(page, page.line_of("出席："))) <= RIGHT + 0.5


@clause("9704-10.3-e")
def test_minutes_need_no_lists(documents: Printed, profile: str) -> None:
    page = documents("plain", profile)[0]
    assert [line.text for line in page.lines][-2] == "国" * 20


# Signature, 版记, 页码


@clause("9704-10.3-f", "AMB-10")
@pytest.mark.parametrize("name", UNSIGNED)
def test_minutes_are_neither_signed_nor_sealed_as_a_rule(documents: Printed, profile: str, name: str) -> None:
    document = documents(name, profile)
    assert not any(page.images for page in document)
    below = [line for line in document[0].lines if line.top > red_rules(document[0])[0].bottom]
    rest = [*below, *(line for page in list(document)[1:] for line in page.lines)]
    assert AGENCY not in [line.text for line in rest]
    assert DATE not in [line.text for line in rest]


@clause("9704-10.3-f", "AMB-10", "9704-7.3.5.1-a", "9704-7.3.5.2-a")
@pytest.mark.parametrize("name", ["signed", "sealed"])
def test_who_signs_minutes_signs_as_under_any_document(documents: Printed, profile: str, name: str) -> None:
    page = documents(name, profile)[-1]
    signature = page.line_of("青山镇政府")
    date = line_below(page, signature)
    assert date.text == DATE
    assert len(page.images) == (name == "sealed")
    if page.images:
        assert page.images[0].center_x == pytest.approx(date.center_x, abs=2)
        assert RIGHT - date.x1 == pytest.approx(figures.SEALED_DATE_RIGHT.value * CHARACTER, abs=2)
    else:
        shift = date.x0 - signature.x0
        assert shift == pytest.approx(figures.UNSEALED_DATE_SHIFT.value * CHARACTER, abs=PLACE)


@clause("9704-10.3-f", "9704-7.4.1-e", "9704-7.4.2-a", "9704-7.4.3-a")
@pytest.mark.parametrize("name", ["colophon", "attachments", "two pages"])
def test_the_colophon_is_that_of_any_document(documents: Printed, profile: str, name: str) -> None:
    document = documents(name, profile)
    assert pages_with_rules(document) == [len(document)]
    page = document[-1]
    last = figures.COLOPHON_LAST_RULE
    assert black_rules(page)[-1].y == pytest.approx(last.value.mm, abs=last.tolerance.mm)
    lines = colophon_lines(page)
    assert [line.text for line in lines] == [
        "抄送：县政府办公室，县医疗保障局。",
        "共印20份",
        "青山镇党政办公室2026年11月24日印发",
    ]
    assert lines[0].x0 == pytest.approx(LEFT + SMALL_CHARACTER, abs=PLACE)


@clause("9704-7.3.6-a")
def test_notes_stand_under_the_lists(documents: Printed, profile: str) -> None:
    page = documents("notes", profile).page_of("（此件发至各村）")
    notes = page.line_of("（此件发至各村）")
    assert notes.origin_x == pytest.approx(LEFT + 2 * CHARACTER, abs=PLACE)
    assert line_above(page, notes).text.startswith("列席：")


@clause("9704-7.5-b", "9704-7.5-c", "9704-7.5-d")
@every
def test_every_page_of_minutes_has_its_folio(documents: Printed, profile: str, name: str) -> None:
    dash = figures.FOLIO_DASH
    for page in documents(name, profile):
        line = folio(page)
        assert line.text == f"—{page.number}—"
        assert line.glyphs[0].y0 == pytest.approx(dash.value.mm, abs=dash.tolerance.mm)
        blank = RIGHT - line.x1 if page.number % 2 else line.x0 - LEFT
        assert within((3.5, 8.0), blank)
