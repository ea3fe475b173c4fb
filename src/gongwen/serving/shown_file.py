"""A .docx of any hand as simple data for the eye: its paragraphs in order, as they are set, tables as grids.

In: the bytes of a file. Out: blocks whose paragraphs have the number that findings give. It is no page: lines turn and
pages end where the reader's window has it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gongwen.checking.roles import recognised
from gongwen.ooxml.facts import Block, Facts, Paragraph, RunFormat, Table
from gongwen.standard.roles import Role

__all__ = ["shown_file"]

_ALIGNMENTS = {"center": "center", "right": "right", "both": "justify", "distribute": "justify"}
_BREAKS = str.maketrans({"\v": "\n", "\f": "\n"})


def shown_file(content: bytes) -> list[dict[str, Any]]:
    """The blocks of a file. Raises :class:`~gongwen.DocumentError` for a damaged one."""
    facts = Facts.of(content)
    roles = {(paragraph.part, paragraph.number): role for paragraph, role in recognised(facts).roles}
    return list(_shown(facts, facts.blocks, roles))


def _shown(
    facts: Facts, blocks: Iterable[Block], roles: dict[tuple[str, int], Role | None]
) -> Iterable[dict[str, Any]]:
    for block in blocks:
        if isinstance(block, Table):
            yield _table(facts, block, roles)
            continue
        yield _paragraph(facts, block, roles)
        for box in block.boxes:
            yield from _shown(facts, box.blocks, roles)


def _table(facts: Facts, table: Table, roles: dict[tuple[str, int], Role | None]) -> dict[str, Any]:
    rows = [
        [
            {"span": cell.span, "blocks": list(_shown(facts, cell.blocks, roles))}
            for cell in row.cells
            if not cell.continues
        ]
        for row in table.rows
    ]
    return {"type": "table", "rows": rows}


def _paragraph(facts: Facts, paragraph: Paragraph, roles: dict[tuple[str, int], Role | None]) -> dict[str, Any]:
    said = facts.paragraph_format(paragraph)
    runs = [(run.text.translate(_BREAKS), facts.run_format(paragraph, run)) for run in paragraph.runs if run.text]
    role = roles.get((paragraph.part, paragraph.number))
    return {
        "type": "paragraph",
        "number": paragraph.number + 1,
        "part": paragraph.part,
        "element": None if role is None else role.value.removeprefix("公文"),
        "align": _ALIGNMENTS.get(said.alignment, "left"),
        "left": round(said.indent_left.pt, 1),
        "first": round(said.first_line.pt, 1),
        "before": round(said.space_before.pt, 1),
        "line": None if said.line_exact is None else round(said.line_exact.pt, 1),
        "runs": [_run(text, look) for text, look in runs if not look.hidden],
    }


def _run(text: str, look: RunFormat) -> dict[str, Any]:
    given = {
        "text": text,
        "font": look.font_east_asia,
        "size": round(look.size.pt * look.scale, 1),  # a browser cannot narrow characters alone
        "bold": look.bold or None,
        "colour": f"#{look.colour}" if look.colour and len(look.colour) == 6 else None,
    }
    return {name: value for name, value in given.items() if value is not None}
