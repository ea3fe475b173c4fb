"""What one run of the tests keeps for all its workers, so that none does again what another has done."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "GONGWEN_TEST_RUN"
"""Environment variable: the folder of this run, made and removed by tests/conftest.py."""


def folder() -> Path | None:
    """The folder of this run; None where nothing is to be kept."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else None


def keep(name: str, content: bytes) -> None:
    """Keep something for the other workers: whole, or not at all."""
    place = folder()
    if place is not None:
        begun = place / f"{name}.{os.getpid()}"
        begun.write_bytes(content)
        begun.replace(place / name)


def kept(name: str) -> bytes | None:
    """What was kept under a name in this run, by whichever worker."""
    place = folder()
    return (place / name).read_bytes() if place is not None and (place / name).is_file() else None
