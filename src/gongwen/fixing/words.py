"""Edits written into the XML of a paragraph: at once, or as changes that a reader accepts or refuses."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from itertools import count
from typing import NamedTuple

from lxml import etree

from gongwen.fixing.edits import Edit
from gongwen.ooxml.facts import Paragraph
from gongwen.ooxml.opened import Element, w

__all__ = ["Tracking", "write_edits"]

_T, _R_PROPERTIES, _BR, _INS, _DEL = w("t"), w("rPr"), w("br"), w("ins"), w("del")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LETTERS = {w("tab"): "\t", w("ptab"): "\t", w("cr"): "\n", w("noBreakHyphen"): "\u2011"}
_CHOSEN = str.maketrans("", "", "\v\f")


class Tracking:
    """Who changes a file, and the numbers of the changes, of which each has its own."""

    def __init__(self, author: str, first: int) -> None:
        self.author = author
        self._numbers = count(first)

    def mark(self, tag: str) -> Element:
        """An element that says of what it holds that it was put in or taken out."""
        made = etree.Element(tag)
        made.set(w("id"), str(next(self._numbers)))
        made.set(w("author"), self.author)
        return made


class _Piece(NamedTuple):
    """A run of a paragraph with its text; one whose text is not in its own elements is not written into."""

    run: Element | None
    text: str


def write_edits(paragraph: Paragraph, edits: Sequence[Edit], tracking: Tracking | None = None) -> list[Edit]:
    """Write edits into a paragraph; those written, for what stands in a field's code or a formula stays."""
    runs = [_Piece(run.element if _own_text(run.element) == text else None, text)
            for run in paragraph.runs if (text := run.text.translate(_CHOSEN))]  # fmt: skip
    written = []
    for edit in reversed(edits):  # so that the places of those before stay
        write = _written if tracking is None else _tracked
        if write(runs, edit, tracking):
            written.append(edit)
    return written[::-1]


def _own_text(run: Element | None) -> str | None:
    return None if run is None else "".join(map(_said, run))


def _said(child: Element) -> str:
    if child.tag == _T:
        return child.text or ""
    if child.tag == _BR:
        return "\n" if child.get(w("type")) is None else ""
    return _LETTERS.get(str(child.tag), "")


def _touched(runs: Sequence[_Piece], edit: Edit) -> list[tuple[int, int, int]]:
    """The runs that an edit changes, each with where in it that begins and ends; where nothing is taken away, the run
    before the place. Nothing where one of them cannot be written into."""
    found: list[tuple[int, int, int]] = []
    offset = 0
    for index, piece in enumerate(runs):
        begin, end = max(0, edit.start - offset), min(len(piece.text), edit.end - offset)
        into = edit.start == edit.end and (0 < begin == end or (begin == end == 0 == offset))
        if begin < end or (into and not found):
            if piece.run is None:
                return []
            found.append((index, begin, end))
        offset += len(piece.text)
    return found


# ---------------------------------------------------------------------------------- at once


def _written(runs: list[_Piece], edit: Edit, _: Tracking | None) -> bool:
    touched = _touched(runs, edit)
    if not touched or (edit.new and not any(_has_text(runs[index].run) for index, _, _ in touched)):
        return False
    new = edit.new
    for index, begin, end in touched:
        run = runs[index].run
        assert run is not None  # told by _touched
        new = _rewrite(run, begin, end, new)
        runs[index] = _Piece(run, _own_text(run) or "")
    return True


def _has_text(run: Element | None) -> bool:
    return run is not None and run.find(_T) is not None


def _rewrite(run: Element, begin: int, end: int, new: str) -> str:
    """Take characters out of a run and put others in; what is still to be put in, where the run has no text for it."""
    offset = 0
    for child in list(run):
        said = _said(child)
        first, last = max(0, begin - offset), min(len(said), end - offset)
        offset += len(said)
        inside = first < last or (begin == end and 0 <= first == last <= len(said) and said)
        if not inside:
            continue
        if child.tag == _T:
            child.text = said[:first] + new + said[last:]
            child.set(_SPACE, "preserve")
            new = ""
        elif first < last:
            run.remove(child)
    return new


# ---------------------------------------------------------------------------------- as tracked changes


def _tracked(runs: list[_Piece], edit: Edit, tracking: Tracking | None) -> bool:
    assert tracking is not None  # chosen for it
    touched = _touched(runs, edit)
    if not touched:
        return False
    last: Element | None = None
    pattern: Element | None = None
    for index, begin, end in reversed(touched):
        run = runs[index].run
        assert run is not None  # told by _touched
        tail = _divided(run, end)
        middle = _divided(run, begin) if begin < end else None
        runs[index : index + 1] = [
            _Piece(one, _own_text(one) or "") for one in (run, tail) if one is not None and _own_text(one)
        ]
        pattern = run
        if middle is not None:
            gone = tracking.mark(_DEL)
            middle.addprevious(gone)
            gone.append(middle)
            for text in middle.iterchildren(_T):
                text.tag = w("delText")
                text.set(_SPACE, "preserve")
            last = gone if last is None else last
        elif last is None:
            last = run
        if not _own_text(run) and all(child.tag == _R_PROPERTIES for child in run):
            parent = run.getparent()
            if parent is not None and last is not run:
                parent.remove(run)
    if edit.new and last is not None and pattern is not None:
        _put_in(last, pattern, edit.new, tracking)
    return True


def _put_in(after: Element, pattern: Element, words: str, tracking: Tracking) -> None:
    made = etree.Element(w("r"))
    looks = pattern.find(_R_PROPERTIES)
    if looks is not None:
        made.append(deepcopy(looks))
    text = etree.SubElement(made, _T)
    text.text = words
    text.set(_SPACE, "preserve")
    parent = after.getparent()
    if parent is not None and parent.tag == _INS:  # put in already, by somebody
        after.addnext(made)
        return
    put = tracking.mark(_INS)
    put.append(made)
    after.addnext(put)


def _divided(run: Element, at: int) -> Element | None:
    """The second half of a run, cut off before a character; None where nothing is left for it."""
    other = etree.Element(run.tag, run.attrib)
    looks = run.find(_R_PROPERTIES)
    if looks is not None:
        other.append(deepcopy(looks))
    offset = 0
    for child in list(run):
        if child.tag == _R_PROPERTIES:
            continue
        said = _said(child)
        if offset >= at:
            other.append(child)
        elif offset + len(said) > at:  # only a text is longer than a character
            half = deepcopy(child)
            half.text, child.text = said[at - offset :], said[: at - offset]
            half.tail = None
            half.set(_SPACE, "preserve")
            child.set(_SPACE, "preserve")
            other.append(half)
        offset += len(said)
    if all(child.tag == _R_PROPERTIES for child in other):
        return None
    run.addnext(other)
    return other
