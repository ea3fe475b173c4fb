"""The guard of the text: what a fix changes is listed, to the character, or nothing is written.

In: the text before, the changes that are listed, the text after. Out: nothing; what does not come out is an error.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from gongwen.checking.page import Line
from gongwen.errors import DocumentError, Fault
from gongwen.fixing.edits import At, Edit, edited
from gongwen.model import Document
from gongwen.reading.ledger import LedgerEntry
from gongwen.recognition.balance import said_blocks

__all__ = ["LineText", "guard_letters", "guard_order", "guard_paragraphs", "text_changed"]

_SHOWN = 16


def text_changed(before: str, after: str) -> DocumentError:
    """The error of a text that came out otherwise; the first place where it did."""
    at = next((at for at, (one, other) in enumerate(zip_longest(before, after)) if one != other), 0)
    start = max(0, at - 4)
    was, became = before[start : at + _SHOWN], after[start : at + _SHOWN]
    message = f"改过的文件与原来的文字对不上（原来“{was}”，改后“{became}”），没有写出"
    return DocumentError(Fault("text-changed", message, "请把文件发给维护者；急用时照检查报告手工改"))


class LineText(NamedTuple):
    """What a paragraph says, kept before it changes."""

    part: str
    number: int
    text: str


def guard_paragraphs(before: Iterable[LineText], edits: Mapping[At, Sequence[Edit]], after: Iterable[Line]) -> None:
    """Every paragraph of every part says what it said, but for its edits; empty ones may go.

    Raises :class:`~gongwen.DocumentError` (text-changed).
    """
    wanted = _texts((one.part, edited(one.text, edits.get((one.part, one.number), ()))) for one in before)
    found = _texts((line.paragraph.part, line.text) for line in after)
    for part in wanted.keys() | found.keys():
        for one, other in zip_longest(wanted.get(part, ()), found.get(part, ()), fillvalue=""):
            if one != other:
                raise text_changed(one, other)


def _texts(lines: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    made: dict[str, list[str]] = {}
    for part, text in lines:
        if text:
            made.setdefault(part, []).append(text)
    return made


def guard_order(text: str, document: Document, ledger: Iterable[LedgerEntry]) -> None:
    """What the document says in its body and in what is attached stands in the text in the same order, to the letter,
    but for what the ledger lists as put there. Marks between words and the width of letters are the ledger's affair.

    That no letter of the text is missing is the balance of the reading. Raises :class:`~gongwen.DocumentError`
    (text-changed).
    """
    lines = [letters for line in text.split("\n") if (letters := _letters(line))]
    whole = "".join(lines)
    put: Counter[str] = Counter()
    for entry in ledger:
        if entry.kind in ("changed", "added"):
            put.update(_letters(entry.became or ""))
    for blocks in (document.body, *(one.body for one in document.attachments), *(one.body for one in document.issued)):
        said = [letters for one in said_blocks(blocks) if (letters := _letters(one))]
        if "".join(said) in whole:
            continue
        for tag, i, j, k, m in SequenceMatcher(None, lines, said, autojunk=False).get_opcodes():
            if tag in ("replace", "insert"):
                _compare("".join(lines[i:j]), "".join(said[k:m]), put)


def _compare(source: str, said: str, put: Counter[str]) -> None:
    for tag, i, _, k, m in SequenceMatcher(None, source, said, autojunk=False).get_opcodes():
        if tag in ("replace", "insert") and Counter(said[k:m]) - put:
            raise text_changed(source[max(0, i - 4) :], said[max(0, k - 4) :])


def guard_letters(before: str, after: str, ledger: Iterable[LedgerEntry], left_out: Iterable[str]) -> None:
    """Every letter of the old file stands in the new one, but for what the ledger lists, and what is left out.

    Raises :class:`~gongwen.DocumentError` (text-changed).
    """
    wanted = Counter(_letters(before))
    for entry in ledger:
        if entry.kind in ("dropped", "changed"):
            wanted.subtract(_letters(entry.text))
        if entry.kind in ("changed", "added"):
            wanted.update(_letters(entry.became or ""))
    for said in left_out:
        wanted.subtract(_letters(said))
    missing = wanted - Counter(_letters(after))
    if missing:
        raise text_changed("".join(missing.elements()), "")


def _letters(text: str) -> str:
    """The letters and figures of a text, whichever their width."""
    return "".join(one for one in unicodedata.normalize("NFKC", text) if one.isalnum())
