"""Every link of every page leads to a file that is there, and every picture of the shelf is shown."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [
    *ROOT.glob("*.md"),
    *(ROOT / "docs").rglob("*.md"),
    *(ROOT / "templates").glob("*.md"),
    *(ROOT / "examples").rglob("README.md"),
]
_CODE = re.compile(r"(?ms)^```.*?^```$|`[^`\n]+`")
_LINK = re.compile(r"\]\(<?([^)\s>]+)>?\)|\b(?:src|href)=\"([^\"]+)\"")
_HEADING = re.compile(r"(?m)^#+ (.+)$")


def _links(page: Path) -> list[str]:
    text = _CODE.sub("", page.read_text(encoding="utf-8"))
    return [one or other for one, other in _LINK.findall(text)]


def _anchors(page: Path) -> set[str]:
    """The anchors of a page's headings: small letters, words joined by hyphens, without punctuation."""
    headings = _HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_file_that_is_there(page: Path) -> None:
    for link in _links(page):
        if link.startswith(("http:", "https:", "mailto:")):
            continue
        name, _, anchor = unquote(link).partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), link
        assert target.is_relative_to(ROOT), link
        if anchor and target.suffix == ".md":
            assert anchor in _anchors(target), link


def test_the_shelf_shows_every_template_specimen_and_picture() -> None:
    shelf = ROOT / "templates"
    shown = {shelf / link for link in _links(shelf / "README.md")}
    for folder in ("docx", "specimens", "pictures"):
        assert set((shelf / folder).iterdir()) <= shown, folder
