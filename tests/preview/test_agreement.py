"""The preview beside the page: the same pages and lines as the .docx has in ONLYOFFICE, and in LibreOffice as Word."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

import gongwen
from tests.preview.reading import SeenPage, Shown, pages
from tests.support import browser, engines, markers, page
from tests.support.engines import WORD_LIKE, Engine

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.md"))
PROFILES = {"a": "国标", "b": "通行"}
NAMES = [f"{source.stem}-{profile}" for source in EXAMPLES for profile in PROFILES]

# Lines that Word sets as the preview does and an engine does not: ONLYOFFICE does not turn between 。 and a digit,
# LibreOffice between no closing mark and a digit or letter, so that they take the 汉字 before the mark along.
_NO_TURN_AFTER_A_FULL_STOP = {
    "公会议研究同意，现印发给你们，请结合实际认真贯彻执行。",
    "2023年印发的预案同时停止执行。",
}
_NO_TURN_AFTER_A_MARK = {
    "communique-b": {"配收入19860元，增长6.3%；城镇居民人均可支配收入36540元，", "增长4.6%。"},
    "letter": {
        "首次名单请于2026年9月5日前提供。此后至12月31日，请于",
        "每月5日前提供上月新增和退出人员名单。名单通过电子政务内",
        "网传递，不使用互联网邮箱和即时通信工具。",
    },
    "minutes": {"（一）全镇14处集中供水工程统一委托镇供水服务站管护，", "9月底前签订协议。"},
    "notice_with_attachments": {
        "安全保卫工作自2026年5月15日起，至9月30日止，由镇水利",
        "服务中心牵头，各村按照责任分工表（见附件1）落实。",
    },
    "scheme_draft-a": {"2.运输车辆。购置3吨压缩车2辆、电动收集车12辆，由镇环", "卫站统一调配。"},
}
# Lines that LibreOffice puts on the next page although this one has room for them: a heading is followed by a paragraph
# that is not divided, the last text stays with its signature.
_MOVED = {
    "work_summary-b": {"（二）改善基础设施", "新建通村公路6.4公里，实现农村公路路长制全覆盖。完成"},
    "secret_notice-b": {"特此通知。", "云岭县教育局", "2026年6月5日", "（此件不得翻印）"},
}
_BOTH = {"notice_issuing": _NO_TURN_AFTER_A_FULL_STOP}
APART: Mapping[Engine, Mapping[str, set[str]]] = {
    "onlyoffice": _BOTH,
    "libreoffice as word": {**_BOTH, **_NO_TURN_AFTER_A_MARK, **_MOVED},
}
MARK = 30.0
"""Larger type (points) is a mark: its letters are narrowed, and a PDF's letters then tell no positions."""


class Tolerance(NamedTuple):
    """How far ink may be apart in mm: baselines, where lines start and end."""

    baseline: float
    start: float
    end: float


TOLERANCES: Mapping[Engine, Tolerance] = {
    # Of a line of exact height ONLYOFFICE puts the baseline a little lower.
    "onlyoffice": Tolerance(baseline=1.0, start=0.3, end=0.3),
    # LibreOffice ends a line that it spaces out a little early, the more so the closer the characters are, and between
    # 汉字 and digits it brings them no closer.
    "libreoffice as word": Tolerance(baseline=0.3, start=0.6, end=1.1),
}

Printed = dict[str, page.MeasuredDocument]


def apart_of(engine: Engine, name: str) -> set[str]:
    """The lines of an example in a profile that an engine sets elsewhere."""
    known = APART[engine]
    return known.get(name, set()) | known.get(name.rpartition("-")[0], set())


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
def printed() -> dict[Engine, Printed]:
    """Every example in both profiles as the engines that set lines as Word does print its .docx."""
    markers.require(*map(engines.tool, WORD_LIKE))
    documents = {source.stem: gongwen.load(source) for source in EXAMPLES}
    files = {
        f"{name}-{key}": gongwen.render(document, profile=profile)
        for name, document in documents.items()
        for key, profile in PROFILES.items()
    }
    return {
        engine: {name: page.measure(pdf) for name, pdf in engines.render_pdfs(files, engine, blank_pages=True).items()}
        for engine in WORD_LIKE
    }


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


@pytest.mark.parametrize("engine", WORD_LIKE)
@pytest.mark.parametrize("name", NAMES)
def test_the_preview_has_the_pages_and_lines_of_the_docx(
    name: str, engine: Engine, previews: dict[str, str], printed: dict[Engine, Printed]
) -> None:
    apart = apart_of(engine, name)
    shown, sheets = pages(previews[name]), printed[engine][name]
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


@pytest.mark.parametrize("engine", WORD_LIKE)
@pytest.mark.parametrize("name", NAMES)
def test_what_is_apart_is_still_apart(
    name: str, engine: Engine, previews: dict[str, str], printed: dict[Engine, Printed]
) -> None:
    apart = apart_of(engine, name)
    both = zip(pages(previews[name]), printed[engine][name], strict=True) if apart else ()
    found = {line.text for seen, sheet in both for line in _not_on(seen, sheet)}
    assert found == apart, "mend the list"


# ---------------------------------------------------------------------------------- as a browser shows it


@pytest.mark.parametrize("engine", WORD_LIKE)
@pytest.mark.parametrize("name", NAMES)
def test_a_browser_turns_the_lines_where_the_engine_does(
    name: str, engine: Engine, browsed: Printed, printed: dict[Engine, Printed]
) -> None:
    ours, theirs = browsed[name], printed[engine][name]
    assert len(ours) == len(theirs)
    for our, their in zip(ours, theirs, strict=True):
        assert (round(our.width_mm), round(our.height_mm)) == (round(their.width_mm), round(their.height_mm))
        if not apart_of(engine, name):
            assert _texts(lines(our)) == _texts(lines(their))


# The measuring copy for LibreOffice narrows characters instead of setting them closer, so its ink lies a little aside.
@pytest.mark.parametrize("engine", ["onlyoffice"])
@pytest.mark.parametrize("name", NAMES)
def test_a_browser_puts_the_ink_where_the_engine_does(
    name: str, engine: Engine, browsed: Printed, printed: dict[Engine, Printed]
) -> None:
    tolerance = TOLERANCES[engine]
    for our, their in zip(browsed[name], printed[engine][name], strict=True):
        shown, drawn = lines(our), lines(their)
        if apart_of(engine, name) and _texts(shown) != _texts(drawn):
            continue  # what stands below is lower or higher than with us
        found = defaultdict(list)
        for line in shown:
            found[line.text].append(line)
        for line in drawn:
            same = found[line.text].pop(0)
            assert abs(same.baseline - line.baseline) <= tolerance.baseline, line.text
            assert abs(same.x0 - line.x0) <= tolerance.start, line.text
            assert abs(same.x1 - line.x1) <= tolerance.end, line.text
        red = our.ink_box("red", dpi=150), their.ink_box("red", dpi=150)
        if their.number == 1 and red[1] is not None and engine != "onlyoffice":  # which does not narrow a mark (w:w)
            assert red[0] is not None
            assert all(abs(one - other) <= 0.4 for one, other in zip(red[0], red[1], strict=True)), red
        assert [rule.y for rule in our.rules] == pytest.approx([rule.y for rule in their.rules], abs=0.3)
        assert [rule.colour for rule in our.rules] == [rule.colour for rule in their.rules]
        assert len(our.vertical_rules) == len(their.vertical_rules)
        for ours, theirs in zip(sorted(our.images), sorted(their.images), strict=True):
            assert all(abs(one - other) <= 0.3 for one, other in zip(ours, theirs, strict=True))


def _texts(measured: list[page.MeasuredLine]) -> Counter[str]:
    return Counter(line.text for line in measured)
