"""Pages like those that the standard draws: distances between elements, as read off figures 2, 4–6, 9 and 10.

The readings are good to about one millimetre (§2.6 of the clause table), and a mark's height is free (7.2.4-e), so
distances are compared and not places, on pages of profile 国标, whose reading of 空行 is that of the figures.
"""

from __future__ import annotations

import pytest

from tests.page.clauses import clause
from tests.page.measures import LEFT, RIGHT, body_lines, gap, line_above, line_below, red_rules
from tests.page.press import AGENCIES, AGENCY, DATE, SIGNERS, Printed, joint, joint_request, notice, printed, seal

LEAD = f"{AGENCIES[0]}文件"
DRAWN = 1.5
"""How far a page may be from a figure: its error and ours."""


@pytest.fixture(scope="module")
def documents() -> Printed:
    body = ["国" * 60, "国" * 20]
    attachments = [{"title": "责任分工表", "body": ["国" * 60]}, {"title": "路线说明", "body": ["国" * 60]}]
    return printed(
        {
            "figure 2": notice(body=body, title="青山镇人民政府关于春耕工作的通知"),
            "figure 4": joint_request(AGENCIES[:3], SIGNERS[:3]),
            "figure 5": notice(body=body, signatories="青山镇人民政府", seals=seal(50)),
            "figure 6": notice(body=body),
            "figure 9": joint(AGENCIES[:3], issuer_mark=LEAD, body=["国" * 20], attachments=attachments),
        },
        ["国标"],
    )


@clause("9704-11")
def test_the_first_page_has_the_distances_of_figure_2(documents: Printed) -> None:
    page = documents("figure 2", "国标")[0]
    rule = red_rules(page)[0]
    number = page.line_of("〔2026〕")
    mark = page.ink_box("red", (0, 0, page.width_mm, number.top))
    assert mark is not None
    title, recipients = page.line_of("春耕工作"), page.line_of("各村民委员会")
    drawn = {
        "mark to number": (number.top - mark.y1, 19.7),
        "number to rule": (rule.top - number.bottom, 4.3),
        "rule to title": (title.top - rule.bottom, 20.65),
        "title to recipients": (gap(title, recipients), 10.7),
        "recipients to text": (gap(recipients, line_below(page, recipients)), 5.55),
        "first line": (body_lines(page)[0].x0 - LEFT, 10.3),
    }
    for what, (measured, wanted) in drawn.items():
        assert measured == pytest.approx(wanted, abs=DRAWN), what


@clause("9704-11")
def test_number_and_signers_stand_where_figure_4_has_them(documents: Printed) -> None:
    page = documents("figure 4", "国标")[0]
    number, first, third = (page.find(text) for text in ("云应急〔2026〕18号", SIGNERS[0], SIGNERS[2]))
    assert number.x0 == pytest.approx(33.1, abs=DRAWN)
    assert page.find(SIGNERS[1]).x1 == pytest.approx(177.2, abs=DRAWN)
    assert third.x0 == pytest.approx(first.x0, abs=1.0)
    assert third.baseline == pytest.approx(number.baseline, abs=0.1)


@clause("9704-11")
def test_a_sealed_signature_has_the_distances_of_figure_5(documents: Printed) -> None:
    page = documents("figure 5", "国标").page_of(DATE)
    date = page.line_of(DATE)
    (image,) = page.images
    assert image.y0 - body_lines(page)[-1].bottom == pytest.approx(6.9, abs=DRAWN)
    assert RIGHT - date.x1 == pytest.approx(23, abs=2.0)
    assert line_above(page, date).center_x == pytest.approx(date.center_x, abs=DRAWN)


@clause("9704-11")
def test_a_signature_without_a_seal_has_the_distances_of_figure_6(documents: Printed) -> None:
    page = documents("figure 6", "国标").page_of(DATE)
    date = page.line_of(DATE)
    name = line_above(page, date)
    assert name.text == AGENCY
    assert gap(body_lines(page)[-1], name) == pytest.approx(10.9, abs=DRAWN)
    assert RIGHT - name.x1 == pytest.approx(11.4, abs=DRAWN)
    assert date.x0 - name.x0 == pytest.approx(11.3, abs=DRAWN)


@clause("9704-11")
def test_note_and_attachment_stand_as_in_figures_9_and_10(documents: Printed) -> None:
    document = documents("figure 9", "国标")
    page = document.page_of("附件：")
    first, second = page.line_of("1.责任分工表"), page.line_of("2.路线说明")
    assert first.find("1.").origin_x == pytest.approx(54.9, abs=2.0)
    assert second.find("2.").origin_x == pytest.approx(54.9, abs=2.0)
    names = [line for line in page.lines if line.text in AGENCIES]
    assert [line.text for line in names] == list(AGENCIES[:3])
    assert [line.x0 for line in names] == pytest.approx([names[0].x0] * 3, abs=1.0)
    attachment = next(page for page in document if page.lines[0].text == "附件1")
    title = attachment.lines[1]
    assert title.text == "责任分工表"
    assert title.box.center_y == pytest.approx(60.1, abs=3)
    assert gap(title, body_lines(attachment)[0]) == pytest.approx(10.9, abs=DRAWN)
