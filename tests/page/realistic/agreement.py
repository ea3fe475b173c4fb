"""Whether two engines draw a realistic document alike, and whether LibreOffice's own page is lawful."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tests.page.realistic.looking import Drawn, Seen, unspaced
from tests.page.realistic.places import colophon, signature
from tests.page.realistic.texts import HANGING, loose_paragraphs, lost, off_the_page
from tests.support.engines import Engine

__all__ = ["beyond_onlyoffice", "difference", "lawful"]

_SAME_PLACE = 0.5
"""mm between the places of one thing in two engines."""


def difference(drawn: Drawn, one: Engine, other: Engine) -> Iterator[str]:
    """Two engines must agree in pages, in where lines of text begin, in the place of 版记 and of the folios.

    What ONLYOFFICE does not know is left out (:func:`beyond_onlyoffice`). Where such a paragraph takes another number
    of lines for it, all that follows may stand elsewhere; then only the lines of the other paragraphs are compared.
    """
    first, second = drawn.seen(one), drawn.seen(other)
    loose = loose_paragraphs(drawn.docx)
    moved = False
    for number, paragraph in enumerate(drawn.source.paragraphs, start=1):
        text, starts, twins = unspaced(paragraph), first.starts(paragraph), second.starts(paragraph)
        if starts == twins:
            continue
        if paragraph in loose or any(beyond_onlyoffice(text, at) for at in {*starts, *twins}):
            moved = moved or len(starts) != len(twins)
            continue
        at = min(set(starts) ^ set(twins))
        where = one if at in starts else other
        yield f"paragraph {number}: a line of {where} turns at {text[max(0, at - 12) : at]}|{text[at : at + 8]}"
    if not moved:
        yield from _other_lines(first, second)
        yield from _places(first, second)


_LATIN_OR_OPENING = re.compile("[!-~“‘]")
_NOT_EAST_ASIAN = re.compile("[\u2010-\u203f\u3000-\u303f%]")


def beyond_onlyoffice(text: str, at: int) -> bool:
    """Whether Word's turn of a line depends on what ONLYOFFICE does not know.

    It does not read the file's table of marks, by which a dash begins no line (``w:noLineBreaksBefore``), nor that
    lines may turn within long words (``w:wordWrap``). And it holds marks outside of the block of full-width forms
    (。、》”…) for Latin ones, after which no line turns before a digit, a letter or an opening quote.
    """
    before, after = text[at - 1 : at], text[at : at + 1]
    return after == "—" or bool(_NOT_EAST_ASIAN.match(before) and _LATIN_OR_OPENING.match(after))


def _other_lines(one: Seen, other: Seen) -> Iterator[str]:
    first, second = Counter(one.other_lines), Counter(other.other_lines)
    if first != second:
        yield f"lines beside the paragraphs: {list(first - second)[:2]}, and {list(second - first)[:2]}"


def _places(one: Seen, other: Seen) -> Iterator[str]:
    counts, twins = (seen.lines_of_pages for seen in (one, other))
    if counts != twins:
        yield f"lines on the pages: {counts}, and {twins}"
        return
    if one.rules and other.rules:
        ends, tops = (one.rules[-1].y, other.rules[-1].y), (one.rules[0].y, other.rules[0].y)
        if abs(ends[0] - ends[1]) > _SAME_PLACE or abs(tops[0] - tops[1]) > _SAME_PLACE:
            yield f"版记: {tops[0]:.1f}–{ends[0]:.1f} and {tops[1]:.1f}–{ends[1]:.1f}"
    for number, folio in one.folios.items():
        twin = other.folios.get(number)
        if twin is None or twin.text != folio.text or abs(twin.x0 - folio.x0) > _SAME_PLACE:
            place = f"{twin.text} at {twin.x0:.1f}" if twin else "none"
            yield f"folio of page {number}: {folio.text} at {folio.x0:.1f}, and {place}"


def lawful(seen: Seen) -> Iterator[str]:
    """What holds of the file as it is in LibreOffice: nothing lost, text beside the signature, dates in the margins.

    Version 7.4 takes ``overflowPunct`` for its opposite, whatever the file says of it, and of a mark that it hangs at
    the end of a crowded line it may draw nothing. Word, WPS, ONLYOFFICE and later LibreOffices read it rightly, so
    the file says what is right, and such marks are not asked for here; they are in the other engines.
    """
    yield from lost(seen, but_for=HANGING)
    yield from off_the_page(seen, "libreoffice")
    yield from signature(seen)
    yield from colophon(seen, "libreoffice")
