"""What ``gongwen batch --json`` prints is what ``gongwen schema batch`` says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped,unused-ignore]
import pytest

from gongwen.batching.schema import batch_schema
from tests.batching.batches import villages, villages_csv, write_source
from tests.cli.running import as_program

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a table of five villages and their notice."""
    villages_csv(tmp_path / "各村.csv", villages(5))
    write_source(tmp_path)
    return tmp_path


def _run(folder: Path, *further: str, code: int = 0) -> dict[str, Any]:
    said = as_program("batch", "各村.csv", "--source", "防火通知.md", "-o", "公文", "--json", *further, folder=folder)
    assert said.code == code, said.err
    report: dict[str, Any] = json.loads(said.out)
    return report


def _valid(report: dict[str, Any], shape: str) -> dict[str, Any]:
    """The report, which is of this shape and so not of the other."""
    schema = batch_schema()
    jsonschema.validate(report, schema)
    checker = jsonschema.Draft202012Validator({"$defs": schema["$defs"], "$ref": f"#/$defs/{shape}"})
    assert [error.message for error in checker.iter_errors(report)] == []
    return report


def test_the_report_of_a_batch_is_of_the_shape(folder: Path) -> None:
    options = ("--register", "发文.db", "--zip", "全部.zip", "--merge", "全部.docx")
    report = _valid(_run(folder, *options), "ReportData")
    assert (report["rows"], report["written"], report["key"]) == (5, 5, "村名")
    assert list(report["outputs"]) == ["清单", "清单（表格）", "压缩包", "合并打印"]


def test_the_report_of_a_dry_run_is_of_the_shape(folder: Path) -> None:
    report = _valid(_run(folder, "--register", "发文.db", "--dry-run"), "ReportData")
    assert report["left"] == 5
    assert report["preview"][4] == {
        "row": 6,
        "name": "青政发〔2026〕5号 上坝5村.docx",
        "number": "青政发〔2026〕5号",
        "title": "云岭县青山镇人民政府关于做好上坝5村森林防火工作的通知",
    }


def test_the_report_of_what_was_skipped_is_of_the_shape(folder: Path) -> None:
    rows = villages(5)
    rows[1]["面积"] = rows[3]["期限"] = None
    villages_csv(folder / "各村.csv", rows)
    report = _valid(_run(folder, "--skip-bad", code=1), "ReportData")
    assert (report["written"], report["refused"]) == (3, 2)
    assert [(fault["row"], fault["column"]) for fault in report["faults"]] == [(3, "面积"), (5, "期限")]


def test_what_is_refused_is_of_the_shape(folder: Path) -> None:
    rows = villages(5)
    rows[1]["面积"] = None
    villages_csv(folder / "各村.csv", rows)
    assert [fault["row"] for fault in _valid(_run(folder, code=1), "RefusedData")["faults"]] == [3]
    assert len(_valid(_run(folder, "--key", "编号", code=2), "RefusedData")["faults"]) == 1
    assert len(_valid(_run(folder, "--keyy", "编号", code=2), "RefusedData")["faults"]) == 1


def test_what_is_not_of_the_shape_is_found(folder: Path) -> None:
    report = _run(folder)
    wrong_ones: list[dict[str, Any]] = [
        {**report, "rows": -1},
        {**report, "rowz": 5},
        {**report, "faults": [{"code": "x"}]},
        {"faults": []},
        {name: value for name, value in report.items() if name != "left"},
    ]
    for wrong in wrong_ones:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, batch_schema())


def test_the_published_schema_is_the_one_that_is_printed(folder: Path) -> None:
    published = (ROOT / "docs" / "batch.schema.json").read_text(encoding="utf-8")
    assert as_program("schema", "batch", folder=folder).text == published
    jsonschema.Draft202012Validator.check_schema(json.loads(published))
