"""The MCP server, asked by the SDK's own client: in memory, and once over standard input and output."""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

import gongwen
from gongwen.assistants import Folders, create_server
from gongwen.specimens import specimen_kinds
from tests.cli.running import environment_of_a_program
from tests.serving.running import MESSY

SOURCE = """---
文种: 计划
标题: 石桥镇2026年秋粮收购工作计划
成文日期: 2026-09-21
---
9月30日前入库1137.5吨，详见 http://sq.example.cn/ls。
"""


def ask(do: Callable[[Client], Awaitable[Any]], folders: Folders | None = None) -> Any:
    async def inside() -> Any:
        async with Client(create_server(folders)) as client:
            return await do(client)

    return anyio.run(inside)


def call(name: str, folders: Folders | None = None, **arguments: Any) -> Any:
    return ask(lambda client: client.call_tool(name, arguments), folders)


def data(answer: Any) -> Any:
    assert not answer.is_error, answer.content
    found = answer.structured_content
    return found["result"] if set(found) == {"result"} else found


def test_a_source_is_rendered_to_the_bytes_that_render_gives() -> None:
    made = data(call("render", text=SOURCE))
    assert base64.b64decode(made["base64"]) == gongwen.render(gongwen.load(SOURCE.encode()))
    assert made["title"] == "石桥镇2026年秋粮收购工作计划"


def test_a_messy_text_is_imported_and_rendered_and_the_file_is_checked() -> None:
    (found,) = data(call("import_text", text=MESSY))["documents"]
    made = data(call("render", text=found["source"]))
    assert data(call("check", base64=made["base64"]))["findings"] == []


def test_what_is_refused_is_told_with_every_fault_and_its_cure() -> None:
    answer = call("render", text=SOURCE.replace("2026-09-21", "2026-02-30").replace("文种: 计划", "文种: 计画"))
    assert answer.is_error
    said = answer.content[0].text
    assert "不是日历上的日期" in said
    assert said.count("处理：") == 2


def test_kinds_rules_and_resources_can_be_read() -> None:
    async def read(client: Client) -> tuple[list[str], str, str]:
        listed = await client.list_resources()
        specimen = await client.read_resource("gongwen://specimens/letter")
        rule = await client.read_resource("gongwen://rules/9704-7.2.5-c")
        return [str(one.uri) for one in listed.resources], specimen.contents[0].text, rule.contents[0].text  # type: ignore[union-attr]

    listed, specimen, rule = ask(read)
    assert len(listed) == len(specimen_kinds()) == len(data(call("kinds")))
    assert "文种: 函" in specimen
    assert json.loads(rule)[0]["code"] == "number-year"
    assert len(data(call("rules"))) > 100


@pytest.mark.parametrize("path", ["../旁边/密.md", "/etc/hostname", "链接.md", "旁边/../../旁边/密.md"])
def test_no_file_outside_the_folders_is_read_or_written(path: str, tmp_path: Path) -> None:
    (tmp_path / "里面").mkdir()
    (tmp_path / "旁边").mkdir()
    (tmp_path / "旁边/密.md").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "里面/链接.md").symlink_to(tmp_path / "旁边/密.md")
    for arguments in ({"path": path}, {"text": SOURCE, "output": path}):
        answer = call("render", Folders([tmp_path / "里面"]), **arguments)
        assert answer.is_error
        assert "不在可以用的文件夹里" in answer.content[0].text
    assert call("render", path="通知.md").is_error  # without folders, none at all


def test_a_file_in_the_folder_is_read_and_a_new_one_written_once(tmp_path: Path) -> None:
    (tmp_path / "计划.md").write_text(SOURCE, encoding="utf-8")
    within = Folders([tmp_path])
    assert data(call("render", within, path="计划.md", output="计划.docx"))["path"] == "计划.docx"
    assert gongwen.read(tmp_path / "计划.docx").document.title == "石桥镇2026年秋粮收购工作计划"
    assert "已有这个文件" in call("render", within, path="计划.md", output="计划.docx").content[0].text


def test_an_assistant_speaks_with_it_over_standard_input_and_output() -> None:
    async def talk() -> Any:
        command = StdioServerParameters(
            command=sys.executable, args=["-m", "gongwen", "mcp"], env=environment_of_a_program()
        )
        async with Client(stdio_client(command)) as client:
            tools = {tool.name for tool in (await client.list_tools()).tools}
            return tools, await client.call_tool("render", {"text": SOURCE, "to": "json"})

    tools, answer = anyio.run(talk)
    assert {"render", "import_text", "check", "kinds", "rules"} <= tools
    assert gongwen.load(data(answer)["text"].encode()) == gongwen.load(SOURCE.encode())
