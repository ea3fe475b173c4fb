"""What the command line says: faults and remarks, for people on the terminal or as JSON for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from gongwen.errors import Fault

__all__ = ["print_faults", "print_json", "print_remark"]


def print_faults(faults: Iterable[Fault], *, as_json: bool, most: int | None = None) -> None:
    """All faults: to standard error, at most so many there, or as one JSON object to standard output."""
    listed = list(faults)
    if as_json:
        print_json({"faults": [fault.to_dict() for fault in listed]})
        return
    from rich.console import Console  # noqa: PLC0415 - heavy; a command that goes well needs none of it
    from rich.text import Text  # noqa: PLC0415

    console = Console(stderr=True, soft_wrap=True, highlight=False)
    shown = 0
    for fault, others in islice(_alike(listed), most):
        shown += 1 + len(others)
        head, _, cure = str(fault).rpartition("。处理：")
        text = Text("✗ ", style="bold red")
        text.append(head)
        text.append("。\n  处理：", style="green")
        text.append(cure)
        if others:
            text.append(f"\n  另有 {len(others)} 行同样：{_rows(others)}")
        console.print(text)
    if len(listed) > 1:
        more = f"，还有 {len(listed) - shown} 处没有列出" if shown < len(listed) else ""
        console.print(f"共 {len(listed)} 处{more}，改完再运行。")


_MOST_ROWS = 20


def _alike(faults: list[Fault]) -> Iterator[tuple[Fault, list[Fault]]]:
    """Every fault; of many rows with the same fault the first one, and the others."""
    groups: dict[tuple[object, ...], list[Fault]] = {}
    for fault in faults:
        alone = () if fault.row is not None else (id(fault),)
        groups.setdefault((fault.code, fault.message, fault.cure, fault.field, fault.column, *alone), []).append(fault)
    for first, *others in groups.values():
        yield first, others


def _rows(faults: list[Fault]) -> str:
    rows = "、".join(str(fault.row) for fault in faults[:_MOST_ROWS])
    return f"第 {rows} 行" + ("……" if len(faults) > _MOST_ROWS else "")


def print_remark(text: str) -> None:
    """Something worth knowing that stops nothing, to standard error."""
    print(f"· {text}", file=sys.stderr)


def print_json(data: Mapping[str, Any]) -> None:
    """One JSON object to standard output."""
    print(json.dumps(data, ensure_ascii=False, indent=2))
