"""A fresh register for every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gongwen.register import Register


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with Register(tmp_path / "发文.db") as opened:
        yield opened
