"""The commands: ``new``, ``render``, ``schema``, and those that have modules of their own."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from gongwen import __version__
from gongwen.cli.batch import batch
from gongwen.cli.importing import import_texts
from gongwen.cli.register import register
from gongwen.cli.report import print_json, print_remark
from gongwen.cli.settings import settings_of
from gongwen.cli.usage import ChineseGroup, ChineseOption
from gongwen.errors import Fault, InputError
from gongwen.files import write_whole

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaMode

    from gongwen.desk import Prepared
    from gongwen.reading import LedgerEntry

__all__ = ["commands"]

STANDARD_STREAM = "-"
_HOME = str(Path(__file__).parents[1])  # another package on the index installs a gongwen of its own
_HTML = (".html", ".htm")
_BY_PAGE = "由版式写出"
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
@_option("--unit", metavar="单位.yaml", help="单位文件：代字、机关组、印章、版面等，见 gongwen new 单位")
@_option("--profile", metavar="版面", help="国标（缺省）、通行，或版面文件；先于单位文件里的版面")
@_option("--template", metavar="模板.docx", help="自己的模板，见 gongwen template new")
@_option("--even", is_flag=True, help="版记排在双数页，需要时前面留一张空白页")
@_option("--preprinted", is_flag=True, help="套打：不印红头，位置照留，用于已印好红头的纸")
@_option("--draft", is_flag=True, help="草稿：缺要素、不合规定的也照样排出，问题逐条列出")
@_option("--set", "settings", metavar="键=值", multiple=True, help="改写或补写一个要素，可多次")
@_option("--json", "as_json", is_flag=True, help="以 JSON 报告")
def render(source: str, output: str, settings: tuple[str, ...], as_json: bool, **how: Any) -> None:
    """把源文件排成 .docx，或网页预览（输出写 .html）；源文件写 - 时从标准输入读。

    源文件也可以是别人的 .docx：认成公文，照标准重新排版。
    """
    from gongwen.desk import prepare  # noqa: PLC0415 - each command loads what it uses
    from gongwen.reading.files import Folder  # noqa: PLC0415

    if output == STANDARD_STREAM and as_json:
        raise InputError(Fault("wrong-arguments", "-o - 与 --json 都要写到标准输出", "两者取其一"))
    if output != STANDARD_STREAM and (not output or output.endswith(("/", os.sep)) or Path(output).is_dir()):
        raise InputError(
            Fault("wrong-arguments", "这是文件夹，不是文件名", "写出输出文件的名字，如 通知.docx", file=output)
        )
    _spare((source, how["unit"], how["template"]), output)
    values = settings_of(settings)
    folder = os.curdir if source == STANDARD_STREAM else os.path.dirname(source)
    files = Folder(os.path.abspath(folder), typed=frozenset(values.values()))
    prepared = prepare(_source(source), settings=values, files=files, **how)
    content = prepared.html().encode() if output.lower().endswith(_HTML) else prepared.docx()
    remarks = [*_told(prepared.ledger), *prepared.remarks]
    if output == STANDARD_STREAM:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        write_whole(output, content)
    if as_json:
        print_json(_report(prepared, output, remarks))
        return
    departures = (f"与标准不同：{departure}" for departure in prepared.departures)
    for remark in (*map(str, prepared.findings), *remarks, *departures):
        print_remark(remark)
    if output != STANDARD_STREAM:
        print(f"已写入 {output}", file=sys.stderr)


def _report(prepared: Prepared, output: str, remarks: list[str]) -> dict[str, Any]:
    """What ``--json`` tells."""
    unit = prepared.unit
    added = [entry for entry in prepared.ledger if entry.kind == "added"]
    filled = [{"field": entry.text, "value": entry.became, "from": entry.reason} for entry in added]
    return {
        "output": output,
        "profile": prepared.profile.name,
        "remarks": remarks,
        "departures": [departure.to_dict() for departure in prepared.departures],
        **({"unit": unit.name, "filled": filled} if unit else {}),
        "findings": [fault.to_dict() for fault in prepared.findings],
        "faults": [],
    }


def _spare(inputs: Iterable[str | None], output: str) -> None:
    """What is written must not take the place of what is read."""
    for path in inputs:
        if path and os.path.exists(path) and os.path.exists(output) and os.path.samefile(path, output):
            message, cure = "输出和输入是同一个文件，写了就没有原来的了", "给输出另起一个名字，如 通知.docx"
            raise InputError(Fault("wrong-arguments", message, cure, file=output))


@commands.command()
@click.argument("name", metavar="[document|batch]", type=click.Choice(["document", "batch"]), default="document")
@click.option(
    "--mode",
    type=click.Choice(["validation", "serialization"]),
    default="validation",
    help="公文数据：validation（缺省）是可以提交的，serialization 是写出来的",
)
def schema(name: str, mode: JsonSchemaMode) -> None:
    """打印公文数据或批量报告的 JSON Schema，供其他系统用。

    document（缺省）：公文数据，照它提交，加 --mode serialization 照它读取；
    batch：gongwen batch --json 的输出，照它读取。
    """
    from gongwen.batching.schema import batch_schema  # noqa: PLC0415 - each command loads what it uses
    from gongwen.model import Document  # noqa: PLC0415

    described = Document.model_json_schema(mode=mode) if name == "document" else batch_schema()
    _print_text(json.dumps(described, ensure_ascii=False, indent=2) + "\n")


commands.add_command(batch)
commands.add_command(import_texts)
commands.add_command(register)


def _told(ledger: Iterable[LedgerEntry]) -> Iterator[str]:
    """What reading did, entry by entry; of a file of another hand, which has many of one sort, how often."""
    often: Counter[str] = Counter()
    for entry in ledger:
        if entry.column:
            often[entry.reason] += 1
        elif not _is_comment(entry):
            yield str(entry)
    yield from (f"读入时{reason}：{count} 处" for reason, count in often.most_common() if not reason.endswith(_BY_PAGE))


def _is_comment(entry: LedgerEntry) -> bool:
    """Whether a dropped piece is plainly a note to the reader: ``# 说明``, but not ``#1机组``."""
    return entry.kind == "dropped" and entry.text.startswith("# ")


def _source(source: str) -> Path | IO[bytes]:
    return sys.stdin.buffer if source == STANDARD_STREAM else Path(source)


def _print_text(text: str) -> None:
    """UTF-8 whatever the console's code page is, so that ``> 文件`` gives a file that render reads."""
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()
