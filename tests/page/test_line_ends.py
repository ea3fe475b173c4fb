"""A mark that must not begin a line, where a line of 28 characters is full (9704-5.2.1-c, 5.2.3-b, 15834 标点)."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from tests.page.clauses import clause
from tests.page.measures import RIGHT, text_lines
from tests.page.press import Printed, notice, printed
from tests.support.page import MeasuredLine

ENDING, CLOSING = "，。、；：！？", "”）》"
"""Marks that word processors may hang behind a full line, and marks that they move down."""
BODIES = {mark: ["国" * 54 + mark + "国" * 3, "国" * 26 + mark + "国" * 3] for mark in ENDING + CLOSING}
"""A mark after a full second line, and after a full first line, which begins two characters in."""
PARAGRAPHS = 300
INSETS = ("“春耕生产”", "《森林防火办法》", "（上坝村）", "2026年11月23日", "1234亩", "36.5%", "3座", "")


def _ordinary_text(seed: int) -> Iterator[str]:
    """Paragraphs of clauses of every length, with quotes, brackets and digits: the same ones at every run."""
    random = Random(seed)
    for _ in range(PARAGRAPHS):
        clauses = (
            "".join(random.choices("春耕生产防汛抗旱道路养护医疗保险森林防火", k=random.randint(2, 16)))
            + random.choice(INSETS)
            + random.choice(ENDING)
            for _ in range(random.randint(4, 16))
        )
        yield "".join(clauses) + "请遵照执行。"


ORDINARY = list(_ordinary_text(9704))


@pytest.fixture(scope="module")
def documents() -> Printed:
    return printed({"ordinary": notice(body=ORDINARY), **{mark: notice(body=body) for mark, body in BODIES.items()}})


def _lines(documents: Printed, name: str, profile: str) -> list[MeasuredLine]:
    return [line for page in documents(name, profile) for line in text_lines(page)]


@clause("9704-5.2.3-b")
@pytest.mark.parametrize("mark", BODIES)
def test_the_mark_is_seen(documents: Printed, profile: str, mark: str) -> None:
    assert "".join(BODIES[mark]) in "".join(line.text for line in _lines(documents, mark, profile))


@clause("9704-5.2.3-b")
def test_every_mark_of_ordinary_text_is_seen(documents: Printed, profile: str) -> None:
    text = "".join(line.text for line in _lines(documents, "ordinary", profile))
    assert [paragraph for paragraph in ORDINARY if paragraph not in text] == []


@clause("9704-5.2.1-c", "9704-5.2.3-b")
@pytest.mark.parametrize("name", ["ordinary", *BODIES])
def test_no_line_begins_with_such_a_mark(documents: Printed, profile: str, name: str) -> None:
    assert not any(line.text.startswith(tuple(ENDING + CLOSING)) for line in _lines(documents, name, profile))


@clause("9704-5.2.1-c")
@pytest.mark.parametrize("name", ["ordinary", *BODIES])
def test_no_line_reaches_beyond_the_type_area(documents: Printed, profile: str, name: str) -> None:
    assert max(line.x1 for line in _lines(documents, name, profile)) <= RIGHT + 0.5


@clause("9704-5.2.3-a")
def test_pages_of_ordinary_text_have_22_lines(documents: Printed, profile: str) -> None:
    pages = list(documents("ordinary", profile))
    # The last text goes with the signature.
    assert {len(text_lines(page)) for page in pages[1:-2]} == {22}
