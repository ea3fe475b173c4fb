"""What must stay on one page: the signature with some of the text above it, the seal with room below it.

A paragraph is never divided into two. Where the signature might find no room below the last paragraph, that is tied to
it and its lines are kept in twos: Word then takes the last two lines along, other programs the whole paragraph. A
paragraph that crosses the page by itself is not tied, for LibreOffice would move all of it. Where moving all of it
would leave page one without text, or the paragraph and the signature are too long for one page, room is held at the
foot of the page where the paragraph begins or ends, so that its last lines go to the signature in every program.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from gongwen.blocks.block import HeldRoom, LayoutBlock, ParagraphBlock, Placement, TableBlock
from gongwen.blocks.stylesheet import Stylesheet
from gongwen.keeping import are_long
from gongwen.layout.company import LEAST_ROOM, Company, most_companionable, way_of, ways_beside
from gongwen.layout.flow import TextEnd, end_of_text, kept_above, line_start, line_total, total_height
from gongwen.layout.table_feet import keep_table_with
from gongwen.patterns import pattern
from gongwen.standard.roles import Role
from gongwen.standard.units import ZERO, Length, Mm

__all__ = ["Kept", "keep_text_with", "with_room_below"]

_ROUNDING = 0.01
# Boxes push text out of their way, and not every program an empty paragraph; a no-break space is text.
_UNSEEN_TEXT = "\u00a0"
_NOT_TEXT = frozenset({Role.ATTACHMENT_NOTE, Role.AFTER_TABLE, Role.SPACER})
_SURE_LINES = 2
_LEAST_LINES = 1.2
_TIED_LINES, _LEAST_FOR_TWO = 2, 4
# Held room is as much less than whole lines; where it is little more than one, other programs push no line more over.
_HALF, _NEARLY = 0.5, 0.9
_LEAST_STAYING, _TOP_PART = 2, 3
_MORE_IN_LIBREOFFICE, _ROOMY_LINES = 0.27, 4
# No program has been seen to set a page of text by as many lines longer than Word.
_MORE_ON_A_PAGE = 3
_LONGEST_COUNTED = 3_000
# LibreOffice draws a gap beside digits and letters, whatever the document says, and may need a line more.
_HALF_WIDTH = pattern("[0-9A-Za-z]")


class Kept(NamedTuple):
    """Whether text and signature are tied, so that neither moves without the other, and whether they have company."""

    tied: bool
    company: Company = Company.SURE


class _Ending(NamedTuple):
    """How a paragraph lies: so many lines, ``here`` on the page where it ends, ``at_start`` on that where it begins.

    ``rest`` is the room left below its last line, ``rest_at_start`` what is left below its lines on the first page.
    """

    lines: int
    here: int
    at_start: int
    rest: Length
    rest_at_start: Length

    @property
    def crosses(self) -> bool:
        """Whether it ends on another page than it begins."""
        return self.here < self.lines


def _ending_below(room: Length, lines: int, sheet: Stylesheet) -> _Ending:
    """How a paragraph of so many lines lies that begins with so much room left."""
    page, pitch = sheet.profile.text_length, sheet.pitch
    a_page = int(page / pitch + _ROUNDING)
    at_start = min(int(max(room / pitch, 0.0) + _ROUNDING), lines)
    if not at_start:  # it begins on the next page
        room, at_start = page, min(a_page, lines)
    rest = room - pitch * at_start
    further = lines - at_start
    if not further:
        return _Ending(lines, lines, lines, rest, rest)
    here = (further - 1) % a_page + 1
    return _Ending(lines, here, at_start, page - pitch * here, rest)


def keep_text_with(
    blocks: list[LayoutBlock],
    until: int,
    first_of_body: int,
    needed: Length,
    end: TextEnd,
    sheet: Stylesheet,
) -> Kept:
    """Keep the last text of the first ``until`` blocks with 附件说明 and the signature that follows (9704-7.3.5.1-d).

    The signature needs so much room, and the blocks end at ``end`` by :mod:`gongwen.layout.flow`.
    ``first_of_body`` is where the body begins: what stands there must not leave page one altogether (7.3.3-a).
    """
    index = _last_text(blocks, until)
    noted = index + 1 < until
    signature = needed
    if noted:
        needed = needed + total_height(blocks[index + 1 : until], sheet, exactly=True)
        end = end_of_text(blocks[: index + 1], sheet)
        if needed > sheet.profile.text_length - sheet.pitch * _LEAST_LINES:
            # No page holds all of it with text above; 附件说明 keeps its own ties, and its end the signature company.
            _tie(blocks, until - 1, until)
            _untie_what_no_page_holds(blocks, index + 1, until, signature, sheet)
            return Kept(tied=False)
        _tie(blocks, index + 1, until)
    last = blocks[index]
    surely_above = _is_surely_above(needed, end, sheet)
    if isinstance(last, TableBlock):
        held = keep_table_with(blocks, index, until, signature, sheet, surely_above=surely_above)
        # Word alone goes by the tie of a row.
        return Kept(False, Company.SURE if held else Company.LACKING)
    if not isinstance(last, ParagraphBlock):
        return Kept(tied=False)
    company = Company.SURE
    alone = _begins_body(blocks, index, first_of_body, sheet)
    lies = _lies_for_sure(last, end, sheet) if surely_above else None
    usual = _tied(last) if lies is _Lies.ON_ONE_PAGE and not alone else last
    # To count a long paragraph in every program takes long: one of three pages is kept as it is best in Word, one of
    # five is set by Word's lines alone.
    three_pages, long = are_long((last.text,)), len(last.text) > _LONGEST_COUNTED
    roomy = end.rest - needed > sheet.pitch * _ROOMY_LINES
    sure = lies is _Lies.ON_ONE_PAGE and (roomy or _holds_anywhere(last, end, needed, ZERO, sheet, alone=alone))
    if not sure and (lies is None or not long):
        headings = Mm(kept_above(blocks, index, sheet))
        word = way_of(blocks, index, until, signature, headings, sheet, end)
        ending = _ending_below(word.room, word.lines, sheet)
        if lies is None:
            usual = _kept(last, ending, needed, headings, sheet, alone=alone, noted=noted)
        # Tied, a paragraph goes whole where it must, if nothing hinders it.
        tied = usual.placement.keep_next and not alone and (not ending.crosses or word.lines < _LEAST_FOR_TWO)
        settled = tied and _holds_anywhere(last, end, needed, headings, sheet, alone=False)
        free = not usual.placement.keep_next and not usual.placement.held_room
        more = sheet.pitch * (_MORE_ON_A_PAGE * _pages_of(word.lines, sheet))
        settled = settled or (free and ending.rest - word.needed > more)
        if not settled and not long:
            ways = ways_beside(word, blocks, index, until, signature)
            most = int((sheet.profile.text_length - needed) / sheet.pitch)
            others = () if three_pages else _otherwise(last, ending, sheet, most)
            usual, company = most_companionable(usual, others, ways, alone=alone)
    blocks[index] = usual
    return Kept(usual.placement.keep_next, company)


def _pages_of(lines: int, sheet: Stylesheet) -> int:
    """How many pages so many lines take, or begin."""
    return 1 + int(sheet.pitch * lines / sheet.profile.text_length)


class _Lies(Enum):
    """How a paragraph lies that ends far from both ends of its page."""

    ON_ONE_PAGE = 1
    ACROSS = 2


def _lies_for_sure(last: ParagraphBlock, end: TextEnd, sheet: Stylesheet) -> _Lies | None:
    """Whether the last paragraph begins on the page where it ends, or before it; None where a line may decide."""
    used = sheet.profile.text_length - end.rest
    lines = line_total(last, sheet)
    if end.page == 1 or sheet.pitch * (lines + _SURE_LINES) <= used:
        return _Lies.ON_ONE_PAGE
    return _Lies.ACROSS if sheet.pitch * (lines - _SURE_LINES) >= used else None


def _holds_anywhere(
    last: ParagraphBlock, end: TextEnd, needed: Length, headings: Length, sheet: Stylesheet, *, alone: bool
) -> bool:
    """Whether a paragraph that lies on one page for sure, with the signature below it, is right in every program.

    One that nothing keeps on page one is tied: it goes whole, if a page holds it. Lines that have only digits and
    letters among their 汉字 are so many more in LibreOffice.
    """
    more = int(line_total(last, sheet) * _MORE_IN_LIBREOFFICE) + 1
    if alone:
        return end.rest - needed > sheet.pitch * more or not _HALF_WIDTH.search(last.text)
    lines = line_total(last, sheet) + more + _SURE_LINES
    return headings + needed + sheet.pitch * lines <= sheet.profile.text_length


def _otherwise(last: ParagraphBlock, ending: _Ending, sheet: Stylesheet, most: int) -> Iterator[ParagraphBlock]:
    """The ways of keeping the last paragraph, those first that leave more as it is in Word."""
    yield last
    yield _tied(last)
    empty = int(ending.rest / sheet.pitch) if ending.crosses else 0
    for less in (_HALF, _NEARLY):
        for over in range(min(most, _TIED_LINES), 0, -1):
            pushed = (
                _pushed_at_end(last, ending, sheet, over, less),
                _pushed(last, ending, empty, ending.rest_at_start, sheet, over, less),
            )
            yield from filter(None, pushed)


def _kept(
    last: ParagraphBlock,
    ending: _Ending,
    needed: Length,
    headings: Length,
    sheet: Stylesheet,
    *,
    alone: bool,
    noted: bool,
) -> ParagraphBlock:
    """The last paragraph, kept with a signature that needs so much room below it; 附件说明 may stand between them.

    ``headings`` stand right above the paragraph, and go with it.
    """
    pitch = sheet.pitch
    page = sheet.profile.text_length
    spare = ending.rest - needed - LEAST_ROOM
    beside = int((page - needed) / pitch)
    fits = spare >= (pitch if alone and _HALF_WIDTH.search(last.text) else ZERO)
    if ending.crosses:
        # Its last lines are on the page of the signature; if there is no room, some more of them are pushed over, and
        # a single one gets company, which might after all find room on the page before.
        if fits and ending.here > 1:
            return last
        empty = 0 if fits else int(ending.rest / pitch)
        most = _TIED_LINES if fits else beside
        pushed = None if fits else _pushed_at_end(last, ending, sheet, most)
        pushed = pushed or _pushed(last, ending, empty, ending.rest_at_start, sheet, most)
        return pushed or (last if spare >= ZERO and not fits else _tied(last))
    if fits:
        return last if alone else _tied(last)
    # What goes over whole, and has no room there, is better not tied: every program gives up another of the ties.
    too_long = ending.lines < _LEAST_FOR_TWO and headings + pitch * ending.lines + needed > page
    if ending.lines == 1:
        return last if too_long or (alone and noted) else _tied(last)
    if alone or pitch * (ending.lines + 1) + needed > page:
        pushed = _pushed(last, ending, 0, ending.rest, sheet, most=beside)
        if pushed:
            return pushed
    return last if too_long else _tied(last)


def _pushed(
    last: ParagraphBlock,
    ending: _Ending,
    empty: int,
    rest: Length,
    sheet: Stylesheet,
    most: int = _TIED_LINES,
    less: float = _HALF,
) -> ParagraphBlock | None:
    """The paragraph with room held on the page where it begins, so that lines fill ``empty`` ones and two run over.

    At ``most`` so many may run over as have room beside the signature. None where the page has too few lines for it.
    """
    over_already = ending.crosses and not empty
    two = ending.lines >= _LEAST_FOR_TWO and most >= _TIED_LINES and not over_already
    for over in (_TIED_LINES, 1) if two else (1,):
        if empty + over < ending.at_start:
            return _placed(last, held_room=HeldRoom(rest + sheet.pitch * (empty + over - less)))
    return None


def _pushed_at_end(
    last: ParagraphBlock, ending: _Ending, sheet: Stylesheet, most: int, less: float = _HALF
) -> ParagraphBlock | None:
    """The paragraph with room held on the page where it ends, so that its last lines go on to the signature.

    The room hangs on a line near the top of that page: LibreOffice with its gaps has some lines more above it, never
    fewer. None where the page would keep no line to hang it on.
    """
    for over in range(min(most, _TIED_LINES), 0, -1):
        staying = ending.here - over
        if staying >= _LEAST_STAYING:
            number = ending.lines - ending.here + staying // _TOP_PART
            at = (line_start(last, number, sheet) + line_start(last, number + 1, sheet)) // 2
            return _placed(last, held_room=HeldRoom(ending.rest + sheet.pitch * (over - less), at))
    return None


def with_room_below(signature: list[ParagraphBlock], overhang: Length) -> list[ParagraphBlock]:
    """The signature in one piece; where a seal reaches below it, that room is kept free on the same page."""
    below = [ParagraphBlock(Role.SPACER, (_UNSEEN_TEXT,), Placement(line=overhang))] if overhang > LEAST_ROOM else []
    pieces = [*signature, *below]
    return [_placed(block, keep_next=True) for block in pieces[:-1]] + pieces[-1:]


def _last_text(blocks: list[LayoutBlock], until: int) -> int:
    """Where the last of the first blocks stands that shows text: 附件说明 alone is none."""
    index = until - 1
    while index > 0:
        block = blocks[index]
        if not isinstance(block, ParagraphBlock) or (block.runs and block.role not in _NOT_TEXT):
            break
        index -= 1
    return index


def _begins_body(blocks: list[LayoutBlock], index: int, first_of_body: int, sheet: Stylesheet) -> bool:
    """Whether nothing of the body stands above a paragraph but headings that go where it goes."""
    while index > first_of_body:
        before = blocks[index - 1]
        if not isinstance(before, ParagraphBlock) or not (
            before.placement.keep_next or sheet.of(before.role).keep_next
        ):
            return False
        index -= 1
    return True


def _is_surely_above(needed: Length, end: TextEnd, sheet: Stylesheet) -> bool:
    """Whether the text ends so far from the end of its page that the signature fits below it without doubt."""
    margin = sheet.pitch * _SURE_LINES
    # Text that seems to run over by a line or two may end with the page in another program.
    return needed + margin <= end.rest <= sheet.profile.text_length - margin


def _tie(blocks: list[LayoutBlock], start: int, until: int) -> None:
    """Tie every paragraph from ``start`` up to ``until`` to what follows it."""
    for position in range(start, until):
        block = blocks[position]
        if isinstance(block, ParagraphBlock):
            blocks[position] = _placed(block, keep_next=True)


def _untie_what_no_page_holds(
    blocks: list[LayoutBlock], start: int, until: int, needed: Length, sheet: Stylesheet
) -> None:
    """Leave 附件说明 only those ties that a page can keep with the signature, which needs so much room below it.

    Of ties that it cannot keep LibreOffice gives up the last: 附注 alone on a further page, a seal below the type area.
    """
    for position in range(until - 1, start - 1, -1):
        needed = needed + total_height(blocks[position : position + 1], sheet, exactly=True)
        if needed > sheet.profile.text_length:
            block = blocks[position]
            if isinstance(block, ParagraphBlock):
                blocks[position] = block._replace(placement=block.placement._replace(keep_next=False))
            return


def _tied(block: ParagraphBlock) -> ParagraphBlock:
    return _placed(block, keep_next=True, widow_control=True)


def _placed(
    block: ParagraphBlock, *, keep_next: bool = False, widow_control: bool = False, held_room: HeldRoom | None = None
) -> ParagraphBlock:
    role, runs, place, seals = block
    return ParagraphBlock(role, runs, _place(place, keep_next, widow_control, held_room), seals)


@lru_cache(maxsize=1024)
def _place(place: Placement, keep_next: bool, widow_control: bool, held_room: HeldRoom | None) -> Placement:
    return place._replace(
        keep_next=keep_next or place.keep_next,
        widow_control=widow_control or place.widow_control,
        held_room=held_room or place.held_room,
    )
