"""Options of the whole suite: long sweeps, and what one worker of a parallel run keeps to itself."""

from __future__ import annotations

import pytest

FULL_SWEEP = "--full-sweep"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(FULL_SWEEP, action="store_true", help="every case of the long sweeps, not a part of them")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    # `-n 2` alone hands tests out one by one; tests that share rendered documents (xdist_group) belong together.
    if config.getoption("dist", default="no") == "load":
        config.option.dist = "loadgroup"
