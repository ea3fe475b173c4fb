"""Everything that is written is valid OOXML: four validators find nothing in it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from gongwen import Document, render
from gongwen.standard.profiles import NATIONAL, PROFILES
from tests.strategies import documents
from tests.support import markers, validators, validity
from tests.write.catalogue import catalogued, profile_of
from tests.write.opened import members

GENERATED = 20
NOTHING: list[str] = []


@cache
def written() -> dict[str, bytes]:
    """The catalogue, and documents that nobody thought of, in both profiles."""
    docx = {name: render(document, profile=profile_of(name)) for name, document in catalogued().items()}
    for number, document in enumerate(generated()):
        docx[f"generated_{number}"] = render(document, profile=list(PROFILES)[number % 2])
    return docx


def generated() -> list[Document]:
    """Documents of the strategy: the same ones at every run, so that a fault found is found again."""
    made: list[Document] = []

    @settings(
        max_examples=GENERATED,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(documents())
    def collect(document: Document) -> None:
        made.append(document)

    collect()
    return made


@pytest.mark.parametrize("tool", validity.TOOLS)
def test_everything_is_valid_ooxml(tool: str) -> None:
    markers.require(tool)
    assert validity.faults(tool, written()) == {}


def test_9704_5_2_2_fonts_of_any_name_are_written_as_named() -> None:
    fonts = replace(NATIONAL.fonts, fangsong="仿&宋\"<>'", heiti="黑'体")
    profile = replace(NATIONAL, name="本单位", fonts=fonts, latin_font='"A&B" <c>')
    docx = {name: render(catalogued()[name], profile=profile) for name in ("all_blocks", "letter_labelled")}
    for content in docx.values():
        assert validators.home_made(content) == NOTHING
        assert b"&amp;\xe5\xae\x8b&quot;&lt;&gt;'" in members(content)["word/styles.xml"]
    markers.require("openxml_audit")
    assert validators.openxml_audit(docx) == dict.fromkeys(docx, NOTHING)


@pytest.mark.parametrize("name", catalogued())
def test_our_own_validator_finds_nothing(name: str) -> None:
    assert validators.home_made(written()[name]) == NOTHING


def test_our_own_validator_finds_nothing_in_what_was_generated() -> None:
    names = [name for name in written() if name.startswith("generated_")]
    assert len(names) == GENERATED
    assert {name: found for name in names if (found := validators.home_made(written()[name]))} == {}
