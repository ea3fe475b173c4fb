"""What the command line says: faults and remarks, for people on the terminal or as JSON for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from gongwen.errors import Fault

__all__ = ["print_faults", "print_json", "print_remark"]


def print_faults(faults: Iterable[Fault], *, as_json: bool) -> None:
    """All faults: to standard error, or as one JSON object to standard output."""
    listed = list(faults)
    if as_json:
        print_json({"faults": [fault.to_dict() for fault in listed]})
        return
    from rich.console import Console  # noqa: PLC0415 - heavy; a command that goes well needs none of it
    from rich.text import Text  # noqa: PLC0415

    console = Console(stderr=True, soft_wrap=True, highlight=False)
    for fault in listed:
        head, _, cure = str(fault).rpartition("。处理：")
        text = Text("✗ ", style="bold red")
        text.append(head)
        text.append("。\n  处理：", style="green")
        text.append(cure)
        console.print(text)
    if len(listed) > 1:
        console.print(f"共 {len(listed)} 处，改完再运行。")


def print_remark(text: str) -> None:
    """Something worth knowing that stops nothing, to standard error."""
    print(f"· {text}", file=sys.stderr)


def print_json(data: Mapping[str, Any]) -> None:
    """One JSON object to standard output."""
    print(json.dumps(data, ensure_ascii=False, indent=2))
