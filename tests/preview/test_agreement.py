"""The preview beside the page: the same pages, lines and ink as the .docx has in ONLYOFFICE."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

import gongwen
from tests.preview.reading import SeenPage, Shown, pages
from tests.support import browser, engines, markers, page

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.md"))
PROFILES = {"a": "国标", "b": "通行"}
# The profiles take turns.
NAMES = [f"{source.stem}-{list(PROFILES)[at % 2]}" for at, source in enumerate(EXAMPLES)]

# Lines that Word sets as the preview does and ONLYOFFICE does not: it does not turn between 。 and a digit, so it takes
# the 汉字 before the mark along.
_NO_TURN_AFTER_A_FULL_STOP = {
    "公会议研究同意，现印发给你们，请结合实际认真贯彻执行。",
    "2023年印发的预案同时停止执行。",
}
APART: Mapping[str, set[str]] = {f"notice_issuing-{profile}": _NO_TURN_AFTER_A_FULL_STOP for profile in PROFILES}
MARK = 30.0
"""Larger type (points) is a mark: its letters are narrowed, and a PDF's letters then tell no positions."""


class Tolerance(NamedTuple):
    """How far ink may be apart in mm: baselines, where lines start and end."""

    baseline: float
    start: float
    end: float


# Of a line of exact height ONLYOFFICE puts the baseline a little lower.
TOLERANCE = Tolerance(baseline=1.0, start=0.3, end=0.3)

Printed = dict[str, page.MeasuredDocument]


@pytest.fixture(scope="module")
def previews() -> dict[str, str]:
    """The examples as HTML."""
    documents = {source.stem: gongwen.load(source) for source in EXAMPLES}
    return {name: gongwen.to_html(documents[name[:-2]], profile=PROFILES[name[-1]]) for name in NAMES}


@pytest.fixture(scope="module")
def printed() -> Printed:
    """The examples as ONLYOFFICE prints their .docx."""
    markers.require(engines.tool("onlyoffice"))
    documents = {source.stem: gongwen.load(source) for source in EXAMPLES}
    files = {name: gongwen.render(documents[name[:-2]], profile=PROFILES[name[-1]]) for name in NAMES}
    return {name: page.measure(pdf) for name, pdf in engines.render_pdfs(files, "onlyoffice", together=True).items()}


@pytest.fixture(scope="module")
def browsed(previews: Mapping[str, str]) -> Printed:
    """Every preview as Chromium prints it, with the same fonts."""
    markers.require("browser")
    return {name: page.measure(pdf) for name, pdf in browser.print_pdfs(previews).items()}


def lines(sheet: page.MeasuredPage) -> list[page.MeasuredLine]:
    """The lines of a page from top to bottom, without the letters of its mark."""
    small = (page.MeasuredLine(tuple(each for each in line.glyphs if each.size_pt < MARK)) for line in sheet.lines)
    return [line for line in small if line.glyphs]


# ---------------------------------------------------------------------------------- by our own reckoning


@pytest.mark.parametrize("name", NAMES)
def test_the_preview_has_the_pages_and_lines_of_the_docx_in_onlyoffice(
    name: str, previews: dict[str, str], printed: Printed
) -> None:
    apart = APART.get(name, set())
    shown, sheets = pages(previews[name]), printed[name]
    assert len(shown) == len(sheets)
    for seen, sheet in zip(shown, sheets, strict=True):
        wrong = [line for line in _not_on(seen, sheet) if line.text not in apart]
        assert wrong == [], f"page {sheet.number} of the .docx has\n{sheet.text}"
        if not apart:
            assert Counter(seen.text) == Counter("".join(line.text for line in sheet.lines))


def _not_on(seen: SeenPage, sheet: page.MeasuredPage) -> list[Shown]:
    """The lines that are none of the page's, nor a part of one where they stand beside others."""
    whole = {line.text for line in sheet.lines}
    lying = sheet.width_mm > sheet.height_mm
    return [
        line
        for line in seen.lines
        if not (line.role == "folio" and lying)  # it runs down the side of a lying sheet, one letter a line
        and not (line.text in whole if line.whole and line.role != "joint-mark" else sheet.has(line.text))
    ]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_apart_is_still_apart(name: str, previews: dict[str, str], printed: Printed) -> None:
    apart = APART.get(name, set())
    both = zip(pages(previews[name]), printed[name], strict=True) if apart else ()
    found = {line.text for seen, sheet in both for line in _not_on(seen, sheet)}
    assert found == apart, "mend the list"


# ---------------------------------------------------------------------------------- as a browser shows it


@pytest.mark.parametrize("name", NAMES)
def test_a_browser_turns_the_lines_where_onlyoffice_does(name: str, browsed: Printed, printed: Printed) -> None:
    ours, theirs = browsed[name], printed[name]
    assert len(ours) == len(theirs)
    for our, their in zip(ours, theirs, strict=True):
        assert (round(our.width_mm), round(our.height_mm)) == (round(their.width_mm), round(their.height_mm))
        if not APART.get(name, set()):
            assert _texts(lines(our)) == _texts(lines(their))


@pytest.mark.parametrize("name", NAMES)
def test_a_browser_puts_the_ink_where_onlyoffice_does(name: str, browsed: Printed, printed: Printed) -> None:
    for our, their in zip(browsed[name], printed[name], strict=True):
        shown, drawn = lines(our), lines(their)
        if APART.get(name, set()) and _texts(shown) != _texts(drawn):
            continue  # what stands below is lower or higher than with us
        found = defaultdict(list)
        for line in shown:
            found[line.text].append(line)
        for line in drawn:
            same = found[line.text].pop(0)
            assert abs(same.baseline - line.baseline) <= TOLERANCE.baseline, line.text
            assert abs(same.x0 - line.x0) <= TOLERANCE.start, line.text
            assert abs(same.x1 - line.x1) <= TOLERANCE.end, line.text
        assert [rule.y for rule in our.rules] == pytest.approx([rule.y for rule in their.rules], abs=0.3)
        assert [rule.colour for rule in our.rules] == [rule.colour for rule in their.rules]
        assert len(our.vertical_rules) == len(their.vertical_rules)
        for ours, theirs in zip(sorted(our.images), sorted(their.images), strict=True):
            assert all(abs(one - other) <= 0.3 for one, other in zip(ours, theirs, strict=True))


def _texts(measured: list[page.MeasuredLine]) -> Counter[str]:
    return Counter(line.text for line in measured)
