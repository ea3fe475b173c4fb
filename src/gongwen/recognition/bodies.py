"""Body lines become blocks: paragraphs mended, numbers kept as their author typed them, sections in sections.

In: the lines of a body or of an attachment's body, each with whether it goes on with the one before. Out: blocks, and
every character of the lines accounted for. What is a heading and what is text, the grammar of source files decides
(``reading.body``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from gongwen.model import Block
from gongwen.model.body import DEEPEST_LEVEL
from gongwen.reading.body import nested_items
from gongwen.reading.items import HeadingLine, Item, Solid, TextLine
from gongwen.reading.ledger import LedgerEntry
from gongwen.reading.markers import Marker
from gongwen.recognition.balance import account, said_blocks
from gongwen.recognition.cleaning import prose
from gongwen.recognition.lines import Line, Typed, joined
from gongwen.recognition.markers import (
    ARTICLE,
    CHAPTER,
    CHAPTER_SECTION,
    CHINESE,
    CIRCLED,
    DECIMAL,
    FIGURE,
    FIGURE_IN_BRACKETS,
    HALF_BRACKET,
    IN_BRACKETS,
    PART,
    Head,
    Writing,
    read_head,
)
from gongwen.text import one_line

__all__ = ["BodyLine", "blocks_of"]


class BodyLine(NamedTuple):
    """A line of a body, and whether it goes on with the line before."""

    line: Line
    goes_on: bool = False


_MENDED = "一段里的换行接上"
_AS_WRITTEN = "序号和标点的写法照版式"
_RUNNING_TEXT = 40
_LETTER = re.compile("[0-9A-Za-z]")


def blocks_of(lines: Iterable[BodyLine], ledger: list[LedgerEntry]) -> tuple[Block, ...]:
    """The blocks of a body.

    >>> texts = ["一、压实责任。各村落实", "专人。", "三、备足物资", "储备铁锹。"]
    >>> lines = [BodyLine(Line(Typed.at(text, at)), at == 2) for at, text in enumerate(texts, 1)]
    >>> blocks = blocks_of(lines, [])
    >>> [(block.label, block.heading, block.blocks[0].text) for block in blocks]
    [(None, '压实责任', '各村落实专人。'), ('三、', '备足物资', '储备铁锹。')]
    """
    paragraphs = _mended(lines, ledger)
    heads = [None if line.solid else read_head(line.text) for line in paragraphs]
    levels = _levels([head.writing for head in heads if head])
    top = min((line.hashes for line, head in zip(paragraphs, heads, strict=True) if line.hashes and not head), default=1)
    items = [_item(line, head, levels, top) for line, head in zip(paragraphs, heads, strict=True)]
    blocks = nested_items(items)
    for line, said in zip(paragraphs, said_blocks(blocks), strict=True):
        account(line.typed, said, _AS_WRITTEN, ledger)
    return blocks


def _mended(lines: Iterable[BodyLine], ledger: list[LedgerEntry]) -> list[Line]:
    """Lines that were broken within a paragraph, whole again, without blanks inside words."""
    made: list[Line] = []
    pieces: list[Typed] = []
    first: Line | None = None

    def close() -> None:
        if first is not None:
            whole = joined(pieces)
            if first.solid is None:
                running = len(whole.text) > _RUNNING_TEXT or whole.text[-1] in "。；"
                whole = prose(whole, ledger, blanks=running)
            made.append(replace(first, typed=whole))

    for line, goes_on in lines:
        if goes_on and first is not None and first.solid is None and line.solid is None:
            before = pieces[-1].text[-1:]
            apart = " " if _LETTER.match(before) and line.text[0].isascii() and line.text[0].isalpha() else ""
            place = line.typed.place
            if apart:
                pieces.append(Typed.at(apart, *place))
            ledger.append(LedgerEntry(place[0], "changed" if apart else "dropped", "\n", apart or None, _MENDED, place[1]))
            pieces.append(line.typed)
        else:
            close()
            first, pieces = line, [line.typed]
    close()
    return made


# ---------------------------------------------------------------------------------- levels

# The writings of statutes: there levels follow from which of them are used (第×章 above 第×条 above （一）).
_STATUTE = (PART, CHAPTER, CHAPTER_SECTION, ARTICLE)
_FROM_TOP = (*_STATUTE, CHINESE, IN_BRACKETS, FIGURE, FIGURE_IN_BRACKETS, HALF_BRACKET, CIRCLED)


def _levels(writings: Sequence[Writing]) -> dict[str, int]:
    """The level of each writing in one body; one that lies too deep has none, and its lines are text."""
    used = set(writings)
    if used & {*_STATUTE[:2], ARTICLE}:
        ranked = [writing for writing in _FROM_TOP if writing in used]
        levels = {writing.name: rank for rank, writing in enumerate(ranked, start=1)}
        return {name: level for name, level in levels.items() if level <= DEEPEST_LEVEL}
    levels = {writing.name: writing.depth for writing in used}
    if used & set(DECIMAL[1:]) and CHINESE not in used:
        levels[FIGURE.name] = 1  # 1. 1.1 1.1.1
    if CIRCLED in used and not used & {FIGURE_IN_BRACKETS, HALF_BRACKET}:
        levels[CIRCLED.name] = DEEPEST_LEVEL
    return {name: level for name, level in levels.items() if level <= DEEPEST_LEVEL}


def _item(line: Line, head: Head | None, levels: dict[str, int], top: int) -> Item:
    number, text = line.typed.place[0], line.text
    if line.solid is not None:
        return Solid(number, line.solid)
    if head is None:
        if line.hashes:
            level = min(line.hashes - top + 1, DEEPEST_LEVEL)
            return HeadingLine(number, level, one_line(text), text, hashes="#" * line.hashes)
        return TextLine(number, text)
    level = levels.get(head.writing.name, 0)
    words = text[head.label :]
    if not level or not words:
        return TextLine(number, text)
    label = text[: head.label]
    marker = Marker(level, head.number, label, "", words, head.listing)
    return HeadingLine(number, level, one_line(words), text, marker, "#" * line.hashes, label, head.writing is ARTICLE)

