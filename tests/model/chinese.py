"""What a message for clerks must not have: words of another language, names of classes, leftovers of formatting."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from gongwen.errors import Fault, GongwenError

__all__ = ["foreign_words", "is_said_in_chinese", "made_or_refused"]

_Made = TypeVar("_Made")

_WORD = re.compile(r"[A-Za-z_][A-Za-z_]+")
_PROPER = {
    "WebP", "TIFF", "HEIC", "SVG",
    "PNG", "JPEG", "GIF", "BMP", "MB", "GB", "JSON", "YAML", "UTF", "GBK", "PDF", "RTF", "Word", "WPS", "Excel",
    "document",
    "AMB", "GW", "YL", "FW", "WZ", "YZ", "ERR", "FJ",
    "gongwen", "docx", "doc", "md", "yaml", "yml", "xml", "TL", "bo", "ug", "mn", "ii", "za",
    "type", "paragraph", "section", "table", "picture", "run_in", "true", "false",
    "register", "list", "next", "void", "export", "import", "reason", "force", "xlsx", "xls", "csv",
    "new", "render", "schema", "batch", "template", "check", "rules", "source", "key", "jobs", "resume", "skip-bad",
    "serve", "mcp", "MCP", "fix", "fonts", "OFD", "LibreOffice",
    "help", "set", "group", "details", "fields", "unit", "json", "profile", "output", "GONGWEN_DEBUG",
}  # fmt: skip
"""Names of formats, programs, commands, clauses and JSON keys: they have no other name in Chinese."""


def foreign_words(text: str) -> list[str]:
    """The words of a message that a clerk may not know; what stands in “ ” or 〔 〕 was typed by the clerk."""
    own = re.sub("“[^”]*”|〔[^〕]*〕|‘[^’]*’|U\\+[0-9A-F]+|[\\w./-]+\\.(?:xml|rels|db|xlsx|csv)", "", text)
    return [word for word in _WORD.findall(own) if word not in _PROPER]


def is_said_in_chinese(fault: Fault) -> bool:
    """Whether message and cure are whole sentences in Chinese without foreign words."""
    return all(
        re.search("[\u4e00-\u9fff]{2}", text) and "{" not in re.sub("“.*”", "", text) and not foreign_words(text)
        for text in (fault.message, fault.cure)
    )


def made_or_refused(make: Callable[[], _Made]) -> _Made | None:
    """What is made, or None when it is refused; a refusal must be an error of ours, said in Chinese."""
    try:
        return make()
    except GongwenError as refused:
        faults = refused.faults
    assert faults
    assert [fault for fault in faults if not is_said_in_chinese(fault)] == []
    return None
