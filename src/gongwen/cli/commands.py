"""The commands: ``new``, ``render``, ``schema``, and those that have modules of their own."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from gongwen import __version__
from gongwen.cli.batch import batch
from gongwen.cli.checking import check, rules
from gongwen.cli.register import register
from gongwen.cli.report import print_json, print_remark
from gongwen.cli.settings import settings_of
from gongwen.cli.usage import ChineseGroup, ChineseOption
from gongwen.errors import Fault, InputError
from gongwen.files import write_whole
from gongwen.standard.profiles import NATIONAL

if TYPE_CHECKING:
    from gongwen.layout import Layout
    from gongwen.model import Document
    from gongwen.reading import LedgerEntry
    from gongwen.reading.unit import Unit
    from gongwen.standard.profiles import Profile

__all__ = ["commands"]

STANDARD_STREAM = "-"
_HOME = str(Path(__file__).parents[1])  # another package on the index installs a gongwen of its own
_HTML = (".html", ".htm")
_option = partial(click.option, cls=ChineseOption)


@click.group(
    cls=ChineseGroup,
    no_args_is_help=False,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(
    __version__, message=f"gongwen %(version)s（{_HOME.replace('%', '%%')}）", help="显示版本和程序所在"
)
@click.pass_context
def commands(context: click.Context) -> None:
    """按 GB/T 9704-2012 生成党政机关公文。

    先用 gongwen new 通知 得到一份可以直接排版的样稿，改好后用 gongwen render 生成 .docx。
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@commands.command()
@click.argument("kind", metavar="文种")
def new(kind: str) -> None:
    """打印一份填好的样稿，如 gongwen new 通知 > 通知.md；文种写“单位”时是单位文件的样例。"""
    from gongwen.specimens import specimen  # noqa: PLC0415 - each command loads what it uses

    _print_text(specimen(kind))


@commands.command()
@click.argument("source", metavar="源文件")
@_option(
    "-o",
    "--output",
    metavar="输出.docx",
    required=True,
    help="写到哪里（必填）；以 .html 结尾得到网页预览，- 为标准输出（.docx）",
)
@_option("--unit", "unit_file", metavar="单位.yaml", help="单位文件：代字、机关组、印章、版面等，见 gongwen new 单位")
@_option("--profile", metavar="版面", help="国标（缺省）、通行，或版面文件；先于单位文件里的版面")
@_option("--template", "template_file", metavar="模板.docx", help="自己的模板，见 gongwen template new")
@_option("--even", is_flag=True, help="版记排在双数页，需要时前面留一张空白页")
@_option("--preprinted", is_flag=True, help="套打：不印红头，位置照留，用于已印好红头的纸")
@_option("--draft", is_flag=True, help="草稿：缺要素、不合规定的也照样排出，问题逐条列出")
@_option("--set", "settings", metavar="键=值", multiple=True, help="改写或补写一个要素，可多次")
@_option("--json", "as_json", is_flag=True, help="以 JSON 报告")
def render(  # noqa: PLR0912, PLR0913, PLR0917 - click hands over every option; the desk will take them
    source: str,
    output: str,
    unit_file: str | None,
    profile: str | None,
    template_file: str | None,
    even: bool,
    preprinted: bool,
    draft: bool,
    settings: tuple[str, ...],
    as_json: bool,
) -> None:
    """把源文件排成 .docx，或网页预览（输出写 .html）；源文件写 - 时从标准输入读。"""
    from gongwen.layout import Printing, lay_out  # noqa: PLC0415 - each command loads what it uses
    from gongwen.reading import load_source  # noqa: PLC0415
    from gongwen.reading.profile import find_profile  # noqa: PLC0415
    from gongwen.reading.unit import Unit  # noqa: PLC0415
    from gongwen.rules import grave  # noqa: PLC0415
    from gongwen.standard.departures import departures  # noqa: PLC0415

    if output == STANDARD_STREAM and as_json:
        raise InputError(Fault("wrong-arguments", "-o - 与 --json 都要写到标准输出", "两者取其一"))
    if output != STANDARD_STREAM and (not output or output.endswith(("/", os.sep)) or Path(output).is_dir()):
        raise InputError(
            Fault("wrong-arguments", "这是文件夹，不是文件名", "写出输出文件的名字，如 通知.docx", file=output)
        )
    _spare((source, unit_file, template_file), output)
    unit = Unit.load(unit_file) if unit_file is not None else None
    chosen = find_profile(profile or NATIONAL.name) if profile or unit is None else unit.profile or NATIONAL
    overrides = settings_of(settings)
    parsed = load_source(_source(source), overrides=overrides, unit=unit)
    document = parsed.document
    if not draft and grave(parsed.findings):
        raise InputError(grave(parsed.findings))
    layout = lay_out(document, chosen, Printing(even, preprinted))
    if template_file is None:
        content, lacking = _content(document, layout, output, draft=draft), list[str]()
    else:
        other = even or preprinted or output.lower().endswith(_HTML)
        content, lacking = _by_template(template_file, document, chosen, other=other, draft=draft)
    if output == STANDARD_STREAM:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        write_whole(output, content)
    remarks = [*(str(entry) for entry in parsed.ledger if not _is_comment(entry)), *layout.remarks]
    remarks += lacking
    if unit:
        remarks += _remarks_on(unit, profile)
    found = departures(chosen)
    if as_json:
        told = [departure.to_dict() for departure in found]
        report: dict[str, Any] = {"output": output, "profile": chosen.name, "remarks": remarks, "departures": told}
        if unit:
            added = [entry for entry in parsed.ledger if entry.kind == "added"]
            filled = [{"field": entry.text, "value": entry.became, "from": entry.reason} for entry in added]
            report |= {"unit": unit.name, "filled": filled}
        print_json({**report, "findings": [fault.to_dict() for fault in parsed.findings], "faults": []})
        return
    for finding in parsed.findings:
        print_remark(str(finding))
    for remark in (*remarks, *(f"与标准不同：{departure}" for departure in found)):
        print_remark(remark)
    if output != STANDARD_STREAM:
        print(f"已写入 {output}", file=sys.stderr)


def _spare(inputs: Iterable[str | None], output: str) -> None:
    """What is written must not take the place of what is read."""
    for path in inputs:
        if path and os.path.exists(path) and os.path.exists(output) and os.path.samefile(path, output):
            message, cure = "输出和输入是同一个文件，写了就没有原来的了", "给输出另起一个名字，如 通知.docx"
            raise InputError(Fault("wrong-arguments", message, cure, file=output))


def _content(document: Document, layout: Layout, output: str, *, draft: bool) -> bytes:
    """What is written: a preview into .html or .htm, a .docx into anything else."""
    if output.lower().endswith(_HTML):
        from gongwen.preview import html_of  # noqa: PLC0415 - each command loads what it uses

        return html_of(document, layout).encode()
    from gongwen.write import writer  # noqa: PLC0415

    return writer(layout).write(document, layout, draft=draft)


@commands.command()
@click.argument(
    "name", metavar="[document|batch|check]", type=click.Choice(["document", "batch", "check"]), default="document"
)
def schema(name: str) -> None:
    """打印公文数据、批量报告或检查报告的 JSON Schema，供其他系统用。

    document（缺省）：公文数据，照它提交；batch：gongwen batch --json 的输出；
    check：gongwen check --format json 的输出。
    """
    from gongwen.batching.schema import batch_schema  # noqa: PLC0415 - each command loads what it uses
    from gongwen.checking.schema import check_schema  # noqa: PLC0415
    from gongwen.model import Document  # noqa: PLC0415

    described = {"document": Document.model_json_schema, "batch": batch_schema, "check": check_schema}[name]()
    _print_text(json.dumps(described, ensure_ascii=False, indent=2) + "\n")


commands.add_command(batch)
commands.add_command(check)
commands.add_command(rules)
commands.add_command(register)


def _by_template(
    template_file: str, document: Document, profile: Profile, *, other: bool, draft: bool
) -> tuple[bytes, list[str]]:
    """The document in a clerk's own template, and what of it the template does not show."""
    from gongwen.template import Template  # noqa: PLC0415 - docxtpl loads only for a template
    from gongwen.template.vocabulary import NOT_SHOWN  # noqa: PLC0415

    if other:
        message = "--template 不能与 --even、--preprinted 和网页预览同用"
        raise InputError(Fault("wrong-arguments", message, "版面由模板决定；去掉其中一个"))
    template = Template(template_file, profile=profile)
    return template.render(document, draft=draft), list(map(NOT_SHOWN.format, template.lacking(document)))


def _remarks_on(unit: Unit, profile: str | None) -> list[str]:
    """What reading the unit's file set right, and what of it the command line leaves aside."""
    remarks = list(unit.remarks)
    if profile and unit.profile is not None:
        remarks.append(f"版面用命令行写的“{profile}”，单位文件里的字体和版面没有用")
    return remarks


def _is_comment(entry: LedgerEntry) -> bool:
    """Whether a dropped piece is plainly a note to the reader: ``# 说明``, but not ``#1机组``."""
    return entry.kind == "dropped" and entry.text.startswith("# ")


def _source(source: str) -> Path | IO[bytes]:
    return sys.stdin.buffer if source == STANDARD_STREAM else Path(source)


def _print_text(text: str) -> None:
    """UTF-8 whatever the console's code page is, so that ``> 文件`` gives a file that render reads."""
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()
