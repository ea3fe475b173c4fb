"""Examples and specimens: what a newcomer tries first must work as it stands."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped,unused-ignore]
import pytest
from pydantic.json_schema import JsonSchemaMode

import gongwen
from gongwen.layout import lay_out
from gongwen.reading.docx import read_document
from gongwen.specimens import specimen, specimen_kinds
from gongwen.standard.kinds import Kind
from gongwen.standard.languages import LANGUAGES
from tests.support import markers, office, page, validators, validity

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
DRAWN_ELSEWHERE = "checking-"  # LibreOffice's window with comments, the report in a browser
PICTURES = ROOT / "docs" / "pictures"
SOURCES = sorted(EXAMPLES.glob("*.md"))
SCRIPTS = sorted(path for path in (EXAMPLES / "scripts").glob("*.md") if path.stem != "README")
NAMES = [source.stem for source in SOURCES]
SCHEMAS: dict[str, JsonSchemaMode] = {
    "document.schema.json": "validation",
    "document.output.schema.json": "serialization",
}
MOST_BYTES_OF_PICTURES = 6_000_000


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


@pytest.fixture(scope="module")
def tables() -> dict[str, Any]:
    """The script that writes the tables of kinds."""
    return runpy.run_path(str(ROOT / "scripts" / "make_kinds_table.py"))


@pytest.mark.parametrize("source", SCRIPTS, ids=lambda path: path.stem)
def test_9704_1_c_every_script_has_an_example_that_calls_for_no_remark_and_reads_back(source: Path) -> None:
    document = gongwen.load(source)
    assert document.translation is not None
    assert lay_out(document).remarks == ()
    assert read_document(gongwen.render(document)).document == document


def test_9704_1_c_the_examples_of_scripts_are_those_of_the_autonomous_areas() -> None:
    translations = [gongwen.load(source).translation for source in SCRIPTS]
    assert {translation.locale for translation in translations if translation} == set(LANGUAGES)
    assert all(f"({source.name})" in (EXAMPLES / "scripts" / "README.md").read_text("utf-8") for source in SCRIPTS)


def test_every_kind_has_an_example_in_its_form_and_every_form_has_one(tables: dict[str, Any]) -> None:
    assert tables["missing"]() == []


def test_the_tables_of_kinds_say_what_the_examples_say(tables: dict[str, Any]) -> None:
    assert tables["outdated"]() == {}


@pytest.mark.parametrize(
    ("name", "direction", "opening", "closing"),
    [
        ("request", "上行", "现将有关事项请示如下：", "妥否，请批示。"),
        ("report", "上行", "现将有关情况报告如下：", "特此报告。"),
        ("opinion", "下行", "现提出如下意见：", "本意见自2026年6月1日起施行。"),
        (
            "opinion_upward",
            "上行",
            "现提出如下意见：",
            "以上意见如无不妥，请批转各乡、镇人民政府执行。",
        ),
        ("reply", "下行", "现批复如下：", "此复。"),
        ("letter", "平行", "现就有关事项函商如下：", "以上意见妥否，请予函复。"),
        ("bill", "上行", "现将有关情况说明如下：", "该草案已经县人民政府常务会议讨论通过，现提请审议。"),
        ("order", "公布", "现发布命令如下：", "此令。"),
        ("minutes", "下行", "现纪要如下：", "—"),
        ("plan", "内部", "制定本计划。", "—"),
    ],
)
def test_a_kind_goes_its_way_and_opens_and_closes_with_its_phrases(
    tables: dict[str, Any], name: str, direction: str, opening: str, closing: str
) -> None:
    document = gongwen.load(EXAMPLES / f"{name}.md")
    found = tables["direction"](document), tables["opening"](document), tables["closing"](document)
    assert found == (direction, opening, closing)


@pytest.mark.parametrize("name", NAMES)
def test_the_script_and_the_source_of_an_example_are_the_same_document(name: str) -> None:
    made = runpy.run_path(str(EXAMPLES / f"{name}.py"))["document"]
    assert made == gongwen.load(EXAMPLES / f"{name}.md")


@pytest.mark.parametrize("name", NAMES)
def test_an_example_reads_back_from_its_docx(name: str) -> None:
    document = gongwen.load(EXAMPLES / f"{name}.md")
    assert read_document(gongwen.render(document)).document == document


def test_every_page_of_the_examples_has_its_picture_and_no_picture_is_left_over() -> None:
    markers.require("office", "browser")
    pdfs = runpy.run_path(str(ROOT / "scripts" / "make_pictures.py"))["drawn"]()
    pages = {
        f"{name}-{number}.png" for name, pdf in pdfs.items() for number in range(1, len(pypdfium2.PdfDocument(pdf)) + 1)
    }
    here = {picture.name for picture in PICTURES.iterdir() if picture.is_file()}
    assert {name for name in here if not name.startswith(DRAWN_ELSEWHERE)} == pages


def test_the_pictures_stay_small() -> None:
    assert sum(picture.stat().st_size for picture in PICTURES.iterdir()) < MOST_BYTES_OF_PICTURES


def test_every_kind_has_a_specimen() -> None:
    assert set(specimen_kinds()) == set(Kind)


@pytest.mark.parametrize("kind", list(Kind), ids=lambda kind: str(kind.name))
def test_a_specimen_is_of_its_kind(kind: Kind) -> None:
    assert gongwen.load(specimen(kind.value).encode()).kind is kind


@pytest.mark.parametrize("tool", validity.TOOLS)
def test_examples_and_specimens_are_valid_ooxml(tool: str, rendered: dict[str, bytes]) -> None:
    markers.require(tool)
    assert validity.faults(tool, rendered) == {}


def test_examples_and_specimens_have_no_fault_that_validators_miss(rendered: dict[str, bytes]) -> None:
    assert {name: found for name, docx in rendered.items() if (found := validators.home_made(docx))} == {}


def test_the_notice_fills_two_pages_and_closes_at_the_foot_of_the_second(rendered: dict[str, bytes]) -> None:
    markers.require("office")
    pages = page.measure(office.render_pdf(rendered["notice-0"])).pages
    assert len(pages) == 2
    assert pages[1].rules[-1].y == pytest.approx(262, abs=1.5)


def test_the_published_schema_is_the_models_own() -> None:
    for name, mode in SCHEMAS.items():
        published = (ROOT / "docs" / name).read_text(encoding="utf-8")
        assert json.loads(published) == gongwen.Document.model_json_schema(mode=mode)
