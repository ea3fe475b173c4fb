"""Writes docs/conformance.md: which rows of the clause table are measured, by which tests, and which cannot be.

Run ``python scripts/make_conformance.py``; needs the test environment, but not LibreOffice.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.page.clauses import covered  # noqa: E402
from tests.page.rows import PARTS, ROWS, Part, Row  # noqa: E402

TARGET = ROOT / "docs" / "conformance.md"
NO_CASE = "—"
OPENING = """# 与 GB/T 9704-2012 的符合情况

本页由 `python scripts/make_conformance.py` 写成，不要手改。

标准的每一条拆成一行或几行要求，每行一个编号：`9704-7.2.4-c` 是 7.2.4 条的第三项；强度、数值、容差在
[clauses.csv](clauses.csv)，条例、文种、标点、数字、电子公文和各种读法也在那里。程序能查的，
在 `tests/page` 里有用例：样稿排成 .docx，由 LibreOffice 转成 PDF，从页边起按毫米量墨迹、线条和印章，
“国标”“通行”两种版面都量；只管文字的，读页面上的字。用例里的 `@clause(…)` 写明它量哪几行，下表由此汇总。
有用例不等于处处符合：量出来还不符的，用例标作 xfail 并写明原因。
"""


def conformance() -> str:
    """The page as text."""
    register = covered()
    checkable = [row for row in ROWS if row.unchecked is None]
    measured = [row for row in checkable if row.clause in register]
    counts = (
        ("全部行", len(ROWS)),
        ("程序可查的行", len(checkable)),
        ("　其中已有用例", len(measured)),
        ("程序查不了的行", len(ROWS) - len(checkable)),
    )
    pieces = [
        OPENING,
        _table(("", "行数"), [(name, str(count)) for name, count in counts], numbers=True),
        *(_part(part, register) for part in PARTS),
        "## 程序查不了的行\n",
        _table(("编号", "要素", "为什么"), [(f"`{row.clause}`", row.element, row.unchecked) for row in _unchecked()]),
    ]
    return "\n".join(pieces)


def main() -> None:
    """Write the page."""
    TARGET.write_text(conformance(), encoding="utf-8", newline="\n")
    print(TARGET.relative_to(ROOT))


def _unchecked() -> list[Row]:
    return [row for row in ROWS if row.unchecked is not None]


def _part(part: Part, register: dict[str, list[str]]) -> str:
    """The rows of one part that a program can check."""
    rows = [
        (f"`{row.clause}`", row.element, _tests(register.get(row.clause, [])))
        for row in part.rows
        if row.unchecked is None
    ]
    return f"## {part.title}\n\n{_table(('编号', '要素', '用例'), rows)}"


def _tests(tests: list[str]) -> str:
    """Tests as `file::name`, one a line of the cell."""
    return "<br>".join(f"`{test.removeprefix('tests/page/')}`" for test in tests) or NO_CASE


def _table(heading: tuple[str, ...], rows: list[tuple[str, ...]], *, numbers: bool = False) -> str:
    rule = ["---"] * (len(heading) - 1) + ["---:" if numbers else "---"]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (heading, tuple(rule), *rows))


if __name__ == "__main__":
    main()
