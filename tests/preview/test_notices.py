"""The preview beside the page on invented notices of many pages: the same pages, the same lines on each.

``--full-sweep`` takes a hundred notices; otherwise six.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest

import gongwen
from tests.conftest import FULL_SWEEP
from tests.preview.notices import notice_of
from tests.preview.reading import pages
from tests.support import markers, office, page

pytestmark = pytest.mark.sweep

PROFILES = {"a": "国标", "b": "通行"}
_DIVIDED = re.compile(r"…|—(?!\d+—)")
"""What LibreOffice parts at a line's end although 15834-5.1-c forbids it; the preview does not."""
_MOST_DIFFERING = 0.04
"""A word that just fits or just does not: widths are whole units of the screen in LibreOffice."""


def test_long_notices_have_the_pages_and_lines_of_their_docx(request: pytest.FixtureRequest) -> None:
    markers.require("office")
    seeds = range(100) if request.config.getoption(FULL_SWEEP) else range(1, 7)
    notices = {f"{seed}-{key}": (notice_of(seed), profile) for seed in seeds for key, profile in PROFILES.items()}
    printed = office.render_pdfs(
        {name: gongwen.render(notice, profile=profile) for name, (notice, profile) in notices.items()}
    )
    compared, differing, wrong = 0, set(), []
    for name, (notice, profile) in notices.items():
        theirs = page.measure(printed[name])
        if any(_DIVIDED.match(line.text) for sheet in theirs for line in sheet.lines):
            continue
        ours = pages(gongwen.to_html(notice, profile=profile))
        compared += 1
        if [Counter(one.text) for one in ours] != [
            Counter("".join(line.text for line in sheet.lines)) for sheet in theirs
        ]:
            differing.add(name)
            wrong.append(f"{name}: the pages hold other texts")
            continue
        for our, their in zip(ours, theirs, strict=True):
            whole = {line.text for line in their.lines}
            lines = [line.text for line in our.lines if line.whole and line.text not in whole]
            wrong += [f"{name}: {their.number}: {text}" for text in lines]
            differing |= {name} if lines else set()
    assert compared > len(notices) / 2
    assert len(differing) <= compared * _MOST_DIFFERING, "\n".join(wrong)
