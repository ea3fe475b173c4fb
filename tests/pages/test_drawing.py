"""The display list: everything that is said stands on its sheet once, where a browser shows it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gongwen
from gongwen.blocks.block import Alignment
from gongwen.layout import USUAL, Printing, lay_out
from gongwen.pages.display import Colour, DisplayList, LinePart, Page, Paragraph, TextRun
from gongwen.pages.drawing import draw
from gongwen.pages.paging import pages_of
from gongwen.pages.placed import PlacedParagraph
from gongwen.standard import figures
from gongwen.standard.profiles import COMMON, NATIONAL, PROFILES, Profile
from gongwen.standard.roles import Role
from tests.conftest import FULL_SWEEP
from tests.preview.notices import notice_of
from tests.strategies import QUIET, documents
from tests.support import browser, markers, page

EXAMPLES = {source.stem: source for source in sorted((Path(__file__).parents[2] / "examples").glob("*.md"))}


def drawn(name: str, profile: Profile = NATIONAL, printing: Printing = USUAL) -> DisplayList:
    """An example as it is drawn."""
    return draw(lay_out(gongwen.load(EXAMPLES[name]), profile, printing))


def paragraphs(one: Page, role: Role) -> list[Paragraph]:
    """The paragraphs of a role on a page."""
    return [paragraph for paragraph in one.paragraphs() if paragraph.role is role]


def runs_of(paragraph: Paragraph) -> list[TextRun]:
    """Its text, line by line."""
    return [run for line in paragraph.lines for part in line.parts for run in part.runs]


# ---------------------------------------------------------------------------------- where it stands


def test_the_mark_is_red_and_centred_on_the_type_area() -> None:
    first = drawn("notice").pages[0]
    (mark,) = paragraphs(first, Role.MARK)
    (run,) = runs_of(mark)
    assert (run.text, run.colour, run.font.family) == ("云岭县青山镇人民政府文件", Colour.RED, "方正小标宋简体")
    assert ((run.x + run.end) / 2).mm == pytest.approx(figures.MARK_CENTRE.value.mm, abs=0.1)
    # 7.2.4-c: the ink of a full character reaches 0.81 of its size over the baseline.
    assert run.baseline.mm - 0.81 * run.font.size.mm == pytest.approx(figures.MARK_TOP.value.mm, abs=0.1)


def test_a_justified_line_fills_its_measure_and_the_last_one_does_not() -> None:
    body = paragraphs(drawn("notice").pages[0], Role.BODY)[0]
    *full, last = [line.parts[0] for line in body.lines]
    assert full
    for part in full:
        assert part.align is Alignment.JUSTIFIED
        visible = [run for run in part.runs if run.text.strip()]
        assert visible[-1].end.mm == pytest.approx((part.left + part.width).mm, abs=0.01)
    assert last.align is Alignment.LEFT
    assert last.runs[-1].end < last.left + last.width


def test_every_character_has_an_advance() -> None:
    for one in drawn("notice", COMMON).pages:
        for run in one.runs():
            assert len(run.text) == len(run.advances)
            assert all(advance >= 0.0 for advance in run.advances)


def test_digits_and_letters_are_in_times_and_marks_of_both_scripts_are_not() -> None:
    runs = [run for one in drawn("notice", COMMON).pages for run in one.runs()]
    latin = {character for run in runs if run.font.latin for character in run.text}
    assert {run.font.family for run in runs if run.font.latin} == {"Times New Roman"}
    assert set("0123456789") <= latin
    assert not latin & set("“”—…·①★年、。")
    assert all(run.font.face is not None for run in runs)
    assert not any(run.font.latin for one in drawn("notice", NATIONAL).pages for run in one.runs())


def test_headings_stand_for_their_levels_where_they_begin() -> None:
    body = {"type": "section", "level": 1, "heading": "农田水利" * 200, "blocks": ["疏浚沟渠 14.6 公里。"]}
    layout = lay_out(gongwen.Document.read({"kind": "总结", "title": "冬修水利总结", "body": ["现总结如下。", body]}))
    found = [
        (paragraph.role, paragraph.level)
        for one in draw(layout).pages
        for paragraph in one.paragraphs()
        if paragraph.role in (Role.TITLE, Role.HEADING_1)
    ]
    assert found == [(Role.TITLE, 1), (Role.HEADING_1, 2), (Role.HEADING_1, None)]


def test_the_folio_stands_right_on_odd_pages_and_left_on_even_ones() -> None:
    first, second = drawn("notice").pages
    for one, text, align in ((first, "— 1 —", Alignment.RIGHT), (second, "— 2 —", Alignment.LEFT)):
        (folio,) = paragraphs(one, Role.FOLIO)
        assert (runs_of(folio)[0].text, folio.lines[0].parts[0].align) == (text, align)


def test_the_folio_of_a_landscape_page_is_turned() -> None:
    (one,) = [one for one in drawn("notice_wide_table").pages if one.landscape]
    (folio,) = paragraphs(one, Role.FOLIO)
    assert folio.turned
    # Its baseline lies as far from the left edge as elsewhere from the foot.
    baseline = folio.left - (runs_of(folio)[0].baseline - folio.top)
    assert baseline.mm == pytest.approx(figures.PAGE_HEIGHT.value.mm - figures.FOLIO_DASH.value.mm, abs=2)


def test_the_lower_rules_of_a_letter_are_at_277_mm() -> None:
    first = drawn("letter").pages[0]
    lowest = max(first.strokes, key=lambda stroke: stroke.y0)
    assert (lowest.y0 + lowest.thickness / 2).mm == pytest.approx(figures.LETTER_LOWER_RULE.value.mm)
    assert (lowest.x1 - lowest.x0, lowest.colour) == (figures.LETTER_RULE_WIDTH.value, Colour.RED)


def test_on_preprinted_paper_nothing_is_red() -> None:
    for one in drawn("public_notice", printing=Printing(preprinted=True)).pages:
        assert all(stroke.colour is Colour.BLACK for stroke in one.strokes)
        assert all(run.colour is Colour.BLACK for run in one.runs())


def test_a_seal_lies_behind_the_text() -> None:
    pictures = [picture for one in drawn("notice").pages for picture in one.pictures]
    assert [(picture.behind, picture.width.mm) for picture in pictures] == [(True, 42.0)]


# ---------------------------------------------------------------------------------- any document whatever


@QUIET
@given(documents(), st.sampled_from([NATIONAL, COMMON]), st.booleans())
def test_all_that_is_placed_is_drawn_on_its_sheet(document: gongwen.Document, profile: Profile, even: bool) -> None:
    layout = lay_out(document, profile, Printing(even))
    for one, placed in zip(draw(layout).pages, pages_of(layout), strict=True):
        assert (one.width, one.height, one.number) == (placed.sheet.width, placed.sheet.height, placed.number)
        runs = Counter("".join(run.text for run in one.runs()))
        said = Counter(
            "".join(
                piece.text
                for part in placed.placed
                if isinstance(part, PlacedParagraph)
                for line in part.lines
                for column in line.columns
                for piece in column
            )
        )
        assert not said - runs
        for paragraph in one.paragraphs():
            tops = [line.top for line in paragraph.lines]
            assert tops == sorted(tops)
            for line in paragraph.lines:
                assert all(run.baseline == line.baseline for part in line.parts for run in part.runs)


# ---------------------------------------------------------------------------------- as a browser shows it

# A browser puts baselines on whole pixels, of which there are 96 to the inch.
ACROSS, DOWN = 0.1, 0.15
# Chromium takes these two for no Chinese marks, and puts nothing between them and a digit when it justifies a line.
FAULTS = re.compile("[!-~][；－]")


@pytest.mark.sweep
@pytest.mark.parametrize("profile", PROFILES)
def test_every_character_stands_where_a_browser_shows_it(profile: str, request: pytest.FixtureRequest) -> None:
    """The examples, 国标 and 通行 by turns, and a long notice; ``--full-sweep`` shows all in both."""
    markers.require("browser")
    turn = slice(None) if request.config.getoption(FULL_SWEEP) else slice(list(PROFILES).index(profile), None, 2)
    sources = {name: gongwen.load(EXAMPLES[name]) for name in list(EXAMPLES)[turn]} | {"long": notice_of(3)}
    layouts = {name: lay_out(document, PROFILES[profile]) for name, document in sources.items()}
    pdfs = browser.print_pdfs({name: gongwen.to_html(sources[name], profile=profile) for name in sources})
    far = [
        f"{name}, page {one.number}: {found}"
        for name, pdf in pdfs.items()
        for one, shown in zip(draw(layouts[name]).pages, page.measure(pdf), strict=True)
        for found in _elsewhere(one, shown)
    ]
    assert far == []


def _elsewhere(one: Page, shown: page.MeasuredPage) -> list[str]:
    """The characters that a browser shows in another place."""
    places = defaultdict(list)
    for line in shown.lines:
        for glyph in line.glyphs:
            places[glyph.char].append((glyph.origin_x, glyph.baseline_y))
    found = []
    for paragraph in one.paragraphs():
        parts = [part for line in paragraph.lines for part in line.parts]
        for run in [run for part in parts if not _is_apart(part) for run in part.runs]:
            x = run.x.mm
            for character, advance in zip(run.text, run.advances, strict=True):
                at = _turned(x, run.baseline.mm, paragraph)
                if not character.isspace() and not run.language and not _is_near(at, places[character]):
                    found.append(f"{character} of {run.text} at {at}")
                x += advance
    return found


def _is_apart(part: LinePart) -> bool:
    return part.align is Alignment.JUSTIFIED and bool(FAULTS.search("".join(run.text for run in part.runs)))


def _turned(x: float, y: float, paragraph: Paragraph) -> tuple[float, float]:
    left, top = paragraph.left.mm, paragraph.top.mm
    return (left - (y - top), top + x - left) if paragraph.turned else (x, y)


def _is_near(place: tuple[float, float], others: list[tuple[float, float]]) -> bool:
    return any(abs(place[0] - x) <= ACROSS and abs(place[1] - y) <= DOWN for x, y in others)
