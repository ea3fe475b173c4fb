"""What every page test has: its clauses and its profile."""

from __future__ import annotations

import pytest

from gongwen.standard.profiles import COMMON, PROFILES
from tests.conftest import FULL_SWEEP


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "clause(*ids): rows of the clause table that the test measures on the page")


ONE_PROFILE_IN_CI = frozenset(
    f"test_{name}.py"
    for name in (
        *("apart", "attachments", "issued", "joint", "landscape", "letter", "minutes", "order", "parts", "plain_kinds"),
        *("plain_page", "preprinted", "recipients", "seal", "specimens", "tall_rows", "title", "upward"),
        "written_forms",
    )
)
"""Modules whose specimens CI draws in 国标 alone: what the other profile changes - margins, lines a page - is measured
there by the sweeps of all forms, and on head, body, signature, seal above 版记, folio and type area."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption(FULL_SWEEP):
        return
    spared = [item for item in items if item.path.name in ONE_PROFILE_IN_CI and _profile(item) == COMMON.name]
    left_out = set(spared)
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=spared)


def _profile(item: pytest.Item) -> object:
    called = getattr(item, "callspec", None)
    return called.params.get("profile") if called is not None else None


@pytest.fixture(params=PROFILES)
def profile(request: pytest.FixtureRequest) -> str:
    """国标 and 通行."""
    name: str = request.param
    return name
