"""What is found in many rows and stops none of them: one line for each kind of finding, with its rows.

A table of ten thousand rows may say the same ten thousand times; what is held here does not grow with them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from gongwen.errors import Fault

__all__ = ["RowFindings"]

_MOST_ROWS = 20


@dataclass
class _Kind:
    """One kind of finding: the first of it, the first rows, and how many rows in all."""

    first: Fault
    rows: list[int] = field(default_factory=list)
    count: int = 0


class RowFindings:
    """The findings of the rows of a table, by kind.

    >>> found = RowFindings()
    >>> for row in (2, 5):
    ...     found.see(Fault("copy-number-writing", "份号应是 6 位数字", "写成 000001 的样子", "份号", row=row))
    >>> print(*found.told())
    〔份号〕份号应是 6 位数字（第 2、5 行，共 2 份）。处理：写成 000001 的样子
    """

    def __init__(self) -> None:
        self._kinds: dict[tuple[str, str | None], _Kind] = {}

    def see(self, finding: Fault) -> None:
        """Take a row's finding into account."""
        kind = self._kinds.setdefault((finding.code, finding.column), _Kind(finding))
        kind.count += 1
        if finding.row is not None and len(kind.rows) < _MOST_ROWS:
            kind.rows.append(finding.row)

    def told(self) -> list[str]:
        """A line a kind, in the order in which they were met."""
        return [_line(kind) for kind in self._kinds.values()]


def _line(kind: _Kind) -> str:
    first = kind.first
    column = f"“{first.column}”列 " if first.column not in (None, first.field) else ""
    rows = "、".join(map(str, kind.rows)) + ("……行" if kind.count > len(kind.rows) else " 行")
    return f"{column}〔{first.field}〕{first.message}（第 {rows}，共 {kind.count} 份）。处理：{first.cure}"
