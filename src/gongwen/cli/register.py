"""``gongwen register``: the issuing-number register shown, asked, corrected, printed and read in."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from gongwen.cli.report import print_json, print_remark
from gongwen.cli.usage import ChineseGroup, ChineseOption
from gongwen.errors import Fault, InputError

if TYPE_CHECKING:
    from gongwen.model import IssuingNumber
    from gongwen.register import Entry, Gap, State

__all__ = ["register"]

FINDINGS = 1
_SEVERAL = re.compile(
    r"(?P<before>(?:.*[〕）)\]】]\s*)?第?\s*)(?P<first>\d+)号?(?:至|[-－—~～])第?(?P<last>\d+)号?", re.ASCII
)
_MOST_AT_ONCE = 1000
_option = partial(click.option, cls=ChineseOption)
_code_option = _option("--code", metavar="代字", help="只要这个代字的，如 云政发")
_year_option = _option("--year", type=click.IntRange(1949, 2999), metavar="年份", help="只要这一年的")
_json_option = _option("--json", "as_json", is_flag=True, help="以 JSON 报告")


@click.group(cls=ChineseGroup)
@click.argument("path", metavar="登记簿")
@click.pass_context
def register(context: click.Context, path: str) -> None:
    """发文登记簿：看登记、看下一个号、作废、导出、导入，如 gongwen register 发文.db list。

    登记簿由批量编号或导入旧登记表时新建。
    """
    context.obj = path


@register.command("list")
@_code_option
@_year_option
@_option("--state", metavar="状态", help="只要这种状态的：已编号、已发、作废")
@_json_option
@click.pass_context
def list_(context: click.Context, code: str | None, year: int | None, state: str | None, as_json: bool) -> None:
    """列出登记的公文，说明各种状态有多少、缺哪些号；有缺号时以 1 退出。"""
    from gongwen.register import Register  # noqa: PLC0415 - each command loads what it uses

    wanted = _state(state)
    with Register(context.obj, create=False) as opened:
        entries = list(opened.entries(code=code, year=year, state=wanted))
        gaps = [gap for gap in opened.gaps() if code in (None, gap.code) and year in (None, gap.year)]
    gaps = [] if wanted else gaps
    if as_json:
        print_json(_as_data(context.obj, entries, gaps))
    else:
        _print_table(entries)
        _print_summary(entries, gaps)
    if gaps:
        context.exit(FINDINGS)


@register.command("next")
@click.argument("code", metavar="代字")
@_option("--year", type=click.IntRange(1949, 2999), metavar="年份", help="哪一年的；缺省为今年")
@_json_option
@click.pass_obj
def next_(path: str, code: str, year: int | None, as_json: bool) -> None:
    """显示下一个号，如 next 云政发；只看，不占号。"""
    from gongwen.model import IssuingNumber  # noqa: PLC0415
    from gongwen.register import Register  # noqa: PLC0415 - each command loads what it uses
    from gongwen.register.values import series_of  # noqa: PLC0415

    this_year = year or datetime.now().astimezone().year
    asked = IssuingNumber.parse(code if re.search(r"\d{4}", code) else f"{code.strip()}〔{this_year}〕号")
    with Register(path, create=False) as opened:
        number = asked.evolve(sequence=opened.next(*series_of(asked)))
    if as_json:
        print_json({"register": path, "next": str(number), **number.model_dump(), "faults": []})
        return
    print(number)
    if number.sequence == 1:
        print_remark(f"登记簿里还没有{asked.code}〔{asked.year}〕的号；代字写错了，或旧登记表还没有导入？")


@register.command()
@click.argument("number", metavar="发文字号")
@_option("--reason", metavar="原因", required=True, help="为什么作废（必填），如“印错，改发9号”")
@_json_option
@click.pass_obj
def void(path: str, number: str, reason: str, as_json: bool) -> None:
    """作废一个号或一段号，如 void 云政发〔2026〕8号 --reason 印错；作废的号不再使用，缺的号也可这样说明。"""
    from gongwen.register import Register  # noqa: PLC0415 - each command loads what it uses

    numbers = _full_numbers(number)
    with Register(path, create=False) as opened:
        opened.void_all(numbers, reason, when=datetime.now().astimezone().date())
    told = str(numbers[0]) if len(numbers) == 1 else number.strip()
    if as_json:
        print_json({"register": path, "void": told, "reason": reason.strip(), "faults": []})
    else:
        count = f"，{len(numbers)} 个号" if len(numbers) > 1 else ""
        print(f"已作废 {told}{count}：{reason.strip()}", file=sys.stderr)


@register.command()
@click.argument("output", metavar="输出")
@_code_option
@_year_option
@_option("--state", metavar="状态", help="只要这种状态的：已编号、已发、作废")
@_option("--force", is_flag=True, help="已有这个文件时覆盖")
@_json_option
@click.pass_obj
def export(
    path: str, output: str, code: str | None, year: int | None, state: str | None, force: bool, as_json: bool
) -> None:
    """导出发文登记表，按文件名的后缀为 .xlsx（一年一张表，可直接打印）或 .csv。"""
    from gongwen.register import Register, export_table  # noqa: PLC0415 - each command loads what it uses

    with Register(path, create=False) as opened:
        count = export_table(opened, output, code=code, year=year, state=_state(state), force=force)
    if as_json:
        print_json({"register": path, "output": output, "entries": count, "faults": []})
    else:
        print(f"已写入 {output}：{count} 个号", file=sys.stderr)


@register.command("import")
@click.argument("table", metavar="登记表")
@_json_option
@click.pass_obj
def import_(path: str, table: str, as_json: bool) -> None:
    """导入已有的发文登记表（.xlsx 或 .csv），以后接着编号；登记簿还没有时新建。"""
    from gongwen.register import Register, check_table, import_table, read_table  # noqa: PLC0415 - as above

    rows = read_table(table)
    if not os.path.exists(path):
        check_table(rows)  # a table that is refused leaves no empty register behind
    with Register(path) as opened:
        imported = import_table(opened, rows)
        last = {(e.number.code, e.number.year or 0): e.number for e in opened.entries()}
        following = [number.evolve(sequence=opened.next(*series)) for series, number in last.items()]
        gaps = opened.gaps()
    if as_json:
        numbers = [str(number) for number in following]
        print_json({"register": path, **imported._asdict(), "next": numbers, "gaps": _gap_data(gaps), "faults": []})
        return
    if imported.left_out:
        print_remark(f"登记簿不记这些列，没有导入：{'、'.join(imported.left_out)}")
    if imported.blank:
        print_remark(f"{imported.blank} 行只有号码，没有内容，没有导入")
    if imported.doubtful:
        doubtful = "、".join(imported.doubtful)
        print_remark(f"标题或备注提到“作废”，按已发登记：{doubtful}；确已作废的，用 void 作废")
    for gap in gaps:
        print_remark(_gap_words(gap))
    gone = f"，表里有 {imported.void} 个作废" if imported.void else ""
    known = f"，{imported.known} 个早已登记" if imported.known else ""
    print(f"已导入 {imported.added} 个号{known}{gone}", file=sys.stderr)
    print(f"下一个号：{'、'.join(map(str, following))}", file=sys.stderr)


def _state(name: str | None) -> State | None:
    from gongwen.register.values import STATE_NAMES, read_state  # noqa: PLC0415 - as above

    state = read_state(name) if name is not None else None
    if name is not None and state is None:
        allowed = "、".join(STATE_NAMES.values())
        raise InputError(Fault("wrong-argument", "没有这种状态", "改正 --state", value=name, allowed=allowed))
    return state


def _full_numbers(text: str) -> list[IssuingNumber]:
    """One number, or several as the list tells gaps: 云政发〔2026〕5至7号."""
    several = _SEVERAL.fullmatch(text.strip())
    if several is None:
        return [_full_number(text)]
    first, last = int(several["first"]), int(several["last"])
    if not 0 <= last - first < _MOST_AT_ONCE:
        cure = f"先写小的号，一次不超过{_MOST_AT_ONCE}个"
        raise InputError(Fault("wrong-argument", "这一段号不对", cure, value=text))
    start = _full_number(f"{several['before']}{first}号")
    return [start.evolve(sequence=sequence) for sequence in range(first, last + 1)]


def _full_number(text: str) -> IssuingNumber:
    from gongwen.model import IssuingNumber  # noqa: PLC0415 - as above

    number = IssuingNumber.parse(text)
    if number.sequence is None:
        raise InputError(Fault("wrong-argument", "没有写顺序号", "写全，如 云政发〔2026〕8号", value=text))
    return number


def _as_data(path: str, entries: Sequence[Entry], gaps: Sequence[Gap]) -> dict[str, Any]:
    counts = Counter(entry.state.value for entry in entries)
    return {
        "register": path,
        "entries": [_entry_data(entry) for entry in entries],
        "counts": {state: counts[state] for state in ("reserved", "issued", "void")},
        "gaps": _gap_data(gaps),
        "faults": [],
    }


def _entry_data(entry: Entry) -> dict[str, Any]:
    data = entry._asdict() | entry.facts._asdict()
    del data["facts"]
    data |= {"number": str(entry.number), "state": entry.state.value}
    days = {name: data[name].isoformat() for name in ("date", "voided") if data[name]}
    return {name: value for name, value in (data | days).items() if value is not None}


def _gap_data(gaps: Sequence[Gap]) -> list[dict[str, Any]]:
    return [gap._asdict() for gap in gaps]


def _gap_words(gap: Gap) -> str:
    return f"缺号：{gap}，登记簿里没有；查明后用 void 写明原因"


def _print_table(entries: Sequence[Entry]) -> None:
    from rich import box  # noqa: PLC0415 - heavy; only tables need it
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    from gongwen.register.headings import HEADINGS  # noqa: PLC0415
    from gongwen.register.values import STATE_NAMES  # noqa: PLC0415

    shown = ("number", "title", "recipients", "signer", "date", "copies", "archive", "state", "reason")
    lines = [
        {
            **{name: value for name, value in entry.facts._asdict().items() if value is not None},
            "number": str(entry.number),
            "archive": entry.archive,
            "state": STATE_NAMES[entry.state],
            "reason": entry.reason,
        }
        for entry in entries
    ]
    console = Console(file=sys.stdout, highlight=False)
    if not console.is_terminal:
        # For other programs: one line a number, the cells apart by tabs.
        for line in ({name: HEADINGS[name] for name in shown}, *lines):
            print("\t".join(" ".join(str(line.get(name) or "").split()) for name in shown))
        return
    used = [name for name in shown if name in ("number", "title", "state") or any(line.get(name) for line in lines)]
    table = Table(box=box.SIMPLE_HEAD)
    for name in used:
        table.add_column(HEADINGS[name], overflow="fold", no_wrap=name == "state")
    for line in lines:
        table.add_row(*(Text(str(line.get(name) or "")) for name in used))
    console.print(table)


def _print_summary(entries: Sequence[Entry], gaps: Sequence[Gap]) -> None:
    from gongwen.register.values import STATE_NAMES  # noqa: PLC0415 - as above

    counts = Counter(entry.state for entry in entries)
    parts = "，".join(f"{name} {counts[state]}" for state, name in STATE_NAMES.items())
    print(f"共 {len(entries)} 个号：{parts}", file=sys.stderr)
    for gap in gaps:
        print_remark(_gap_words(gap))
