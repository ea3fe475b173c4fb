"""Slips of the keyboard set right: what people type in place of YAML's ``key: value``, where it cannot be mistaken.

In: lines as typed. Out: the same number of lines, so that numbers of lines stay true. A full-width colon, no space
after the colon, ideographic spaces as indentation and (in sources) a value that begins with ``{{`` or ``{%`` are
accepted.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from gongwen.patterns import pattern
from gongwen.standard.vocabulary import english_name
from gongwen.text import BLANKS, trim

__all__ = ["front_matter_as_yaml", "settings_as_yaml"]

_TOP_LINE = pattern(rf"([^\W\d_]\w{{0,19}})[{BLANKS}]*([:：])(.*)")
_SUB_LINE = pattern(rf"( +(?:- +)?|- +)(\w+)[{BLANKS}]*[:：](.*)")
_INDENT = pattern(f"[{BLANKS}]+")
_PLACEHOLDER = pattern(r"\{[{%]")


def front_matter_as_yaml(lines: Sequence[str], subkeys_of: Mapping[str, Container[str]]) -> list[str]:
    """The lines of a source's front matter; ``subkeys_of`` tells the names inside entries that are groups.

    >>> front_matter_as_yaml(["文种：通知", "印章：", "　　图片：seal.png"], {"seals": {"图片"}})
    ['文种: 通知', '印章:', '  图片: seal.png']
    """
    written: list[str] = []
    field: str | None = None
    for index, line in enumerate(lines):
        top = _TOP_LINE.match(line)
        if top:
            field = english_name(top[1])
            known_or_wide = field is not None or top[2] == "："
            unspaced = top[3] and not top[3].startswith((" ", "\t"))
            value = top[3]
            if field is not None and field not in subkeys_of:
                following = lines[index + 1] if index + 1 < len(lines) else ""
                value = as_text(trim(value), alone=not following.startswith((" ", "\t", "\u3000")))
            written.append(_pair(top[1], value) if known_or_wide or unspaced else line)
            continue
        indent = _INDENT.match(line)
        plain = " " * 2 + line[indent.end() :] if indent and indent[0].strip(" \t") else line
        sub = _SUB_LINE.match(plain)
        is_pair = sub and (sub[2] in subkeys_of.get(field or "", ()) or (field in _NAMED_FREELY and len(sub[2]) > 1))
        written.append(f"{sub[1]}{_pair(sub[2], sub[3])}" if sub and is_pair else plain)
    return written


# Entries whose parts may have the names of agencies; a single letter before a colon is a drive.
_NAMED_FREELY = ("seals",)
_SETTING = pattern(r"(\s*)([^\s:：#{}\[\]\"'&*!|>%@`-][^:：#]*)([:：])(.*)")


def settings_as_yaml(lines: Sequence[str]) -> list[str]:
    """The lines of a file of settings, where every line that is not part of a longer text may be a name and a value.

    >>> settings_as_yaml(["代字：", "　通知：青政发", "　函:青政函", "附注: |", "  联系人：王小满"])
    ['代字:', '  通知: 青政发', '  函: 青政函', '附注: |', '  联系人：王小满']
    """
    written: list[str] = []
    inside: int | None = None  # the indentation of a name with a value, which deeper lines continue
    for line in lines:
        indent = _INDENT.match(line)
        lead = indent[0].replace("\u3000", "  ").replace("\u00a0", " ") if indent else ""
        plain = lead + line[indent.end() :] if indent else line
        if not trim(plain) or (inside is not None and len(lead) > inside):
            written.append(plain)
            continue
        inside = None
        found = _SETTING.fullmatch(plain)
        if not found or (found[3] == ":" and (not found[4] or found[4].startswith((" ", "\t")))):
            if found and _has_value(found[4]):
                inside = len(lead)
            written.append(plain)
            continue
        if _has_value(found[4]):
            inside = len(lead)
        written.append(f"{found[1]}{_pair(trim(found[2]), found[4])}")
    return written


def _has_value(rest: str) -> bool:
    value = trim(rest)
    return bool(value) and not value.startswith("#")


def _pair(name: str, value: str) -> str:
    value = trim(value)
    if _PLACEHOLDER.match(value):
        value = _quoted(value)
    return f"{name}: {value}" if value else f"{name}:"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


_WHOLE = pattern(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ ]*(?:#.*)?""")
_COMMENT = pattern(r" +#.*")
_OPENING = ("[", "{", "|", ">", "&", "*", "!", "#", "'")


def as_text(value: str, *, alone: bool) -> str:
    """A value that people mean as a text and YAML reads otherwise, in quotation marks: one with quotation marks of its
    own, or with a colon and a blank. ``alone`` where no further lines belong to it.

    >>> print(as_text('""三夏"生产的通知"', alone=True), as_text("关于A: B的通知", alone=True))
    '"三夏"生产的通知' '关于A: B的通知'
    >>> as_text('"关于春耕的通知"  # 标题', alone=True)
    '"关于春耕的通知"  # 标题'
    """
    if not alone or value.startswith(_OPENING) or _WHOLE.fullmatch(value):
        return value
    comment = _COMMENT.search(value)
    text, rest = (value[: comment.start()], value[comment.start() :]) if comment else (value, "")
    if text.startswith('"'):
        if text.count('"') < _LEAST_MARKS:
            return value
        outer = text.startswith('""') or text.endswith('""')
        return _quoted(text[1:-1] if outer and text.endswith('"') else text) + rest
    return _quoted(text) + rest if ": " in text or text.endswith(":") else value


_LEAST_MARKS = 2
