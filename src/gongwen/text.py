"""Characters: blanks at the ends of a line, lines that hold one text, and texts that are safe to show in a message."""

from __future__ import annotations

import re

from gongwen.patterns import pattern

__all__ = [
    "BLANKS",
    "CONTROL",
    "FORBIDDEN",
    "INVISIBLE",
    "NO_BREAK_SPACE",
    "TURNS",
    "join_folded",
    "one_line",
    "shown",
    "trim",
    "unseen",
    "with_whole_figures",
    "without_unseen",
]

# White space and marks without a glyph; never control characters, which the model refuses by name.
# Each stands for itself in str.strip and in a regular expression's class alike.
BLANKS = " \t\u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200C)))

NO_BREAK_SPACE = "\u00a0"
_PARTED_FIGURE = re.compile(r"[0-9][0-9.,]*(?: [0-9][0-9.,]*)+")
_LONGEST_FIGURE = 24

# The characters that neither YAML nor XML can carry.
CONTROL = pattern("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# Those that XML 1.0 and a spreadsheet cannot carry, and the carriage return, which XML silently turns into a line feed.
FORBIDDEN = pattern("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")

TURNS = pattern("[\u202a-\u202e\u2066-\u2069]")
"""Marks that let a text be read in another order than it is written; they have no place on paper."""
INVISIBLE = pattern(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
"""Characters that nobody sees: of no width, marks of direction, soft hyphens, tags, variants."""
# Of these the forms of letters need some: variants of 汉字 and of Mongolian letters everywhere; joiners, and marks of
# direction that turn nothing, beside letters that are joined or run from the right (维吾尔文、哈萨克文) and in emoji.
_VARIANTS = pattern("[\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_JOINERS = pattern("[\u200c-\u200f\u061c]")
_JOINED = pattern(
    "[\u0590-\u08ff\u0900-\u0fff\u1000-\u109f\u1780-\u18af\u2600-\u27bf\ufb1d-\ufdff\ufe70-\ufefc\U0001f000-\U0001faff]"
)
_BREAKS = pattern("[\t\n\u0085\u2028\u2029]")
_WIDE = pattern("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


def trim(text: str) -> str:
    """The text without blanks at its ends, ideographic spaces included.

    >>> trim("　　春耕在即。 ")
    '春耕在即。'
    """
    return text.strip(BLANKS)


def with_whole_figures(text: str) -> str:
    """The text with a no-break space for every blank within a figure, so that no line turns there.

    A figure is what digits, points and single blanks make up, up to so many characters; more are a row of figures.

    >>> with_whole_figures("面积 1 187.5 公顷").replace(NO_BREAK_SPACE, "_")
    '面积 1_187.5 公顷'
    """
    return _PARTED_FIGURE.sub(_kept_whole, text) if " " in text else text


def _kept_whole(found: re.Match[str]) -> str:
    figure = found[0]
    return figure.replace(" ", NO_BREAK_SPACE) if len(figure) <= _LONGEST_FIGURE else figure


def one_line(text: str) -> str:
    """The text with tabs as spaces, for fields that hold one line."""
    return trim(text.replace("\t", " "))


def shown(text: str) -> str:
    """The text on one line with control characters made visible, so that a message cannot upset a terminal.

    >>> shown("上坝村\\x1b[2J")
    '上坝村\ufffd[2J'
    """
    return CONTROL.sub("\ufffd", _BREAKS.sub(" ", text))


def unseen(text: str) -> list[re.Match[str]]:
    """The characters of a text that nobody sees and that no letter of it needs.

    >>> [f"U+{ord(found[0]):04X}" for found in unseen("上坝\u200b村\u202e")], unseen("ئۇي\u200cغۇر")
    (['U+200B', 'U+202E'], [])
    """
    joined = None
    found = []
    for one in INVISIBLE.finditer(text):
        if _VARIANTS.match(one[0]):
            continue
        if _JOINERS.match(one[0]):
            joined = _JOINED.search(text) is not None if joined is None else joined
            if joined:
                continue
        found.append(one)
    return found


def without_unseen(text: str) -> str:
    """The text without the characters that nobody sees and that no letter of it needs.

    >>> without_unseen("上坝\u200b村")
    '上坝村'
    """
    kept, last = [], 0
    for one in unseen(text):
        kept.append(text[last : one.start()])
        last = one.end()
    return "".join([*kept, text[last:]])


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
