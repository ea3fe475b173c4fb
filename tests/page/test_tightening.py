"""Lines and characters a little closer where the signature, the seal or 版记 would need a page more (9704-7.3.5.5).

Bodies of 1 to 60 lines are asked what was tightened. ``--full-sweep`` draws them all; otherwise only tightened ones
that end on page two, their neighbours, and every thirtieth.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from typing import NamedTuple

import pytest

import gongwen
from gongwen.layout import Layout, compose, lay_out
from gongwen.pages.sheets import COLOPHON_CLEARANCE
from gongwen.standard import figures
from gongwen.standard.profiles import PROFILES
from gongwen.write import writer
from tests.conftest import FULL_SWEEP
from tests.page.clauses import clause
from tests.page.measures import (
    BOTTOM,
    EDGE,
    PITCH,
    black_rules,
    body_lines,
    pages_with_rules,
    text_lines,
    within,
)
from tests.page.press import AGENCY, COLOPHON, DATE, notice, seal
from tests.page.realistic import realistic
from tests.support import engines, markers
from tests.support.page import MeasuredDocument, MeasuredPage, measure

pytestmark = pytest.mark.sweep

LONGEST = 60
SAMPLE = 30
SHORT = 30
ONE_LINE = 20
CHARACTERS = figures.CHARACTERS_PER_LINE.value
INDENT = figures.FIRST_LINE_INDENT.value
LINES_ON_A_PAGE = range(21, 24)
"""9704-5.2.3-a, 检: as many lines on a full page."""
CHARACTERS_ON_A_LINE = range(27, 30)
"""9704-5.2.3-b, 检: as many characters on a full line."""
TOUCHING = COLOPHON_CLEARANCE.mm + 0.1
"""mm between a seal and the first rule of 版记 that one program finds enough and another does not."""
HAND = "此页无正文"
"""What used to be written on a page of signature alone."""
SHAPES: Mapping[str, Callable[[int], list[str]]] = {
    "lines": lambda lines: ["国" * ONE_LINE] * lines,
    "one growing paragraph": lambda lines: ["国" * (CHARACTERS * lines - INDENT - 3)],
}
ENDS: Mapping[str, dict[str, object]] = {
    "seal": {"seals": seal()},
    "no seal": {},
    "seal and 版记": {"seals": seal(), **COLOPHON},
    "版记": {**COLOPHON},
}
SIGNED, CLOSED = "署名和成文日期不另起一面", "版记不另起一面"


class Drawn(NamedTuple):
    """One length: what was said of it, its pages, and how they would be with lines at their usual distance."""

    lines: int
    said: str
    pitch: float
    document: MeasuredDocument
    usual: MeasuredDocument | None

    @property
    def signed(self) -> MeasuredPage:
        """The page that shows the date."""
        return self.document.page_of(DATE)


Drawing = dict[tuple[str, str, str], list[Drawn]]


def _document(shape: str, end: str, lines: int) -> gongwen.Document:
    return notice(body=SHAPES[shape](lines), **ENDS[end])


def _usual(document: gongwen.Document, profile: gongwen.Profile) -> Layout:
    """The document with lines at their usual distance, its pages left to the engine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compose, "promising", lambda *_: ())
        patch.setattr(compose, "_turn_before_colophon", lambda _: None)
        return lay_out(document, profile)


@pytest.fixture(scope="module")
def drawing(request: pytest.FixtureRequest) -> Drawing:
    """Every shape and end in every profile."""
    markers.require("office")
    every = bool(request.config.getoption(FULL_SWEEP))
    files: dict[str, bytes] = {}
    wanted = []
    for case in itertools.product(PROFILES, SHAPES, ENDS):
        name, shape, end = case
        profile = PROFILES[name]
        documents = {lines: _document(shape, end, lines) for lines in range(1, LONGEST + 1)}
        layouts = {lines: lay_out(document, profile) for lines, document in documents.items()}
        tightened = {lines for lines, layout in layouts.items() if layout.profile is not profile}
        drawn_ones = {lines for lines in tightened if lines <= SHORT} or {min(tightened, default=1)}
        near = {other for lines in drawn_ones for other in (lines - 1, lines, lines + 1) if other > 0}
        for lines in layouts if every else sorted(near | set(range(1, LONGEST + 1, SAMPLE))):
            layout, key = layouts[lines], f"d{len(files)}"
            files[key] = writer(layout).write(documents[lines], layout)
            if lines in tightened:
                usual = _usual(documents[lines], profile)
                files[f"{key}u"] = writer(usual).write(documents[lines], usual)
            said = "；".join(remark for remark in layout.remarks if "9704-7.3.5.5" in remark)
            wanted.append((case, lines, said, layout.profile.line_pitch.mm, key))
    pdfs = engines.render_pdfs(files, "libreoffice as word")
    drawn: Drawing = {}
    for case, lines, said, pitch, key in wanted:
        usual_pages = measure(pdfs[f"{key}u"]) if f"{key}u" in pdfs else None
        drawn.setdefault(case, []).append(Drawn(lines, said, pitch, measure(pdfs[key]), usual_pages))
    return drawn


@pytest.fixture(params=itertools.product(SHAPES, ENDS), ids="-".join)
def drawn(request: pytest.FixtureRequest, drawing: Drawing, profile: str) -> list[Drawn]:
    """The lengths of one shape with one end."""
    shape, end = request.param
    return drawing[profile, shape, end]


def _check(drawn: list[Drawn], holds: Callable[[Drawn], bool]) -> None:
    failing = [one.lines for one in drawn if not holds(one)]
    assert not failing, f"bodies of {', '.join(map(str, failing))} lines"


def _tightened(drawn: list[Drawn]) -> list[Drawn]:
    return [one for one in drawn if one.said]


def _distances(page: MeasuredPage) -> list[float]:
    return [lower.baseline - upper.baseline for upper, lower in itertools.pairwise(body_lines(page))]


@clause("9704-7.3.5.5")
def test_lines_of_every_shape_are_tightened_somewhere(drawing: Drawing) -> None:
    for (profile, shape, end), drawn in drawing.items():
        # Common practice has closer lines already, so that there is less to win.
        assert _tightened(drawn) or (profile, end) == ("通行", "no seal"), (profile, shape, end)


@clause("9704-7.3.5.5")
def test_the_promise_is_kept_signature_and_seal_stand_under_text(drawn: list[Drawn]) -> None:
    def holds(one: Drawn) -> bool:
        above = [line for line in body_lines(one.signed) if line.baseline < one.signed.find(DATE).baseline]
        return len(above) >= 3 and one.signed.has(AGENCY) and one.signed is one.document[-1]

    _check([one for one in _tightened(drawn) if SIGNED in one.said], holds)


@clause("9704-7.3.5.5", "9704-7.4.1-e")
def test_the_promise_is_kept_the_colophon_stands_on_the_last_page_of_the_text(drawn: list[Drawn]) -> None:
    last = figures.COLOPHON_LAST_RULE

    def holds(one: Drawn) -> bool:
        page = one.document[-1]
        return (
            one.signed is page
            and bool(body_lines(page))
            and pages_with_rules(one.document) == [len(one.document)]
            and abs(black_rules(page)[-1].y - last.value.mm) <= last.tolerance.mm
        )

    _check([one for one in _tightened(drawn) if CLOSED in one.said], holds)


@clause("9704-7.3.5.5")
def test_without_it_there_would_be_a_page_more_or_the_seal_would_touch_the_colophon(drawn: list[Drawn]) -> None:
    def holds(one: Drawn) -> bool:
        assert one.usual is not None
        if len(one.usual) == len(one.document) + 1:
            return True
        page = one.usual.page_of(DATE)
        return bool(page.images and black_rules(page)) and page.images[0].y1 >= black_rules(page)[0].top - TOUCHING

    _check(_tightened(drawn), holds)


@clause("9704-7.3.5.5", "9704-5.2.3-a")
def test_tightened_lines_stand_as_close_as_was_said_and_21_to_23_to_a_page(drawn: list[Drawn]) -> None:
    def holds(one: Drawn) -> bool:
        distances = [distance for page in one.document for distance in _distances(page)]
        full = [page for page in one.document if 1 < page.number < len(one.document)]
        return all(abs(distance - one.pitch) <= 0.03 for distance in distances) and all(
            len(text_lines(page)) in LINES_ON_A_PAGE for page in full
        )

    _check(_tightened(drawn), holds)
    for one in _tightened(drawn):
        points = f"{one.pitch / 25.4 * 72:g}"
        assert f"调为 {points} 磅" in one.said


@clause("9704-7.3.5.5", "9704-5.2.3-b")
def test_a_full_line_has_27_to_29_characters(drawn: list[Drawn]) -> None:
    def holds(one: Drawn) -> bool:
        lines = [line.text for page in one.document for line in body_lines(page)]
        others = [text for text in lines[1:-1] if len(text) not in CHARACTERS_ON_A_LINE]
        # A paragraph may be divided above its last lines, by up to two characters before the end of a line.
        return len(others) <= 1 and all(len(text) >= CHARACTERS - 3 for text in others)

    if len(body_lines(drawn[-1].document[0])[1].text) > ONE_LINE:
        _check(drawn, holds)
    else:
        assert all(len(line.text) == ONE_LINE for one in drawn for page in one.document for line in body_lines(page))


@clause("9704-5.2.3-a")
def test_where_nothing_is_said_lines_stand_as_usual(drawn: list[Drawn], profile: str) -> None:
    usual = [one for one in drawn if not one.said]
    assert usual
    assert all(one.pitch == PROFILES[profile].line_pitch.mm for one in usual)
    _check(usual, lambda one: all(within(PITCH, distance) for page in one.document for distance in _distances(page)))


@clause("9704-7.3.5.5", "9704-5.2.1-c")
def test_no_text_and_no_seal_leaves_the_type_area_or_reaches_into_the_colophon(drawn: list[Drawn]) -> None:
    def holds(one: Drawn) -> bool:
        for page in one.document:
            rules = black_rules(page)
            foot = rules[0].top + 0.1 if rules else BOTTOM + EDGE
            above = [line for line in text_lines(page) if not rules or line.baseline < rules[0].y]
            if any(line.bottom > foot for line in above) or (one.said and any(box.y1 > foot for box in page.images)):
                return False
        return True

    _check(drawn, holds)


@clause("9704-7.3.5.5", "9704-7.3.5.1-d")
def test_no_page_says_that_it_has_no_text_and_none_needs_to(drawn: list[Drawn]) -> None:
    _check(drawn, lambda one: HAND not in one.document.text and bool(body_lines(one.signed)))


def test_gongwen_says_what_the_page_shows() -> None:
    for name, shape, end in itertools.product(PROFILES, SHAPES, ENDS):
        for lines in range(20, 30):
            document = _document(shape, end, lines)
            layout = lay_out(document, PROFILES[name])
            said = gongwen.remarks(document, profile=name)
            assert bool(said) is (layout.profile is not PROFILES[name])
            assert all(remark.startswith("为使") and remark.endswith("（9704-7.3.5.5）") for remark in said)


@clause("9704-7.3.5.1-d", "9704-7.3.5.5")
@pytest.mark.parametrize("seed", [399, 1225])
def test_lines_are_closer_too_where_a_program_would_leave_the_signature_without_text(seed: int) -> None:
    # What the pages show in every engine is asked of these documents in test_real_text.py.
    layout = lay_out(realistic(seed).document)
    (said,) = [remark for remark in layout.remarks if "9704-7.3.5.5" in remark]
    assert said.startswith("为使印章、署名和成文日期在各种软件中都与正文同面，行距由 29.6 磅调为")
    assert layout.profile.text_length / layout.profile.line_pitch < LINES_ON_A_PAGE.stop
