"""The reference names every public name once, and every page stands in the table of contents."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
import yaml

import gongwen

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
ROOMS = (
    "gongwen.batching",
    "gongwen.model",
    "gongwen.reading",
    "gongwen.recognition",
    "gongwen.register",
    "gongwen.rules",
    "gongwen.sheets",
    "gongwen.summary",
    "gongwen.template",
)
"""Rooms that the pages send a reader to."""


def _named(page: str) -> list[str]:
    return re.findall(r"(?m)^::: ([\w.]+)$", (DOCS / page).read_text(encoding="utf-8"))


def _nav(entries: list[dict[str, object]]) -> list[str]:
    pages: list[str] = []
    for entry in entries:
        for target in entry.values():
            pages += _nav(target) if isinstance(target, list) else [str(target)]
    return pages


def test_the_reference_names_every_name_of_the_front_door_once_and_no_other() -> None:
    assert sorted(_named("reference.md")) == sorted(f"gongwen.{name}" for name in gongwen.__all__)


@pytest.mark.parametrize("room", ROOMS)
def test_the_reference_names_every_public_name_of_a_room(room: str) -> None:
    named = {_value(name) for name in (*_named("reference.md"), *_named("reference-rooms.md"))}
    module = import_module(room)
    assert [name for name in module.__all__ if _identity(getattr(module, name)) not in named] == []


def test_the_reference_of_the_rooms_names_nothing_twice() -> None:
    named = _named("reference-rooms.md")
    assert sorted(set(named)) == sorted(named)


def _value(name: str) -> int:
    """What stands behind a name. Raises ``AttributeError`` for a name that is none."""
    home, _, last = name.rpartition(".")
    return _identity(getattr(import_module(home), last))


def _identity(value: object) -> int:
    """The same for a name wherever it is imported from; the loader of sources stands behind the front door's."""
    return id(gongwen.load) if value is import_module("gongwen.reading").load else id(value)


def test_no_reference_is_of_a_room_that_is_not_listed() -> None:
    assert {name.rpartition(".")[0] for name in _named("reference-rooms.md")} <= set(ROOMS)


def test_every_page_stands_in_the_table_of_contents_and_every_entry_has_its_page() -> None:
    nav = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    assert sorted(_nav(nav)) == sorted(page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md"))
