"""The foot of a table on every page: its lowest rule keeps to the type area (9704-5.2.1-c).

Lines of text leave half their leading free below, so a profile may let them reach a little below the type area; a rule
that ends a page would be seen there. No program has a way to say that a table ends higher than text does. But rows are
as high in every program as they are counted here, so the table's lines are made a little closer or wider - a few
tenths of a point - until no page ends with a rule in that strip; if that does not help, the table begins lower as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from gongwen.blocks.block import PLAIN, LayoutBlock, PageTurn, ParagraphBlock, Placement, TableBlock
from gongwen.blocks.stylesheet import Program, Stylesheet, stylesheet
from gongwen.layout.flow import end_of_text, is_kept_with_next, total_height
from gongwen.pages.rows import RowPart, foot_of, head_height, opening_height, rows_on_pages, table_height
from gongwen.pages.setting import set_by_program
from gongwen.standard import figures
from gongwen.standard.roles import Role
from gongwen.standard.units import ZERO, Length, Mm, Pt

__all__ = ["keep_table_with", "settle_tables"]

# A rule may be as far beyond the type area.
_TOLERATED = Mm(0.6)
# A row that lacks so little room may find it in one program and not in another.
_UNSURE = Mm(0.3)
_STEP = Pt(0.1)
_MOST_CHANGE = 0.05
_LOWER = (ZERO, Mm(0.9), Mm(1.8))
# Lines of a table may be closer or wider by so much for the signature's sake.
_CLOSER, _WIDER = 0.1, 0.35
_FAR_LINES = 4


class _Start(NamedTuple):
    """Where a table begins: the room left on the page above all that is kept with it, and the height of that."""

    room: Length
    kept: Length


class _Trial(NamedTuple):
    """A table with other lines, and how much lower it begins."""

    block: TableBlock
    lower: Length


def settle_tables(blocks: list[LayoutBlock], sheet: Stylesheet, first: int = 0) -> None:
    """Let no page end with a rule below the type area; ``blocks`` begin a page at ``first``, and are changed."""
    if _strip(sheet) <= ZERO or TableBlock not in set(map(type, blocks[first:])):
        return
    above = _above_in_every_program(sheet)
    landscape = False
    for index in range(first, len(blocks)):
        block = blocks[index]
        if type(block) is PageTurn:
            above, landscape = _above_in_every_program(sheet), block.run.landscape
            continue
        if type(block) is TableBlock and not landscape:
            word = above[0]
            word.count()
            if not _ends_far_above(word.blocks, block, sheet):
                for other in above[1:]:
                    other.count()
                ways = [_way(one.blocks, block, one.sheet) for one in above]
                blocks[index - 1 : index + 1] = _settled(blocks[index - 1], block, ways, sheet)
                for one in above:
                    one.blocks[-1] = blocks[index - 1]
            for one in above:
                one.until = len(one.blocks) + 1
        for one in above:
            one.blocks.append(blocks[index])


class _Above:
    """What stands above a table on its pages, as a program sets it; nothing above the last table is counted again."""

    def __init__(self, sheet: Stylesheet) -> None:
        self.sheet = sheet
        self.blocks: list[LayoutBlock] = []
        self.until = 0

    def count(self) -> None:
        """Take one block for all down to the last table."""
        if self.until > 1:
            rest = end_of_text(self.blocks[: self.until], self.sheet, exactly=True).rest
            self.blocks[: self.until] = [_as_much(rest, self.sheet)]
            self.until = 1


def _above_in_every_program(sheet: Stylesheet) -> list[_Above]:
    """Nothing yet; Word first."""
    return [_Above(set_so) for set_so in _as_every_program(sheet)]


def _as_every_program(sheet: Stylesheet) -> list[Stylesheet]:
    return [stylesheet(sheet.profile, program) for program in Program]


class _Way(NamedTuple):
    """How a program sets a table: the lines of its heading and rows, and where it begins."""

    head_lines: int
    row_lines: tuple[int, ...]
    start: _Start

    def set(self, block: TableBlock) -> TableBlock:
        """A trial of the table, with these lines."""
        return block._replace(head_lines=self.head_lines, row_lines=self.row_lines)


def _way(above: list[LayoutBlock], block: TableBlock, sheet: Stylesheet) -> _Way:
    """How the stylesheet's program sets a table below what stands on its page already."""
    placed = set_by_program(block, sheet)
    return _Way(placed.head_lines, placed.row_lines, _start(above, sheet))


def keep_table_with(
    blocks: list[LayoutBlock], index: int, until: int, signature: Length, sheet: Stylesheet, *, surely_above: bool
) -> bool:
    """Keep the table that ends a text with the signature, which needs so much room (9704-7.3.5.1-d).

    What stands between them, up to ``until``, needs room too. The last rows are tied to it, if it is not surely above
    the foot of its page. But no program but Word moves rows for that, so where the signature finds no room below a
    table, its lines are made as much closer that it does, or as much wider that the last rows run over by themselves;
    in Word first, and in programs that set its lines, or those above it, otherwise. False where another
    program than Word finds no room for the signature below it all the same, and nothing goes over to it.
    """
    block = blocks[index]
    assert type(block) is TableBlock  # whoever asks has looked
    if not surely_above:
        block = block._replace(keep_next=True)
    page = sheet.profile.text_length
    first = max((at + 1 for at in range(index) if type(blocks[at]) is PageTurn), default=0)
    sheets = _as_every_program(sheet)
    ways = [_way(blocks[first:index], block, set_so) for set_so in sheets]
    needed = [signature + total_height(blocks[index + 1 : until], set_so, exactly=True) for set_so in sheets]
    start = ways[0].start
    if block.together and start.kept + table_height(block) + needed[0] > page:
        # A short table is whole on its page, but not where that leaves the signature alone on the next.
        air = max(figures.TYPE_AREA_TOP - sheet.profile.top, ZERO)
        block = block._replace(together=False, air=air)

    def faults(block: TableBlock) -> tuple[bool, int, int]:
        word, *others = (_leaves_alone(block, way, page, room) for way, room in zip(ways, needed, strict=True))
        return word, _low_feet(block, start, ZERO, page, sheet), sum(others)

    if not block.together and any(faults(block)):
        best = min(_closer_and_wider(block), key=faults)
        lacks_room, *_ = faults(best)
        if not lacks_room:
            block = best
    blocks[index] = block
    lacks_room, _, others = faults(block)
    return block.together or lacks_room or not others


def _leaves_alone(block: TableBlock, way: _Way, page: Length, needed: Length) -> bool:
    """Whether the signature does not find the room it needs below the table in a program."""
    feet = [_feet(way.set(block), way.start, by, page)[-1] for by in (_UNSURE, -_UNSURE)]
    return page - max(feet) < needed


def _closer_and_wider(block: TableBlock) -> Iterator[TableBlock]:
    """Tables with other lines, those first that differ least."""
    closest, widest = (int(block.line * most / _STEP) for most in (_CLOSER, _WIDER))
    for step in range(widest + 1):
        for change in (-step, step) if 0 < step <= closest else (step,):
            yield block._replace(line=block.line + _STEP * change)


@lru_cache(maxsize=32)
def _strip(sheet: Stylesheet) -> Length:
    """How high the strip below the type area is where text may stand and no rule."""
    return figures.PAGE_HEIGHT.value - sheet.profile.bottom - figures.TYPE_AREA_BOTTOM - _TOLERATED


def _as_much(rest: Length, sheet: Stylesheet) -> LayoutBlock:
    """What takes as much of a page as stands on it already."""
    return ParagraphBlock(Role.SPACER, (), Placement(line=sheet.profile.text_length - rest))


def _ends_far_above(above: list[LayoutBlock], block: TableBlock, sheet: Stylesheet) -> bool:
    """Whether the table ends so far above the foot of its page that nothing need be counted."""
    rest = end_of_text(above, sheet).rest
    return table_height(block) + sheet.pitch * _FAR_LINES < rest


def _start(above: list[LayoutBlock], sheet: Stylesheet) -> _Start:
    kept = len(above)
    while kept and is_kept_with_next(above[kept - 1], sheet):
        kept -= 1
    rest = end_of_text(above[:kept], sheet, exactly=True).rest if kept else sheet.profile.text_length
    return _Start(rest, total_height(above[kept:], sheet, exactly=True))


def _settled(opening: LayoutBlock, block: TableBlock, ways: Sequence[_Way], sheet: Stylesheet) -> list[LayoutBlock]:
    """What opens a table, and the table, as they stand best in Word, and in the other programs."""
    page = sheet.profile.text_length
    word, *others = ways
    start = word.start
    pages = len(_feet(block, start, ZERO, page))

    def faults(trial: _Trial) -> tuple[int, int, int, int]:
        block, lower = trial
        feet, more = _low_feet(block, start, lower, page, sheet), abs(len(_feet(block, start, lower, page)) - pages)
        elsewhere = sum(_low_feet(way.set(block), way.start, lower, page, sheet) for way in others)
        return feet, more, _is_ambiguous(block, start, lower, page), elsewhere

    def cost(trial: _Trial) -> tuple[tuple[int, int, int, int], int]:
        # A program that counts a line more or less above the table should find it inside as well.
        by_lines = (trial.lower + by for by in (sheet.pitch, -sheet.pitch))
        return faults(trial), sum(_low_feet(trial.block, start, by, page, sheet) for by in by_lines)

    usual = _Trial(block, ZERO)
    best = min(_trials(block), key=cost) if any(faults(usual)) else usual  # the first of the best departs least
    return [_lowered(opening, best.lower), best.block]


def _trials(block: TableBlock) -> Iterator[_Trial]:
    """Tables that differ a little, those first that differ least."""
    steps = int(block.line * _MOST_CHANGE / _STEP)
    for lower in _LOWER:
        for step in range(steps + 1):
            for change in (-step, step) if step else (0,):
                yield _Trial(block._replace(line=block.line + _STEP * change), lower)


def _lowered(opening: LayoutBlock, by: Length) -> LayoutBlock:
    if by <= ZERO or type(opening) is not ParagraphBlock:
        return opening
    return ParagraphBlock(opening.role, opening.runs, _lower_place(opening.placement, by), opening.seals)


@lru_cache(maxsize=64)
def _lower_place(place: Placement, by: Length) -> Placement:
    if place is PLAIN or place.line is None:
        return place._replace(space_before=(place.space_before or ZERO) + by)
    return place._replace(line=place.line + by)


def _feet(block: TableBlock, start: _Start, lower: Length, page: Length) -> list[Length]:
    """Where the table ends on each of its pages, from the top of the page."""
    above, pages = _parts(block, start, lower, page)
    head = head_height(block)
    return [(above if number == 0 else ZERO) + foot_of(parts, block, head) for number, parts in enumerate(pages)]


def _parts(block: TableBlock, start: _Start, lower: Length, page: Length) -> tuple[Length, list[list[RowPart]]]:
    """What stands above the table on the page where it begins, and what of it on each page."""
    room, above = start.room - start.kept - lower, page - start.room + start.kept + lower
    if opening_height(block) > room:
        room, above = page - start.kept, start.kept
    return above, rows_on_pages(block, block.row_lines, head_height(block), room, page)


def _is_ambiguous(block: TableBlock, start: _Start, lower: Length, page: Length) -> bool:
    """Whether a row is so near to a foot that it may stand on one page in one program and on the next in another."""
    one, other = (
        [
            [part.row for part in parts]
            for parts in _parts(block, start._replace(room=start.room + by), lower, page + by)[1]
        ]
        for by in (_UNSURE, -_UNSURE)
    )
    return one != other


def _low_feet(block: TableBlock, start: _Start, lower: Length, page: Length, sheet: Stylesheet) -> int:
    """On how many pages the table ends too low."""
    limit = page - _strip(sheet)
    wider = _Start(start.room + _UNSURE, start.kept)
    return sum(foot > limit for foot in _feet(block, wider, lower - _UNSURE, page + _UNSURE))
