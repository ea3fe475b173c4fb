"""A document is today, member by member, what it was when somebody last looked (see ``tests/write/golden``)."""

from __future__ import annotations

import pytest

from tests.write.golden import FOLDER, expected_files


def test_there_is_a_golden_file_for_every_member_and_no_other() -> None:
    assert {path.name for path in FOLDER.glob("*.xml")} == set(expected_files())


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.xml")))
def test_a_member_is_as_it_was(name: str) -> None:
    """If the change was meant: ``python -m tests.write.golden``, and look at the difference."""
    assert expected_files()[name].splitlines() == (FOLDER / name).read_text(encoding="utf-8").splitlines()
