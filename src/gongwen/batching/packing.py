"""Documents on their way from the process that checks them to the one that writes them: what they share is there once.

The bodies of a source's documents have the same blocks in the same places, and differ in texts; so a body travels as
the texts in which it differs from the one before.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from gongwen.model import Document, Paragraph, Section
from gongwen.model.base import with_valid
from gongwen.model.body import Block, Blocks

__all__ = ["packed", "unpacked"]

_Texts: TypeAlias = "list[str | None]"
"""The headings and paragraphs in the order of reading; None for a block that is the same."""


def packed(documents: Sequence[Document]) -> bytes:
    """The documents as bytes.

    >>> plans = [Document(kind="计划", title="春耕计划", body=[f"四月{day}日前完成整地。"]) for day in (8, 9)]
    >>> unpacked(packed(plans)) == plans
    True
    """
    first: Document | None = None
    said: list[tuple[Document, _Texts | None]] = []
    for document in documents:
        texts: _Texts = []
        if first is not None and _say_what_differs(document.body, first.body, texts):
            said.append((with_valid(document, body=()), texts))
        else:
            first = document
            said.append((document, None))
    return pickle.dumps(said, pickle.HIGHEST_PROTOCOL)


def unpacked(content: bytes) -> list[Document]:
    """The documents that :func:`packed` made these bytes of."""
    documents: list[Document] = []
    pattern: Blocks = ()
    said: list[tuple[Document, _Texts | None]] = pickle.loads(content)
    for document, texts in said:
        if texts is None:
            pattern = document.body
            documents.append(document)
        else:
            documents.append(with_valid(document, body=_with_texts(pattern, iter(texts))))
    return documents


def _say_what_differs(blocks: Blocks, pattern: Blocks, texts: _Texts) -> bool:
    """Add the texts of blocks that are otherwise those of the pattern; False where they are not."""
    if len(blocks) != len(pattern):
        return False
    for block, other in zip(blocks, pattern, strict=True):
        if block is other:
            texts.append(None)
        elif type(block) is Paragraph and type(other) is Paragraph:
            texts.append(block.text)
        elif type(block) is Section and type(other) is Section:
            texts.append(block.heading)
            same = block.level == other.level and block.run_in is other.run_in and block.label == other.label
            if not (same and _say_what_differs(block.blocks, other.blocks, texts)):
                return False
        else:
            return False
    return True


def _with_texts(pattern: Blocks, texts: Iterator[str | None]) -> Blocks:
    blocks: list[Block] = []
    for block in pattern:
        text = next(texts)
        if text is None:
            blocks.append(block)
        elif isinstance(block, Section):
            blocks.append(with_valid(block, heading=text, blocks=_with_texts(block.blocks, texts)))
        else:
            blocks.append(with_valid(block, text=text))
    return tuple(blocks)
