"""Which clauses of the standard the page tests measure.

``@clause("9704-7.2.4-c")`` on a test says which rows of the clause table it checks. ``python -m tests.page.clauses``
prints the whole register as JSON: clause id -> tests.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest

__all__ = ["clause", "covered"]

_ID = re.compile(r"(?:9704-\d+(?:\.\d+)*(?:-[a-z0-9])?|33476-[0-9A-Z.]+|AMB-\d\d)")
_REGISTER: dict[str, list[str]] = {}
_Test = TypeVar("_Test", bound=Callable[..., Any])


def clause(*ids: str) -> Callable[[_Test], _Test]:
    """Mark a test with the clauses it measures, and register it under each of them."""
    unknown = [name for name in ids if not _ID.fullmatch(name)]
    if unknown or not ids:
        raise ValueError(f"not a clause id: {', '.join(unknown) or 'none given'}")

    def mark(test: _Test) -> _Test:
        # pytest knows a test's module as page.test_x, a program that imports it as tests.page.test_x.
        where = f"tests/{test.__module__.removeprefix('tests.').replace('.', '/')}.py::{test.__name__}"
        for name in ids:
            tests = _REGISTER.setdefault(name, [])
            if where not in tests:
                tests.append(where)
        marked: _Test = pytest.mark.clause(*ids)(test)
        return marked

    return mark


def covered() -> dict[str, list[str]]:
    """Every clause id that a page test measures, and the tests, after all of them have been imported."""
    for module in pkgutil.iter_modules([str(Path(__file__).parent)], "tests.page."):
        if module.name.startswith("tests.page.test_"):
            importlib.import_module(module.name)
    return {name: sorted(_REGISTER[name]) for name in sorted(_REGISTER, key=_order)}


def _order(name: str) -> list[tuple[int, int | str]]:
    return [(0, int(part)) if part.isdigit() else (1, part) for part in re.split(r"[-.]", name)]


if __name__ == "__main__":
    # Run as a program this file is a second module beside tests.page.clauses, which the tests register with.
    print(json.dumps(importlib.import_module("tests.page.clauses").covered(), ensure_ascii=False, indent=2))
