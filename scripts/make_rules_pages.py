"""Writes docs/rules/: every rule that is asked, with its examples, and every row that none asks for, with the reason.

    python scripts/make_rules_pages.py [--check]

The pages come out of the registers of the rules, and the tables of clauses and of common errors.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Mapping
from pathlib import Path

from gongwen.checking.rulebook import Entry, rulebook
from gongwen.checking.unasked import reason_of

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "rules"
TABLES = (ROOT / "docs" / "clauses.csv", ROOT / "docs" / "common-errors.csv")

_MADE = "本页由 `python scripts/make_rules_pages.py` 从规则登记处生成。"
_PAGES = (
    ("9704.md", "GB/T 9704 的规则", ("9704-",)),
    ("regulation.md", "《条例》的规则", ("TL-",)),
    ("writing.md", "标点与数字的规则", ("15834-", "15835-")),
    ("practice.md", "实务和程序自定的规则", ("ERR-", "GW-", "AMB-", "12-", "WZ-", "国发", "33476-")),
)
_HOW = {"内容": "读出来的公文", "版面": "文件里实际的格式", "文字": "字句"}


def pages() -> Mapping[str, str]:
    """The pages by name."""
    made = {"index.md": _index(), "not-asked.md": _not_asked()}
    for name, title, prefixes in _PAGES:
        entries = [entry for entry in rulebook() if entry.id.startswith(prefixes)]
        made[name] = f"# {title}\n\n{_MADE}\n\n" + "\n\n".join(map(_section, entries)) + "\n"
    return made


def _index() -> str:
    rows = [
        f"| [{entry.id}]({_page_of(entry)}) | {entry.severity} | {_cell(entry.name)} | {entry.asks} |"
        for entry in rulebook()
    ]
    head = (
        "# 检查的规则\n\n"
        "`gongwen check` 查这些。强度照标准的用词：应、不得是“必须”，一般是“一般”，推荐是“推荐”，其余是“实务”。\n"
        "“内容”看读出来的公文，“版面”看文件里实际的格式，“文字”看字句。没有成为规则的条目和理由在[另一页](not-asked.md)。\n"
        f"{_MADE}\n\n| 编号 | 强度 | 规则 | 查 |\n|---|---|---|---|\n"
    )
    return head + "\n".join(rows) + "\n"


def _page_of(entry: Entry) -> str:
    return next(name for name, _, prefixes in _PAGES if entry.id.startswith(prefixes))


def _section(entry: Entry) -> str:
    lines = [
        f"## {entry.id} {entry.name}",
        "",
        f"- 强度：{entry.severity}；依据：{entry.clause}；看{_HOW[entry.asks]}",
    ]
    if entry.also:
        lines.append(f"- 同一件事的其他条目：{'、'.join(entry.also)}")
    lines += [f"- 不对：{_cell(words)}" for words in entry.wrong]
    lines += [f"- 对：{_cell(words)}" for words in entry.right]
    return "\n".join(lines)


def _not_asked() -> str:
    rows = [
        f"| {row} | {_cell(what)} | {reason} |"
        for row, what in table_rows().items()
        if row not in asked() and (reason := reason_of(row)) is not None
    ]
    head = (
        "# 没有成为规则的条目\n\n"
        f"标准、条例和常见错误表的条目，不是规则就在这里，各有理由。{_MADE}\n\n"
        "| 编号 | 说什么 | 为什么不查 |\n|---|---|---|\n"
    )
    return head + "\n".join(rows) + "\n"


def asked() -> set[str]:
    """The rows that some rule stands for."""
    return {row for entry in rulebook() for row in (entry.id, entry.clause, *entry.also)}


def table_rows() -> dict[str, str]:
    """All rows of both tables, and what they are about."""
    rows: dict[str, str] = {}
    for table in TABLES:
        with table.open(encoding="utf-8", newline="") as file:
            rows |= {row["编号"]: row.get("要素") or row["错误"] for row in csv.DictReader(file)}
    return rows


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("*", "\\*").replace("[", "\\[").replace("\n", " ").replace("<", "&lt;")


def main() -> int:
    """Write the pages, or compare them."""
    parser = argparse.ArgumentParser(description="生成 docs/rules/")
    parser.add_argument("--check", action="store_true", help="只比较，不写")
    made = pages()
    if parser.parse_args().check:
        same = all((FOLDER / name).read_text(encoding="utf-8") == text for name, text in made.items())
        return 0 if same else 1
    FOLDER.mkdir(exist_ok=True)
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
