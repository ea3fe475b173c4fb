"""Characters: blanks at the ends of a line, lines that hold one text, and texts that are safe to show in a message."""

from __future__ import annotations

import re

__all__ = ["BLANKS", "CONTROL", "FORBIDDEN", "join_folded", "one_line", "shown", "trim"]

# White space and marks without a glyph; never control characters, which the model refuses by name.
# Each stands for itself in str.strip and in a regular expression's class alike.
BLANKS = " \t\u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200C)))

# The characters that neither YAML nor XML can carry.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# Those that XML 1.0 and a spreadsheet cannot carry, and the carriage return, which XML silently turns into a line feed.
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("[\t\n\u0085\u2028\u2029]")
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


def trim(text: str) -> str:
    """The text without blanks at its ends, ideographic spaces included.

    >>> trim("　　春耕在即。 ")
    '春耕在即。'
    """
    return text.strip(BLANKS)


def one_line(text: str) -> str:
    """The text with tabs as spaces, for fields that hold one line."""
    return trim(text.replace("\t", " "))


def shown(text: str) -> str:
    """The text on one line with control characters made visible, so that a message cannot upset a terminal.

    >>> shown("上坝村\\x1b[2J")
    '上坝村\ufffd[2J'
    """
    return CONTROL.sub("\ufffd", _BREAKS.sub(" ", text))


def join_folded(lines: list[str]) -> str:
    """Lines of one folded text joined: an empty line breaks, and no space comes between Chinese characters.

    >>> join_folded(["青山镇人民政府关于", "做好防汛工作的通知"])
    '青山镇人民政府关于做好防汛工作的通知'
    >>> join_folded(["on flood", "control"])
    'on flood control'
    """
    joined = ""
    broken = True
    for line in map(trim, lines):
        if not line:
            joined += "" if broken else "\n"
            broken = True
        else:
            joined += line if broken or _WIDE.match(joined[-1]) or _WIDE.match(line) else f" {line}"
            broken = False
    return joined.strip("\n")
