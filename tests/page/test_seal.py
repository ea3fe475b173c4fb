"""落款 with a seal: date, name and seal on one axis (9704-7.3.5.1)."""

from __future__ import annotations

from math import hypot
from typing import NamedTuple

import pytest

from gongwen.standard import figures
from tests.page.clauses import clause
from tests.page.measures import (
    CHARACTER,
    LEFT,
    NEXT_LINE,
    PITCH,
    RIGHT,
    bounds,
    gap,
    line_above,
    line_below,
    within,
)
from tests.page.press import DATE, Printed, notice, printed, seal
from tests.support.page import Box, MeasuredLine, MeasuredPage

AGENCIES = {
    3: "国务院",
    7: "青山镇人民政府",
    10: "云岭县青山镇人民政府",
    16: "云岭县青山镇防汛抗旱应急指挥部",
    20: "云岭彝族哈尼族自治县青山镇防汛抗旱指挥部",
}
DAYS = {"long date": ("2026-11-23", DATE), "short date": ("2026-3-2", "2026年3月2日")}


class Case(NamedTuple):
    """Who signs, how large the seal is, the date."""

    agency: str
    diameter: float | None
    day: str


CASES = {
    f"{length} characters, {diameter} mm, {day}": Case(agency, diameter, day)
    for length, agency in AGENCIES.items()
    for diameter in (42, 50)
    for day in DAYS
} | {
    "7 characters, no diameter, long date": Case(AGENCIES[7], None, "long date"),
    "10 characters, 45 mm, long date": Case(AGENCIES[10], 45, "long date"),
    "10 characters, 58 mm, long date": Case(AGENCIES[10], 58, "long date"),
}
LONG_NAMES = [name for name in CASES if name.startswith(("16", "20"))]
USUAL_NAMES = [name for name in CASES if name not in LONG_NAMES]
HOLDING = [f"7 characters, 50 mm, {day}" for day in DAYS]
DATE_OFF = 2.0
SAME_AXIS = 1.5
SEAL_OFF = 2.0
LOWER = 1.0
"""偏下: how far below the seal's centre name and date lie at the least."""
LONG_NOTES = "联系人：张三，电话：0000-1234567，此件发至县团级，不得翻印、不得以任何方式向境外机构和人员提供"
DEEPEST_NOTES = 12.0
"""AMB-08: how far under the date notes may stand."""
LONG_NOTED = {
    **{f"long notes, {diameter} mm, {day}": DAYS[day][1] for diameter in (30, 42, 50) for day in DAYS},
    "long notes, several seals": DATE,
}
STAMP = {"name": "印章", "diameter": 42}


class Sealed(NamedTuple):
    """A sealed signature on its page."""

    page: MeasuredPage
    name: MeasuredLine
    date: MeasuredLine
    seal: Box

    @property
    def radius(self) -> float:
        """Radius of the seal's circle."""
        return self.seal.width / 2

    def from_centre(self, x: float, y: float) -> float:
        """How far a point is from the seal's centre."""
        return hypot(x - self.seal.center_x, y - self.seal.center_y)


@pytest.fixture(scope="module")
def documents() -> Printed:
    body = ["国" * 60, "国" * 20]
    cases = {
        name: notice(signatories=case.agency, seals=seal(case.diameter), date=DAYS[case.day][0], body=body)
        for name, case in CASES.items()
    }
    more = {
        "after a note": notice(seals=seal(), body=body, attachments=[{"title": "责任分工表", "body": ["国" * 20]}]),
        "with notes": notice(seals=seal(), body=body, notes="此件发至村民小组"),
        "picture": notice(seals=seal(), body=body),
        "stamp": notice(seals=[STAMP], body=body),
        **{
            f"long notes, {diameter} mm, {day}": notice(
                seals=seal(diameter), body=body, notes=LONG_NOTES, date=DAYS[day][0]
            )
            for diameter in (30, 42, 50)
            for day in DAYS
        },
        "notes that end before the seal": notice(seals=seal(), body=body, notes="国" * 12),
        "long notes, several seals": notice(
            signatories=["云岭县财政局", "云岭县教育局", "云岭县水务局", "云岭县医疗保障局"],
            seals=seal() * 4,
            body=body,
            notes=LONG_NOTES,
        ),
        "full page": notice(seals=seal(), body=["国" * 20] * 7),
    }
    return printed({**cases, **more})


def _read(documents: Printed, name: str, profile: str) -> Sealed:
    written = DAYS[CASES[name].day][1] if name in CASES else DATE
    document = documents(name, profile)
    page = document.page_of(written)
    date = page.line_of(written)
    agency = CASES[name].agency if name in CASES else AGENCIES[10]
    assert line_above(page, date).text == agency, "the name must stand on one line"
    assert [len(other.images) for other in document] == [int(other is page) for other in document]
    return Sealed(page, line_above(page, date), date, page.images[0])


every_case = pytest.mark.parametrize("name", CASES)


@clause("9704-7.3.5.1-a")
@pytest.mark.parametrize("name", USUAL_NAMES)
def test_the_date_stands_four_characters_from_the_right(documents: Printed, profile: str, name: str) -> None:
    right = RIGHT - _read(documents, name, profile).date.x1
    assert right == pytest.approx(figures.SEALED_DATE_RIGHT.value * CHARACTER, abs=DATE_OFF)


@clause("9704-7.3.5.1-b")
@every_case
def test_the_name_is_centred_on_the_date_that_stands_under_it(documents: Printed, profile: str, name: str) -> None:
    sealed = _read(documents, name, profile)
    assert sealed.name.center_x == pytest.approx(sealed.date.center_x, abs=SAME_AXIS)
    assert within(PITCH, sealed.date.baseline - sealed.name.baseline)


@clause("9704-7.3.5.1-b", "AMB-21")
@pytest.mark.parametrize("name", LONG_NAMES)
def test_a_long_name_stays_within_the_type_area_and_on_its_axis(documents: Printed, profile: str, name: str) -> None:
    sealed = _read(documents, name, profile)
    assert sealed.name.x1 <= RIGHT + 0.5
    assert sealed.name.center_x == pytest.approx(sealed.date.center_x, abs=SAME_AXIS)
    assert sealed.seal.center_x == pytest.approx(sealed.date.center_x, abs=SEAL_OFF)


@clause("9704-7.3.5.1-e")
@every_case
def test_the_seal_is_centred_on_the_date(documents: Printed, profile: str, name: str) -> None:
    sealed = _read(documents, name, profile)
    assert sealed.seal.center_x == pytest.approx(sealed.date.center_x, abs=SEAL_OFF)


@clause("9704-7.3.5.1-d", "9704-7.3.5.1-e")
@every_case
def test_name_and_date_lie_under_the_seal_below_its_centre(documents: Printed, profile: str, name: str) -> None:
    sealed = _read(documents, name, profile)
    for line in (sealed.name, sealed.date):
        assert sealed.from_centre(line.center_x, line.box.center_y) < sealed.radius
    pair = (sealed.name.top + sealed.date.bottom) / 2
    assert pair >= sealed.seal.center_y + LOWER


@clause("9704-7.3.5.1-e")
@pytest.mark.parametrize("name", HOLDING)
def test_a_seal_of_50_mm_holds_a_name_of_seven_characters_and_the_date_whole(
    documents: Printed, profile: str, name: str
) -> None:
    sealed = _read(documents, name, profile)
    for line in (sealed.name, sealed.date):
        for x in (line.x0, line.x1):
            for y in (line.top, line.bottom):
                assert sealed.from_centre(x, y) < sealed.radius


@clause("9704-7.3.5.1-f")
@every_case
def test_the_top_of_the_seal_is_within_one_line_of_the_text(documents: Printed, profile: str, name: str) -> None:
    sealed = _read(documents, name, profile)
    below = sealed.seal.y0 - line_above(sealed.page, sealed.name).bottom
    assert 0 <= below <= figures.SEAL_BELOW_TEXT.value.mm + figures.SEAL_BELOW_TEXT.tolerance.mm


@clause("9704-7.3.5.1-f")
def test_the_top_of_the_seal_is_within_one_line_of_the_attachment_note(documents: Printed, profile: str) -> None:
    sealed = _read(documents, "after a note", profile)
    above = line_above(sealed.page, sealed.name)
    assert above.text == "附件：责任分工表"
    below = sealed.seal.y0 - above.bottom
    assert 0 <= below <= figures.SEAL_BELOW_TEXT.value.mm + figures.SEAL_BELOW_TEXT.tolerance.mm


@clause("9704-7.3.5.1-i")
@every_case
def test_the_seal_keeps_its_diameter_and_stays_between_the_edges_of_the_type_area(
    documents: Printed, profile: str, name: str
) -> None:
    sealed = _read(documents, name, profile)
    wanted = CASES[name].diameter
    if wanted is not None:
        assert (sealed.seal.width, sealed.seal.height) == pytest.approx((wanted, wanted), abs=0.5)
    assert sealed.seal.width == pytest.approx(sealed.seal.height, abs=0.1)
    assert sealed.seal.x0 >= LEFT
    assert sealed.seal.x1 <= RIGHT + 0.1


@clause("9704-7.3.5.1-c")
@pytest.mark.parametrize("name", [*HOLDING, "picture", "with notes"])
def test_the_seal_is_red_and_seen_whole(documents: Printed, profile: str, name: str) -> None:
    sealed = _read(documents, name, profile)
    ink = sealed.page.ink_box("red", bounds([sealed.seal]))
    assert ink is not None
    assert ink == pytest.approx(sealed.seal, abs=0.5)


@clause("9704-7.3.5.1-d", "9704-7.3.5.5")
@every_case
def test_the_seal_stands_on_a_page_that_shows_text(documents: Printed, profile: str, name: str) -> None:
    sealed = _read(documents, name, profile)
    assert set(line_above(sealed.page, sealed.name).text) == {"国"}


@clause("9704-7.3.5.1-a", "9704-7.3.5.1-b")
def test_a_seal_to_be_stamped_on_paper_leaves_name_and_date_where_a_printed_one_does(
    documents: Printed, profile: str
) -> None:
    printed_seal = _read(documents, "picture", profile)
    page = documents("stamp", profile).page_of(DATE)
    date = page.line_of(DATE)
    assert not any(page.images for page in documents("stamp", profile))
    assert date.box == pytest.approx(printed_seal.date.box, abs=0.1)
    assert line_above(page, date).box == pytest.approx(printed_seal.name.box, abs=0.1)


@clause("9704-7.3.6-a")
def test_notes_stand_on_the_line_under_a_sealed_date(documents: Printed, profile: str) -> None:
    sealed = _read(documents, "with notes", profile)
    notes = line_below(sealed.page, sealed.date)
    assert notes.text == "（此件发至村民小组）"
    assert notes.origin_x == pytest.approx(LEFT + 2 * CHARACTER, abs=1.5)
    between = gap(sealed.date, notes)
    assert within(NEXT_LINE, between)


@clause("9704-7.3.6-a", "AMB-08")
@pytest.mark.parametrize("name", LONG_NOTED)
def test_notes_that_would_meet_the_seal_stand_under_it_as_far_down_as_they_may(
    documents: Printed, profile: str, name: str
) -> None:
    page = documents(name, profile).page_of(LONG_NOTED[name])
    date = page.line_of(LONG_NOTED[name])
    notes = line_below(page, date)
    assert notes.text.startswith("（联系人")
    assert notes.origin_x == pytest.approx(LEFT + 2 * CHARACTER, abs=1.5)
    below_seal = notes.top - max(image.y1 for image in page.images)
    between = gap(date, notes)
    assert between <= DEEPEST_NOTES
    assert 0 <= below_seal < 1.5 or between == pytest.approx(DEEPEST_NOTES, abs=0.5)


@clause("9704-7.3.6-a")
def test_notes_that_end_before_the_seal_stand_on_the_next_line(documents: Printed, profile: str) -> None:
    sealed = _read(documents, "notes that end before the seal", profile)
    notes = line_below(sealed.page, sealed.date)
    assert notes.x1 < sealed.seal.x0
    assert within(NEXT_LINE, gap(sealed.date, notes))
