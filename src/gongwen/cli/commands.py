"""The commands: ``new`` and ``schema``, and the table of those that have modules of their own."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from functools import partial
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from gongwen import __version__
from gongwen.cli.usage import ChineseGroup, ChineseOption
from gongwen.cli.writing import FORCE_HELP, STANDARD_STREAM, names_folder, write
from gongwen.errors import Fault, InputError

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaMode

__all__ = ["commands"]

_HOME = str(Path(__file__).parents[1])  # another package on the index installs a gongwen of its own
_option = partial(click.option, cls=ChineseOption)
_HOMES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "batch": ("batch", "batch"),
        "check": ("checking", "check"),
        "fix": ("fixing", "fix"),
        "fonts": ("fonts", "fonts"),
        "import": ("importing", "import_texts"),
        "mcp": ("assistants", "mcp"),
        "register": ("register", "register"),
        "render": ("render", "render"),
        "rules": ("checking", "rules"),
        "serve": ("serving", "serve"),
        "template": ("template", "template"),
    }
)
"""The module of a command in this room, and what the command is called there."""
_IN_ORDER = ("new", "render", "schema", *(name for name in _HOMES if name != "render"))


class _Commands(ChineseGroup):
    """The commands, in the order of the first help page; one loads when it is called or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_IN_ORDER)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in _HOMES and cmd_name not in self.commands:
            module, name = _HOMES[cmd_name]
            self.add_command(getattr(import_module(f"gongwen.cli.{module}"), name), cmd_name)
        return super().get_command(ctx, cmd_name)


@click.group(
    cls=_Commands,
    no_args_is_help=False,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(
    __version__,
    "-V",
    "--version",
    message=f"gongwen %(version)s（{_HOME.replace('%', '%%')}）",
    help="显示版本和程序所在",
)
@click.pass_context
def commands(context: click.Context) -> None:
    """按 GB/T 9704-2012 生成党政机关公文。

    先用 gongwen new 通知 -o 通知.md 得到一份可以直接排版的样稿，改好后用 gongwen render 通知.md 生成 .docx。
    各命令的说明：gongwen render --help。已有的文件内容不同时，终端上先问，否则要写 --force；只读的文件总不动。
    按 Tab 补全命令：在 bash 里运行 eval "$(_GONGWEN_COMPLETE=bash_source gongwen)"。
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@commands.command()
@click.argument("kind", metavar="文种", required=False)
@_option("-o", "--output", metavar="通知.md", help="写成文件；缺省打印出来")
@_option("--force", is_flag=True, help=FORCE_HELP)
@_option("--fields", is_flag=True, help="打印词汇表：源文件开头可以写哪些项目，别的叫法写在哪里")
def new(kind: str | None, output: str | None, force: bool, fields: bool) -> None:
    """打印一份填好的样稿，如 gongwen new 通知 -o 通知.md；文种写“单位”时是单位文件的样例。"""
    from gongwen.reading.naming import field_list  # noqa: PLC0415 - each command loads what it uses
    from gongwen.specimens import specimen  # noqa: PLC0415

    if kind is None and not fields:
        cure = "写出文种，如 gongwen new 通知；要看各项的名称，写 gongwen new --fields"
        raise InputError(Fault("missing-argument", "缺少 文种", cure))
    text = field_list() if fields or kind is None else specimen(kind)
    if output in (None, STANDARD_STREAM):
        _print_text(text)
        return
    if names_folder(output):
        cure = "写出样稿文件的名字，如 通知.md"
        raise InputError(Fault("wrong-arguments", "这是文件夹，不是文件名", cure, file=output))
    written = write(output, text.encode(), force=force)
    print(f"{'已写入' if written else '原样未动'} {output}", file=sys.stderr)


@commands.command()
@click.argument(
    "name", metavar="[document|batch|check]", type=click.Choice(["document", "batch", "check"]), default="document"
)
@click.option(
    "--mode",
    type=click.Choice(["validation", "serialization"]),
    default="validation",
    help="公文数据：validation（缺省）是可以提交的，serialization 是写出来的",
)
def schema(name: str, mode: JsonSchemaMode) -> None:
    """打印公文数据、批量报告或检查报告的 JSON Schema，供其他系统用。

    document（缺省）：公文数据，照它提交，加 --mode serialization 照它读取；
    batch：gongwen batch --json 的输出；check：gongwen check --format json 的输出。
    """
    from gongwen.batching.schema import batch_schema  # noqa: PLC0415 - each command loads what it uses
    from gongwen.checking.schema import check_schema  # noqa: PLC0415
    from gongwen.model import Document  # noqa: PLC0415

    if name == "document":
        described = Document.model_json_schema(mode=mode)
    else:
        described = batch_schema() if name == "batch" else check_schema()
    _print_text(json.dumps(described, ensure_ascii=False, indent=2) + "\n")


def _print_text(text: str) -> None:
    """UTF-8 whatever the console's code page is, so that ``> 文件`` gives a file that render reads."""
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()
