"""The test fonts are the machine's."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _drawn_in_test_fonts(in_test_fonts: None) -> None:
    """In every test of the room."""
