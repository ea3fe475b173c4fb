"""The nodes that YAML is read as, and the plain heads whose lines are their own reading.

Loading PyYAML takes longer than reading ten sources. The head of most sources is one name and one value a line, in
characters that mean nothing to YAML; what YAML makes of such a line is the line itself. Every other text, and whatever
is only nearly so plain, is read by YAML (:mod:`gongwen.reading.yaml_events`). tests/reading/test_yaml_lines.py holds
both readings against each other.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from gongwen.errors import Fault
from gongwen.patterns import pattern
from gongwen.text import trim

__all__ = ["NOTHING", "Comment", "Listing", "Mapping", "Node", "ReadYaml", "Scalar", "read_plain_lines"]


class Scalar(NamedTuple):
    """A text; ``plain`` when it was typed without quotation marks."""

    text: str
    line: int
    plain: bool = True


class Listing(NamedTuple):
    """A list of nodes."""

    items: tuple[Node, ...]
    line: int


class Mapping(NamedTuple):
    """Keys and values in the order typed, repeated keys included."""

    pairs: tuple[tuple[Scalar, Node], ...]
    line: int


Node: TypeAlias = Scalar | Listing | Mapping


class Comment(NamedTuple):
    """A comment and its line."""

    line: int
    text: str


class ReadYaml(NamedTuple):
    """The node of the text (None when it is empty or faulty), its comments, and its faults."""

    node: Node | None
    comments: tuple[Comment, ...]
    faults: tuple[Fault, ...]


NOTHING = frozenset(("", "~", "null", "Null", "NULL"))
"""What YAML writes where there is no value."""

# What is no mark of ASCII means nothing to YAML; of those marks, % ( ) + - . / _ mean nothing within a text. Sets of
# what is not allowed compile ten times as fast as one with all 汉字 in it.
_LETTER = r"[^\s!-/:-@\[-`{-~]"
_INNER = r"[^\s!-$&'*,:-@\[-^`{-~]"
_TEXT = rf"{_LETTER}{_INNER}*(?:[ \u3000]{_INNER}+)*"
_PAIR = pattern(rf'({_LETTER}{{1,20}}): (?:({_TEXT})|"({_TEXT})"|\[({_TEXT}(?:, {_TEXT})*)\]|\|)')
_PRINTED = str.maketrans("", "", "\n\u3000")
_LINE_OF_BLOCK = pattern(rf"  ({_TEXT})")


def read_plain_lines(text: str, first_line: int) -> ReadYaml | None:
    """The mapping and the comments of a text that is plain from end to end; None for any other.

    >>> read_plain_lines("# 样稿\\n文种: 通知\\n标题: |\\n  关于做好春耕备耕\\n  工作的通知", 2).node.pairs[1][1].text
    '关于做好春耕备耕\\n工作的通知'
    >>> read_plain_lines("印数: 30  # 份", 2) is None
    True
    """
    pairs: list[tuple[Scalar, Node]] = []
    comments: list[Comment] = []
    lines = text.split("\n")
    if not text.translate(_PRINTED).isprintable():  # what is not may break a line, or be refused
        return None
    at = 0
    while at < len(lines):
        line = first_line + at
        found = _PAIR.fullmatch(lines[at])
        at += 1
        if found is None:
            if not lines[at - 1].startswith("#"):
                return None
            comments.append(Comment(line, trim(lines[at - 1])))
            continue
        name, plain, quoted, listed = found.groups()
        value: Node
        if plain is not None:
            value = _plain(plain, line)
        elif quoted is not None:
            value = Scalar(quoted, line, plain=False)
        elif listed is not None:
            value = Listing(tuple(_plain(item, line) for item in listed.split(", ")), line)
        else:
            block: list[str] = []
            while at < len(lines) and (inner := _LINE_OF_BLOCK.fullmatch(lines[at])):
                block.append(inner[1])
                at += 1
            if not block or (at < len(lines) and not _PAIR.fullmatch(lines[at])):
                return None
            value = Scalar("\n".join(block), line, plain=False)
        pairs.append((_plain(name, line), value))
    return ReadYaml(Mapping(tuple(pairs), pairs[0][0].line), tuple(comments), ()) if pairs else None


def _plain(text: str, line: int) -> Scalar:
    return Scalar("" if text in NOTHING else text, line)
