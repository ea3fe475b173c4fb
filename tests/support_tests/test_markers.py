"""A missing tool skips a test at home and fails it in CI."""

from __future__ import annotations

import pytest

from tests.support import markers


@pytest.fixture(autouse=True)
def _tools(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markers, "TOOLS", {"here": lambda: None, "gone": lambda: "gone is not installed"})


def test_a_tool_that_is_there_lets_the_test_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    markers.require("here")


def test_a_missing_tool_skips(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="needs gone: gone is not installed"):
        markers.require("here", "gone")


def test_a_missing_tool_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="CI must have gone"):
        markers.require("gone")


def test_an_unknown_tool_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="unknown tool 'typo'"):
        markers.require("typo")


def test_every_tool_can_be_asked_for() -> None:
    for missing in markers.TOOLS.values():
        assert missing() is None or missing()
