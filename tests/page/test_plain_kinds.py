"""白头: every 文种 may be written on a page without a red head; nothing on it is red (9704-1-a, 9704-5.2.4)."""

from __future__ import annotations

import pytest

from gongwen.standard import figures
from gongwen.standard.kinds import Kind
from tests.page.clauses import clause
from tests.page.measures import (
    CENTRE,
    CHARACTER,
    LEFT,
    OFF_CENTRE,
    PLACE,
    RIGHT,
    TOP,
    XIAOBIAOSONG,
    black_rules,
    bounds,
    folio,
    gap,
    is_red,
    line_above,
    line_below,
    one_empty_line,
    red_rules,
    within,
)
from tests.page.other_forms import national, plain, plain_title
from tests.page.press import AGENCY, COLOPHON, DATE, Printed, printed, seal

RECIPIENT = "云岭县人民政府"

every_kind = pytest.mark.parametrize("kind", Kind, ids=lambda kind: kind.value)


@pytest.fixture(scope="module")
def documents() -> Printed:
    return printed(
        {
            **{kind.value: plain(kind) for kind in Kind},
            **{f"{kind.value} of two pages": plain(kind, body=["国" * 20] * 35, **COLOPHON) for kind in Kind},
            "number and mark given": plain(Kind.NOTICE, number="青政发〔2026〕29号", issuers=AGENCY),
            "recipients": plain(Kind.REPORT, recipients=RECIPIENT),
            "sealed": plain(Kind.PLAN, seals=seal()),
        }
    )


@clause("9704-1-a", "9704-5.2.4")
@every_kind
def test_nothing_on_any_page_is_red(documents: Printed, profile: str, kind: Kind) -> None:
    for name in (kind.value, f"{kind.value} of two pages"):
        for page in documents(name, profile):
            assert {glyph.colour for glyph in page.glyphs} == {(0, 0, 0)}
            assert not red_rules(page)
            assert not page.images
            assert page.ink_box("red", dpi=60) is None


@clause("9704-1-a", "9704-5.2.4", "9704-7.3.5.1-c")
def test_only_a_seal_is_red(documents: Printed, profile: str) -> None:
    page = documents("sealed", profile)[0]
    assert not any(is_red(glyph.colour) for glyph in page.glyphs)
    ink = page.ink_box("red", dpi=150)
    assert ink is not None
    assert ink == pytest.approx(bounds(page.images), abs=0.5)


@clause("9704-7.1-a")
def test_number_and_mark_are_left_out(documents: Printed, profile: str) -> None:
    page = documents("number and mark given", profile)[0]
    assert page.lines[0].text == plain_title(Kind.NOTICE)
    assert not page.has("〔2026〕")


@clause("9704-7.3.1-a", "9704-7.3.1-c")
@every_kind
def test_the_title_opens_the_type_area(documents: Printed, profile: str, kind: Kind) -> None:
    title = documents(kind.value, profile)[0].lines[0]
    assert title.text == plain_title(kind)
    assert all(XIAOBIAOSONG in font for font in title.fonts)
    assert title.size_pt == figures.TITLE_SIZE.value.pt
    assert title.center_x == pytest.approx(CENTRE, abs=OFF_CENTRE)
    assert TOP - 1 <= title.top <= TOP + figures.TWO_EMPTY_LINES.most.mm


@clause("9704-7.3.3-c", "9704-7.3.5.2-a", "9704-7.3.5.2-b")
@every_kind
def test_text_and_signature_follow_as_in_any_document(documents: Printed, profile: str, kind: Kind) -> None:
    page = documents(kind.value, profile)[0]
    first, *_, last = national(page)
    empty = gap(page.lines[0], first)
    assert one_empty_line(empty)
    assert first.x0 == pytest.approx(LEFT + figures.FIRST_LINE_INDENT.value * CHARACTER, abs=PLACE)
    date = page.line_of(DATE)
    name = line_above(page, date)
    assert name.text == AGENCY
    assert line_above(page, name) == last
    below = gap(last, name)
    assert one_empty_line(below)
    assert name.x1 == pytest.approx(RIGHT - figures.UNSEALED_NAME_RIGHT.value * CHARACTER, abs=PLACE)


@clause("9704-7.3.2-a", "9704-7.3.2-b")
def test_recipients_stand_under_the_title(documents: Printed, profile: str) -> None:
    page = documents("recipients", profile)[0]
    line = line_below(page, page.lines[0])
    assert line.text == f"{RECIPIENT}："
    assert line.x0 == pytest.approx(LEFT, abs=PLACE)


@clause("9704-7.4.1-e", "9704-7.5-b", "9704-7.5-c", "9704-7.5-d")
@every_kind
def test_folio_and_colophon_stand_as_usual(documents: Printed, profile: str, kind: Kind) -> None:
    document = documents(f"{kind.value} of two pages", profile)
    dash, last = figures.FOLIO_DASH, figures.COLOPHON_LAST_RULE
    assert len(document) == 2
    for page in document:
        line = folio(page)
        assert line.text == f"—{page.number}—"
        assert line.glyphs[0].y0 == pytest.approx(dash.value.mm, abs=dash.tolerance.mm)
        blank = RIGHT - line.x1 if page.number % 2 else line.x0 - LEFT
        assert within((3.5, 8.0), blank)
    assert not black_rules(document[0])
    assert black_rules(document[1])[-1].y == pytest.approx(last.value.mm, abs=last.tolerance.mm)
