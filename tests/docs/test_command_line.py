"""docs/command-line.md holds the vocabulary as the program prints it."""

from __future__ import annotations

from pathlib import Path

from gongwen.reading.naming import field_list

PAGE = Path(__file__).parents[2] / "docs" / "command-line.md"


def test_the_page_has_the_vocabulary_that_the_program_prints() -> None:
    assert f"```text\n{field_list()}```\n" in PAGE.read_text(encoding="utf-8")
