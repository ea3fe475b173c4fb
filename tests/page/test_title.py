"""标题, 主送机关 and the first line of the text (9704-7.3.1–7.3.3)."""

from __future__ import annotations

import itertools

import pytest

from gongwen.layout.title import break_title
from gongwen.standard import figures
from tests.page.clauses import clause
from tests.page.measures import (
    CENTRE,
    CHARACTER,
    FANGSONG,
    LEFT,
    NEXT_LINE,
    OFF_CENTRE,
    PITCH,
    PLACE,
    RIGHT,
    WIDTH,
    XIAOBIAOSONG,
    body_lines,
    centre,
    chinese_fonts,
    gap,
    made_of,
    one_empty_line,
    red_rules,
    text_lines,
    two_empty_lines,
    within,
)
from tests.page.press import AGENCY, Printed, notice, printed
from tests.support.page import MeasuredLine, MeasuredPage

TITLES = {
    "one line": "青山镇人民政府关于春耕工作的通知",
    "two typed lines": "云岭县青山镇人民政府关于做好\n青山水库汛期安全保卫工作的通知",
    "three typed lines": "云岭县青山镇人民政府\n关于切实做好今冬明春森林草原防灭火\n工作的紧急通知",
    "four typed lines": (
        "云岭县青山镇人民政府关于转发县人民政府\n办公室关于进一步加强全县农村自建房\n"
        "安全隐患排查整治工作的\n实施方案的通知"
    ),
    "two lines for the gaps beside a year": "云岭县青山镇人民政府2026年上半年工作总结",
    "three lines for the gaps beside a year": (
        "云岭县青山镇人民政府关于2026年度城乡居民基本医疗保险参保缴费工作情况的报告"
    ),
    "two lines by themselves": "云岭县青山镇人民政府关于做好今冬明春森林防火工作的通知",
    "three lines by themselves": (
        "云岭县青山镇人民政府关于进一步加强全镇农村自建房安全隐患排查整治工作确保群众居住安全的紧急通知"
    ),
    "four lines by themselves": (
        "云岭县青山镇人民政府关于转发云岭县人民政府办公室关于进一步加强全县农村自建房安全隐患"
        "排查整治工作确保人民群众生命财产安全实施方案的通知"
    ),
}
TYPED = {name: title.split("\n") for name, title in TITLES.items() if "\n" in title}
BY_THEMSELVES = [name for name in TITLES if name not in TYPED and name != "one line"]
RECIPIENTS = {
    "short": "各村民委员会",
    "long": "各村民委员会，镇党政办公室，镇经济发展办公室，镇农业农村服务中心，镇综合行政执法队，镇直有关单位",
}


@pytest.fixture(scope="module")
def pages() -> Printed:
    body = ["国" * 20] * 5
    titles = {f"title: {name}": notice(title=title, body=body) for name, title in TITLES.items()}
    recipients = {f"recipients: {name}": notice(recipients=names, body=body) for name, names in RECIPIENTS.items()}
    without = {"recipients: none": notice(recipients=[], body=body)}
    return printed({**titles, **recipients, **without})


def _below_head(page: MeasuredPage) -> list[MeasuredLine]:
    rule = red_rules(page)[0]
    return [line for line in text_lines(page) if line.top > rule.bottom]


def _title(page: MeasuredPage) -> list[MeasuredLine]:
    """Lines of the title: those of its size, right under the head."""
    size = figures.TITLE_SIZE
    return [line for line in _below_head(page) if line.size_pt == pytest.approx(size.value.pt, abs=size.tolerance.pt)]


def _recipients(page: MeasuredPage) -> list[MeasuredLine]:
    """Lines between the title and the body."""
    return [line for line in _below_head(page)[len(_title(page)) :] if line.baseline < body_lines(page)[0].baseline]


every_title = pytest.mark.parametrize("title", TITLES)
every_page = pytest.mark.parametrize(
    "name", [*(f"title: {name}" for name in TITLES), *(f"recipients: {name}" for name in RECIPIENTS)]
)


@clause("9704-7.3.1-a")
@every_title
def test_the_title_is_whole_in_xiaobiaosong_of_size_2(pages: Printed, profile: str, title: str) -> None:
    lines = _title(pages(f"title: {title}", profile)[0])
    assert "".join(line.text for line in lines) == TITLES[title].replace("\n", "")
    for line in lines:
        assert all(XIAOBIAOSONG in font for font in chinese_fonts(line))
        for glyph in line.glyphs:
            assert glyph.size_pt == pytest.approx(figures.TITLE_SIZE.value.pt, abs=figures.TITLE_SIZE.tolerance.pt)


@clause("9704-7.3.1-b")
@every_title
def test_the_title_stands_two_empty_lines_under_the_red_rule(pages: Printed, profile: str, title: str) -> None:
    page = pages(f"title: {title}", profile)[0]
    empty = _title(page)[0].top - red_rules(page)[0].bottom
    assert two_empty_lines(empty)


@clause("9704-7.3.1-c")
@every_title
def test_every_line_of_the_title_is_centred(pages: Printed, profile: str, title: str) -> None:
    for line in _title(pages(f"title: {title}", profile)[0]):
        assert centre(line) == pytest.approx(CENTRE, abs=OFF_CENTRE)
        assert line.width <= WIDTH


@clause("9704-7.3.1-d")
@pytest.mark.parametrize("title", TYPED)
def test_a_title_typed_in_lines_keeps_them(pages: Printed, profile: str, title: str) -> None:
    assert [line.text for line in _title(pages(f"title: {title}", profile)[0])] == TYPED[title]


@clause("9704-7.3.1-d")
@pytest.mark.parametrize("title", BY_THEMSELVES)
def test_no_line_of_a_title_is_turned_again_by_the_program(pages: Printed, profile: str, title: str) -> None:
    measure = figures.TYPE_AREA_WIDTH.value / figures.TITLE_SIZE.value
    lines = break_title(TITLES[title], (), measure, issuers=(AGENCY,))
    assert [line.text for line in _title(pages(f"title: {title}", profile)[0])] == list(lines)


@clause("9704-7.3.1-d")
@pytest.mark.parametrize("title", BY_THEMSELVES)
def test_a_title_in_lines_has_the_shape_of_a_trapezoid_or_a_rhombus(pages: Printed, profile: str, title: str) -> None:
    lengths = [len(line.text) for line in _title(pages(f"title: {title}", profile)[0])]
    assert len(lengths) > 1
    assert len(set(lengths)) > 1, f"a rectangle: {lengths}"
    longest = lengths.index(max(lengths))
    assert lengths[:longest] == sorted(lengths[:longest]), f"an hourglass: {lengths}"
    assert lengths[longest:] == sorted(lengths[longest:], reverse=True), f"an hourglass: {lengths}"


@clause("9704-3.2")
@every_title
def test_lines_of_the_title_follow_each_other_at_their_own_height_and_7_8_of_size_3(
    pages: Printed, profile: str, title: str
) -> None:
    pitch = figures.TITLE_SIZE.value.mm + figures.LINE_LEADING.value.mm
    for upper, lower in itertools.pairwise(_title(pages(f"title: {title}", profile)[0])):
        assert lower.baseline - upper.baseline == pytest.approx(pitch, abs=0.5)


@clause("9704-7.3.2-a")
@every_page
def test_recipients_stand_one_empty_line_under_the_title_at_the_left_edge(
    pages: Printed, profile: str, name: str
) -> None:
    page = pages(name, profile)[0]
    lines = _recipients(page)
    empty = gap(_title(page)[-1], lines[0])
    assert one_empty_line(empty)
    for line in lines:
        assert line.x0 == pytest.approx(LEFT, abs=PLACE)
        assert chinese_fonts(line) == {FANGSONG}


@clause("9704-7.3.2-a")
def test_recipients_of_several_lines_go_on_at_the_left_edge(pages: Printed, profile: str) -> None:
    lines = _recipients(pages("recipients: long", profile)[0])
    assert len(lines) > 1
    # A line may end with a mark that hangs over the edge: LibreOffice 7.4 cannot be told not to.
    assert lines[0].glyphs[-2].x1 <= RIGHT + 1
    assert within(PITCH, lines[1].baseline - lines[0].baseline)


@clause("9704-7.3.2-b")
@pytest.mark.parametrize("name", RECIPIENTS)
def test_recipients_end_with_a_full_width_colon(pages: Printed, profile: str, name: str) -> None:
    text = "".join(line.text for line in _recipients(pages(f"recipients: {name}", profile)[0]))
    assert text == RECIPIENTS[name] + "："


@clause("9704-7.3.3-a", "9704-7.3.3-b", "9704-7.3.3-c")
@every_page
def test_the_body_begins_on_the_next_line_two_characters_in(pages: Printed, profile: str, name: str) -> None:
    page = pages(name, profile)[0]
    recipients, body = _recipients(page)[-1], body_lines(page)[0]
    between = gap(recipients, body)
    assert within(NEXT_LINE, between)
    assert body.x0 == pytest.approx(LEFT + figures.FIRST_LINE_INDENT.value * CHARACTER, abs=PLACE)


@clause("9704-7.3.2-f")
def test_without_recipients_the_body_stands_one_empty_line_under_the_title(pages: Printed, profile: str) -> None:
    page = pages("recipients: none", profile)[0]
    below = _below_head(page)[len(_title(page))]
    assert made_of(below.text, "国")
    empty = gap(_title(page)[-1], below)
    assert one_empty_line(empty)
