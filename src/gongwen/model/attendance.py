"""出席、请假、列席 at the end of minutes: which paragraphs they are, and in which order (9704-10.3-b to d)."""

from __future__ import annotations

from gongwen.model.base import with_valid
from gongwen.model.body import Block, Blocks, Paragraph, Section
from gongwen.patterns import pattern

__all__ = ["ATTENDANCE", "in_order_of_attendance"]

_ORDER = ("出席", "请假", "列席")

ATTENDANCE = pattern(f"({'|'.join(_ORDER)})[：:]")
"""What a list of attendance begins with."""


def in_order_of_attendance(blocks: Blocks) -> Blocks:
    """The blocks with the lists at their end, or at the end of their last section, in the order of the standard.

    >>> lists = (Paragraph(text="会议要求。"), Paragraph(text="列席：丙"), Paragraph(text="出席：甲、乙"))
    >>> [block.text for block in in_order_of_attendance(lists)]
    ['会议要求。', '出席：甲、乙', '列席：丙']
    """
    last = blocks[-1] if blocks else None
    if isinstance(last, Section):
        # The paragraph that a heading runs into is no list.
        head, rest = (last.blocks[:1], last.blocks[1:]) if last.run_in else ((), last.blocks)
        inside = head + in_order_of_attendance(rest)
        return blocks if inside == last.blocks else (*blocks[:-1], with_valid(last, blocks=inside))
    start = len(blocks)
    while start and _place(blocks[start - 1]) < len(_ORDER):
        start -= 1
    return blocks[:start] + tuple(sorted(blocks[start:], key=_place))


def _place(block: Block) -> int:
    """Where a list stands among the lists; behind them all for what is none."""
    found = ATTENDANCE.match(block.text) if isinstance(block, Paragraph) else None
    return _ORDER.index(found[1]) if found else len(_ORDER)
