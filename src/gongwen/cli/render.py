"""``gongwen render``: sources become documents, previews or data, as the ending of the output says."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

import click

from gongwen.cli.report import print_json, print_remark
from gongwen.cli.settings import settings_of
from gongwen.cli.usage import ChineseCommand, ChineseOption
from gongwen.cli.writing import (
    FORCE_HELP,
    STANDARD_STREAM,
    endings_of,
    format_of,
    may_write,
    names_folder,
    write_bytes,
)
from gongwen.errors import Fault, GongwenError, InputError
from gongwen.files import write_whole

if TYPE_CHECKING:
    from gongwen.desk import Prepared
    from gongwen.reading import LedgerEntry

__all__ = ["render"]

_IN_OUR_FONTS = frozenset(("pdf", "ofd", "png"))
"""The formats for which the fonts of this machine are used."""
_option = partial(click.option, cls=ChineseOption)


class _Made(NamedTuple):
    """A source that was made into the bytes of an output, and what is to be told of it."""

    source: str
    output: str
    prepared: Prepared
    files: list[tuple[str, bytes]]
    remarks: list[str]


@click.command(cls=ChineseCommand)
@click.argument("sources", metavar="源文件…", nargs=-1, required=True)
@_option(
    "-o",
    "--output",
    metavar="输出",
    help="写到哪里，后缀定写什么：.docx、.pdf、.ofd、.png（页面图片）、.html（网页预览）、.md（源文件）、.json（公文数据）；"
    "也可写文件夹，- 为标准输出（.docx）；缺省与源文件同名，后缀 .docx",
)
@_option("--as", "forms", metavar="格式…", help="几种格式一次写出，如 --as docx,pdf,ofd；名字照 -o，各用各的后缀")
@_option("--unit", metavar="单位.yaml", help="单位文件：代字、机关组、印章、版面等，见 gongwen new 单位")
@_option("--profile", metavar="版面", help="国标（缺省）、通行，或版面文件；先于单位文件里的版面")
@_option("--template", metavar="模板.docx", help="自己的模板，见 gongwen template new")
@_option("--even", is_flag=True, help="版记排在双数页，需要时前面留一张空白页")
@_option("--preprinted", is_flag=True, help="套打：不印红头，位置照留，用于已印好红头的纸")
@_option("--draft", is_flag=True, help="草稿：缺要素、不合规定的也照样排出，问题逐条列出")
@_option("--set", "settings", metavar="键=值", multiple=True, help="改写或补写一个要素，可多次")
@_option("--force", is_flag=True, help=FORCE_HELP)
@_option("-q", "--quiet", is_flag=True, help="只说毛病")
@_option("-v", "--verbose", is_flag=True, help="连源文件里的注释也逐条列出")
@_option("--json", "as_json", is_flag=True, help="以 JSON 报告")
def render(sources: tuple[str, ...], output: str | None, settings: tuple[str, ...], **options: Any) -> None:
    """把源文件排成 .docx、PDF、OFD、网页预览或公文数据；源文件写 - 时从标准输入读，几份源文件一次排。

    源文件也可以是别人的 .docx：认成公文，照标准重新排版。
    """
    as_json, force, quiet, verbose = (options.pop(name) for name in ("as_json", "force", "quiet", "verbose"))
    endings = endings_of(options.pop("forms"))
    outputs = _outputs(sources, output)
    if STANDARD_STREAM in outputs and endings:
        raise InputError(Fault("wrong-arguments", "几种格式不能都写到标准输出", "-o 写文件名或文件夹"))
    if STANDARD_STREAM in outputs and as_json:
        raise InputError(Fault("wrong-arguments", "-o - 与 --json 都要写到标准输出", "两者取其一"))
    for source, target in zip(sources, outputs, strict=True):
        for path in _targets(target, endings):
            _spare((source, options["unit"], options["template"]), path)
            format_of(path)
    made = list(_made(sources, outputs, endings, settings_of(settings), options, verbose=verbose))
    if outputs == [STANDARD_STREAM]:
        write_bytes(made[0].files[0][1])
    else:
        _write(made, output, force=force)
    if as_json:
        reports = [_report(one) for one in made]
        print_json(reports[0] if len(made) == 1 else {"files": reports, "faults": []})
    elif not quiet:
        for one in made:
            _tell(one, alone=len(made) == 1)


def _outputs(sources: tuple[str, ...], output: str | None) -> list[str]:
    """Where each source goes. Raises :class:`~gongwen.InputError` for what cannot be written, or would collide."""
    if output is None:
        outputs = [_named_after(source, os.path.dirname(source)) for source in sources]
    elif not output:
        raise InputError(Fault("wrong-arguments", "没有写输出的文件名", "写出输出文件的名字，如 通知.docx", file="-o"))
    elif output != STANDARD_STREAM and (names_folder(output) or (len(sources) > 1 and not Path(output).suffix)):
        outputs = [_named_after(source, output, streamed=False) for source in sources]
    elif len(sources) > 1:
        message = f"有 {len(sources)} 份源文件，不能写成一个文件"
        raise InputError(Fault("wrong-arguments", message, "-o 写文件夹的名字，如 -o 公文", file=output))
    else:
        outputs = [output]
    for index, target in enumerate(outputs):
        if os.path.normpath(target) in map(os.path.normpath, outputs[:index]):
            cure = "分开排，各写 -o；或给源文件改名"
            raise InputError(Fault("wrong-arguments", "两份源文件会写成同一个文件", cure, file=target))
    return outputs


def _named_after(source: str, folder: str, *, streamed: bool = True) -> str:
    """The output of a source that has no name of its own."""
    if source != STANDARD_STREAM:
        return os.path.join(folder, f"{Path(source).stem}.docx")
    if streamed:
        return STANDARD_STREAM
    cure = "写出输出文件的名字，如 通知.docx"
    raise InputError(Fault("wrong-arguments", "这是文件夹，不是文件名；标准输入没有名字", cure, file=folder))


def _made(
    sources: Iterable[str],
    outputs: Iterable[str],
    endings: tuple[str, ...],
    values: dict[str, str],
    options: dict[str, Any],
    *,
    verbose: bool,
) -> Iterator[_Made]:
    """Every source made. Raises :class:`~gongwen.GongwenError` with the faults of them all; nothing is written then."""
    from gongwen.desk import prepare  # noqa: PLC0415 - each command loads what it uses
    from gongwen.reading.files import Folder  # noqa: PLC0415

    faults: list[Fault] = []
    error: GongwenError | None = None
    for source, output in zip(sources, outputs, strict=True):
        folder = os.curdir if source == STANDARD_STREAM else os.path.dirname(source)
        files = Folder(os.path.abspath(folder), typed=frozenset(values.values()))
        try:
            prepared = prepare(_opened(source), settings=values, files=files, **options)
            written = [file for target in _targets(output, endings) for file in _files(prepared, target)]
            told = [*_told(prepared.ledger, verbose=verbose), *prepared.remarks]
            if any(format_of(target) in _IN_OUR_FONTS for target in _targets(output, endings)):
                told += prepared.font_remarks()
            one = _Made(source, output, prepared, written, told)
        except GongwenError as found:
            error = error or found
            faults += found.faults
            continue
        if not faults:
            yield one
    if error is not None:
        raise error if len(faults) == len(error.faults) else InputError(faults)


def _targets(output: str, endings: tuple[str, ...]) -> list[str]:
    """What is written of one source: the output itself, or one of its name for every format that was asked for."""
    return [os.path.splitext(output)[0] + ending for ending in endings] or [output]


def _files(prepared: Prepared, target: str) -> Iterator[tuple[str, bytes]]:
    """The files of a target: one, or of pictures one for each page."""
    form = format_of(target)
    if form != "png":
        yield target, _content(prepared, form)
        return
    from gongwen.pdf.pages import pages_as_png  # noqa: PLC0415 - each format loads what it uses

    pictures = pages_as_png(prepared.pdf())
    stem, ending = os.path.splitext(target)
    for number, picture in enumerate(pictures, start=1):
        yield (f"{stem}-{number}{ending}" if len(pictures) > 1 else target), picture


def _content(prepared: Prepared, form: str) -> bytes:
    from gongwen.desk.outputs import OUTPUTS  # noqa: PLC0415 - each command loads what it uses

    return OUTPUTS[form].make(prepared)


def _write(made: list[_Made], output: str | None, *, force: bool) -> None:
    files = [file for one in made for file in one.files]
    wanted = may_write(files, force=force)
    if (output is not None and len(made) > 1) or (output is not None and output.endswith(("/", os.sep))):
        os.makedirs(output, exist_ok=True)
    for (path, content), is_wanted in zip(files, wanted, strict=True):
        if is_wanted:
            write_whole(path, content)


def _tell(one: _Made, *, alone: bool) -> None:
    departures = (f"与标准不同：{departure}" for departure in one.prepared.departures)
    lead = "" if alone else f"{one.source} "
    findings = (str(found) if found.file or alone else f"{lead}{found}" for found in one.prepared.findings)
    for remark in (*findings, *(f"{lead}{remark}" for remark in (*one.remarks, *departures))):
        print_remark(remark)
    if one.output != STANDARD_STREAM:
        print(f"已写入 {'、'.join(path for path, _ in one.files)}", file=sys.stderr)


def _report(one: _Made) -> dict[str, Any]:
    """What ``--json`` tells."""
    prepared, unit = one.prepared, one.prepared.unit
    added = [entry for entry in prepared.ledger if entry.kind == "added"]
    filled = [{"field": entry.text, "value": entry.became, "from": entry.reason} for entry in added]
    return {
        "output": one.files[0][0],
        **({"outputs": [path for path, _ in one.files]} if len(one.files) > 1 else {}),
        "profile": prepared.profile.name,
        "remarks": one.remarks,
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


def _told(ledger: Iterable[LedgerEntry], *, verbose: bool) -> Iterator[str]:
    """What reading did, entry by entry; of a file of another hand, which has many of one sort, how often."""
    often: Counter[str] = Counter()
    for entry in ledger:
        if entry.column and not verbose:
            often[entry.reason] += not entry.is_said_by_the_page
        elif verbose or not entry.is_comment:
            yield str(entry)
    yield from (f"读入时{reason}：{count} 处" for reason, count in often.most_common() if count)


def _opened(source: str) -> Path | IO[bytes]:
    return sys.stdin.buffer if source == STANDARD_STREAM else Path(source)
