"""Lines that know their places: text that is cut, joined and edited while every character keeps its line and column.

A :class:`Typed` is a piece of text with anchors into the input; a :class:`Line` is one line of a paste or one paragraph
of a .docx, with the facts of its formatting where there are any.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from gongwen.model import Picture, Table
from gongwen.reading.ledger import LedgerEntry

__all__ = ["Edit", "Formatting", "Line", "Typed", "changed", "dropped", "edited", "joined"]


class _Anchor(NamedTuple):
    """From this character on, text stands in the input at this line and column."""

    at: int
    line: int
    column: int


class Typed(NamedTuple):
    """A piece of text and where it was typed.

    >>> typed = Typed.at("一、加强领导", line=4, column=3)
    >>> typed.cut(2).text, typed.cut(2).place
    ('加强领导', (4, 5))
    """

    text: str
    anchors: tuple[_Anchor, ...]

    @classmethod
    def at(cls, text: str, line: int, column: int = 1) -> Typed:
        """Text that stands in the input as it is, from one place on."""
        return cls(text, (_Anchor(0, line, column),))

    @property
    def place(self) -> tuple[int, int]:
        """Line and column of the first character."""
        return self.place_of(0)

    def place_of(self, at: int) -> tuple[int, int]:
        """Line and column of a character."""
        anchors = self.anchors
        anchor = anchors[0] if len(anchors) == 1 else anchors[max(0, bisect_right(anchors, at, key=_start) - 1)]
        return anchor.line, anchor.column + max(0, at - anchor.at)

    def cut(self, start: int, end: int | None = None) -> Typed:
        """The piece from one character up to another."""
        text = self.text[start:end]
        anchors = self.anchors
        if len(anchors) == 1:
            return (
                Typed(text, (_Anchor(0, anchors[0].line, anchors[0].column + start),))
                if start
                else Typed(text, anchors)
            )
        stop = start + len(text)
        line, column = self.place_of(start)
        inner = (_Anchor(a.at - start, a.line, a.column) for a in anchors if start < a.at < stop)
        return Typed(text, (_Anchor(0, line, column), *inner))

    def __bool__(self) -> bool:
        return bool(self.text)


def _start(anchor: _Anchor) -> int:
    return anchor.at


def joined(pieces: Sequence[Typed]) -> Typed:
    """Pieces put together, each character still at its place."""
    if len(pieces) == 1:
        return pieces[0]
    anchors: list[_Anchor] = []
    length = 0
    for piece in pieces:
        if piece.text or not anchors:
            anchors.extend(_Anchor(a.at + length, a.line, a.column) for a in piece.anchors)
        length += len(piece.text)
    return Typed("".join(piece.text for piece in pieces), tuple(anchors))


Edit: TypeAlias = tuple[int, int, str, str]
"""A change of a text: from, up to, what stands there afterwards, and why."""


def edited(typed: Typed, edits: Iterable[Edit], ledger: list[LedgerEntry]) -> Typed:
    """The text after edits that stand in order and do not overlap; each becomes an entry of the ledger.

    >>> ledger = []
    >>> edited(Typed.at("各村,镇直", 1), [(2, 3, "，", "汉字之间用全角标点")], ledger).text
    '各村，镇直'
    >>> print(*ledger)
    第1行第3字 改写：“,”→“，”（汉字之间用全角标点）
    """
    pieces: list[Typed] = []
    text, at = typed.text, 0
    for start, end, becomes, reason in edits:
        if start < at:
            continue
        line, column = typed.place_of(start)
        if start > at:
            pieces.append(typed.cut(at, start))
        if becomes:
            pieces.append(Typed.at(becomes, line, column))
        kind: Literal["changed", "dropped"] = "changed" if becomes else "dropped"
        ledger.append(LedgerEntry(line, kind, text[start:end], becomes or None, reason, column))
        at = end
    if not at:
        return typed
    pieces.append(typed.cut(at))
    return joined(pieces)


def dropped(typed: Typed, reason: str) -> LedgerEntry:
    """The entry of a text that does not go into the model."""
    line, column = typed.place
    return LedgerEntry(line, "dropped", typed.text, None, reason, column)


def changed(typed: Typed, becomes: str, reason: str) -> LedgerEntry:
    """The entry of a text that stands in the model otherwise than typed."""
    line, column = typed.place
    return LedgerEntry(line, "changed", typed.text, becomes, reason, column)


@dataclass(frozen=True)
class Formatting:
    """What a paragraph of a .docx looks like; whoever reads the .docx fills it in. Every fact may be unknown."""

    size: float | None = None  # points
    bold: bool | None = None
    alignment: Literal["left", "center", "right", "justify", "distribute"] | None = None
    colour: str | None = None  # RRGGBB
    face: str | None = None  # of the 汉字
    indent: float | None = None  # of the first line, in characters
    text_size: float | None = None  # of the running text around, in points
    style: str | None = None  # the name of the paragraph's style
    outline: int | None = None  # level of a heading, from 1; None: text
    new_page: bool = False
    soft: bool = False  # after a soft break within a paragraph, so that it may go on
    under_picture: bool = False


@dataclass(frozen=True)
class Line:
    """One line or paragraph: its text without blanks at the ends, and what stood around it.

    ``indent`` counts the blanks before it (an ideographic space is two), ``above`` the empty lines over it. A table or
    a picture is a line of its own whose text is what it holds.
    """

    typed: Typed
    indent: int = 0
    above: int = 0
    formatting: Formatting | None = None
    solid: Table | Picture | None = None
    hashes: int = 0  # Markdown: the level a heading was marked with
    width: int = 0  # as typed, in half-width characters, the blanks before it too; 0 where nobody counted

    @property
    def text(self) -> str:
        """The words."""
        return self.typed.text
