"""YAML's events turned into nodes, and what YAML cannot read told in Chinese.

PyYAML loads here and nowhere else: most heads are plain (:mod:`gongwen.reading.yaml_lines`) and never come here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from gongwen.errors import Fault
from gongwen.patterns import pattern
from gongwen.reading.yaml_lines import NOTHING, Comment, Listing, Mapping, Node, ReadYaml, Scalar
from gongwen.text import join_folded, shown, trim

__all__ = ["read_events"]

_LOADER: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_QUOTE_IT = '把这一项的内容整个放进英文双引号里，如：标题: "……"'
_TOO_DEEP = ("列表或花括号套得太深", "改成一层列表，或把内容放进英文双引号里")


def read_events(text: str, first_line: int, deepest: int) -> ReadYaml:
    """The text's one node, its comments, or its faults.

    >>> read_events("签发人: {甲: 王小满}", 1, 4).node.pairs[0][1].pairs[0][1].text
    '王小满'
    """
    return _Reader(text, first_line, deepest).read()


class _StopError(Exception):
    """Reading ends here; the faults are written down."""


class _Reader:
    """One pass over the events of one text."""

    def __init__(self, text: str, first_line: int, deepest: int) -> None:
        self._text = text
        self._first_line = first_line
        self._deepest = deepest
        self._faults: list[Fault] = []
        self._spans: list[tuple[int, int]] = []
        self._comments: list[Comment] = []
        self._counted, self._breaks = 0, 0  # line feeds before a place; events come in the order of the text

    def read(self) -> ReadYaml:
        try:
            node = self._document(yaml.parse(self._text, Loader=_LOADER))
        except _StopError:
            node = None
        except yaml.YAMLError as error:
            self._faults.append(_syntax_fault(error, self._text.split("\n"), self._first_line))
            node = None
        if self._faults:
            return ReadYaml(None, (), tuple(self._faults))
        self._find_comments()
        return ReadYaml(node, tuple(self._comments), ())

    def _document(self, events: Iterator[yaml.Event]) -> Node | None:
        node: Node | None = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(event, "开头部分里又出现“---”或“...”", "开头部分只写一段，删去多余的记号")
            elif isinstance(event, yaml.NodeEvent):
                node = self._node(event, events, 1)
        return node

    def _node(self, event: yaml.NodeEvent, events: Iterator[yaml.Event], depth: int) -> Node:
        self._check(event, depth)
        line = self._line(event)
        if isinstance(event, yaml.SequenceStartEvent):
            items = tuple(self._node(inner, events, depth + 1) for inner in _until(events, yaml.SequenceEndEvent))
            return Listing(items, line)
        if isinstance(event, yaml.MappingStartEvent):
            pairs = []
            for inner in _until(events, yaml.MappingEndEvent):
                key = self._node(inner, events, depth + 1)
                value_event = next(events)
                assert isinstance(value_event, yaml.NodeEvent)  # a mapping's events come in pairs
                value = self._node(value_event, events, depth + 1)
                if isinstance(key, Scalar):
                    pairs.append((key, value))
                else:
                    self._refuse(inner, "名称应是文字，不能是列表或花括号", _QUOTE_IT)
            return Mapping(tuple(pairs), line)
        assert isinstance(event, yaml.ScalarEvent)  # aliases are refused above
        return self._scalar(event, line)

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> Scalar:
        start, end = _index(event.start_mark), _index(event.end_mark)
        self._spans.append((start, end))
        lines = self._text[start:end].split("\n")
        if event.style in {"|", ">"}:
            self._comment_in(lines[0], line)
        if not event.style:
            text = join_folded(lines)
            return Scalar("" if text in NOTHING else text, line)
        if event.style == ">":
            return Scalar(join_folded(lines[1:]), line, plain=False)
        return Scalar("\n".join(map(trim, event.value.strip("\n").split("\n"))), line, plain=False)

    def _check(self, event: yaml.Event, depth: int) -> None:
        if depth > self._deepest:
            self._refuse(event, *_TOO_DEEP)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            self._refuse(event, "以 & 或 * 开头的内容在这里有特别的意义", _QUOTE_IT)
        if getattr(event, "tag", None) is not None:
            self._refuse(event, "以 ! 开头的内容在这里有特别的意义", _QUOTE_IT)

    def _refuse(self, event: yaml.Event, message: str, cure: str) -> None:
        self._faults.append(Fault("unsupported-yaml", message, cure, line=self._line(event)))
        raise _StopError

    def _line(self, event: yaml.Event) -> int:
        place = _index(event.start_mark)
        if place < self._counted:
            self._counted, self._breaks = 0, 0
        self._breaks += self._text.count("\n", self._counted, place)
        self._counted = place
        return self._first_line + self._breaks

    # Between the scalars lie only marks and comments.
    def _find_comments(self) -> None:
        ends = [0, *(end for _, end in self._spans)]
        starts = [*(start for start, _ in self._spans), len(self._text)]
        line, counted = self._first_line, 0
        for end, start in zip(ends, starts, strict=True):
            line += self._text.count("\n", counted, end)
            counted = end
            for offset, gap in enumerate(self._text[end:start].split("\n")):
                self._comment_in(gap, line + offset)
        self._comments.sort(key=lambda comment: comment.line)

    def _comment_in(self, text: str, line: int) -> None:
        _, mark, comment = text.partition("#")
        if mark:
            self._comments.append(Comment(line, trim(f"#{comment}")))


def _index(mark: Any) -> int:
    index: int = mark.index  # the two parsers have different types of marks
    return index


def _until(events: Iterator[yaml.Event], end: type[yaml.Event]) -> Iterator[yaml.NodeEvent]:
    for event in events:
        if isinstance(event, end):
            return
        assert isinstance(event, yaml.NodeEvent)  # inside a node YAML's grammar allows nothing else
        yield event


# ---------------------------------------------------------------------------------- faults of YAML in words

# libyaml looks ahead, so its own limit (since 0.2.6) may be met before ours is.
_DEPTH_SAYING = "nesting depth"
# A part of the parser's saying (libyaml's and PyYAML's own differ), our message, the cure; the first that fits.
_SAYINGS: tuple[tuple[str, str, str], ...] = (
    (_DEPTH_SAYING, *_TOO_DEEP),
    ("quoted scalar", "引号没有配对", "在内容末尾补上同样的英文引号"),
    (
        "flow sequence",
        "方括号没有配对，或各项之间不是半角逗号",
        "补上“]”，各项用半角逗号隔开；内容里的括号放进英文双引号",
    ),
    ("flow mapping", "花括号没有配对，或写法不对", "写成“{图片: seal.png, 直径: 42}”的样子，逗号、冒号用半角"),
    ("flow node", "方括号或花括号里的写法不对", "补上配对的括号，各项用半角逗号隔开"),
    ("cannot start any token", "内容以 @ ` % 之类的符号开头", _QUOTE_IT),
    ("alias", "以 * 开头的内容在这里有特别的意义", _QUOTE_IT),
    ("anchor", "以 & 开头的内容在这里有特别的意义", _QUOTE_IT),
    ("tag", "以 ! 开头的内容在这里有特别的意义", _QUOTE_IT),
    ("directive", "内容以 % 开头", _QUOTE_IT),
    ("block scalar", "“|”或“>”后面多行内容的写法不对", "内容另起一行，每行前面空两个半角空格"),
    ("escape", "双引号里的反斜杠有特别的意义", "改用英文单引号，或把 \\ 写成 \\\\"),
    ("<document start>", "各项没有对齐，或多出了“...”", "每一项顶格写，删去“...”"),
    ("expected ':'", "这一行缺少冒号", "写成“名称: 内容”，冒号用半角，后面空一格"),
    ("sequence entries are not allowed", "列表的写法不对", "列表另起一行，每项一行，写成“- 内容”"),
    ("expected '-' indicator", "列表的写法不对", "列表写在名称下面，每项一行，写成“- 内容”"),
    ("mapping keys are not allowed", "内容以 ? 开头", _QUOTE_IT),
)
_TAB_INDENT = pattern(r"[ ]*\t")
_HAS_NAME = pattern(r"[^\s:：#-][^:：]*[:：]")


def _syntax_fault(error: yaml.YAMLError, lines: list[str], first_line: int) -> Fault:
    problem = str(getattr(error, "problem", None) or "")
    context = str(getattr(error, "context", None) or "")
    mark = getattr(error, "problem_mark", None)
    index = min(mark.line if mark is not None else 0, len(lines) - 1)
    opened = getattr(error, "context_mark", None)
    if opened is not None and any(part in context for part in ("quoted", "flow", "simple key")):
        index = min(opened.line, len(lines) - 1)
    message, cure, index = _in_words(f"{context} {problem}", lines, index)
    code = "unsupported-yaml" if _DEPTH_SAYING in problem else "wrong-yaml"
    return Fault(code, message, cure, value=shown(trim(lines[index])) or None, line=first_line + index)


def _in_words(said: str, lines: list[str], index: int) -> tuple[str, str, int]:
    line = lines[index]
    tabbed = next((at for at in (index, index - 1) if at >= 0 and _TAB_INDENT.match(lines[at])), None)
    if tabbed is not None:
        return "行首是制表符（Tab）", "把行首的制表符换成两个半角空格", tabbed
    if "mapping values are not allowed" in said:
        return _wrong_colon(lines, index)
    for part, message, cure in _SAYINGS:
        if part in said:
            return message, cure, index
    if line[:1] in {" ", "\t"}:
        return "这一行的缩进不对", "名称顶格写；多行内容的各行前面空两个半角空格", index
    if not _HAS_NAME.match(line):
        return "这一行不是“名称: 内容”", "写成“名称: 内容”；接着上一行的内容时，前面空两个半角空格", index
    return "这一行的写法不对", _QUOTE_IT, index


def _wrong_colon(lines: list[str], index: int) -> tuple[str, str, int]:
    """A colon where none may stand: in a text, or in a line under one that has none itself."""
    if index > 0 and lines[index][:1] not in {" ", "\t"} and not _HAS_NAME.match(lines[index - 1]):
        return "这一行缺少冒号", "写成“名称: 内容”，冒号用半角，后面空一格", index - 1
    if lines[index][:1] == " ":
        return "这一行的缩进不对，或内容里有半角冒号加空格", f"名称顶格写；是内容就{_QUOTE_IT}", index
    return "内容里有半角冒号加空格", _QUOTE_IT, index
