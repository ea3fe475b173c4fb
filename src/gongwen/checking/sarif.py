"""A report as SARIF 2.1.0, which code hosts and editors show beside the file."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from gongwen.checking.report import Finding, Report
from gongwen.checking.rulebook import rulebook
from gongwen.standard.grades import Grade

__all__ = ["sarif"]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Grade.MUST.value: "error", Grade.USUAL.value: "warning", Grade.ADVISED.value: "note"}


def sarif(reports: Iterable[Report], version: str) -> dict[str, Any]:
    """The reports as one run. A .docx has no lines: places are paragraphs, and fingerprints outlive a paragraph that
    is put in above."""
    results = [result for report in reports for result in _results(report)]
    used = {result["ruleId"] for result in results}
    rules = {entry.id: entry for entry in rulebook()}
    described = [
        {"id": id_, "name": rules[id_].name, "shortDescription": {"text": rules[id_].name}}
        if id_ in rules
        else {"id": id_}
        for id_ in sorted(used)
    ]
    driver = {"name": "gongwen", "version": version, "rules": described}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}


def _results(report: Report) -> Iterable[dict[str, Any]]:
    seen: Counter[str] = Counter()
    for finding in report.findings:
        key = _key(finding)
        seen[key] += 1
        print_ = hashlib.sha256(f"{key}\0{seen[key]}".encode()).hexdigest()[:32]
        yield {
            "ruleId": finding.rule,
            "level": _LEVELS.get(finding.severity, "note"),
            "message": {"text": str(finding)},
            "locations": [_location(report, finding)],
            "partialFingerprints": {"gongwen/v1": print_},
        }


def _key(finding: Finding) -> str:
    return "\0".join((finding.rule, finding.place.part, finding.place.element or "", finding.text, finding.found))


def _location(report: Report, finding: Finding) -> dict[str, Any]:
    place = finding.place
    name = str(place) or place.part
    logical = {"name": name, "fullyQualifiedName": f"{place.part}#{place.paragraph or 0}", "kind": "element"}
    made: dict[str, Any] = {"logicalLocations": [logical]}
    if report.file is not None:
        made["physicalLocation"] = {"artifactLocation": {"uri": quote(report.file.replace("\\", "/"))}}
    return made
