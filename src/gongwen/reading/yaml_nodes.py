"""Front matter as nodes: YAML read as people mean it, every value the text that was typed, every node with its line.

YAML's events are turned into nodes here instead of by PyYAML's constructor: nothing is guessed to be a number, a date
or a boolean; anchors, aliases, tags and deep nests are refused; and comments are found, so that the ledger can name
what they drop.
"""

from __future__ import annotations

from gongwen.errors import packages_needed
from gongwen.reading.yaml_lines import Comment, Listing, Mapping, Node, ReadYaml, Scalar, read_plain_lines

__all__ = ["Comment", "Listing", "Mapping", "Node", "ReadYaml", "Scalar", "read_yaml", "typed_text"]

_DEEPEST = 4
"""Levels of lists and groups that front matter needs."""


def read_yaml(text: str, *, first_line: int = 1, deepest: int = _DEEPEST) -> ReadYaml:
    """The text's one node; ``first_line`` is the number of its first line in the file.

    Lists and groups within each other deeper than ``deepest`` are a fault.

    >>> read_yaml("印数: 007  # 份").node
    Mapping(pairs=((Scalar(text='印数', line=1, plain=True), Scalar(text='007', line=1, plain=True)),), line=1)
    >>> read_yaml("印数: 007  # 份").comments
    (Comment(line=1, text='# 份'),)
    >>> print(*read_yaml("标题: 关于A: B的通知").faults)
    第1行 内容里有半角冒号加空格：写的是“标题: 关于A: B的通知”。处理：把这一项的内容整个放进英文双引号里，如：标题: "……"
    """
    plain = read_plain_lines(text, first_line)
    if plain is not None:
        return plain
    with packages_needed():
        from gongwen.reading.yaml_events import read_events  # noqa: PLC0415 - PyYAML loads only for what is not plain

    return read_events(text, first_line, deepest)


def typed_text(node: Node) -> str:
    """All texts of a node, for a ledger that says what was replaced.

    >>> typed_text(Listing((Scalar("上坝村", 1), Scalar("下坝村", 2)), 1))
    '上坝村，下坝村'
    """
    match node:
        case Scalar(text=text):
            return text
        case Listing(items=items):
            return "，".join(map(typed_text, items))
        case Mapping(pairs=pairs):
            return "，".join(f"{key.text}: {typed_text(value)}" for key, value in pairs)
