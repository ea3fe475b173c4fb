"""What is alive when a measurement begins is no part of it."""

from __future__ import annotations

import gc

import pytest


@pytest.fixture(autouse=True)
def _of_its_own_objects() -> None:
    """Python's collector does not look through the suite's hundreds of thousands of objects while speed is measured."""
    gc.collect()
    gc.freeze()
