"""The test fonts are the machine's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support import markers, printed


@pytest.fixture(autouse=True)
def _test_fonts(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    markers.require("fonts")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    with printed.with_fonts():
        yield
