"""版记: rules, 抄送机关, 印发机关和印发日期 at the foot of the last page (9704-7.4)."""

from __future__ import annotations

import itertools

import pytest

from gongwen.standard import figures
from tests.page.clauses import clause
from tests.page.measures import (
    BOTTOM,
    FANGSONG,
    LEFT,
    PLACE,
    RIGHT,
    SMALL_CHARACTER,
    black_rules,
    chinese_fonts,
    colophon_lines,
    pages_with_rules,
    within,
)
from tests.page.press import Printed, notice, printed
from tests.support.page import MeasuredLine, MeasuredPage, Rule

LONG_CC = [f"县{name}局" for name in ("财政", "应急管理", "林业", "水利", "农业农村", "自然资源", "交通运输")]
LONG_CC += [f"镇{name}" for name in ("人大主席团", "人民武装部", "综合行政执法队", "农业农村服务中心", "卫生院")]
PRINTER: dict[str, object] = {"printer": "青山镇党政办公室", "print_date": "2026-11-23"}
CC = {
    "cc and printer": "县应急管理局，县林业局",
    "long cc and printer": "，".join(LONG_CC),
    "cc, copies and printer": "县应急管理局，县林业局",
    "cc": "，".join(LONG_CC[:3]),
}
FIELDS: dict[str, dict[str, object]] = {
    "cc and printer": {**PRINTER, "cc": CC["cc and printer"]},
    "printer": PRINTER,
    "long cc and printer": {**PRINTER, "cc": CC["long cc and printer"]},
    "cc, copies and printer": {**PRINTER, "cc": CC["cc, copies and printer"], "copies": 30},
    "cc": {"cc": CC["cc"]},
    "printer without date": {"printer": "青山镇党政办公室"},
    "long printer": {**PRINTER, "printer": "云岭县青山镇人民政府党政综合办公室"},
}
TOO_LONG_FOR_ONE_LINE = "云岭彝族哈尼族自治县青山镇人民政府党政综合办公室"
WITH_DATE = [name for name, fields in FIELDS.items() if "print_date" in fields]
WITH_PRINTER = [name for name, fields in FIELDS.items() if "printer" in fields]
ROWS = {name: ("cc" in fields) + ("copies" in fields) + ("printer" in fields) for name, fields in FIELDS.items()}
CONTINUED = ["long cc and printer"]
THICK, THIN = (0.30, 0.45), (0.18, 0.30)
ALIGNED = 1.0

every = pytest.mark.parametrize("name", FIELDS)


@pytest.fixture(scope="module")
def documents() -> Printed:
    body = ["国" * 20] * 30
    cases = {name: notice(body=body, **fields) for name, fields in FIELDS.items()}
    return printed({**cases, "two lines": notice(body=body, **{**PRINTER, "printer": TOO_LONG_FOR_ONE_LINE})})


def _last(documents: Printed, name: str, profile: str) -> tuple[MeasuredPage, list[Rule], tuple[MeasuredLine, ...]]:
    page = documents(name, profile)[-1]
    return page, black_rules(page), colophon_lines(page)


def _cc(documents: Printed, name: str, profile: str) -> list[MeasuredLine]:
    """The lines of 抄送."""
    _, _, lines = _last(documents, name, profile)
    last = next(at for at, line in enumerate(lines) if line.text.endswith("。"))
    return list(lines[: last + 1])


@clause("9704-7.4.1-e")
@every
def test_the_last_rule_lies_on_the_lower_edge_of_the_last_pages_type_area_and_on_no_other_page(
    documents: Printed, profile: str, name: str
) -> None:
    document = documents(name, profile)
    assert len(document) > 1
    assert pages_with_rules(document) == [len(document)]
    last = figures.COLOPHON_LAST_RULE
    assert black_rules(document[-1])[-1].y == pytest.approx(last.value.mm, abs=last.tolerance.mm)


@clause("9704-7.4.1-a", "9704-7.4.1-f")
@every
def test_every_rule_is_black_and_as_wide_as_the_type_area(documents: Printed, profile: str, name: str) -> None:
    for rule in _last(documents, name, profile)[1]:
        assert rule.x0 == pytest.approx(LEFT, abs=PLACE)
        assert rule.x1 == pytest.approx(RIGHT, abs=PLACE)
        assert rule.length == pytest.approx(figures.TYPE_AREA_WIDTH.value.mm, abs=2)
        assert rule.colour == (0, 0, 0)


@clause("9704-7.4.1-b", "9704-7.4.1-c", "9704-7.4.3-c")
@every
def test_first_and_last_rule_are_thick_and_those_between_thin(documents: Printed, profile: str, name: str) -> None:
    first, *between, last = (rule.thickness for rule in _last(documents, name, profile)[1])
    assert len(between) == ROWS[name] - 1
    assert within(THICK, first)
    assert within(THICK, last)
    for thin in between:
        assert within(THIN, thin)
        assert thin < min(first, last)


@clause("9704-7.4.1-d", "9704-7.1-a")
@every
def test_every_row_lies_between_rules_and_the_first_rule_above_them_all(
    documents: Printed, profile: str, name: str
) -> None:
    page, rules, lines = _last(documents, name, profile)
    assert [line for line in page.lines if rules[0].y < line.bottom and line.top < rules[-1].y] == list(lines)
    for rule in rules:
        assert not [line for line in page.lines if line.top < rule.top and line.bottom > rule.bottom]
    for upper, lower in itertools.pairwise(rules):
        assert [line for line in lines if upper.bottom < line.top and line.bottom < lower.top]


@clause("9704-7.4.2-a", "9704-7.4.3-a")
@every
def test_all_is_in_fangsong_of_size_4(documents: Printed, profile: str, name: str) -> None:
    size = figures.COLOPHON_SIZE
    for line in _last(documents, name, profile)[2]:
        assert chinese_fonts(line) == {FANGSONG}
        for glyph in line.glyphs:
            assert glyph.size_pt == pytest.approx(size.value.pt, abs=size.tolerance.pt)


@clause("9704-7.4.2-a", "9704-7.4.2-b", "AMB-11")
@pytest.mark.parametrize("name", CC)
def test_cc_begins_one_character_in_and_ends_with_a_full_stop(documents: Printed, profile: str, name: str) -> None:
    lines = _cc(documents, name, profile)
    text = "".join(line.text for line in lines)
    assert text == f"抄送：{CC[name]}。"
    assert lines[0].x0 == pytest.approx(LEFT + SMALL_CHARACTER, abs=PLACE)
    for line in lines:
        # The ink of a mark at the end fills half of its cell, so what is asked is one character free at least.
        assert line.x1 <= RIGHT - SMALL_CHARACTER + PLACE


@clause("9704-7.4.2-b")
@pytest.mark.parametrize("name", CONTINUED)
def test_cc_goes_on_under_the_first_character_after_the_colon(documents: Printed, profile: str, name: str) -> None:
    first, *others = _cc(documents, name, profile)
    assert others
    for line in others:
        assert line.origin_x == pytest.approx(first.glyphs[len("抄送：")].origin_x, abs=ALIGNED)


@clause("9704-7.4.3-a")
@pytest.mark.parametrize("name", WITH_PRINTER)
def test_the_printer_begins_one_character_in_above_the_last_rule(documents: Printed, profile: str, name: str) -> None:
    _, rules, lines = _last(documents, name, profile)
    assert lines[-1].text.startswith(str(FIELDS[name]["printer"]))
    assert lines[-1].x0 == pytest.approx(LEFT + SMALL_CHARACTER, abs=PLACE)
    assert lines[-1].bottom < rules[-1].top


@clause("9704-7.4.3-a", "9704-7.4.3-b")
@pytest.mark.parametrize("name", WITH_DATE)
def test_the_date_of_printing_ends_one_character_from_the_right(documents: Printed, profile: str, name: str) -> None:
    line = _last(documents, name, profile)[2][-1]
    assert line.text == str(FIELDS[name]["printer"]) + "2026年11月23日印发"
    assert line.x1 == pytest.approx(RIGHT - SMALL_CHARACTER, abs=PLACE)


@clause("9704-7.4.3-a")
def test_a_printer_too_long_for_one_line_is_shown_whole_above_the_last_rule(documents: Printed, profile: str) -> None:
    _, rules, lines = _last(documents, "two lines", profile)
    assert "".join(line.text for line in lines) == f"{TOO_LONG_FOR_ONE_LINE}2026年11月23日印发"
    assert lines[-1].x1 == pytest.approx(RIGHT - SMALL_CHARACTER, abs=PLACE)
    assert lines[-1].bottom < rules[-1].top


@clause("9704-7.4.3-c")
def test_the_number_of_copies_has_a_row_of_its_own_one_character_from_the_right(
    documents: Printed, profile: str
) -> None:
    _, _, lines = _last(documents, "cc, copies and printer", profile)
    line = next(line for line in lines if line.text == "共印30份")
    assert line.x1 == pytest.approx(RIGHT - SMALL_CHARACTER, abs=PLACE)


@clause("9704-7.1-a", "9704-7.5-g")
@every
def test_the_folio_stands_below_the_colophon(documents: Printed, profile: str, name: str) -> None:
    page, rules, _ = _last(documents, name, profile)
    below = [line for line in page.lines if line.top > rules[-1].bottom]
    assert [line.text for line in below] == [f"—{page.number}—"]
    assert below[0].top > BOTTOM
