"""What every page test has: its clauses, its profile, and a worker that keeps a module's documents to itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.standard.profiles import PROFILES

HERE = Path(__file__).parent


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "clause(*ids): rows of the clause table that the test measures on the page")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == HERE and item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture(params=PROFILES)
def profile(request: pytest.FixtureRequest) -> str:
    """国标 and 通行."""
    name: str = request.param
    return name
