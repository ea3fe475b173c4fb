"""``gongwen check`` and ``gongwen rules``: what is wrong with files, and what the rules are."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import click

from gongwen import __version__
from gongwen.cli.check_runs import checked
from gongwen.cli.report import print_faults, print_json
from gongwen.cli.usage import ChineseCommand, ChineseOption
from gongwen.errors import DocumentError, Fault, GongwenError, InputError, MissingPackageError, system_fault
from gongwen.files import write_whole
from gongwen.standard.grades import Grade

if TYPE_CHECKING:
    from gongwen.checking import Report
    from gongwen.checking.rulebook import Entry

__all__ = ["check", "names_in", "rules"]

_STANDARD_STREAM = "-"
_FOUND, _UNUSABLE = 1, 2
_LOCK = "~$"
"""Word's own note beside a file that is open."""
_option = partial(click.option, cls=ChineseOption)
_Refused: TypeAlias = tuple[str, tuple[Fault, ...]]


@click.command(cls=ChineseCommand)
@click.argument("sources", metavar="文件或文件夹…", nargs=-1, required=True)
@_option("--format", "form", metavar="text|json|sarif", type=click.Choice(["text", "json", "sarif"]), default="text",
         help="怎样报告：文字（缺省）、JSON 或 SARIF")  # fmt: skip
@_option("--select", metavar="编号", multiple=True, help="只查这些规则，如 9704-7.2；可多次，或用逗号隔开")
@_option("--ignore", metavar="编号", multiple=True, help="不查这些规则；可多次，或用逗号隔开")
@_option("--severity", metavar="强度", help="只要这一强度以上的：必须、一般、推荐、实务（缺省，全要）")
@_option("--profile", metavar="版面", help="本单位的版面：国标、通行，或版面文件；照它排而与标准不同的另列")
@_option("--unit", "unit_file", metavar="单位.yaml", help="单位文件，取其中的版面")
@_option("--names", "names_file", metavar="名称.txt", help="不许挑毛病的名称，一行一个")
@_option("--annotate", metavar="输出.docx", help="另写一份副本，毛病都在批注里；只能查一个文件")
@_option("--report", "page", metavar="报告.html", help="另写一份网页报告：左边是页面，右边是毛病")
@_option("--render", is_flag=True, help="用本机的 LibreOffice 排成版面再量：行数、标志、红线、版记、页码、署名")
@_option("--png", metavar="文件夹", help="同 --render，另把有毛病的各面画成图片，毛病框出来")
def check(  # noqa: PLR0913, PLR0917 - click hands over every option
    sources: tuple[str, ...],
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    severity: str | None,
    profile: str | None,
    unit_file: str | None,
    names_file: str | None,
    annotate: str | None,
    page: str | None,
    render: bool,
    png: str | None,
) -> None:
    """检查 .docx 合不合规定：哪里、哪一条、怎么改。文件夹里的 .docx 都查；- 从标准输入读。

    没有查出为 0，查出了为 1，有查不成的文件为 2。
    """
    from gongwen.api import check as check_one  # noqa: PLC0415 - each command loads what it uses
    from gongwen.reading.unit import Unit  # noqa: PLC0415

    known = [grade.value for grade in Grade]
    if severity is not None and severity not in known:
        raise InputError(Fault("wrong-arguments", "没有这种强度", "写 必须、一般、推荐 或 实务", value=severity))
    asked = partial(
        check_one,
        profile=profile,
        unit=Unit.load(unit_file) if unit_file is not None else None,
        select=_listed(select),
        ignore=_listed(ignore),
        severity=severity,
        names=names_in(names_file),
    )
    if annotate is not None and (len(sources) != 1 or sources[0] == _STANDARD_STREAM or os.path.isdir(sources[0])):
        raise InputError(Fault("wrong-arguments", "--annotate 只能用于一个文件", "写出一个 .docx 的路径"))
    reports: list[Report] = []
    refused: list[_Refused] = []
    for source, made in checked(list(_files(sources)), asked, quiet=form != "text"):
        if isinstance(made, GongwenError):
            refused.append((source, made.faults))
        else:
            reports.append(made)
    if render or png is not None:
        reports, undrawn = _drawn(reports, png)
        refused += undrawn
    if annotate is not None and reports:
        _annotate(reports[0], annotate)
    if page is not None:
        _write_page(reports, page)
    _print(form, reports, refused)
    if refused:
        raise click.exceptions.Exit(_UNUSABLE)
    if any(report.findings for report in reports):
        raise click.exceptions.Exit(_FOUND)


def _drawn(reports: Sequence[Report], png: str | None) -> tuple[list[Report], list[_Refused]]:
    """The reports with what the drawn pages show; pictures of them, where they are asked for."""
    from gongwen.measuring import measured, pictures  # noqa: PLC0415
    from gongwen.measuring.drawn import no_office  # noqa: PLC0415
    from gongwen.office import office_program  # noqa: PLC0415
    from gongwen.ooxml.opened import package_bytes  # noqa: PLC0415

    if office_program() is None:
        raise DocumentError(no_office())
    made: list[Report] = []
    refused: list[_Refused] = []
    for report in reports:
        source = report.file or ""
        if source == _STANDARD_STREAM:
            raise InputError(Fault("wrong-arguments", "标准输入只读得一次，没有页面可排", "写出文件的路径"))
        try:
            one = measured(package_bytes(source)[0], report)
        except MissingPackageError:
            raise
        except GongwenError as error:
            refused.append((source, error.faults))
            continue
        made.append(one.report)
        if png is not None:
            os.makedirs(png, exist_ok=True)
            for name, picture in pictures(one):
                write_whole(os.path.join(png, f"{Path(source).stem}-{name}"), picture)
    return made, refused


def _write_page(reports: Sequence[Report], target: str) -> None:
    """The report with the pages of the files beside it."""
    from gongwen.ooxml.opened import package_bytes  # noqa: PLC0415
    from gongwen.reporting import Checked, html_report  # noqa: PLC0415 - pages are laid out for it alone

    if any(report.file == _STANDARD_STREAM for report in reports):
        raise InputError(Fault("wrong-arguments", "标准输入只读得一次，没有页面可排", "写出文件的路径"))
    known = [Checked(report, package_bytes(report.file or "")[0]) for report in reports]
    write_whole(target, html_report(known).encode())


def _annotate(report: Report, target: str) -> None:
    """The copy with comments; the file that was checked is not written over."""
    from gongwen.checking.annotating import annotated  # noqa: PLC0415
    from gongwen.ooxml.opened import package_bytes  # noqa: PLC0415 - lxml loads only when a .docx is read

    source = report.file or ""
    if not target or os.path.isdir(target) or (os.path.exists(target) and os.path.samefile(source, target)):
        raise InputError(Fault("wrong-arguments", "副本不能写到这里", "另起一个文件名，如 批注.docx", file=target))
    write_whole(target, annotated(package_bytes(source)[0], report.findings))


def _files(sources: Iterable[str]) -> Iterator[str]:
    """The files named, and those of folders named, by their names."""
    for source in sources:
        if source != _STANDARD_STREAM and os.path.isdir(source):
            inside = sorted(
                path
                for path in Path(source).rglob("*")
                if path.suffix.lower() == ".docx" and not path.name.startswith(_LOCK) and path.is_file()
            )
            if not inside:
                raise InputError(Fault("file-error", "文件夹里没有 .docx", "核对路径", file=source))
            yield from map(str, inside)
        else:
            yield source


def _listed(ids: Iterable[str]) -> tuple[str, ...]:
    from gongwen.checking.report import is_under  # noqa: PLC0415
    from gongwen.checking.rulebook import rulebook  # noqa: PLC0415

    wanted = tuple(id_.strip() for one in ids for id_ in one.replace("，", ",").split(",") if id_.strip())
    known = {id_ for entry in rulebook() for id_ in (entry.id, *entry.also)}
    for id_ in wanted:
        if not any(is_under(one, id_) for one in known):
            raise InputError(Fault("unknown-rule", "没有这条规则", "看 gongwen rules 列出的编号", value=id_))
    return wanted


def names_in(path: str | None) -> tuple[str, ...]:
    """The names in a file, a line each. Raises :class:`~gongwen.InputError` for one that cannot be read."""
    if path is None:
        return ()
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(system_fault(error, path)) from None
    except UnicodeDecodeError:
        raise InputError(Fault("wrong-encoding", "名称文件不是 UTF-8 编码", "另存为 UTF-8", file=path)) from None
    return tuple(line.strip() for line in text.splitlines() if line.strip())


# ------------------------------------------------------------------ what is printed


def _print(form: str, reports: list[Report], refused: list[_Refused]) -> None:
    if form == "sarif":
        from gongwen.checking.sarif import sarif  # noqa: PLC0415

        print_json(sarif(reports, __version__))
    elif form == "json":
        print_json(_as_json(reports, refused))
        return
    else:
        for report in reports:
            _print_text(report)
        if len(reports) > 1:
            found = sum(len(report.findings) for report in reports)
            print(f"共 {len(reports)} 个文件，查出 {found} 处。")
    for source, faults in refused:
        print_faults([fault.at(file=source) for fault in faults], as_json=False)


def _as_json(reports: list[Report], refused: list[_Refused]) -> dict[str, Any]:
    from gongwen.checking.report import REPORT_VERSION  # noqa: PLC0415

    files = [report.to_dict() for report in reports]
    for source, faults in refused:
        told = [{"code": fault.code, "message": fault.message, "cure": fault.cure} for fault in faults]
        files.append({"file": source, "official": False, "findings": [], "departures": [], "faults": told})
    return {"version": REPORT_VERSION, "files": files}


def _print_text(report: Report) -> None:
    if not report.official:
        print(f"{report.file}：不像公文，只查了各种文字都要守的规则。")
    if not report.findings:
        print(f"{report.file}：没有查出不合规定的地方。")
    else:
        print(f"{report.file}：{len(report.findings)} 处")
        for finding in report.findings:
            print(f"  {finding}")
    for departure in report.departures:
        print(f"  单位自己的做法：{departure}")


# ------------------------------------------------------------------ gongwen rules


@click.command(cls=ChineseCommand)
@click.argument("id_", metavar="[编号]", required=False)
@_option("--json", "as_json", is_flag=True, help="以 JSON 列出")
def rules(id_: str | None, as_json: bool) -> None:
    """列出检查的规则；写编号的解释那一条，如 gongwen rules 9704-7.2.5-c。"""
    from gongwen.checking.rulebook import explained, rulebook  # noqa: PLC0415 - each command loads what it uses

    entries = rulebook() if id_ is None else explained(id_)
    if not entries:
        raise InputError(Fault("unknown-rule", "没有这条规则", "看 gongwen rules 列出的编号", value=id_))
    if as_json:
        print_json({"rules": [entry.to_dict() for entry in entries]})
    elif id_ is None:
        for entry in entries:
            print(f"{entry.id}\t{entry.severity}\t{entry.name}")
    else:
        print("\n\n".join(map(_explained, entries)))


def _explained(entry: Entry) -> str:
    lines = [f"{entry.id} {entry.name}", f"  强度：{entry.severity}　依据：{entry.clause}　查：{entry.asks}"]
    if entry.reads:
        lines.append(f"  看哪些要素：{'、'.join(entry.reads)}")
    if entry.also:
        lines.append(f"  同一件事的其他条目：{'、'.join(entry.also)}")
    lines += [f"  不对：{words}" for words in entry.wrong]
    lines += [f"  对：{words}" for words in entry.right]
    return "\n".join(lines)
