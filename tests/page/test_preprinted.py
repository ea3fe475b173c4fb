"""套打: paper with the red head printed already gets everything else where it always is."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

import gongwen
from tests.page.clauses import clause
from tests.page.measures import is_red
from tests.page.other_forms import letter, minutes, order
from tests.page.press import AGENCIES, COLOPHON, SIGNERS, Printed, joint, joint_request, notice, printed, request
from tests.support.page import MeasuredPage

TEXT = ["国" * 20] * 30
LABELS: Mapping[str, object] = {"copy_number": "000018", "secrecy": "机密", "secrecy_period": "1年", "urgency": "特急"}
SPECIMENS: Mapping[str, gongwen.Document] = {
    "notice": notice(body=TEXT, **COLOPHON),
    "notice with every label": notice(body=TEXT, **LABELS, **COLOPHON),
    "notice of two": joint(AGENCIES[:2], body=TEXT),
    "notice of five": joint(AGENCIES[:5], body=TEXT),
    "request": request(body=TEXT),
    "request of three": joint_request(AGENCIES[:3], SIGNERS[:3], body=TEXT),
    "letter": letter(body=TEXT, cc="县水务局"),
    "letter with every label": letter(body=TEXT, **LABELS),
    "order": order(body=TEXT),
    "minutes": minutes(body=TEXT, **COLOPHON),
    "plain": notice(form="白头", number=None, issuers="", signatories="青山镇人民政府", body=TEXT),
}
WHITE = (255, 255, 255)
SAME_PLACE = 0.1
"""mm"""


@pytest.fixture(scope="module")
def usual() -> Printed:
    return printed(SPECIMENS)


@pytest.fixture(scope="module")
def preprinted() -> Printed:
    return printed(SPECIMENS, preprinted=True)


def _black(page: MeasuredPage) -> list[tuple[str, float, float]]:
    return [
        (glyph.char, glyph.x0, glyph.baseline_y)
        for line in page.lines
        for glyph in line.glyphs
        if not is_red(glyph.colour)
    ]


@pytest.mark.parametrize("name", SPECIMENS)
@clause("9704-7.2.4-f")
def test_nothing_red_is_printed(preprinted: Printed, usual: Printed, profile: str, name: str) -> None:
    for page in preprinted(name, profile):
        assert page.ink_box("red") is None
        assert not any(is_red(rule.colour) for rule in page.rules)
    assert (usual(name, profile)[0].ink_box("red") is None) is (name == "plain")


@pytest.mark.parametrize("name", SPECIMENS)
def test_all_else_stands_where_it_always_does(preprinted: Printed, usual: Printed, profile: str, name: str) -> None:
    ours, theirs = preprinted(name, profile), usual(name, profile)
    assert len(ours) == len(theirs)
    for page, other in zip(ours, theirs, strict=True):
        mine, wanted = sorted(_black(page), key=_place), sorted(_black(other), key=_place)
        assert [char for char, _, _ in mine] == [char for char, _, _ in wanted]
        for (char, x, y), (_, other_x, other_y) in zip(mine, wanted, strict=True):
            assert x == pytest.approx(other_x, abs=SAME_PLACE), char
            assert y == pytest.approx(other_y, abs=SAME_PLACE), char


@pytest.mark.parametrize("name", SPECIMENS)
def test_black_rules_stand_where_they_always_do(preprinted: Printed, usual: Printed, profile: str, name: str) -> None:
    for page, other in zip(preprinted(name, profile), usual(name, profile), strict=True):
        # A white rule keeps the room of a red one; no printer puts it on paper.
        ours = [rule.y for rule in page.rules if rule.colour != WHITE]
        assert ours == pytest.approx([rule.y for rule in other.rules if not is_red(rule.colour)], abs=SAME_PLACE)


def _place(found: tuple[str, float, float]) -> tuple[float, float]:
    _, x, y = found
    return round(y), x
