"""Tables and pictures in the text keep to the type area (9704-5.2.1-c); the standard leaves all else open."""

from __future__ import annotations

import io
import itertools
import re

import pytest
from PIL import Image

from tests.page.clauses import clause
from tests.page.measures import (
    BOTTOM,
    CENTRE,
    EDGE,
    LEFT,
    OFF_CENTRE,
    RIGHT,
    TOP,
    WIDTH,
    body_lines,
    text_lines,
)
from tests.page.press import Printed, notice, picture, printed, summary
from tests.support.page import Box, MeasuredDocument, MeasuredPage

ROWS = 60
HEADER = ("序号", "责任区段", "巡查任务", "人数")
TASK = "每日巡查不少于两次，遇有强降雨时每两小时巡查一次并如实填写记录"
WIDE_HEADER = tuple(f"{month}月" for month in range(1, 9))
PIXELS = {"wide": (3000, 600), "tall": (600, 3000), "small": (200, 100), "square": (1200, 1200)}
DPI = 200
CAPTION = "图一　巡查路线图"
TABLES = ("long table", "wide table", "table without header", "table at the foot")


def _png(size: tuple[int, int]) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, (60, 120, 60)).save(stream, "PNG", dpi=(DPI, DPI))
    return stream.getvalue()


def _table(rows: int, *, tall: bool = False, header: tuple[str, ...] = HEADER) -> dict[str, object]:
    def row(number: int) -> list[str]:
        # Where a row is tall its first and last words are known by the number between them.
        return [f"第{number}行", "大坝", f"起{number}，{TASK}，止{number}" if tall else "巡查", "6"]

    return {"type": "table", "header": header, "rows": [row(number) for number in range(1, rows + 1)]}


def _picture(data: bytes, caption: str | None = None) -> dict[str, object]:
    return {"type": "picture", "name": "图", "data": data, "caption": caption}


@pytest.fixture(scope="module")
def documents() -> Printed:
    wide = {"type": "table", "header": WIDE_HEADER, "rows": [["12345.67"] * len(WIDE_HEADER)] * 3}
    text = "国" * 20
    return printed(
        {
            "long table": notice(body=[text, _table(ROWS, tall=True), text]),
            "wide table": summary(body=[text, wide, text]),
            "table without header": summary(body=[text, _table(5, header=()), text]),
            "table at the foot": summary(body=[*[text] * 15, _table(8), text]),
            **{
                f"picture: {name}": summary(body=[text, _picture(_png(size), CAPTION), text])
                for name, size in PIXELS.items()
            },
            "picture: example": summary(body=[text, _picture(picture("patrol_route.png")), text]),
            **{
                f"picture after {lines} lines": summary(body=[*[text] * lines, _picture(_png(PIXELS["square"]))])
                for lines in (1, 6, 9, 12, 17, 18, 19, 40)
            },
        }
    )


PICTURES = [*(f"picture: {name}" for name in (*PIXELS, "example"))]
PLACES = [f"picture after {lines} lines" for lines in (1, 6, 9, 12, 17, 18, 19, 40)]


def _drawn(page: MeasuredPage) -> Box | None:
    """The box of a page's table, by its rules."""
    upright = page.vertical_rules
    across = [rule for rule in page.rules if rule.colour == (0, 0, 0)]
    if not upright:
        return None
    return Box(
        min(rule.x for rule in upright),
        min(rule.y for rule in across),
        max(rule.x for rule in upright),
        max(rule.y for rule in across),
    )


def _picture_on(document: MeasuredDocument) -> tuple[MeasuredPage, Box]:
    page = next(page for page in document if page.images)
    return page, page.images[0]


@clause("9704-5.2.1-c")
@pytest.mark.parametrize("name", TABLES)
def test_a_table_keeps_to_the_type_area(documents: Printed, profile: str, name: str) -> None:
    document = documents(name, profile)
    boxes = [box for page in document if (box := _drawn(page))]
    assert boxes
    for box in boxes:
        assert box.x0 >= LEFT - EDGE
        assert box.x1 <= RIGHT + EDGE
        assert box.y0 >= TOP - EDGE
        assert box.y1 <= BOTTOM + EDGE
    for page in document:
        for line in text_lines(page):
            assert line.bottom <= BOTTOM + EDGE
            assert line.x1 <= RIGHT + EDGE


@clause("9704-5.2.1-c")
@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_as_wide_as_the_type_area(documents: Printed, profile: str, name: str) -> None:
    for page in documents(name, profile):
        box = _drawn(page)
        if box is not None:
            assert box.width == pytest.approx(WIDTH, abs=2 * EDGE)
            assert box.center_x == pytest.approx(CENTRE, abs=EDGE)


def test_the_header_of_a_long_table_is_repeated_on_every_page(documents: Printed, profile: str) -> None:
    document = documents("long table", profile)
    pages = [page for page in document if _drawn(page)]
    assert len(pages) > 2
    for page in pages:
        headers = [line for line in page.lines if line.text == "".join(HEADER)]
        assert len(headers) == 1
        box = _drawn(page)
        assert box is not None
        first = min((line for line in page.lines if line.top > box.y0), key=lambda line: line.top)
        assert first.text == "".join(HEADER)


def test_every_row_of_a_long_table_stands_whole_on_one_page(documents: Printed, profile: str) -> None:
    texts = [page.text.replace("\n", "") for page in documents("long table", profile)]
    numbered = [[int(number) for number in re.findall(r"第(\d+)行", text)] for text in texts]
    assert list(itertools.chain.from_iterable(numbered)) == list(range(1, ROWS + 1))
    for text, numbers in zip(texts, numbered, strict=True):
        for number in numbers:
            assert f"起{number}，" in text
            assert f"止{number}" in text


def test_text_in_cells_stays_inside_them(documents: Printed, profile: str) -> None:
    for name in ("long table", "wide table"):
        for page in documents(name, profile):
            box = _drawn(page)
            if box is None:
                continue
            inside = [glyph for glyph in page.glyphs if box.y0 < glyph.baseline_y < box.y1]
            for rule in page.vertical_rules:
                across = [
                    glyph for glyph in inside if glyph.x0 < rule.x < glyph.x1 and rule.y0 < glyph.baseline_y < rule.y1
                ]
                assert not across


@pytest.mark.parametrize("name", TABLES)
def test_the_text_goes_on_under_a_table_without_touching_it(documents: Printed, profile: str, name: str) -> None:
    document = documents(name, profile)
    page, box = [(page, box) for page in document if (box := _drawn(page))][-1]
    below = [line for line in body_lines(page) if line.top > box.y1]
    later = [line for other in document if other.number > page.number for line in body_lines(other)]
    assert len(below) + len(later) == 1
    assert not [line for line in body_lines(page) if box.y0 < line.bottom and line.top < box.y1]


@clause("9704-5.2.1-c")
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_centred_in_the_type_area_and_keeps_its_shape(documents: Printed, profile: str, name: str) -> None:
    _, box = _picture_on(documents(name, profile))
    assert box.center_x == pytest.approx(CENTRE, abs=OFF_CENTRE)
    assert box.x0 >= LEFT - EDGE
    assert box.x1 <= RIGHT + EDGE
    pixels = PIXELS.get(name.removeprefix("picture: "))
    if pixels is not None:
        assert box.width / box.height == pytest.approx(pixels[0] / pixels[1], rel=0.02)
        natural = pixels[0] / DPI * 25.4
        assert box.width <= natural + 0.5
        if name.endswith(("small", "square")):
            assert box.width == pytest.approx(natural, abs=0.5)


@clause("9704-5.2.1-c")
@pytest.mark.parametrize("name", [*PICTURES, *PLACES])
def test_a_picture_stands_between_the_top_and_the_foot_of_the_type_area(
    documents: Printed, profile: str, name: str
) -> None:
    document = documents(name, profile)
    page, box = _picture_on(document)
    assert len([image for other in document for image in other.images]) == 1
    assert box.y0 >= TOP - EDGE
    assert box.y1 <= BOTTOM + EDGE
    for line in page.lines:
        assert line.bottom <= box.y0 + 0.1 or line.top >= box.y1 - 0.1


@clause("9704-5.2.1-c")
@pytest.mark.parametrize("name", [f"picture: {name}" for name in PIXELS])
def test_a_caption_stands_centred_right_under_its_picture(documents: Printed, profile: str, name: str) -> None:
    page, box = _picture_on(documents(name, profile))
    caption = page.find(CAPTION)
    assert 0 <= caption.top - box.y1 <= 10.5
    assert caption.center_x == pytest.approx(CENTRE, abs=OFF_CENTRE)
