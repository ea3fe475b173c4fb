"""docs/error-codes.md lists every code there is; a code never vanishes without being seen."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "make_error_codes.py"))


def test_the_page_is_the_one_the_source_makes() -> None:
    assert (ROOT / "docs" / "error-codes.md").read_text(encoding="utf-8") == SCRIPT["page"]()


def test_codes_that_programs_rely_on_are_there() -> None:
    page = (ROOT / "docs" / "error-codes.md").read_text(encoding="utf-8")
    codes = set(re.findall(r"(?m)^\| `([a-z-]+)` \|", page))
    assert len(codes) > 100
    assert {"missing-field", "unknown-field", "missing-value", "wrong-type", "file-error", "number-taken"} <= codes
