"""Numbers that their author typed are kept; where they skip or repeat, that is told."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.errors import Fault
from gongwen.model import Section
from gongwen.model.body import Blocks
from gongwen.reading.heads import read_head
from gongwen.standard.grades import Grade
from gongwen.standard.numbering import section_label

__all__ = ["gaps"]


def gaps(blocks: Blocks) -> tuple[Fault, ...]:
    """A finding for every typed number that is not the next after its brother's, nor begins anew.

    >>> from gongwen.model import Paragraph
    >>> one = Section(level=1, heading="甲", label="一、", blocks=(Paragraph(text="如下。"),))
    >>> print(*gaps((one, one.evolve(label="三、"))))
    〔正文〕序号由“一、”跳到“三、”。处理：核对是否漏了一项；序号照原样保留
    """
    return tuple(_gaps(blocks))


def _gaps(blocks: Blocks) -> Iterator[Fault]:
    last: dict[int, tuple[int, str]] = {}
    position = dict.fromkeys(range(5), 0)
    for block in blocks:
        if not isinstance(block, Section):
            continue
        position[block.level] += 1
        head = read_head(f"{block.label}文") if block.label else None
        number = head.number if head else position[block.level] if not block.label else None
        before = last.get(block.level)
        if number is not None:
            if before and number not in (before[0] + 1, 1):
                yield _jump(before[1], block.label or section_label(block.level, number))
            last[block.level] = (number, block.label or section_label(block.level, number))
        yield from _gaps(block.blocks)


def _jump(before: str, label: str) -> Fault:
    return Fault(
        "number-jump",
        f"序号由“{before.strip()}”跳到“{label.strip()}”",
        "核对是否漏了一项；序号照原样保留",
        "正文",
        severity=Grade.PRACTICE.value,
    )
