"""docs/serve.md: its commands are asked of a server, its limits are those of the program."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
import pytest

import gongwen
from gongwen.cli.assistants import mcp
from gongwen.cli.commands import commands
from gongwen.cli.serving import serve
from gongwen.serving.limits import LIMITS, Limits
from gongwen.specimens import specimen

PAGE = Path(__file__).parents[2] / "docs" / "serve.md"
TEXT = PAGE.read_text(encoding="utf-8")
EXAMPLES = PAGE.parents[1] / "examples"


def _asked(client: Any, command: str) -> Any:
    """What curl would be told."""
    words = shlex.split(command)
    files: list[tuple[str, tuple[str, bytes]]] = []
    body = b""
    for option, value in pairwise(words):
        if option == "--data-binary":
            body = Path(value.removeprefix("@")).read_bytes()
        elif option == "-F":
            name, _, path = value.partition("=@")
            files.append((name, (path, Path(path).read_bytes())))
    (address,) = (word for word in words if word.startswith("http://127.0.0.1:8765"))
    return client.post(address, files=files) if files else client.post(address, content=body)


def test_the_commands_of_the_page_are_answered(client: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("通知.md").write_text(specimen("通知"), encoding="utf-8")
    shutil.copy(EXAMPLES / "pictures" / "seal.png", "印章.png")
    Path("青山镇.yaml").write_text(
        "单位: 云岭县青山镇人民政府\n印章:\n  云岭县青山镇人民政府: 印章.png\n", encoding="utf-8"
    )
    Path("来文.docx").write_bytes(gongwen.render(gongwen.load(EXAMPLES / "notice.md")))
    commands_ = re.findall(r"(?m)^curl .*$", TEXT)
    answers = [_asked(client, command) for command in commands_]
    assert [answer.status_code for answer in answers] == [200, 200, 200], [answer.text for answer in answers]
    plain, of_unit, checked = answers
    assert plain.content == gongwen.render(gongwen.load("通知.md"))
    assert gongwen.read(of_unit.content).document.seals[0].data == Path("印章.png").read_bytes()
    assert checked.json()["findings"] == []


def test_the_addresses_and_the_limits_of_the_page_are_those_of_the_program(client: Any) -> None:
    described = client.get("/api/openapi.json").json()["paths"]
    for path in re.findall(r"`(?:GET|POST) (/[a-z/]+)[`?]", TEXT):
        assert f"/api/v1{path}" in described or path == "/schema/document", path
    told = dict(re.findall(r"\| `([a-z]+)` \| ([^|]+?) (?=\|)", TEXT))
    assert set(told) == set(LIMITS)
    for name, value in Limits()._asdict().items():
        figure = f"{value // 2**20}" if name in ("body", "held") else f"{value:g}"
        assert re.search(rf"(?<!\d){figure}(?!\d)", told[name]), name


def test_the_options_of_the_page_are_those_of_the_commands() -> None:
    known = {option for command in (serve, mcp) for one in command.params for option in one.opts}
    assert set(re.findall(r"--[a-z-]+(?=[ `）])", re.sub(r"--data-binary", "", TEXT))) <= known
    (settings,) = (json.loads(text) for text in re.findall(r"(?s)```json\n(.*?)```", TEXT))
    assert settings["mcpServers"]["gongwen"]["args"][0] in commands.list_commands(click.Context(commands))
