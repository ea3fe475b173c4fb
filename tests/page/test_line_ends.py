"""A mark that must not begin a line, where a line of 28 characters is full (9704-5.2.1-c, 5.2.3-b, 15834 标点)."""

from __future__ import annotations

import pytest

from tests.page.clauses import clause
from tests.page.measures import RIGHT, text_lines
from tests.page.press import Printed, notice, printed

HANGING, MOVING = "，。、；：！？", "”）"
"""Marks that LibreOffice hangs behind a full line, whatever the document says of it, and marks it moves down."""
BODIES = {mark: ["国" * 54 + mark + "国" * 3, "国" * 26 + mark + "国" * 3] for mark in HANGING + MOVING}
"""A mark after a full second line, and after a full first line, which begins two characters in."""
hangs = pytest.mark.xfail(strict=True, reason="LibreOffice ignores overflowPunct: the mark hangs, or is not drawn")
every_mark = pytest.mark.parametrize("mark", [*(pytest.param(mark, marks=hangs) for mark in HANGING), *MOVING])


@pytest.fixture(scope="module")
def documents() -> Printed:
    return printed({mark: notice(body=body) for mark, body in BODIES.items()})


@clause("9704-5.2.3-b")
@every_mark
def test_the_mark_is_seen(documents: Printed, profile: str, mark: str) -> None:
    text = "".join(line.text for page in documents(mark, profile) for line in text_lines(page))
    assert "".join(BODIES[mark]) in text


@clause("9704-5.2.1-c", "9704-5.2.3-b")
@pytest.mark.parametrize("mark", BODIES)
def test_no_line_begins_with_the_mark(documents: Printed, profile: str, mark: str) -> None:
    for page in documents(mark, profile):
        assert not any(line.text.startswith(mark) for line in page.lines)


@clause("9704-5.2.1-c")
@every_mark
def test_no_line_reaches_beyond_the_type_area(documents: Printed, profile: str, mark: str) -> None:
    for page in documents(mark, profile):
        assert max(line.x1 for line in text_lines(page)) <= RIGHT + 0.5
