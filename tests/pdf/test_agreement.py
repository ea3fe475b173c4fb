"""The PDF beside the page that ONLYOFFICE prints of the .docx: the same lines, and every glyph in its place.

ONLYOFFICE sets lines as Word does. What is apart is apart by a known cause: it does not narrow the letters of a mark,
it spaces the words of a line that holds digits or letters otherwise, and it does not turn after 。 before a digit.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import gongwen
from tests.conftest import FULL_SWEEP
from tests.support import engines, markers, page

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.md"))
REPRESENTATIVE = {"letter", "minutes", "notice_with_attachments", "work_summary"}
PROFILES = ("国标", "通行")
pytestmark = pytest.mark.sweep
MARK = 30.0
NEAR = 0.3
_SPACED_OTHERWISE = re.compile("[0-9A-Za-z ]")
_TURNED_OTHERWISE = {"notice_issuing"}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """All examples in the sweep, some otherwise."""
    every = metafunc.config.getoption(FULL_SWEEP)
    sources = [source for source in EXAMPLES if every or source.stem in REPRESENTATIVE]
    metafunc.parametrize("source", sources, ids=lambda source: source.stem)


def test_glyphs_stand_where_onlyoffice_prints_them(source: Path, request: pytest.FixtureRequest) -> None:
    markers.require("onlyoffice")
    document = gongwen.load(source)
    profiles = PROFILES if request.config.getoption(FULL_SWEEP) else PROFILES[len(source.stem) % 2 :][:1]
    files = {f"document{at}": gongwen.render(document, profile=name) for at, name in enumerate(profiles)}
    printed = engines.render_pdfs(files, "onlyoffice")
    for name, theirs in zip(profiles, printed.values(), strict=True):
        shown, sheets = page.measure(gongwen.to_pdf(document, profile=name)), page.measure(theirs)
        assert len(shown) == len(sheets)
        for ours, other in zip(shown, sheets, strict=True):
            if source.stem not in _TURNED_OTHERWISE:
                assert Counter(line.text for line in _lines(ours)) == Counter(line.text for line in _lines(other))
            _assert_near(ours, other)


def _lines(sheet: page.MeasuredPage) -> list[page.MeasuredLine]:
    return [line for line in sheet.lines if line.size_pt < MARK]


def _assert_near(ours: page.MeasuredPage, other: page.MeasuredPage) -> None:
    theirs: dict[str, list[page.MeasuredLine]] = {}
    for line in _lines(other):
        theirs.setdefault(line.text, []).append(line)
    for line in _lines(ours):
        if line.text not in theirs or _SPACED_OTHERWISE.search(line.text):
            continue
        same = theirs[line.text].pop(0)
        for glyph, its in zip(line.glyphs, same.glyphs, strict=True):
            assert abs(glyph.origin_x - its.origin_x) <= NEAR, line.text
            assert abs(glyph.baseline_y - its.baseline_y) <= 1.0, line.text  # of an exact line it centres the type
