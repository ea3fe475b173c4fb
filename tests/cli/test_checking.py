"""``gongwen check`` and ``gongwen rules``: files and folders in, findings out, an exit code that says which."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

import gongwen
from gongwen.checking.schema import check_schema
from gongwen.ooxml.facts import Facts
from gongwen.specimens import specimen
from tests.checking.by_hand import content_of, notice, only
from tests.cli.running import Run, as_program

ROOT = Path(__file__).parents[2]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A notice that keeps the rules."""
    path = tmp_path / "来文" / "供水通知.docx"
    path.parent.mkdir()
    path.write_bytes(gongwen.render(gongwen.load(specimen("通知").encode())))
    return path


@pytest.fixture
def bad(good: Path) -> Path:
    """A notice whose number and body break two of them."""
    document = notice()
    number, body = only(document, "青政发").runs[0], only(document, "为保障").runs[0]
    number.text = number.text.replace("〔2026〕", "[2026]")
    body.text = body.text.replace("安全，", "安全,")
    path = good.with_name("手工通知.docx")
    path.write_bytes(content_of(document))
    return path


def test_a_good_file_is_said_to_be_good(good: Path, run: Run) -> None:
    said = run("check", str(good))
    assert (said.code, said.err) == (0, "")
    assert "没有查出" in said.text


def test_findings_name_place_words_clause_and_cure(bad: Path, run: Run) -> None:
    said = run("check", str(bad))
    assert (said.code, said.err) == (1, "")
    assert "手工通知.docx：2 处" in said.text
    assert "第5段（发文字号）" in said.text
    assert "[必须 9704-7.2.5-c]" in said.text
    assert "改为全角标点" in said.text


def test_a_folder_is_checked_whole_and_word_s_own_notes_are_passed_over(bad: Path, run: Run) -> None:
    (bad.parent / "~$手工通知.docx").write_bytes(b"\x00")
    (bad.parent / "说明.txt").write_text("不查", encoding="utf-8")
    said = run("check", str(bad.parent))
    assert said.code == 1
    assert "共 2 个文件，查出 2 处" in said.text


def test_json_is_as_the_published_schema_says(bad: Path, run: Run) -> None:
    broken = bad.with_name("坏.docx")
    broken.write_bytes(b"PK\x03\x04")
    said = run("check", str(bad.parent), "--format", "json")
    assert said.code == 2
    report = json.loads(said.out)
    jsonschema.validate(report, check_schema())
    files = {Path(entry["file"]).name: entry for entry in report["files"]}
    assert files["坏.docx"]["faults"][0]["message"]
    assert files["供水通知.docx"]["findings"] == []
    first = files["手工通知.docx"]["findings"][0]
    assert first["rule"] == "9704-7.2.5-c"
    assert first["text"] == "青政发[2026]"
    assert (first["found"], first["required"], first["fix"]) == ("青政发[2026]", "青政发〔2026〕", "safe")
    assert first["place"] == {"part": "word/document.xml", "paragraph": 5, "element": "发文字号"}
    assert "ERR-FWZH-01" in first["also"]


def test_the_published_schema_is_the_one_that_is_printed(run: Run) -> None:
    said = run("schema", "check")
    assert said.text == (ROOT / "docs" / "check.schema.json").read_text(encoding="utf-8")
    jsonschema.Draft202012Validator.check_schema(json.loads(said.out))


def test_sarif_names_rules_places_and_fingerprints_that_stay(bad: Path, run: Run) -> None:
    said = run("check", str(bad), "--format", "sarif")
    assert said.code == 1
    log = json.loads(said.out)
    assert log["version"] == "2.1.0"
    (made,) = log["runs"]
    assert {rule["id"] for rule in made["tool"]["driver"]["rules"]} == {"9704-7.2.5-c", "GW-BD-01"}
    result = made["results"][0]
    assert (result["ruleId"], result["level"]) == ("9704-7.2.5-c", "error")
    assert result["locations"][0]["logicalLocations"][0]["name"] == "第5段（发文字号）"
    before = [one["partialFingerprints"] for one in made["results"]]
    document = notice()
    only(document, "青政发").insert_paragraph_before("")
    for paragraph in document.paragraphs:
        for part in paragraph.runs:
            part.text = part.text.replace("青政发〔2026〕", "青政发[2026]").replace("群众饮水安全，", "群众饮水安全,")
    bad.write_bytes(content_of(document))
    again = json.loads(run("check", str(bad), "--format", "sarif").out)
    assert before[0] in [one["partialFingerprints"] for one in again["runs"][0]["results"]]


@pytest.mark.parametrize(
    ("arguments", "code", "found"),
    [
        (["--select", "9704-7.2"], 1, ["9704-7.2.5-c"]),
        (["--select", "ERR-FWZH-01"], 1, ["9704-7.2.5-c"]),
        (["--select", "TL-9.12"], 0, []),
        (["--ignore", "9704-7.2.5"], 1, ["GW-BD-01"]),
        (["--ignore", "9704-,GW-"], 0, []),
        (["--severity", "必须"], 1, ["9704-7.2.5-c"]),
        (["--severity", "一般"], 1, ["9704-7.2.5-c", "GW-BD-01"]),
    ],
)
def test_rules_are_chosen_by_id_and_severity(
    arguments: list[str], code: int, found: list[str], bad: Path, run: Run
) -> None:
    said = run("check", str(bad), "--format", "json", *arguments)
    assert said.code == code
    assert [finding["rule"] for finding in json.loads(said.out)["files"][0]["findings"]] == found


def test_names_of_the_unit_s_own_list_are_left_alone(bad: Path, run: Run, tmp_path: Path) -> None:
    names = tmp_path / "名称.txt"
    names.write_text("饮水安全,经镇党委\n", encoding="utf-8")
    said = run("check", str(bad), "--names", str(names), "--format", "json")
    assert [one["rule"] for one in json.loads(said.out)["files"][0]["findings"]] == ["9704-7.2.5-c"]


def test_a_unit_s_own_page_is_told_apart(good: Path, run: Run, tmp_path: Path) -> None:
    unit = tmp_path / "单位.yaml"
    unit.write_text("单位: 云岭县青山镇人民政府\n版面: {行距: 25}\n", encoding="utf-8")
    document = gongwen.load(specimen("通知").encode())
    good.write_bytes(gongwen.render(document, unit=unit))
    said = run("check", str(good), "--unit", str(unit))
    assert said.code == 0
    assert "单位自己的做法" in said.text


def test_the_annotated_copy_has_the_findings_as_comments(bad: Path, run: Run, tmp_path: Path) -> None:
    before, copy = bad.read_bytes(), tmp_path / "批注.docx"
    said = run("check", str(bad), "--annotate", str(copy))
    assert said.code == 1
    assert bad.read_bytes() == before
    assert [note.text.splitlines()[-1] for note in Facts.of(copy.read_bytes()).comments.values()] == [
        "必须 9704-7.2.5-c",
        "一般 GW-BD-01",
    ]


@pytest.mark.parametrize("target", ["手工通知.docx", ""])
def test_the_annotated_copy_takes_no_other_file_s_place(target: str, bad: Path, run: Run) -> None:
    before = bad.read_bytes()
    said = run("check", str(bad), "--annotate", str(bad.parent / target))
    assert (said.code, said.out) == (2, b"")
    assert "另起一个文件名" in said.err
    assert bad.read_bytes() == before


def test_only_one_file_is_annotated(bad: Path, good: Path, run: Run, tmp_path: Path) -> None:
    said = run("check", str(bad), str(good), "--annotate", str(tmp_path / "批注.docx"))
    assert (said.code, list(tmp_path.glob("*.docx"))) == (2, [])


def test_a_file_through_a_pipe() -> None:
    said = as_program("check", "-", stdin=gongwen.render(gongwen.load(specimen("通知").encode())))
    assert (said.code, said.err) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check"], "缺少"),
        (["check", "没有.docx"], "没有.docx"),
        (["check", "空"], "没有 .docx"),
        (["check", "空", "--select", "9704-77"], "没有这条规则"),
        (["check", "空", "--severity", "重要"], "没有这种强度"),
        (["check", "空", "--names", "没有.txt"], "没有.txt"),
        (["rules", "9704-77"], "没有这条规则"),
    ],
)
def test_what_is_unusable_is_refused_in_chinese(
    arguments: list[str], words: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "空").mkdir()
    said = run(*arguments)
    assert said.code == 2
    assert words in said.err


def test_rules_are_listed_and_explained(run: Run) -> None:
    listed = run("rules")
    assert listed.code == 0
    assert len(listed.text.splitlines()) > 120
    said = run("rules", "9704-7.2.5-c").text
    assert "不对：国办发[2012]14号" in said
    assert "对：国办发〔2012〕14号" in said
    told = json.loads(run("rules", "TL-9.6", "--json").out)["rules"]
    assert [rule["code"] for rule in told] == ["missing-signers"]


def test_the_pages_of_the_rules_are_in_the_contents() -> None:
    contents = yaml.safe_dump(yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), yaml.BaseLoader))
    assert all(f"rules/{page.name}" in contents for page in (ROOT / "docs" / "rules").glob("*.md"))


def test_a_page_with_the_findings_beside_the_document_is_written(bad: Path, run: Run) -> None:
    page = bad.with_name("报告.html")
    assert run("check", str(bad), "--report", str(page)).code == 1
    assert "手工通知.docx" in page.read_text(encoding="utf-8")
    assert run("check", "-", "--report", str(page), stdin=bad.read_bytes()).code == 2


def test_without_an_office_suite_to_draw_with_that_is_said_by_name(
    bad: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(bad.parent))
    said = run("check", str(bad), "--render")
    assert said.code == 2
    assert "LibreOffice" in said.err


def test_many_files_are_checked_by_several_processes_in_their_order(bad: Path, good: Path, tmp_path: Path) -> None:
    folder = tmp_path / "一批公文"
    folder.mkdir()
    for at in range(70):
        (folder / f"{at:03}.docx").write_bytes((bad if at % 10 == 0 else good).read_bytes())
    (folder / "065.docx").write_bytes(b"PK")
    said = as_program("check", str(folder), "--format", "json")
    assert said.code == 2
    files = json.loads(said.text)["files"]
    assert [Path(one["file"]).name for one in files if one["findings"]] == [f"{at:03}.docx" for at in range(0, 70, 10)]
    assert [Path(one["file"]).name for one in files if "faults" in one] == ["065.docx"]
