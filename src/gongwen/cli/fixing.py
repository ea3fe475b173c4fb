"""``gongwen fix``: a .docx put right where that is safe, anew or in place."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING

import click

from gongwen.cli.checking import names_in
from gongwen.cli.report import print_json, print_remark
from gongwen.cli.usage import ChineseCommand, ChineseOption
from gongwen.cli.writing import FORCE_HELP, STANDARD_STREAM, write, write_bytes
from gongwen.errors import Fault, InputError

if TYPE_CHECKING:
    from gongwen.fixing import Fixed

__all__ = ["fix"]

_FOUND = 1
_option = partial(click.option, cls=ChineseOption)


@click.command(cls=ChineseCommand)
@click.argument("source", metavar="文件.docx")
@_option("-o", "--output", metavar="输出.docx", required=True, help="写到哪里，不能是原来的文件；- 为标准输出")
@_option("--in-place", is_flag=True, help="就地改：只改毛病所在的字句和格式，别的一概照原样")
@_option("--tracked", is_flag=True, help="就地改，字句的改动写成修订，由人接受或拒绝")
@_option("--author", metavar="姓名", default="gongwen", help="修订的作者，缺省为 gongwen")
@_option("--profile", metavar="版面", help="重排用的版面：国标（缺省）、通行，或版面文件；照它排的不算毛病")
@_option("--unit", metavar="单位.yaml", help="单位文件，取其中的版面")
@_option("--names", "names_file", metavar="名称.txt", help="不许改动的名称，一行一个")
@_option("--force", is_flag=True, help=FORCE_HELP)
@_option("--json", "as_json", is_flag=True, help="以 JSON 报告改了什么、还剩什么")
def fix(  # noqa: PLR0913, PLR0917 - click hands over every option
    source: str,
    output: str,
    in_place: bool,
    tracked: bool,
    author: str,
    profile: str | None,
    unit: str | None,
    names_file: str | None,
    force: bool,
    as_json: bool,
) -> None:
    """改好一个 .docx：能放心改的都改，改了什么逐条列出，剩下的要人来改。

    缺省读成公文、照标准重排；--in-place 在原来的文件里改。两种改法都逐字核对，除了列出的改动，文字与原来不同就不写出。
    改完没有剩下的为 0，还有的为 1，改不成为 2。
    """
    from gongwen.api import fix as fix_one  # noqa: PLC0415 - each command loads what it uses

    if output == STANDARD_STREAM and as_json:
        raise InputError(Fault("wrong-arguments", "-o - 与 --json 都要写到标准输出", "两者取其一"))
    if os.path.isdir(output) or not output:
        raise InputError(Fault("wrong-arguments", "要写出一个文件", "写出文件名，如 改好.docx", file=output or "-o"))
    if os.path.exists(output) and os.path.exists(source) and os.path.samefile(source, output):
        message, cure = "输出和输入是同一个文件，写了就没有原来的了", "给输出另起一个名字，如 改好.docx"
        raise InputError(Fault("wrong-arguments", message, cure, file=output))
    fixed = fix_one(
        sys.stdin.buffer if source == STANDARD_STREAM else source,
        in_place=in_place,
        tracked=author if tracked else None,
        profile=profile,
        unit=unit,
        names=names_in(names_file),
    )
    if output == STANDARD_STREAM:
        write_bytes(fixed.content)
    else:
        write(output, fixed.content, force=force)
    if as_json:
        print_json({"output": output, **fixed.to_dict(), "file": source})
    else:
        _tell(fixed, output)
    if fixed.report.findings:
        raise click.exceptions.Exit(_FOUND)


def _tell(fixed: Fixed, output: str) -> None:
    for change in fixed.changes:
        print_remark(change)
    left = len(fixed.report.findings)
    if left:
        print(f"还有 {left} 处要人来改：", file=sys.stderr)
        for finding in fixed.report.findings:
            print(f"  {finding}", file=sys.stderr)
    if output != STANDARD_STREAM:
        print(f"已写入 {output}", file=sys.stderr)
