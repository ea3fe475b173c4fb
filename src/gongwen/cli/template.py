"""``gongwen template``: a clerk's own template begun and checked."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

import click

from gongwen.choosing import choose_profile
from gongwen.cli.report import print_json, print_remark
from gongwen.cli.usage import ChineseGroup, ChineseOption
from gongwen.cli.writing import FORCE_HELP, STANDARD_STREAM, names_folder, write, write_bytes
from gongwen.errors import Fault, InputError

if TYPE_CHECKING:
    from gongwen.template import Finding

__all__ = ["template"]

_FINDINGS = 1
_option = partial(click.option, cls=ChineseOption)


@click.group(cls=ChineseGroup, no_args_is_help=False, invoke_without_command=True)
@click.pass_context
def template(context: click.Context) -> None:
    """自己的红头模板：生成一份可改的 .docx，或检查改好的。"""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@template.command()
@click.argument("kind", metavar="文种")
@_option("-o", "--output", metavar="模板.docx", required=True, help="写到哪里（必填）；- 为标准输出")
@_option("--profile", metavar="版面", help="国标（缺省）、通行，或版面文件")
@_option("--force", is_flag=True, help=FORCE_HELP)
def new(kind: str, output: str, profile: str | None, force: bool) -> None:
    """生成一份文种的模板，用 Word 或 WPS 改字体和标志，如 gongwen template new 通知 -o 我的模板.docx。"""
    from gongwen.template import make_template, shipped_template  # noqa: PLC0415 - each command loads what it uses

    content = shipped_template(kind) if profile is None else make_template(kind, choose_profile(profile))
    if output == STANDARD_STREAM:
        write_bytes(content)
        return
    if not output or names_folder(output):
        cure = "写出模板文件的名字，如 我的模板.docx"
        raise InputError(Fault("wrong-arguments", "这是文件夹，不是文件名", cure, file=output))
    # A template that was restyled by hand is hours of work.
    written = write(output, content, force=force)
    print(f"{'已写入' if written else '原样未动'} {output}", file=sys.stderr)


@template.command()
@click.argument("source", metavar="模板.docx")
@_option("--kind", metavar="文种", help="按这个文种查缺少的要素")
@_option("--with", "further", metavar="名称", multiple=True, help="数据还会给出的名称，可多次")
@_option("--json", "as_json", is_flag=True, help="以 JSON 报告")
@click.pass_context
def check(context: click.Context, source: str, kind: str | None, further: tuple[str, ...], as_json: bool) -> None:
    """检查模板：写错的名称、没写完的标签、缺少的要素、宏。有错退出码为 1，不能当模板用为 2。"""
    from gongwen.template import check_template  # noqa: PLC0415 - each command loads what it uses

    content = sys.stdin.buffer.read() if source == STANDARD_STREAM else source
    findings = check_template(content, kind, further)
    serious = [finding for finding in findings if finding.serious]
    if as_json:
        print_json({"template": source, "usable": not serious, "findings": [found.to_dict() for found in findings]})
    else:
        _print(findings)
    if serious:
        context.exit(_FINDINGS)


def _print(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        if finding.serious:
            print(f"✗ {finding.fault}", file=sys.stderr)
        else:
            print_remark(str(finding.fault))
    serious = sum(finding.serious for finding in findings)
    print(f"有 {serious} 处要改" if serious else "模板可以用", file=sys.stderr)
