"""docs/error-codes.md lists every code there is; a code never vanishes without being seen."""

from __future__ import annotations

import ast
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


def test_every_fault_that_the_source_makes_is_on_the_page() -> None:
    page = (ROOT / "docs" / "error-codes.md").read_text(encoding="utf-8")
    made = {
        str(call.args[0].value)
        for path in (ROOT / "src").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Fault"
        if call.args and isinstance(call.args[0], ast.Constant)
    }
    assert made
    assert {code for code in made if f"| `{code}` |" not in page} == set()
