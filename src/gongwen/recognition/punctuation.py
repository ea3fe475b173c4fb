"""Prose set right: full-width punctuation between 汉字, no blanks inside words, six-cornered brackets around years."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongwen.reading.ledger import LedgerEntry
from gongwen.reading.reasons import Reason
from gongwen.recognition.lines import Edit, Typed, edited
from gongwen.text import BLANKS

__all__ = ["prose"]

_CJK = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WIDE_MARKS = "，。、；：？！“”‘’（）《》〈〉【】〔〕「」『』—…·％"
_SPACES = f"[{BLANKS}]"
_ANY_SPACE = re.compile(_SPACES)
_URL = re.compile(r"(?:https?://|ftp://|www\.)[!-~]*[A-Za-z0-9/#=&_-]|[\w.+-]{1,64}@[\w.-]{1,200}")
_MAY_HOLD_ADDRESS = re.compile("://|@|www[.]")
_HALF = re.compile(r'[,:;?!."()]')
_WIDE = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", ".": "。", "(": "（", ")": "）"}
_IS_CJK = re.compile(f"[{_CJK}]")
_BESIDE = re.compile(f"[{_CJK}{_WIDE_MARKS}]")
_YEAR_BRACKETS = re.compile(r"[\[［(（【﹝﹙❲{｛<＜](?=(?:19|20)\d\d[\]］)）】﹞﹚❳}｝>＞]\s?第?\s?\d{1,5}\s?号)")
_BLANKS_BEFORE_CJK = re.compile(f"{_SPACES}+[{_CJK}“《（]")
_LONGEST_BRACKET = 200
_CHINESE_MARKER = re.compile(r"[一二三四五六七八九十]{1,3}\.")
_BETWEEN = re.compile(
    f"(?<=[{_CJK}{_WIDE_MARKS}]){_SPACES}+(?=[{_CJK}{_WIDE_MARKS}0-9])|(?<=[0-9]){_SPACES}+(?=[{_CJK}{_WIDE_MARKS}])"
)
_HALF_BRACKET = re.compile(
    f"([（(][一二三四五六七八九十]{{1,3}}){_SPACES}+(?=[{_CJK}][^（(）)]{{4}})(?![^。；（(]*[）)])"
)
_DASH_FOR_ONE = re.compile(r"[（(]?([—－ー-])(?:、|[）)])")


def prose(typed: Typed, ledger: list[LedgerEntry], *, blanks: bool) -> Typed:
    """A line with full-width punctuation between 汉字, and with ``blanks`` without blanks inside words.

    >>> ledger = []
    >>> prose(Typed.at("各村(社区)要 高度重视,3,000亩(见http://a.cn).", 1), ledger, blanks=True).text
    '各村（社区）要高度重视，3,000亩（见http://a.cn）。'
    """
    text = typed.text
    dash = _DASH_FOR_ONE.match(text)
    if dash:
        at = dash.start(1)
        typed = edited(typed, [(at, at + 1, "一", Reason.DASH_FOR_ONE)], ledger)
        text = typed.text
    half = _HALF_BRACKET.match(text) if text[:1] in "（(" else None
    if half:
        typed = edited(typed, [(half.end(1), half.end(), "）", Reason.BRACKET_MENDED)], ledger)
        text = typed.text
    if _HALF.search(text) or _YEAR_BRACKETS.search(text):
        edits = sorted({edit[0]: edit for edit in (*_widened(text), *_six_corners(text))}.values())
        if edits:
            typed = edited(typed, edits, ledger)
            text = typed.text
    if blanks and _ANY_SPACE.search(text):
        ends = {found.end() for found in _URL.finditer(text)} if _MAY_HOLD_ADDRESS.search(text) else set()
        found = [
            (m.start(), m.end(), "", Reason.BLANK_IN_TEXT) for m in _BETWEEN.finditer(text) if m.start() not in ends
        ]
        if found:
            typed = edited(typed, found, ledger)
    return typed


def _six_corners(text: str) -> Iterator[Edit]:
    for found in _YEAR_BRACKETS.finditer(text):
        at = found.start()
        if at and _IS_CJK.match(text, at - 1):
            yield at, at + 1, "〔", Reason.SIX_CORNERS
            yield at + 5, at + 6, "〕", Reason.SIX_CORNERS


def _widened(text: str) -> Iterator[Edit]:
    """Half-width punctuation beside 汉字; addresses of the web and figures (3,000; 10:30) are left alone."""
    if not _IS_CJK.search(text):
        return
    quotes = _quotes(text)
    brackets = dict(_brackets(text)) if "(" in text or ")" in text else {}
    addresses = [found.span() for found in _URL.finditer(text)] if _MAY_HOLD_ADDRESS.search(text) else []
    address = iter(addresses)
    span = next(address, None)
    for found in _HALF.finditer(text):
        at, mark = found.start(), found[0]
        while span and span[1] <= at:
            span = next(address, None)
        if span and span[0] <= at:
            continue
        becomes = brackets.get(at) if mark in "()" else quotes.get(at) if mark == '"' else _wide(text, at, mark)
        if becomes:
            yield at, at + 1, becomes, Reason.WIDENED


def _wide(text: str, at: int, mark: str) -> str | None:
    """The full-width form of a mark, or None where it stands in a figure or among letters."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    beside_before = bool(before) and _BESIDE.match(before) is not None
    beside_after = bool(after) and _BESIDE.match(after) is not None
    if mark == ".":
        marker = _CHINESE_MARKER.match(text)
        if marker and at == marker.end() - 1:
            return None
        closes = bool(before) and (_IS_CJK.match(before) is not None or (before in ")）”’》" and not after))
        ends = not after or after in "”’）】" or beside_after or _BLANKS_BEFORE_CJK.match(text, at + 1) is not None
        return "。" if closes and ends else None
    if mark == ":" and before.isdigit() and after.isdigit():
        return None
    at_end = mark in ",;:" and bool(before) and not after
    return _WIDE[mark] if beside_before or beside_after or at_end else None


def _quotes(text: str) -> dict[int, str]:
    """Straight quotation marks in pairs; an odd one leaves all as they are."""
    places = [at for at, character in enumerate(text) if character == '"'] if '"' in text else []
    return {at: "“”"[count % 2] for count, at in enumerate(places)} if len(places) % 2 == 0 else {}


def _brackets(text: str) -> Iterator[tuple[int, str]]:
    """Half-width brackets that become full-width: in pairs, where 汉字 stand beside or between them."""
    opened: list[tuple[int, bool]] = []
    for found in _BRACKET.finditer(text):
        at = found.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        beside = bool(before and _BESIDE.match(before)) or bool(after and _BESIDE.match(after))
        if found[0] == "(":
            opened.append((at, beside or not before))
        elif opened:
            start, wide = opened.pop()
            if wide or beside or _IS_CJK.search(text, start, min(at, start + _LONGEST_BRACKET)):
                yield start, "（"
                yield at, "）"
        elif beside:
            yield at, "）"
    yield from ((at, "（") for at, wide in opened if wide)


_BRACKET = re.compile("[()]")
