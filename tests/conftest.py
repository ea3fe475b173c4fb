"""Options of the whole suite: long sweeps, and which tests of a parallel run share one worker."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("without deadline", deadline=None)  # a busy machine is no fault of an example
settings.load_profile("without deadline")

FULL_SWEEP = "--full-sweep"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(FULL_SWEEP, action="store_true", help="every case of the long sweeps, not a part of them")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """`-n 2` hands tests out one by one, but page tests that share drawn documents go to one worker together."""
    if config.getoption("dist") != "load":
        return None
    # Only a parallel run comes here, so xdist need not be installed for any other; it has no types of its own.
    from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415

    class Scheduling(LoadScopeScheduling):  # type: ignore[misc,unused-ignore]
        def _split_scope(self, nodeid: str) -> str:
            module, _, test = nodeid.partition("::")
            if not module.startswith("tests/page/"):
                return nodeid
            # A sweep draws its documents anew for each of its parameters.
            is_sweep = module.endswith(("/test_sweep.py", "/test_recipients.py"))
            return f"{module}[{test.partition('[')[2]}" if is_sweep else module

    return Scheduling(config, log)
