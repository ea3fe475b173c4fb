"""Options of the whole suite: long sweeps, and which tests of a parallel run share one worker."""

from __future__ import annotations

import gc
import os
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

from tests.support import markers, office, printed, run

# No deadline: a busy machine is no fault of an example.
settings.register_profile("full sweep", deadline=None, max_examples=100)
settings.register_profile("a part", deadline=None, max_examples=20)

FULL_SWEEP = "--full-sweep"
SUMMED = "summed"
"""A property that a test records: figures by name, which are added up over the parts of a sweep."""

_TIMING = "tests/benchmarks/"
_ALWAYS_TOLD = ("tests/test_fuzz.py", "tests/checking/test_mutations.py", "tests/checking/test_other_forms.py")
_PART = re.compile(r"-?seeds \d+ to \d+-?|(?<=refused_by_name)\[\d+\]|(?<=by_exactly_its_rule)\[.*")


@pytest.fixture
def in_test_fonts(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The test fonts are the machine's, and no list of fonts is remembered."""
    markers.require("fonts")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    with printed.with_fonts():
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(FULL_SWEEP, action="store_true", help="every case of the long sweeps, not a part of them")


def pytest_configure(config: pytest.Config) -> None:
    if run.VARIABLE not in os.environ:  # the workers of a parallel run have it of the process that starts them
        folder = tempfile.TemporaryDirectory(prefix="gongwen-run-")
        os.environ[run.VARIABLE] = folder.name

        def forget() -> None:
            del os.environ[run.VARIABLE]
            folder.cleanup()

        config.add_cleanup(forget)
    settings.load_profile("full sweep" if config.getoption(FULL_SWEEP) else "a part")


def pytest_collection_finish() -> None:
    """What is alive for the whole run is not looked through again whenever Python's collector goes round."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """The office that stays up for drawings goes with the tests."""
    office.close()


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Figures of long sweeps, added up: one line for each test; those of the broken inputs always."""
    wanted = "" if config.getoption(FULL_SWEEP) else _ALWAYS_TOLD
    sums: dict[str, Counter[str]] = {}
    for report in (*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")):
        for name, figures in getattr(report, "user_properties", ()):
            if name == SUMMED and report.when == "call" and report.nodeid.startswith(wanted):
                sums.setdefault(_PART.sub("", report.nodeid), Counter()).update(figures)
    if sums:
        terminalreporter.section("figures of the sweeps")
    for test, figures in sums.items():
        rates = ""
        if figures["due"] and figures["found"]:
            recall, precision = figures["right"] / figures["due"], figures["right"] / figures["found"]
            rates = f", recall {recall:.3f}, precision {precision:.3f}"
        told = ", ".join(f"{figure} {name}" for name, figure in figures.items())
        terminalreporter.line(f"{test}: {told}{rates}")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """`-n 2` hands out whole modules, so that what a module draws, starts or makes once is made once.

    In the order of the tree: the last modules are small ones, and no worker waits long for the other. Single tests by
    the thousand would also keep xdist itself busy, which counts what is left of all of them after each.
    """
    if config.getoption("dist") != "load":
        return None
    # Only a parallel run comes here, so xdist need not be installed for any other; it has no types of its own.
    from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415

    class Scheduling(LoadScopeScheduling):  # type: ignore[misc,unused-ignore]
        def _split_scope(self, nodeid: str) -> str:
            module, _, test = nodeid.partition("::")
            if module.startswith(_TIMING):
                return _TIMING  # they would only wait for one another
            # A sweep draws its documents anew for each of its parameters.
            if module.endswith("/test_real_text.py"):
                part = _PART.search(test)
                return f"{module}[{part[0].strip('-') if part else ''}"
            is_sweep = module.endswith(("/test_sweep.py", "/test_recipients.py"))
            return f"{module}[{test.partition('[')[2]}" if is_sweep else module

    config.option.loadscopereorder = False
    return Scheduling(config, log)
