"""The preview beside the page: the same pages and lines as the .docx has in LibreOffice, for every example."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest

import gongwen
from tests.preview.reading import Shown, pages
from tests.support import browser, markers, office, page

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.md"))
PROFILES = {"a": "国标", "b": "通行"}
NAMES = [f"{source.stem}-{profile}" for source in EXAMPLES for profile in PROFILES]

# Lines that LibreOffice puts on the next page although this one, which holds a table, has room for them: a heading is
# followed by a paragraph that is not divided.
MOVED = {
    "work_summary-b": {"（二）改善基础设施", "新建通村公路6.4公里，实现农村公路路长制全覆盖。完成"},
}
MARK = 30.0
"""Larger type (points) is a mark: its letters are narrowed, and a PDF's letters then tell no positions."""


@pytest.fixture(scope="module")
def previews() -> dict[str, str]:
    """Every example in both profiles as HTML."""
    documents = {source.stem: gongwen.load(source) for source in EXAMPLES}
    return {
        f"{name}-{key}": gongwen.to_html(document, profile=profile)
        for name, document in documents.items()
        for key, profile in PROFILES.items()
    }


@pytest.fixture(scope="module")
def printed() -> dict[str, page.MeasuredDocument]:
    """Every example in both profiles as LibreOffice prints its .docx."""
    markers.require("office")
    documents = {source.stem: gongwen.load(source) for source in EXAMPLES}
    files = {
        f"{name}-{key}": gongwen.render(document, profile=profile)
        for name, document in documents.items()
        for key, profile in PROFILES.items()
    }
    return {name: page.measure(pdf) for name, pdf in office.render_pdfs(files, blank_pages=True).items()}


@pytest.fixture(scope="module")
def browsed(previews: Mapping[str, str]) -> dict[str, page.MeasuredDocument]:
    """Every preview as Chromium prints it, with the fonts that LibreOffice has."""
    markers.require("office", "browser")
    return {name: page.measure(pdf) for name, pdf in browser.print_pdfs(previews).items()}


def lines(sheet: page.MeasuredPage, moved: set[str]) -> list[page.MeasuredLine]:
    """The lines of a page from top to bottom, without the letters of its mark and the lines that are moved."""
    small = (page.MeasuredLine(tuple(each for each in line.glyphs if each.size_pt < MARK)) for line in sheet.lines)
    return [line for line in small if line.glyphs and line.text not in moved]


# ---------------------------------------------------------------------------------- by our own reckoning


@pytest.mark.parametrize("name", NAMES)
def test_the_preview_has_the_pages_and_lines_of_the_docx(
    name: str, previews: dict[str, str], printed: dict[str, page.MeasuredDocument]
) -> None:
    moved = MOVED.get(name, set())
    shown, sheets = pages(previews[name]), printed[name]
    assert len(shown) == len(sheets)
    for seen, sheet in zip(shown, sheets, strict=True):
        whole = {line.text for line in sheet.lines}
        wrong = [line for line in seen.lines if line.text not in moved and not _is_on(line, whole, sheet)]
        assert wrong == [], f"page {sheet.number} of the .docx has\n{sheet.text}"
        if not moved:
            assert Counter(seen.text) == Counter("".join(line.text for line in sheet.lines))


def _is_on(line: Shown, whole: set[str], sheet: page.MeasuredPage) -> bool:
    """Whether a line is one of the page's, or a part of one where it stands beside others."""
    if line.role == "folio" and sheet.width_mm > sheet.height_mm:
        return True  # it runs down the side of a lying sheet, one letter a line
    return line.text in whole if line.whole and line.role != "joint-mark" else sheet.has(line.text)


def test_what_is_moved_is_still_moved(previews: dict[str, str], printed: dict[str, page.MeasuredDocument]) -> None:
    for name, moved in MOVED.items():
        for seen, sheet in zip(pages(previews[name]), printed[name], strict=True):
            here = {line.text for line in seen.lines} & moved
            assert not here & {line.text for line in sheet.lines}, f"{name}: take it from the list"


# ---------------------------------------------------------------------------------- as a browser shows it


@pytest.mark.parametrize("name", NAMES)
def test_a_browser_turns_the_lines_where_libreoffice_does(
    name: str, browsed: dict[str, page.MeasuredDocument], printed: dict[str, page.MeasuredDocument]
) -> None:
    moved = MOVED.get(name, set())
    ours, theirs = browsed[name], printed[name]
    assert len(ours) == len(theirs)
    for our, their in zip(ours, theirs, strict=True):
        assert (round(our.width_mm), round(our.height_mm)) == (round(their.width_mm), round(their.height_mm))
        assert _texts(lines(our, moved)) == _texts(lines(their, moved))


@pytest.mark.parametrize("name", NAMES)
def test_a_browser_puts_the_ink_where_libreoffice_does(
    name: str, browsed: dict[str, page.MeasuredDocument], printed: dict[str, page.MeasuredDocument]
) -> None:
    moved = MOVED.get(name, set())
    for our, their in zip(browsed[name], printed[name], strict=True):
        if moved & {line.text for line in their.lines}:
            continue  # everything below them stands lower than with us
        found = defaultdict(list)
        for line in lines(our, moved):
            found[line.text].append(line)
        for line in lines(their, moved):
            same = found[line.text].pop(0)
            assert abs(same.baseline - line.baseline) <= 0.3, line.text
            assert abs(same.x0 - line.x0) <= 0.3, line.text
            # LibreOffice ends a line that it spaces out a little early, the more so the closer the characters are.
            assert abs(same.x1 - line.x1) <= 0.7, line.text
        red = our.ink_box("red", dpi=150), their.ink_box("red", dpi=150)
        if their.number == 1 and red[1] is not None:
            assert red[0] is not None
            assert all(abs(one - other) <= 0.4 for one, other in zip(red[0], red[1], strict=True)), red
        assert [rule.y for rule in our.rules] == pytest.approx([rule.y for rule in their.rules], abs=0.3)
        assert [rule.colour for rule in our.rules] == [rule.colour for rule in their.rules]
        assert len(our.vertical_rules) == len(their.vertical_rules)
        for ours, theirs in zip(sorted(our.images), sorted(their.images), strict=True):
            assert all(abs(one - other) <= 0.3 for one, other in zip(ours, theirs, strict=True))


def _texts(measured: list[page.MeasuredLine]) -> Counter[str]:
    return Counter(line.text for line in measured)
