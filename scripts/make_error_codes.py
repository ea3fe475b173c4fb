"""Writes docs/error-codes.md: every code a fault may carry, what it says, and the room it comes from.

    python scripts/make_error_codes.py [--check]

The codes are read out of the source itself; a code that changes its name shows here, and in the test that compares.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import gongwen

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "gongwen"
PAGE = ROOT / "docs" / "error-codes.md"

_CODE = re.compile(r"[a-z]+(?:-[a-z]+)+")
_CODE_OF_FAULT = re.compile(r"[a-z]+(?:-[a-z]+)*")  # where nothing else can stand, one word will do
_CHINESE = re.compile("[\u4e00-\u9fff]")
_MOST_MESSAGES = 3
_RULES = ("PageRule", "page_rule", "word_rule")  # they have pages of their own, docs/rules
_HEAD = """# 毛病的代号

每处毛病（`gongwen.Fault`）有一个稳定的代号，供程序判断；`--json` 里是 `code`。代号不改意思。
同一代号在不同的地方说的话不同，下面举几句；“…”处是具体的内容。
英文是 `gongwen.messages("en")` 的说法（[怎样用](embedding.md)）。
本页由 `python scripts/make_error_codes.py` 从源代码生成。

| 代号 | 说什么 | 英文 | 出自 |
|---|---|---|---|
"""


def codes() -> dict[str, tuple[list[str], list[str]]]:
    """The codes with their messages and rooms."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        room = path.relative_to(SOURCE).parts[0].removesuffix(".py")
        for code, message in _said(ast.parse(path.read_text(encoding="utf-8"))):
            messages, rooms = found.setdefault(code, ([], []))
            if message and message not in messages:
                messages.append(message)
            if room not in rooms:
                rooms.append(room)
    return dict(sorted(found.items()))


def _said(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """A code and, next to it, what it says: in a call, or in a row of a table."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id in _RULES:
                continue
            values = list(node.args)
            is_fault = isinstance(node.func, ast.Name) and node.func.id == "Fault"
        elif isinstance(node, ast.Tuple):
            values, is_fault = node.elts, False
        else:
            continue
        for code, message in zip(values, [*values[1:], None], strict=False):
            surely = is_fault and code is values[0]
            pattern = _CODE_OF_FAULT if surely else _CODE
            if isinstance(code, ast.Constant) and isinstance(code.value, str) and pattern.fullmatch(code.value):
                said = _text(message)
                if surely or _CHINESE.search(said):
                    yield code.value, said


def _text(node: ast.expr | None) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.sub(r"\{[^{}]*\}", "…", node.value)
    if isinstance(node, ast.JoinedStr):
        parts = [part.value if isinstance(part, ast.Constant) else "…" for part in node.values]
        return "".join(map(str, parts))
    return ""


def page() -> str:
    """The page."""
    lines, english = [], gongwen.messages("en")
    for code, (messages, rooms) in codes().items():
        said = "；".join(message.replace("|", "\\|").replace("\n", " ") for message in messages[:_MOST_MESSAGES])
        more = "……" if len(messages) > _MOST_MESSAGES else ""
        wording = english[code]
        told = f"{wording.message}. {wording.cure}.".replace("|", "\\|")
        lines.append(f"| `{code}` | {said}{more} | {told} | {'、'.join(f'`{room}`' for room in rooms)} |")
    return _HEAD + "\n".join(lines) + "\n"


def main() -> int:
    """Write the page, or compare it."""
    parser = argparse.ArgumentParser(description="生成 docs/error-codes.md")
    parser.add_argument("--check", action="store_true", help="只比较，不写")
    if parser.parse_args().check:
        return 0 if PAGE.read_text(encoding="utf-8") == page() else 1
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
