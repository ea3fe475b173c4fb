"""The titles that a text announces: those of its attachments, and of what it issues or forwards."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongwen.recognition.elements import attachment_names
from gongwen.recognition.forms import squeezed
from gongwen.recognition.lines import Line
from gongwen.recognition.titles import Names

__all__ = ["announced"]

_NOTE = re.compile(r"附\s*件?\s*[：:]\s*\S")
_FURTHER = re.compile(r"[（(]?\d{1,2}[）)]?[.．、]")
_TITLE = "《((?:[^《》]|《[^《》]{2,60}》){2,80})》"  # which may quote another one
_ISSUED = re.compile(
    f"(?:印发|转发|批转|颁布|公布|发布)(?:了|给你们)?{_TITLE}|{_TITLE}(?:已经|印发|"
    "予以印发|转发)|(?:印发|转发)([^《》。，；：]{4,60})的通知"
)
_MOST_ENTRIES = 30
_LONGEST_TITLE_LINE = 45


def _next_words(lines: Sequence[Line], index: int) -> str:
    """The next line, where a title may go on."""
    following = lines[index + 1] if index + 1 < len(lines) else None
    return following.text if following and not following.solid and len(following.text) <= _LONGEST_TITLE_LINE else ""


def announced(lines: Sequence[Line]) -> Names:
    """The titles that a text gives its attachments and what it issues."""
    names: list[tuple[str, int]] = []
    for index, line in enumerate(lines):
        text = line.text
        if line.solid:
            continue
        if text[0] == "附" and _NOTE.match(text):
            note = [line.typed]
            for following in lines[index + 1 : index + _MOST_ENTRIES]:
                if following.solid or not _FURTHER.match(following.text):
                    break
                note.append(following.typed)
            names += [(squeezed(name.text), index) for name in attachment_names(note)]
        elif "发" in text or "布" in text or "转" in text:
            whole = text + _next_words(lines, index) if len(text) <= _LONGEST_TITLE_LINE else text
            if "《" in whole or "的通知" in whole:
                issued = (next(group for group in found.groups() if group) for found in _ISSUED.finditer(whole))
                names += [(squeezed(name), index) for name in issued]
    return Names(names)
