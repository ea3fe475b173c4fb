"""Rules of joint documents: where 文件 stands beside the names, and that they sign in one order (9704-7.2.4, 7.3.5)."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.checking.page import Line, Page
from gongwen.checking.rule import Hit, page_rule
from gongwen.ooxml.facts import Table, paragraphs_in
from gongwen.standard.roles import Role

__all__: list[str] = []

_SIGNED = (Role.SIGNATORY, Role.SEALED_SIGNATORY)
_FILE = "文件"
_NEAR = 0.25
"""Rows that 文件 may stand above or below the middle."""


@page_rule(
    "9704-7.2.4-h",
    "file-word-in-the-middle",
    "联合行文的“文件”对各机关名称上下居中",
    wrong="“文件”与第一个机关的名称平齐",
    right="“文件”在右边的合并单元格里，上下居中",
    reads=(Role.JOINT_MARK,),
)
def file_word_in_the_middle(page: Page) -> Iterator[Hit]:
    """文件 stands beside the middle of all the names."""
    marks = {line.paragraph.number: line for line in page.of(Role.JOINT_MARK)}
    for table in page.tables if len(marks) > 1 else ():
        names: list[int] = []
        file: tuple[Line, int, int] | None = None
        for at, row in enumerate(table.rows):
            for cell in row.cells:
                inside = [marks[one.number] for one in paragraphs_in(cell.blocks) if one.number in marks]
                if [line.words for line in inside] == [_FILE]:
                    file = (inside[0], at, _last_row(table, at, cell.column))
                elif inside:
                    names.append(at)
        if file is None or len(set(names)) < 2:
            continue
        line, first, last = file
        if abs((first + last) - (names[0] + names[-1])) / 2 > _NEAR:
            cure = "合并右边的单元格，“文件”垂直居中"
            yield Hit("“文件”没有对各机关名称上下居中", cure, line, found="不在中间", required="上下居中")


def _last_row(table: Table, first: int, column: int) -> int:
    """The last row of a cell that may go on below."""
    last = first
    for row in table.rows[first + 1 :]:
        if not any(cell.column == column and cell.continues for cell in row.cells):
            break
        last += 1
    return last


@page_rule(
    "9704-7.3.5.2-d",
    "joint-order",
    "联合行文的署名与标志次序相同，主办机关在前",
    wrong="标志上财政局在前，署名时水务局在前",
    right="署名按标志上机关的次序，先主办机关",
    reads=(Role.JOINT_MARK, *_SIGNED),
    also=("9704-7.3.5.1-g",),
)
def joint_order(page: Page) -> Iterator[Hit]:
    """Who stands first in the mark signs first."""
    names = ["".join(line.words.split()) for line in page.of(Role.JOINT_MARK)]
    names = [name for name in names if name != _FILE]
    signed = page.of(*_SIGNED)
    text = "\n".join("".join(line.words.split()) for line in signed)
    places = [text.find(name) for name in names]
    if len(names) < 2 or -1 in places or len(set(places)) < len(places) or places == sorted(places):
        return
    cure, required = "按标志上机关的次序署名", "、".join(names)
    yield Hit("联合署名的次序与标志不同", cure, signed[0], found=text.replace("\n", "、"), required=required)
