"""Every snippet of docs/embedding.md runs as it stands."""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

import gongwen
from tests.support import markers

TEXT = (Path(__file__).parents[2] / "docs" / "embedding.md").read_text(encoding="utf-8")
NOTICE = {
    "kind": "通知",
    "issuers": "云岭县青山镇人民政府",
    "number": "青政发〔2026〕18号",
    "title": "关于做好春耕备耕工作的通知",
    "recipients": "各村民委员会",
    "body": ["如下。"],
    "date": "2026-11-24",
}


def _snippets(language: str) -> list[str]:
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```$", TEXT)


PYTHON = _snippets("python")


def _containing(word: str) -> str:
    (found,) = [snippet for snippet in PYTHON if word in snippet]
    return found


def test_every_language_of_a_snippet_is_tested() -> None:
    assert set(re.findall(r"(?m)^```(\w+)$", TEXT)) == {"python", "basic", "vb", "sh", "text"}


@pytest.mark.parametrize("snippet", [one for one in PYTHON if "FastAPI" not in one], ids=lambda one: one[:40])
def test_a_script_runs(snippet: str, tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(snippet, encoding="utf-8")
    done = subprocess.run([sys.executable, "script.py"], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b""), done.stderr.decode()


@pytest.fixture
def service() -> Iterator[Any]:
    """The web service of the document, asked without a network."""
    from fastapi.testclient import TestClient  # noqa: PLC0415 - heavy, and of this test alone

    names: dict[str, Any] = {"__name__": "service"}
    exec(compile(_containing("FastAPI"), "embedding.md", "exec"), names)
    with TestClient(names["app"]) as client:
        yield client


def test_the_service_gives_a_document_a_preview_and_the_schema(service: Any) -> None:
    made = service.post("/documents", json=NOTICE)
    assert (made.status_code, made.content) == (200, gongwen.render(gongwen.Document.read(NOTICE)))
    shown = service.post("/previews", json=NOTICE)
    assert shown.text == gongwen.to_html(gongwen.Document.read(NOTICE))
    assert service.get("/schema").json() == gongwen.Document.model_json_schema()


def test_the_service_refuses_with_every_fault(service: Any) -> None:
    refused = service.post("/documents", json={**NOTICE, "date": "2026-02-30", "kind": "通报文"})
    assert refused.status_code == 422
    faults = refused.json()["faults"]
    assert [fault["field"] for fault in faults] == ["文种", "成文日期"]
    assert [(fault["code"], fault["loc"]) for fault in faults] == [
        ("value-not-allowed", ["kind"]),
        ("wrong-value", ["date"]),
    ]
    assert "2026-02-30" in faults[1]["value"]


def test_the_service_refuses_what_is_no_json_and_no_document(service: Any) -> None:
    headers = {"Content-Type": "application/json"}
    for content, code in ((b"{'kind'", "not-json"), (b"[1]", "wrong-type"), (b'{"tilte": "x"}', "unknown-field")):
        refused = service.post("/documents", content=content, headers=headers)
        assert (refused.status_code, refused.json()["faults"][0]["code"]) == (422, code)


def test_the_service_refuses_what_a_binding_rule_forbids(service: Any) -> None:
    refused = service.post("/documents", json={**NOTICE, "date": None})
    assert [fault["code"] for fault in refused.json()["faults"]] == ["missing-date"]
    assert service.post("/drafts", json=NOTICE).json()["title"] == NOTICE["title"]


def test_the_service_describes_both_what_may_be_sent_and_what_comes_out(service: Any) -> None:
    described = service.get("/openapi.json").json()["components"]["schemas"]
    assert {"type": "string"} in described["Document-Input"]["properties"]["body"]["items"]["anyOf"]
    assert "anyOf" not in described["Document-Output"]["properties"]["body"]["items"]


def _program_named_gongwen(folder: Path) -> dict[str, str]:
    """An environment in which ``gongwen`` is on the path."""
    program = folder / "gongwen"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m gongwen "$@"\n')
    program.chmod(0o755)
    return {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


def _source(folder: Path) -> Path:
    path = folder / "通知.md"
    path.write_text("---\n文种: 计划\n标题: 春耕计划\n---\n四月底前完成整地。\n", encoding="utf-8")
    return path


_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">{}
</script:module>"""


def test_the_macro_of_libreoffice_makes_a_document(tmp_path: Path) -> None:
    markers.require("office")
    (macro,) = _snippets("basic")
    environment, source, target = _program_named_gongwen(tmp_path), _source(tmp_path), tmp_path / "通知.docx"
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program
    command = [program, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
    # A new profile gets an empty module first.
    subprocess.run([*command, "--terminate_after_init"], capture_output=True, check=True, timeout=120)
    call = f'{macro}\nSub Main\n    MakeDocument("{source}", "{target}")\nEnd Sub\n'
    module = tmp_path / "profile" / "user" / "basic" / "Standard" / "Module1.xba"
    assert module.exists()
    module.write_text(_MODULE.format(escape(call)), encoding="utf-8")
    subprocess.run(
        [*command, "macro:///Standard.Module1.Main"], env=environment, capture_output=True, check=True, timeout=120
    )
    assert gongwen.read(target).document.title == "春耕计划"


def test_the_command_of_the_vba_function_makes_a_document(tmp_path: Path) -> None:
    (function,) = _snippets("vb")
    (words,) = re.findall(r"shell\.Run\((.*), 0, True\)", function)
    source, target = _source(tmp_path), tmp_path / "通知.docx"
    # VBA's string: pieces joined by &, doubled quotation marks inside.
    values = {"sourceFile": str(source), "targetFile": str(target)}
    pieces = [values.get(piece.strip(), piece.strip()[1:-1].replace('""', '"')) for piece in words.split(" & ")]
    done = subprocess.run(shlex.split("".join(pieces)), env=_program_named_gongwen(tmp_path), check=False)
    assert done.returncode == 0
    assert gongwen.read(target).document.title == "春耕计划"


def test_the_pipe_makes_a_document(tmp_path: Path) -> None:
    (line,) = _snippets("sh")
    subprocess.run(["sh", "-c", line], cwd=tmp_path, env=_program_named_gongwen(tmp_path), check=True)
    assert gongwen.read(io.BytesIO((tmp_path / "通知.docx").read_bytes())).document.kind_name == "通知"
