"""层次标题: four levels, standing alone and running into the text (9704-7.3.3)."""

from __future__ import annotations

import pytest

from gongwen.standard import figures
from tests.page.clauses import clause
from tests.page.measures import (
    CHARACTER,
    FANGSONG,
    HEITI,
    KAITI,
    LEFT,
    PITCH,
    PLACE,
    is_chinese,
    text_lines,
    within,
)
from tests.page.press import Printed, notice, printed
from tests.support.page import MeasuredLine, MeasuredPage

FACES = {1: HEITI, 2: KAITI, 3: FANGSONG, 4: FANGSONG}
HEADINGS = {1: "压实防火责任", 2: "明确责任区域", 3: "划定巡查区段", 4: "落实巡查人员"}
LABELS = {1: "一、", 2: "（一）", 3: "1.", 4: "（1）"}
SECOND_LABELS = {1: "二、", 2: "（二）", 3: "2.", 4: "（2）"}
LEVELS = tuple(FACES)
TEXT = "国" * 60


def _sections(level: int, *, run_in: bool) -> list[object]:
    """A section of each level inside one of the level above, and a second one after the deepest."""
    inside = [] if level == LEVELS[-1] else _sections(level + 1, run_in=run_in)
    return [
        {
            "type": "section",
            "level": level,
            "heading": HEADINGS[level],
            "run_in": run_in,
            "blocks": [TEXT, *inside],
        },
        {"type": "section", "level": level, "heading": HEADINGS[level], "run_in": run_in, "blocks": [TEXT]},
    ]


@pytest.fixture(scope="module")
def pages() -> Printed:
    return printed(
        {
            "standing": notice(body=["国" * 20, *_sections(1, run_in=False), "国" * 20]),
            "run in": notice(body=["国" * 20, *_sections(1, run_in=True), "国" * 20]),
        }
    )


def _heading(pages: Printed, kind: str, profile: str, level: int, label: str) -> tuple[MeasuredPage, MeasuredLine]:
    """The page and the line of a heading."""
    page = pages(kind, profile).page_of(label + HEADINGS[level])
    return page, page.line_of(label + HEADINGS[level])


every_level = pytest.mark.parametrize("level", LEVELS)
every_label = pytest.mark.parametrize("labels", [LABELS, SECOND_LABELS], ids=["first", "second"])


@clause("9704-7.3.3-d")
@pytest.mark.parametrize("kind", ["standing", "run in"])
def test_the_levels_are_numbered_in_their_order(pages: Printed, profile: str, kind: str) -> None:
    text = pages(kind, profile).text
    found = [
        text.index(labels[level] + HEADINGS[level])
        for labels, levels in ((LABELS, LEVELS), (SECOND_LABELS, LEVELS[::-1]))
        for level in levels
    ]
    assert found == sorted(found)


@clause("9704-7.3.3-e", "9704-7.3.3-f", "AMB-16")
@every_level
@every_label
def test_a_standing_heading_is_in_the_face_of_its_level(
    pages: Printed, profile: str, level: int, labels: dict[int, str]
) -> None:
    _, line = _heading(pages, "standing", profile, level, labels[level])
    assert line.text == labels[level] + HEADINGS[level]
    for glyph in line.glyphs:
        assert glyph.size_pt == pytest.approx(figures.BODY_SIZE.value.pt, abs=figures.BODY_SIZE.tolerance.pt)
        if is_chinese(glyph.char):
            assert glyph.font == FACES[level]


@clause("9704-7.3.3-e", "9704-7.3.3-f")
@every_level
@every_label
def test_only_the_heading_of_a_run_in_paragraph_changes_its_face(
    pages: Printed, profile: str, level: int, labels: dict[int, str]
) -> None:
    page, line = _heading(pages, "run in", profile, level, labels[level])
    heading = line.find(labels[level] + HEADINGS[level] + "。")
    rest = [glyph for glyph in line.glyphs if glyph not in heading.glyphs]
    below = page.lines[page.lines.index(line) + 1] if line is not text_lines(page)[-1] else None
    assert {glyph.font for glyph in heading.glyphs if is_chinese(glyph.char)} == {FACES[level]}
    assert {glyph.font for glyph in rest} == {FANGSONG}
    assert {glyph.size_pt for glyph in line.glyphs} == {figures.BODY_SIZE.value.pt}
    if below is not None:
        assert below.fonts == {FANGSONG}
        assert below.x0 == pytest.approx(LEFT, abs=PLACE)


@clause("9704-7.3.3-c")
@every_level
@pytest.mark.parametrize("kind", ["standing", "run in"])
def test_a_heading_begins_two_characters_in(pages: Printed, profile: str, level: int, kind: str) -> None:
    _, line = _heading(pages, kind, profile, level, LABELS[level])
    # A bracket's ink stands in the right half of its character: its own place is what counts (11.6).
    assert line.origin_x == pytest.approx(LEFT + figures.FIRST_LINE_INDENT.value * CHARACTER, abs=PLACE)


@clause("9704-5.2.3-a")
@every_level
def test_headings_keep_to_the_lines_of_the_page(pages: Printed, profile: str, level: int) -> None:
    page, line = _heading(pages, "standing", profile, level, LABELS[level])
    below = [other for other in text_lines(page) if other.baseline > line.baseline]
    assert below, "a heading must not be the last line of a page"
    assert within(PITCH, below[0].baseline - line.baseline)
