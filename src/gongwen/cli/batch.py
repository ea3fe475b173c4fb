"""``gongwen batch``: a table and a source become many documents."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gongwen.cli.interrupts import INTERRUPTED, finish_what_is_begun, leave_at_once
from gongwen.cli.progress import watching
from gongwen.cli.report import print_faults, print_json, print_remark
from gongwen.cli.settings import settings_of
from gongwen.cli.usage import ChineseCommand, ChineseOption
from gongwen.cli.writing import endings_of
from gongwen.errors import Fault, GongwenError, InputError

if TYPE_CHECKING:
    from gongwen.batching import BatchReport, Progress
    from gongwen.batching.report import Watch

__all__ = ["batch"]

FINDINGS = 1
_STOPPED = Fault("interrupted", "已停止，手上的几份没有做完", "同一条命令加 --resume 接着做")
_SHOWN_FAULTS = 40
_option = partial(click.option, cls=ChineseOption)


@click.command(cls=ChineseCommand)
@click.argument("rows", metavar="表.xlsx|.csv|.json")
@_option("--source", metavar="源文件", help="带 {{ 列名 }} 的源文件")
@_option("--template", metavar="模板.docx", help="自己的 .docx 模板，见 gongwen template")
@_option("-o", "--output", metavar="文件夹", required=True, help="公文写到哪个文件夹（必填）")
@_option(
    "--name",
    metavar="样式",
    help="文件名，如 “{发文字号} {村名}.docx”；可用列名、发文字号、标题、主送机关、成文日期、行号",
)
@_option("--sheet", metavar="工作表", help="用哪张工作表；缺省为第一张")
@_option("--details", metavar="工作表|文件", help="明细表：每份公文自己的表格行，源文件里叫“明细”")
@_option("--details-key", metavar="列名", help="两张表靠哪一列对上；缺省为共有的一列")
@_option("--group", metavar="列名", help="这一列相同的行并成一份，各行是它的明细，如 --group 村名")
@_option("--hidden", is_flag=True, help="隐藏的行也要")
@_option("--key", metavar="列名", help="靠哪一列认行（重做时同一行仍用原来的字号）；缺省自动找")
@_option("--register", "register", metavar="登记簿.db", help="发文登记簿：没有顺序号的字号从这里编")
@_option("--unit", metavar="单位.yaml", help="单位文件，同 render")
@_option("--profile", metavar="版面", help="国标（缺省）、通行，或版面文件")
@_option("--even", is_flag=True, help="版记排在双数页")
@_option("--preprinted", is_flag=True, help="套打：不印红头，位置照留")
@_option("--set", "settings", metavar="键=值", multiple=True, help="每份都改写或补写的要素，可多次")
@_option(
    "--copies",
    "archived_copies",
    type=click.IntRange(0, 999),
    metavar="存档份数",
    help="印数按主送、抄送各一份加存档份数计算",
)
@_option("--pages", is_flag=True, help="数出各份的页数，写进清单（另费些时间）")
@_option("--jobs", type=click.IntRange(1, 256), metavar="进程数", help="用几个进程；缺省为处理器核数")
@_option("--dry-run", is_flag=True, help="只检查，不写公文，不编号")
@_option("--skip-bad", is_flag=True, help="有毛病的行跳过并列出，其余照做")
@_option("--resume", is_flag=True, help="接着做上次没做完的")
@_option("--force", is_flag=True, help="覆盖已有而内容不同的文件；只读的总不动")
@_option("--zip", "archive", metavar="全部.zip", help="另打一个压缩包")
@_option("--merge", "merged", metavar="打印.pdf", help="另合成一个 .docx 或 .pdf 供打印，每份从单数页起")
@_option("--as", "forms", metavar="格式…", help="写成什么，如 --as pdf,docx,ofd；缺省 docx")
@_option("--check", "then_check", is_flag=True, help="写出以后，把文件夹里的公文逐份检查一遍")
@_option("--json", "as_json", is_flag=True, help="以 JSON 报告")
def batch(
    rows: str,
    source: str | None,
    template: str | None,
    output: str,
    then_check: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """一张表加一份源文件，每行一份公文：先查全部毛病，再编号、写出、列清单。"""
    with leave_at_once():
        from gongwen.batching import batch as run  # noqa: PLC0415 - each command loads what it uses
        from gongwen.batching.workers import usable_cores  # noqa: PLC0415

    if source is None and template is None:
        cure = "写 --source 源文件，或 --template 模板.docx，或两样都写"
        raise InputError(Fault("wrong-arguments", "不知道照什么做", cure))
    options |= {"settings": settings_of(options["settings"]), "jobs": options["jobs"] or usable_cores()}
    forms = endings_of(options.pop("forms"))
    options |= {"forms": [ending[1:] for ending in forms]} if forms else {}
    details = options.get("details")
    options["details"] = Path(details) if details and Path(details).is_file() else details
    options["template"] = template and Path(template)
    told: list[str] = []
    with watching(shown=not as_json) as watch, finish_what_is_begun() as stopped:
        telling = watch and _telling(watch, told)
        try:
            report = run(_rows(rows), source and Path(source), output, progress=telling, stopped=stopped, **options)
        except GongwenError as error:
            _tell_faults(error, as_json=as_json)
            refused = any(fault.row is not None for fault in error.faults)
            raise click.exceptions.Exit(FINDINGS if refused else 2) from None
        except KeyboardInterrupt:
            print_faults([_STOPPED], as_json=as_json)
            raise click.exceptions.Exit(INTERRUPTED) from None
    _tell(report, as_json=as_json, dry_run=options["dry_run"], told=told)
    if report.interrupted:
        raise click.exceptions.Exit(INTERRUPTED)
    found = then_check and not options["dry_run"] and _found(report, options, as_json=as_json)
    if report.faults or found:
        raise click.exceptions.Exit(FINDINGS)


def _found(report: BatchReport, options: dict[str, Any], *, as_json: bool) -> bool:
    """Check what stands in the folder, and tell what was found, on standard error: whether anything was."""
    from gongwen.api import check as check_one  # noqa: PLC0415
    from gongwen.cli.check_runs import checked  # noqa: PLC0415

    beside = {os.path.realpath(path) for path in report.outputs.values()}
    made = sorted(str(path) for path in report.folder.rglob("*.docx") if os.path.realpath(path) not in beside)
    asked = partial(check_one, profile=options["profile"], unit=options["unit"])
    found = 0
    for source, outcome in checked(made, asked, quiet=as_json):
        told = outcome.faults if isinstance(outcome, GongwenError) else outcome.findings
        found += len(told)
        for one in told:
            print(f"{source}：{one}", file=sys.stderr)
    print(f"检查了 {len(made)} 份，" + (f"查出 {found} 处" if found else "没有查出不合规定的地方"), file=sys.stderr)
    return bool(found)


def _rows(rows: str) -> Any:
    return sys.stdin.buffer if rows == "-" else Path(rows)


def _telling(watch: Watch, told: list[str]) -> Watch:
    """Also prints what is worth knowing as soon as it is known, before the first document is written."""

    def both(progress: Progress) -> None:
        watch(progress)
        for remark in progress.remarks:
            print_remark(remark)
            told.append(remark)

    return both


# ---------------------------------------------------------------------------------- what came of it


def _tell_faults(error: GongwenError, *, as_json: bool) -> None:
    from gongwen.batching.report import RefusedRowsError  # noqa: PLC0415

    if as_json:
        print_json({"faults": [fault.to_dict() for fault in error.faults]})
        return
    print_faults(error.faults, as_json=False, most=_SHOWN_FAULTS)
    if isinstance(error, RefusedRowsError) and error.marked and any(fault.row for fault in error.faults):
        print_remark(f"一份公文也没有写。毛病标在 {error.marked}；加 --skip-bad 可先做没有毛病的行")


def _tell(report: BatchReport, *, as_json: bool, dry_run: bool, told: Sequence[str]) -> None:
    if as_json:
        print_json(report.to_dict())
        return
    for remark in report.remarks:
        if remark not in told:
            print_remark(remark)
    if report.faults:
        print_faults(report.faults, as_json=False, most=_SHOWN_FAULTS)
    for one in report.preview:
        print_remark(f"第{one.row}行 → {one.name}　{one.number}　{one.title}")
    counts = [("写出", report.written), ("原样未动", report.unchanged), ("有毛病未做", report.refused)]
    counts.append(("可以做" if dry_run else "还没做", report.left))
    counted = "，".join(f"{name} {count} 份" for name, count in counts if count)
    print(f"共 {report.rows} 行：{counted}", file=sys.stderr)
    if report.pages is not None:
        print(f"各份共 {report.pages} 页，双面各印一份要 {report.sheets} 张纸", file=sys.stderr)
    for name, path in report.outputs.items():
        print(f"{name}：{path}", file=sys.stderr)
    if report.interrupted:
        print("已中断。接着做：同一条命令加 --resume", file=sys.stderr)
