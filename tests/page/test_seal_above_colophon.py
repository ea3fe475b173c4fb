"""A seal near the foot of the last page: the room under it is kept free of 版记 (9704-7.1-a, 7.4.1-d, 7.3.5.1-e)."""

from __future__ import annotations

import pytest

import gongwen
from gongwen.standard.profiles import PROFILES
from tests.page.clauses import clause
from tests.page.measures import black_rules
from tests.page.other_forms import letter, one_line_paragraphs
from tests.page.press import COLOPHON, Printed, notice, printed, seal

TITLE = "关于做好春耕工作的通知"
LENGTHS = range(1, 9)
reaches_in = pytest.mark.xfail(strict=True, reason="the room kept under a seal lies behind the frames of 版记")


def _sealed(lines: int) -> gongwen.Document:
    return notice(title=TITLE, body=one_line_paragraphs(lines), seals=seal(), **COLOPHON)


@pytest.fixture(scope="module")
def documents() -> Printed:
    cases = {f"notice of {lines} lines": _sealed(lines) for lines in LENGTHS}
    return printed({**cases, "letter": letter(body=one_line_paragraphs(9), cc="县财政局", seals=seal())})


@clause("9704-7.1-a", "9704-7.4.1-d", "9704-7.3.5.1-e")
@pytest.mark.parametrize(
    ("lines", "profile"),
    [
        pytest.param(lines, profile, marks=[reaches_in] if (lines, profile) in ((4, "国标"), (3, "通行")) else [])
        for profile in PROFILES
        for lines in LENGTHS
    ],
)
def test_a_seal_ends_above_the_first_rule(documents: Printed, profile: str, lines: int) -> None:
    for page in documents(f"notice of {lines} lines", profile):
        rules = black_rules(page)
        assert not rules or all(image.y1 <= rules[0].top + 0.1 for image in page.images)


@clause("9704-10.1-k", "9704-7.3.5.1-e")
@reaches_in
def test_a_seal_on_a_letter_ends_above_cc(documents: Printed) -> None:
    page = documents("letter", "国标")[0]
    assert page.images[0].y1 <= page.line_of("抄送：").top
