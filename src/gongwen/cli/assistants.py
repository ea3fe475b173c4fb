"""``gongwen mcp``: the desk as an MCP server over standard input and output, for assistants."""

from __future__ import annotations

from functools import partial

import click

from gongwen.cli.usage import ChineseCommand, ChineseOption
from gongwen.errors import Fault, InputError, packages_needed

__all__ = ["mcp"]

_option = partial(click.option, cls=ChineseOption)


@click.command(cls=ChineseCommand)
@_option(
    "--folder", "folders", metavar="文件夹", multiple=True, help="可以读写哪个文件夹里的文件；可多次，不写则只收发内容"
)
def mcp(folders: tuple[str, ...]) -> None:
    """在标准输入输出上作 MCP 服务，供智能助手调用：排版、导入、检查、文种、规则。"""
    from pathlib import Path  # noqa: PLC0415 - each command loads what it uses

    missing = next((folder for folder in folders if not Path(folder).is_dir()), None)
    if missing is not None:
        raise InputError(Fault("file-error", "没有这个文件夹", "检查路径", file=missing))
    with packages_needed():
        from gongwen.assistants import Folders, create_server  # noqa: PLC0415

    create_server(Folders(folders)).run("stdio")
