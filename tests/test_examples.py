"""Examples and specimens: what a newcomer tries first must work as it stands."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import pytest

import gongwen
from gongwen.read.docx import read_document
from gongwen.specimens import specimen, specimen_kinds
from gongwen.standard.kinds import Kind
from tests.support import markers, office, page, validators

EXAMPLES = Path(__file__).parents[1] / "examples"
SOURCES = sorted(EXAMPLES.glob("*.md"))
NAMES = [source.stem for source in SOURCES]


@pytest.fixture(scope="module")
def rendered() -> dict[str, bytes]:
    """Every example and every specimen, in both profiles."""
    documents = {source.stem: gongwen.load(source) for source in SOURCES}
    for kind in specimen_kinds():
        documents[f"specimen-{kind.name.lower()}"] = gongwen.load(specimen(kind.value).encode())
    return {
        f"{name}-{index}": gongwen.render(document, profile=profile)
        for name, document in documents.items()
        for index, profile in enumerate(("国标", "通行"))
    }


def test_there_are_examples_of_a_notice_of_attachments_and_of_a_work_summary() -> None:
    assert {"notice", "notice_with_attachments", "work_summary"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_script_and_the_source_of_an_example_are_the_same_document(name: str) -> None:
    made = runpy.run_path(str(EXAMPLES / f"{name}.py"))["document"]
    assert made == gongwen.load(EXAMPLES / f"{name}.md")


@pytest.mark.parametrize("name", NAMES)
def test_an_example_reads_back_from_its_docx(name: str) -> None:
    document = gongwen.load(EXAMPLES / f"{name}.md")
    assert read_document(gongwen.render(document)).document == document


@pytest.mark.parametrize("name", NAMES)
def test_every_page_of_an_example_has_its_picture(name: str) -> None:
    pictures = EXAMPLES.parent / "docs" / "pictures"
    assert (pictures / f"{name}-1.png").is_file()


def test_every_kind_has_a_specimen() -> None:
    assert set(specimen_kinds()) == set(Kind)


@pytest.mark.parametrize("kind", list(Kind), ids=lambda kind: str(kind.name))
def test_a_specimen_is_of_its_kind(kind: Kind) -> None:
    assert gongwen.load(specimen(kind.value).encode()).kind is kind


@pytest.mark.parametrize("tool", ["open_xml_sdk", "openxml_audit", "ooxml_integrity"])
def test_examples_and_specimens_are_valid_ooxml(tool: str, rendered: dict[str, bytes]) -> None:
    markers.require(tool)
    findings = getattr(validators, tool)(rendered)
    assert {name: found for name, found in findings.items() if found} == {}


def test_examples_and_specimens_have_no_fault_that_validators_miss(rendered: dict[str, bytes]) -> None:
    assert {name: found for name, docx in rendered.items() if (found := validators.home_made(docx))} == {}


def test_the_notice_fills_two_pages_and_closes_at_the_foot_of_the_second(rendered: dict[str, bytes]) -> None:
    markers.require("office")
    pages = page.measure(office.render_pdf(rendered["notice-0"])).pages
    assert len(pages) == 2
    assert pages[1].rules[-1].y == pytest.approx(262, abs=1.5)


def test_the_published_schema_is_the_models_own() -> None:
    published = (EXAMPLES.parent / "docs" / "document.schema.json").read_text(encoding="utf-8")
    assert json.loads(published) == gongwen.Document.model_json_schema()
