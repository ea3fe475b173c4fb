"""Mess taken off lines, character by character: what cannot be printed, HTML and Markdown, half-width punctuation
between 汉字, blanks inside words. Every change is an entry of the ledger; no word is ever rewritten.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from gongwen.reading.ledger import LedgerEntry
from gongwen.reading.reasons import Reason
from gongwen.recognition.lines import Edit, Line, Typed, dropped, edited
from gongwen.text import BLANKS

__all__ = ["RawLines", "cleaned", "split_lines", "without_common_room", "without_markdown"]

# ---------------------------------------------------------------------------------- lines

# Every way to break a line; a carriage return with its line feed is one break of two characters.
_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_BREAK = re.compile(f"\r\n|[{_BREAKS}]")


class RawLines(NamedTuple):
    """The lines of a text as typed, and how many characters its line breaks have."""

    lines: list[str]
    breaks: int


def split_lines(text: str) -> RawLines:
    """The lines of a text.

    >>> split_lines("各村：\\r\\n春耕在即。\\n")
    RawLines(lines=['各村：', '春耕在即。', ''], breaks=3)
    """
    lines = _BREAK.split(text)
    return RawLines(lines, len(text) - sum(map(len, lines)))


# ---------------------------------------------------------------------------------- what each rule looks for

# Of each kind what stands in its class of characters.
_UNSEEN = (
    "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff"
)
_PRIVATELY_USED = "\ue000-\uf8ff\U000f0000-\U0010ffff"
_SIGNS = (
    "\U0001f000-\U0001faff\u203c\u2049\u231a\u231b\u23e9-\u23f3\u23f8-\u23fa\u2600-\u2604\u260e\u2614"
    "\u2615\u261d\u2639"
    "\u263a\u2648-\u2653\u267f\u2693\u26a0\u26a1\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea"
    "\u26f2-\u26fa\u26fd"
    "\u2705\u270a-\u270d\u2728\u274c\u274e\u2753-\u2757\u2764\u2795-\u2797\u27a1\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55"
)
_FULL_DIGITS, _OLD_MARKS = "０-９", "｡､｢｣･"
_ODD = "\u00a0\u1680\u2000-\u200a\u202f\u205f"
_INVISIBLE = re.compile(f"[{_UNSEEN}]+")
_JOINERS = re.compile("[\u200c\u200d]+")
_PRIVATE = re.compile(f"[{_PRIVATELY_USED}]+")
_KEYCAP = "\u20e3"
_EMOJI = re.compile(f"[0-9#*]\ufe0f?{_KEYCAP}|[{_SIGNS}]+")
_ANY_OF_THEM = re.compile(f"[{_UNSEEN}{_PRIVATELY_USED}{_SIGNS}{_KEYCAP}{_ODD}{_FULL_DIGITS}{_OLD_MARKS}]")
# Scripts in which joiners and marks of direction belong to the words.
_JOINING_SCRIPT = re.compile("[\u0590-\u08ff\u0900-\u0dff\u1800-\u18af]")
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9:]{0,20}(?:\s[^<>]{0,2000})?/?>|<!--[^<>]{0,2000}-->|<![a-zA-Z][^<>]{0,2000}>")
_BLOCK_TAG = re.compile(
    r"</?(?:p|br|div|li|ul|ol|tr|table|tbody|thead|h[1-6]|section|article|body|html|head|title)\b", re.I
)
_CELL_TAG = re.compile(r"</t[dh]\b", re.I)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
# Characters that only older encodings needed in another width; ．between figures is a decimal point, after the first
# figures of a line it may end a number: １．２０２６年.
_OTHER_WIDTH = re.compile(rf"[{_FULL_DIGITS}]+(?:．[{_FULL_DIGITS}]{{1,3}}(?![{_FULL_DIGITS}]))*|[{_OLD_MARKS}]+")
_USUAL_WIDTH = str.maketrans("０１２３４５６７８９．｡､｢｣･", "0123456789.。、「」·")
_ODD_BLANK = re.compile(f"[{_ODD}]")

_HASHES = re.compile(r"(#{1,6})[ \t\u3000]*(?=[^#\s])")
_BULLET = re.compile(r"[-*+•●▪◆■◇○※]\s+(?=\S)|[•●▪◆■◇➢►✓✔]\s*(?=\S)")
_QUOTE = re.compile(r"(?:>\s?)+")
_FENCE = re.compile(r"(?:```|~~~)\s*\w*")
_STARS = re.compile(  # underlines about a word without Chinese are a program's
    r"\*\*(?=[^*\s])([^*]{1,300})\*\*|(?<![\w_])__(?=[^_\s])(?=[^_]{0,299}[^\x00-\x7f_])([^_]{1,300})__(?![\w_])|"
    r"(?<![0-9A-Za-z*])\*(?=[^*\s])([^*]{0,99}[^*\s])\*(?![0-9A-Za-z*])"
)
_CODE = re.compile(r"`([^`\n]{1,200})`")
_LINK = re.compile(r"!?\[([^\[\]]{0,200})\]\(([^()\s]{1,500})\)")
_ORNAMENTS = "★☆◆◇■●◎※✦✧♦＊━═┅┄┈┉"
_MARKDOWN_RULE = re.compile(
    rf"(?:[-*_=][ \t]*){{3,}}|[—─－]{{5,}}|[.·…]{{6,}}|[-—─－─ \t\u3000]*[{_ORNAMENTS}][{_ORNAMENTS}\-—─－ \t\u3000]*"
)


def _found(pattern: re.Pattern[str], becomes: str, reason: str) -> Callable[[str], Iterator[Edit]]:
    def edits(text: str) -> Iterator[Edit]:
        return ((found.start(), found.end(), becomes, reason) for found in pattern.finditer(text))

    return edits


_drop_invisible = _found(_INVISIBLE, "", Reason.UNPRINTABLE)
_drop_joiners = _found(_JOINERS, "", Reason.UNPRINTABLE)
_drop_private = _found(_PRIVATE, "", Reason.PRIVATE_USE)
_drop_emoji = _found(_EMOJI, "", Reason.EMOJI)


# ---------------------------------------------------------------------------------- the whole text


class _Sweep(NamedTuple):
    """Which kinds of mess a text has at all, so that lines are not searched for the others."""

    invisible: bool
    joiners: bool
    private: bool
    emoji: bool
    tags: bool
    entities: bool
    markdown: bool
    odd_blanks: bool
    other_width: bool

    @classmethod
    def of(cls, text: str) -> _Sweep:
        odd = _ANY_OF_THEM.search(text) is not None
        return cls(
            odd and _INVISIBLE.search(text) is not None,
            "\u200d" in text or "\u200c" in text,
            odd and _PRIVATE.search(text) is not None,
            odd and _EMOJI.search(text) is not None,
            "<" in text and _TAG.search(text) is not None,
            "&" in text and _ENTITY.search(text) is not None,
            "**" in text or "`" in text or "](" in text or "__" in text,
            odd and _ODD_BLANK.search(text) is not None,
            odd and _OTHER_WIDTH.search(text) is not None,
        )


def cleaned(raw: RawLines, text: str, ledger: list[LedgerEntry]) -> list[Line]:
    """The lines of a text without what no document holds; empty lines only count in ``Line.above``.

    >>> ledger = []
    >>> [line.text for line in cleaned(split_lines("<p>**各村**：</p>"), "<p>**各村**：</p>", ledger)]
    ['各村：']
    >>> [entry.text for entry in ledger]
    ['<p>', '</p>', '**', '**']
    """
    sweep = _Sweep.of(text)
    plain = not any(sweep)
    lines: list[Line] = []
    above = 0
    fenced = False
    for number, typed_text in enumerate(raw.lines, start=1):
        if not typed_text:
            above += 1
            continue
        whole = Typed.at(typed_text, number)
        pieces = (whole,) if plain else _without_mess(whole, sweep, ledger)
        for piece in pieces:
            stripped, indent = _trimmed(piece, ledger)
            if not stripped.text:
                above += 1
                continue
            first = stripped.text[0]
            hashes = 0
            if first in _FIRST_OF_MARKS:
                if _FENCE.fullmatch(stripped.text):
                    ledger.append(dropped(stripped, Reason.MARKDOWN))
                    fenced = not fenced
                    continue
                stripped, hashes = _without_marks(stripped, ledger)
                if not stripped.text:
                    above += _RULE_AS_LINES
                    continue
            lines.append(Line(stripped, indent, above, hashes=hashes, width=indent + _width(stripped.text)))
            above = 0
    return lines


def without_common_room(lines: Sequence[Line]) -> list[Line]:
    """The lines without the indentation and the empty lines that all of them have, which tell nothing.

    >>> made = without_common_room([Line(Typed.at("甲", 1), 4, 0, width=6), Line(Typed.at("乙", 3), 8, 1, width=10)])
    >>> [(line.indent, line.above, line.width) for line in made]
    [(0, 0, 2), (4, 0, 6)]
    """
    indent = min((line.indent for line in lines), default=0)
    above = min((line.above for line in lines[1:]), default=0)
    if not indent and not above:
        return list(lines)
    return [
        replace(line, indent=line.indent - indent, above=max(0, line.above - above), width=max(0, line.width - indent))
        for line in lines
    ]


_FIRST_OF_MARKS = frozenset("#>`~-*+•●▪◆■◇○※➢►✓✔_=.·…—─－" + _ORNAMENTS)
_RULE_AS_LINES = 3  # a rule parts more than an empty line
_WIDEST_COUNTED = 120


def _width(text: str) -> int:
    """How wide a line is: in the national encoding 汉字 take two bytes, as they take two cells."""
    length = len(text)
    return len(text.encode("gbk", "replace")) if length <= _WIDEST_COUNTED else 2 * length


def _without_mess(typed: Typed, sweep: _Sweep, ledger: list[LedgerEntry]) -> list[Typed]:
    joining = (sweep.joiners or sweep.invisible) and _JOINING_SCRIPT.search(typed.text)
    if sweep.emoji:  # first: a figure in a keycap has an invisible part
        typed = edited(typed, _drop_emoji(typed.text), ledger)
    if sweep.invisible and not joining:
        typed = edited(typed, _drop_invisible(typed.text), ledger)
    elif sweep.invisible:
        typed = edited(
            typed,
            (edit for edit in _drop_invisible(typed.text) if not _is_direction(typed.text[edit[0] : edit[1]])),
            ledger,
        )
    if sweep.joiners and not joining:
        typed = edited(typed, _drop_joiners(typed.text), ledger)
    if sweep.private:
        typed = edited(typed, _drop_private(typed.text), ledger)
    if sweep.tags and "<" in typed.text:
        typed = edited(typed, _hidden(typed.text), ledger)
        pieces = _without_tags(typed, ledger)
    else:
        pieces = [typed]
    if sweep.entities:
        pieces = [edited(piece, _entities(piece.text), ledger) for piece in pieces]
        if sweep.invisible or _INVISIBLE.search("".join(piece.text for piece in pieces)):
            pieces = [edited(piece, _drop_invisible(piece.text), ledger) for piece in pieces]
    if sweep.odd_blanks:
        pieces = [edited(piece, _odd_blanks(piece.text), ledger) for piece in pieces]
    if sweep.other_width:
        pieces = [edited(piece, _in_usual_width(piece.text), ledger) for piece in pieces]
    if sweep.markdown:
        pieces = [edited(piece, _markdown(piece.text), ledger) for piece in pieces]
    return pieces


# What a browser does not show on the page.
_HIDDEN = re.compile(r"<(title|style|script)\b[^<>]{0,500}>[^<]{0,5000}</\1>", re.IGNORECASE)


def _hidden(text: str) -> Iterator[Edit]:
    return ((found.start(), found.end(), "", Reason.HIDDEN_ON_WEB) for found in _HIDDEN.finditer(text))


def _is_direction(text: str) -> bool:
    return all(c in "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u180e" for c in text)


def _without_tags(typed: Typed, ledger: list[LedgerEntry]) -> list[Typed]:
    """A line of HTML without its tags; those that end a block end a line, those that end a cell make a tab."""
    pieces: list[Typed] = []
    edits: list[Edit] = []
    start = 0
    for found in _TAG.finditer(typed.text):
        tag = found[0]
        if _BLOCK_TAG.match(tag):
            line, column = typed.place_of(found.start())
            ledger.append(LedgerEntry(line, "dropped", tag, None, Reason.HTML, column))
            pieces.append(edited(typed.cut(start, found.start()), edits, ledger))
            start, edits = found.end(), []
        else:
            becomes = "\t" if _CELL_TAG.match(tag) else ""
            edits.append((found.start() - start, found.end() - start, becomes, Reason.HTML))
    pieces.append(edited(typed.cut(start), edits, ledger))
    return [piece for piece in pieces if piece.text]


def _entities(text: str) -> Iterator[Edit]:
    for found in _ENTITY.finditer(text):
        becomes = html.unescape(found[0])
        if becomes != found[0]:
            becomes = _BREAK.sub(" ", becomes)
            yield found.start(), found.end(), _INVISIBLE.sub("", becomes), Reason.HTML


def _odd_blanks(text: str) -> Iterator[Edit]:
    return ((found.start(), found.end(), " ", "不换行空格等作普通空格") for found in _ODD_BLANK.finditer(text))


def _in_usual_width(text: str) -> Iterator[Edit]:
    """Figures in half width, punctuation in full width."""
    for found in _OTHER_WIDTH.finditer(text):
        reason = Reason.HALF_WIDTH_DIGITS if found[0][0] in "０１２３４５６７８９" else Reason.FULL_WIDTH_MARKS
        yield found.start(), found.end(), found[0].translate(_USUAL_WIDTH), reason


def _markdown(text: str) -> Iterator[Edit]:
    """Marks of Markdown around words; what stands between the marks stays."""
    marks: list[Edit] = []
    for pattern in (_STARS, _CODE):
        for found in pattern.finditer(text):
            group = next(index for index in range(1, len(found.groups()) + 1) if found[index] is not None)
            marks.append((found.start(), found.start(group), "", Reason.MARKDOWN))
            marks.append((found.end(group), found.end(), "", Reason.MARKDOWN))
    for found in _LINK.finditer(text):
        marks.append((found.start(), found.start(1), "", Reason.MARKDOWN))
        marks.append((found.end(1), found.end(), "", Reason.LINK))
    marks.sort()
    return iter(marks)


def without_markdown(typed: Typed, ledger: list[LedgerEntry]) -> Typed:
    """A line of a source without marks of Markdown that sources do not have; those of headings, tables and pictures
    stay.

    >>> ledger = []
    >>> without_markdown(Typed.at("- **提高认识**：见[方案](https://fa.example)", 1), ledger).text, len(ledger)
    ('提高认识：见方案', 5)
    """
    if _FENCE.fullmatch(typed.text):
        ledger.append(dropped(typed, Reason.MARKDOWN))
        return typed.cut(len(typed.text))
    typed = edited(typed, _markdown(typed.text), ledger)
    return typed if typed.text.startswith("#") else _without_marks(typed, ledger)[0]


def _trimmed(typed: Typed, ledger: list[LedgerEntry]) -> tuple[Typed, int]:
    """A line without the blanks at its ends, and how wide those before it were."""
    text = typed.text
    left = len(text) - len(text.lstrip(BLANKS))
    right = len(text.rstrip(BLANKS))
    if not left and right == len(text):
        return typed, 0
    if left:
        ledger.append(dropped(typed.cut(0, left), Reason.ENDS_OF_LINE))
    if left < right < len(text):
        ledger.append(dropped(typed.cut(right), Reason.ENDS_OF_LINE))
    if right <= left:
        return typed.cut(left), 0
    lead = text[:left]
    return typed.cut(left, right), left + lead.count("\u3000") + 3 * lead.count("\t")


def _without_marks(typed: Typed, ledger: list[LedgerEntry]) -> tuple[Typed, int]:
    """A line without what Markdown and chats put before it, and the level of heading that this meant."""
    text = typed.text
    if _MARKDOWN_RULE.fullmatch(text):
        ledger.append(dropped(typed, Reason.RULE))
        return typed.cut(len(text)), 0
    if _QUOTE.fullmatch(text):
        ledger.append(dropped(typed, Reason.QUOTE))
        return typed.cut(len(text)), 0
    level = 0
    for pattern, reason in ((_QUOTE, Reason.QUOTE), (_HASHES, Reason.MARKDOWN), (_BULLET, Reason.BULLET)):
        found = pattern.match(typed.text)
        if found and found.end() < len(typed.text) and not _is_page_number(typed.text):
            if pattern is _HASHES:
                level = len(found[1])
            ledger.append(dropped(typed.cut(0, found.end()), reason))
            typed, _ = _trimmed(typed.cut(found.end()), ledger)
    return typed, level


def _is_page_number(text: str) -> bool:
    return text.strip("-—–－ \t\u3000").isdecimal()
