"""Whether the signature keeps the company of text (9704-7.3.5.1-d) in every program, and not in Word alone.

Word's page comes first, and is counted by Word's lines. But ONLYOFFICE moves an address that is too long for a line
whole, LibreOffice draws gaps beside digits and letters, and both move a tied paragraph whole where Word moves its last
lines; so the same file may end a line or some lines lower there, or on another page. What is done to the last paragraph
- nothing, a tie, room held at a page's foot - is therefore tried in all of them, by counting.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from gongwen.blocks.block import LayoutBlock, ParagraphBlock
from gongwen.blocks.stylesheet import Program, Stylesheet, stylesheet
from gongwen.layout.flow import TextEnd, end_of_text, line_starts_of, line_total, room_above, total_height
from gongwen.standard.units import Length, Mm

__all__ = ["LEAST_ROOM", "Chosen", "Company", "Way", "most_companionable", "way_of", "ways_beside"]

LEAST_ROOM = Mm(1)
"""What must be left below the signature, for programs differ by so much."""
# Of room that was counted in every program; lines of text are as high in all of them.
_LEAST_COUNTED = Mm(0.5)
_ROUNDING = 0.01
_TIED_LINES, _LEAST_FOR_TWO = 2, 4
_SURE_LINES = 25
# What is right in one program outweighs all that is right in those after it.
_WEIGHTS = {Program.WORD: 16, Program.ONLYOFFICE: 4, Program.LIBREOFFICE: 2}
_AS_WORD, _UNSURE = 8, 1


class Way(NamedTuple):
    """How a program sets the end of a text, and how much it counts that the page is right there.

    ``room`` is what is left on the page above the last paragraph, ``headings`` what goes with it to a further page,
    ``needed`` what stands below it on one page; ``whole`` says that a tied paragraph is moved whole.
    """

    sheet: Stylesheet
    room: Length
    lines: int
    headings: Length
    needed: Length
    whole: bool
    weight: int


class Company(Enum):
    """Whether the signature has text beside it in every program."""

    SURE = 1
    LIKELY = 2
    """It has by the lines that were counted; LibreOffice may set one more."""
    LACKING = 3


class Chosen(NamedTuple):
    """The paragraph as it is kept, and what company the signature then has."""

    block: ParagraphBlock
    company: Company


class _End(NamedTuple):
    """How many lines of a paragraph stand on the page where it ends, and the room left below them."""

    here: int
    rest: Length


def way_of(
    blocks: Sequence[LayoutBlock],
    index: int,
    until: int,
    signature: Length,
    headings: Length,
    sheet: Stylesheet,
    end: TextEnd | None = None,
) -> Way:
    """How the stylesheet's program sets the paragraph at ``index`` and what follows it up to ``until``.

    ``end`` is where the paragraph ends, if that is known.
    """
    last = blocks[index]
    assert type(last) is ParagraphBlock  # whoever asks has looked
    room = room_above(last, headings, end, sheet) if end else None
    if room is None:
        space = last.placement.space_before or sheet.of(last.role).space_before
        room = end_of_text(blocks[:index], sheet, exactly=True).rest - space
    needed = signature + total_height(blocks[index + 1 : until], sheet, exactly=True)
    in_word = sheet.program is Program.WORD
    return Way(sheet, room, line_total(last, sheet), headings, needed, not in_word, _WEIGHTS[sheet.program])


def ways_beside(word: Way, blocks: Sequence[LayoutBlock], index: int, until: int, signature: Length) -> tuple[Way, ...]:
    """How every program sets it, Word first; one more goes by Word's lines, but moves a tied paragraph whole."""
    profile = word.sheet.profile
    others = (
        way_of(blocks, index, until, signature, word.headings, stylesheet(profile, program))
        for program in (Program.ONLYOFFICE, Program.LIBREOFFICE)
    )
    return (word, word._replace(whole=True, weight=_AS_WORD), *others)


def most_companionable(
    usual: ParagraphBlock, others: Iterable[ParagraphBlock], ways: Sequence[Way], *, alone: bool
) -> Chosen:
    """The paragraph as it is usually kept, or as it is kept best where that fails some programs.

    ``alone`` says that nothing of the body stands above it, so that some of it must stay on page one (7.3.3-a).
    """
    if usual.placement.held_room:
        # Gaps are counted right in forty-nine lines of fifty; where lines are pushed over there may be one more.
        ways = [*ways, *(_lower(way) for way in ways if way.sheet.program is Program.LIBREOFFICE)]
    everywhere = sum(way.weight for way in ways)

    def score(block: ParagraphBlock) -> int:
        return sum(way.weight for way in ways if _has_company(block, way, alone=alone))

    best, reached = usual, score(usual)
    if reached < everywhere:
        for block in others:
            found = score(block)
            if found > reached:
                best, reached = block, found
            if found == everywhere:
                break
    if reached == everywhere:
        return Chosen(best, Company.SURE)
    likely = reached + _UNSURE == everywhere and ways[-1].lines <= _SURE_LINES
    return Chosen(best, Company.LIKELY if likely else Company.LACKING)


def _lower(way: Way) -> Way:
    """The same, a line lower."""
    return way._replace(room=way.room - way.sheet.pitch, weight=_UNSURE)


def _has_company(block: ParagraphBlock, way: Way, *, alone: bool) -> bool:
    """Whether a program shows lines of the paragraph on the page of the signature."""
    end = _fall(block, way, way.room)
    if end is None:
        return False
    fits = end.rest - way.needed >= _LEAST_COUNTED
    if not block.placement.keep_next or (fits and not (way.whole and end.here < way.lines)):
        return fits
    if way.whole or way.lines < _LEAST_FOR_TWO:
        moved = _fall(block, way, way.sheet.profile.text_length - way.headings)
        return not alone and moved is not None and moved.rest - way.needed >= _LEAST_COUNTED
    return way.needed + way.sheet.pitch * _TIED_LINES <= way.sheet.profile.text_length


def _fall(block: ParagraphBlock, way: Way, room: Length) -> _End | None:
    """How the paragraph ends that begins with so much room left; None where its held room leaves it none."""
    pitch, page = way.sheet.pitch, way.sheet.profile.text_length
    held = block.placement.held_room
    on = bisect_right(line_starts_of(block, way.sheet), held.at) - 1 if held else -1
    done = 0
    if room < pitch * (1 - _ROUNDING):
        room = page
    while True:
        here = min(_lines_in(room, pitch), way.lines - done)
        if held and done <= on < done + here:
            room, held = room - held.height, None
            here = min(_lines_in(room, pitch), way.lines - done)
            if on >= done + here:
                return None
        done += here
        if done == way.lines:
            return _End(here, room - pitch * here)
        room = page


def _lines_in(room: Length, pitch: Length) -> int:
    return int(max(room / pitch, 0.0) + _ROUNDING)
