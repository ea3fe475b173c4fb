"""The preview beside the page on invented notices of many pages: the same pages, the same lines on each.

ONLYOFFICE turns lines as Word does but for two known faults; for the comparison the preview turns them by the rule of
ONLYOFFICE (:mod:`tests.support.line_rules`). ``--full-sweep`` takes a hundred notices in both profiles; otherwise six,
for which the profiles take turns.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import pytest

import gongwen
from gongwen.layout import lay_out
from gongwen.preview import html_of
from gongwen.standard.profiles import PROFILES
from tests.conftest import FULL_SWEEP
from tests.preview.notices import notice_of
from tests.preview.reading import SeenPage, pages
from tests.support import engines, markers, page
from tests.support.line_rules import as_onlyoffice

pytestmark = pytest.mark.sweep

_MOST_PAGES_APART = 0.2
"""A paragraph that is kept with the signature is divided in Word, and moved whole in ONLYOFFICE."""
_MOST_LINES_APART = 0.01
"""Rare 汉字 (㙍 𠮷) are in no font here, and a sign for what is missing may have any width."""


class Compared(NamedTuple):
    """A notice as the preview shows it and as ONLYOFFICE draws it."""

    shown: list[SeenPage]
    drawn: page.MeasuredDocument


@pytest.fixture(scope="module")
def notices(request: pytest.FixtureRequest) -> dict[str, Compared]:
    markers.require("onlyoffice")
    every = bool(request.config.getoption(FULL_SWEEP))
    shown, files = {}, {}
    for seed in range(100) if every else range(1, 7):
        notice = notice_of(seed)
        for at, (name, profile) in enumerate(PROFILES.items()):
            if every or at == seed % len(PROFILES):
                layout = lay_out(notice, profile)
                with as_onlyoffice():
                    shown[f"{seed}-{at}"] = pages(html_of(notice, layout))
                files[f"{seed}-{at}"] = gongwen.render(notice, profile=name)
    drawn = engines.render_pdfs(files, "onlyoffice", together=not every)
    return {name: Compared(seen, page.measure(drawn[name])) for name, seen in shown.items()}


def test_long_notices_have_the_lines_of_their_docx_in_onlyoffice(notices: dict[str, Compared]) -> None:
    wrong, every = [], 0
    for name, (shown, drawn) in notices.items():
        theirs = Counter(line.text for sheet in drawn for line in sheet.lines)
        ours = Counter(line.text for seen in shown for line in seen.lines if line.whole)
        wrong += [f"{name}: {text}" for text in ours - theirs]
        every += ours.total()
    assert len(wrong) <= _MOST_LINES_APART * every, wrong


def test_long_notices_have_the_pages_of_their_docx_in_onlyoffice(notices: dict[str, Compared]) -> None:
    assert {name: len(shown) for name, (shown, _) in notices.items()} == {
        name: len(drawn) for name, (_, drawn) in notices.items()
    }
    apart = [
        f"{name}, page {sheet.number}"
        for name, (shown, drawn) in notices.items()
        for seen, sheet in zip(shown, drawn, strict=True)
        if Counter(seen.text) != Counter("".join(line.text for line in sheet.lines))
    ]
    assert len(apart) <= _MOST_PAGES_APART * sum(len(shown) for shown, _ in notices.values()), apart
