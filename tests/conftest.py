"""Options of the whole suite: long sweeps, and what one worker of a parallel run keeps to itself."""

from __future__ import annotations

from typing import Any

import pytest

FULL_SWEEP = "--full-sweep"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(FULL_SWEEP, action="store_true", help="every case of the long sweeps, not a part of them")


# `-n 2` alone hands tests out one by one. Tests marked as an xdist_group share documents that take seconds to draw;
# they go to one worker. The workers do not see what is changed here, so they are told.


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    told: dict[str, Any] = getattr(config, "workerinput", {})
    if told.get("grouped"):
        config.option.loadgroup = True
    elif config.getoption("dist", default="no") == "load":
        config.option.dist = "loadgroup"


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput["grouped"] = node.config.option.dist == "loadgroup"
