"""Writes the tables of kinds in README.md, docs/kinds.md and templates/README.md, from the kinds and the examples.

    python scripts/make_kinds_table.py [--check]

Opening and closing phrases are those of the examples, so they cannot say anything else than the pages show. A table
stands between two comments; what is around it is written by hand. ``--check`` writes nothing.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import NamedTuple

import gongwen
from gongwen.model import Document, Paragraph, Section
from gongwen.standard.kinds import KINDS, Direction, Form, Kind

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
BEGIN, END = "<!-- 文种表：由 scripts/make_kinds_table.py 生成 -->", "<!-- 文种表完 -->"

_FIRST_COMMENT = re.compile(r"^# 一份(.+?)：", re.MULTILINE)
_CLAUSE_ENDS = re.compile("[，。；]")
_ATTENDANCE = ("出席：", "请假：", "列席：")
# Longer last paragraphs say something of the matter, not a phrase; a hope is cut after its first clause.
_LONGEST_PHRASE = 36
_HOPE = "希望"
_NONE = "—"
_THUMBNAIL = 110
_PAGE = 240


class Example(NamedTuple):
    """An example: its file name, what its first comment calls it, and the document."""

    name: str
    label: str
    document: Document


def examples() -> list[Example]:
    """All examples, in the order of kinds, the default form first."""
    found = [_example(source) for source in sorted(EXAMPLES.glob("*.md"))]
    return sorted(found, key=_rank)


def _example(source: Path) -> Example:
    comment = _FIRST_COMMENT.search(source.read_text(encoding="utf-8"))
    if comment is None:
        raise ValueError(f"{source.name} 的第一行注释应写成“# 一份……：……”")
    return Example(source.stem, comment[1], gongwen.load(source))


def _rank(example: Example) -> tuple[int, bool, bool, str]:
    """The example named after its kind comes first, then those in the default form."""
    kind, form = example.document.kind, example.document.form
    traits = KINDS[kind]
    return list(Kind).index(kind), example.name != traits.english, form is not traits.form, example.name


# ---------------------------------------------------------------------------------- phrases


def opening(document: Document) -> str:
    """The phrase that leads from the first paragraph to what follows: its last clause."""
    first = document.body[0]
    if not isinstance(first, Paragraph):
        return _NONE
    clauses = [clause for clause in _CLAUSE_ENDS.split(first.text) if clause]
    return clauses[-1] + ("" if first.text.endswith("：") else first.text[-1])


def closing(document: Document) -> str:
    """The phrase that ends the text: its last paragraph, if that is short and stands for itself."""
    paragraphs = [text for text in _own_paragraphs(document.body) if not (text or "").startswith(_ATTENDANCE)]
    last = paragraphs[-1] if paragraphs else None
    if last is None:
        return _NONE
    if last.startswith(_HOPE):
        return last[: last.index("，")] + "……"
    return last if len(last) <= _LONGEST_PHRASE else _NONE


def _own_paragraphs(blocks: tuple[object, ...]) -> list[str | None]:
    """Paragraphs in reading order; None for what is no paragraph of its own, like the text after a heading."""
    found: list[str | None] = []
    for block in blocks:
        if isinstance(block, Section):
            inner = _own_paragraphs(block.blocks)
            found += [None, *inner[1:]] if block.run_in else [None, *inner]
        else:
            found.append(block.text if isinstance(block, Paragraph) else None)
    return found


def direction(document: Document) -> str:
    """行文方向: a document that names its signers goes upward, whatever its kind mostly does (TL-9.6)."""
    return Direction.UPWARD.value if document.signers else KINDS[document.kind].direction.value


# ---------------------------------------------------------------------------------- tables


def kinds_table() -> str:
    """Kind, form, direction, phrases and page of every example, for docs/kinds.md."""
    rows = ["| 文种 | 格式 | 行文方向 | 例文 | 常用开头语 | 常用结束语 | 首页 |", "|---|---|---|---|---|---|---|"]
    for name, label, document in examples():
        picture = f"pictures/{name}-1.png"
        cells = (
            document.kind.value,
            document.form.value,
            direction(document),
            f"[{label}](../examples/{name}.md)（[脚本](../examples/{name}.py)）",
            opening(document),
            closing(document),
            f'[<img src="{picture}" width="{_THUMBNAIL}" alt="{label}">]({picture})',
        )
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def readme_table() -> str:
    """Every kind with its example and the variants of it, for README.md."""
    rows = ["| 文种 | 缺省格式 | 例文 | 其他情形 |", "|---|---|---|---|"]
    known = examples()
    for kind, traits in KINDS.items():
        first, *others = [example for example in known if example.document.kind is kind]
        more = "；".join(f"{example.label}：{_links(example)}" for example in others) or _NONE
        rows.append(f"| {kind.value} | {traits.form.value} | {first.label}：{_links(first)} | {more} |")
    return "\n".join(rows)


def _links(example: Example) -> str:
    name = example.name
    return f"[源文件](examples/{name}.md) [脚本](examples/{name}.py) [图](docs/pictures/{name}-1.png)"


def shelf_table() -> str:
    """Every kind with its shipped template and its specimen, for templates/README.md."""
    rows = ["| 文种 | 格式 | 模板 | 样稿 |", "|---|---|---|---|"]
    for kind, traits in KINDS.items():
        name = traits.english
        cells = [
            f'[{file}]({file})<br>[<img src="{picture}" width="{_PAGE}" alt="{kind.value}{what}">]({picture})'
            for what, file, picture in (
                ("的模板", f"docx/{name}.docx", f"pictures/{name}-template-1.png"),
                ("的样稿", f"specimens/{name}.md", f"pictures/{name}-1.png"),
            )
        ]
        rows.append(f"| {kind.value} | {traits.form.value} | {' | '.join(cells)} |")
    return "\n".join(rows)


def missing() -> list[str]:
    """The kinds without an example in their default form, and the forms without any."""
    documents = [example.document for example in examples()]
    shown = {(document.kind, document.form) for document in documents}
    kinds = [kind.value for kind, traits in KINDS.items() if (kind, traits.form) not in shown]
    return kinds + [form.value for form in Form if form not in {form for _, form in shown}]


# ---------------------------------------------------------------------------------- files

TABLES = {
    ROOT / "README.md": readme_table,
    ROOT / "docs" / "kinds.md": kinds_table,
    ROOT / "templates" / "README.md": shelf_table,
}


def with_table(text: str, table: str) -> str:
    """A file's text with the table between its two comments."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"文件里应有两行注释“{BEGIN}”和“{END}”")
    return f"{before}{BEGIN}\n\n{table}\n\n{END}{after}"


def outdated() -> dict[Path, str]:
    """The files whose table is not what the examples say, each with the text that it should have."""
    written = {path: with_table(path.read_text(encoding="utf-8"), table()) for path, table in TABLES.items()}
    return {path: text for path, text in written.items() if path.read_text(encoding="utf-8") != text}


def main() -> int:
    """Write the tables, or say which is not current."""
    parser = argparse.ArgumentParser(description="写 README.md、docs/kinds.md 和 templates/README.md 里的文种表")
    parser.add_argument("--check", action="store_true", help="只比较，不写文件；有出入时退出码为 1")
    arguments = parser.parse_args()
    changed = outdated()
    for path, text in changed.items():
        if not arguments.check:
            path.write_text(text, encoding="utf-8")
        print(f"{path.relative_to(ROOT)} {'已过时' if arguments.check else '已写'}")
    return 1 if arguments.check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
