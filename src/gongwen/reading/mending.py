"""What the keyboard, the clipboard and Word leave in the head of a source is mended before anybody reads it.

In: the lines of a source. Out: where its head stands, its lines as they were meant, and a ledger entry for what was
mended. A first or a closing ``---`` that is missing or typed otherwise, blanks before a name, tabs, Word's soft return
(U+000B) and characters without a glyph are mended; what cannot be told for sure stays, and is a fault further on.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from gongwen.errors import Fault, InputError
from gongwen.patterns import pattern
from gongwen.reading.ledger import LedgerEntry
from gongwen.reading.naming import elsewhere, is_head_name
from gongwen.standard.vocabulary import english_name
from gongwen.text import BLANKS, shown, trim

__all__ = ["Head", "find_head", "soft_returns"]

_SPECIMEN = "运行 gongwen new 通知 可得一份填好的样例"
_FENCE = "---"
_LIKE_FENCE = pattern("[-—－–_=─＿＝]{2,}")
_NAMED = pattern(
    rf"(?P<lead>[{BLANKS}]*)(?P<name>[^\W\d_][\w{BLANKS}]{{0,19}}?)[{BLANKS}]*(?P<mark>[:：])(?P<value>.*)"
)
_PART = pattern(rf"(?:附[{BLANKS}]*件|印发|转发)")
_SOFT_RETURN = "\x0b"
_TEXT_FOLLOWS = ("|", ">")
_WIDE = pattern("[\u2e80-\u9fff\uff00-\uffef]")


class Head(NamedTuple):
    """The head's lines, mended, and where they and the body begin (indices of the source's lines)."""

    lines: tuple[str, ...]
    start: int
    body: int
    ledger: tuple[LedgerEntry, ...]


def find_head(lines: Sequence[str], groups: Mapping[str, Container[str]]) -> Head:
    """The head of a source; ``groups`` tells the names inside entries that are groups.

    Raises :class:`~gongwen.InputError` when a source has none.

    >>> find_head(["---", "文种: 通知", "---", "正文"], {})
    Head(lines=('文种: 通知',), start=1, body=3, ledger=())
    >>> found = find_head(["文　种：通知", "标题：关于春耕的通知", "各村："], {})
    >>> found.lines, found.body
    (('文种：通知', '标题：关于春耕的通知'), 2)
    """
    first = next((index for index, line in enumerate(lines) if _text_of(line)), None)
    if first is None:
        raise InputError(Fault("empty-source", "文件是空的", _SPECIMEN, line=1))
    ledger: list[LedgerEntry] = []
    opening = _text_of(lines[first])
    start = first + 1
    if opening == _FENCE:
        pass
    elif _LIKE_FENCE.fullmatch(opening):
        ledger.append(LedgerEntry(first + 1, "changed", shown(opening), _FENCE, "开头各项之前的一行是三个半角减号"))
    elif _begins_head(lines[first]):
        start = first
        ledger.append(LedgerEntry(first + 1, "noted", shown(opening), None, "前面缺一行“---”，开头各项从这里算起"))
    else:
        raise InputError(_no_head(first + 1))
    end, body = _end(lines, start, first, ledger)
    return Head(tuple(_mended(lines[start:end], start + 1, groups, ledger)), start, body, tuple(ledger))


def _text_of(line: str) -> str:
    return trim(line)


def _no_head(line: int) -> Fault:
    return Fault(
        "no-front-matter",
        "开头没有公文的各项（文种、发文机关、标题……）",
        f"在文件最前面写一行“---”，下面一行一项写“文种: 通知”“标题: ……”，再写一行“---”；"
        f"{_SPECIMEN}；已经打好的文字，用 gongwen import 认成公文",
        line=line,
    )


# ---------------------------------------------------------------------------------- where it ends


def _end(lines: Sequence[str], start: int, first: int, ledger: list[LedgerEntry]) -> tuple[int, int]:
    """Where the head ends and the body begins; a closing that is no ``---`` goes to the ledger."""
    closing = next((index for index in range(start, len(lines)) if _closes(lines[index])), None)
    inferred = _end_of_names(lines, start)
    if closing is not None and not (
        _opens_part(lines, closing) and inferred < closing and _ends_early(lines, inferred)
    ):
        return closing, closing + 1
    if inferred < len(lines):
        said = _text_of(lines[inferred])
        if _LIKE_FENCE.fullmatch(said):
            ledger.append(LedgerEntry(inferred + 1, "changed", shown(said), _FENCE, "开头各项之后的一行是三个半角减号"))
            return inferred, inferred + 1
    if inferred in (start, len(lines)):
        cure = "在各项之后、正文之前加一行“---”"
        raise InputError(Fault("no-front-matter", "开头各项没有结束", cure, line=first + 1))
    if inferred < len(lines):
        said = _text_of(lines[inferred])
        ledger.append(LedgerEntry(inferred + 1, "noted", shown(said), None, "前面缺一行“---”，正文从这里算起"))
    return inferred, inferred


def _closes(line: str) -> bool:
    # Indented dashes may be part of a text of several lines.
    return line.startswith(_FENCE) and trim(line) == _FENCE


def _opens_part(lines: Sequence[str], rule: int) -> bool:
    """Whether a ``---`` is the first of an attachment's two rather than the head's last."""
    following = next((text for line in lines[rule + 1 :] if (text := _text_of(line))), "")
    return _PART.match(following) is not None


def _ends_early(lines: Sequence[str], index: int) -> bool:
    """Whether the text that ends the run of names is one of the body: no name, and no value of one."""
    return not re.match(rf"[^:：]{{1,12}}[:：][{BLANKS}]*\S", _text_of(lines[index]))


def _end_of_names(lines: Sequence[str], start: int) -> int:
    """The index after the last line that belongs to a head: names, their lists and texts, comments."""
    value: str | None = None
    for index in range(start, len(lines)):
        line = lines[index]
        text = _text_of(line)
        if not text or text.startswith("#"):
            continue
        if _begins_head(line):
            value = trim(_NAMED.match(line)["value"])  # type: ignore[index]
        elif not _continues(line, text, value):
            return index
    return len(lines)


def _continues(line: str, text: str, value: str | None) -> bool:
    """Whether a line goes on with the entry above it, whose value is given."""
    if value and not value.startswith(_TEXT_FOLLOWS) and _LIKE_FENCE.fullmatch(text):
        return False
    indented = line[:1] in {" ", "\t"}
    if value is None or not (indented or text.startswith("- ") or (line[:1] == "\u3000" and not value)):
        return False
    return not value or value.startswith(("[", "{", *_TEXT_FOLLOWS)) or indented


def _begins_head(line: str) -> bool:
    found = _NAMED.fullmatch(line)
    return found is not None and is_head_name(found["name"], found["value"])


# ---------------------------------------------------------------------------------- what it says


def _mended(
    lines: Sequence[str], first_line: int, groups: Mapping[str, Container[str]], ledger: list[LedgerEntry]
) -> list[str]:
    """The head's lines as they were meant."""
    mended: list[str] = []
    field, value = "", ""
    for number, typed in enumerate(lines, first_line):
        line, reasons = _without_strays(typed)
        found = _NAMED.fullmatch(line)
        if found and not (
            found["lead"] and (value.startswith(_TEXT_FOLLOWS) or found["name"] in groups.get(field, ()))
        ):
            name = "".join(found["name"].split())
            known = english_name(name) or ("" if elsewhere(name) is None else name)
            if found["lead"] and known:
                reasons.append("各项顶格写，前面的空格略去")
            if known or not found["lead"]:
                lead_dropped = line[len(found["lead"]) :] if known else line
                line = lead_dropped.replace(found["name"], name, 1) if known else lead_dropped
                field, value = known or "", trim(found["value"])
        if reasons:
            ledger.append(LedgerEntry(number, "changed", shown(typed), shown(line), "；".join(reasons)))
        mended.append(line)
    return mended


def _without_strays(typed: str) -> tuple[str, list[str]]:
    reasons: list[str] = []
    line = typed
    if line != typed:
        reasons.append("看不见的字符略去")
    if "\t" in line:
        line = line.replace("\t", "  ")
        reasons.append("制表符换成空格")
    if _SOFT_RETURN in line:
        pieces = [piece for piece in map(trim, line.split(_SOFT_RETURN)) if piece]
        line = pieces[0] if pieces else ""
        for piece in pieces[1:]:
            line += piece if _WIDE.match(line[-1]) or _WIDE.match(piece) else f" {piece}"
        reasons.append("Word 的软回车略去")
    return line, reasons


def soft_returns(lines: Sequence[str], first_line: int) -> tuple[list[str], list[int], list[LedgerEntry]]:
    """The lines of a body with Word's soft returns as ends of paragraphs, and the number of each in the source.

    >>> soft_returns(["甲。\\x0b乙。", "丙。"], 8)[:2]
    (['甲。', '乙。', '丙。'], [8, 8, 9])
    """
    made: list[str] = []
    numbers: list[int] = []
    ledger: list[LedgerEntry] = []
    for number, line in enumerate(lines, first_line):
        pieces = line.split(_SOFT_RETURN)
        made += pieces
        numbers += [number] * len(pieces)
        if len(pieces) > 1:
            ledger.append(LedgerEntry(number, "changed", "U+000B", "另起一段", "Word 的软回车（Shift+Enter）"))
    return made, numbers, ledger
