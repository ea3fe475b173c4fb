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
from gongwen.reading.body import MOST_SECTIONS, heading_levels, nested_items
from gongwen.reading.heads import read_head
from gongwen.reading.items import HeadingLine, Item, Read, Solid, TextLine, heading_or_text
from gongwen.reading.ledger import LedgerEntry
from gongwen.reading.reasons import Reason
from gongwen.recognition.balance import account, said_blocks
from gongwen.recognition.lines import Line, Typed, edited, joined
from gongwen.recognition.punctuation import prose
from gongwen.recognition.views import has_any
from gongwen.text import BLANKS

__all__ = ["BodyLine", "blocks_of", "levels_of_paragraphs"]


class BodyLine(NamedTuple):
    """A line of a body, and whether it goes on with the line before."""

    line: Line
    goes_on: bool = False


_RUNNING_TEXT = 40
_LETTER = re.compile("[0-9A-Za-z]")
_BETWEEN_WORDS = re.compile(rf"[^{BLANKS}]{{2}}(?:[\t\u3000]|[{BLANKS}]{{2}})[{BLANKS}]*[^{BLANKS}]{{2}}")
_FIRST_OF_PRESENT = frozenset("出列请")
_PRESENT = re.compile(rf"(?:[出列][{BLANKS}]+席|请[{BLANKS}]+假)(?=[{BLANKS}]*[：:])")


def blocks_of(lines: Iterable[BodyLine], ledger: list[LedgerEntry]) -> tuple[Block, ...]:
    """The blocks of a body.

    >>> texts = ["一、压实责任。各村落实", "专人。", "三、备足物资", "储备铁锹。"]
    >>> lines = [BodyLine(Line(Typed.at(text, at)), at == 2) for at, text in enumerate(texts, 1)]
    >>> blocks = blocks_of(lines, [])
    >>> [(block.label, block.heading, block.blocks[0].text) for block in blocks]
    [('一、', '压实责任', '各村落实专人。'), ('三、', '备足物资', '储备铁锹。')]
    """
    paragraphs = _mended(lines, ledger)
    blocks = nested_items(_items(paragraphs))
    for line, said in zip(paragraphs, said_blocks(blocks), strict=True):
        account(line.typed, said, Reason.LABELS_WRITTEN, ledger)
    return blocks


def levels_of_paragraphs(lines: Iterable[BodyLine]) -> tuple[int, ...]:
    """Of each paragraph that the lines make: the level of a heading that stands alone, or 0.

    >>> texts = ["一、压实责任", "各村落实", "专人。"]
    >>> levels_of_paragraphs([BodyLine(Line(Typed.at(text, at)), at == 3) for at, text in enumerate(texts, 1)])
    (1, 0)
    """
    return heading_levels(_items(_mended(lines, [])))


def _items(paragraphs: Sequence[Line]) -> list[Item]:
    top = min((line.hashes for line in paragraphs if line.hashes), default=1)
    read = [
        Read(line.typed.place[0], line.text, line.text, "#" * line.hashes, read_head(line.text))
        for line in paragraphs
        if line.solid is None
    ]
    decided = iter(_countable(heading_or_text(read, top=top)))
    return [next(decided) if line.solid is None else Solid(line.typed.place[0], line.solid) for line in paragraphs]


def _countable(items: list[TextLine | HeadingLine]) -> Sequence[TextLine | HeadingLine]:
    """The lines as they are; all of them as text where more are headings than numbers can count."""
    if sum(isinstance(item, HeadingLine) for item in items) <= MOST_SECTIONS:
        return items
    return [TextLine(item.line, item.typed) if isinstance(item, HeadingLine) else item for item in items]


def _mended(lines: Iterable[BodyLine], ledger: list[LedgerEntry]) -> list[Line]:
    """Lines that were broken within a paragraph, whole again, without blanks inside words."""
    made: list[Line] = []
    pieces: list[Typed] = []
    first: Line | None = None

    def close() -> None:
        if first is not None:
            whole = joined(pieces)
            if first.solid is None:
                head = read_head(whole.text)
                label = whole.cut(0, head.label) if head else None
                words = whole.cut(head.label) if head else whole
                running = len(whole.text) > _RUNNING_TEXT or whole.text[-1] in "。；" or head is not None
                if words.text[:1] in _FIRST_OF_PRESENT:
                    words = _label_closed(words, ledger)
                wide = _BETWEEN_WORDS.search(words.text) is not None
                words = prose(words, ledger, blanks=running and not (wide and _says_nothing(words.text)))
                whole = joined([label, words]) if label else words
            made.append(replace(first, typed=whole))

    for line, goes_on in lines:
        if goes_on and first is not None and first.solid is None and line.solid is None:
            before = pieces[-1].text[-1:]
            apart = " " if _LETTER.match(before) and line.text[0].isascii() and line.text[0].isalpha() else ""
            place = line.typed.place
            if apart:
                pieces.append(Typed.at(apart, *place))
            ledger.append(
                LedgerEntry(
                    place[0], "changed" if apart else "dropped", "\n", apart or None, Reason.LINES_JOINED, place[1]
                )
            )
            pieces.append(line.typed)
        else:
            close()
            first, pieces = line, [line.typed]
    close()
    return made


def _says_nothing(text: str) -> bool:
    """Whether a line has no mark of a sentence before its last: with wide blanks between its words it is a list.

    >>> _says_nothing("列席：王岚（林业站）　周小舟（水务所）。"), _says_nothing("现将  事项说明，请办。")
    (True, False)
    """
    return not has_any(text[:-1], "。，；,;")


def _label_closed(typed: Typed, ledger: list[LedgerEntry]) -> Typed:
    """A line without the blanks that spread 出席, 请假 or 列席, by which the page knows the lists (9704-10.3)."""
    label = _PRESENT.match(typed.text)
    if label is None:
        return typed
    blanks = re.finditer(f"[{BLANKS}]+", label[0])
    return edited(typed, [(one.start(), one.end(), "", Reason.BLANK_IN_TEXT) for one in blanks], ledger)
