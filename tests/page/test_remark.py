"""题注 as it is drawn: centred under the title, one empty line above the text; its date stands nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import pytest

import gongwen
from gongwen.standard import figures
from tests.page.measures import (
    CENTRE,
    KAITI,
    OFF_CENTRE,
    PITCH,
    XIAOBIAOSONG,
    centre,
    chinese_fonts,
    gap,
    line_below,
    one_empty_line,
    within,
)
from tests.page.press import COLOPHON, Printed, notice, printed
from tests.support import engines
from tests.support.page import MeasuredLine, MeasuredPage, measure

DAY = "2026年1月16日"
SHORT = f"{DAY}县人民代表大会第六次会议通过"
LINES = (f"（{DAY}云岭县青山镇", "第十九届人民代表大会第六次会议通过）")
LONG = "".join(LINES)[1:-1]
_UNSIGNED = {"kind": "决议", "recipients": (), "date": None, "signatories": (), **COLOPHON}
SPECIMENS: Mapping[str, gongwen.Document] = {
    "one line": notice(**{**_UNSIGNED, "remark": SHORT}),
    "two lines": notice(**{**_UNSIGNED, "remark": LONG}),
    "above recipients": notice(**{**_UNSIGNED, "remark": SHORT, "recipients": "各村民委员会"}),
    "of a letter": notice(remark=SHORT, form="信函", number="青政函〔2026〕2号"),
    "without a red head": notice(**{**_UNSIGNED, "remark": SHORT, "form": "白头", "number": None}),
    "signed": notice(**{**_UNSIGNED, "remark": SHORT, "signatories": None}),
}


@pytest.fixture(scope="module")
def documents() -> Printed:
    return printed(SPECIMENS)


def _remark(page: MeasuredPage) -> list[MeasuredLine]:
    """The lines under the title up to the one that closes the bracket."""
    start = next(at for at, line in enumerate(page.lines) if line.text.startswith("（20"))
    end = next(at for at, line in enumerate(page.lines[start:], start) if line.text.endswith("）"))
    return list(page.lines[start : end + 1])


def _title(page: MeasuredPage, above: MeasuredLine) -> MeasuredLine:
    return [line for line in page.lines if line.baseline < above.baseline][-1]


@pytest.mark.parametrize("name", SPECIMENS)
def test_it_is_centred_right_under_the_title_in_size_3(documents: Printed, profile: str, name: str) -> None:
    page = documents(name, profile)[0]
    lines = _remark(page)
    assert "".join(line.text for line in lines) == f"（{LONG if name == 'two lines' else SHORT}）"
    assert [line.text for line in lines] == (list(LINES) if name == "two lines" else [f"（{SHORT}）"])
    for line in lines:
        assert centre(line) == pytest.approx(CENTRE, abs=OFF_CENTRE)
        assert KAITI in "".join(chinese_fonts(line))
        assert line.size_pt == pytest.approx(figures.BODY_SIZE.value.pt, abs=0.5)
    title = _title(page, lines[0])
    assert XIAOBIAOSONG in title.font
    assert gap(title, lines[0]) < PITCH[1]
    for first, second in pairwise(lines):
        assert within(PITCH, second.baseline - first.baseline)


@pytest.mark.parametrize("name", SPECIMENS)
def test_one_empty_line_stands_below_it(documents: Printed, profile: str, name: str) -> None:
    page = documents(name, profile)[0]
    last = _remark(page)[-1]
    assert one_empty_line(gap(last, line_below(page, last)))


@pytest.mark.parametrize("name", SPECIMENS)
def test_its_date_stands_at_the_end_only_below_a_signature(documents: Printed, profile: str, name: str) -> None:
    dates = [line.text for page in documents(name, profile) for line in page.lines if line.text == DAY]
    assert dates == ([DAY] if name == "signed" else [])


def test_onlyoffice_draws_it_in_the_same_place() -> None:
    document = gongwen.render(SPECIMENS["two lines"])
    theirs = measure(engines.render_pdf(document, "onlyoffice")).pages[0]
    ours = measure(engines.render_pdf(document, "libreoffice as word")).pages[0]
    for one, other in zip(_remark(theirs), _remark(ours), strict=True):
        assert one.text == other.text
        assert centre(one) == pytest.approx(CENTRE, abs=OFF_CENTRE)
        assert one.top == pytest.approx(other.top, abs=1.5)
