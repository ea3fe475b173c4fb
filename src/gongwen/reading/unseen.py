"""Characters that nobody sees: dropped from what is read, each with a remark.

They come with texts that were copied from pages and chats, or were put there so that a name, a key or an amount is
another one than a reader believes. What letters need stays (:func:`gongwen.text.unseen`). The model refuses them in
lines (titles, names), and those that turn a text round everywhere; in a source they are dropped from the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from gongwen.errors import Fault
from gongwen.reading.ledger import LedgerEntry
from gongwen.reading.reasons import Reason
from gongwen.text import INVISIBLE, TURNS, shown, unseen, without_unseen

__all__ = ["drop_unseen", "seen_only", "unseen_faults"]

_PROSE = ("text", "header", "rows")
"""Parts of a block in which the model keeps what is invisible and turns nothing: a place for a line to turn, say."""


def drop_unseen(text: str, *, first_line: int = 1) -> tuple[str, list[LedgerEntry]]:
    """The text of a source without them, and an entry for each line that had some.

    >>> text, entries = drop_unseen("标题: 防汛\\u200b工作\\n上坝村\\u202e")
    >>> text.split("\\n"), [entry.text for entry in entries]
    (['标题: 防汛工作', '上坝村'], ['U+200B', 'U+202E'])
    """
    if text.isascii() or not INVISIBLE.search(text):
        return text, []
    lines = text.split("\n")
    entries = []
    for index, line in enumerate(lines):
        found = unseen(line)
        if found:
            lines[index] = without_unseen(line)
            entries.append(LedgerEntry(first_line + index, "dropped", _codes(found), None, Reason.UNSEEN))
    return "\n".join(lines), entries


def unseen_faults(lines: Sequence[str]) -> list[Fault]:
    """The same as faults, for files without a ledger: a unit's file, a page."""
    return [
        Fault("control-character", f"含有看不见的字符 {_codes(found)}", "删去这个字符", value=shown(line), line=number)
        for number, line in enumerate(lines, start=1)
        if (found := unseen(line))
    ]


def seen_only(data: dict[str, Any]) -> tuple[dict[str, Any], tuple[LedgerEntry, ...]]:
    """The data of a .docx without what the model would refuse, and an entry for each text that had some."""
    if not _has_invisible(data):
        return data, ()
    entries: list[LedgerEntry] = []
    cleaned: dict[str, Any] = _cleaned(data, entries, prose=False)
    return cleaned, tuple(entries)


def _has_invisible(data: dict[str, Any]) -> bool:
    """Whether any text has one: asked of every document, and nearly none has."""
    waiting: list[Any] = [data]
    search = INVISIBLE.search
    for value in waiting:
        kind = type(value)
        if kind is str:
            if search(value):
                return True
        elif kind is dict:
            waiting += value.values()
        elif kind is list or kind is tuple:
            waiting += value
    return False


def _cleaned(value: Any, entries: list[LedgerEntry], *, prose: bool) -> Any:
    if isinstance(value, str):
        found = [one for one in unseen(value) if not prose or TURNS.match(one[0])]
        if not found:
            return value
        entries.append(LedgerEntry(0, "dropped", f"{_codes(found)}（在“{shown(value)[:20]}”里）", None, Reason.UNSEEN))
        return TURNS.sub("", value) if prose else without_unseen(value)
    if isinstance(value, dict):
        return {key: _cleaned(inner, entries, prose=key in _PROSE) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        made = [_cleaned(inner, entries, prose=prose) for inner in value]
        return tuple(made) if isinstance(value, tuple) else made
    return value


def _codes(found: Iterable[re.Match[str]]) -> str:
    return "、".join(dict.fromkeys(f"U+{ord(one[0]):04X}" for one in found))
