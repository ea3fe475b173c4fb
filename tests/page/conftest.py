"""What every page test has: its clauses and its profile."""

from __future__ import annotations

import pytest

from gongwen.standard.profiles import PROFILES


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "clause(*ids): rows of the clause table that the test measures on the page")


@pytest.fixture(params=PROFILES)
def profile(request: pytest.FixtureRequest) -> str:
    """国标 and 通行."""
    name: str = request.param
    return name
