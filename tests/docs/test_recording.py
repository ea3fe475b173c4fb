"""docs/recording.md shows what the commands print today."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_recording_is_what_its_commands_print() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "make_recording.py"))
    assert (ROOT / "docs" / "recording.md").read_text(encoding="utf-8") == script["page"]()
