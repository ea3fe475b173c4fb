"""Page numbers that a copied page left inside a sentence: figures between blanks that count up through the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gongwen.reading.ledger import LedgerEntry
from gongwen.reading.reasons import Reason
from gongwen.recognition.lines import Edit, Line, edited
from gongwen.text import BLANKS

__all__ = ["without_inner_page_numbers"]

_FIGURE = re.compile(
    f"(?<=[\u4e00-\u9fff，、；]) [{BLANKS}]*(?:[-—–－] ?)?(\\d{{1,3}})(?: ?[-—–－])?[{BLANKS}]* (?=[\u4e00-\u9fff“《])"
    "(?![年月日时分个名人户亩元万亿吨米份次天岁级届期倍条项处家台辆])"
)
_LEAST_APART = 200  # characters; a page has more
_LEAST_PAGES = 2
_LAST_FIRST = 3


def without_inner_page_numbers(lines: Sequence[Line], ledger: list[LedgerEntry]) -> list[Line]:
    """The lines without figures that count pages.

    >>> from gongwen.recognition.lines import Typed
    >>> texts = [f"巡查{'防火' * 150}队 1 员要", f"落实{'防汛' * 150}责 2 任"]
    >>> made = without_inner_page_numbers([Line(Typed.at(text, at)) for at, text in enumerate(texts, 1)], [])
    >>> made[0].text[-3:], made[1].text[-2:]
    ('队员要', '责任')
    """
    found: list[tuple[int, int, int, int, int]] = []  # number, place in the text, line, from, up to
    length = 0
    for index, line in enumerate(lines):
        if line.solid is None and " " in line.text:
            found += [(int(f[1]), length + f.start(), index, f.start(), f.end()) for f in _FIGURE.finditer(line.text)]
        length += len(line.text)
    pages: list[tuple[int, int, int, int, int]] = []
    for one in found:
        if (not pages and 1 <= one[0] <= _LAST_FIRST) or (
            pages and one[0] == pages[-1][0] + 1 and one[1] - pages[-1][1] >= _LEAST_APART
        ):
            pages.append(one)
    if len(pages) < _LEAST_PAGES or 2 * len(pages) <= len(found):  # somebody sets every figure apart
        return list(lines)
    edits: dict[int, list[Edit]] = {}
    for _, _, index, start, end in pages:
        edits.setdefault(index, []).append((start, end, "", Reason.PAGE_NUMBER_IN_TEXT))
    return [
        replace(line, typed=edited(line.typed, edits[index], ledger)) if index in edits else line
        for index, line in enumerate(lines)
    ]
